"""The pages of the own account: what they tell, what they change, and what they show only once."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import MINUTE, Browser
from tests.own_account import add_passkey, code_of_offer, joining
from tests.signing_in import sign_in
from woningscan.crypto import totp
from woningscan.services.authentication import history
from woningscan.web.authentication.qr_code import qr_code

PASSWORD = "vlieger kom hangmat 83 zonnig"  # noqa: S105 - of nobody
CODE = re.compile(r"<code>((?:[A-Z2-9]{4}-){5}[A-Z2-9]{4})</code>")


def account_of(installation: Installation, name: str = "adviser") -> str:
    return installation.actor(name).account or ""


def sessions_of(installation: Installation) -> list[str]:
    with installation.resources.work.reading() as stored:
        return [each.id for each in stored.sessions.of(account_of(installation))]


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_has_an_account_to_look_at(
    signed_in: Callable[[str], Browser], name: str
) -> None:
    page = signed_in(name).page("/account")
    assert f"Uw naam om in te loggen is {name}." in page
    assert "Ingelogd met wachtwoord en code" in page
    assert "Deze sessie" in page


def test_the_way_to_the_account_is_on_every_page(adviser: Browser, visitor: Browser) -> None:
    assert 'href="/account"' in adviser.page("/")
    assert 'href="/account"' not in visitor.page("/sign-in")


def test_refused_tries_are_told_with_their_number(
    on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    stranger = Browser(signed_in("adviser").app, on_sqlite)
    wrong = {**stranger.sign_in_fields("adviser"), "password": "x" * 20}
    for _ in range(2):
        assert stranger.fill_in("/sign-in", wrong).status_code == 401
    adviser = signed_in("adviser")
    assert "2 pogingen om met uw naam" in adviser.page("/account")
    assert "op een apparaat dat niet van u bekend is" in adviser.page("/account/history")
    assert "is er geen poging geweigerd" in signed_in("other-adviser").page("/account")


def test_what_happened_has_pages(signed_in: Callable[[str], Browser]) -> None:
    for _ in range(history.PAGE // 2):
        signed_in("adviser")
    adviser = signed_in("adviser")
    first, second = adviser.page("/account/history"), adviser.page("/account/history?page=2")
    assert "Pagina 1 van 2" in first
    assert "Uw account is gemaakt (niet door u)" not in first
    assert "Uw account is gemaakt (niet door u)" in second
    assert "Pagina 1 van 2" in adviser.page("/account/history?page=x")


def test_a_password_is_changed_and_its_faults_are_told_beside_it(
    on_sqlite: Installation, adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    signed_in("adviser")
    refused = adviser.fill_in("/account/password", {"password": "kort", "password-again": "kort"})
    assert refused.status_code == 422
    assert 'id="password-fault"' in refused.text
    assert "minstens 15" in refused.text
    assert 'value="kort"' not in refused.text
    differs = {"password": PASSWORD, "password-again": PASSWORD + "!"}
    assert "twee keer iets anders" in adviser.fill_in("/account/password", differs).text
    fields = {"password": PASSWORD, "password-again": PASSWORD}
    assert adviser.fill_in("/account/password", fields).status_code == 200
    assert len(sessions_of(on_sqlite)) == 1
    on_sqlite.moments.pass_by(MINUTE)
    assert sign_in(on_sqlite, password=PASSWORD).token


def test_recovery_codes_are_shown_once_and_on_no_other_page(
    on_sqlite: Installation, adviser: Browser
) -> None:
    shown = adviser.fill_in("/account/recovery-codes", {})
    codes = CODE.findall(shown.text)
    assert len(codes) == 10
    assert shown.headers["Cache-Control"] == "no-store"
    for path in ("/account", "/account/recovery-codes", "/account/history", "/account/password"):
        assert not any(code in adviser.page(path) for code in codes)
    assert "Nog 10 over" in adviser.page("/account")
    on_sqlite.moments.pass_by(MINUTE)
    assert sign_in(on_sqlite, code=codes[3]).token
    assert "Nog 9 over" in adviser.page("/account")


def test_a_password_with_codes_left_brings_no_others(adviser: Browser) -> None:
    adviser.fill_in("/account/recovery-codes", {})
    changed = {"password": PASSWORD, "password-again": PASSWORD}
    answer = adviser.fill_in("/account/password", changed)
    assert answer.location == "/account?done=password"
    assert "Uw wachtwoord is gewijzigd." in adviser.page("/account?done=password")


def test_a_secret_is_shown_to_scan_and_to_type_over_and_never_again(
    on_sqlite: Installation, adviser: Browser
) -> None:
    shown = adviser.get("/account/authenticator")
    with on_sqlite.resources.work.reading() as stored:
        secret = stored.accounts.new_totp_secret(account_of(on_sqlite))
    assert secret is not None
    assert secret_in(shown.text) == totp.secret_as_text(secret)
    assert qr_code(totp.provisioning_uri(secret, "adviser")).path in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    for path in ("/account", "/account/password", "/account/authenticator", "/account/history"):
        page = adviser.page(path)
        assert totp.secret_as_text(secret) not in page.replace("</span> <span>", "")
        assert totp.provisioning_uri(secret, "adviser") not in page


def secret_in(page: str) -> str:
    found = re.search(r'id="secret">(.*?)</p>', page)
    assert found is not None
    return re.sub(r"<[^>]*>|\s", "", found[1])


def test_an_authenticator_is_replaced_once_its_code_is_right(
    on_sqlite: Installation, adviser: Browser
) -> None:
    before = secret_in(adviser.page("/account/authenticator"))
    form = {"code": "12345", "csrf_token": adviser.csrf_token()}
    refused = adviser.post("/account/authenticator", form)
    assert refused.status_code == 422
    assert 'id="code-fault"' in refused.text
    assert secret_in(refused.text) == before
    form["code"] = code_of_offer(on_sqlite, account_of(on_sqlite))
    assert adviser.post("/account/authenticator", form).location == "/account?done=authenticator"
    again = adviser.post("/account/authenticator", form)
    assert again.status_code == 409
    assert secret_in(again.text) != before


def test_the_last_way_in_is_not_taken_away(on_sqlite: Installation, adviser: Browser) -> None:
    assert "uw enige manier om in te loggen" in adviser.page("/account/password/close")
    token = {"csrf_token": adviser.csrf_token()}
    assert adviser.post("/account/password/close", token).status_code == 409
    passkey = add_passkey(on_sqlite, on_sqlite.actor("adviser"))
    assert adviser.fill_in("/account/password/close", {}).location == "/account?done=road-closed"
    page = adviser.page(f"/account/passkeys/{passkey}")
    assert "uw enige manier om in te loggen" in page
    removed = adviser.post(f"/account/passkeys/{passkey}/remove", token)
    assert removed.status_code == 409
    assert "U hebt één manier om in te loggen." in adviser.page("/account")
    assert adviser.get("/account/password/close").location == "/account"
    assert adviser.get("/account/recovery-codes").location == "/account/authenticator"
    assert adviser.get("/account/password").location == "/account/authenticator"


def test_a_passkey_is_renamed_and_removed(on_sqlite: Installation, adviser: Browser) -> None:
    passkey = add_passkey(on_sqlite, on_sqlite.actor("adviser"))
    path = f"/account/passkeys/{passkey}"
    refused = adviser.fill_in(path, {"name": " " * 3}, f"{path}/rename")
    assert refused.status_code == 422
    assert 'id="name-fault"' in refused.text
    long = adviser.fill_in(path, {"name": "n" * 61}, f"{path}/rename")
    assert "n" * 61 in long.text
    assert adviser.fill_in(path, {"name": "Bureau"}, f"{path}/rename").status_code == 303
    assert "Passkey Bureau" in adviser.page("/account?done=passkey-renamed")
    assert adviser.fill_in(path, {}, f"{path}/remove").status_code == 303
    assert adviser.get(path).status_code == 404


def test_another_session_is_ended_and_one_that_has_ended_is_no_fault(
    on_sqlite: Installation, adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    other = signed_in("adviser")
    page = adviser.page("/account")
    action = next(iter(set(re.findall(r'action="(/account/sessions/[0-9a-f-]+/end)"', page))))
    token = {"csrf_token": adviser.csrf_token()}
    assert adviser.post(action, token).location == "/account?done=session-ended"
    assert other.get("/").status_code == 401
    assert adviser.post(action, token).location == "/account?done=session-gone"
    signed_in("adviser")
    signed_in("adviser")
    assert adviser.fill_in("/account", {}, "/account/sessions/end-others").status_code == 303
    assert len(sessions_of(on_sqlite)) == 1


def test_a_device_is_renamed_and_revoked(
    adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    other = signed_in("adviser")
    paths = re.findall(r'href="(/account/devices/[0-9a-f-]+)"', adviser.page("/account"))
    here, there = paths
    assert "Dit is het apparaat dat u nu gebruikt." in adviser.page(here)
    assert adviser.fill_in(there, {"name": ""}, f"{there}/rename").status_code == 422
    assert adviser.fill_in(there, {"name": "Oude tablet"}, f"{there}/rename").status_code == 303
    assert "Oude tablet" in adviser.page("/account")
    revoked = adviser.fill_in(there, {}, f"{there}/revoke")
    assert revoked.location == "/account?done=device-revoked"
    assert "Oude tablet" not in adviser.page("/account").split('id="happened"')[0]
    assert "Apparaat ingetrokken" in adviser.page("/account")
    assert other.get("/").status_code != 200
    assert adviser.get(there).status_code == 404


def test_nobody_changes_what_is_somebody_elses(
    on_sqlite: Installation, adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    adviser.page("/account")
    with on_sqlite.resources.work.reading() as stored:
        device = stored.devices.of(account_of(on_sqlite))[0].id
    passkey = add_passkey(on_sqlite, on_sqlite.actor("adviser"))
    other = signed_in("other-adviser")
    token = {"csrf_token": other.csrf_token(), "name": "Van mij"}
    for path in (f"devices/{device}/rename", f"devices/{device}/revoke"):
        assert other.post(f"/account/{path}", token).status_code == 404
    for path in (f"passkeys/{passkey}/rename", f"passkeys/{passkey}/remove"):
        assert other.post(f"/account/{path}", token).status_code == 404
    session = sessions_of(on_sqlite)[0]
    gone = other.post(f"/account/sessions/{session}/end", token)
    assert gone.location == "/account?done=session-gone"
    assert session in sessions_of(on_sqlite)


CONFIRMED = (
    "/account/authenticator",
    "/account/password",
    "/account/recovery-codes",
    "/account/password/close",
    "/account/passkeys/new",
)


@pytest.mark.parametrize("path", CONFIRMED)
def test_a_page_that_changes_something_asks_first_who_it_is(
    on_sqlite: Installation, adviser: Browser, path: str
) -> None:
    on_sqlite.moments.pass_by(11 * MINUTE)
    asked = adviser.get(path)
    assert asked.status_code == 403
    assert f'name="next" value="{path}"' in asked.text
    token = {"csrf_token": adviser.csrf_token(), "password": PASSWORD, "code": "1"}
    if path != "/account/passkeys/new":
        refused = adviser.post(path, token)
        assert refused.status_code == 403
        assert PASSWORD not in refused.text


def begun(app_browser: Browser, installation: Installation, name: str) -> Browser:
    """Give a browser that holds the session of somebody who was only just invited."""
    token = joining(installation, name).token
    with app_browser.client.session_transaction() as session:
        session["token"] = token
    return app_browser


@pytest.mark.parametrize("name", PEOPLE)
def test_who_joins_comes_to_one_page_and_from_there_to_the_first_of_the_role(
    on_sqlite: Installation, visitor: Browser, name: str
) -> None:
    newcomer = begun(visitor, on_sqlite, name)
    for path in ("/", "/account", "/help", "/account/devices/" + account_of(on_sqlite)):
        assert newcomer.get(path).location == "/account/start"
    page = newcomer.page("/account/start")
    assert "Kies hoe u voortaan inlogt" in page
    assert 'href="/account"' not in page
    token = {"csrf_token": re.findall(r'csrf_token" value="([^"]+)"', page)[0]}
    assert newcomer.post("/account/start", token).location == "/account/start"
    add_passkey(on_sqlite, on_sqlite.actor(name))
    assert "Uw passkey werkt." in newcomer.page("/account/start")
    assert newcomer.fill_in("/account/start", {}).location == "/"
    assert newcomer.get("/", follow=True).status_code == 200
    assert "Begonnen met een uitnodiging" in newcomer.page("/account")
    assert newcomer.get("/account/start").location == "/account"


def test_who_joins_with_a_password_gets_the_app_then_the_password_then_codes(
    on_sqlite: Installation, visitor: Browser
) -> None:
    newcomer = begun(visitor, on_sqlite, "reviewer")
    assert newcomer.get("/account/password").location == "/account/authenticator"
    form = newcomer.form("/account/authenticator")
    code = code_of_offer(on_sqlite, account_of(on_sqlite, "reviewer"))
    assert newcomer.post(form.action, form.with_({"code": code})).location == "/account/password"
    assert "Of met een wachtwoord" in newcomer.page("/account/start"), "one half is no road"
    changed = newcomer.fill_in(
        "/account/password", {"password": PASSWORD, "password-again": PASSWORD}
    )
    assert len(CODE.findall(changed.text)) == 10
    before = on_sqlite.resources.work
    with before.database.reading() as connection:
        held = connection.execute(text("SELECT token_hash FROM session")).scalars().all()
    done = newcomer.post("/account/start", {"csrf_token": csrf_in(changed.text)})
    assert done.location == "/"
    with before.database.reading() as connection:
        after = connection.execute(text("SELECT token_hash FROM session")).scalars().all()
    assert len(after) == 1
    assert set(held).isdisjoint(after)
    on_sqlite.moments.pass_by(MINUTE)
    assert newcomer.page("/account")


def csrf_in(page: str) -> str:
    return str(re.findall(r'csrf_token" value="([^"]+)"', page)[0])


def test_who_joins_may_post_nothing_else(on_sqlite: Installation, visitor: Browser) -> None:
    newcomer = begun(visitor, on_sqlite, "adviser")
    token = {"csrf_token": csrf_in(newcomer.page("/account/start"))}
    for path in ("/account/sessions/end-others", "/account/password/close", "/visits/new"):
        assert newcomer.post(path, token).status_code == 403
    assert newcomer.get("/session").status_code == 403
