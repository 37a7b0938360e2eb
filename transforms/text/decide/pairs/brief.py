"""Find the pair of a brief text, such as the title and summary by which a feed tells of an article.

What articles are about was learned from whole ones, which name a country by more than its capital, a town or a firm
before they are about it. A headline does not: "Pemex ships crude to Havana".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.pairs.article_pair import as_focus
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.find.firms import find_firms
from dyadwire.transforms.text.findings import TITLE, CountrySpan, FocusDyad

LONGEST = 450  # characters of title and text: what feeds tell
SALIENCE = 0.6
_IN = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Oo]utside) \Z")  # before a capital where something happens
_LIST = re.compile(r"(?:,? (?:and|&|or)|,) (?:the )?")  # between two that are told of alike
_MONEY = re.compile(r"[ -]dollar")  # behind the country of a currency


def raise_brief(focus: tuple[FocusDyad, ...], found: ArticleFindings, lexicon: Lexicon) -> tuple[FocusDyad, ...]:
    """Return the pairs of an article; where it is brief and names two countries, the two are no less than likely."""
    document = found.document
    if len(document.title.text) + len(document.body.text) > LONGEST:
        return focus
    sides = {span.iso3 for span in _sides(found)}
    if sides:
        sides |= {firm.iso3 for firm in (*found.firms, *find_firms(document.title, found.countries, lexicon))}
    if len(sides) != 2 or _are_listed(found):
        return focus
    dyad = Dyad.of(*sides)
    likely = max([SALIENCE, *(pair.salience for pair in focus if pair.dyad == dyad)])
    told = as_focus(dyad, [mention for mention in found.dyads if mention.dyad == dyad], likely)
    return (told, *(pair for pair in focus if pair.dyad != dyad))


def _sides(found: ArticleFindings) -> Iterator[CountrySpan]:
    """Yield the countries that a text names, but those of datelines and currencies, and capitals where others are."""
    told_from = _told_from(found.document)
    for span in found.countries:
        text = found.document.passage_of(span.sentence).text
        venue = span.use == "place" and (span.sentence != TITLE or _IN.search(text, 0, span.start))
        if not venue and not _MONEY.match(text, span.end) and (span.sentence or span.start >= told_from):
            yield span


def _told_from(document: Document) -> int:
    """Return where the first sentence of a text goes on after its dateline."""
    first = document.body.sentences[0] if document.body.sentences else None
    return start_after_dateline(document.body.text, first.start, first.end) if first else 0


def _are_listed(found: ArticleFindings) -> bool:
    """Tell whether two countries are told of alike: "growth in France and Spain"."""
    for one, other in pairwise(found.countries):
        text = found.document.passage_of(one.sentence).text
        if one.sentence == other.sentence and one.iso3 != other.iso3 and _LIST.fullmatch(text, one.end, other.start):
            return True
    return False
