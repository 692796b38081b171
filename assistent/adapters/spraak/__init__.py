"""Spraak voor de telefoonlijn: stemmen, herkenners en het horen of iemand praat; elk onderdeel is optioneel."""
