"""A browser without a screen, over Flask's test client."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import patch
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.installations import Installation
from woningscan.app import app_over
from woningscan.config import Config
from woningscan.services import accounts
from woningscan.services.resources import Resources

if TYPE_CHECKING:
    from types import CodeType

MINUTE = timedelta(minutes=1)
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


class Compiled(BytecodeCache):
    """The templates of all applications of a run, so that each is compiled once."""

    def __init__(self) -> None:
        """Begin empty."""
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that has the same text as before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class KnownRoute(Rule):
    """A route of which the code that makes addresses is compiled once for all applications."""

    _known: ClassVar[dict[Hashable, Callable[..., tuple[str, str]]]] = {}

    # The parameters are those of Werkzeug.
    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002
    ) -> Callable[..., tuple[str, str]]:
        # The code holds no converter: it is bound to a route afterwards, and asks that one.
        said = tuple(sorted((self.defaults or {}).items()))
        key = (self.rule, tuple(self._trace), said, append_unknown)
        if key not in self._known:
            self._known[key] = super()._compile_builder(append_unknown)
        return self._known[key]


def application(config: Config, resources: Resources | None) -> Flask:
    """Make the application, with templates and routes that other tests have compiled already."""
    with patch.object(Flask, "url_rule_class", KnownRoute):
        app = app_over(config, resources)
    app.jinja_env.bytecode_cache = COMPILED
    return app


class MalformedHtmlError(AssertionError):
    """A response is not proper HTML."""


@dataclass
class Form:
    """A form of a page: where it goes, and what its fields hold."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)

    def with_(self, values: Mapping[str, str | None]) -> dict[str, str]:
        """Give the fields as somebody filled them in; None is a box that is not ticked."""
        filled = {**self.fields, **values}
        return {name: value for name, value in filled.items() if value is not None}


class Browser:
    """Gets pages, and posts their forms as they stand in the page."""

    def __init__(self, app: Flask, installation: Installation) -> None:
        """Begin without cookies."""
        self.app = app
        self.installation = installation
        self.client = app.test_client()

    def get(self, path: str, *, follow: bool = False) -> TestResponse:
        """Get a page."""
        response = self.client.get(path, headers=OWN_PAGE, follow_redirects=follow, buffered=True)
        return checked(response)

    def page(self, path: str) -> str:
        """Get a page that must be there, as text."""
        response = self.get(path)
        assert response.status_code == 200, response.status
        return response.text

    def form(self, path: str, action: str | None = None) -> Form:
        """Get the form of a page that posts to an address; by default the page's own."""
        return form_in(self.page(path), action or path)

    def post(self, path: str, fields: Mapping[str, str]) -> TestResponse:
        """Post fields as they are."""
        return checked(self.client.post(path, data=dict(fields), headers=OWN_PAGE))

    def fill_in(
        self, path: str, values: Mapping[str, str | None], action: str | None = None
    ) -> TestResponse:
        """Get a page, fill in its form and post it."""
        form = self.form(path, action)
        return self.post(form.action, form.with_(values))

    def sign_in(self, name: str) -> TestResponse:
        """Sign in with the code of this moment."""
        return self.fill_in("/sign-in", self.sign_in_fields(name))

    def sign_in_again(self, name: str) -> None:
        """Sign in as in another tab: the pages of the earlier session are still open."""
        self.fill_in("/", {}, "/sign-out")
        assert self.sign_in(name).status_code == 303

    def sign_in_fields(self, name: str) -> dict[str, str | None]:
        """Give what somebody types to sign in; a code counts once, so time passes first."""
        self.installation.moments.pass_by(MINUTE)
        code = accounts.current_code(self.installation.resources, name)
        password = self.installation.credentials[name].password
        return {"name": name, "password": password, "code": code}

    def save(self, visit: str, changes: list[dict[str, Any]], **headers: str) -> TestResponse:
        """Save changes as the script of a page does."""
        return self.client.post(
            f"/visits/{visit}/changes",
            json={"changes": changes},
            headers={**OWN_PAGE, "X-CSRFToken": self.csrf_token(), **headers},
        )

    def csrf_token(self) -> str:
        """Give the token of this session; empty when nobody has signed in."""
        session = self.client.get("/session", headers=OWN_PAGE)
        return str(session.json["csrf_token"]) if session.status_code == 200 else ""  # type: ignore[index]


def checked(response: TestResponse) -> TestResponse:
    """Refuse a page that is not proper HTML."""
    if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
        parse(response.text)
    return response


@lru_cache(maxsize=8)
def parse(text: str) -> Element:
    """Read a page strictly, into elements without a namespace; nobody may change them.

    A page that was just checked is often read again for its form.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        found: Element = parser.parse(text)
    except html5lib.html5parser.ParseError as error:
        line, column = parser.errors[0][0]
        around = "\n".join(text.splitlines()[max(line - 3, 0) : line + 1])
        raise MalformedHtmlError(f"{error} at {line}:{column}\n{around}") from error
    return found


def form_in(text: str, action: str | None) -> Form:
    """Find the form that posts to an address."""
    for form in parse(text).iter("form"):
        if action is None or (form.get("action"), form.get("method")) == (action, "post"):
            return Form(form.get("action", ""), dict(_fields(form)))
    raise AssertionError(f"There is no form that posts to {action}.")


def _fields(form: Element) -> list[tuple[str, str]]:
    found = []
    for each in form.iter():
        name = each.get("name")
        if name is None or _is_disabled(form, each):
            continue
        is_box = each.get("type") in {"radio", "checkbox"}
        if each.tag == "input" and (not is_box or each.get("checked") is not None):
            found.append((name, each.get("value", "")))
        elif each.tag == "textarea":
            found.append((name, (each.text or "").removeprefix("\n")))
        elif each.tag == "select":
            chosen = [o for o in each.iter("option") if o.get("selected") is not None]
            found.append((name, chosen[0].get("value", "") if chosen else ""))
    return found


def _is_disabled(form: Element, field_: Element) -> bool:
    return any(
        field_ in set(fieldset.iter())
        for fieldset in form.iter("fieldset")
        if fieldset.get("disabled") is not None
    )
