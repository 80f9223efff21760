"""All parts that pages are made of, in every state, for whoever builds pages.

The examples stand in one template. Each is shown as it looks, and as it is written there, so that
what one copies is what one saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, render_template_string
from markupsafe import Markup

from woningscan.web.access import EVERY_ROLE, allow

blueprint = Blueprint("components", __name__)

EXAMPLES = "components/examples.html"
_BEGINNING = re.compile(r"^\{# part: ([a-z-]+) #\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """One part: its name, how a template writes it, and what that makes."""

    name: str
    source: str
    made: Markup


@blueprint.get("/components")
@allow(*EVERY_ROLE)
def page() -> str:
    """Show every part; nothing on it is about anybody, and its forms lead nowhere."""
    return render_template("components/components.html", examples=_examples())


def _examples() -> list[Example]:
    """Cut the template with the examples into its parts; what stands first are the imports."""
    environment = current_app.jinja_env
    if environment.loader is None:
        raise LookupError("There are no templates.")
    source, _, _ = environment.loader.get_source(environment, EXAMPLES)
    imports, *rest = _BEGINNING.split(source)
    return [
        Example(name, written.strip(), Markup(render_template_string(imports + written)))  # noqa: S704 - our own template, which escapes
        for name, written in zip(rest[::2], rest[1::2], strict=True)
    ]
