"""The fixtures that persistence tests stand on."""

import psycopg
from sqlalchemy import create_engine, make_url, text

from tests.postgresql import OWNER, Server


def _connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(host=str(server.folder), user=OWNER, dbname="postgres")


def test_a_database_is_empty_and_takes_what_is_written(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lamp (place TEXT)"))
        connection.execute(text("INSERT INTO lamp VALUES ('achterdeur')"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT place FROM lamp")).scalars().all() == ["achterdeur"]
    engine.dispose()


def test_a_test_does_not_see_the_database_of_another(
    postgresql_server: Server, postgresql_url: str
) -> None:
    with _connect(postgresql_server) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
    names = {name for (name,) in rows if name.startswith("test_")}
    assert names == {make_url(postgresql_url).database}


def test_what_is_committed_is_on_disk(postgresql_server: Server) -> None:
    with _connect(postgresql_server) as connection:
        row = connection.execute("SHOW fsync").fetchone()
    assert row == ("on",)
