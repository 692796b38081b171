"""De Rasa-acties: alleen vertalen. Wat er gebeurt beslist de kern (docs/besluiten/003)."""
