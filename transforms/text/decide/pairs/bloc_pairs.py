"""Find the pairs in which a bloc is a side, such as China and the EU; they change no pair of two countries.

What relates a bloc and another side in a sentence is an act of theirs; whether an article is about the two is weighed
by what was learned of countries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, combinations
from operator import attrgetter

from dyadwire.schemas.dyad import BLOCS, Dyad
from dyadwire.transforms.text.decide.pairs.article_pair import find_article_dyads, raise_by_acts
from dyadwire.transforms.text.dyads.encoded_sentence import MAX_COUNTRIES
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.findings import ActSpan, CountrySpan, FocusDyad, SentenceDyad

Spans = tuple[CountrySpan, ...]
# Probability from which a pair of a bloc is the article's. Of 56 on real articles 36 were and 7 not, 5 of these of the
# G7, which readers were not asked of; from 0.5 37 were and 10 not.
THRESHOLD = 0.54


def find_sentence_pairs_of_blocs(countries: Spans, blocs: Spans, acts: tuple[ActSpan, ...]) -> tuple[SentenceDyad, ...]:
    """Return the pairs of blocs in every sentence, in order of sentence and dyad: with whom one is named, or acts."""
    sentences = {span.sentence for span in blocs}
    named: dict[int, dict[str, None]] = defaultdict(dict)
    for span in chain(blocs, countries):
        if span.sentence in sentences and span.kind != "city":
            named[span.sentence][span.iso3] = None
    found = {
        (number, Dyad.of(one, other)): SentenceDyad(number, Dyad.of(one, other), True, False)
        for number, codes in named.items()
        for one, other in combinations(list(codes)[:MAX_COUNTRIES], 2)
        if one in BLOCS or other in BLOCS
    }
    for act in acts:
        if act.actor in BLOCS or act.recipient in BLOCS:
            at = act.sentence, Dyad.of(act.actor, act.recipient)
            directed = None if act.mutual else (act.actor, act.recipient)
            found[at] = SentenceDyad(*at, at in found, True, directed)
    return tuple(found[at] for at in sorted(found))


def find_article_pairs_of_blocs(
    found: ArticleFindings, blocs: Spans, pairs: tuple[SentenceDyad, ...], acts: tuple[ActSpan, ...]
) -> tuple[FocusDyad, ...]:
    """Weigh the pairs of an article's blocs, the most salient first, where a sentence names or relates one."""
    if not pairs:
        return ()
    named = {pair.dyad for pair in pairs}
    sides = tuple(with_blocs(found.countries, blocs))
    weighed = find_article_dyads(found._replace(countries=sides, dyads=(*found.dyads, *pairs)), among=named)
    return tuple(pair for pair in raise_by_acts(weighed, acts) if pair.salience >= THRESHOLD)


def with_blocs(countries: Iterable[CountrySpan], blocs: Iterable[CountrySpan]) -> list[CountrySpan]:
    """Return countries and blocs in order, a bloc's mention as what was learned of countries takes it: a name."""
    named = (bloc._replace(kind="name") for bloc in blocs)
    return sorted([*countries, *named], key=attrgetter("sentence", "start"))
