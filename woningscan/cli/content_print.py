"""`content print`: a whole questionnaire as one page for a domain expert."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli.output import CommandError, result
from woningscan.cli.questionnaires import named_or_in_folder
from woningscan.content.library import BY_DEFAULT
from woningscan.content.printing.page import page
from woningscan.domain.language import Language

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands


def add_to(actions: Commands) -> None:
    """Add the command to those of `content`."""
    parser = actions.add_parser("print", help="print a questionnaire as a page to read")
    parser.add_argument("--language", required=True, choices=[each.value for each in Language])
    parser.add_argument("--questionnaire", metavar="ID", default=BY_DEFAULT)
    parser.add_argument("--output", metavar="FILE.html", type=Path)
    parser.set_defaults(run=_print)


def _print(chosen: argparse.Namespace) -> int:
    questionnaire = named_or_in_folder(chosen.questionnaire)
    text = page(questionnaire, Language(chosen.language))
    if chosen.output is None:
        result(text.rstrip("\n"))
        return 0
    try:
        chosen.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{chosen.output} cannot be written ({error.strerror}).") from None
    return 0
