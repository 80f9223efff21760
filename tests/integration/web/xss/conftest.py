"""Two worlds: one in which forms are only asked, and one that is full of payloads."""

from collections.abc import Iterator

import pytest

from tests.installations import Template
from tests.integration.web.xss import filling, sending
from tests.integration.web.xss.asking import once_each
from tests.integration.web.xss.inputs import Found
from tests.integration.web.xss.walking import forms_of
from tests.integration.web.xss.world import World, world_in


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Template) -> Iterator[World]:
    """Give an installation without payloads."""
    with world_in(tmp_path_factory.mktemp("asked") / "installation", sqlite_template) as made:
        yield made


@pytest.fixture(scope="module")
def forms(asked: World) -> list[tuple[str, Found]]:
    """Give every form that there is, with who may send it."""
    return once_each(forms_of(asked))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Template) -> Iterator[World]:
    """Give an installation in which every input that keeps something was filled in."""
    with world_in(tmp_path_factory.mktemp("filled") / "installation", sqlite_template) as made:
        filling.prepare(made)
        filling.keep(made, 0)
        sending.send_all(made)
        yield made
