"""Style sheets as tests read them: rules, what a rule reads, and what the pages use."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.repository import ROOT

VENDOR = ROOT / "static/vendor"
CSS = ROOT / "static/css"
NESTED = ("@layer", "@media", "@supports")


@dataclass(frozen=True, slots=True)
class Rule:
    """The selectors of a rule, and its declarations as they stand."""

    selectors: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]


def rules(text: str) -> list[Rule]:
    """Give the rules of a style sheet, those inside @media and the like included."""
    found = []
    position, text = 0, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    while (opening := text.find("{", position)) >= 0:
        head = text[position:opening].strip()
        closing = _closing(text, opening)
        body = text[opening + 1 : closing]
        if head.startswith(NESTED):
            found += rules(body)
        elif not head.startswith("@"):
            selectors = tuple(part.strip() for part in _split(head, ","))
            found.append(Rule(selectors, tuple(_declarations(body))))
        position = closing + 1
    return found


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError("A brace is not closed.")


def _split(text: str, separator: str) -> list[str]:
    """Split where no bracket is open."""
    parts, depth = [""], 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _declarations(body: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in _split(body, ";") if ":" in part)
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def unresolved(value: str, known: set[str]) -> set[str]:
    """Give the custom properties without which a value has no meaning: no token, no fallback."""
    missing = set()
    for opening in re.finditer(r"(?<![\w-])var\(", value):
        inside = value[opening.end() : _end_of_brackets(value, opening.end())]
        name, *fallback = (part.strip() for part in _split(inside, ","))
        if name not in known and (not fallback or unresolved(",".join(fallback), known)):
            missing.add(name)
    return _without_those_in_fallbacks(value, missing, known)


def _end_of_brackets(text: str, start: int) -> int:
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError("A bracket is not closed.")


def _without_those_in_fallbacks(value: str, missing: set[str], known: set[str]) -> set[str]:
    """Leave out what stands in the fallback of a property that is known."""
    for name in re.findall(r"(?<![\w-])var\(\s*(--[\w-]+)\s*,", value):
        if name in known:
            start = value.index(name)
            fallback = value[start + len(name) : _end_of_brackets(value, start)]
            missing -= set(re.findall(r"--[\w-]+", fallback))
    return missing


@cache
def pages_text() -> str:
    """Give the text of all templates and scripts."""
    paths = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static/js").rglob("*.js")]
    return "\n".join(path.read_text("utf-8") for path in paths)


@cache
def used_words() -> frozenset[str]:
    """Give every word of templates and scripts that can be a class, and every element."""
    return frozenset(re.findall(r"[a-z][\w-]*", pages_text()))


def is_used(selector: str) -> bool:
    """Tell whether all classes and elements of a selector occur on some page."""
    plain = re.sub(r"\[[^\]]*\]|::?[\w-]+(?=[^\w-]|$)", " ", selector)
    words = re.findall(r"[a-zA-Z][\w-]*", plain)
    return bool(words) and all(word in used_words() for word in words)


def vendored() -> list[Path]:
    """Give the style sheets of others."""
    return sorted(VENDOR.rglob("*.css"))
