"""Whose a figure is: the weighing, the choice, and that odd sentences harm nobody."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold.learn_whose import groups_of, note_examples, tabulate
from tests.gold.logit import Group
from transforms.lexicon import load_lexicon
from transforms.text.figures import find_figures
from transforms.text.figures.whose import LIKELY, LIKELY_NAMED, choose
from transforms.text.figures.whose.article import Countries
from transforms.text.figures.whose.case import ELSEWHERE, HERE, UNNAMED
from transforms.text.figures.whose.describe import Description
from transforms.text.figures.whose.traits import Traits
from transforms.text.figures.whose.weights import (
    HUNDREDTHS,
    NOBODY,
    SHAPES,
    Weights,
    as_weights,
    compile_weights,
    pack,
    unpack,
    weigh,
)
from transforms.text.findings import TITLE, CountrySpan, FigureSpan, SentenceSpan
from transforms.text.sentences import split_sentences

LEXICON = load_lexicon()
PAIR = ("CHN", "RUS")
ODD = ("XKX", "TWN", "PSE", "CHN", "RUS", "USA")


def described(where: str = HERE * 2, *, minor: bool = False) -> Description:
    """Describe a figure, or a trifle, of a sentence about China and Russia."""
    china, russia = where
    return Description(
        [Traits(("kind money",)), Traits(("named 2",))],
        {"CHN": china, "RUS": russia},
        {"CHN": [Traits(("subject", "near"))], "RUS": [Traits(("near",))]},
        {"CHN": [Traits(("part before",))], "RUS": [Traits(("part behind",))]},
        {PAIR: [Traits(("joined by and",))]},
        minor,
    )


def names_of(groups: list[Group]) -> list[str]:
    return [trait for group in groups for trait in group.traits]


hundredths = st.integers(-100_000, 100_000).map(lambda number: number / HUNDREDTHS)


@given(st.lists(st.lists(hundredths, min_size=10, max_size=10), min_size=1, max_size=40))
def test_a_sum_of_packed_numbers_is_the_sum_of_each(rows: list[list[float]]) -> None:
    wanted = [sum(column) for column in zip(*rows, strict=True)]
    assert unpack(sum(map(pack, rows)), 10) == pytest.approx(wanted)


def test_numbers_are_packed_in_hundredths() -> None:
    assert unpack(pack((0.004, -0.006, 1.25)), 3) == [0.0, -0.01, 1.25]


def test_no_sum_of_the_weights_that_are_learned_reaches_the_next_number() -> None:
    rows = [[float(number) for number in row["weights"].split()] for row in LEXICON["figure_whose"]]
    assert sum(max(map(abs, row)) for row in rows) * HUNDREDTHS < 2**31


def test_a_trait_moves_the_weight_to_whom_it_speaks_of() -> None:
    nothing = weigh(described(), Weights({}, {}, {}, {}))
    assert nothing == pytest.approx({NOBODY: 0.25, ("CHN",): 0.25, ("RUS",): 0.25, PAIR: 0.25})
    single = weigh(described(), as_weights([("single", "part before", (2,))]))
    assert max(single, key=single.__getitem__) == ("CHN",)
    both = weigh(described(), as_weights([("side", "near", (-1, 1))]))
    assert both[PAIR] / both[NOBODY] == pytest.approx(math.exp(2))
    assert both[("RUS",)] / both[NOBODY] == pytest.approx(math.exp(-1))


@pytest.mark.parametrize("where", [one + other for one in "csu" for other in "csu"])
def test_weighing_agrees_with_the_traits_that_are_learned(where: str) -> None:
    """The learner counts named traits of each candidate; the engine sums tables. Both must mean the same."""
    candidates = {owners: names_of(groups) for owners, groups in groups_of(described(where)).items()}
    names = dict.fromkeys(trait for traits in candidates.values() for trait in traits)
    learned = {name: (at % 7 - 3) / 4 for at, name in enumerate(names)}
    scores = {owners: sum(learned[trait] for trait in traits) for owners, traits in candidates.items()}
    found = weigh(described(where), as_weights(tabulate(learned)))
    assert found.keys() == scores.keys()
    total = sum(map(math.exp, scores.values()))
    assert found == pytest.approx({owners: math.exp(score) / total for owners, score in scores.items()})


def test_a_figure_is_told_how_many_own_the_one_before() -> None:
    text = "China sold goods worth $5 billion to Russia and goods worth $2 billion to Peru."
    figures = [
        {"start": text.index(amount), "end": text.index(amount) + 10, "dyad": list(pair), "countries": list(pair)}
        for amount, pair in (("$5 billion", PAIR), ("$2 billion", ("CHN", "PER")))
    ]
    first, second = note_examples([{"id": "one", "text": text, "figures": figures}], LEXICON, {})
    assert "frame|2|previous " in names_of(first.candidates[first.right])
    assert {"frame|2|previous 2", "side|2|c previous 2"} <= {*names_of(second.candidates[second.right])}


def test_every_row_of_weights_has_a_number_for_each_use() -> None:
    wanted = {"frame": len(SHAPES), "side": 2, "single": 1, "pair": 1}
    assert [row for row in LEXICON["figure_whose"] if len(row["weights"].split()) != wanted[row["of"]]] == []
    assert all(compile_weights(LEXICON))


def likely(pair: float) -> dict[Countries, float]:
    rest = 1 - pair
    return {NOBODY: rest * 0.2, ("CHN",): rest * 0.7, ("RUS",): rest * 0.1, PAIR: pair}


@pytest.mark.parametrize(
    ("where", "least"),
    [(HERE * 2, LIKELY_NAMED), (HERE + ELSEWHERE, LIKELY), (HERE + UNNAMED, LIKELY), (UNNAMED * 2, LIKELY)],
)
def test_a_pair_is_chosen_only_where_it_is_likely_enough(where: str, least: float) -> None:
    assert choose(likely(least), described(where)) == PAIR
    assert choose(likely(least - 0.01), described(where)) == ("CHN",)


def test_a_trifle_is_given_a_pair_only_where_it_is_likelier_than_other_figures() -> None:
    assert choose(likely(LIKELY), described(minor=True)) == PAIR
    assert choose(likely(LIKELY - 0.01), described(minor=True)) == ("CHN",)


def test_one_country_or_nobody_needs_only_to_be_the_likeliest() -> None:
    assert choose({NOBODY: 0.3, ("CHN",): 0.4, ("RUS",): 0.1, PAIR: 0.2}, described()) == ("CHN",)
    assert choose({NOBODY: 0.4, ("CHN",): 0.3, ("RUS",): 0.1, PAIR: 0.2}, described()) == NOBODY


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
    return find_figures(text, title, (*titles, *sentences), spans, (), (), LEXICON, None)


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


@settings(max_examples=200, deadline=None, derandomize=True)
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
        assert figure.dyad == (figure.countries if len(figure.countries) == 2 else None)
        assert (figure.evidence is None) == (not figure.countries)


@pytest.mark.parametrize("text", ["", " ", ".", "X", "5", "X5", "5X5", "X" * 300 + " 5 percent", "X 5 percent " * 60])
def test_odd_sentences_are_read(text: str) -> None:
    assert all(set(figure.countries) <= {"XKX", "CHN"} for figure in read(text, text, ["XKX", "CHN"]))
