"""`serve`: gunicorn with two processes of many threads, over TLS when it has a certificate."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

from woningscan import bootstrap
from woningscan.app import create_app
from woningscan.cli import environment
from woningscan.cli.certificates import (
    Pair,
    UnfitCertificateError,
    context_of,
    ssl_context,
    warnings_of,
)
from woningscan.cli.output import CommandError, message, warn
from woningscan.cli.parsing import port
from woningscan.cli.patience import PatientWorker

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from woningscan.cli.parsing import Commands
    from woningscan.config import Config

WORKERS = 2
THREADS = 32
"""In each process. A few would do for the work; the others wait for slow uploads meanwhile."""
DEFAULT_PORT = 8000
NAME_OF_SERVER = "server"
"""What answers call the server: gunicorn always says a name, and its own would help an attacker."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, and with which certificate."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_loopback(self) -> bool:
        """Tell whether only this machine can reach it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def add_to(commands: Commands) -> None:
    """Add the command."""
    serve = commands.add_parser("serve", help="serve the pages")
    serve.add_argument("--host", default="localhost", metavar="H")
    serve.add_argument("--port", type=port, default=DEFAULT_PORT, metavar="P")
    serve.add_argument("--certificate", type=Path, metavar="C", help="PEM file; wants --key too")
    serve.add_argument("--key", type=Path, metavar="K")
    serve.set_defaults(run=_serve)


def _serve(chosen: argparse.Namespace) -> int:
    config = environment.config()
    address = Address(chosen.host, chosen.port, chosen.certificate, chosen.key)
    _refuse_half_a_certificate(address)
    _look_at_certificate(address, config)
    refuse_taken(address)
    bootstrap.resources(config).close()
    run(config, address, lambda listening: message(f"Serving on {listening}"))
    return 0


def url(address: Address) -> str:
    """Give the address as one types it in a browser."""
    scheme = "https" if address.certificate else "http"
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{scheme}://{host}:{address.port}"


def refuse_taken(address: Address) -> None:
    """See that the port is free.

    Raises:
        CommandError: another program listens there, or the host is not of this machine.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {address.host} port {address.port} ({error.strerror}): "
            "choose another with --port."
        ) from None


def run(config: Config, address: Address, announce: Callable[[str], None]) -> None:
    """Serve until it is stopped; `announce` is told the address once browsers can come.

    Over plain HTTP on the loopback address cookies cannot be bound to TLS; nobody else is on that
    wire. Behind a proxy, which speaks TLS itself, they are.
    """
    if address.is_loopback and not address.certificate and not config.trusted_proxies:
        config = replace(config, secure_cookies=False)
    _Server(config, address, announce).run()


def _refuse_half_a_certificate(address: Address) -> None:
    if (address.certificate is None) != (address.key is None):
        raise CommandError("Give --certificate and --key together.")
    for file in (address.certificate, address.key):
        if file is not None and not os.access(file, os.R_OK):
            raise CommandError(f"{file} cannot be read: give a PEM file that this user can read.")


def _look_at_certificate(address: Address, config: Config) -> None:
    """Warn of what browsers will not like; refuse what cannot be served with."""
    if address.certificate is None or address.key is None:
        return
    pair = Pair(address.certificate, address.key)
    try:
        context_of(pair)
        for warning in warnings_of(pair, config.trusted_hosts):
            warn(warning)
    except UnfitCertificateError as error:
        raise CommandError(str(error)) from None


class _Server(BaseApplication):
    """gunicorn with our settings; each process makes the application after the fork.

    Nothing that was opened before a fork may be used after it, so nothing is preloaded.
    """

    def __init__(self, config: Config, address: Address, announce: Callable[[str], None]) -> None:
        self._config = config
        self._address = address
        self._announce = announce
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings; request lines are not logged, for they name visits."""
        settings: dict[str, Any] = {
            "bind": f"{self._address.host}:{self._address.port}",
            "workers": WORKERS,
            "worker_class": PatientWorker,
            "threads": THREADS,
            "keepalive": 75,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "when_ready": self._listening,
            "post_worker_init": _freeze,
            "certfile": self._address.certificate and str(self._address.certificate),
            "keyfile": self._address.key and str(self._address.key),
            "ssl_context": ssl_context,
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def _listening(self, arbiter: Any) -> None:  # noqa: ANN401  # gunicorn has no name for it
        """Tell the address with the port that was really taken."""
        port_taken = arbiter.LISTENERS[0].sock.getsockname()[1]
        self._announce(url(replace(self._address, port=port_taken)))

    def load(self) -> Any:  # noqa: ANN401  # gunicorn types start_response its own way
        """Make the application of this process; its answers do not tell what serves them."""
        vars(wsgi)["SERVER"] = NAME_OF_SERVER
        return create_app(self._config)


def _freeze(_worker: object) -> None:
    """Spare the garbage collector the code and content that stay for good.

    Opening a large visit then took 30 ms where it took 73 (95th percentile, measured).
    """
    gc.collect()
    gc.freeze()
