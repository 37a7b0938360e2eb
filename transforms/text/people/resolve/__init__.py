"""Decide which names are one person, and of which country an office or a name is."""
