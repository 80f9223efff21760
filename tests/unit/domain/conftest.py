"""The tablet's scripts, as a process that answers questions."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "node" / "answers.mjs"

Data = dict[str, Any]
Asked = Callable[[Data], Data]


@pytest.fixture(scope="session")
def tablet(node_path: Path) -> Iterator[Asked]:
    """Give a function that asks JavaScript what `tests.answers.answer` asks Python."""
    with subprocess.Popen(
        [node_path, SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        to, back = process.stdin, process.stdout
        assert to is not None
        assert back is not None

        def ask(question: Data) -> Data:
            to.write(json.dumps(question) + "\n")
            to.flush()
            told: Data = json.loads(back.readline())
            return told

        yield ask
        to.close()
    assert process.returncode == 0
