"""What there is to set, and how much of it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from woningscan.content.library import id_of
from woningscan.domain.conditions import All, Any, FactIn
from woningscan.services import content_versions, settings
from woningscan.services.errors import NotFoundError
from woningscan.web.contexts.settings_words import beginning
from woningscan.web.contexts.wording import fact_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.conditions import Condition
    from woningscan.domain.letter_parts import Paragraph
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.settings import Setting
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A page to go to: what it is about, and how far it is filled in."""

    href: str
    title: str
    about: str
    note: str
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class SettingsGroup:
    """The settings of one questionnaire."""

    title: str
    lines: tuple[SettingLine, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of letters that may be replaced."""

    id: str
    beginning: str
    readers: str
    only_for: str
    """The facts under which it is in the letter; empty where it always is."""
    is_edited: bool


def groups(resources: Resources, actor: Actor, t: Translator) -> list[SettingsGroup]:
    """Give what there is to set for each questionnaire, those of new visits first."""
    offered = map(id_of, content_versions.active(resources))
    ids = dict.fromkeys((*offered, *resources.library.ids))
    found = []
    for id_ in ids:
        try:
            content = settings.edited(resources, actor, id_)
        except NotFoundError:
            continue
        stored = settings.all_settings(resources, actor, id_)
        filled = {name for name, each in stored.items() if each.value is not None}
        found.append(SettingsGroup(t.of(content.title), tuple(_lines(content, filled, t))))
    return found


def _lines(content: Questionnaire, filled: set[str], t: Translator) -> list[SettingLine]:
    def line(page: str, note: str, *, is_done: bool) -> SettingLine:
        address = url_for(f"settings.{page}", questionnaire=content.id)
        return SettingLine(
            address, t(f"settings.{page}"), t(f"settings.{page}-about"), note, is_done
        )

    sentences = {f"texts.{each.id}" for each in content.paragraphs if each.setting}
    prices = {f"prices.{measure}" for measure in content.measures_by_id}
    periods = {"validity_months", "retention_months", "access_days"}
    is_set = {True: t("settings.is-set"), False: t("settings.not-set")}
    has = {name: name in filled for name in ("organisation", "phones")}
    return [
        line("organisation", is_set[has["organisation"]], is_done=has["organisation"]),
        line("phones", is_set[has["phones"]], is_done=has["phones"]),
        line(
            "periods",
            t("settings.of", count=len(periods & filled), all=len(periods)),
            is_done=periods <= filled,
        ),
        line(
            "texts",
            t("settings.edited", count=len(sentences & filled), all=len(sentences)),
            is_done=False,
        ),
        line(
            "prices",
            t("settings.of", count=len(prices & filled), all=len(prices)),
            is_done=prices <= filled,
        ),
        line("preview", "", is_done=False),
        line("history", "", is_done=False),
    ]


def content_line(resources: Resources, actor: Actor, t: Translator) -> SettingLine:
    """Give the way to the versions of questionnaires, and which are offered now."""
    offered = [
        f"{t.of(version.title)} {version.name.rpartition('/')[2]}"
        for version in content_versions.content_versions(resources, actor)
        if version.is_active and version.title
    ]
    return SettingLine(
        url_for("contents.page"), t("contents.title"), t("contents.about"), ", ".join(offered)
    )


def reports_line(t: Translator) -> SettingLine:
    """Give the way to what browsers reported."""
    return SettingLine(url_for("browser_reports.page"), t("reports.title"), t("reports.about"), "")


def sentences(
    content: Questionnaire, stored: Mapping[str, Setting], t: Translator
) -> list[Sentence]:
    """Give the sentences that may be replaced, in the order of the questionnaire."""
    return [
        Sentence(
            paragraph.id,
            beginning(t.of(paragraph.text)),
            readers_of(content, paragraph, t),
            only_for(content, paragraph, t),
            is_edited=(row := stored.get(f"texts.{paragraph.id}")) is not None
            and row.value is not None,
        )
        for paragraph in content.paragraphs
        if paragraph.setting
    ]


def only_for(content: Questionnaire, paragraph: Paragraph, t: Translator) -> str:
    """Name the facts under which a paragraph is in the letter, as far as they are chosen ones."""
    facts = (
        leaf for leaf in _asked(paragraph.when) if not content.facts_by_id[leaf.fact].is_free_text
    )
    return "; ".join(
        ", ".join(fact_label(content, leaf.fact, value, t) for value in leaf.values)
        for leaf in facts
    )


def _asked(when: Condition | None) -> Iterator[FactIn]:
    """Give what a condition asks of facts; what it rules out is left out."""
    match when:
        case FactIn():
            yield when
        case All(parts) | Any(parts):
            for part in parts:
                yield from _asked(part)


def readers_of(content: Questionnaire, paragraph: Paragraph, t: Translator) -> str:
    """Name who reads a paragraph."""
    names = {reader.id: t.of(reader.name) for reader in content.readers}
    return ", ".join(names[reader] for reader in paragraph.readers)
