"""Who holds the root key-encryption key, behind one interface.

Every failure is a `KeyUnavailableError` whose message says how to mend it: the application is then
locked, says so, and writes nothing. Making a key is explicit; loading never makes one.
"""

import base64
import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import Protocol

from woningscan.crypto.derivation import KEY_BYTES
from woningscan.crypto.wrapping import UnwrapFailedError, WrappingKey, wrapped_under, wrapping_key

KEY_FILE_NAME = "root.key"
KEY_VARIABLE = "WONINGSCAN_ROOT_KEY"

_KEY_MODE = 0o400
_HEX_CHARACTERS = 2 * KEY_BYTES
_URL_SAFE = str.maketrans("-_", "+/")


class KeyUnavailableError(Exception):
    """The root key cannot be used; the application is locked until someone mends it."""


class KeyMissingError(KeyUnavailableError):
    """There is no key where it should be."""


class KeyMalformedError(KeyUnavailableError):
    """What stands in the key's place is not a key of 32 bytes."""


class KeyExposedError(KeyUnavailableError):
    """Others than the user of this process may read or have made the key file."""


class KeyMisplacedError(KeyUnavailableError):
    """The key file stands in the data folder, so that one backup would hold lock and key."""


class WrongKeyError(KeyUnavailableError):
    """The root key is not the one that something was wrapped under, or that was altered."""


class KeyExistsError(Exception):
    """A key was to be made where one stands already."""


@dataclass(frozen=True, slots=True)
class Health:
    """A provider that works: its name, its key's id in hex, and what to warn the manager of."""

    provider: str
    key_id: str
    warnings: tuple[str, ...] = ()


class KekProvider(Protocol):
    """Holds the root key and wraps with it; the key itself never leaves."""

    @property
    def key_id(self) -> bytes:
        """The id (8 bytes) of the root key."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` (32 bytes) for the place that `context` describes."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a key wrapped under this root key for exactly this `context`.

        Raises:
            KeyUnavailableError: it cannot.
        """

    def health(self) -> Health:
        """Say that the root key is still there.

        Raises:
            KeyUnavailableError: it is not.
        """


class _LoadedKey:
    """Wraps with a root key that this process has read."""

    __slots__ = ("_wrapping_key",)

    def __init__(self, root_key: bytes) -> None:
        self._wrapping_key = _root_wrapping_key(root_key)

    @property
    def key_id(self) -> bytes:
        """The id (8 bytes) of the root key."""
        return self._wrapping_key.key_id

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` (32 bytes) for the place that `context` describes."""
        return self._wrapping_key.wrap(key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a key wrapped under this root key for exactly this `context`.

        Raises:
            WrongKeyError: it was wrapped under another key or for another place, or was altered.
        """
        try:
            return self._wrapping_key.unwrap(wrapped, context)
        except UnwrapFailedError:
            raise WrongKeyError(_wrong_key(wrapped_under(wrapped), self.key_id)) from None


class FileProvider(_LoadedKey):
    """The root key is a file of 32 bytes, mode 0400, beside the data and never inside it."""

    __slots__ = ("_data_dir", "_key_dir")

    def __init__(self, key_dir: Path, data_dir: Path) -> None:
        """Read the key from `key_dir`.

        Raises:
            KeyUnavailableError: missing, malformed, exposed or misplaced.
        """
        super().__init__(_read_key_file(key_dir, data_dir))
        self._key_dir = key_dir
        self._data_dir = data_dir

    def health(self) -> Health:
        """Read the file again and compare it with the key in use.

        Raises:
            KeyUnavailableError: the file cannot be read any more, or is another key.
        """
        found = _root_wrapping_key(_read_key_file(self._key_dir, self._data_dir))
        if not compare_digest(found.key_id, self.key_id):
            raise WrongKeyError(_wrong_key(self.key_id, found.key_id))
        return Health("file", self.key_id.hex())


class EnvironmentProvider(_LoadedKey):
    """The root key stands in an environment variable, as base64 or as hex."""

    __slots__ = ("_variable",)

    def __init__(self, environment: Mapping[str, str], variable: str = KEY_VARIABLE) -> None:
        """Read the key from `environment`.

        Raises:
            KeyUnavailableError: missing or malformed.
        """
        super().__init__(_read_variable(environment, variable))
        self._variable = variable

    def health(self) -> Health:
        """Say that the key is in use, and what is weak about keeping it there."""
        warning = (
            f"the root key stands in {self._variable}: every process of this user can read it "
            "in /proc; prefer a key file"
        )
        return Health("environment", self.key_id.hex(), (warning,))


def create_key_file(key_dir: Path, data_dir: Path) -> Path:
    """Make a root key and write it durably to `key_dir`; return the file.

    Raises:
        KeyExistsError: there is one already; it is left as it is.
        KeyMisplacedError: `key_dir` lies in `data_dir`.
    """
    path = key_dir / KEY_FILE_NAME
    _refuse_inside(path, data_dir)
    key_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _KEY_MODE)
    except FileExistsError:
        raise KeyExistsError(
            f"{path} exists; a key is never overwritten: move it away to make another"
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), _KEY_MODE)
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(key_dir)
    _sync_folder(key_dir.parent)
    return path


def new_environment_key() -> str:
    """Make a root key for the environment provider, as base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _root_wrapping_key(root_key: bytes) -> WrappingKey:
    return wrapping_key(root_key, "root")


def _wrong_key(needed: bytes, present: bytes) -> str:
    if needed == present:
        return "a wrapped key was altered or moved: restore the database that belongs to it"
    return (
        f"the data needs root key {needed.hex()}, but {present.hex()} is present: "
        "put back the key that belongs to this database"
    )


def _read_key_file(key_dir: Path, data_dir: Path) -> bytes:
    path = key_dir / KEY_FILE_NAME
    _refuse_inside(path, data_dir)
    try:
        # Without O_NONBLOCK a named pipe in the key's place would hang the start.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyMissingError(
            f"{path} is missing: put back the key file of this database"
        ) from None
    except OSError as error:
        raise KeyMissingError(
            f"{path} cannot be opened ({error.strerror}): make it readable for this user"
        ) from None
    try:
        _refuse_exposed(path, os.fstat(descriptor))
        content = os.read(descriptor, KEY_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(content) != KEY_BYTES:
        raise KeyMalformedError(
            f"{path} is not exactly {KEY_BYTES} bytes long: put back the right key file"
        )
    return content


def _refuse_inside(path: Path, data_dir: Path) -> None:
    """Refuse a key whose path, or whose target if it is a link, lies in the data folder."""
    data = data_dir.resolve()
    if data in path.resolve().parents or data in path.absolute().parents:
        raise KeyMisplacedError(
            f"{path} lies in the data folder {data_dir}: move the key out and set KEY_DIR"
        )


def _refuse_exposed(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise KeyMalformedError(
            f"{path} is not a regular file: put back the key file of this database"
        )
    if status.st_uid != os.geteuid():
        raise KeyExposedError(
            f"{path} belongs to another user: chown it to the user of this process"
        )
    mode = stat.S_IMODE(status.st_mode)
    if mode != _KEY_MODE:
        raise KeyExposedError(f"{path} has mode {mode:04o} and must have 0400: chmod 0400 {path}")


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, not only the bytes behind it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_variable(environment: Mapping[str, str], variable: str) -> bytes:
    text = environment.get(variable, "").strip()
    if not text:
        raise KeyMissingError(
            f"{variable} is not set: set it to the root key, 32 bytes as base64 or hex"
        )
    key = b""
    with suppress(ValueError):
        # Sixty-four hex digits are 48 bytes as base64, so the two cannot be confused.
        if len(text) == _HEX_CHARACTERS:
            key = bytes.fromhex(text)
        else:
            key = base64.b64decode(text.translate(_URL_SAFE), validate=True)
    if len(key) != KEY_BYTES:
        raise KeyMalformedError(
            f"{variable} is not 32 bytes as base64 or hex: set it to the root key"
        )
    return key
