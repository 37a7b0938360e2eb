"""Find the countries that one sentence names, by token positions, with the form and preposition of each name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.firms import KINDS, find_owner_firms
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import CountrySpan

# Between a preposition and a country.
ATTRIBUTES = frozenset(
    (
        *("the", "its", "their", "a", "an", "some", "other", "several", "new", "neighbouring", "neighboring"),
        *("northern", "southern", "eastern", "western"),
    )
)
JOINTS = frozenset(
    (
        *("of", "to", "from", "with", "in", "by", "between", "for", "against", "on", "at", "into", "via", "through"),
        *("than", "across", "over", "under", "within", "inside", "near", "after", "before", "like", "and", "or", ","),
        *("as", "towards", "toward"),
    )
)
ABROAD = ("Brussels",)  # in the news it is the European Union, hardly ever Belgium
LISTING = frozenset(((",",), ("and",), (",", "and"), ("or",), (",", "or")))
FORMS = {"city": "city", "works": "city", "company": "company"}  # an index is as good as its country's name
OFFICIAL = frozenset(("leader", "org", "metonym"))  # who speaks and acts for a country


class CountryMention(NamedTuple):
    """A country by token positions, the form of its name, and the word that joins it to what stands before."""

    first: int
    last: int
    iso3: str
    form: str  # city, people, possessive, adjective, capital, official, name, company
    joint: str  # a preposition, comma or conjunction; "^" at the beginning; "" for any other word
    is_place: bool  # a capital as a place, no party
    is_country: bool  # no company
    listed: int = 1  # countries of the list that it stands in: Ukraine, Israel and Taiwan

    def gap(self, draft: FigureDraft) -> int:
        """Return the tokens between this mention and a figure."""
        return self.first - draft.last if self.first >= draft.last else draft.first - self.last


def read_mentions(
    spans: Sequence[CountrySpan], tokens: Tokens, rules: Rules, drafts: list[FigureDraft], phrases: list[TimePhrase]
) -> list[CountryMention]:
    """Find the mentions of a sentence, without those that name a currency or a time (since Russia's invasion)."""
    if not rules.companies.exact.keys().isdisjoint(tokens.words):
        spans = [*spans, *find_owner_firms(spans, tokens, rules)]
    if not spans:
        return []
    spans = sorted(spans, key=attrgetter("start"))
    found: list[CountryMention] = []
    at = 0
    events = [phrase for phrase in phrases if phrase.kind == "event"]
    amounts = [(draft.tail, draft.last) for draft in drafts if draft.kind == "money"]
    for span in spans:
        at = bisect_right(tokens.ends, span.start, at)
        last = bisect_left(tokens.starts, span.end, at)
        if at >= last or span.surface in ABROAD or any(event.start <= span.start < event.end for event in events):
            continue
        if any(first <= at < stop for first, stop in amounts) or _is_rate(tokens, at, last):
            continue
        form, joint = _form(span, tokens, last), _joint(tokens, at)
        found.append(CountryMention(at, last, span.iso3, form, joint, span.use == "place", span.kind not in KINDS))
    return _with_lists(found, tokens) if len(found) > 1 else found


def _with_lists(mentions: list[CountryMention], tokens: Tokens) -> list[CountryMention]:
    """Note of each mention how many stand in a row with it, joined by commas and conjunctions."""
    rows: list[list[CountryMention]] = [[mentions[0]]]
    for one, other in pairwise(mentions):
        if tuple(word for word in tokens.lower[one.last : other.first] if word not in ATTRIBUTES) in LISTING:
            rows[-1].append(other)
        else:
            rows.append([other])
    return [mention._replace(listed=len(row)) if len(row) > 1 else mention for row in rows for mention in row]


def _form(span: CountrySpan, tokens: Tokens, last: int) -> str:
    """Return the form in which a country is named, as `CountryMention.form` lists them."""
    if span.kind in FORMS:
        return FORMS[span.kind]
    if span.kind == "demonym" and span.surface.endswith("s"):
        return "people"
    if tokens.lower[last - 1].endswith(("'s", "’s")) or tokens.lower_at(last) in ("'", "’"):
        return "possessive"
    if span.kind in ("demonym", "compound"):
        return "adjective"
    return "official" if span.kind in OFFICIAL else "capital" if span.kind == "capital" else "name"


def _joint(tokens: Tokens, first: int) -> str:
    """Return the word that joins a country to what stands before, articles and the like skipped."""
    at = first - 1
    while at >= 0 and tokens.lower[at] in ATTRIBUTES:
        at -= 1
    if at < 0:
        return "^"
    return tokens.lower[at] if tokens.lower[at] in JOINTS else ""


def _is_rate(tokens: Tokens, first: int, last: int) -> bool:
    """Recognise the U.S. of "87.85 per U.S. dollar" and "against the U.S. dollar", which only names a currency."""
    before = tokens.lower_at(first - 1)
    before = tokens.lower_at(first - 2) if before == "the" else before
    return tokens.lower_at(last) in ("dollar", "dollars") and before in ("per", "to", "against")
