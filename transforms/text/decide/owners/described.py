"""Find the two of figures that name one side by what it is: exports to the Asian country, firms in the island nation.

The article is plainly about one pair; which of the two is meant does not matter, as both own what passes between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.partner_tally import PASSED, TRADED
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import FocusDyad

Two = tuple[str, ...]  # countries in alphabetical order
CLEAR = 0.5  # salience from which an article is plainly about a pair
LANDS = frozenset(("country", "kingdom", "nation", "neighbor", "neighbour", "republic", "state"))
# Before these it may be one's own, or any: in the whole country, to the same state, from the poorest nation.
ANY = frozenset(("entire", "home", "host", "member", "other", "own", "poorest", "richest", "same", "whole", "world's"))
LONGEST = 3  # words of "Southeast Asian"
REACH = 12  # tokens from a description to a figure behind it, which no other clause parts
BEFORE = 6  # tokens from a figure to a description: $3 billion in goods to the Asian country
HELD = 1  # token between a figure and whose it is: 10,000 South Korean firms
APART = frozenset((";", "while", "but", "whereas"))


def described(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens, focus: Sequence[FocusDyad]
) -> dict[int, Two]:
    """Return by a figure's first token the pair of the article where one of the two is described beside it.

    No third country is named in the sentence, nor both of the pair, which grammar tells then.
    """
    pair = tuple(focus[0].dyad) if focus and focus[0].salience >= CLEAR else ()
    named = {one.iso3 for one in mentions}
    if not pair or len(named) > 1 or not named <= set(pair):
        return {}
    places = [*_places(tokens)]
    return {one.first: pair for one in drafts if any(_is_of(one, *place, mentions, tokens) for place in places)}


def _places(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the preposition and the noun of each description: to the Southeast Asian country."""
    lower, found = tokens.lower, []
    for noun in [at for at, word in enumerate(lower) if word in LANDS]:
        the = next((at for at in range(noun - 2, noun - 2 - LONGEST, -1) if at > 0 and lower[at] == "the"), None)
        words = lower[the + 1 : noun] if the else []
        if the and words and all(word.isalpha() for word in words) and ANY.isdisjoint(words):
            found.append((the - 1, noun))
    return found


def _is_of(draft: FigureDraft, lead: int, noun: int, mentions: Sequence[CountryMention], tokens: Tokens) -> bool:
    """Tell what passes between a country and the one described, or what one has in it."""
    joint = tokens.lower_at(lead)
    if joint == "in":
        held = any(0 <= one.first - draft.last <= HELD and one.form in ("adjective", "people") for one in mentions)
        return draft.kind == "count" and held and draft.last <= lead <= draft.last + REACH
    topics = PASSED if mentions else TRADED  # remittances to the African country come from many
    if joint not in ("to", "from", "with") or draft.topic not in topics or draft.trivial:
        return False
    first, last = (noun + 1, draft.first) if noun < draft.first else (draft.last, lead)
    near = 0 <= last - first <= (REACH if noun < draft.first else BEFORE)
    return near and APART.isdisjoint(tokens.lower[first:last])
