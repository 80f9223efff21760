"""The second questionnaire from the command line: checked, brought in, and made into letters."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.integration.cli.conftest import Run
from tests.repository import ROOT
from woningscan.domain.language import Language

VISIT = ROOT / "tests/visits/baseline-gemeente.json"
TITLES = {
    ("management", "nl"): "Advies na de nulmeting",
    ("management", "en"): "Advice after the baseline",
    ("security-coordinator", "nl"): "Nulmeting: bevindingen en voorstel",
    ("security-coordinator", "en"): "Baseline: findings and proposal",
    ("facilities", "nl"): "Nulmeting: wat er nodig is",
    ("facilities", "en"): "Baseline: what is needed",
}


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_an_empty_file_and_a_filled_one_pass_the_check(run: Run, folder: Path) -> None:
    (folder / "new.json").write_text(run("visit", "new", "--questionnaire", "baseline/1").result)
    empty, filled = run("visit", "check", "new.json"), run("visit", "check", VISIT)
    assert (empty.code, empty.messages.count("warning: ")) == (0, 3)
    assert (filled.code, filled.messages.count("warning: ")) == (0, 0)


def test_a_visit_is_brought_in_and_taken_out_again(run: Run, folder: Path) -> None:
    assert run("init").code == 0
    assert run("account", "add", "bea", "--role", "adviser").code == 0
    brought = run("visit", "import", VISIT)
    assert brought.code == 0
    export = ("visit", "export", brought.result.strip(), "--account", "bea")
    taken = run(*export, "--reason", "Proef", "--output", folder / "out")
    assert taken.code == 0
    assert run("visit", "check", folder / "out" / "visit.json").code == 0


@pytest.mark.parametrize(("reader", "language"), TITLES)
def test_each_reader_gets_a_letter(run: Run, folder: Path, reader: str, language: str) -> None:
    output = folder / "letter.pdf"
    chosen = ("--reader", reader, "--language", Language(language), "--output", output)
    assert run("letter", VISIT, *chosen).code == 0
    assert text_of(output).startswith(TITLES[reader, language])


def test_who_is_addressed_stands_on_the_cover_sheet_alone(run: Run, folder: Path) -> None:
    output, cover = folder / "letter.pdf", folder / "cover.pdf"
    chosen = ("--reader", "management", "--language", "nl", "--output", output, "--cover", cover)
    assert run("letter", VISIT, *chosen).code == 0
    assert "Gemeente Verzonnendam" in text_of(cover)
    assert "Verzonnendam" not in text_of(output)


def test_readers_of_the_other_questionnaire_get_no_letter(run: Run, folder: Path) -> None:
    chosen = ("--reader", "holder", "--language", "nl", "--output", folder / "letter.pdf")
    refused = run("letter", VISIT, *chosen)
    assert refused.code == 2
    assert "management, security-coordinator, facilities" in refused.messages
