"""The scorer gives full marks to the gold itself, and none for nothing."""

from datetime import date

import pytest

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.findings import (
    TITLE,
    CountrySpan,
    Extraction,
    FigureSpan,
    FocusDyad,
    PersonSpan,
    Phrase,
    SentenceDyad,
    SentenceSpan,
)
from tests.gold.score import load_gold, rate_coverage
from tests.gold.score_figures import rate_figures

NOTHING = Extraction("en", True, (SentenceSpan(0, 0, 1),), (), (), (), (), ())


def day(text):
    return date.fromisoformat(text) if text else None


def phrase(row):
    return Phrase(row["text"], day(row["start"]), day(row["end"])) if row else None


def figure_of(row):
    copied = ("start", "end", "surface", "value", "kind", "value_max", "unit", "currency", "qualifier", "direction")
    copied += ("role",)
    return FigureSpan(
        sentence=0,
        value_text=None,
        period=phrase(row["period"]),
        baseline=phrase(row["baseline"]),
        dyad=Dyad(*row["dyad"]) if row["dyad"] else None,
        countries=tuple(row["countries"]),
        trivial=row["minor"],
        **{column: row[column] for column in copied},
    )


def country_of(row):
    return CountrySpan(
        row["sentence"], row["start"], row["end"], row["surface"], row["iso3"], row["kind"], row.get("use")
    )


def as_found(row):
    """Turn a gold row into the extraction of a reader who agrees with every word of it."""
    sentences = [SentenceSpan(TITLE, 0, len(row.get("title", "")))]
    sentences += [SentenceSpan(i, *span) for i, span in enumerate(row.get("sentences", ()))]
    people = [PersonSpan(0, 0, 1, "", p["name"], p.get("role"), p["iso3"]) for p in row.get("people", ())]
    pairs = [
        SentenceDyad(
            p["sentence"], Dyad(*p["dyad"]), p["explicit"], p["relational"], tuple(p.get("directed", ())) or None
        )
        for p in row.get("pairs", ())
    ]
    focus = [FocusDyad(Dyad(*p["dyad"]), 1.0, 1, 1, False, None) for p in row.get("article_pairs", ())]
    countries = tuple(map(country_of, row.get("mentions", ())))
    figures = tuple(map(figure_of, row.get("figures", ())))
    return row, Extraction("en", True, tuple(sentences), countries, tuple(people), tuple(pairs), tuple(focus), figures)


SENTENCES, ARTICLES, FIGURES = load_gold("sentences"), load_gold("articles"), load_gold("figures")


def rate(read):
    sentences, articles, figures = ([read(row) for row in rows] for rows in (SENTENCES, ARTICLES, FIGURES))
    return rate_coverage(sentences, articles, 0.5) | rate_figures(figures)


@pytest.mark.parametrize(("measure", "value"), rate(as_found).items())
def test_the_gold_itself_has_full_marks(measure, value):
    assert value == 100, measure


def test_nothing_found_earns_nothing():
    assert set(rate(lambda row: (row, NOTHING)).values()) == {0.0}


def test_a_town_taken_for_a_country_costs_precision():
    row = next(row for row in ARTICLES if row["id"] == "lebanon-tenn-buses")
    _, right = as_found(row)
    wrong = tuple(
        span._replace(iso3="LBN", kind="name") if span.surface == "Lebanon" else span for span in right.countries
    )
    measures = rate_coverage([], [(row, right._replace(countries=wrong))], 0.5)
    assert measures["local news mentions F1"] < 100


def test_a_pair_that_the_article_is_not_about_costs_precision():
    row = next(row for row in ARTICLES if row["id"] == "heat-report-ranking")
    _, right = as_found(row)
    focus = (FocusDyad(Dyad("BGD", "IND"), 0.9, 1, 0, False, 1),)
    assert rate_coverage([], [(row, right._replace(article_dyads=focus))], 0.5)["article pairs F1"] == 0
