"""Python and JavaScript are held to the same vectors."""

from typing import Any

import pytest

from tests import vector_files
from tests.answers import answer
from tests.unit.domain.conftest import Asked

Data = dict[str, Any]

CASES = [
    pytest.param(question, expected, id=f"{name}: {title}")
    for name in vector_files.NAMES
    for title, question, expected in vector_files.cases(name)
]
TEXTS = [
    pytest.param(vector_files.change(case["change"]), case["text"], id=case["name"])
    for case in vector_files.read("journal")["texts"]
]


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_python(question: Data, expected: Data) -> None:
    assert not list(vector_files.differences(expected, answer(question)))


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_javascript(tablet: Asked, question: Data, expected: Data) -> None:
    assert not list(vector_files.differences(expected, tablet(question)))


@pytest.mark.parametrize(("change", "text"), TEXTS)
def test_canonical_text_in_python(change: Data, text: str) -> None:
    assert answer({"about": "canonical", "change": change}) == {"text": text}


@pytest.mark.parametrize(("change", "text"), TEXTS)
def test_canonical_text_in_javascript(tablet: Asked, change: Data, text: str) -> None:
    assert tablet({"about": "canonical", "change": change}) == {"text": text}


@pytest.mark.parametrize("name", vector_files.NAMES)
def test_every_case_has_a_name_of_its_own_and_expects_something(name: str) -> None:
    cases = list(vector_files.cases(name))
    assert len({title for title, _, _ in cases}) == len(cases)
    assert all(expected for _, _, expected in cases)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({"a": 1}, {}),
        ({"a": 1}, {"a": 2}),
        ({"a": [1]}, {"a": [1, 2]}),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}),
        ({"a": 1}, {"a": True}),
        ({"a": None}, {"a": 0}),
    ],
)
def test_a_wrong_answer_is_seen(expected: Data, actual: Data) -> None:
    assert list(vector_files.differences(expected, actual))
