"""What somebody gets who installs the wheel, far from any checkout."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.repository import ROOT
from woningscan import __version__

FOLDERS = ("templates", "static", "migrations")


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a program outside the checkout and give what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel from that, with the hatchling that is here."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own and give that environment's Python.

    What the wheel depends on is borrowed from the environment of the tests, so that no network is
    needed. A folder added by a .pth file has its own .pth files ignored, the one that points to the
    checkout included.
    """
    folder = tmp_path_factory.mktemp("installed")
    run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], folder)
    python = folder / "venv" / "bin" / "python"
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run([sys.executable, "-m", "pip", "--python", python, *install, wheel], folder)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run([python, "-c", ask], folder).strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_folders_beside_the_package_travel_in_it(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    expected = {
        f"woningscan/{path.relative_to(ROOT).as_posix()}"
        for name in FOLDERS
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected
    assert expected <= inside


def test_content_travels_with_all_its_files(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    content = ROOT / "woningscan" / "content"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in content.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "woningscan/content/questionnaires/frozen.toml" in expected
    assert expected <= inside


def test_the_words_that_passwords_are_held_against_travel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    folder = ROOT / "woningscan" / "services" / "authentication"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in (*folder.glob("*.toml"), *folder.glob("vendor/**/*.*"))
    }
    assert "woningscan/services/authentication/vendor/zxcvbn-ts/common/passwords.json" in expected
    assert expected <= inside


def test_nothing_but_the_application_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"woningscan", f"woningscan-{__version__}.dist-info"}


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith("/LICENSE"))
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_the_installed_application_uses_its_own_folders(python: Path, tmp_path: Path) -> None:
    script = "from woningscan.paths import data_folder; print(data_folder('templates'))"
    folder = Path(run([python, "-c", script], tmp_path).strip())
    assert folder.is_relative_to(python.parents[1])
    assert folder.parts[-2:] == ("woningscan", "templates")


def test_the_installed_command_makes_an_installation_and_a_letter(
    python: Path, tmp_path: Path
) -> None:
    woningscan = python.parent / "woningscan"
    assert __version__ in run([woningscan, "version"], tmp_path)
    run([woningscan, "init"], tmp_path)
    run([woningscan, "database", "check"], tmp_path)
    visit = ROOT / "woningscan" / "cli" / "demo_visits" / "closed.json"
    options = ("--reader", "holder", "--language", "nl", "--output", tmp_path / "out.pdf")
    run([woningscan, "letter", visit, *options], tmp_path)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_the_installed_application_gives_a_page_and_a_style(python: Path, tmp_path: Path) -> None:
    run([python.parent / "woningscan", "init"], tmp_path)
    script = """
import os, re
from woningscan.app import create_app
from woningscan.config import from_environment
client = create_app(from_environment(os.environ)).test_client()
page = client.get("/", base_url="http://localhost").get_data(as_text=True)
style = re.search('href="([^"]+[.]css)"', page).group(1)
print(client.get(style, base_url="http://localhost").status_code)
"""
    assert run([python, "-c", script], tmp_path).strip() == "200"
