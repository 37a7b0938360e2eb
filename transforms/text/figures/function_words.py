"""Closed classes of English function words and signs, which several modules use."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, for a list that reads as one."""
    return frozenset(text.split(" "))


INDEFINITE = frozenset(("a", "an"))
ARTICLES = INDEFINITE | {"the"}
POSSESSIVES = frozenset(("my", "your", "his", "her", "its", "our", "their"))
DETERMINERS = ARTICLES | POSSESSIVES  # without the demonstratives, as "that" is mostly a conjunction
DEMONSTRATIVES = frozenset(("this", "that", "these", "those"))
DEFINITE = DETERMINERS - INDEFINITE | DEMONSTRATIVES  # before what is known to be there
ADDING = frozenset(("additional", "another", "extra", "further"))
NOUN_LEADS = DETERMINERS | DEMONSTRATIVES | {"additional", "more", "new", "other", "such"}  # begin a noun phrase

BE = frozenset(("be", "been", "being", "is", "are", "was", "were"))  # without "am", which is mostly of a clock
AUXILIARIES = frozenset(("is", "are", "was", "were", "has", "have", "had"))  # of be and have, those that make a clause
MODALS = frozenset(("can", "could", "may", "might", "must", "shall", "should", "will", "would"))
BEFORE_VERBS = MODALS | {"to"}

RELATIVES = frozenset(("which", "who", "whose", "whom", "where"))
COMPARING = frozenset(("from", "than", "against", "versus", "vs"))  # before what a figure is compared with

POINTS = ("point", "points")
PAUSES = frozenset((".", ",", ";", ""))  # "" is the end of a sentence
HYPHENS = frozenset(("-", "‑", "–"))
DASHES = HYPHENS | {"—"}
MINUSES = frozenset(("-", "−", "–"))
