"""Which figures are asked for no flow, as their sentence tells of both ways, or of others: in doubt there is none."""

from __future__ import annotations

from dyadwire.transforms.text.decide.flows.cues import Cue
from dyadwire.transforms.text.decide.flows.sides import FlowSentence
from dyadwire.transforms.text.figures.drafts import FigureDraft

SOLD = frozenset(("deliveries", "exports", "sales", "shipments", "supplies"))
BOUGHT = frozenset(("imports", "purchases"))
TIMES = frozenset(("year", "month", "day", "week", "quarter"))  # per which an amount of money is a flow, no price


def is_doubtful(draft: FigureDraft, here: FlowSentence) -> bool:
    """Tell one whose noun says not which of two ways it is of (imports, exports), one beside a price, one in eight."""
    if _tells_both_ways(here) and _words_of_the_other_way(draft) is None:
        return True
    priced = any(one.kind == "money" and one.per and one.per not in TIMES for one in here.drafts)
    return draft.form == "ratio" or (draft.kind == "money" and priced)


def of_its_own_way(cues: list[Cue], draft: FigureDraft, here: FlowSentence) -> list[Cue]:
    """Leave out the cues of exports where the noun of a figure is imports, and the reverse.

    None is left of "imports from and sales to Algeria came to", where nothing is counted between the two.
    """
    if not _tells_both_ways(here):
        return cues
    others = [cue for cue in cues if cue.word in (_words_of_the_other_way(draft) or ())]
    ends = [one.first for one in here.drafts]
    joined = any(cue.at < draft.first and not any(cue.at < end < draft.first for end in ends) for cue in others)
    return [] if joined else [cue for cue in cues if cue not in others]


def _tells_both_ways(here: FlowSentence) -> bool:
    """Recognise a sentence of two ways: imports rose, exports fell."""
    words = {cue.word for cue in here.cues}
    return not words.isdisjoint(SOLD) and not words.isdisjoint(BOUGHT)


def _words_of_the_other_way(draft: FigureDraft) -> frozenset[str] | None:
    """Return the nouns of the other way than a figure's measure tells; None where that tells none, or both."""
    words = set((draft.measure or "").lower().split())
    sold, bought = not words.isdisjoint(SOLD), not words.isdisjoint(BOUGHT)
    return None if sold == bought else BOUGHT if sold else SOLD


def is_refuted(draft: FigureDraft, origin: str, here: FlowSentence) -> bool:
    """Tell people of another country than the one that they are said to come from: 19,000 Russians, from China.

    Those whom it sends home are of another one.
    """
    if any(cue.role == "back" for cue in here.cues):
        return False
    nationals = next((one for one in here.mentions if one.first == draft.last and one.form == "people"), None)
    return nationals is not None and nationals.iso3 != origin
