"""The tables of the main database.

Every table of an inspection carries the inspection's id, and every query names it. Times are UTC
text such as 2026-05-12T09:30:00Z and ids are UUIDs as text, so that both databases hold the same.
Which columns are sealed stands in `woningscan.crypto.fields`.
"""

from __future__ import annotations

from typing import cast

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import LargeBinary, String

Id = String(36)
Moment = String(27)

_LONG_COUNT = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only when the column is exactly an INTEGER."""


class Base(DeclarativeBase):
    """The schema; constraints are named by rule, so that a migration can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(model: type[Base]) -> Table:
    """Give the table of a model, for statements that go around the object-relational mapper.

    Appending an answer through the mapper took a quarter more time (measured).
    """
    return cast("Table", model.__table__)


class Installation(Base):
    """One row: which installation this is. The key store carries the same id."""

    __tablename__ = "installation"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    created_at: Mapped[str] = mapped_column(Moment)


class Inspection(Base):
    """One visit to one home: where it stands, its wrapped keys, and the head of its chain."""

    __tablename__ = "inspection"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_number: Mapped[str] = mapped_column(String(20), unique=True)
    questionnaire: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    planned_on: Mapped[str | None] = mapped_column(String(10))
    planned_at: Mapped[str | None] = mapped_column(String(5))
    """The time of the appointment, such as 14:30, by the clock at the home."""
    created_at: Mapped[str] = mapped_column(Moment)
    changed_late: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[str] = mapped_column(String(7))
    findings_key: Mapped[bytes] = mapped_column(LargeBinary)
    identity_key: Mapped[bytes] = mapped_column(LargeBinary)
    sequence: Mapped[int] = mapped_column(default=0)
    head: Mapped[bytes] = mapped_column(LargeBinary(32))


class Assignment(Base):
    """Which adviser a visit is for; `until` is the moment that the adviser's access ends."""

    __tablename__ = "assignment"

    inspection: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    since: Mapped[str] = mapped_column(Moment)
    until: Mapped[str | None] = mapped_column(Moment)


class Reassignment(Base):
    """A wish to give a visit to another or a second adviser; it waits for the privacy officer."""

    __tablename__ = "reassignment"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    inspection: Mapped[str] = mapped_column(ForeignKey("inspection.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    """Whether the adviser takes the visit over, or joins who has it."""
    batch: Mapped[str | None] = mapped_column(Id)
    """Wishes of one batch, such as a sick colleague's day, are decided as one."""
    adviser: Mapped[str] = mapped_column(ForeignKey("account.id"))
    from_adviser: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    """Whose place the adviser takes; NULL: that of all who have the visit, or nobody's."""
    reason: Mapped[str] = mapped_column(String(20))
    """One of a few words: a free text would tell of people, in clear."""
    asked_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[str] = mapped_column(Moment)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[str | None] = mapped_column(Moment)
    confirmed: Mapped[bool | None]
    withdrawn_at: Mapped[str | None] = mapped_column(Moment)


class SearchEntry(Base):
    """That a visit once bore a name or a postcode, as a blind index of it."""

    __tablename__ = "search_entry"
    __table_args__ = (Index(None, "field", "value"),)

    inspection: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Change(Base):
    """One change of a journal. Account, receiving device and time take no part in comparing."""

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("inspection", "id"),)

    inspection: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(Id)
    compartment: Mapped[str] = mapped_column(String(10))
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    account: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    device: Mapped[str] = mapped_column(Id)
    received_at: Mapped[str] = mapped_column(Moment)
    late: Mapped[bool] = mapped_column(default=False)


class Blob(Base):
    """A photo, in one of its sizes."""

    __tablename__ = "blob"

    inspection: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    rendition: Mapped[str] = mapped_column(String(10), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Setting(Base):
    """A setting of letters as somebody left it; rows are only ever added, and the newest counts.

    `replaces` is the id of the row that was the newest then, 0 for the first. No two rows replace
    the same one, so that of two administrators at once the second is refused.
    """

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("questionnaire", "name", "replaces"),)

    id: Mapped[int] = mapped_column(_LONG_COUNT, Identity(), primary_key=True)
    questionnaire: Mapped[str] = mapped_column(String(80))
    """The id of the questionnaire: settings are those of all its versions."""
    name: Mapped[str] = mapped_column(String(80))
    replaces: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[str | None] = mapped_column(String(32768))
    """JSON; None is cleared. It holds nothing of a person's home."""
    account: Mapped[str] = mapped_column(ForeignKey("account.id"))
    at: Mapped[str] = mapped_column(Moment)


class ContentActivation(Base):
    """Which version of a questionnaire new visits get (None: it is not offered).

    Rows are only ever added, and the newest counts; `replaces` is as in `Setting`.
    """

    __tablename__ = "content_activation"
    __table_args__ = (UniqueConstraint("questionnaire", "replaces"),)

    id: Mapped[int] = mapped_column(_LONG_COUNT, Identity(), primary_key=True)
    questionnaire: Mapped[str] = mapped_column(String(80))
    replaces: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int | None]
    account: Mapped[str] = mapped_column(ForeignKey("account.id"))
    at: Mapped[str] = mapped_column(Moment)


class Audit(Base):
    """What was done, by whom, why. Ids only, never content; rows are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "session", "inspection", "action"),
        Index(None, "inspection", "action"),
        Index(None, "account"),
        Index(None, "subject"),
        ForeignKeyConstraint(["account"], ["account.id"]),
    )

    sequence: Mapped[int] = mapped_column(_LONG_COUNT, Identity(), primary_key=True)
    at: Mapped[str] = mapped_column(Moment)
    account: Mapped[str | None] = mapped_column(Id)
    session: Mapped[str | None] = mapped_column(Id)
    action: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    request: Mapped[str | None] = mapped_column(Id)
    inspection: Mapped[str | None] = mapped_column(Id)
    subject: Mapped[str | None] = mapped_column(String(80))
