"""Find with whom the trader of an article trades where a sentence tells its partners one by one, each with a figure.

"Main destinations were Italy with 104,704 tonnes and China with 52,500" tells of the exporter that was named before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

Two = tuple[str, ...]  # countries in alphabetical order
TRADED = frozenset(("exports", "imports", "trade"))  # topics of what a trader sells or buys
GUESTS = "visitors"  # the topic of what comes to the article's own country
_TO = ("to", "for")  # before each country to which something goes
BESIDE = 4  # tokens at most between a figure and the country of which it is


def tallied(
    drafts: Sequence[FigureDraft],
    beside: Mapping[int, str],
    mentions: Sequence[CountryMention],
    tokens: Tokens,
    rules: Rules,
    traders: tuple[str | None, str | None],
) -> dict[int, Two]:
    """Return by a figure's first token the two of figures that have a country `beside` them in a list of partners.

    `traders`: whose exports or imports were told last, and the country that the article is about, which has guests.
    """
    named = {one.iso3 for one in mentions}
    if not beside or named.issuperset(iso3 for iso3 in traders if iso3):
        return {}
    is_list = not rules.words["partner"].isdisjoint(tokens.lower)
    found = {}
    for draft in drafts:
        other, trader = beside.get(draft.first), traders[0 if draft.topic in TRADED else 1]
        if not other or trader is None or trader in named or draft.topic not in TRADED | {GUESTS}:
            continue
        if is_list or (draft.topic in TRADED and any(_is_sent_to(one, draft) for one in mentions)):
            found[draft.first] = tuple(sorted((trader, other)))
    return found


def _is_sent_to(mention: CountryMention, draft: FigureDraft) -> bool:
    """Recognise 59,500 tonnes of wheat for China."""
    return mention.joint in _TO and 0 <= mention.first - draft.last <= BESIDE
