"""A PostgreSQL of the tests' own: started when a test first asks for it, gone at the end.

It listens on a unix socket in a temporary folder, so that it meets no other server. fsync stays on,
because tests of durability mean what they say.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

OWNER = "woningscan"

# The shell that starts the server waits for its standard input to close, then stops the server and
# cleans up, so that nothing is left behind even when the tests themselves are killed.
LIFE = """
set -e
cd "$1"
"$2/initdb" --pgdata=data --username="$3" --auth=trust --encoding=UTF8 --locale=C --no-sync \
    --no-instructions >log 2>&1
"$2/pg_ctl" start --silent --wait --pgdata=data --log=log \
    --options="-c listen_addresses='' -c unix_socket_directories='$1' -c max_connections=50"
echo started
read -r _ || true
"$2/pg_ctl" stop --silent --pgdata=data --mode=immediate
cd /
rm -rf "$1"
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; its databases are made and removed by name."""

    folder: Path

    def url(self, database: str) -> str:
        """Give the address of a database as SQLAlchemy wants it."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create(self, database: str, template: str) -> None:
        """Make a database that is a copy of `template`, which nobody may be connected to."""
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(command.format(sql.Identifier(database), sql.Identifier(template)))

    def drop(self, database: str) -> None:
        """Remove a database, also under the hands of a connection that was left open."""
        command = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        self._execute(command.format(sql.Identifier(database)))

    def _execute(self, command: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(command)


def server_user() -> pwd.struct_passwd:
    """Give the user to run as: initdb refuses root, so root takes one that may do little."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


class ServerFailedError(RuntimeError):
    """The server did not start; the message is its log."""


@contextmanager
def running(postgresql_bin: Path) -> Iterator[Server]:
    """Start a private server with the programs of a folder, and stop it at the end.

    Raises:
        ServerFailedError: it did not start.
    """
    # Not pytest's own folder: that one is closed to other users, and its path is too long for a
    # unix socket on some systems.
    folder = Path(tempfile.mkdtemp(prefix="woningscan-", dir=os.path.realpath("/tmp")))  # noqa: S108
    user = server_user()
    os.chown(folder, user.pw_uid, user.pw_gid)
    life = ["/bin/sh", "-c", LIFE, "sh", str(folder), str(postgresql_bin), OWNER]
    with subprocess.Popen(
        life,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # An interrupt at the keyboard is for the tests, not for the shell.
        # Only root may change user, even to itself.
        user=user.pw_uid if os.geteuid() == 0 else None,
        group=user.pw_gid if os.geteuid() == 0 else None,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        if process.stdout.readline() != "started\n":
            log = (folder / "log").read_text()
            shutil.rmtree(folder)
            raise ServerFailedError(f"PostgreSQL did not start:\n{log}")
        yield Server(folder)
        process.stdin.close()
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server(postgresql_bin: Path) -> Iterator[Server]:
    """Start a private server and stop it after the last test."""
    with running(postgresql_bin) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template() -> str:
    """Give the database that fresh ones are copied from; a folder of tests may override it."""
    return "template1"


_numbers = itertools.count(1)


@pytest.fixture
def postgresql_url(postgresql_server: Server, postgresql_template: str) -> Iterator[str]:
    """Give the address of a fresh database, removed after the test."""
    database = f"test_{next(_numbers)}"
    postgresql_server.create(database, postgresql_template)
    yield postgresql_server.url(database)
    postgresql_server.drop(database)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of a database file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'woningscan.sqlite'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the test twice, each time with an empty database of one of the two kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
