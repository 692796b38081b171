"""Privacy: of een gesprek contactgegevens heeft, sessies, inzagelog, tweede stap bij aanmelden; de tracker van Rasa weg"""

import sqlalchemy as sa
from alembic import op

from assistent.adapters.sql.tabellen import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ALLEEN_TOEVOEGEN = {
    "sqlite": [
        "CREATE TRIGGER inzage_blijft BEFORE UPDATE ON inzage"
        " BEGIN SELECT RAISE(ABORT, 'het inzagelog wordt niet gewijzigd'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION inzage_blijft() RETURNS trigger AS"
        " $$ BEGIN RAISE EXCEPTION 'het inzagelog wordt niet gewijzigd'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER inzage_blijft BEFORE UPDATE ON inzage"
        " FOR EACH ROW EXECUTE FUNCTION inzage_blijft()",
    ],
}


def upgrade() -> None:
    # Tot deze versie bewaarde Rasa hier elk bericht onversleuteld (docs/besluiten/015).
    op.execute("DROP TABLE IF EXISTS events")
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("contact", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("totp", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("totp_laatst", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "sessie",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("begonnen", Moment(), nullable=False),
        sa.Column("gebruikt", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["naam"], ["account.naam"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessie_naam"), ["naam"], unique=False)
    op.create_table(
        "inzage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("op", Moment(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("wat", sa.String(length=30), nullable=False),
        sa.Column("onderwerp_id", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("inzage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inzage_op"), ["op"], unique=False)
        batch_op.create_index(batch_op.f("ix_inzage_onderwerp_id"), ["onderwerp_id"], unique=False)
    for opdracht in ALLEEN_TOEVOEGEN[op.get_bind().dialect.name]:
        op.execute(opdracht)


def downgrade() -> None:
    op.drop_table("inzage")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION inzage_blijft()")
    op.drop_table("sessie")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("totp_laatst")
        batch_op.drop_column("totp")
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.drop_column("contact")
