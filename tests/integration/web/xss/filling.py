"""Everything that is kept, filled with payloads through the forms that there are for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.integration.web.xss.inputs import INPUTS, Found, What, Width, forms_in, general
from tests.integration.web.xss.world import World
from tests.visits import planned
from tests.xss_payloads import values
from woningscan.domain.inspection import standard_room_id

TAKEN = frozenset({200, 303})
FIRST = "*"
"""In the place of a value: the first that can be chosen."""


@dataclass(frozen=True, slots=True)
class Page:
    """Who fills in a form on which page, and what else has to be filled in there.

    What stands between braces are names of `Furnished` and of `others`.
    """

    account: str
    path: str
    also: Mapping[str, str] = field(default_factory=dict)


def _of(visit: str, rest: str = "", **also: str) -> Page:
    return Page("adviser", f"/visits/{{{visit}}}{rest}", also)


SETTINGS = "/settings/woningscan"
AID = "aid.reachable-openings."
MEASURED = {f"{AID}lower_edge": "2,10", f"{AID}width": "60", f"{AID}height": "100"}
"""What an aid needs to keep why somebody departs from it."""
PAGES: Mapping[str, Page] = {
    "settings.organisation": Page("administrator", f"{SETTINGS}/organisation"),
    "settings.phones": Page("administrator", f"{SETTINGS}/phones"),
    "settings.prices": Page(
        "administrator",
        f"{SETTINGS}/prices?chapter={{priced_chapter}}",
        {"prices.*.low": "1", "prices.*.high": "2", "prices.*.year": "2026"},
    ),
    "settings.text": Page("administrator", f"{SETTINGS}/texts/limits-retention"),
    "accounts.propose": Page("administrator", "/accounts/new", {"name": "n{n}", "role": "adviser"}),
    "planning.plan": Page(
        "coordinator", "/visits/new", {"visit-dated": "2026-06-01", "adviser": "{account}"}
    ),
    "appointments.identity": Page("coordinator", "/visits/{fresh}/appointment"),
    "appointments.cancel": Page("coordinator", "/visits/{called_off}/appointment"),
    "appointments.tell_no_show": Page("coordinator", "/visits/{nobody_there}/appointment"),
    "appointments.record_no_show": _of("not_at_home", "/no-show"),
    "facts.save": _of("filled", "/facts"),
    "room_page.save": _of("filled", "/rooms/{room}"),
    "room_page.save aid": _of("fresh", "/rooms/{facade}", **MEASURED),
    "rooms.add": _of("filled", "/rooms/new", zone=FIRST),
    "rooms.rename": _of("filled", "/rooms/{room}/change"),
    "photos.describe": _of("filled", "/photos/{photo}"),
    "looks.save": _of("filled", "/looks/dark"),
    "advice.add_measure": _of("filled", "/advice/add", measure=FIRST),
    "advice.change": _of("filled", "/advice/measures/{measure}", priority="occasion"),
    "advice.omit": _of("filled", "/advice/measures/{omittable}"),
    "advice.save_own": _of("filled", "/advice/own/{own_advice}"),
    "paper.enter": _of("fresh", "/rooms/{fresh_room}/entry"),
    "overview.break_off": _of("filled"),
    "closing.reopen": _of("closed", "/close"),
    "own_devices.rename": Page("adviser", "/account/devices/{device}"),
    "own_passkeys.rename": Page("adviser", "/account/passkeys/{passkey}"),
}
"""Where each form is filled in that keeps something, in an order in which they can be.

What stands after a space tells pages with the same form apart.
"""


def prepare(world: World) -> None:
    """Add what has to be there: visits that are called off, an own finding, a second measure."""
    for name in ("called_off", "nobody_there", "not_at_home", "taken_over"):
        world.others[name] = planned(world.installation, planned_on="2026-06-02")
    world.others["n"] = "0"
    world.others["facade"] = standard_room_id(world.furnished.fresh, "front-ground")
    listed = world.get("adviser", "/visits/{filled}/advice").get_data(as_text=True)
    measures = dict.fromkeys(re.findall(r"/advice/measures/([a-z0-9-]+)", listed))
    world.others["omittable"] = next(name for name in measures if name != world.furnished.measure)


def keep(world: World, turn: int) -> None:
    """Fill in every form that keeps something, in its turn with other payloads."""
    world.others["n"] = str(turn)
    for number, (name, page) in enumerate(PAGES.items()):
        endpoint = endpoint_of(name)
        form = _form(world, endpoint, page)
        written = _written(form, 7 * turn + number)
        fields = {**form.values, **written, **dict(_also(world, page, form))}
        response = world.post(page.account, form.action, fields)
        assert response.status_code in TAKEN, f"{endpoint}: {response.status_code}"
        for field_name, value in written.items():
            world.expected.setdefault((endpoint, general(field_name)), set()).add(value)


def endpoint_of(name: str) -> str:
    """Give where the form goes of a line of `PAGES`."""
    return name.partition(" ")[0]


def _form(world: World, endpoint: str, page: Page) -> Found:
    path = page.path.format_map(world.names)
    text = world.get(page.account, path).get_data(as_text=True)
    found = (form for form in forms_in(text, path, world.adapter) if form.endpoint == endpoint)
    return next(form for form in found if _kept(form))


def _written(form: Found, turn: int) -> dict[str, str]:
    """Give payloads for the fields that keep what is written, the next ones for each field."""
    return {
        name: chunk(width, turn + number)
        for number, (name, width) in enumerate(_kept(form).items())
    }


def _kept(form: Found) -> dict[str, Width]:
    what = INPUTS[form.endpoint]
    return {name: width for name, width in form.written.items() if what[general(name)] is What.KEPT}


def chunk(width: Width, turn: int) -> str:
    """Give what a field holds in a turn; after as many turns as there are, all was in it."""
    all_values = values(width.longest, lines=width.lines)
    return all_values[turn % len(all_values)]


def _is(name: str, wanted: str) -> bool:
    return wanted in {name, general(name)} and "*" not in name


def _also(world: World, page: Page, form: Found) -> Iterator[tuple[str, str]]:
    for name, value in page.also.items():
        said = form.choices[name][0] if value == FIRST else value.format_map(world.names)
        yield from ((each, said) for each in (form.values.keys() | {name}) if _is(each, name))
