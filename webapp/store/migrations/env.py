"""Alembic's entry: runs the migrations on the connection it is handed, inside the transaction that is open there."""

from alembic import context

from webapp.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite alters a table by making it anew.
    render_as_batch=True,
)
context.run_migrations()
