"""A PostgreSQL that a test kills and starts again on the same folder.

It is not the one that all other tests share. The server is told to be killed by its own process id,
and is gone when nobody holds its log any more: its own processes notice that their parent died.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.postgresql import OWNER, Server, server_user

READY = "database system is ready to accept connections"

# The shell reaps the server, so that the next one does not find a dead process that still has the
# id in the lock file; and it stops the server when the tests themselves are killed.
LIFE = """
"$1/postgres" -D "$2/data" -c listen_addresses= -c unix_socket_directories="$2" &
echo $!
read -r _ || true
kill -QUIT $! 2>/dev/null || true
wait $! || true
"""


@dataclass
class Postmaster:
    """A server of one test. `log` is what it wrote since it was made."""

    folder: Path
    binaries: Path
    log: list[str] = field(default_factory=list)
    _life: subprocess.Popen[str] | None = None
    _reader: threading.Thread | None = None
    _pid: int = 0

    @property
    def server(self) -> Server:
        """Give what makes databases in it."""
        return Server(self.folder)

    def make(self) -> None:
        """Make the data folder."""
        command = [f"{self.binaries}/initdb", f"--pgdata={self.folder}/data", "--no-sync"]
        options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run([*command, *options], check=True, capture_output=True, **_as_server_user())

    def start(self) -> None:
        """Start it, and come back when it takes connections."""
        life = ["/bin/sh", "-c", LIFE, "sh", str(self.binaries), str(self.folder)]
        self._life = subprocess.Popen(  # `stop` and `kill` wait for it.
            life,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **_as_server_user(),
        )
        assert self._life.stdout is not None
        assert self._life.stderr is not None
        self._pid = int(self._life.stdout.readline())
        for line in self._life.stderr:
            self.log.append(line)
            if READY in line:
                break
        else:
            raise AssertionError("PostgreSQL did not start:\n" + "".join(self.log))
        self._reader = threading.Thread(target=self._read, args=(self._life.stderr,))
        self._reader.start()

    def kill(self) -> None:
        """Kill it as a machine that runs out of memory does, and wait until all of it is gone."""
        os.kill(self._pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        """End it, if it still runs, and wait until all of it is gone."""
        if self._life is None or self._reader is None:
            return
        self._life.communicate("")
        self._reader.join()
        self._life = self._reader = None

    def _read(self, log: IO[str]) -> None:
        self.log.extend(log)


def _as_server_user() -> dict[str, Any]:
    """Give what makes a process run as the user of the server; only root may change user."""
    user = server_user()
    return {"user": user.pw_uid, "group": user.pw_gid} if os.geteuid() == 0 else {}


@contextmanager
def running_postmaster(binaries: Path) -> Iterator[Postmaster]:
    """Give a server in a folder of its own, and remove both afterwards."""
    # As for the shared server: pytest's own folders are closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="woningscan-", dir=os.path.realpath("/tmp")))  # noqa: S108
    os.chown(folder, server_user().pw_uid, server_user().pw_gid)
    postmaster = Postmaster(folder, binaries)
    try:
        postmaster.make()
        postmaster.start()
        yield postmaster
    finally:
        postmaster.stop()
        shutil.rmtree(folder, ignore_errors=True)
