from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.formats.urls import registered_domain

LEXICON = load_lexicon()
OUTLETS = LEXICON["outlets"]


def test_outlets_are_many():
    assert len(OUTLETS) >= 300
    assert len({row["iso3"] for row in OUTLETS}) >= 80


def test_rows_are_sorted_and_each_domain_is_one():
    domains = [row["domain"] for row in OUTLETS]
    assert domains == sorted(set(domains))


def test_rows_hold():
    countries = {row["iso3"] for row in LEXICON["countries"]}
    assert [row for row in OUTLETS if row["iso3"] not in countries or not row["name"].strip()] == []
    assert [row for row in OUTLETS if registered_domain(f"https://www.{row['domain']}/x") != row["domain"]] == []
