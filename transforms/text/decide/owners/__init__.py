"""Owners: whose a figure is, nobody's, one country's or a pair's; `figure_owner` decides, the others describe."""
