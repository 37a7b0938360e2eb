"""Brief texts about two countries: the beginnings of the real articles, and what the project wrote as feeds give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dyadwire.transforms.text.decide.model import Model
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from tests.gold.learn.real import Row, fold_of
from tests.gold.logit import Example
from tests.gold.score import FOLDER, read_gold

NAME = "brief_pair"
FEEDS, UNREAD = FOLDER / "feeds.jsonl", FOLDER / "feeds_blind.jsonl"  # nothing is learned from the second
BEGINNINGS, BEGINNING_COUNTS = (250, 500), 0.8  # characters, and what each counts: most articles have both
SHORTEST = 80  # characters that stay where a beginning is cut behind a sentence


def read_briefs(rows: Iterable[Row]) -> list[Row]:
    """Return the beginnings of real articles, and written items, each about its pair, or about none, or open."""
    beginnings = [_beginning(row, length) for row in rows for length in BEGINNINGS]
    return [*beginnings, *(as_real(row) for row in read_gold(FEEDS))]


def as_real(item: Row) -> Row:
    """Return a written item as the real articles are written."""
    about = {"yes": "article_pairs", "open": "article_pairs_optional"}.get(item["about"])
    pairs = {name: [item["pair"]] * (name == about) for name in ("article_pairs", "article_pairs_optional")}
    return {**item, **pairs, "round": "feeds"}


def score_briefs(examples: Sequence[Example], models: Sequence[Model]) -> str:
    """Return how many are given of those that are about their pair, and of the others; `models` are by fold."""
    return "\n".join(_score(name, of, models) for name, of in _parts(examples))


def _parts(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    sure = [
        one for one in examples if one.counts >= BEGINNING_COUNTS
    ]  # the others are of pairs on which readers differ
    for name, written in (("beginnings", False), (FEEDS.stem, True)):
        yield name, [one for one in sure if one.article.startswith(FEEDS.stem) == written]


def _score(name: str, examples: Iterable[Example], models: Sequence[Model]) -> str:
    counts: Counter[tuple[bool, bool]] = Counter()
    for one in examples:
        features = [feature for group in one.candidates[0] for feature in group.features]
        likely = models[fold_of(one.article)].probability(0, features)
        counts[one.right == 0, likely >= DEFAULT_THRESHOLD] += 1
    right, wrong = (f"{counts[is_so, True]} of {counts[is_so, True] + counts[is_so, False]}" for is_so in (True, False))
    return f"{name}: about their pair, {right} given; not, {wrong}"


def _beginning(row: Row, length: int) -> Row:
    """Return an article cut behind the last sentence that ends within so many characters, without its address."""
    text = row["text"]
    text = (text.partition("\n")[2] if text.startswith("http") else text).strip()[:length]
    end = max(text.rfind(ending) for ending in (". ", ".\n", ".”"))
    return {**row, "text": text[: end + 1] if end > SHORTEST else text, "counts": BEGINNING_COUNTS}
