"""Storage: seals on save and opens on load.

Nothing above this package sees an envelope, a wrapped key or a row; nothing below it sees a
database. Only this package imports SQLAlchemy and Alembic.
"""
