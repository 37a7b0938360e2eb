"""Find the two of figures that name one side by what it is: exports to the Asian country, firms in the island nation.

The article is plainly about one pair; which of the two is meant does not matter, as both own what passes between them.
What describes none of an article's countries stands for one that is not named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.focal_countries import FocalCountries
from dyadwire.transforms.text.decide.owners.partner_tally import PASSED, TRADED
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

Two = tuple[str, ...]  # countries in alphabetical order
STRANGER: Two = ()  # of somebody who is described and not named
CLEAR = 0.5  # salience from which an article is plainly about a pair
LANDS = frozenset(
    ("country", "kingdom", "nation", "neighbor", "neighbour", "republic", "state", "sultanate", "emirate")
)
# Before these it may be one's own, or any: in the whole country, to the same state, from the poorest nation.
ANY = frozenset(("entire", "home", "host", "member", "other", "own", "poorest", "richest", "same", "whole", "world's"))
BESIDE = frozenset(("from", "in", "to", "with"))  # before who is described as the other side
LONGEST = 5  # tokens of "oil-rich West African"
REACH = 12  # tokens from a description to a figure behind it, which no other clause parts
BEFORE = 6  # tokens from a figure to a description: $3 billion in goods to the Asian country
HELD = 1  # token between a figure and whose it is: 10,000 South Korean firms
APART = frozenset((";", "while", "but", "whereas"))


class Description(NamedTuple):
    """The place of "to the Gulf state", and the countries that it can stand for; None where it tells of none."""

    lead: int  # the token before "the", -1 where the sentence begins with it
    noun: int
    members: frozenset[str] | None

    def fits(self, iso3: str) -> bool:
        """Tell whether a country can be so described."""
        return self.members is None or iso3 in self.members


def find_descriptions(tokens: Tokens, rules: Rules) -> list[Description]:
    """Return who is described in a sentence: the Southeast Asian country."""
    lower, found = tokens.lower, []
    for noun in [at for at, word in enumerate(lower) if word in LANDS]:
        the = next((at for at in range(noun - 2, max(-1, noun - 2 - LONGEST), -1) if lower[at] == "the"), None)
        words = lower[the + 1 : noun] if the is not None else []
        if the is not None and words and all(word.isalpha() or word == "-" for word in words) and ANY.isdisjoint(words):
            found.append(Description(the - 1, noun, _members(the + 1, noun, tokens, rules)))
    return found


def described(
    drafts: Sequence[FigureDraft],
    mentions: Sequence[CountryMention],
    tokens: Tokens,
    descriptions: Sequence[Description],
    focal: FocalCountries,
) -> dict[int, Two]:
    """Return by a figure's first token the pair of the article where one of the two is described beside it.

    No third country is named in the sentence, nor both of the pair, which grammar tells then. STRANGER where no country
    of the article can be described so.
    """
    named = {one.iso3 for one in mentions}
    if len(named) > 1:
        return {}
    found = {}
    for description in descriptions:
        pair = _pair(description, named, focal)
        if pair is not None:
            held = [one.first for one in drafts if _is_of(one, description, mentions, tokens)]
            found.update(dict.fromkeys(held, pair))
    return found


def _members(first: int, noun: int, tokens: Tokens, rules: Rules) -> frozenset[str] | None:
    """Return the countries that all words of a description tell of; None where no word tells of any.

    What follows a hyphen tells of none by itself: South-East Asian, ex-communist.
    """
    found: frozenset[str] | None = None
    at = first
    while at <= noun:
        told = rules.regions.at(tokens, at) if tokens.lower_at(at - 1) != "-" else None
        if told:
            found = told[0] if found is None else found & told[0]
        at = told[1] if told else at + 1
    return found


def _pair(description: Description, named: set[str], focal: FocalCountries) -> Two | None:
    """Return the pair one of whom is described, the other one being `named` if anybody is; None where none is clear."""
    focus = focal.focus
    if not any(description.fits(iso3) for iso3 in focal.weight):
        return STRANGER
    if focus and focus[0].salience >= CLEAR and named <= set(focus[0].dyad):
        others = set(focus[0].dyad) - named
        return tuple(focus[0].dyad) if any(description.fits(iso3) for iso3 in others) else None
    return None


def _is_of(draft: FigureDraft, description: Description, mentions: Sequence[CountryMention], tokens: Tokens) -> bool:
    """Tell what passes between a country and the one described, or what one has in it."""
    lead, noun, _ = description
    joint = tokens.lower_at(lead)
    if joint == "in":
        held = any(0 <= one.first - draft.last <= HELD and one.form in ("adjective", "people") for one in mentions)
        return draft.kind == "count" and held and draft.last <= lead <= draft.last + REACH
    topics = PASSED if mentions else TRADED  # remittances to the African country come from many
    if joint not in BESIDE or draft.topic not in topics or draft.trivial:
        return False
    first, last = (noun + 1, draft.first) if noun < draft.first else (draft.last, lead)
    near = 0 <= last - first <= (REACH if noun < draft.first else BEFORE)
    return near and APART.isdisjoint(tokens.lower[first:last])
