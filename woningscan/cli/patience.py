"""How long the server waits for whoever sends a request, so that nobody keeps it from the others.

gunicorn gives a connection a thread, and lets that thread wait for the rest of a request for ever:
a few connections that send a byte now and then would stop every save. Here a request has to begin,
and to go on, at a pace that the slowest tablet still has; a connection that does not is closed. And
gunicorn closes one connection after the other, each with two seconds for the other side to do the
same, while no new one is taken: here each does so by itself.
"""

from __future__ import annotations

import errno
import socket
import time
from typing import TYPE_CHECKING, Any, cast

from gunicorn.http import get_parser
from gunicorn.sock import ssl_wrap_socket
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import TConn, ThreadWorker

if TYPE_CHECKING:
    from collections.abc import Callable

BEGINNING = 20.0
"""Seconds for the handshake, and again for the head of a request with the first of its body."""
SLOWEST = 4096
"""Bytes a second that a body comes in, or faster: a script gives up on a photo at about this."""
SENDING = 120.0
"""Seconds in which an answer has to be taken: a letter with photos over a bad network."""
STANDSTILL = 20.0
"""Seconds in which some of an answer has to be taken (`TCP_USER_TIMEOUT`, where there is one)."""
LINGERING = 1.0
"""Seconds in which the other side may read the answer to what it has not sent to the end."""
FIRST_BYTE = 0.5
"""Seconds that a thread waits for a connection to say anything; then it is set aside until then."""


class PatientSocket:
    """Receives one request after another from a socket, each at a pace that it can be waited for.

    `clock` gives seconds that never go back.
    """

    def __init__(
        self,
        sock: socket.socket,
        patience: float = BEGINNING,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wait for the first request from now on."""
        self._socket = sock
        self._patience = patience
        self._clock = clock
        self._most: float | None = None
        self._until = clock() + patience

    def begin(self) -> None:
        """Wait for the next request from now on."""
        self._socket.settimeout(SENDING)
        self._until = self._clock() + self._patience

    def recv(self, size: int) -> bytes:
        """Give what has come, at most so many bytes; each gives the sender time for the next.

        Raises:
            ConnectionResetError: the sender is too slow, or is gone.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise _reset()
        self._socket.settimeout(left if self._most is None else min(left, self._most))
        try:
            received = self._socket.recv(size)
        except TimeoutError:
            raise _reset() from None
        self._socket.settimeout(SENDING)
        self._until += len(received) / SLOWEST
        return received

    def gettimeout(self) -> float | None:
        """Give how long gunicorn wants to wait for one piece of what nobody reads."""
        return self._most

    def settimeout(self, seconds: float | None) -> None:
        """Wait no longer than this for one piece."""
        self._most = seconds


class PatientConnection(TConn):
    """A connection whose requests come through a `PatientSocket`. It speaks HTTP/1 alone."""

    requests: PatientSocket | None = None

    def wait_for_data(self, timeout: float | None) -> bool:
        """Wait for the first byte; without one the connection waits outside of the threads."""
        return super().wait_for_data(FIRST_BYTE if timeout is None else min(timeout, FIRST_BYTE))

    def init(self) -> None:
        """Shake hands, the first time; then wait for a request from now on.

        Raises:
            ConnectionResetError: the other side takes too long over the handshake.
        """
        if self.requests is not None:
            self.requests.begin()
            return
        self.initialized = True
        self.sock.settimeout(BEGINNING)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            milliseconds = round(1000 * STANDSTILL)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
        if self.cfg.is_ssl:
            self.sock = _with_tls(self.sock, self.cfg)
        self.requests = PatientSocket(self.sock)
        # Of a socket, gunicorn's parser wants these three methods alone.
        self.parser = get_parser(self.cfg, cast("socket.socket", self.requests), self.client)

    def linger(self) -> None:
        """Close, once the other side has closed too or had its time to."""
        close_graceful(self.sock, timeout=LINGERING)

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002  # gunicorn's
        """Close at once; whoever waits for nothing has had its time before."""
        del graceful
        super().close()


class PatientWorker(ThreadWorker):
    """gunicorn's worker with threads, over patient connections."""

    def handle(self, conn: TConn) -> Any:  # noqa: ANN401  # gunicorn has no name for it
        """Answer a request, and close the connection here, in its thread, if it was the last."""
        answered = super().handle(conn)
        if answered is False and isinstance(conn, PatientConnection):
            conn.linger()
        return answered

    def accept(self, listener: Any) -> None:  # noqa: ANN401  # gunicorn has no type for it
        """Take a new connection, as gunicorn's does, and give it to a thread."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        self.enqueue_req(PatientConnection(self.cfg, client, address, listener.getsockname()))


def _with_tls(sock: socket.socket, settings: Any) -> Any:  # noqa: ANN401  # gunicorn's settings
    try:
        wrapped = ssl_wrap_socket(sock, settings)
        wrapped.do_handshake()
    except TimeoutError:
        raise _reset() from None
    return wrapped


def _reset() -> ConnectionResetError:
    """Give what gunicorn takes for a sender that went away, and says nothing about."""
    return ConnectionResetError(errno.ECONNRESET, "The sender is too slow.")
