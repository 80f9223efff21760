"""The rules by which the HTTP Observatory of MDN gives a score (version 1.4.8, its `charts.js`).

Only what our answers can lose or win by; a rule that is broken fails outright. 100 is the start.
Measured against the package itself, which gives the same.
"""

from collections.abc import Mapping, Sequence

CSP_DEFAULT_NONE, COOKIES, REFERRER, FRAMES, OWN_RESOURCES = 10, 5, 5, 5, 10
SIX_MONTHS = 15_552_000


def score(headers: Mapping[str, str], cookies: Sequence[str]) -> int:
    """Give the score of a page that loads scripts from here alone."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:", "*"} & {
        source for sources in policy.values() for source in sources.split()
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers
    age = headers["Strict-Transport-Security"].partition("max-age=")[2].partition(";")[0]
    assert int(age) >= SIX_MONTHS
    found = 100
    found += CSP_DEFAULT_NONE if policy["default-src"] == "'none'" else 0
    found += FRAMES if "frame-ancestors" in policy else 0
    found += REFERRER if headers["Referrer-Policy"] == "no-referrer" else 0
    found += OWN_RESOURCES if headers["Cross-Origin-Resource-Policy"] == "same-origin" else 0
    found += COOKIES if _are_kept(cookies) else 0
    return found


def _are_kept(cookies: Sequence[str]) -> bool:
    return bool(cookies) and all(
        {"Secure", "HttpOnly", "SameSite=Strict"} <= set(cookie.split("; ")) for cookie in cookies
    )
