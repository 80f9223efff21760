"""Searching visits. What is searched for is posted: no name ever stands in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from woningscan.domain.rights import Role
from woningscan.domain.searching import searched_form
from woningscan.services import searching
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts.faults import fault_texts
from woningscan.web.contexts.visit_list import visit_rows

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@allow(Role.ADVISER, Role.COORDINATOR)
def page() -> str:
    """Ask what to search for."""
    return render_template(
        "visits/search.html", asked="", rows=None, search_fault=None, plans=_plans()
    )


@blueprint.post("/search")
@allow(Role.ADVISER, Role.COORDINATOR)
def search() -> ResponseReturnValue:
    """Show what was found."""
    t, asked = current.translator(), request.form.get("asked", "")
    if not searched_form(asked):
        fault = fault_texts({"asked": "asked"}, t)["asked"]
        return (
            render_template(
                "visits/search.html", asked="", rows=None, search_fault=fault, plans=_plans()
            ),
            422,
        )
    found = searching.search(current.resources(), current.actor(), asked)
    return render_template(
        "visits/search.html",
        asked=asked,
        rows=visit_rows(found, t),
        search_fault=None,
        plans=_plans(),
    )


def _plans() -> bool:
    return current.actor().role is Role.COORDINATOR
