"""Features of a brief text about two countries: what it is of, how it names either, and what it tells of both."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.pairs.clauses import stands_as
from dyadwire.transforms.text.decide.stems import cut_ending
from dyadwire.transforms.text.decide.word_cache import cached_by_word
from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.findings import TITLE, ActSpan, CountrySpan

ACT_STEPS = (0.1, 0.25, 0.4, 0.6)  # probabilities of the likeliest act of the two
IN_TITLE = 0.25  # of one that the title tells
WORD_STEPS = (1, 2, 3)  # words of a kind
SENTENCES = 4  # more are counted as so many
SHORTEST = 3  # letters of a word that tells something; it stands small, as news of one country must teach of others
ENDINGS = ("ing", "ed", "es", "s", "ion")
_WORD = re.compile(r"\b(?<!['’])[A-Za-z]+(?:-[a-z]+)*\b")
_OPENING = re.compile(r"(?:^|(?<=[.!?:]\s)|(?<=[“\"‘']))[A-Z](?=[a-z]+\b)")
_IN = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Oo]utside) \Z")  # before a capital where something happens


class BriefText(NamedTuple):
    """A brief text with what was found in it: of countries and firms only what may be a side."""

    document: Document
    countries: Sequence[CountrySpan]
    firms: Sequence[Firm]
    acts: Sequence[ActSpan]


def brief_features(dyad: Dyad, text: BriefText, lexicon: Lexicon) -> list[str]:
    """Return the features of a text about a pair of its countries, each once and in alphabetical order."""
    of_both = (*_of_acts(dyad, text.acts), *_of_title(dyad, text), *_of_names(dyad, text))
    return sorted({"any", *_of_text(text.document), *_of_words(text, _kinds_of_words(lexicon)), *of_both})


def is_venue(span: CountrySpan, document: Document) -> bool:
    """Tell a capital where something happens, as one in the text, or behind "in", from one that acts."""
    return span.use == "place" and (span.sentence != TITLE or bool(_IN.search(document.title.text, 0, span.start)))


def _of_text(document: Document) -> Iterator[str]:
    yield f"sentences {min(len(document.body.sentences), SENTENCES)}"
    if not document.title.text:
        yield "no title"


def _of_words(text: BriefText, kinds: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the words of a text, and how many different ones are of each kind, as a name too (World Cup)."""
    document = text.document
    words = {word for passage in (document.title, document.body) for word in _words(passage, text.countries)}
    found = Counter(kind for stem in {_stem(word.lower()) for word in words} for kind in kinds.get(stem, ()))
    small = {_stem(word) for word in words if word.islower()}
    yield from (f"word {stem}" for stem in small if len(stem) >= SHORTEST)
    yield from (f"of {kind} {step}" for kind, many in found.items() for step in WORD_STEPS if many >= step)


def _words(passage: Passage, countries: Iterable[CountrySpan]) -> Iterator[str]:
    """Yield the words outside of what stands for a country; one that opens a sentence stands small."""
    in_title = passage.sentences[:1] and passage.sentences[0].number == TITLE
    here = (span for span in countries if (span.sentence == TITLE) == bool(in_title))
    taken = {at for span in here for at in range(span.start, span.end)}
    source = _OPENING.sub(lambda found: found[0].lower(), passage.text)
    return (word[0] for word in _WORD.finditer(source) if word.start() not in taken)


def _of_acts(dyad: Dyad, acts: Iterable[ActSpan]) -> Iterator[str]:
    told = [act for act in acts if {act.actor, act.recipient} == {*dyad}]
    likeliest = max((act.confidence for act in told), default=0.0)
    yield from (f"act {step}" for step in ACT_STEPS if likeliest >= step)
    if any(act.sentence == TITLE and act.confidence >= IN_TITLE for act in told):
        yield "act in title"


def _of_title(dyad: Dyad, text: BriefText) -> Iterator[str]:
    """Yield how many of the two the title names, also where no sentence names both."""
    named = [(span.iso3, span.sentence) for span in text.countries] + [(one.iso3, one.sentence) for one in text.firms]
    ones, others = ({sentence for iso3, sentence in named if iso3 == side} for side in dyad)
    many = (TITLE in ones) + (TITLE in others)
    yield f"in title {many}"
    if ones.isdisjoint(others):
        yield f"apart {many}"


def _of_names(dyad: Dyad, text: BriefText) -> Iterator[str]:
    """Yield by what either is named, and as what these stand in their sentences."""
    alone: list[str] = []
    for side in dyad:
        spans = [span for span in text.countries if span.iso3 == side]
        kinds = {_kind(span, text.document) for span in spans} | {"firm" for firm in text.firms if firm.iso3 == side}
        yield from (f"kind {kind}" for kind in kinds)
        yield from (f"role {stands_as(span, text.document.passage_of(span.sentence).text)}" for span in spans)
        alone += kinds if len(kinds) == 1 else []
    yield from (f"only {kind}" for kind in alone)
    if len(alone) == len(dyad):
        yield f"only {' '.join(sorted(alone))}"


def _kind(span: CountrySpan, document: Document) -> str:
    return span.kind if span.use is None else "venue" if is_venue(span, document) else f"{span.kind} {span.use}"


@cache
def _kinds_of_words(lexicon: Lexicon) -> Mapping[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in lexicon["brief_words"]:
        kinds[_stem(row["word"])].add(row["tells"])
    return kinds


@cached_by_word
def _stem(word: str) -> str:
    return cut_ending(word, ENDINGS)
