"""Find the two of figures that are told of partners one by one: each of the country beside it and one that they share.

"Main destinations were Italy with 104,704 tonnes and China with 52,500" tells of the exporter that was named before,
"sold 5 tonnes to Japan and 6 to Korea" of who sold the 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.clauses import OwnerClause, OwnerClauses
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

Two = tuple[str, ...]  # countries in alphabetical order
TRADED = frozenset(("exports", "imports", "trade"))  # topics of what a trader sells or buys
GUESTS = "visitors"  # the topic of what comes to the article's own country
SENT = "migrants"  # the topic of what workers abroad send home
REMITTED = frozenset(("inflows", "remittances", "transfers"))
_TO = ("to", "for")  # before each country to which something goes
BESIDE = 4  # tokens at most between a figure and the country of which it is
BEFORE = 12  # and between such a country and the figure behind it
LATELY = 2  # sentences since a figure told of two
# Topics of what passes between two, of which several partners are told one by one.
PASSED = frozenset(
    (*TRADED, "aid", "arms", "debt", "energy", "investment", "loans", "migrants", "students", "visitors")
)
FROM_THERE = frozenset((GUESTS, "students"))  # topics of which Slovenians are as good as guests from Slovenia
_ROLES = ({"to"}, {"from"})  # before one of several with whom somebody has to do
_BARE = frozenset(("^", "", ",", "and", "or"))  # no preposition


def tallied(
    drafts: Sequence[FigureDraft],
    beside: Mapping[int, str],
    mentions: Sequence[CountryMention],
    tokens: Tokens,
    rules: Rules,
    traders: tuple[str | None, str | None],
) -> dict[int, Two]:
    """Return by a figure's first token the two of figures that have a country `beside` them in a list of partners.

    `traders`: whose exports or imports were told last, and the country that the article is about, which has guests, and
    of which a list is that names no trader.
    """
    if not beside:
        return {}
    if trader := _lister(beside, mentions, tokens, rules):
        amounts = [one.first for one in drafts if one.kind != "duration" and beside.get(one.first, trader) != trader]
        return {first: tuple(sorted((trader, beside[first]))) for first in amounts}
    named = {one.iso3 for one in mentions}
    if named.issuperset(iso3 for iso3 in traders if iso3):
        return {}
    found = {}
    for draft in [one for one in drafts if one.first in beside]:
        trader = _trader(draft, beside, mentions, tokens, rules, traders)
        if trader is not None and trader not in named:
            found[draft.first] = tuple(sorted((trader, beside[draft.first])))
    return found


def _trader(
    draft: FigureDraft,
    beside: Mapping[int, str],
    mentions: Sequence[CountryMention],
    tokens: Tokens,
    rules: Rules,
    traders: tuple[str | None, str | None],
) -> str | None:
    """Return who trades with those of a list that does not name it, or has them as guests."""
    words = rules.words
    is_list = not words["partner"].isdisjoint(tokens.lower)
    is_sent = len(set(beside.values())) > 1 and _role(beside, mentions) is not None
    goes = is_sent and not (words["trade_goes"] | words["trade_comes"]).isdisjoint(tokens.lower)
    if draft.topic in TRADED or (goes and draft.topic is None):
        is_told = is_list or is_sent or any(_is_sent_to(one, draft) for one in mentions)
        return (traders[0] or (traders[1] if is_sent else None)) if is_told else None
    return traders[1] if is_list and draft.topic == GUESTS else None


def _lister(beside: Mapping[int, str], mentions: Sequence[CountryMention], tokens: Tokens, rules: Rules) -> str | None:
    """Return who trades with all that have a figure `beside` them: Ghana imported 2 tonnes from Peru, 1 from Togo.

    It is the only one that the sentence names before them, and not behind their preposition.
    """
    role = _role(beside, mentions)
    begin = next((one.first for one in mentions if one.joint == role), 0)
    before = [one for one in mentions if one.joint != role]
    if role is None or len({one.iso3 for one in before}) != 1 or before[-1].last > begin:
        return None
    traded = rules.words["trade_flow"] | rules.words["trade_verb"]
    return before[-1].iso3 if not traded.isdisjoint(tokens.lower[before[-1].last : begin]) else None


def _role(beside: Mapping[int, str], mentions: Sequence[CountryMention]) -> str | None:
    """Return the preposition behind which all countries stand that have a figure `beside` them; None where none is."""
    roles = {one.joint for one in mentions if one.iso3 in beside.values()}
    return roles.pop() if len(roles) == 1 and roles in _ROLES else None


def _is_sent_to(mention: CountryMention, draft: FigureDraft) -> bool:
    """Recognise 59,500 tonnes of wheat for China."""
    return mention.joint in _TO and 0 <= mention.first - draft.last <= BESIDE


class PartnerFigure(NamedTuple):
    """A figure with its clause, and the countries of its sentence."""

    draft: FigureDraft
    sentence: int
    clause: OwnerClause
    clauses: OwnerClauses
    mentions: Sequence[CountryMention]

    def place(self, mention: CountryMention) -> str | None:
        """Return the preposition behind which a country stands; None for a subject or an object."""
        if mention.form == "people" and self.draft.topic in FROM_THERE:
            return "from"
        return None if mention.joint in _BARE else mention.joint

    def is_near(self, mention: CountryMention) -> bool:
        """Tell a country of the clause, not far from the figure."""
        gap = mention.gap(self.draft)
        reach = BESIDE if mention.first >= self.draft.last else BEFORE
        return self.clause.holds(mention.first) and 0 <= gap <= reach

    def is_of_others(self, rules: Rules) -> bool:
        """Tell what has names before it that are of no country: European guests, Apple's sales."""
        tokens, draft = self.clauses.tokens, self.draft
        named = {at for one in self.mentions for at in range(one.first, one.last)}
        before = [at for at in range(self.clause.first, draft.first) if at not in named]
        regional = rules.words["regional"]
        return any((at and tokens.is_capital(at)) or tokens.lower[at] in regional for at in before)


class Partners:
    """Remembers of each topic whose pair a figure was, and finds who stands in the place of one of the two next."""

    def __init__(self) -> None:
        self.told: dict[str, tuple[Two, PartnerFigure]] = {}
        self.receiver: str | None = None  # to whom remittances were told to be sent

    def note(self, figure: PartnerFigure, owners: Two) -> None:
        """Note the two that own a figure."""
        if figure.draft.topic in PASSED and len(owners) > 1:
            self.told[figure.draft.topic] = owners, figure
        sent_from = any(one.joint == "from" for one in figure.mentions)
        if figure.draft.topic == SENT and len(owners) == 1 and _is_remitted(figure.draft) and not sent_from:
            self.receiver = owners[0]

    def next(self, figure: PartnerFigure, beside: str | None, rules: Rules) -> Two:
        """Return the country near a figure with the one that it shares with the figure before; nothing where unclear.

        It stands behind the same preposition as one of those two, and the other one does not; no third country is
        named in the clause. `beside`: the country of the figure in a list.
        """
        pair, before = self.told.get(figure.draft.topic or "", ((), figure))
        near = [one for one in figure.mentions if beside in (None, one.iso3) and figure.is_near(one)]
        if not pair or not near or not _goes_on(figure, before, rules):
            return ()
        new = min(near, key=lambda one: one.gap(figure.draft))
        stood = _standing_as(figure.place(new), pair, before, new)
        third = {one.iso3 for one in figure.mentions if figure.clause.holds(one.first)} - {new.iso3, *pair}
        # Who stood there in a sentence before, and is named in this one, stands there still.
        stays = before.sentence < figure.sentence and any(one.iso3 in stood for one in figure.mentions)
        if new.iso3 in pair or len(stood) != 1 or third or stays:
            return ()
        return tuple(sorted({*pair} - stood | {new.iso3}))

    def sender(self, figure: PartnerFigure) -> Two:
        """Return who receives remittances and whence a figure of them comes: inflows from Saudi Arabia led with 7bn."""
        draft = figure.draft
        open_sum = draft.measure is None and draft.kind == "money"
        if self.receiver is None or draft.topic != SENT or not (_is_remitted(draft) or open_sum):
            return ()
        near = min(figure.mentions, key=lambda one: one.gap(draft), default=None)
        leads = any(one.joint == "from" for one in figure.mentions)  # and after it: followed by the UAE with 6bn
        goes_on = any(one.joint == "to" for one in figure.mentions)  # from Kazakhstan to Kyrgyzstan
        if near is None or not leads or goes_on or near.listed > 1 or near.gap(draft) > BESIDE:
            return ()
        is_known = any(one.iso3 == self.receiver for one in figure.mentions)
        return () if is_known else tuple(sorted((self.receiver, near.iso3)))


def _is_remitted(draft: FigureDraft) -> bool:
    """Tell money that workers abroad send home."""
    measure = (draft.measure or "").lower().split()
    return draft.kind in ("money", "percent") and not REMITTED.isdisjoint(measure[-1:])


def _goes_on(figure: PartnerFigure, before: PartnerFigure, rules: Rules) -> bool:
    """Tell whether a figure can be of what the one before was; trade of a sentence before has its own trader."""
    draft, ago = figure.draft, figure.sentence - before.sentence
    if draft.trivial or draft.kind == "duration" or ago > LATELY:
        return False
    return ago == 0 or (draft.topic not in TRADED and not figure.is_of_others(rules))


def _standing_as(place: str | None, pair: Two, before: PartnerFigure, new: CountryMention) -> set[str]:
    """Return who of a pair stood in a place in the sentence of its figure."""
    there = [one.iso3 for one in before.mentions if one is not new and before.place(one) == place]
    return {iso3 for iso3 in pair if iso3 in there and place is not None}


def without_sharers(
    likelihood: dict[Two, float], named: Mapping[str, Sequence[CountryMention]], in_parts: frozenset[str]
) -> dict[Two, float]:
    """Return the probabilities of owners without the pairs of two with whom somebody else has to do.

    Imports from Cuba, and from Thailand, are of neither with the other. So are pairs of whom is named in a part alone.
    """
    roles = {iso3: {one.joint for one in found} for iso3, found in named.items()}
    left = {
        owners: chance
        for owners, chance in likelihood.items()
        if len(owners) < 2 or (in_parts.isdisjoint(owners) and not _share_a_role(*(roles.get(of) for of in owners)))
    }
    total = sum(left.values())
    if not total:  # gold, which answers while weights are learned, knows but one
        return likelihood
    return {owners: chance / total for owners, chance in left.items()}


def _share_a_role(one: set[str] | None, other: set[str] | None) -> bool:
    return one == other and one in _ROLES
