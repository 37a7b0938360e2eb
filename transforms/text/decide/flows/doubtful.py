"""Which figures are asked for no flow, as their sentence tells of both ways, or of others: in doubt there is none."""

from __future__ import annotations

from dyadwire.transforms.text.decide.flows.sides import FlowSentence
from dyadwire.transforms.text.figures.drafts import FigureDraft

SOLD = frozenset(("deliveries", "exports", "sales", "shipments", "supplies"))
BOUGHT = frozenset(("imports", "purchases"))
TIMES = frozenset(("year", "month", "day", "week", "quarter"))  # per which an amount of money is a flow, no price


def is_doubtful(draft: FigureDraft, here: FlowSentence) -> bool:
    """Tell a sentence of two ways (imports rose, exports fell), an amount beside a price, and one in eight shops."""
    words = {cue.word for cue in here.cues}
    if not words.isdisjoint(SOLD) and not words.isdisjoint(BOUGHT):
        return True
    priced = any(one.kind == "money" and one.per and one.per not in TIMES for one in here.drafts)
    return draft.form == "ratio" or (draft.kind == "money" and priced)


def is_refuted(draft: FigureDraft, origin: str, here: FlowSentence) -> bool:
    """Tell people of another country than the one that they are said to come from: 19,000 Russians, from China."""
    nationals = next((one for one in here.mentions if one.first == draft.last and one.form == "people"), None)
    return nationals is not None and nationals.iso3 != origin
