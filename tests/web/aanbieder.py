"""Een kleine, echte OpenID-aanbieder voor de tests: ontdekken, aanmelden, code inwisselen met PKCE, RS256."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import BasicAuth, web
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, GEHEIM = "toegangsassistent", "geheim-van-de-client"


@dataclass
class Aanbieder:
    """Houdt zich aan de regels, tenzij een test een regel laat breken."""

    nu: float = field(default_factory=time.time)
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "name": "Sam Proef", "groups": ["toegang-sociaal-team"]})
    anders: dict[str, Any] = field(default_factory=dict)
    """Wat in het token vervangen wordt (None laat een claim weg)."""
    algoritme: str = "RS256"
    sleutel: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "een"}))
    handtekening: RSAKey | None = None
    """Een andere sleutel om mee te tekenen dan de bekende."""
    issuer_in_gegevens: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    ingewisseld: int = 0
    adres: str = ""

    def server(self) -> web.Application:
        """De toepassing."""
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self.ontdek)
        app.router.add_get("/sleutels", self.sleutels)
        app.router.add_get("/aanmelden", self.aanmelden)
        app.router.add_post("/token", self.token)
        return app

    async def ontdek(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self.issuer_in_gegevens or self.adres,
                "authorization_endpoint": f"{self.adres}/aanmelden",
                "token_endpoint": f"{self.adres}/token",
                "jwks_uri": f"{self.adres}/sleutels",
            }
        )

    async def sleutels(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [self.sleutel.as_dict(private=False)]})

    async def aanmelden(self, request: web.Request) -> web.Response:
        """De medewerker meldt zich hier aan; wij doen alsof dat gelukt is."""
        vraag = request.query
        assert (vraag["client_id"], vraag["response_type"], vraag["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert "openid" in vraag["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(vraag)
        terug = urlencode({"code": code, "state": vraag["state"]})
        raise web.HTTPFound(f"{vraag['redirect_uri']}?{terug}")

    async def token(self, request: web.Request) -> web.Response:
        """Wissel een code één keer in, voor wie de geheime helft en het wachtwoord van de client heeft."""
        velden = await request.post()
        vraag = self.codes.pop(str(velden.get("code")), None)
        wie = BasicAuth.decode(request.headers.get("Authorization", "Basic Og=="))
        bewijs = hashlib.sha256(str(velden.get("code_verifier")).encode()).digest()
        pkce = base64.urlsafe_b64encode(bewijs).rstrip(b"=").decode()
        if vraag is None or (wie.login, wie.password) != (CLIENT, GEHEIM) or vraag["code_challenge"] != pkce:
            return web.json_response({"error": "invalid_grant"}, status=400)
        if vraag["redirect_uri"] != velden.get("redirect_uri"):
            return web.json_response({"error": "invalid_grant"}, status=400)
        self.ingewisseld += 1
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": self.maak_token(vraag["nonce"])})

    def maak_token(self, nonce: str) -> str:
        """Een ondertekend token met de claims van de medewerker."""
        inhoud = {"iss": self.adres, "aud": CLIENT, "iat": int(self.nu), "exp": int(self.nu) + 300, "nonce": nonce}
        inhoud = {k: v for k, v in {**inhoud, **self.claims, **self.anders}.items() if v is not None}
        sleutel = self.handtekening or self.sleutel
        if self.algoritme == "none":
            delen = [json.dumps(d).encode() for d in ({"alg": "none"}, inhoud)]
            return ".".join(base64.urlsafe_b64encode(d).rstrip(b"=").decode() for d in delen) + "."
        if self.algoritme == "HS256":
            from joserfc.jwk import OctKey

            openbaar = self.sleutel.as_pem(private=False)
            return jwt.encode({"alg": "HS256", "kid": "een"}, inhoud, OctKey.import_key(openbaar), algorithms=["HS256"])
        return jwt.encode({"alg": self.algoritme, "kid": sleutel.kid}, inhoud, sleutel)
