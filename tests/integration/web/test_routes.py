"""Who may use each route: the whole table, and that the application holds to it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.visits import front_door, planned
from woningscan.app import app_over
from woningscan.domain.rights import Role
from woningscan.web import access
from woningscan.web.access import UndeclaredRightError

ADVISER = {Role.ADVISER}
COORDINATOR = {Role.COORDINATOR}
ADMINISTRATOR = {Role.ADMINISTRATOR}
REVIEWER = {Role.REVIEWER}
ANYBODY_SIGNED_IN = set(Role)
ANYBODY = None

PRIVACY_OFFICER = {Role.PRIVACY_OFFICER}

EXPECTED = {
    "accounts.disable": ADMINISTRATOR,
    "accounts.end_sessions": ADMINISTRATOR,
    "accounts.lost_device": ADMINISTRATOR,
    "accounts.new": ADMINISTRATOR,
    "accounts.new_start": ADMINISTRATOR,
    "accounts.page": ADMINISTRATOR,
    "accounts.person": ADMINISTRATOR,
    "accounts.propose": ADMINISTRATOR,
    "accounts.revoke_device": ADMINISTRATOR,
    "accounts.withdraw": ADMINISTRATOR,
    "advice.add": ADVISER,
    "advice.add_measure": ADVISER,
    "advice.change": ADVISER,
    "advice.choose": ADVISER,
    "advice.edit": ADVISER,
    "advice.omit": ADVISER,
    "advice.order": ADVISER,
    "advice.own": ADVISER,
    "advice.page": ADVISER,
    "advice.remove_own": ADVISER,
    "advice.save_own": ADVISER,
    "advice.take_back": ADVISER,
    "appointments.cancel": COORDINATOR,
    "appointments.identity": COORDINATOR,
    "appointments.move": COORDINATOR,
    "appointments.no_show": ADVISER,
    "appointments.page": COORDINATOR,
    "appointments.plan_again": COORDINATOR,
    "appointments.record_no_show": ADVISER,
    "appointments.tell_no_show": COORDINATOR,
    "assessments.letter": REVIEWER,
    "assessments.page": REVIEWER,
    "assessments.pdf": REVIEWER,
    "assessments.photo": REVIEWER,
    "assistance.page": ANYBODY_SIGNED_IN,
    "browser_reports.page": ADMINISTRATOR,
    "browser_reports.receive": ANYBODY,
    "changes.save": ADVISER,
    "changes.session": ANYBODY_SIGNED_IN,
    "closing.close": ADVISER,
    "closing.hand_over": ADVISER,
    "closing.page": ADVISER,
    "closing.reopen": ADVISER,
    "colleague_days.ask": COORDINATOR,
    "colleague_days.page": COORDINATOR,
    "components.page": ANYBODY_SIGNED_IN,
    "confirming.confirm": ANYBODY_SIGNED_IN,
    "confirming.page": ANYBODY_SIGNED_IN,
    "confirming.passkey_options": ANYBODY_SIGNED_IN,
    "conflicts.choose": ADVISER,
    "contents.activate": ADMINISTRATOR,
    "contents.deactivate": ADMINISTRATOR,
    "contents.page": ADMINISTRATOR,
    "facts.page": ADVISER,
    "facts.save": ADVISER,
    "invitations.confirm": PRIVACY_OFFICER,
    "invitations.decline": PRIVACY_OFFICER,
    "invitations.page": PRIVACY_OFFICER,
    "joining.join": ANYBODY,
    "joining.page": ANYBODY,
    "letters.cover_sheet": ADVISER,
    "letters.page": ADVISER,
    "letters.pdf": ADVISER,
    "looks.page": ADVISER,
    "looks.save": ADVISER,
    "merging.confirm": ADVISER,
    "merging.copy": ADVISER,
    "merging.merge": ADVISER,
    "merging.page": ADVISER,
    "openings.page": ADVISER,
    "overview.break_off": ADVISER,
    "overview.go_on": ADVISER,
    "overview.page": ADVISER,
    "own_devices.page": ANYBODY_SIGNED_IN,
    "own_devices.rename": ANYBODY_SIGNED_IN,
    "own_devices.revoke": ANYBODY_SIGNED_IN,
    "own_factors.accept_authenticator": ANYBODY_SIGNED_IN,
    "own_factors.authenticator": ANYBODY_SIGNED_IN,
    "own_factors.choose_password": ANYBODY_SIGNED_IN,
    "own_factors.close": ANYBODY_SIGNED_IN,
    "own_factors.closing": ANYBODY_SIGNED_IN,
    "own_factors.make_recovery_codes": ANYBODY_SIGNED_IN,
    "own_factors.password": ANYBODY_SIGNED_IN,
    "own_factors.recovery_codes": ANYBODY_SIGNED_IN,
    "own_passkeys.new": ANYBODY_SIGNED_IN,
    "own_passkeys.page": ANYBODY_SIGNED_IN,
    "own_passkeys.remove": ANYBODY_SIGNED_IN,
    "own_passkeys.rename": ANYBODY_SIGNED_IN,
    "paper.enter": ADVISER,
    "paper.entry": ADVISER,
    "paper.form": ADVISER,
    "passkeys.add": ANYBODY_SIGNED_IN,
    "passkeys.options": ANYBODY_SIGNED_IN,
    "photos.add": ADVISER,
    "photos.agree": ADVISER,
    "photos.delete": ADVISER,
    "photos.delete_all": ADVISER,
    "photos.describe": ADVISER,
    "photos.image": ADVISER,
    "photos.of_room": ADVISER,
    "photos.of_visit": ADVISER,
    "photos.page": ADVISER,
    "photos.send": ADVISER,
    "planning.page": COORDINATOR,
    "planning.plan": COORDINATOR,
    "reassigning.ask": COORDINATOR,
    "reassigning.decide": PRIVACY_OFFICER,
    "reassigning.page": PRIVACY_OFFICER,
    "reassigning.take_off": COORDINATOR,
    "reassigning.withdraw": COORDINATOR,
    "room_page.ask_in_order": ADVISER,
    "room_page.heads": ADVISER,
    "room_page.in_order": ADVISER,
    "room_page.page": ADVISER,
    "room_page.save": ADVISER,
    "rooms.add": ADVISER,
    "rooms.add_proposed": ADVISER,
    "rooms.add_standard": ADVISER,
    "rooms.change": ADVISER,
    "rooms.new": ADVISER,
    "rooms.remove": ADVISER,
    "rooms.rename": ADVISER,
    "search.page": ADVISER | COORDINATOR,
    "search.search": ADVISER | COORDINATOR,
    "security.end_other_sessions": ANYBODY_SIGNED_IN,
    "security.end_session": ANYBODY_SIGNED_IN,
    "security.happened": ANYBODY_SIGNED_IN,
    "security.page": ANYBODY_SIGNED_IN,
    "settings.history": ADMINISTRATOR,
    "settings.organisation": ADMINISTRATOR,
    "settings.overview": ADMINISTRATOR,
    "settings.periods": ADMINISTRATOR,
    "settings.phones": ADMINISTRATOR,
    "settings.preview": ADMINISTRATOR,
    "settings.prices": ADMINISTRATOR,
    "settings.text": ADMINISTRATOR,
    "settings.texts": ADMINISTRATOR,
    "sign_in.page": ANYBODY,
    "sign_in.passkey_options": ANYBODY,
    "sign_in.sign_in": ANYBODY,
    "sign_in.sign_out": ANYBODY,
    "starting.complete": ANYBODY_SIGNED_IN,
    "starting.page": ANYBODY_SIGNED_IN,
    "static_files.file": ANYBODY,
    "static_files.health": ANYBODY,
    "static_files.robots": ANYBODY,
    "undoing.undo_last": ADVISER,
    "visit_list.page": ANYBODY_SIGNED_IN,
}

MAY_BE_GONE = (
    *("accounts.", "photos.", "advice.own", "own_passkeys.", "own_devices."),
    *("assessments.", "reassigning.withdraw"),
)
"""Endpoints of what is not there, or is only until another of them was asked for."""

Request = tuple[str, str, str]
"""An endpoint, a method and an address."""


def requests_for(app: Flask, visit: str) -> list[Request]:
    """Give every route by every method it takes, about one visit."""
    values = {"visit": visit, "room": front_door(visit), "chosen": "nl"}
    values |= {"version": "0", "name": "robots.txt", "look": "dark", "wish": visit}
    values |= {"passkey": visit, "device": visit, "session": visit}
    values |= {"account": visit, "lost": visit, "invitation": visit}
    values |= {"photo": visit, "rendition": "small"}
    values |= {"questionnaire": "woningscan", "paragraph": "limits-retention"}
    values |= {"measure": "cylinder-replace", "own_advice": visit, "step": "restore"}
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            arguments = {
                name: values[name] for name in rule.arguments - (rule.defaults or {}).keys()
            }
            path = adapter.build(rule.endpoint, arguments)
            found += [
                (rule.endpoint, method, path)
                for method in sorted((rule.methods or set()) - {"OPTIONS"})
            ]
    return found


def takes_json(app: Flask, endpoint: str) -> bool:
    return access.declared(app)[endpoint].json


def test_the_table_is_complete_and_right(app: Flask) -> None:
    declared = access.declared(app)
    assert {name: route.roles and set(route.roles) for name, route in declared.items()} == EXPECTED


def test_a_route_without_a_declared_right_keeps_the_application_from_starting(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "to all", methods=["GET"])
    with pytest.raises(UndeclaredRightError, match="open"):
        access.declared(app)


def test_nobody_gets_anything_before_signing_in(app: Flask, on_sqlite: Installation) -> None:
    visit = planned(on_sqlite)
    for endpoint, method, path in requests_for(app, visit):
        if EXPECTED[endpoint] is ANYBODY:
            continue
        response = app.test_client().open(path, method=method, headers=OWN_PAGE)
        assert response.status_code in {400, 401, 403, 415}, (endpoint, method)
        assert "Verzonnen" not in response.text


@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_reaches_its_own_routes_only(
    app: Flask, on_sqlite: Installation, signed_in: Callable[[str], Browser], name: str
) -> None:
    visit = planned(on_sqlite)
    visitor = signed_in(name)
    token = visitor.csrf_token()
    for endpoint, method, path in requests_for(app, visit):
        roles = EXPECTED[endpoint]
        if roles is ANYBODY:
            continue
        body: dict[str, list[str]] | None = {"changes": []} if takes_json(app, endpoint) else None
        headers = {**OWN_PAGE, "X-CSRFToken": token}
        response = visitor.client.open(path, method=method, headers=headers, json=body)
        if PEOPLE[name] not in roles:
            assert response.status_code == 403, (endpoint, method, response.status)
        elif name == "other-adviser" and "visit" in path:
            assert response.status_code == 404, (endpoint, method, response.status)
        else:
            # Which photo there is depends on which route came first: one of them deletes it.
            # There is no advice of one's own to show, and no passkey.
            none = {404} if endpoint.startswith(MAY_BE_GONE) else set()
            assert response.status_code in {200, 303, 400, 409, 422} | none, (endpoint, method)


def test_a_foreign_visit_and_an_unknown_one_look_the_same(
    on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    foreign = planned(on_sqlite)
    other = signed_in("other-adviser")
    seen = {other.get(f"/visits/{visit}").text for visit in (foreign, str(uuid4()))}
    assert len(seen) == 1
    assert other.get(f"/visits/{foreign}/letter/nl.pdf").status_code == 404


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("reviewer", "/assessments"),
        ("privacy-officer", "/reassignments"),
        ("administrator", "/settings"),
    ],
)
def test_roles_without_visits_come_to_their_own_page(
    signed_in: Callable[[str], Browser], name: str, page: str
) -> None:
    assert signed_in(name).get("/").location == page


def test_starting_without_resources_serves_one_thing_a_page_that_says_locked(
    on_sqlite: Installation,
) -> None:
    visitor = Browser(app_over(on_sqlite.config, None), on_sqlite)
    response = visitor.get("/sign-in")
    assert response.status_code == 503
    assert "vergrendeld" in response.text
    assert visitor.get("/health").status_code == 200
