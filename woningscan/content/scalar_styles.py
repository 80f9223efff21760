"""Writing a text in YAML in the style of the text that stood there before.

A style is tried by reading the outcome as the loader does. What would not come back as the same
text is written between double quotes, in which every text can be written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from woningscan.content.reading import Log, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.content.text_places import WrittenText

_HEADER = re.compile(r"((?:[!&]\S*[ \t]+)*[>|](?:[-+]?([1-9])?[-+]?))[ \t]*(#[^\r\n]*)?\r?\n")
_SENTENCE = re.compile(r"""([.!?]["'”’)]?) (?=["“‘'(]?[A-ZÀ-Þ{])""")
# What YAML cannot read as it stands, or takes for the end of a line.
_TO_ESCAPE = re.compile(
    '["\\\\\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]',
)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FOUR_DIGITS = 0x100


class Edit(NamedTuple):
    """Characters of a file, from `start` up to `end`, and what comes in their place."""

    start: int
    end: int
    new: str


class _Block(NamedTuple):
    """A block scalar: its first line, the comment there, how its lines end, begin and read."""

    header: str
    comment: str
    line_end: str
    indent: str
    lines: frozenset[str]
    end: int


def edit_of(source: str, written: WrittenText, text: str) -> Edit:
    """Give the edit that replaces one text in a file, and nothing else of it."""
    start, end = written.node.start_mark.index, written.node.end_mark.index
    style = written.node.style
    block = _block(source, start, written.indent) if style in ("|", ">") else None
    for new in _candidates(style, block, text):
        if _comes_back(new, written, text):
            return Edit(start, end if block is None else block.end, new)
    comment = f" {block.comment}" if block and block.comment else ""
    return Edit(start, end if block is None else block.end, _double_quoted(text) + comment)


def _candidates(style: str | None, block: _Block | None, text: str) -> Iterator[str]:
    """Give a text in the style that was used, if it can be written so at all."""
    if block is not None:
        lines = text.split("\n") if style == "|" else _folded(text, block.lines)
        body = (f"{block.indent}{line}" if line else "" for line in lines)
        yield block.line_end.join((block.header, *body))
    elif "\n" not in text and style == "'":
        yield "'" + text.replace("'", "''") + "'"
    elif "\n" not in text and not style:
        yield text


def _folded(text: str, before: frozenset[str]) -> Iterator[str]:
    """Give the lines of a folded text: a sentence on each, and an empty one for a new line.

    Sentences that stood on one line `before` stay so: a change then shows what was changed.
    """
    for number, part in enumerate(text.split("\n")):
        if number:
            yield ""
        sentences = _SENTENCE.sub("\\1\n", part).split("\n") if part else []
        while sentences:
            counts = range(len(sentences), 0, -1)
            kept = next((count for count in counts if " ".join(sentences[:count]) in before), 1)
            yield " ".join(sentences[:kept])
            del sentences[:kept]


def _block(source: str, start: int, key_column: int) -> _Block | None:
    """Find the lines of a block scalar; what follows them, even an empty line, is not part."""
    header = _HEADER.match(source, start)
    if header is None:
        return None
    indent = key_column + int(header[2]) if header[2] else 0
    end = position = header.end()
    while position < len(source):
        line_end = source.find("\n", position)
        line = source[position : line_end if line_end >= 0 else None].removesuffix("\r")
        spaces = len(line) - len(line.lstrip(" "))
        if line.strip(" "):
            indent = indent or spaces
            if spaces < indent:
                break
            end = position + len(line)
        position = line_end + 1 or len(source)
    first = header[0].rstrip("\r\n")
    lines = frozenset(line[indent:] for line in source[header.end() : end].splitlines())
    break_ = header[0][len(first) :]
    return _Block(first, header[3] or "", break_, " " * indent, lines, end)


def _comes_back(new: str, written: WrittenText, text: str) -> bool:
    """Tell whether the loader reads a candidate as the text that is meant."""
    pad = " " * written.indent
    around = f"{{a: {new}, b: {new}}}" if written.in_flow else f"{pad}a: {new}\n{pad}b: {new}\n"
    log = Log()
    value = parse("", around, log)
    pairs = value.pairs() if value is not None else None
    read = [each.scalar() for each in (pairs or {}).values()]
    return not log.faults and read == [text, text] and set(pairs or {}) == {"a", "b"}


def _double_quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda found: _escaped(found[0]), text) + '"'


def _escaped(sign: str) -> str:
    code = ord(sign)
    escape = f"\\x{code:02x}" if code < _FOUR_DIGITS else f"\\u{code:04x}"
    return _SHORT_ESCAPES.get(sign, escape)
