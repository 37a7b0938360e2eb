"""Tell what a country trades with all others together from what it trades with one of them, and its parts."""

from __future__ import annotations

from dyadwire.transforms.text.decide.owners.candidates import OwnerSentence
from dyadwire.transforms.text.decide.owners.partner_tally import TRADED
from dyadwire.transforms.text.figures.drafts import FigureDraft

PARTNERED = frozenset(("to", "from", "with"))  # before with whom one trades
TOTAL = 6  # tokens at most before a figure in which "total imports" say what it is
NEXT = 3  # tokens behind a figure in which a country says of whom it is
PARTS = (["including"], ["with"], ["of", "which"])  # behind the comma before a part of a figure
PART_REACH = 6  # tokens from a figure to that comma, and from a part to its partner: in the first half of last year


def is_total(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what a country trades in all: as Egypt's total imports were $11bn; not "total exports to China"."""
    lower, first = sentence.tokens.lower, draft.first
    flows = (at for at in range(max(1, first - TOTAL), first) if lower[at] in sentence.rules.words["trade_flow"])
    total = next((at for at in flows if lower[at - 1] == "total" and lower[at + 1] not in PARTNERED), first)
    around = any(total < one.first < draft.last + NEXT for one in sentence.countries)
    said_again = draft.restates is not None  # the share before: 2 percent of total exports, or $4bn
    return total < first and not around and not said_again and draft.topic in TRADED


def is_of_all(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what a country trades with all others: Peru imported 178 tonnes by rail and ship together."""
    is_told = draft.first in sentence.partners or not sentence.countries
    if draft.topic not in TRADED or draft.kind == "percent" or is_told:
        return False
    clause = sentence.clauses.around(draft.first, draft.last)
    return not sentence.rules.words["in_all"].isdisjoint(sentence.tokens.lower[clause.first : clause.last])


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
