"""Settings are read once; what cannot be is named with how to mend it."""

from pathlib import Path

import pytest

from woningscan.config import Config, ConfigError, KekSource, from_environment


def read(**settings: str) -> Config:
    return from_environment({f"WONINGSCAN_{name}": value for name, value in settings.items()})


def test_without_settings_all_is_beside_each_other_here() -> None:
    config = from_environment({"PATH": "/bin"})
    here = Path.cwd()
    assert config.data_dir == here / "woningscan-data"
    assert config.key_dir == here / "woningscan-data-keys"
    assert config.database_url == f"sqlite:///{here}/woningscan-data/woningscan.sqlite"
    assert config.keystore_url == f"sqlite:///{here}/woningscan-data-keys/keystore.sqlite"
    assert config.kek is KekSource.FILE
    assert config.secure_cookies
    assert config.trusted_hosts == ("localhost", "127.0.0.1")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_with_one_driver(scheme: str) -> None:
    config = read(DATABASE_URL=f"{scheme}://db.example.org/main")
    assert config.database_url == "postgresql+psycopg://db.example.org/main"
    assert not config.uses_file_database


REFUSED = {
    "a misspelt name": ({"DATADIR": "x"}, "WONINGSCAN_DATADIR: there is no such setting"),
    "another database": ({"DATABASE_URL": "mysql://x"}, "begins with sqlite:/// or postgresql://"),
    "another source of keys": ({"KEK": "paper"}, "WONINGSCAN_KEK: choose one of file, environment"),
    "a switch": ({"SECURE_COOKIES": "true"}, "WONINGSCAN_SECURE_COOKIES: give yes or no"),
    "a count": ({"TRUSTED_PROXIES": "one"}, "WONINGSCAN_TRUSTED_PROXIES: give a whole number"),
    "keys as data": ({"DATA_DIR": "x", "KEY_DIR": "x"}, "WONINGSCAN_KEY_DIR: .* put it beside"),
    "keys in the data": (
        {"DATA_DIR": "x", "KEY_DIR": "x/y/keys"},
        "WONINGSCAN_KEY_DIR: .* put it beside",
    ),
    "a key store in the data": (
        {"DATA_DIR": "x", "KEYSTORE_URL": "sqlite:///x/keystore.sqlite"},
        "WONINGSCAN_KEYSTORE_URL: .* put it beside",
    ),
    "one database for both": (
        {"DATABASE_URL": "postgres://x/y", "KEYSTORE_URL": "postgresql://x/y"},
        "WONINGSCAN_KEYSTORE_URL: .* a database of its own",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_named(name: str) -> None:
    settings, message = REFUSED[name]
    with pytest.raises(ConfigError, match=message):
        read(**settings)


def test_a_refusal_shows_no_secret() -> None:
    with pytest.raises(ConfigError) as refused:
        read(DATABASE_URL="mysql://main:geheim@db.example.org/main")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    "hosts",
    ["woningscan.example.org", "a.example.org, b.example.org", "a.example.org:8443", "192.0.2.7"],
)
def test_hosts_are_named_one_by_one(hosts: str) -> None:
    config = from_environment({"WONINGSCAN_TRUSTED_HOSTS": hosts})
    assert config.trusted_hosts == tuple(host.strip() for host in hosts.split(","))


@pytest.mark.parametrize(
    "hosts", ["*", "*.example.org", ".example.org", "a,", "https://a", "::1", "[::1]"]
)
def test_a_host_that_could_be_any_is_refused(hosts: str) -> None:
    with pytest.raises(ConfigError, match="TRUSTED_HOSTS"):
        from_environment({"WONINGSCAN_TRUSTED_HOSTS": hosts})
