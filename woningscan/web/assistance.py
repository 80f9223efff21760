"""Help with each page: what it is for, what to do, and what happens with what is entered.

A page's help is the text `help.<endpoint>`. Its first line is the title; each further line is a
paragraph, or an entry of a list when it begins with a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template, request

from woningscan.web import access, current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.texts import screen_texts

if TYPE_CHECKING:
    from woningscan.domain.rights import Role
    from woningscan.web.texts import Translator

blueprint = Blueprint("assistance", __name__)

PREFIX = "help."
BASICS = ("basics.who", "basics.lost", "basics.unsent", "basics.device")
"""What everybody should know before the first visit, in this order."""
WALK = (
    *("sign_in.page", "confirming.page", "visit_list.page", "search.page"),
    *("planning.page", "appointments.page", "colleague_days.page", "reassigning.page"),
    *("overview.page", "appointments.no_show", "facts.page"),
    *("rooms.new", "rooms.change", "merging.page"),
    *("room_page.page", "room_page.ask_in_order"),
    *("photos.of_room", "photos.of_visit", "photos.page", "looks.page"),
    *("advice.page", "advice.edit", "advice.add", "advice.own"),
    *("closing.page", "letters.page", "openings.page", "paper.form", "paper.entry"),
    *("settings.overview", "settings.organisation", "settings.phones", "settings.periods"),
    *("settings.texts", "settings.text", "settings.prices", "settings.preview"),
    *("settings.history", "contents.page", "browser_reports.page"),
    *("accounts.page", "accounts.new", "accounts.person", "accounts.lost_device"),
    *("invitations.page", "joining.page"),
    *("starting.page", "security.page", "security.happened"),
    *("own_passkeys.new", "own_passkeys.page", "own_devices.page"),
    *("own_factors.authenticator", "own_factors.password", "own_factors.recovery_codes"),
    *("own_factors.closing",),
    *("assessments.page", "assessments.letter"),
    *("assistance.page", "components.page"),
)
"""The pages in the order in which somebody comes to them; so their help stands in one page."""
STANDS_ON = {"closing.reopen": "closing.page", "closing.hand_over": "closing.page"}
"""The page of a form whose address does not lie under that of its page."""
ENTRY = "- "


@dataclass(frozen=True, slots=True)
class HelpPart:
    """A paragraph (`entries` is empty), or the entries of a list."""

    text: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """The help with one page, or about one subject; `id` can stand in an address."""

    id: str
    title: str
    parts: tuple[HelpPart, ...]


@blueprint.get("/help")
@allow(*EVERY_ROLE)
def page() -> str:
    """Show all help with the pages that this role can use, after what everybody should know."""
    t = current.translator()
    return render_template(
        "help/help.html",
        basics=tuple(_help(key, t) for key in BASICS),
        pages=tuple(_help(PREFIX + name, t) for name in _endpoints_for(current.actor().role)),
    )


@blueprint.app_context_processor
def names_of_templates() -> dict[str, object]:
    """Give templates the page that is shown, and the help with any page."""
    return {"endpoint": page_endpoint(), "help_about": help_about}


def help_about(endpoint: str | None) -> Help | None:
    """Give the help with a page; None when there is none."""
    key = f"{PREFIX}{endpoint}"
    return _help(key, current.translator()) if key in screen_texts() else None


def page_endpoint() -> str | None:
    """Give the page that is shown: where a form is refused, that is the page of the form."""
    rule, endpoint = request.url_rule, request.endpoint
    if rule is None or PREFIX + rule.endpoint in screen_texts():
        return endpoint
    if endpoint in STANDS_ON:
        return STANDS_ON[endpoint]
    address = rule.rule
    while address.strip("/"):
        if (page := _pages_by_address().get(address)) is not None:
            return page
        if request.method != "POST":
            break
        address = address.rpartition("/")[0]
    return endpoint


def _pages_by_address() -> dict[str, str]:
    """Give each page with help by the address that its route has."""
    return {
        rule.rule: rule.endpoint
        for rule in current_app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and PREFIX + rule.endpoint in screen_texts()
    }


def _endpoints_for(role: Role | None) -> list[str]:
    """Give the pages with help that a role can use, in the order of the walk."""
    declared = access.declared(current_app)
    return [name for name in WALK if name in declared and _may(role, declared[name].roles)]


def _may(role: Role | None, roles: frozenset[Role] | None) -> bool:
    return roles is None or role in roles


def _help(key: str, t: Translator) -> Help:
    title, *lines = t(key).strip().splitlines()
    parts: list[HelpPart] = []
    for is_entry, group in groupby(lines, key=lambda line: line.startswith(ENTRY)):
        if is_entry:
            parts.append(HelpPart("", tuple(line.removeprefix(ENTRY) for line in group)))
        else:
            parts.extend(HelpPart(line) for line in group)
    return Help(key.replace(".", "-"), title, tuple(parts))
