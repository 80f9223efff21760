"""Settings of letters as a file."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.small_home import SMALL_HOME
from tests.strategies import json_values
from woningscan.domain.language import Text
from woningscan.domain.settings import (
    LONGEST_RETENTION,
    LONGEST_VALIDITY,
    Currency,
    LetterSettings,
    Phone,
    Price,
)
from woningscan.services.schemas import validator
from woningscan.services.settings_files import SettingsFileFaultyError, read_settings
from woningscan.services.settings_rules import SCHEMA

Data = dict[str, Any]
Spoil = Callable[[Data], object]

GOOD: Data = {
    "format": "woningscan-settings/1",
    "organisation": {"nl": "Bureau Verzonnen", "en": "Invented Bureau"},
    "prices": {
        "oil": {"low": 5, "high": 10, "year": 2026, "source": "verzonnen"},
        "new-lock": {
            "low": 80,
            "high": 80,
            "year": 2025,
            "source": "verzonnen",
            "currency": "USD",
            "fitted": False,
            "vat_included": False,
        },
        "paint": None,
    },
    "phones": [{"label": {"nl": "Meldpunt", "en": "Desk"}, "number": "000 000 00 00"}],
    "texts": {"welcome": {"nl": "Hallo.", "en": "Hello."}},
    "validity_months": 24,
    "retention_months": 36,
}


def read(folder: Path, data: object) -> LetterSettings:
    path = folder / "settings.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return read_settings(path, SMALL_HOME)


def faults_of(folder: Path, spoil: Spoil) -> list[tuple[str, str]]:
    data = deepcopy(GOOD)
    spoil(data)
    with pytest.raises(SettingsFileFaultyError) as raised:
        read(folder, data)
    return [(fault.where, fault.message) for fault in raised.value.faults]


def test_everything_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == LetterSettings(
        organisation=Text("Bureau Verzonnen", "Invented Bureau"),
        prices={
            "oil": Price(5, 10, 2026, "verzonnen"),
            "new-lock": Price(
                80, 80, 2025, "verzonnen", Currency.USD, fitted=False, vat_included=False
            ),
        },
        phones=(Phone(Text("Meldpunt", "Desk"), "000 000 00 00"),),
        texts={"welcome": Text("Hallo.", "Hello.")},
        validity_months=24,
        retention_months=36,
    )


@pytest.mark.parametrize(
    "data", [{"format": "woningscan-settings/1"}, dict.fromkeys(GOOD) | {"format": GOOD["format"]}]
)
def test_nothing_need_be_filled_in(tmp_path: Path, data: Data) -> None:
    assert read(tmp_path, data) == LetterSettings()


FAULTY: list[tuple[Spoil, str, str]] = [
    (lambda data: data.update(format="x"), "format", "“woningscan-settings/1”"),
    (lambda data: data.update(price={}), "price", "did you mean “prices”?"),
    (lambda data: data["organisation"].pop("en"), "organisation.en", "missing"),
    (lambda data: data["organisation"].update(nl=" "), "organisation.nl", "not empty"),
    (lambda data: data["organisation"].update(nl="a\nb"), "organisation.nl", "one line"),
    (lambda data: data["prices"].update(oli=data["prices"]["oil"]), "prices.oli", "“oil”?"),
    (lambda data: data["prices"]["oil"].update(low=11), "prices.oil.high", "lower than"),
    (lambda data: data["prices"]["oil"].update(low=-1), "prices.oil.low", "at least 0"),
    (lambda data: data["prices"]["oil"].update(low=1.5), "prices.oil.low", "whole number"),
    (lambda data: data["prices"]["oil"].update(year=26), "prices.oil.year", "at least 2000"),
    (lambda data: data["prices"]["oil"].update(year=True), "prices.oil.year", "whole number"),
    (lambda data: data["prices"]["oil"].update(currency="GBP"), "prices.oil.currency", "“EUR”"),
    (lambda data: data["prices"]["oil"].update(source="\x00"), "prices.oil.source", "control"),
    (lambda data: data["phones"].append("112"), "phones[1]", "an object"),
    (lambda data: data["phones"].append({"number": "112"}), "phones[1].label", "missing"),
    (lambda data: data["phones"][0].update(number=112), "phones[0].number", "a text"),
    (lambda data: data["phones"][0].update(number="1" * 81), "phones[0].number", "at most 80"),
    (lambda data: data["phones"][0].update(number="bel 11"), "phones[0].number", "3 digits"),
    (lambda data: data["phones"][0]["label"].update(en="\x07"), "phones[0].label.en", "control"),
    (
        lambda data: data["texts"].update(wellcome=data["texts"]["welcome"]),
        "texts.wellcome",
        "did you mean “welcome”?",
    ),
    (
        lambda data: data["texts"].update(ferry=data["texts"]["welcome"]),
        "texts.ferry",
        "is fixed; open are: welcome.",
    ),
    (lambda data: data["texts"]["welcome"].update(nl=""), "texts.welcome.nl", "not empty"),
    (lambda data: data.update(validity_months=0), "validity_months", "at least 1"),
    (lambda data: data.update(retention_months=601), "retention_months", "at most 600"),
    (lambda data: data.update(retention_months=2.5), "retention_months", "whole number"),
]


def test_the_schema_takes_no_more_months_than_the_settings() -> None:
    schema: Any = validator(SCHEMA).schema
    properties = schema["properties"]
    assert properties["validity_months"]["maximum"] == LONGEST_VALIDITY
    assert properties["retention_months"]["maximum"] == LONGEST_RETENTION


@pytest.mark.parametrize("place", range(len(FAULTY)))
def test_each_fault_says_where_and_how_to_mend_it(tmp_path: Path, place: int) -> None:
    spoil, where, message = FAULTY[place]
    ((at, said),) = faults_of(tmp_path, spoil)
    assert at == where
    assert message in said


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def spoil(data: Data) -> None:
        data["format"] = "x"
        data["prices"]["oli"] = {"low": 2, "high": 1, "year": 2026, "source": "x"}
        data["texts"]["ferry"] = {"nl": "a"}

    assert [at for at, _ in faults_of(tmp_path, spoil)] == [
        "format",
        "texts.ferry.en",
        "prices.oli",
        "prices.oli.high",
    ]


def _places(data: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts: list[tuple[Any, object]] = []
    if isinstance(data, dict):
        parts = list(data.items())
    elif isinstance(data, list):
        parts = list(enumerate(data))
    return [path, *(place for key, part in parts for place in _places(part, (*path, key)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_places(GOOD)[1:]), json_values | st.text())
def test_no_mutation_of_a_good_file_crashes(
    tmp_path: Path, path: tuple[Any, ...], value: object
) -> None:
    data: Any = deepcopy(GOOD)
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    try:
        assert isinstance(read(tmp_path, data), LetterSettings)
    except SettingsFileFaultyError as error:
        assert error.faults  # noqa: PT017 - a mutation may be right or wrong
