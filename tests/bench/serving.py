"""The real server, and clients that keep their connection as a browser does."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.bench.figures import Timings
from woningscan.services import accounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.places import Adviser, Place

_WONINGSCAN = str(Path(sys.executable).parent / "woningscan")
_HOST = "127.0.0.1"
_FORM = "application/x-www-form-urlencoded"
_WAIT = 60


SERVE = (_WONINGSCAN, "serve", "--host", _HOST, "--port", "0")


@contextmanager
def served(place: Place, command: Sequence[str] = SERVE) -> Iterator[int]:
    """Start `woningscan serve` on an installation and give its port, once it listens."""
    environment = os.environ | {
        "WONINGSCAN_DATA_DIR": str(place.config.data_dir),
        "WONINGSCAN_KEY_DIR": str(place.config.key_dir),
        "WONINGSCAN_DATABASE_URL": place.config.database_url,
    }
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield int(process.stderr.readline().rsplit(":", 1)[1])
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=_WAIT)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered."""

    status: int
    cookie: str | None
    body: bytes


class Client:
    """A browser over one connection: cookie, token, and no more than sending and receiving.

    `http.client` takes longer for a request than the server for a save, on the same processors.
    """

    def __init__(self, port: int) -> None:
        """Connect."""
        self._origin = f"{_HOST}:{port}"
        self._socket = socket.create_connection((_HOST, port), timeout=_WAIT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._cookie = self._token = ""

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def sign_in(self, place: Place, adviser: Adviser) -> None:
        """Sign in as a person does, and take the token that changes are sent with."""
        page = self.ask("GET", "/sign-in").body.decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token is not None
        form = {
            "csrf_token": token[1],
            "name": adviser.actor.name,
            "password": adviser.password,
            "code": accounts.current_code(place.resources, adviser.actor.name),
        }
        answer = self.ask("POST", "/sign-in", urlencode(form).encode(), _FORM)
        assert answer.status == 303, f"{adviser.actor.name} cannot sign in: {answer}"
        self._token = json.loads(self.ask("GET", "/session").body)["csrf_token"]

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = _FORM) -> Answer:
        """Send a request and wait for the whole answer."""
        answer = self.send(self.request(method, path, body, kind))
        self._cookie = answer.cookie or self._cookie
        return answer

    def save(self, visit: str, changes: Sequence[object]) -> bytes:
        """Give the request that saves changes; making it is not what is measured."""
        body = json.dumps({"changes": changes}).encode()
        return self.request("POST", f"/visits/{visit}/changes", body, "application/json")

    def request(self, method: str, path: str, body: bytes, kind: str) -> bytes:
        """Give the bytes of a request."""
        headers = {
            "Host": self._origin,
            "Origin": f"http://{self._origin}",
            "Cookie": self._cookie,
            "X-CSRFToken": self._token,
            "Content-Type": kind,
            "Content-Length": str(len(body)),
        }
        return _head(f"{method} {path} HTTP/1.1", headers) + body

    def send(self, request: bytes) -> Answer:
        """Send prepared bytes and wait for the whole answer."""
        self._socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._received()
        head, _, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if "ookie" not in line)
        while len(body) < int(headers["content-length"]):
            body += self._received()
        cookie = re.search(rb"\r\n[Ss]et-[Cc]ookie: (session=[^;\r]+)", head)
        return Answer(int(status.split()[1]), cookie[1].decode() if cookie else None, body)

    def _received(self) -> bytes:
        some = self._socket.recv(65536)
        if not some:
            raise ConnectionError("The server hung up.")
        return some


def _head(first: str, headers: Mapping[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@contextmanager
def signed_in(place: Place, port: int) -> Iterator[list[Client]]:
    """Give a client for each adviser, each in a session of its own."""
    clients = [Client(port) for _ in place.advisers]
    for client, adviser in zip(clients, place.advisers, strict=True):
        client.sign_in(place, adviser)
    yield clients
    for client in clients:
        client.close()


@dataclass(frozen=True, slots=True)
class Load:
    """What clients that sent at the same time met."""

    timings: Timings
    seconds: float

    @property
    def each_second(self) -> float:
        """How many requests were answered in a second."""
        return len(self.timings.all) / self.seconds


def load(clients: Sequence[Client], requests: Sequence[Sequence[bytes]]) -> Load:
    """Let every client send its requests, one after the other, all clients at once."""
    took: list[list[float]] = [[] for _ in clients]
    start = Barrier(len(clients) + 1)

    def send(client: Client, sent: Sequence[bytes], spent: list[float]) -> None:
        start.wait()
        for request in sent:
            begun = time.perf_counter()
            answer = client.send(request)
            spent.append(1000 * (time.perf_counter() - begun))
            assert answer.status == 200, answer

    threads = [Thread(target=send, args=each) for each in zip(clients, requests, took, strict=True)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    every = tuple(spent for each in took for spent in each)
    assert len(every) == sum(map(len, requests)), "a request was not answered"
    return Load(Timings(every), time.perf_counter() - begun)
