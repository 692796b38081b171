"""Openingstijden, feestdagen en werkuren; de tijd komt altijd van buiten (R7, R17, R68)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEDERLAND = ZoneInfo("Europe/Amsterdam")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_VOORUIT = 21
"""Zoveel dagen kijken we vooruit; daarna zeggen we dat het onbekend is."""

Feestdag = Callable[[date], str | None]
"""Geeft de naam van de feestdag, of niets."""


def geen_feestdagen(_: date) -> str | None:
    """Kalender zonder feestdagen, voor wie dag en nacht open is."""
    return None


@dataclass(frozen=True, slots=True)
class Rooster:
    """Eén regel uit een HSDS-`schedule`: op welke dagen van hoe laat tot hoe laat."""

    dagen: frozenset[int]
    """0 is maandag."""
    van: time
    tot: time
    geldig_van: date | None = None
    geldig_tot: date | None = None
    gesloten: bool = False
    """Een uitzondering: op deze dagen juist dicht."""

    @classmethod
    def uit_hsds(
        cls, byday: str, opens_at: str, closes_at: str, van: date | None, tot: date | None
    ) -> Rooster:
        """Lees `byday` ("MO,TU") en tijden ("09:00") uit HSDS; leeg `opens_at` betekent gesloten."""
        dagen = frozenset(_BYDAY.index(d.strip()) for d in byday.split(",") if d.strip())
        if not opens_at:
            return cls(dagen, time.min, time.min, van, tot, gesloten=True)
        dicht = time.max if closes_at in ("24:00", "23:59") else time.fromisoformat(closes_at)
        return cls(dagen, time.fromisoformat(opens_at), dicht, van, tot)

    def geldt(self, dag: date) -> bool:
        """Of deze regel op die dag van toepassing is."""
        return (
            dag.weekday() in self.dagen
            and (self.geldig_van is None or dag >= self.geldig_van)
            and (self.geldig_tot is None or dag <= self.geldig_tot)
        )


@dataclass(frozen=True, slots=True)
class Openingstijden:
    """Roosters met feestdagen; op een feestdag is er niemand, tenzij `ook_feestdagen`."""

    roosters: tuple[Rooster, ...] = ()
    feestdag: Feestdag = geen_feestdagen
    ook_feestdagen: bool = False
    zeker: bool = True
    """Onwaar bij voorbeeldtijden: goed om intern mee te rekenen, nooit om te zeggen (R17, R69)."""

    @property
    def bekend(self) -> bool:
        """Of er iets over de tijden bekend is; anders zeggen we dat eerlijk (R7)."""
        return bool(self.roosters)

    def blokken(self, dag: date) -> list[tuple[datetime, datetime]]:
        """De open uren van één dag, op volgorde, als tijdstippen in Nederland."""
        if not self.ook_feestdagen and self.feestdag(dag):
            return []
        regels = [r for r in self.roosters if r.geldt(dag)]
        if any(r.gesloten for r in regels):
            return []
        return sorted(
            (
                datetime.combine(dag, r.van, NEDERLAND),
                datetime.combine(dag, r.tot, NEDERLAND),
            )
            for r in regels
        )

    def open_op(self, nu: datetime) -> bool:
        """Of het op dit moment open is."""
        hier = nu.astimezone(NEDERLAND)
        return any(van <= hier < tot for van, tot in self.blokken(hier.date()))

    def toekomst(self, nu: datetime) -> Iterator[tuple[datetime, datetime]]:
        """De open uren vanaf nu, hoogstens drie weken vooruit."""
        hier = nu.astimezone(NEDERLAND)
        for n in range(_VOORUIT):
            for van, tot in self.blokken(hier.date() + timedelta(days=n)):
                if tot > hier:
                    yield max(van, hier), tot

    def over_werkuren(self, nu: datetime, uren: float) -> datetime | None:
        """Het tijdstip `uren` werkuren na nu; niets als het rooster onbekend of te leeg is (R69)."""
        rest = timedelta(hours=uren)
        for van, tot in self.toekomst(nu):
            # Aftrekken in UTC: bij de overgang naar zomertijd is een uur anders een uur te lang.
            duur = tot.astimezone(ZoneInfo("UTC")) - van.astimezone(ZoneInfo("UTC"))
            if rest <= duur:
                return (van.astimezone(ZoneInfo("UTC")) + rest).astimezone(NEDERLAND)
            rest -= duur
        return None


def kloktijd(moment: datetime | time) -> str:
    """Een tijd zoals men die leest: "9 uur", "13.30 uur"."""
    return f"{moment.hour} uur" if not moment.minute else f"{moment.hour}.{moment.minute:02d} uur"


def dagnaam(dag: date, vandaag: date) -> str:
    """ "vandaag", "morgen", "dinsdag" of "dinsdag 8 december"."""
    verschil = (dag - vandaag).days
    if verschil in (0, 1):
        return ("vandaag", "morgen")[verschil]
    naam = DAGEN[dag.weekday()]
    return naam if verschil < 7 else f"{naam} {dag.day} {_MAANDEN[dag.month - 1]}"


_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def zeg_open(tijden: Openingstijden, nu: datetime) -> str | None:
    """Eén zin over nu: "nu open, tot 17 uur" of "dicht, morgen open vanaf 9 uur"; niets als onbekend of onzeker."""
    if not (tijden.bekend and tijden.zeker):
        return None
    hier = nu.astimezone(NEDERLAND)
    eerste = next(tijden.toekomst(nu), None)
    if eerste is None:
        return None
    van, tot = eerste
    if van <= hier:
        if tot.time() == time.max:
            return "nu open"
        return f"nu open, tot {kloktijd(tot)}"
    reden = tijden.feestdag(hier.date())
    dicht = f"vandaag dicht ({reden})" if reden else "nu dicht"
    return f"{dicht}, {dagnaam(van.date(), hier.date())} open vanaf {kloktijd(van)}"


def weekoverzicht(roosters: Sequence[Rooster]) -> list[str]:
    """De gewone week in regels zoals "maandag tot en met vrijdag van 9 uur tot 17 uur"."""
    groepen: dict[tuple[time, time], list[int]] = {}
    for rooster in roosters:
        if not rooster.gesloten:
            groepen.setdefault((rooster.van, rooster.tot), []).extend(sorted(rooster.dagen))
    return [
        f"{_dagreeks(sorted(set(dagen)))} "
        + ("dag en nacht" if tot == time.max and van == time.min
           else f"van {kloktijd(van)} tot {kloktijd(tot)}")
        for (van, tot), dagen in groepen.items()
    ]  # fmt: skip


def _dagreeks(dagen: list[int]) -> str:
    if dagen == list(range(7)):
        return "elke dag"
    if len(dagen) > 2 and dagen == list(range(dagen[0], dagen[-1] + 1)):
        return f"{DAGEN[dagen[0]]} tot en met {DAGEN[dagen[-1]]}"
    namen = [DAGEN[d] for d in dagen]
    return namen[0] if len(namen) == 1 else ", ".join(namen[:-1]) + " en " + namen[-1]
