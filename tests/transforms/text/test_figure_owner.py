"""Whose a figure is: weighing, choosing, history, explaining, and that odd sentences harm nobody."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.explain import recording
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, Part
from dyadwire.transforms.text.decide.figures.figures import Sides, find_figures
from dyadwire.transforms.text.decide.model import Model, model_names, read_weights, use_model
from dyadwire.transforms.text.decide.owners.bearing import (
    APART,
    DEALING,
    THRESHOLD,
    THRESHOLD_DEALING,
    THRESHOLD_NAMED,
    THRESHOLD_OWN,
)
from dyadwire.transforms.text.decide.owners.candidates import Candidates
from dyadwire.transforms.text.decide.owners.case import ELSEWHERE, HERE, UNNAMED
from dyadwire.transforms.text.decide.owners.context import NOBODY, Countries
from dyadwire.transforms.text.decide.owners.figure_owner import choose
from dyadwire.transforms.text.decide.packed_sums import HUNDREDTHS, pack, unpack
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.sentences import split_sentences
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.findings import TITLE, CountrySpan, FigureSpan, SentenceSpan
from tests.gold.learn.gather import note_examples
from tests.gold.logit import Group
from tests.gold.score import load_gold

LEXICON = load_lexicon()
PAIR = ("CHN", "RUS")
ODD = ("XKX", "TWN", "PSE", "CHN", "RUS", "USA")


def test_a_part_that_options_share_counts_for_each_of_them() -> None:
    figure = Part(("pair", "near pair"), [FeatureGroup(("money",))])
    china = Part(("side",), [FeatureGroup(("near", "subject")), FeatureGroup(("often", "money"))])
    options = {NOBODY: (), ("CHN",): (china,), PAIR: (figure, china)}
    weights = {"pair|money": 1.5, "side|near": -1.0, "side|often": 0.25, "near pair|money": 0.5}
    flat = {owners: [name for part in parts for name in part.names()] for owners, parts in options.items()}
    model = Model("figure_owner", weights)
    assert model.choose_by_parts((0, 0, 1), options) == pytest.approx(model.choose((0, 0, 1), flat))
    assert model.choose((0, 0, 1), flat)[PAIR] > 0.5


hundredths = st.integers(-100_000, 100_000).map(lambda number: number / HUNDREDTHS)


@given(st.lists(st.lists(hundredths, min_size=10, max_size=10), min_size=1, max_size=40))
def test_a_sum_of_packed_numbers_is_the_sum_of_each(rows: list[list[float]]) -> None:
    wanted = [sum(column) for column in zip(*rows, strict=True)]
    assert unpack(sum(map(pack, rows)), 10) == pytest.approx(wanted)


def test_no_sum_of_the_weights_that_are_learned_reaches_the_next_number() -> None:
    weights = [abs(weight) for _, weight in read_weights("figure_owner")]
    assert 2 * max(weights) * len(weights) * HUNDREDTHS < 2**31


def test_parts_of_the_same_groups_weigh_as_each_by_itself() -> None:
    groups, names = [FeatureGroup(("money", "often"))], (("1", "1c"), ("2", "2cc"))
    weights = {"1|money": 0.5, "1c|money": -1.25, "2|often": 2.0, "2cc|money": 0.25, "2cc|often": -3.0}
    together = {name: (Part(name, groups, names),) for name in names}
    apart = {name: (Part(name, groups),) for name in names}
    model = Model("figure_owner", weights)
    assert model.choose_by_parts(0, together) == pytest.approx(model.choose_by_parts(0, apart))


def test_a_group_weighs_anew_with_other_weights() -> None:
    group = FeatureGroup(("near", "subject"))
    tables: list[dict[str, float]] = [{"near": 1.0}, {"subject": 2.0}, {}]
    assert [group.weigh(weights) for weights in (*tables, *tables)] == [1.0, 2.0, 0.0] * 2


def test_a_group_keeps_few_of_the_tables_of_weights_that_weighed_it() -> None:
    class Table(dict[str, float]):
        """Weights that a weak reference may be to."""

    group, tables = FeatureGroup(("near",)), [Table(near=float(number)) for number in range(10)]
    assert [group.weigh(weights) for weights in (*tables, tables[0])] == [*map(float, range(10)), 0.0]
    held = [weakref.ref(table) for table in tables]
    tables.clear()
    gc.collect()
    assert sum(table() is not None for table in held) <= 3


def likely(pair: float) -> dict[Countries, float]:
    rest = 1 - pair
    return {NOBODY: rest * 0.2, ("CHN",): rest * 0.7, ("RUS",): rest * 0.1, PAIR: pair}


@pytest.mark.parametrize(
    ("where", "minor", "least"),
    [
        (HERE * 2, False, THRESHOLD_NAMED),
        (HERE + ELSEWHERE, False, THRESHOLD),
        (HERE + UNNAMED, False, THRESHOLD),
        (UNNAMED * 2, False, THRESHOLD),
        (HERE * 2, True, THRESHOLD),
    ],
)
def test_a_pair_is_chosen_only_where_it_is_likely_enough(where: str, minor: bool, least: float) -> None:
    candidates = Candidates(dict(zip(PAIR, where, strict=True)), {})
    draft = FigureDraft(0, 1, 5, trivial=minor)
    assert choose(likely(least), candidates, draft, bearing="") == PAIR
    assert choose(likely(least - 0.01), candidates, draft, bearing="") == ("CHN",)


@pytest.mark.parametrize(
    ("topic", "bearing", "third", "least"),
    [
        ("trade", DEALING, UNNAMED, THRESHOLD_DEALING),
        ("trade", DEALING, HERE, THRESHOLD_NAMED),
        ("business", "", UNNAMED, THRESHOLD_NAMED),
        ("economy", "", UNNAMED, THRESHOLD_OWN),
    ],
)
def test_a_dealing_needs_less_and_what_is_a_countrys_own_more(
    topic: str, bearing: str, third: str, least: float
) -> None:
    candidates = Candidates({"CHN": HERE, "RUS": HERE, "USA": third}, {})
    draft = FigureDraft(0, 1, 5, topic=topic)
    assert choose(likely(least), candidates, draft, bearing=bearing) == PAIR
    assert choose(likely(least - 0.01), candidates, draft, bearing=bearing) == ("CHN",)


def test_what_is_of_one_country_is_of_no_other_that_is_unnamed() -> None:
    draft = FigureDraft(0, 1, 5, topic="shares")
    for where, chosen in ((HERE, PAIR), (UNNAMED, ("CHN",))):
        assert choose(likely(0.95), Candidates({"CHN": HERE, "RUS": where}, {}), draft, bearing=APART) == chosen


def test_one_country_or_nobody_needs_only_to_be_the_likeliest() -> None:
    candidates = Candidates(dict.fromkeys(PAIR, HERE), {})
    one, nobody = (
        {NOBODY: none, ("CHN",): china, ("RUS",): 0.1, PAIR: 0.2} for none, china in ((0.3, 0.4), (0.4, 0.3))
    )
    draft = FigureDraft(0, 1, 5)
    assert choose(one, candidates, draft, bearing="") == ("CHN",)
    assert choose(nobody, candidates, draft, bearing="") == NOBODY


TEXT = "Trade of China with Russia was $5 billion. Steel was $2 billion of it. Peru has 12 mines and six dogs."


def owners_with(weights: dict[str, float]) -> list[Countries]:
    use_model(Model("figure_owner", weights), "figure_owner")
    try:
        return [figure.countries for figure in extract(TEXT, LEXICON).figures]
    finally:
        use_model(None, "figure_owner")


def test_a_figure_is_told_whose_the_one_before_is() -> None:
    """Only the first figure has a feature of its own; what follows has nothing but its neighbour."""
    first = {"both|joined by with": 9.0}
    assert owners_with(first)[:2] == [PAIR, NOBODY]
    assert owners_with({**first, "both|as carried": 9.0})[:2] == [PAIR, PAIR]


def test_every_owner_is_explained_by_the_features_that_it_has() -> None:
    with recording("figure_owner") as noted:
        figures = extract(TEXT, LEXICON).figures
    told: dict[Hashable, dict[Hashable, tuple[float, dict[str, float]]]] = {one.place: one.options for one in noted}
    assert len(told) == len(figures) == len(noted)
    for figure in figures:
        options = told[figure.sentence, figure.start, figure.end]
        assert figure.countries in options
        assert sum(share for share, _ in options.values()) == pytest.approx(1)
    assert any("alone|" in name for one in noted for _, features in one.options.values() for name in features)


@pytest.mark.slow
def test_what_is_explained_is_what_is_decided() -> None:
    """To the last bit, however its sums are made: one of these articles was read otherwise while it was explained."""
    articles = [(row["text"], row["title"]) for row in load_gold("articles")]
    with recording(*model_names()):
        explained = [extract(text, LEXICON, title=title) for text, title in articles]
    assert explained == [extract(text, LEXICON, title=title) for text, title in articles]


def test_the_gold_owns_the_figures_before_while_learning() -> None:
    text = "China sold goods worth $5 billion to Russia and goods worth $2 billion to Peru."
    figures = [
        {"start": text.index(amount), "end": text.index(amount) + 10, "pair": list(pair), "countries": list(pair)}
        for amount, pair in (("$5 billion", PAIR), ("$2 billion", ("CHN", "PER")))
    ]
    row = {"id": "one", "text": text, "figures": figures, "owners": True}
    first, second = note_examples(["figure_owner"], [row])["figure_owner"]
    assert "2|previous " in names_of(first.candidates[first.right])
    assert {"2|previous 2", "side|c previous 2"} <= {*names_of(second.candidates[second.right])}


def names_of(groups: list[Group]) -> list[str]:
    return [name for group in groups for name in group.features]


def read(text: str, title: str, codes: list[str]) -> tuple[FigureSpan, ...]:
    """Find the figures of a text in which every X names one of some countries, in turn."""
    sentences = split_sentences(text)
    titles = (SentenceSpan(TITLE, 0, len(title)),) if title else ()
    places = [(TITLE, at) for at, sign in enumerate(title) if sign == "X"]
    places += [(span.number, at) for span in sentences for at in range(span.start, span.end) if text[at] == "X"]
    spans = tuple(
        CountrySpan(number, at, at + 1, "X", codes[turn % len(codes)], "name")
        for turn, (number, at) in enumerate(places)
    )
    return find_figures(Document(text, title, (*titles, *sentences)), Sides(spans, (), ()), LEXICON, None)


WORDS = (
    "X",
    "X",
    "X",
    "5 percent",
    "$3 billion",
    "12 soldiers",
    "two frigates",
    "dozens of soldiers",
    "exports",
    "to",
    "and",
    ",",
    "which",
    "of",
    "its",
    ".",
)


@settings(max_examples=200, derandomize=True)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.lists(st.sampled_from(ODD), min_size=1, max_size=6),
)
def test_owners_are_none_one_or_a_pair_in_order(body: list[str], title: list[str], codes: list[str]) -> None:
    for figure in read(" ".join(body), " ".join(title), codes):
        assert figure.countries == tuple(sorted(set(figure.countries)))
        assert len(figure.countries) <= 2
        assert set(figure.countries) <= set(codes)
        assert figure.dyad is None or (len(figure.countries), figure.dyad) == (2, figure.countries)
        assert (figure.evidence is None) == (not figure.countries)


@pytest.mark.parametrize("text", ["", " ", ".", "X", "5", "X5", "5X5", "X" * 300 + " 5 percent", "X 5 percent " * 60])
def test_odd_sentences_are_read(text: str) -> None:
    assert all(set(figure.countries) <= {"XKX", "CHN"} for figure in read(text, text, ["XKX", "CHN"]))


@pytest.mark.parametrize(
    "text",
    ["The UN said that 500,000 people are hungry.", "This year the UN received 3 percent of 995 million dollars."],
)
def test_the_united_nations_tell_of_figures_and_own_none(text: str) -> None:
    assert {figure.countries for figure in extract(text, LEXICON).figures} == {()}
