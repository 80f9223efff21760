"""Replacing the files of a questionnaire: all of them, or none."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from woningscan.content.faults import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

_STAGED = ".new"
"""How the name of a file ends that is not in place yet; nothing is read from it."""


class FilesChangedError(ContentError):
    """A file is no longer what it was when the change was prepared."""


class FilesNotReplacedError(ContentError):
    """Files could not be written; those that were are as they were before."""


def replace_files(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Replace files of a folder, given by their path within it.

    `before` is what they must hold still, `after` what they hold then.

    Raises:
        FilesChangedError: another program has written to one of them meanwhile.
        FilesNotReplacedError: a file cannot be written.
    """
    # A link stays one: it is the file behind it that is replaced.
    paths = {file: (folder / file).resolve() for file in after}
    staged: dict[Path, Path] = {}
    replaced: list[str] = []
    try:
        for file, path in paths.items():
            number, name = mkstemp(_STAGED, f".{path.name}.", path.parent)
            staged[path] = Path(name)
            _stage(path, number, after[file])
        for file, path in paths.items():
            if path.read_bytes() != before[file]:
                raise FilesChangedError(f"{file} has changed meanwhile; import once more.")
        for file, path in paths.items():
            staged[path].replace(path)
            replaced.append(file)
    except OSError as error:
        for file in replaced:
            paths[file].write_bytes(before[file])
        raise FilesNotReplacedError(f"The files in {folder} stay as they were: {error}.") from error
    finally:
        for path in staged.values():
            path.unlink(missing_ok=True)


def _stage(path: Path, number: int, content: bytes) -> None:
    """Write what a file will hold into an open one beside it, with the same permissions."""
    with open(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(number)
        os.fchmod(number, path.stat().st_mode)
