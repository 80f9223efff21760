"""A tablet that is lost: blocked by an administrator, refused at once, wiped when it is back."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, application
from tests.visits import planned

SignIn = Callable[[str], Browser]
WIPES = '"cache", "cookies", "storage"'
DEVICE = re.compile(r'href="(/accounts/[0-9a-f-]{36}/devices/[0-9a-f-]{36})"')


def lose(installation: Installation, administrator: Browser, name: str = "adviser") -> str:
    """Block the one device of somebody, as an administrator does; give the page that tells it."""
    page = administrator.page(f"/accounts/{installation.actor(name).account}")
    device = DEVICE.search(page)
    assert device
    done = administrator.fill_in(device[1], {})
    assert done.status_code == 303
    return administrator.page(done.location or "")


@pytest.fixture
def administrator(signed_in: SignIn) -> Browser:
    """Give a browser of an administrator."""
    return signed_in("administrator")


def test_it_is_refused_and_wiped_at_the_next_request_and_signs_in_as_new_after_that(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    assert adviser.get("/").status_code == 200
    told = lose(on_sqlite, administrator)
    assert "wordt gewist zodra" in told
    wiped = adviser.get("/")
    assert wiped.status_code == 403
    assert wiped.headers["Clear-Site-Data"] == WIPES
    assert "Dit apparaat is geblokkeerd" in wiped.text
    assert "verzonnen" not in wiped.text
    assert adviser.client.get_cookie("browser") is None
    assert adviser.client.get_cookie("session") is None
    person = f"/accounts/{on_sqlite.actor('adviser').account}"
    assert "opdracht om te wissen" in administrator.page(person)
    asked = adviser.get("/")
    assert asked.status_code == 401
    assert "Clear-Site-Data" not in asked.headers
    assert adviser.sign_in("adviser").status_code == 303
    assert adviser.get("/").status_code == 200
    assert len(DEVICE.findall(administrator.page(person))) == 1


def test_a_browser_that_lost_the_answer_is_told_again_and_it_is_noted_once(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    cookie = adviser.client.get_cookie("browser")
    assert cookie
    lose(on_sqlite, administrator)
    for _ in range(3):
        adviser.client.set_cookie("browser", cookie.value)
        assert adviser.get("/sign-in").headers["Clear-Site-Data"] == WIPES
    with on_sqlite.resources.work.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit WHERE action = 'device-wiped'")
        assert len(rows.all()) == 1


@pytest.mark.parametrize("path", ["/", "/sign-in", "/join", "/nothing", "/settings"])
def test_whatever_it_asks_for_it_is_told_to_wipe(
    on_sqlite: Installation, administrator: Browser, adviser: Browser, path: str
) -> None:
    lose(on_sqlite, administrator)
    assert adviser.get(path).headers["Clear-Site-Data"] == WIPES


def test_a_script_is_told_in_json_and_what_it_sends_is_not_taken(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    token = adviser.csrf_token()
    lose(on_sqlite, administrator)
    answer = adviser.client.post(
        f"/visits/{visit}/changes",
        json={"changes": []},
        headers={**OWN_PAGE, "X-CSRFToken": token},
    )
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (403, WIPES)
    assert answer.json == {"error": 403, "reasons": ["device-revoked"]}


def test_a_form_it_posts_is_not_taken_either(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    fields = adviser.sign_in_fields("adviser")
    form = adviser.form("/", "/sign-out")
    lose(on_sqlite, administrator)
    posted = {key: value or "" for key, value in form.with_(fields).items()}
    assert adviser.post("/sign-in", posted).headers["Clear-Site-Data"] == WIPES


def test_static_files_and_other_browsers_hear_nothing(
    on_sqlite: Installation, administrator: Browser, adviser: Browser, signed_in: SignIn
) -> None:
    other = signed_in("other-adviser")
    lose(on_sqlite, administrator)
    assert "Clear-Site-Data" not in adviser.get("/robots.txt").headers
    for browser in (other, administrator):
        response = browser.get("/")
        assert "Clear-Site-Data" not in response.headers
    assert adviser.get("/").status_code == 403


def test_who_is_signed_in_costs_no_question_more(on_sqlite: Installation, adviser: Browser) -> None:
    asked: list[str] = []
    engine = on_sqlite.resources.work.database.engine

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    adviser.get("/help")
    event.remove(engine, "before_cursor_execute", note)
    assert not [statement for statement in asked if "FROM device" in statement]
    assert asked


def test_over_tls_the_cookie_of_the_browser_is_forgotten_as_it_was_given(
    on_sqlite: Installation, administrator: Browser
) -> None:
    config = replace(on_sqlite.config, secure_cookies=True)
    app = application(config, on_sqlite.resources)
    client = app.test_client()
    base = {"base_url": "https://localhost", "headers": OWN_PAGE}
    page = client.get("/sign-in", **base)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    visitor = Browser(app, on_sqlite)
    fields = {**visitor.sign_in_fields("adviser"), "csrf_token": token[1]}
    signed = client.post("/sign-in", data=fields, **base)
    assert signed.status_code == 303
    lose(on_sqlite, administrator)
    wiped = client.get("/", **base)
    cookies = [cookie for cookie in wiped.headers.getlist("Set-Cookie") if "browser" in cookie]
    assert len(cookies) == 1
    assert cookies[0].startswith("__Host-browser=;")
    assert "Secure" in cookies[0]
    assert client.get_cookie("__Host-browser") is None
