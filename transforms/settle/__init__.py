"""Settle: what is counted from committed files: stories, outlet days and dyad days."""
