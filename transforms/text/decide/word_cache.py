"""Cache a function of a word, up to a number of words."""

from __future__ import annotations

from collections.abc import Callable

KEPT = 1 << 14  # words of one function: more than a stream of news uses at a time; hostile texts have more
LONGEST = 64  # characters of a word that is cached


class _Cache(dict[str, str]):
    """Word → result; emptied when full, as it does not know which word is the oldest."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        made = self._make(word)
        if len(word) <= LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[word] = made
        return made


def cached_by_word(make: Callable[[str], str]) -> Callable[[str], str]:
    """Cache a function of a word: a lookup takes a third of the time of `lru_cache`, which keeps an order.

    >>> shout = cached_by_word(str.upper)
    >>> shout("oil"), shout("oil")
    ('OIL', 'OIL')
    """
    return _Cache(make).__getitem__
