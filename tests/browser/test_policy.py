"""What a page may not do, Chromium keeps it from and reports: no test passes over it."""

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.serving import Site, reported, site_over
from tests.installations import Installation

INLINE = """() => {
  const added = document.createElement("style");
  added.textContent = "body { color: red }";
  document.head.append(added);
}"""
ALLOWED = "() => document.featurePolicy.allowedFeatures()"
OURS = {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get"}
DENIED = {"camera", "geolocation", "microphone", "payment", "unload", "usb", "fullscreen"}


def test_a_page_that_does_what_its_policy_forbids_fails_its_test(
    browser: Browser, on_sqlite: Installation
) -> None:
    with pytest.raises(AssertionError, match="style-src-elem"):
        _do_what_is_forbidden(browser, on_sqlite)
    (found,) = reported(on_sqlite)
    assert (found.kind, found.directive) == ("csp-violation", "style-src-elem")
    assert (found.blocked, found.route) == ("inline", "sign_in.page")


def _do_what_is_forbidden(browser: Browser, installation: Installation) -> None:
    """Do it on a page whose console nobody listens to."""
    with site_over(installation) as site:
        page = browser.new_page()
        page.goto(f"{site.address}/sign-in")
        with page.expect_request_finished(_is_report):
            page.evaluate(INLINE)
        page.close()


def _is_report(request: Request) -> bool:
    return request.url.endswith("/reports")


def test_a_page_has_no_functions_of_the_device_but_ours(site: Site, tablet: Page) -> None:
    tablet.goto(site.address)
    allowed = set(tablet.evaluate(ALLOWED))
    assert allowed >= OURS
    assert not allowed & DENIED


def test_a_page_stands_alone(site: Site, tablet: Page) -> None:
    tablet.goto(site.address)
    assert tablet.evaluate("() => window.originAgentCluster") is True
