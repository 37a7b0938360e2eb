"""Rules on direction and role: up or down, and whether the number is the change or the level."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cue_after import Following
from dyadwire.transforms.text.figures.changes.cue_before import Backward
from dyadwire.transforms.text.figures.changes.cues import FOLD, Cues, is_changeable, is_index
from dyadwire.transforms.text.figures.changes.distant import Distant
from dyadwire.transforms.text.figures.changes.multiples import Likened
from dyadwire.transforms.text.figures.changes.objects import Objects
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ARTICLES, DETERMINERS

REACHING = ("reaching", "hitting", "topping", "touching", "exceeding", "surpassing", "peaking")  # after what rose
TOTAL_AFTER = 3  # tokens of "the total number"
EXTREME_REACH = 5  # tokens of "to an all-time low on Monday at $139" after the extreme


class Directions:
    """Reads the direction of the figures of one sentence, each by itself."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.rules = cues, cues.tokens, cues.rules
        self.following, self.backward, self.distant = Following(cues), Backward(cues), Distant(cues)
        self.objects, self.likened = Objects(cues), Likened(cues)

    def mark(self) -> None:
        """Set direction and role of every draft."""
        for draft in self.cues.drafts:
            if draft.form == "multiple":
                self._mark_multiple(draft)
            elif draft.kind == "ordinal" or draft.value is None:
                continue
            elif draft.kind == "duration":
                self._mark_duration(draft)
            elif not (
                self._mark_sign(draft)
                or self._mark_following(draft)
                or self._mark_likened(draft)
                or self._mark_kept(draft)
            ):
                self._mark_preceding(draft)

    def _mark_sign(self, draft: FigureDraft) -> bool:
        """Read "+1.2%" and the "(-0.4%)" after a name; elsewhere a rate may be below zero."""
        if draft.kind != "percent" or draft.value is None:
            return False
        alone = self.tokens.lower_at(draft.first - 1) == "(" and self.tokens.lower_at(draft.last) == ")"
        if self.tokens.lower_at(draft.first - 1) == "+" or (alone and draft.value < 0):
            draft.rule_direction, draft.role = "down" if draft.value < 0 else "up", "change"
        return draft.rule_direction is not None

    def _mark_likened(self, draft: FigureDraft) -> bool:
        """Read "four times what it was in 2019", and the jobs of "1,100 jobs will go"."""
        draft.rule_direction = "down" if self.likened.is_gone(draft) else self.likened.direction(draft)
        draft.role = "change" if draft.rule_direction else draft.role
        return draft.rule_direction is not None

    def _mark_kept(self, draft: FigureDraft) -> bool:
        """Read "restricted its rise to 2%"; a rise that should be kept to 2% goes nowhere."""
        at, joint = self.backward.skip(draft.first - 1)
        kept = self.objects.kept_change(at, draft) if joint == "to" else None
        if kept:
            draft.rule_direction, draft.role = kept, "change"
        return kept is not None

    def _mark_multiple(self, draft: FigureDraft) -> None:
        """Read doubled, halved and tenfold."""
        draft.role = "change"
        if self.cues.is_negated(draft.first):
            return
        way = self._of_fold(draft) if self.tokens.lower[draft.first].endswith(FOLD) else None
        draft.rule_direction = way or ("down" if draft.value is not None and draft.value < 1 else "up")

    def _of_fold(self, draft: FigureDraft) -> str | None:
        """Read "a tenfold drop", "fell by more than tenfold" and "cut deaths threefold"."""
        at, joint = self.backward.skip(draft.first - 1)
        if joint == "of":
            return self.cues.at(at, ("noun",))
        way = self.following.direction(draft) or self.cues.verb_at(at)
        return way or (self.distant.across(at, draft) if joint == "" else None)

    def _mark_duration(self, draft: FigureDraft) -> None:
        """Read "cut the ride to 35 minutes" and "rose by two days"; most durations only say how long."""
        at, joint = self.backward.skip(draft.first - 1)
        draft.rule_direction = self.following.longer(draft)
        if draft.rule_direction:
            draft.role = "change"
            return
        described = self.cues.is_attribute(draft) or self.tokens.lower_at(draft.last) == "of"  # to a two-year low
        owned = joint == "to" and self.distant.is_owned(at)
        if joint not in ("to", "by") or owned or described or draft.first in self.cues.asides:
            return
        verb = self.cues.verb_at(at)
        found = (verb, at) if verb else self.distant.find(at, joint, draft)
        if found and not self.cues.is_negated(found[1]):
            draft.rule_direction, draft.role = found[0], "level" if joint == "to" else "change"

    def _mark_following(self, draft: FigureDraft) -> bool:
        """Read "a 5% rise" and "5% higher", with the first figure of "a 20% and 16% rise"."""
        direction = self.following.direction(draft)
        if direction is None:
            return False
        draft.rule_direction, draft.role = direction, "change"
        first = (
            self.cues.by_last.get(draft.first - 1) if self.tokens.lower_at(draft.first - 1) in ("and", "or") else None
        )
        if first and first.rule_direction is None and first.kind == draft.kind and is_changeable(first):
            first.rule_direction, first.role = direction, "change"
        return True

    def _mark_preceding(self, draft: FigureDraft) -> None:
        """Walk back over fillers and time phrases to the verb, adverb or noun that governs the figure."""
        at, joint = self.backward.skip(draft.first - 1)
        if (
            joint == "from"
            or (joint == "" and self._is_part_of_noun(draft))
            or (joint == "to" and (self._is_thing(draft) or self.distant.is_owned(at)))
        ):
            return
        if self._reach(at, draft) if joint == "" else joint in ("to", "at") and self._continue(at, draft):
            return
        direction = self._governor(at, joint, draft)
        if direction is None and (joint in ("to", "by", "of") or self._is_extreme(at, joint)):
            found = self.distant.find(at, joint, draft)
            direction, at = found or (None, at)
        if direction is None and joint == "":
            direction = self.distant.across(at, draft)
            if direction:
                draft.rule_direction, draft.role = direction, "change"
                return
        if direction is None:
            direction, joint = self.backward.extreme(draft) or self.backward.record(at, draft), "to"
        if direction is None or self.cues.is_negated(at):
            return
        draft.rule_direction = direction
        draft.role = "level" if joint in ("to", "at") else "change"

    def _reach(self, at: int, draft: FigureDraft) -> bool:
        """Read the second figure of "has tripled since 2000, reaching 352 percent"."""
        lower_at = self.tokens.lower_at
        if lower_at(at) not in REACHING or lower_at(at - 1) not in (",", "and"):
            return False
        before = [other for other in self.cues.drafts if other.last <= at and other.rule_direction]
        if before and before[-1].rule_direction == "up":
            draft.rule_direction = "up"
        return draft.rule_direction is not None

    def _is_part_of_noun(self, draft: FigureDraft) -> bool:
        """Recognise "cut the 25% tariff" and "gained a 275-horsepower motor", whose figure is no change."""
        return self.cues.is_attribute(draft) or self.tokens.lower_at(draft.first - 1) == "the"

    def _is_thing(self, draft: FigureDraft) -> bool:
        """Distinguish "drove her to a $5m mansion" and "agreed to a $2bn deal" from "rose to a $5m average"."""
        after = self.tokens.lower_at(draft.last)
        if self.cues.is_attribute(draft):
            return draft.kind in ("money", "quantity")
        words = self.rules.words
        plain = after.isalpha() and after not in words["level_of"] and after not in words["stop"] and after != "mark"
        named = plain and draft.last not in self.cues.asides
        return named and draft.kind == "money" and self.tokens.lower_at(draft.first - 1) in ARTICLES

    def _is_extreme(self, at: int, joint: str) -> bool:
        """Recognise "fell to a record low in London at $57"."""
        if joint != "at":
            return False
        return not self.rules.words["extreme"].isdisjoint(self.tokens.lower[max(0, at - EXTREME_REACH) : at + 1])

    def _governor(self, at: int, joint: str, draft: FigureDraft) -> str | None:
        """Return the direction that the word at a token gives a figure which `joint` links to it."""
        lower_at, rules = self.tokens.lower_at, self.rules
        if lower_at(at) not in rules.direction_starts and lower_at(at - 1) not in rules.directions.starts:
            return None  # most words say nothing of a direction
        if joint == "of":
            return None if self.cues.is_sum(draft, at) else self._noun_of(at, draft)
        noun = self.cues.at(at, ("noun",)) if joint == "to" else None
        if noun and (lower_at(at - 1) in DETERMINERS or not self.cues.at(at, ("verb",))):
            found = self.distant.find(at - 1, joint, draft)  # cut its outlook for growth to, deepened its cuts to
            return found[0] if found else noun
        if joint == "to" and lower_at(at) in rules.words["loser"]:
            return None  # lost to 12 rivals
        if joint == "to" and self._is_total_after(draft):
            return self.cues.at(at, ("verb", "total"))
        if joint == "at":
            return self.cues.at(at, ("adverb", "verb"))
        return None if joint == "" and self.objects.holds(at, draft) else self.cues.verb_at(at)

    def _is_total_after(self, draft: FigureDraft) -> bool:
        """Recognise "brings to 12 the number of members"."""
        after = self.tokens.lower[draft.last : draft.last + TOTAL_AFTER]
        return after[:1] == ["the"] and not self.rules.words["total"].isdisjoint(after)

    def _noun_of(self, at: int, draft: FigureDraft) -> str | None:
        """Read "a rise of 5%"; the loss of three lives is no change of a number."""
        lost = draft.kind == "count" and not is_index(draft) and self.tokens.lower_at(at) in ("loss", "losses")
        return None if lost and not self.objects.is_job(draft) else self.cues.at(at, ("noun",))

    def _continue(self, at: int, draft: FigureDraft) -> bool:
        """Read the second figure of "rose 5% to $20bn", "up 1.7% at 17,021" and "rose from $15bn to $20bn"."""
        before = self.cues.by_last.get(at + 1)
        if before is not None and before.rule_direction is None and self.tokens.lower_at(before.first - 1) == "or":
            ends = (before.first - 1, before.first - 2, before.first - 3)  # rose $12, or 0.5%, to; 102 points, or
            before = next((self.cues.by_last[end] for end in ends if end in self.cues.by_last), None)
        if before is None:
            return False
        if before.rule_direction and before.role == "change":
            draft.rule_direction = before.rule_direction
            draft.linked, before.linked = before, draft
            return True
        return self._continue_base(before, draft)

    def _continue_base(self, base: FigureDraft, draft: FigureDraft) -> bool:
        start, earlier = self.backward.skip(base.first - 1)
        if earlier != "from":
            return False
        direction = self.cues.verb_at(start) or self.cues.at(start, ("noun",))
        if direction is None:
            direction, start = self.distant.find(start, "to", base) or (None, start)
        draft.rule_direction = None if self.cues.is_negated(start) else direction
        return True
