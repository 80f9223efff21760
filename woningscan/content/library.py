"""The questionnaires that this version of the application holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.content.faults import ContentError
from woningscan.content.loader import VERSION_FOLDER, load
from woningscan.domain.letter import REQUIRED_PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.questionnaire import Questionnaire

SHIPPED = Path(__file__).parent / "questionnaires"
"""The folder of the questionnaires that come with the application."""

BY_DEFAULT = "woningscan"
"""The id of the questionnaire that is meant, in its newest version, when none is chosen."""


class UnknownQuestionnaireError(ContentError):
    """There is no questionnaire of this id, or not this version of it."""


class Library:
    """All questionnaires in folders `<id>/v<N>`; each is loaded once and kept.

    An inspection pins its version, so every old one stays readable.
    """

    def __init__(
        self, folder: Path = SHIPPED, required_phrases: Iterable[str] = REQUIRED_PHRASES
    ) -> None:
        """Find the questionnaires in a folder; none is loaded yet.

        Each must have the phrases that letters use, unless others are asked for.
        """
        self._required_phrases = frozenset(required_phrases)
        self._loaded: dict[str, Questionnaire] = {}
        self._folders: dict[tuple[str, int], Path] = {}
        for path in folder.glob("*/v*"):
            version = VERSION_FOLDER.fullmatch(path.name)
            if version and path.is_dir():
                self._folders[path.parent.name, int(version[1])] = path

    @property
    def names(self) -> tuple[str, ...]:
        """Give the name of every questionnaire, as in `woningscan/1`, old to new within an id."""
        return tuple(
            f"{questionnaire}/{version}" for questionnaire, version in sorted(self._folders)
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the id of every questionnaire, whatever its versions."""
        return tuple(dict.fromkeys(map(id_of, self.names)))

    def versions(self, questionnaire: str) -> tuple[str, ...]:
        """Give the names of all versions of a questionnaire by its id, old to new."""
        return tuple(name for name in self.names if id_of(name) == questionnaire)

    def folder(self, name: str) -> Path:
        """Give the folder of a questionnaire; raise `UnknownQuestionnaireError`."""
        folders = {f"{key[0]}/{key[1]}": path for key, path in self._folders.items()}
        if name not in folders:
            known = ", ".join(self.names) or "none"
            raise UnknownQuestionnaireError(
                f"There is no questionnaire {name}; there are: {known}."
            )
        return folders[name]

    def questionnaire(self, name: str) -> Questionnaire:
        """Give a questionnaire by its name, such as `woningscan/1`.

        Raises `UnknownQuestionnaireError`, or `ContentFaultyError` when it has faults.
        """
        if name not in self._loaded:
            self._loaded[name] = load(self.folder(name), self._required_phrases)
        return self._loaded[name]

    def newest(self, questionnaire: str) -> Questionnaire:
        """Give the newest version of a questionnaire by its id; raise as `questionnaire` does."""
        return self.questionnaire((questionnaire, *self.versions(questionnaire))[-1])

    def chosen(self, named: str) -> Questionnaire:
        """Give what somebody names: a version as in `woningscan/1`, or the newest of an id.

        Raises as `questionnaire` does.
        """
        return self.questionnaire(named) if "/" in named else self.newest(named)

    def load_all(self) -> None:
        """Load every questionnaire, at the start, so that no request has to wait for it."""
        for name in self.names:
            self.questionnaire(name)


def id_of(name: str) -> str:
    """Give the id in the name of a version: `woningscan` in `woningscan/1`."""
    return name.rpartition("/")[0]
