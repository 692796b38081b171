"""Metingen: kwaliteit, snelheid en geheugen. Draai `make meten`."""
