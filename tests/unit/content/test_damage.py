"""Whatever happens to the files, the outcome is a list of faults or a questionnaire."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import FEWER
from tests.unit.content.faulty import GOOD
from woningscan.content.export import export
from woningscan.content.loader import Reading, read

Path = tuple[str | int, ...]

DATA: dict[str, Any] = {file: yaml.safe_load(text) for file, text in GOOD.items()}
LINES = [(file, number) for file, text in GOOD.items() for number in range(text.count(b"\n"))]
JUNK: st.SearchStrategy[object] = st.sampled_from(
    [None, "", "word", 0, True, 2.5, [], ["a", "b"], {}, {"a": "b"}, [[{}]]]
)


def paths(data: object, path: Path = ()) -> Iterator[Path]:
    """Give the path of everything in some data."""
    children = list(data.items()) if isinstance(data, dict) else []
    children = list(enumerate(data)) if isinstance(data, list) else children
    for key, value in children:
        yield (*path, key)
        yield from paths(value, (*path, key))


PATHS = sorted((path for path in paths(DATA) if len(path) > 1), key=str)


def written(data: dict[str, Any]) -> dict[str, bytes]:
    """Write data as files."""
    return {
        file: yaml.safe_dump(content, sort_keys=False).encode() for file, content in data.items()
    }


def parent_in(data: dict[str, Any], path: Path) -> Any:  # noqa: ANN401
    """Give what holds the value at a path."""
    for key in path[:-1]:
        data = data[key]  # type: ignore[index]
    return data


def assert_told_or_usable(reading: Reading) -> None:
    """See to it that every fault has a place, and that without faults all can be used."""
    assert all(fault.file in GOOD and fault.line > 0 for fault in reading.faults)
    if not reading.faults:
        assert export(reading.questionnaire)


def test_writing_the_good_data_gives_the_good_questionnaire() -> None:
    assert read(written(DATA)) == read(GOOD)


@FEWER
@given(st.sampled_from(PATHS))
def test_anything_may_be_missing(path: Path) -> None:
    data = deepcopy(DATA)
    del parent_in(data, path)[path[-1]]
    assert_told_or_usable(read(written(data)))


@FEWER
@given(st.sampled_from(PATHS), JUNK)
def test_anything_may_be_something_else(path: Path, junk: object) -> None:
    data = deepcopy(DATA)
    parent_in(data, path)[path[-1]] = junk
    assert_told_or_usable(read(written(data)))


@FEWER
@given(st.sampled_from(LINES))
def test_any_line_may_be_missing(place: tuple[str, int]) -> None:
    file, number = place
    lines = GOOD[file].splitlines(keepends=True)
    assert_told_or_usable(read({**GOOD, file: b"".join(lines[:number] + lines[number + 1 :])}))


@FEWER
@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_any_file_may_hold_anything(file: str, content: bytes) -> None:
    assert read({**GOOD, file: content}).faults


@FEWER
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_any_file_may_be_cut_off(file: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(GOOD[file])))
    assert_told_or_usable(read({**GOOD, file: GOOD[file][:end]}))
