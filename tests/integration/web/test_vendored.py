"""The styles of NL Design System: which there are, that pages use them, that nothing is missing."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.integration.web.styles import (
    CSS,
    VENDOR,
    is_used,
    pages_text,
    rules,
    unresolved,
    vendored,
)

REGISTER = tomllib.loads((VENDOR / "VENDOR.toml").read_text("utf-8"))["package"]
SHEETS = [path.relative_to(VENDOR).as_posix() for path in vendored()]
LOADERS = sorted(CSS.glob("vendor*.css"))
IMPORT = re.compile(r'@import url\("\.\./vendor/([^"]+)"\) layer\((elements|parts)\);')
OF_DESIGN_SYSTEM = re.compile(r"(?<![\w-])((?:nl|utrecht)-[a-z][\w-]*)")


def own_properties() -> set[str]:
    """Give the custom properties that our style sheets set."""
    text = "".join(path.read_text("utf-8") for path in CSS.glob("*.css"))
    return set(re.findall(r"(--[\w-]+)\s*:", text))


def test_only_style_sheets_and_licences_are_vendored_and_no_tokens_of_others() -> None:
    names = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert {Path(name).suffix for name in names} == {".css", ".md", ".toml"}
    assert not [name for name in names if "token" in name or "font" in name]
    for sheet in vendored():
        text = sheet.read_text("utf-8")
        assert "@font-face" not in text, sheet
        assert "url(" not in text, sheet


def test_each_package_is_pinned_with_its_licence() -> None:
    for package in REGISTER:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["licence"] == "EUPL-1.2"
        licences = [name for name in package["files"] if name.endswith("LICENSE.md")]
        assert "European Union Public Licence" in (VENDOR / licences[0]).read_text("utf-8")


def test_each_sheet_is_loaded_once_in_a_layer() -> None:
    loaded = [name for path in LOADERS for name, _ in IMPORT.findall(path.read_text("utf-8"))]
    assert sorted(loaded) == SHEETS


@pytest.mark.parametrize("sheet", SHEETS)
def test_pages_use_each_sheet(sheet: str) -> None:
    found = rules((VENDOR / sheet).read_text("utf-8"))
    assert [rule for rule in found if any(is_used(each) for each in rule.selectors)]


def test_each_class_of_the_design_system_that_a_page_uses_exists_there() -> None:
    styled = set()
    for sheet in vendored():
        styled |= set(re.findall(r"\.([\w-]+)", sheet.read_text("utf-8")))
    used = {name for name in OF_DESIGN_SYSTEM.findall(pages_text()) if not name.endswith("-")}
    assert sorted(used - styled) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_used_rule_reads_is_given(sheet: str) -> None:
    """A property that nobody sets is how a heading falls back to the font of the browser."""
    found = rules((VENDOR / sheet).read_text("utf-8"))
    set_here = {name for rule in found for name, _ in rule.declarations if name.startswith("--_")}
    known = own_properties() | set_here
    missing = {
        name
        for rule in found
        if any(is_used(each) for each in rule.selectors)
        for property_, value in rule.declarations
        if not property_.startswith("--")
        for name in unresolved(value, known)
    }
    assert sorted(missing) == []


def test_our_tokens_for_the_design_system_are_all_read_there() -> None:
    text = "".join(sheet.read_text("utf-8") for sheet in vendored())
    given = set(re.findall(r"(--(?:nl|utrecht)-[\w-]+):", (CSS / "components.css").read_text()))
    assert given
    assert sorted(name for name in given if name not in text) == []


def test_a_property_is_missed_with_and_without_a_fallback() -> None:
    assert unresolved("var(--a)", set()) == {"--a"}
    assert unresolved("var(--a)", {"--a"}) == set()
    assert unresolved("var(--a, 0)", set()) == set()
    assert unresolved("var(--a, var(--b))", {"--a"}) == set()
    assert unresolved("var(--a, var(--b))", {"--b"}) == set()
    assert unresolved("1px var(--a, var(--b))", set()) == {"--a", "--b"}


def test_a_rule_is_found_in_a_query_and_used_when_all_of_it_is() -> None:
    found = rules("@media print { a.x, b { color: red; --y: {} } } /* c {} */ d {}")
    assert [rule.selectors for rule in found] == [("a.x", "b"), ("d",)]
    assert is_used(".nl-button:hover")
    assert not is_used(".nl-button.nl-button--never-used")
    assert is_used("input[type=text i]::placeholder")
