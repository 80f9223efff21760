"""One recommendation as the fields of its form: what stands there, or what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain import shapes
from woningscan.domain.photos import photos_in, usable_photos
from woningscan.domain.questionnaire import Urgency
from woningscan.web.contexts.advice_words import payer_words, when_words
from woningscan.web.contexts.faults import fault_texts
from woningscan.web.forms.advice_form import PHOTO, SHOWN_PHOTOS, SLOT
from woningscan.web.forms.slots import FORM_ID, HEADS, heads_text, new_form_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from woningscan.domain.changes import SlotKey
    from woningscan.domain.inspection import Inspection
    from woningscan.web.forms.advice_form import ByRule
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class Choice:
    """One card or line to choose: its value, its words, and whether the rules give it."""

    value: str
    label: str
    is_chosen: bool
    is_by_rule: bool = False


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """One photo that may go along: which, where it was taken, what stands under it."""

    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused: what it held, and what is wrong, by field."""

    form: MultiDict[str, str]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditFields:
    """All fields of a form about advice; texts are empty where nothing stands."""

    form_id: str
    heads: str
    texts: Mapping[str, str]
    urgencies: tuple[Choice, ...]
    payers: tuple[Choice, ...]
    chapters: tuple[Choice, ...]
    photos: tuple[PhotoChoice, ...]
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown_photos(self) -> str:
        """The ids of the photos, as the form carries them."""
        return " ".join(photo.id for photo in self.photos)


TEXTS = ("title", "text", "reason")


class FieldMaker:
    """Makes the fields for one slot."""

    def __init__(
        self, inspection: Inspection, slot: SlotKey, t: Translator, refused: Refused | None
    ) -> None:
        """Read what stands in the slot; what was refused comes before that."""
        self.inspection = inspection
        self.slot = slot
        self.t = t
        self.refused = refused
        value = inspection.journal.value(*slot)
        self.stands = value if isinstance(value, dict) else {}

    def fields(self, by_rule: ByRule, *, is_own: bool) -> EditFields:
        """Give the fields; `by_rule` is what holds while the adviser changes nothing."""
        questionnaire, typed = self.inspection.questionnaire, self.refused
        heads = heads_text(self.inspection.journal, self.slot)
        return EditFields(
            form_id=typed.form.get(FORM_ID, "") if typed else new_form_id(),
            heads=typed.form.get(f"{HEADS}{SLOT}", "") if typed else heads,
            texts={name: self._text(name) for name in TEXTS},
            urgencies=self._choices(
                "priority",
                {each.value: when_words(self.inspection, each, self.t) for each in Urgency},
                by_rule.urgency,
                is_marked=not is_own,
            ),
            payers=self._choices(
                "payer",
                self._payers(by_rule, is_own=is_own),
                by_rule.payer or "",
                is_marked=not is_own,
            ),
            chapters=self._choices(
                "chapter",
                {each.id: self.t.of(each.title) for each in questionnaire.chapters},
                "",
                is_marked=False,
            ),
            photos=tuple(self._photos(by_rule.photos)),
            faults=fault_texts(typed.faults, self.t) if typed else {},
        )

    def _payers(self, by_rule: ByRule, *, is_own: bool) -> dict[str, str]:
        found = {payer.id: self.t.of(payer.name) for payer in self.inspection.questionnaire.payers}
        if is_own or by_rule.payer is None:
            return {"": payer_words(self.inspection, None, self.t), **found}
        return found

    def _text(self, name: str) -> str:
        if self.refused:
            return self.refused.form.get(name, "")
        value = self.stands.get(name)
        return value if isinstance(value, str) else ""

    def _choices(
        self, name: str, labels: Mapping[str, str], by_rule: str, *, is_marked: bool
    ) -> tuple[Choice, ...]:
        """Give choices by their labels; `is_marked` tells which one the rules give."""
        standing = self.stands.get(name, by_rule)
        chosen = self.refused.form.get(name, "") if self.refused else standing
        return tuple(
            Choice(
                value, label, is_chosen=value == chosen, is_by_rule=is_marked and value == by_rule
            )
            for value, label in labels.items()
        )

    def _photos(self, by_rule: Sequence[str]) -> Iterator[PhotoChoice]:
        """Give the photos that a letter may show; those that go along by themselves first."""
        chosen = set(by_rule)
        if "photos" in self.stands:
            chosen = set(shapes.strings(self.stands["photos"]))
        if self.refused and SHOWN_PHOTOS in self.refused.form:
            chosen = set(self.refused.form.getlist(PHOTO))
        usable = usable_photos(self.inspection)
        found = [
            PhotoChoice(
                photo.id,
                self._label(room.name(self.t.language), photo.caption),
                is_chosen=photo.id in chosen,
            )
            for room in self.inspection.rooms
            for photo in photos_in(self.inspection, room.id)
            if photo.id in usable
        ]
        yield from sorted(found, key=lambda photo: photo.id not in by_rule)

    def _label(self, room: str, caption: str | None) -> str:
        return f"{room}: {caption}" if caption else room
