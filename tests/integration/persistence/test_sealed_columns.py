"""Every column of both databases is sealed, or stands here with the reason why it is not."""

from collections.abc import Mapping

from sqlalchemy import inspect

from tests.installations import Installation
from woningscan.crypto.fields import SEALED_FIELDS
from woningscan.persistence.database import Database

ID = "a random id, which says nothing"
MOMENT = "when something was stored"
ORDER = "the order and the number of changes, which the server counts"
WRAPPED = "a wrapped key, which opens with the root key alone"
DIGEST = "a keyed digest or a hash of random bits, which cannot be tried out"
STAFF = "names of accounts are of the people who work with the application, not of those visited"
LISTED = "what a list of visits is made of: no name, no place, no finding"
REPORTED = "words of ours that a browser's report was brought back to: no address"
SIGN_IN = "what signing in compares and counts"

OPEN: Mapping[str, Mapping[str, str]] = {
    "alembic_version": {"version_num": "which revision the schema is at"},
    "installation": {"id": ID, "created_at": MOMENT},
    "account": {
        "id": ID,
        "name": STAFF,
        "display_name": STAFF,
        "role": STAFF,
        "password_hash": "a slow hash with a salt",
        "last_totp_step": SIGN_IN,
        "disabled": SIGN_IN,
        "created_at": MOMENT,
    },
    "passkey": {
        "id": ID,
        "account": ID,
        "credential": "a random name that a browser gave to a passkey",
        "public_key": "a public key, which lets nobody in",
        "sign_count": SIGN_IN,
        "name": STAFF,
        "has_prf": SIGN_IN,
        "is_synced": SIGN_IN,
        "device": ID,
        "created_at": MOMENT,
        "last_used": MOMENT,
    },
    "recovery_code": {"account": ID, "code_hash": DIGEST, "used_at": MOMENT},
    "invitation": {
        "id": ID,
        "account": ID,
        "token_hash": DIGEST,
        "code_hash": "a hash of a short code, which is worth nothing without the token",
        "proposed_by": ID,
        "proposed_at": MOMENT,
        "expires_at": MOMENT,
        "confirmed_by": ID,
        "confirmed_at": MOMENT,
        "tries": SIGN_IN,
        "used_at": MOMENT,
        "withdrawn_at": MOMENT,
    },
    "device": {
        "id": ID,
        "account": ID,
        "browser_hash": DIGEST,
        "name": STAFF,
        "created_at": MOMENT,
        "last_seen": MOMENT,
        "revoked_at": MOMENT,
        "wiped_at": MOMENT,
    },
    "session": {
        "token_hash": DIGEST,
        "id": ID,
        "account": ID,
        "device": ID,
        "created_at": MOMENT,
        "last_seen": MOMENT,
        "confirmed_at": MOMENT,
        "is_joining": SIGN_IN,
    },
    "tries": {"subject": DIGEST, "count": SIGN_IN, "since": MOMENT},
    "ceremony": {
        "challenge_hash": DIGEST,
        "expires_at": MOMENT,
    },
    "browser_report": {
        "day": MOMENT,
        "kind": REPORTED,
        "directive": REPORTED,
        "blocked": REPORTED,
        "route": REPORTED,
        "count": REPORTED,
    },
    "inspection": {
        "id": ID,
        "case_number": LISTED,
        "questionnaire": LISTED,
        "state": LISTED,
        "planned_on": LISTED,
        "planned_at": LISTED,
        "created_at": MOMENT,
        "changed_late": LISTED,
        "epoch": "the month in which the visit expires",
        "findings_key": WRAPPED,
        "identity_key": WRAPPED,
        "sequence": ORDER,
        "head": DIGEST,
    },
    "assignment": {"inspection": ID, "account": ID, "since": MOMENT, "until": MOMENT},
    "reassignment": {
        "id": ID,
        "inspection": ID,
        "kind": "whether an adviser takes over or joins",
        "batch": ID,
        "adviser": ID,
        "from_adviser": ID,
        "reason": "one of a few words, which tells of no person",
        "asked_by": ID,
        "asked_at": MOMENT,
        "decided_by": ID,
        "decided_at": MOMENT,
        "confirmed": "whether the privacy officer agreed",
        "withdrawn_at": MOMENT,
    },
    "search_entry": {
        "inspection": ID,
        "field": "what is searched by: a name or a postcode",
        "value": "a keyed index of 11 bits, which several visits share",
    },
    "change": {
        "inspection": ID,
        "sequence": ORDER,
        "id": ID,
        "compartment": "under which of two keys it is sealed, so that a list can open names alone",
        "digest": DIGEST,
        "account": ID,
        "device": ID,
        "received_at": MOMENT,
        "late": LISTED,
    },
    "blob": {"inspection": ID, "id": ID, "rendition": "in which of its sizes a photo is kept"},
    "setting": {
        "id": ORDER,
        "questionnaire": LISTED,
        "name": "which setting of letters, of a list that the content gives",
        "replaces": ORDER,
        "value": "what every letter says: a price, a phone number of a desk, a sentence",
        "account": ID,
        "at": MOMENT,
    },
    "content_activation": {
        "id": ORDER,
        "questionnaire": LISTED,
        "replaces": ORDER,
        "version": "which version of a questionnaire new visits get",
        "account": ID,
        "at": MOMENT,
    },
    "audit": {
        "sequence": ORDER,
        "at": MOMENT,
        "account": ID,
        "session": ID,
        "action": "what was done, of a fixed list",
        "reason": "why, in the words of who did it",
        "request": ID,
        "inspection": ID,
        "subject": "the id or the name of the account or change that it is about",
    },
}

OPEN_IN_KEY_STORE: Mapping[str, Mapping[str, str]] = {
    "installation": {"id": ID, "version": "which form the key store has"},
    "system_key": {"name": "what it is for", "wrapped": WRAPPED},
    "epoch_key": {"epoch": "the month in which visits expire", "wrapped": WRAPPED},
    "shred_share": {
        "inspection": ID,
        "share": "half a key, worth nothing without the epoch key; deleting it is the point",
        "created_at": MOMENT,
    },
    "photo_share": {
        "inspection": ID,
        "photo": ID,
        "share": "half a key, worth nothing without the findings key; deleting it is the point",
        "created_at": MOMENT,
        "going_since": MOMENT,
    },
}


def columns_of(database: Database) -> set[tuple[str, str]]:
    with database.reading() as connection:
        found = inspect(connection)
        return {
            (table, column["name"])
            for table in found.get_table_names()
            for column in found.get_columns(table)
        }


def listed(tables: Mapping[str, Mapping[str, str]]) -> set[tuple[str, str]]:
    return {(table, column) for table, columns in tables.items() for column in columns}


SEALED = {(field.table, field.column) for field in SEALED_FIELDS}


def test_every_column_is_sealed_or_has_a_reason(installation: Installation) -> None:
    columns = columns_of(installation.resources.work.database)
    assert columns == SEALED | listed(OPEN)
    assert not SEALED & listed(OPEN)


def test_every_column_of_the_key_store_has_a_reason(on_sqlite: Installation) -> None:
    database = Database(on_sqlite.config.keystore_url)
    assert columns_of(database) == listed(OPEN_IN_KEY_STORE)
    database.close()
