"""What other languages compare a figure with, said in English."""

import pytest

from dyadwire.pipelines.ask import figure_wording


@pytest.mark.parametrize(("value", "said"), [("", "on a year earlier"), ("month", "on a month earlier")])
def test_what_came_before_keeps_its_unit(monkeypatch, value, said):
    rows = [
        {"forms": "yüz|su base X", "kind": "year_earlier", "value": value},
        {"forms": "X", "kind": "same", "value": ""},
    ]
    figure_wording._earlier_abroad.cache_clear()
    monkeypatch.setattr(figure_wording, "lexicon_rows", lambda table: iter(rows))
    try:
        assert figure_wording.base_of({"baseline_text": "Su base X"}) == said
        assert figure_wording.base_of({"baseline_text": "X"}) == "compared with X"
    finally:
        figure_wording._earlier_abroad.cache_clear()


def test_what_the_lexicon_compares_with_a_month_is_not_said_of_a_year():
    assert figure_wording.base_of({"baseline_text": "전월 대비"}) == "on a month earlier"
    assert figure_wording.base_of({"baseline_text": "环比"}) == "on the period before"
    assert figure_wording.base_of({"baseline_text": "同比"}) == "on a year earlier"
