import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from woningscan.crypto.providers import (
    EnvironmentProvider,
    FileProvider,
    KekProvider,
    KeyExistsError,
    KeyExposedError,
    KeyMalformedError,
    KeyMisplacedError,
    KeyMissingError,
    KeyUnavailableError,
    WrongKeyError,
    create_key_file,
    new_environment_key,
)

ROOT = bytes(range(32))
ENVIRONMENT = {"WONINGSCAN_ROOT_KEY": ROOT.hex()}


def data_dir(folder: Path) -> Path:
    return folder / "data"


def place(folder: Path, content: bytes = ROOT, mode: int = 0o400) -> Path:
    """Put a key file where the provider looks for it."""
    path = folder / "keys" / "root.key"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    path.chmod(mode)
    return path


def from_file(folder: Path) -> KekProvider:
    place(folder)
    return FileProvider(folder / "keys", data_dir(folder))


def from_environment(_: Path) -> KekProvider:
    return EnvironmentProvider(ENVIRONMENT)


each_provider = pytest.mark.parametrize("make", [from_file, from_environment])
Make = Callable[[Path], KekProvider]


@each_provider
def test_a_wrapped_key_comes_back(make: Make, tmp_path: Path) -> None:
    wrapped = make(tmp_path).wrap(b"k" * 32, b"context")
    assert make(tmp_path).unwrap(wrapped, b"context") == b"k" * 32
    assert b"k" * 8 not in wrapped


@each_provider
def test_a_key_wrapped_for_another_place_is_refused(make: Make, tmp_path: Path) -> None:
    provider = make(tmp_path)
    wrapped = provider.wrap(b"k" * 32, b"context")
    with pytest.raises(WrongKeyError, match="altered or moved"):
        provider.unwrap(wrapped, b"another context")


@each_provider
def test_another_root_key_is_named_and_refused(make: Make, tmp_path: Path) -> None:
    other = EnvironmentProvider({"WONINGSCAN_ROOT_KEY": new_environment_key()})
    provider = make(tmp_path)
    with pytest.raises(WrongKeyError, match=f"needs root key {other.key_id.hex()}.* put back"):
        provider.unwrap(other.wrap(b"k" * 32, b"context"), b"context")


@each_provider
def test_health_names_the_key_and_nothing_shows_it(make: Make, tmp_path: Path) -> None:
    provider = make(tmp_path)
    assert provider.health().key_id == provider.key_id.hex()
    assert len(provider.key_id) == 8
    assert provider.key_id not in ROOT
    assert ROOT.hex() not in f"{provider!r} {provider.health()!r}"


def test_one_root_key_is_the_same_key_in_each_provider(tmp_path: Path) -> None:
    wrapped = from_file(tmp_path).wrap(b"k" * 32, b"context")
    assert from_environment(tmp_path).unwrap(wrapped, b"context") == b"k" * 32


def test_a_made_key_file_is_usable_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = create_key_file(tmp_path / "keys", data_dir(tmp_path))
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(path.read_bytes()) == 32
    FileProvider(tmp_path / "keys", data_dir(tmp_path)).health()


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = place(tmp_path)
    with pytest.raises(KeyExistsError, match="never overwritten"):
        create_key_file(path.parent, data_dir(tmp_path))
    assert path.read_bytes() == ROOT


def test_making_a_key_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyMisplacedError):
        create_key_file(data_dir(tmp_path) / "keys", data_dir(tmp_path))
    assert not data_dir(tmp_path).exists()


def test_loading_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyMissingError, match="put back"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", ROOT[:31], ROOT + b"\n", ROOT.hex().encode()])
def test_a_file_that_is_not_32_bytes_is_refused(tmp_path: Path, content: bytes) -> None:
    place(tmp_path, content)
    with pytest.raises(KeyMalformedError, match="32 bytes"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))


@pytest.mark.parametrize("mode", [0o404, 0o440, 0o444, 0o600, 0o402, 0o4400])
def test_a_file_with_another_mode_is_refused(tmp_path: Path, mode: int) -> None:
    place(tmp_path, mode=mode)
    with pytest.raises(KeyExposedError, match="chmod 0400"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))


def test_a_file_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(KeyExposedError, match="chown"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))


def test_a_key_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    place(tmp_path)
    with pytest.raises(KeyMisplacedError, match="move the key out"):
        FileProvider(tmp_path / "keys", tmp_path)


def test_a_link_neither_into_nor_out_of_the_data_folder_hides_the_key(tmp_path: Path) -> None:
    path = place(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "link").symlink_to(path.parent)
    (tmp_path / "outside").symlink_to(path.parent)
    with pytest.raises(KeyMisplacedError):
        FileProvider(tmp_path / "data" / "link", tmp_path / "data")
    with pytest.raises(KeyMisplacedError):
        FileProvider(tmp_path / "outside", tmp_path / "keys")


def test_something_that_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "keys" / "root.key").mkdir(parents=True)
    with pytest.raises(KeyMalformedError, match="regular file"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))
    (tmp_path / "keys" / "root.key").rmdir()
    os.mkfifo(tmp_path / "keys" / "root.key", 0o400)
    with pytest.raises(KeyMalformedError, match="regular file"):
        FileProvider(tmp_path / "keys", data_dir(tmp_path))


def test_health_sees_a_key_file_that_went_or_changed(tmp_path: Path) -> None:
    provider = from_file(tmp_path)
    place(tmp_path, b"x" * 32)
    with pytest.raises(WrongKeyError):
        provider.health()
    (tmp_path / "keys" / "root.key").unlink()
    with pytest.raises(KeyMissingError):
        provider.health()


def test_a_variable_holds_hex_or_either_base64() -> None:
    root = b"\xfb\xff" * 16
    texts = [
        root.hex(),
        root.hex().upper(),
        base64.b64encode(root).decode(),
        base64.urlsafe_b64encode(root).decode() + "\n",
    ]
    found = {EnvironmentProvider({"WONINGSCAN_ROOT_KEY": text}).key_id for text in texts}
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", [ROOT.hex()[:-2], ROOT.hex() + "00", "g" * 64, "geheim", "é" * 44, ROOT.hex()[:-1]]
)
def test_a_malformed_variable_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(KeyMalformedError) as caught:
        EnvironmentProvider({"WONINGSCAN_ROOT_KEY": text})
    assert text not in str(caught.value)
    assert "WONINGSCAN_ROOT_KEY" in str(caught.value)


@pytest.mark.parametrize("environment", [{}, {"WONINGSCAN_ROOT_KEY": " "}])
def test_a_missing_variable_is_said(environment: dict[str, str]) -> None:
    with pytest.raises(KeyMissingError, match="WONINGSCAN_ROOT_KEY is not set"):
        EnvironmentProvider(environment)


def test_a_variable_comes_with_a_warning_and_a_file_with_none(tmp_path: Path) -> None:
    assert "/proc" in from_environment(tmp_path).health().warnings[0]
    assert from_file(tmp_path).health().warnings == ()


def test_every_way_to_have_no_key_locks_the_application() -> None:
    causes = {KeyMissingError, KeyMalformedError, KeyExposedError, KeyMisplacedError, WrongKeyError}
    assert set(KeyUnavailableError.__subclasses__()) == causes
