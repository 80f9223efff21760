"""Holding a file against its JSON Schema, and saying what is wrong in plain words.

The schema speaks of the form only. What has another form is made null, which means not filled in,
so that everything else can still be checked for its meaning and all faults are told at once.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from jsonschema import Draft202012Validator

from woningscan.domain.visit_file import where
from woningscan.domain.visit_file.saying import quoted, unknown
from woningscan.services.json_files import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema import ValidationError

_Path: TypeAlias = tuple[str | int, ...]
_Complaint: TypeAlias = tuple[_Path, str]

_KINDS = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Formed:
    """A file in which everything has the right form or is null, and the faults of the rest."""

    data: dict[str, Any]
    faults: tuple[FileFault, ...]


@cache
def validator(name: str) -> Draft202012Validator:
    """Give the validator of a schema in this folder, by the name of its file."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def formed(data: object, schema: str) -> Formed:
    """Hold data against a schema and take out what does not fit."""
    errors = validator(schema).iter_errors(data)
    complaints = dict.fromkeys(complaint for error in errors for complaint in _complaints(error))
    kept: dict[str, Any] = deepcopy(data) if isinstance(data, dict) else {}
    for path, _ in complaints:
        if path:
            inner: Any = kept
            for part in path[:-1]:
                inner = inner[part]
            inner[path[-1]] = None
    return Formed(kept, tuple(FileFault(where("", *path), said) for path, said in complaints))


def _complaints(error: ValidationError) -> Iterator[_Complaint]:
    """Say what one error of the validator means, and where."""
    path: _Path = tuple(error.absolute_path)
    instance: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "additionalProperties":
            known = list(schema["properties"])
            strange = (key for key in instance if key not in known)
            yield from (((*path, key), unknown("key", key, known)) for key in strange)
        case "required":
            missing = (key for key in schema["required"] if key not in instance)
            yield from (((*path, key), "This is missing; add it.") for key in missing)
        case str(keyword):
            yield path, _MESSAGES[keyword](schema[keyword])


def _kind_message(kinds: str | list[str]) -> str:
    named = [kinds] if isinstance(kinds, str) else kinds
    return f"Give {' or '.join(_KINDS[kind] for kind in named)}."


def _choice_message(choices: list[str | None]) -> str:
    return f"Give {' or '.join('null' if one is None else quoted(one) for one in choices)}."


_MESSAGES: Mapping[str, Callable[[Any], str]] = {
    "type": _kind_message,
    "enum": _choice_message,
    "const": lambda wanted: _choice_message([wanted]),
    "maxLength": lambda most: f"A text here has at most {most} characters.",
    "minimum": lambda least: f"Give a number of at least {least}.",
    "maximum": lambda most: f"Give a number of at most {most}.",
}
"""What is said of each other keyword that our schemas use, given its value there."""
