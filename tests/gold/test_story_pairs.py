"""Story grouping on the project's own pairs: `python -m tests.gold.test_story_pairs` lists what it gets wrong."""

import csv
import json
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.copies.signature import signature_of
from dyadwire.transforms.text.copies.stories import ComparedArticle, find_copies
from tests.gold.score import FOLDER

PRECISION_FLOOR, RECALL_FLOOR = 98.0, 94.0
KIND_FLOORS = {"verbatim": 100, "trim": 100, "lead": 100, "updated": 100, "rewrite": 95, "merged": 95, "back": 70}


@cache
def reports():
    lines = (FOLDER / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@cache
def pairs():
    return tuple(csv.DictReader((FOLDER / "story_pairs.csv").read_text(encoding="utf-8").splitlines()))


@cache
def found_pairs():
    """Group all reports at once, in an order that has nothing to do with the stories."""
    agencies = tuple(row["name"] for row in load_lexicon()["agencies"])
    candidates = [
        ComparedArticle(name, date(2026, 5, 4), None, row["title"], signature_of(row["text"], agencies))
        for name, row in reports().items()
    ]
    Random(5).shuffle(candidates)
    matches = find_copies(candidates, timedelta(days=4), {})
    return frozenset(
        frozenset((candidates[later].article_id, candidates[match.earlier].article_id))
        for later, earlier in matches.items()
        for match in earlier
    )


def said(pair):
    return frozenset((pair["one"], pair["other"])) in found_pairs()


def test_the_gold_is_large_enough_and_names_reports_that_are_there():
    assert len({frozenset((pair["one"], pair["other"])) for pair in pairs()}) == len(pairs()) >= 200
    for pair in pairs():
        one, other = reports()[pair["one"]], reports()[pair["other"]]
        assert (one["story"] == other["story"]) == (pair["same"] == "yes")


def test_pairs_of_the_gold():
    right = sum(said(pair) for pair in pairs() if pair["same"] == "yes")
    assert 100 * right / sum(said(pair) for pair in pairs()) >= PRECISION_FLOOR
    assert 100 * right / sum(pair["same"] == "yes" for pair in pairs()) >= RECALL_FLOOR


@pytest.mark.parametrize(("kind", "floor"), KIND_FLOORS.items())
def test_recall_of_each_kind_of_copy(kind, floor):
    of_kind = [pair for pair in pairs() if pair["kind"] == kind]
    assert 100 * sum(map(said, of_kind)) / len(of_kind) >= floor


def test_no_two_reports_of_different_stories_are_joined():
    joined = [tuple(pair) for pair in found_pairs() if len({reports()[name]["story"] for name in pair}) > 1]
    assert 100 * len(joined) / len(found_pairs()) <= 100 - PRECISION_FLOOR, joined


def main():
    for pair in pairs():
        if said(pair) != (pair["same"] == "yes"):
            print(*pair.values())


if __name__ == "__main__":
    main()
