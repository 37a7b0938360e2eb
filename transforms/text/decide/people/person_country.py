"""Decide the country of each person, by the words beside the name, its make, and the article's countries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.people.name_origin import NameOrigin
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.passages import DISTRICT, FoldedPassage
from dyadwire.transforms.text.people.find.register import Named
from dyadwire.transforms.text.people.lexicon.famous import home_of_famous
from dyadwire.transforms.text.people.resolve.countries_beside import TOLD, find_code, find_evidence
from dyadwire.transforms.text.people.resolve.explicit_nationality import country_told, works_for_world

# Probability that a name is a person's, and of a country, from which it is told: F1 is level from 0.27 to 0.3.
THRESHOLD = 0.28
NOBODY = ""  # the option that the article does not tell whose a name is
_MOST = 5  # countries of an article that are candidates besides those near a name
_UNRANKED = 9  # the rank of a country that the article does not name
_SHARES = (0.2, 0.35, 0.5, 0.7, 0.9)  # of all country mentions of an article
_DATELINE = 4  # characters before the place of a dateline
_STANDING = ("before, phrase", "after, app", "company", "alone")  # beside a name, and say that its country is told
# Counts and ranks are features up to here; more count as so many, so that each has people enough to be weighed by.
_RANKS = 5  # of countries by mentions, where that is all a feature says
_LEADING = 2  # ranks that are told apart beside another sign: with it each has fewer people still
_NAMED_RANKS = 3  # of countries by the mentions of their names alone, which are fewer
_COUNTRIES = 4  # that an article names, or that are candidates
_NEAR = 3  # countries near a name
_TOLD = 2  # countries that the words beside a name tell; hardly ever more than one
_HYPHENATED = re.compile(r"[a-z]-[a-z]+$")
_HYPHENATING, _PINYIN = ("TWN", "HKG", "SGP", "MYS"), "CHN"  # China spells its names in one word
_PLACES = frozenset(("capital", "city", "name"))


class ArticleCountries(NamedTuple):
    """The countries of an article as a whole."""

    rank: Mapping[str, int]  # by mentions of any kind
    outlet: str | None  # the country that it is published from
    standing: dict[str, list[str]]  # the features of a country that are the same for all people


def decide_countries(
    people: Sequence[tuple[Named, float]], passages: Sequence[FoldedPassage], outlet: str | None, lexicon: Lexicon
) -> list[tuple[Named, str]]:
    """Return the people whose country is decided, with it, in the order of the article.

    `people` come with the probability that each is one; `outlet` is where the article is published, if that is known.
    """
    article, model = _survey(passages, outlet), load_model("person_country")
    found: list[tuple[Named, str]] = []
    for one, person_probability in people:
        known = find_code(one, passages, lexicon) or one.acts_for or (one.known and one.known.iso3)
        known = known or country_told(one, passages, lexicon)
        if known:  # by a code or other words beside the name, or by rules
            found.append((one, known))
        if known or works_for_world(one, passages, lexicon):
            continue
        options = _options(one, passages, article, found[-1][1] if found else "", lexicon)
        if len(options) == 1:  # nobody
            continue
        chances = _as_spelled(one, model.choose(one.text, options))
        best = max((iso3 for iso3 in options if iso3 != NOBODY), key=lambda iso3: (chances[iso3], iso3))
        if chances[best] * person_probability >= THRESHOLD:
            found.append((one, best))
    return found


def _as_spelled(one: Named, chances: dict[str, float]) -> dict[str, float]:
    """Give the chance of China to the likeliest country that sets Chinese given names with a hyphen: Lai Min-nan."""
    elsewhere = [iso3 for iso3 in _HYPHENATING if iso3 in chances] if _HYPHENATED.search(one.text) else []
    if not elsewhere or _PINYIN not in chances:
        return chances
    best = max(elsewhere, key=lambda iso3: chances[iso3])
    return {**chances, best: chances[best] + chances[_PINYIN], _PINYIN: 0.0}


def _options(
    one: Named, passages: Sequence[FoldedPassage], article: ArticleCountries, last: str, lexicon: Lexicon
) -> dict[str, list[str]]:
    """Return the countries that a person may be of, and NOBODY, with their features; `last` is of the person before."""
    near = find_evidence(one, passages, lexicon)
    home = home_of_famous(one.words, lexicon)
    among = _candidates(near, article, home)
    origin = NameOrigin(one.words, among, lexicon)
    options = {
        iso3: [*_describe(iso3, one, near, article, last), *origin.describe(iso3), *_of_fame(iso3, home)]
        for iso3 in among
    }
    return {**options, NOBODY: [*_describe_nobody(one, near, article, len(among)), *_of_fame(NOBODY, home)]}


def _survey(passages: Sequence[FoldedPassage], outlet: str | None) -> ArticleCountries:
    """Rank the countries of an article, and describe what all people share of each."""
    spans = _mentions(passages)
    counts = Counter([span.iso3 for _, span in spans])
    named = _ranked(Counter([span.iso3 for _, span in spans if span.kind in ("name", "demonym")]))
    kinds: dict[str, set[str]] = {}
    for _, span in spans:
        kinds.setdefault(span.iso3, set()).add(span.kind)
    first = next((span for is_title, span in spans if not is_title), None)
    home = first.iso3 if first and first.start < _DATELINE and first.kind in _PLACES else ""
    title = {span.iso3 for is_title, span in spans if is_title}
    article = ArticleCountries(_ranked(counts), outlet, {})
    for iso3 in {*counts, *filter(None, (outlet,))}:
        signs = (("in title", iso3 in title), ("first", first and iso3 == first.iso3), ("dateline", iso3 == home))
        share = counts[iso3] / max(1, counts.total())
        article.standing[iso3] = [
            *_of_rank(iso3, article),
            f"named rank {min(named.get(iso3, _UNRANKED), _NAMED_RANKS)}",
            *(f"share {step}" for step in _SHARES if share >= step),
            *(name for name, is_so in signs if is_so),
            *(f"only {kind}" for kind in kinds.get(iso3, ()) if len(kinds[iso3]) == 1),
        ]
    return article


def _mentions(passages: Sequence[FoldedPassage]) -> list[tuple[bool, CountrySpan]]:
    """Return the countries, and whether each stands in the title; districts only where nothing else names theirs."""
    spans = [(passage.is_title, span) for passage in passages for span in passage.countries]
    named = {span.iso3 for _, span in spans if span.use != DISTRICT}
    return [(is_title, span) for is_title, span in spans if span.use != DISTRICT or span.iso3 not in named]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return {iso3: at for at, (iso3, _) in enumerate(ordered)}


def _of_rank(iso3: str, article: ArticleCountries) -> Iterator[str]:
    rank = article.rank.get(iso3, _UNRANKED)
    yield f"rank {min(rank, _RANKS)}"
    yield f"rank {min(rank, _LEADING)} of {min(len(article.rank), _COUNTRIES)}"
    if article.outlet:
        yield f"{_own(iso3, article)}, rank {min(rank, _LEADING)}"


def _own(iso3: str, article: ArticleCountries) -> str:
    return "outlet" if iso3 == article.outlet else "not outlet"


def _candidates(near: Mapping[str, set[str]], article: ArticleCountries, home: str | None) -> list[str]:
    """Return the countries that a person may be of; `home` is the one of somebody whom everybody knows."""
    named = {iso3 for iso3, rank in article.rank.items() if rank < _MOST}
    return sorted(named | set(near) | {iso3 for iso3 in (article.outlet, home) if iso3})


def _of_fame(iso3: str, home: str | None) -> Iterator[str]:
    """Yield whether everybody knows that a person is of a country, or of another; for NOBODY that they know it."""
    if home:
        yield "famous nobody" if iso3 == NOBODY else "famous of" if iso3 == home else "famous not of"


def _describe(
    iso3: str, one: Named, near: Mapping[str, set[str]], article: ArticleCountries, last: str
) -> Iterator[str]:
    """Yield the features of a country as that of a person."""
    by_words = _told_by_words(near)
    if not by_words:  # else what the article is about says little
        yield from article.standing.get(iso3, ())
    yield from sorted(near.get(iso3, ()))
    yield f"rank {min(article.rank.get(iso3, _UNRANKED), _LEADING)}, {'' if near else 'none '}near"
    if iso3 not in near:
        yield "not near"
    if article.outlet:
        own = _own(iso3, article)
        yield own
        yield f"{own}, {'' if iso3 in near else 'not '}near"
        yield f"{own}, {'some' if near else 'none'} near"
    if by_words:
        yield f"told, of {min(len(by_words), _TOLD)}" if iso3 in by_words else "another told"
    if iso3 == last:
        yield f"of the person before, {'none' if not by_words else 'this' if iso3 in by_words else 'another'} told"
    if one.known:
        yield "known without"


def _told_by_words(near: Mapping[str, set[str]]) -> set[str]:
    """Return the countries that the words beside a name tell."""
    return {iso3 for iso3, features in near.items() if TOLD in features}


def _describe_nobody(one: Named, near: Mapping[str, set[str]], article: ArticleCountries, among: int) -> Iterator[str]:
    """Yield the features of NOBODY: that the article does not say whose the person is."""
    yield "nobody"
    yield f"nobody near {min(len(near), _NEAR)}"
    yield f"nobody of {min(among, _COUNTRIES)}"
    yield f"nobody outlet {article.outlet is not None}"
    yield f"nobody known {one.known is not None}"
    yield f"nobody, told {min(len(_told_by_words(near)), _TOLD)}"
    stands = {feature for features in near.values() for feature in features if feature.startswith(_STANDING)}
    yield from (f"nobody, {feature}" for feature in sorted(stands))
