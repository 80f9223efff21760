"""Settings of letters: as they stand, changed by an administrator, and their history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from woningscan.content.faults import ContentError
from woningscan.persistence.audit import Action, Event
from woningscan.persistence.histories import NewerRowError
from woningscan.persistence.settings import NewSetting
from woningscan.services.errors import ForbiddenError, NotFoundError, ServiceError
from woningscan.services.rights import Right, require
from woningscan.services.settings_rules import checked, is_name, placed, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.settings import LetterSettings
    from woningscan.persistence.settings import SettingRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.json_files import FileFault
    from woningscan.services.resources import Resources

Json: TypeAlias = "dict[str, Any] | list[Any] | int | None"

LONGEST_SUBJECT = 80
PAGE = 25
"""How many changes a page of the history shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A setting as somebody wants it (None clears it), and the id of the row that they saw."""

    name: str
    value: Json
    saw: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it was left: its value and the one before (None: not set), by whom and when."""

    id: int
    name: str
    value: Json
    before: Json
    by: str
    at: str


class SettingsFaultyError(ServiceError):
    """Something that was filled in cannot be; nothing was written."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        """Keep every fault; each is at its place in a settings file, `prices.lock.low`."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class NewerSettingError(ServiceError):
    """Somebody else changed a setting since it was shown; nothing was written."""

    def __init__(self, newer: Sequence[Setting]) -> None:
        """Keep what stands now."""
        super().__init__(f"Changed meanwhile: {', '.join(each.name for each in newer)}.")
        self.newer = tuple(newer)


def letter_settings(resources: Resources, questionnaire_id: str) -> LetterSettings:
    """Give what letters of a questionnaire, whatever its version, are made with."""
    with resources.work.reading() as stored:
        return settings_within(stored, questionnaire_id)


def settings_within(stored: Repositories, questionnaire_id: str) -> LetterSettings:
    """Give the settings of a questionnaire inside a transaction."""
    return settings_of(placed(_values(stored, questionnaire_id)))


def all_settings(
    resources: Resources, actor: Actor, questionnaire_id: str
) -> Mapping[str, Setting]:
    """Give every setting that was ever filled in, as it stands, by its name.

    Raises:
        ForbiddenError: not an administrator.
        NotFoundError: there is no such questionnaire.
    """
    edited(resources, actor, questionnaire_id)
    with resources.work.reading() as stored:
        return {
            record.name: setting_of(record) for record in stored.settings.newest(questionnaire_id)
        }


def edited(resources: Resources, actor: Actor, questionnaire_id: str) -> Questionnaire:
    """Give the version that settings are filled in for: the newest that has no faults.

    Raises:
        ForbiddenError: not an administrator.
        NotFoundError: there is no such questionnaire.
    """
    require(actor, Right.EDIT_SETTINGS)
    for name in reversed(resources.library.versions(questionnaire_id)):
        try:
            return resources.questionnaire(name)
        except ContentError:
            continue
    raise NotFoundError("There is no such questionnaire.")


def wished_settings(
    resources: Resources, actor: Actor, questionnaire_id: str, wanted: Iterable[Wanted]
) -> LetterSettings:
    """Give the settings as they would be; nothing is written.

    Raises:
        ForbiddenError, NotFoundError: not for this account.
        SettingsFaultyError: something cannot be.
    """
    wishes = _passed(edited(resources, actor, questionnaire_id), wanted)
    with resources.work.reading() as stored:
        values = _values(stored, questionnaire_id)
    return settings_of(placed(values | {wish.name: wish.value for wish in wishes}))


def change(
    resources: Resources, actor: Actor, questionnaire_id: str, wanted: Iterable[Wanted]
) -> int:
    """Write the settings that differ from what stands, all or none, and give how many they are.

    Raises:
        ForbiddenError, NotFoundError: not for this account.
        SettingsFaultyError: something cannot be.
        NewerSettingError: somebody else changed one of them since.
    """
    wishes = _passed(edited(resources, actor, questionnaire_id), wanted)
    try:
        with resources.work.writing() as stored:
            return _write(resources, actor, stored, questionnaire_id, wishes)
    except NewerRowError:
        # On a server that takes several writers, another came in between: now it is there to see.
        with resources.work.reading() as stored:
            found = stored.settings.newest(questionnaire_id, [wish.name for wish in wishes])
            raise NewerSettingError([setting_of(record) for record in found]) from None


def history(
    resources: Resources, actor: Actor, questionnaire_id: str, page: int = 1
) -> tuple[tuple[Setting, ...], int]:
    """Give one page of what was changed, the newest first, and how many pages there are.

    Raises:
        ForbiddenError, NotFoundError: not for this account.
    """
    edited(resources, actor, questionnaire_id)
    with resources.work.reading() as stored:
        pages = max(1, -(-stored.settings.count(questionnaire_id) // PAGE))
        first = (min(max(page, 1), pages) - 1) * PAGE
        found = stored.settings.history(questionnaire_id, first, PAGE)
    return tuple(setting_of(record) for record in found), pages


def setting_of(record: SettingRecord) -> Setting:
    """Read a row."""
    return Setting(
        id=record.id,
        name=record.name,
        value=_read(record.value),
        before=_read(record.value_before),
        by=record.account_name,
        at=record.at,
    )


def _read(value: str | None) -> Json:
    read: Json = None if value is None else json.loads(value)
    return read


def _values(stored: Repositories, questionnaire_id: str) -> dict[str, Json]:
    return {record.name: _read(record.value) for record in stored.settings.newest(questionnaire_id)}


def _passed(questionnaire: Questionnaire, wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Give what is wanted if all of it passes the rules."""
    wishes = tuple(wanted)
    for wish in wishes:
        if not is_name(wish.name, questionnaire):
            raise NotFoundError("There is no such setting.")
    filled = {wish.name: wish.value for wish in wishes if wish.value is not None}
    found = checked(placed(filled), questionnaire)
    if found.faults:
        raise SettingsFaultyError(found.faults)
    return wishes


def _write(
    resources: Resources,
    actor: Actor,
    stored: Repositories,
    questionnaire_id: str,
    wishes: Sequence[Wanted],
) -> int:
    found = stored.settings.newest(questionnaire_id, [wish.name for wish in wishes])
    now_there = {record.name: setting_of(record) for record in found}
    differing = [wish for wish in wishes if _differs(wish, now_there.get(wish.name))]
    newer = [
        now_there[wish.name]
        for wish in differing
        if wish.name in now_there and now_there[wish.name].id != wish.saw
    ]
    if newer:
        raise NewerSettingError(newer)
    for wish in differing:
        row = _new_row(resources, actor, questionnaire_id, wish, now_there.get(wish.name))
        stored.settings.add(row)
        stored.audit.record(_event(actor, questionnaire_id, wish), row.at)
    return len(differing)


def _differs(wish: Wanted, standing: Setting | None) -> bool:
    return wish.value != (standing.value if standing else None)


def _new_row(
    resources: Resources,
    actor: Actor,
    questionnaire_id: str,
    wish: Wanted,
    standing: Setting | None,
) -> NewSetting:
    if actor.account is None:
        raise ForbiddenError("Settings are changed by an account.")
    return NewSetting(
        questionnaire=questionnaire_id,
        name=wish.name,
        value=None if wish.value is None else json.dumps(wish.value, ensure_ascii=False),
        replaces=standing.id if standing else 0,
        account=actor.account,
        at=resources.clock.now(),
    )


def _event(actor: Actor, questionnaire_id: str, wish: Wanted) -> Event:
    return actor.event(
        Action.SETTING_CHANGED,
        subject=f"{questionnaire_id} {wish.name}"[:LONGEST_SUBJECT],
    )
