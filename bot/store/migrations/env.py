"""How Alembic runs here: on the connection of whoever opens the store, in its transaction."""

from __future__ import annotations

from alembic import context

from bot.store.database.migrating import is_ours
from bot.store.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
