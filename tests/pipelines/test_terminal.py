"""What a terminal of any width shows: whole numbers, or none."""

import io

import pytest

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.printing import show

COUNTS = tuple(f"count_{n}" for n in range(9))
LARGE = [tuple(123_456_789 + n for n in range(9))]


def printed(answer: Answer, monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    show(answer, "table", out)
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_a_number_is_never_cut(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = printed(Answer(COUNTS, LARGE), monkeypatch, width)
    assert [f"{value:,}" in lines for value in LARGE[0]] == [True] * 9
    assert max(map(len, lines.splitlines())) <= max(width, len("count_0  123,456,789"))


@pytest.mark.parametrize(("width", "lines"), [(0, 1), (1, 2), (20, 2)])
def test_a_terminal_of_no_width_is_of_the_usual_one(monkeypatch: pytest.MonkeyPatch, width: int, lines: int) -> None:
    text = printed(Answer(("n",), [(123,)], title="A title of three words"), monkeypatch, width)
    assert " ".join(text.split()).startswith("A title of three words n")
    assert text.splitlines()[lines].split() == ["n"]


def test_rows_too_wide_for_the_terminal_are_blocks_of_named_values(monkeypatch: pytest.MonkeyPatch) -> None:
    text = printed(Answer(COUNTS, [*LARGE, LARGE[0]]), monkeypatch, 60)
    assert text.count("count_8  123,456,797") == 2  # of SQL, as it was asked for
    question = Answer(COUNTS, LARGE, title="Counts")
    assert "count 8  123,456,797" in printed(question, monkeypatch, 60)


def test_many_rows_too_wide_for_the_terminal_are_some_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("outlet", *COUNTS)
    rows = [(f"{letter}-paper-of-30-letters.example", *LARGE[0]) for letter in "abc"]
    text = printed(Answer(columns, rows), monkeypatch, 100)
    assert max(map(len, text.splitlines())) <= 100
    assert text.count("-paper-of-30-letters.example") == 3 * 2  # two tables, each with the first column
    assert text.count("123,456,797") == 3
    twice = printed(Answer(columns, [*rows, rows[0]]), monkeypatch, 100)  # blocks: whose a count is must be told
    assert twice.count("-paper-of-30-letters.example") == 4
    assert "count_8  " in printed(Answer(columns, [("a", *row) for row in 3 * LARGE]), monkeypatch, 30)  # blocks


@pytest.mark.parametrize("width", range(95, 130, 5))
def test_no_text_is_cut_where_columns_differ_in_what_they_need(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    call = "figures_that_are_of_sides_asked_for( tied, of_topic := NULL, of_measure := NULL, of_kind := NULL)"
    words = [f"word{n}" for n in range(60)]
    rows = [(call, "published_at_origin", "list<item: string> not null", " ".join(words))]
    rows += [("articles", "url", "string", "one")] * 2
    text = printed(Answer(("table", "column", "type", "description"), rows), monkeypatch, width)
    assert max(map(len, text.splitlines())) <= width
    assert set(words) <= set(text.split())


def test_only_names_are_parted_in_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = printed(Answer(("count_star()", "first_date"), [(60, "2026-08-03")]), monkeypatch, 80).splitlines()
    assert lines[1].split() == ["count_star()", "date"]


def test_no_word_is_broken_for_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(("role", "articles"), [("former prime minister of all", 3)], title="People", bar="articles")
    last = printed(answer, monkeypatch, 46).splitlines()[-1]
    assert last.startswith("former prime minister of all")
    assert 4 <= last.count("█") < 18


def test_no_table_of_dashes_alone_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    columns, gap = ("period", "articles", "collected_days"), (None, 0)
    answer = Answer(columns, [("2026-03-01", *gap)], title="Articles", notes=("Nothing was collected.",))
    assert printed(answer, monkeypatch, 80).splitlines() == ["Articles", "Nothing was collected."]


def test_names_are_broken_at_words_before_rows_become_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("full_name", "role", "articles", "mentions", "outlets")
    people = [("Xi Jinping", "president", 31, 62, 9), ("Wendy Sherman", "deputy secretary", 2, 2, 1)]
    answer = Answer(columns, people, title="People", bar="articles")
    for width in (70, 60, 50):
        text = printed(answer, monkeypatch, width)
        assert max(map(len, text.splitlines())) <= width
        assert text.count("articles") == text.count("outlets") == 1  # a table, with one heading
    assert "Wendy" in text
    assert "Wendy Sherman" not in text
    assert printed(answer, monkeypatch, 40).count("articles") == 2  # a block a row


def test_the_bar_gives_way_before_a_column_does(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(("day", "articles"), [("2026-03-01", 8), ("2026-03-02", 4)], bar="articles")
    bars = [printed(answer, monkeypatch, width).splitlines()[-1].count("█") for width in (80, 30, 22)]
    assert bars == [9, 4, 0]


def test_what_was_not_collected_is_a_dash_in_every_column_and_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("period", "articles", "share", "collected_days")
    gap, nothing = ("2026-03-01", None, None, 0), ("2026-03-02", 0, None, 1)
    both = printed(Answer(columns, [gap, nothing]), monkeypatch, 80).splitlines()
    assert [line.split() for line in both[-2:]] == [["2026-03-01", "–", "–", "0"], ["2026-03-02", "0", "1"]]
    alone = printed(Answer(columns, [gap]), monkeypatch, 80).splitlines()
    at = alone[-1].index("–")
    assert any(line[at - 7 : at + 1] == "articles" for line in alone)


def test_a_share_is_a_percentage_wherever_its_name_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = ("share", "share_before", "originals_share", "shared_by")
    last = printed(Answer(shares, [(0.25, 0.5, None, 3)]), monkeypatch, 80).splitlines()[-1]
    assert last.split() == ["25.0%", "50.0%", "3"]
