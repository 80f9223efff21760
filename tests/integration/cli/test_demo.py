"""The demo, as a stranger starts it: a real process, a real server."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.integration.cli.conftest import Run
from woningscan.domain.rights import Role

WONINGSCAN = str(Path(sys.executable).parent / "woningscan")


@dataclass
class Browser:
    """The little of a browser that signing in takes."""

    host: str
    port: int
    cookies: str = ""

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Get a page, or send a form as this site's own page would."""
        connection = HTTPConnection(self.host, self.port, timeout=30)
        headers = {"Cookie": self.cookies, "Origin": f"http://{self.host}:{self.port}"}
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        response = connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            if cookie.startswith("session="):
                self.cookies = cookie.split(";")[0]
        page = response.read().decode()
        connection.close()
        return response.status, page


@contextmanager
def demo(folder: Path, *arguments: str) -> Iterator[list[str]]:
    """Start the demo and give the lines that it prints, which come once it serves."""
    command = [WONINGSCAN, "demo", "--port", "0", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield [process.stdout.readline().strip() for _ in range(1 + len(Role))]
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def code(folder: Path, name: str) -> str:
    command = [WONINGSCAN, "demo", "code", name]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_stranger_signs_in_and_finds_two_visits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WONINGSCAN_DATA_DIR")
    with demo(folder) as (address, *lines):
        accounts = {name: (role, password) for name, role, password in map(str.split, lines)}
        assert {role for role, _ in accounts.values()} == set(Role)
        port = urlsplit(address).port
        assert port
        browser = Browser("localhost", port)
        _, page = browser.ask("/sign-in")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token
        form = {"csrf_token": token[1], "name": "adviser", "password": accounts["adviser"][1]}
        form["code"] = code(folder, "adviser")
        assert re.fullmatch(r"\d{6}", form["code"])
        status, _ = browser.ask("/sign-in", form)
        assert status == 303
        status, page = browser.ask("/")
        assert status == 200
        assert len(re.findall(r'href="/visits/[0-9a-f-]{36}"', page)) == 2
    with demo(folder) as (_, *again):
        assert again == lines


def test_a_port_that_is_taken_ends_with_two(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("localhost", 0))
        other.listen()
        outcome = run("demo", "--port", str(other.getsockname()[1]))
    assert outcome.code == 2
    assert "--port" in outcome.messages


def test_a_folder_that_is_no_demo_is_left_alone(run: Run, folder: Path) -> None:
    run("init")
    before = sorted((folder / "data").iterdir())
    outcome = run("demo", "--port", "0")
    assert outcome.code == 2
    assert sorted((folder / "data").iterdir()) == before
    assert run("demo", "code", "adviser").code == 2
