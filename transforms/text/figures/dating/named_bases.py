"""Rules on bases that are neither a figure nor a time: "from its peak", "more powerful than the present model"."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DETERMINERS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import Phrase

NAMED_BASES = frozenset(("than", "compared", "off"))  # without one of them a level has no base but a figure or a time
COMPARED_REACH = 8  # tokens between a figure and "compared with": its noun, where and when
NAMED_REACH = 10  # tokens of "states in which it is not allowed"
CLAUSE_ENDS = frozenset((".", ",", ";", ":", "(", ")", "—", "–", "and", "but", "while", "because", "!", "?", '"', "”"))
# After "than" these begin a clause or a place, not the name of what is compared with.
NO_NAMES = frozenset(
    ("in", "at", "for", "on", "when", "it", "they", "he", "she", "we", "you", "i", "expected", "planned")
)
PEAK_REACH = 4  # tokens of "its all-time high" up to the noun


class NamedBases:
    """Reads what the figures of one sentence are compared with by name."""

    def __init__(self, tokens: Tokens, rules: Rules, phrases: list[TimePhrase]) -> None:
        self.tokens, self.words, self.phrases = tokens, rules.words, phrases
        self.compares = not NAMED_BASES.isdisjoint(tokens.lower)

    def find(self, draft: FigureDraft) -> Phrase | None:
        """Return the named base of a figure; None where the sentence tells none."""
        if draft.kind in ("ordinal", "duration") or draft.form == "multiple":
            return None  # three times as much as in the capital: no level of the same thing
        if draft.role == "change" or self.tokens.lower_at(draft.last) == "off":
            found = self._peak_after(draft)
            if found:
                return found
        return self._other_after(draft) if self.compares else None

    def _peak_after(self, draft: FigureDraft) -> Phrase | None:
        """Read "from its peak", "from a record high", "off the regular price" after a change."""
        lower_at = self.tokens.lower_at
        if lower_at(draft.last) not in ("from", "below", "above", "off") or lower_at(draft.last + 1) not in DETERMINERS:
            return None
        for at in range(draft.last + 2, draft.last + 2 + PEAK_REACH):
            if lower_at(at) in self.words["base_noun"]:
                return Phrase(self.tokens.surface(draft.last, at + 1))
            if not lower_at(at).isalpha():
                return None
        return None

    def _other_after(self, draft: FigureDraft) -> Phrase | None:
        """Read "20 percent more powerful than the present model" and "3.8 percent, compared to the average"."""
        lower, lower_at = self.tokens.lower, self.tokens.lower_at
        for at in range(draft.last, min(draft.last + COMPARED_REACH, len(lower))):
            word = lower[at]
            if word == "compared" and lower_at(at + 1) in ("with", "to"):
                return self._until_clause_end(at, at + 2)
            if word == "than":
                compared = draft.kind == "percent" and self._is_comparative(lower_at(draft.last))
                return self._until_clause_end(at, at + 1) if compared else None
            if word in CLAUSE_ENDS and not (word == "," and lower_at(at + 1) in ("compared", "when")):
                return None
        return None

    def _is_comparative(self, word: str) -> bool:
        return word in ("more", "less", "fewer") or (
            word.endswith("er") and word not in ("after", "other", "over", "rather")
        )

    def _until_clause_end(self, start: int, first: int) -> Phrase | None:
        """Return what is compared with up to the end of its clause; figures and times are read elsewhere."""
        lower, end = self.tokens.lower, first
        while end < len(lower) and end < first + NAMED_REACH and lower[end] not in CLAUSE_ENDS:
            if lower[end][0].isdecimal():
                return None
            end += 1
        named = end > first and lower[first] not in NO_NAMES and (end == len(lower) or lower[end] in CLAUSE_ENDS)
        if not named:
            return None
        starts, ends = self.tokens.starts, self.tokens.ends
        timed = any(phrase.start < ends[end - 1] and phrase.end > starts[first] for phrase in self.phrases)
        return None if timed else Phrase(self.tokens.surface(start, end))
