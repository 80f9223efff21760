"""What a workbook changes in a questionnaire, by what was exported, and what stands there now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from woningscan.content.reading import did_you_mean
from woningscan.content.sheets import layout
from woningscan.content.sheets.faults import SheetFault
from woningscan.content.sheets.rows import rows_of
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.content.sheets.reading import SheetText, WorkbookTexts
    from woningscan.domain.language import Text
    from woningscan.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that a workbook changes: its cell, such as `Vragen!C12`, and both wordings."""

    place: str
    address: str
    language: Language
    old: str
    new: str


class Comparison(NamedTuple):
    """What a workbook changes, why it is refused, and what it leaves.

    `kept` are the cells that nobody changed, of texts that have changed in the folder since the
    export: the folder's text stays.
    """

    changes: tuple[TextChange, ...]
    faults: tuple[SheetFault, ...]
    kept: tuple[str, ...]


def compare(workbook: WorkbookTexts, questionnaire: Questionnaire) -> Comparison:
    """Compare the texts of a workbook with those of the questionnaire in a folder."""
    if workbook.names - {questionnaire.name}:
        return Comparison((), (*_name_faults(workbook, questionnaire.name), *workbook.faults), ())
    now = {row.address: row.text for row in rows_of(questionnaire)}
    counted = Counter(text.address for text in workbook.texts)
    faults = [*workbook.faults, *_address_faults(workbook, now, counted)]
    changes: list[TextChange] = []
    kept: list[str] = []
    for text in workbook.texts:
        for language, old in _stamped(text, now) if counted[text.address] == 1 else ():
            place, new = text.place(language), text.texts[language]
            exported = text.stamps[language]
            if new in ("", old):
                continue
            if exported == layout.stamp(text.address, language, old):
                changes.append(TextChange(place, text.address, language, old, new))
            elif exported == layout.stamp(text.address, language, new):
                kept.append(place)
            else:
                faults.append(SheetFault(place, _conflict(text.address, language, old)))
    return Comparison(tuple(changes), tuple(faults), tuple(kept))


def _stamped(text: SheetText, now: Mapping[str, Text]) -> Iterator[tuple[Language, str]]:
    """Give the languages that can be compared, with the text that stands there now."""
    for language in Language:
        if text.address in now and language in text.stamps:
            yield language, now[text.address].in_(language)


def _conflict(address: str, language: Language, old: str) -> str:
    return (
        f"{address}.{language} has changed since the export too, into “{old}”;"
        " copy that into the cell to keep it, or export again"
    )


def _name_faults(workbook: WorkbookTexts, name: str) -> Iterator[SheetFault]:
    for other in sorted(workbook.names - {name}):
        is_of = f"is of {other}" if other else "does not name its questionnaire in cell A1"
        yield SheetFault("", f"the workbook {is_of}; the folder holds {name}")


def _address_faults(
    workbook: WorkbookTexts, now: Mapping[str, Text], counted: Mapping[str, int]
) -> Iterator[SheetFault]:
    """Say which ids are unknown, doubled or missing."""
    missing = [address for address in now if address not in counted]
    for text in workbook.texts:
        place = f"{text.sheet}!A{text.row}"
        if text.address not in now:
            hint = did_you_mean(text.address, missing)
            yield SheetFault(place, f"“{text.address}” is no text of the questionnaire{hint}")
        elif counted[text.address] > 1:
            yield SheetFault(place, f"“{text.address}” stands in the workbook twice; remove a row")
    for address in missing:
        message = "is not in the workbook; put its row back, or export again if the text is new"
        yield SheetFault("", f"“{address}” {message}")
