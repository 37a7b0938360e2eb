"""Turn decided candidates into spans: compounds, the use of capitals, organs whose country the context names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.capital_metonymy import use_of_capital
from dyadwire.transforms.text.countries.evidence import AMERICA, AT_HOME
from dyadwire.transforms.text.countries.gazetteer import (
    CITY,
    CONTEXT,
    DIVISION,
    NOTHING,
    PREFIX,
    TOWN,
    Sense,
    WordsBeside,
)
from dyadwire.transforms.text.findings import TITLE, CountrySpan

_KINDS = {DIVISION: "city", CITY: "city", TOWN: "city", PREFIX: "compound"}
_JOINTS = frozenset("-–—/‑")


def finish(
    candidates: Sequence[Candidate],
    senses: Sequence[Sense],
    words: WordsBeside,
    title: str,
    text: str,
    outlet_country: str = "",
) -> tuple[CountrySpan, ...]:
    """Turn every candidate that stands for a country into its span."""
    kept = [(c, s) for c, s in zip(candidates, senses, strict=True) if s.kind != NOTHING]
    spans: list[CountrySpan] = []
    main = _main_country(kept, outlet_country) if any(sense.kind == CONTEXT for _, sense in kept) else Main("", "")
    for index, (candidate, sense) in enumerate(kept):
        iso3 = sense.iso3 or _of_context(index, kept, main)
        if not iso3 or _is_part(index, kept) or _is_origin(index, kept):
            continue
        kind = _kind_of(index, kept)
        use = use_of_capital(index, kept, words) if kind == "capital" else None
        number, start, end = candidate.sentence.number, candidate.start, candidate.end
        source = title if number == TITLE else text
        spans.append(CountrySpan(number, start, end, source[start:end], iso3, kind, use))
        if candidate.word_before == "and":
            spans += _elided(candidate, source)
    return tuple(sorted(spans))


def _kind_of(index: int, kept: Sequence[tuple[Candidate, Sense]]) -> str:
    """Return what a span is called: the half of a compound is one, whatever it is by itself."""
    found = kept[index][1].kind
    kind = _KINDS.get(found, "org" if found == CONTEXT else found)
    return "compound" if kind in ("name", "demonym") and _is_half(index, kept) else kind


def _is_origin(index: int, kept: Sequence[tuple[Candidate, Sense]]) -> bool:
    """Tell whether an adjective says where the people of a country came from: British Indians, Chinese Americans."""
    if kept[index][1].kind != "demonym":
        return False
    before, after = kept[max(index - 1, 0) : index], kept[index + 1 : index + 2]
    settled = any(_adjoin(one, kept[index]) and one[1].iso3 == "GBR" for one in before)
    return settled or any(_adjoin(kept[index], one) and one[1].iso3 == AMERICA for one in after)


def _adjoin(left: tuple[Candidate, Sense], right: tuple[Candidate, Sense]) -> bool:
    """Tell whether two adjectives stand side by side, with nothing but a space between."""
    if not left[1].kind == right[1].kind == "demonym":
        return False
    one, other = left[0], right[0]
    return one.sentence is other.sentence and one.end + 1 == other.start and one.last == other.first


def _is_half(index: int, kept: Sequence[tuple[Candidate, Sense]]) -> bool:
    """Tell whether a candidate is one half of a compound."""
    candidate = kept[index][0]
    if candidate.word_before not in _JOINTS and candidate.word_after not in _JOINTS:
        return False
    neighbours = (*kept[max(index - 1, 0) : index], *kept[index + 1 : index + 2])
    return any(_joined(candidate, other) for other, its in neighbours if its.kind in ("name", "demonym", PREFIX))


def _elided(candidate: Candidate, source: str) -> Iterator[CountrySpan]:
    """Yield the other half of "North and South Korea", of which only a direction is written."""
    half = candidate.before(2)
    for direction, rest, iso3 in (("North", "South Korea", "PRK"), ("South", "North Korea", "KOR")):
        if half == direction and candidate.surface.startswith(rest):
            start = candidate.sentence.starts[candidate.first - 2]
            end = start + len(half)
            yield CountrySpan(candidate.sentence.number, start, end, source[start:end], iso3, "name")


def _joined(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are the halves of a compound: China-Russia, Sino-Russian."""
    left, right = (one, other) if one.start < other.start else (other, one)
    return left.sentence is right.sentence and left.end + 1 == right.start and left.word_after in _JOINTS


def _of_context(index: int, kept: Sequence[tuple[Candidate, Sense]], main: Main) -> str:
    """Return the country of an organ that every state has: that of a capital after it, else the article's main one.

    Nothing where the country's own name stands before it: in "Russian Foreign Ministry" that already is the mention.
    """
    candidate = kept[index][0]
    if index and _touches(kept[index - 1][0], candidate):
        return ""
    if candidate.word_before == "s" and _is_of_other(candidate):
        return ""
    for other, sense in kept[index + 1 : index + 2]:
        if other.sentence is candidate.sentence and other.first == candidate.last + 1 and candidate.word_after == "in":
            return sense.iso3
    return _owner_before(index, kept) or (main.ministries if "inistry" in candidate.surface else main.all)


def _is_of_other(candidate: Candidate) -> bool:
    """Tell whether an organ is somebody's of whom no list tells the country: the Taliban's Ministry of Finance."""
    owner = candidate.before(3)
    return candidate.before(2) == "'" and owner[:1].isupper() and owner not in ("Government", "State", "Republic")


def _owner_before(index: int, kept: Sequence[tuple[Candidate, Sense]]) -> str:
    """Return whose it is in "Beijing protested through its Foreign Ministry" and "In Moscow, the Foreign Ministry"."""
    candidate = kept[index][0]
    same = [(one, sense) for one, sense in kept[:index] if one.sentence is candidate.sentence and sense.iso3]
    if not same:
        return ""
    if candidate.word_before in ("its", "Its", "which"):
        return same[-1][1].iso3
    opening, sense = same[0]
    if opening.first == 0 and candidate.word_before.islower() and candidate.word_before not in ("the", "to"):
        return sense.iso3  # Minsk denied it through Foreign Ministry spokesman X
    return (
        sense.iso3 if opening.first == 1 and opening.word_before in ("In", "From") and opening.word_after == "," else ""
    )


def _touches(left: Candidate, right: Candidate) -> bool:
    """Tell whether one candidate stands right before another, with a possessive or nothing between."""
    if left.sentence is not right.sentence:
        return False
    between = left.sentence.words[left.last : right.first]
    return between in ([], ["'", "s"], ["'"])


def _is_part(index: int, kept: Sequence[tuple[Candidate, Sense]]) -> bool:
    """Tell whether an organ's name goes on from a country's: the Philippine Senate, the U.S. Senate.

    The country's own word is the mention there; a possessive ("India's Ministry of External Affairs") leaves two.
    """
    candidate, sense = kept[index]
    if not index or sense.kind != "org":
        return False
    before, its = kept[index - 1]
    if its.kind not in ("name", "demonym", DIVISION) or before.sentence is not candidate.sentence:
        return False
    other = its.iso3 != sense.iso3 or its.kind == DIVISION
    return _touches(before, candidate) if other else before.last == candidate.first


class Main(NamedTuple):
    """The country of the dateline, else the one named most, else nothing; and the same among those with ministries."""

    all: str
    ministries: str


def _main_country(kept: Sequence[tuple[Candidate, Sense]], outlet_country: str) -> Main:
    for candidate, sense in kept:
        if candidate.sentence.number == 0 and candidate.first == 0 and candidate.word_after in ("—", "–", "(", "-"):
            return Main(sense.iso3, "" if sense.iso3 == AMERICA else sense.iso3)
    named = Counter(sense.iso3 for _, sense in kept if sense.kind in ("name", "demonym", "capital"))
    if outlet_country in named:  # a paper calls its own country's ministry "the ministry"
        named[outlet_country] = AT_HOME * named[outlet_country] + 1
    most = [iso3 for iso3, _ in named.most_common()]
    return Main(next(iter(most), ""), next((iso3 for iso3 in most if iso3 != AMERICA), ""))
