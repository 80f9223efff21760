"""The settings of letters as a file, for letters that are made without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.services.json_files import FileFaultyError, read_json, with_more
from woningscan.services.settings_rules import checked, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.settings import LetterSettings


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
    found = checked(file.data, questionnaire)
    faults = with_more(file.faults, found.faults)
    if faults:
        raise SettingsFileFaultyError(faults)
    return settings_of(found.data)
