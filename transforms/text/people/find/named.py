"""Find all names of an article: runs of capitals that may be names, grouped into people by the words they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.findings import CountrySpan, PersonSpan
from dyadwire.transforms.text.people.find.not_people import goes_on_as_thing, is_thing
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.register import Named, Place, Register
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.names import (
    MADE,
    NameShape,
    common_names,
    given_names,
    honorifics,
    words_of,
)

_FULL = 2  # words of a name: given, family
_ADDRESS = frozenset({"HE", "HH"})  # an excellency, written H E X Y
_LETTERS = 3  # of an abbreviation; two are initials, too: KK Mittal
_MOST = 60  # people of one article that are looked at; an article of more is a list


def find_named(passages: Sequence[FoldedPassage], known: Sequence[PersonSpan], lexicon: Lexicon) -> list[Named]:
    """Return the names of an article in the order of its text; those of a title alone are left out."""
    people, lists = Register(passages, known, title_words(lexicon)), _lists(lexicon)
    alone: list[Place] = []
    for number, passage in enumerate(passages):
        for start, end in () if passage.capitalised else _runs(passage, lists, lexicon):
            place = Place(number, start, end)
            if people.take_known(place):
                continue
            words = passage.folded[start:end].split(" ")
            if len(words) == 1:
                alone.append(place)
            elif not is_thing(words, lexicon):
                people.add(place)
    for place in alone:
        people.add_alone(place, lexicon)
    return people.all()[:_MOST]


class _Lists(NamedTuple):
    """What the lexicon knows of words in names."""

    run: re.Pattern[str]
    piece: re.Pattern[str]
    breaks: frozenset[str]
    alone: frozenset[str]  # those that are no name where they stand alone
    plain: frozenset[str]
    given: frozenset[str]
    family_first: frozenset[str]
    organisation: frozenset[str]
    address: frozenset[str]  # words of address, which are family names, too: King, Sheikh


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    words, shape = words_of(lexicon), _shape(lexicon)
    plain, given, breaks = plain_words(lexicon), given_names(lexicon), _breaks(lexicon)
    names = words["surname_first"], words["organisation"]
    alone = breaks | (plain - given) | words["organisation"]
    return _Lists(*shape, breaks, alone, plain, given, *names, honorifics(lexicon))


def _runs(passage: FoldedPassage, lists: _Lists, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitals between titles, countries and words that are no part of a name."""
    folded, taken = passage.folded, _word_starts(passage)
    for found in lists.run.finditer(folded):
        end = found.end()
        start = _after_prefix(folded, found.start(), end)
        if " " not in folded[start:end]:
            if (
                start < end
                and folded[start:end] not in lists.alone
                and (start not in taken or taken[start].kind == "city")
            ):
                yield start, end
            continue
        pieces = list(lists.piece.finditer(folded, start, end))
        beside = zip(pieces, [None, *pieces], [*pieces[1:], None], strict=False)
        held = [_holds(*three, taken, lists) or _is_nickname(folded, *three) for three in beside]
        if any(held):
            for first, last in _joined(pieces, held, lists):
                if not goes_on_as_thing([piece[1] for piece in pieces[last + 1 :]], lexicon):
                    yield pieces[first].start(1), pieces[last].end()


def _after_prefix(folded: str, start: int, end: int) -> int:
    """Return where a run begins: glued to a prefix after the first word of "ex-MP X Y"; at its end for LCOc1."""
    before = folded[max(0, start - 1) : start]
    if before.isdigit() or folded[end : end + 1].isdigit():
        return end
    if not before or before not in _GLUED:
        return start
    first = folded.find(" ", start, end)
    return first + 1 if first >= 0 and before == "-" else end


def _word_starts(passage: FoldedPassage) -> dict[int, CountrySpan]:
    """Return where each word of a country begins → the country."""
    found = {}
    for span in passage.countries:
        found[span.start] = span
        at = passage.folded.find(" ", span.start, span.end)
        while at >= 0:
            found[at + 1] = span
            at = passage.folded.find(" ", at + 1, span.end)
    return found


def _joined(pieces: Sequence[re.Match[str]], held: Sequence[bool], lists: _Lists) -> Iterator[tuple[int, int]]:
    """Yield from which to which piece those that a name holds stand side by side, without what only precedes a name."""
    for holds, group in groupby(range(len(pieces)), key=held.__getitem__):
        several = list(group)
        if holds:
            first, last = several[0], several[-1]
            if last - first > _FULL and pieces[first][1] + pieces[first + 1][1] in _ADDRESS:
                first += 2
            before = [at for at in range(first, last - 1) if _is_abbreviation(pieces[at][1], lists)]
            first = before[-1] + 1 if before else first
            while last - first >= _FULL and _precedes(pieces[first][1], lists):
                first += 1
            yield first, last


def _precedes(word: str, lists: _Lists) -> bool:
    """Tell whether a word only stands before a name: Coach, Author."""
    return word not in lists.given and word in lists.plain


def _is_abbreviation(word: str, lists: _Lists) -> bool:
    """Tell whether letters are an office's or a firm's, behind which a name begins: EADS, CEO; not KIM Jong Un's."""
    letters = word.isupper() and len(word) >= _LETTERS and "." not in word
    return letters and word not in lists.given and word.capitalize() not in lists.family_first


def _is_nickname(folded: str, piece: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None) -> bool:
    """Tell whether a word within a name stands in quotation marks: Dwayne "The Rock" Johnson."""
    within = before is not None and after is not None
    return within and (folded[piece.start(1) - 1] in _QUOTES or folded[piece.end()] in _QUOTES)


def _holds(
    piece: re.Match[str],
    before: re.Match[str] | None,
    after: re.Match[str] | None,
    taken: Mapping[int, CountrySpan],
    lists: _Lists,
) -> bool:
    """Tell whether a name may hold a word: no title or the like, and no place that opens it or that a word precedes."""
    word, span = piece[1], taken.get(piece.start(1))
    if span is None and word not in lists.breaks:
        return True
    if before is None or before[1] in lists.breaks:
        return span is not None and after is not None and _is_given_town(word, span, after, taken, lists)
    if span is None:  # Gregory So Kam-leung, Martin Luther King
        return word in lists.family_first or (after is None and word in lists.address and before[1] not in lists.plain)
    return span.kind == "city" and before[1] not in lists.plain and before.start(1) not in taken


def _is_given_town(
    word: str, span: CountrySpan, after: re.Match[str], taken: Mapping[int, CountrySpan], lists: _Lists
) -> bool:
    """Tell whether a town opens a name, as in Santiago Carnicer: a given name before what is no word and no place."""
    is_town = span.kind in ("city", "capital") and span.surface == word
    return is_town and word in lists.given and after[1] not in lists.alone and after.start(1) not in taken


# A name's word with its initials, M.K.Stalin and A.W., which those of names.py lack; what opens a name has no prefix,
# so that capitals alone are looked at.
_OPENS = rf"[A-Z](?:\.-?[A-Z])*[A-Za-z]*(?:['-](?!(?:s|{MADE})\b)[A-Za-z]+)*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.)?"
_WORD = rf"(?:(?:al|el|as|ad|an|ar|ash|at|az|ul|d|l)[-'])?{_OPENS}"


@cache
def _shape(lexicon: Lexicon) -> NameShape:
    """Compile the pattern of names in full, with nicknames in quotation marks."""
    particles = rf"(?:(?:{'|'.join(sorted(words_of(lexicon)['particle']))}) ){{0,2}}"
    nickname = r"(?: [\"“'][A-Z][A-Za-z]+(?: [A-Z][a-z]+)?[\"”'])?"
    run = rf"{_OPENS}(?:{nickname} {particles}{_WORD}){{0,11}}"
    return NameShape(re.compile(run), re.compile(rf"{particles}({_WORD})"))


@cache
def _breaks(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that no name holds."""
    words = words_of(lexicon)
    titles = {word.capitalize() for word in title_words(lexicon)} | {word.upper() for word in title_words(lexicon)}
    titles |= {word.capitalize() for word in words["occupation"]}
    titles -= common_names(lexicon)
    return words["stop"] | words["starter"] | titles | honorifics(lexicon) | {"Former", "Ex"}


_GLUED = "-_.@=&%+"
_QUOTES = frozenset("\"“”'")
