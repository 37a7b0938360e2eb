"""Figures under one verb: prices rose 5% in May and 6% in June."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cues import Cues, is_changeable
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DETERMINERS

DETERMINED = 2  # tokens of "its target"
GAPPED = 3  # tokens of a name
LONGEST = 12  # tokens between the two figures
POINTING = frozenset(("that", "those"))  # of the injured, to 300
PARALLEL = ("in", "at", "for", "to", "on", "from", "against")
PREPOSITIONS = ("by", "to", "of")
PLAIN = DETERMINERS.union(
    ("that", "those", "of", "in", "to", "for", "with", "on", "from", "against", "'", "s")
)  # what may stand with names and measures before the second figure, so that no verb of its own does


class Coordinated:
    """Gives a figure the direction of the one before it where they share a verb."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.words = cues, cues.tokens, cues.rules.words

    def copy(self, one: FigureDraft, other: FigureDraft) -> bool:
        """Copy direction and role of a figure to the next if "and" and no other verb stands between them."""
        if one.rule_direction is None or other.rule_direction or not self._is_same(one, other):
            return False
        start, joint = self._preposition(other)
        before = self._preposition(one)[1]
        # To 5% in May and 6% in June.
        again = before == "to" and joint == "" and self.tokens.lower_at(start - 1) == "and"
        if not again and (before != joint or not (joint or one.role == "change")):
            return False
        if not self._is_joined(one.last, start, joint, self._is_parallel(one, other)) or self._is_apart(other):
            return False
        other.rule_direction, other.role = one.rule_direction, one.role
        return True

    def _is_same(self, one: FigureDraft, other: FigureDraft) -> bool:
        near = 0 < other.first - one.last <= LONGEST
        changes = is_changeable(one) or (one.kind == "count" and one.role == "level")  # to 14.8 million and 4.9 million
        return near and changes and one.kind == other.kind and one.unit == other.unit

    def _preposition(self, draft: FigureDraft) -> tuple[int, str]:
        """Return where the words before a figure end, fillers skipped, and its preposition."""
        at = draft.first - 1
        while self.tokens.lower_at(at) in self.words["filler"] and self.tokens.lower_at(at) not in ("and", "by"):
            at -= 1
        word = self.tokens.lower_at(at)
        return (at, word) if word in PREPOSITIONS else (at + 1, "")

    def _is_parallel(self, one: FigureDraft, other: FigureDraft) -> bool:
        """Recognise the list of "5% in May, 7% in June"."""
        after = self.tokens.lower_at(one.last)
        return after in PARALLEL and after == self.tokens.lower_at(other.last)

    def _is_joined(self, start: int, end: int, joint: str, parallel: bool) -> bool:
        """Distinguish "in Germany and" from a clause of its own; prepositions but "to" need a noun less."""
        between = self.tokens.lower[start:end]
        joins = {"and", ","} if parallel else {"and"}
        if between[:1] == [","] and self._is_gapped(start + 1, end):
            return True
        seam = next((at + 1 for at in range(end - 1, start - 1, -1) if self.tokens.lower_at(at) in joins), start)
        if seam == start:
            return False
        pointed = self.tokens.lower_at(seam) in POINTING and self.tokens.lower_at(seam + 1) == "of"
        breaks = self.words["break"] - joins - (POINTING if pointed else frozenset())
        if not breaks.isdisjoint(between) or any(self.cues.at(at, ("verb",)) for at in range(start, end)):
            return False
        named = end - seam == DETERMINED and self.tokens.lower_at(seam) in DETERMINERS  # and its target to 2%
        return joint in ("by", "of") or named or pointed or all(self._is_plain(at) for at in range(seam, end))

    def _is_gapped(self, start: int, end: int) -> bool:
        """Recognise the names of "Iran lost $6bn, Brunei $3bn", whose verb is told once."""
        return 0 < end - start <= GAPPED and all(self.tokens.is_capital(at) for at in range(start, end))

    def _is_plain(self, at: int) -> bool:
        word = self.tokens.lower_at(at)
        noun = word in PLAIN or self.tokens.is_capital(at) or at in self.cues.asides
        return noun or self.cues.rules.measures.at(self.tokens, at) is not None

    def _is_apart(self, other: FigureDraft) -> bool:
        """Recognise "and 20% of shops closed", "and 3% were" and "and 25% tariffs", which begin a clause."""
        after = self.tokens.lower_at(other.last)
        ends = not after.isalpha() or after in PARALLEL or after in self.words["break"] or after == "respectively"
        bare = self._preposition(other)[1] == ""
        return bare and not (ends or after == "of" or other.last in self.cues.asides)
