"""Alembic: migraties op onze eigen tabellen; de tabellen van Rasa beheert Rasa."""

from alembic import context
from sqlalchemy import create_engine

from assistent.adapters.sql.tabellen import meta

motor = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with motor.connect() as verbinding:
    context.configure(connection=verbinding, target_metadata=meta, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    verbinding.commit()
motor.dispose()
