"""Plain language: what counts as a sentence, and how long it may be."""

import pytest

from woningscan.content.language import complaints, looks_untranslated, sentences

TEN = "een twee drie vier vijf zes zeven acht negen tien"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kijk. Luister! Goed?", 3),
        ("Kijk naar een merk, bijv. SKG. Let op.", 3),
        ("Neem een slot, bijv. een bijzetslot.", 1),
        ("Klasse 2.5 is genoeg.", 1),
        ("Het is donker. ’s Avonds ook. 's Nachts niet.", 3),
        ("Hij zegt: “Kom.” Zij gaat.", 2),
        ("Eerste regel\ntweede regel", 2),
        ("Wacht … - nee.", 1),
        ("—", 0),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"{TEN} {TEN}.", []),
        (f"{TEN} {TEN} elf.", ["has 21 words"]),
        (f"{TEN} vijf. {TEN} {TEN}".replace("een", "Een"), ["15.5 words on average"]),
        (f"{TEN}. {TEN} {TEN}".replace("een", "Een"), []),
        (f"{TEN} {TEN} elf. {TEN} {TEN}".replace("een", "Een"), ["21 words", "20.5 words"]),
        ("", []),
    ],
)
def test_sentences_are_short_and_shorter_on_average(text: str, faults: list[str]) -> None:
    said = list(complaints(text))
    assert len(said) == len(faults)
    assert all(part in whole for part, whole in zip(faults, said, strict=True))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("SKG***", "SKG***", False), ("a b c", "a b c", False), ("a b c d", "a b c d", True)],
)
def test_same_text_of_more_than_three_words_looks_untranslated(
    one: str,
    other: str,
    same: bool,  # noqa: FBT001
) -> None:
    assert looks_untranslated(one, other) is same
