"""Finding questionnaires in folders, and loading them."""

import shutil
from pathlib import Path

import pytest

from tests.unit.content.faulty import TINY
from woningscan.content.checking import check
from woningscan.content.faults import ContentFaultyError
from woningscan.content.library import Library, UnknownQuestionnaireError
from woningscan.content.loader import load
from woningscan.domain.language import Text
from woningscan.domain.questionnaire import (
    Grade,
    LetterRule,
    Urgency,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with versions 1, 2 and 10 of a questionnaire, and with what is none."""
    for version in (1, 2, 10):
        copy = tmp_path / "payers" / f"v{version}"
        shutil.copytree(TINY / "payers" / "v1", copy)
        heading = copy / "questionnaire.yaml"
        heading.write_text(heading.read_text().replace("version: 1\n", f"version: {version}\n"))
    (tmp_path / "payers" / "v0").mkdir()
    (tmp_path / "payers" / "very-old").mkdir()
    (tmp_path / "payers" / "v4").write_text("a file")
    (tmp_path / "README.md").write_text("about")
    return tmp_path


def test_library_names_every_version_old_to_new(folder: Path) -> None:
    assert Library(folder, ()).names == ("payers/1", "payers/2", "payers/10")


def test_library_tells_ids_from_versions(folder: Path) -> None:
    shutil.copytree(folder / "payers", folder / "bicycle")
    library = Library(folder, ())
    assert library.ids == ("bicycle", "payers")
    assert library.versions("payers") == ("payers/1", "payers/2", "payers/10")
    assert library.versions("pay") == ()


def test_newest_version_is_the_highest_number(folder: Path) -> None:
    assert Library(folder, ()).newest("payers").name == "payers/10"


@pytest.mark.parametrize(("named", "name"), [("payers", "payers/10"), ("payers/2", "payers/2")])
def test_an_id_alone_means_its_newest_version(folder: Path, named: str, name: str) -> None:
    assert Library(folder, ()).chosen(named).name == name


def test_old_versions_stay_and_each_is_loaded_once(folder: Path) -> None:
    library = Library(folder, ())
    library.load_all()
    shutil.rmtree(folder / "payers")
    assert library.questionnaire("payers/2").version == 2
    assert library.questionnaire("payers/2") is library.questionnaire("payers/2")


@pytest.mark.parametrize(
    "name", ["payers/3", "payers", "payers/v1", "../payers/1", "", "payers/01"]
)
def test_unknown_questionnaire_is_refused_with_the_known_ones(folder: Path, name: str) -> None:
    with pytest.raises(UnknownQuestionnaireError, match="payers/1, payers/2, payers/10"):
        Library(folder, ()).questionnaire(name)


def test_unknown_id_has_no_newest_version(folder: Path) -> None:
    with pytest.raises(UnknownQuestionnaireError, match="no questionnaire boats"):
        Library(folder, ()).newest("boats")


def test_faulty_questionnaire_is_not_loaded_and_says_everything(folder: Path) -> None:
    facts = folder / "payers" / "v2" / "facts.yaml"
    facts.write_text(facts.read_text().replace("required: true", "required: perhaps"))
    with pytest.raises(ContentFaultyError, match=r"facts\.yaml:4: facts\[tenure\]\.req") as error:
        Library(folder, ()).questionnaire("payers/2")
    assert list(error.value.faults) == check(folder / "payers" / "v2")


def test_phrases_that_letters_use_are_asked_for(folder: Path) -> None:
    with pytest.raises(ContentFaultyError, match=r"phrases\.heading-first"):
        Library(folder).questionnaire("payers/1")


def test_folder_tells_id_and_version(folder: Path) -> None:
    (folder / "payers" / "v2").rename(folder / "payers" / "v3")
    (fault,) = check(folder / "payers" / "v3")
    assert (fault.key, "payers/3" in fault.message) == ("version", True)


def test_folder_of_another_name_may_hold_any_questionnaire(folder: Path) -> None:
    assert check((folder / "payers" / "v2").rename(folder / "draft")) == []


def test_folder_without_files_lacks_them_all(tmp_path: Path) -> None:
    files = [fault.file for fault in check(tmp_path)]
    assert {"questionnaire.yaml", "facts.yaml", "phrases.yaml"} < set(files)


@pytest.mark.parametrize("name", Library(TINY, ()).names)
def test_tiny_questionnaires_are_good(name: str) -> None:
    assert check(Library(TINY, ()).folder(name)) == []


def test_everything_that_is_written_is_read() -> None:
    questionnaire = load(TINY / "every-key" / "v1")
    key = questionnaire.items_by_id["key"]
    assert (key.letter, key.statistics, key.zone) == (LetterRule.WHEN_TICKED, False, "hall")
    assert key.aid is not None
    assert key.aid.outcomes == {"reachable": "stays", "unreachable": "removed"}
    lock = questionnaire.items_by_id["lock"]
    assert lock.help == Text("Kijk naar het merkje.", "Look at the mark.")
    assert lock.good == Text("Het slot is goed.", "The lock is sound.")
    assert lock.sources == ("S3", "S4")
    assert (lock.look, questionnaire.items_by_id["window"].look) == (None, "dark")
    assert questionnaire.looks_by_id["dark"].name.en == "In the dark"
    broken = lock.options[2]
    assert (broken.grade, broken.measures) == (Grade.SERIOUS, ("lock-replace",))
    assert broken.finding == Text("Het slot is kapot.", "The lock is broken.")
    replace = questionnaire.measures_by_id["lock-replace"]
    assert (replace.urgency, replace.with_measures) == (Urgency.DIRECT, ("spare-key",))
    assert replace.ask_for == Text("SKG***", "SKG***")
    assert replace.reason["holder"].en == "This lock stops nobody."
    assert [chapter.intro for chapter in questionnaire.chapters] == ["daily-intro", None]
    assert [chapter.apart for chapter in questionnaire.chapters] == [False, True]
    assert [room.key for room in questionnaire.zones[0].rooms] == ["hall", "porch"]
    assert questionnaire.facts_by_id["town"].max_length == 40
    assert questionnaire.facts_by_id["town"].is_free_text
    ferry = questionnaire.paragraphs_by_id["ferry"]
    assert (ferry.setting, ferry.readers, ferry.sources) == (True, ("holder",), ("S2a",))
    assert questionnaire.phrases["heading-good"].nl == "Wat al goed is"
