"""Het web voor de privacytests is dat van de webtests."""

from tests.web.conftest import app, klant  # noqa: F401
