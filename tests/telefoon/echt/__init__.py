"""Met een echte Asterisk en een echte SIP-beller; zie bouw/telefoon.sh."""
