"""Find the country that belongs to each figure, where a sentence lists figures of several countries one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
FEWEST = 3  # countries that make a row
ROW_END = frozenset((";", "and", "or"))  # between a country and the figure behind it, which is not its own then
ROW_REACH = 6  # tokens between a country and its figure in a row


def countries_beside(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens
) -> dict[int, str]:
    """Return the country beside each figure by the figure's first token; nothing where fewer than two have their own.

    "Indonesia (21 million tons), Australia (20 million)" and "59 litres in France, 12 litres in the US". So have three
    or more countries that alternate with figures, whatever stands between: Peru grows 9 tonnes; Chile, 8; Bolivia, 7.
    """
    if len({mention.iso3 for mention in mentions}) < 2 or len(drafts) < 2:
        return {}
    begins, ends = ({getattr(one, side): one.iso3 for one in mentions} for side in ("first", "last"))
    found = _in_rows(drafts, mentions, tokens)
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


def _in_rows(drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens) -> dict[int, str]:
    """Find figures of one kind that each stand behind a country of their own, where at least FEWEST do in a row."""
    found: dict[int, str] = {}
    row: list[tuple[FigureDraft, str]] = []
    for draft, country in _in_turn(drafts, mentions, tokens):
        if country is None or (row and (draft.kind != row[0][0].kind or country in [iso3 for _, iso3 in row])):
            row = []
        if country:
            row.append((draft, country))
        if len(row) >= FEWEST:
            found |= {one.first: iso3 for one, iso3 in row}
    return found


def _in_turn(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens
) -> Iterator[tuple[FigureDraft, str | None]]:
    """Yield each figure with the country before it; None where another figure or country stands between, or far off."""
    before = 0
    for draft in (one for one in drafts if one.kind != "duration"):
        between = [one for one in mentions if before <= one.first < draft.first]
        alone = len({one.iso3 for one in between}) == 1 or (between and not before)
        near = alone and between[-1].gap(draft) <= ROW_REACH
        near = near and ROW_END.isdisjoint(tokens.lower[between[-1].last : draft.first])
        yield draft, between[-1].iso3 if near else None
        before = draft.last
