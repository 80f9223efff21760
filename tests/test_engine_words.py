"""The engine knows no questionnaire: no code, page or script names what one of them declares.

A second questionnaire must need no code. Whoever writes the id of a fact, a reader, a zone, a
chapter, a payer, another look, an item or a measure into the engine has tied it to one of them.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from tests.repository import committed_files, text_of
from tests.shipped import LIBRARY
from woningscan.domain.questionnaire import Questionnaire

QUOTED = re.compile(r"""(["'`])([\w./#?=&:{}<> -]{1,80}?)\1""")
PARTS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ENGINE = {".py": "woningscan", ".html": "templates", ".js": "static"}

ALSO_OTHERWISE = {
    "access": "that an adviser may open a visit: a setting, and texts of the screen",
    "holder": "a key of every visit file, and of the identity: whoever is visited",
    "own": "a key of every visit file: the adviser's own advice",
    "reason": "a field of forms and of changes: why something was done",
    "reviewer": "a role of accounts",
    "work": "the command that does what has to be done by the clock",
    "shed": "a shape in the drawing of the calculation of reachability",
}
"""Words that an id happens to share with the engine, and what the engine means by them."""


def ids_of(questionnaire: Questionnaire) -> set[str]:
    """Give the ids by which a questionnaire would be known."""
    kinds = ("facts", "readers", "zones", "chapters", "payers", "looks", "measures")
    declared = {each.id for kind in kinds for each in getattr(questionnaire, kind)}
    return declared | questionnaire.items_by_id.keys()


@cache
def all_ids() -> frozenset[str]:
    return frozenset(chain.from_iterable(ids_of(LIBRARY.questionnaire(n)) for n in LIBRARY.names))


def strings_in(path: Path, text: str) -> Iterator[str]:
    """Give what stands in quotation marks; of Python, without what only people read."""
    if path.suffix != ".py":
        yield from (found[2] for found in QUOTED.finditer(text))
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def words_in(said: str) -> Iterator[str]:
    """Give the ids that a string consists of: alone, or joined as in `fact-stated.office`."""
    if QUOTED.fullmatch(f'"{said}"') and " " not in said:
        yield from PARTS.findall(said)


def named(path: Path, text: str, ids: frozenset[str]) -> set[str]:
    """Give the ids that a file names."""
    return {word for said in strings_in(path, text) for word in words_in(said)} & ids


def is_engine(path: Path) -> bool:
    return ENGINE.get(path.suffix) == path.parts[0]


def engine() -> list[Path]:
    return [path for path in committed_files() if is_engine(path)]


def test_the_engine_names_nothing_that_a_questionnaire_declares() -> None:
    unknown = all_ids() - ALSO_OTHERWISE.keys()
    offences = {
        str(path): found for path in engine() if (found := named(path, text_of(path), unknown))
    }
    assert offences == {}


def test_every_word_that_is_let_through_is_used() -> None:
    used = {word for path in engine() for word in named(path, text_of(path), all_ids())}
    assert used >= ALSO_OTHERWISE.keys()
    assert all_ids() >= ALSO_OTHERWISE.keys()


def test_an_id_is_found_in_each_kind_of_file() -> None:
    ids = frozenset({"front-door", "office"})
    for path, text in (
        ("woningscan/web/a.py", 'form.get("fact-stated.office")'),
        ("woningscan/domain/b.py", "is_door = zone == 'front-door'"),
        ("templates/c.html", '<p data-zone="front-door">'),
        ("static/js/d.js", "const field = `fact-stated.office`;"),
    ):
        assert is_engine(Path(path))
        assert named(Path(path), text, ids), path
    assert not named(Path("woningscan/a.py"), '"""The office of a person."""', ids)
