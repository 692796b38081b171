"""Van klad en gelezen stukken naar een gesprek zoals de kern het kent; wat de medewerker koos gaat voor (R34)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistent.kern.beeld import Beeld, Gehoord, Treffer
from assistent.kern.begrippen import Wie
from assistent.kern.gesprek import Gesprek
from assistent.kern.indeling import Indeling
from assistent.kern.intake import VRIJE_VELDEN
from assistent.kern.kennis import Kennisbank
from assistent.kern.klad import EIGEN_WOORDEN, Klad
from assistent.kern.luisteren import EIGEN_WOORDEN as HOOGUIT_WOORDEN
from assistent.kern.luisteren import MELDING
from assistent.kern.signalen import Gelezen, Gevaar, Signaal, Soort
from assistent.kern.triage import Regel
from assistent.kern.verhaal import MEERVOUDIG, VAAG

ZEKER_DEEL = 0.6
"""Een los stukje notitie moet op zichzelf duidelijk zijn."""


@dataclass(frozen=True, slots=True)
class Stuk:
    """Eén gelezen stuk: een regel die de beller tegen een mens zei, of de hele notitie."""

    gelezen: Gelezen
    delen: tuple[str, ...] = ()
    """Stukjes voor de taalmotor, met afkortingen voluit."""
    gehoord: tuple[Gehoord, ...] = ()
    """Wat de motor in elk deel hoorde; leeg als de motor er niet is."""
    velden: Mapping[str, str] = field(default_factory=dict)
    """Wat vanzelf in de intake past."""
    notitie: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """Wat er aan de telefoon gezegd is voordat, of terwijl, de medewerker meekijkt."""

    gesprek: Gesprek | None = None
    """Wat de assistent verstond; zij kende de vraag waar iets een antwoord op was."""
    stukken: Sequence[Stuk] = ()
    """Wat daarna tegen een mens gezegd is."""


def gesprek_van(
    klad: Klad, stukken: Sequence[Stuk], kennis: Kennisbank, tot_nu: Gesprek | None = None
) -> tuple[Gesprek, dict[str, str], frozenset[str]]:
    """Het gesprek zoals de kern het kent, de gevulde velden, en welke daarvan vanzelf gevuld zijn.

    `tot_nu` is wat de assistent aan de telefoon al verstond; dat vraagt niemand nog eens (R61).
    """
    beeld, eerder = (tot_nu.beeld, tot_nu.nummer) if tot_nu else (Beeld(), 0)
    laatste = eerder + len(stukken)
    for nummer, stuk in enumerate(stukken, eerder + 1):
        beeld = beeld.met(nummer, stuk.gelezen).met_onderwerpen(_onderwerpen(stuk, nummer, kennis))
    beeld = beeld.met_onderwerpen(Treffer(s, 1.0, "", laatste) for s in klad.erbij)
    al = {g.code for _, g in beeld.gevaren}
    extra = tuple((laatste, g) for g in klad.gevaren if g.code not in al)
    beeld = replace(beeld, gevaren=beeld.gevaren + extra)
    if beeld.wie is Wie.INWONER and {t.sleutel for t in beeld.onderwerpen} & MELDING:
        beeld = replace(beeld, wie=Wie.MELDER)
    beeld = _zonder_weg(_met_kinderen(beeld, klad, laatste), klad)
    postcode = klad.postcode or beeld.postcode
    bij_postcode = kennis.gemeenten[klad.gemeente].gebied_van(postcode)
    beeld = replace(
        beeld,
        wie=klad.wie or beeld.wie,
        rol=klad.rol or beeld.rol,
        gebied=klad.gebied or beeld.gebied or (bij_postcode.sleutel if bij_postcode else None),
        postcode=postcode,
        taal="nl",
    )
    vanzelf = dict(tot_nu.velden) if tot_nu else {}
    vanzelf |= {k: v for s in stukken for k, v in (*s.gelezen.contact.items(), *s.velden.items())}
    if "kinderen" in beeld.gegevens():
        vanzelf.setdefault("kinderen", "ja")
    gezegd = (*(tot_nu.eigen_woorden if tot_nu else ()), *(s.gelezen.tekst for s in stukken))
    woorden = tuple(dict.fromkeys(w for w in gezegd if w.strip()))[:HOOGUIT_WOORDEN]
    alles = {k: klad.waarde(k, vanzelf.get(k)) for k in VRIJE_VELDEN}
    velden = {k: v for k, v in alles.items() if v}
    if EIGEN_WOORDEN in klad.velden:
        woorden = (klad.velden[EIGEN_WOORDEN],) if klad.velden[EIGEN_WOORDEN] else ()
    gesprek = Gesprek(
        klad.gesprek_id or klad.id,
        klad.gemeente,
        klad.kanaal,
        klad.gestart,
        beeld=beeld,
        nummer=laatste,
        velden=velden,
        eigen_woorden=woorden,
        overdracht_id=klad.overdracht_id,
        eerder=klad.eerder,
        gesteld=tuple(sorted({*_gesteld(klad, velden, beeld), *(tot_nu.gesteld if tot_nu else ())})),
    )
    return gesprek, velden, frozenset(k for k in velden if k not in klad.velden)


def _zonder_weg(beeld: Beeld, klad: Klad) -> Beeld:
    """Wat de medewerker wegdeed; gevaar verdwijnt alleen voor precies deze woorden, en klinkt anders opnieuw."""
    for voorstel in sorted(klad.weg):
        soort, _, sleutel = voorstel.partition(":")
        if soort in ("signaal", "onderwerp"):
            beeld = beeld.zonder(sleutel)
    gevaren = tuple((n, g) for n, g in beeld.gevaren if gevaarsleutel(g) not in klad.weg)
    return replace(beeld, gevaren=gevaren)


def gevaarsleutel(gevaar: Gevaar) -> str:
    """Sleutel om één gehoord gevaar weg te doen."""
    return f"gevaar:{gevaar.code}:{gevaar.tekst}"


def _met_kinderen(beeld: Beeld, klad: Klad, nummer: int) -> Beeld:
    """Een ingevuld ja of nee telt zoals een gehoord ja of nee (M2, §4.3)."""
    antwoord = klad.velden.get("kinderen", "").strip().lower()
    if not antwoord:
        return beeld
    nee = antwoord.startswith(("nee", "geen"))
    if nee:
        beeld = beeld.zonder("kinderen")
    sleutel = "geen_kinderen" if nee else "kinderen"
    signaal = Signaal(Soort.GEGEVEN, sleutel, antwoord, "medewerker")
    return replace(beeld, signalen=(*beeld.signalen, (nummer, signaal)))


def _gesteld(klad: Klad, velden: Mapping[str, str], beeld: Beeld) -> Iterator[str]:
    """Wat niet meer gevraagd hoeft: gesteld, weggedaan, of het antwoord staat er al."""
    yield from ("overdragen", "akkoord")
    yield from (v.removeprefix("vraag:") for v in klad.weg | klad.genoemd if v.startswith("vraag:"))
    # "wil traplift" in de notitie is nog geen antwoord op wat er echt moet veranderen (R60).
    yield from (v for v in velden if v != "wil_bereiken" or v in klad.velden)
    if "telefoon" in velden or "mail" in velden:
        yield "contact"
    if "beltijd" in velden:
        yield "bellen"
    if beeld.gebied:
        yield "gebied"


def _onderwerpen(stuk: Stuk, nummer: int, kennis: Kennisbank) -> Iterator[Treffer]:
    """Wat de motor hoorde, per deel strenger dan voor het geheel; gevaar bepaalt alleen de poort."""
    delen = len(stuk.gehoord) > 1
    # Het kleinste stukje waarin het al duidelijk is, is het beste bewijs (R25).
    bewijs = {
        t.sleutel: t.tekst for g in stuk.gehoord[1:] for t in g.onderwerpen if t.zekerheid >= ZEKER_DEEL
    }
    for plek, gehoord in enumerate(stuk.gehoord):
        geheel = plek == 0
        for treffer in gehoord.onderwerpen:
            onderwerp = kennis.onderwerpen.get(treffer.sleutel)
            if onderwerp is None or (onderwerp.crisis and not stuk.gelezen.gevaren):
                continue
            if treffer.sleutel in {MEERVOUDIG, *VAAG} and stuk.notitie and delen:
                continue  # losse woorden met komma's lijken op een opsomming, maar zijn kortschrift
            if treffer.zekerheid >= (kennis.drempels["zeker"] if geheel else ZEKER_DEEL):
                yield replace(treffer, beurt=nummer, tekst=bewijs.get(treffer.sleutel, treffer.tekst))


def kies(klad: Klad, voorstel: Indeling, kennis: Kennisbank) -> Indeling:
    """De indeling die geldt: wat de medewerker koos gaat voor, met zijn reden als uitleg."""
    keuze = klad.keuze
    if not keuze.anders:
        return voorstel
    regel = voorstel.regel
    if keuze.klasse and keuze.klasse is not regel.klasse:
        regel = Regel("medewerker", keuze.klasse, f"Gekozen door de medewerker: {keuze.reden}")
    toewijzing = voorstel.toewijzing
    if keuze.team and keuze.team != toewijzing.trekker:
        prefix = kennis.gemeenten[klad.gemeente].prefix
        toewijzing = replace(
            toewijzing,
            trekker=keuze.team,
            team=keuze.team,
            regel="medewerker",
            bron=keuze.reden,
            behandelaar=f"{prefix}/{keuze.team}",
            meekijkers=tuple(m for m in toewijzing.meekijkers if m != keuze.team),
            opschalen=False,
        )
    return replace(
        voorstel,
        regel=regel,
        toewijzing=toewijzing,
        urgentie=keuze.urgentie or voorstel.urgentie,
        mens=True,
    )
