#!/usr/bin/env bash
# Bouwt het chat-element met de versies uit package-lock.json.
set -euo pipefail
if ! command -v npm >/dev/null; then
  echo "Fout: Node.js 20 met npm is nodig om de chat te bouwen. Installeer Node.js en probeer opnieuw." >&2
  exit 1
fi
groot=$(node -p 'process.versions.node.split(".")[0]')
if [ "$groot" -lt 20 ]; then
  echo "Fout: Node.js 20 of nieuwer is nodig; dit is versie $groot." >&2
  exit 1
fi
cd "$1"
echo "De chat wordt gebouwd …"
npm ci --silent --no-fund --no-audit
npm run --silent bouw
