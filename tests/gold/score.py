"""How well the mentions, people and pairs of an extraction agree with the gold; figures are in score_figures.

Conventions. Spans match when they overlap and carry the same country (figures: the same value). Rows marked `embedded`,
`optional` or `loose` are neutral: neither finding nor missing them counts. Percentages run from 0 to 100.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from dyadwire.schemas.dyad import BLOCS
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.findings import TITLE, CountrySpan, Extraction, FigureSpan, FocusDyad, SentenceDyad

FOLDER = Path(__file__).parent
CORE_KINDS = frozenset({"name", "demonym", "compound", "capital", "metonym"})
ACTOR_KINDS = CORE_KINDS | {"leader", "org"}
CITY_KINDS = frozenset({"city"})


Row = Mapping[str, Any]
Pair = tuple[Row, Extraction]
P = TypeVar("P", SentenceDyad, FocusDyad)


class Tally(NamedTuple):
    """Hits, extra predictions and missed gold; tallies add up."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return 100 * self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        whole = 2 * self.hit + self.extra + self.missed
        return 200 * self.hit / whole if whole else 0.0


def read_gold(path: Path) -> tuple[Row, ...]:
    """Read annotated rows, one JSON object a line."""
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def load_gold(name: str) -> tuple[Row, ...]:
    """Read sentences, articles, figures or a round of articles kept apart."""
    return read_gold(FOLDER / f"{name}.jsonl")


def add(tallies: Iterable[Tally]) -> Tally:
    """Sum tallies."""
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


def share(flags: Iterable[bool]) -> float:
    """Percentage of true flags; 0 where there are none."""
    judged = list(flags)
    return 100 * sum(judged) / len(judged) if judged else 0.0


# --- country mentions ---


def is_required(mention: Row, kinds: frozenset[str]) -> bool:
    """Whether a gold mention must be found when these kinds are scored."""
    return mention["kind"] in kinds and not mention.get("embedded") and not mention.get("optional")


def overlaps(gold: Row, found: CountrySpan | FigureSpan) -> bool:
    """Whether a gold span and a found one share a character (sentences are told apart by offsets, the title aside)."""
    in_title = gold.get("sentence", 0) == TITLE
    return in_title == (found.sentence == TITLE) and gold["start"] < found.end and found.start < gold["end"]


def forgives(mention: Row, found: CountrySpan) -> bool:
    """Whether a found span that hits nothing required is excused by this gold mention: same country, or not scored."""
    excused = mention.get("embedded") or mention.get("optional") or mention["iso3"] == found.iso3
    return bool(excused) and overlaps(mention, found)


def tally_mentions(pair: Pair, kinds: frozenset[str]) -> Tally:
    """Compare the mentions of some kinds; found spans of other kinds are left out."""
    row, extraction = pair
    found = [span for span in extraction.countries if span.kind in kinds]
    required = [mention for mention in row["mentions"] if is_required(mention, kinds)]
    hit = [gold for gold in required if any(gold["iso3"] == span.iso3 and overlaps(gold, span) for span in found)]
    extra = [span for span in found if not any(forgives(mention, span) for mention in row["mentions"])]
    return Tally(len(hit), len(extra), len(required) - len(hit))


def uses_right(pair: Pair) -> list[bool]:
    """For every capital found as one: whether it is told right that it stands for the government, or for the place."""
    row, extraction = pair
    capitals = [gold for gold in row["mentions"] if gold["kind"] == "capital" and is_required(gold, CORE_KINDS)]
    return [
        gold["use"] == span.use
        for gold in capitals
        for span in extraction.countries
        if span.kind == "capital" and span.iso3 == gold["iso3"] and overlaps(gold, span)
    ]


# --- people ---


def words_of_name(name: str) -> list[str]:
    """Return the words of a name without case, accents, full stops, Jr and Sr."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))
    words = "".join(letter for letter in plain if not unicodedata.combining(letter)).split()
    return [word for word in words if word not in ("jr", "sr")]


def same_person(gold: Row, name: str, iso3: str | None) -> bool:
    """Same country, same last word of the name, and no other word of one name that contradicts the other's."""
    wanted, given = words_of_name(gold["name"]), words_of_name(name)
    if not given or iso3 != gold["iso3"]:
        return False
    return wanted[-1] == given[-1] and (set(given) <= set(wanted) or set(wanted) <= set(given))


@cache
def offices_of_states() -> frozenset[str]:
    """Return the offices whose holders this gold annotates: no mayors, members of parliament, stars of sport."""
    rows = load_lexicon()["titles"]
    return frozenset(row["role"] for row in rows if row["standing"] in ("state", "shared"))


def tally_people(pair: Pair) -> Tally:
    """Compare those of an article who hold an office of a state by name and country, each counted once.

    The gold annotates no others: that more people are found is neither right nor wrong here.
    """
    row, extraction = pair
    found = sorted({(one.full_name, one.iso3 or "") for one in extraction.people if one.iso3})
    official = {one.full_name for one in extraction.people if (one.role or "") in offices_of_states()}
    gold = [person for person in row["people"] if not person.get("optional")]
    hit = [person for person in gold if any(same_person(person, *who) for who in found)]
    others = [who for who in found if not any(same_person(person, *who) for person in row["people"])]
    extra = [who for who in others if who[0] in official]
    return Tally(len(hit), len(extra), len(gold) - len(hit))


# --- pairs ---

Key = tuple[int, tuple[str, ...]]


def gold_sentence(row: Row, start: int, end: int) -> int:
    """Return the gold sentence that shares most characters with a span."""
    shared = [min(end, stop) - max(start, begin) for begin, stop in row["sentences"]]
    return max(range(len(shared)), key=shared.__getitem__)


def between_countries(pairs: Iterable[P]) -> list[P]:
    """Return the pairs without a bloc: this gold was annotated for countries alone."""
    return [pair for pair in pairs if BLOCS.isdisjoint(pair.dyad)]


def found_pairs(pair: Pair) -> dict[Key, Any]:
    """Return the engine's sentence dyads by gold sentence and pair; relational ones win where two share a sentence."""
    row, extraction = pair
    spans = {span.number: span for span in extraction.sentences}
    found: dict[Key, Any] = {}
    for dyad in between_countries(extraction.sentence_dyads):
        span = spans[dyad.sentence]
        number = TITLE if dyad.sentence == TITLE else gold_sentence(row, span.start, span.end)
        key = (number, tuple(dyad.dyad))
        if key not in found or dyad.relational:
            found[key] = dyad
    return found


def gold_pairs(row: Row) -> dict[Key, Row]:
    """Return the gold's sentence pairs by sentence and pair."""
    return {(pair["sentence"], tuple(pair["dyad"])): pair for pair in row["pairs"]}


def tally_pairs(pair: Pair, column: str) -> Tally:
    """Compare sentence pairs that are `explicit` or `relational`."""
    gold = gold_pairs(pair[0])
    found = {key for key, dyad in found_pairs(pair).items() if getattr(dyad, column)}
    neutral = {key for key, row in gold.items() if row.get("optional") or (row.get("loose") and column == "relational")}
    wanted = {key for key, row in gold.items() if row[column]} - neutral
    return Tally(len(wanted & found), len(found - wanted - neutral), len(wanted - found))


def tally_directions(pair: Pair) -> Tally:
    """Compare actor and recipient of relational pairs; a direction given to a mutual relation is an extra."""
    found = {key: dyad.directed for key, dyad in found_pairs(pair).items() if dyad.relational and dyad.directed}
    tally = Tally()
    for key, row in gold_pairs(pair[0]).items():
        if row.get("loose") or row.get("direction_unclear") or not row["relational"]:
            continue
        wanted, given = tuple(row.get("directed", ())), tuple(found.get(key, ()))
        right = bool(wanted) and wanted == given
        tally = tally.plus(Tally(right, bool(given) and not right, bool(wanted) and not right))
    return tally


def tally_article_pairs(pair: Pair, threshold: float) -> Tally:
    """Compare the pairs that an article is really about: those at or above the salience threshold."""
    row, extraction = pair
    pairs = between_countries(extraction.article_dyads)
    found = {tuple(focus.dyad) for focus in pairs if focus.salience >= threshold}
    known = {tuple(gold["dyad"]) for gold in row["article_pairs"]}
    wanted = {tuple(gold["dyad"]) for gold in row["article_pairs"] if not gold.get("optional")}
    return Tally(len(wanted & found), len(found - known), len(wanted - found))


def rate_coverage(sentences: Sequence[Pair], articles: Sequence[Pair], threshold: float) -> dict[str, float]:
    """Measure mentions, people and pairs."""
    both = [*sentences, *articles]
    local = [pair for pair in articles if pair[0].get("local")]
    return {
        "core mentions F1": add(tally_mentions(pair, CORE_KINDS) for pair in both).f1,
        "mentions with leaders and organs F1": add(tally_mentions(pair, ACTOR_KINDS) for pair in both).f1,
        "local news mentions F1": add(tally_mentions(pair, ACTOR_KINDS) for pair in local).f1,
        "cities F1": add(tally_mentions(pair, CITY_KINDS) for pair in both).f1,
        "capital use right": share(right for pair in both for right in uses_right(pair)),
        "people F1": add(map(tally_people, articles)).f1,
        "sentence co-mention F1": add(tally_pairs(pair, "explicit") for pair in both).f1,
        "sentence relational F1": add(tally_pairs(pair, "relational") for pair in both).f1,
        "direction F1": add(map(tally_directions, both)).f1,
        "article pairs F1": add(tally_article_pairs(pair, threshold) for pair in articles).f1,
    }
