"""What the engine finds in one text: plain values with character offsets, independent of any article or table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeVar

from dyadwire.schemas.dyad import Dyad

TITLE = -1  # the sentence number of the title
AnySpan = TypeVar("AnySpan")  # anything with a `sentence`


class SentenceSpan(NamedTuple):
    """One sentence: its number (0, 1, …; TITLE for the title) and offsets into the text (into the title for TITLE)."""

    number: int
    start: int
    end: int


class CountrySpan(NamedTuple):
    """One span that stands for a country. Offsets are into the text, or into the title where sentence is TITLE."""

    sentence: int
    start: int
    end: int
    surface: str
    iso3: str
    kind: str  # name, demonym, compound, capital, metonym, leader, org, city; bloc, where iso3 is the code of a bloc
    use: str | None = None  # capitals: gov or place


class SentenceDyad(NamedTuple):
    """One pair in one sentence."""

    sentence: int
    dyad: Dyad
    explicit: bool
    relational: bool
    directed: tuple[str, str] | None = None  # (actor, recipient)


class FocusDyad(NamedTuple):
    """One pair that the article is about, or might be: salience 0 to 1."""

    dyad: Dyad
    salience: float
    sentences: int
    relational_sentences: int
    in_title: bool
    first_sentence: int | None


class Phrase(NamedTuple):
    """A time phrase as written, with the dates it resolves to (both inclusive) where they are known."""

    text: str
    start: date | None = None
    end: date | None = None


class FigureSpan(NamedTuple):
    """One number: see dyadwire.schemas.records.Figure for what each field means."""

    sentence: int
    start: int
    end: int
    surface: str
    value: float | None
    value_text: str | None
    kind: str
    value_max: float | None = None
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    value_usd: float | None = None
    rate_date: date | None = None
    qualifier: str | None = None
    direction: str | None = None
    role: str = "level"
    linked_start: int | None = None
    trivial: bool = False
    measure: str | None = None
    period: Phrase | None = None
    baseline: Phrase | None = None
    dyad: Dyad | None = None
    countries: tuple[str, ...] = ()
    evidence: str | None = None
    confidence: float | None = None
    topic: str | None = None
    compared_with: str | None = None  # as written, where it is no time: from 39 percent, than its rivals
    state: str | None = None
    origin: str | None = None  # of its pair the side that what it counts comes from
    destination: str | None = None  # and the other, to which it goes

    @property
    def base(self) -> Phrase | None:
        """The time that it is compared with, or in words what else."""
        return self.baseline or (Phrase(self.compared_with) if self.compared_with else None)


class PersonSpan(NamedTuple):
    """One mention of a person who holds an office, or whose country the article tells."""

    sentence: int
    start: int
    end: int
    surface: str
    full_name: str
    role: str | None
    iso3: str | None


class ActSpan(NamedTuple):
    """What one side does to another in one sentence, or both do together."""

    sentence: int
    actor: str  # ISO 3166-1 alpha-3, or the code of a bloc
    recipient: str
    code: str  # one of PLOVER's sixteen
    quad: str  # verbal or material, cooperation or conflict
    mutual: bool  # both do it; then actor and recipient stand in the order of the text
    trigger: tuple[int, int] | None  # offsets of the word that tells it, as those of the sentence
    when: str  # done, planned, denied
    confidence: float  # probability, 0 to 1, that the sentence tells an act of these two, and of this code
    period: Phrase | None = None  # when it was, where the text tells it
    background: bool | None = None  # over for more than a month when the article was written; None where it has no date


class Extraction(NamedTuple):
    """Everything found in one text and its title."""

    language: str | None
    analysed: bool
    sentences: tuple[SentenceSpan, ...]
    countries: tuple[CountrySpan, ...]
    people: tuple[PersonSpan, ...]
    sentence_dyads: tuple[SentenceDyad, ...]
    article_dyads: tuple[FocusDyad, ...]
    figures: tuple[FigureSpan, ...]
    acts: tuple[ActSpan, ...] = ()
    blocs: tuple[CountrySpan, ...] = ()  # named as themselves


def by_sentence(spans: Iterable[AnySpan]) -> dict[int, list[AnySpan]]:
    """Return the spans in each sentence, in the order in which they come."""
    sentence_of = attrgetter("sentence")
    found: dict[int, list[AnySpan]] = {}
    for span in spans:
        found.setdefault(sentence_of(span), []).append(span)
    return found
