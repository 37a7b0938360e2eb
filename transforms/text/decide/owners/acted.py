"""Find the two of a figure where an act tells of both: India's police seized 119 accounts of Vivo.

Acts have sides that no country's name tells, firms, ministers, "the company", so a figure of a deal, a fine or an
attack may be of two of which its sentence names one, or none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dyadwire.schemas.dyad import BLOCS
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause, OwnerClauses
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.told_on import CASUALTIES, is_of_attacks, is_of_it, killed_by_it
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.findings import ActSpan

Two = tuple[str, ...]  # countries in alphabetical order
# Topics of what one country does to another, and the codes of acts that do it; none where any may.
HARM = frozenset(("ASSAULT", "MOBILIZE", "RETREAT"))
DONE: dict[str, frozenset[str]] = {
    "aid": frozenset(("AID",)),
    **dict.fromkeys(("casualties", "military", "troops"), HARM),
    **dict.fromkeys(("arms", "investment", "justice", "shares", "tariffs"), frozenset()),
}
MAYBE = frozenset(("energy", "trade"))  # of what may be one country's own
# Of money and shares that an act of the sentence before may be of, or whom its attack killed: the deal, worth $1.6bn.
LATER = frozenset(("arms", "business", "casualties", "investment", "justice", "prices", "shares"))
# The probability of a pair from which a figure is of the two of an act: in its clause, where it may be one's own, and
# of the sentence before. Whom an attack of that killed needs none.
LEAST, LEAST_MAYBE, LEAST_LATER = 0.2, 0.4, 0.2


class Acted(NamedTuple):
    """The two of whom an act tells, and the probability of the pair from which a figure is theirs."""

    pair: Two
    least: float


def acted(
    drafts: Sequence[FigureDraft],
    mentions: Sequence[CountryMention],
    clauses: OwnerClauses,
    here: Sequence[ActSpan],
    before: Sequence[ActSpan],
    rules: Rules,
) -> dict[int, Acted]:
    """Return by a figure's first token the two of whom acts tell: those `here`, in its clause, or those `before`.

    All of these must be of one pair, and no third country be named with the figure; the sentence before tells only of
    one that names nobody and tells no act. Durations and trifles are of no act.
    """
    found = {}
    for draft in drafts:
        clause = clauses.around(draft.first, draft.last)
        near = [act for act in here if _is_in(clause, act, clauses)]
        goes_on = not here and not mentions
        least = None if draft.trivial else _least(draft, before if goes_on else near, goes_on=goes_on)
        if least is None or (goes_on and not _goes_on(draft, drafts, clauses, rules)):
            continue
        if pair := _only_pair(before if goes_on else near, {one.iso3 for one in mentions if clause.holds(one.first)}):
            found[draft.first] = Acted(pair, least)
    return found


def attacked(
    drafts: Sequence[FigureDraft], named: set[str], clauses: OwnerClauses, wars: set[Two], rules: Rules
) -> dict[int, Acted]:
    """Return by a figure's first token the two of the one war of the article whose further attacks killed.

    `named` are all countries of the sentence, by towns, too: no third one is among them.
    """
    pair = next(iter(wars)) if len(wars) == 1 else ()
    if not pair or not named <= set(pair) or not BLOCS.isdisjoint(pair):
        return {}
    killed = (one for one in drafts if one.topic == CASUALTIES and not one.trivial)
    return {one.first: Acted(pair, 0.0) for one in killed if is_of_attacks(one, clauses, rules)}


def first_attacks(acts: Mapping[int, Sequence[ActSpan]]) -> dict[Two, int]:
    """Return the two of each war that acts tell of, with the first sentence that does."""
    found: dict[Two, int] = {}
    for number in sorted(acts):
        for act in acts[number]:
            if act.code in HARM:
                found.setdefault(tuple(sorted((act.actor, act.recipient))), number)
    return found


def _least(draft: FigureDraft, acts: Sequence[ActSpan], *, goes_on: bool) -> float | None:
    """Return the probability of a pair from which a figure is of what acts do; None where it never is."""
    topic = draft.topic or ""
    fitting = DONE.get(topic, frozenset())
    if draft.kind == "duration" or draft.form == "multiple" or (fitting and not _do_any(fitting, acts)):
        return None  # attacks kill, talks do not
    if goes_on and topic == CASUALTIES:
        return 0.0
    if goes_on:
        is_sum = draft.kind == "money" or (draft.kind == "percent" and topic in DONE)
        return LEAST_LATER if is_sum and topic in LATER else None
    if topic == "investment" and draft.kind == "count":
        return None  # jobs, as a rule
    return LEAST if topic in DONE else LEAST_MAYBE if topic in MAYBE else None


def _goes_on(draft: FigureDraft, drafts: Sequence[FigureDraft], clauses: OwnerClauses, rules: Rules) -> bool:
    """Tell a figure of what the sentence before told."""
    if draft.topic == CASUALTIES:
        return killed_by_it(draft, drafts, clauses, rules)
    return is_of_it(draft, clauses)


def _do_any(codes: frozenset[str], acts: Sequence[ActSpan]) -> bool:
    return any(act.code in codes for act in acts)


def _is_in(clause: OwnerClause, act: ActSpan, clauses: OwnerClauses) -> bool:
    """Tell whether the word of an act stands in a clause."""
    return act.trigger is not None and clause.holds(bisect_right(clauses.tokens.starts, act.trigger[0]) - 1)


def _only_pair(acts: Sequence[ActSpan], named: set[str]) -> Two:
    """Return the two countries that all acts are of, where no third one is named; nothing where there are none."""
    pairs = {tuple(sorted((act.actor, act.recipient))) for act in acts}
    pair = pairs.pop() if len(pairs) == 1 else ()
    return pair if BLOCS.isdisjoint(pair) and named <= set(pair) else ()
