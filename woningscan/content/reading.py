"""Reading YAML with its positions, strictly, and without stopping at the first fault.

The format says which type each value has, so YAML's own guesses (`no` for false) are not asked:
an id `no` is the text that was written. Tags, anchors and aliases are refused.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import yaml

from woningscan.content import language
from woningscan.content.faults import Complaint, Fault, Place, Places
from woningscan.content.nesting import DEEPEST, too_deep
from woningscan.domain.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

_Choice = TypeVar("_Choice", bound="StrEnum")

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id looks like: lower-case words with hyphens between."""

_MOST_CHOICES = 30
"""More than these are not worth a list: nobody finds the right one in it."""
_YAML = "tag:yaml.org,2002:"
_PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
_PLAIN_TAGS = frozenset(_YAML + name for name in _PLAIN)


@dataclass(slots=True)
class Log:
    """What was met while reading the files of one questionnaire."""

    faults: list[Fault] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    nodes: set[yaml.Node] = field(default_factory=set)
    ids: dict[tuple[str, str], Place] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    """The texts of files that could not be read: what seems unknown may stand in one."""
    lacks_file: bool = False
    """Whether a file is missing or holds no keys, so that all it should hold would seem unknown."""

    @property
    def is_complete(self) -> bool:
        """Tell whether every file could be read."""
        return not self.unread and not self.lacks_file


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a file. An absent one reads as empty: that it is missing has been said already."""

    node: yaml.Node | None
    place: Place
    log: Log

    @property
    def is_absent(self) -> bool:
        """Tell whether there is nothing to read."""
        return self.node is None

    @property
    def name(self) -> str:
        """Give what the key path calls this one among its neighbours: its id, if it has one."""
        return _label(self.node) or ""

    def fault(self, message: str) -> None:
        """Say that something is wrong with this value."""
        self.log.faults.append(self.place.fault(message))
        self.log.places.mark_broken(self.place.address)

    def scalar(self) -> str:
        """Read a single value as the text that was written, or give an empty one."""
        if self.node is None:
            return ""
        if not isinstance(self.node, yaml.ScalarNode):
            self.fault("must be one value, not a list or keys with values")
            return ""
        written = str(self.node.value).strip()
        if not written or self.node.tag == _YAML + "null":
            self.fault("is empty; fill it in, or remove the key if it may be left out")
            return ""
        return written

    def identifier(self) -> str:
        """Read an id or the name of one: lower-case words with hyphens between."""
        written = self.scalar()
        if written and not ID.fullmatch(written):
            self.fault(
                f"“{written}” is not an id; use a-z, 0-9 and single hyphens, as in front-door"
            )
        return written

    def new_id(self, kind: str) -> str:
        """Read the id that a thing gets here; two of one kind may not have the same."""
        written = self.identifier()
        first = self.log.ids.setdefault((kind, written), self.place)
        if written and first is not self.place:
            self.fault(f"is used already in {first.file}:{first.line}; choose another id")
        return written

    def number(self, default: int) -> int:
        """Read a whole number of 1 or more, or give the default."""
        written = self.scalar()
        if not written:
            return default
        if not re.fullmatch(r"[1-9][0-9]{0,5}", written):
            self.fault(f"“{written}” is not a whole number of 1 or more")
            return default
        return int(written)

    def truth(self, *, default: bool) -> bool:
        """Read `true` or `false`, or give the default."""
        written = self.scalar()
        if written and written not in ("true", "false"):
            self.fault(f"“{written}” must be true or false")
        return default if written not in ("true", "false") else written == "true"

    def one_of(self, kind: type[_Choice]) -> _Choice | None:
        """Read one of a few fixed words, or give nothing."""
        written = self.scalar()
        if not written:
            return None
        choices = [str(choice) for choice in kind]
        if written not in choices:
            self.fault(f"“{written}” is not allowed{did_you_mean(written, choices)}")
            return None
        return kind(written)

    def translated(self) -> Text:
        """Read a text in every language, in plain words."""
        if self.node is None:
            return Text("", "")
        parts = self.keys("nl", "en")
        text = Text(parts["nl"].scalar(), parts["en"].scalar())
        if language.looks_untranslated(text.nl, text.en):
            self.fault("nl and en are the same; translate one of them")
        if text.nl and text.en and language.placeholders(text.nl) != language.placeholders(text.en):
            self.fault("nl and en have other words in braces; give both the same")
        for part, written in ((parts["nl"], text.nl), (parts["en"], text.en)):
            for complaint in language.complaints(written):
                part.fault(complaint)
        return text

    def translated_or_none(self) -> Text | None:
        """Read a text that may be left out."""
        return None if self.is_absent else self.translated()

    def identifiers(self) -> tuple[str, ...]:
        """Read a list of ids in which none stands twice."""
        names: list[str] = []
        for entry in self.entries():
            name = entry.identifier()
            if name in names:
                entry.fault(f"“{name}” stands in the list twice; remove one")
            elif name:
                names.append(name)
        return tuple(names)

    def entries(self) -> list[Value]:
        """Read a list that is not empty; each entry is called by its id, or else its number."""
        if self.node is None:
            return []
        if not isinstance(self.node, yaml.SequenceNode):
            self.fault("must be a list")
            return []
        if not self.node.value:
            self.fault("is an empty list; fill it in, or remove the key if it may be left out")
        return [
            self._child(node, node, f"{self.place.key}[{_label(node) or number}]")
            for number, node in enumerate(self.node.value, start=1)
        ]

    def pairs(self) -> dict[str, Value] | None:
        """Read keys with values, or give nothing when this is something else."""
        if self.node is None:
            return None
        if not isinstance(self.node, yaml.MappingNode):
            self.fault("must be keys with values")
            return None
        found: dict[str, Value] = {}
        for key_node, node in self.node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            child = self._child(node, key_node, f"{self.place.key}.{key}".removeprefix("."))
            if key in found:
                child.fault("stands here twice; remove one")
            else:
                found[key] = child
        return found

    def form(self, forms: Sequence[str]) -> str | None:
        """Tell which of some keys stands here first, without reading what it holds."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        written = [key.value for key, _ in pairs]
        return next((form for form in forms if form in written), None)

    def keys(self, *required: str, optional: Sequence[str] = ()) -> dict[str, Value]:
        """Read keys that are known beforehand; one that is not there gives an absent value."""
        found = self.pairs()
        known = (*required, *optional)
        for key, value in (found or {}).items():
            if key not in known:
                value.fault(f"is not a key that can stand here{did_you_mean(key, known)}")
        absent = {key: self._absent(key) for key in known if key not in (found or {})}
        for key in required:
            if found is not None and key in absent:
                absent[key].fault("is missing; add it")
        return {**absent, **(found or {})}

    def _absent(self, key: str) -> Value:
        place = self.place
        path = f"{place.key}.{key}".removeprefix(".")
        return Value(None, Place(place.file, place.line, path, place.prefix), self.log)

    def _child(self, node: yaml.Node, marked: yaml.Node, key: str) -> Value:
        place = Place(self.place.file, marked.start_mark.line + 1, key, self.place.prefix)
        return _value(node, place, self.log)


def parse(file: str, text: str, log: Log) -> Value | None:
    """Give the outermost value of a file, or nothing, with a fault, when it is not YAML."""
    try:
        deep = too_deep(text, _LOADER)
        node = yaml.compose(text, Loader=_LOADER) if deep is None else None
    except yaml.YAMLError as error:
        log.unread.append(text)
        line, problem = _problem(error, text)
        log.faults.append(Fault(file, line, "", f"this is not YAML: {problem}"))
        return None
    if deep is not None:
        log.unread.append(text)
        message = f"this is nested deeper than {DEEPEST} levels; write it flatter"
        log.faults.append(Fault(file, deep, "", message))
        return None
    log.lacks_file = log.lacks_file or not isinstance(node, yaml.MappingNode)
    if node is None:
        log.faults.append(Fault(file, 1, "", "the file is empty; fill it in or remove it"))
        return None
    prefix = f"zones[{_label(node) or ''}]" if file.startswith("zones/") else ""
    return _value(node, Place(file, node.start_mark.line + 1, "", prefix), log)


def did_you_mean(written: str, choices: Sequence[str]) -> str:
    """Give the end of a message: the choice that looks most like what was written, or a few."""
    close = difflib.get_close_matches(written, choices, n=1)
    if close:
        return f"; did you mean “{close[0]}”?"
    return f"; choose from {', '.join(choices)}" if 0 < len(choices) <= _MOST_CHOICES else ""


def unknown(address: str, kind: str, name: str, known: Sequence[str]) -> Complaint:
    """Complain of the name of something that is nowhere, among those that are."""
    message = f"“{name}” is no {kind}{did_you_mean(name, known)}"
    return Complaint(address, message, frozenset({name}))


def _value(node: yaml.Node, place: Place, log: Log) -> Value:
    """Make a value of a node; a tag, or a node that was met before, makes it an absent one."""
    log.places.add(place)
    is_met = node in log.nodes
    if is_met or node.tag not in _PLAIN_TAGS:
        absent = Value(None, place, log)
        absent.fault("write the value out; YAML's tags, anchors and aliases are not used here")
        return absent
    log.nodes.add(node)
    return Value(node, place, log)


def _label(node: yaml.Node | None) -> str | None:
    """Give the id of a mapping, or its key, or the word itself of a single value."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value in ("id", "key") and isinstance(value, yaml.ScalarNode):
            return None if value.tag == _YAML + "null" else str(value.value).strip()
    return None


def _problem(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Give the line of what YAML could not read, and its name for it."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return error.problem_mark.line + 1, str(error.problem)
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position) + 1, getattr(error, "reason", str(error))
