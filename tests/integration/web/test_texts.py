"""The texts of the screen: every key that is used is there, and every key that is there is used."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.repository import ROOT
from woningscan.domain.appointments import Why, WishKind
from woningscan.domain.hints import Topic
from woningscan.domain.kinds import IDENTITY_FIELDS, KINDS
from woningscan.domain.photos import Agreement
from woningscan.domain.questionnaire import UNLISTED_OPTIONS
from woningscan.domain.rights import Role, State
from woningscan.domain.values import CANCELLATIONS
from woningscan.services.authentication.administering import AccountState
from woningscan.services.authentication.history import TOLD as HAPPENED
from woningscan.services.authentication.password_rules import PasswordFault
from woningscan.services.browser_reports import BLOCKED, ELSEWHERE, NO_PAGE
from woningscan.services.browser_reports import KINDS as KINDS_OF_REPORTS
from woningscan.services.openings import TOLD as TOLD_OF_VISITS
from woningscan.services.reassignment_decisions import Decision
from woningscan.web.assistance import BASICS, PREFIX
from woningscan.web.authentication import security
from woningscan.web.authentication.accounts import DONE as DONE_WITH_ACCOUNT
from woningscan.web.authentication.invitations import DONE as DONE_WITH_INVITATION
from woningscan.web.contents import DECIDED
from woningscan.web.contexts.appointment import DONE
from woningscan.web.contexts.browser_reports import SUBJECTS
from woningscan.web.contexts.own_account import ROADS
from woningscan.web.contexts.told import TOLD as TOLD_ON_OVERVIEW
from woningscan.web.contexts.visit_list import GROUPS
from woningscan.web.errors import TOLD
from woningscan.web.texts import screen_texts

EXAMPLES = ROOT / "templates/components/examples.html"
PARTS = re.findall(r"^\{# part: ([a-z-]+) #\}$", EXAMPLES.read_text("utf-8"), re.MULTILINE)
SETTINGS = ("organisation", "phones", "periods", "texts", "prices", "preview", "history")
FIELDS = ("validity", "retention", "access", "low", "high", "year", "source", "currency", "number")
FAMILIES: Mapping[str, Iterable[str]] = {
    "account.done.": security.DONE,
    "accounts.done.": DONE_WITH_ACCOUNT,
    "accounts.fault.": ("display-name", "name", "name-in-use", "role"),
    "accounts.role.": Role,
    "accounts.state.": AccountState,
    "answer.": UNLISTED_OPTIONS,
    "basics.": [key.removeprefix("basics.") for key in BASICS],
    "cause.": CANCELLATIONS,
    "codes.done.": ("password", "recovery-codes"),
    "decided.": Decision,
    "did.": {*TOLD_OF_VISITS, "taken-over", "joined", "declined"} - {"reassignment-decided"},
    "done.": DONE,
    "components.": PARTS,
    "contents.": DECIDED,
    "error.": [f"{status}.{part}" for status in TOLD for part in ("title", "help")],
    # Each help text is of an endpoint: test_help.py.
    PREFIX: [key.removeprefix(PREFIX) for key in screen_texts() if key.startswith(PREFIX)],
    "hint.": Topic,
    "history.": HAPPENED,
    "history.road.": ROADS,
    "identity.": IDENTITY_FIELDS,
    "invitations.done.": DONE_WITH_INVITATION,
    "join.": ("refused", "too-many-tries"),
    "kind.": KINDS,
    "language.": ("nl", "en"),
    "passkey.make.": ("no-answer", "known", "not-here", "no-server"),
    "passkey.show.": ("no-answer", "not-here", "no-server"),
    "password-fault.": PasswordFault,
    "photos-agreed.": Agreement,
    "reports.blocked.": BLOCKED,
    "reports.kind.": KINDS_OF_REPORTS,
    "reports.page.": (ELSEWHERE, NO_PAGE),
    "reports.subject.": SUBJECTS,
    "role.": Role,
    "settings.": (*SETTINGS, *(f"{name}-about" for name in SETTINGS), *FIELDS),
    "state.": State,
    "told.": TOLD_ON_OVERVIEW,
    "visits.": GROUPS,
    "weekday.": "1234567",
    "why.": Why,
    "wish.": WishKind,
}
"""Keys that are put together: their beginning, and every end that there can be."""
FAULTS = "fault."
LITERAL = re.compile(r"""\bt\(\s*f?["']([a-z0-9.-]+)["'{]""")
CHOICE = re.compile(r"""\bt\(["']([a-z0-9.-]+)["'] if \w+ else ["']([a-z0-9.-]+)["']\)""")
QUOTED = re.compile(r'"((?:confirm|sign-in|room|fault)\.[a-z0-9.-]+)"')


def sources() -> str:
    paths = [
        *ROOT.joinpath("templates").rglob("*.html"),
        *Path(ROOT, "woningscan/web").rglob("*.py"),
    ]
    return "\n".join(path.read_text("utf-8") for path in paths)


def used() -> set[str]:
    text = sources()
    found = set(LITERAL.findall(text)) | set(QUOTED.findall(text))
    found |= {key for pair in CHOICE.findall(text) for key in pair}
    found = {key for key in found if not key.endswith(".")}
    return found | {start + end for start, ends in FAMILIES.items() for end in ends}


def test_every_key_that_is_used_exists() -> None:
    assert sorted(used() - screen_texts().keys()) == []


def test_every_key_is_used() -> None:
    unused = {key for key in screen_texts().keys() - used() if not key.startswith(FAULTS)}
    assert sorted(unused) == []


def test_every_fault_of_a_form_has_a_text_and_every_text_a_fault() -> None:
    text = sources()
    ends = {key.removeprefix(FAULTS) for key in screen_texts() if key.startswith(FAULTS)}
    assert {end for end in ends if f'"{end}"' not in text and end not in KINDS} == set()
    of_forms = {"visit-dated", "fact-stated", "identity-stated", "room-added", "room-named"}
    of_forms |= {"room-removed", "answered", "noted", "letter-ticked", "finding-added", "reopened"}
    assert of_forms <= ends


@pytest.mark.parametrize("key", screen_texts())
def test_both_languages_say_something_with_the_same_parts(key: str) -> None:
    text = screen_texts()[key]
    parts = [set(re.findall(r"\{(\w+)\}", each)) for each in (text.nl, text.en)]
    assert text.nl.strip()
    assert text.en.strip()
    assert parts[0] == parts[1]
