"""Folders that somebody names on the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_folder(path: Path | str) -> bool:
    """Tell whether there is a folder; one of an odd or too long name is none."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir fails on odd names
