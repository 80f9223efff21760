"""What a demo holds: invented accounts and two invented visits, in a folder that is marked so."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan import bootstrap
from woningscan.cli.output import CommandError
from woningscan.domain.rights import Role
from woningscan.services import accounts, visit_files, visit_transfer, visits

if TYPE_CHECKING:
    from woningscan.config import Config
    from woningscan.services.resources import Resources

MARK = "demo.json"
VISITS = Path(__file__).parent / "demo_visits"
_NAMES = {
    Role.COORDINATOR: "Coördinator Voorbeeld",
    Role.ADVISER: "Adviseur Voorbeeld",
    Role.REVIEWER: "Beoordelaar Voorbeeld",
    Role.ADMINISTRATOR: "Beheerder Voorbeeld",
    Role.PRIVACY_OFFICER: "Privacyfunctionaris Voorbeeld",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo with its password, which is kept in the clear: it is a demo."""

    name: str
    role: str
    password: str


def prepare(config: Config) -> None:
    """Make the demo, unless it stands already.

    The mark is made first and filled in last. A demo that was broken off while it was made is
    removed and made anew; a folder without the mark is never touched.

    Raises:
        CommandError: the folder holds something else.
    """
    if _is_finished(config):
        return
    if (config.data_dir / MARK).exists():
        shutil.rmtree(config.data_dir)
        shutil.rmtree(config.key_dir, ignore_errors=True)
    for folder in (config.data_dir, config.key_dir):
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(
                f"{folder} is not a demo's folder: run this elsewhere, or set WONINGSCAN_DATA_DIR."
            )
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    _mark(config, [])
    bootstrap.install(config)
    _mark(config, _filled(bootstrap.resources(config)))


def require_demo(config: Config) -> None:
    """See that this is a demo.

    Raises:
        CommandError: it is not: a real account's code is nobody's to print.
    """
    if not _is_finished(config):
        raise CommandError(f"There is no demo in {config.data_dir}: run `woningscan demo` there.")


def accounts_of(config: Config) -> list[DemoAccount]:
    """Give the accounts of a demo; none while it is being made."""
    mark = json.loads((config.data_dir / MARK).read_text())
    return [DemoAccount(**account) for account in mark["accounts"]]


def _is_finished(config: Config) -> bool:
    return (config.data_dir / MARK).exists() and bool(accounts_of(config))


def _mark(config: Config, made: list[DemoAccount]) -> None:
    part = config.data_dir / f"{MARK}.part"
    part.write_text(json.dumps({"accounts": [asdict(account) for account in made]}, indent=1))
    part.replace(config.data_dir / MARK)


def _filled(resources: Resources) -> list[DemoAccount]:
    made = []
    for role, shown_name in _NAMES.items():
        credentials = accounts.add_account(resources, role.value, shown_name, role)
        made.append(DemoAccount(credentials.name, role.value, credentials.password))
    _add_visits(resources)
    return made


def _add_visits(resources: Resources) -> None:
    """Bring in one visit that is half done, and one that is closed."""
    adviser = accounts.acting_as(resources, Role.ADVISER.value)
    for name in ("half-done", "closed"):
        read = visit_files.read(VISITS / f"{name}.json")
        case = visit_transfer.import_visit(resources, adviser, read, adviser.account)
        if name == "closed":
            lines = visits.visits_of(resources, adviser)
            imported = next(line for line in lines if line.case_number == case)
            visits.close_visit(resources, adviser, imported.id)
