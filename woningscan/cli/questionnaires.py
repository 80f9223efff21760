"""The questionnaire that a command names: one that comes with the application, or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli.folders import is_folder
from woningscan.cli.output import CommandError
from woningscan.content.faults import ContentFaultyError
from woningscan.content.library import Library
from woningscan.content.loader import load

if TYPE_CHECKING:
    from woningscan.domain.questionnaire import Questionnaire


def named_or_in_folder(name: str) -> Questionnaire:
    """Give a version such as `woningscan/1`, the newest of an id, or the one in a folder.

    Raises:
        CommandError: it has faults, or there is neither.
    """
    library = Library()
    try:
        if name in (*library.ids, *library.names):
            return library.chosen(name)
        if is_folder(name):
            return load(Path(name))
    except ContentFaultyError as error:
        raise CommandError(f"{name} has faults; mend them first:\n{error}") from None
    known = ", ".join(library.names)
    raise CommandError(f"{name} is neither a folder nor a version; there are: {known}.")
