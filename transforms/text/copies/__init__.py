"""Copies of one story: signatures of texts, compared as arrays, and the groups of those that are alike."""
