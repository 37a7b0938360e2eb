"""Find the verb or noun that governs a figure from afar: raised tariffs on steel to 25 percent, lost 17 ships."""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.figures.changes.cues import Cues, is_changeable
from dyadwire.transforms.text.figures.changes.objects import MANY_TIMES
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, BEFORE_VERBS, DEMONSTRATIVES, DETERMINERS, RELATIVES

REACH = 14  # tokens before "to" or "by" in which the verb may stand: "raised its tariffs on Chinese steel to"
TOTAL_REACH = 20  # tokens of "the total number of people in the north that have died of the disease"
BARE_REACH = 5  # tokens of "lower the legal voting age"
VERB_REACH = 6  # tokens of "brings India's confirmed death toll" before the noun
STOPS = frozenset((",", ";", ":", "(", ")", "?", "!", "—"))
NAMING = DETERMINERS | DEMONSTRATIVES | {"all"}  # before what is changed
MEASURING = NAMING | {"total", "overall", "annual", "combined"}
ASIDES = frozenset((",", "–", "—"))  # the firm — a maker of cars — to 400,000
PRICES = ("price", "prices", "rate", "rates")
ASIDE_OF = frozenset(("at", "despite", "with", "by", "through"))  # a cut in emissions at a cost of $5bn
Found = tuple[str, int] | None  # a direction and the token that says it


class Distant:
    """Finds what governs the figures of one sentence across what is measured."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.rules = cues, cues.tokens, cues.rules

    def is_owned(self, at: int) -> bool:
        """Recognise the "to" after a token that is part of "thanks to", "a threat to" or "adding mainly to"."""
        return self.tokens.lower_at(at - self.tokens.lower_at(at).endswith("ly")) in self.rules.words["before_to"]

    def find(self, at: int, joint: str, draft: FigureDraft) -> Found:
        """Find the verb of "raised tariffs on steel to 25 percent", the noun of "an increase in exports of 5%"."""
        total = self._of_total(draft.first - 1) if joint != "of" else None
        total = total or (self._of_multiple(at) if joint == "to" else None)
        counted = draft.kind == "count" and draft.per is None and not is_changeable(draft)
        if total or counted:
            return total or self._of_bare(at, joint, draft)
        parts = ("noun",) if joint == "of" else ("verb", "drive")
        for back in self._walk(at):
            if self.tokens.lower_at(back) in (ASIDE_OF if joint == "of" else BE):
                return None  # the plan to raise taxes is opposed by 70 percent
            if self._is_break(back) or back + 1 in self.cues.by_last:
                return self._from_change(back, joint)
            if self.tokens.lower_at(back) == "to" and not self._begins_noun(back + 1):
                return self._infinitive(back, parts)
            direction = self.cues.at(back, parts)
            if direction and not self._is_described_by(back) and (joint != "of" or self._is_noun_of(back)):
                return direction, back
            if joint == "to" and draft.kind in ("money", "quantity") and self._is_brought(back):
                return "up", back
        return None

    def _of_multiple(self, at: int) -> Found:
        """Read "double by 2010 to 1.3 billion machines" and "more than halve sales to 400,000 cars"."""
        for back in self._walk(at):
            word = self.tokens.lower_at(back)
            if word in self.rules.words["multiply"]:
                direction = self.cues.at(back, ("drive",))
                return (direction, back) if direction else None
            if self._is_break(back) or back + 1 in self.cues.by_last or word in BEFORE_VERBS:
                return None
        return None

    def _is_brought(self, at: int) -> bool:
        """Recognise "takes the bill to $3bn" and "bringing exports to 5m tonnes"; a price may be brought down."""
        if self.cues.at(at, ("total",)) is None:
            return False
        noun = next(
            (here for here in range(at + 1, at + VERB_REACH) if self.tokens.lower_at(here) not in MEASURING), at
        )
        return self.rules.measures.at(self.tokens, noun) is not None and self.tokens.lower_at(noun) not in PRICES

    def across(self, at: int, draft: FigureDraft) -> str | None:
        """Read "raised its prices 10 percent" and "cut interest rates a quarter point", which need no "by"."""
        parted = self.tokens.lower_at(draft.last) == "of" or "of" in self.tokens.lower[at + 1 : draft.first]
        often = draft.unit == "time" and draft.value is not None and draft.value >= MANY_TIMES
        if (draft.kind != "percent" and draft.form != "multiple" and not often) or parted:
            return None  # raised rates 5 percent of firms pay, cut its rate of 5 percent
        for back in range(at, max(-1, at - BARE_REACH), -1):
            direction = self.cues.at(back, ("verb",)) if back < at else None
            if direction:
                return direction
            if not self._is_measure(back):
                return None
        return None

    def _is_measure(self, at: int) -> bool:
        """Recognise what goes up and down by percent, and the words before it."""
        word = self.tokens.lower_at(at)
        named = word in NAMING or not self.rules.words["rise_noun"].isdisjoint((word, word.removesuffix("s")))
        return named or self.rules.measures.at(self.tokens, at) is not None

    def _of_bare(self, at: int, joint: str, draft: FigureDraft) -> Found:
        """Read the verb of "lower the voting age to 16" and "cut their lead to two", numbers that count nothing."""
        if joint != "to" or draft.unit is not None:
            return None
        for back in range(at, max(-1, at - BARE_REACH), -1):
            if self._is_break(back) or back + 1 in self.cues.by_last or self.tokens.lower_at(back) in BE:
                return None
            direction = self.cues.at(back, ("verb",))
            if direction:
                return (direction, back) if self.tokens.lower_at(back + 1) in NAMING else None
        return None

    def _walk(self, at: int) -> Iterator[int]:
        """Yield the tokens back from one, without time phrases and figures that describe what is changed."""
        back = at
        while back > max(-1, at - REACH):
            figure = self.cues.by_last.get(back + 1)
            if figure and self._is_described(figure):
                back = figure.first
            elif aside := self._opens_aside(back):
                back = aside
            elif back not in self.cues.asides:
                yield back
            back -= 1

    def _opens_aside(self, at: int) -> int:
        """Return where an aside opens that ends at a token: cut the budget, which pays for care, by $45bn; else 0."""
        mark = self.tokens.lower_at(at)
        if mark not in ASIDES:
            return 0
        for back in range(at - 1, max(0, at - REACH), -1):
            if self.tokens.lower_at(back) == mark:
                return back if mark != "," or self.tokens.lower_at(back + 1) in RELATIVES else 0
            if back + 1 in self.cues.by_last:
                return 0
        return 0

    def _is_described(self, figure: FigureDraft) -> bool:
        """Recognise the figure of "the 25% tariff", which describes what is changed."""
        return figure.rule_direction is None and (
            self.tokens.lower_at(figure.first - 1) in NAMING or self.cues.is_attribute(figure)
        )

    def _is_break(self, at: int) -> bool:
        """Recognise where a clause ends; the points of "U.S. income" end nothing."""
        word = self.tokens.lower_at(at)
        if word == "that" and self.tokens.lower_at(at + 1) in ("ended", "ends"):
            return False  # in the year that ended in June
        return word in self.rules.words["break"] and not (word == "." and len(self.tokens.lower_at(at - 1)) == 1)

    def _is_described_by(self, at: int) -> bool:
        """Distinguish the participle of "rising seas" and "the reduced rainfall" from a verb."""
        word, after = self.tokens.lower_at(at), self.tokens.lower_at(at + 1)
        if word.endswith("ed") or word in ("fallen", "swollen"):
            return at == 0 or self.tokens.lower_at(at - 1) in DETERMINERS
        adverb = after.endswith("ly") or after in self.rules.words["filler"]
        noun = after.isalpha() and not adverb and after not in self.rules.words["stop"]
        return word in self.rules.words["describing"] and noun and at + 1 not in self.cues.asides

    def _begins_noun(self, at: int) -> bool:
        return self.tokens.is_capital(at) or self.tokens.lower_at(at) in NAMING

    def _is_noun_of(self, at: int) -> bool:
        """Distinguish the noun of "a drop in exports of 5%" from the verb of "would drop for good the claim of"."""
        return self.tokens.lower_at(at + 1) in ("in", "for") and self.tokens.lower_at(at - 1) not in BEFORE_VERBS

    def _infinitive(self, back: int, parts: tuple[str, ...]) -> Found:
        """Read the verb of "aim to lift trade to $30 billion" where the walk back meets its "to"."""
        direction = self.cues.at(back + 1, parts)
        return (direction, back + 1) if direction else None

    def _from_change(self, back: int, joint: str) -> Found:
        """Read the change of "tripled since 2015 to 212,000 tonnes", "rose 6 percent in the month to $40 billion"."""
        change = self.cues.by_last.get(back + 1)
        if joint not in ("to", "at") or change is None or change.rule_direction is None or change.role != "change":
            return None
        return change.rule_direction, back

    def _of_total(self, at: int) -> Found:
        """Read "brings the total number of people who have died to 17", however long what is counted."""
        passed: Found = None  # the verb of "the number of cases rose across the country to 97"
        ended = False  # the clause of "to" has a verb of its own: the number who climbed the hill was limited to 300
        for back in range(at, max(-1, at - TOTAL_REACH), -1):
            if self.tokens.lower_at(back) in STOPS or back + 1 in self.cues.by_last:
                return None
            if self.tokens.lower_at(back) in self.rules.words["total"]:
                dropped = self.tokens.lower_at(back) == "force"  # the air force dropped supplies to 1,200 people
                return self._verb_before(back, ("verb", "total")) or (None if dropped else passed)
            brought = (
                self._verb_before(back, ("total",)) if self.tokens.lower_at(back) in self.rules.words["run"] else None
            )
            if brought:
                return brought
            ended = (
                ended
                or self.tokens.lower_at(back) in BE
                or (self._is_break(back) and self.tokens.lower_at(back) != "and")
            )
            direction = None if passed or ended else self.cues.at(back, ("verb",))
            direction = None if direction and self._is_described_by(back) else direction
            passed = (direction, back) if direction else passed
        return None

    def _verb_before(self, noun: int, parts: tuple[str, ...]) -> Found:
        for back in range(noun - 1, max(-1, noun - VERB_REACH), -1):
            if self._is_break(back) or back + 1 in self.cues.by_last:
                return None
            direction = self.cues.at(back, parts)
            if direction:
                return direction, back
        return None
