"""Find with whom somebody trades where a figure's sentence names one side alone, or none: shipments to China fell.

Whoever ships is told before: the exporter of "South Korea's exports to the United States fell, those to China rose".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.mutual_trade import are_partners, is_bare, is_between_two, is_mutual
from dyadwire.transforms.text.decide.owners.trade_sentence import OWNING, REACH, TradeSentence, Two
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import CountrySpan, SentenceSpan


class TradePartners:
    """Reads who trades with whom in the sentences of an article, in order."""

    def __init__(self, pairs: Sequence[Dyad], home: str | None = None) -> None:
        """Take the pairs that the article is about, the most salient first, and where it is at home."""
        self.pairs, self.home = pairs, home
        self.seat: str | None = None  # whose news the article is, where the last figure was of nobody else
        self.partnered: Two = ()  # who were just called partners
        self.trader: str | None = None  # whose exports, imports or balance were told last

    def read(
        self,
        drafts: Sequence[FigureDraft],
        mentions: Sequence[CountryMention],
        tokens: Tokens,
        rules: Rules,
        lately: Two = (),
        seat: str | None = None,
    ) -> dict[int, Two]:
        """Return by a figure's first token the two that trade, where one of them at most is named with it.

        `lately`: the two of whom the sentence before told. `seat`: whose news the article is.
        """
        self.seat = seat
        here = TradeSentence(mentions, tokens, rules)
        found = {}
        for draft in drafts if here.traded else ():
            two = self._mutual(draft, here, lately) or self._of_partner(draft, here) or self._around(draft, here)
            two = two or here.sold_abroad(draft)
            if two:
                found[draft.first] = two
        if here.owned:
            self.trader = here.owned[max(here.owned)]
        self._pair_up({one.iso3 for one in mentions}, tokens.lower, rules)
        return found

    def hear(self, text: str, sentence: SentenceSpan, spans: Sequence[CountrySpan], rules: Rules) -> None:
        """Note whose trade a sentence without a figure tells of: South Korea's exports fell again."""
        self._pair_up({span.iso3 for span in spans}, text[sentence.start : sentence.end].lower().split(), rules)
        for span in spans:
            if _owned(rules).match(text, span.end):
                self.trader = span.iso3

    def _pair_up(self, named: set[str], told: Sequence[str], rules: Rules) -> None:
        """Note the two of a sentence that calls one the partner of the other."""
        is_pair = len(named) == len(Dyad._fields) and are_partners(told, rules.words)
        self.partnered = tuple(sorted(named)) if is_pair else ()

    def _of_partner(self, draft: FigureDraft, here: TradeSentence) -> Two | None:
        """Return the trader as told so far and with whom it trades, before the figure or just behind it."""
        for partner in (here.before(draft), here.behind(draft)):
            traded = here.traded_with(partner) if partner else None
            if partner is None or traded is None or (traded in here.ways and not here.is_part(draft, partner)):
                continue
            trader = here.owned.get(traded) or here.owner_of(draft, traded)
            if trader is None and not here.is_of_others(traded):
                trader = self._trader(traded, partner, here)
            if trader and trader != partner.iso3:
                return tuple(sorted((trader, partner.iso3)))
        return None

    def _around(self, draft: FigureDraft, here: TradeSentence) -> Two | None:
        """Return who has, and with whom, what stands around a figure: it had a surplus of $30 billion with China."""
        partner = next((one for one in here.mentions if one.first >= draft.last), None)
        at = draft.first - 2
        if partner is None or not here.is_around(draft, partner):
            return None
        before = {one.iso3 for one in here.mentions if one.last <= at}
        trader = here.owned.get(at) or (self.trader if not before and not here.is_of_others(at) else None)
        return tuple(sorted((trader, partner.iso3))) if trader and trader != partner.iso3 else None

    def _trader(self, traded: int, partner: CountryMention, here: TradeSentence) -> str | None:
        """Return who trades with a partner; None where the sentence has told of several who might."""
        known = {**here.owned, **here.doers} if traded in here.ways else here.owned
        owners = {iso3 for at, iso3 in known.items() if at < partner.first}
        if len(owners) == 1:
            return owners.pop()
        alone = all(one.iso3 == partner.iso3 for one in here.mentions if one.first <= partner.first)
        home = self.home or (self.seat if alone else None)
        home = home if partner.listed == 1 else None  # what goes to many is of no two
        return here.whose(traded, partner) or (None if owners else self.trader or home)

    def _mutual(self, draft: FigureDraft, here: TradeSentence, lately: Two) -> Two | None:
        """Return whose bilateral trade it is: the likeliest pair of the article with the country that is named."""
        named = {one.iso3 for one in here.mentions}
        traded = [at for at in here.traded if at < draft.first <= at + REACH]
        mutual = any(is_mutual(at, here.tokens, here.words) for at in traded)
        if lately and named <= set(lately) and self._is_theirs(traded, here, lately, mutual=mutual and not named):
            return lately
        if not mutual or len(named) > len(Dyad._fields):
            return None
        if len(named) == len(Dyad._fields):
            return tuple(sorted(named))
        return next((tuple(pair) for pair in self.pairs if named <= set(pair)), None)

    def _is_theirs(self, traded: list[int], here: TradeSentence, lately: Two, *, mutual: bool) -> bool:
        """Tell the trade of the two of whom the sentence before told."""
        if mutual or any(is_between_two(at, here.tokens) for at in traded):
            return True
        return (
            lately == self.partnered
            and not here.mentions
            and any(is_bare(at, here.tokens, here.words) for at in traded)
        )


@cache
def _owned(rules: Rules) -> re.Pattern[str]:
    """Compile what stands behind a country that trades: 's car exports."""
    nouns = "|".join(sorted(rules.words["trade_flow"] | rules.words["trade_balance"]))
    return re.compile(rf"(?:['’]s?)?(?: (?!the\b)[a-z]+){{0,{OWNING}}} (?:{nouns})\b")
