"""What comes back at once: refused forms, addresses, and what browsers say of themselves."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from tests.browser.shown import NOBODY, PAGES
from tests.integration.web.browsing import OWN_PAGE
from tests.integration.web.xss.inputs import Found
from tests.integration.web.xss.world import World
from tests.repository import ROOT
from tests.xss_payloads import ALL, PAYLOADS
from woningscan.web.headers import REPORTS_PATH
from woningscan.web.limits import DEFAULT_LIMIT, LIMITS

ENCODED = len(quote(ALL))
SHORT = PAYLOADS[0]
READ = re.compile(r"""request\.(?:args|values)(?:\.get\(|\.getlist\(|\[)"([^"]+)""")
"""How our code reads what stands after a question mark."""
UNKNOWN = frozenset({"nonsense", "language", "next", "style", "src"})
BREAKS = re.compile(r"[\x00-\x1f\x7f]")


def once_each(forms: Iterable[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """Give one form of each kind, by where it goes and which fields it has."""
    found = {(form.endpoint, form.method, form.typed): (who, form) for who, form in forms}
    return list(found.values())


def ask(world: World, account: str, form: Found) -> int:
    """Send a form with all payloads in each of its fields; give how many fields that were.

    As many fields at once as its route takes bytes; first those that are written in, then those
    that only a script or a hand in the page would change.
    """
    room = LIMITS.get(form.endpoint, DEFAULT_LIMIT) // ENCODED - 1
    for names in (tuple(form.written), form.hidden):
        for start in range(0, len(names), max(room, 1)):
            hostile = dict.fromkeys(names[start : start + max(room, 1)], ALL)
            _send(world, account, form, {**form.values, **hostile})
    return len(form.written) + len(form.hidden)


def _send(world: World, account: str, form: Found, fields: Mapping[str, Any]) -> None:
    if form.method == "GET":
        world.get(account, _literal(f"{form.action.partition('?')[0]}?{urlencode(fields)}"))
        return
    response = world.post(account, _literal(form.action), fields)
    if response.status_code >= 500:
        world.faults.append(f"{form.endpoint} breaks: {response.status}")


def _literal(path: str) -> str:
    """Give a path in which braces stand for themselves."""
    return path.replace("{", "{{").replace("}", "}}")


def upload(world: World) -> None:
    """Send files that are no photos, with every payload as the name of one."""
    path = "/visits/{filled}/rooms/{room}/photos".format_map(world.names)
    form = world.browser("adviser").form(path)
    # In a header a backslash keeps the sign after it from its meaning.
    names = (BREAKS.sub(" ", payload).replace("\\", r"\\") for payload in PAYLOADS)
    files = [(io.BytesIO(b"no photo"), name[:300], "image/jpeg") for name in names]
    world.post("adviser", path, {**form.fields, "photos": files})


def parameters() -> frozenset[str]:
    """Give every name that our code reads after a question mark, and some that it does not."""
    folder = ROOT / "woningscan/web"
    sources = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return UNKNOWN.union(*(READ.findall(source) for source in sources))


def ask_addresses(world: World) -> None:
    """Get every page with all payloads after its question mark, and pages that are not there."""
    query = _literal(urlencode(dict.fromkeys(sorted(parameters()), ALL)))
    for state in PAGES:
        world.get(state.account, f"{state.path.partition('?')[0]}?{query}")
    for number, payload in enumerate(PAYLOADS):
        beginning = ("/", "/visits/", "/settings/", "/static/0/")[number % 4]
        who = (NOBODY, "adviser", "administrator")[number % 3]
        world.get(who, _literal(f"{beginning}{quote(payload, safe='')}"))


def ask_signed_out(world: World, forms: Iterable[tuple[str, Found]]) -> None:
    """Send forms after the session ended: sign-in carries them along, the names of fields too."""
    for _, form in forms:
        if form.method == "POST":
            hostile = {**dict.fromkeys(form.written, ALL), ALL: ALL, "querySelector": SHORT}
            world.post(NOBODY, _literal(form.action), hostile)


def ask_kept(world: World, forms: Iterable[tuple[str, Found]]) -> Iterator[str]:
    """Send forms whose token is of another session; give what kept them."""
    for account, form in forms:
        if form.method == "POST" and form.written:
            hostile = {**form.values, **dict.fromkeys(form.written, ALL)}
            stale = {**hostile, "csrf_token": SHORT, ALL: SHORT}
            response = world.post(account, _literal(form.action), stale)
            yield response.get_data(as_text=True)


def report(world: World) -> None:
    """Send what a browser reports, and whatever else it says of itself."""
    client = world.browser("adviser").client
    for payload in PAYLOADS:
        body = {"blocked-uri": payload, "violated-directive": payload, "document-uri": payload}
        client.post(
            REPORTS_PATH,
            json={"csp-report": body},
            headers={"Content-Type": "application/csp-report"},
        )
        said = quote(payload)
        client.get("/", headers={**OWN_PAGE, "User-Agent": said, "Referer": said})
    world.get("administrator", "/settings/reports")
