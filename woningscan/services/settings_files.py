"""The settings of letters as a file, for letters that are made without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woningscan.domain import shapes
from woningscan.domain.language import Text
from woningscan.domain.settings import Currency, LetterSettings, Phone, Price
from woningscan.domain.visit_file.entries import where
from woningscan.domain.visit_file.saying import Said, line_fault, text_fault, unknown
from woningscan.services.json_files import FileFault, FileFaultyError, read_json, with_more
from woningscan.services.schemas import formed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from woningscan.domain.questionnaire import Questionnaire

SCHEMA = "letter_settings.schema.json"

_Data = dict[str, Any]


class SettingsFileFaultyError(FileFaultyError):
    """A settings file cannot be used; `faults` says everything that is wrong with it."""


def read_settings(path: Path, questionnaire: Questionnaire) -> LetterSettings:
    """Read the settings of letters of one questionnaire.

    Raises:
        SettingsFileFaultyError: with everything that is wrong with it.
    """
    try:
        file = read_json(path)
    except FileFaultyError as error:
        raise SettingsFileFaultyError(error.faults) from None
    form = formed(file.data, SCHEMA)
    meant = (FileFault(at, said) for at, said in _faults(form.data, questionnaire))
    faults = with_more(with_more(file.faults, form.faults), meant)
    if faults:
        raise SettingsFileFaultyError(faults)
    return LetterSettings(
        organisation=_text(form.data.get("organisation")),
        prices={id_: _price(price) for id_, price in _filled(form.data, "prices")},
        phones=tuple(
            Phone(Text(**phone["label"]), phone["number"])
            for phone in form.data.get("phones") or ()
        ),
        texts={id_: Text(**text) for id_, text in _filled(form.data, "texts")},
        validity_months=form.data.get("validity_months"),
        retention_months=form.data.get("retention_months"),
    )


def _filled(data: _Data, part: str) -> Iterator[tuple[str, _Data]]:
    """Give what a part of the file holds by id; what is null is not filled in."""
    for id_, value in (data.get(part) or {}).items():
        if value is not None:
            yield id_, value


def _text(data: _Data | None) -> Text | None:
    return None if data is None else Text(**data)


def _price(data: _Data) -> Price:
    given = {key: value for key, value in data.items() if value is not None}
    if "currency" in given:
        given["currency"] = Currency(given["currency"])
    return Price(**given)


def _faults(data: _Data, questionnaire: Questionnaire) -> Iterator[Said]:
    yield from _line_faults("organisation", data.get("organisation"))
    for id_, price in _filled(data, "prices"):
        yield from _price_faults(id_, price, questionnaire)
    for place, phone in enumerate(data.get("phones") or ()):
        at = where("phones", place)
        yield from _line_faults(where(at, "label"), phone and phone["label"])
        yield from _line_faults(at, phone and {"number": phone["number"]})
    for id_, text in _filled(data, "texts"):
        yield from _paragraph_faults(id_, text, questionnaire)


def _line_faults(at: str, lines: Mapping[str, str | None] | None) -> Iterator[Said]:
    for key, line in (lines or {}).items():
        if line is not None:
            yield from line_fault(where(at, key), line, shapes.LONGEST_SHORT_TEXT)


def _price_faults(id_: str, price: _Data, questionnaire: Questionnaire) -> Iterator[Said]:
    at = where("prices", id_)
    if id_ not in questionnaire.measures_by_id:
        yield at, unknown("measure", id_, questionnaire.measures_by_id)
    low, high = price["low"], price["high"]
    if low is not None and high is not None and low > high:
        yield where(at, "high"), "The highest price is lower than the lowest (low)."
    yield from _line_faults(at, {"source": price["source"]})


def _paragraph_faults(id_: str, text: _Data, questionnaire: Questionnaire) -> Iterator[Said]:
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
