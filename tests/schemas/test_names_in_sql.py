"""A macro that is asked for what there is none of, by a name, a confidence or a period, is an error."""

from pathlib import Path

import duckdb
import pytest

from dyadwire.pipelines.ask.questions.figures import KINDS
from dyadwire.schemas.topics import TOPICS
from dyadwire.schemas.views import views_sql
from tests.pipelines.lakes import small_lake, write_lake

OF_NONE = "since := '2026-03-02', until := '2026-03-01'"
AFTER = "no such period: 2026-03-02 is after 2026-03-01"
LANGUAGE = "no such languages: en, english; there are ISO 639-1 codes of two small letters"
LIKELY = "no such confidence: 90; there are numbers from 0 to 1"
FIGURES = (
    ("of_topic := 'trad'", f"no such topic: 'trad'; there are {', '.join(TOPICS)}"),
    ("of_kind := 'monney'", f"no such kind of figures: 'monney'; there are {', '.join(KINDS)}"),
    ("in_state := 'Reportd'", "no such state of figures: 'Reportd'; there are reported, expected"),
    ("at_confidence := 90", LIKELY),
)
PAIRED = ("articles_of", "evidence", "people_of", "outlet_coverage", "acts_of", "figures_of", "figure_trend")
ALL = ("top_dyads", "network", "collection", "outlet_days_asked", "undated_dyads", "dyad_days_in", "movers")
ACTS = (
    "top_acts()", "act_network()", "acts_counted()", "act_movers()", "act_trend('BRA-PER')",
    "act_trend_of('PER')",    "acts_counted_of('BRA-PER')", "counted_acts_of('BRA-PER')",
    "counted_acts_of_side('PER')",
)  # fmt: skip
ASKED = [
    *((f"{macro}('BRA-PER', {asked})", told) for macro in ("figures_of", "figure_trend") for asked, told in FIGURES),
    *((f"{macro}('BRA-PER', languages := ['en', 'english'])", LANGUAGE) for macro in PAIRED),
    *((f"{macro}(languages := ['en', 'english'])", LANGUAGE) for macro in ALL),
    *((f"{macro}('BRA-PER', {OF_NONE})", AFTER) for macro in (*PAIRED, "coverage", "act_trend", "counted_acts_of")),
    *((f"{macro}({OF_NONE})", AFTER) for macro in ("calendar", "top_dyads", "network", "collection", "top_acts")),
    *((f"{call[:-1]}{', ' * (call[-2] != '(')}at_confidence := 90)", LIKELY) for call in ACTS),
    *((f"{macro}('BRA-PER')", "no such country or bloc: 'BRA-PER'")
      for macro in ("act_trend_of", "acts_of_side", "counted_acts_of_side")),
    ("acts_of_side('BRA', languages := ['en', 'english'])", LANGUAGE),
    (f"acts_of_side('BRA', {OF_NONE})", AFTER),
    *((f"acts_of('{pair}')", f"no such pair: '{pair}'") for pair in ("CHN", "CHN-XXX", "China-Russia")),
    *((f"{call}{asked})", told) for call in ("collection(", "coverage_between('BRA', 'PER', ") for asked, told in (
        ("outlet_countries := ['France']", "no such countries: France; there are ISO codes in capitals"),
        ("outlet_countries := [NULL]", "no such countries: ; there are"),
        ("outlet_countries := ['BRA', NULL]", "no such countries: BRA; there are"),
        ("outlets := ['none.example']", "no such outlets: none.example; SELECT DISTINCT outlet FROM outlet_days"),
        ("outlets := [NULL]", "no such outlets: ; SELECT"))),
    *((f"{call}{asked})", told) for call in ("calendar(", "coverage_between('BRA', 'PER', ", "coverage('BRA-PER', ",
                                            "acts_of('BRA-PER', ", "top_dyads(", "movers(", "act_movers(")
      for asked, told in (("until := '9999-12-31'", "9999-12-31 is no date to ask of: name one from 1900-01-01 to"),
                          ("until := '1899-12-31'", "1899-12-31 is no date to ask of"),
                          ("until := 'infinity'", "infinity is no date to ask of"))),
    *((f"{macro}('BRA-PER', at_least := '{amount}'::DOUBLE)", f"no such amount: {amount}")
      for macro in ("figures_of", "figure_trend") for amount in ("nan", "inf")),
    *((f"{macro}({asked} := {number})", f"no such number of {asked}: {number}; there are 1, 2, 3")
      for macro in ("movers", "act_movers")
      for asked, number in (("days", 0), ("days", -7), ("weeks", 0), ("days", 1.5))),
    *((f"{macro}(minimum := {number})", f"no such number of originals or acts: {number}; there are 1, 2, 3")
      for macro in ("movers", "act_movers") for number in (-1, 0)),
    *((f"{macro}(minimum := {number})", f"no such number of {what}: {told}; there are 1, 2, 3")
      for macro, what in (("network", "articles"), ("act_network", "acts"), ("movers", "originals or acts"))
      for number, told in ((-1, "-1"), (0, "0"), (1.5, "1.5"), ("'nan'::DOUBLE", "nan"), (1e30, "1e+30"))),
    *((f"{macro}({asked} := {number})", f"no such number of {asked}: {number}; there are 1, 2, 3")
      for macro in ("movers", "act_movers")
      for asked, number in (("days", 2147483648), ("weeks", 999999999))),
    *((f"{macro}('BRA-PER', period_from := '2030-01-01', period_to := '2020-01-01')",
       "no such period: 2030-01-01 is after 2020-01-01") for macro in ("figures_of", "figure_trend")),
    *((asked, "no such country or bloc: ''") for asked in (
        "articles_between('', 'BRA')", "articles_between('BRA', '')", "paired_articles('', 'BRA')",
        "named_articles('')", "members('')")),
    *((f"top_dyads(languages := {none})", "no such languages: ") for none in ("['']", "[NULL]", "['en', NULL]")),
    *((f"{macro}('BRA-PER', {side} := 'CHN')", "no side of BRA-PER: 'CHN'")
      for macro in ("figures_of", "figure_trend") for side in ("from_origin", "to_destination")),
    *((f"figures_of('{pair}', from_origin := '{place}')", f"no side of {pair}: '{place}'")
      for pair, place in (("CHN-EU:members", "USA"), ("CHN-EU:members", "EU"), ("eu:members-chn", "QUAD:members"))),
    ("coverage_between('BRA', 'BRA')", "no such pair: 'BRA-BRA'"),
    ("coverage_between(NULL, 'BRA')", "no such country or bloc: ''"),
]  # fmt: skip


def opened(lake: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})  # more would take longer to share a small lake
    connection.execute(f"SET VARIABLE lake = '{lake}'")
    connection.execute(views_sql())
    return connection


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> list[duckdb.DuckDBPyConnection]:
    """Open a lake without a row and one with articles of other pairs."""
    folder = tmp_path_factory.mktemp("lakes")
    return [opened(write_lake(folder / "empty", {})), opened(small_lake(folder / "small"))]


@pytest.mark.parametrize(("asked", "told"), ASKED)
def test_what_there_is_none_of_is_an_error_in_every_lake(
    lakes: list[duckdb.DuckDBPyConnection], asked: str, told: str
) -> None:
    for connection in lakes:
        with pytest.raises(duckdb.Error) as refused:
            connection.execute(f"SELECT count(*) FROM {asked}").fetchall()
        assert told in str(refused.value)


def test_every_name_there_is_may_be_asked_in_any_case(lakes: list[duckdb.DuckDBPyConnection]) -> None:
    for column, names in enumerate(((*TOPICS, "Trade"), (*KINDS, "Money"), ("reported", "expected", "Expected"))):
        for name in names:
            asked = ["NULL"] * column + [f"'{name}'"] + ["NULL"] * (2 - column)
            assert lakes[0].execute(f"SELECT are_of_figures({', '.join(asked)})").fetchone() == (True,)


@pytest.mark.parametrize(
    ("macro", "pair", "name"),
    [
        ("coverage", "'BRA-PER', ", '"by"'), ("act_trend", "'BRA-PER', ", '"by"'), ("network", "", "minimum"),
        ("act_network", "", "minimum"), ("movers", "", "days"), ("movers", "", "weeks"), ("movers", "", "minimum"),
    ],
)  # fmt: skip
def test_null_asks_for_what_is_asked_where_nothing_is_said(
    lakes: list[duckdb.DuckDBPyConnection], macro: str, pair: str, name: str
) -> None:
    null, unsaid = f"FROM {macro}({pair}{name} := NULL)", f"FROM {macro}({pair.removesuffix(', ')})"
    for connection in lakes:
        assert connection.execute(null).fetchall() == connection.execute(unsaid).fetchall()


@pytest.mark.parametrize(
    "asked",
    [
        *(f"figures_of('BRA-PER', at_confidence := {least})" for least in (0, 1, 0.5, "NULL")),
        *(f"figures_of('BRA-PER', at_least := {least})" for least in (0, -1, 1e300, "NULL")),
        *(f"articles_of('BRA-PER', languages := {asked})" for asked in ("['el']", "['el', 'en']", "[]")),
        *(f"outlet_days_asked({asked} := [])" for asked in ("outlets", "outlet_countries")),
        "outlet_days_asked(outlet_countries := ['VUT'])",
        "top_dyads(since := '2026-03-01', until := '2026-03-01', languages := ['el'])",
        "top_dyads(since := '2199-12-31')",
        "top_dyads(until := '1900-01-01')",
        "movers(until := '1990-01-01', languages := ['en'])",
        "act_movers(until := '1990-01-01')",
        "acts_of('eu:members-bra')",
    ],
)
def test_what_there_could_be_is_no_error(lakes: list[duckdb.DuckDBPyConnection], asked: str) -> None:
    for connection in lakes:
        assert connection.execute(f"SELECT count(*) FROM {asked}").fetchall() == [(0,)]
