"""What an article is about, as far as it tells whose a figure is when its own sentence does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.findings import TITLE, CountrySpan, FocusDyad, SentenceDyad

FAINT_FOCUS = 0.2  # enough where the words say "bilateral" or "its neighbour": the pair only has to be named
CLEAR_LEAD = 1.5  # times what the next pair or country weighs
SLIGHT_LEAD = 1.2  # the same, to tell whom what a third country sends goes to
RIVAL = 0.5  # of the salience of the first pair, from which the second one tells which country both share
SPOKES = 3  # other countries, named without the one that an article is about, that make it a tally
PAIR = 2  # countries in a title that may be about them alone
DATELINE = 3  # characters before which a dateline begins: WARSAW —
TOWNS = ("city", "capital")
UNRELATED = 0.4  # what a pair counts for that no sentence relates
LOOK_BACK = 2  # sentences before one in which "the contract" was introduced
TITLE_WEIGHT = 2  # sentences that a mention in the title counts for
ABROAD = ("Brussels",)  # in the news it is the European Union, hardly ever Belgium


class Setting(NamedTuple):
    """The pairs of an article, the country in which it is at home, and what its sentences name and relate."""

    focus: tuple[FocusDyad, ...]
    home: str | None  # whom the article is about, clearly
    core: str | None  # the country that the leading pairs share
    hub: str | None  # with whom third countries have to do
    star: str | None  # whose dealings with many others the article tells one by one
    mentions: Mapping[int, Sequence[CountrySpan]]
    pairs: Mapping[int, Sequence[SentenceDyad]]

    def partner(self, iso3: str) -> str | None:
        """Return who "its neighbour" is: the other side of a country's only plain pair in focus."""
        third = bool(self.focus) and iso3 not in self.focus[0].dyad  # named by the way, it may deal with either side
        known = (found for found in self.focus if iso3 in found.dyad and found.sentences > third)
        sides = ((_plainness(found), found.dyad) for found in known)
        ranked = sorted(sides, reverse=True)
        if not ranked or ranked[0][0] < FAINT_FOCUS or (ranked[1:] and ranked[0][0] < CLEAR_LEAD * ranked[1][0]):
            return None
        dyad = ranked[0][1]
        return dyad.country_b if dyad.country_a == iso3 else dyad.country_a

    def is_own(self, iso3: str) -> bool:
        """Tell whether a country is the one at whose own affairs the article looks."""
        return iso3 in (self.home, self.core, self.star)

    def other(self, iso3: str, near: Dyad | None, sentence: int) -> str | None:
        """Return the other side of what a sentence tells of one country and another that it does not name.

        `near` is the pair of the figure before, with which the text goes on; then the hub of the article decides, then
        the country's only plain pair.
        """
        if near is not None and iso3 in near:
            return near.country_b if near.country_a == iso3 else near.country_a
        known = [found.dyad for found in self.focus if iso3 in found.dyad and found.salience >= FAINT_FOCUS]
        if self.hub and self.hub != iso3 and (not known or Dyad.of(iso3, self.hub) in known):
            return self.hub if self._speaks_of(self.hub, sentence) else None
        return self.partner(iso3)

    def _speaks_of(self, hub: str, sentence: int) -> bool:
        """Tell whether the sentences just before one do not speak of the other side of the leading pair alone."""
        if hub == self.core or not self.focus:
            return True
        for number in range(sentence, max(sentence - LOOK_BACK - 1, TITLE), -1):
            sides = {span.iso3 for span in self.mentions.get(number, ()) if span.iso3 in self.focus[0].dyad}
            if sides:
                return hub in sides
        return True

    def subject_before(self, sentence: int) -> str | None:
        """Return the first country of the sentence before, of which "it" or "they" go on to speak."""
        spans = self.mentions.get(sentence - 1, ()) if sentence > 0 else ()
        return next((span.iso3 for span in spans if span.kind != "city" and span.use != "place"), None)

    def only_before(self, sentence: int) -> str | None:
        """Return the country that the nearest sentence before one names alone, or at which the article is at home."""
        for number in range(sentence - 1, max(sentence - 1 - LOOK_BACK, TITLE), -1):
            named = {span.iso3 for span in self.mentions.get(number, ()) if span.kind != "city"}
            if named:
                return named.pop() if len(named) == 1 else self.home
        return self.home

    def towns(self, sentence: int, start: int, end: int) -> set[str]:
        """Return the countries of the towns and capitals that stand between two offsets of a sentence."""
        spans = self.mentions.get(sentence, ())
        places = (span for span in spans if span.kind == "city" or (span.use == "place" and span.surface not in ABROAD))
        return {span.iso3 for span in places if start <= span.start < end}

    def pair_before(self, sentence: int) -> Dyad | None:
        """Return the only pair that a sentence just before relates: the nearest such sentence decides."""
        for number in range(sentence - 1, max(sentence - 1 - LOOK_BACK, TITLE), -1):
            related = [found.dyad for found in self.pairs.get(number, ()) if found.relational]
            if related:
                return related[0] if len(related) == 1 else None
        return None


def read_setting(
    countries: Iterable[CountrySpan],
    mentions: Mapping[int, Sequence[CountrySpan]],
    pairs: Mapping[int, Sequence[SentenceDyad]],
    focus: tuple[FocusDyad, ...],
) -> Setting:
    """Weigh the countries of an article by the sentences that name them, for its home without towns."""
    core = _shared(focus)
    home = _leader(_weigh({(span.sentence, span.iso3) for span in countries if span.kind != "city"}), CLEAR_LEAD)
    hub = core
    if focus and not core:
        hub = _find_hub(_weigh({(span.sentence, span.iso3) for span in countries}), mentions, focus[0].dyad)
    hub = hub or home
    star = _find_star(mentions, (core, hub, home))
    return Setting(focus, home, core, star or hub, star, mentions, pairs)


def _plainness(found: FocusDyad) -> float:
    return found.salience if found.relational_sentences else UNRELATED * found.salience


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


def _find_star(mentions: Mapping[int, Sequence[CountrySpan]], central: tuple[str | None, ...]) -> str | None:
    """Return the country with which several others deal in sentences that do not name it; None where there are few.

    It is the only one of the title, or the first of many there if it is `central` to the article; without a title, the
    first of those, which the leading pairs share.
    """
    spans = [span for span in mentions.get(TITLE, ()) if span.kind != "city" and span.use != "place"]
    title = [span.iso3 for span in spans]
    star = title[0] if title else central[0]
    if star is None or (len(set(title)) > 1 and star not in central):
        return None
    if title and spans[0].surface.endswith("s") and spans[0].kind == "demonym" and _datelined(mentions) - {star}:
        return None  # Indians of whom is told in Dubai
    bodies = [{span.iso3 for span in spans if span.kind != "city"} for at, spans in mentions.items() if at != TITLE]
    apart = {iso3 for here in bodies if star not in here for iso3 in here}
    if len(set(title)) == PAIR:
        apart = apart.difference(title)
    return star if len(apart) >= SPOKES and any(star in here for here in bodies) else None


def _weigh(named: set[tuple[int, str]]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for sentence, iso3 in named:
        weight[iso3] += TITLE_WEIGHT if sentence == TITLE else 1
    return weight


def _leader(weight: Counter[str], lead: float) -> str | None:
    """Return the country that weighs so many times what the next one does; None where none does."""
    first, *rest = weight.most_common()[:2] or [("", 0)]  # sorted: for so few, faster than a heap
    clear = first[1] > 1 and (not rest or first[1] >= lead * rest[0][1])
    return first[0] if clear else None
