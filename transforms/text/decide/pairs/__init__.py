"""Pairs: which two countries, or a country and a bloc, an article is about."""
