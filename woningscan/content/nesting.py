"""How deeply YAML is nested, told before anything is made of it.

Making a tree of YAML goes down with the nesting: a file of a few thousand brackets would end the
program, and nobody could catch that.
"""

from __future__ import annotations

import yaml

DEEPEST = 32
"""The most levels; the deepest text of a questionnaire needs about a dozen."""

_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def too_deep(text: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> int | None:
    """Give the line where YAML goes deeper than it may, or nothing.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return None
