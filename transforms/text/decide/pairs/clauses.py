"""Features of an article's pair by the clauses of its sentences: who acts there, and what separates the two names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.find.country_counts import LAST, ArticleFindings, CountryCounts
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceDyad

RANKS, MANY = 5, 4  # ranks, and sentences that relate the two; more are counted as so many
FIRSTS = (1, 2, 4, 7, 12)  # sentences by which a country has been named
REACH = 30  # characters that hold the word beside a name
_PARTS = re.compile(
    r"\b(?:after|since|as|when|while|amid|during|following|before|although|though|because|where|which|who|whose|that|if"
    r"|but|until|despite|including|such|like|unlike)\b|[;:()—–]|, "
)
_COMPARED = re.compile(
    r"\b(?:than|compar(?:ed|es|ison)|versus|behind|ahead|surpass\w*|overt(?:ook|ake)|exceed\w*|average|rank\w*|largest"
    r"|biggest|similar|likewise|respectively|trail\w*|equivalent|unlike|same as)\b"
)
_PLACING = re.compile(
    r"\b(in|at|from|near|across|inside|to|of|via|through|for|into|against|with|and|by|between|over|outside)"
    r"\W{0,2}(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r" *([a-z]+)")
_ACTING = re.compile(r"[a-z]+(?:s|ed|es)|will|would|had|have|and|to|said|may|could|should")


class PairClauseFeatures:
    """Features of the pairs of one article by how its sentences are built; those of a country are made once."""

    def __init__(self, counts: CountryCounts, found: ArticleFindings) -> None:
        self.counts, self.found = counts, found
        self._bounds = {place.number: (place.start, place.end) for place in found.document.sentences}
        self._sides: dict[tuple[str, str], FeatureGroup] = {}
        self._compared: dict[int, bool] = {}  # whether a sentence compares, whichever pair it is asked of
        self._roles: dict[tuple[int, int], str] = {}  # as what a name stands, by sentence and start

    def describe(self, dyad: Dyad, mentions: Sequence[SentenceDyad]) -> list[FeatureGroup]:
        """Return the features of a pair in groups; `mentions` are the sentences that name or imply it."""
        less, more = self.counts.less_and_more(dyad)
        related = {mention.sentence for mention in mentions if mention.relational}
        named = {mention.sentence for mention in mentions if mention.explicit}
        own = FeatureGroup((*self._of_both(less, more, len(related)), *self._told(dyad, less, named, related)))
        return [own, self._side("less", less), self._side("more", more)]

    def _of_both(self, less: str, more: str, related: int) -> Iterator[str]:
        """Yield how often the two are related beside how much the article is about the less named, or is at home."""
        many, where = min(related, MANY), self.counts.sentences.get(less, ())
        home = {less: "less", more: "more", None: "untold"}.get(self.found.outlet_country, "elsewhere")
        yield f"home {home} related {min(related, MANY - 1)}"
        yield f"related {many} less rank {min(self.counts.rank.get(less, LAST), RANKS)}"
        yield f"related {many} of less {round(4 * related / max(1, len(where)))}"

    def _side(self, name: str, iso3: str) -> FeatureGroup:
        if (name, iso3) not in self._sides:
            self._sides[name, iso3] = FeatureGroup([*_side(name, iso3, self.counts)])
        return self._sides[name, iso3]

    def _told(self, dyad: Dyad, less: str, named: set[int], related: set[int]) -> Iterator[str]:
        """Yield what stands between the two in the sentences that name both, and as what either stands there."""
        if not named:
            return
        found, together, compared = dict[str, None](), 0, 0
        for number in named:
            compared += self._compares(number)
            two = nearest_two(dyad, self.counts.spans.get(number, ()))
            if not two:
                continue
            one, other = two
            parts = len(_PARTS.findall(self.found.document.passage_of(number).text, one.end, other.start))
            together += not parts
            ones, others = self._role(one), self._role(other)
            found |= dict.fromkeys((f"parts {min(parts, 3)}", f"as {ones} and {others}"))
            found[f"less as {ones if one.iso3 == less else others}"] = None
        yield from sorted(found)
        yield f"in one part {round(3 * together / len(named))}"
        if compared and not related:
            yield "compared alone"

    def _compares(self, number: int) -> bool:
        if number not in self._compared:
            source = self.found.document.passage_of(number).text
            start, end = self._bounds.get(number, (0, len(source)))
            self._compared[number] = bool(_COMPARED.search(source[start:end].lower()))  # half the time of any case
        return self._compared[number]

    def _role(self, span: CountrySpan) -> str:
        at = span.sentence, span.start
        if at not in self._roles:
            self._roles[at] = stands_as(span, self.found.document.passage_of(span.sentence).text)
        return self._roles[at]


def nearest_two(dyad: Dyad, here: Sequence[CountrySpan]) -> tuple[CountrySpan, CountrySpan] | None:
    """Return the names of two countries that stand nearest to each other in a sentence; None where it lacks one."""
    spans = [span for span in here if span.iso3 in dyad]
    pairs = ((one, other) for one, other in pairwise(spans) if one.iso3 != other.iso3)
    return min(pairs, key=lambda pair: pair[1].start - pair[0].end, default=None)


def _side(name: str, iso3: str, counts: CountryCounts) -> Iterator[str]:
    """Yield when a country comes into the article, and how often it opens a sentence or is named there alone."""
    where = counts.sentences.get(iso3, set())
    body = where - {TITLE}
    if body and name == "less":
        yield from (f"less first by {step}" for step in FIRSTS if min(body) <= step)
    if where:
        opened = sum(counts.spans[number][0].iso3 == iso3 for number in where)
        yield f"{name} opens {round(3 * opened / len(where))}"
    alone = sum(all(span.iso3 == iso3 for span in counts.spans[number]) for number in where)
    yield f"{name} alone {min(alone, 3)}"


def stands_as(span: CountrySpan, source: str) -> str:
    """Return what a name is in its sentence: the word that places it, or what it does there."""
    if span.kind in ("demonym", "compound", "leader"):
        return span.kind
    if source[span.end : span.end + 2] in ("'s", "’s"):
        return "owner"
    placed = _PLACING.search(source[max(0, span.start - REACH) : span.start])
    if placed:
        return placed[1].lower()
    after = _AFTER.match(source, span.end)
    if not after:
        return "other"
    return "actor" if _ACTING.fullmatch(after[1]) else "noun"
