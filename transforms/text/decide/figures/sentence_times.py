"""Features of the times of one sentence relative to its figures, for the decisions on period and base."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.other_times import is_of_debt, is_of_name, is_of_other_clause
from dyadwire.transforms.text.decide.figures.sentence import FigureSentence
from dyadwire.transforms.text.decide.model import Place
from dyadwire.transforms.text.figures.dating.bases import is_likened
from dyadwire.transforms.text.figures.dating.period import WHOLES
from dyadwire.transforms.text.figures.dating.timeline import OPENING, EarlierTime, name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

NONE = "none"  # the option of no time at all
TENSES = {
    **dict.fromkeys(("will", "would", "expected", "expects", "plans", "could", "may"), "ahead"),
    **dict.fromkeys(("is", "are", "has", "have", "says"), "now"),
    **dict.fromkeys(("was", "were", "had", "rose", "fell", "said"), "past"),
}
CLAUSES = frozenset(
    (";", "but", "while", "which", "who", "that", "when", "where", "after", "before", "because", "whereas")
)
FROM = ("from", "over", "on", "above", "below")  # before a time with which something is compared
FOUNDED = ("born", "founded")
AMOUNTS = ("many", "much", "high", "large", "big", "great")  # but as early as 1989
FEW = 3  # tokens of "firms founded in": these are counted by it
POSSESSIVES = frozenset(("'s", "’s"))
WHOLE_REACH = 4  # tokens of "troops of its"
OWNED = 3  # tokens at most from the end of a time to the figure that it owns
IN_TURN = "respectively"  # 9 tonnes against 8 for 1985, and of barley 5 and 4 respectively
JOINERS = frozenset((",", "and", "or", "the", "a", "about", "some", "just"))
BASE_REACH = 2  # tokens from a base to its own time: from $10 billion in the first quarter
FARTHEST = 20  # tokens, beyond which distances are alike
STEPS = (0, 0, 1, 2, 3, 3, 5, 5, 5, 8, 8, 8, 8, *[13] * 7, FARTHEST)  # by distance in tokens
DIGITS = str.maketrans("123456789", "000000000")


class TimeBeside(NamedTuple):
    """A time as it stands to a figure: its side, how far away, and how much of what lies between."""

    side: str  # before, after, or in where they overlap
    start: int  # the tokens between
    end: int
    apart: int  # other times between
    figures: int
    commas: int
    clauses: int

    def step(self) -> int:
        """Return the distance in tokens, rounded."""
        return step_of(self.end - self.start)


class SentenceTimes:
    """One sentence with its figures and times, measured once for all of its figures."""

    def __init__(
        self,
        here: FigureSentence,
        phrases: list[TimePhrase],
        words: Mapping[str, frozenset[str]],
        published: date | None,
    ) -> None:
        """Take a sentence, its times in order, the word lists of figures, and the date of its article."""
        self.tokens, self.drafts, self.sentence = here.tokens, here.drafts, here.number
        self.phrases, self.published = phrases, published
        self._words = words
        tokens, drafts = here.tokens, here.drafts
        starts, lower = tokens.starts, tokens.lower
        self.spans = [(bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in phrases]
        begins = {draft.first for draft in drafts if not draft.restates}
        counted = lower if phrases else ()  # six in ten sentences have no time to stand beside
        self._commas = _count([word == "," for word in counted])
        self._clauses = _count([word in CLAUSES for word in counted])
        self._figures = _count([at in begins for at in range(len(counted))])
        self.tense = "+".join(sorted({TENSES[word] for word in lower if word in TENSES}))
        self.fixed = [list(self._describe(index)) for index in range(len(phrases))]

    def place_of(self, draft: FigureDraft) -> Place:
        """Return where a figure stands."""
        return (self.sentence, self.tokens.starts[draft.first], self.tokens.ends[draft.last - 1])

    def is_base(self, draft: FigureDraft) -> bool:
        """Recognise a figure with which another one is compared."""
        return any(other.base is draft for other in self.drafts)

    def is_compared(self, index: int) -> bool:
        """Recognise the time of "than in 2019" and "compared with 2019", which no figure goes by."""
        cue = self.phrases[index].cue
        if cue in ("than", "versus", "vs"):
            return True
        at, lower_at = self.spans[index][0] - 1 - bool(cue), self.tokens.lower_at
        if lower_at(at) == "as" == lower_at(at - 2) and lower_at(at - 1) in AMOUNTS:
            return True  # twice as many as in 2019
        return cue in ("with", "to") and lower_at(at) == "compared"

    def is_base_before(self, index: int, beside: TimeBeside) -> bool:
        """Recognise what another figure is compared with: "up 8 percent from a year earlier, while 900 came"."""
        if beside.side != "before" or self.phrases[index].cue not in FROM or self._owns(index):
            return False
        at = self.spans[index][1]
        return self.tokens.lower_at(at + (self.tokens.lower_at(at) in (",", "("))) != "when"

    def is_of_base(self, index: int, beside: TimeBeside, draft: FigureDraft) -> bool:
        """Recognise the time of what an earlier figure is compared with: from $10 billion in May while $12 billion."""
        if beside.side != "before" or self._owns(index) or self.is_base(draft) or IN_TURN in self.tokens.lower:
            return False
        last = self.spans[index][1]
        after = self.tokens.lower_at(last + (self.tokens.lower_at(last) in (",", "(")))
        return after != "when" and self.is_behind_base(index)

    def is_behind_base(self, index: int) -> bool:
        """Recognise a time just behind what a figure is compared with: from $10 billion in the first quarter."""
        first = self.spans[index][0]
        bases = (one for one in self.drafts if one.last <= first and self.is_base(one))
        return any(first - one.last <= BASE_REACH for one in bases)

    def is_of_further_base(self, index: int, draft: FigureDraft) -> bool:
        """Recognise the time of the second level of "rose to $9bn from $8bn in 2022 and $7bn in 2021"."""
        first, at = self.spans[index][0], self.drafts.index(draft.base) if draft.base in self.drafts else -1
        if at < 0 or IN_TURN in self.tokens.lower:
            return False
        for one, other in pairwise(self.drafts[at:]):
            if other.last > first or not self._is_joined(one, other):
                return False
            if first - other.last <= BASE_REACH:
                return True
        return False

    def _is_joined(self, one: FigureDraft, other: FigureDraft) -> bool:
        """Tell whether nothing but a time and a conjunction parts two figures of one kind."""
        timed = {at for first, last in self.spans for at in range(first - 1, last)}
        between = [
            word for at, word in enumerate(self.tokens.lower[one.last : other.first], one.last) if at not in timed
        ]
        return one.kind == other.kind and bool(between) and JOINERS.issuperset(between)

    def has_not_begun(self, index: int) -> bool:
        """Recognise "since 2028" before that year: nothing has run since then."""
        phrase, published = self.phrases[index], self.published
        if phrase.cue != "since" or phrase.days is None or published is None:
            return False
        return phrase.days.start > published

    def is_of_level(self, index: int, draft: FigureDraft) -> bool:
        """Recognise the base of "60 percent of the level of June 2018"."""
        return "level" in self.tokens.lower and is_likened(self.phrases[index], draft, self.tokens)

    def is_of_another(self, index: int, beside: TimeBeside) -> bool:
        """Recognise when something else began or ends: a city of 9,000 that they founded in 1898, the bonds of 2016."""
        phrase, lower_at, (first, last) = self.phrases[index], self.tokens.lower_at, self.spans[index]
        verb = lower_at(first - 1 - bool(phrase.cue))
        if phrase.kind == "year" and is_of_debt(phrase, first, last, self.tokens, self._words["debt"]):
            return True
        if is_of_name(phrase, first, self.tokens):
            return True
        behind = beside.end if beside.side == "before" else None
        if is_of_other_clause(phrase, first, last, behind, self.tokens, self._words):
            return True
        if verb not in FOUNDED and not (verb == "found" and lower_at(first - 2 - bool(phrase.cue)) == "to"):
            return False
        return beside.side == "before" or beside.end - beside.start > FEW

    def is_owned(self, index: int, draft: FigureDraft) -> bool:
        """Recognise the time that owns the figure just behind it: 2003's $1.2bn."""
        return self._owns(index) and draft.first - self.spans[index][1] <= OWNED

    def _owns(self, index: int) -> bool:
        text, end = self.tokens.text, self.phrases[index].end
        return not POSSESSIVES.isdisjoint((text[end - 2 : end], text[end : end + 2]))

    def beside(self, draft: FigureDraft) -> Iterator[TimeBeside]:
        """Yield the position of each time relative to a figure."""
        before = sum(last <= draft.first for _, last in self.spans)
        whole = self._is_part(draft)
        for index, (first, last) in enumerate(self.spans):
            if last <= draft.first:
                yield self._between("before", last, draft.first, before - index - 1)
            elif first >= draft.last:
                found = self._between("after", draft.last, first, index - before)
                yield found._replace(figures=found.figures - 1) if found.figures and whole else found
            else:
                yield TimeBeside("in", 0, 0, 0, 0, 0, 0)

    def _is_part(self, draft: FigureDraft) -> bool:
        """Recognise the 5,000 of "5,000 of its 35,000 troops by May": its whole does not count as a figure between."""
        lower = self.tokens.lower[draft.last : draft.last + WHOLE_REACH]
        at = draft.last + lower.index("of") if "of" in lower else None
        return (
            at is not None
            and self.tokens.lower_at(at + 1) in WHOLES
            and any(one.first == at + 2 for one in self.drafts)
        )

    def _between(self, side: str, start: int, end: int, apart: int) -> TimeBeside:
        commas = min(2, self._commas[end] - self._commas[start])
        clauses = min(2, self._clauses[end] - self._clauses[start])
        return TimeBeside(side, start, end, apart, self._figures[end] - self._figures[start], commas, clauses)

    def _describe(self, index: int) -> Iterator[str]:
        """Yield the features of a time that are the same for all figures."""
        phrase, (first, last) = self.phrases[index], self.spans[index]
        lower_at = self.tokens.lower_at
        yield "here"
        yield f"kind {phrase.kind}"
        yield f"cue {phrase.cue}"
        yield f"cue {phrase.cue} kind {phrase.kind}"
        yield f"text {wording(phrase)}"
        yield f"lead {lower_at(first - 1 - bool(phrase.cue))}"
        yield f"after {lower_at(last)}"
        yield f"tense {self.tense} kind {phrase.kind}"
        if phrase.aside:
            yield "aside"
        if phrase.start - self.tokens.starts[0] <= OPENING:
            yield "opens"
            yield f"opens then {lower_at(last)}"


def _count(counts: list[bool]) -> list[int]:
    """Return how many of the tokens before each are true."""
    return list(accumulate(counts, initial=0))


def step_of(tokens: int) -> int:
    """Return a distance in tokens, rounded.

    >>> [step_of(tokens) for tokens in (1, 4, 12, 90)]
    [0, 3, 8, 20]
    """
    return STEPS[min(tokens, FARTHEST)]


def recalled(earlier: EarlierTime, back: int) -> list[str]:
    """Return the features of a time mentioned so many sentences back, for every decision."""
    phrase = earlier.phrase
    text = f"told text {wording(phrase)}"
    return ["told", f"told {back}", f"told kind {phrase.kind}", f"told cue {phrase.cue}", text]


def wording(phrase: TimePhrase) -> str:
    """Return the words of a time without its numbers: the year 0000."""
    return name_of(phrase).translate(DIGITS)
