"""What the forms of an administrator say of the settings of letters, and what they show of them.

A field has the name of its place in a settings file: `organisation.nl`, `prices.lock.low`. What
cannot be a number stays a text, and is refused by the rules where every setting is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from woningscan.domain.language import Language
from woningscan.domain.visit_file.entries import where
from woningscan.services.settings import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from woningscan.services.json_files import FileFault
    from woningscan.services.settings import Json, Setting

LANGUAGES = tuple(language.value for language in Language)
SAW = "saw."
YES, NO = "yes", "no"
_GROUPED = re.compile(r"\d{1,3}(?:[. \xa0]\d{3})+", re.ASCII)
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_KINDS = {
    "organisation": "setting-line",
    "texts": "setting-text",
    "low": "setting-amount",
    "high": "setting-high",
    "year": "setting-year",
    "source": "setting-line",
    "number": "setting-number",
    "validity_months": "setting-validity",
    "retention_months": "setting-retention",
    "access_days": "setting-access",
}


@dataclass(slots=True)
class PostedSettings:
    """What a form wants, and which of its fields each place in a settings file came from."""

    wanted: list[Wanted] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def faults(self, faults: Iterable[FileFault]) -> dict[str, str]:
        """Give for each field what refuses it, in the order of the form."""
        found: dict[str, str] = {}
        for fault in faults:
            if fault.where == "phones":
                found["phones.0.nl"] = "setting-phones"
                continue
            name = self.fields.get(fault.where, fault.where)
            found.setdefault(name, _kind_of(name))
        return found


def _kind_of(name: str) -> str:
    parts = name.split(".")
    return _KINDS.get(parts[-1]) or _KINDS.get(parts[0]) or "setting-line"


def saw(form: Mapping[str, str], name: str) -> int:
    """Give the id of the row that a form showed of a setting; 0 where there was none."""
    return number_in(form, SAW + name)


def number_in(form: Mapping[str, str], name: str) -> int:
    """Give a number that a page of ours put into a field or an address; 0 where there is none."""
    given = form.get(name, "")
    return int(given) if _DIGITS.fullmatch(given) else 0


def fields_of(settings: Mapping[str, Setting]) -> dict[str, str]:
    """Give what a form shows of settings as they stand: a text for each field."""
    found: dict[str, str] = {}
    for name, setting in settings.items():
        found[SAW + name] = str(setting.id)
        found |= dict(_flat(name, setting.value))
    return found


def _flat(name: str, value: Json | str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            # The label of a phone is a part of its own; its fields are not.
            yield from _flat(name if key == "label" else f"{name}.{key}", part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _flat(f"{name}.{place}", part)
            yield f"{name}.{place}.order", str(place + 1)
    elif isinstance(value, bool):
        yield name, YES if value else NO
    elif value is not None:
        yield name, str(value)


def read_texts(form: Mapping[str, str], name: str) -> PostedSettings:
    """Read one text in both languages: the organisation, or a sentence."""
    texts = {language: _text(form, f"{name}.{language}") for language in LANGUAGES}
    value: Json = texts if any(texts.values()) else None
    fields = {_at(name, language): f"{name}.{language}" for language in LANGUAGES}
    return PostedSettings([Wanted(name, value, saw(form, name))], fields)


def read_periods(form: Mapping[str, str]) -> PostedSettings:
    """Read the periods."""
    names = ("validity_months", "retention_months", "access_days")
    wanted = [Wanted(name, _number(form, name), saw(form, name)) for name in names]
    return PostedSettings(wanted, {name: name for name in names})


def phone_rows(form: Mapping[str, str]) -> list[int]:
    """Give the places of the rows that a form has."""
    rows: list[int] = []
    for place in count():
        if f"phones.{place}.number" not in form:
            return rows
        rows.append(place)
    return rows


def read_phones(form: Mapping[str, str]) -> PostedSettings:
    """Read the phone numbers in the order that somebody gave them; empty rows are left out."""
    posted, kept = PostedSettings(), []
    for row in phone_rows(form):
        start = f"phones.{row}"
        label = {language: _text(form, f"{start}.{language}") for language in LANGUAGES}
        number = _text(form, f"{start}.number")
        if f"{start}.remove" not in form and (number or any(label.values())):
            order = _number(form, f"{start}.order")
            kept.append((order if isinstance(order, int) else row, row, label, number))
    kept.sort(key=lambda each: each[:2])
    value = [{"label": label, "number": number} for _, _, label, number in kept]
    for place, (_, row, _, _) in enumerate(kept):
        for language in LANGUAGES:
            posted.fields[f"phones[{place}].label.{language}"] = f"phones.{row}.{language}"
        posted.fields[f"phones[{place}].number"] = f"phones.{row}.number"
    posted.wanted.append(Wanted("phones", value or None, saw(form, "phones")))
    return posted


def read_prices(form: Mapping[str, str]) -> PostedSettings:
    """Read the prices of the measures that the form showed."""
    posted = PostedSettings()
    for low in form:
        if low.startswith("prices.") and low.endswith(".low"):
            name = low.removesuffix(".low")
            posted.wanted.append(Wanted(name, _price(form, name), saw(form, name)))
            for part in ("low", "high", "year", "source", "currency"):
                posted.fields[_at(name, part)] = f"{name}.{part}"
    return posted


def _price(form: Mapping[str, str], name: str) -> dict[str, Any] | None:
    numbers = {part: _number(form, f"{name}.{part}") for part in ("low", "high", "year")}
    source = _text(form, f"{name}.source")
    if not source and all(number is None for number in numbers.values()):
        return None
    return {
        **numbers,
        "source": source,
        "currency": form.get(f"{name}.currency") or None,
        "fitted": form.get(f"{name}.fitted") != NO,
        "vat_included": form.get(f"{name}.vat_included") != NO,
    }


def _at(name: str, part: str) -> str:
    """Write a place as the rules do."""
    return where("", *name.split(".", 1), part)


def _text(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()


def _number(form: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 - a text is refused later
    typed = _text(form, name)
    if _GROUPED.fullmatch(typed):
        typed = re.sub(r"\D", "", typed)
    if _DIGITS.fullmatch(typed):
        return int(typed)
    return typed or None
