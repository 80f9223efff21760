"""Serving over TLS: with the certificate that the document makes, and clear words about another."""

import os
import signal
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.certificates import DOCUMENTED, Made, made
from tests.integration.cli.test_demo import WONINGSCAN
from tests.integration.web.observatory import score
from woningscan.cli.certificates import (
    Pair,
    UnfitCertificateError,
    context_of,
    warnings_of,
)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give a certificate for this machine."""
    return made(tmp_path_factory.mktemp("local"), "localhost")


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give the certificate of the document."""
    return made(tmp_path_factory.mktemp("remote"))


@contextmanager
def serving(folder: Path, certificate: Made) -> Iterator[int]:
    """Serve a new installation over TLS, and give the port."""
    environment = {**os.environ, "WONINGSCAN_DATA_DIR": str(folder / "data")}
    subprocess.run([WONINGSCAN, "init"], env=environment, check=True, capture_output=True)
    command = [WONINGSCAN, "serve", "--port", "0"]
    command += ["--certificate", str(certificate.certificate), "--key", str(certificate.key)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            assert line.startswith("Serving on https://localhost:"), line
            yield urlsplit(line.split()[-1]).port or 0
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, local: Made) -> Iterator[int]:
    """Give the port of one server for all tests that only ask."""
    with serving(tmp_path_factory.mktemp("served"), local) as found:
        yield found


def asked(port: int, context: ssl.SSLContext, path: str = "/") -> HTTPResponse:
    """Ask for a page."""
    connection = HTTPSConnection("localhost", port, context=context, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def trusting(certificate: Made) -> ssl.SSLContext:
    """Give what a tablet has on which the authority was put."""
    return ssl.create_default_context(cafile=certificate.authority)


def test_a_tablet_that_knows_the_authority_is_served(port: int, local: Made) -> None:
    response = asked(port, trusting(local), "/sign-in")
    assert response.status == 200
    assert response.headers["Server"] == "server"
    assert "max-age=63072000" in (response.headers["Strict-Transport-Security"] or "")
    cookies = response.headers.get_all("Set-Cookie") or []
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))


def test_a_tablet_that_does_not_is_warned(port: int, remote: Made) -> None:
    for context in (ssl.create_default_context(), trusting(remote)):
        with pytest.raises(ssl.SSLCertVerificationError):
            asked(port, context)


def test_old_tls_and_weak_ciphers_are_not_spoken(port: int, local: Made) -> None:
    weak = trusting(local)
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    weak.set_ciphers("ECDHE+AES+SHA384:ECDHE+AES+SHA256:ECDHE+AES+SHA1:@SECLEVEL=0")
    with pytest.raises(OSError, match=r"alert|HANDSHAKE|EOF|reset"):
        asked(port, weak)
    context = context_of(Pair(local.certificate, local.key))
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    for cipher in context.get_ciphers():
        assert cipher["aead"], cipher["name"]
        assert cipher["name"].startswith(("TLS_", "ECDHE-")), cipher["name"]


def test_the_rules_of_the_http_observatory_give_it_at_least_130(port: int, local: Made) -> None:
    response = asked(port, trusting(local))
    assert response.status == 401
    cookies = response.headers.get_all("Set-Cookie") or []
    assert score(dict(response.headers.items()), cookies) >= 130


def test_the_documented_certificate_is_served_with_and_nothing_is_said(remote: Made) -> None:
    pair = Pair(remote.certificate, remote.key)
    context_of(pair)
    assert list(warnings_of(pair, [DOCUMENTED, "localhost", "127.0.0.1"])) == []


def test_a_certificate_for_another_host_is_warned_about(remote: Made) -> None:
    pair = Pair(remote.certificate, remote.key)
    (warning,) = warnings_of(pair, ["tablets.example.org"])
    assert "is not for tablets.example.org" in warning
    assert DOCUMENTED in warning


def test_a_certificate_that_runs_out_soon_is_warned_about(remote: Made) -> None:
    soon = datetime.now(UTC) + timedelta(days=380)
    (warning,) = warnings_of(Pair(remote.certificate, remote.key), [DOCUMENTED], soon)
    assert "renew it in time" in warning


@pytest.mark.parametrize(("days", "words"), [(400, "expired on"), (-2, "only: set the clock")])
def test_a_certificate_of_another_time_is_refused(remote: Made, days: int, words: str) -> None:
    then = datetime.now(UTC) + timedelta(days=days)
    with pytest.raises(UnfitCertificateError, match=words):
        list(warnings_of(Pair(remote.certificate, remote.key), [DOCUMENTED], then))


def test_a_key_of_another_certificate_is_refused(remote: Made, local: Made) -> None:
    with pytest.raises(UnfitCertificateError, match="is not the key of"):
        context_of(Pair(remote.certificate, local.key))


def test_what_is_no_certificate_is_refused(tmp_path: Path, remote: Made) -> None:
    text = tmp_path / "text.pem"
    text.write_text("Verzonnen")
    for pair in (Pair(text, remote.key), Pair(remote.certificate, text)):
        with pytest.raises(UnfitCertificateError, match="-----BEGIN"):
            context_of(pair)
