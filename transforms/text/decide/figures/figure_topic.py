"""Decide the topic of a figure, from a closed list, by its measure, its unit and the words near it.

The words and their strengths are data (`topics.csv`). Words of the measure and the unit count more than those of the
sentence, which count more the nearer they stand. A figure that is compared with another has its topic, and one without
words of its own that of the figure before it. The weights were chosen on real news; learning one for every word as well
brought nothing on unseen articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from itertools import accumulate
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.victims import VICTIMS, find_victims, is_ruined
from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.measure_fit import LAND_DIMENSIONS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.topic_words import COUNTED, Hints, TopicCue, best_topic, hints_of

# A word counts its strength times one of these, by where it stands.
MEASURE = 0.9  # in the measure
UNIT = 1.5  # in the unit
BESIDE = 2.0  # in the sentence, right beside the figure
TITLE = 0.16  # in the title
HALF = 10  # tokens at which a word of the sentence counts half
BREAK = 0.7  # factor across a comma or a semicolon
# Weight of the topic of the figure before: in the sentence, and in an earlier one.
BEFORE_IN_SENTENCE = 1.6
BEFORE = 0.65
NEAR = 2  # sentences back, beyond which it counts no more

# The topic of people of one country in another, and how much it weighs, which is what "migrants" would.
MOVED, STAY = "migrants", 7
GUESTS = ("visitors", "students")  # who are there for a while
MATTER = frozenset(("mass", "volume"))
OF_NO_MATTER = ("investment", "prices", "rates")
PRICED = 3  # what an amount per tonne adds to its being a price
SOLD_BY = frozenset(("barrel", "bushel", "gallon", "kilogram", "litre", "ounce", "ton", "tonne"))
GDP_REACH = 8  # tokens of "of the gross domestic product (GDP)"
DIMENSIONS: dict[str | None, Hints] = {
    "length": (("distance", 1),),
    "area": (("distance", 1),),
    "energy": (("energy", 1),),
    "power": (("energy", 1),),
}


class TopicSentence(NamedTuple):
    """A sentence: its words that tell topics, the breaks before each token, who of it is abroad, and who was killed.

    `near`: the last topic was told at most NEAR sentences before.
    """

    tokens: Tokens
    cues: list[TopicCue]
    breaks: list[int]
    abroad: Container[int]
    victims: Container[int]
    near: bool


class Topics:
    """The topics of one article's figures, sentence by sentence in order."""

    def __init__(self, rules: Rules, title: str) -> None:
        self.rules = rules
        self.title = hints_of(title, rules.topics)
        self.previous: str | None = None
        self.sentence = 0  # which told the previous topic

    def choose(
        self,
        drafts: list[FigureDraft],
        tokens: Tokens,
        sentence: int,
        cues: list[TopicCue],
        abroad: Container[int] = frozenset(),
    ) -> None:
        """Set the topic of every figure of a sentence that has one; trivial ones and speeds have none.

        `cues` are the words of the sentence that tell topics, `abroad` the first tokens of those that count people of
        one country in another.
        """
        idle = ("ordinal", "speed")
        figures = [d for d in drafts if not (d.trivial or d.kind in idle or d.dimension in idle)]
        if not figures:
            return
        breaks = [0, *accumulate([word in (",", ";") for word in tokens.lower])]
        victims = find_victims(figures, cues, tokens, self.rules)
        here = TopicSentence(tokens, cues, breaks, abroad, victims, near=sentence - self.sentence <= NEAR)
        for index, draft in enumerate(figures):
            partner = _partner(draft, figures[:index])
            if partner and partner.topic:
                draft.topic = partner.topic
                continue
            draft.topic = self._topic_of(draft, figures[index - 1] if index else None, here)
            if draft.topic:
                self.previous, self.sentence = draft.topic, sentence

    def _topic_of(self, draft: FigureDraft, before: FigureDraft | None, here: TopicSentence) -> str | None:
        if draft.first in here.victims:
            return VICTIMS
        telling = [cue for cue in here.cues if not _is_whole(cue, draft, here.tokens, self.rules)]
        weights = self._weigh(draft, telling, here.breaks)
        if draft.first in here.abroad and weights.keys().isdisjoint(GUESTS):
            weights[MOVED] += STAY
        if not _is_told_of(draft, telling, here.tokens):
            self._add_before(weights, draft, before, near=here.near)
        if is_ruined(draft, self.rules):
            weights.pop(VICTIMS, None)  # destroyed 50,000 homes
        return best_topic(weights, draft.kind)

    def _add_before(
        self, weights: dict[str, float], draft: FigureDraft, before: FigureDraft | None, *, near: bool
    ) -> None:
        """Add the topic of the figure before it in the sentence, or of the last one of a sentence nearby."""
        if before and before.topic:
            weights[before.topic] += BEFORE_IN_SENTENCE * (1 if before.kind == draft.kind else 0.5)
        elif self.previous and near:
            weights[self.previous] += BEFORE

    def _weigh(self, draft: FigureDraft, cues: list[TopicCue], breaks: list[int]) -> dict[str, float]:
        """Return what all words say of a figure, by topic."""
        own = self._own(draft)
        sources = [(TITLE, self.title), *own, *((_share(cue, draft, breaks), cue.hints) for cue in cues)]
        weights: dict[str, float] = defaultdict(float)
        for share, hints in sources:
            for topic, strength in hints:
                weights[topic] += share * strength
        if draft.kind == "money" and draft.per in SOLD_BY:
            weights["prices"] += PRICED
        if "distance" in weights and _is_no_length(draft, own):
            del weights["distance"]
        if draft.dimension in MATTER:  # holds 74 billion cubic metres of water; freight of 845,000 tons
            for topic in OF_NO_MATTER:
                weights.pop(topic, None)
        return weights

    def _own(self, draft: FigureDraft) -> list[tuple[float, Hints]]:
        """Return what the measure and the unit of a figure tell, with how much they count."""
        words, own = self.rules.topics, []
        if draft.measure:
            own.append((MEASURE, hints_of(draft.measure, words)))
        if draft.unit and draft.unit != draft.measure and draft.kind != "money":
            own.append((UNIT, hints_of(draft.unit, words)))
        if draft.dimension in DIMENSIONS:
            own.append((UNIT, DIMENSIONS[draft.dimension]))
        return own


def _partner(draft: FigureDraft, earlier: list[FigureDraft]) -> FigureDraft | None:
    """Return the figure before that one says again, is compared with, or changes: both are of the same."""
    return next((other for other in earlier if _belong_together(draft, other)), None)


def _belong_together(one: FigureDraft, other: FigureDraft) -> bool:
    return one is other.base or one is other.linked or other is one.base or other is one.linked or other is one.restates


def _is_told_of(draft: FigureDraft, cues: list[TopicCue], tokens: Tokens) -> bool:
    """Recognise the 300 of "12 were killed and 300 arrested", whatever the 12 are of."""
    participle = draft.kind == "count" and tokens.lower_at(draft.last).endswith("ed")
    return participle and any(cue.first == draft.last for cue in cues)


def _share(cue: TopicCue, draft: FigureDraft, breaks: list[int]) -> float:
    """Return how much of what a word says goes for a figure; `breaks` counts commas and semicolons before a token."""
    first, last, _ = cue
    low, high = (last, draft.first) if last <= draft.first else (draft.last, first)
    if low >= high:
        return BESIDE  # next to it, or in it
    share = BESIDE * HALF / (HALF + high - low)
    return share if breaks[low] == breaks[high] else share * BREAK


def _is_whole(cue: TopicCue, draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the GDP of "a deficit of 3 percent of GDP", which tells nothing of the deficit."""
    if not is_share(draft) or not draft.measure or not draft.last < cue.first < draft.last + GDP_REACH:
        return False
    noun = tokens.lower[cue.last - 1]
    return (
        noun in rules.words["whole"] and tokens.lower[draft.last] == "of" and not draft.measure.lower().endswith(noun)
    )


def _is_no_length(draft: FigureDraft, own: list[tuple[float, Hints]]) -> bool:
    """Recognise the engineers and the tonnes of an area, which no word of their own calls a distance."""
    other = draft.kind in COUNTED or (draft.kind == "quantity" and draft.dimension not in LAND_DIMENSIONS)
    return other and not any(topic == "distance" for _, hints in own for topic, _ in hints)
