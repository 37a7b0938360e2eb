"""Find officials whose name follows after their office, alone: "A U.S. envoy arrived. Daniel Merton told …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.introductions import Introduction
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import TitleHit, title_words
from dyadwire.transforms.text.people.lexicon.names import name_shape, trim_name, words_of

_SPEAKS = re.compile(r" (?:said|told|met|warned|insisted|added|urged)\b")
_CLOSED = re.compile(r"[\"”](?<=[,.?!].) ")  # the quotation before its speaker
_STOP_MAX = 12  # letters of the longest word that ends a name, and more
_MET = 2000  # characters back in which a name met before is looked for: most of an article
_TWO_SENTENCES = 600  # characters back to the office: two long sentences
# Offices so common that the next name may be anybody's.
_VAGUE = frozenset({"official", "spokesperson", "lawmaker", "head", "general", "officer"})


def find_named_later(
    passage: FoldedPassage, titles: list[TitleHit], introduced: list[Introduction], lexicon: Lexicon
) -> Iterator[Introduction]:
    """Yield the names that speak right after one nameless office of a state; `introduced` are those with a title."""
    names = sorted(one.start for one in introduced)
    taken, filled = set(names), set[int]()
    for start, end in _speakers(passage, lexicon):
        name = passage.folded[start:end]
        met = name.rpartition(" ")[2] in passage.folded[max(0, start - _MET) : start]
        if met or start in taken or passage.spans_within(start, end):
            continue
        office = _office_before(passage, start, titles, names)
        if office and office.start not in filled:
            filled.add(office.start)
            title = office.title
            yield Introduction(
                start, end, title.role, title.called, title.standing, title.gender, office.iso3, governs=True
            )


def _speakers(passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield names of two words and more that open a sentence, or follow its quotation, and speak."""
    folded, run = passage.folded, name_shape(lexicon).run
    for at, end in _openings(passage, lexicon):
        found = run.match(folded, at, end)
        if not found or " " not in found[0] or not _SPEAKS.match(folded, found.end()):
            continue
        if not title_words(lexicon).isdisjoint(found[0].lower().split(" ")[:-2]):
            continue  # "Former President X Y said" has an office already
        if trim_name(folded, at, found.end(), lexicon) == (at, found.end()):
            yield at, found.end()


def _openings(passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where a name may begin, and its sentence ends; most sentences begin with a word that is none: The, In."""
    folded, stops = passage.folded, _stops(lexicon)
    quotes = '" ' in folded or "” " in folded
    for sentence in passage.sentences:
        closed = _CLOSED.search(folded, sentence.start + 1, sentence.end) if quotes else None
        for at in (sentence.start, closed.end()) if closed else (sentence.start,):
            if folded[at : at + _STOP_MAX].partition(" ")[0] not in stops:
                yield at, sentence.end


@cache
def _stops(lexicon: Lexicon) -> frozenset[str]:
    """Return the words with which no name begins."""
    return words_of(lexicon)["stop"] - words_of(lexicon)["surname_first"]


def _office_before(
    passage: FoldedPassage, start: int, titles: list[TitleHit], introduced: list[int]
) -> TitleHit | None:
    """Return the one nameless office of a state in the two sentences before a name; None where there are more."""
    own = passage.sentence_at(start).start
    floor = max(passage.sentence_before(max(0, own - 1)).start, own - _TWO_SENTENCES)
    first = bisect_left(titles, floor, key=lambda hit: hit.start)
    near = [hit for hit in titles[first : bisect_left(titles, own, key=lambda hit: hit.start)] if _is_state(hit)]
    if len(near) != 1 or not near[0].iso3 or not _is_one(near[0]):
        return None
    at = bisect_left(introduced, floor)
    return None if introduced[at : at + 1] and introduced[at] < own else near[0]


def _is_state(hit: TitleHit) -> bool:
    return hit.title.standing == "state" and not hit.former


def _is_one(hit: TitleHit) -> bool:
    return hit.title.role not in _VAGUE and not hit.title.text.endswith("s") and not hit.private and not hit.local
