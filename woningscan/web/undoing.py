"""Taking back the last step, from any page of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

from woningscan.domain import undo as rule
from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, kept_forms
from woningscan.web.access import allow
from woningscan.web.contexts import undo
from woningscan.web.contexts.overview import BEFORE_CLOSING
from woningscan.web.forms.drafts import save_drafts

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.undo import LastStep
    from woningscan.web.forms.drafts import Drawn

blueprint = Blueprint("undoing", __name__)


def offered(opened: OpenVisit) -> LastStep | None:
    """Give the step that the page that was asked for offers to take back; it comes back there."""
    return undo.last_step(opened, current.actor().device, current.path(), current.translator())


@blueprint.post("/visits/<uuid:visit>/undo")
@allow(Role.ADVISER)
def undo_last(visit: UUID) -> ResponseReturnValue:
    """Take back the step that the page named, if it still is the last one.

    A second tap finds it taken back already. A closed visit is left as it is: the page is shown,
    and says that it is closed.
    """
    resources, actor = current.resources(), current.actor()
    step_id = request.form.get("step", "")
    save_drafts(resources, actor, str(visit), lambda opened: _drawn(opened, actor.device, step_id))
    opened = visits.continue_visit(resources, actor, str(visit))
    is_undone = rule.was_taken_back(opened.inspection.journal, step_id)
    return redirect(_next_page(visit, "undone" if is_undone else "not-undone"), 303)


def _drawn(opened: OpenVisit, device: str, step_id: str) -> Drawn:
    step = rule.last_step(opened.inspection.journal, device)
    if step is None or step.id != step_id or opened.state not in BEFORE_CLOSING:
        return ()
    return tuple((step.change_id(draft), draft) for draft in step.drafts)


def _next_page(visit: UUID, told: str) -> str:
    """Go back to the page of ours that the form came from; the overview says what was done."""
    overview = url_for("overview.page", visit=visit)
    next_path = kept_forms.local_path(request.form.get("next", "")) or overview
    if next_path == overview:
        return url_for("overview.page", visit=visit, told=told, _anchor="told")
    return next_path
