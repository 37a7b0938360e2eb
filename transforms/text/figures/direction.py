"""Direction and role: what went up or down, and whether the number is the change or the level."""

from __future__ import annotations

from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import HYPHENS, Tokens

REACH = 10  # tokens before "to" or "by" in which the verb may stand: "raised its tariffs on Chinese steel to"
ASIDE = 5  # tokens of a time phrase between a number and its noun: "a 5% year-on-year rise"
PEAKS = ("high", "low", "peak", "record", "total", "average", "value", "rate", "level", "pace")
CHANGEABLE = ("money", "percent", "quantity")
SUMS = ("loss", "losses", "gain", "gains", "discount", "raise", "boost", "expansion")
MARKS = frozenset(
    ("target", "targets", "goal", "quota", "limit", "average", "norm", "forecast", "forecasts", "minimum")
)
PRICED = frozenset(
    ("futures", "shares", "stock", "stocks", "price", "prices", "crude", "gold", "oil", "contract", "bitcoin", "wheat")
)
PRICE_REACH = 5  # tokens before a verb in which what is priced stands
SETTLES = frozenset(
    ("settle", "close", "end", "finish", "trade", "stand", "reach", "hit")
)  # rose 3.7% to settle at $79
MOST_SCORED = 60  # points in a match; an index that moves by fewer has a decimal point
MARK_REACH = 5  # tokens after "above" in which a mark stands: "its long-term average"


def is_index(draft: Draft) -> bool:
    """Tell the points of an index or a poll."""
    return draft.kind == "count" and draft.unit is not None and draft.unit.endswith(("point", "points"))


def is_scored(draft: Draft) -> bool:
    """Tell the points of a player: few and whole."""
    return draft.value is not None and draft.value.denominator == 1 and draft.value < MOST_SCORED


def is_changeable(draft: Draft) -> bool:
    """Tell what goes up and down from what is counted."""
    return draft.kind in CHANGEABLE or is_index(draft) or draft.form == "fraction"


class Directions:
    """Reads the direction of the figures of one sentence, each by itself."""

    def __init__(self, drafts: list[Draft], tokens: Tokens, rules: Rules, asides: frozenset[int]) -> None:
        """`asides` holds the positions of tokens that belong to time phrases and are skipped."""
        self.drafts, self.tokens, self.rules, self.asides = drafts, tokens, rules, asides
        self.by_last = {draft.last: draft for draft in drafts}

    def mark(self) -> None:
        """Set direction and role of every draft."""
        for draft in self.drafts:
            if draft.form == "multiple":
                draft.role = "change"
                draft.direction = "down" if draft.value is not None and draft.value < 1 else "up"
            elif draft.kind in ("ordinal", "duration") or draft.value is None:
                continue
            elif not self._mark_following(draft):
                self._mark_preceding(draft)

    def cue(self, index: int, parts: tuple[str, ...]) -> str | None:
        """Return the direction of a cue that begins at a token, whatever its length."""
        word = self.tokens.near(index)
        if word not in self.rules.direction_starts:
            return None
        found = self.rules.directions.at(self.tokens, index)
        if found and found[0].part in parts:
            return found[0].direction
        known = self.rules.direction_words.get(word, {})
        return next((known[part] for part in parts if part in known), None)

    def _mark_following(self, draft: Draft) -> bool:
        """Read "a 5% rise", "5% higher", "5 percent more than", "5-percent annual growth"."""
        at = draft.last + is_index(draft)
        while self.tokens.near(at) in self.rules.words["rise_adjective"]:
            at += 1
        while at in self.asides and at < draft.last + ASIDE:
            at += 1
        if self.tokens.near(at) not in self.rules.direction_starts:
            return False
        changeable = is_changeable(draft)
        compared = (changeable or self.tokens.near(at + 1) == "than") and not self.tokens.is_capital(at)
        direction = self.cue(at, ("comparative",)) if compared and not self._is_mark(draft, at) else None
        if direction is None and changeable:
            direction = self._noun_after(draft, at)
        if direction is None:
            return False
        draft.direction, draft.role = direction, "change"
        return True

    def _is_mark(self, draft: Draft, at: int) -> bool:
        """Tell "120,000 above its target" and "four more than the average", which compare with no earlier level."""
        if draft.dimension in ("length", "temperature") and self.tokens.near(at) in ("above", "below"):
            return True  # 28 km below the town
        marked = self.tokens.near(at) in ("above", "below") or self.tokens.near(at + 1) == "than"
        return marked and not MARKS.isdisjoint(self.tokens.lower[at + 1 : at + MARK_REACH])

    def _noun_after(self, draft: Draft, at: int) -> str | None:
        """Read the noun of "a 5% rise"; "a $5bn loss" is no change."""
        return None if self._is_sum(draft, at) else self.cue(at, ("noun",))

    def _is_sum(self, draft: Draft, at: int) -> bool:
        """Tell "a $5bn loss" and "a loss of $5bn", amounts that were made or spent, from changes of an amount."""
        return draft.kind == "money" and self.tokens.near(at) in SUMS

    def _mark_preceding(self, draft: Draft) -> None:
        """Walk back over fillers and time phrases to the verb, adverb or noun that governs the figure."""
        at, joint = self.skip_back(draft.first - 1)
        if joint == "from" or (joint == "" and draft.own_unit and self.tokens.near(draft.tail) in HYPHENS):
            return  # a rear-mounted 275-horsepower motor
        if joint in ("to", "at") and self._continue(at, joint, draft):
            return
        direction = self._governor(at, joint, draft)
        if direction is None and joint in ("to", "by", "of"):
            direction = self._distant(at, joint, draft)
        if direction is None or self._is_negated(at):
            return
        draft.direction = direction
        draft.role = "level" if joint in ("to", "at") else "change"

    def skip_back(self, at: int) -> tuple[int, str]:
        """Return the first token before a figure that says something, and the preposition passed on the way."""
        joint = ""
        for _ in range(REACH * 2):
            word = self.tokens.near(at)
            if not joint and word == "of" and self.tokens.near(at - 1) in PEAKS:
                at -= 4 if self._is_all_time(at - 2) else 1  # to a record high of $63 billion
            elif not joint and word in ("to", "from", "at", "of", "by"):
                joint = word
            elif not joint and word == "than" and self.cue(at - 1, ("adverb",)):
                return at, "from"  # higher than 2.31%: a base
            elif not joint and word in ("below", "above", "under", "past", "beyond") and self.cue(at - 1, ("verb",)):
                joint = "to"  # fell below 5 percent: a level
            elif word == "up" and joint == "to" and self._is_limit(at):
                return -1, "to"
            elif not self._is_filler(at, word, joint):
                break
            at -= 1
        return self._skip_settled(at, joint)

    def _is_all_time(self, at: int) -> bool:
        """Tell the "all-time" before "high"."""
        return self.tokens.near(at) == "time" and self.tokens.near(at - 1) == "-" and self.tokens.near(at - 2) == "all"

    def _skip_settled(self, at: int, joint: str) -> tuple[int, str]:
        """Skip the verb of "rose 3.7%, to settle at $79", which says no more than "to"."""
        if joint not in ("", "at") or self.tokens.near(at) not in SETTLES or self.tokens.near(at - 1) != "to":
            return at, joint
        change = at - 2 - (self.tokens.near(at - 2) == ",")
        return (change, "to") if change + 1 in self.by_last else (at, joint)

    def _is_limit(self, at: int) -> bool:
        """Tell "up to $5 billion", a limit, from "went up to $5 billion"."""
        before = self.tokens.near(at - 1)
        moved = self.rules.directions.at(self.tokens, at - 1)  # edged up to
        if (moved and moved[1] == at + 1) or "verb" in self.rules.direction_words.get(before, {}):
            return False
        return before not in (",", "is", "was", "were", "went", "go", "goes", "gone")

    def _is_filler(self, at: int, word: str, joint: str) -> bool:
        if at in self.asides or (word == "," and joint == "to"):
            return True
        return word in self.rules.words["filler"] and self.cue(at, ("adverb",)) is None

    def _governor(self, at: int, joint: str, draft: Draft) -> str | None:
        near, rules = self.tokens.near, self.rules
        if near(at) not in rules.direction_starts and near(at - 1) not in rules.directions.starts:
            return None  # most words say nothing of a direction
        if joint == "of":
            return None if self._is_sum(draft, at) else self.cue(at, ("noun",))
        noun = self.cue(at, ("noun",)) if joint == "to" else None
        if noun and not self.cue(at, ("verb",)):
            return noun
        if joint == "at":
            return self.cue(at, ("adverb", "verb"))
        if draft.unit == "time" and joint == "":
            return None  # saved up 25 times their pay
        if draft.kind != "percent" and (self.tokens.near(at - 1), self.tokens.near(at)) == ("put", "on"):
            return None  # put on 500 extra trains, but shares put on 1.1%
        counted = draft.kind in ("money", "count") and (not is_index(draft) or is_scored(draft))
        counted = counted and not self._is_priced(draft, at)
        if joint == "" and counted and self.tokens.near(at) in self.rules.words["transitive"]:
            return None  # raised €2m, lost 17 ships: nothing measured has changed
        return self.verb_at(at)

    def _is_priced(self, draft: Draft, at: int) -> bool:
        """Tell "futures gained $2.82, or 3.7%", a price that changed, from "gained $2.82 million"."""
        if draft.kind != "money" or draft.scale != 1:
            return False
        restated = self.tokens.lower[draft.last : draft.last + 2] == [",", "or"]
        return restated or not PRICED.isdisjoint(self.tokens.lower[max(0, at - PRICE_REACH) : at])

    def verb_at(self, at: int) -> str | None:
        """Return the direction of a verb or adverb that ends at a token; of two tokens (went up) the second decides."""
        found = self.rules.directions.at(self.tokens, at - 1)
        if found and found[1] == at + 1:
            return found[0].direction
        if self.tokens.near(at - 1) in self.rules.words["takes_up"]:
            return None  # make up 60 percent, set up five, reaches down to 12 metres
        return self.cue(at, ("verb", "adverb"))

    def _distant(self, at: int, joint: str, draft: Draft) -> str | None:
        """Find the verb of "raised tariffs on steel to 25 percent", the noun of "an increase in exports of 5%"."""
        if not is_changeable(draft) and not self._counts_total(at):
            return None
        parts = ("noun",) if joint == "of" else ("verb",)
        for back in range(at, max(-1, at - REACH), -1):
            word = self.tokens.near(back)
            if word in self.rules.words["break"] or back + 1 in self.by_last:
                multiple = self.by_last.get(back + 1)
                return multiple.direction if multiple and multiple.form == "multiple" and joint == "to" else None
            if word in ("to", "by") and not self.tokens.is_capital(back + 1):
                return self._infinitive(back, parts)
            direction = self.cue(back, parts) or (self.cue(back, ("total",)) if self._counts_total(at) else None)
            if direction and (joint != "of" or self.tokens.near(back + 1) in ("in", "for")):
                return direction
        return None

    def _infinitive(self, back: int, parts: tuple[str, ...]) -> str | None:
        """Read the verb of "aim to lift trade to $30 billion" where the walk back meets its "to"."""
        return self.cue(back + 1, parts) if self.tokens.near(back) == "to" else None

    def _counts_total(self, at: int) -> bool:
        return not self.rules.words["total"].isdisjoint(self.tokens.lower[max(0, at - REACH) : at + 1])

    def _is_negated(self, at: int) -> bool:
        return not self.rules.words["negation"].isdisjoint(self.tokens.lower[max(0, at - 2) : at])

    def _continue(self, at: int, joint: str, draft: Draft) -> bool:
        """Read the second figure of "rose 5% to $20bn", "up 1.7% at 17,021" and "rose from $15bn to $20bn"."""
        before = self.by_last.get(at + 1)
        if before is not None and before.direction is None and self.tokens.near(before.first - 1) == "or":
            ends = (before.first - 1, before.first - 2, before.first - 3)  # rose $12, or 0.5%, to; 102 points, or
            before = next((self.by_last[end] for end in ends if end in self.by_last), None)
        if before is None:
            return False
        if before.direction and before.role == "change":
            draft.direction = before.direction
            draft.linked, before.linked = before, draft
            return True
        start, earlier = self.skip_back(before.first - 1)
        if earlier != "from":
            return False
        draft.direction = self.verb_at(start) or self.cue(start, ("noun",)) or self._distant(start, "to", before)
        return True
