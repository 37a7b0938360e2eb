"""Find firms, indices and works of one country in a text, such as Gazprom, the Nikkei or Akkuyu.

Pairs, acts and the counts of countries read them; those that figures of a sentence are of, `decide.owners.firms` finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.findings import TITLE, CountrySpan


class Firm(NamedTuple):
    """Where a passage names a firm, and whose it is."""

    sentence: int
    start: int
    end: int
    iso3: str


def find_firms(passage: Passage, countries: tuple[CountrySpan, ...], lexicon: Lexicon) -> Iterator[Firm]:
    """Yield the firms that the title or the body of a text names, in order.

    What overlaps a country mention (the China of "Bank of China") is no firm's.
    """
    matcher, homes = _compile(lexicon)
    for firm, number, start, end in find_names(matcher, passage, countries):
        yield Firm(number, start, end, homes[firm])


def find_names(
    matcher: AhoCorasick, passage: Passage, countries: Iterable[CountrySpan]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield which name of a matcher stands in a passage, outside of its countries: which, sentence, ends."""
    text, in_title = passage.text, passage.sentences[:1] and passage.sentences[0].number == TITLE
    here = (span for span in countries if (span.sentence == TITLE) == in_title)
    taken = {at for span in here for at in (span.start, span.end - 1)}
    for name, start, end in matcher.find_matches_as_indexes(text):
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        sentence = passage.sentence_at(start)
        if sentence and taken.isdisjoint(range(start, end)):
            yield name, sentence.number, start, end


@cache
def _compile(lexicon: Lexicon) -> tuple[AhoCorasick, list[str]]:
    homes = {name: row["iso3"] for row in lexicon["companies"] for name in _spellings(row["company"])}
    return AhoCorasick(list(homes), matchkind=MatchKind.LeftmostLongest), list(homes.values())


def _spellings(name: str) -> tuple[str, ...]:
    return (name, name.replace("'", "’")) if "'" in name else (name,)
