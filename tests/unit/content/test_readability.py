"""Reading ease: values worked out by hand, and what must hold of any text."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.content.readability import Amount, amount, score, spoken_sentences, total
from woningscan.domain.language import Language

WORDS = st.sampled_from(["slot", "ramen", "verhuurder", "organisatie", "window", "security"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=20).map(lambda words: " ".join(words).capitalize())
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("language", "text", "counted", "value"),
    [
        # 206.84 - 0.77 × 100 - 0.93 × 4
        (Language.NL, "De deur is dicht. Het slot is goed.", Amount(2, 8, 8), 126.12),
        # 206.84 - 0.77 × 1200 / 7 - 0.93 × 7
        (Language.NL, "Vraag uw verhuurder om een nieuwe cilinder.", Amount(1, 7, 12), 68.33),
        # 206.835 - 1.015 × 3.5 - 84.6 × 8 / 7
        (Language.EN, "The lock is old. Have it replaced.", Amount(2, 7, 8), 106.597),
        # 206.835 - 1.015 × 6 - 84.6 × 15 / 6
        (
            Language.EN,
            "The authority considers information about risks.",
            Amount(1, 6, 15),
            -10.755,
        ),
    ],
)
def test_known_texts(language: Language, text: str, counted: Amount, value: float) -> None:
    assert amount(text, language) == counted
    assert score(counted, language) == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Vraag om SKG***. Dat is goed.", [["Vraag", "om"], ["Dat", "is", "goed"]]),
        ("Neem EN 356, klasse P4A.", [["Neem", "klasse"]]),
        ("Een deur met NEN-EN 1627 (RC 2).", [["Een", "deur", "met"]]),
        ("Bel 112. Wacht dan.", [["Bel"], ["Wacht", "dan"]]),
        ("Laat het open op 5,5 meter.", [["Laat", "het", "open", "op", "meter"]]),
        ("Doe dit erbij: {title}. {page} telt niet.", [["Doe", "dit", "erbij"], ["telt", "niet"]]),
        ("{page} / {pages}", []),
        ("SKG***", []),
    ],
)
def test_what_is_no_word_is_left_out(text: str, left: list[list[str]]) -> None:
    found = [
        [word.strip(".,:()") for word in sentence.split() if word.strip(".,:()")]
        for sentence in spoken_sentences(text)
    ]
    assert found == left


def test_a_text_without_words_has_no_score() -> None:
    with pytest.raises(ValueError, match="without words"):
        score(amount("SKG***", Language.NL), Language.NL)


@pytest.mark.parametrize("language", Language)
@given(TEXTS, st.randoms())
def test_the_order_of_texts_does_not_matter(
    language: Language, texts: list[str], random: Random
) -> None:
    other = list(texts)
    random.shuffle(other)
    assert total(texts, language) == total(other, language)


@pytest.mark.parametrize("language", Language)
@given(TEXTS)
def test_one_long_sentence_never_reads_better_than_short_ones(
    language: Language, texts: list[str]
) -> None:
    apart = total(texts, language)
    joined = amount(" ".join(texts).lower(), language)
    assert (joined.sentences, joined.words) == (1, apart.words)
    assert score(joined, language) <= score(apart, language)


@pytest.mark.parametrize("language", Language)
@given(TEXTS, st.data())
def test_a_longer_word_never_reads_better(
    language: Language, texts: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    longer = [*texts[:place], f"{texts[place]}verzekering", *texts[place + 1 :]]
    assert score(total(longer, language), language) < score(total(texts, language), language)
