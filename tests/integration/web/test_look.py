"""The tokens of the look: few of them, and enough contrast in light and in dark."""

import re

import pytest

from tests.repository import ROOT

CSS = ROOT / "static/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
MOST_TOKENS = 120
TEXT, EDGE = 7.0, 3.0

PAIRS = [
    (TEXT, "--text", "--page"),
    (TEXT, "--text", "--surface"),
    (TEXT, "--text", "--sunken"),
    (TEXT, "--muted", "--page"),
    (TEXT, "--muted", "--surface"),
    (TEXT, "--muted", "--sunken"),
    (TEXT, "--accent", "--page"),
    (TEXT, "--accent", "--surface"),
    (TEXT, "--accent-strong", "--page"),
    (TEXT, "--on-accent", "--accent"),
    (TEXT, "--on-accent", "--accent-strong"),
    (TEXT, "--on-accent", "--accent-pressed"),
    (TEXT, "--accent-pressed", "--accent-tint"),
    (TEXT, "--on-tint", "--sunken"),
    (TEXT, "--on-tint", "--accent-tint"),
    (TEXT, "--text", "--accent-tint"),
    (TEXT, "--good", "--surface"),
    (TEXT, "--text", "--good-tint"),
    (TEXT, "--fault", "--surface"),
    (TEXT, "--fault", "--page"),
    (TEXT, "--text", "--fault-tint"),
    (TEXT, "--fault", "--fault-tint"),
    (TEXT, "--surface", "--fault"),
    (TEXT, "--disabled", "--sunken"),
    (TEXT, "--notice", "--surface"),
    (TEXT, "--text", "--notice-tint"),
    (TEXT, "--accent", "--fault-tint"),
    (TEXT, "--accent", "--accent-tint"),
    (EDGE, "--line", "--surface"),
    (EDGE, "--line", "--page"),
    (EDGE, "--line", "--sunken"),
    (EDGE, "--accent", "--notice-tint"),
    (EDGE, "--good", "--page"),
    (EDGE, "--notice", "--page"),
    (EDGE, "--brand", "--surface"),
]

GROUNDS = (
    "--page",
    "--surface",
    "--sunken",
    "--accent-tint",
    "--good-tint",
    "--fault-tint",
    "--notice-tint",
)


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", text))


LIGHT, _, DARK_PART = TOKENS.partition("@media (prefers-color-scheme: dark)")
THEMES = {"light": colours(LIGHT), "dark": colours(LIGHT) | colours(DARK_PART)}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("least", "front", "back"), PAIRS)
def test_contrast(theme: str, least: float, front: str, back: str) -> None:
    found = contrast(THEMES[theme][front], THEMES[theme][back])
    assert found >= least, f"{front} on {back} in {theme}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_ring_shows_on_every_ground(theme: str, ground: str) -> None:
    """The ring stands two pixels off what has the focus, so it touches the ground alone."""
    assert contrast(THEMES[theme]["--focus"], THEMES[theme][ground]) >= EDGE
    assert re.search(r"^\s+--ring: 3px;$", TOKENS, re.MULTILINE)


def test_both_themes_give_every_colour() -> None:
    assert colours(LIGHT).keys() == colours(DARK_PART).keys()


def test_there_are_few_tokens_and_each_is_used() -> None:
    names = set(re.findall(r"^\s+(--[a-z0-9-]+):", TOKENS, re.MULTILINE))
    used = set(
        re.findall(r"var\((--[a-z0-9-]+)", "".join(p.read_text() for p in CSS.glob("*.css")))
    )
    assert len(names) <= MOST_TOKENS
    assert sorted(names - used) == []


def test_each_property_that_a_style_sheet_reads_is_set() -> None:
    """One that is not set makes the whole declaration void, without a word."""
    text = "".join(path.read_text("utf-8") for path in CSS.glob("*.css"))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= set(re.findall(r"(--[\w-]+)\s*:", text))


def test_colours_stand_in_the_tokens_alone() -> None:
    for path in CSS.glob("*.css"):
        if path.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(", path.read_text("utf-8")), path.name
