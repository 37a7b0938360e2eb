"""Everyone whom an article names: runs of capitals that may be names, joined into people by what they share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.findings import TITLE, CountrySpan, PersonSpan
from dyadwire.transforms.text.people.find.passages import Passage
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.names import NameShape, common_names, plain_words, words_of

_MONARCH = "monarch"  # the office of those whom a first name suffices
_FULL = 2  # words of a name: given, family
_MOST = 60  # people of one article that are looked at; an article of more is a list


class Place(NamedTuple):
    """Where somebody is named: the number of the passage, and offsets there."""

    passage: int
    start: int
    end: int


@dataclass(eq=False)
class Named:
    """One name of an article and all places that mean it; `known` is the public figure whom rules found in it."""

    words: tuple[str, ...]  # folded, at its fullest
    text: str  # as written there
    places: list[Place] = field(default_factory=list)
    known: PersonSpan | None = None
    acts_for: str | None = None  # the country for which a known one acts, as rules tell
    written: bool = False  # a known one, as the article writes the name, rather than as the lexicon does


def find_named(passages: Sequence[Passage], known: Sequence[PersonSpan], lexicon: Lexicon) -> list[Named]:
    """Return the names of an article in the order of its text; those of a title alone are left out."""
    people, lists = _Register(passages, known, title_words(lexicon)), _lists(lexicon)
    alone: list[Place] = []
    for number, passage in enumerate(passages):
        for start, end in () if passage.capitalised else _runs(passage, lists):
            place = Place(number, start, end)
            if people.take_known(place):
                continue
            words = passage.folded[start:end].split(" ")
            if len(words) == 1:
                alone.append(place)
            elif not _is_thing(words, lists):
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


def _is_thing(words: Sequence[str], lists: _Lists) -> bool:
    """Tell whether a run of capitals is no name: Reagan Administration, Climate Change; but Jim Press is one."""
    given = words[0] in lists.given
    if words[-1] in lists.organisation and not (given and len(words) == _FULL):
        return True
    return not given and words[0] in lists.plain and words[-1] in lists.plain


class _Register:
    """The names met so far, by all of their words and by those that may stand alone for them."""

    def __init__(self, passages: Sequence[Passage], known: Sequence[PersonSpan], titles: frozenset[str]) -> None:
        self._passages, self._titles = passages, titles
        self._by_name: dict[tuple[str, ...], Named] = {}
        self._by_word: dict[str, Named] = {}
        self._spans = [[one for one in known if (one.sentence == TITLE) is passage.is_title] for passage in passages]
        self._figures: dict[str, Named] = {}
        for number, passage in enumerate(passages):
            for span in self._spans[number]:
                figure = self._figures.get(span.full_name)
                if figure is None:
                    figure = Named(tuple(passage.folded[span.start : span.end].split(" ")), span.full_name, [], span)
                    self._figures[span.full_name] = figure
                figure.places.append(Place(number, span.start, span.end))
                self._entitle(figure, passage)

    def all(self) -> list[Named]:
        found = [*self._figures.values(), *dict.fromkeys(self._by_name.values())]
        return sorted(found, key=lambda one: one.places[0])

    def take_known(self, place: Place) -> bool:
        """Tell whether a name overlaps one that rules gave to a public figure."""
        spans = self._spans[place.passage]
        at = bisect_left(spans, place.end, key=attrgetter("start")) - 1
        if at < 0 or spans[at].end <= place.start:
            return False
        self._write_out(spans[at], place)
        return True

    def _write_out(self, span: PersonSpan, place: Place) -> None:
        """Call a figure as the article does at its fullest: with its accents and spelling, and names that go on."""
        one, passage = self._figures[span.full_name], self._passages[place.passage]
        end = max(place.end, span.end) if " " in span.surface or one.text == span.surface else span.end
        words = tuple(passage.folded[span.start : end].split(" "))
        if len(words) > (len(one.words) if one.written else 1):
            one.words, one.text, one.written = words, passage.text[span.start : end], True

    def _entitle(self, one: Named, passage: Passage) -> None:
        """Call a monarch, whom the article names by a first name alone so far, with the title: King Salman."""
        _, start, end = one.places[-1]
        title = word_before(passage.folded, start)
        is_monarch = one.known is not None and (one.known.role or "").endswith(_MONARCH)
        if is_monarch and title.lower() in self._titles and " " not in passage.folded[start:end]:
            one.text = f"{title.capitalize()} {passage.text[start:end]}"

    def add(self, place: Place) -> None:
        """Add a name of several words: to the one it repeats, lengthens or shortens, or as a new one."""
        passage = self._passages[place.passage]
        words = tuple(passage.folded[place.start : place.end].split(" "))
        one = self._by_name.get(words) or self._same(words)
        if one is None:
            one = Named(words, passage.text[place.start : place.end])
            self._by_word.setdefault(words[0], one)
        elif len(words) > len(one.words):
            one.words, one.text = words, passage.text[place.start : place.end]
        one.places.append(place)
        self._by_name[words] = self._by_word[words[-1]] = one

    def _same(self, words: tuple[str, ...]) -> Named | None:
        """Return the one of the same last name whose other words are among these, or these among theirs."""
        one = self._by_word.get(words[-1])
        if one is None or one.words[-1] != words[-1]:
            return None
        mine, theirs = {word[0] for word in words[:-1]}, {word[0] for word in one.words[:-1]}
        fits = set(words) <= set(one.words) or set(one.words) <= set(words)
        initials = any("." in word or len(word) == 1 for word in (*words, *one.words))
        return one if fits or (initials and (mine <= theirs or theirs <= mine)) else None

    def add_alone(self, place: Place, lexicon: Lexicon) -> None:
        """Add a name of one word: to the one of which it is a part, or as a new one where a title stands before it."""
        passage = self._passages[place.passage]
        word = passage.folded[place.start : place.end]
        one = self._by_word.get(word) or self._by_name.get((word,))
        if (
            one is None
            and not passage.spans_within(place.start, place.end)
            and (follows_title(passage, place.start, lexicon) or _speaks(passage, place, lexicon))
        ):
            one = self._by_name[word,] = Named((word,), passage.text[place.start : place.end])
        if one:
            one.places.append(place)


def _runs(passage: Passage, lists: _Lists) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitals between titles, countries and words that are no part of a name."""
    folded, taken = passage.folded, _word_starts(passage)
    for found in lists.run.finditer(folded):
        start, end = found.span()
        if start and folded[start - 1] in _GLUED:
            start = _after_prefix(folded, start, end)
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
        held = [_holds(*three, taken, lists) for three in beside]
        if any(held):
            yield from _joined(pieces, held, lists)


def _after_prefix(folded: str, start: int, end: int) -> int:
    """Return where a run glued to a prefix goes on: after the first word of "ex-MP X Y"; of an address nowhere."""
    first = folded.find(" ", start, end)
    return first + 1 if first >= 0 and folded[start - 1] == "-" else end


def _word_starts(passage: Passage) -> dict[int, CountrySpan]:
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
    """Yield from where to where pieces that a name holds stand side by side, without Coach and Author before them."""
    for holds, group in groupby(zip(pieces, held, strict=True), key=lambda one: one[1]):
        if holds:
            several = [one for one, _ in group]
            while len(several) > _FULL and several[0][1] in lists.plain and several[0][1] not in lists.given:
                del several[0]
            yield several[0].start(1), several[-1].end()


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
_OPENS = r"[A-Z](?:\.-?[A-Z])*[A-Za-z]*(?:['-](?!s\b)[A-Za-z]+)*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.)?"
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
    titles -= common_names(lexicon)
    return words["stop"] | words["starter"] | titles | honorifics(lexicon) | {"Former", "Ex"}


@cache
def honorifics(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of address: Mr, Dame, General."""
    words = words_of(lexicon)
    return words["honorific"] | words["honorific_m"] | words["honorific_f"]


def word_before(folded: str, start: int) -> str:
    """Return the word right before a position, with the mark that ends it."""
    return folded[max(0, start - _BACK) : max(0, start - 1)].split(" ")[-1].rpartition("\n")[2]


def follows_title(passage: Passage, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a title or a word of address stands right before a position."""
    before = word_before(passage.folded, start)
    return before in honorifics(lexicon) or before.lower() in title_words(lexicon)


def _speaks(passage: Passage, place: Place, lexicon: Lexicon) -> bool:
    """Tell whether a given name says something: "… , Rania said"."""
    folded = passage.folded
    if not _SAYS.match(folded, place.end):
        return False
    return folded[place.start : place.end] in given_names(lexicon)


@cache
def given_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the given names of many countries, without accents."""
    return _names(lexicon, "given")


@cache
def family_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the family names of many countries, without accents."""
    return _names(lexicon, "surname")


def _names(lexicon: Lexicon, part: str) -> frozenset[str]:
    found = {row["name"] for table in ("people_names", "world_names") for row in lexicon[table] if part in row["part"]}
    return frozenset(found | {row["text"] for row in lexicon["name_shapes"] if row["part"] == part})


_SAYS = re.compile(r",? (?:said|says|told|added|explained|recalled|asked)\b")
_GLUED = "-_.@=&%+"
_BACK = 24  # characters of the longest word that tells something before a name, and more
