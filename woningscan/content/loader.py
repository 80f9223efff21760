"""Loading a questionnaire from its folder, or telling everything that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from woningscan.content.checker import check_questionnaire
from woningscan.content.faults import Complaint, ContentFaultyError, Fault, Place
from woningscan.content.parts import (
    read_facts,
    read_heading,
    read_measures,
    read_paragraphs,
    read_phrases,
    read_zone,
)
from woningscan.content.reading import ID, Log, Value, parse
from woningscan.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_SINGLE_FILES = ("questionnaire.yaml", "facts.yaml", "phrases.yaml")
_ZONE_FILE = re.compile(r"zones/[0-9]{2}-(.+)\.yaml")
_MEASURE_FILE = re.compile(r"measures/[^/]+\.yaml")
_PARAGRAPH_FILE = re.compile(r"paragraphs/[^/]+\.yaml")
_MANY_FILES = (_ZONE_FILE, _MEASURE_FILE, _PARAGRAPH_FILE)

LARGEST_FILE = 2_000_000
"""The most bytes of one file."""

VERSION_FOLDER = re.compile(r"v([1-9][0-9]*)")
"""How the folder of a version is called, within that of its id."""


Rule: TypeAlias = "Callable[[Questionnaire], Iterator[Complaint]]"
"""A rule across files."""


class Reading(NamedTuple):
    """A questionnaire as far as it could be read, and its faults by file and line."""

    questionnaire: Questionnaire
    faults: list[Fault]


def load(folder: Path, required_phrases: Iterable[str] = ()) -> Questionnaire:
    """Load the questionnaire in a folder; raise `ContentFaultyError` with every fault."""
    reading = read(texts_in(folder), required_phrases, folder_name(folder))
    if reading.faults:
        raise ContentFaultyError(reading.faults)
    return reading.questionnaire


def loading_faults(folder: Path, required_phrases: Iterable[str] = ()) -> list[Fault]:
    """Give every fault for which the questionnaire in a folder is not loaded, by file and line."""
    return read(texts_in(folder), required_phrases, folder_name(folder)).faults


def texts_in(folder: Path) -> dict[str, bytes]:
    """Give the YAML files of a folder by their path within it.

    Raises:
        ContentFaultyError: some are no files that can be read; it names every one.
    """
    texts: dict[str, bytes] = {}
    faults: list[Fault] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml")):
        file = path.relative_to(folder).as_posix()
        try:
            texts[file] = _content(path)
        except OSError as error:
            faults.append(Fault(file, 1, "", f"cannot be read ({error.strerror or error})"))
    if faults:
        raise ContentFaultyError(faults)
    return texts


def _content(path: Path) -> bytes:
    # Whoever opens a pipe would wait for somebody to write into it.
    if path.exists() and not path.is_file():
        raise OSError("it is no file; give it another name")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise OSError(f"it has {size} bytes; {LARGEST_FILE} is the most")
    return path.read_bytes()


def read(
    texts: Mapping[str, bytes],
    required_phrases: Iterable[str] = (),
    name: str | None = None,
    more_rules: Iterable[Rule] = (),
) -> Reading:
    """Read a questionnaire from its files, given by their path.

    `required_phrases` are the ids of the phrases that letters use; `name`, such as `woningscan/1`,
    is what its folder says it is; `more_rules` are asked besides those of the checker, when every
    file could be read. Rules across files are not asked when one is missing.
    """
    log = Log()
    missing = list(_missing_files(texts))
    log.lacks_file = bool(missing)
    log.faults.extend((*missing, *_misnamed_files(texts, log)))
    values = _parse_all(texts, log)
    questionnaire = _assemble(values, log)
    if not log.lacks_file:
        complaints = (
            *check_questionnaire(questionnaire, required_phrases),
            *_name_complaints(questionnaire, values, name),
        )
        log.faults.extend(_certain(complaints, log))
    if log.is_complete:
        more = (complaint for rule in more_rules for complaint in rule(questionnaire))
        log.faults.extend(_certain(more, log))
    return Reading(questionnaire, sorted(set(log.faults)))


def _certain(complaints: Iterable[Complaint], log: Log) -> Iterator[Fault]:
    """Give the faults of complaints that do not follow from what could not be read."""
    # In a file that is not UTF-8 the signs of a name may have zeros between them.
    texts = (text.replace("\0", "") for text in log.unread)
    unread = frozenset(name for text in texts for name in ID.findall(text))
    for complaint in complaints:
        if not log.places.is_broken(complaint.address) and not complaint.missed & unread:
            yield log.places.fault(complaint)


def _missing_files(texts: Mapping[str, bytes]) -> Iterator[Fault]:
    for file in _SINGLE_FILES:
        if file not in texts:
            yield Fault(file, 1, "", "the file is missing; add it")
    if not any(_ZONE_FILE.fullmatch(file) for file in texts):
        yield Fault("zones/01-….yaml", 1, "", "there is no zone; add a file for each")


def _misnamed_files(texts: Mapping[str, bytes], log: Log) -> Iterator[Fault]:
    """Say which files nothing would be read from."""
    for file, content in texts.items():
        if file not in _SINGLE_FILES and not any(form.fullmatch(file) for form in _MANY_FILES):
            log.unread.append(content.decode(errors="replace"))
            message = "nothing is read from a file of this name; see how the others are called"
            yield Fault(file, 1, "", message)


def _parse_all(texts: Mapping[str, bytes], log: Log) -> dict[str, Value]:
    """Give the outermost value of each file that can be read, by the names of the files."""
    values: dict[str, Value] = {}
    for file, content in sorted(texts.items()):
        try:
            value = parse(file, content.decode(), log)
        except UnicodeDecodeError as error:
            log.unread.append(content.decode(errors="replace"))
            line = content.count(b"\n", 0, error.start) + 1
            log.faults.append(Fault(file, line, "", "this is not UTF-8; save it as UTF-8"))
        else:
            values.update({} if value is None else {file: value})
    return values


def _assemble(values: Mapping[str, Value], log: Log) -> Questionnaire:
    """Make a questionnaire of what the files hold; what a faulty file should hold is empty."""
    one = {file: values.get(file, Value(None, Place(file, 1, ""), log)) for file in _SINGLE_FILES}
    heading = read_heading(one["questionnaire.yaml"])
    zones = [value for file, value in values.items() if _ZONE_FILE.fullmatch(file)]
    measures = [value for file, value in values.items() if _MEASURE_FILE.fullmatch(file)]
    paragraphs = [value for file, value in values.items() if _PARAGRAPH_FILE.fullmatch(file)]
    return Questionnaire(
        id=heading.id,
        version=heading.version,
        title=heading.title,
        facts=read_facts(one["facts.yaml"]),
        zones=tuple(read_zone(value) for value in zones),
        measures=tuple(measure for value in measures for measure in read_measures(value)),
        chapters=heading.chapters,
        payers=heading.payers,
        readers=heading.readers,
        looks=heading.looks,
        paragraphs=tuple(each for value in paragraphs for each in read_paragraphs(value)),
        phrases=read_phrases(one["phrases.yaml"]),
    )


def folder_name(folder: Path) -> str | None:
    """Give the name that a folder `<id>/v<N>` stands for; any other folder may hold any."""
    folder = folder.resolve()
    version = VERSION_FOLDER.fullmatch(folder.name)
    return f"{folder.parent.name}/{version[1]}" if version else None


def _name_complaints(
    questionnaire: Questionnaire, values: Mapping[str, Value], name: str | None
) -> Iterator[Complaint]:
    """Say where the names of files and folders tell something else than what they hold."""
    is_read = "questionnaire.yaml" in values
    if name is not None and is_read and questionnaire.name != name:
        yield Complaint("version", f"id and version must be those of the folder, {name}")
    for file, value in values.items():
        form = _ZONE_FILE.fullmatch(file)
        if form and form[1] != value.name:
            message = f"the file is called {file}; give both one name"
            yield Complaint(f"zones[{value.name}].id", message)
