"""A served installation that a test kills and starts again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.repository import ROOT
from woningscan.config import PREFIX, Config

ANNOUNCED = "Serving on http://localhost:"


@dataclass
class Served:
    """`woningscan serve` over one installation. `messages` is all that its processes wrote."""

    starter: subprocess.Popen[str]
    folder: Path
    messages: list[str] = field(default_factory=list)
    port: int = 0
    kills: int = 0
    _group: int = 0
    _reader: threading.Thread | None = None

    def start(self) -> None:
        """Start it, and come back when it listens."""
        pipe = self.folder / f"messages-{self.kills}"
        os.mkfifo(pipe)
        assert self.starter.stdin is not None
        assert self.starter.stdout is not None
        self.starter.stdin.write(f"{pipe}\n")
        self.starter.stdin.flush()
        self._group = int(self.starter.stdout.readline())
        messages = pipe.open()
        pipe.unlink()
        for line in messages:
            if line.startswith(ANNOUNCED):
                self.port = int(line.removeprefix(ANNOUNCED))
                break
            self.messages.append(line)
        else:
            raise AssertionError("The server did not start:\n" + "".join(self.messages))
        self._reader = threading.Thread(target=self._read, args=(messages,))
        self._reader.start()

    def kill(self) -> None:
        """Kill every process of it at once, and wait until nobody holds its messages any more."""
        if self._reader is None:
            return
        os.killpg(self._group, signal.SIGKILL)
        self._reader.join()
        self._reader = None
        self.kills += 1

    def _read(self, messages: IO[str]) -> None:
        with messages:
            self.messages.extend(messages)


@contextmanager
def served(config: Config, folder: Path) -> Iterator[Served]:
    """Give the server of an installation, not started yet; the folder is for what it leaves."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {
        f"{PREFIX}DATA_DIR": str(config.data_dir),
        f"{PREFIX}KEY_DIR": str(config.key_dir),
        f"{PREFIX}DATABASE_URL": config.database_url,
    }
    command = [sys.executable, "-m", "tests.durability.starter"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Whoever stops the tests leaves it the time to stop its server.
    ) as starter:
        server = Served(starter, folder)
        try:
            yield server
        finally:
            server.kill()
            starter.communicate()
