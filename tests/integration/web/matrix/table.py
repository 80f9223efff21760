"""What each route is for, written by hand from the design: the law that the matrix holds it to.

A route without an entry fails, and so does an entry without a route. An entry says who may use the
route, whether it is about one visit, and what it answers to who may. A form is posted empty, which
has an answer of its own: saved because nothing changed, or refused because something is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from woningscan.domain.rights import Role, State

Roles = frozenset[Role]

ADVISER = frozenset({Role.ADVISER})
COORDINATOR = frozenset({Role.COORDINATOR})
REVIEWER = frozenset({Role.REVIEWER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
PRIVACY_OFFICER = frozenset({Role.PRIVACY_OFFICER})
EVERYBODY = frozenset(Role)

SHOWN, DONE, UNCLEAR, GONE, TOO_LATE, NOT_FILLED_IN = 200, 303, 400, 404, 409, 422


@dataclass(frozen=True, slots=True)
class Entry:
    """A route. `roles` is None for one that anybody may use, signed in or not.

    `answers` gives, by the method, what somebody is told who may; `to_role`, `in_state` and
    `when_signed_in` say where that is otherwise.
    """

    roles: Roles | None
    answers: Mapping[str, int]
    is_on_visit: bool = False
    is_confirmed: bool = False
    """Whether somebody has to have shown lately who it is."""
    while_joining: bool = False
    speaks_json: bool = False
    wants_token: bool = True
    """Whether it takes only what a page of ours sends."""
    is_static: bool = False
    """Whether it says nothing of anybody: a browser that was revoked is sent it too."""
    to_role: Mapping[Role, int] = field(default_factory=dict)
    in_state: Mapping[State, int] = field(default_factory=dict)
    when_signed_in: int | None = None
    about_unknown: int = GONE
    """What it answers about a room, photo or the like that the visit does not have."""
    also_writes: frozenset[str] = frozenset()
    """Tables that it writes to also when it refuses, or when it only shows something."""
    when_joining: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    """What its form holds, where an empty one would be refused for another reason."""


def page(roles: Roles | None, answer: int = SHOWN, **how: Any) -> Entry:  # noqa: ANN401
    """Give the entry of a page that names no visit; `how` are other parts of the entry."""
    return Entry(roles, {"GET": answer}, **how)


def form(roles: Roles | None, answer: int = DONE, **how: Any) -> Entry:  # noqa: ANN401
    """Give the entry of a form that names no visit."""
    return Entry(roles, {"POST": answer}, **how)


def visit_page(roles: Roles = ADVISER, answer: int = SHOWN, **how: Any) -> Entry:  # noqa: ANN401
    """Give the entry of a page of a visit."""
    return page(roles, answer, is_on_visit=True, **how)


def visit_form(roles: Roles = ADVISER, answer: int = DONE, **how: Any) -> Entry:  # noqa: ANN401
    """Give the entry of a form of a visit."""
    return form(roles, answer, is_on_visit=True, **how)


TRIED = frozenset({"woningscan.audit", "woningscan.tries"})
BOTH = {"GET": SHOWN, "POST": DONE}
LATE = (State.CLOSED, State.HANDED_OVER, State.ISSUED)
WHILE_PLANNED = dict.fromkeys((State.VISITING, *LATE, State.CANCELLED), TOO_LATE)
DESTROYED = {State.SHREDDED: GONE}
STILL_THERE = {State.SHREDDED: DONE}
WITH_REASON = dict.fromkeys((*LATE, State.CANCELLED), NOT_FILLED_IN)
ACCOUNT = frozenset({"woningscan.account"})
"""A page that makes a secret to take over keeps it, until its first code comes."""
END_OF_ACCESS = frozenset({"woningscan.assignment"})
"""With the first letter that is no draft it is known when the access of the advisers ends."""
SOMEBODY_NEW = {"name": "nieuw", "display-name": "Nieuw Verzonnen", "role": "adviser"}

TABLE: Mapping[str, Entry] = {
    "accounts.disable": form(ADMINISTRATOR, is_confirmed=True, about_unknown=DONE),
    "accounts.end_sessions": form(ADMINISTRATOR, is_confirmed=True),
    "accounts.lost_device": page(ADMINISTRATOR),
    "accounts.new": page(ADMINISTRATOR),
    "accounts.new_start": form(ADMINISTRATOR, SHOWN, is_confirmed=True),
    "accounts.page": page(ADMINISTRATOR),
    "accounts.person": page(ADMINISTRATOR),
    "accounts.propose": form(ADMINISTRATOR, SHOWN, is_confirmed=True, fields=SOMEBODY_NEW),
    "accounts.revoke_device": form(ADMINISTRATOR, is_confirmed=True, about_unknown=DONE),
    "accounts.withdraw": form(ADMINISTRATOR, is_confirmed=True, about_unknown=DONE),
    "advice.add": visit_page(),
    "advice.add_measure": visit_form(answer=NOT_FILLED_IN),
    "advice.change": visit_form(),
    "advice.choose": visit_form(answer=UNCLEAR),
    "advice.edit": visit_page(),
    "advice.omit": visit_form(answer=NOT_FILLED_IN),
    "advice.order": visit_form(),
    "advice.own": visit_page(),
    "advice.page": visit_page(),
    "advice.remove_own": visit_form(about_unknown=DONE),
    "advice.save_own": visit_form(answer=NOT_FILLED_IN),
    "advice.take_back": visit_form(),
    "appointments.cancel": visit_form(
        COORDINATOR, NOT_FILLED_IN, in_state={State.CANCELLED: DONE} | DESTROYED
    ),
    "appointments.identity": visit_form(COORDINATOR),
    "appointments.move": visit_form(COORDINATOR, in_state=WHILE_PLANNED | DESTROYED),
    "appointments.no_show": visit_page(),
    "appointments.page": visit_page(COORDINATOR),
    "appointments.plan_again": visit_form(COORDINATOR, NOT_FILLED_IN),
    "appointments.record_no_show": visit_form(in_state=dict.fromkeys(LATE, TOO_LATE)),
    "appointments.tell_no_show": visit_form(
        COORDINATOR, in_state=WHILE_PLANNED | {State.CANCELLED: DONE} | DESTROYED
    ),
    "assessments.letter": visit_page(REVIEWER),
    "assessments.page": page(REVIEWER),
    "assessments.pdf": visit_page(REVIEWER, is_confirmed=True),
    "assessments.photo": visit_page(REVIEWER),
    "assistance.page": page(EVERYBODY),
    "browser_reports.page": page(ADMINISTRATOR),
    "browser_reports.receive": form(None, UNCLEAR, wants_token=False),
    "changes.save": visit_form(answer=SHOWN, speaks_json=True),
    "changes.session": page(EVERYBODY, speaks_json=True),
    "closing.close": visit_form(),
    "closing.hand_over": visit_form(
        answer=TOO_LATE, in_state=dict.fromkeys((State.CLOSED, State.HANDED_OVER), DONE)
    ),
    "closing.page": visit_page(),
    "closing.reopen": visit_form(in_state=WITH_REASON),
    "colleague_days.ask": form(COORDINATOR, NOT_FILLED_IN),
    "colleague_days.page": page(COORDINATOR),
    "components.page": page(EVERYBODY),
    "confirming.confirm": form(EVERYBODY, NOT_FILLED_IN, also_writes=TRIED),
    "confirming.page": page(EVERYBODY),
    "confirming.passkey_options": form(EVERYBODY, SHOWN, speaks_json=True),
    "conflicts.choose": visit_form(answer=UNCLEAR),
    "contents.activate": form(ADMINISTRATOR, TOO_LATE),
    "contents.deactivate": form(ADMINISTRATOR, TOO_LATE),
    "contents.page": page(ADMINISTRATOR),
    "facts.page": visit_page(),
    "facts.save": visit_form(),
    "invitations.confirm": form(PRIVACY_OFFICER, SHOWN, is_confirmed=True, about_unknown=DONE),
    "invitations.decline": form(PRIVACY_OFFICER, is_confirmed=True, about_unknown=DONE),
    "invitations.page": page(PRIVACY_OFFICER),
    "joining.join": form(None, 403, also_writes=TRIED),
    "joining.page": page(None),
    "letters.cover_sheet": visit_page(is_confirmed=True),
    "letters.page": visit_page(),
    "letters.pdf": visit_page(is_confirmed=True, also_writes=END_OF_ACCESS),
    "looks.page": visit_page(),
    "looks.save": visit_form(),
    "merging.confirm": visit_form(),
    "merging.copy": visit_form(),
    "merging.merge": visit_form(answer=NOT_FILLED_IN),
    "merging.page": visit_page(),
    "openings.page": visit_page(),
    "overview.break_off": visit_form(),
    "overview.go_on": visit_form(),
    "overview.page": visit_page(),
    "own_devices.page": page(EVERYBODY),
    "own_devices.rename": form(EVERYBODY, fields={"name": "Tablet"}),
    "own_devices.revoke": form(EVERYBODY, is_confirmed=True),
    "own_factors.accept_authenticator": form(
        EVERYBODY, TOO_LATE, is_confirmed=True, while_joining=True
    ),
    "own_factors.authenticator": page(
        EVERYBODY, is_confirmed=True, while_joining=True, also_writes=ACCOUNT
    ),
    "own_factors.choose_password": form(
        EVERYBODY, NOT_FILLED_IN, is_confirmed=True, while_joining=True
    ),
    "own_factors.close": form(EVERYBODY, is_confirmed=True),
    "own_factors.closing": page(EVERYBODY, is_confirmed=True),
    "own_factors.make_recovery_codes": form(
        EVERYBODY, SHOWN, is_confirmed=True, while_joining=True
    ),
    "own_factors.password": page(EVERYBODY, is_confirmed=True, while_joining=True),
    "own_factors.recovery_codes": page(EVERYBODY, is_confirmed=True, while_joining=True),
    "own_passkeys.new": page(EVERYBODY, is_confirmed=True),
    "own_passkeys.page": page(EVERYBODY, is_confirmed=True),
    "own_passkeys.remove": form(EVERYBODY, is_confirmed=True),
    "own_passkeys.rename": form(EVERYBODY, is_confirmed=True, fields={"name": "Sleutel"}),
    "paper.enter": visit_form(),
    "paper.entry": visit_page(),
    "paper.form": visit_page(),
    "passkeys.add": form(EVERYBODY, NOT_FILLED_IN, is_confirmed=True, while_joining=True),
    "passkeys.options": form(
        EVERYBODY, SHOWN, is_confirmed=True, while_joining=True, speaks_json=True
    ),
    "photos.add": visit_form(answer=NOT_FILLED_IN),
    "photos.agree": visit_form(answer=UNCLEAR),
    "photos.delete": visit_form(about_unknown=DONE),
    "photos.delete_all": visit_form(),
    "photos.describe": visit_form(),
    "photos.image": visit_page(),
    "photos.of_room": visit_page(),
    "photos.of_visit": visit_page(),
    "photos.page": visit_page(),
    "photos.send": Entry(
        ADVISER, {"PUT": UNCLEAR}, is_on_visit=True, speaks_json=True, about_unknown=UNCLEAR
    ),
    "planning.page": page(COORDINATOR),
    "planning.plan": form(COORDINATOR, NOT_FILLED_IN),
    "reassigning.ask": visit_form(COORDINATOR, NOT_FILLED_IN),
    "reassigning.decide": form(
        PRIVACY_OFFICER,
        is_confirmed=True,
        fields={"decision": "decline"},
        about_unknown=TOO_LATE,
    ),
    "reassigning.page": page(PRIVACY_OFFICER),
    "reassigning.take_off": visit_form(COORDINATOR),
    "reassigning.withdraw": visit_form(COORDINATOR, GONE),
    "room_page.ask_in_order": visit_page(),
    "room_page.heads": visit_page(speaks_json=True),
    "room_page.in_order": visit_form(),
    "room_page.page": visit_page(),
    "room_page.save": visit_form(),
    "rooms.add": visit_form(answer=NOT_FILLED_IN),
    "rooms.add_proposed": visit_form(answer=UNCLEAR),
    "rooms.add_standard": visit_form(),
    "rooms.change": visit_page(),
    "rooms.new": visit_page(),
    "rooms.remove": visit_form(),
    "rooms.rename": visit_form(),
    "search.page": page(ADVISER | COORDINATOR),
    "search.search": form(ADVISER | COORDINATOR, NOT_FILLED_IN),
    "security.end_other_sessions": form(EVERYBODY),
    "security.end_session": form(EVERYBODY, about_unknown=DONE),
    "security.happened": page(EVERYBODY),
    "security.page": page(EVERYBODY),
    "settings.history": page(ADMINISTRATOR),
    "settings.organisation": Entry(ADMINISTRATOR, BOTH),
    "settings.overview": page(ADMINISTRATOR),
    "settings.periods": Entry(ADMINISTRATOR, BOTH),
    "settings.phones": Entry(ADMINISTRATOR, BOTH),
    "settings.preview": page(ADMINISTRATOR),
    "settings.prices": Entry(ADMINISTRATOR, BOTH),
    "settings.text": Entry(ADMINISTRATOR, BOTH),
    "settings.texts": page(ADMINISTRATOR),
    "sign_in.page": page(None, when_signed_in=302),
    "sign_in.passkey_options": form(None, SHOWN, speaks_json=True),
    "sign_in.sign_in": form(None, 401, also_writes=TRIED),
    "sign_in.sign_out": form(None),
    "starting.complete": form(EVERYBODY, while_joining=True),
    "starting.page": page(EVERYBODY, DONE, while_joining=True, when_joining=SHOWN),
    "static_files.file": page(None, GONE, is_static=True),
    "static_files.health": page(None, is_static=True),
    "static_files.robots": page(None, is_static=True),
    "undoing.undo_last": visit_form(),
    "visit_list.page": page(
        EVERYBODY, to_role=dict.fromkeys(set(Role) - {Role.ADVISER, Role.COORDINATOR}, DONE)
    ),
}
