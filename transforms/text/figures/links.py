"""What figures of one sentence are to each other: level and change, level and base, an amount and its conversion."""

from __future__ import annotations

from itertools import pairwise

from transforms.text.figures.direction import Directions, is_changeable
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

BASES = ("from", "against", "than", "versus", "vs")
APPOSITIONS = (",", "(", "—", "–", "-", ";")
REWORDING = 5  # tokens of "20 percent of capacity, or 33 million tonnes" between the figures
NAME_REACH = 6  # tokens of "from its previous full-year guidance of"
LONGEST_ASIDE = 14  # tokens between a level and ", up 5 percent": the noun counted, where and when


class Links:
    """Links the figures of one sentence whose own directions are marked."""

    def __init__(self, drafts: list[Draft], tokens: Tokens, rules: Rules, directions: Directions) -> None:
        self.drafts = [draft for draft in drafts if draft.kind != "duration" and draft.kind != "ordinal"]
        self.tokens, self.rules, self.directions = tokens, rules, directions

    def mark(self) -> None:
        """Set links, bases, and the directions that follow from them."""
        for one, other in pairwise(self.drafts):
            if not self._restate(one, other):
                self._link_change(one, other)
        for index, draft in enumerate(self.drafts):
            if self.is_base(draft):
                self._find_compared(index, draft)

    def _restate(self, one: Draft, other: Draft) -> bool:
        """Copy what is said of 3.1bn kronor to ($290m), and of 20 percent to ", or 33 million tonnes"."""
        between = self.tokens.lower[one.last : other.first]
        converted = between == ["("] and one.kind == other.kind == "money"
        reworded = 0 < len(between) <= REWORDING and between[-1] == "or" and is_changeable(one) and other.own_unit
        if converted or reworded:
            other.restates = one
        if other.restates is None or other.direction:
            return False
        other.direction, other.role = one.direction, one.role
        return True

    def _link_change(self, level: Draft, change: Draft) -> None:
        """Link "$240 billion in 2023" with the ", up 63 percent" that follows it; the level went the same way."""
        if level.role != "level" or change.role != "change" or change.linked or level.kind in ("ordinal", "duration"):
            return
        if change.form == "multiple" or level.kind == "percent" or change.first - level.last > LONGEST_ASIDE:
            return
        at, joint = self.directions.skip_back(change.first - 1)
        if joint in ("from", "to") or at < level.last - 1:
            return
        while at >= level.last and (self.directions.cue(at, ("adverb", "noun")) or self.tokens.near(at) in ("a", "an")):
            at -= 1
        link = self.tokens.near(at)
        if link not in APPOSITIONS and not (link in ("is", "was") and self.tokens.near(at - 1) == "which"):
            return
        if level.direction in (None, change.direction):
            level.direction = change.direction
            level.linked, change.linked = change, level

    def is_base(self, draft: Draft) -> bool:
        """Tell the $147 billion of "up from $147 billion" and "compared with about $147 billion"."""
        at = self.joint_of(draft)
        joint = self.tokens.near(at)
        if joint in ("with", "to"):
            return self.tokens.near(at - 1) in ("compared", "relative", "contrasted")
        return joint in BASES and not (joint == "than" and at >= draft.first - 1)

    def joint_of(self, draft: Draft) -> int:
        """Return the token before a figure, fillers skipped."""
        at, near, fillers = draft.first - 1, self.tokens.near, self.rules.words["filler"]
        while at > draft.first - 4 and near(at) in fillers and near(at) != "by":
            at -= 1
        return self._joint_of_name(at) if near(at) == "of" else at

    def _joint_of_name(self, at: int) -> int:
        """Return the "from" of "down from earlier guidance of", the "with" of "compared with a mean of", else `at`."""
        near = self.tokens.near
        for back in range(at - 1, at - NAME_REACH, -1):
            if near(back - 1) in ("compared", "down", "up") and near(back) in ("from", "with", "to"):
                return back
            if not near(back).isalpha():
                break
        return at

    def _find_compared(self, index: int, base: Draft) -> None:
        """Find the level that a base belongs to: before it, or after it in "from X to Y"."""
        joint = self.joint_of(base)
        following = self.drafts[index + 1] if index + 1 < len(self.drafts) else None
        if following and self.tokens.near(joint) == "from" and self._is_goal(following, base):
            self._compare(following, base)
            return
        adverb = self.directions.verb_at(joint - 1) if self.tokens.near(joint) == "from" else None
        for level in reversed(self.drafts[max(0, index - 3) : index]):
            if level.role == "level" and self._alike(base, level) and not self.is_base(level):
                level.base = base
                level.direction = adverb or level.direction
                return

    def _is_goal(self, level: Draft, base: Draft) -> bool:
        """Tell the second number of "from 45 pesos to 58 pesos"."""
        near = level.first - base.last < LONGEST_ASIDE
        return near and self._alike(base, level) and self.tokens.near(self.joint_of(level)) == "to"

    def _alike(self, one: Draft, other: Draft) -> bool:
        if one.kind != other.kind:
            return False
        if one.kind != "count" or one.unit is None or other.unit is None:
            return one.kind == "count" or one.unit == other.unit
        return one.unit.split()[-1].lower() == other.unit.split()[-1].lower()

    def _compare(self, level: Draft, base: Draft) -> None:
        """Take the direction of "from 45 to 58" from the numbers themselves."""
        level.base = base
        if level.value is not None and base.value is not None and level.value != base.value:
            level.direction = "up" if level.value > base.value else "down"
            level.role = "level"
