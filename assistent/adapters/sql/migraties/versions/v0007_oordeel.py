"""Oordeel"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oordeel",
        sa.Column("merk", sa.String(length=32), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("gemeente", sa.String(length=40), nullable=False),
        sa.Column("waarover", sa.String(length=10), nullable=False),
        sa.Column("goed", sa.Boolean(), nullable=False),
        sa.Column("sleutel", sa.String(length=80), nullable=False),
        sa.Column("reden", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("merk"),
    )
    with op.batch_alter_table("oordeel", schema=None) as batch_op:
        batch_op.create_index("oordeel_cijfers", ["gemeente", "dag"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("oordeel", schema=None) as batch_op:
        batch_op.drop_index("oordeel_cijfers")
    op.drop_table("oordeel")
