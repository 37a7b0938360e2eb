"""Tell what is of all the world, or traded with all others together, from what is of one or two countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dyadwire.transforms.text.decide.owners.candidates import OwnerSentence
from dyadwire.transforms.text.decide.owners.case import HERE
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause
from dyadwire.transforms.text.decide.owners.context import NOBODY, Countries
from dyadwire.transforms.text.decide.owners.described import LANDS
from dyadwire.transforms.text.decide.owners.partner_tally import TRADED
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.measure_heads import Head

PARTNERED = frozenset(("to", "from", "with"))  # before with whom one trades
PEOPLE = frozenset(("people", "citizens", "inhabitants", "residents"))
MILLION = 1e6  # of fewer, some may be meant: Latvia's 5,000 people on the mission
TOTAL = 6  # tokens at most before a figure in which "total imports" say what it is
NEXT = 3  # tokens behind a figure in which a country says of whom it is
OF_WHICH = ["of", "which"]
PART_OF = [",", *OF_WHICH]
PARTS = (["including"], ["with"], OF_WHICH)  # behind the comma before a part of a figure
WORLD_BEHIND = 8  # tokens behind a figure in which "worldwide" says of whom it is
WORLD_BEFORE = 4  # tokens before a measure in which "world" does: world wheat and grain production
PRICES = frozenset(("price", "prices"))
WHOSE = frozenset(("whose", "its", "their"))
ENDS = frozenset((",", ";", "(", ")", "–", "—"))
PART_REACH = 6  # tokens from a figure to that comma, and from a part to its partner: in the first half of last year


def is_total(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what a country trades in all: as Egypt's total imports were $11bn; not "total exports to China"."""
    lower, first = sentence.tokens.lower, draft.first
    traded = sentence.rules.words["trade_flow"] | sentence.rules.words["trade_balance"]
    flows = (at for at in range(max(1, first - TOTAL), first) if lower[at] in traded)
    total = next(
        (
            at
            for at in flows
            if "total" in lower[at - 1 - (lower[at - 1] == "trade") : at] and lower[at + 1] not in PARTNERED
        ),
        first,
    )
    around = any(total < one.first < draft.last + NEXT for one in sentence.countries)
    said_again = draft.restates is not None  # the share before: 2 percent of total exports, or $4bn
    return total < first and not around and not said_again and draft.topic in TRADED


def is_of_all(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what a country trades with all others: Peru imported 178 tonnes by rail and ship together."""
    is_told = draft.first in sentence.partners or not sentence.countries
    is_share = draft.kind == "percent" and draft.role != "change"
    if draft.topic not in TRADED or is_share or is_told:
        return False
    clause = sentence.clauses.around(draft.first, draft.last)
    return not sentence.rules.words["in_all"].isdisjoint(sentence.tokens.lower[clause.first : clause.last])


def is_of_people(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise all the people of a country: half of Afghanistan's 42 million people, a nation of 3 million people."""
    if draft.kind != "count" or (draft.unit or "").lower() not in PEOPLE:
        return False
    owners = (one for one in sentence.countries if one.form == "possessive")
    lower_at, first = sentence.tokens.lower_at, draft.first
    of_land = lower_at(first - 1) == "of" and lower_at(first - 2) in LANDS
    is_owned = lower_at(first - 1) in WHOSE or any(0 <= first - one.last <= 1 for one in owners)
    return (is_owned or of_land) and (draft.value or 0) >= MILLION


def named_in_parts(draft: FigureDraft, sentence: OwnerSentence) -> frozenset[str]:
    """Return the countries that are named in the parts of a trade alone, whose all it is not.

    That is the U.S. of "a surplus of 4 billion, including 7 with the U.S.", Germany of "trade of 6 billion with
    Vietnam, of which Germany has a third".
    """
    lower = sentence.tokens.lower
    behind = range(draft.last, min(draft.last + PART_REACH, len(lower)))
    comma = next((at for at in behind if lower[at] == ","), len(lower))
    if draft.topic not in TRADED or not any(lower[comma + 1 : comma + 1 + len(part)] == part for part in PARTS):
        return frozenset()
    before = {one.iso3 for one in sentence.countries if one.first < comma}
    return frozenset(one.iso3 for one in sentence.countries if one.iso3 not in before)


def partner_of_part(draft: FigureDraft, sentence: OwnerSentence) -> str | None:
    """Return with whom a part is traded, named behind it: 7 billion with the U.S."""
    partner = next((one for one in sentence.countries if one.first >= draft.last), None)
    if partner is None or draft.topic not in TRADED or partner.joint not in PARTNERED:
        return None
    return partner.iso3 if partner.first - draft.last <= PART_REACH else None


def is_part_of(whole: int, draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise a part of what an earlier figure tells, by its first token: 21 billion, of which oil made up 15."""
    between = sentence.tokens.lower[whole : draft.first]
    named = any(whole <= one.first < draft.first for one in sentence.countries)
    return not named and any(between[at : at + len(PART_OF)] == PART_OF for at in range(len(between)))


def unclaimed(
    likelihood: dict[Countries, float],
    draft: FigureDraft,
    head: Head | None,
    sentence: OwnerSentence,
    where: Mapping[str, str],
) -> dict[Countries, float]:
    """Return probabilities where a figure of the world is nobody's, or a country's that its clause names."""
    if not _is_of_world(draft, head, sentence):
        return likelihood
    left = {owners: chance for owners, chance in likelihood.items() if any(where[iso3] == HERE for iso3 in owners)}
    return {**dict.fromkeys(likelihood, 0.0), NOBODY: 1.0 - sum(left.values(), 0.0), **left}


def _is_of_world(draft: FigureDraft, head: Head | None, sentence: OwnerSentence) -> bool:
    """Recognise what is of all countries: 390 million people worldwide, 75 countries, world output, the price of oil.

    A firm's shops around the world are its country's, and so is its share of the world market.
    """
    lower, words = sentence.tokens.lower, sentence.rules.words
    if draft.kind == "count" and (draft.noun or "").lower().split()[-1:] in (["countries"], ["nations"]):
        return True
    if _is_world_price(draft, words):
        return True
    if all(words[name].isdisjoint(lower) for name in ("world", "of_world", "worldwide")):
        return False
    clause = sentence.clauses.around(draft.first, draft.last)
    behind = _up_to_world(lower[draft.last : min(clause.last, draft.last + WORLD_BEHIND)], words)
    if behind is not None:
        return words["of_firm"].isdisjoint(behind)
    opens = lower[clause.first] in words["worldwide"]
    return opens or any(_is_told_of_world(at, sentence) for at in _before_measure(head, clause))


def _is_world_price(draft: FigureDraft, words: Mapping[str, frozenset[str]]) -> bool:
    """Recognise oil prices of 20 dollars a barrel, and by how much they rose."""
    measure = (draft.measure or "").lower().split()
    priced = PRICES.intersection(measure) and not words["world_good"].isdisjoint(measure)
    return bool(priced) and (draft.per is not None or draft.kind == "percent")


def _up_to_world(behind: list[str], words: Mapping[str, frozenset[str]]) -> list[str] | None:
    """Return the words up to "worldwide" or "around the world" behind a figure; None where there is neither."""
    for at, word in enumerate(behind):
        if word in ENDS:
            return None
        around = word in words["around"] and behind[at + 1 : at + 2] == ["the"]
        if word in words["worldwide"] or (around and not words["world"].isdisjoint(behind[at + 2 : at + 3])):
            return behind[:at]
    return None


def _before_measure(head: Head | None, clause: OwnerClause) -> Iterator[int]:
    """Yield where "world" can say what is measured: at the beginning of a clause, and before its measure."""
    yield from range(clause.first, min(clause.first + 2, clause.last))  # The global vaccine market
    if head is not None:
        yield from range(max(clause.first, head.first - WORLD_BEFORE), head.first)


def _is_told_of_world(at: int, sentence: OwnerSentence) -> bool:
    """Recognise world output and the global economy, no World Bank and no world record."""
    tokens, words = sentence.tokens, sentence.rules.words
    if tokens.lower[at] not in words["of_world"]:
        return False
    is_name = tokens.words[at + 1][:1].isupper() if at + 1 < len(tokens.words) else False
    return not is_name and words["best_of_world"].isdisjoint(tokens.lower[at + 1 : at + 1 + WORLD_BEFORE])
