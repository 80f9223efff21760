"""The rules of the settings of letters: one set for a file, and for what an administrator fills in.

Settings are data as a settings file has them (`letter_settings.schema.json`). One setting has the
name of its place there: `organisation`, `phones`, `validity_months`, `prices.<measure>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woningscan.domain import shapes
from woningscan.domain.language import Text
from woningscan.domain.settings import Currency, LetterSettings, Phone, Price
from woningscan.domain.visit_file.entries import where
from woningscan.domain.visit_file.saying import Said, line_fault, text_fault, unknown
from woningscan.services.json_files import FileFault, with_more
from woningscan.services.schemas import formed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.questionnaire import Questionnaire

SCHEMA = "letter_settings.schema.json"
FORMAT = "woningscan-settings/1"
ALONE = ("organisation", "phones", "validity_months", "retention_months", "access_days")
"""Settings of which there is one."""
FAMILIES = ("prices", "texts")
"""Settings of which there is one for each measure or paragraph."""
MOST_PHONES = 20
FEWEST_DIGITS = 3
"""What an emergency number has, the shortest there is."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CheckedSettings:
    """Settings in which all that has a wrong form is null, and everything that is wrong."""

    data: Data
    faults: tuple[FileFault, ...]


def is_name(name: str, questionnaire: Questionnaire) -> bool:
    """Tell whether there is a setting of this name."""
    family, _, id_ = name.partition(".")
    open_texts = {each.id for each in questionnaire.paragraphs if each.setting}
    return len(name) <= shapes.LONGEST_NAME and (
        name in ALONE
        or (family == "prices" and id_ in questionnaire.measures_by_id)
        or (family == "texts" and id_ in open_texts)
    )


def placed(values: Mapping[str, object]) -> Data:
    """Put settings by their names where a settings file has them."""
    data: Data = {"format": FORMAT}
    for name, value in values.items():
        family, _, id_ = name.partition(".")
        if family in FAMILIES:
            data.setdefault(family, {})[id_] = value
        else:
            data[name] = value
    return data


def checked(data: object, questionnaire: Questionnaire) -> CheckedSettings:
    """Hold settings against the rules."""
    form = formed(data, SCHEMA)
    meant = (FileFault(at, said) for at, said in _faults(form.data, questionnaire))
    return CheckedSettings(form.data, tuple(with_more(form.faults, meant)))


def settings_of(data: Data) -> LetterSettings:
    """Make settings of what has passed the rules."""
    return LetterSettings(
        organisation=_text(data.get("organisation")),
        prices={id_: _price(price) for id_, price in _filled(data, "prices")},
        phones=tuple(
            Phone(Text(**phone["label"]), phone["number"]) for phone in data.get("phones") or ()
        ),
        texts={id_: Text(**text) for id_, text in _filled(data, "texts")},
        validity_months=data.get("validity_months"),
        retention_months=data.get("retention_months"),
        access_days=data.get("access_days"),
    )


def _filled(data: Data, part: str) -> Iterator[tuple[str, Data]]:
    """Give what a part of the settings holds by id; what is null is not filled in."""
    for id_, value in (data.get(part) or {}).items():
        if value is not None:
            yield id_, value


def _text(data: Data | None) -> Text | None:
    return None if data is None else Text(**data)


def _price(data: Data) -> Price:
    given = {key: value for key, value in data.items() if value is not None}
    if "currency" in given:
        given["currency"] = Currency(given["currency"])
    return Price(**given)


def _faults(data: Data, questionnaire: Questionnaire) -> Iterator[Said]:
    yield from _line_faults("organisation", data.get("organisation"))
    for id_, price in _filled(data, "prices"):
        yield from _price_faults(id_, price, questionnaire)
    if len(data.get("phones") or ()) > MOST_PHONES:
        yield "phones", f"A letter has room for {MOST_PHONES} numbers."
    for place, phone in enumerate(data.get("phones") or ()):
        at = where("phones", place)
        yield from _line_faults(where(at, "label"), phone and phone["label"])
        yield from _line_faults(at, phone and {"number": phone["number"]})
        yield from _number_faults(where(at, "number"), phone and phone["number"])
    for id_, text in _filled(data, "texts"):
        yield from _paragraph_faults(id_, text, questionnaire)


def _number_faults(at: str, number: str | None) -> Iterator[Said]:
    if number and sum(map(str.isdecimal, number)) < FEWEST_DIGITS:
        yield at, f"A number that can be called has at least {FEWEST_DIGITS} digits."


def _line_faults(at: str, lines: Mapping[str, str | None] | None) -> Iterator[Said]:
    for key, line in (lines or {}).items():
        if line is not None:
            yield from line_fault(where(at, key), line, shapes.LONGEST_SHORT_TEXT)


def _price_faults(id_: str, price: Data, questionnaire: Questionnaire) -> Iterator[Said]:
    at = where("prices", id_)
    if id_ not in questionnaire.measures_by_id:
        yield at, unknown("measure", id_, questionnaire.measures_by_id)
    low, high = price["low"], price["high"]
    if low is not None and high is not None and low > high:
        yield where(at, "high"), "The highest price is lower than the lowest (low)."
    yield from _line_faults(at, {"source": price["source"]})


def _paragraph_faults(id_: str, text: Data, questionnaire: Questionnaire) -> Iterator[Said]:
    at = where("texts", id_)
    paragraph = questionnaire.paragraphs_by_id.get(id_)
    settings = [each.id for each in questionnaire.paragraphs if each.setting]
    if paragraph is None:
        yield at, unknown("paragraph", id_, settings)
    elif not paragraph.setting:
        yield at, f"The text of this paragraph is fixed; open are: {', '.join(settings) or 'none'}."
    for language, said in text.items():
        if said is not None:
            yield from text_fault(where(at, language), said, shapes.LONGEST_TEXT)
