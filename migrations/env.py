"""Runs revisions on the connection that it is given, or on the `alembic` command's database."""

from alembic import context
from sqlalchemy import Connection

import woningscan.persistence.account_models  # noqa: F401 - so that its tables are known
from woningscan.persistence.database import Database
from woningscan.persistence.models import Base


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is None:
        database = Database(context.config.get_main_option("sqlalchemy.url") or "sqlite://")
        with database.writing() as connection:
            migrate(connection)
    else:
        migrate(connection)


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # On SQLite a number that counts itself looks like a default that is missing.
        compare_server_default=connection.dialect.name != "sqlite",
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
