"""Find the figures that count people of one country in another: migrants, whatever they are else."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

HOSTED = 6  # tokens before a count in which "home to" or "took in" is of it
STAYING, STAYING_SOON = 5, 2  # tokens behind Ukrainians, and behind Filipino, in which they live somewhere


def find_abroad(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens, rules: Rules
) -> frozenset[int]:
    """Return where the figures begin that count people of one country in another: 960,000 Ukrainians live in Poland."""
    people = {one.first: one for one in mentions if one.form in ("people", "adjective")}
    named = {one.iso3 for one in mentions}
    return frozenset(
        draft.first
        for draft in drafts
        if draft.kind == "count"
        and draft.last in people
        and _are_elsewhere(draft, people[draft.last], named, tokens, rules)
    )


def _are_elsewhere(draft: FigureDraft, people: CountryMention, named: set[str], tokens: Tokens, rules: Rules) -> bool:
    """Recognise Ukrainians, the Lebanese or Filipino nurses who live in another country, or whom that is home to."""
    hosted = not rules.words["hosting"].isdisjoint(tokens.lower[max(0, draft.first - HOSTED) : draft.first])
    if people.form == "people" and hosted:
        return True
    reach = STAYING if people.form == "people" else STAYING_SOON
    stays = not rules.words["stay"].isdisjoint(tokens.lower[people.last : people.last + reach])
    return stays and bool(named - {people.iso3})
