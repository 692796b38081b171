"""Telefoon: welke oproep bij welk gesprek hoort, en hoe zij afliep"""

import sqlalchemy as sa
from alembic import op

from assistent.adapters.sql.tabellen import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oproep",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(
            "gesprek_id", sa.String(26), sa.ForeignKey("gesprek.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("begonnen", Moment(), nullable=False),
        sa.Column("geeindigd", Moment()),
        sa.Column("spraak", sa.Boolean(), nullable=False),
        sa.Column("uitkomst", sa.String(20), nullable=False),
    )
    op.create_index("ix_oproep_gesprek_id", "oproep", ["gesprek_id"])


def downgrade() -> None:
    op.drop_table("oproep")
