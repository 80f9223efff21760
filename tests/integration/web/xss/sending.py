"""All payloads at once, as the script of a page sends them: in many rooms, texts and visits."""

from collections.abc import Iterator
from itertools import cycle, islice
from uuid import uuid4

from tests.integration.web.xss.filling import chunk
from tests.integration.web.xss.inputs import Width
from tests.integration.web.xss.world import World
from tests.photos import added, jpeg
from tests.visits import Data, change, front_door, planned
from tests.xss_payloads import accepted, values
from woningscan.domain.language import Language
from woningscan.domain.rights import Role
from woningscan.services import accounts, assessments, letters, visits

NAME, LINE, TEXT = 80, 200, 4000
MOST_AT_ONCE = 100
LINES = ("name", "address", "postcode", "town", "organisation")
ITEMS = ("cylinder", "cylinder-flush", "door-furniture", "door-condition", "door-glass")


def send_all(world: World) -> None:
    """Send payloads for all that there can be many of, so that every one of them is kept."""
    filled, room = world.names["filled"], world.names["room"]
    _save(world, filled, (*_rooms(), *_own_advice(), *_own_findings(room), *_notes(room)))
    _disagree(world, world.names["disputed"])
    _accounts(world)
    _visits(world)
    _hand_over(world)


def _save(world: World, visit: str, changes: tuple[Data, ...], account: str = "adviser") -> None:
    for start in range(0, len(changes), MOST_AT_ONCE):
        some = list(changes[start : start + MOST_AT_ONCE])
        response = world.browser(account).save(visit, some)
        assert response.status_code == 200, response.get_data(as_text=True)
        world.looked_at(response, f"{account}: changes")


def _rooms() -> Iterator[Data]:
    """Give a room for every payload that can be a name."""
    for order, name in enumerate(values(NAME)):
        yield change("room-added", [str(uuid4())], {"zone": "street", "order": order, "name": name})


def _own_advice() -> Iterator[Data]:
    texts = cycle(values(TEXT, lines=True))
    for title, text in zip(values(NAME), texts, strict=False):
        value = {"title": title, "text": text if len(text) < LINE else "x", "chapter": "home"}
        yield change("own-advised", [str(uuid4())], value)
    for text in islice(texts, len(values(TEXT, lines=True))):
        value = {"title": "Alles", "text": text, "chapter": "home", "reason": text}
        yield change("own-advised", [str(uuid4())], value)


def _own_findings(room: str) -> Iterator[Data]:
    for text in (*values(TEXT, lines=True), *accepted(lines=True)[:5]):
        yield change("finding-added", [room, str(uuid4())], {"text": text})


def _notes(room: str) -> Iterator[Data]:
    for item, text in zip(ITEMS, cycle(values(TEXT, lines=True)), strict=False):
        yield change("noted", [room, item], text)
        yield change("letter-ticked", [room, item], value=True)


def _disagree(world: World, visit: str) -> None:
    """Say two things at once of whatever holds words: both sides are shown until one is chosen."""
    room, own, photo = front_door(visit), str(uuid4()), added(world.installation, visit, jpeg())
    changes = []
    for turn in range(3):
        text, name = chunk(Width(TEXT, lines=True), turn), chunk(Width(NAME, lines=False), turn)
        line = chunk(Width(LINE, lines=False), turn)
        changes += [
            change("noted", [room, "cylinder"], text),
            change("room-named", [room], name),
            change("finding-added", [room, own], {"text": text}),
            change("photo-added", [room, photo], _photo(name, text)),
            change("fact-stated", ["municipality"], name),
            change("advised", ["cylinder-replace"], {"text": text, "reason": text}),
            change("own-advised", [own], {"title": name, "text": text, "chapter": "home"}),
            change("broken-off", [], text),
            *(change("identity-stated", [f"holder-{each}"], line) for each in LINES),
        ]
    _save(world, visit, tuple(changes))


def _photo(name: str, text: str) -> Data:
    return {"items": ["cylinder"], "caption": name, "description": text}


def _accounts(world: World) -> None:
    """Add advisers who are called by every payload that can be the name of somebody."""
    for number, name in enumerate(values(NAME)):
        said = name.replace("\t", " ")
        accounts.add_account(world.installation.resources, f"x{number}", said, Role.ADVISER)


def _visits(world: World) -> None:
    """Plan visits for holders and addresses that are payloads, until all were used."""
    lines = list(values(LINE))
    per_visit = [lines[start : start + len(LINES)] for start in range(0, len(lines), len(LINES))]
    for number, some in enumerate(per_visit):
        identity = dict(zip((f"holder-{each}" for each in LINES), some, strict=False))
        planned(world.installation, identity=identity, planned_on=f"2026-07-{number + 1:02}")


def _hand_over(world: World) -> None:
    """Close a visit with payloads in it, make its letter, and hand it over."""
    resources, adviser = world.installation.resources, world.installation.actor("adviser")
    visit = world.others["taken_over"]
    photo = added(world.installation, visit, jpeg(), items=("cylinder",), consent=True)
    room = front_door(visit)
    texts = values(TEXT, lines=True)
    said = (
        change("photos-agreed", [], "yes"),
        change("answered", [room, "cylinder"], {"option": "less"}),
        change("fact-stated", ["municipality"], values(NAME)[3]),
        change("identity-stated", ["adviser-name"], values(LINE)[2]),
        change("advised", ["cylinder-replace"], {"text": texts[0], "photos": [photo]}),
    )
    _save(world, visit, (*said, *_notes(room), *_own_findings(room), *_own_advice()))
    visits.close_visit(resources, adviser, visit)
    world.letter = letters.advice_letter_pdf(resources, adviser, visit, Language.NL)
    assessments.hand_over(resources, adviser, visit)
