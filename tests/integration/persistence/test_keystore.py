"""The key store: made once, whoever comes first; every bit of it counts; what is gone is gone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from woningscan.crypto.envelope import UnsealableError
from woningscan.crypto.fields import SystemKey
from woningscan.crypto.providers import (
    EnvironmentProvider,
    KeyMissingError,
    KeyUnavailableError,
    new_environment_key,
)
from woningscan.persistence.database import Database
from woningscan.persistence.keyring import Keyring, WrappedKeys, expiry_month
from woningscan.persistence.keystore import KeyStore, ShreddedError

NOW = "2026-05-12T09:30:00Z"
ONE, TWO = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"
THREADS = 6


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give an empty database of each kind."""
    with closing(Database(database_url)) as fresh:
        yield fresh


@pytest.fixture
def keyring(database: Database) -> Keyring:
    """Give the keys of a new installation."""
    provider = EnvironmentProvider({"WONINGSCAN_ROOT_KEY": new_environment_key()})
    keyring = Keyring(provider, KeyStore(database))
    keyring.store.create("installation")
    keyring.make_system_keys()
    return keyring


def execute(database: Database, query: str, **values: object) -> None:
    with database.writing() as connection:
        connection.execute(text(query), values)


def bytes_of(database: Database, query: str) -> bytes:
    with database.reading() as connection:
        return bytes(connection.execute(text(query)).scalar_one())


def flipped(value: bytes) -> Iterator[bytes]:
    """Give the value with each of its bits turned in turn, a bit of every byte."""
    for place in range(len(value)):
        yield value[:place] + bytes([value[place] ^ 1 << place % 8]) + value[place + 1 :]


def test_no_store_is_none(database: Database) -> None:
    store = KeyStore(database)
    assert store.installation() is None
    store.create("installation")
    assert store.installation() == ("installation", 2)


def test_a_store_is_made_once(keyring: Keyring) -> None:
    with pytest.raises(IntegrityError):
        keyring.store.create("installation")
    with pytest.raises(IntegrityError):
        keyring.make_system_keys()


def test_keys_of_the_installation_come_back(keyring: Keyring) -> None:
    secrets = {name: keyring.system(name).secret for name in SystemKey}
    assert len(set(secrets.values())) == len(SystemKey)
    assert {name: keyring.system(name).secret for name in SystemKey} == secrets


def test_a_key_that_is_missing_is_named(keyring: Keyring, database: Database) -> None:
    execute(database, "DELETE FROM system_key WHERE name = 'audit'")
    with pytest.raises(KeyMissingError, match="audit"):
        keyring.system(SystemKey.AUDIT)


def test_keys_of_an_inspection_come_back(keyring: Keyring) -> None:
    wrapped, opened = keyring.make(ONE, NOW)
    again = keyring.open(ONE, wrapped)
    assert (again.findings.secret, again.identity.secret) == (
        opened.findings.secret,
        opened.identity.secret,
    )
    assert opened.findings.secret != opened.identity.secret


def test_an_inspection_has_one_share(keyring: Keyring) -> None:
    # Planned once more after its row did not follow, it has the share that stayed behind.
    made = [keyring.make(ONE, NOW) for _ in range(2)]
    for wrapped, opened in made:
        assert keyring.open(ONE, wrapped).findings.secret == opened.findings.secret
    assert keyring.store.shares_made_before("9999") == (ONE,)


def test_keys_open_for_their_own_inspection_alone(keyring: Keyring) -> None:
    one, _ = keyring.make(ONE, NOW)
    two, _ = keyring.make(TWO, NOW)
    for visit, wrapped in (
        (TWO, one),
        (ONE, WrappedKeys(one.epoch, two.findings, one.identity)),
        (ONE, WrappedKeys(one.epoch, one.identity, one.findings)),
    ):
        with pytest.raises(UnsealableError):
            keyring.open(visit, wrapped)


def test_every_part_that_is_needed_can_destroy_an_inspection(
    keyring: Keyring, database: Database
) -> None:
    one, _ = keyring.make(ONE, NOW)
    two, _ = keyring.make(TWO, NOW)
    keyring.store.remove_shares([ONE])
    with pytest.raises(ShreddedError):
        keyring.open(ONE, one)
    assert keyring.open(TWO, two).findings.secret
    execute(database, "DELETE FROM epoch_key")
    with pytest.raises(ShreddedError):
        keyring.open(TWO, two)


def test_identity_keys_of_several_open_without_their_findings(keyring: Keyring) -> None:
    wrapped, opened = {}, {}
    for visit, moment in ((ONE, NOW), (TWO, "2026-06-01T00:00:00Z")):
        wrapped[visit], opened[visit] = keyring.make(visit, moment)
    found = keyring.open_identities(wrapped)
    assert {visit: key.secret for visit, key in found.items()} == {
        visit: keys.identity.secret for visit, keys in opened.items()
    }
    altered = WrappedKeys(wrapped[ONE].epoch, wrapped[ONE].findings, wrapped[TWO].identity)
    assert set(keyring.open_identities(wrapped | {ONE: altered})) == {TWO}
    keyring.store.remove_shares([TWO])
    assert set(keyring.open_identities(wrapped)) == {ONE}
    assert keyring.open_identities({}) == {}


def test_no_bit_of_a_share_may_turn(keyring: Keyring, database: Database) -> None:
    wrapped, _ = keyring.make(ONE, NOW)
    for share in flipped(bytes_of(database, "SELECT share FROM shred_share")):
        execute(database, "UPDATE shred_share SET share = :share", share=share)
        with pytest.raises(UnsealableError):
            keyring.open(ONE, wrapped)


def test_no_bit_of_an_epoch_key_may_turn(keyring: Keyring, database: Database) -> None:
    wrapped, _ = keyring.make(ONE, NOW)
    for key in flipped(bytes_of(database, "SELECT wrapped FROM epoch_key")):
        execute(database, "UPDATE epoch_key SET wrapped = :key", key=key)
        with pytest.raises(KeyUnavailableError):
            keyring.open(ONE, wrapped)


def test_no_bit_of_a_system_key_may_turn(keyring: Keyring, database: Database) -> None:
    query = "SELECT wrapped FROM system_key WHERE name = 'accounts'"
    for key in flipped(bytes_of(database, query)):
        execute(database, "UPDATE system_key SET wrapped = :key WHERE name = 'accounts'", key=key)
        with pytest.raises(KeyUnavailableError):
            keyring.system(SystemKey.ACCOUNTS)


def test_a_month_has_one_key_whoever_comes_first(keyring: Keyring, database: Database) -> None:
    start = Barrier(THREADS)

    def make(number: int) -> tuple[str, WrappedKeys]:
        visit = f"{number}0000000-0000-4000-8000-000000000000"
        start.wait()
        return visit, keyring.make(visit, NOW)[0]

    with ThreadPoolExecutor(THREADS) as threads:
        made = [threads.submit(make, number) for number in range(THREADS)]
    for each in made:
        assert keyring.open(*each.result()).findings.secret
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM epoch_key")).scalar_one() == 1


def test_shares_without_an_inspection_can_be_listed_by_age(keyring: Keyring) -> None:
    keyring.make(ONE, "2026-05-12T09:00:00Z")
    keyring.make(TWO, "2026-05-12T10:00:00Z")
    assert keyring.store.shares_made_before("2026-05-12T09:00:00Z") == ()
    assert keyring.store.shares_made_before("2026-05-12T09:30:00Z") == (ONE,)
    assert set(keyring.store.shares_made_before("2027")) == {ONE, TWO}


def test_a_visit_expires_five_years_after_its_month() -> None:
    assert expiry_month("2026-05-12T09:30:00Z") == "2031-05"
    assert expiry_month("2026-12-31T23:59:59Z") == "2031-12"
