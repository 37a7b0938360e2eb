"""Cut endings off words, roughly: each decision has its own list of endings."""

from __future__ import annotations

LEAST_STEM = 4  # letters that stay


def cut_ending(word: str, endings: tuple[str, ...]) -> str:
    """Return a word without the first of some endings that it has; an ending must come before those that it ends with.

    >>> [cut_ending(word, ("ing", "ed", "es", "s")) for word in ("exported", "exports", "used")]
    ['export', 'export', 'used']
    """
    if not word.endswith(endings):
        return word  # most
    return next((word[: -len(e)] for e in endings if word.endswith(e) and len(word) >= len(e) + LEAST_STEM), word)


def verb_ending(word: str) -> str:
    """Return the ending of a verb's form: ing, ed, s or none.

    >>> verb_ending("signed"), verb_ending("met")
    ('ed', '')
    """
    return next((ending for ending in ("ing", "ed", "s") if word.endswith(ending)), "")
