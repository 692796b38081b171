"""Uitbak"""

import sqlalchemy as sa
from alembic import op

from assistent.adapters.sql.tabellen import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OVERDRACHT = (
    sa.Column("toegezegd", Moment(), nullable=True),
    sa.Column("herinner_op", Moment(), nullable=True),
    sa.Column("let_op", Moment(), nullable=True),
    sa.Column("voorrang", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("achterwacht", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("afloop", sa.String(length=20), nullable=True),
    sa.Column("buiten", sa.Boolean(), nullable=False, server_default=sa.false()),
)
STAP = (
    sa.Column("handeling", sa.String(length=30), nullable=False, server_default=""),
    sa.Column("team", sa.String(length=60), nullable=False, server_default=""),
)
UITBAK = (
    sa.Column("volgende", Moment(), nullable=True),
    sa.Column("ronde", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("fout", sa.String(length=60), nullable=False, server_default=""),
)


def upgrade() -> None:
    op.create_table(
        "taak",
        sa.Column("naam", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("tot", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("naam"),
    )
    with op.batch_alter_table("overdracht", schema=None) as batch_op:
        for kolom in OVERDRACHT:
            batch_op.add_column(kolom.copy())
        batch_op.create_index("ix_overdracht_let_op", ["let_op"], unique=False)
    # Wat er al lag heeft nog geen bewaking: kijk er meteen naar.
    op.execute("UPDATE overdracht SET let_op = termijn WHERE staat = 'aangeboden'")
    with op.batch_alter_table("overdracht_stap", schema=None) as batch_op:
        for kolom in STAP:
            batch_op.add_column(kolom.copy())
    # Er komt één rij per doel en overdracht; tot nu toe verstuurde niemand iets.
    op.execute("DELETE FROM uitbak WHERE id NOT IN (SELECT max(id) FROM uitbak GROUP BY doel, overdracht_id)")
    with op.batch_alter_table("uitbak", schema=None) as batch_op:
        for kolom in UITBAK:
            batch_op.add_column(kolom.copy())
        batch_op.create_unique_constraint("uitbak_doel", ["doel", "overdracht_id"])
        batch_op.create_index("ix_uitbak_volgende", ["volgende"], unique=False)
    op.execute("UPDATE uitbak SET volgende = op WHERE gedaan IS NULL")
    op.create_table(
        "uitbak_stap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uitbak_id", sa.Integer(), nullable=False),
        sa.Column("stap", sa.String(length=60), nullable=False),
        sa.Column("verwijzing", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["uitbak_id"], ["uitbak.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uitbak_id", "stap"),
    )


def downgrade() -> None:
    op.drop_table("uitbak_stap")
    with op.batch_alter_table("uitbak", schema=None) as batch_op:
        batch_op.drop_index("ix_uitbak_volgende")
        batch_op.drop_constraint("uitbak_doel", type_="unique")
        for kolom in UITBAK:
            batch_op.drop_column(kolom.name)
    with op.batch_alter_table("overdracht_stap", schema=None) as batch_op:
        for kolom in STAP:
            batch_op.drop_column(kolom.name)
    with op.batch_alter_table("overdracht", schema=None) as batch_op:
        batch_op.drop_index("ix_overdracht_let_op")
        for kolom in OVERDRACHT:
            batch_op.drop_column(kolom.name)
    op.drop_table("taak")
