"""Where each text stands in the files of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from woningscan.content.reading import Log, parse
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.content.faults import Place
    from woningscan.content.reading import Value

BYTE_ORDER_MARK = "\ufeff"

TextKey: TypeAlias = tuple[str, Language]
"""The address of a text, such as `zones[hall].name`, and one of its languages."""


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text in one language, where it is written.

    The marks of `node` count characters, from 0, without a byte order mark before the file.
    `indent` is the column of its key; `in_flow` tells whether it stands between braces.
    """

    key: TextKey
    place: Place
    node: yaml.ScalarNode
    indent: int
    in_flow: bool


def written_texts(file: str, source: str) -> Iterator[WrittenText]:
    """Give every text of a file that was found to have no faults."""
    value = parse(file, source.removeprefix(BYTE_ORDER_MARK), Log())
    if value is not None:
        yield from _texts_in(value)


def content_with(file: str, source: str, new: Mapping[TextKey, str]) -> object:
    """Give what a file holds, as values that can be compared, with some of its texts replaced."""
    value = parse(file, source.removeprefix(BYTE_ORDER_MARK), Log())
    if value is None or value.node is None:
        return None
    texts: dict[yaml.Node, str | None] = {
        written.node: new.get(written.key) for written in _texts_in(value)
    }
    return _content(value.node, texts)


def _content(node: yaml.Node, texts: Mapping[yaml.Node, str | None]) -> object:
    if node in texts:
        return texts[node] or str(node.value).strip()
    if isinstance(node, yaml.MappingNode):
        return [(_content(key, texts), _content(value, texts)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [_content(entry, texts) for entry in node.value]
    return (node.tag, node.value)


def _texts_in(value: Value) -> Iterator[WrittenText]:
    node = value.node
    if isinstance(node, yaml.SequenceNode):
        for entry in value.entries():
            yield from _texts_in(entry)
    elif isinstance(node, yaml.MappingNode):
        children = value.pairs() or {}
        if sorted(children) == sorted(Language):
            yield from _languages(value, node)
            return
        for child in children.values():
            yield from _texts_in(child)


def _languages(value: Value, mapping: yaml.MappingNode) -> Iterator[WrittenText]:
    for key, node in mapping.value:
        if isinstance(node, yaml.ScalarNode):
            yield WrittenText(
                (value.place.address, Language(key.value)),
                value.place,
                node,
                key.start_mark.column,
                bool(mapping.flow_style),
            )
