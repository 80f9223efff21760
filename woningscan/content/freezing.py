"""Frozen versions: questionnaires that visits were made with, and that may not change any more.

`frozen.toml` in the folder of all questionnaires holds the SHA-256 of each frozen version by its
name. What is mended in a frozen version goes into the next one: letters of old visits then still
say what they said.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from typing import TYPE_CHECKING

from woningscan.content.checking import check
from woningscan.content.faults import ContentError, ContentFaultyError, Fault
from woningscan.content.library import Library
from woningscan.content.loader import folder_name, loading_faults, texts_in
from woningscan.content.reading import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FROZEN_LIST = "frozen.toml"
"""The file with the names and sums, in the folder of all questionnaires."""

_NAME = re.compile(rf"{ID.pattern}/[1-9][0-9]*")
_SUM = re.compile(r"[0-9a-f]{64}")


class FrozenAlreadyError(ContentError):
    """A version was frozen with other files."""


def sum_of(folder: Path) -> str:
    """Give the SHA-256 over all files that are read from a folder, in hexadecimal.

    The files go in by the order of their paths, each as the length of its path, its path, the
    length of its bytes, and its bytes as they are. Lengths are eight bytes, the highest first; they
    keep what stands in one file apart from what stands in the next.
    """
    total = hashlib.sha256()
    for path, content in sorted(texts_in(folder).items()):
        for part in (path.encode(), content):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def frozen_versions(library: Path) -> dict[str, str]:
    """Give the sum of each frozen version by its name; raise `ContentFaultyError`."""
    listed, faults = _read(library)
    if faults:
        raise ContentFaultyError(faults)
    return listed


def frozen_faults(library: Path, only: str | None = None) -> list[Fault]:
    """Say which frozen versions in a folder of questionnaires changed, or one of them alone."""
    listed, faults = _read(library)
    folders = Library(library)
    for name, frozen in listed.items():
        if only not in (None, name):
            continue
        if name not in folders.names:
            message = "the folder of this frozen version is missing; put it back"
        elif not _is_still(folders.folder(name), frozen):
            message = (
                "the files are not those that were frozen; a frozen version may not change: "
                "put them back, and make the next version"
            )
        else:
            continue
        faults.append(_fault(library, name, message))
    return faults


def version_faults(folder: Path, required_phrases: Iterable[str] = ()) -> list[Fault]:
    """Give every fault of the version in a folder, but for plain language when it is frozen.

    Its texts may not change any more, while the lists of words to avoid go on growing.
    """
    name = folder_name(folder)
    is_frozen = name is not None and name in _read(folder.resolve().parents[1])[0]
    try:
        return (loading_faults if is_frozen else check)(folder, required_phrases)
    except ContentFaultyError as error:
        return list(error.faults)


def line_to_freeze(library: Path, name: str, required_phrases: Iterable[str] = ()) -> str:
    """Give the line of the list that freezes a version as it is now.

    Raises `UnknownQuestionnaireError`; `ContentFaultyError` when it has faults, or the list has;
    and `FrozenAlreadyError` when it was frozen with other files.
    """
    folder = Library(library).folder(name)
    faults = version_faults(folder, required_phrases)
    if faults:
        raise ContentFaultyError(faults)
    now = sum_of(folder)
    if frozen_versions(library).get(name, now) != now:
        raise FrozenAlreadyError(
            f"{name} is frozen already, with other files: put them back, or make the next version."
        )
    return f'"{name}" = "{now}"'


def freeze(library: Path, line: str) -> bool:
    """Add a line to the list, and tell whether it was not there yet; raise `OSError`."""
    file = library / FROZEN_LIST
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if line in text.splitlines():
        return False
    between = "" if not text or text.endswith("\n") else "\n"
    file.write_text(f"{text}{between}{line}\n", encoding="utf-8")
    return True


def _is_still(folder: Path, frozen: str) -> bool:
    """Tell whether a folder can be read and holds what was frozen."""
    try:
        return sum_of(folder) == frozen
    except ContentFaultyError:
        return False


def _read(library: Path) -> tuple[dict[str, str], list[Fault]]:
    """Read the list; without one nothing is frozen."""
    file = library / FROZEN_LIST
    if not file.exists():
        return {}, []
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [Fault(FROZEN_LIST, 1, "", f"this is not TOML: {error}")]
    except OSError as error:
        return {}, [Fault(FROZEN_LIST, 1, "", f"cannot be read ({error.strerror})")]
    faults = list(_form_faults(library, data))
    faulty = {fault.key for fault in faults}
    return {name: str(value) for name, value in data.items() if name not in faulty}, faults


def _form_faults(library: Path, data: dict[str, object]) -> Iterator[Fault]:
    for name, value in data.items():
        if not _NAME.fullmatch(name):
            yield _fault(library, name, "is no name of a version; write one as “woningscan/1”")
        elif not isinstance(value, str) or not _SUM.fullmatch(value):
            yield _fault(library, name, "must be a SHA-256: 64 signs, 0-9 and a-f")


def _fault(library: Path, name: str, message: str) -> Fault:
    """Give a fault at the line of a name."""
    lines = (library / FROZEN_LIST).read_text(encoding="utf-8").splitlines()
    written = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    found = (number for number, line in enumerate(lines, 1) if written.match(line))
    return Fault(FROZEN_LIST, next(found, 1), name, message)
