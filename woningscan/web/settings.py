"""The administrator's pages: all that letters say and that nobody could know beforehand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.domain.settings import (
    LONGEST_ACCESS,
    LONGEST_RETENTION,
    LONGEST_VALIDITY,
    USUAL_ACCESS,
)
from woningscan.services import settings
from woningscan.services.errors import NotFoundError
from woningscan.services.settings_rules import MOST_PHONES
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import settings_overview
from woningscan.web.contexts.prices import prices_page
from woningscan.web.contexts.settings_changes import history_rows
from woningscan.web.example_letter import example_letter
from woningscan.web.forms import settings_form
from woningscan.web.settings_flow import SettingsPage, answered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from woningscan.web.settings_flow import Filled

blueprint = Blueprint("settings", __name__)

GET_AND_POST = ("GET", "POST")


@blueprint.get("/settings")
@allow(Role.ADMINISTRATOR)
def overview() -> str:
    """Show what there is to set, and how much of it is filled in."""
    t = current.translator()
    return render_template(
        "settings/overview.html",
        groups=settings_overview.groups(current.resources(), current.actor(), t),
        content=settings_overview.content_line(current.resources(), current.actor(), t),
        reports=settings_overview.reports_line(t),
    )


@blueprint.route("/settings/<questionnaire>/organisation", methods=GET_AND_POST)
@allow(Role.ADMINISTRATOR)
def organisation(questionnaire: str) -> ResponseReturnValue:
    """Say which organisation stands on the cover sheet."""
    return answered(
        SettingsPage(
            questionnaire,
            "settings/organisation.html",
            url_for(".organisation", questionnaire=questionnaire),
            partial(settings_form.read_texts, name="organisation"),
            lambda _filled: {},
        )
    )


@blueprint.route("/settings/<questionnaire>/phones", methods=GET_AND_POST)
@allow(Role.ADMINISTRATOR)
def phones(questionnaire: str) -> ResponseReturnValue:
    """Say whom to call after something happened."""

    def context(filled: Filled) -> Mapping[str, object]:
        rows = settings_form.phone_rows(filled.fields)
        wants_more = not rows or "add" in request.form
        if wants_more and len(rows) < MOST_PHONES:
            rows.append(len(rows))
        return {"rows": rows, "most": MOST_PHONES}

    return answered(
        SettingsPage(
            questionnaire,
            "settings/phones.html",
            url_for(".phones", questionnaire=questionnaire),
            settings_form.read_phones,
            context,
        )
    )


@blueprint.route("/settings/<questionnaire>/periods", methods=GET_AND_POST)
@allow(Role.ADMINISTRATOR)
def periods(questionnaire: str) -> ResponseReturnValue:
    """Say how long an advice holds, and how long what was recorded is kept and can be opened."""
    longest = {
        "validity": LONGEST_VALIDITY,
        "retention": LONGEST_RETENTION,
        "access": LONGEST_ACCESS,
    }
    return answered(
        SettingsPage(
            questionnaire,
            "settings/periods.html",
            url_for(".periods", questionnaire=questionnaire),
            settings_form.read_periods,
            lambda _filled: {"longest": longest, "usual_access": USUAL_ACCESS},
        )
    )


@blueprint.get("/settings/<questionnaire>/texts")
@allow(Role.ADMINISTRATOR)
def texts(questionnaire: str) -> str:
    """Show the sentences of letters that may be replaced."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    content = settings.edited(resources, actor, questionnaire)
    found = settings.all_settings(resources, actor, questionnaire)
    return render_template(
        "settings/texts.html",
        id=questionnaire,
        questionnaire_title=t.of(content.title),
        rows=settings_overview.sentences(content, found, t),
    )


@blueprint.route("/settings/<questionnaire>/texts/<paragraph>", methods=GET_AND_POST)
@allow(Role.ADMINISTRATOR)
def text(questionnaire: str, paragraph: str) -> ResponseReturnValue:
    """Replace a sentence, or take the shipped one back."""
    name = f"texts.{paragraph}"
    content = settings.edited(current.resources(), current.actor(), questionnaire)
    shipped = content.paragraphs_by_id.get(paragraph)
    if shipped is None or not shipped.setting:
        raise NotFoundError("There is no such sentence.")

    def context(filled: Filled) -> Mapping[str, object]:
        row = filled.settings.get(name)
        t = current.translator()
        readers = settings_overview.readers_of(content, shipped, t)
        only_for = settings_overview.only_for(content, shipped, t)
        is_edited = row is not None and row.value is not None
        about = {"readers": readers, "only_for": only_for, "is_edited": is_edited}
        return {"name": name, "shipped": shipped, **about}

    return answered(
        SettingsPage(
            questionnaire,
            "settings/text.html",
            url_for(".text", questionnaire=questionnaire, paragraph=paragraph),
            partial(settings_form.read_texts, name=name),
            context,
        )
    )


@blueprint.route("/settings/<questionnaire>/prices", methods=GET_AND_POST)
@allow(Role.ADMINISTRATOR)
def prices(questionnaire: str) -> ResponseReturnValue:
    """Say what measures cost, one chapter at a time, or those with some words."""
    asked: dict[str, Any] = {
        key: request.values[key] for key in ("chapter", "words") if request.values.get(key)
    }

    def context(filled: Filled) -> Mapping[str, object]:
        t = current.translator()
        standing = settings_form.fields_of(filled.settings)
        changed = {name for name, typed in filled.fields.items() if typed != standing.get(name, "")}
        lies_open = changed | filled.faults.keys()
        page = prices_page(filled.questionnaire, filled.settings, asked, lies_open, t)
        return {"page": page}

    return answered(
        SettingsPage(
            questionnaire,
            "settings/prices.html",
            url_for(".prices", questionnaire=questionnaire, **asked),
            settings_form.read_prices,
            context,
        )
    )


@blueprint.get("/settings/<questionnaire>/history")
@allow(Role.ADMINISTRATOR)
def history(questionnaire: str) -> str:
    """Show who changed what, when, the newest first."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    content = settings.edited(resources, actor, questionnaire)
    number = settings_form.number_in(request.args, "page")
    changes, pages = settings.history(resources, actor, questionnaire, number)
    return render_template(
        "settings/history.html",
        id=questionnaire,
        questionnaire_title=t.of(content.title),
        rows=history_rows(changes, content, t),
        page=min(max(number, 1), pages),
        pages=pages,
    )


@blueprint.get("/settings/<questionnaire>/preview")
@allow(Role.ADMINISTRATOR)
def preview(questionnaire: str) -> str:
    """Show the letter of an invented visit with the settings as they stand."""
    address = url_for(".preview", questionnaire=questionnaire)
    asked = {name: text for name, text in request.args.items() if name != "preview"}
    return example_letter(questionnaire, address, (), asked)
