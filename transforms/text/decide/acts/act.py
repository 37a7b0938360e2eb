"""What sides do to one another in a sentence: whether it tells an act of two, which, who does it, and when.

Three decisions, each with weights of its own: `act`, `act_code` (PLOVER's sixteen), `act_direction`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, combinations
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.act_status import status_of
from dyadwire.transforms.text.decide.acts.article import ActInput, SidesSoFar
from dyadwire.transforms.text.decide.acts.codes import CLASSES, CODES, likeliest_code
from dyadwire.transforms.text.decide.acts.deeds.deeds import Deed, read_deeds
from dyadwire.transforms.text.decide.acts.deeds.deeds_of import deeds_of, is_another
from dyadwire.transforms.text.decide.acts.doers import done_by
from dyadwire.transforms.text.decide.acts.features import (
    TWO,
    absent_features,
    both_features,
    here_features,
    nearest,
    neither_features,
)
from dyadwire.transforms.text.decide.acts.parties import settle, turned
from dyadwire.transforms.text.decide.acts.scene import MOST_SIDES, ActWords, Scene, compile_act_words
from dyadwire.transforms.text.decide.acts.told import NO_WORD, Told
from dyadwire.transforms.text.decide.acts.verbs_before import changed
from dyadwire.transforms.text.decide.acts.word_features import (
    agent_features,
    here_role_features,
    hint_features,
    number_features,
    role_features,
    sentence_features,
    unnamed_features,
    which_features,
)
from dyadwire.transforms.text.decide.acts.words import find_trigger
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.find.sides import find_sides
from dyadwire.transforms.text.findings import TITLE, ActSpan, SentenceSpan

DOUBTFUL = 0.5  # an act no surer than this is told only where it is this likely with its code, too:
PLAIN_CODE = 0.18  # of 719 false acts that takes away 154, of 1,371 right ones 62, half of them of a wrong code
PLAIN_TRADE = 0.3  # and trade with one who is only meant where it is this likely: below, 28 of 38 such are none
FIRST, SECOND, BOTH = "first", "second", "both"  # who acts, in the order of the text
# Features of where two sides stand, which say whether there is an act and little of which: all but what rules say.
WHERE = tuple(
    f"{q}{name} "
    for q in ("", "q ", "n ")
    for name in ("related", "named", "rank", "in", "before", "number", "list", "near")
)


class ActCandidate(NamedTuple):
    """Two sides of a sentence, in the order of the text, with what speaks for an act of theirs."""

    one: str
    other: str
    at: tuple[int, ...]  # tokens where they stand
    plain: tuple[FeatureGroup, ...]  # all but their part in what the words of acts say
    part: FeatureGroup  # and that
    part_by: Callable[[Scene], list[str]]  # the same by other words of acts
    which: Callable[[Scene], list[str]]  # what says which act it is and who does it: asked where there is one
    least: float  # probability from which their act is told


def find_acts(article: ActInput, lexicon: Lexicon) -> tuple[ActSpan, ...]:
    """Find what countries and blocs do to one another, in order of sentence, actor and recipient."""
    words, of_codes = compile_act_words(lexicon), compile_act_words(lexicon, of_codes=True)
    sides = find_sides(article.document, article.countries, article.blocs, article.people, article.firms, lexicon)
    if not sides:
        return ()
    so_far = SidesSoFar(article, sides, lexicon)
    found: list[ActSpan] = []
    for place in article.document.sentences:
        source = article.document.passage_of(place.number).text
        text = source[place.start : place.end]
        here = so_far.with_meant(sides.get(place.number, [])[:MOST_SIDES], place, text)
        codes = dict.fromkeys([side.code for side in here])
        if len(codes) < 2 and not so_far.may_mean(place.number, codes, text):
            so_far.leave(place, text, here)
            continue  # most sentences name nobody, or one that has nothing to do with another
        acts: list[ActSpan] = []
        scene = Scene(source, place.start, place.end, here, words)
        before = so_far.told_before(place.number, text)
        if scene.acts or len(scene.places) > 1 or before:
            said = FeatureGroup(sentence_features(scene))
            hints, number = FeatureGroup(hint_features(scene)), FeatureGroup(number_features(place.number))
            deeds = read_deeds(scene, lexicon, before)
            for candidate in _candidates(scene, place.number, so_far, deeds):
                acts += _decide(candidate, deeds, (said, hints, number), scene, place, of_codes, lexicon)
        found += acts
        so_far.leave(place, text, here, acts)
    return tuple(sorted(found))


def _decide(
    candidate: ActCandidate,
    deeds: Sequence[Deed],
    of_sentence: tuple[FeatureGroup, FeatureGroup, FeatureGroup],
    scene: Scene,
    place: SentenceSpan,
    of_codes: ActWords,
    lexicon: Lexicon,
) -> Iterator[ActSpan]:
    """Yield the act of two sides, where a sentence tells one, and one for each deed that it plainly tells of them."""
    at = (place.number, place.start, candidate.one, candidate.other)
    own = deeds_of(deeds, candidate.one, candidate.other, scene.tokens)
    said, hints, number = of_sentence
    likely = load_model("act").probability_by_groups(at, (said, hints, number, *candidate.plain, candidate.part))
    if likely < candidate.least and not (own and own[0].code):
        return
    wide = scene.with_words(of_codes)
    told, codes = _classify(candidate, (said, hints), scene, wide, at)
    told_by: list[Deed | None] = [*own] or [None]
    if own and likely >= candidate.least and is_another(told, own[0], scene.tokens):
        plain = (deed for deed in own if deed.code == told.code and not deed.is_implied)
        told_by = [next(plain, None), *(deed for deed in own if deed.code != told.code)]
    for deed in told_by:
        of_deed = told._replace(code=deed.code, trigger=deed.at) if deed and deed is not told_by[0] else told
        act = _tell(of_deed, deed, () if deed else deeds, (likely, codes), scene, wide, at, lexicon)
        if act is not None:
            yield act


def _tell(
    told: Told,
    deed: Deed | None,
    others: Sequence[Deed],
    likelihood: tuple[float, Mapping[str, float]],
    scene: Scene,
    wide: Scene,
    at: tuple[int, int, str, str],
    lexicon: Lexicon,
) -> ActSpan | None:
    """Return the act of two sides as a deed of theirs has it, or without one as words and grammar do."""
    (likely, codes), likeliest = likelihood, told.code
    told = turned(done_by(told, wide) if deed is None else deed.tell(told, wide), wide, lexicon)
    told = changed(told, wide) if deed is None else told
    if (settled := settle(told, wide, lexicon, others)) is None:
        return None
    # Whichever of the two the words tell, what turns it makes it one.
    coded = likely * sum(codes[one] for one in {likeliest, told.code, settled.code})
    if not (deed and deed.code) and _is_doubtful(settled, scene, likely, coded):
        return None
    likely = settled.times * (deed.likely(coded) if deed else coded)
    # Its code before a verb turned it.
    code = settled.code if settled.trigger != told.trigger else likeliest if deed is None else told.code
    span = None if settled.trigger == NO_WORD else wide.span_of(settled.trigger)
    when = status_of(settled, (scene, wide), at, code, lexicon)
    quad, likely = CLASSES[settled.code], round(likely, 4)
    return ActSpan(at[0], settled.actor, settled.recipient, settled.code, quad, settled.mutual, span, when, likely)


def _is_doubtful(told: Told, scene: Scene, likely: float, coded: float) -> bool:
    """Tell an act that is not told for want of likelihood, its own and that with its code."""
    meant = told.code == "COOPERATE" and not {told.actor, told.recipient} <= scene.places.keys()
    return (likely < DOUBTFUL and coded < PLAIN_CODE) or (meant and coded < PLAIN_TRADE)


def _classify(
    candidate: ActCandidate,
    of_sentence: tuple[FeatureGroup, FeatureGroup],
    scene: Scene,
    wide: Scene,
    at: tuple[int, int, str, str],
) -> tuple[Told, Mapping[str, float]]:
    """Return the act of two sides by the likeliest code and direction, and the probability of every code."""
    said, _ = of_sentence
    plain = [one for one in chain(*candidate.plain) if not one.startswith(WHERE)]
    asked = (*plain, *hint_features(wide), *candidate.part_by(wide), *candidate.which(wide))
    codes = load_model("act_code").classify(at, CODES, asked, (said,))
    likeliest = likeliest_code(codes)
    trigger = find_trigger(wide, likeliest, candidate.at, load_model("act_code").weights)
    parts = agent_features(wide, likeliest, trigger, (candidate.one, candidate.other))
    asked = (*plain, *candidate.part, *candidate.which(scene), *parts)
    ways = load_model("act_direction").classify(at, (FIRST, SECOND, BOTH), asked, of_sentence)
    way = max(ways, key=ways.__getitem__)
    sides = (candidate.other, candidate.one) if way == SECOND else (candidate.one, candidate.other)
    return Told(*sides, way == BOTH, likeliest, NO_WORD if trigger is None else trigger), codes


def _candidates(scene: Scene, number: int, so_far: SidesSoFar, deeds: Sequence[Deed]) -> Iterator[ActCandidate]:
    """Yield pairs of sides that a sentence names, then of one that it names and one that it may mean, then of two."""
    yield from _named(scene, number, so_far)
    if not (scene.acts or deeds) or number == TITLE:
        return
    if meant := [code for code in so_far.meant(number) if code not in scene.places]:
        yield from _half_named(scene, number, so_far, meant, deeds)
    if len(scene.places) < 2 and not TWO.isdisjoint(scene.tokens):
        yield from _unnamed(scene, number, so_far, meant)


def _named(scene: Scene, number: int, so_far: SidesSoFar) -> Iterator[ActCandidate]:
    for one, other in combinations(scene.places, 2):
        first, second = nearest(scene, one, other)
        a, b = first.side.code, second.side.code
        plain = FeatureGroup(both_features(scene, first, second, so_far.standing(number, a, b)))
        part_by = partial(role_features, first=first, second=second)
        which = partial(which_features, first=first, second=second)
        yield ActCandidate(
            a, b, (first.at, second.at), (plain,), FeatureGroup(part_by(scene)), part_by, which, so_far.least(a, b)
        )


def _half_named(
    scene: Scene, number: int, so_far: SidesSoFar, meant: list[str], deeds: Sequence[Deed]
) -> Iterator[ActCandidate]:
    """Yield pairs of a side named and one meant; two that no sentence of the article relates are hardly meant."""
    for one, places in scene.places.items():
        done_to = frozenset[str]().union(*(deed.targets for deed in deeds if one in deed.agents))
        first, others = places[0], [code for code in meant if code in done_to or so_far.may_act(one, code)]
        if not others:
            continue
        part_by = partial(here_role_features, here=first)
        of_one, part = FeatureGroup(here_features(scene, first)), FeatureGroup(part_by(scene))
        for other in others:
            standing = so_far.standing(number, one, other)
            plain = FeatureGroup(absent_features(first, so_far.absent(number, other), standing))
            yield ActCandidate(
                one, other, (first.at,), (of_one, plain), part, part_by, _nothing, so_far.least(one, other)
            )


def _unnamed(scene: Scene, number: int, so_far: SidesSoFar, meant: list[str]) -> Iterator[ActCandidate]:
    for one, other in so_far.pairs(meant):
        ones = (so_far.absent(number, one), so_far.absent(number, other))
        standing = so_far.standing(number, one, other)
        plain = FeatureGroup(neither_features(scene, ones, standing))
        part = FeatureGroup(unnamed_features(scene))
        yield ActCandidate(one, other, (), (plain,), part, unnamed_features, _nothing, so_far.least(one, other))


def _nothing(_scene: Scene) -> list[str]:
    return []
