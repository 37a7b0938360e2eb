"""Find the two of a figure where its own clause tells of both by grammar: Japan will lend Vietnam $2 billion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.flows.cues import DOERS, GOODS, VERBS, Cue
from dyadwire.transforms.text.decide.flows.flow import STILL_KINDS, cues_of, may_tell
from dyadwire.transforms.text.decide.flows.sides import TO, FlowSentence
from dyadwire.transforms.text.decide.flows.votes import FlowFigure, given_by, is_attribute, read_cue, vote_of
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

Two = tuple[str, ...]  # countries in alphabetical order
MOST = 3  # countries of a clause; more are a list
NEXT = 3  # tokens between a figure and a third country behind it, of which it may be
NEAR = 3  # between two countries of "from the one to the other"
PAIR = 2  # countries of a list that is none where a comma alone joins them: to Russia, South Korea's minister said
LISTING = 3  # and between two of a list: Kuwait, and also Qatar
BEFORE = 1  # and between a third country before it and the figure
UN = "UN"  # what it is given is for others
LISTED = "list"  # the vote of one of a list of countries, which are no pair with anybody


def told_pairs(
    drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention], tokens: Tokens, rules: Rules
) -> dict[int, Two]:
    """Return by a figure's first token who gives and who takes it, or whence and where to its people move.

    Where one of them has to do with a list of countries, it is given alone.

    A word of a flow must name both in its grammar: a subject and whom it lends to, exports from and to. Trivial
    figures, durations and speeds are told of nobody.
    """
    countries = [one for one in mentions if one.form != "city" and one.iso3 != UN]
    if len({one.iso3 for one in countries}) < len(Dyad._fields):
        return {}
    here = FlowSentence(tokens, rules, drafts, mentions)
    found = {}
    for draft in drafts:
        two = None if draft.trivial or draft.kind in STILL_KINDS else _told(draft, countries, here)
        if two:
            found[draft.first] = two
    return found


def _told(draft: FigureDraft, countries: list[CountryMention], here: FlowSentence) -> Two | None:
    """Return the only two that the nearest cue of a figure names both of."""
    clause = here.clauses.around(draft.first, draft.last)
    inside = [one for one in countries if clause.holds(one.first)]
    named = sorted({one.iso3 for one in inside})
    if not 1 < len(named) <= MOST:
        return None
    if len(named) == len(Dyad._fields) and _goes_between(inside, here):
        return tuple(named)
    figures = [FlowFigure.of(draft, Dyad(*two), here) for two in combinations(named, 2)]
    cues = [cue for far, cue in cues_of(figures[0], here) if may_tell(far, cue, figures[0], here)]
    cues = [cue for cue in cues if not is_attribute(cue, here)]
    two = _by_nearest(cues, figures, here)
    if two:
        return None if _is_of_third(draft, two, inside) else two
    return _alone_with_many(cues, figures, here)


def _by_nearest(cues: list[Cue], figures: list[FlowFigure], here: FlowSentence) -> Two | None:
    """Return the only two that the nearest cue that names anybody names."""
    draft, clause = figures[0].draft, figures[0].clause
    for cue in cues:
        if _is_of_others(cue, draft, here):
            return None
        told = [figure.pair for figure in figures if _tells_both(cue, figure, here)]
        if told:
            return tuple(told[0]) if len(told) == 1 else None
        if cue.role != "mover" and (here.doer_of(cue, clause) or here.behind(cue, clause)):
            return None
    return None


def _goes_between(inside: list[CountryMention], here: FlowSentence) -> bool:
    """Recognise tourism from Russia to Turkey, but no range: ", from Sweden to Spain"."""
    lower_at = here.tokens.lower_at
    for one, other in pairwise(inside):
        leads = one.joint == "from" and other.joint in TO and other.first - one.last <= NEAR
        at = next((at for at in range(one.first - 1, -1, -1) if lower_at(at) == "from"), 0)
        if leads and lower_at(at - 1).isalpha():
            return True
    return False


def _tells_both(cue: Cue, figure: FlowFigure, here: FlowSentence) -> bool:
    """Tell whether a cue names both sides of a pair, and all that it names agree on who gives."""
    votes = list(_votes(cue, figure, here))
    return {side for side, _ in votes} == set(figure.pair) and len({origin for _, origin in votes}) == 1


def _alone_with_many(cues: list[Cue], figures: list[FlowFigure], here: FlowSentence) -> Two | None:
    """Return who has to do with several at once, and so is in no pair: whom Kuwait and Qatar sent 40 tonnes."""
    plain = [cue for cue in cues if not _is_of_others(cue, figures[0].draft, here)]
    votes = {vote for cue in plain for figure in figures for vote in _votes(cue, figure, here)}
    many = {side for side, origin in votes if origin == LISTED}
    alone = {side for side, _ in votes} - many
    return tuple(alone) if many and len(alone) == 1 else None


def _is_listed(mention: CountryMention, here: FlowSentence) -> bool:
    """Tell one of a list of several countries, which Tashkent, Uzbekistan, is none, nor two that a comma parts."""
    if mention.listed == 1:
        return False
    for one in (one for one in here.mentions if one.listed > 1 and one.iso3 != mention.iso3):
        former, latter = sorted((mention, one))
        if latter.first - former.last <= LISTING:
            goes_on = here.tokens.lower_at(latter.last) in ("and", "or", "&")  # the U.S., Japan and Southeast Asia
            return goes_on or mention.listed > PAIR or here.tokens.lower[former.last : latter.first] != [","]
    return False


def _votes(cue: Cue, figure: FlowFigure, here: FlowSentence) -> Iterator[tuple[str, str]]:
    """Yield each side that a cue names, with the origin that this tells."""
    read, doer = read_cue(cue, figure, here), here.doer_of(cue, figure.clause)
    voted = False
    if doer in figure.pair:
        doers = [one for one in here.mentions if one.iso3 == doer and one.last <= cue.at]
        shares = bool(doers) and _is_listed(doers[-1], here)
        yield doer, LISTED if shares else doer if read.gives else figure.other(doer)
        voted = True
    for one in here.behind(cue, figure.clause):
        apart = "," in here.tokens.lower[figure.draft.last : one.first]  # gives 6 million, and to Senegal
        origin = vote_of(one, read, figure, here, doer) if one.iso3 in figure.pair and not apart else None
        if origin:
            yield one.iso3, LISTED if _is_listed(one, here) else origin
            voted = True
    for origin in given_by(read, figure, here):
        yield figure.other(origin) if read.gives else origin, origin
    goods = here.goods_of(figure.draft, figure.pair)
    if goods and voted and read.role in GOODS:
        yield goods, goods


def _is_of_others(cue: Cue, draft: FigureDraft, here: FlowSentence) -> bool:
    """Recognise what a verb does not do: a population before "bought", and the second of "borrowed $3bn and paid".

    Nor is told what stands beyond "because", or of an exporter, whom another may have overtaken.
    """
    between = here.tokens.lower[min(cue.at, draft.last) : max(cue.at, draft.first)]
    if cue.role in DOERS or not here.words["subject_end"].isdisjoint(between):
        return True
    if cue.role not in VERBS or cue.role == "move":
        return False
    changes = ("verb" in here.changes.get(word, {}) for word in between)
    if draft.direction and cue.at < draft.first and any(changes):
        return True  # bought from China, its economy shrank 3 percent
    before = any(one.role in VERBS and one.at < cue.at < draft.first and one.role != "move" for one in here.cues)
    return before or (draft.first < cue.at and not here.is_passive(cue))


def _is_of_third(draft: FigureDraft, two: Two, inside: list[CountryMention]) -> bool:
    """Recognise the second figure of "sold 5 tonnes to Iran and 6 tonnes to Iraq", "Chile 5 tonnes and Peru 6"."""
    behind = next((one for one in inside if one.first >= draft.last), None)
    before = next((one for one in reversed(inside) if one.last <= draft.first), None)
    return bool(
        (behind and behind.iso3 not in two and behind.first - draft.last <= NEXT)
        or (before and before.iso3 not in two and draft.first - before.last <= BEFORE)
    )
