"""Visits and letters as files, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.integration.cli.conftest import Run
from woningscan.cli import demo_data

VISIT = demo_data.VISITS / "closed.json"
TITLES = {
    "reviewer": "Woningscan: bevindingen en voorstel",
    "employer": "Woningscan: wat wij u vragen",
}


def letter(run: Run, visit: Path, output: Path, *more: str | Path) -> Any:  # noqa: ANN401
    arguments = ("--reader", "holder", "--language", "nl", "--output", output, *more)
    return run("letter", visit, *arguments)


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_a_new_file_passes_the_check(run: Run, folder: Path) -> None:
    (folder / "new.json").write_text(run("visit", "new").result)
    outcome = run("visit", "check", "new.json")
    assert outcome.code == 0
    assert outcome.messages.count("warning: ") == 3


def test_every_fault_has_a_line(run: Run, folder: Path) -> None:
    data = json.loads(VISIT.read_text())
    data["rooms"][0]["answers"]["cylinder"] = "gold"
    data["facts"]["office"] = "gezaghebber"
    data["extra"] = 1
    (folder / "faulty.json").write_text(json.dumps(data))
    outcome = run("visit", "check", "faulty.json")
    assert outcome.code == 2
    for where in ("rooms[0].answers.cylinder", "facts.office", "extra"):
        assert any(line.startswith(f"{where}:") for line in outcome.messages.splitlines()), where


def test_a_letter_and_its_cover_are_made_without_an_installation(run: Run, folder: Path) -> None:
    outcome = letter(run, VISIT, folder / "out.pdf", "--cover", folder / "cover.pdf")
    assert (outcome.code, outcome.result) == (0, "")
    assert {path.name for path in folder.iterdir()} == {"out.pdf", "cover.pdf"}
    assert "Denkbeeldig" not in text_of(folder / "out.pdf")
    assert "Denkbeeldig" in text_of(folder / "cover.pdf")


@pytest.mark.parametrize(
    "change",
    [
        ("--reader", "stranger"),
        ("--reader", "reviewer", "--cover", "cover.pdf"),
        ("--reader", "employer", "--cover", "cover.pdf"),
        ("--language", "fr"),
        ("--large-print",),
        ("--settings", "is-not-there.json"),
        ("--output", "no/such/folder/out.pdf"),
    ],
)
def test_what_cannot_be_made_is_said_and_not_written(
    run: Run, folder: Path, change: tuple[str, ...]
) -> None:
    outcome = letter(run, VISIT, folder / "out.pdf", *change)
    assert outcome.code == 2
    assert outcome.messages
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("reader", ["reviewer", "employer"])
def test_the_other_readers_get_a_letter_that_names_nobody(
    run: Run, folder: Path, reader: str
) -> None:
    outcome = letter(run, VISIT, folder / "out.pdf", "--reader", reader)
    assert (outcome.code, outcome.result) == (0, "")
    made = text_of(folder / "out.pdf")
    assert "Denkbeeldig" not in made
    assert TITLES[reader] in made


def test_an_unknown_reader_is_told_which_there_are(run: Run, folder: Path) -> None:
    outcome = letter(run, VISIT, folder / "out.pdf", "--reader", "stranger")
    assert "stranger; there is: holder, reviewer, employer." in outcome.messages


def test_a_cover_sheet_is_refused_with_the_name_of_the_option(run: Run, folder: Path) -> None:
    more = ("--reader", "employer", "--cover", folder / "cover.pdf")
    assert "--cover: " in letter(run, VISIT, folder / "out.pdf", *more).messages


@pytest.mark.parametrize(
    ("output", "more"),
    [
        ("visit.json", ()),
        ("./visit.json", ()),
        ("link.json", ()),
        ("settings.json", ("--settings", "settings.json")),
        ("out.pdf", ("--cover", "out.pdf")),
        ("out.pdf", ("--cover", "visit.json")),
        (f"{'a' * 300}.pdf", ()),
        ("/proc/out.pdf", ()),
    ],
)
def test_no_letter_takes_the_place_of_another_file(
    run: Run, folder: Path, output: str, more: tuple[str, ...]
) -> None:
    (folder / "visit.json").write_text(VISIT.read_text())
    (folder / "link.json").symlink_to("visit.json")
    (folder / "settings.json").write_text("{}")
    outcome = letter(run, Path("visit.json"), Path(output), *more)
    assert outcome.code == 2
    assert outcome.messages
    assert {path.name for path in folder.iterdir()} == {"visit.json", "link.json", "settings.json"}
    assert (folder / "visit.json").read_text() == VISIT.read_text()


def test_a_visit_without_its_day_gives_no_letter(run: Run, folder: Path) -> None:
    (folder / "new.json").write_text(run("visit", "new").result)
    outcome = letter(run, folder / "new.json", folder / "out.pdf")
    assert outcome.code == 2
    assert "visited_on" in outcome.messages
    assert not (folder / "out.pdf").exists()


def test_in_and_out_again_gives_the_same_letter(run: Run, folder: Path) -> None:
    run("init")
    run("account", "add", "jansen", "--role", "adviser")
    imported = run("visit", "import", VISIT)
    case = imported.result.strip()
    assert imported.code == 0
    exported = run(
        "visit", "export", case, "--account", "jansen", "--reason", "proef", "--output", "out"
    )
    assert (exported.code, exported.result) == (0, "")
    assert (folder / "out" / "visit.json").stat().st_mode & 0o777 == 0o600
    before = json.loads(VISIT.read_text()) | {"case": case}
    (folder / "before.json").write_text(json.dumps(before))
    for visit, name in ((folder / "before.json", "before"), (folder / "out/visit.json", "after")):
        assert letter(run, visit, folder / f"{name}.pdf").code == 0
    assert text_of(folder / "after.pdf") == text_of(folder / "before.pdf")


def test_an_export_wants_a_right_a_reason_and_a_new_folder(run: Run, folder: Path) -> None:
    run("init")
    for name, role in (("jansen", "adviser"), ("pieters", "adviser"), ("smit", "administrator")):
        run("account", "add", name, "--role", role)
    case = run("visit", "import", VISIT, "--adviser", "jansen").result.strip()

    def export(account: str, reason: str, output: str) -> int:
        out = run(
            "visit", "export", case, "--account", account, "--reason", reason, "--output", output
        )
        return out.code

    (folder / "there").mkdir()
    assert export("pieters", "proef", "out") == 2
    assert export("smit", "proef", "out") == 2
    assert export("niemand", "proef", "out") == 2
    assert export("jansen", "  ", "out") == 2
    assert export("jansen", "proef", "there") == 2
    assert not (folder / "out").exists()
    assert export("jansen", "proef", "out") == 0


@pytest.mark.parametrize("output", ["file/out", "/proc/1/out", "a" * 300, "nowhere"])
def test_an_export_that_cannot_be_written_says_so(run: Run, folder: Path, output: str) -> None:
    run("init")
    run("account", "add", "jansen", "--role", "adviser")
    case = run("visit", "import", VISIT).result.strip()
    (folder / "file").write_text("")
    (folder / "nowhere").symlink_to("is-not-there")
    before = set(folder.iterdir())
    outcome = run(
        "visit", "export", case, "--account", "jansen", "--reason", "proef", "--output", output
    )
    assert outcome.code == 2
    assert "--output" in outcome.messages
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize("reason", ["twee\nregels", "\x1b[31m", "\udcff"])
def test_a_reason_is_one_line_that_can_be_stored(run: Run, folder: Path, reason: str) -> None:
    run("init")
    run("account", "add", "jansen", "--role", "adviser")
    case = run("visit", "import", VISIT).result.strip()
    outcome = run(
        "visit", "export", case, "--account", "jansen", "--reason", reason, "--output", "out"
    )
    assert outcome.code == 2
    assert not (folder / "out").exists()


def test_importing_for_nobody_is_a_warning(run: Run) -> None:
    run("init")
    outcome = run("visit", "import", VISIT)
    assert outcome.code == 0
    assert "warning: " in outcome.messages
    assert run("visit", "import", VISIT, "--adviser", "niemand").code == 2


def test_a_faulty_file_is_not_imported(run: Run, folder: Path) -> None:
    run("init")
    (folder / "faulty.json").write_text("{")
    assert run("visit", "import", "faulty.json").code == 2


def test_content_is_checked_and_exported(run: Run, folder: Path) -> None:
    assert run("content", "check").code == 0
    assert json.loads(run("content", "export", "--json").result)["questionnaire"] == "woningscan/1"
    assert run("content", "export", "--json", "--questionnaire", "woningscan/99").code == 2
    (folder / "v1").mkdir()
    (folder / "v1" / "questionnaire.yaml").write_text("id: [\n")
    faulty = run("content", "check", folder / "v1")
    assert faulty.code == 1
    assert "questionnaire.yaml:" in faulty.result
    assert run("content", "check", "nowhere").code == 2
