"""What the documentation shows is what the programs take."""

import re
from pathlib import Path

from tests.visit_file_folders import drawn_photo
from woningscan.domain.language import Language
from woningscan.services import visit_files

PAGE = Path(__file__).parents[3] / "docs" / "visit-file.md"


def test_the_examples_make_a_letter(tmp_path: Path) -> None:
    visit, settings = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "visit.json").write_text(visit, encoding="utf-8")
    (tmp_path / "settings.json").write_text(settings, encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(drawn_photo())
    read = visit_files.read(tmp_path / "visit.json")
    assert read.warnings == ()
    wished = visit_files.read_settings(tmp_path / "settings.json", read.questionnaire)
    made = visit_files.letter_of(read, Language.NL, wished)
    assert made.letter.startswith(b"%PDF")
    assert (made.cover or b"").startswith(b"%PDF")
