"""Starts `woningscan serve` again and again, with Python's modules loaded once.

Importing takes a second, and nothing of it is what a test of kills is about. Each line on the
standard input is the path of a named pipe, which becomes the standard error of a new server; the
answer is the server's process id, which is also that of its process group.
"""

import os
import signal
import sys
from contextlib import suppress

from woningscan.cli import main


def start(messages: str) -> int:
    """Fork a server that writes its messages to a named pipe, and give its process id."""
    server = os.fork()
    if server == 0:
        _become_server(messages)
    return server


def _become_server(messages: str) -> None:
    """Be what the shell makes of `woningscan serve`: a process group, with its own streams."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.dup2(os.open(messages, os.O_WRONLY), 2)
    try:
        main(["serve", "--port", "0"])
    finally:
        os._exit(1)


def _answer() -> None:
    """Start a server for each line, and leave none behind when the tests are gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nobody waits for the dead.
    server = None
    for line in sys.stdin:
        server = start(line.rstrip("\n"))
        print(server, flush=True)  # noqa: T201 - the answer
    if server is not None:
        with suppress(ProcessLookupError):
            os.killpg(server, signal.SIGKILL)


if __name__ == "__main__":
    _answer()
