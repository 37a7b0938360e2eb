"""Cues of direction: what a word says, which figures can go up or down, and the cue before and after one."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import Draft
from dyadwire.transforms.text.figures.function_words import DETERMINERS, HYPHENS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

CHANGEABLE = ("money", "percent", "quantity")
FOLD = "fold"  # the end of tenfold and 10-fold, which a word beside them makes a rise or a drop
MOST_SCORED = 60  # points in a match; an index that moves by fewer has a decimal point
REACH = 20  # tokens of fillers and time phrases between a verb and its figure
CROSSING = ("below", "above", "under", "past", "beyond")
JOINTS = ("to", "from", "at", "of", "by")
WAY_TO = {"high": "up", "peak": "up", "low": "down"}  # to a level that has not been before
FRESH = frozenset(("new", "fresh", "record", "time", "year", "month", "week"))  # a record high, a two-year low
HIT_REACH = 8  # tokens of "hit a new all-time high of"
RECORD_REACH = 8  # tokens of "a tonne in the first half, a record" after the figure
ASIDE = 5  # tokens of a time phrase between a number and its noun: "a 5% year-on-year rise"
QUICK = ("shorter", "faster", "quicker", "sooner", "earlier")
SLOW = ("longer", "slower", "later")
MARK_REACH = 5  # tokens after "above" in which a mark stands: "its long-term average"
WAYS = frozenset(("front", "payment", "payments", "there", "here", "north", "south", "east", "west"))
OFFERED = ("grabs", "sale", "auction", "election", "renewal")  # what is up for one of them has not risen
PLACES = ("above", "below", "off")  # after a length they say where: 28 km below the town


def is_in_points(draft: Draft) -> bool:
    """Tell what is measured in points, as by "41 percent, down three points"."""
    return draft.unit is not None and draft.unit.endswith(("point", "points"))


def is_index(draft: Draft) -> bool:
    """Tell the points of an index or a poll."""
    return draft.kind == "count" and is_in_points(draft)


def is_scored(draft: Draft) -> bool:
    """Tell the points of a player: few and whole."""
    return draft.value is not None and draft.value.denominator == 1 and draft.value < MOST_SCORED


def is_changeable(draft: Draft) -> bool:
    """Tell what goes up and down from what is counted."""
    return draft.kind in CHANGEABLE or is_index(draft) or draft.form == "fraction"


class Cues:
    """The cues of one sentence and the figures that they may belong to."""

    def __init__(self, drafts: list[Draft], tokens: Tokens, rules: Rules, asides: frozenset[int]) -> None:
        """`asides` holds the positions of tokens that belong to time phrases and are skipped."""
        self.drafts, self.tokens, self.rules, self.asides = drafts, tokens, rules, asides
        self.by_last = {draft.last: draft for draft in drafts}

    def at(self, index: int, parts: tuple[str, ...]) -> str | None:
        """Return the direction of a cue that begins at a token, whatever its length."""
        word = self.tokens.near(index)
        if word not in self.rules.direction_starts:
            return None
        found = self.rules.directions.at(self.tokens, index)
        if found and found[0].part in parts:
            return found[0].direction
        known = self.rules.direction_words.get(word, {})
        return next((known[part] for part in parts if part in known), None)

    def verb_at(self, at: int) -> str | None:
        """Return the direction of a verb or adverb that ends at a token; of two tokens (went up) the second decides."""
        found = self.rules.directions.at(self.tokens, at - 1)
        if found and found[1] == at + 1:
            return found[0].direction
        before, words = self.tokens.near(at - 1), self.rules.words
        if before in words["takes_up"] or before in words["puts_up"] or self._is_counted(at):
            return None  # make up 60 percent, set up five, reaches down to 12 metres
        return self.at(at, ("verb", "adverb"))

    def _is_counted(self, at: int) -> bool:
        """Tell the "rebounds" of "11 rebounds", which are counted, from a verb."""
        counted = self.by_last.get(at)
        return counted is not None and counted.kind == "count" and self.tokens.near(at) in (counted.unit or "").split()

    def is_negated(self, at: int) -> bool:
        """Tell a verb at a token that "not", "failed to" or the like stands before."""
        if self.tokens.near(at - 1) == "to" and self.tokens.near(at - 2) in self.rules.words["undone"]:
            return True
        before = self.tokens.lower[max(0, at - 2) : max(0, at)]
        return any(word in self.rules.words["negation"] or word.endswith(("n't", "n’t")) for word in before)

    def is_sum(self, draft: Draft, at: int) -> bool:
        """Tell "a $5bn loss" and "a loss of $5bn", amounts that were made or spent, from changes of an amount."""
        return draft.kind == "money" and self.tokens.near(at) in self.rules.words["sum"]

    def is_attribute(self, draft: Draft) -> bool:
        """Tell a figure that describes a noun: a rear-mounted 275-horsepower motor; who fell 10-fold, fell so much."""
        return draft.own_unit and self.tokens.near(draft.tail) in HYPHENS and self.tokens.near(draft.tail + 1) != FOLD


class Backward:
    """Walks back from the figures of one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.rules = cues, cues.tokens, cues.rules

    def skip(self, at: int) -> tuple[int, str]:
        """Return the first token before a figure that says something, and the preposition passed on the way."""
        joint = ""
        for _ in range(REACH):
            word = self.tokens.near(at)
            if not joint and word == "of" and self.tokens.near(at - 1) in self.rules.words["level_of"]:
                if self.cues.at(at - 2, ("adverb",)):
                    return -1, "of"  # the higher rate of 40 percent
                at -= 4 if self.tokens.near(at - 3) in HYPHENS else 1  # to an all-time high of, a two-decade low of
            elif not joint and self._joint_at(at, word):
                joint = self._joint_at(at, word)
            elif word == "up" and joint == "to" and self._is_limit(at):
                before = self.tokens.near(at - 1)
                if before != "by" and "verb" not in self.rules.direction_words.get(before, {}):
                    return -1, "to"
                joint = ""  # raise up to $5 billion, fell up to 3%, fell by up to 3%
            elif not self._is_filler(at, word, joint):
                break
            at -= 1
        return self._skip_settled(at, joint)

    def _joint_at(self, at: int, word: str) -> str:
        """Return what a word says as a preposition, or ""; who fell below 5 percent fell to a level."""
        if word in JOINTS:
            return "" if self.tokens.near(at + 1) in ("least", "most") else word
        if word == "than" and self.cues.at(at - 1, ("adverb",)):
            return "from"  # higher than 2.31%: a base
        return "to" if self._is_reach(at) or (word in CROSSING and self._is_crossed(at - 1)) else ""

    def _is_reach(self, at: int) -> bool:
        """Tell the "high" of "could rise as high as $5"."""
        around = (self.tokens.near(at - 1), self.tokens.near(at + 1))
        return self.tokens.near(at) in ("high", "low") and around == ("as", "as")

    def _is_crossed(self, at: int) -> bool:
        """Tell the verb of "fell below" and the noun of "pushed the toll past"."""
        return self.cues.at(at, ("verb",)) is not None or self.tokens.near(at) in self.rules.words["total"]

    def _skip_settled(self, at: int, joint: str) -> tuple[int, str]:
        """Skip the verb of "rose 3.7%, to settle at $79", which says no more than "to"."""
        settled = self.tokens.near(at) in self.rules.words["settle"] and self.tokens.near(at - 1) == "to"
        if joint not in ("", "at") or not settled:
            return at, joint
        change = at - 2 - (self.tokens.near(at - 2) == ",")
        return (change, "to") if change + 1 in self.cues.by_last else (at, joint)

    def _is_limit(self, at: int) -> bool:
        """Tell "up to $5 billion", a limit, from "went up to $5 billion"."""
        before = self.tokens.near(at - 1)
        moved = self.rules.directions.at(self.tokens, at - 1)  # edged up to
        if moved and moved[1] == at + 1:
            return False
        verb = self.rules.direction_words.get(before, {}).get("verb")
        if verb:  # grew up to $5 billion; but cut up to 500 jobs, raised up to €2m
            return verb == "down" or before in self.rules.words["transitive"]
        if before == ",":  # rose 5%, up to $20bn; "in Europe, up to 277 miles" is a limit
            return at - 1 not in self.cues.by_last
        return (
            before not in ("is", "was", "were", "went", "go", "goes", "gone")
            and before not in self.rules.words["total"]
        )

    def _is_filler(self, at: int, word: str, joint: str) -> bool:
        if at in self.cues.asides or (word == "," and joint in ("to", "at")) or self._is_reach(at):
            return True
        if word in ("it", "them"):
            return self.cues.at(at - 1, ("verb",)) is not None  # lowered it two inches
        if word == "and" and not joint:
            return False  # crime was down and 40 percent of cases were solved
        return word in self.rules.words["filler"] and self.cues.at(at, ("adverb",)) is None

    def extreme(self, draft: Draft) -> str | None:
        """Read "hit a record high of $63 billion", which no earlier level has reached."""
        word = self.tokens.near(draft.first - 2)
        if self.tokens.near(draft.first - 1) != "of" or word not in WAY_TO:
            return None
        for at in range(draft.first - 3, draft.first - 3 - HIT_REACH, -1):
            if self.tokens.near(at) in self.rules.words["peak_verb"]:
                fresh = not FRESH.isdisjoint(self.tokens.lower[at : draft.first - 2])
                return WAY_TO[word] if fresh else None
        return None

    def record(self, at: int, draft: Draft) -> str | None:
        """Read "hit a record $41 billion" and "reached 38 percent in May, a record", higher than all before."""
        if self.tokens.near(at) not in self.rules.words["hit"]:
            return None
        after = self.tokens.lower[draft.last : draft.last + RECORD_REACH]
        told = any(after[here : here + 3] == [",", "a", "record"] for here in range(len(after)))
        return "up" if told or "record" in self.tokens.lower[at : draft.first] else None


class Following:
    """Reads what follows the figures of one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.words = cues, cues.tokens, cues.rules.words

    def direction(self, draft: Draft) -> str | None:
        """Return the direction of a figure that is the change itself, from the noun or comparative after it."""
        at = self._skip_forward(draft)
        if self.tokens.near(draft.first - 1) == "from" and self.cues.at(at, ("adverb",)):
            return None  # rallied from 20 points down
        if self.tokens.near(at) not in self.cues.rules.direction_starts or self._is_way(at):
            return None
        changeable = is_changeable(draft)
        compared = (changeable or self.tokens.near(at + 1) == "than") and not self.tokens.is_capital(at)
        direction = self.cues.at(at, ("comparative",)) if compared and not self._is_mark(draft, at) else None
        if direction is None and changeable and not self.cues.is_sum(draft, at):
            direction = self.cues.at(at, ("noun",))
        return direction

    def longer(self, draft: Draft) -> str | None:
        """Read "two hours longer than" and "two seconds faster than", which takes less time."""
        if self.tokens.near(draft.last + 1) != "than" or self.cues.is_attribute(draft):
            return None
        word = self.tokens.near(draft.last)
        return "down" if word in QUICK else "up" if word in SLOW else None

    def _skip_forward(self, draft: Draft) -> int:
        """Return the token after a figure, past "further", "year-on-year" and the "pay" of "a 5% pay rise"."""
        at, near = draft.last + is_index(draft), self.tokens.near
        while near(at) in self.words["rise_adjective"]:
            at += 1
        while at in self.cues.asides and at < draft.last + ASIDE:
            at += 1
        if near(at) in self.words["rise_noun"]:
            noun = at + 1 + (near(at + 1) in self.words["rise_noun"])
            return noun if self.cues.at(noun, ("noun",)) else at
        return at

    def _is_way(self, at: int) -> bool:
        """Tell "20 miles down the coast", "$5m up front" and "a $5m down payment" from "5% up the week before"."""
        word, after = self.tokens.near(at), self.tokens.near(at + 1)
        if word not in ("up", "down"):
            return False
        offered = after == "for" and self.tokens.near(at + 2) in OFFERED
        return offered or after in WAYS or (after in DETERMINERS and at + 1 not in self.cues.asides)

    def _is_mark(self, draft: Draft, at: int) -> bool:
        """Tell "120,000 above its target" and "four more than the average", which compare with no earlier level."""
        word, after = self.tokens.near(at), self.tokens.near(at + 1)
        if draft.dimension in ("length", "temperature") and word in PLACES:
            return True
        if after != "than" and self.cues.is_attribute(draft):
            return True  # the 8.6-inch lower display
        if (draft.kind == "money" and (word, after) == ("more", "to")) or (draft.kind == "quantity" and word == "off"):
            return True  # set aside $5 million more to build, took 3,800 megawatts off the grid
        marked = word in ("above", "below") or after == "than"
        return marked and not self.words["mark"].isdisjoint(self.tokens.lower[at + 1 : at + MARK_REACH])
