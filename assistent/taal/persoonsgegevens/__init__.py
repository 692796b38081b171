"""Waar in een bericht persoonsgegevens staan: één soort per module."""
