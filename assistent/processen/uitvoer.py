"""Alles wat wij over een vraag bewaren, leesbaar bij elkaar: voor de inwoner en voor de functionaris (AVG 15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistent.kern.begrippen import Wie
from assistent.kern.errors import GesprekOnbekend
from assistent.kern.intake import Intake
from assistent.kern.kennis import Kennisbank
from assistent.kern.overdracht import Overdracht
from assistent.kern.tijden import NEDERLAND
from assistent.ports import Bericht, Inzage, Inzagelog, Opslag
from assistent.processen.beoordelen import zinnen_van
from assistent.processen.berichten import verberg_code


@dataclass(frozen=True, slots=True)
class Deel:
    """Eén kop met regels (wat, waarde)."""

    kop: str
    regels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Uitvoer:
    """Verzamelt wat er over één vraag bewaard is."""

    kennis: Kennisbank
    opslag: Opslag
    inzage: Inzagelog

    async def verzamel(
        self, overdracht: Overdracht, intake: Intake, *, functionaris: bool
    ) -> tuple[Deel, ...]:
        """De delen op volgorde; de functionaris leest ook namen van medewerkers en hun redenen.

        Een melder leest alleen wat hij zelf zei: de rest gaat over een ander (R52).
        """
        delen = [Deel("Wat u vertelde", tuple(self._gezegd(intake)))]
        if intake.wie is Wie.INWONER or functionaris:
            async with self.opslag.transactie() as werk:
                try:
                    berichten: Sequence[Bericht] = await werk.gesprekken.berichten(overdracht.gesprek_id)
                except GesprekOnbekend:
                    berichten = ()
            delen += [
                Deel("Hoe de assistent dat indeelde", tuple(self._indeling(overdracht, intake))),
                Deel("Wat er gebeurde", tuple(_stappen(overdracht, functionaris))),
                Deel("Het gesprek", tuple(_gesprek(berichten))),
            ]
        gezien = await self.inzage.lees(overdracht.id, 1000)
        delen.append(Deel("Wie het zag", tuple(_inzagen(gezien, functionaris))))
        delen.append(Deel("Hoe lang wij dit bewaren", tuple(self._bewaren())))
        return tuple(d for d in delen if d.regels)

    def _gezegd(self, intake: Intake) -> Iterator[tuple[str, str]]:
        for woorden in intake.vraag_in_eigen_woorden:
            yield "In eigen woorden", woorden
        for woorden in intake.vermoedens:
            yield "Wat u vermoedde", woorden
        for veld, waarde in intake.velden.items():
            yield self._label(veld), waarde

    def _indeling(self, overdracht: Overdracht, intake: Intake) -> Iterator[tuple[str, str]]:
        plaats = self.kennis.gemeenten[overdracht.gemeente]
        yield "Nummer", overdracht.referentie
        yield "Gemeente", plaats.naam
        yield "Team", plaats.teams[overdracht.team].naam
        yield "Indeling", f"{overdracht.klasse.value.replace('_', ' ')} (regel {intake.regel}): {intake.uitleg}"
        yield "Hoe snel", overdracht.urgentie.value
        for sleutel in intake.onderwerpen:
            yield "Onderwerp", self.kennis.onderwerpen[sleutel].naam
        for sleutel in intake.leefgebieden:
            yield "Deel van het leven", self.kennis.leefgebieden[sleutel].naam
        for bewijs in intake.bewijs:
            yield f"Gehoord: {bewijs.sleutel}", bewijs.tekst
        akkoord = _moment(intake.akkoord_op) if intake.akkoord_op else intake.akkoord_reden or "nee"
        yield "Uw akkoord", akkoord

    def _label(self, veld: str) -> str:
        tekst = self.kennis.teksten.get(f"utter_veld_{veld}", {}).get("", (veld,))[0]
        return tekst[:1].upper() + tekst[1:]

    def _bewaren(self) -> Iterator[tuple[str, str]]:
        for soort, naam in BEWAARD:
            yield naam, f"{self.kennis.bewaren.standaard[soort].days} dagen"


BEWAARD = (
    ("intake_afgerond", "Uw vraag, nadat zij is afgerond"),
    ("intake_ingetrokken", "Uw vraag, nadat u haar introk of wiste"),
    ("gesprek", "Het gesprek, als er geen vraag meer bij hoort"),
    ("inzagelog", "Wie het zag, zonder inhoud"),
)


def _moment(op: datetime) -> str:
    return op.astimezone(NEDERLAND).strftime("%d-%m-%Y %H:%M")


def _stappen(overdracht: Overdracht, functionaris: bool) -> Iterator[tuple[str, str]]:
    for stap in overdracht.geschiedenis:
        wie = stap.door if functionaris or stap.door in ("inwoner", "systeem") else "een medewerker"
        yield _moment(stap.op), " · ".join(d for d in (stap.staat.value, wie, stap.reden) if d)


def _gesprek(berichten: Sequence[Bericht]) -> Iterator[tuple[str, str]]:
    for bericht in berichten:
        yield f"{_moment(bericht.op)} {bericht.van}", verberg_code(" ".join(zinnen_van(bericht)))


def _inzagen(gezien: Sequence[Inzage], functionaris: bool) -> Iterator[tuple[str, str]]:
    for inzage in reversed(gezien):
        yield _moment(inzage.op), f"{inzage.account}: {inzage.wat}" if functionaris else "een medewerker"


