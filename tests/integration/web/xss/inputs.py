"""Every field of a form in which somebody can write, and every form it stands in, by hand.

A field that is not in the table fails, and so does a line without a field. A field of the table is
given all payloads at once, which its form refuses and shows again; one that is `KEPT` is also given
payloads that it takes, which are looked for on every page afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.integration.web.browsing import parse

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHOSEN = frozenset({"radio", "checkbox", "submit", "image", "button", "reset"})
MACHINE = frozenset({"csrf_token", "form-id"})


class What(Enum):
    """What becomes of what is written."""

    KEPT = "kept, and shown on other pages"
    ASKED = "used at once; the page that comes may show it"
    EXACT = "a day, a number or a code: anything else is refused"
    SECRET = "never shown"  # noqa: S105 - a description


KEPT, ASKED, EXACT, SECRET = What
IDENTITY = {f"identity-stated.{name}": KEPT for name in ("contact-name", "contact-phone")}
IDENTITY |= {
    f"identity-stated.holder-{name}": KEPT
    for name in ("name", "address", "postcode", "town", "organisation")
}
STATED = {**IDENTITY, "fact-stated.municipality": KEPT, "visit-dated": EXACT}
TWO_FACTORS = {"name": ASKED, "password": SECRET, "code": EXACT}

INPUTS: Mapping[str, Mapping[str, What]] = {
    "accounts.page": {"search": ASKED},
    "accounts.propose": {"name": EXACT, "display-name": KEPT},
    "advice.add_measure": {"reason": KEPT},
    "advice.change": {"text": KEPT, "reason": KEPT},
    "advice.omit": {"reason": KEPT},
    "advice.save_own": {"title": KEPT, "text": KEPT},
    "appointments.cancel": {"reason": KEPT},
    "appointments.identity": IDENTITY,
    "appointments.move": {"visit-dated": EXACT, "planned-at": EXACT},
    "appointments.plan_again": {"visit-dated": EXACT, "planned-at": EXACT},
    "appointments.record_no_show": {"note": KEPT},
    "appointments.tell_no_show": {"note": KEPT},
    "closing.reopen": {"reason": KEPT},
    "colleague_days.page": {"visit-dated": EXACT},
    "confirming.confirm": TWO_FACTORS,
    "facts.save": {**STATED, "identity-stated.adviser-name": KEPT},
    "joining.join": {"link-part": SECRET, "code": SECRET},
    "looks.save": {"looked-again.dark": EXACT, "noted.*": KEPT},
    "overview.break_off": {"broken-off": KEPT},
    "own_devices.rename": {"name": KEPT},
    "own_factors.accept_authenticator": {"code": EXACT},
    "own_factors.choose_password": {"password": SECRET, "password-again": SECRET},
    "own_passkeys.rename": {"name": KEPT},
    "paper.enter": {"answered.*": EXACT, "noted.*": KEPT},
    # Without a key no passkey is added; its name is kept by the form that changes it.
    "passkeys.add": {"name": ASKED},
    "photos.add": {"photos": ASKED},
    "photos.describe": {"caption": KEPT, "description": KEPT},
    "planning.plan": {**STATED, "planned-at": EXACT},
    "room_page.save": {
        "noted.*": KEPT,
        "finding-added.*": KEPT,
        "aid.*.reason": KEPT,
        "aid.*": EXACT,
    },
    "rooms.add": {"name": KEPT},
    "rooms.rename": {"name": KEPT},
    "search.search": {"asked": ASKED},
    "settings.organisation": {"organisation.nl": KEPT, "organisation.en": KEPT},
    "settings.periods": dict.fromkeys(
        ("access_days", "retention_months", "validity_months"), EXACT
    ),
    "settings.phones": {
        "phones.0.nl": KEPT,
        "phones.0.en": KEPT,
        "phones.0.number": KEPT,
        "phones.0.order": EXACT,
    },
    "settings.prices": {
        "words": ASKED,
        "prices.*.low": EXACT,
        "prices.*.high": EXACT,
        "prices.*.year": EXACT,
        "prices.*.source": KEPT,
    },
    "settings.text": {"texts.*.nl": KEPT, "texts.*.en": KEPT},
    "sign_in.sign_in": TWO_FACTORS,
}
"""What becomes of each field, by the endpoint that its form goes to."""


@dataclass(frozen=True, slots=True)
class Width:
    """How long a text of a field may be, and whether it may have many lines."""

    longest: int
    lines: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A form of a page: where it goes, what it holds, and which of its fields are written in."""

    endpoint: str
    action: str
    method: str
    values: Mapping[str, str]
    written: Mapping[str, Width]
    hidden: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    """What can be chosen, of each field in which something is."""

    @property
    def typed(self) -> frozenset[str]:
        """Give the fields that somebody writes in, as the table names them."""
        return frozenset(map(general, self.written))


def general(name: str) -> str:
    """Give how the table names a field of which there is one for each of many things."""
    known = ("noted.", "answered.", "finding-added.")
    for beginning in known:
        if name.startswith(beginning):
            return f"{beginning}*"
    if name.startswith("aid."):
        return "aid.*.reason" if name.endswith(".reason") else "aid.*"
    return re.sub(r"^(texts|prices)\.[a-z0-9-]+\.", r"\1.*.", name)


def forms_in(page: str, path: str, adapter: MapAdapter) -> Iterator[Found]:
    """Find the forms of a page that stands at a path."""
    for form in parse(page).iter("form"):
        action, method = form.get("action") or path, (form.get("method") or "get").upper()
        try:
            endpoint = adapter.match(urlsplit(action).path, method=method)[0]
        except HTTPException:
            continue
        controls = [each for each in form.iter() if each.get("name") and _kind(each)]
        of_kind = {str(each.get("name")): _kind(each) for each in controls}
        written = [each for each in controls if _kind(each) == "written"]
        yield Found(
            str(endpoint),
            action,
            method,
            {str(each.get("name")): _value(each) for each in controls if _counts(each)},
            {str(each.get("name")): _width(each) for each in written},
            tuple(
                name
                for name, kind in of_kind.items()
                if kind in {"hidden", "chosen"} and name not in MACHINE
            ),
            {name: tuple(_choices(controls, name)) for name in of_kind},
        )


def _kind(control: Element) -> str:
    if control.tag in {"select", "button"}:
        return "chosen"
    if control.tag == "textarea":
        return "written"
    if control.tag != "input":
        return ""
    kind = control.get("type", "text")
    return "hidden" if kind == "hidden" else "chosen" if kind in CHOSEN else "written"


def _choices(controls: Iterable[Element], name: str) -> Iterator[str]:
    for control in controls:
        if control.get("name") == name and _kind(control) == "chosen":
            options = control.iter("option") if control.tag == "select" else (control,)
            yield from (each.get("value", "") for each in options if each.get("value"))


def _width(control: Element) -> Width:
    return Width(int(control.get("maxlength", "200")), lines=control.tag == "textarea")


def _counts(control: Element) -> bool:
    """Tell whether a browser would send it as it stands."""
    if control.tag == "button":
        return False
    return control.get("type") not in CHOSEN or control.get("checked") is not None


def _value(control: Element) -> str:
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        chosen = [each for each in control.iter("option") if each.get("selected") is not None]
        return chosen[0].get("value", "") if chosen else ""
    return control.get("value", "")
