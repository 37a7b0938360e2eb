"""Find with whom somebody trades where a figure's sentence names the other side alone: shipments to China fell.

Whoever ships is told before: the exporter of "South Korea's exports to the United States fell, shipments to China rose".
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

OWNING = 2  # tokens at most between a country and what it trades: Japan's overall car exports
REACH = 16  # and from the partner to the figure
_LEADS = {"trade_flow": ("to", "from"), "trade_balance": ("with",)}
_AGAIN = ("those", "that", "and", ",")  # before "to China": exports that were told before in the sentence
_ANY_LEAD = frozenset(("to", "from", "with"))


class TradePartners:
    """Reads who trades with whom in the sentences of an article, in order."""

    def __init__(self) -> None:
        self.trader: str | None = None  # whose exports, imports or balance were told last

    def read(
        self, drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens, rules: Rules
    ) -> dict[int, tuple[str, ...]]:
        """Return by a figure's first token the trader, as told so far, and the partner, in alphabetical order."""
        found: dict[int, tuple[str, ...]] = {}
        nouns = {at: lead for name, lead in _LEADS.items() for at, word in enumerate(tokens.lower)
                 if word in rules.words[name]}  # fmt: skip
        if not nouns or not mentions:
            return found
        owned = {noun: one.iso3 for one in mentions for noun in nouns if _owns(one, noun, tokens)}
        for draft in drafts:
            mention = next((one for one in reversed(mentions) if one.last <= draft.first), None)
            noun = _noun_of(mention, nouns, tokens) if mention else None
            before = {iso3 for at, iso3 in owned.items() if mention and at < mention.first}
            if mention is None or noun is None or noun in owned or _is_far(mention, draft, tokens):
                continue
            trader = next(iter(before)) if len(before) == 1 else self.trader
            if trader and trader != mention.iso3 and not _is_of_others(noun, tokens):
                found[draft.first] = tuple(sorted((trader, mention.iso3)))
        if owned:
            self.trader = owned[max(owned)]
        return found


def _owns(mention: CountryMention, noun: int, tokens: Tokens) -> bool:
    """Recognise Japan's exports, Japanese car exports."""
    between = tokens.words[mention.last : noun]
    return 0 <= noun - mention.last <= OWNING and all(word.isalpha() and word.islower() for word in between)


def _noun_of(mention: CountryMention, nouns: dict[int, tuple[str, ...]], tokens: Tokens) -> int | None:
    """Return the token of what is traded with a country: the shipments of "shipments to China", of "those to China"."""
    at = mention.first - 1
    while at >= 0 and tokens.lower[at] != mention.joint:
        at -= 1
    if tokens.lower_at(at - 1) in _AGAIN:
        return max((noun for noun, leads in nouns.items() if noun < at and mention.joint in leads), default=None)
    return at - 1 if mention.joint in nouns.get(at - 1, ()) else None


def _is_far(mention: CountryMention, draft: FigureDraft, tokens: Tokens) -> bool:
    """Tell a figure that is of somebody else: the deficit with Japan rose, and with Western Europe to 28 billion."""
    between = range(mention.last, draft.first)
    led = any(tokens.lower[at] in _ANY_LEAD and tokens.is_capital(at + 1) for at in between)
    return draft.first - mention.last > REACH or led


def _is_of_others(noun: int, tokens: Tokens) -> bool:
    """Tell what no country trades: Latin American exports."""
    return noun > 0 and tokens.is_capital(noun - 1) and noun - 1 > 0
