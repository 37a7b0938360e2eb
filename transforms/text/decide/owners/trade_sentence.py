"""Find what is traded in a sentence, whose it is and with whom: Japan's car exports to the United States."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import OWNED, Rules
from dyadwire.transforms.text.figures.tokens import Tokens

Two = tuple[str, ...]  # countries that trade, in alphabetical order
OWNING = 2  # tokens at most between a country and what it trades: Japan's overall car exports
GOODS = 3  # tokens at most of what is traded: imports of cooking oil from
REACH = 16  # and from what is traded, or with whom, to the figure
WORTH = 5  # and from a figure to with whom: 20 billion yen in trade with the US, 400,000 tonnes were shipped to China
_LEADS = {"trade_flow": ("to", "from"), "trade_verb": ("to", "from"), "trade_balance": ("with",)}
_GOES = {"trade_goes": ("to",), "trade_comes": ("from",)}  # of what was traded before: 15 percent came from Russia
_AGAIN = ("those", "that", "and", ",")  # before "to China": exports that were told before in the sentence
_ANY_LEAD = frozenset(("to", "from", "with"))
_APART = frozenset((",", ";", "and", "because", "but", "while"))  # between a figure and what is of another
_BEYOND = frozenset(("because", "but", "while"))  # between with whom and what is of another
_ITS = frozenset(("its", "their"))
_ITSELF = frozenset(("country", "nation", "kingdom", "republic", "island", "month", "quarter", "week", "year"))
SALES = "sales"


@cache
def _leads(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Return what is traded, and the prepositions before with whom."""
    return {word: lead for name, lead in _LEADS.items() for word in rules.words[name]}


@cache
def _ways(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Return the verbs that say where goods go or come from, and the prepositions before with whom."""
    return {word: lead for name, lead in _GOES.items() for word in rules.words[name]}


class TradeSentence:
    """What is traded in a sentence, by tokens, and whose it is."""

    def __init__(self, mentions: Sequence[CountryMention], tokens: Tokens, rules: Rules) -> None:
        self.mentions, self.tokens, self.words = mentions, tokens, rules.words
        leads = _leads(rules)
        self.traded = {at: leads[word] for at, word in enumerate(tokens.lower) if word in leads}
        ways, behind = _ways(rules), range(min(self.traded, default=len(tokens)), len(tokens))
        self.ways = {at: ways[tokens.lower[at]] for at in behind if tokens.lower[at] in ways}
        nouns = [at for at in self.traded if tokens.lower[at] not in self.words["trade_verb"]]
        # Canada exported 9 tonnes, with a third going to Japan.
        self.doers = {one.last: one.iso3 for one in mentions if self.ways and one.last in self.traded}
        self.owned = {at: one.iso3 for at in nouns for one in mentions if self._owns(one, at)}

    def _owns(self, mention: CountryMention, at: int) -> bool:
        """Recognise Japan's exports, Japanese car exports."""
        if not 0 <= at - mention.last <= OWNING:
            return False
        between = self.tokens.words[mention.last : at]  # with Canada the deficit fell: no deficit of Canada
        return "the" not in between and all(word.isalpha() and word.islower() for word in between)

    def before(self, draft: FigureDraft) -> CountryMention | None:
        """Return the country that stands before a figure, unless the figure is of somebody behind it.

        In "the deficit with Japan rose, and with Western Europe to 28 billion" the 28 billion are not of Japan.
        """
        found = next((one for one in reversed(self.mentions) if one.last <= draft.first), None)
        if found is None or draft.first - found.last > REACH:
            return None
        lower, is_capital = self.tokens.lower, self.tokens.is_capital
        led = any(lower[at] in _ANY_LEAD and is_capital(at + 1) for at in range(found.last, draft.first))
        # In "the deficit with Japan hit 58 billion, an 18 billion EC deficit" what follows is another thing.
        led = led or (lower[draft.first - 1] in ("a", "an") and lower[draft.first - 2] == ",")
        return None if led or not _BEYOND.isdisjoint(lower[found.last : draft.first]) else found

    def behind(self, draft: FigureDraft) -> CountryMention | None:
        """Return the country just behind a figure that says with whom: 20 billion yen in trade with the US."""
        found = next((one for one in self.mentions if one.first >= draft.last), None)
        if found is None or found.first - draft.last > WORTH:
            return None
        between = range(draft.last, found.first)
        apart = not _APART.isdisjoint(self.tokens.lower[draft.last : found.first])
        return found if any(at in self.traded or at in self.ways for at in between) and not apart else None

    def is_part(self, draft: FigureDraft, partner: CountryMention) -> bool:
        """Tell 40 percent that went to China from what stands behind it, and from 300 workers."""
        return draft.kind != "count" and draft.last <= partner.first

    def is_around(self, draft: FigureDraft, partner: CountryMention) -> bool:
        """Recognise a deficit of $2 billion last year with Japan."""
        lower, traded = self.tokens.lower, draft.first - 2
        between = lower[draft.last : partner.first]
        of = lower[draft.first - 1 : draft.first] == ["of"] and traded >= 0
        near = len(between) <= WORTH and partner.listed == 1 and _APART.isdisjoint(between)
        return of and near and partner.joint in self.traded.get(traded, ())

    def traded_with(self, partner: CountryMention) -> int | None:
        """Return the token of what is traded with a country: the shipments of "shipments to China", of "those to"."""
        at = partner.first - 1
        while at >= 0 and self.tokens.lower[at] != partner.joint:
            at -= 1
        if self.tokens.lower_at(at - 1) in _AGAIN:
            return max((one for one, leads in self.traded.items() if one < at and partner.joint in leads), default=None)
        at = self._skip_goods(at)
        return at - 1 if partner.joint in self.traded.get(at - 1, self.ways.get(at - 1, ())) else None

    def _skip_goods(self, at: int) -> int:
        """Return the place of the "of" before goods, or `at`: imports of winter wheat from Russia."""
        lower = self.tokens.lower
        for of in range(at - 2, max(0, at - 2 - GOODS), -1):
            if not lower[of + 1].isalpha() or lower[of + 1] in self.words["stop"]:
                return at
            if lower[of] == "of":
                return of if of - 1 in self.traded else at
        return at

    def whose(self, at: int, partner: CountryMention) -> str | None:
        """Return whose "its imports from" are: of the country named last before, other than with whom it trades."""
        before = [one for one in self.mentions if one.last <= at and one.iso3 != partner.iso3]
        its = not _ITS.isdisjoint(self.tokens.lower[max(0, at - OWNING) : at])
        return before[-1].iso3 if its and before and before[-1].listed == 1 else None

    def owner_of(self, draft: FigureDraft, at: int) -> str | None:
        """Return whose figure stands before what is traded: South Korea's record $7 billion surplus."""
        if not draft.last <= at <= draft.last + OWNING:
            return None
        before = (one for one in self.mentions if one.form == "possessive" and 0 <= draft.first - one.last <= 1)
        return next((one.iso3 for one in before), None)

    def sold_abroad(self, draft: FigureDraft) -> Two | None:
        """Return a firm's country and the one where it sells: Toyota expects its U.S. sales to total 600,000."""
        for one in self.mentions:
            if self.tokens.lower_at(one.last) != SALES or not one.last < draft.first <= one.last + REACH:
                continue
            firm = next((other for other in reversed(self.mentions) if other.last <= one.first), None)
            its = firm and (firm.last == one.first or not _ITS.isdisjoint(self.tokens.lower[one.first - 2 : one.first]))
            if firm and its and firm.form == "company" and firm.iso3 != one.iso3:
                return tuple(sorted((firm.iso3, one.iso3)))
        return None

    def is_of_others(self, at: int) -> bool:
        """Tell what no country trades: Latin American exports, Apple's sales, the carmaker's sales."""
        before = self.tokens.lower_at(at - 1)
        owner = before.endswith(OWNED) and before.removesuffix(OWNED[0]).removesuffix(OWNED[1]) not in _ITSELF
        # The first word of a sentence has a capital letter whatever it is: overall exports.
        is_name = at > 1 or before in self.words["regional"]
        return owner or (is_name and self.tokens.is_capital(at - 1))
