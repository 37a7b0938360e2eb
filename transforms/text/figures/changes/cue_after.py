"""Find the cue of direction after a figure: "a 5% pay rise", "two hours longer than"."""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.figures.changes.cues import Cues, is_changeable, is_index
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DETERMINERS, POINTS

ASIDE = 5  # tokens of a time phrase between a number and its noun: "a 5% year-on-year rise"
QUICK = ("shorter", "faster", "quicker", "sooner", "earlier")
SLOW = ("longer", "slower", "later")
OTHERS = frozenset(("a", "an", "the", "all", "any", "most", "other", "others", "those"))
FORMER = frozenset(("current", "former", "last", "old", "preceding", "present", "previous", "prior", "same"))
NOUN_REACH = 6  # tokens of "more people than"
THAN_REACH = 10  # tokens after "than" in which a time tells that the comparison is with what was
MARK_REACH = 5  # tokens after "above" in which a mark stands: "its long-term average"
WAYS = frozenset(("front", "payment", "payments", "there", "here", "north", "south", "east", "west"))
OFFERED = ("grabs", "sale", "auction", "election", "renewal")  # what is up for one of them has not risen
PLACES = ("above", "below", "off")  # after a length they say where: 28 km below the town


class Following:
    """Reads what follows the figures of one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.words = cues, cues.tokens, cues.rules.words

    def direction(self, draft: FigureDraft) -> str | None:
        """Return the direction of a figure that is the change itself, from the noun or comparative after it."""
        at = self._skip_forward(draft)
        if self.tokens.lower_at(draft.first - 1) == "from" and self.cues.at(at, ("adverb",)):
            return None  # rallied from 20 points down
        if self.tokens.lower_at(at) not in self.cues.rules.direction_starts or self._is_way(at):
            return None
        changeable = is_changeable(draft)
        timed = self._than_time(at)
        compared = (changeable and draft.unit != "time") or self.tokens.lower_at(at + 1) == "than" or timed
        unlike = self.tokens.is_capital(at) or self._is_mark(draft, at) or (not timed and self._than_thing(draft, at))
        direction = self.cues.at(at, ("comparative",)) if compared and not unlike else None
        if direction is None and changeable and not self.cues.is_sum(draft, at):
            direction = self.cues.at(at, ("noun",))
        return direction

    def longer(self, draft: FigureDraft) -> str | None:
        """Read "two hours longer than" and "two seconds faster than", which takes less time."""
        if self.tokens.lower_at(draft.last + 1) != "than" or self.cues.is_attribute(draft):
            return None
        word = self.tokens.lower_at(draft.last)
        return "down" if word in QUICK else "up" if word in SLOW else None

    def _skip_forward(self, draft: FigureDraft) -> int:
        """Return the token after a figure, past "further", "year-on-year" and the "pay" of "a 5% pay rise"."""
        lower_at = self.tokens.lower_at
        at = draft.last + (is_index(draft) and lower_at(draft.last) in POINTS)  # a level of 38,450 stands without them
        while lower_at(at) in self.words["rise_adjective"]:
            at += 1
        while at in self.cues.asides and at < draft.last + ASIDE:
            at += 1
        if lower_at(at) in self.words["rise_noun"]:
            noun = at + 1 + (lower_at(at + 1) in self.words["rise_noun"])
            return noun if self.cues.at(noun, ("noun",)) else at
        return at

    def _than_time(self, at: int) -> bool:
        """Recognise "more people than in the same period", which compares with what was, and "more so far"."""
        lower_at = self.tokens.lower_at
        if (lower_at(at + 1), lower_at(at + 2)) == ("so", "far"):
            return True
        than = next((here for here in range(at + 1, at + NOUN_REACH) if lower_at(here) == "than"), 0)
        if not than or any(not lower_at(here).isalpha() for here in range(at + 1, than)):
            return False
        return any(here in self.cues.asides for here in self._clause_after(than))

    def _clause_after(self, than: int) -> Iterator[int]:
        for at in range(than + 1, than + THAN_REACH):
            if self.tokens.lower_at(at) in self.words["break"]:
                return
            yield at

    def _than_thing(self, draft: FigureDraft, at: int) -> bool:
        """Recognise "two more than the quorum" and "five times faster than a reactor", which are no change in time."""
        lower_at = self.tokens.lower_at
        if draft.unit == "time" or lower_at(at + 1) != "than":
            return draft.unit == "time" or self._is_elsewhere(at)
        return (lower_at(at + 2) in OTHERS and lower_at(at + 3) not in FORMER) or self.tokens.is_capital(at + 2)

    def _is_elsewhere(self, at: int) -> bool:
        """Recognise "cheaper in Malaysia than in Thailand", which compares two places."""
        lower_at = self.tokens.lower_at
        than = next((here for here in range(at + 2, at + NOUN_REACH) if lower_at(here) == "than"), -1)
        alike = lower_at(at + 1) == lower_at(than + 1) and lower_at(at + 1) in ("at", "for", "in")
        return than > 0 and alike and self.tokens.is_capital(than + 2) and than + 2 not in self.cues.asides

    def _is_way(self, at: int) -> bool:
        """Distinguish "20 miles down the coast", "a $5m down payment" from "5% up the week before"."""
        word, after = self.tokens.lower_at(at), self.tokens.lower_at(at + 1)
        if word not in ("up", "down"):
            return False
        offered = after == "for" and self.tokens.lower_at(at + 2) in OFFERED
        return offered or after in WAYS or (after in DETERMINERS and at + 1 not in self.cues.asides)

    def _is_mark(self, draft: FigureDraft, at: int) -> bool:
        """Recognise "120,000 above its target" and "four more than average", which compare with no earlier level."""
        word, after = self.tokens.lower_at(at), self.tokens.lower_at(at + 1)
        if draft.dimension in ("length", "temperature") and word in PLACES:
            return True
        if after != "than" and self.cues.is_attribute(draft):
            return True  # the 8.6-inch lower display
        if draft.kind == "money" and (word, after) == ("more", "to"):
            return True  # set aside $5 million more to build
        marked = word in ("above", "below") or after == "than"
        return marked and not self.words["mark"].isdisjoint(self.tokens.lower[at + 1 : at + MARK_REACH])
