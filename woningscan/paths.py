"""Where the folders that are not Python code are found: templates, static files, migrations."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class DataFolderMissingError(LookupError):
    """A folder that belongs to the application is neither inside the package nor beside it."""


def data_folder(name: str, package: Path = _PACKAGE) -> Path:
    """Give the absolute path of the folder `name`, one of `templates`, `static`, `migrations`.

    An installed wheel carries the folder inside the package; in a checkout it stands beside it.
    Inside comes first, so that an installed application never reads a stranger's folder.

    Raises DataFolderMissingError when it is in neither place.
    """
    for parent in (package, package.parent):
        folder = parent / name
        if folder.is_dir():
            return folder
    message = f"{name}: no such folder in {package} or {package.parent}; install woningscan again"
    raise DataFolderMissingError(message)
