"""The programs outside Python that some tests need, and what happens when one is missing.

On a developer's machine a test that needs a missing program is skipped, with what to install. With
CI=true it fails, so that a check never disappears unseen.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
POSTGRESQL_FOLDER = Path("/usr/lib/postgresql")


def _missing(what: str, package: str) -> NoReturn:
    reason = f"needs {what}: apt-get install {package}, or run .ci/run, which does"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _first_on_path(names: Sequence[str]) -> Path | None:
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path), None)


def installed_chromium() -> Path | None:
    """Give the browser that tests and benches drive; None where there is none."""
    applications = (path for path in CHROMIUM_APPLICATIONS if path.exists())
    return _first_on_path(CHROMIUM_NAMES) or next(applications, None)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Give the browser that browser tests drive."""
    return installed_chromium() or _missing("Chromium", "chromium")


@pytest.fixture(scope="session")
def node_path() -> Path:
    """Give the interpreter that runs the tablet's scripts outside a browser."""
    return _first_on_path(["node", "nodejs"]) or _missing("Node.js", "nodejs")


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """Give poppler's text reader, which reads PDFs as other software does."""
    return _first_on_path(["pdftotext"]) or _missing("pdftotext", "poppler-utils")


def _newest_postgresql() -> Path | None:
    folders = [path.parent for path in POSTGRESQL_FOLDER.glob("*/bin/initdb")]
    # Debian names the folder after the version; the newest comes last.
    folders.sort(key=lambda folder: int(folder.parent.name))
    return folders[-1] if folders else None


def installed_postgresql() -> Path | None:
    """Give the folder that holds initdb and pg_ctl; None where there is no PostgreSQL."""
    found = _newest_postgresql()
    if found is None:
        initdb = _first_on_path(["initdb"])
        found = initdb.resolve().parent if initdb else None
    return found


@pytest.fixture(scope="session")
def postgresql_bin() -> Path:
    """Give the folder that holds initdb and pg_ctl."""
    return installed_postgresql() or _missing("PostgreSQL", "postgresql")
