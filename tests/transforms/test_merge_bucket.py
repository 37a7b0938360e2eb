from datetime import date

from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.records import Article, ArticleDyad
from dyadwire.schemas.settled_records import Story
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.write.merge_bucket import merge_tables, split_by_month
from dyadwire.transforms.write.row_order import unique_rows
from tests.transforms.written import article


def dyad(day, salience, sentence):
    return ArticleDyad("a1", "r", day, "CHN", "RUS", salience, 0.2, 1, 1, False, sentence)


def merge(articles, dyads):
    return merge_tables({"articles": to_table(Article, articles), "article_dyads": to_table(ArticleDyad, dyads)})


def test_all_revisions_take_the_date_of_the_first():
    later = article(1, date(2026, 12, 1), revision="s")
    merged = merge_tables({"articles": to_table(Article, [later, article(1)])})["articles"]
    assert set(merged["published_date"].to_pylist()) == {date(2026, 11, 3)}


def test_undated_rows_go_to_the_unknown_month():
    rows = to_table(Article, [article(1, None), article(2)])
    assert [month for month, _ in split_by_month(rows, TABLES["articles"])] == ["2026-11", "unknown"]


def test_each_key_is_kept_once_the_smallest_row_first():
    rows = to_table(
        Story, [("b", date(2026, 11, 1), "b", True, None), ("a", None, "z", True, None), ("a", None, "c", True, None)]
    )
    assert unique_rows(rows, TABLES["stories"])["story_id"].to_pylist() == ["c", "b"]


def test_rows_of_one_candidate_alone_stay_where_dates_differ():
    first, second = date(2026, 11, 3), date(2026, 11, 4)
    merged = merge([article(1, second), article(1, first)], [dyad(second, 0.1, 0), dyad(first, 0.9, 5)])
    assert merged["articles"]["published_date"].to_pylist() == [first]
    assert merged["article_dyads"]["salience"].to_pylist() == [0.9]


def test_a_dated_candidate_wins_over_an_undated_one():
    day = date(2026, 11, 3)
    merged = merge([article(1, None), article(1, day)], [dyad(None, 0.1, 0), dyad(day, 0.9, 5)])
    assert merged["articles"]["published_date"].to_pylist() == [day]
    assert merged["article_dyads"]["salience"].to_pylist() == [0.9]


def test_rows_of_a_later_revision_take_the_date_of_the_first():
    later = date(2026, 12, 1)
    rows = [dyad(later, 0.5, 1)._replace(revision="s"), dyad(date(2026, 11, 3), 0.4, 2)]
    merged = merge([article(1, later, revision="s"), article(1)], rows)
    assert merged["article_dyads"].num_rows == 2
    assert set(merged["article_dyads"]["published_date"].to_pylist()) == {date(2026, 11, 3)}
