"""Link the figures of a sentence: level and change, level and base, an amount and its conversion."""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.figures.changes.compared_levels import Outdone
from dyadwire.transforms.text.figures.changes.coordinated import Coordinated
from dyadwire.transforms.text.figures.changes.cue_before import Backward
from dyadwire.transforms.text.figures.changes.cues import FOLD, Cues, is_changeable, is_in_points
from dyadwire.transforms.text.figures.changes.multiples import Likened
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import COMPARING

ELAPSED = frozenset(("after", "before", "since", "into"))  # more than a decade after the war
ELAPSED_REACH = 4
APPOSITIONS = (",", "(", "—", "–", "-", ";", "but")
REWORDING = 5  # tokens of "20 percent of capacity, or 33 million tonnes" between the figures
NAME_REACH = 6  # tokens of "from its previous full-year guidance of"
DENIAL_REACH = 8  # tokens of "will not raise the alert level from" after the denial
LONGEST_GOAL = 14  # tokens of "from 45 pesos at the start of the year to 58"
AMERICAN = ("u", ".", "s", ".")  # before a "$" that says the same: 200 shillings (about U.S.$2)
MOST_TIMES = 10  # by which a number without a unit can exceed the duration that is down from it
LONGEST_ASIDE = 18  # tokens between a level and ", up 5 percent": the noun counted, where and when


class Links:
    """Links the figures of one sentence whose own directions are marked."""

    def __init__(self, cues: Cues) -> None:
        self.drafts = [draft for draft in cues.drafts if draft.kind != "duration" and draft.kind != "ordinal"]
        self.levels = [draft for draft in cues.drafts if draft.kind != "ordinal"]  # a stay of 7.7 days, down from 8.1
        self.cues, self.tokens, self.rules = cues, cues.tokens, cues.rules
        self.backward, self.coordinated, self.likened = Backward(cues), Coordinated(cues), Likened(cues)
        self.outdone = Outdone(cues)

    def mark(self) -> None:
        """Set links, bases, and the directions that follow from them."""
        for one, other in pairwise(self.drafts):
            self._mark_pair(one, other)
        for draft in self.drafts:
            if draft.rule_direction is None and draft.role == "level":
                draft.rule_direction = self._than_before(draft) or self._multiplied(draft)
        for index, draft in enumerate(self.levels):
            if self.is_base(draft):
                self._find_compared(index, draft)
            elif outdone := self.outdone.way(draft):
                self._find_outdone(index, draft, *outdone)

    def _mark_pair(self, one: FigureDraft, other: FigureDraft) -> None:
        """Link two figures that stand one after the other, and give the second the way of the first where it has it."""
        if self._restate(one, other):
            return
        changed = one.restates or one  # $55.5bn (£29bn), up 9 percent
        if self.outdone.is_goal(one, other):
            other.rule_direction = other.rule_direction or one.rule_direction
        elif not self.coordinated.copy(changed, other):
            self._link_change(changed, other)

    def _find_outdone(self, index: int, base: FigureDraft, direction: str, start: int) -> None:
        """Link the level just before a comparison that begins at a token with the earlier one that it names."""
        level = self.levels[index - 1] if index else None
        if level is None or level.last > start or start - level.last > LONGEST_ASIDE or level.role != "level":
            return
        if level.base is None and self._alike(base, level) and way(level, base) == direction:
            level.base, level.rule_direction = base, level.rule_direction or direction

    def _multiplied(self, level: FigureDraft) -> str | None:
        """Read "4,000 cars, twice as many as in 2019", and link the level with its multiple."""
        direction, index = self.likened.behind(level, LONGEST_ASIDE), self.drafts.index(level) + 1
        times = self.drafts[index] if index < len(self.drafts) else None
        if direction and times and times.unit == "time" and times.linked is None:
            times.rule_direction, times.role = direction, "change"
            level.linked, times.linked = times, level
        return direction

    def _restate(self, one: FigureDraft, other: FigureDraft) -> bool:
        """Copy what is said of 3.1bn kronor to ($290m), and of 20 percent to ", or 33 million tonnes"."""
        between = self.tokens.lower[one.last : other.first]
        again = between[:1] == ["("] or (between[:1] == [";"] and one.restates)
        if (again and self._is_converted(one, other, tuple(between[1:]))) or self._is_reworded(one, other, between):
            other.restates = one.restates or one
        if other.restates is None or other.rule_direction:
            return False
        other.rule_direction, other.role = one.rule_direction, one.role
        return True

    def _is_converted(self, one: FigureDraft, other: FigureDraft, words: tuple[str, ...]) -> bool:
        """Recognise the second of "3.1bn kronor (about $290m)" and "100km (62 miles)"; words stand before it."""
        if one.kind == other.kind == "quantity":
            alone = self.tokens.lower_at(other.last) in (
                ")",
                ";",
                "or",
            )  # not the 400 kg of "100 tonnes (400 kg a head)"
            alike = one.dimension == other.dimension is not None and one.unit != other.unit
            return alone and alike and self._is_about(words)
        named = len(AMERICAN) if words[-len(AMERICAN) :] == AMERICAN else 0
        return one.kind == other.kind == "money" and self._is_about(words[: len(words) - named])

    def _is_about(self, words: tuple[str, ...]) -> bool:
        """Tell whether words say no more of an amount than that it is about so much; also where there are none."""
        return not words or (words, "about") in self.rules.cues_before.get(words[-1], ())

    def _is_reworded(self, one: FigureDraft, other: FigureDraft, between: list[str]) -> bool:
        """Recognise the second figure of "20 percent, or about 33 million tonnes" and "by 230 cases or 1.2 percent"."""
        last = next((at for at in range(len(between), 0, -1) if between[at - 1] not in self.rules.words["filler"]), 0)
        joined = 0 < last <= REWORDING and between[last - 1] == "or"
        return joined and other.own_unit and (is_changeable(one) or one.role == "change")

    def _link_change(self, level: FigureDraft, change: FigureDraft) -> None:
        """Link "$240 billion in 2023" with the ", up 63 percent" that follows it; the level went the same way."""
        if level.role != "level" or change.role != "change" or change.linked or level.kind in ("ordinal", "duration"):
            return
        if (
            (change.form == "multiple" and not self.tokens.lower[change.first].endswith(FOLD))
            or (level.kind == "percent" and not is_in_points(change))  # "up 3 percent" can be of anything
            or change.first - level.last > LONGEST_ASIDE
        ):
            return
        at, joint = self.backward.skip(change.first - 1)
        views = self.rules.words["expected"]  # 5% more than planned
        if joint in ("from", "to") or at < level.last - 1 or self.tokens.lower_at(change.last + 2) in views:
            return
        if self._is_apposed(level, at) and level.rule_direction in (None, change.rule_direction):
            level.rule_direction = change.rule_direction
            level.linked, change.linked = change, level

    def _is_apposed(self, level: FigureDraft, at: int) -> bool:
        """Tell whether a comma, or ", which is", parts a level from its change, with "a", adverbs and nouns at most."""
        lower_at = self.tokens.lower_at
        skipped = self.rules.words["rise_adjective"] | {"a", "an", "still"}
        while at >= level.last and (self.cues.at(at, ("adverb", "noun")) or lower_at(at) in skipped):
            at -= 1
        return lower_at(at) in APPOSITIONS or (lower_at(at) in ("is", "was") and lower_at(at - 1) == "which")

    def _than_before(self, level: FigureDraft) -> str | None:
        """Read "32.7 percent, slightly less than last year"."""
        at = level.last + 1
        if self.tokens.lower_at(level.last) != ",":
            return None
        while self.tokens.lower_at(at) in self.rules.words["filler"] and self.cues.at(at, ("comparative",)) is None:
            at += 1
        if self.tokens.lower_at(at + 1) != "than" or not {at + 2, at + 3} & self.cues.asides:
            return None
        elapsed = not ELAPSED.isdisjoint(self.tokens.lower[at + 2 : at + 2 + ELAPSED_REACH])
        return None if elapsed else self.cues.at(at, ("comparative",))

    def is_base(self, draft: FigureDraft) -> bool:
        """Recognise the $147 billion of "up from $147 billion" and "compared with about $147 billion"."""
        at = self.joint_of(draft)
        joint = self.tokens.lower_at(at)
        if joint in ("with", "to"):
            return self.tokens.lower_at(at - 1) in ("compared", "compares", "relative", "contrasted")
        return joint in COMPARING and not (joint == "than" and at >= draft.first - 1)

    def joint_of(self, draft: FigureDraft) -> int:
        """Return the token before a figure, fillers skipped."""
        at, lower_at, fillers = draft.first - 1, self.tokens.lower_at, self.rules.words["filler"]
        while at > draft.first - 4 and lower_at(at) in fillers and lower_at(at) != "by":
            at -= 1
        return self._joint_of_name(at) if lower_at(at) == "of" else at

    def _joint_of_name(self, at: int) -> int:
        """Return the "from" of "down from earlier guidance of", the "with" of "compared with a mean of", else `at`."""
        lower_at, words = self.tokens.lower_at, self.rules.words
        for back in range(at - 1, at - NAME_REACH, -1):
            if lower_at(back - 1) in ("compared", "down", "up") and lower_at(back) in ("from", "with", "to"):
                return back
            behind = self.tokens.lower[back + 1 : at] if lower_at(back) == "from" else []
            if not (words["level_of"].isdisjoint(behind) and words["base_noun"].isdisjoint(behind)):
                return back  # from a low of
            if not lower_at(back).isalpha():
                break
        return at

    def _find_compared(self, index: int, base: FigureDraft) -> None:
        """Find the level that a base belongs to: before it, or after it in "from X to Y"."""
        joint = self.joint_of(base)
        following = next((draft for draft in self.levels[index + 1 :] if not draft.restates), None)
        if following and self.tokens.lower_at(joint) == "from" and self._is_goal(following, base):
            self._compare(following, base)
            return
        adverb = self.cues.verb_at(joint - 1) if self.tokens.lower_at(joint) == "from" else None
        for level in reversed(self.levels[max(0, index - 3) : index]):
            aged = level.kind == "duration" and adverb is None  # people from 3 to 84 years
            if level.role == "level" and self._alike(base, level) and not aged and not self.is_base(level):
                level.base = base
                level.rule_direction = adverb or level.rule_direction or self._turn(level, base, joint)
                return

    def _is_goal(self, level: FigureDraft, base: FigureDraft) -> bool:
        """Recognise the second number of "from 45 pesos to 58 pesos"."""
        if level.first - base.last >= LONGEST_GOAL or not self._alike(base, level):
            return False
        spread = self.tokens.lower_at(self.joint_of(base) - 1) in self.rules.words["spread"]  # from 5 to 35 percent
        joint = self.joint_of(level)
        # Down from $10 billion in May, while imports rose to $12 billion.
        moves = any(self.cues.at(at, ("verb",)) for at in range(base.last, joint))
        return not spread and not moves and self.tokens.lower_at(joint) == "to"

    def _alike(self, one: FigureDraft, other: FigureDraft) -> bool:
        """Recognise figures of the same kind and unit; 25 minutes may be down from two hours, and 7.7 days from 8.1."""
        if other.kind == "duration":
            bare = one.kind == "count" and one.unit is None and (one.value or 0) < MOST_TIMES * (other.value or 0)
            return bare or one.kind == "duration"
        if one.kind != other.kind:
            return False
        if one.kind != "count" or one.unit is None or other.unit is None:
            return one.kind == "count" or one.unit == other.unit
        return one.unit.split()[-1].lower() == other.unit.split()[-1].lower()

    def _turn(self, level: FigureDraft, base: FigureDraft, joint: int) -> str | None:
        """Return where "yields 2.25%, from 2.29%" and "went to 35 percent from 14" lead, by the numbers themselves."""
        if self.tokens.lower_at(joint) != "from" or not is_changeable(level) or base.first - level.last > LONGEST_ASIDE:
            return None
        reached = self.tokens.lower_at(self.joint_of(level))
        if self.tokens.lower_at(joint - 1) != "," and reached != "to" and reached not in self.rules.words["hit"]:
            return None
        return way(level, base)

    def _compare(self, level: FigureDraft, base: FigureDraft) -> None:
        """Take the direction of "from 45 to 58" from the numbers themselves."""
        level.base = base
        at, _ = self.backward.skip(base.first - 1)
        if way(level, base) and not self._is_denied(at) and not self._is_aged(level, at):
            level.rule_direction, level.role = way(level, base), "level"

    def _is_aged(self, level: FigureDraft, at: int) -> bool:
        """Distinguish "children from 9 months to 14 years" from "cuts the crossing from 35 to 23 days"."""
        if level.kind != "duration":
            return False
        return not any(self.cues.at(back, ("verb", "noun")) for back in range(max(0, at - DENIAL_REACH), at + 1))

    def _is_denied(self, at: int) -> bool:
        """Recognise "will not raise the level from five to six"."""
        for back in range(at, max(-1, at - DENIAL_REACH), -1):
            if self.tokens.lower_at(back) in self.rules.words["break"]:
                return False
            if self.tokens.lower_at(back) in self.rules.words["negation"] and self.tokens.lower_at(back + 1) != "only":
                return True
        return False


def way(level: FigureDraft, base: FigureDraft) -> str | None:
    """Return up or down, where a level lies to another; None where neither is the higher."""
    if level.value is None or base.value is None or level.value == base.value:
        return None
    return "up" if level.value > base.value else "down"
