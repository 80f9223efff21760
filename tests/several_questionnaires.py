"""A folder with more than one questionnaire: the shipped one twice, a small one, a faulty one."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.installations import Installation
from tests.repository import ROOT
from woningscan.content.library import SHIPPED, Library

TINY = ROOT / "tests/questionnaires"
NAMES = ("bicycle/1", "broken/1", "woningscan/1", "woningscan/2")


def several(folder: Path) -> Library:
    """Make a library of `NAMES`; `broken/1` has faults."""
    shutil.copytree(TINY / "bicycle", folder / "bicycle")
    shutil.copytree(TINY / "bicycle" / "v1", folder / "broken" / "v1")
    (folder / "broken" / "v1" / "questionnaire.yaml").write_text("id: broken\nversion: 1\n")
    for version in (1, 2):
        copy = folder / "woningscan" / f"v{version}"
        shutil.copytree(SHIPPED / "woningscan" / "v1", copy)
        heading = copy / "questionnaire.yaml"
        text = heading.read_text("utf-8").replace("version: 1\n", f"version: {version}\n")
        heading.write_text(text, encoding="utf-8")
    return Library(folder, ())


@pytest.fixture(scope="session")
def library_of_several(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give a library of `NAMES`, each read once for all tests of a process."""
    return several(tmp_path_factory.mktemp("several"))


def with_several(installation: Installation, library: Library) -> Installation:
    """Give the same installation, with those questionnaires."""
    resources = replace(installation.resources, library=library)
    return replace(installation, resources=resources)
