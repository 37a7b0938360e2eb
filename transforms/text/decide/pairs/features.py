"""Features of an article's pair: how often, where and beside which words the two countries are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.pairs.clauses import nearest_two
from dyadwire.transforms.text.decide.stems import cut_ending
from dyadwire.transforms.text.decide.word_cache import cached_by_word
from dyadwire.transforms.text.find.country_counts import LAST, ArticleFindings, CountryCounts
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceDyad

LEAD = 2  # sentences that tell what a news article is about
COUNTS = (1, 2, 3, 4, 6, 9, 14)  # of sentences: steps that are features
SHARES = (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
READ = 4  # sentences whose words are read: those that name both among the fewest countries
BETWEEN = 10  # words between two names that are read; more say little of the two
BESIDE, REACH = 3, 40  # words on either side of a name that are read, and the characters that hold them
CROWD = 5  # countries of one sentence; more are counted as so many
RANKS, MANY = 5, 8  # ranks and countries of an article; more are counted as so many
ENDINGS = ("ing", "ed", "es", "s", "ion")
_WORD = re.compile(r"\b[a-z]+(?:-[a-z]+)*\b|\d")  # no names: what news of one country teaches must hold for others


class PairFeatures:
    """Features of the pairs of one article; those of a country are the same in all of its pairs, and made once."""

    def __init__(self, counts: CountryCounts, found: ArticleFindings) -> None:
        self.counts, self.found = counts, found
        self._sides: dict[tuple[str, str], FeatureGroup] = {}
        self._words: dict[str, FeatureGroup] = {}

    def describe(self, dyad: Dyad, mentions: Sequence[SentenceDyad]) -> list[FeatureGroup]:
        """Return the features of a pair in groups; `mentions` are the sentences that name or imply it."""
        less, more = self.counts.less_and_more(dyad)
        own = FeatureGroup([*_of_both(dyad, less, more, mentions, self.counts, self.found)])
        return [own, self._side("less", less), self._side("more", more), self._around(less)]

    def _side(self, name: str, iso3: str) -> FeatureGroup:
        if (name, iso3) not in self._sides:
            self._sides[name, iso3] = FeatureGroup([*_side(name, iso3, self.counts, self.found)])
        return self._sides[name, iso3]

    def _around(self, iso3: str) -> FeatureGroup:
        if iso3 not in self._words:
            self._words[iso3] = FeatureGroup(sorted(set(_around(iso3, self.counts, self.found))))
        return self._words[iso3]


def _of_both(
    dyad: Dyad, less: str, more: str, mentions: Sequence[SentenceDyad], counts: CountryCounts, found: ArticleFindings
) -> Iterator[str]:
    """Yield the features of the two together."""
    related = {mention.sentence for mention in mentions if mention.relational}
    named = {mention.sentence for mention in mentions if mention.explicit}
    yield "any"
    yield f"countries {min(len(counts.rank), MANY)}"
    yield from _counts(dyad, related, named, counts)
    yield f"less with more {_quarters(counts.sentences.get(less, set()), counts.sentences.get(more, set()))}"
    yield from _shared(dyad, named, counts, found)


def _counts(dyad: Dyad, related: set[int], named: set[int], counts: CountryCounts) -> Iterator[str]:
    """Yield in how many sentences, and which, the two are told of together."""
    loose = {number for number in named - related if (number, dyad) not in counts.listed}
    yield from _steps("related", len(related))
    yield from _steps("named together", len(named))
    yield from _steps("named apart from lists", len(loose))
    yield from _steps("neighbours", counts.adjacent[dyad])
    yield from _steps("implied", len(related - named))
    yield from _places("related", related)
    yield from _places("named", named)


def _side(name: str, iso3: str, counts: CountryCounts, found: ArticleFindings) -> Iterator[str]:
    """Yield how much of the article one of the two is."""
    where, firms = counts.sentences.get(iso3, set()), counts.firms.get(iso3, set())
    length = max(1, len(found.document.sentences))
    yield f"{name} rank {min(counts.rank.get(iso3, LAST), RANKS)}"
    yield from _steps(f"{name} sentences", len(where))
    yield from (f"{name} share {share}" for share in SHARES if len(where) >= share * length)
    yield from (f"{name} of most {share}" for share in SHARES if len(where) >= share * counts.most_sentences)
    yield from _steps(f"{name} towns", len(counts.towns.get(iso3, ())))
    yield from _steps(f"{name} people", counts.people[iso3])
    yield from _steps(f"{name} firms", len(firms))
    yield from _steps(f"{name} named or firm", len(where | firms))
    yield from _places(name, where)
    if iso3 == found.outlet_country:
        yield f"{name} at home"
    if not where:
        yield f"{name} unnamed"
    kinds = sorted(counts.kinds.get(iso3, ()))
    yield from (f"{name} kind {kind}" for kind in kinds)
    if len(kinds) == 1:
        yield f"{name} only {kinds[0]}"


def _shared(dyad: Dyad, named: set[int], counts: CountryCounts, found: ArticleFindings) -> Iterator[str]:
    """Yield what the sentences that name both say: how many others they name, and the words between and beside."""
    crowds = sorted((len({span.iso3 for span in counts.spans.get(number, ())}), number) for number in named)
    yield from sorted({f"crowd {min(crowd, CROWD)}" for crowd, _ in crowds})
    yield from sorted({word for _, number in crowds[:READ] for word in _words(dyad, number, counts, found)})


def _words(dyad: Dyad, number: int, counts: CountryCounts, found: ArticleFindings) -> Iterator[str]:
    """Yield the words between and beside the two names of a sentence that stand nearest to each other."""
    two = nearest_two(dyad, counts.spans.get(number, ()))
    if not two:
        return
    one, other = two
    source = _source(one, found)
    between = [*map(_stem, _WORD.findall(source[one.end : other.start]))]
    yield f"forms {one.kind} {other.kind}"
    yield f"gap {min(len(between) // 3, CROWD)}"
    if len(between) <= BETWEEN:
        yield from (f"between {word}" for word in between)
    yield from (f"beside {word}" for word in (*_before(one, source), *_behind(other, source)))


def _around(iso3: str, counts: CountryCounts, found: ArticleFindings) -> Iterator[str]:
    """Yield the words on either side of the first names of a country."""
    for number in sorted(counts.sentences.get(iso3, ()))[:READ]:
        for span in (span for span in counts.spans[number] if span.iso3 == iso3):
            source = _source(span, found)
            yield from (f"before less {word}" for word in _before(span, source))
            yield from (f"behind less {word}" for word in _behind(span, source))


def _source(span: CountrySpan, found: ArticleFindings) -> str:
    return found.document.passage_of(span.sentence).text


def _before(span: CountrySpan, source: str) -> list[str]:
    return [*map(_stem, _WORD.findall(source[max(0, span.start - REACH) : span.start])[-BESIDE:])]


def _behind(span: CountrySpan, source: str) -> list[str]:
    return [*map(_stem, _WORD.findall(source[span.end : span.end + REACH])[:BESIDE])]


@cached_by_word
def _stem(word: str) -> str:
    return cut_ending(word, ENDINGS)


def _steps(name: str, many: int) -> list[str]:
    return [f"{name} {step}" for step in COUNTS if many >= step]


def _places(name: str, where: set[int]) -> Iterator[str]:
    if TITLE in where:
        yield f"{name} in title"
    if any(number in where for number in range(LEAD)):
        yield f"{name} in lead"


def _quarters(part: set[int], whole: set[int]) -> int:
    return round(4 * len(part & whole) / max(1, len(part)))
