"""Tell how what a figure is of, a stake, a distance, a country's own, bears on whether it may be of two countries."""

from __future__ import annotations

from collections.abc import Mapping

from dyadwire.transforms.text.decide.owners import wholes
from dyadwire.transforms.text.decide.owners.candidates import OwnerSentence
from dyadwire.transforms.text.decide.owners.case import HERE, UNNAMED
from dyadwire.transforms.text.decide.owners.context import Countries
from dyadwire.transforms.text.decide.owners.described import STRANGER
from dyadwire.transforms.text.decide.owners.its_own import is_its_own
from dyadwire.transforms.text.figures.drafts import FigureDraft

# Probability from which a pair is given that the figure's clause names; and any other, or one of a trivial figure.
THRESHOLD_NAMED = 0.65
THRESHOLD = 0.7
# And of a stake, a bid or a contract, where no third country is named; and of what is a country's own: both chosen by
# cross-validation on real news, as pairs of the first are right more often, and of the second less, than others.
THRESHOLD_DEALING, THRESHOLD_OWN = 0.55, 0.8
OWN = frozenset(("budget", "climate", "economy", "health", "output", "sport", "votes"))
DEALING, APART, WHOLE = "dealing", "apart", "whole"  # how what a figure is of bears on how many it is of
# Of what one country has where the sentence does not name the other: how far from its capital a village is, what shares
# cost for which nobody bids.
NEVER = 2.0  # above any probability
AWAY = 4  # tokens behind a distance that can tell from where it is
NEXT = 3  # tokens behind a figure that can say what it is of: a 15 percent controlling stake


def bearing_of(draft: FigureDraft, sentence: OwnerSentence) -> str:
    """Tell how likely what a figure is of, a stake, a distance, is to be of two countries."""
    rules, tokens, behind = sentence.rules, sentence.tokens, max(draft.last, draft.rest)
    measure = (draft.measure or "").lower().split()
    if measure and measure[-1] in rules.words["dealing"]:
        return DEALING
    if not rules.words["dealing"].isdisjoint(tokens.lower[behind : behind + NEXT]):
        return DEALING
    away = draft.topic == "distance" and not rules.words["away"].isdisjoint(tokens.lower[behind : behind + AWAY])
    is_own = away or (draft.topic == "shares" and rules.words["bid"].isdisjoint(tokens.lower))
    if sentence.partners.get(draft.first) == STRANGER:
        return WHOLE
    if any(tells(draft, sentence) for tells in (wholes.is_total, wholes.is_of_people, is_its_own)):
        return WHOLE
    return APART if is_own or wholes.is_of_all(draft, sentence) else ""


def least_of(pair: Countries, where: Mapping[str, str], draft: FigureDraft, bearing: str) -> float:
    """Return the probability from which a pair is given: less for dealings, more for what is a country's own."""
    if bearing == WHOLE:
        return NEVER
    if draft.trivial:
        return THRESHOLD
    if bearing == APART and any(where[iso3] == UNNAMED for iso3 in pair):
        return NEVER
    if draft.topic in OWN and draft.kind != "count":
        return THRESHOLD_OWN
    if bearing == DEALING and all(iso3 in pair for iso3 in where if where[iso3] != UNNAMED):
        return THRESHOLD_DEALING
    return THRESHOLD_NAMED if all(where[iso3] == HERE for iso3 in pair) else THRESHOLD
