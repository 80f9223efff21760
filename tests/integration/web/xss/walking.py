"""Every page that there is, in every state that a furnished installation has for it."""

import re
from collections.abc import Iterator

from tests.browser.shown import ALL as ALL_PAGES
from tests.integration.web.xss.inputs import ID, Found, forms_in
from tests.integration.web.xss.world import World

ROOM = re.compile(rf"/visits/{ID.pattern}/rooms/{ID.pattern}(?=[\"#])")
MORE_PAGES = (
    ("coordinator", "/visits/{called_off}/appointment"),
    ("coordinator", "/visits/{nobody_there}/appointment"),
    ("coordinator", "/visits/{not_at_home}/appointment"),
    ("adviser", "/visits/{called_off}"),
    ("adviser", "/visits/{nobody_there}"),
    ("adviser", "/visits/{not_at_home}"),
    ("adviser", "/visits/{closed}/close"),
    ("adviser", "/visits/{taken_over}"),
    ("adviser", "/visits/{taken_over}/close"),
    ("adviser", "/visits/{taken_over}/letter"),
    ("adviser", "/visits/{taken_over}/letter/en"),
    ("adviser", "/visits/{taken_over}/openings"),
    ("reviewer", "/assessments"),
    ("reviewer", "/assessments/{taken_over}"),
)
"""Pages of what was added to the furnished installation."""


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Give who gets what: every page, and after it those of visits that were added."""
    states = (state for state in ALL_PAGES if not state.posted)
    yield from dict.fromkeys((state.account, state.path) for state in states)
    yield from rooms_of(world, "fresh")
    if world.others:
        yield from MORE_PAGES


def rooms_of(world: World, visit: str) -> Iterator[tuple[str, str]]:
    """Give every room of a visit: what can be written there differs by what is looked at."""
    overview = world.get("adviser", f"/visits/{{{visit}}}").get_data(as_text=True)
    for path in dict.fromkeys(ROOM.findall(overview)):
        yield "adviser", path


def walk(world: World) -> None:
    """Get every page."""
    for account, path in addresses(world):
        world.get(account, path)


def forms_of(world: World) -> list[tuple[str, Found]]:
    """Get every page, and give all forms in them, with who may send each."""
    found = []
    for account, path in addresses(world):
        response = world.get(account, path)
        if response.mimetype == "text/html" and response.status_code == 200:
            real = path.format_map(world.names)
            text = response.get_data(as_text=True)
            found += [(account, form) for form in forms_in(text, real, world.adapter)]
    return found
