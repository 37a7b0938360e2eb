"""Where gold and engine disagree.

python -m tests.gold.disagreements mentions|people|pairs|articles|figures [--model] [--blind | FILE …]

`--blind` reads the articles kept apart; a FILE is annotated like them. One line per disagreement: `-` missed,
`+` extra, `≠` found with another value, then the row and the words around it.
Read them for classes of error; a rule that mends one sentence of the gold only is worth nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.findings import TITLE, FigureSpan, Phrase
from dyadwire.transforms.text.trained_pipeline import Judge
from tests.gold.quality import ROUNDS, extract_rows, gold
from tests.gold.score import (
    ACTOR_KINDS,
    Pair,
    Row,
    between_countries,
    forgives,
    found_pairs,
    gold_pairs,
    is_required,
    overlaps,
    read_gold,
    same_person,
)
from tests.gold.score_figures import is_figure_optional, is_phrase_right, is_unit_right, match_figures

AROUND = 45  # characters of context: enough to see the clause, short enough for one line


def show(row: Row, sentence: int, start: int, end: int) -> str:
    """Return a span between its neighbours."""
    text = row["title"] if sentence == TITLE else row["text"]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{row['id']} …{before}⟦{text[start:end]}⟧{after}…".replace("\n", " ")


def mention_lines(pair: Pair) -> Iterator[str]:
    """Yield country mentions other than cities that are missed, extra, or of another kind or use."""
    row, extraction = pair
    found = [span for span in extraction.countries if span.kind in ACTOR_KINDS]
    for gold_span in (mention for mention in row["mentions"] if is_required(mention, ACTOR_KINDS)):
        where = show(row, gold_span["sentence"], gold_span["start"], gold_span["end"])
        same = [span for span in found if overlaps(gold_span, span) and span.iso3 == gold_span["iso3"]]
        if not same:
            yield f"- {gold_span['iso3']} {gold_span['kind']}  {where}"
        elif same[0].kind != gold_span["kind"]:
            yield f"≠ {gold_span['kind']} read as {same[0].kind}  {where}"
        elif same[0].use != gold_span.get("use"):
            yield f"≠ {gold_span.get('use')} read as {same[0].use}  {where}"
    for span in found:
        if not any(forgives(mention, span) for mention in row["mentions"]):
            yield f"+ {span.iso3} {span.kind}  {show(row, span.sentence, span.start, span.end)}"


def people_lines(pair: Pair) -> Iterator[str]:
    """Yield people that are missed or extra."""
    row, extraction = pair
    found = sorted({(person.full_name, person.iso3 or "") for person in extraction.people if person.iso3})
    for person in row.get("people", ()):
        if not person.get("optional") and not any(same_person(person, *who) for who in found):
            yield f"- {person['iso3']} {person['name']}, {person.get('role')}  {row['id']}"
    for name, iso3 in found:
        if not any(same_person(person, name, iso3) for person in row.get("people", ())):
            yield f"+ {iso3} {name}  {row['id']}"


def pair_lines(pair: Pair) -> Iterator[str]:
    """Yield sentence pairs whose relational flag or direction differs."""
    row, _ = pair
    known, found = gold_pairs(row), found_pairs(pair)
    for key in sorted({*known, *found}):
        want, got = known.get(key), found.get(key)
        if want and (want.get("optional") or want.get("loose")):
            continue
        relational = bool(want and want["relational"]), bool(got and got.relational)
        sentence = row["title"] if key[0] == TITLE else row["text"][slice(*row["sentences"][key[0]])]
        mark = {(True, False): "-", (False, True): "+"}.get(relational)
        if mark:
            yield f"{mark} {'-'.join(key[1])}  {row['id']} {sentence}"
        elif all(relational) and want and got and not want.get("direction_unclear"):
            directions = tuple(want.get("directed", ())), tuple(got.directed or ())
            if directions[0] != directions[1]:
                yield f"≠ {'>'.join(directions[0]) or 'mutual'} read as {'>'.join(directions[1]) or 'none'}  {sentence}"


def article_lines(pair: Pair) -> Iterator[str]:
    """Yield article pairs that are missed or extra, with their salience."""
    row, extraction = pair
    salience = {tuple(focus.dyad): focus.salience for focus in between_countries(extraction.article_dyads)}
    known = {tuple(want["dyad"]): want for want in row.get("article_pairs", ())}
    for dyad, want in known.items():
        if not want.get("optional") and salience.get(dyad, 0) < DEFAULT_THRESHOLD:
            yield f"- {'-'.join(dyad)} {salience.get(dyad, 0):.2f}  {row['id']}"
    for dyad in sorted(d for d, value in salience.items() if value >= DEFAULT_THRESHOLD and d not in known):
        yield f"+ {'-'.join(dyad)} {salience[dyad]:.2f}  {row['id']}"


def differing_columns(want: Row, got: FigureSpan) -> Iterator[str]:
    """Yield what differs between a gold figure and the one found in its place."""
    plain = {"kind": got.kind, "direction": got.direction, "role": got.role, "qualifier": got.qualifier}
    plain |= {"dyad": list(got.dyad) if got.dyad else None}
    loose = want.get("loose", ())
    yield from (f"{c} {want[c]} read as {v}" for c, v in plain.items() if want[c] != v and c not in loose)
    if "unit" not in loose and not is_unit_right(want, got):
        yield f"unit {want['unit']} read as {got.unit}"
    phrases: tuple[tuple[str, Phrase | None], ...] = (("period", got.period), ("baseline", got.base))
    for column, phrase in phrases:
        if column not in loose and not is_phrase_right(want[column], phrase):
            yield f"{column} {want[column]} read as {phrase and tuple(map(str, phrase))}"


def figure_lines(pair: Pair) -> Iterator[str]:
    """Yield figures that are missed, extra, or differ in a column."""
    row, _ = pair
    trivial = [want for want in row["figures"] if is_figure_optional(want)]
    for want, got in match_figures(pair):
        if want and got and not is_figure_optional(want):
            yield from (f"≠ {c}  {show(row, 0, want['start'], want['end'])}" for c in differing_columns(want, got))
        elif want and not got and not is_figure_optional(want):
            yield f"- {want['value']} {want['unit']}  {show(row, 0, want['start'], want['end'])}"
        elif got and not want and not got.trivial and not any(overlaps(span, got) for span in trivial):
            yield f"+ {got.value} {got.unit}  {show(row, got.sentence, got.start, got.end)}"


TOPICS = {
    "mentions": (mention_lines, ("sentences", "articles")),
    "people": (people_lines, ("articles",)),
    "pairs": (pair_lines, ("sentences", "articles")),
    "articles": (article_lines, ("articles",)),
    "figures": (figure_lines, ("figures", "articles")),
}


def rows_to_read(topic: str, options: Sequence[str]) -> Iterator[Row]:
    """Yield the rows that the options name: files, the articles kept apart, or else the gold of the topic."""
    files = [Path(option) for option in options if not option.startswith("--")]
    names = ROUNDS if "--blind" in options else TOPICS[topic][1]
    for rows in map(read_gold, files) if files else map(gold, names):
        yield from (row for row in rows if topic != "figures" or "figures" in row)


def main(topic: str, options: Sequence[str]) -> None:
    """Print every disagreement of a topic."""
    judge = Judge.load() if "--model" in options else None
    for pair in extract_rows(list(rows_to_read(topic, options)), judge):
        for line in TOPICS[topic][0](pair):
            print(line)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TOPICS:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
