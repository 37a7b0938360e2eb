"""Decide which country pairs an article is about, by where and how it names the two countries of each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import combinations

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.pairs.clauses import PairClauseFeatures
from dyadwire.transforms.text.decide.pairs.features import PairFeatures
from dyadwire.transforms.text.find.country_counts import ArticleFindings, CountryCounts, count_countries
from dyadwire.transforms.text.findings import TITLE, ActSpan, FocusDyad, SentenceDyad

# Probability from which an article is about a pair: F1 is the same from 0.32 to here, by cross-validation.
DEFAULT_THRESHOLD = 0.38
MOST_COUNTRIES = 12  # of an article whose pairs are weighed, the most named; an article is hardly about two others
MULTILINGUAL = "article_pair_multilingual"
_OF_WORDS = ("between ", "beside ", "before ", "behind ", "gap ")
# Factors of the odds that the weights without words give. Their best threshold is 0.32, which the first makes 0.38.
# Those of relations are rounded from the best ones on 76 articles in Russian and Chinese.
AS_WITH_WORDS, UNRELATED, RELATED_IN_TITLE = 1.3025, 1 / 3, 2.0
LIKELY_ACT = 0.6  # the probability from which an act that an article begins with makes it one about the two
# Factors of the odds of a pair by whether an act of the two is likely enough, and from how many related sentences on.
TOLD_ACT, ACTED, UNACTED, OFTEN = 0.45, 2.0, 0.9, 2
FEW_MET = 3  # pairs of those who meet in one sentence: what four or more agreed on is about no two of them
UNRELATED_WEIGHT = 0.3  # of a sentence that names both and relates nothing; one that relates them weighs 1


def find_article_dyads(
    found: ArticleFindings, *, multilingual: bool = False, related: bool = False, among: Container[Dyad] | None = None
) -> tuple[FocusDyad, ...]:
    """Weigh every pair of an article's countries, the most salient first; the caller applies the threshold.

    Salience is the probability that a careful reader calls the article one about the pair. `multilingual` leaves out
    what words say and asks weights learned without them: for articles in other languages than English. Those weights
    know no relations; where the language tells them (`related`), they shift the odds. Where only some are asked for
    (`among`), the others are not weighed.
    """
    counts = count_countries(found)
    dyads = [mention for mention in found.dyads if counts.venues.isdisjoint(mention.dyad)]
    told_of = _by_pair(dyads)
    mentions = _by_pair(_unrelated(dyads)) if multilingual else told_of
    features, of_clauses = PairFeatures(counts, found), PairClauseFeatures(counts, found)
    model = load_model(MULTILINGUAL if multilingual else "article_pair")
    evidence = {dyad: _evidence(mentions.get(dyad, ())) for dyad in _candidates(counts, mentions)}
    most = max(evidence.values(), default=0.0)
    focus = []
    for dyad, weight in ((dyad, evidence[dyad]) for dyad in evidence if among is None or dyad in among):
        named_in = mentions.get(dyad, ())
        groups = [*features.describe(dyad, named_in), FeatureGroup(_compare(weight, most))]
        groups = without_words(groups) if multilingual else [*groups, *of_clauses.describe(dyad, named_in)]
        salience = model.probability_by_groups(dyad, groups)
        relations = told_of.get(dyad, ())
        if multilingual:
            salience = scale_odds(salience, AS_WITH_WORDS * (_odds_factor(relations) if related else 1.0))
        focus.append(as_focus(dyad, relations, salience))
    return by_salience(focus)


def raise_by_acts(focus: Iterable[FocusDyad], acts: Iterable[ActSpan]) -> tuple[FocusDyad, ...]:
    """Return the pairs, each no less salient than the likeliest act of the two that title or first sentence tell.

    What news begins with it is about: of seven pairs of 957 real articles that get salient enough so, six are annotated
    and one is left to the reader. Acts of the second sentence bring more, but wrong ones of invented articles.
    """
    told: dict[Dyad, float] = defaultdict(float)
    heading = [act for act in acts if act.sentence <= 0 and act.confidence >= LIKELY_ACT]
    met = {(act.sentence, Dyad.of(act.actor, act.recipient)) for act in heading if act.mutual}
    meetings = Counter(sentence for sentence, _ in met)
    for act in heading:
        if not act.mutual or meetings[act.sentence] <= FEW_MET:
            dyad = Dyad.of(act.actor, act.recipient)
            told[dyad] = max(told[dyad], act.confidence)
    return tuple(pair._replace(salience=max(pair.salience, told.get(pair.dyad, 0.0))) for pair in focus)


def weigh_by_acts(focus: Iterable[FocusDyad], acts: Sequence[ActSpan]) -> tuple[FocusDyad, ...]:
    """Return the pairs with odds that know whether the text tells an act of the two, then raised by its first ones.

    What the weights were learned from tells relations, not acts. By cross-validation on 570 real articles and on
    written ones alike, an act lifts pairs that two sentences relate; where one does, it is mostly background.
    """
    told = {Dyad.of(act.actor, act.recipient) for act in acts if act.confidence >= TOLD_ACT}
    return raise_by_acts((one._replace(salience=_by_act(one, one.dyad in told)) for one in focus), acts)


def _by_act(pair: FocusDyad, told: bool) -> float:
    if told:
        return round(scale_odds(pair.salience, ACTED), 4) if pair.relational_sentences >= OFTEN else pair.salience
    return round(scale_odds(pair.salience, UNACTED), 4)


def scale_odds(salience: float, times: float) -> float:
    """Return the probability whose odds are so many times those of another one.

    >>> round(scale_odds(0.5, 1 / 3), 2)
    0.25
    """
    return salience * times / (1 - salience + salience * times)


def _odds_factor(mentions: Sequence[SentenceDyad]) -> float:
    """Return the factor of the odds by relations: low where no sentence states one, high where the title does."""
    relational = {mention.sentence for mention in mentions if mention.relational}
    if not relational:
        return UNRELATED
    return RELATED_IN_TITLE if TITLE in relational else 1.0


def _unrelated(dyads: Iterable[SentenceDyad]) -> Iterator[SentenceDyad]:
    return (mention._replace(relational=False) for mention in dyads)


def _by_pair(dyads: Iterable[SentenceDyad]) -> dict[Dyad, list[SentenceDyad]]:
    mentions: dict[Dyad, list[SentenceDyad]] = defaultdict(list)
    for mention in dyads:
        mentions[mention.dyad].append(mention)
    return mentions


def without_words(groups: Iterable[FeatureGroup]) -> list[FeatureGroup]:
    """Return the features that say where and how often countries stand, not beside which words."""
    return [FeatureGroup([one for one in group if not one.startswith(_OF_WORDS)]) for group in groups]


def _candidates(counts: CountryCounts, mentions: Iterable[Dyad]) -> list[Dyad]:
    """Return the pairs of the most named countries, and all that a sentence names or implies."""
    most = sorted(counts.rank, key=counts.rank.__getitem__)[:MOST_COUNTRIES]
    return sorted({*mentions, *(Dyad.of(one, other) for one, other in combinations(most, 2))})


def _evidence(mentions: Sequence[SentenceDyad]) -> float:
    return sum(1.0 if mention.relational else UNRELATED_WEIGHT for mention in mentions)


def _compare(weight: float, most: float) -> list[str]:
    """Return the share of the pair in the weight of the most related pair."""
    if not most:
        return []
    return [f"of the first pair {round(weight / most * 4)}", *(["first pair"] if weight == most else [])]


def by_salience(focus: Iterable[FocusDyad]) -> tuple[FocusDyad, ...]:
    """Return pairs in the order in which all who read them expect them: the most salient first."""
    return tuple(sorted(focus, key=lambda pair: (-pair.salience, pair.dyad)))


def as_focus(dyad: Dyad, mentions: Sequence[SentenceDyad], salience: float) -> FocusDyad:
    """Return a pair as an article is about it, by the sentences that name or imply it."""
    named = {mention.sentence for mention in mentions}
    relational = {mention.sentence for mention in mentions if mention.relational}
    in_title = any(mention.sentence == TITLE and mention.explicit for mention in mentions)
    first = min((number for number in named if number != TITLE), default=None)
    return FocusDyad(dyad, round(salience, 4), len(named), len(relational), in_title, first)
