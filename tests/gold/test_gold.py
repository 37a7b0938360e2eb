"""The gold itself is well-formed: offsets, codes, order, and enough of everything."""

import math
from datetime import date
from itertools import pairwise

import pytest

from schemas.dyad import Dyad
from tests.gold.score import load_gold
from transforms.text.findings import TITLE

KINDS = {"name", "demonym", "compound", "capital", "metonym", "leader", "org", "city"}
FIGURE_KINDS = {"money", "percent", "count", "quantity", "duration", "ordinal"}
QUALIFIERS = {None, "about", "at least", "at most", "record", "target", "forecast", "plan"}
SENTENCES, ARTICLES, FIGURES = load_gold("sentences"), load_gold("articles"), load_gold("figures")
EVERY_ROW = [pytest.param(row, id=row["id"]) for row in (*SENTENCES, *ARTICLES, *FIGURES)]
COUNTED = [pytest.param(row, id=row["id"]) for row in (*FIGURES, *(row for row in ARTICLES if "figures" in row))]
PAIRED = [pytest.param(row, id=row["id"]) for row in (*SENTENCES, *ARTICLES)]


def assert_spans_apart(spans):
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def assert_iso3(code):
    assert Dyad.of(code, "AAA")


def test_ids_are_unique():
    names = [row["id"] for row in (*SENTENCES, *ARTICLES, *FIGURES)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", EVERY_ROW)
def test_dates_are_dates(row):
    assert date.fromisoformat(row.get("published_date", "2024-01-01"))


@pytest.mark.parametrize("row", PAIRED)
def test_mentions_point_at_their_surface(row):
    for mention in row["mentions"]:
        text = row["title"] if mention["sentence"] == TITLE else row["text"]
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["surface"] == mention["surface"].strip()
        assert mention["kind"] in KINDS
        assert ("use" in mention) == (mention["kind"] == "capital")
        assert_iso3(mention["iso3"])
    for titled in (True, False):
        spans = [(m["start"], m["end"]) for m in row["mentions"] if (m["sentence"] == TITLE) == titled]
        assert_spans_apart(spans)


@pytest.mark.parametrize("row", PAIRED)
def test_mentions_lie_in_their_sentence(row):
    for mention in row["mentions"]:
        if mention["sentence"] != TITLE:
            start, end = row["sentences"][mention["sentence"]]
            assert start <= mention["start"] < mention["end"] <= end


@pytest.mark.parametrize("row", PAIRED)
def test_pairs_are_explicit_where_both_are_mentioned(row):
    for pair in row["pairs"]:
        assert list(Dyad.of(*pair["dyad"])) == pair["dyad"]
        assert not pair.get("directed") or sorted(pair["directed"]) == pair["dyad"]
        assert pair["relational"] or not pair.get("directed")
        here = {
            mention["iso3"]
            for mention in row["mentions"]
            if mention["sentence"] == pair["sentence"] and mention["kind"] != "city" and not mention.get("embedded")
        }
        assert pair["explicit"] == (set(pair["dyad"]) <= here)


@pytest.mark.parametrize("row", COUNTED)
def test_figures_point_at_their_surface(row):
    assert_spans_apart([(figure["start"], figure["end"]) for figure in row["figures"]])
    for figure in row["figures"]:
        assert row["text"][figure["start"] : figure["end"]] == figure["surface"]
        assert math.isfinite(figure["value"])
        assert figure["value_max"] is None or figure["value_max"] > figure["value"]


@pytest.mark.parametrize("row", COUNTED)
def test_figures_use_the_vocabulary(row):
    for figure in row["figures"]:
        assert figure["kind"] in FIGURE_KINDS
        assert (figure["currency"] is not None) == (figure["kind"] == "money")
        assert figure["qualifier"] in QUALIFIERS
        assert figure["direction"] in (None, "up", "down")
        assert figure["role"] in ("level", "change")
        for code in figure["countries"]:
            assert_iso3(code)


@pytest.mark.parametrize("row", COUNTED)
def test_phrases_stand_in_the_text(row):
    for phrase in (figure[column] for figure in row["figures"] for column in ("period", "baseline")):
        if phrase:
            assert phrase["text"] in row["text"]
            assert not (phrase["start"] and phrase["end"]) or phrase["start"] <= phrase["end"]


def test_there_is_enough():
    figures = [figure for row in (*FIGURES, *ARTICLES) for figure in row.get("figures", ())]
    assert len(SENTENCES) >= 150
    assert len(ARTICLES) >= 40
    assert sum(bool(row.get("local")) for row in ARTICLES) >= 12
    assert sum(not row["article_pairs"] for row in ARTICLES) >= 8
    assert len(FIGURES) >= 120
    assert len(figures) >= 250
