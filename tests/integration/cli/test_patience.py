"""Whoever sends slowly keeps nobody else from the server, and is not waited for without end."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from urllib.parse import SplitResult, urlsplit

import pytest

from tests.integration.cli.test_demo import demo
from woningscan.cli.patience import SLOWEST, PatientSocket

HEAD = (
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
)
MORE_THAN_A_FEW = 24
"""Connections that say little. Each held one of eight threads, and held it for ever."""


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give both ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SplitResult]:
    """Give the address of one demo for all kinds of slow senders: it has to outlive them all."""
    with demo(tmp_path_factory.mktemp("demo")) as lines:
        yield urlsplit(lines[0])


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        """Begin at no moment in particular."""
        self.now = 100.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.now


def test_who_sends_a_byte_now_and_then_is_not_waited_for(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    clock = Clock()
    requests = PatientSocket(ours, patience=10.0, clock=clock)
    for _ in range(10):
        theirs.send(b"a")
        assert requests.recv(100) == b"a"
        clock.now += 1.0
    clock.now += 1.0
    theirs.send(b"a")
    with pytest.raises(ConnectionResetError):
        requests.recv(100)


def test_who_sends_nothing_is_not_waited_for(pair: tuple[socket.socket, socket.socket]) -> None:
    with pytest.raises(ConnectionResetError):
        PatientSocket(pair[0], patience=0.01).recv(100)


def test_a_large_photo_over_a_bad_network_is_waited_for(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    clock = Clock()
    requests = PatientSocket(ours, patience=10.0, clock=clock)
    for _ in range(50):
        theirs.send(bytes(SLOWEST))
        assert len(requests.recv(SLOWEST)) == SLOWEST
        clock.now += 1.0


def test_each_request_has_its_time(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    clock = Clock()
    requests = PatientSocket(ours, patience=10.0, clock=clock)
    clock.now += 60.0
    requests.begin()
    theirs.send(b"a")
    assert requests.recv(100) == b"a"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(HEAD[:30], id="half a head"),
        pytest.param(HEAD + b"\r\nname=a", id="half a body"),
        pytest.param(b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n", id="all, and stays"),
    ],
)
def test_slow_senders_keep_nobody_out(served: SplitResult, said: bytes) -> None:
    with ExitStack() as slow:
        for _ in range(MORE_THAN_A_FEW):
            connection = socket.create_connection((served.hostname, served.port))
            slow.enter_context(connection).sendall(said)
        for _ in range(4):
            asked = HTTPConnection(served.hostname or "", served.port, timeout=10)
            asked.request("GET", "/health")
            assert asked.getresponse().status == 200
            asked.close()
