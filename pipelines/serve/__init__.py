"""Serve a lake to a browser: the pages of `report`, and the answers of every question, on loopback."""
