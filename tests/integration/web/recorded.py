"""What is recorded of a visit, seen from a test of pages, and what another tablet records in it."""

from typing import Any

from tests.integration.web.browsing import Browser
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.services import saving, visits


def inspection(adviser: Browser, visit: str) -> Inspection:
    """Give all that is recorded of a visit now."""
    installation = adviser.installation
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test").inspection


def saved(adviser: Browser, visit: str, *changes: dict[str, Any]) -> None:
    """Record changes as another device of the adviser does."""
    installation = adviser.installation
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, changes)


def closed(adviser: Browser, visit: str) -> None:
    """Close a visit."""
    installation = adviser.installation
    visits.close_visit(installation.resources, installation.actor("adviser"), visit)


def facade(visit: str, key: str = "front-ground") -> str:
    """Give the id of a facade."""
    return standard_room_id(visit, key)


def count(adviser: Browser, visit: str) -> int:
    """Count the changes of a visit."""
    return len(inspection(adviser, visit).journal.changes)
