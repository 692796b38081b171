"""Meekijken: kladjes, contactmomenten, terugvinden, en hoe vaak een voorstel hielp"""

import sqlalchemy as sa
from alembic import op

from assistent.adapters.sql.tabellen import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "klad",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("gemeente", sa.String(40), nullable=False),
        sa.Column("medewerker", sa.String(80), nullable=False),
        sa.Column("gesprek_id", sa.String(26)),
        sa.Column("gewijzigd", Moment(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_klad_gesprek_id", "klad", ["gesprek_id"])
    op.create_index("ix_klad_gewijzigd", "klad", ["gewijzigd"])
    op.create_index("klad_van", "klad", ["gemeente", "medewerker"])
    op.create_table(
        "contactmoment",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("gemeente", sa.String(40), nullable=False),
        sa.Column("kanaal", sa.String(10), nullable=False),
        sa.Column("medewerker", sa.String(80), nullable=False),
        sa.Column("begonnen", Moment(), nullable=False),
        sa.Column("seconden", sa.Integer(), nullable=False),
        sa.Column("uitslag", sa.String(20), nullable=False),
        sa.Column("onderwerp", sa.String(60)),
        sa.Column("klasse", sa.String(40), nullable=False),
        sa.Column("team", sa.String(60)),
        sa.Column("overdracht_id", sa.String(26)),
        sa.Column("persoon", sa.String(64)),
    )
    op.create_index("ix_contactmoment_overdracht_id", "contactmoment", ["overdracht_id"])
    op.create_index("ix_contactmoment_persoon", "contactmoment", ["persoon"])
    op.create_index("contactmoment_cijfers", "contactmoment", ["gemeente", "begonnen"])
    op.create_table(
        "herkenning",
        sa.Column("merk", sa.String(64), primary_key=True),
        sa.Column(
            "overdracht_id",
            sa.String(26),
            sa.ForeignKey("overdracht.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("op", Moment(), nullable=False),
    )
    op.create_index("ix_herkenning_overdracht_id", "herkenning", ["overdracht_id"])
    op.create_table(
        "voorstel",
        sa.Column("dag", sa.Date(), primary_key=True),
        sa.Column("gemeente", sa.String(40), primary_key=True),
        sa.Column("soort", sa.String(20), primary_key=True),
        sa.Column("sleutel", sa.String(60), primary_key=True),
        sa.Column("gebruikt", sa.Boolean(), primary_key=True),
        sa.Column("aantal", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for tabel in ("voorstel", "herkenning", "contactmoment", "klad"):
        op.drop_table(tabel)
