#!/usr/bin/env bash
# Zet Debian's Chromium klaar als dat mag; anders zegt dit wat er ontbreekt.
set -euo pipefail
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Chromium wordt geïnstalleerd voor de browsertests …"
  if apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
    exit 0
  fi
fi
echo "Chromium ontbreekt: de browsertests worden overgeslagen. Installeer het pakket 'chromium' om ze te draaien." >&2
[ -z "${CI:-}" ] || exit 1
