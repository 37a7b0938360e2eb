"""A text that is one sentence is looked at near each name alone: what is read of it grows with its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.countries import find_countries
from dyadwire.transforms.text.decide.figures import fields
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.figures import reading
from dyadwire.transforms.text.people.find.passages import FoldedPassage, make_passages


def passage_of(text: str) -> FoldedPassage:
    document = read_document(text, "")
    lexicon = load_lexicon()
    return make_passages(document, find_countries(document, lexicon), lexicon)[0]


def test_of_many_quotations_only_those_near_a_name_are_looked_at() -> None:
    text = "“Minister Dovic Tarin,” " * 20_000
    passage = passage_of(text)
    assert len(passage.sentences) == 1
    for end in range(10_000, len(text), 40_000):
        near = passage.quoted(0, end - 1000, end)
        assert 40 < len(near) < 50
        assert all(text[start] == "“" for start, _ in near)
        assert end - 1000 - len("“Minister Dovic Tarin,” ") < near[0][0] < near[-1][1] <= end


def test_what_a_currency_is_of_is_looked_for_among_the_countries_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, attach = set(), reading.attach_currency
    monkeypatch.setattr(reading, "attach_currency", lambda *given: asked.add(given[3]) or attach(*given))
    found = extract("China sold Australia goods for $20 million and " * 300, load_lexicon())
    assert len(found.figures) == 300
    assert asked == {("CHN", "AUS")}


def test_behind_more_figures_than_news_has_only_values_and_units_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "MOST_OF_ARTICLE", 5)
    found = extract("China's exports rose 4 percent to $20 million.\n" * 6, load_lexicon()).figures
    assert [figure.unit for figure in found] == ["%", "USD"] * 6
    assert [bool(figure.measure) for figure in found] == [True] * 6 + [False] * 6


@given(st.text('ab"“”', min_size=1, max_size=40), st.data())
def test_what_is_quoted_near_a_place_is_so_from_the_beginning(text: str, data: st.DataObject) -> None:
    start, floor, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(3))
    passage = FoldedPassage(
        text, text, False, False, (), (), (), (), tuple(n for n, sign in enumerate(text) if sign in '"“”')
    )
    marks = [at for at in passage.marks if start <= at < end]
    whole = [(one, other) for one, other in zip(marks[::2], [*marks[1::2], end], strict=False)]
    assert passage.quoted(start, floor, end) == [each for each in whole if each[1] >= floor or each[0] >= floor]
