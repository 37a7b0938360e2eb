"""Read from a clause what its subject does with what another country has or lacks: Germany bought a fifth of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.described import LANDS
from dyadwire.transforms.text.decide.owners.partner_tally import PASSED, PartnerFigure
from dyadwire.transforms.text.figures.function_words import BE
from dyadwire.transforms.text.figures.rules import Rules

BEHIND = 6  # tokens behind a figure in which it is said to whom something is given
WITH = frozenset(("with", "at"))  # before the figure of whom a row tells
PARTED = frozenset((";", "which", "that", "when", "where", "because", "if", ":", ","))
OWN = frozenset(("its", "their", "his", "her"))
IT = frozenset(("it", "they"))
HOME = frozenset(("its", "their", "them", "these", "this", "that"))  # behind "of": of the article's own country
TOLD_OF = (["the"], ["everything"], ["it"], *([word] for word in sorted(HOME)))
OF_ITS = (["its"], ["their"])
OF_LAND = ["of", "the", "country's"]


def deals(between: list[str], figure: PartnerFigure, rules: Rules, *, is_passed: bool) -> bool:
    """Tell whether the words between a subject and a figure say that it takes from another country, or gives to it.

    `is_passed`: the article told lately what passes between that other country and others.
    """
    words, draft = rules.words, figure.draft
    between = [*between[:-2], between[-1]] if between[-2:-1] == [","] and between[-1] in WITH else between
    behind = figure.clauses.tokens.lower[draft.last : figure.clause.last]
    is_part = _is_part(behind)
    if not (PARTED | OWN).isdisjoint(between) or (draft.trivial and not is_part):
        return False
    if not is_part and _is_of_more(figure, behind, words["of_world"] | words["world"] | words["worldwide"]):
        return False
    is_active = BE.isdisjoint(between)
    if is_active and (not words["taking"].isdisjoint(between) or _shares(between, words)):
        is_afar = not words["from_afar"].isdisjoint(behind)  # buys half of its own gas there
        its = behind[1:2] in OF_ITS and (words["taking_its"].isdisjoint(between) or is_afar)
        return (is_passed and not is_afar) if its else is_part or is_passed
    if is_active and not words["giving"].isdisjoint(between):
        return OWN.isdisjoint(behind) and draft.per is None and not _is_for_another(behind)
    return is_passed and not words["ranked"].isdisjoint(between) and between[-1] in WITH


def is_creditor(one: CountryMention, between: list[str], figure: PartnerFigure, rules: Rules) -> bool:
    """Recognise to whom an amount is owed: the government owes Beijing about 4 billion."""
    words = rules.words
    is_owed = figure.clauses.tokens.lower_at(one.first - 1) in words["owing"] and figure.draft.kind in (
        "money",
        "percent",
    )
    return is_owed and all(word in words["filler"] or word in words["number_lead"] for word in between)


def is_owed(between: list[str], rules: Rules) -> bool:
    """Recognise "is owed" before an amount."""
    return len(between) > 1 and between[0] in BE and between[1] in rules.words["owing"]


def is_part_of_told(figure: PartnerFigure, rules: Rules) -> bool:
    """Tell what somebody took, or came as, which has the time of the whole, from what is given, levied or owed."""
    draft, lower = figure.draft, figure.clauses.tokens.lower
    before = lower[figure.clause.first : draft.first]
    return draft.kind != "money" and all(rules.words[name].isdisjoint(before) for name in ("giving", "levy", "owing"))


def _shares(between: list[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Recognise accounted for, made up."""
    return any(
        (to == "for" and verb in words["share_for"]) or (to == "up" and verb in words["share_up"])
        for verb, to in pairwise(between)
    )


def _is_part(behind: list[str]) -> bool:
    """Recognise 60 percent of its copper, a fifth of the country's clothes."""
    return behind[:1] == ["of"] and (not HOME.isdisjoint(behind[1:2]) or behind[:3] == OF_LAND)


def _is_of_more(figure: PartnerFigure, behind: list[str], of_world: frozenset[str]) -> bool:
    """Recognise what is not told to be of the other country: 12 percent of world output, of the copper it uses."""
    draft = figure.draft
    is_share = draft.kind == "percent" and behind[:1] == ["of"] and draft.topic not in PASSED
    return not (of_world | OWN | IT).isdisjoint(behind) or (is_share and behind[1:2] not in TOLD_OF)


def _is_for_another(behind: list[str]) -> bool:
    """Recognise to whom something is given, who is not the country itself: 5 million to the Red Cross."""
    at = next((at for at, word in enumerate(behind[:BEHIND]) if word == "to"), None)
    if at is None:
        return False
    whom = behind[at + 1 : at + 3]
    is_it = whom[:1] == ["it"] or (whom[:1] == ["the"] and not LANDS.isdisjoint(whom[1:]))
    return not is_it
