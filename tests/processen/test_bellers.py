"""Wie er nu belt: alleen voor wie opneemt, alleen de eigen gemeente, en zonder een woord van de beller (R18, R61, R62)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistent.adapters.fakes import OproepenInGeheugen, OpslagInGeheugen
from assistent.kern.beeld import Beeld, Treffer
from assistent.kern.begrippen import Kanaal
from assistent.kern.klad import Bezig
from assistent.ports import Account, Bericht
from assistent.processen.beginnen import begin
from assistent.processen.bellers import LANGST, Bellers
from assistent.processen.meekijken import NietVanU
from tests.gegevens import NU, SOCIAAL_TEAM, Inwoner, kennisbank, maak_proefapp
from tests.processen.test_meekijken import (
    ELDERS,
    KCC,
    KCC2,
    VALPARTIJ,
    VRIJWILLIGER,
    maak_meekijken,
)

STRAKS = NU + timedelta(minutes=5)


@pytest.fixture
def bellers() -> Bellers:
    opslag = OpslagInGeheugen()
    return Bellers(kennisbank, opslag, OproepenInGeheugen(opslag))


async def belt(bellers: Bellers, id_: str, gemeente: str = "groningen", na: int = 0, **stand: Any) -> str:
    """Een beller bij de assistent; geeft het gesprek."""
    gesprek, _ = await begin(bellers.opslag, kennisbank(), gemeente, Kanaal.TELEFOON, NU)
    if stand:
        async with bellers.opslag.transactie() as werk:
            await werk.gesprekken.bewaar(replace(await werk.gesprekken.haal(gesprek.id), **stand))
    await bellers.oproeplog.begin(id_, gesprek.id, NU + timedelta(minutes=na), spraak=True)
    return gesprek.id


async def test_wie_belt_staat_in_de_lijst_tot_iemand_opneemt_of_ophangt(bellers: Bellers) -> None:
    een, twee = await belt(bellers, "een"), await belt(bellers, "twee", na=1)
    assert [b.gesprek_id for b in await bellers.lijst(KCC, STRAKS)] == [een, twee]
    await maak_meekijken(bellers.opslag).begin(KCC2, STRAKS, gesprek_id=een)
    await bellers.oproeplog.sluit("twee", "opgehangen", STRAKS)
    assert await bellers.lijst(KCC, STRAKS) == []


async def test_gevaar_staat_vooraan(bellers: Bellers) -> None:
    await belt(bellers, "een")
    gevaar = await belt(bellers, "twee", na=2, klasse="crisis")
    eerste, tweede = await bellers.lijst(KCC, STRAKS)
    assert (eerste.gesprek_id, eerste.gevaar, tweede.gevaar) == (gevaar, True, False)


@pytest.mark.parametrize("wie", [ELDERS, VRIJWILLIGER, SOCIAAL_TEAM], ids=lambda w: w.naam)
async def test_alleen_wie_opneemt_in_deze_gemeente_ziet_bellers(wie: Account, bellers: Bellers) -> None:
    """R62, R101."""
    await belt(bellers, "een")
    assert await bellers.lijst(wie, STRAKS) == []


async def test_een_lijn_die_stil_wegviel_blijft_niet_staan(bellers: Bellers) -> None:
    await belt(bellers, "een")
    assert await bellers.lijst(KCC, NU + LANGST + timedelta(minutes=1)) == []


async def test_de_tweede_die_opneemt_hoort_dat_een_collega_eerder_was(bellers: Bellers) -> None:
    gesprek, meekijken = await belt(bellers, "een"), maak_meekijken(bellers.opslag)
    await meekijken.begin(KCC, NU, gesprek_id=gesprek)
    with pytest.raises(NietVanU, match="al geopend"):
        await meekijken.begin(KCC2, NU, gesprek_id=gesprek)


async def test_wat_de_beller_al_gaf_hoeft_niemand_nog_eens_te_vragen(bellers: Bellers) -> None:
    """R61: naam en nummer staan al in de velden; wat de medewerker leegmaakt blijft leeg."""
    velden = {"naam": "Jansen", "telefoon": "0612345678"}
    gesprek = await belt(bellers, "een", velden=velden, gesteld=("wil_bereiken",))
    async with bellers.opslag.transactie() as werk:
        await werk.gesprekken.voeg_toe([Bericht(gesprek, 50, "inwoner", {"tekst": "mijn huur is achter"}, NU)])
    meekijken = maak_meekijken(bellers.opslag)
    klad = await meekijken.begin(KCC, NU, gesprek_id=gesprek)
    advies = await meekijken.kijk(klad, NU, VALPARTIJ)
    assert advies.velden == velden
    assert advies.vraag is not None
    assert advies.vraag.sleutel not in ("wil_bereiken", "contact")
    klad = await meekijken.vul_in(KCC, klad.id, "naam", "")
    assert (await meekijken.kijk(klad, NU)).velden == {"telefoon": "0612345678"}


async def test_wat_de_assistent_verstond_wordt_niet_nog_eens_geraden(bellers: Bellers) -> None:
    """Zij kende de vraag: "schulden" was hier een antwoord, geen nieuw onderwerp; wat daarna gezegd is telt wel."""
    beeld = Beeld(onderwerpen=(Treffer("parkeerkaart", 0.9, "kaart", 1),))
    gesprek, meekijken = await belt(bellers, "een", beeld=beeld, nummer=2), maak_meekijken(bellers.opslag)
    klad = await meekijken.begin(KCC, NU, gesprek_id=gesprek)
    regels = [("inwoner", "nee, geen schulden"), ("assistent", "Dank u."), ("inwoner", "en ook een traplift")]
    async with bellers.opslag.transactie() as werk:
        await werk.gesprekken.voeg_toe([Bericht(gesprek, n, van, {"tekst": t}, NU) for n, (van, t) in enumerate(regels, 50)])
    antwoorden = {u.voorstel for u in (await meekijken.kijk(klad, NU)).antwoorden}
    assert antwoorden == {"onderwerp:parkeerkaart", "onderwerp:woningaanpassing"}


async def test_gaf_de_assistent_de_vraag_al_door_dan_ziet_de_medewerker_bij_wie_zij_ligt() -> None:
    """R57, R61: geen tweede overdracht van hetzelfde verhaal."""
    app = maak_proefapp(opslag=OpslagInGeheugen())
    inwoner = await Inwoner.begint(app)
    gesprek = await inwoner.gesprek()
    async with app.opslag.transactie() as werk:
        await werk.gesprekken.bewaar(replace(gesprek, kanaal=Kanaal.TELEFOON))
    meekijken = maak_meekijken(app.opslag)
    klad = await meekijken.begin(KCC, NU, gesprek_id=gesprek.id)
    overdracht = await inwoner.naar_team()
    klad = await meekijken.volg(KCC, klad)
    assert (klad.overdracht_id, klad.bezig) == (overdracht.id, Bezig.OVERGEDRAGEN)
    app.meekijken = meekijken
    with pytest.raises(Exception, match="al overgedragen"):
        await app.afhandelen.draag_over(KCC, klad.id, NU, akkoord=True)


async def test_het_nummer_dat_de_medewerker_hoort_staat_bij_de_beller() -> None:
    app = maak_proefapp(opslag=OpslagInGeheugen())
    inwoner = await Inwoner.begint(app)
    overdracht = await inwoner.naar_team()
    await app.oproeplog.begin("een", (await inwoner.gesprek()).id, NU, spraak=True)
    (beller,) = await app.bellers.lijst(KCC, STRAKS)
    assert beller.referentie == overdracht.referentie
