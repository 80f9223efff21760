"""An installation in which every page has something to show, and every list is empty somewhere."""

from dataclasses import dataclass

from tests.browser.pictures import lock
from tests.installations import Installation
from tests.inviting import invited
from tests.own_account import add_passkey
from tests.photos import added
from tests.shipped import LIBRARY
from tests.signing_in import sign_in
from tests.visits import answered, change, front_door, planned
from woningscan.cli import demo_data
from woningscan.domain.appointments import Why
from woningscan.domain.language import Language
from woningscan.domain.photos import Photo
from woningscan.services import (
    appointments,
    assessments,
    letters,
    photos,
    reassignments,
    saving,
    settings,
    visit_files,
    visit_transfer,
    visits,
)
from woningscan.services.authentication import invitations
from woningscan.services.settings import Wanted

OWN_FINDING = "0a1b2c3d-0000-4000-8000-000000000001"
OWN_ADVICE = "0a1b2c3d-0000-4000-8000-000000000003"
A_PHOTO = "0a1b2c3d-0000-4000-8000-000000000002"
OWN = {"title": "Leg de loper vast", "text": "Zo valt er niemand.", "chapter": "home"}


@dataclass(frozen=True, slots=True)
class Furnished:
    """Visits of the adviser by what they show; each is an id. The other adviser has none."""

    fresh: str
    filled: str
    disputed: str
    closed: str
    cancelled: str
    handed_over: str
    room: str
    """The front door of `filled`, with answers, notes, a finding of its own and a photo."""
    fresh_room: str
    disputed_room: str
    closed_room: str
    photo: str = A_PHOTO
    look: str = "dark"
    measure: str = "cylinder-replace"
    own_advice: str = OWN_ADVICE
    passkey: str = ""
    """A passkey of the adviser, and the device that it was made on."""
    device: str = ""
    account: str = ""
    """The adviser, and the device of before once more, which an administrator may block."""
    lost: str = ""
    priced_chapter: str = ""
    """The chapter that the measure of `measure` is in."""


def furnish(installation: Installation) -> Furnished:
    """Fill an installation with visits in every state."""
    fresh, disputed, cancelled = (planned(installation) for _ in range(3))
    resources, coordinator = installation.resources, installation.actor("coordinator")
    appointments.call_off(resources, coordinator, cancelled, "Afgezegd door de bewoner")
    _say(installation, disputed, answered(disputed, "less"), answered(disputed, "skg3"))
    _ask_for_another(installation)
    filled, closed = (_imported(installation, name) for name in ("half-done", "closed"))
    adviser = installation.actor("adviser")
    visits.close_visit(resources, adviser, closed)
    room = _room(installation, filled, "front-door")
    about = Photo(A_PHOTO, room, ("cylinder",), caption="Cilinder van de voordeur")
    photos.add_photo(resources, adviser, filled, about, lock())
    _say(
        installation,
        filled,
        change("finding-added", [room, OWN_FINDING], {"text": "De loper in de hal ligt los."}),
        change("own-advised", [OWN_ADVICE], OWN),
    )
    own = sign_in(installation).actor
    invited(installation)
    begun_anew = installation.actor("other-adviser").account or ""
    invitations.propose_new_start(resources, installation.actor("administrator"), begun_anew)
    return Furnished(
        fresh,
        filled,
        disputed,
        closed,
        cancelled,
        _handed_over(installation),
        room,
        fresh_room=front_door(fresh),
        disputed_room=front_door(disputed),
        closed_room=_room(installation, closed, "front-door"),
        passkey=add_passkey(installation, own),
        device=own.device,
        account=own.account or "",
        lost=own.device,
        priced_chapter=_set(installation),
    )


def _ask_for_another(installation: Installation) -> None:
    """Ask for another adviser of a visit, so that something waits for the privacy officer."""
    coordinator, other = (installation.actor(name) for name in ("coordinator", "other-adviser"))
    visit = planned(installation, planned_on=None)
    reassignments.ask_reassignment(
        installation.resources, coordinator, visit, other.account or "", next(iter(Why))
    )


def _handed_over(installation: Installation) -> str:
    """Hand a visit over whose letter was made, with a photo in it, and give its id."""
    resources, adviser = installation.resources, installation.actor("adviser")
    visit = planned(installation, planned_on="2026-05-11")
    said = (change("photos-agreed", [], "yes"), answered(visit, "less"))
    _say(installation, visit, *said)
    added(installation, visit, lock(), photo=A_PHOTO, items=("cylinder",), consent=True)
    visits.close_visit(resources, adviser, visit)
    letters.advice_letter_pdf(resources, adviser, visit, Language.NL)
    assessments.hand_over(resources, adviser, visit)
    return visit


def _set(installation: Installation) -> str:
    """Fill in settings, and give the chapter in which there is a price."""
    resources, actor = installation.resources, installation.actor("administrator")
    number = {"label": {"nl": "Meldpunt (verzonnen)", "en": "Desk (invented)"}, "number": "000 00"}
    price = {"low": 150, "high": 300, "year": 2026, "source": "verzonnen", "currency": "EUR"}
    wanted = [
        Wanted("organisation", {"nl": "Bureau Verzonnen", "en": "Invented Bureau"}),
        Wanted("phones", [number]),
        Wanted("prices.cylinder-replace", {**price, "fitted": True, "vat_included": True}),
    ]
    settings.change(resources, actor, "woningscan", wanted)
    return resources.questionnaire("woningscan/1").measures_by_id["cylinder-replace"].chapter


def _imported(installation: Installation, name: str) -> str:
    resources, adviser = installation.resources, installation.actor("adviser")
    read = visit_files.read(demo_data.VISITS / f"{name}.json", LIBRARY)
    case = visit_transfer.import_visit(resources, adviser, read, adviser.account)
    lines = visits.visits_of(resources, adviser)
    return next(line.id for line in lines if line.case_number == case)


def _room(installation: Installation, visit: str, zone: str) -> str:
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    return opened.inspection.rooms_by_zone[zone][0]


def _say(installation: Installation, visit: str, *said: dict[str, object]) -> None:
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, list(said))
