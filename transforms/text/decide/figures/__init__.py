"""Figures: the fields of each, one decision a file; `fields` shows their order."""
