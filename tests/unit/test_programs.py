import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
A_TEST = "def test_asks(node_path): assert node_path\n"


def run_without_programs(folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a test that asks for Node.js where no program is to be found."""
    (folder / "test_asks.py").write_text(A_TEST)
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {CHECKOUT}\n")
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.programs"]\n')
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"],
        cwd=folder,
        env=environment | {"PATH": ""} | extra,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_program_skips_the_test_and_says_what_to_install(tmp_path: Path) -> None:
    result = run_without_programs(tmp_path)
    assert result.returncode == 0
    assert "1 skipped" in result.stdout
    assert "apt-get install nodejs" in result.stdout


def test_in_ci_a_missing_program_fails_the_test(tmp_path: Path) -> None:
    result = run_without_programs(tmp_path, CI="true")
    assert result.returncode == 1
    assert "apt-get install nodejs" in result.stdout


def test_a_test_that_needs_a_program_is_marked_after_it(
    request: pytest.FixtureRequest, node_path: Path
) -> None:
    assert node_path.exists()
    assert request.node.get_closest_marker("node")
