"""Aanmelden bij de gemeente met OpenID Connect: code met PKCE, en een handtekening die klopt (R97)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from aiohttp import BasicAuth, ClientError, ClientSession, ClientTimeout
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistent.config import Instellingen
from assistent.kern.errors import AanmeldenMislukt, AssistentError
from assistent.ports import Aanvraag

ALGORITMEN = ["RS256", "PS256", "ES256"]
"""Alleen handtekeningen met een openbare sleutel: "none" en een gedeeld geheim tellen niet."""
SPELING = 60
"""Seconden dat de klok van de aanbieder mag afwijken."""
VERS = timedelta(hours=1)
MAX_ANTWOORD = 512 * 1024
_TIJD = ClientTimeout(total=10)


@dataclass
class Oidc:
    """Eén aanbieder; adressen en sleutels worden een uur onthouden."""

    adres: str
    """De issuer, zoals "https://aanmelden.gemeente.nl"."""
    client: str
    geheim: str
    _gegevens: dict[str, Any] = field(default_factory=dict)
    _sleutels: KeySet | None = None
    _sinds: datetime | None = None

    async def begin(self, terug: str, nu: datetime) -> Aanvraag:
        """Waar de browser heen gaat, en wat wij tot het terugkomen onthouden; fout `AanmeldenMislukt`."""
        await self._ontdek(nu)
        status, nonce, bewijs = generate_token(32), generate_token(32), generate_token(64)
        vraag = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": terug,
            "scope": "openid profile",
            "state": status,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(bewijs),
            "code_challenge_method": "S256",
        }
        waarheen = add_params_to_uri(self._gegevens["authorization_endpoint"], list(vraag.items()))
        return Aanvraag(waarheen, status, nonce, bewijs)

    async def rond_af(self, code: str, aanvraag: Aanvraag, terug: str, nu: datetime) -> Mapping[str, Any]:
        """Wissel de code in en geef de claims van een kloppend token; fout `AanmeldenMislukt`."""
        await self._ontdek(nu)
        velden = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": terug,
            "code_verifier": aanvraag.bewijs,
        }
        antwoord = await self._vraag("POST", self._gegevens["token_endpoint"], velden)
        token = antwoord.get("id_token")
        if not isinstance(token, str):
            raise AanmeldenMislukt("De aanbieder gaf geen token.")
        return await self._lees(token, aanvraag.nonce, nu)

    async def _lees(self, token: str, nonce: str, nu: datetime) -> Mapping[str, Any]:
        try:
            ruw = await self._ontcijfer(token)
            eisen = {
                "iss": {"essential": True, "value": self.adres},
                "aud": {"essential": True, "value": self.client},
            }
            keur = CodeIDToken(ruw.claims, ruw.header, eisen, {"nonce": nonce, "client_id": self.client})
            keur.validate(now=int(nu.timestamp()), leeway=SPELING)
        except (JoseError, ValueError, TypeError) as fout:
            raise AanmeldenMislukt("Het token van de aanbieder klopt niet.") from fout
        return dict(ruw.claims)

    async def _ontcijfer(self, token: str) -> jwt.Token:
        assert self._sleutels is not None
        try:
            return jwt.decode(token, self._sleutels, algorithms=ALGORITMEN)
        except (JoseError, ValueError):
            # De aanbieder kan net van sleutel gewisseld zijn: één keer opnieuw ophalen.
            await self._haal_sleutels()
            return jwt.decode(token, self._sleutels, algorithms=ALGORITMEN)

    async def _ontdek(self, nu: datetime) -> None:
        if self._sinds is not None and nu - self._sinds < VERS:
            return
        adres = self.adres.rstrip("/") + "/.well-known/openid-configuration"
        gegevens = await self._vraag("GET", adres)
        if gegevens.get("issuer") != self.adres:
            raise AanmeldenMislukt("De aanbieder noemt zich anders dan in de instellingen.")
        for naam in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _veilig(str(gegevens.get(naam, ""))):
                raise AanmeldenMislukt("De aanbieder heeft geen veilig adres.")
        self._gegevens = gegevens
        await self._haal_sleutels()
        self._sinds = nu

    async def _haal_sleutels(self) -> None:
        try:
            self._sleutels = KeySet.import_key_set(await self._vraag("GET", self._gegevens["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, ValueError, TypeError, KeyError) as fout:
            raise AanmeldenMislukt("De sleutels van de aanbieder kloppen niet.") from fout

    async def _vraag(
        self, methode: str, adres: str, velden: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Eén verzoek aan de aanbieder, zonder omleiding te volgen."""
        wie = BasicAuth(self.client, self.geheim) if velden else None
        try:
            async with (
                ClientSession(timeout=_TIJD) as sessie,
                sessie.request(methode, adres, data=velden, auth=wie, allow_redirects=False) as antwoord,
            ):
                inhoud = json.loads(await antwoord.content.read(MAX_ANTWOORD))
                if antwoord.status != 200 or not isinstance(inhoud, dict):
                    raise AanmeldenMislukt("De aanbieder weigerde.")
                return inhoud
        except (TimeoutError, ClientError, ValueError) as fout:
            raise AanmeldenMislukt("De aanbieder antwoordt niet.") from fout


def maak_oidc(instellingen: Instellingen) -> Oidc | None:
    """De aanbieder uit de instellingen; fout `AssistentError` als er een instelling mist."""
    if not instellingen.oidc_adres:
        return None
    if not _veilig(instellingen.oidc_adres) or not (instellingen.oidc_client and instellingen.oidc_geheim):
        raise AssistentError(
            "ASSISTENT_OIDC_ADRES moet met https beginnen, en ASSISTENT_OIDC_CLIENT en ASSISTENT_OIDC_GEHEIM"
            " moeten ingevuld zijn."
        )
    return Oidc(instellingen.oidc_adres, instellingen.oidc_client, instellingen.oidc_geheim)


def _veilig(adres: str) -> bool:
    """Https, of een adres op deze computer (voor proeven)."""
    delen = urlsplit(adres)
    return delen.scheme == "https" or (
        delen.scheme == "http" and delen.hostname in ("127.0.0.1", "localhost")
    )
