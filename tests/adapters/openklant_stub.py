"""Een Open Klant in het klein: klantinteracties 0.9.0 zoals koppelvlakken §1.2-1.9 het beschrijft, met fouten op bestelling.

Alles wat de echte server weigert weigert deze ook, in dezelfde vorm. Er staat niets in van onze eigen adapter.
"""

from __future__ import annotations

import asyncio
import re
import uuid as uuids
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

BASIS = "/klantinteracties/api/v1"
TOKEN = "geheim-token"
Rij = dict[str, Any]
TEKST_IN_ADRES = (
    "nummeraanduidingId", "straatnaam", "huisnummertoevoeging", "postcode", "stad",
    "adresregel1", "adresregel2", "adresregel3", "land",
)  # fmt: skip
LEEG_ADRES = {**dict.fromkeys(TEKST_IN_ADRES, ""), "huisnummer": None}
LEGE_NAAM = {"voorletters": "", "voornaam": "", "voorvoegselAchternaam": "", "achternaam": ""}
TELEFOON = re.compile(r"^(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})$")
POSTCODE = re.compile(r"^[1-9][0-9]{3} [A-Z]{2}$")
VERBODEN = ("0800", "0900", "1400", "140")
ONGELDIG = "Het opgegeven telefoonnummer is ongeldig."
NIET_TOEGESTAAN = (
    "Het opgegeven telefoonnummer is ongeldig, telefoonnummers beginnend met 0800, 0900, 1400 of 140xx"
    " zijn niet toegestaan."
)


class Afgekeurd(Exception):
    """Een 400 met velden, zoals commonground-api-common die geeft."""

    def __init__(self, *velden: tuple[str, str, str]) -> None:
        self.velden = velden


@dataclass(frozen=True)
class Veld:
    """De regels van één veld."""

    verplicht: bool = False
    max: int | None = None
    keuze: tuple[str, ...] = ()
    soort: type | tuple[type, ...] = str
    leeg_mag: bool = True
    patroon: re.Pattern[str] | None = None


NUMMER = Veld(max=10, soort=(str, type(None)), patroon=re.compile(r"^\d*$"))
VELDEN: Mapping[str, Mapping[str, Veld]] = {
    "klantcontacten": {
        "kanaal": Veld(True, 50, leeg_mag=False),
        "onderwerp": Veld(True, 200, leeg_mag=False),
        "taal": Veld(True, 3, leeg_mag=False),
        "vertrouwelijk": Veld(True, soort=bool),
        "inhoud": Veld(max=1000),
        "reactie": Veld(max=4000),
        "indicatieContactGelukt": Veld(soort=(bool, type(None))),
        "verdereActieOndernomen": Veld(soort=bool),
        "plaatsgevondenOp": Veld(),
        "metadata": Veld(soort=dict),
        "nummer": NUMMER,
        "referentienummer": NUMMER,
    },
    "betrokkenen": {
        "rol": Veld(True, keuze=("vertegenwoordiger", "klant")),
        "initiator": Veld(True, soort=bool),
        "organisatienaam": Veld(max=200),
    },
    "digitaleadressen": {
        "adres": Veld(True, 80, leeg_mag=False),
        "soortDigitaalAdres": Veld(True, keuze=("email", "telefoonnummer", "overig")),
        "omschrijving": Veld(max=40),
        "referentie": Veld(max=50),
    },
    "actoren": {
        "naam": Veld(True, 200, leeg_mag=False),
        "soortActor": Veld(True, keuze=("medewerker", "geautomatiseerde_actor", "organisatorische_eenheid")),
        "indicatieActief": Veld(soort=bool),
    },
    "internetaken": {
        "gevraagdeHandeling": Veld(True, 200, leeg_mag=False),
        "status": Veld(True, keuze=("te_verwerken", "verwerkt")),
        "toelichting": Veld(max=1000),
        "nummer": NUMMER,
        "referentienummer": NUMMER,
    },
}
NAAM = {"voorletters": 10, "voornaam": 200, "voorvoegselAchternaam": 10, "achternaam": 200}
IDENTIFICATOR = ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")


def _woorden(tekst: str) -> frozenset[str]:
    return frozenset(tekst.split())


FILTERS: Mapping[str, frozenset[str]] = {
    "klantcontacten": _woorden(
        "expand hadBetrokkene__uuid indicatieContactGelukt inhoud kanaal leiddeTotInterneTaken nummer onderwerp page"
        " pageSize plaatsgevondenOp reactie referentienummer vertrouwelijk"
        " hadBetrokkene__digitaaladres__adres__icontains"
    ),
    "betrokkenen": _woorden(
        "contactnaamVoornaam hadKlantcontact__uuid hadKlantcontact__url hadKlantcontact__nummer"
        " hadKlantcontact__referentienummer organisatienaam verstrektedigitaalAdres__adres"
        " verstrektedigitaalAdres__uuid expand page pageSize"
    ),
    "digitaleadressen": frozenset(["page", "pageSize"]),
    "actoren": _woorden(
        "actoridentificatorObjectId actoridentificatorCodeObjecttype actoridentificatorCodeRegister"
        " actoridentificatorCodeSoortObjectId indicatieActief naam soortActor page pageSize"
    ),
    "actorklantcontacten": frozenset(["page", "pageSize"]),
    "internetaken": _woorden(
        "aanleidinggevendKlantcontact__uuid aanleidinggevendKlantcontact__url actoren__naam klantcontact__uuid"
        " klantcontact__nummer klantcontact__referentienummer nummer referentienummer page pageSize status"
        " toegewezenAanActor__uuid toegewezenAanActor__url toegewezenOp"
    ),
}
NIEUW = {"metadata", "reactie", "referentienummer"}
"""Velden die een server van vóór 2.16 niet kent en dus stil weggooit."""

Storing = Callable[[str, str], str | None]
"""Krijgt methode en pad; geeft `500`, `traag`, `na_bewaren` (bewaard, maar geen antwoord), `afgebroken` of niets."""


def geen_storing(_: str, __: str) -> str | None:
    """Alles gaat goed."""
    return None


@dataclass
class Stub:
    """De server met haar tabellen."""

    legacy: bool = False
    """Een Open Klant van vóór 2.16: nummert zelf, en kent geen metadata, reactie of referentienummer."""
    storing: Storing = geen_storing
    traag: float = 30.0
    tabellen: dict[str, dict[str, Rij]] = field(
        default_factory=lambda: {n: {} for n in (*VELDEN, "actorklantcontacten")}
    )
    verzoeken: list[tuple[str, str]] = field(default_factory=list)
    teller: int = 0
    basis: str = ""

    # --- de buitenkant ---

    def app(self) -> web.Application:
        """De webtoepassing."""
        app = web.Application(middlewares=[self._bewaak])
        for bron in self.tabellen:
            app.router.add_get(f"{BASIS}/{bron}", self._lijst)
            app.router.add_post(f"{BASIS}/{bron}", self._maak)
            app.router.add_get(f"{BASIS}/{bron}/{{uuid}}", self._toon)
            app.router.add_patch(f"{BASIS}/{bron}/{{uuid}}", self._wijzig)
            app.router.add_delete(f"{BASIS}/{bron}/{{uuid}}", self._wis)
        app.router.add_post(f"{BASIS}/maak-klantcontact", self._maak_klantcontact)
        return app

    @web.middleware
    async def _bewaak(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self.verzoeken.append((request.method, request.path.removeprefix(BASIS)))
        wat = self.storing(request.method, request.path.removeprefix(BASIS))
        if wat == "500":
            return self._antwoord(
                {"type": "", "code": "error", "title": "Er ging iets mis.", "status": 500}, 500
            )
        if wat == "traag":
            await asyncio.sleep(self.traag)
        if wat == "afgebroken":
            assert request.transport is not None
            request.transport.close()
            raise asyncio.CancelledError
        antwoord = await self._gewoon(request, handler)
        if wat == "na_bewaren":
            assert request.transport is not None
            request.transport.close()
        return antwoord

    async def _gewoon(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        kop = request.headers.get("Authorization", "")
        if not kop.startswith("Token "):
            return self._fout(401, "not_authenticated", "Authenticatiegegevens zijn niet opgegeven.")
        if kop != f"Token {TOKEN}":
            return self._fout(401, "authentication_failed", "Ongeldige token.")
        try:
            return await handler(request)
        except Afgekeurd as fout:
            return self._fout(400, "invalid", "Invalid input.", fout.velden)
        except KeyError:
            return self._fout(404, "not_found", "Niet gevonden.")
        except web.HTTPException as fout:
            return self._fout(fout.status, "not_found", fout.reason)

    def _antwoord(self, inhoud: Any, status: int) -> web.Response:
        return web.json_response(inhoud, status=status, headers={"API-version": "0.9.0"})

    def _fout(
        self, status: int, code: str, titel: str, velden: tuple[tuple[str, str, str], ...] = ()
    ) -> web.Response:
        lijf: Rij = {
            "type": f"http://stub/ref/fouten/{'ValidationError' if velden else 'APIException'}/",
            "code": code,
            "title": titel,
            "status": status,
            "detail": "",
            "instance": f"urn:uuid:{uuids.uuid4()}",
        }
        if velden:
            lijf["invalidParams"] = [{"name": n, "code": c, "reason": r} for n, c, r in velden]
        return self._antwoord(lijf, status)

    # --- lijst, toon, wis ---

    async def _lijst(self, request: web.Request) -> web.Response:
        bron, vraag = _bron(request), request.query
        onbekend = set(vraag) - FILTERS[bron] - (NIEUW if self.legacy else set())
        if self.legacy and "referentienummer" in vraag:
            onbekend.add("referentienummer")
        if onbekend:
            namen = ", ".join(sorted(onbekend))
            raise Afgekeurd(("nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {namen}"))
        rijen = [r for r in self.tabellen[bron].values() if self._past(bron, r, vraag)]
        grootte, blad = int(vraag.get("pageSize", 100)), int(vraag.get("page", 1))
        if grootte > 500:
            raise Afgekeurd(("pageSize", "invalid", "Hooguit 500."))
        begin, eind = (blad - 1) * grootte, blad * grootte

        def naar(n: int) -> str:
            return str(request.url.with_query({**vraag, "page": str(n)}))

        expand = [e for e in vraag.get("expand", "").split(",") if e]
        lijf = {
            "count": len(rijen),
            "next": naar(blad + 1) if eind < len(rijen) else None,
            "previous": naar(blad - 1) if blad > 1 else None,
            "results": [self._uit(bron, r, expand) for r in rijen[begin:eind]],
        }
        return self._antwoord(lijf, 200)

    def _past(self, bron: str, rij: Rij, vraag: Mapping[str, str]) -> bool:
        for sleutel, waarde in vraag.items():
            if sleutel in ("page", "pageSize", "expand"):
                continue
            if sleutel.startswith("actoridentificator"):
                naam = sleutel.removeprefix("actoridentificator")
                heeft = (rij["actoridentificator"] or {}).get(naam[0].lower() + naam[1:])
            elif "__" in sleutel:
                relatie, _, veld = sleutel.partition("__")
                relatie = {"klantcontact": "aanleidinggevendKlantcontact"}.get(relatie, relatie)
                ander = rij.get(relatie) or {}
                vol = self.tabellen["klantcontacten"].get(ander.get("uuid", ""), {})
                heeft = {**vol, **ander}.get(veld)
            else:
                heeft = rij.get(sleutel)
            if str(heeft) != waarde:
                return False
        return True

    async def _toon(self, request: web.Request) -> web.Response:
        bron = _bron(request)
        onbekend = set(request.query) - {"expand"}
        if onbekend:
            raise Afgekeurd(("nonFieldErrors", "unknown-parameters", "Onbekende query parameters"))
        expand = [e for e in request.query.get("expand", "").split(",") if e]
        return self._antwoord(self._uit(bron, self.tabellen[bron][request.match_info["uuid"]], expand), 200)

    async def _wis(self, request: web.Request) -> web.Response:
        del self.tabellen[_bron(request)][request.match_info["uuid"]]
        return web.Response(status=204, headers={"API-version": "0.9.0"})

    # --- maken en wijzigen ---

    async def _maak(self, request: web.Request) -> web.Response:
        rij = self._nieuw(_bron(request), await request.json())
        return self._antwoord(self._uit(_bron(request), rij, []), 201)

    async def _wijzig(self, request: web.Request) -> web.Response:
        bron = _bron(request)
        rij = self.tabellen[bron][request.match_info["uuid"]]
        lijf = await request.json()
        self._keur(bron, lijf, gedeeltelijk=True)
        nieuw = {**rij, **{k: v for k, v in lijf.items() if k in VELDEN[bron]}}
        if bron == "internetaken":
            if "toegewezenAanActoren" in lijf or "toegewezenAanActor" in lijf:
                nieuw["actoren"] = self._actoren(lijf, verplicht=False)
            self._zet_afgehandeld(nieuw, lijf, rij["status"])
        rij.update(nieuw)
        return self._antwoord(self._uit(bron, rij, []), 200)

    async def _maak_klantcontact(self, request: web.Request) -> web.Response:
        lijf = await request.json()
        if "klantcontact" not in lijf:
            raise Afgekeurd(("klantcontact", "required", "Dit veld is vereist."))
        try:
            self._keur("klantcontacten", lijf["klantcontact"])
            self._uniek("klantcontacten", lijf["klantcontact"])
        except Afgekeurd as fout:
            raise Afgekeurd(*((f"klantcontact.{n}", c, r) for n, c, r in fout.velden)) from None
        if lijf.get("betrokkene"):
            try:
                self._keur("betrokkenen", lijf["betrokkene"])
            except Afgekeurd as fout:
                raise Afgekeurd(*((f"betrokkene.{n}", c, r) for n, c, r in fout.velden)) from None
        contact = self._nieuw("klantcontacten", lijf["klantcontact"])
        betrokkene = None
        if lijf.get("betrokkene"):
            rij = self._nieuw(
                "betrokkenen", {**lijf["betrokkene"], "hadKlantcontact": {"uuid": contact["uuid"]}}
            )
            betrokkene = self._uit("betrokkenen", rij, [])
        klant = self._uit("klantcontacten", contact, [])
        return self._antwoord({"klantcontact": klant, "betrokkene": betrokkene, "onderwerpobject": None}, 201)

    def _nieuw(self, bron: str, lijf: Rij) -> Rij:
        if bron == "actorklantcontacten":
            return self._koppel(lijf)
        self._keur(bron, lijf)
        self._uniek(bron, lijf)
        rij: Rij = {"uuid": str(uuids.uuid4())}
        rij |= {k: v for k, v in lijf.items() if k in VELDEN[bron] and not (self.legacy and k in NIEUW)}
        if bron in ("klantcontacten", "internetaken"):
            if self.legacy and not rij.get("nummer"):
                self.teller += 1
                rij["nummer"] = f"{self.teller:010}"
            rij.setdefault("nummer", None)
            if not self.legacy:
                rij.setdefault("referentienummer", None)
        vul = getattr(self, f"_vul_{bron}", None)
        if vul is not None:
            vul(rij, lijf)
        self.tabellen[bron][rij["uuid"]] = rij
        return rij

    def _vul_klantcontacten(self, rij: Rij, lijf: Rij) -> None:
        rij.setdefault("plaatsgevondenOp", datetime.now(UTC).isoformat())
        if rij.get("verdereActieOndernomen") and rij.get("indicatieContactGelukt"):
            raise Afgekeurd(("nonFieldErrors", "no-further-action-when-contact-succesful", "Kan niet samen."))

    def _vul_betrokkenen(self, rij: Rij, lijf: Rij) -> None:
        rij["hadKlantcontact"] = self._ref(
            "klantcontacten", lijf.get("hadKlantcontact"), "hadKlantcontact", "Klantcontact"
        )
        rij["wasPartij"] = None
        if lijf.get("wasPartij") is not None:
            raise Afgekeurd(("wasPartij.uuid", "does_not_exist", "Partij object bestaat niet."))
        rij["contactnaam"] = LEGE_NAAM | (lijf.get("contactnaam") or {})
        for soort in ("bezoekadres", "correspondentieadres"):
            rij[soort] = LEEG_ADRES | (lijf.get(soort) or {})

    def _vul_digitaleadressen(self, rij: Rij, lijf: Rij) -> None:
        wie = lijf.get("verstrektDoorBetrokkene")
        rij["verstrektDoorBetrokkene"] = (
            self._ref("betrokkenen", wie, "verstrektDoorBetrokkene", "Betrokkene") if wie else None
        )

    def _vul_actoren(self, rij: Rij, lijf: Rij) -> None:
        rij["actoridentificator"] = lijf.get("actoridentificator")
        rij.setdefault("indicatieActief", True)

    def _vul_internetaken(self, rij: Rij, lijf: Rij) -> None:
        contact = lijf.get("aanleidinggevendKlantcontact")
        naam = "aanleidinggevendKlantcontact"
        rij[naam] = self._ref("klantcontacten", contact, naam, "Klantcontact")
        rij["actoren"] = self._actoren(lijf, verplicht=True)
        rij["toegewezenOp"] = datetime.now(UTC).isoformat()
        self._zet_afgehandeld(rij, lijf, None)

    def _koppel(self, lijf: Rij) -> Rij:
        actor = self._ref("actoren", lijf.get("actor"), "actor", "Actor")
        contact = self._ref("klantcontacten", lijf.get("klantcontact"), "klantcontact", "Klantcontact")
        for al in self.tabellen["actorklantcontacten"].values():
            if al["actor"] == actor and al["klantcontact"] == contact:
                melding = "De velden actor, klantcontact moeten een unieke set zijn."
                raise Afgekeurd(("nonFieldErrors", "unique", melding))
        rij = {"uuid": str(uuids.uuid4()), "actor": actor, "klantcontact": contact}
        self.tabellen["actorklantcontacten"][rij["uuid"]] = rij
        return rij

    # --- regels ---

    def _keur(self, bron: str, lijf: Rij, gedeeltelijk: bool = False) -> None:
        fouten: list[tuple[str, str, str]] = []
        for naam, veld in VELDEN.get(bron, {}).items():
            if self.legacy and naam in NIEUW:
                continue
            if naam not in lijf:
                if veld.verplicht and not gedeeltelijk:
                    fouten.append((naam, "required", "Dit veld is vereist."))
                continue
            fouten += _keur_waarde(naam, veld, lijf[naam])
        if bron == "betrokkenen":
            fouten += _keur_betrokkene(lijf)
        if bron == "digitaleadressen":
            fouten += _keur_adres(lijf)
        if bron == "klantcontacten" and not self.legacy:
            fouten += _keur_metadata(lijf.get("metadata") or {})
        if bron == "actoren":
            for deel in IDENTIFICATOR:
                if len((lijf.get("actoridentificator") or {}).get(deel, "")) > 200:
                    fouten.append((f"actoridentificator.{deel}", "max_length", "Te lang."))
        if fouten:
            raise Afgekeurd(*fouten)

    def _uniek(self, bron: str, lijf: Rij) -> None:
        if bron not in ("klantcontacten", "internetaken"):
            return
        soort = "een klantcontact" if bron == "klantcontacten" else "een interne taak"
        for veld in ("nummer",) if self.legacy else ("nummer", "referentienummer"):
            waarde = lijf.get(veld)
            if waarde and any(r.get(veld) == waarde for r in self.tabellen[bron].values()):
                raise Afgekeurd((veld, "unique", f"Er bestaat al {soort} met eenzelfde {veld}."))

    def _ref(self, bron: str, waarde: Any, naam: str, soort: str) -> Rij:
        if waarde is None:
            raise Afgekeurd((naam, "required", "Dit veld is vereist."))
        sleutel = waarde.get("uuid") if isinstance(waarde, dict) else None
        if sleutel is None:
            raise Afgekeurd((f"{naam}.uuid", "required", "Dit veld is vereist."))
        try:
            uuids.UUID(str(sleutel))
        except ValueError:
            raise Afgekeurd((f"{naam}.uuid", "invalid", "Geen geldige UUID.")) from None
        if sleutel not in self.tabellen[bron]:
            raise Afgekeurd((f"{naam}.uuid", "does_not_exist", f"{soort} object bestaat niet."))
        return {"uuid": sleutel, "url": self._url(bron, sleutel)}

    def _actoren(self, lijf: Rij, *, verplicht: bool) -> list[Rij]:
        een, meer = lijf.get("toegewezenAanActor"), lijf.get("toegewezenAanActoren")
        if een is not None and meer is not None:
            melding = "`toegewezen_aan_actor` en `toegewezen_aan_actoren` mag niet beiden gebruikt worden."
            raise Afgekeurd(("nonFieldErrors", "invalid", melding))
        if verplicht and een is None and not meer:
            melding = (
                "`toegewezen_aan_actor` of `toegewezen_aan_actoren` is required (mag niet beiden gebruiken)."
            )
            raise Afgekeurd(("nonFieldErrors", "invalid", melding))
        lijst = meer if meer is not None else [een]
        return [self._ref("actoren", a, f"toegewezenAanActoren.{n}", "Actor") for n, a in enumerate(lijst)]

    @staticmethod
    def _zet_afgehandeld(rij: Rij, lijf: Rij, vorige: str | None) -> None:
        op = lijf.get("afgehandeldOp")
        if op and rij["status"] != "verwerkt":
            melding = "De Internetaak kan geen afgehandeld op datum bevatten als de status niet op 'verwerkt' staat."
            raise Afgekeurd(("afgehandeldOp", "invalid", melding))
        if rij["status"] == "verwerkt":
            if vorige != "verwerkt" or op:
                rij["afgehandeldOp"] = op or datetime.now(UTC).isoformat()
        else:
            rij["afgehandeldOp"] = None

    # --- uitvoer ---

    def _url(self, bron: str, sleutel: str) -> str:
        return f"{self.basis}{BASIS}/{bron}/{sleutel}"

    def _uit(self, bron: str, rij: Rij, expand: list[str]) -> Rij:
        uit = {k: v for k, v in rij.items() if k != "actoren"} | {"url": self._url(bron, rij["uuid"])}
        if bron == "internetaken":
            uit |= {"toegewezenAanActor": rij["actoren"][0], "toegewezenAanActoren": rij["actoren"]}
        if bron == "actoren":
            uit["actorIdentificatie"] = None
        if bron == "betrokkenen":
            uit["digitaleAdressen"] = [self._kort("digitaleadressen", a) for a in self._adressen(rij["uuid"])]
            uit["volledigeNaam"] = " ".join(v for v in rij["contactnaam"].values() if v)
        if bron == "klantcontacten":
            uit |= self._bij_contact(rij["uuid"], expand)
        return uit

    def _bij_contact(self, sleutel: str, expand: list[str]) -> Rij:
        betrokkenen = [
            b for b in self.tabellen["betrokkenen"].values() if b["hadKlantcontact"]["uuid"] == sleutel
        ]
        taken = [
            t
            for t in self.tabellen["internetaken"].values()
            if t["aanleidinggevendKlantcontact"]["uuid"] == sleutel
        ]
        actoren = [
            self._uit("actoren", self.tabellen["actoren"][k["actor"]["uuid"]], [])
            for k in self.tabellen["actorklantcontacten"].values()
            if k["klantcontact"]["uuid"] == sleutel
        ]
        uit: Rij = {
            "hadBetrokkenen": [self._kort("betrokkenen", b) for b in betrokkenen],
            "leiddeTotInterneTaken": [self._kort("internetaken", t) for t in taken],
            "hadBetrokkenActoren": actoren,
            "gingOverOnderwerpobjecten": [],
            "omvatteBijlagen": [],
        }
        if expand:
            uit["_expand"] = {}
        if any(e.startswith("hadBetrokkenen") for e in expand):
            uit["_expand"]["hadBetrokkenen"] = [
                self._uit("betrokkenen", b, [])
                | (
                    {
                        "_expand": {
                            "digitaleAdressen": [
                                self._uit("digitaleadressen", a, []) for a in self._adressen(b["uuid"])
                            ]
                        }
                    }
                    if "hadBetrokkenen.digitaleAdressen" in expand
                    else {}
                )
                for b in betrokkenen
            ]
        if "leiddeTotInterneTaken" in expand:
            uit["_expand"]["leiddeTotInterneTaken"] = [self._uit("internetaken", t, []) for t in taken]
        return uit

    def _adressen(self, betrokkene: str) -> list[Rij]:
        return [
            a
            for a in self.tabellen["digitaleadressen"].values()
            if (a["verstrektDoorBetrokkene"] or {}).get("uuid") == betrokkene
        ]

    def _kort(self, bron: str, rij: Rij) -> Rij:
        return {"uuid": rij["uuid"], "url": self._url(bron, rij["uuid"])}


def _bron(request: web.Request) -> str:
    return request.path.removeprefix(BASIS + "/").split("/")[0]


def _keur_waarde(naam: str, veld: Veld, waarde: Any) -> list[tuple[str, str, str]]:
    if not isinstance(waarde, veld.soort):
        return [
            (
                naam,
                "null" if waarde is None else "invalid",
                "Dit veld mag niet leeg zijn." if waarde is None else "Ongeldig.",
            )
        ]
    if veld.keuze and waarde not in veld.keuze:
        return [(naam, "invalid_choice", f'"{waarde}" is een ongeldige keuze.')]
    if isinstance(waarde, str):
        if not waarde and not veld.leeg_mag:
            return [(naam, "blank", "Dit veld mag niet leeg zijn.")]
        if veld.max is not None and len(waarde) > veld.max:
            return [
                (naam, "max_length", f"Zorg ervoor dat dit veld niet meer dan {veld.max} karakters bevat.")
            ]
        if veld.patroon and not veld.patroon.match(waarde):
            return [(naam, "invalid", "Waarde moet numeriek zijn.")]
    return []


def _keur_betrokkene(lijf: Rij) -> list[tuple[str, str, str]]:
    fouten = [
        (
            f"contactnaam.{deel}",
            "max_length",
            f"Zorg ervoor dat dit veld niet meer dan {lengte} karakters bevat.",
        )
        for deel, lengte in NAAM.items()
        if len((lijf.get("contactnaam") or {}).get(deel, "")) > lengte
    ]
    for soort in ("bezoekadres", "correspondentieadres"):
        postcode = (lijf.get(soort) or {}).get("postcode", "")
        if postcode and not POSTCODE.match(postcode):
            melding = f"Postcode moet aan het volgende formaat voldoen: `1234 AB` (met spatie): {postcode}"
            fouten.append((f"{soort}.postcode", "invalid", melding))
    return fouten


def _keur_adres(lijf: Rij) -> list[tuple[str, str, str]]:
    adres, soort = str(lijf.get("adres", "")), lijf.get("soortDigitaalAdres")
    if soort == "telefoonnummer":
        if adres.startswith(VERBODEN):
            return [("adres", "invalid", NIET_TOEGESTAAN)]
        if not TELEFOON.match(adres):
            return [("adres", "invalid", ONGELDIG)]
    if soort == "email" and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", adres):
        return [("adres", "invalid", "Voer een geldig e-mailadres in.")]
    return []


def _keur_metadata(metadata: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        ("metadata", "invalid", "Alleen tekst van hooguit 255 karakters.")
        for waarde in metadata.values()
        if not isinstance(waarde, str) or len(waarde) > 255
    ]


@asynccontextmanager
async def draaiend(stub: Stub, poort: int = 0) -> AsyncIterator[str]:
    """Start de stub op een vrije poort; geeft het adres."""
    loper = web.AppRunner(stub.app(), access_log=None, shutdown_timeout=0.1)
    await loper.setup()
    plek = web.TCPSite(loper, "127.0.0.1", poort)
    await plek.start()
    stub.basis = f"http://127.0.0.1:{loper.addresses[0][1]}"
    try:
        yield stub.basis
    finally:
        await loper.cleanup()
