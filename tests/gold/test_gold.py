"""The gold itself is well-formed: offsets, codes, order, and enough of everything."""

import math
import re
from datetime import date
from itertools import pairwise

import pytest

from dyadwire.schemas.dyad import BLOCS, Dyad
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.codes import CODES
from dyadwire.transforms.text.findings import TITLE
from tests.gold.learn.told_acts import invented_texts, read_told
from tests.gold.quality import LANGUAGES, ROUNDS
from tests.gold.score import FOLDER, load_gold, read_gold

KINDS = {"name", "demonym", "compound", "capital", "metonym", "leader", "org", "city"}
FIGURE_KINDS = {"money", "percent", "count", "quantity", "duration", "ordinal"}
QUALIFIERS = {None, "about", "at least", "at most", "record", "target", "forecast", "plan"}
WHOSE = load_gold("whose")
SENTENCES, ARTICLES, FIGURES = load_gold("sentences"), load_gold("articles"), load_gold("figures")
BLIND = tuple(row for name in ROUNDS for row in load_gold(name))
LEARNED = tuple(row for path in sorted((FOLDER / "learned").glob("*.jsonl")) for row in read_gold(path))
OTHERS = tuple(row for name in LANGUAGES for row in load_gold(name))  # in other languages
PAIRED = (*SENTENCES, *ARTICLES, *BLIND, *OTHERS)
COUNTED = (*FIGURES, *(row for row in (*ARTICLES, *BLIND) if "figures" in row))
MENTIONS = [(row, mention) for row in PAIRED for mention in row["mentions"]]
PAIRS = [(row, pair) for row in PAIRED for pair in row["pairs"]]
NUMBERS = [(row, figure) for row in COUNTED for figure in row["figures"]]


def is_iso3(code):
    return len(code) == 3 and code.isascii() and code.isupper()


def test_ids_are_unique_and_dates_are_dates():
    rows = (*SENTENCES, *ARTICLES, *BLIND, *OTHERS, *FIGURES, *WHOSE, *LEARNED)
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(date.fromisoformat(row["published_date"]) for row in rows if "published_date" in row)
    assert all("published_date" in row for row in (*ARTICLES, *BLIND, *FIGURES))


def test_mentions_point_at_their_surface():
    for row, mention in MENTIONS:
        text = row["title"] if mention["sentence"] == TITLE else row["text"]
        assert text[mention["start"] : mention["end"]] == mention["surface"] == mention["surface"].strip(), row["id"]


def test_mentions_use_the_vocabulary():
    for row, mention in MENTIONS:
        assert mention["kind"] in KINDS, row["id"]
        assert ("use" in mention) == (mention["kind"] == "capital"), row["id"]
        assert is_iso3(mention["iso3"]), row["id"]


@pytest.mark.parametrize("in_title", [True, False])
def test_mentions_are_sorted_and_apart(in_title):
    for row in PAIRED:
        spans = [(m["start"], m["end"]) for m in row["mentions"] if (m["sentence"] == TITLE) == in_title]
        assert spans == sorted(spans), row["id"]
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), row["id"]


def test_mentions_lie_in_their_sentence():
    for row, mention in MENTIONS:
        if mention["sentence"] != TITLE:
            start, end = row["sentences"][mention["sentence"]]
            assert start <= mention["start"] < mention["end"] <= end, row["id"]


def countries_of(row, sentence):
    here = (mention for mention in row["mentions"] if mention["sentence"] == sentence)
    return {mention["iso3"] for mention in here if mention["kind"] != "city" and not mention.get("embedded")}


def test_pairs_are_explicit_where_both_are_mentioned():
    for row, pair in PAIRS:
        assert pair["explicit"] == (set(pair["dyad"]) <= countries_of(row, pair["sentence"])), row["id"]


def test_every_co_mention_is_a_pair():
    for row in PAIRED:
        for sentence in range(TITLE, len(row["sentences"])):
            explicit = [pair for pair in row["pairs"] if pair["sentence"] == sentence and pair["explicit"]]
            assert len(explicit) == math.comb(len(countries_of(row, sentence)), 2), row["id"]


def test_pairs_are_canonical_and_only_relations_have_a_direction():
    for row, pair in PAIRS:
        assert list(Dyad.of(*pair["dyad"])) == pair["dyad"], row["id"]
        assert sorted(pair.get("directed", pair["dyad"])) == pair["dyad"], row["id"]
        assert pair["relational"] or "directed" not in pair, row["id"]


def test_figures_point_at_their_surface():
    for row in COUNTED:
        spans = [(figure["start"], figure["end"]) for figure in row["figures"]]
        assert [row["text"][slice(*span)] for span in spans] == [figure["surface"] for figure in row["figures"]]
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), row["id"]


def test_figures_use_the_vocabulary():
    for row, figure in NUMBERS:
        assert figure["kind"] in FIGURE_KINDS, row["id"]
        assert (figure["currency"] is not None) == (figure["kind"] == "money"), row["id"]
        assert figure["qualifier"] in QUALIFIERS, row["id"]
        assert figure["direction"] in (None, "up", "down"), row["id"]
        assert figure["role"] in ("level", "change"), row["id"]
        assert all(map(is_iso3, figure["countries"])), row["id"]


def test_figures_are_finite_and_ranges_ascend():
    for row, figure in NUMBERS:
        assert math.isfinite(figure["value"]), row["id"]
        assert figure["value_max"] is None or figure["value_max"] > figure["value"], row["id"]


def test_phrases_stand_in_the_text():
    for row, phrase in ((row, figure[column]) for row, figure in NUMBERS for column in ("period", "baseline")):
        if phrase:
            assert phrase["text"] in row["text"], row["id"]
            assert not (phrase["start"] and phrase["end"]) or phrase["start"] <= phrase["end"], row["id"]


def test_directions_point_at_their_surface():
    for row in OTHERS:
        assert all(row["text"][one["start"] : one["end"]] == one["surface"] for one in row["directions"]), row["id"]
        assert all(one["direction"] in ("up", "down") for one in row["directions"]), row["id"]


def test_there_is_enough():
    assert all(len(load_gold(name)) >= 30 for name in LANGUAGES)
    assert len(SENTENCES) >= 150
    assert len(ARTICLES) >= 40
    assert sum(bool(row.get("local")) for row in ARTICLES) >= 12
    assert sum(not row["article_pairs"] for row in ARTICLES) >= 8
    assert len(FIGURES) >= 120
    assert len(NUMBERS) >= 250


def test_whose_figures_point_at_their_surface_and_are_a_pair_or_not():
    for row in WHOSE:
        ends = [0]
        for figure in row["figures"]:
            assert row["text"][figure["start"] : figure["end"]] == figure["surface"], row["id"]
            assert figure["start"] >= ends[-1], row["id"]
            assert figure["qualifier"] in QUALIFIERS, row["id"]
            assert all(map(is_iso3, figure["countries"])), row["id"]
            assert figure["dyad"] in (None, figure["countries"]), row["id"]
            assert (figure["dyad"] is None) == (len(figure["countries"]) < 2), row["id"]
            ends.append(figure["end"])


def test_there_are_enough_figures_of_pairs_of_one_country_and_of_none():
    sizes = [len(figure["countries"]) for row in WHOSE for figure in row["figures"]]
    assert sizes.count(2) >= 300
    assert sizes.count(1) >= 120
    assert sizes.count(0) >= 30


def test_what_is_learned_from_points_at_its_surface_and_names_known_countries():
    known = {row["iso3"] for row in load_lexicon()["countries"]}
    for row in LEARNED:
        end = 0
        for figure in row["figures"]:
            assert row["text"][figure["start"] : figure["end"]] == figure["surface"], row["id"]
            assert end <= figure["start"], row["id"]
            assert figure["countries"] == sorted(set(figure["countries"]) & known), row["id"]
            assert figure["dyad"] is None or figure["dyad"] == figure["countries"] == list(Dyad.of(*figure["dyad"]))
            end = figure["end"]


def test_no_real_agency_is_credited_with_what_is_learned_from():
    """The news is invented: "(Agency) -" and the like stand where a credit would."""
    names = "|".join(re.escape(row["name"]) for row in load_lexicon()["agencies"])
    credit = re.compile(rf"\((?:{names})\)|\b(?:Reuters|AFP|Bloomberg|Associated Press|Canadian Press|Nikkei Asia)\b")
    assert credit.search("PARIS (AFP) - A strike")
    assert [row["id"] for row in LEARNED if credit.search(row["text"])] == []


@pytest.mark.parametrize("name", ["real", "news", "invented"])
def test_own_acts_use_the_vocabulary_once_each(name):
    rows = [line for told in read_told(name).values() for line in told]
    acts = [row for row in rows if row["code"]]
    assert all(is_iso3(code) or code in BLOCS for row in acts for code in (row["actor"], row["recipient"]))
    assert all(row["code"] in CODES and row["actor"] != row["recipient"] and int(row["start"]) >= 0 for row in acts)
    assert all({row["mutual"], row["sure"]} <= {"", "yes"} for row in rows)
    assert len({(*row.values(),)[:5] for row in acts}) == len(acts)
    assert not {row["article"] for row in rows if not row["code"]} & {row["article"] for row in acts}


def test_acts_of_invented_articles_stand_in_their_texts():
    kept_apart = {"blind_two", "figures_blind_five", "figures_blind_six"}
    assert not kept_apart & {article.partition(":")[0] for article in read_told("invented")}
    texts = invented_texts()
    for article, told in read_told("invented").items():
        text, _ = texts[article]
        places = [int(line["start"]) for line in told if line["code"]]
        assert all(text[at].strip() and (not at or text[at - 1].isspace()) for at in places)
