"""What tests look at below the services: commits, and lines of the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, text

from tests.installations import Installation


@contextmanager
def counted_commits(installation: Installation) -> Iterator[list[str]]:
    """Count the transactions that are committed in the main database."""
    commits: list[str] = []
    engine = installation.resources.work.database.engine

    def count(_connection: object) -> None:
        commits.append("commit")

    event.listen(engine, "commit", count)
    yield commits
    event.remove(engine, "commit", count)


def audited(installation: Installation) -> list[str]:
    """Give what was reported, the newest last."""
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT action FROM audit ORDER BY sequence")
        return list(connection.execute(query).scalars())
