"""Style sheets and scripts as they are sent: lighter, and still the same rules and code."""

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from tests.integration.web.browsing import Browser
from tests.integration.web.styles import CSS, VENDOR, rules
from tests.repository import ROOT
from woningscan.web.static_files import static_url
from woningscan.web.static_texts import IMPORT, SCRIPT_COMMENT, sent_texts

SCRIPTS = sorted(path.name for path in (ROOT / "static/js").glob("*.js"))


@pytest.mark.parametrize("name", sorted(path.name for path in CSS.glob("*.css")))
def test_a_style_sheet_is_sent_with_all_its_rules_and_those_it_imports(name: str) -> None:
    written = (CSS / name).read_text("utf-8")
    expected = [
        rule
        for sheet, _ in IMPORT.findall(written)
        for rule in rules(Path(VENDOR.parent, sheet).read_text("utf-8"))
    ]
    expected += rules(re.sub(r"@(?:import|layer)[^;{]*;", "", written))
    sent = re.sub(r"@layer[^;{]*;", "", sent_texts()[f"css/{name}"])
    assert [rule.selectors for rule in rules(sent)] == [rule.selectors for rule in expected]
    assert "@import" not in sent


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_loses_lines_of_comment_only(name: str, node_path: Path) -> None:
    written = (ROOT / "static/js" / name).read_text("utf-8").splitlines()
    sent = sent_texts()[f"js/{name}"]
    left = iter(written)
    assert all(line in left for line in sent.splitlines())
    lost = "\n".join(SCRIPT_COMMENT.findall("\n".join(written) + "\n"))
    assert all(re.match(r"\s*(//|/\*\*|\*|$)", line) for line in lost.splitlines())
    checked = subprocess.run(
        [node_path, "--input-type=module", "--check"],
        input=sent.encode(),
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr.decode()


def test_a_comment_behind_code_and_an_address_stay() -> None:
    code = 'const a = "https://x"; // why\n'
    assert SCRIPT_COMMENT.sub("", f"/** What. */\n{code}  // Why.\n") == code
    cast = "  /** @type {X} */ (a);\n"
    assert SCRIPT_COMMENT.sub("", f"{cast}/**\n * What.\n */\n") == cast


def test_what_is_sent_can_be_kept_for_ever_and_says_its_kind(visitor: Browser) -> None:
    for name, kind in (("css/vendor.css", "text/css"), ("js/journal.js", "text/javascript")):
        response = visitor.client.get(static_url(name))
        assert response.mimetype == kind
        assert "immutable" in response.headers["Cache-Control"]
        assert "max-age=31536000" in response.headers["Cache-Control"]


def test_what_is_sent_is_packed_for_who_can_unpack_it(visitor: Browser) -> None:
    plain = visitor.client.get(static_url("js/journal.js"))
    assert "Content-Encoding" not in plain.headers
    packed = visitor.client.get(
        static_url("js/journal.js"), headers={"Accept-Encoding": "br, gzip;q=0.5"}
    )
    refused = visitor.client.get(
        static_url("js/journal.js"), headers={"Accept-Encoding": "gzip;q=0"}
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == refused.data
    assert len(packed.data) < len(plain.data) / 2
    for response in (plain, packed, refused):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in response.headers["Cache-Control"]


def test_a_page_is_never_packed_since_its_size_would_tell_of_its_tokens(visitor: Browser) -> None:
    page = visitor.client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers
    assert "csrf_token" in page.text


def test_a_vendored_sheet_keeps_its_licence_in_view(visitor: Browser) -> None:
    text = visitor.client.get(static_url("css/vendor.css")).text
    assert text.count("EUPL-1.2") == len(IMPORT.findall((CSS / "vendor.css").read_text("utf-8")))
