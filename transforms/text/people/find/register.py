"""Group the names of one article by person: in full, by the last word alone, with a title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.findings import TITLE, PersonSpan
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.names import given_names, honorifics

_MONARCH = "monarch"  # the office of those whom a first name suffices
_SAYS = re.compile(r",? (?:said|says|told|added|explained|recalled|asked)\b")
_ALIKE, _DOUBLED = str.maketrans("cjy", "kii", "-'"), re.compile(r"(.)\1")
_MUHAMMAD = re.compile(r"^(?:m[ou]ham[ae]d|mohd?|md\.?)$")
_JUNIOR = frozenset(("II", "III", "Jr", "Jr.", "Junior"))  # somebody else than who is called so without
_NAMESAKES = 20  # of one last name in one article; more are noise, which must not take long
_BACK = 24  # characters of the longest word that tells something before a name, and more


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
    spelled: list[Place] = field(default_factory=list)  # of a known one, where rules did not know the spelling
    written: bool = False  # a known one, as the article writes the name, rather than as the lexicon does


class Register:
    """The names met so far, by all of their words and by those that may stand alone for them."""

    def __init__(self, passages: Sequence[FoldedPassage], known: Sequence[PersonSpan], titles: frozenset[str]) -> None:
        self._passages, self._titles = passages, titles
        self._by_name: dict[tuple[str, ...], Named] = {}
        self._by_last: dict[str, list[Named]] = {}  # under what is alike in all spellings of the last word
        self._by_first: dict[str, Named] = {}
        self._spans = [[one for one in known if (one.sentence == TITLE) is passage.is_title] for passage in passages]
        self._figures: dict[str, Named] = {}
        for number, passage in enumerate(passages):
            for span in self._spans[number]:
                figure = self._figures.get(span.full_name)
                if figure is None:
                    figure = Named(tuple(passage.folded[span.start : span.end].split(" ")), span.full_name, [], span)
                    self._figures[span.full_name] = figure
                    self._by_last.setdefault(_spelled(figure.words[-1]), []).append(figure)
                figure.places.append(Place(number, span.start, span.end))
                self._entitle(figure, passage)

    def all(self) -> list[Named]:
        """Return everyone, in the order of their first places."""
        found = dict.fromkeys((*self._figures.values(), *self._by_name.values()))
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
        plain = one.text == " ".join(words)  # Alberto Fernandez, and later Alberto Fernández
        if len(words) > (len(one.words) if one.written else 1) or plain:
            one.words, one.text, one.written = words, passage.text[span.start : end], True

    def _entitle(self, one: Named, passage: FoldedPassage) -> None:
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
            self._by_first.setdefault(words[0], one)
            self._by_last.setdefault(_spelled(words[-1]), []).append(one)
        elif len(words) > len(one.words) or one.text == " ".join(words):
            one.words, one.text = words, passage.text[place.start : place.end]
        one.places.append(place)
        if one.known:
            one.spelled.append(place)
        if words not in self._by_name and words[-1] != one.words[-1]:
            self._by_last.setdefault(_spelled(words[-1]), []).append(one)
        self._by_name[words] = one

    def _same(self, words: tuple[str, ...]) -> Named | None:
        """Return the latest of the same last name whose other words are among these, or these among theirs.

        Else the one whose name begins so: Andi Suryady Bandy, then Andi Suryady.
        """
        bearers = self._by_last.get(_spelled(words[-1]), ())[-_NAMESAKES:]
        longer = self._by_first.get(words[0])
        begins = longer is not None and longer.words[: len(words)] == words and longer.words[-1] not in _JUNIOR
        return next(
            (one for one in reversed(bearers) if len(one.words) > 1 and _agree(words, one.words)),
            longer if begins else None,
        )

    def add_alone(self, place: Place, lexicon: Lexicon) -> None:
        """Add a name of one word: to the one of which it is a part, or as a new one where a title stands before it."""
        passage = self._passages[place.passage]
        word = passage.folded[place.start : place.end]
        one = self._bearer(word, place, lexicon) or self._by_first.get(word) or self._by_name.get((word,))
        if (
            one is None
            and not passage.spans_within(place.start, place.end)
            and (follows_title(passage, place.start, lexicon) or _speaks(passage, place, lexicon))
        ):
            one = self._by_name[word,] = Named((word,), passage.text[place.start : place.end])
        if one:
            one.places.append(place)

    def _bearer(self, word: str, place: Place, lexicon: Lexicon) -> Named | None:
        """Return the bearer of a last name who was named last before a place, else the one named first after it."""
        bearers = [one for one in self._by_last.get(_spelled(word), ()) if word in one.words[1:] and not one.known]
        plain, given = plain_words(lexicon), given_names(lexicon)
        # Of "Send X", which is no name, X is no short form.
        made = [one for one in bearers if one.words[0] not in plain or one.words[0] in given] or bearers
        before = [one for one in made[:_NAMESAKES] if one.places[0] < place]
        if not before:
            return made[0] if made else None
        return max(before, key=lambda one: max(other for other in one.places if other < place))


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    """Return what the spellings of a word have in common: Yuliia and Yulia, Sergey and Sergei, Muhammad and Md."""
    spelled = _DOUBLED.sub(r"\1", word.lower().translate(_ALIKE))
    return _MUHAMMAD.sub("muhamad", spelled)


def _agree(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether the words before a shared last one are among the other's, in any spelling or as initials."""
    initials = any("." in word or len(word) == 1 for word in (*words, *others))
    if initials and _lie_within({word[0] for word in words[:-1]}, {word[0] for word in others[:-1]}):
        return True
    return _lie_within({_spelled(word) for word in words[:-1]}, {_spelled(word) for word in others[:-1]})


def _lie_within(mine: set[str], theirs: set[str]) -> bool:
    return mine <= theirs or theirs <= mine


def word_before(folded: str, start: int) -> str:
    """Return the word right before a position, with the mark that ends it."""
    return folded[max(0, start - _BACK) : max(0, start - 1)].split(" ")[-1].rpartition("\n")[2]


def follows_title(passage: FoldedPassage, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a title or a word of address stands right before a position."""
    before = word_before(passage.folded, start)
    return before in honorifics(lexicon) or before.lower() in title_words(lexicon)


def _speaks(passage: FoldedPassage, place: Place, lexicon: Lexicon) -> bool:
    """Tell whether a given name says something: "… , Rania said"."""
    folded = passage.folded
    if not _SAYS.match(folded, place.end):
        return False
    return folded[place.start : place.end] in given_names(lexicon)
