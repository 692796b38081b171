"""Mailadressen, geschreven en uitgesproken ("jan punt de vries apenstaartje gmail punt com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistent.taal.persoonsgegevens.getallen import GETALWOORD, groepen
from assistent.taal.persoonsgegevens.plekken import Plek
from assistent.taal.persoonsgegevens.woordlijst import ACHTERNAMEN, TUSSENVOEGSELS, VOORNAMEN, woorden

_PUNT = r"(?:\.| \. ?| ?[(\[](?:dot|punt)[)\]] ?)"
_GESCHREVEN = re.compile(
    rf"(?<![\w.+-])[\w.+'-]{{1,64}}(?: ?@ ?| ?[(\[]at[)\]] ?)[\w-]{{1,63}}(?:{_PUNT}[\w-]{{2,63}}){{0,4}}"
)
_AT = "(?:(?:a|aa|ape|apen) ?(?:staartje|staart|staatje)|apestaartje|apenstaartje|aapje|at|@)"
_BIJNAAM = re.compile(
    r"(?P<net>\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|twitter|heet|naam)\W{1,4})?"
    r"(?<![\w.+@-])(?P<n>@[A-Za-z][\w.]{1,28}\w)",
    re.IGNORECASE,
)
"""Een naam op sociale media, als dat erbij staat of als er een punt of cijfer in zit."""
_STIP = r"\s*(?:punt|dot|\.)\s*"
_RECHTS = re.compile(
    rf"(?<!\w){_AT}\s+((?:[\w-]+\s+){{0,2}}?[\w-]+?){_STIP}([a-z]{{2,10}}(?:{_STIP}[a-z]{{2,3}})?)(?!\w)",
    re.IGNORECASE,
)
_AANBIEDER = "(?:gmail|hotmail|outlook|live|ziggo|kpnmail|icloud|yahoo|xs4all|home|planet)"
_LOS_APENSTAARTJE = re.compile(
    rf"\s@\s?(?!{_AANBIEDER}\b)[\w-]+(?:\.(?!(?:nl|com|be|org|net|eu|de|fr|pl|uk|info)\b)\w+)?$",
    re.IGNORECASE,
)
"""Een spatie voor het apenstaartje en geen domein erna: "met @ease", geen adres."""
_DOMEIN = re.compile(
    rf"(?<!\w)(?!at\s+(?:home|live|planet)){_AT}\s+({_AANBIEDER})(?!\w)",
    re.IGNORECASE,
)
"""Een bekende mailaanbieder zonder "punt com"; "at home" en "at live" zijn gewoon Engels."""
_VERBINDING = {"punt": ".", "dot": ".", ".": ".", "streepje": "-", "min": "-", "koppelteken": "-", "-": "-"}
_VERBINDING |= {"underscore": "_", "_": "_"} | dict.fromkeys(("laag", "liggend", "lage", "liggende"), "")
_TEKEN = re.compile(r"[\w'-]+|\.")
_GETAL = re.compile(rf"(?:{GETALWOORD}|\d+)", re.IGNORECASE)
_LINKS = 120
_AANLOOP = woorden("aanloop")


def zoek(tekst: str) -> Iterator[Plek]:
    """Alle mailadressen in de tekst."""
    for m in _GESCHREVEN.finditer(tekst) if "@" in tekst or "at" in tekst else ():
        if _LOS_APENSTAARTJE.search(m.group()):
            continue
        waarde = re.sub(r"[(\[]at[)\]]", "@", re.sub(r"[(\[](?:dot|punt)[)\]]", ".", m.group()))
        yield Plek(m.start(), m.end(), "mail", re.sub(r"\s", "", waarde).lower())
    for m in _BIJNAAM.finditer(tekst) if "@" in tekst else ():
        if m.group("net") or not m.group("n")[1:].isalpha():
            yield Plek(m.start("n"), m.end(), "naam", rol="bijnaam")
    vorige = 0
    for m in sorted(
        (*_RECHTS.finditer(tekst), *_DOMEIN.finditer(tekst)), key=lambda m: (m.start(), -m.end())
    ):
        if m.start() < vorige:
            continue
        van, links = _linkerdeel(tekst, max(vorige, m.start() - _LINKS), m.start())
        if links:
            vorige = m.end()
            staart = m.group(2) if m.re is _RECHTS else "com"
            rechts = re.sub(r"\s", "", m.group(1)) + "." + re.sub(r"\s*(?:punt|dot|\.)\s*", ".", staart)
            yield Plek(van, m.end(), "mail", f"{links}@{rechts}".lower())


def _linkerdeel(tekst: str, van: int, tot: int) -> tuple[int, str]:
    """Wat voor het apenstaartje hoort: terug zolang woorden met punt, streepje of een naam verbonden zijn."""
    tekens = list(_TEKEN.finditer(tekst, van, tot))
    if not tekens or tekst[tekens[-1].end() : tot].strip():
        return tot, ""
    k = len(tekens) - 1
    while k > 0:
        hier, links = tekens[k].group().lower(), tekens[k - 1].group().lower()
        if tekst[tekens[k - 1].end() : tekens[k].start()].strip():
            break
        if links in _VERBINDING or hier in _VERBINDING or _hoort_bij(links, hier):
            k -= 1
            continue
        break
    while k < len(tekens) - 1 and tekens[k].group().lower() in _VERBINDING:
        k += 1
    delen = [tekens[i].group().lower() for i in range(k, len(tekens))]
    return tekens[k].start(), "".join(_letter(d) for d in delen)


def _hoort_bij(links: str, hier: str) -> bool:
    if links in TUSSENVOEGSELS and links != "op":
        return True
    if links in VOORNAMEN and (hier in TUSSENVOEGSELS or hier in ACHTERNAMEN or _GETAL.fullmatch(hier)):
        return True
    getal = bool(_GETAL.fullmatch(hier))
    return (getal and links not in _AANLOOP) or (len(links) == 1 and links.isalpha())


def _letter(deel: str) -> str:
    if deel in _VERBINDING:
        return _VERBINDING[deel]
    return "".join(groepen(deel)) or deel if _GETAL.fullmatch(deel) else deel
