"""Read the forms of a language, one a row, inflect them by their endings, and write patterns that find any of some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.text.languages.pack import LETTER


class Row(NamedTuple):
    """One form of the lexicon, in its own words."""

    form: str
    kind: str
    value: str


@cache
def tables_of(code: str) -> Lexicon:
    """Return the tables of a language: own, cldr, times, topics."""
    return load_lexicon(files("dyadwire.transforms.lexicon") / "languages" / code)


@cache
def read_forms(code: str) -> tuple[Row, ...]:
    """Return all rows of a language, those of the project first."""
    tables = tables_of(code)
    own = (Row(form, row["kind"], row["value"]) for row in tables["own"] for form in row["forms"].split("|"))
    return tuple(chain(own, (Row(row["form"], row["kind"], row["value"]) for row in tables["cldr"])))


DECLINED = frozenset(("name", "capital", "rare", "org", "metonym", "home"))  # kinds of nouns, where nouns have cases
Endings = Sequence[tuple[str, tuple[str, ...]]]


def read_endings(code: str, kind: str) -> Endings:
    """Return how words of a kind end in a language and the endings of all their forms, the longest ending first."""
    rows = [row for row in tables_of(code)["endings"] if row["kind"] == kind]
    return [
        (row["ending"], tuple(row["forms"].split("|"))) for row in sorted(rows, key=lambda row: -len(row["ending"]))
    ]


def by_ending(form: str, endings: Endings) -> list[str] | None:
    """Return the forms of a word by the first ending that it has; None where it has none of them.

    >>> by_ending("tedesco", [("co", ("co", "ca")), ("o", ("o",))])
    ['tedesco', 'tedesca']
    """
    found = next(((end, forms) for end, forms in endings if form.endswith(end)), None)
    return [form.removesuffix(found[0]) + ending for ending in found[1]] if found else None


def inflect_adjectives(code: str, *others: str) -> Callable[[str, str], Iterable[str]]:
    """Return the `inflect` of a language that has genders and numbers of adjectives; `others`: endings without a row.

    >>> inflect = inflect_adjectives("es", "", "s")
    >>> list(inflect("alemán", "demonym")), list(inflect("China", "name"))
    (['alemán', 'alemana', 'alemanes', 'alemanas'], ['China'])
    """
    endings = read_endings(code, "demonym")

    def inflect(form: str, kind: str) -> Iterable[str]:
        return by_ending(form, endings) or [form + ending for ending in others] if kind == "demonym" else (form,)

    return inflect


def decline(word: str, endings: Endings, invariant: re.Pattern[str], others: Sequence[str]) -> list[str]:
    """Return the cases of a word by its ending; one that `invariant` finds in stays, others take the endings `others`.

    >>> [decline(word, [("я", ("я", "и"))], re.compile("о$"), ("", "а")) for word in ("Корея", "Того", "Ирак")]
    [['Корея', 'Кореи'], ['Того', 'Того'], ['Ирак', 'Ирака']]
    """
    if found := by_ending(word, endings):
        return found
    return [word] * len(others) if invariant.search(word) else [word + ending for ending in others]


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern of the forms, the longest first; what several begin with is written once, as in a trie.

    A search tries each letter once, not each form: three times as fast where there are hundreds.

    >>> any_of(["dos", "doce", "do"]), any_of([])
    ('do(?:ce|s)?', '(?!)')
    """
    found = sorted({form for form in forms if form})
    return _branch(found) if found else r"(?!)"


def any_stem(stems: Iterable[str]) -> str:
    """Return a pattern of how words begin; one that is written with _ at its end is a whole word."""
    return any_of(stems).replace("_", f"(?!{LETTER})")


def _branch(forms: list[str]) -> str:
    """Return the pattern of forms in order; an empty one among them is taken where no other goes on."""
    longer = groupby((form for form in forms if form), itemgetter(0))
    parts = [re.escape(letter) + _branch([form[1:] for form in group]) for letter, group in longer]
    ends = "?" if parts and "" in forms else ""
    return f"(?:{'|'.join(parts)}){ends}" if len(parts) > 1 or ends else "".join(parts)
