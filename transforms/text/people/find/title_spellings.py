"""Spell a title as texts do: in small letters, in capitals, and with a capital at its head, its end or every word."""

from __future__ import annotations

import re

_SMALL = frozenset({"of", "for", "the", "and", "to", "in"})  # lower case inside a capitalised title
_BODY = re.compile(r"\b(?:un|eu|nato|imf|who|wto|iaea|opec|icc|ecb|cia|fbi|ict|us|u\.n\.|u\.s\.)(?= |$)", re.IGNORECASE)
_HYPHENED = re.compile(r"(?<=-)[a-z]")
_ELIDED = re.compile(r"\bD(?=')|(?<=\bD')[a-z]")  # Charge d'Affaires


def spellings_of(text: str) -> set[str]:
    """Return the spellings of a title that the lexicon has in small letters: foreign minister, Foreign Minister."""
    words = text.split(" ")
    capitals = _with_bodies(" ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words))
    hyphened = _HYPHENED.sub(lambda letter: letter[0].upper(), capitals)
    capitals = _ELIDED.sub(lambda letter: letter[0].swapcase(), capitals)
    head_small = " ".join([*capitals.split(" ")[:-1], words[-1]])  # "Foreign Office spokesman"
    first_small = " ".join([words[0], *capitals.split(" ")[1:]])  # "chief of General Staff"
    first_capital = _with_bodies(text[:1].upper() + text[1:])
    return {text, first_capital, capitals, head_small, first_small, hyphened, text.upper(), _with_bodies(text)}


def _with_bodies(text: str) -> str:
    """Write the initials of bodies in capitals: UN envoy."""
    return _BODY.sub(lambda body: body[0].upper(), text)
