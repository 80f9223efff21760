"""The rules of the house that ruff cannot check, each as a function over one committed file.

A rule gives one line for each offence: where, and what. It knows nothing of the repository, so that
test_house_rules.py can show on a small example that it does find what it forbids.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Rule = Callable[[Path, str], Iterator[str]]

CODE_SUFFIXES = {".css", ".html", ".js", ".mjs", ".py", ".sh"}
LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION = 300, 400, 40
EMPTY_NAMES = {"common", "helper", "helpers", "util", "utils"}

# Single letters in brackets keep this file from offending against its own rules.
REGISTRIES = re.compile(
    r"pypi[.](?:org|python)|files[.]pythonhosted|registry[.](?:npmjs|yarnpkg)|deb[.]debian"
    r"|[\"]resolved[\"]:"
)
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E])\b")
MACHINE_PATHS = re.compile(r"(?<![\w./~:-])/(?:home|root|work|Users)/\w[^\s\"'`)]*")
SERVER_PATHS = re.compile(r"(?<![\w./~:-])/(?:opt|srv)/\w[^\s\"'`)]*")
LOCK_ADDRESS = re.compile(r"https?:|file:|@\s|^\s*-(?!-hash)", re.MULTILINE)
LOCKED = re.compile(
    r"[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+(?: ; .+)? \\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
)
RESTRICTED_FONT = re.compile(r"\b(?:RO ?(?:Sans|Serif)|Rijks(?:overheid)?\w*)", re.IGNORECASE)
FONT_SUFFIXES = {".eot", ".otf", ".ttf", ".woff", ".woff2"}


def is_ours(path: Path) -> bool:
    """Tell whether we wrote the file; what others wrote keeps its form."""
    return "vendor" not in path.parts


def is_code(path: Path) -> bool:
    """Tell whether the file is code of ours, whatever the language."""
    return is_ours(path) and (path.suffix in CODE_SUFFIXES or path.parts[0] == ".ci")


def _matches(pattern: re.Pattern[str], path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for match in pattern.finditer(line):
            yield f"{path}:{number}: {match.group()}"


def file_length(path: Path, text: str) -> Iterator[str]:
    """A file that is too long wants to be two."""
    longest = LONGEST_TEST_FILE if path.parts[0] == "tests" else LONGEST_FILE
    lines = len(text.splitlines())
    if is_code(path) and lines > longest:
        yield f"{path}: {lines} lines, at most {longest}"


def function_length(path: Path, text: str) -> Iterator[str]:
    """A function that is too long wants to be two; a migration is a list, as long as its tables."""
    if path.suffix != ".py" or path.parts[0] == "migrations":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, at most 40"


def module_name(path: Path, text: str) -> Iterator[str]:
    """A module is named after what it is about."""
    del text
    names = {path.stem, *path.parent.parts}
    if is_code(path) and names & EMPTY_NAMES:
        yield f"{path}: a name that says nothing"


def import_in_function(path: Path, text: str) -> Iterator[str]:
    """An import stands at the top, where a cycle cannot hide."""
    if path.suffix != ".py":
        return
    for outer in ast.walk(ast.parse(text)):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(outer):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{path}:{node.lineno}: import inside a function"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if node.level == 0 else ["." * node.level]
    return []


def domain_import(path: Path, text: str) -> Iterator[str]:
    """The domain imports the standard library and itself only."""
    if path.suffix != ".py" or path.parts[:2] != ("woningscan", "domain"):
        return
    for node in ast.walk(ast.parse(text)):
        for name in _imported(node):
            inside = name == "." or f"{name}.".startswith("woningscan.domain.")
            if not inside and name.partition(".")[0] not in sys.stdlib_module_names:
                yield f"{path}:{node.lineno}: imports {name}"  # type: ignore[attr-defined]


def machine_path(path: Path, text: str) -> Iterator[str]:
    """No path of one machine; a manual may name the folders of a server."""
    yield from _matches(MACHINE_PATHS, path, text)
    if path.suffix != ".md":
        yield from _matches(SERVER_PATHS, path, text)


def registry_address(path: Path, text: str) -> Iterator[str]:
    """Where packages come from is a setting of the machine, not of the repository."""
    yield from _matches(REGISTRIES, path, text)


def unfinished(path: Path, text: str) -> Iterator[str]:
    """What is left to be done is not noted in the code."""
    if is_ours(path):
        yield from _matches(UNFINISHED, path, text)


def lock_without_hashes(path: Path, text: str) -> Iterator[str]:
    """A lock file names each package once, exactly, with the sums of its files and no address."""
    if path.suffix != ".lock":
        return
    yield from _matches(LOCK_ADDRESS, path, re.sub(r"#.*", "", text))
    for entry in re.split(r"^(?=[^\s#])", text, flags=re.MULTILINE):
        if entry.strip() and not entry.startswith("#") and not LOCKED.match(entry):
            yield f"{path}: {entry.splitlines()[0]} has no hash"


def restricted_font(path: Path, text: str) -> Iterator[str]:
    """The fonts of the national government are the national government's."""
    if path.suffix in FONT_SUFFIXES and RESTRICTED_FONT.search(path.stem):
        yield f"{path}: a font that is not free"
    if path.suffix == ".css":
        families = "\n".join(re.findall(r"font(?:-family)?\s*:[^;}]*", text))
        yield from _matches(RESTRICTED_FONT, path, families)


RULES: tuple[Rule, ...] = (
    file_length,
    function_length,
    module_name,
    import_in_function,
    domain_import,
    machine_path,
    registry_address,
    unfinished,
    lock_without_hashes,
    restricted_font,
)
