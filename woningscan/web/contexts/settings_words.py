"""Settings of letters in words: what each is about, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.language import Language
from woningscan.domain.settings import Currency
from woningscan.domain.wording import amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.settings import Json
    from woningscan.web.texts import Translator

LONGEST_LABEL = 90
PARTS = {
    "organisation": "settings.organisation",
    "phones": "settings.phones",
    "validity_months": "settings.validity",
    "retention_months": "settings.retention",
    "access_days": "settings.access",
}


def setting_label(name: str, questionnaire: Questionnaire, t: Translator) -> str:
    """Give what a setting is about; a measure or paragraph that is gone has its id."""
    if name in PARTS:
        return t(PARTS[name])
    family, _, id_ = name.partition(".")
    if family == "prices":
        measure = questionnaire.measures_by_id.get(id_)
        return t("settings.price-of", measure=t.of(measure.title) if measure else id_)
    paragraph = questionnaire.paragraphs_by_id.get(id_)
    return t("settings.text-of", text=beginning(t.of(paragraph.text)) if paragraph else id_)


def beginning(text: str) -> str:
    """Give the first words of a text, as far as fit one line."""
    if len(text) <= LONGEST_LABEL:
        return text
    return text[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"


def value_lines(name: str, value: Json, t: Translator) -> tuple[str, ...]:
    """Write what a setting says, in one or a few lines."""
    if value is None:
        return (t("settings.not-set"),)
    if isinstance(value, int):
        if name == "access_days":
            return (t("settings.day") if value == 1 else t("settings.days", count=value),)
        return (t("settings.month") if value == 1 else t("settings.months", count=value),)
    if isinstance(value, list):
        return tuple(f"{phone['label'][t.language]}: {phone['number']}" for phone in value)
    if name.startswith("prices."):
        return (price_words(value, t), t("settings.source-is", source=value["source"]))
    return tuple(f"{t(f'language.{language}')}: {text}" for language, text in value.items())


def price_words(price: Mapping[str, object], t: Translator) -> str:
    """Write a price: from, to, of which year, of what."""
    currency = Currency(str(price.get("currency") or Currency.EUR))
    low, high = (amount(int(str(price[end])), currency, t.language) for end in ("low", "high"))
    words = [f"{low} – {high}" if low != high else low, str(price["year"])]
    if price.get("fitted") is False:
        words.append(t("settings.material"))
    if price.get("vat_included") is False:
        words.append(t("settings.without-vat"))
    return ", ".join(words)


def field_label(name: str, questionnaire: Questionnaire, t: Translator) -> str:
    """Give what a field of a form is about: the setting, and which part of it."""
    parts = name.split(".")
    setting = parts[0] if parts[0] in PARTS else ".".join(parts[:2])
    label = setting_label(setting, questionnaire, t)
    part = parts[-1]
    if name == setting:
        return label
    return f"{label}, {t(f'language.{part}') if part in set(Language) else t(f'settings.{part}')}"
