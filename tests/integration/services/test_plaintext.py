"""What was entered in a visit stands nowhere on the disk in clear, and a destroyed visit nowhere.

Marks that occur nowhere else are entered wherever something can be entered, and then sought in
every byte of the data folder, the key folder and the server's own files.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.installations import PEOPLE, Installation
from tests.postgresql import OWNER, Server
from tests.signing_in import sign_in
from tests.visits import FACTS, Data, answered, change, front_door, planned
from woningscan import bootstrap
from woningscan.config import Config
from woningscan.domain.language import Language
from woningscan.domain.rights import Role
from woningscan.persistence.blobs import Rendition
from woningscan.persistence.inspections import Inspections
from woningscan.services import accounts, letters, saving, visits
from woningscan.services.errors import NotFoundError
from woningscan.services.journals import open_keys

OWN = "0a0a0a0a-0000-4000-8000-000000000000"
MARKS = {
    name: f"Merkteken{number:02}Zzyzx"
    for number, name in enumerate(
        (
            "note",
            "finding",
            "caption",
            "description",
            "room",
            "advice",
            "own title",
            "own text",
            "reason of an advice",
            "municipality",
            "reason to reopen",
            "photo",
        )
    )
}
IDENTITY = {
    "holder-name": "Merknaam Verzonnen",
    "holder-address": "Merkstraat 1",
    "holder-postcode": "9999 ZZ",
    "holder-town": "Merkdorp",
    "holder-organisation": "Gemeente Merkdorp",
    "adviser-name": "A. Merkadviseur",
}
CONTENT = ("cylinder", "skg3", "front-door", "wethouder", "terraced", "cylinder-replace", "tenure")
"""Ids of questions, answers, facts and measures: what the home is like."""


def changes(visit: str) -> list[Data]:
    """Enter every mark somewhere."""
    room = front_door(visit)
    return [
        answered(visit),
        change("fact-stated", ["municipality"], MARKS["municipality"]),
        change("fact-stated", ["tenure"], "owner"),
        change("noted", [room, "cylinder"], MARKS["note"]),
        change("room-named", [room], MARKS["room"]),
        change("finding-added", [room, OWN], {"text": MARKS["finding"]}),
        change(
            "photo-added",
            [room, OWN],
            {
                "items": ["cylinder"],
                "caption": MARKS["caption"],
                "description": MARKS["description"],
            },
        ),
        change(
            "advised",
            ["cylinder-replace"],
            {"text": MARKS["advice"], "payer": "own", "reason": MARKS["reason of an advice"]},
        ),
        change(
            "own-advised",
            [OWN],
            {"title": MARKS["own title"], "text": MARKS["own text"], "chapter": "home"},
        ),
    ]


def entered(installation: Installation) -> str:
    """Go through a whole visit, letter included, and give it."""
    resources, actor = installation.resources, installation.actor("adviser")
    visit = planned(installation, identity=IDENTITY, facts=FACTS)
    saving.save_changes(resources, actor, visit, changes(visit))
    with resources.work.writing() as stored:
        record = stored.inspections.find(visit)
        assert record is not None
        photo = os.urandom(40_000) + MARKS["photo"].encode() + os.urandom(40_000)
        keys = resources.keyring.make_photo_keys(
            open_keys(resources, record), [OWN], resources.clock.now()
        )
        stored.blobs.add(visit, OWN, {Rendition.FULL: photo}, keys)
    visits.close_visit(resources, actor, visit)
    visits.reopen_visit(resources, actor, visit, MARKS["reason to reopen"])
    letters.advice_letter(resources, actor, visit, Language.NL)
    letters.cover_sheet_pdf(resources, actor, visit, Language.NL)
    visits.visits_of(resources, installation.actor("coordinator"))
    return visit


def folders(installation: Installation) -> list[Path]:
    """Give every folder that something was written to."""
    config = installation.config
    found = [config.data_dir, config.key_dir]
    server = make_url(config.database_url).query.get("host")
    return [*found, Path(str(server))] if server else found


def flushed(installation: Installation) -> None:
    """Let a server write what it still holds in memory."""
    url = make_url(installation.config.database_url)
    if url.get_backend_name() == "postgresql":
        host = str(url.query["host"])
        with psycopg.connect(
            host=host, user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("CHECKPOINT")


def hits(installation: Installation, *sought: str | bytes) -> set[tuple[str, str | bytes]]:
    """Seek texts in every file; each may also stand there in UTF-16 or as hex."""
    forms = {
        form: text
        for text in sought
        for form in ([text] if isinstance(text, bytes) else _forms(text))
    }
    return {
        (file.name, text)
        for folder in folders(installation)
        for file in folder.rglob("*")
        for content in [content_of(file)]
        for form, text in forms.items()
        if form in content
    }


def content_of(file: Path) -> bytes:
    """Give what a file holds; a server makes and removes some while we look."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except FileNotFoundError:
        return b""


def _forms(text: str) -> list[bytes]:
    plain = text.encode()
    return [plain, text.encode("utf-16-le"), plain.hex().encode(), plain.lower()]


def case_number(installation: Installation, visit: str) -> str:
    lines = visits.visits_of(installation.resources, installation.actor("coordinator"))
    return next(line.case_number for line in lines if line.id == visit)


def test_nothing_that_was_entered_stands_on_the_disk(installation: Installation) -> None:
    visit = entered(installation)
    flushed(installation)
    found = hits(installation, *MARKS.values(), *IDENTITY.values(), *CONTENT)
    assert found == set()
    # What may be read there is found, so the hunt works.
    assert hits(installation, visit)
    assert hits(installation, case_number(installation, visit))


def test_nothing_stands_there_in_the_middle_of_a_save_either(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, found = planned(installation, identity=IDENTITY), []
    advance = Inspections.advance

    def look(stored: Inspections, before: object, after: object) -> None:
        advance(stored, before, after)  # type: ignore[arg-type] # handed on as they came
        found.append(hits(installation, *MARKS.values(), *IDENTITY.values(), *CONTENT))

    monkeypatch.setattr(Inspections, "advance", look)
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, changes(visit))
    assert found == [set()]


def test_no_secret_of_an_account_stands_there(installation: Installation) -> None:
    resources = installation.resources
    new = accounts.add_account(resources, "nieuw", "Nieuw (verzonnen)", Role.ADVISER)
    code = accounts.current_code(resources, "nieuw")
    session = sign_in(installation, "nieuw", new.password, code)
    with resources.work.reading() as stored:
        secrets = [stored.accounts.totp_secret(account.id) for account in stored.accounts.all()]
    assert all(secrets)
    flushed(installation)
    passwords = [installation.credentials[name].password for name in PEOPLE]
    assert (
        hits(installation, session.token, new.password, *passwords, *filter(None, secrets)) == set()
    )
    assert hits(installation, session.actor.session)


def test_no_opened_key_stands_there(installation: Installation) -> None:
    resources, visit = installation.resources, entered(installation)
    with resources.work.reading() as stored:
        record = stored.inspections.find(visit)
    assert record is not None
    keys = open_keys(resources, record)
    flushed(installation)
    assert hits(installation, keys.findings.secret, keys.identity.secret) == set()
    assert hits(installation, record.keys.findings)


def share_of(installation: Installation, visit: str) -> bytes:
    store = installation.resources.keyring.store
    with installation.resources.work.reading() as stored:
        record = stored.inspections.find(visit)
    assert record is not None
    share, _ = store.share_and_epoch_key(visit, record.keys.epoch)
    return share


def test_a_destroyed_visit_is_unreadable_and_its_share_is_nowhere(
    installation: Installation,
) -> None:
    visit, other = entered(installation), planned(installation)
    share = share_of(installation, visit)
    assert {name for name, _ in hits(installation, share)} == {"keystore.sqlite"}
    installation.resources.keyring.store.remove_shares([visit])
    assert hits(installation, share) == set()
    actor = installation.actor("adviser")
    for resources in (installation.resources, installation.reopened()):
        with pytest.raises(NotFoundError, match="destroyed"):
            visits.open_visit(resources, actor, visit, "test")
        with pytest.raises(NotFoundError, match="destroyed"):
            saving.save_changes(resources, actor, visit, [answered(visit)])
        assert visits.open_visit(resources, actor, other, "test").inspection.rooms


@contextmanager
def backup(installation: Installation, folder: Path) -> Iterator[Config]:
    """Copy the main database; give settings to open the copy with today's keys."""
    config, url = installation.config, make_url(installation.config.database_url)
    if url.get_backend_name() == "sqlite":
        shutil.copytree(config.data_dir, folder / "backup")
        copy = f"sqlite:///{folder / 'backup' / 'woningscan.sqlite'}"
        yield replace(config, database_url=copy)
        return
    installation.resources.close()  # Nobody may be connected to what is copied.
    server = Server(Path(str(url.query["host"])))
    server.create("backup", str(url.database))
    yield replace(config, database_url=server.url("backup"))
    server.drop("backup")


def test_a_copy_of_the_database_from_before_is_unreadable_too(
    installation: Installation, tmp_path: Path
) -> None:
    visit, other = entered(installation), planned(installation)
    actor = installation.actor("adviser")
    with backup(installation, tmp_path) as copy:
        resources = bootstrap.resources(copy)
        assert visits.open_visit(resources, actor, visit, "test").inspection.rooms
        installation.resources.keyring.store.remove_shares([visit])
        for again in (resources, bootstrap.resources(copy)):
            with pytest.raises(NotFoundError, match="destroyed"):
                visits.open_visit(again, actor, visit, "test")
            assert visits.open_visit(again, actor, other, "test").inspection.rooms
            again.close()
