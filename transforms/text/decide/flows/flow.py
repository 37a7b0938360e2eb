"""Decide where what a figure of a pair counts comes from (its origin), and where it goes to (its destination).

Of goods the origin is who sells them, of money who pays, lends or invests it, of a firm that is bought the buyer, of
people where they set out from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.flows.cues import AWAY, GIVES, MOVES, Cue, distance
from dyadwire.transforms.text.decide.flows.doubtful import TIMES, is_doubtful, is_refuted, of_its_own_way
from dyadwire.transforms.text.decide.flows.sides import FlowSentence
from dyadwire.transforms.text.decide.flows.votes import UNCLEAR, FlowFigure, is_attribute, origin_by
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.figure_owner import Ownership
from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

STILL_KINDS = frozenset(("duration", "ordinal", "speed"))
STILL_TOPICS = frozenset(("tariffs", "prices", "rates", "casualties", "distance", "votes", "sport"))
GOODS_TOPICS = frozenset(("exports", "imports", "energy", "arms", "trade"))
NEAR = 8  # tokens within which "imports rose to" takes its sides from the figure before
SEIZED = 4  # and within which "took" is of a figure
HANDED = 4  # and within which "sent" is of people
UNCOUNTED = frozenset(("investment", "justice", "economy", "budget"))  # topics whose counts are of no goods
SHIFTS = (["as", "it"], ["as", "they"])  # begin a clause of something else


def decide_flows(
    drafts: Sequence[FigureDraft],
    owned: Sequence[Ownership],
    mentions: Sequence[CountryMention],
    tokens: Tokens,
    rules: Rules,
) -> None:
    """Set the flow of every figure of a sentence that is of a pair and tells one; trivial ones have none."""
    here, named = None, {one.iso3 for one in mentions}
    for draft, owner in zip(drafts, owned, strict=True):
        if (
            owner.dyad is None
            or not named.issuperset(owner.dyad)
            or draft.trivial
            or draft.kind in STILL_KINDS
            or draft.topic in STILL_TOPICS
        ):
            continue
        here = here or FlowSentence(tokens, rules, drafts, mentions)
        flow = None if is_doubtful(draft, here) else _decide(draft, owner.dyad, here)
        draft.flow = None if flow and is_refuted(draft, flow[0], here) else flow


def _decide(draft: FigureDraft, pair: Dyad, here: FlowSentence) -> tuple[str, str] | None:
    if draft.restates and draft.restates.flow:
        return draft.restates.flow
    figure = FlowFigure.of(draft, pair, here)
    if _is_still(figure, here):
        return None
    cues = cues_of(figure, here)
    for far, cue in cues:
        if not may_tell(far, cue, figure, here):
            continue
        origin = origin_by(cue, figure, here) or _carried(far, cue, figure, here)
        if origin:
            return _flow(origin, cue, figure, here)
        if cue.word in here.words["import_noun"] and not is_attribute(cue, here):
            break  # a third of German imports: who covers it is not told by words farther off
    goods = here.goods_of(draft, pair) if draft.topic in GOODS_TOPICS and (cues or _is_sold(draft)) else None
    if goods:
        return goods, figure.other(goods)
    return next(
        (one.flow for one in (draft.linked, draft.base) if one and one.flow and set(one.flow) == set(pair)), None
    )


def _is_no_good(figure: FlowFigure) -> bool:
    """Recognise counts of what is no goods."""
    return figure.draft.topic in UNCOUNTED


def _is_sold(draft: FigureDraft) -> bool:
    return draft.kind == "quantity" and draft.topic != "trade"


def _is_still(figure: FlowFigure, here: FlowSentence) -> bool:
    """Recognise what flows nowhere: a deficit, a price, a share of no measure, people who were killed."""
    draft, measure, words, clause = figure.draft, figure.measure, here.words, figure.clause
    if figure.people and _act_together(figure, here):
        return True
    if draft.kind == "money" and draft.per and draft.per not in TIMES:
        return True
    if is_share(draft) and (not measure or here.tokens.lower_at(draft.last).endswith("ed")):
        return True
    if draft.kind == "count" and not words["harm"].isdisjoint(here.tokens.lower[clause.first : clause.last]):
        return True
    if not measure:
        return False
    ends = {measure[0], measure[-1]} | ({"trade", "population"} & set(measure))
    listed = draft.kind == "count" and (measure[-1] in words["item"] or measure[-1] in words["firm"])
    both = {"imports", "exports"} <= set(measure)
    return both or listed or not words["stock"].isdisjoint(ends)


def _act_together(figure: FlowFigure, here: FlowSentence) -> bool:
    """Recognise two that do something together, and neither to the other: the navies of India and Vietnam."""
    named = [one for one in here.mentions if one.iso3 in figure.pair and figure.clause.holds(one.first)]
    return len(named) == len(figure.pair) and here.tokens.lower[named[0].last : named[1].first] == ["and"]


def cues_of(figure: FlowFigure, here: FlowSentence) -> list[tuple[int, Cue]]:
    """Return the cues of a figure's clause with how far they are, the nearest first; who is sent back moves not."""
    cues = [cue for cue in here.cues if figure.clause.holds(cue.at)]
    if any(cue.role == "back" for cue in cues):
        cues = [cue for cue in cues if cue.role not in ("mover", "move", "give")]
    cues = of_its_own_way(cues, figure.draft, here)
    return sorted((distance(cue, figure.draft, here.drafts), cue) for cue in cues)


def may_tell(far: int, cue: Cue, figure: FlowFigure, here: FlowSentence) -> bool:
    """Tell whether a cue may be of a figure: people move, goods do not."""
    draft, words = figure.draft, here.words
    if cue.word in words["seize"] and (far > SEIZED or figure.people):
        return False
    of_money = draft.kind not in ("count", "percent") and not cue.word.startswith("arriv")
    if cue.role in MOVES and of_money and cue.word not in AWAY:  # $5 million sent home
        return False
    if cue.role in ("invest", "invested") and draft.kind in ("count", "quantity"):
        return False
    if draft.kind == "count" and not figure.people and cue.role not in MOVES and _is_no_good(figure):
        return False
    if cue.role == "pay" and draft.kind != "money":
        return figure.draft.kind == "percent"
    if figure.people and cue.role not in MOVES and (cue.role not in ("give", "take") or far > HANDED):
        return False
    return not any(pair in SHIFTS for pair in _pairs(min(cue.at, draft.first), max(cue.at, draft.first), here))


def _pairs(first: int, last: int, here: FlowSentence) -> Iterator[list[str]]:
    return (here.tokens.lower[at : at + 2] for at in range(first, last))


def _carried(far: int, cue: Cue, figure: FlowFigure, here: FlowSentence) -> str | None:
    """Return the origin of "while its imports rose to", whose sides are those of the figure before."""
    doer = here.doer
    if not doer or doer not in figure.pair or cue.role not in ("given", "taken") or far >= NEAR:
        return None
    if any(figure.clause.holds(one.first) for one in here.mentions):
        return None
    return doer if cue.role == "given" else figure.other(doer)


def _flow(origin: str, cue: Cue, figure: FlowFigure, here: FlowSentence) -> tuple[str, str] | None:
    """Return a flow from its origin, and note who does it; None where the origin is unclear."""
    if origin == UNCLEAR:
        return None
    here.doer = origin if cue.role in GIVES else figure.other(origin)
    return origin, figure.other(origin)
