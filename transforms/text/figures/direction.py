"""Direction, role and links: what went up or down, by how much, and to what."""

from __future__ import annotations

from itertools import pairwise

from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

REACH = 8  # tokens before "to" or "by" in which the verb may stand: "raised tariffs on Chinese steel to"
ASIDE = 5  # tokens between a level and the change that follows it: "$20bn in 2023, up 5 percent"
AUXILIARIES = frozenset(["n't", "not", "never", "nor", "without", "unlikely"])
CHANGEABLE = ("money", "percent", "quantity")


class Directions:
    """Reads the direction of the figures of one sentence."""

    def __init__(self, drafts: list[Draft], tokens: Tokens, rules: Rules, asides: frozenset[int]) -> None:
        """`asides` holds the positions of tokens that belong to time phrases and are skipped."""
        self.drafts, self.tokens, self.rules, self.asides = drafts, tokens, rules, asides
        self.by_last = {draft.last: draft for draft in drafts}

    def mark(self) -> None:
        """Set direction, role and link of every draft."""
        for draft in self.drafts:
            if draft.form == "multiple":
                self._mark_multiple(draft)
            elif draft.kind in ("ordinal", "duration") or draft.value is None:
                continue
            elif not self._mark_following(draft):
                self._mark_preceding(draft)
        for level, change in pairwise(self.drafts):
            self._link(level, change)

    def _mark_multiple(self, draft: Draft) -> None:
        draft.role = "change"
        draft.direction = "down" if draft.value is not None and draft.value < 1 else "up"

    def _cue(self, index: int, parts: tuple[str, ...]) -> str | None:
        """Return the direction of a cue that begins at a token, whatever its length."""
        found = self.rules.directions.at(self.tokens, index)
        if found and found[0].part in parts:
            return found[0].direction
        word = self.rules.direction_words.get(self.tokens.near(index), {})
        return next((word[part] for part in parts if part in word), None)

    def _mark_following(self, draft: Draft) -> bool:
        """Read "a 5% rise", "5% higher", "5 percent more than", "5-percent annual growth"."""
        at = draft.last
        while self.tokens.near(at) in (
            "-",
            "annual",
            "yearly",
            "monthly",
            "quarterly",
            "year-on-year",
            "sharp",
            "real",
        ):
            at += 1
        while at in self.asides and at < draft.last + ASIDE:
            at += 1
        direction = self._cue(at, ("comparative",)) if draft.kind != "count" else None
        if direction is None and draft.kind in CHANGEABLE:
            direction = self._noun_after(draft, at)
        if direction is None:
            return False
        draft.direction, draft.role = direction, "change"
        return True

    def _noun_after(self, draft: Draft, at: int) -> str | None:
        """Read the noun of "a 5% rise"; "5% growth" needs no article, "a $5bn loss" is no change."""
        noun = self._cue(at, ("noun",))
        if noun is None or (draft.kind == "money" and self.tokens.near(at) in ("loss", "gain", "discount")):
            return None
        return noun

    def _mark_preceding(self, draft: Draft) -> None:
        """Walk back over fillers and time phrases to the verb, adverb or noun that governs the figure."""
        at, joint = self._skip_back(draft.first - 1)
        before = self.by_last.get(at + 1)
        if before is not None and joint in ("to", "") and self._continue(before, draft, joint):
            return
        if joint == "from":
            return
        direction = self._governor(at, joint)
        if direction is None and joint in ("to", "by", "of"):
            direction = self._distant(at, joint, draft)
        if direction is None or self._is_negated(at):
            return
        draft.direction = direction
        draft.role = "level" if joint in ("to", "at") else "change"

    def _skip_back(self, at: int) -> tuple[int, str]:
        """Return the first token before a figure that says something, and the preposition passed on the way."""
        joint = ""
        for _ in range(REACH * 2):
            word = self.tokens.near(at)
            if word in ("to", "from", "at", "of") and not joint:
                joint = word
            elif word == "by" and not joint:
                joint = "by"
            elif word == "up" and joint == "to" and self.tokens.near(at - 1) not in (",", "is", "was", "were", "went"):
                return -1, "to"  # up to $5 billion is a limit
            elif word in self.rules.words["filler"] and self._cue(at, ("adverb",)) is None:
                pass
            elif at not in self.asides:
                break
            at -= 1
        return at, joint

    def _governor(self, at: int, joint: str) -> str | None:
        if joint == "of" or (joint == "to" and self._cue(at, ("noun",)) and not self._cue(at, ("verb",))):
            return self._cue(at, ("noun",))
        if joint == "at":
            return self._cue(at, ("adverb",))
        return self._verb_at(at)

    def _verb_at(self, at: int) -> str | None:
        """Return the direction of a verb or adverb that ends at a token; of two tokens (went up) the second decides."""
        direction = self._cue(at, ("verb", "adverb"))
        if direction is None:
            found = self.rules.directions.at(self.tokens, at - 1)
            return found[0].direction if found and found[1] == at + 1 else None
        return direction

    def _distant(self, at: int, joint: str, draft: Draft) -> str | None:
        """Find the verb of "raised tariffs on steel to 25 percent", the noun of "an increase in exports of 5%"."""
        if draft.kind not in CHANGEABLE and not self._counts_total(at):
            return None
        parts = ("noun",) if joint == "of" else ("verb",)
        for back in range(at, max(-1, at - REACH), -1):
            word = self.tokens.near(back)
            if word in self.rules.words["break"] or back + 1 in self.by_last or word in ("to", "by"):
                return None
            direction = self._cue(back, parts)
            if direction and (joint != "of" or self.tokens.near(back + 1) in ("in", "for")):
                return direction
        return None

    def _counts_total(self, at: int) -> bool:
        nouns = {
            "number",
            "total",
            "toll",
            "headcount",
            "force",
            "figure",
            "tally",
            "count",
            "membership",
            "population",
        }
        return not nouns.isdisjoint(self.tokens.lower[max(0, at - REACH) : at + 1])

    def _is_negated(self, at: int) -> bool:
        return not AUXILIARIES.isdisjoint(self.tokens.lower[max(0, at - 2) : at])

    def _continue(self, before: Draft, draft: Draft, joint: str) -> bool:
        """Read the second figure of "rose 5% to $20bn" and of "rose from $15bn to $20bn"."""
        if joint != "to":
            return False
        if before.direction and before.role == "change" and before.form != "ordinal":
            draft.direction = before.direction
            draft.linked, before.linked = before, draft
            return True
        at, earlier = self._skip_back(before.first - 1)
        direction = self._verb_at(at) or self._cue(at, ("noun",)) or self._distant(at, "to", before)
        if earlier == "from" and direction:
            draft.direction = direction
            return True
        return False

    def _link(self, level: Draft, change: Draft) -> None:
        """Link "$240 billion in 2023" with the ", up 63 percent" that follows it; the level went the same way."""
        if level.role != "level" or change.role != "change" or change.linked or level.kind in ("ordinal", "duration"):
            return
        between = [
            self.tokens.near(at)
            for at in range(level.last, change.first)
            if at not in self.asides and self.tokens.near(at)
        ]
        if not between or (between[0] not in (",", "(", "—", "–", "-", "or") and "up" not in between[:2]):
            return
        words = [
            word
            for word in between
            if word not in self.rules.words["filler"] and word not in (",", "(", "—", "–", "-", "in", "or")
        ]
        if len(words) > 2 or ";" in between or (words and not all(self._is_link(word) for word in words)):
            return
        if level.kind != "percent" and level.direction in (None, change.direction):
            level.direction = change.direction
            level.linked, change.linked = change, level

    def _is_link(self, word: str) -> bool:
        known = self.rules.direction_words.get(word)
        return bool(known) or word in (
            "which",
            "is",
            "was",
            "representing",
            "marking",
            "compared",
            "with",
            "of",
            "for",
            "on",
        )
