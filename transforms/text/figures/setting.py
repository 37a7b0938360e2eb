"""What an article is about, as far as it tells whose a figure is when its own sentence does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.findings import TITLE, CountrySpan, FocusDyad, SentenceDyad

FAINT_FOCUS = 0.2  # enough where the words say "bilateral" or "its neighbour": the pair only has to be named
CLEAR_LEAD = 1.5  # times what the next pair or country weighs
LOOK_BACK = 2  # sentences before one in which "the contract" was introduced
TITLE_WEIGHT = 2  # sentences that a mention in the title counts for


class Setting(NamedTuple):
    """The pairs of an article, the country in which it is at home, and what its sentences name and relate."""

    focus: tuple[FocusDyad, ...]
    home: str | None
    mentions: Mapping[int, Sequence[CountrySpan]]
    pairs: Mapping[int, Sequence[SentenceDyad]]

    def partner(self, iso3: str) -> str | None:
        """Return who "its neighbour" is: the other side of a country's only plain pair in focus."""
        best: FocusDyad | None = None
        for found in self.focus:  # the most salient first
            if iso3 not in found.dyad:
                continue
            if best is not None:
                if best.salience < CLEAR_LEAD * found.salience:
                    return None
                break
            best = found
        if best is not None and best.salience >= FAINT_FOCUS:
            return best.dyad.country_b if best.dyad.country_a == iso3 else best.dyad.country_a
        return None

    def towns(self, sentence: int, start: int, end: int) -> set[str]:
        """Return the countries of the towns and capitals that stand between two offsets of a sentence."""
        spans = self.mentions.get(sentence, ())
        return {s.iso3 for s in spans if start <= s.start < end and (s.kind == "city" or s.use == "place")}

    def pair_before(self, sentence: int) -> Dyad | None:
        """Return the only pair that a sentence just before relates: the nearest such sentence decides."""
        for number in range(sentence - 1, max(sentence - 1 - LOOK_BACK, TITLE), -1):
            related = [found.dyad for found in self.pairs.get(number, ()) if found.relational]
            if related:
                return related[0] if len(related) == 1 else None
        return None


def read_setting(
    countries: Iterable[CountrySpan],
    mentions: Mapping[int, Sequence[CountrySpan]],
    pairs: Mapping[int, Sequence[SentenceDyad]],
    focus: tuple[FocusDyad, ...],
) -> Setting:
    """Weigh the countries of an article by the sentences that name them; towns do not count."""
    named = {(span.sentence, span.iso3) for span in countries if span.kind != "city"}
    weight: Counter[str] = Counter()
    for sentence, iso3 in named:
        weight[iso3] += TITLE_WEIGHT if sentence == TITLE else 1
    first, *rest = weight.most_common(2) or [("", 0)]
    clear = first[1] > 1 and (not rest or first[1] >= CLEAR_LEAD * rest[0][1])
    return Setting(focus, first[0] if clear else None, mentions, pairs)
