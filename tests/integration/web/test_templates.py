"""Templates compile, use what they import, and hold no script or style of their own."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import nodes

from tests.repository import ROOT
from tests.shipped import LIBRARY
from woningscan.domain.language import Language
from woningscan.web.contexts.room import RoomState
from woningscan.web.contexts.zone import zone_content
from woningscan.web.texts import Translator

FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
OWN_SCRIPT_OR_STYLE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! type=\"(?:application/json|module)\")"
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles_and_uses_what_it_imports(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)
    text = Path(FOLDER, name).read_text("utf-8")
    tree = app.jinja_env.parse(text)
    imported = {
        each if isinstance(each, str) else each[1]
        for node in tree.find_all(nodes.FromImport)
        for each in node.names
    }
    used = {node.name for node in tree.find_all(nodes.Name)}
    assert imported <= used


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_has_no_script_or_style_of_its_own(name: str) -> None:
    assert not OWN_SCRIPT_OR_STYLE.findall(Path(FOLDER, name).read_text("utf-8"))


def test_templates_cannot_reach_settings_or_the_session(app: Flask) -> None:
    reachable = app.jinja_env.globals.keys()
    assert not reachable & {"config", "session", "request", "g"}


def test_one_markup_makes_the_page_and_the_template_without_anybody_in_it(app: Flask) -> None:
    zone = LIBRARY.questionnaire("woningscan/1").zones_by_id["front-door"]
    t = Translator(Language.NL)
    macros: Any = app.jinja_env.get_template("macros/zone.html").make_module({})
    made = macros.zone_items(t, zone_content(zone, t), RoomState())
    assert made.count("<fieldset") == len(zone.items)
    assert "checked" not in made
    assert 'value="skg3"' in made
    heads = re.findall(r'name="heads[^"]*" value="([^"]*)"', made)
    assert heads == [""] * made.count('name="heads.')
