"""Find the countries that an article is mainly about; they own figures whose sentences name no country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.findings import TITLE, CountrySpan, FocusDyad

FAINT_FOCUS = 0.2  # salience below which the second pair of an article tells nothing
CLEAR_LEAD = 1.5  # times what the next pair or country weighs
SLIGHT_LEAD = 1.2  # the same, to tell whom what a third country sends goes to
RIVAL = 0.5  # of the salience of the first pair, from which the second one tells which country both share
SPOKES = 3  # other countries, named without the one that an article is about, that make it a tally
PAIR = 2  # countries in a title that may be about them alone
DATELINE = 3  # characters before which a dateline begins: WARSAW —
TOWNS = ("city", "capital")
TITLE_WEIGHT = 2  # sentences that a mention in the title counts for


class FocalCountries(NamedTuple):
    """The pairs of an article, the country in which it is at home, and what its sentences name and relate."""

    focus: tuple[FocusDyad, ...]
    home: str | None  # whom the article is about, clearly
    core: str | None  # the country that the leading pairs share
    hub: str | None  # with whom third countries have to do
    dealer: str | None  # whose dealings with many others the article tells one by one
    mentions: Mapping[int, Sequence[CountrySpan]]
    weight: Counter[str]  # sentences that name each country, towns left out and the title twice
    seat: str | None = None  # whose news the dateline, the title and the first sentence tell
    is_lined: bool = False  # the dateline tells so


def find_focal_countries(
    countries: Iterable[CountrySpan],
    mentions: Mapping[int, Sequence[CountrySpan]],
    focus: tuple[FocusDyad, ...],
) -> FocalCountries:
    """Weigh the countries of an article by the sentences that name them, for its home without towns."""
    core = _shared(focus)
    weight = _weigh(span for span in countries if span.kind != "city")
    home = _leader(weight, CLEAR_LEAD)
    hub = core
    if focus and not core:
        hub = _find_hub(_weigh(countries), mentions, focus[0].dyad)
    hub = hub or home
    dealer = _find_dealer(mentions, (core, hub, home))
    seat = _find_seat(mentions, dealer or hub)
    is_lined = seat in _datelined(mentions)
    return FocalCountries(focus, home, core, dealer or hub, dealer, mentions, weight, seat, is_lined)


def _find_seat(mentions: Mapping[int, Sequence[CountrySpan]], hub: str | None) -> str | None:
    """Return the country of the dateline that the title or the first sentence names, too; else the hub, if they do."""
    opening = [span for number in (TITLE, 0) for span in mentions.get(number, ())]
    named = {span.iso3 for span in opening if span.kind not in TOWNS}
    line = _datelined(mentions) & named
    return line.pop() if line else hub if hub in named else None


def _shared(focus: tuple[FocusDyad, ...]) -> str | None:
    """Return the country that the two leading pairs of an article share."""
    if len(focus) < 2 or focus[1].salience < max(FAINT_FOCUS, RIVAL * focus[0].salience):
        return None
    return next((iso3 for iso3 in focus[0].dyad if iso3 in focus[1].dyad), None)


def _find_hub(weight: Counter[str], mentions: Mapping[int, Sequence[CountrySpan]], dyad: Dyad) -> str | None:
    """Return the side of the leading pair that title, dateline and mentions point to; None where they differ."""
    title = {span.iso3 for span in mentions.get(TITLE, ())[:1] if span.iso3 in dyad}
    line = _datelined(mentions)
    one, other = sorted(dyad, key=lambda iso3: -weight[iso3])
    hints = title | line
    if title and line:
        return hints.pop() if len(hints) == 1 else None
    lead = 1 if hints else SLIGHT_LEAD
    return one if hints <= {one} and weight[one] > lead * weight[other] else None


def _datelined(mentions: Mapping[int, Sequence[CountrySpan]]) -> set[str]:
    """Return the country of the town with which an article begins."""
    return {span.iso3 for span in mentions.get(0, ())[:1] if span.start < DATELINE and span.kind in TOWNS}


def _find_dealer(mentions: Mapping[int, Sequence[CountrySpan]], central: tuple[str | None, ...]) -> str | None:
    """Return the country with which several others deal in sentences that do not name it; None where there are few.

    It is the only one of the title, or the first of many there if it is `central` to the article; without a title, the
    first of those, which the leading pairs share.
    """
    spans = [span for span in mentions.get(TITLE, ()) if span.kind != "city" and span.use != "place"]
    title = [span.iso3 for span in spans]
    dealer = title[0] if title else central[0]
    if dealer is None or (len(set(title)) > 1 and dealer not in central):
        return None
    if title and spans[0].surface.endswith("s") and spans[0].kind == "demonym" and _datelined(mentions) - {dealer}:
        return None  # Indians of whom is told in Dubai
    bodies = [{span.iso3 for span in spans if span.kind != "city"} for at, spans in mentions.items() if at != TITLE]
    apart = {iso3 for here in bodies if dealer not in here for iso3 in here}
    if len(set(title)) == PAIR:
        apart = apart.difference(title)
    return dealer if len(apart) >= SPOKES and any(dealer in here for here in bodies) else None


def _weigh(countries: Iterable[CountrySpan]) -> Counter[str]:
    """Count the sentences that name each country, the title twice; in the order of the text, as ties are."""
    weight: Counter[str] = Counter()
    for sentence, iso3 in dict.fromkeys((span.sentence, span.iso3) for span in countries):
        weight[iso3] += TITLE_WEIGHT if sentence == TITLE else 1
    return weight


def _leader(weight: Counter[str], lead: float) -> str | None:
    """Return the country that weighs so many times what the next one does; None where none does."""
    first, *rest = weight.most_common()[:2] or [("", 0)]  # sorted: for so few, faster than a heap
    clear = first[1] > 1 and (not rest or first[1] >= lead * rest[0][1])
    return first[0] if clear else None
