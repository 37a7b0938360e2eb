"""A sentence as acts are read from it: its words, what each can tell, and the sides among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, islice, repeat
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.stems import cut_ending
from dyadwire.transforms.text.decide.word_cache import cached_by_word
from dyadwire.transforms.text.figures.function_words import DETERMINERS, POSSESSIVES, words_of
from dyadwire.transforms.text.find.sides import Side


class ActWords(NamedTuple):
    """Words and phrases that tell acts."""

    codes: Mapping[str, tuple[str, ...]]  # by form, or by the words of a phrase: `ACCUSE verb`, `REQUEST noun` …
    phrases: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]  # by their first two words: all words, longest first
    starts: frozenset[str]  # with which a form or phrase begins
    lists: Mapping[str, frozenset[str]]  # what the reading of acts asks for beside them (`act_lists`, `act_turns`)


NO_WORDS = ActWords({}, {}, frozenset(), {})
LONGEST_PHRASE = 4  # words
SIDE = "<side>"  # the token of a side
MOST_TOKENS = 120  # of a sentence that are read; more is a table
MOST_SIDES = 12  # spans of a sentence that are read: more are a list
JOINS = frozenset((",", "and", "or", "the", "as", "well", "/", "&"))
LONGEST_JOIN = 3
PEER = 2  # tokens of "and his" before a peer, and at most to what he is
_PEERS = words_of("ally allies counterpart counterparts neighbour neighbor neighbours neighbors")
TAILS = DETERMINERS | {"that", "of", "between"}  # behind the words that tell an act: what they are said of begins
# The first alternative is all that most words need.
_TOKEN = re.compile(r"[a-zA-Z]++(?=[ ,])|['’]s\b|[^\W\d_]+(?:['’.-](?!(?<=['’])s\b)[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")


PREPOSITIONS = words_of(
    "about across against among at between by for from in into near of off on onto over over through to "
    "toward towards under upon with within without"
)
LEAD_ON = TAILS | PREPOSITIONS  # and the same behind a noun
_BEFORE_MONTHS = words_of("by in last of since until")
# For how many tokens counts what parts two sides.
BREAKS = {",": 4, ";": 8, ":": 8, "–": 6, "—": 6, "“": 5, "”": 5, '"': 5}
BREAKS |= dict.fromkeys(words_of("that which who while after before as than but when where because"), 5)
_ENDINGS = tuple(map(str, re.findall(r"\w+", "ations ation ments ment ings ing ied ies ers ed es er s ions ion ly e")))


class SideMention(NamedTuple):
    """One side in the words of a sentence: its token, and the first and last of the list that it stands in."""

    at: int
    side: Side
    first: int
    last: int
    listed: int  # sides of that list


class Scene:
    """One sentence: tokens (each side is one), their stems and spans, the words that tell acts, and the sides."""

    def __init__(self, source: str, start: int, end: int, sides: Sequence[Side], words: ActWords) -> None:
        """Read source[start:end]; `sides` are those of the sentence, in order."""
        self.source, self.start, self.text, self.lists = source, start, source[start:end], words.lists
        self.tokens: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self.slots: dict[tuple[int, int, str], str] = {}  # remembered by who asks for them
        self.many: dict[int, int] = {}  # tokens of the phrases that tell acts, by where they begin
        self.mentions = _coordinate(self.tokens, self._read(sides[:MOST_SIDES]))
        self.stems = [*map(stem_of, self.tokens)]
        self.acts = self._find_acts(words)
        self.verbs = [at for at, codes in self.acts if codes[0].endswith("verb")]
        self._other: tuple[ActWords, Scene] | None = None
        self._far = [*accumulate(map(BREAKS.get, self.tokens, repeat(1)), initial=0)]
        self.places: dict[str, list[SideMention]] = {}
        for mention in self.mentions:
            self.places.setdefault(mention.side.code, []).append(mention)

    def with_words(self, words: ActWords) -> Scene:
        """Return the same sentence with other words that tell acts; roles are over the same verbs."""
        if self._other is None or self._other[0] is not words:
            other = Scene("", 0, 0, (), NO_WORDS)  # a copy that a compiled class can make, too
            other.source, other.start, other.text = self.source, self.start, self.text
            other.tokens, other._spans = self.tokens, self._spans
            other.stems, other.slots, other.lists = self.stems, self.slots, self.lists
            other.mentions, other.places, other.verbs = self.mentions, self.places, self.verbs
            other._far, other.many = self._far, self.many
            other.acts = self._find_acts(words)
            self._other = words, other
        return self._other[1]

    def _find_acts(self, words: ActWords) -> list[tuple[int, tuple[str, ...]]]:
        found = []
        for at in [at for at, token in enumerate(self.tokens) if token in words.starts]:
            if phrase := self._phrase(at, words.phrases):
                self.many[at] = len(phrase)
                found.append((at, words.codes[" ".join(phrase)]))
            elif self.tokens[at] in words.codes:
                found.append((at, words.codes[self.tokens[at]]))
        return found

    def _phrase(self, at: int, phrases: Mapping[tuple[str, ...], Iterable[tuple[str, ...]]]) -> tuple[str, ...]:
        """Return the longest of some phrases that stands at a place; empty where none does."""
        said = tuple(self.tokens[at : at + LONGEST_PHRASE])
        return next((phrase for phrase in phrases.get(said[:2], ()) if said[: len(phrase)] == phrase), ())

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The offsets of each token, found when first asked for: most sentences tell no act."""
        if not self._spans:
            self._spans += self._find_spans()
        return self._spans

    def span_of(self, act: int) -> tuple[int, int]:
        """Return the offsets of the word or phrase that tells an act, without what leads on from it.

        That is the article of "rejected the" and the preposition of "invasion of"; a verb keeps its own: "called for".
        """
        last = act + self.many.get(act, 1) - 1
        is_noun = last > act and all(one.endswith("noun") for at, codes in self.acts if at == act for one in codes)
        tails = LEAD_ON if is_noun else TAILS
        while last > act and self.tokens[last] in tails:
            last -= 1
        return self.spans[act][0], self.spans[last][1]

    def is_in_name(self, at: int) -> bool:
        """Tell a word that is written with a capital and before another such: the Finance of a Finance Minister."""
        if at == 0 or at in self.many or not (self._is_capital(at) and self._is_capital(at + 1)):
            return False
        return self.tokens[at + 1] not in LEAD_ON and not self._is_headline()

    def is_may(self, at: int) -> bool:
        """Tell the month from the verb, which has a capital in headlines alone, and where a sentence begins with it.

        Short sentences look like headlines, too: there it is a month by what is beside it, in May, May 5, 5 May, this
        May, but not 5 May Die, This May Help.
        """
        if self.tokens[at] != "may" or not self._is_capital(at):
            return False
        before = self.tokens[at - 1] if at else ""
        is_dated = before in _BEFORE_MONTHS or self.stem_at(at + 1) == "0"
        is_dated = is_dated or ((before == "this" or before.isdigit()) and not self._is_capital(at + 1))
        return is_dated or (at > 0 and not self._is_headline())

    def _is_headline(self) -> bool:
        """Tell a sentence that Writes Most of Its Words With Capitals, its sides apart: there they tell no name."""
        words = [at for at, token in enumerate(self.tokens) if token[0].isalpha() and token != SIDE]
        return 2 * sum(map(self._is_capital, words)) > len(words)

    def _is_capital(self, at: int) -> bool:
        return at < len(self.spans) and self.tokens[at] != SIDE and self.source[self.spans[at][0]].isupper()

    def codes_at(self, at: int) -> tuple[str, ...]:
        """Return the acts that the word at a place can tell, each with its part of speech; none where it tells none."""
        return next((codes for place, codes in self.acts if place == at), ())

    def stem_at(self, at: int) -> str:
        """Return the stem at a place; empty beyond the sentence."""
        return self.stems[at] if 0 <= at < len(self.stems) else ""

    def gap(self, one: int, other: int) -> int:
        """Return how far apart two tokens are, what parts clauses counting for several."""
        return abs(self._far[other] - self._far[one])

    def _read(self, sides: Sequence[Side]) -> list[tuple[int, Side]]:
        """Read the tokens; return where among them each side is."""
        found = []
        for start, end, side in _gaps(self.start, self.start + len(self.text), sides):
            words = _TOKEN.findall(self.source, start, end)
            self.tokens += map(str.lower, words[: max(0, MOST_TOKENS - len(self.tokens))])
            if side:
                found.append((len(self.tokens), side))
                self.tokens.append(SIDE)
        return found

    def _find_spans(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        sides = [mention.side for mention in self.mentions]
        for start, end, side in _gaps(self.start, self.start + len(self.text), sides):
            words = islice(_TOKEN.finditer(self.source, start, end), max(0, MOST_TOKENS - len(found)))
            found += [word.span() for word in words]
            if side:
                found.append((side.start, side.end))
        return found


def _gaps(start: int, end: int, sides: Iterable[Side]) -> Iterator[tuple[int, int, Side | None]]:
    """Yield where what is no side begins and ends, with the side behind it; none is behind the last."""
    for side in sides:
        yield start, side.start, side
        start = side.end
    yield start, end, None


def _coordinate(tokens: Sequence[str], sides: Sequence[tuple[int, Side]]) -> list[SideMention]:
    """Join the sides of a list: Japan, China and the Philippines; "the two countries", whose sides touch."""
    groups: list[list[tuple[int, Side]]] = []
    for at, side in sides:
        if groups and _is_join(tokens, groups[-1][-1], (at, side)):
            groups[-1].append((at, side))
        else:
            groups.append([(at, side)])
    return [SideMention(at, side, group[0][0], group[-1][0], len(group)) for group in groups for at, side in group]


def _is_join(tokens: Sequence[str], one: tuple[int, Side], other: tuple[int, Side]) -> bool:
    """Tell two sides of a list; so are those of "Macron and his Polish counterpart", and the name behind that."""
    (last, before), (at, side) = one, other
    between = tokens[last + 1 : at]
    listed = 0 < len(between) <= LONGEST_JOIN and between[0] != "the" and JOINS.issuperset(between)
    if listed or before.end == side.start:
        return True
    if before.code == side.code:
        return not _PEERS.isdisjoint(between[:1]) and between[1:] in ([], [","])
    owned = len(between) == PEER and between[0] == "and" and between[1] in POSSESSIVES
    return owned and not _PEERS.isdisjoint(tokens[at + 1 : at + 1 + PEER])


def cut(word: str) -> str:
    """Return a word without its ending.

    >>> [cut(word) for word in ("accused", "talks", "1,200", "donations")]
    ['accus', 'talk', '0', 'donation']
    """
    return "0" if word[0].isdigit() else cut_ending(word, _ENDINGS)


stem_of = cached_by_word(cut)


@cache
def compile_act_words(lexicon: Lexicon, *, of_codes: bool = False) -> ActWords:
    """Map every form and phrase to the acts that it can tell, each with its part of speech.

    `of_codes` adds words too frequent to say whether a sentence tells an act, which yet say which one it tells.
    """
    found: dict[str, list[str]] = {}
    for row in (*lexicon["act_words"], *(lexicon["act_code_words"] if of_codes else ())):
        for form in row["forms"].split():
            found.setdefault(form.replace("_", " "), []).append(f"{row['code']} {row['part']}")
    phrases: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for words in sorted((tuple(form.split(" ")) for form in found if " " in form), key=len, reverse=True):
        phrases[words[:2]] = (*phrases.get(words[:2], ()), words)
    codes = {form: tuple(sorted(set(told))) for form, told in found.items()}
    lists = lexicon.words_by("role", "act_turns") | lexicon.words_by("list", "act_lists")
    return ActWords(codes, phrases, frozenset([form.partition(" ")[0] for form in codes]), lists)
