"""The draft of a figure: token positions, and the fields that each stage of reading adds."""

from __future__ import annotations

from dataclasses import dataclass

from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.findings import Phrase

DEAR = 10**7  # an amount from which what something costs is no price, if no price is spoken of


@dataclass(slots=True, eq=False)
class FigureDraft:
    """One number of a sentence, equal to itself alone. `first` and `last` are token positions, `last` excluded.

    Stages only add: a field is written by the one stage under whose heading it stands (a test proves it), and read by
    the later ones. What rules propose and a decision then decides has a field for each.
    """

    # Read: `numbers`, `units` and `rejected`, in the order of `reading`.
    first: int
    last: int
    value: Exact | None  # None where it is not a number that anyone can mean
    form: str = "cardinal"  # cardinal, fraction, ordinal, vague, multiple, ratio
    spelled: bool = False  # in words, not digits
    scale: Exact = 1  # product of the magnitudes: 3 billion is 3 × 10⁹
    head: int = 0  # where the numeral itself begins, currency excluded
    tail: int = 0  # where the numeral itself ends, unit excluded
    value_max: Exact | None = None
    kind: str = ""
    unit: str | None = None
    currency: str | None = None
    hundredth: bool = False  # value is in hundredths of the currency: cents, pence
    per: str | None = None
    rest: int = 0  # where the denominator ends, if it is no part of the surface
    dimension: str | None = None
    own_unit: bool = False  # the unit stands beside this number, not borrowed from a neighbour
    rule_trivial: bool = False  # inside a time phrase, a small number in words
    # Compared by rules: `changes`.
    rule_direction: str | None = None
    role: str = "level"
    linked: FigureDraft | None = None
    base: FigureDraft | None = None  # the figure that it is compared with
    restates: FigureDraft | None = None  # the figure that it says again in another unit
    # Dated by rules: `dating`.
    rule_period: TimePhrase | None = None
    rule_baseline: Phrase | None = None
    # Qualified: `qualifiers`.
    rule_qualifier: str | None = None
    rule_claim: str | None = None  # target, forecast or plan by its clause, where it is at least or about so much
    # Decided: `transforms.text.decide`.
    direction: str | None = None
    period: TimePhrase | None = None
    baseline: Phrase | None = None
    compared_with: str | None = None
    qualifier: str | None = None
    ahead: bool = False  # of what is yet to be: forecast, aimed at or planned
    measure: str | None = None
    counted: str | None = None  # what a number without a noun of its own counts, by its measure
    trivial: bool = False
    of_partner: bool = False  # what somebody buys or sends of what was told of the article's own country before
    topic: str | None = None
    flow: tuple[str, str] | None = None  # where what it counts comes from, and goes to

    @property
    def noun(self) -> str | None:
        """What the number is of: its unit, or what its sentence counts."""
        return self.unit or self.counted


def is_share(draft: FigureDraft) -> bool:
    """Tell whether a figure is a part of something: 3 percent, a third."""
    return draft.kind == "percent" or draft.form == "fraction"


def is_dear(draft: FigureDraft, behind: str) -> bool:
    """Distinguish what a port costs, which is no price, from $20 million each; `behind` is the word after it."""
    each = draft.per or behind in ("each", "apiece")
    return draft.kind == "money" and not each and draft.value is not None and draft.value >= DEAR
