#!/usr/bin/env bash
# Start een proefcentrale (Asterisk) met de meegeleverde configuratie, om zelf te bellen met een SIP-toestel op deze machine.
set -euo pipefail
MAP=${TOEGANG_TELEFOON:-${XDG_CACHE_HOME:-$HOME/.cache}/toegangsassistent/telefoon}
"$MAP/asterisk" -V >/dev/null 2>&1 || { echo "Asterisk ontbreekt: draai eerst 'make telefoon'." >&2; exit 1; }
werk=$(realpath -m var/centrale) wortel=$(realpath "$MAP/asterisk-root")
rm -rf "$werk" && mkdir -p "$werk"/{run,log,spool,lib/keys} && cp -r telefonie/asterisk "$werk/etc"
cp -r "$wortel/usr/share/asterisk/documentation" "$werk/lib/" 2>/dev/null || true
cat > "$werk/etc/asterisk.conf" <<EINDE
[directories]
astetcdir => $werk/etc
astmoddir => $wortel/usr/lib/x86_64-linux-gnu/asterisk/modules
astvarlibdir => $werk/lib
astdbdir => $werk/lib
astkeydir => $werk/lib
astagidir => $werk/lib
astdatadir => $wortel/usr/share/asterisk
astspooldir => $werk/spool
astrundir => $werk/run
astlogdir => $werk/log
EINDE
printf '[general]\n[logfiles]\nconsole => notice,warning,error\n' > "$werk/etc/logger.conf"
for naam in cdr cel features udptl ccss pjproject chan_websocket; do echo '[general]' > "$werk/etc/$naam.conf"; done
: > "$werk/etc/acl.conf"
printf '[general]\nenabled=no\n' > "$werk/etc/http.conf"
echo "Bel sip:14050@127.0.0.1:5070. Medewerkers worden gebeld op 127.0.0.1:5060. Stoppen met Ctrl+C."
exec "$MAP/asterisk" -C "$werk/etc/asterisk.conf" -f -n
