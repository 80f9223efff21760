"""Settings of an installation, read once from the environment and never changed.

Every setting begins with `WONINGSCAN_` and is described in `docs/operations.md`. A default must be
valid in production and harmless in public; nothing secret has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "WONINGSCAN_"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")
DEFAULT_DATA_DIR = "woningscan-data"


class ConfigError(ValueError):
    """A setting cannot be used; the message names it and says how to mend it."""


class KekSource(StrEnum):
    """Where the root key comes from."""

    FILE = "file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one installation.

    `data_dir` holds the database and all else that is written; `key_dir` holds the root key and
    the key store, and never lies inside it.
    """

    data_dir: Path
    key_dir: Path
    database_url: str
    keystore_url: str
    kek: KekSource
    trusted_hosts: tuple[str, ...]
    secure_cookies: bool
    trusted_proxies: int

    @property
    def uses_file_database(self) -> bool:
        """Tell whether the main database is a file in the data folder."""
        return self.database_url.startswith("sqlite:")


def from_environment(environment: Mapping[str, str]) -> Config:
    """Read the settings.

    Raises:
        ConfigError: a setting has a value that cannot be, or its name is unknown.
    """
    known = {"DATA_DIR", "KEY_DIR", "DATABASE_URL", "KEYSTORE_URL", "KEK", "ROOT_KEY"}
    known |= {"TRUSTED_HOSTS", "SECURE_COOKIES", "TRUSTED_PROXIES"}
    for name in environment:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            raise ConfigError(f"{name}: there is no such setting; see docs/operations.md.")

    def setting(name: str, default: str) -> str:
        return environment.get(PREFIX + name) or default

    data_dir = Path(setting("DATA_DIR", DEFAULT_DATA_DIR)).absolute()
    key_dir = Path(setting("KEY_DIR", f"{data_dir}-keys")).absolute()
    if key_dir == data_dir or data_dir in key_dir.parents:
        raise ConfigError(f"{PREFIX}KEY_DIR: {key_dir} lies in the data folder; put it beside it.")
    database_url = _database(setting("DATABASE_URL", f"sqlite:///{data_dir}/woningscan.sqlite"))
    keystore_url = _database(setting("KEYSTORE_URL", f"sqlite:///{key_dir}/keystore.sqlite"))
    _refuse_keystore_in(data_dir, database_url, keystore_url)
    return Config(
        data_dir=data_dir,
        key_dir=key_dir,
        database_url=database_url,
        keystore_url=keystore_url,
        kek=_kek(setting("KEK", KekSource.FILE)),
        trusted_hosts=_hosts(setting("TRUSTED_HOSTS", "localhost,127.0.0.1")),
        secure_cookies=_switch("SECURE_COOKIES", setting("SECURE_COOKIES", "yes")),
        trusted_proxies=_count("TRUSTED_PROXIES", setting("TRUSTED_PROXIES", "0")),
    )


def _database(url: str) -> str:
    """Accept the two kinds of database, and say which driver PostgreSQL is spoken to with."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise ConfigError("A database address begins with sqlite:/// or postgresql://.")


def _refuse_keystore_in(data_dir: Path, database_url: str, keystore_url: str) -> None:
    """Keep the key store apart: one backup, or one thief, would have lock and key."""
    if keystore_url == database_url:
        raise ConfigError(f"{PREFIX}KEYSTORE_URL: give the key store a database of its own.")
    path = Path(keystore_url.removeprefix("sqlite:///"))
    if keystore_url.startswith("sqlite:") and data_dir in path.absolute().parents:
        raise ConfigError(f"{PREFIX}KEYSTORE_URL: {path} lies in the data folder; put it beside.")


def _hosts(names: str) -> tuple[str, ...]:
    """Read hosts, each by its whole name: a wildcard would let any page be asked for as ours.

    Werkzeug takes a host by its name whatever the port, and an IPv6 address never.
    """
    found = tuple(name.strip() for name in names.split(","))
    for name in found:
        if not _HOST.fullmatch(name):
            raise ConfigError(
                f"{PREFIX}TRUSTED_HOSTS: {name!r} is no name of one host; give names with commas"
                " between, no wildcard, and for an IPv6 address a name that leads to it."
            )
    return found


def _kek(name: str) -> KekSource:
    try:
        return KekSource(name)
    except ValueError:
        raise ConfigError(f"{PREFIX}KEK: choose one of {', '.join(KekSource)}.") from None


def _switch(name: str, value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ConfigError(f"{PREFIX}{name}: give yes or no.")
    return value == "yes"


def _count(name: str, value: str) -> int:
    if not value.isdigit():
        raise ConfigError(f"{PREFIX}{name}: give a whole number.")
    return int(value)
