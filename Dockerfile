# De assistent in een container: bouwen in drie stappen, draaien zonder root en met een alleen-lezen schijf.
# Bouwen: docker build -t toegangsassistent .   Draaien: zie compose.yml.

FROM node:20-bookworm-slim AS chat
WORKDIR /app
COPY assistent/web/widget assistent/web/widget
RUN cd assistent/web/widget && npm ci --no-fund --no-audit && npm run bouw

FROM python:3.11-slim-bookworm AS bouw
RUN apt-get update && apt-get install -y --no-install-recommends gcc g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.lock bouw/omgeving.sh ./
# Precies de pakketten uit het slot, met hun hashes.
RUN bash omgeving.sh python3 .venv
COPY . .
RUN .venv/bin/python -m assistent train && rm -rf .venv-uv

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home --home-dir /home/assistent --shell /usr/sbin/nologin assistent \
 && mkdir /gegevens && chown assistent: /gegevens
WORKDIR /app
COPY --from=bouw /app /app
COPY --from=chat /app/assistent/web/statisch/bouw assistent/web/statisch/bouw
ENV ASSISTENT_ADRES=0.0.0.0 \
    ASSISTENT_GEGEVENSMAP=/gegevens \
    ASSISTENT_ACHTER_PROXY=ja \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RASA_TELEMETRY_ENABLED=false \
    TF_CPP_MIN_LOG_LEVEL=3
USER 10001
VOLUME /gegevens
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s \
  CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8050/gezondheid/klaar', timeout=4)"]
CMD [".venv/bin/python", "-m", "assistent", "start"]
