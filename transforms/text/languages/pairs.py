"""Find the pairs of a text that is not English: two countries in one sentence, and whether it relates them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.dyads.encoded_sentence import MAX_COUNTRIES
from dyadwire.transforms.text.findings import CountrySpan, SentenceDyad, by_sentence
from dyadwire.transforms.text.languages.forms import compile_words
from dyadwire.transforms.text.languages.pack import Language, load_language

ACTORS = frozenset(("leader", "metonym", "org"))  # who do nothing in one sentence but something together
MOST_RELATED = 4  # countries of a sentence beyond which it is a list
OPENING = 20  # characters before the sides that a sentence begins with


def find_pairs(
    countries: tuple[CountrySpan, ...], document: Document | None = None, code: str = ""
) -> tuple[SentenceDyad, ...]:
    """Return every pair that a sentence names, in order: explicit, and relational where the language has words for it.

    Without a document none is called relational.

    Of a sentence with more than MAX_COUNTRIES countries only the first ones make pairs.
    """
    found = []
    for sentence, spans in sorted(by_sentence(countries).items()):
        here = list(dict.fromkeys(span.iso3 for span in spans))[:MAX_COUNTRIES]
        related = _related(spans, document, code) if document and len(here) > 1 else set()
        pairs = (Dyad(*pair) for pair in combinations(sorted(here), 2))
        found += [SentenceDyad(sentence, pair, explicit=True, relational=pair in related) for pair in pairs]
    return tuple(found)


def _related(spans: list[CountrySpan], document: Document, code: str) -> set[Dyad]:
    """Return the pairs of a sentence that it relates: halves of a compound, actors, and all beside a word that relates.

    Where there are three and more, two that are only listed beside one another are related to the others alone, unless
    the sentence begins with them (they do it together), and one that is only a place is related to none.
    """
    pack, words = load_language(code), compile_words(code)
    here = {span.iso3 for span in spans}
    if not pack.relates or len(here) > MOST_RELATED:
        return _compounds(spans)
    passage = document.passage_of(spans[0].sentence)
    sentence = passage.sentence_at(spans[0].start)
    if sentence is None or not words.relates.search(pack.fold(passage.text[sentence.start : sentence.end])):
        return _compounds(spans) | _pairs(span.iso3 for span in spans if span.kind in ACTORS)
    pairs = _pairs(here)
    if len(here) > 2:
        places = {span.iso3 for span in spans if pack.placed.search(passage.text, max(0, span.start - 4), span.start)}
        listed = _listed(spans, passage.text, sentence.start + OPENING, pack)
        pairs = {pair for pair in pairs - listed if places.isdisjoint(pair)}
    return _compounds(spans) | pairs


def _compounds(spans: list[CountrySpan]) -> set[Dyad]:
    """Return the pairs whose names are halves of one word: Russian-Chinese."""
    return {
        Dyad.of(one.iso3, other.iso3)
        for one, other in pairwise(spans)
        if one.kind == other.kind == "compound" and other.start - one.end <= 1 and one.iso3 != other.iso3
    }


def _listed(spans: list[CountrySpan], text: str, opening: int, pack: Language) -> set[Dyad]:
    """Return the pairs that are listed beside one another behind the opening of their sentence."""
    return {
        Dyad.of(one.iso3, other.iso3)
        for one, other in pairwise(spans)
        if one.iso3 != other.iso3 and one.start > opening and pack.joins.fullmatch(text, one.end, other.start)
    }


def _pairs(countries: Iterable[str]) -> set[Dyad]:
    return {Dyad(*pair) for pair in combinations(sorted(set(countries)), 2)}
