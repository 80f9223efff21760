"""Clients of a server that may die at any moment, and the ledger of what it acknowledged.

A tablet sends a batch of changes until it is acknowledged, always with the same ids. A planner
posts the coordinator's form; each holder's name is used once, so that a visit can be told by it.
"""

import itertools
import json
import random
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode
from uuid import uuid4

from tests.visits import Data, answered, noted

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MOST_IN_A_BATCH = 4


class KilledError(Exception):
    """The server died under a request: whether it did what was asked is not known."""


@dataclass
class Line:
    """A connection that is kept, with the cookie of its session."""

    port: int
    cookie: str = ""
    csrf_token: str = ""
    _connection: HTTPConnection | None = None

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        """Get a page or post a body, and give status and answer.

        Raises:
            KilledError: no whole answer came.
        """
        headers = {**OWN_PAGE, "Cookie": self.cookie, "X-CSRFToken": self.csrf_token, **headers}
        if self._connection is None:
            self._connection = HTTPConnection("localhost", self.port, timeout=60)
        try:
            self._connection.request("GET" if body is None else "POST", path, body, headers)
            response = self._connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie", []):
                if cookie.startswith("session="):
                    self.cookie = cookie.split(";")[0]
            return response.status, response.read()
        except (ConnectionError, HTTPException) as error:
            raise KilledError from error

    def post_form(self, path: str, fields: dict[str, str]) -> int:
        """Post a form, and give the status."""
        return self.ask(path, urlencode(fields).encode(), **FORM)[0]

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; it outlives servers, because sessions are rows."""

    cookie: str
    csrf_token: str

    @contextmanager
    def line(self, port: int) -> Iterator[Line]:
        """Give a connection to the server that now listens."""
        with closing(Line(port, self.cookie, self.csrf_token)) as line:
            yield line


def sign_in(port: int, name: str, password: str, code: str) -> Session:
    """Sign in as a person does."""
    with closing(Line(port)) as line:
        token = re.search(r'name="csrf_token" value="([^"]+)"', line.ask("/sign-in")[1].decode())
        assert token
        fields = {"name": name, "password": password, "code": code, "csrf_token": token[1]}
        assert line.post_form("/sign-in", fields) == 303
        token_of_session = json.loads(line.ask("/session")[1])["csrf_token"]
        return Session(line.cookie, token_of_session)


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that are sent together."""

    visit: str
    changes: tuple[Data, ...]

    @property
    def ids(self) -> list[str]:
        """Give the ids of the changes."""
        return [change["id"] for change in self.changes]


@dataclass
class Ledger:
    """What was sent and what was acknowledged: changes by id, planned visits by holder's name."""

    sent: dict[str, Data] = field(default_factory=dict)
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    posted: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)


@dataclass
class Countdown:
    """Acknowledgements until the server is killed, counted over all clients."""

    left: int
    over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self) -> None:
        """Count one."""
        with self._lock:
            self.left -= 1
            if self.left == 0:
                self.over.set()


@dataclass
class Tablet:
    """Sends batches for some visits, one after the other; `pending` waits for its answer."""

    session: Session
    ledger: Ledger
    visits: Sequence[str] = ()
    pending: Batch | None = None

    def work(self, port: int, countdown: Countdown) -> None:
        """Send batches until the server, or its database, dies."""
        with self.session.line(port) as line:
            while self.send(line):
                countdown.count()

    def send(self, line: Line) -> bool:
        """Send what waits, or something new, once; tell whether it was acknowledged."""
        if self.pending is None:
            self.pending = self._new_batch()
        batch = self.pending
        body = json.dumps({"changes": batch.changes}).encode()
        try:
            status, answer = line.ask(
                f"/visits/{batch.visit}/changes", body, **{"Content-Type": "application/json"}
            )
        except KilledError:
            status, answer = 503, b""
        if status >= 500:
            self.ledger.repeated.update(batch.ids)
            return False
        assert status == 200, answer
        accepted = json.loads(answer)["accepted"]
        assert [each["id"] for each in accepted] == batch.ids
        for each in accepted:
            self.ledger.acknowledged[each["id"]] = (batch.visit, each["sequence"])
        self.pending = None
        return True

    def _new_batch(self) -> Batch:
        visit = random.choice(self.visits)  # noqa: S311 - a test draws no secrets
        size = random.randint(1, MOST_IN_A_BATCH)  # noqa: S311
        notes = [noted(visit, f"aantekening {uuid4()}") for _ in range(size - 1)]
        batch = Batch(visit, (answered(visit), *notes))
        self.ledger.sent |= {change["id"]: change for change in batch.changes}
        return batch


_numbers = itertools.count(1)
FIRST_DAY = date(2026, 6, 3)


@dataclass
class Planner:
    """Posts the form that plans a visit; a name whose answer got lost is not used again."""

    session: Session
    ledger: Ledger
    adviser: str

    def work(self, port: int, countdown: Countdown) -> None:
        """Plan visits until the server, or its database, dies."""
        with self.session.line(port) as line:
            while self._plan(line):
                countdown.count()

    def _plan(self, line: Line) -> bool:
        number = next(_numbers)
        name = f"Wethouder Verzonnen {number}"
        self.ledger.posted.add(name)
        fields = {
            "adviser": self.adviser,
            "questionnaire": "woningscan/1",
            "form-id": str(uuid4()),
            "visit-dated": (FIRST_DAY + timedelta(number)).isoformat(),
            "identity-stated.holder-name": name,
            "fact-stated.jurisdiction": "nl",
            "fact-stated.office": "wethouder",
        }
        try:
            status = line.post_form("/visits/new", fields)
        except KilledError:
            return False
        if status >= 500:
            return False
        assert status == 303
        self.ledger.planned.add(name)
        return True
