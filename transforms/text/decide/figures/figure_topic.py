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
from dyadwire.transforms.text.figures.drafts import FigureDraft, is_dear, is_share
from dyadwire.transforms.text.figures.function_words import words_of
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
CLOSE = 2.8  # what the nearest word must weigh that tells of a time, or of things that are of no topic themselves
LOOSE = 1.5  # what the words must weigh together that stand beside an amount without words of its own
BREAK = 0.7  # factor across a comma or a semicolon
# Weight of the topic of the figure before: in the sentence, and in an earlier one.
BEFORE_IN_SENTENCE = 1.6
BEFORE = 0.65
NEAR = 2  # sentences back, beyond which it counts no more

# The topic of people of one country in another, and how much it weighs, which is what "migrants" would.
MOVED, STAY = "migrants", 7
TRADE, TRADE_WAYS = "trade", frozenset(("exports", "imports"))
GUESTS = ("visitors", "students")  # who are there for a while
MATTER = frozenset(("mass", "volume"))
# What no weight or volume is of: a crop of 20 tonnes this season.
OF_PEOPLE = words_of("migrants casualties visitors students troops votes population sport")
OF_NO_MATTER = OF_PEOPLE | words_of("investment prices rates shares loans debt")
SURE = 3  # of a price that is spoken of by name
GROWTH = 3  # what the percentage of an economy adds to its being growth
GROWING = frozenset(("economy", "economies"))  # whose percentages are growth
PRICED = 3  # what an amount per tonne adds to its being a price
SOLD_BY = frozenset(("barrel", "bushel", "gallon", "kilogram", "litre", "ounce", "ton", "tonne"))
METERED = frozenset(("kilowatt hour", "megawatt hour"))  # of power, whose tariff is no duty
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
        self.told: set[str] = set()
        self.counted = False  # what told the previous topic was people or things
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
                self.told.add(draft.topic)
                self.counted = _is_named(draft)

    def _topic_of(self, draft: FigureDraft, before: FigureDraft | None, here: TopicSentence) -> str | None:
        if draft.first in here.victims:
            return VICTIMS
        telling = [cue for cue in here.cues if not _is_whole(cue, draft, here.tokens, self.rules)]
        weights = self._weigh(draft, telling, here)
        said = before.topic if before and before.topic else self.previous if here.near else None
        self._drop_far(weights, draft, telling, here.breaks, said)
        if draft.first in here.abroad and weights.keys().isdisjoint(GUESTS):
            weights[MOVED] += STAY
        if is_ruined(draft, self.rules):
            weights.pop(VICTIMS, None)  # destroyed 50,000 homes
        elif not _is_told_of(draft, telling, here.tokens):
            self._add_before(weights, draft, before, near=here.near)
        if "distance" in weights and _is_no_length(draft, self._own(draft)):
            del weights["distance"]
        if draft.dimension in MATTER:  # holds 74 billion cubic metres of water; freight of 845,000 tons
            weights = {topic: weight for topic, weight in weights.items() if topic not in OF_NO_MATTER}
        return best_topic(weights, draft.kind)

    def _add_before(
        self, weights: dict[str, float], draft: FigureDraft, before: FigureDraft | None, *, near: bool
    ) -> None:
        """Add the topic of the figure before it in the sentence, or of the last one of a sentence nearby."""
        named = _is_named(draft)
        if before and before.topic:
            if not named or before.kind in ("count", "quantity") or before.topic in weights:
                weights[before.topic] += BEFORE_IN_SENTENCE * (1 if before.kind == draft.kind else 0.5)
        elif self.previous and near:
            people = self.counted and draft.kind != "percent" and self.previous in OF_PEOPLE | {"health", "justice"}
            other = named or people  # of the refugees goes no topic on to a sum
            if self.previous in weights:
                weights[self.previous] += BEFORE
            elif not other:
                weights[self._wider(self.previous)] += BEFORE

    def _wider(self, topic: str) -> str:
        """Return trade for one of its ways in an article that has told of both, or of the whole: the total."""
        ways = TRADE_WAYS & self.told
        return TRADE if topic in TRADE_WAYS and (TRADE in self.told or len(ways) > 1) else topic

    def _weigh(self, draft: FigureDraft, cues: list[TopicCue], here: TopicSentence) -> dict[str, float]:
        """Return what all words say of a figure, by topic."""
        own = self._own(draft)
        sources = [(TITLE, self.title), *own, *((_share(cue, draft, here.breaks), cue.hints) for cue in cues)]
        weights: dict[str, float] = defaultdict(float)
        dear = is_dear(draft, here.tokens.lower_at(draft.last))
        for share, hints in sources:
            for topic, strength in hints:
                if not (dear and topic == "prices" and strength < SURE):
                    weights[topic] += share * strength  # a port that cost $3 billion is no price
        measure = draft.measure or ""
        if draft.kind == "percent" and measure.rpartition(" ")[2] in GROWING and not measure.startswith("share"):
            weights["output"] += GROWTH
        if draft.kind == "money" and draft.per in SOLD_BY:
            weights["prices"] += PRICED
        weights.pop("tariffs" if draft.per in METERED else "", None)
        return weights

    def _drop_far(
        self, weights: dict[str, float], draft: FigureDraft, cues: list[TopicCue], breaks: list[int], said: str | None
    ) -> None:
        """Drop what only words far from a figure tell that has none of its own: of 19 documents nothing is known."""
        if any(hints for _, hints in self._own(draft)):
            return
        sums: dict[str, float] = defaultdict(float)
        nearest: dict[str, float] = defaultdict(float)
        if draft.kind == "money" and draft.per in SOLD_BY:
            sums["prices"] = PRICED
        for cue in cues:
            share = _share(cue, draft, breaks)
            for topic, strength in cue.hints:
                sums[topic] += share * strength
                nearest[topic] = max(nearest[topic], share * strength)
        told, least = (nearest, CLOSE) if draft.kind == "duration" or _is_named(draft) else (sums, LOOSE)
        for topic in [topic for topic in weights if told[topic] < least and topic != said]:
            del weights[topic]

    def _own(self, draft: FigureDraft) -> list[tuple[float, Hints]]:
        """Return what the measure and the unit of a figure tell, with how much they count."""
        words, own = self.rules.topics, []
        if draft.measure:
            own.append((MEASURE, hints_of(draft.measure, words)))
        if draft.unit and draft.unit != draft.measure and draft.kind != "money":
            own.append((UNIT, hints_of(draft.unit, words)))
        measured = any(hints for _, hints in own) and draft.dimension == "area"  # hectares are told by their own name
        if draft.dimension in DIMENSIONS and not measured:
            own.append((UNIT, DIMENSIONS[draft.dimension]))
        return own


def _is_named(draft: FigureDraft) -> bool:
    """Distinguish the count of things that have a name from a number alone."""
    return draft.kind == "count" and draft.unit is not None


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
