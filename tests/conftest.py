"""What every test may ask for: programs, databases, a browser; and how hard Hypothesis looks."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.programs",
    "tests.postgresql",
    "tests.installations",
    "tests.several_questionnaires",
]

# No deadline: on a busy machine it would be an assertion about time.
settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile("long", deadline=None, print_blob=True, max_examples=2000)
# In CI a failure has to come back on the same commit.
settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")

PROGRAM_MARKERS = {
    "chromium_path": pytest.mark.browser,
    "node_path": pytest.mark.node,
    "postgresql_bin": pytest.mark.postgresql,
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test after the programs it needs, so that a marker is never forgotten."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in PROGRAM_MARKERS:
                item.add_marker(PROGRAM_MARKERS[fixture])


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium_path: Path) -> dict[str, Any]:
    """Drive the machine's own Chromium, which may talk to nobody but the server under test."""
    return {
        "executable_path": str(chromium_path),
        "chromium_sandbox": False,  # The sandbox refuses to start as root.
        "args": [
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
