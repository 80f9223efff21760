"""Which versions of questionnaires new visits get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import content_versions
from woningscan.services.content_versions import NewerActivationError
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words
from woningscan.web.forms.settings_form import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from woningscan.services.actors import Actor
    from woningscan.services.content_versions import ContentVersion
    from woningscan.services.resources import Resources

blueprint = Blueprint("contents", __name__)

DECIDED = ("activated", "stopped")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the page lists it."""

    version: ContentVersion
    title: str
    number: str
    changed_at: str | None
    is_only_one: bool


@blueprint.get("/settings/contents")
@allow(Role.ADMINISTRATOR)
def page() -> str:
    """Show every version that there is, and which new visits get."""
    return _page()


@blueprint.post("/settings/contents/activate")
@allow(Role.ADMINISTRATOR)
def activate() -> ResponseReturnValue:
    """Let new visits get a version."""
    return _decided(content_versions.activate, "activated")


@blueprint.post("/settings/contents/deactivate")
@allow(Role.ADMINISTRATOR)
def deactivate() -> ResponseReturnValue:
    """Offer a version no longer."""
    return _decided(content_versions.deactivate, "stopped")


def _decided(
    decide: Callable[[Resources, Actor, str, int], None], done: str
) -> ResponseReturnValue:
    t, saw = current.translator(), number_in(request.form, "saw")
    try:
        decide(current.resources(), current.actor(), request.form.get("name", ""), saw)
    except NewerActivationError:
        return _page(t("contents.newer")), 409
    except NotPossibleError:
        return _page(t("contents.not-possible")), 409
    except NotFoundError:
        return _page(t("contents.gone")), 409
    return redirect(url_for(".page", done=done), 303)


def _page(fault: str | None = None) -> str:
    t = current.translator()
    versions = content_versions.content_versions(current.resources(), current.actor())
    offered = [version for version in versions if version.is_active]
    done = request.args.get("done")
    return render_template(
        "settings/contents.html",
        rows=[_row(version, is_only_one=[version] == offered) for version in versions],
        done=t(f"contents.{done}") if done in DECIDED else None,
        fault=fault,
    )


def _row(version: ContentVersion, *, is_only_one: bool) -> VersionRow:
    t = current.translator()
    id_, _, number = version.name.rpartition("/")
    return VersionRow(
        version,
        t.of(version.title) if version.title else id_,
        number,
        moment_words(version.at, OFFICE_ZONE, t) if version.at else None,
        is_only_one,
    )
