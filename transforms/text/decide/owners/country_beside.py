"""Find the country that belongs to each figure, where a sentence lists figures of several countries one by one."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.tokens import Tokens

# Between a country and the figure behind it: Australia (20 million), Singapore at 5.6 percent.
LEADING = frozenset(
    ("(", ":", "-", "–", "—", "with", "at", "by", "was", "is", "had", "has", "only", "just", "about", "around")
)
LEADING_REACH = 2
# Between a figure and the country behind it: 12 litres in the US.
JOINING = frozenset(("in", "for", "from", "to", "by", "of", "with", "among", "via"))
JOINING_REACH = 3
APART = frozenset(("and", ","))


def countries_beside(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens
) -> dict[int, str]:
    """Return the country beside each figure by the figure's first token; nothing where fewer than two have their own.

    "Indonesia (21 million tons), Australia (20 million)" and "59 litres in France, 12 litres in the US".
    """
    if len({mention.iso3 for mention in mentions}) < 2 or len(drafts) < 2:
        return {}
    begins, ends = ({getattr(one, side): one.iso3 for one in mentions} for side in ("first", "last"))
    found: dict[int, str] = {}
    for of_figure in (_behind(drafts, begins, tokens), _before(drafts, ends, tokens)):
        if len(set(of_figure.values())) > 1:
            found |= of_figure
    return found


def _behind(drafts: Sequence[FigureDraft], begins: dict[int, str], tokens: Tokens) -> dict[int, str]:
    """Find figures with a country behind them: "59 litres in France"."""
    found = {}
    for draft in drafts:
        for at in range(draft.last + 1, draft.last + JOINING_REACH + 1):
            between = tokens.lower[draft.last : at]
            if at in begins and not JOINING.isdisjoint(between) and APART.isdisjoint(between):
                found[draft.first] = begins[at]
                break
    return found


def _before(drafts: Sequence[FigureDraft], ends: dict[int, str], tokens: Tokens) -> dict[int, str]:
    """Find figures with a country before them: "Australia (20 million)"."""
    found = {}
    for draft in drafts:
        for at in range(draft.first, draft.first - LEADING_REACH - 1, -1):
            if at in ends and LEADING.issuperset(tokens.lower[at : draft.first]):
                found[draft.first] = ends[at]
                break
    return found
