"""Find the pairs of a text that is not English: two countries in one sentence, and whether it relates them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad, dyads_of
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.dyads.encoded_sentence import MAX_COUNTRIES
from dyadwire.transforms.text.findings import CountrySpan, SentenceDyad, by_sentence
from dyadwire.transforms.text.languages.forms import any_stem, read_forms
from dyadwire.transforms.text.languages.pack import Language, load_language
from dyadwire.transforms.text.languages.time_words import compile_times

ACTORS = frozenset(("leader", "metonym", "org"))  # who do nothing in one sentence but something together
MOST_RELATED = 4  # countries of a sentence beyond which it is a list
REACH = 12  # characters before a country in which a preposition of its stands
OPENING = 20  # characters before the sides that a sentence begins with
MUTUAL = "mutual"  # value of a word for what countries do together
_SIGN = "[\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u097f]"  # of a vowel, which is no letter to `\w`


class RelatingWords(NamedTuple):
    """What relates two countries, and which of it also relates those that are only listed."""

    words: re.Pattern[str]  # what they do, or have, together, or one does to the other
    mutual: re.Pattern[str] | None  # what they do together alone; None where the lexicon tells it of no word


@cache
def compile_relating(code: str) -> RelatingWords:
    """Compile the rows of kind `relates`; they are looked for in folded text."""
    pack = load_language(code)
    begins = (r"(?<!\w)" if pack.words_before else "") + pack.prefixes
    rows = [(pack.fold(row.form).lower(), row.value) for row in read_forms(code) if row.kind == "relates"]
    mutual = [form for form, value in rows if value == MUTUAL]
    return RelatingWords(
        _begin_with([form for form, _ in rows], begins), _begin_with(mutual, begins) if mutual else None
    )


def _begin_with(stems: Collection[str], begins: str) -> re.Pattern[str]:
    """Compile words by how they begin; `-word` is found within a compound too, `word_` only as a whole word."""
    within = any_stem(stem[1:] for stem in stems if stem.startswith("-"))
    first = any_stem(stem for stem in stems if not stem.startswith("-"))
    return re.compile(rf"(?<!{_SIGN}){begins}(?:{first})|{within}", re.IGNORECASE)


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
        found += [SentenceDyad(sentence, pair, explicit=True, relational=pair in related) for pair in dyads_of(here)]
    return tuple(found)


def _related(spans: list[CountrySpan], document: Document, code: str) -> set[Dyad]:
    """Return the pairs of a sentence that it relates: halves of a compound, actors, and all beside a word that relates.

    Those that are only listed beside one another, and one that is only a place, are related to the others alone.
    """
    pack, relating = load_language(code), compile_relating(code)
    here = {span.iso3 for span in spans}
    if not pack.pairs.relates or len(here) > MOST_RELATED:
        return _compounds(spans)
    passage = document.passage_of(spans[0].sentence)
    sentence = passage.sentence_at(spans[0].start)
    said = pack.fold(passage.text[sentence.start : sentence.end]) if sentence else ""
    if sentence is None or not relating.words.search(said):
        return _compounds(spans).union(dyads_of(span.iso3 for span in spans if span.kind in ACTORS))
    together = bool(relating.mutual.search(said)) if relating.mutual else None
    places = _places(spans, passage.text, pack, together)
    sides = [span for span in spans if span.iso3 not in places]
    unrelated = _listed(sides, passage.text, sentence.start + OPENING, together, pack) if sides else set()
    return _compounds(spans) | {pair for pair in dyads_of(here) if pair not in unrelated and places.isdisjoint(pair)}


def _compounds(spans: list[CountrySpan]) -> set[Dyad]:
    """Return the pairs whose names are halves of one word: Russian-Chinese."""
    return {
        Dyad.of(one.iso3, other.iso3)
        for one, other in pairwise(spans)
        if one.kind == other.kind == "compound" and other.start - one.end <= 1 and one.iso3 != other.iso3
    }


def _places(spans: list[CountrySpan], text: str, pack: Language, together: bool | None) -> set[str]:
    """Return the countries that are mere places, listed ones with the first of them.

    None are where just one is left, or where all are and a word tells that they do something together.
    """
    places = set[str]()
    for run in _runs(spans, text, pack):
        all_of_it = pack.pairs.placed_after.match(text, run[-1].end)
        placed = [all_of_it or pack.pairs.placed.search(text, max(0, span.start - REACH), span.start) for span in run]
        first = next((at for at, one in enumerate(placed) if one), len(run))
        places.update(span.iso3 for span in run[first:])
    left = len({span.iso3 for span in spans} - places)
    return places if left > 1 or (left == 0 and together is False) else set()


def _listed(spans: list[CountrySpan], text: str, opening: int, together: bool | None, pack: Language) -> set[Dyad]:
    """Return the pairs that are listed and nothing else.

    Countries that are listed are sides where the sentence begins with them or names no others but places, if a word
    tells that they do something `together`; where the language has no such words (None), at the beginning and where
    they are two.
    So are those after a word like `between`, and two that are named apart as well.
    """
    runs, here = _runs(spans, text, pack), {span.iso3 for span in spans}
    listed = set[Dyad]()
    for run in runs:
        begins, whole = run[0] is spans[0] and run[0].start <= opening, {span.iso3 for span in run} == here
        sides = begins or (whole and len(here) == 2) if together is None else together and (begins or whole)
        if not sides and not compile_times(pack.code).between.search(text, max(0, run[0].start - REACH), run[0].start):
            listed.update(dyads_of(span.iso3 for span in run))
    return listed.difference(dyads_of(run[0].iso3 for run in runs if len({span.iso3 for span in run}) == 1))


def _runs(spans: list[CountrySpan], text: str, pack: Language) -> list[list[CountrySpan]]:
    """Return the countries of a sentence, those together that are listed beside one another."""
    runs = [[spans[0]]]
    for one, other in pairwise(spans):
        if _are_joined(one, other, text, pack):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _are_joined(one: CountrySpan, other: CountrySpan, text: str, pack: Language) -> bool:
    """Tell whether nothing but a comma, an `and` or the like stands between two countries."""
    if (
        pack.pairs.joined_by
        and other.surface.startswith(pack.pairs.joined_by)
        and text[one.end : other.start].isspace()
    ):
        return True
    return bool(pack.pairs.joins.fullmatch(text, one.end, other.start))
