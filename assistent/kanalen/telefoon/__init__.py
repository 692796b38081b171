"""De telefoonlijn: dezelfde antwoorden als de chat, gesproken en met toetsen, en altijd een weg naar een mens."""
