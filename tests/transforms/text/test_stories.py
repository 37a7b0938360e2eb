from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.copies.signature import anchors_of, body_of, credit_of, signature_of
from dyadwire.transforms.text.copies.sketches import compare
from dyadwire.transforms.text.copies.stories import ComparedArticle, group_stories

WINDOW = timedelta(days=4)
WORDS = ("harbour", "treaty", "cargo", "minister", "vote", "rail", "coast", "dam", "price", "court", "river", "school")
NAMES = ("Aroda", "Belmira", "Cantova", "Dresk", "Elvora", "Fandel", "Gromia", "Hestria", "Ilmar", "Jorvik", "Keldia")


def report(seed, words=120):
    """Return invented prose with names and numbers, different for each seed."""
    dice = Random(seed)
    names = dice.sample(NAMES, 6)
    return " ".join(
        f"The {dice.choice(WORDS)} of {dice.choice(names)} cost {dice.randint(100, 99999)} and the "
        f"{dice.choice(WORDS)} {dice.choice(WORDS)} near {dice.choice(names)} was {dice.choice(WORDS)}."
        for _ in range(words // 16)
    )


@cache
def signature(seed):
    return signature_of(report(seed))


def candidate(name, text, day, hour=8, title="A report"):
    at = datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day)
    return ComparedArticle(name, at.date(), at, title, signature_of(text))


def stories(*candidates):
    return {story.article_id: story for story in group_stories(list(candidates), WINDOW)}


def test_the_first_is_the_original_and_the_rest_are_copies_of_it():
    found = stories(candidate("b", report(1), 0, 9), candidate("c", report(1), 2), candidate("a", report(2), 0))
    assert {name: (story.story_id, story.is_original, story.similarity) for name, story in found.items()} == {
        "a": ("a", True, None),
        "b": ("b", True, None),
        "c": ("b", False, 1.0),
    }


REPORT = (
    "Peru will sell Chile 120,000 tonnes of copper from Ilo and 45,000 tonnes of zinc from Callao for $890 million, "
    "said Maria Quispe and Jorge Araya, who met in Santiago on Monday for the third time in three months of bargaining."
)
NEXT = (
    "Chile has begun to unload copper from Ilo at Arica, the first of 120,000 tonnes that Maria Quispe and Jorge Araya "
    "bargained over in Santiago; zinc from Callao, 45,000 tonnes of it, is to follow, all for $890 million."
)


@pytest.mark.parametrize(
    ("outlets", "is_original"),
    [(("a.example", "b.example"), False), (("a.example", "a.example"), True), (("unknown", "unknown"), False)],
)
def test_an_outlet_does_not_copy_itself_in_other_words(outlets, is_original):
    told = zip("ab", (REPORT, NEXT), outlets, strict=True)
    found = stories(*(candidate(name, text, n)._replace(outlet=outlet) for n, (name, text, outlet) in enumerate(told)))
    assert found["b"].is_original is is_original
    again = stories(*(candidate(name, REPORT, 0)._replace(outlet="a.example") for name in "ab"))
    assert not again["b"].is_original


@pytest.mark.parametrize(("gap", "is_original"), [(4, False), (5, True)])
def test_words_that_come_again_after_more_than_four_days_are_a_new_story(gap, is_original):
    found = stories(candidate("a", report(1), 0), candidate("b", report(1), gap))
    assert found["b"].is_original is is_original


def test_copies_of_copies_belong_to_the_first_within_four_days():
    found = stories(*(candidate(f"{day}", report(1), day) for day in (0, 3, 4, 6)))
    assert [found[name].story_id for name in ("0", "3", "4", "6")] == ["0", "0", "0", "3"]


def test_a_template_with_other_numbers_is_another_story():
    text = (
        "Ports shipped {} tonnes of grain in the week, of which {} were wheat and {} were maize, the harbour said. " * 2
    )
    first, second = text.format(5120, 301, 288, 1, 2, 3), text.format(6730, 455, 198, 4, 5, 6)
    assert all(story.is_original for story in stories(candidate("a", first, 0), candidate("b", second, 1)).values())


def test_a_line_that_many_pages_have_is_no_story_of_its_own():
    found = stories(*(candidate(name, "Watch the video on our site.", 0, title=name) for name in ("Peru", "Mali")))
    assert all(story.is_original for story in found.values())


def test_articles_without_words_or_dates():
    undated = ComparedArticle("u", None, None, "A report", signature_of(report(1)))
    found = stories(candidate("a", "", 0), candidate("b", "", 0), undated)
    assert sorted(found) == ["a", "b"]
    assert all(story.is_original for story in found.values())


def test_nothing_to_group():
    assert group_stories([], WINDOW) == []


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), max_size=25), st.randoms(use_true_random=False))
def test_neither_order_nor_far_away_articles_matter(made, dice):
    everything = [
        candidate(f"{n:02}", "", day)._replace(signature=signature(seed)) for n, (seed, day) in enumerate(made)
    ]
    whole = group_stories(everything, WINDOW)
    dice.shuffle(everything)
    assert group_stories(everything, WINDOW) == whole
    known = {}
    for day in sorted({story.published_date for story in whole}):
        near = [c for c in everything if timedelta(0) <= day - c.published_date <= WINDOW]
        of_day = [story for story in whole if story.published_date == day]
        for found in (group_stories(near, WINDOW), group_stories(near, WINDOW, known)):
            assert [story for story in found if story.published_date == day] == of_day


def test_a_thousand_copies_of_one_text_are_one_story():
    found = stories(*(candidate(f"{n:04}", report(1), n % 4) for n in range(1000)))
    assert {story.story_id for story in found.values()} == {"0000"}


@pytest.fixture
def compared(monkeypatch):
    """The numbers of pairs that are compared at once."""
    counted = []

    def count(sketches, earlier, later):
        counted.append(len(earlier))
        return compare(sketches, earlier, later)

    monkeypatch.setattr("dyadwire.transforms.text.copies.stories.compare", count)
    return counted


def test_dates_that_are_known_are_not_compared_again(compared):
    known = {}
    articles = [candidate(f"{day}", report(1), day) for day in range(4)]
    group_stories(articles[:3], WINDOW, known)
    assert sum(compared) == 3  # each with each
    group_stories(articles, WINDOW, known)
    assert sum(compared) == 6  # the last with those before it
    assert sorted(known) == [article.published_date for article in articles]


def test_a_text_that_thousands_of_pages_have_is_compared_once_a_day(compared):
    found = stories(*(candidate(f"{n:04}", report(1), n % 3, title=f"Page {n}") for n in range(3000)))
    assert {story.story_id for story in found.values()} == {"0000"}
    assert sum(compared) == 3  # the three dates with one another


def test_what_copies_a_repeated_text_belongs_to_its_first():
    trimmed = report(1).rpartition("The ")[0]
    found = stories(*(candidate(name, report(1), 0, 8 + n) for n, name in enumerate("abc")), candidate("d", trimmed, 1))
    assert [story.story_id for story in found.values()] == ["a"] * 4


def test_signatures_are_stored_and_stay_what_they_are():
    """A lake compares new signatures with old ones: other values would split its stories."""
    digest = sha256(signature_of(report(1, 300))).hexdigest()
    assert digest[:16] == "d704e9a74f15b218"


@given(st.text(max_size=400))
def test_any_text_has_a_signature_or_none(text):
    first = signature_of(text, ("Reuters",))
    assert first == signature_of(text, ("Reuters",))
    assert first is None or 166 <= len(first) <= 294


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("LIMA, 3 May (AP) - Peru won.", "Peru won."),
        ("LIMA – Peru won – twice.", "Peru won – twice."),
        ("Peru won. It – a surprise – lasted.", "Peru won. It – a surprise – lasted."),
        ("Peru won. (Reporting by A. Diaz)", "Peru won. "),
    ],
)
def test_datelines_and_bylines_are_no_part_of_the_body(text, body):
    assert body_of(text) == body


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("LIMA (Reuters) - Peru won.", True),
        ("Peru won.\n\nSource: Reuters", True),
        ("Peru won. – Reuters", True),
        ("Reuters was sold to a Peruvian.", False),
        ("Peru won. " * 50 + "It was (Reuters) said. " + "Peru won. " * 50, False),
    ],
)
def test_credits_stand_at_an_edge_of_the_text(text, credited):
    assert bool(credit_of(text, ("AP", "Reuters"))) is credited


def test_anchors_are_names_and_numbers_that_tell_something():
    assert set(anchors_of("On Monday Peru paid 1,200 soles.")) == set(
        anchors_of("It was 1200 that Peru gave in 2024, 3 times.")
    )
