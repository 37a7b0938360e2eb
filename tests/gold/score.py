"""How well an extraction agrees with the project's gold: pure functions from (gold row, extraction) pairs to measures.

Conventions. Spans match when they overlap and carry the same country (figures: the same value). Rows marked `embedded`,
`optional` or `loose` are neutral: neither finding nor missing them counts. Percentages run from 0 to 100.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from transforms.text.findings import TITLE, CountrySpan, Extraction, FigureSpan, Phrase

FOLDER = Path(__file__).parent
CORE_KINDS = frozenset({"name", "demonym", "compound", "capital", "metonym"})
ACTOR_KINDS = CORE_KINDS | {"leader", "org"}
CITY_KINDS = frozenset({"city"})
# Published figures are rounded; a value is the same when it is the same double but for float noise.
VALUE_TOLERANCE = 1e-6

Row = Mapping[str, Any]
Pair = tuple[Row, Extraction]


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


def load_gold(name: str) -> tuple[Row, ...]:
    """Read sentences, articles or figures."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def add(tallies: Iterable[Tally]) -> Tally:
    """Sum tallies."""
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


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


def tally_people(pair: Pair) -> Tally:
    """Compare the public figures of an article by name and country, each counted once."""
    row, extraction = pair
    found = sorted({(person.full_name, person.iso3 or "") for person in extraction.people if person.iso3})
    gold = [person for person in row["people"] if not person.get("optional")]
    hit = [person for person in gold if any(same_person(person, *who) for who in found)]
    extra = [who for who in found if not any(same_person(person, *who) for person in row["people"])]
    return Tally(len(hit), len(extra), len(gold) - len(hit))


# --- pairs ---

Key = tuple[int, tuple[str, ...]]


def gold_sentence(row: Row, start: int, end: int) -> int:
    """Return the gold sentence that shares most characters with a span."""
    shared = [min(end, stop) - max(start, begin) for begin, stop in row["sentences"]]
    return max(range(len(shared)), key=shared.__getitem__)


def found_pairs(pair: Pair) -> dict[Key, Any]:
    """Return the engine's sentence dyads by gold sentence and pair; relational ones win where two share a sentence."""
    row, extraction = pair
    spans = {span.number: span for span in extraction.sentences}
    found: dict[Key, Any] = {}
    for dyad in extraction.sentence_dyads:
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
    found = {tuple(focus.dyad) for focus in extraction.article_dyads if focus.salience >= threshold}
    known = {tuple(gold["dyad"]) for gold in row["article_pairs"]}
    wanted = {tuple(gold["dyad"]) for gold in row["article_pairs"] if not gold.get("optional")}
    return Tally(len(wanted & found), len(found - known), len(wanted - found))


# --- figures ---


def same_number(gold: float | None, found: float | None) -> bool:
    """Whether two numbers, or two absent ones, are the same."""
    if gold is None or found is None:
        return gold is found
    return math.isclose(gold, found, rel_tol=VALUE_TOLERANCE)


def same_value(gold: Row, found: FigureSpan) -> bool:
    """Same place, same number, same upper end."""
    numbers = same_number(gold["value"], found.value) and same_number(gold["value_max"], found.value_max)
    return numbers and overlaps(gold, found)


def match_figures(pair: Pair) -> Iterator[tuple[Row | None, FigureSpan | None]]:
    """Pair gold figures with found ones; None on either side where the other has no partner."""
    row, extraction = pair
    left = [figure for figure in extraction.figures if figure.sentence != TITLE]  # titles are not annotated for figures
    for gold in row["figures"]:
        found = next((figure for figure in left if same_value(gold, figure)), None)
        if found is not None:
            left.remove(found)
        yield gold, found
    for found in left:
        yield None, found


def is_figure_optional(gold: Row) -> bool:
    """Whether a gold figure may be found or not: trivial numbers and those that readers differ on."""
    return bool(gold["minor"] or gold.get("optional"))


def tally_values(pair: Pair, kinds: frozenset[str] | None = None) -> Tally:
    """Compare values; `kinds` restricts gold and extra predictions. Extra ones flagged minor are not counted."""
    tally = Tally()
    spans = [gold for gold in pair[0]["figures"] if is_figure_optional(gold)]
    for gold, found in match_figures(pair):
        scored = gold["kind"] if gold else found.kind if found else ""
        if (kinds and scored not in kinds) or (gold and is_figure_optional(gold)):
            continue
        if gold is None and found and (found.minor or any(overlaps(span, found) for span in spans)):
            continue
        tally = tally.plus(Tally(bool(gold and found), gold is None, found is None))
    return tally


def bare_unit(unit: str | None) -> str:
    """Reduce a unit to what must agree: lower case, without the denominator of a rate."""
    return (unit or "").casefold().split("/")[0].split(" per ")[0].replace("-", " ").strip()


def is_unit_right(gold: Row, found: FigureSpan) -> bool:
    """Currencies and measures agree exactly; counted nouns by their last word or by containment."""
    wanted, given = bare_unit(gold["unit"]), bare_unit(found.currency or found.unit)
    if gold["kind"] != "count" or not wanted or not given:
        return wanted == given
    return wanted.split()[-1] == given.split()[-1] or wanted in given or given in wanted


def is_phrase_right(gold: Row | None, found: Phrase | None) -> bool:
    """Same dates where the gold has dates; else the same words but for those that one has more."""
    if gold is None or found is None:
        return gold is None and found is None
    if gold["start"] or gold["end"]:
        return (gold["start"], gold["end"]) == tuple(day and day.isoformat() for day in (found.start, found.end))
    wanted, given = gold["text"].casefold(), found.text.casefold()
    return wanted in given or given in wanted


Attribute = Callable[[Row, FigureSpan], bool]


def count_right(matched: Sequence[tuple[Row, FigureSpan]], column: str, is_right: Attribute) -> float:
    """Share of matched figures, among those whose column is not loose, that are right."""
    judged = [is_right(gold, found) for gold, found in matched if column not in gold.get("loose", ())]
    return 100 * sum(judged) / len(judged) if judged else 0.0


def share(flags: Iterable[bool]) -> float:
    """Percentage of true flags; 0 where there are none."""
    judged = list(flags)
    return 100 * sum(judged) / len(judged) if judged else 0.0


def matched_figures(pairs: Iterable[Pair]) -> list[tuple[Row, FigureSpan]]:
    """Return the gold figures that count and were found, each with what was found."""
    both = ((gold, found) for pair in pairs for gold, found in match_figures(pair))
    return [(gold, found) for gold, found in both if gold and found and not is_figure_optional(gold)]


def rate_figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Measure figures: values over all, every other column over the figures whose value was found."""
    matched = matched_figures(pairs)
    changed = [(g, f) for g, f in matched if g["direction"] and "direction" not in g.get("loose", ())]
    steady = [(g, f) for g, f in matched if not g["direction"] and "direction" not in g.get("loose", ())]
    dated = [(g, f) for g, f in matched if g["period"] and "period" not in g.get("loose", ())]
    based = [(g, f) for g, f in matched if g["baseline"]]
    hedged = [(g, f) for g, f in matched if g["qualifier"] or f.qualifier]
    paired = [(g, f) for g, f in matched if "dyad" not in g.get("loose", ())]
    return {
        "figure value F1": add(map(tally_values, pairs)).f1,
        "figure money and percent F1": add(tally_values(p, frozenset({"money", "percent"})) for p in pairs).f1,
        "figure unit right": count_right(matched, "unit", is_unit_right),
        "figure kind right": count_right(matched, "kind", lambda g, f: g["kind"] == f.kind),
        "figure role right": count_right(matched, "role", lambda g, f: g["role"] == f.role),
        "figure direction right": share(g["direction"] == f.direction for g, f in changed),
        "figure direction not invented": share(f.direction is None for _, f in steady),
        "figure qualifier right": share(g["qualifier"] == f.qualifier for g, f in hedged),
        "figure period right": share(is_phrase_right(g["period"], f.period) for g, f in dated),
        "figure base right": share(is_phrase_right(g["baseline"], f.baseline) for g, f in based),
        "figure dyad recall": share(g["dyad"] == list(f.dyad or ()) for g, f in paired if g["dyad"]),
        "figure dyad precision": share(g["dyad"] == list(f.dyad or ()) for g, f in paired if f.dyad),
        "figure countries right": share(g["countries"] == list(f.countries) for g, f in paired if g["countries"]),
    }


def rate_coverage(sentences: Sequence[Pair], articles: Sequence[Pair], threshold: float) -> dict[str, float]:
    """Measure mentions, people and pairs."""
    both = [*sentences, *articles]
    local = [pair for pair in articles if pair[0].get("local")]
    return {
        "core mentions F1": add(tally_mentions(pair, CORE_KINDS) for pair in both).f1,
        "mentions with leaders and organs F1": add(tally_mentions(pair, ACTOR_KINDS) for pair in both).f1,
        "local news mentions F1": add(tally_mentions(pair, ACTOR_KINDS) for pair in local).f1,
        "cities F1": add(tally_mentions(pair, CITY_KINDS) for pair in both).f1,
        "people F1": add(map(tally_people, articles)).f1,
        "sentence co-mention F1": add(tally_pairs(pair, "explicit") for pair in both).f1,
        "sentence relational F1": add(tally_pairs(pair, "relational") for pair in both).f1,
        "direction F1": add(map(tally_directions, both)).f1,
        "article pairs F1": add(tally_article_pairs(pair, threshold) for pair in articles).f1,
    }
