"""What every form with settings does: save, show the faults, show a letter, tell of a newer value.

Which of these is asked, the button says that was pressed. What was typed is carried along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from woningscan.services import settings
from woningscan.services.settings import NewerSettingError, SettingsFaultyError
from woningscan.web import current
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.settings_changes import newer_rows
from woningscan.web.contexts.settings_words import field_label
from woningscan.web.example_letter import carried, example_letter
from woningscan.web.forms.settings_form import SAW, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.settings import Setting
    from woningscan.web.forms.settings_form import PostedSettings

DONE = ("saved", "same")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a page shows: the settings as they stand, what is in its fields, what is wrong."""

    questionnaire: Questionnaire
    settings: Mapping[str, Setting]
    fields: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A page with settings of one questionnaire (its id), at an address with no other query.

    `read` reads its form, and `context` gives what its template needs of what it shows.
    """

    questionnaire: str
    template: str
    address: str
    read: Callable[[Mapping[str, str]], PostedSettings]
    context: Callable[[Filled], Mapping[str, object]]


def answered(page: SettingsPage) -> ResponseReturnValue:
    """Show the page, or do what the pressed button asks."""
    if request.method != "POST":
        # HEAD too: it comes without the token of a form.
        return shown(page, None, {})
    typed = request.form.to_dict()
    if "edit" in typed or "add" in typed:
        return shown(page, typed, {})
    posted = page.read(_without_restored(typed))
    resources, actor = current.resources(), current.actor()
    try:
        if "preview" in typed:
            return example_letter(page.questionnaire, page.address, posted.wanted, typed)
        changed = settings.change(resources, actor, page.questionnaire, posted.wanted)
    except SettingsFaultyError as error:
        return shown(page, typed, posted.faults(error.faults)), 422
    except NewerSettingError as error:
        return _newer(page, posted, error.newer, typed), 409
    mark = "&" if "?" in page.address else "?"
    return redirect(f"{page.address}{mark}done={DONE[not changed]}", 303)


def shown(page: SettingsPage, typed: dict[str, str] | None, faults: Mapping[str, str]) -> str:
    """Show the page as it stands, or with what was typed and what is wrong with it."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    questionnaire = settings.edited(resources, actor, page.questionnaire)
    found = settings.all_settings(resources, actor, page.questionnaire)
    texts = fault_texts(faults, t)
    filled = Filled(questionnaire, found, fields_of(found) if typed is None else typed, texts)
    done = request.args.get("done")
    return render_template(
        page.template,
        id=page.questionnaire,
        questionnaire_title=t.of(questionnaire.title),
        address=page.address,
        fields=filled.fields,
        is_typed=typed is not None,
        fault_of=texts,
        faults=summary(texts, {name: field_label(name, questionnaire, t) for name in texts}),
        done=done if done in DONE else None,
        **page.context(filled),
    )


def _newer(
    page: SettingsPage,
    posted: PostedSettings,
    newer: Sequence[Setting],
    typed: Mapping[str, str],
) -> str:
    """Show both values, to choose from; the form of the page counts what stands now as seen."""
    t = current.translator()
    questionnaire = settings.edited(current.resources(), current.actor(), page.questionnaire)
    seen = {SAW + each.name: str(each.id) for each in newer}
    return render_template(
        "settings/newer.html",
        id=page.questionnaire,
        questionnaire_title=t.of(questionnaire.title),
        address=page.address,
        rows=newer_rows(newer, posted.wanted, questionnaire, t),
        carried=carried({**typed, **seen}),
    )


def _without_restored(typed: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out the text that somebody wants back as it was shipped."""
    name = typed.get("restore")
    return {key: text for key, text in typed.items() if not name or not key.startswith(f"{name}.")}
