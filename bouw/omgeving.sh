#!/usr/bin/env bash
# Maakt de Python-omgeving met precies de pakketten uit requirements.lock.
set -euo pipefail
python=$1 venv=$2
versie=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo geen)
if [ "$versie" != "3.11" ]; then
  echo "Fout: Python 3.11 is nodig; '$python' is versie $versie. Kies een andere met: make start PYTHON=python3.11" >&2
  exit 1
fi
vrij=$(df -Pk . | awk 'NR==2 {print int($4 / 1024)}')
if [ "$vrij" -lt 6000 ] && [ ! -d "$venv" ]; then
  echo "Fout: er is $vrij MB schijfruimte vrij; de omgeving heeft ongeveer 6000 MB nodig." >&2
  exit 1
fi
if [ ! -x "$venv-uv/bin/uv" ]; then
  echo "uv wordt geïnstalleerd …"
  "$python" -m venv "$venv-uv"
  "$venv-uv/bin/pip" install --quiet --disable-pip-version-check "uv>=0.9,<1"
fi
[ -x "$venv/bin/python" ] || "$venv-uv/bin/uv" venv --quiet --python "$python" "$venv"
echo "De pakketten uit requirements.lock worden geïnstalleerd (een paar minuten bij de eerste keer) …"
# De bytecode nu: TensorFlow inladen kost anders bij elke start tien seconden extra waar Python die niet mag bewaren.
"$venv-uv/bin/uv" pip sync --python "$venv/bin/python" --require-hashes --compile-bytecode requirements.lock
# De opdracht `assistent`, en de eigen code vindbaar vanuit elke map.
pwd > "$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/assistent.pth"
printf '#!/bin/sh\nexec "$(dirname "$0")/python" -m assistent "$@"\n' > "$venv/bin/assistent"
chmod +x "$venv/bin/assistent"
