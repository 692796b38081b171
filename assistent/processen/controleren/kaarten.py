"""De sociale kaart: verwijzingen, nummers, adressen en tijden die kloppen, en niets dubbel (R17, R108)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.processen.controleren.melding import Gegevens, Melding, Pad, Stuk, Zaak, let_op

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
_WEB = re.compile(r"https?://[^\s/]+\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")


def controleer_kaarten(zaak: Zaak) -> Iterator[Melding]:
    """Alle voorzieningen, landelijk en per gemeente."""
    ids: dict[str, str] = {}
    namen: dict[tuple[str, str, str], str] = {}
    for stuk in zaak.van("sociale_kaart"):
        for n, kaart in enumerate(stuk.inhoud):
            if kaart["id"] in ids:
                raad = f"deze id staat ook in {ids[kaart['id']]}. Geef elke voorziening een eigen id."
                yield Melding(stuk, (n, "id"), raad)
            ids.setdefault(kaart["id"], f"{stuk.map or 'landelijk'}/{stuk.naam}.yml")
            wat = (stuk.map, kaart["name"].lower(), kaart.get("gebied") or "")
            ander = namen.setdefault(wat, kaart["id"])
            if ander != kaart["id"]:
                yield let_op(
                    stuk, (n, "name"), f"'{ander}' heet net zo. Staat het er dubbel? Haal er één weg."
                )
            yield from _verwijzingen(stuk, n, kaart, zaak)
            yield from _bereikbaar(stuk, n, kaart, zaak)
            yield from _zekerheid(stuk, n, kaart)
            yield from controleer_tijden(stuk, (n, "schedules"), kaart.get("schedules", []))


def _verwijzingen(stuk: Stuk, n: int, kaart: Gegevens, zaak: Zaak) -> Iterator[Melding]:
    kennis = zaak.kennis
    for i, onderwerp in enumerate(kaart["onderwerpen"]):
        if onderwerp not in kennis.onderwerpen:
            yield Melding(stuk, (n, "onderwerpen", i), f"onderwerp '{onderwerp}' bestaat niet.")
        elif onderwerp in kaart["onderwerpen"][:i]:
            yield Melding(stuk, (n, "onderwerpen", i), f"onderwerp '{onderwerp}' staat er twee keer.")
    gemeente = kennis.gemeenten.get(stuk.map)
    if stuk.map and gemeente is None:
        yield Melding(stuk, (), f"de map '{stuk.map}' is geen gemeente: gemeente.yml ontbreekt.")
    elif kaart.get("gebied") and (gemeente is None or gemeente.gebied(kaart["gebied"]) is None):
        waar = gemeente.naam if gemeente else "de landelijke kaart"
        yield Melding(stuk, (n, "gebied"), f"gebied '{kaart['gebied']}' bestaat niet in {waar}.")


def _bereikbaar(stuk: Stuk, n: int, kaart: Gegevens, zaak: Zaak) -> Iterator[Melding]:
    for i, telefoon in enumerate(kaart.get("phones", [])):
        fout = zaak.nummerfout(telefoon["number"], kaart["voorbeeld"])
        if fout:
            yield Melding(stuk, (n, "phones", i, "number"), fout)
    sites: list[tuple[Pad, str | None]] = [((n, "url"), kaart.get("url"))]
    sites.append(((n, "organization", "website"), kaart["organization"].get("website")))
    sites.append(((n, "bron", "url"), kaart["bron"].get("url")))
    for pad, site in sites:
        if site and not _WEB.fullmatch(site):
            yield Melding(stuk, pad, f"'{site}' is geen webadres. Begin met https://.")
    mail = kaart.get("email")
    if mail and not _MAIL.fullmatch(mail):
        yield Melding(stuk, (n, "email"), f"'{mail}' is geen e-mailadres.")
    for i, plek in enumerate(kaart.get("locations", [])):
        code = plek.get("postal_code")
        if code and not _POSTCODE.fullmatch(code):
            yield Melding(stuk, (n, "locations", i, "postal_code"), f"'{code}' is geen postcode.")
    wegen = ("phones", "url", "email", "locations", "application_process")
    if not any(kaart.get(weg) for weg in wegen):
        raad = (
            "hier is niet te komen: geen nummer, site, mail of adres. Vul er één in, of zeg hoe het wel kan."
        )
        yield let_op(stuk, (n, "phones"), raad)
    van, tot = kaart.get("minimum_age"), kaart.get("maximum_age")
    if van is not None and tot is not None and van > tot:
        yield Melding(stuk, (n, "minimum_age"), f"van {van} tot {tot} jaar kan niet. Draai ze om.")


def _zekerheid(stuk: Stuk, n: int, kaart: Gegevens) -> Iterator[Melding]:
    verzonnen = "voorbeeld" in kaart["bron"]["naam"].lower()
    if verzonnen and not kaart["voorbeeld"]:
        yield Melding(stuk, (n, "voorbeeld"), "de bron is een voorbeeld; zet voorbeeld op true.")
    if kaart["voorbeeld"] and not verzonnen:
        raad = "een voorbeeld met een echte bron. Is de kaart echt? Zet voorbeeld op false, met zekerheid."
        yield Melding(stuk, (n, "bron", "naam"), raad)
    if not kaart["voorbeeld"] and not kaart.get("zekerheid"):
        yield Melding(stuk, (n, "geldig_tot"), "zet eronder hoe zeker dit is: zekerheid V, K of ?.")


def controleer_tijden(stuk: Stuk, pad: Pad, roosters: list[Gegevens]) -> Iterator[Melding]:
    """Openen voor sluiten, en een begin voor een eind."""
    for i, rooster in enumerate(roosters):
        open_, dicht = rooster["opens_at"], rooster["closes_at"]
        if bool(open_) != bool(dicht):
            yield Melding(stuk, (*pad, i, "closes_at"), "noem beide tijden, of geen van beide (gesloten).")
        elif open_ and open_ >= dicht:
            raad = f"open om {open_} en dicht om {dicht} kan niet. Verbeter een van de tijden."
            yield Melding(stuk, (*pad, i, "opens_at"), raad)
        van, tot = rooster.get("valid_from"), rooster.get("valid_to")
        if van and tot and str(van) > str(tot):
            yield Melding(stuk, (*pad, i, "valid_from"), "dit begint nadat het stopt. Draai de datums om.")
        dagen = rooster["byday"].split(",")
        if len(dagen) != len(set(dagen)):
            yield Melding(stuk, (*pad, i, "byday"), "een dag staat er twee keer.")
