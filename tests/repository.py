"""What is committed: the files that the rules of the house are checked on."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def committed_files() -> tuple[Path, ...]:
    """Give the committed and staged files, relative to the root, without those just removed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (Path(name) for name in listing.split("\0") if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


@cache
def text_of(path: Path) -> str:
    """Give the text of a committed file; of a picture or font the empty string."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
