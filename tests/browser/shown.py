"""Every page that there is, and every state of one that looks otherwise.

The pages follow from the routes of the application. The tests of a new page fail until its address
can be made from `Furnished`, or `NOT_PAGES` says why there is nothing to look at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page
from werkzeug.routing import Rule

from tests.browser.furnished import Furnished
from tests.installations import config_in
from woningscan.app import app_over
from woningscan.web import access

NOBODY = "nobody"
"""Somebody who has not signed in."""

NOT_PAGES = {
    "assessments.pdf": "a PDF",
    "assessments.photo": "a picture",
    "changes.session": "JSON for the script",
    "letters.cover_sheet": "a PDF",
    "letters.pdf": "a PDF",
    "photos.image": "a picture",
    "room_page.heads": "JSON for the script",
    "static_files.file": "styles, scripts and pictures",
    "static_files.health": "a word for a supervisor",
    "static_files.robots": "a word for search engines",
}
"""Routes that give something else than a page."""

OWNER = {"own_passkeys.page": "adviser", "own_devices.page": "adviser"}
"""Whose passkey and device `Furnished` has; others do not see them."""

SHOWS_BEST = {"letters.page": "closed", "closing.page": "fresh"}
SHOWS_BEST |= {f"assessments.{name}": "handed_over" for name in ("letter", "pdf", "photo")}
"""The visit of `Furnished` that an endpoint is shown with, where it is not `filled`."""

FIXED = {"chosen": "nl", "rendition": "small", "version": "0", "name": "any"}
FIXED |= {"questionnaire": "woningscan", "paragraph": "limits-retention"}
"""Arguments of routes that are not about anything in an installation."""

SETTLED = """() => document.readyState === "complete"
    && document.getAnimations().every(({ playState }) => playState !== "running")"""
POST = """([action, fields]) => {
    const form = document.querySelector(`form[method=post][action="${action}"]`);
    for (const [name, value] of Object.entries(fields)) {
        const control = form.elements.namedItem(name);
        if (control.type === "date") { control.type = "text"; }
        control.value = value;
    }
    form.submit();
}"""
"""Post a form as a browser does that checks nothing; the page's script is not asked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in one state: whose it is, where it stands, and which of its forms is posted."""

    name: str
    account: str
    path: str
    """Names of `Furnished` between braces stand for what they are."""
    posted: Mapping[str, str] = field(default_factory=dict)
    action: str = ""
    """Where the form leads that is posted; by default to the page's own address."""
    is_late: bool = False
    """Whether the session has ended when the form is posted."""
    signs_in_again: bool = False
    """Whether the page is the one after that: somebody has signed in again."""

    def visit(self, page: Page, address: str, furnished: Furnished) -> str:
        """Open the page, and give its path."""
        path = self.path.format_map(asdict(furnished))
        page.goto(address + path)
        return path

    def show(self, page: Page, address: str, furnished: Furnished) -> None:
        """Open the page, post its form if there is one, and wait until all stands still."""
        path = self.visit(page, address, furnished)
        if self.posted:
            if self.is_late:
                page.context.clear_cookies()
            with page.expect_navigation():
                action = self.action.format_map(asdict(furnished)) or path
                page.evaluate(POST, [action, dict(self.posted)])
        page.wait_for_function(SETTLED)


def _app() -> Flask:
    return app_over(config_in(Path("nowhere")), None)


def _arguments(rule: Rule) -> dict[str, str]:
    """Give each argument of a route as a name of `Furnished`, between braces."""
    names = {name: FIXED.get(name, f"{{{name}}}") for name in rule.arguments}
    if "visit" in names:
        names["visit"] = f"{{{SHOWS_BEST.get(rule.endpoint, 'filled')}}}"
    return names


def pages() -> Iterator[Shown]:
    """Give every page, for each role that may see it and has something to see there."""
    for endpoint, account, path in _addresses():
        if endpoint not in NOT_PAGES and OWNER.get(endpoint, account) == account:
            yield Shown(f"{endpoint}-{account}", account, path)


def others() -> Iterator[tuple[str, str]]:
    """Give who may get what is no page, and where it stands.

    Only static files are left out: their addresses hold the sum of the bytes.
    """
    for endpoint, account, path in _addresses():
        if endpoint in NOT_PAGES and endpoint != "static_files.file":
            yield account, path


def _addresses() -> Iterator[tuple[str, str, str]]:
    app = _app()
    rights = access.declared(app)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.defaults:
            path = rule.rule
            for name, value in _arguments(rule).items():
                path = _with_argument(path, name, value)
            roles = rights[rule.endpoint].roles
            for account in sorted(roles) if roles is not None else [NOBODY]:
                yield rule.endpoint, str(account), path


def _with_argument(path: str, name: str, value: str) -> str:
    """Put a value where a route has `<kind:name>`."""
    before, rest = path.split(f"{name}>", 1)
    return before[: before.rindex("<")] + value + rest


def endpoints() -> frozenset[str]:
    """Give the names of all routes that something can be got from."""
    rules = _app().url_map.iter_rules()
    return frozenset(rule.endpoint for rule in rules if "GET" in (rule.methods or ()))


LONG = "n" * 4001
SETTINGS = "/settings/woningscan"
PRICE = "prices.cylinder-replace"
APPOINTMENT = "/visits/{fresh}/appointment"
STATES = (
    Shown("list-empty", "other-adviser", "/"),
    Shown("overview-fresh", "adviser", "/visits/{fresh}"),
    Shown("overview-disputed", "adviser", "/visits/{disputed}"),
    Shown("overview-closed", "adviser", "/visits/{closed}"),
    Shown("overview-cancelled", "adviser", "/visits/{cancelled}"),
    Shown("room-fresh", "adviser", "/visits/{fresh}/rooms/{fresh_room}"),
    Shown("room-disputed", "adviser", "/visits/{disputed}/rooms/{disputed_room}"),
    Shown("room-closed", "adviser", "/visits/{closed}/rooms/{closed_room}"),
    Shown("facts-closed", "adviser", "/visits/{closed}/facts"),
    Shown("photos-none", "adviser", "/visits/{fresh}/photos"),
    Shown("own-advice-new", "adviser", "/visits/{filled}/advice/own"),
    Shown("advice-disputed", "adviser", "/visits/{disputed}/advice"),
    Shown("advice-none", "adviser", "/visits/{fresh}/advice"),
    Shown("advice-closed", "adviser", "/visits/{closed}/advice"),
    Shown("closing-filled", "adviser", "/visits/{filled}/close"),
    Shown("closing-disputed", "adviser", "/visits/{disputed}/close"),
    Shown("reopening", "adviser", "/visits/{closed}/close"),
    Shown("handed-over", "adviser", "/visits/{handed_over}/close"),
    Shown("openings-of-handed-over", "adviser", "/visits/{handed_over}/openings"),
    Shown("day", "coordinator", "/visits/day?adviser={account}&visit-dated=2026-05-12"),
    Shown("day-refused", "coordinator", "/visits/day?chosen=yes&adviser=&visit-dated=x"),
    Shown("letter-draft", "adviser", "/visits/{filled}/letter"),
    Shown("letter-impossible", "adviser", "/visits/{disputed}/letter"),
    Shown("letter-english", "adviser", "/visits/{closed}/letter/en"),
    Shown("appointment-planned", "coordinator", APPOINTMENT),
    Shown("appointment-cancelled", "coordinator", "/visits/{cancelled}/appointment"),
    Shown("appointment-closed", "coordinator", "/visits/{closed}/appointment"),
    Shown("error-403", "coordinator", "/visits/{filled}"),
    Shown("error-404", "adviser", "/nowhere"),
    Shown("error-404-nobody", NOBODY, "/nowhere"),
    Shown("error-405", "adviser", "/sign-out"),
    Shown("sign-in-asked", NOBODY, "/visits/{filled}"),
    Shown("sign-in-refused", NOBODY, "/sign-in", {"name": "x", "password": "x", "code": "1"}),
    Shown("join-refused", NOBODY, "/join", {"link-part": "x", "code": "x"}),
    Shown("accounts-none", "administrator", "/accounts?search=niemand"),
    Shown("account-refused", "administrator", "/accounts/new", {"name": "Met Spatie"}),
    Shown("confirm-refused", "adviser", "/confirm", {"password": "x", "code": "1"}),
    Shown("kept-form", "adviser", "/visits/{fresh}/facts", {"visit-dated": ""}, is_late=True),
    Shown(
        "kept-form-after-sign-in",
        "adviser",
        "/visits/{fresh}/facts",
        {"visit-dated": "2026-05-13"},
        is_late=True,
        signs_in_again=True,
    ),
    Shown("plan-refused", "coordinator", "/visits/new", {"visit-dated": "30 februari"}),
    Shown("move-refused", "coordinator", APPOINTMENT, {"visit-dated": "x"}, APPOINTMENT + "/move"),
    Shown("cancel-refused", "coordinator", APPOINTMENT, {"reason": ""}, APPOINTMENT + "/cancel"),
    Shown("reassign-refused", "coordinator", APPOINTMENT, {"why": ""}, APPOINTMENT + "/reassign"),
    Shown("search-refused", "adviser", "/search", {"asked": ""}),
    Shown("search-found-nothing", "adviser", "/search", {"asked": "Niemand"}),
    Shown("search-found", "coordinator", "/search", {"asked": "Wethouder Verzonnen"}),
    Shown("facts-refused", "adviser", "/visits/{fresh}/facts", {"visit-dated": "30 februari"}),
    Shown(
        "room-refused",
        "adviser",
        "/visits/{fresh}/rooms/{fresh_room}",
        {"noted.cylinder": LONG},
    ),
    Shown(
        "reopening-refused",
        "adviser",
        "/visits/{closed}/close",
        {"reason": ""},
        "/visits/{closed}/reopen",
    ),
    Shown("no-show-refused", "adviser", "/visits/{fresh}/no-show", {"note": LONG}),
    Shown("settings-prices-none", "administrator", SETTINGS + "/prices?words=niets"),
    Shown(
        "settings-prices-refused",
        "administrator",
        SETTINGS + "/prices?chapter={priced_chapter}",
        {f"{PRICE}.low": "9", f"{PRICE}.high": "8"},
        SETTINGS + "/prices",
    ),
    Shown(
        "settings-periods-refused",
        "administrator",
        SETTINGS + "/periods",
        {"validity_months": "x"},
    ),
    Shown(
        "settings-newer",
        "administrator",
        SETTINGS + "/organisation",
        {"saw.organisation": "0", "organisation.nl": "Bureau Anders"},
    ),
    Shown("settings-preview-order", "administrator", SETTINGS + "/preview?reader=employer"),
    Shown("look-refused", "adviser", "/visits/{fresh}/looks/dark", {"looked-again.dark": "x"}),
    Shown("password-refused", "adviser", "/account/password", {"password": "kort"}),
    Shown("authenticator-refused", "adviser", "/account/authenticator", {"code": "1"}),
    Shown(
        "passkey-refused",
        "adviser",
        "/account/passkeys/{passkey}",
        {"name": ""},
        "/account/passkeys/{passkey}/rename",
    ),
    Shown(
        "device-refused",
        "adviser",
        "/account/devices/{device}",
        {"name": ""},
        "/account/devices/{device}/rename",
    ),
)
ALL = (*pages(), *STATES)
ALIKE = ("components.page-", "assistance.page-", "own_", "security.", "starting.")
"""How the names of pages begin that are alike for every role."""
ONCE = tuple(
    state for state in ALL if not state.name.startswith(ALIKE) or state.account == "adviser"
)
"""The same, where a page that is alike for every role is shown to one of them."""
PAGES = tuple({state.name.partition("-")[0]: state for state in pages()}.values())
"""Each page once, for one of its roles, in its usual state."""
