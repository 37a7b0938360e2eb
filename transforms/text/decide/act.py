"""What sides do to one another in a sentence: whether it tells an act of two, which, who does it, and when.

Three decisions, each with weights of its own: `act`, `act_code` (PLOVER's sixteen), `act_direction`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.act_codes import CLASSES, CODES
from dyadwire.transforms.text.decide.act_features import (
    TWO,
    Absent,
    Standing,
    absent_features,
    both_features,
    here_features,
    nearest,
    neither_features,
)
from dyadwire.transforms.text.decide.act_scene import MOST_SIDES, ActWords, Scene, compile_act_words
from dyadwire.transforms.text.decide.act_told import (
    here_role_features,
    hint_features,
    role_features,
    sentence_features,
    unnamed_features,
    which_features,
)
from dyadwire.transforms.text.decide.act_words import find_trigger, time_of
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.find.sides import Side, find_sides
from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    FocusDyad,
    PersonSpan,
    SentenceDyad,
    SentenceSpan,
)

LEAST = 0.33  # probability of an act: F1 is level from 0.3 to 0.4 by cross-validation, single sentences need it low
RECENT = 1  # sentences back from which a side may be meant without being named
MOST_NAMED = 2  # sides of the article that may be meant anywhere in it
MOST_PAIRS = 2  # pairs of an article that a sentence may mean without naming a side
FIRST, SECOND, BOTH = "first", "second", "both"  # who acts, in the order of the text
# Features of where two sides stand, which say whether there is an act and little of which: all but what rules say.
WHERE = tuple(
    f"{q}{name} " for q in ("", "q ", "n ") for name in ("related", "named", "rank", "in", "before", "number")
)
MEANS_TWO = re.compile(rf"\b(?:{'|'.join(sorted(TWO))})\b", re.IGNORECASE)
NEVER = 9  # sentences back, and rank, of what was not there


class Told(NamedTuple):
    """An article as acts are read from it: what was found in it so far."""

    document: Document
    countries: tuple[CountrySpan, ...]
    blocs: tuple[CountrySpan, ...]
    people: tuple[PersonSpan, ...]
    dyads: tuple[SentenceDyad, ...]
    focus: tuple[FocusDyad, ...]
    firms: tuple[Firm, ...]


class Candidate(NamedTuple):
    """Two sides of a sentence, in the order of the text, with what speaks for an act of theirs."""

    one: str
    other: str
    at: tuple[int, ...]  # tokens where they stand
    plain: tuple[FeatureGroup, ...]  # but what the words of acts say
    told: FeatureGroup  # and that
    tell: Callable[[Scene], list[str]]  # what other words of acts say
    which: Callable[[Scene], list[str]]  # what says which act it is and who does it: asked where there is one


def find_acts(told: Told, lexicon: Lexicon) -> tuple[ActSpan, ...]:
    """Find what countries and blocs do to one another, in order of sentence, actor and recipient."""
    words, of_codes = compile_act_words(lexicon), compile_act_words(lexicon, of_codes=True)
    sides = find_sides(told.document, told.countries, told.blocs, told.people, told.firms, lexicon)
    if not sides:
        return ()
    memory = _Memory(told, sides)
    found: list[ActSpan] = []
    for place in told.document.sentences:
        source = told.document.passage_of(place.number).text
        here = sides.get(place.number, [])[:MOST_SIDES]
        codes = dict.fromkeys([side.code for side in here])
        if len(codes) < 2 and not memory.may_mean(place.number, codes, source[place.start : place.end]):
            memory.leave(place.number, codes)
            continue  # most sentences name nobody, or one that has nothing to do with another
        scene = Scene(source, place.start, place.end, here, words)
        if scene.acts or len(scene.places) > 1:
            said = FeatureGroup(sentence_features(scene, place.number))
            hints = FeatureGroup(hint_features(scene))
            for candidate in _candidates(scene, place.number, memory):
                found += _decide(candidate, (said, hints), scene, place, of_codes)
        memory.leave(place.number, codes)
    return tuple(sorted(found))


def _decide(
    candidate: Candidate,
    of_sentence: tuple[FeatureGroup, FeatureGroup],
    scene: Scene,
    place: SentenceSpan,
    of_codes: ActWords,
) -> Iterator[ActSpan]:
    """Yield the act of two sides, where a sentence tells one."""
    at = (place.number, place.start, candidate.one, candidate.other)
    said, hints = of_sentence
    likely = load_model("act").probability_by_groups(at, (said, hints, *candidate.plain, candidate.told))
    if likely < LEAST:
        return
    plain = [one for one in chain(said, *candidate.plain) if not one.startswith(WHERE)]
    wide = scene.told_by(of_codes)
    asked = (*plain, *hint_features(wide), *candidate.tell(wide), *candidate.which(wide))
    code = likeliest_code(load_model("act_code").classify(at, CODES, asked))
    asked = (*plain, *hints, *candidate.told, *candidate.which(scene))
    ways = load_model("act_direction").classify(at, (FIRST, SECOND, BOTH), asked)
    way = max(ways, key=ways.__getitem__)
    sides = (candidate.other, candidate.one) if way == SECOND else (candidate.one, candidate.other)
    trigger = find_trigger(wide, code, candidate.at)
    span = scene.spans[trigger] if trigger is not None else None
    when = time_of(scene, trigger)
    yield ActSpan(place.number, *sides, code, CLASSES[code], way == BOTH, span, when, round(likely, 4))


def likeliest_code(codes: Mapping[str, float]) -> str:
    """Return the likeliest code of the likeliest class: to tell one class from another matters more than its codes.

    >>> likeliest_code(dict.fromkeys(CODES, 0.0) | {"COOPERATE": 0.4, "ACCUSE": 0.35, "REJECT": 0.25})
    'ACCUSE'
    """
    classes = dict.fromkeys(CLASSES.values(), 0.0)
    for code in CODES:
        classes[CLASSES[code]] += codes[code]
    likeliest = max(classes, key=classes.__getitem__)
    return max((code for code in CODES if CLASSES[code] == likeliest), key=codes.__getitem__)


def _candidates(scene: Scene, number: int, memory: _Memory) -> Iterator[Candidate]:
    """Yield pairs of sides that a sentence names, then of one that it names and one that it may mean, then of two."""
    here = list(scene.places)
    for one, other in combinations(here, 2):
        first, second = nearest(scene, one, other)
        a, b = first.side.code, second.side.code
        plain = FeatureGroup(both_features(scene, first, second, memory.standing(number, a, b)))
        tell = partial(role_features, first=first, second=second)
        which = partial(which_features, first=first, second=second)
        yield Candidate(a, b, (first.at, second.at), (plain,), FeatureGroup(tell(scene)), tell, which)
    if not scene.acts or number == TITLE:
        return
    meant = [code for code in memory.meant(number) if code not in scene.places]
    for one in here if meant else ():
        first = scene.places[one][0]
        tell = partial(here_role_features, here=first)
        of_one, told = FeatureGroup(here_features(scene, first)), FeatureGroup(tell(scene))
        for other in meant:
            if not memory.may_act(one, other):
                continue  # two that no sentence of the article relates are hardly meant by one that names one
            standing = memory.standing(number, one, other)
            plain = FeatureGroup(absent_features(first, memory.absent(number, other), standing))
            yield Candidate(one, other, (first.at,), (of_one, plain), told, tell, _nothing)
    if len(here) < 2 and not TWO.isdisjoint(scene.tokens):
        for one, other in memory.pairs(meant):
            ones = (memory.absent(number, one), memory.absent(number, other))
            plain = FeatureGroup(neither_features(scene, ones, memory.standing(number, one, other)))
            told = FeatureGroup(unnamed_features(scene))
            yield Candidate(one, other, (), (plain,), told, unnamed_features, _nothing)


def _nothing(_scene: Scene) -> list[str]:
    return []


class _Memory:
    """What an article has told up to a sentence: which sides, how long ago, and how the pairs stand."""

    def __init__(self, told: Told, sides: Mapping[int, list[Side]]) -> None:
        counts: dict[str, int] = {}
        for side in (side for here in sides.values() for side in here if side.kind != "city"):
            counts[side.code] = counts.get(side.code, 0) + 1
        ranked = sorted(counts, key=lambda code: (-counts[code], code))
        self._rank = {code: at for at, code in enumerate(ranked)}
        self._named = ranked[:MOST_NAMED]
        self._focus = {tuple(pair.dyad): pair for pair in told.focus}
        most = sorted(told.focus, key=lambda pair: (-pair.relational_sentences, -pair.sentences, pair.dyad))
        self._ranks = {tuple(pair.dyad): at for at, pair in enumerate(most)}
        self._rules = {(dyad.sentence, tuple(dyad.dyad)): dyad for dyad in told.dyads}
        self._last: dict[str, int] = {}

    def leave(self, number: int, codes: Iterable[str]) -> None:
        """Take note of the sides of a sentence."""
        self._last.update(dict.fromkeys(codes, number))

    def may_mean(self, number: int, codes: Iterable[str], text: str) -> bool:
        """Tell whether a sentence that names one side, or none, may mean another one by its words or by the article."""
        if number == TITLE:
            return False
        meant = self.meant(number) if codes else ()
        if any(self.may_act(one, other) for one in codes for other in meant if other != one):
            return True
        lower = text.lower()
        return any(word in lower for word in TWO) and bool(MEANS_TWO.search(text))

    def may_act(self, one: str, other: str) -> bool:
        """Tell whether a sentence of the article relates two; of blocs the article tells nothing beforehand."""
        focus = self._focus.get((min(one, other), max(one, other)))
        return focus is None or focus.relational_sentences > 0

    def meant(self, number: int) -> list[str]:
        """Return the sides that a sentence may mean without naming them."""
        recent = [code for code, last in self._last.items() if number - last <= RECENT]
        return list(dict.fromkeys((*recent, *self._named)))

    def pairs(self, codes: list[str]) -> list[tuple[str, str]]:
        """Return the pairs of some sides that the article relates most."""
        known = [pair for pair in combinations(sorted(codes), 2) if pair in self._ranks]
        return sorted(known, key=self._ranks.__getitem__)[:MOST_PAIRS]

    def absent(self, number: int, code: str) -> Absent:
        """Return where a side was before a sentence."""
        return Absent(number - self._last[code] if code in self._last else NEVER, self._rank.get(code, NEVER))

    def standing(self, number: int, one: str, other: str) -> Standing:
        """Return how two sides stand; the first of them comes first in the sentence."""
        pair = (min(one, other), max(one, other))
        before = self._rule(number - 1, pair, one) if number > 0 else "none"
        before = "related" if before in ("forward", "back") else before
        return Standing(self._rule(number, pair, one), before, self._focus.get(pair), self._ranks.get(pair, NEVER))

    def _rule(self, number: int, pair: tuple[str, str], one: str) -> str:
        dyad = self._rules.get((number, pair))
        if not dyad:
            return "none"
        if not dyad.directed:
            return "related" if dyad.relational else "named"
        return "forward" if dyad.directed[0] == one else "back"
