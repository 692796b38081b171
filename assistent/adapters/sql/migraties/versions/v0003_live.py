"""Live"""

import sqlalchemy as sa
from alembic import op

from assistent.adapters.sql.tabellen import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aanwezig",
        sa.Column("verbinding", sa.String(length=40), nullable=False),
        sa.Column("wie", sa.String(length=80), nullable=False),
        sa.Column("gemeente", sa.String(length=40), nullable=False),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("beschikbaar", sa.Boolean(), nullable=False),
        sa.Column("tot", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("verbinding"),
    )
    with op.batch_alter_table("aanwezig", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanwezig_wie"), ["wie"], unique=False)
        batch_op.create_index("aanwezig_gemeente", ["gemeente", "tot"], unique=False)

    op.create_table(
        "livegesprek",
        sa.Column("overdracht_id", sa.String(length=26), nullable=False),
        sa.Column("gesprek_id", sa.String(length=26), nullable=False),
        sa.Column("gemeente", sa.String(length=40), nullable=False),
        sa.Column("team", sa.String(length=60), nullable=False),
        sa.Column("heeft", sa.String(length=10), nullable=False),
        sa.Column("sinds", Moment(), nullable=False),
        sa.Column("tot", Moment(), nullable=True),
        sa.Column("door", sa.String(length=80), nullable=True),
        sa.Column("stap", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["overdracht_id"], ["overdracht.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("overdracht_id"),
    )
    with op.batch_alter_table("livegesprek", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_livegesprek_tot"), ["tot"], unique=False)
        batch_op.create_index("livegesprek_gemeente", ["gemeente", "heeft"], unique=False)

    op.create_table(
        "belafspraak",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("overdracht_id", sa.String(length=26), nullable=False),
        sa.Column("gemeente", sa.String(length=40), nullable=False),
        sa.Column("team", sa.String(length=60), nullable=False),
        sa.Column("van", Moment(), nullable=False),
        sa.Column("tot", Moment(), nullable=False),
        sa.Column("staat", sa.String(length=20), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("blok", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["overdracht_id"], ["overdracht.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("blok"),
    )
    with op.batch_alter_table("belafspraak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_belafspraak_overdracht_id"), ["overdracht_id"], unique=False)
        batch_op.create_index("belafspraak_team", ["gemeente", "team", "van"], unique=False)


def downgrade() -> None:
    for tabel in ("belafspraak", "livegesprek", "aanwezig"):
        op.drop_table(tabel)
