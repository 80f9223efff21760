"""A browser without a screen: it follows our forms, and refuses pages that are not proper HTML."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.installations import Installation
from tests.integration.web.browsing import Browser, application


@pytest.fixture
def app(on_sqlite: Installation) -> Flask:
    """Give the application over a fresh installation, as it is served on http://localhost."""
    config = replace(on_sqlite.config, secure_cookies=False)
    return application(config, on_sqlite.resources)


@pytest.fixture
def visitor(app: Flask, on_sqlite: Installation) -> Browser:
    """Give a browser in which nobody has signed in."""
    return Browser(app, on_sqlite)


@pytest.fixture
def signed_in(app: Flask, on_sqlite: Installation) -> Callable[[str], Browser]:
    """Give browsers in which somebody has signed in, by the name of the account."""

    def sign_in(name: str) -> Browser:
        new = Browser(app, on_sqlite)
        assert new.sign_in(name).status_code == 303
        return new

    return sign_in


@pytest.fixture
def adviser(signed_in: Callable[[str], Browser]) -> Browser:
    """Give a browser of an adviser."""
    return signed_in("adviser")


@pytest.fixture
def coordinator(signed_in: Callable[[str], Browser]) -> Browser:
    """Give a browser of a coordinator."""
    return signed_in("coordinator")
