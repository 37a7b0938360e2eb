"""The report page as text: what it says, and that text from outside stays text (see also tests/browser)."""

import base64
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.ask.wording import likely as likely_told
from dyadwire.pipelines.ask.wording import period_name, pieces
from dyadwire.pipelines.commands import articles, evidence
from dyadwire.pipelines.commands.report import command
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.pages import report
from dyadwire.pipelines.pages.report import write_report
from dyadwire.pipelines.pages.report_figures import by_passage
from tests.pipelines.asking import PAIR
from tests.pipelines.lakes import Newsdesk, busy_lake, hostile_lake, write_lake
from tests.pipelines.web_pages import Page

pytestmark = pytest.mark.usefixtures("kept_open")


@pytest.mark.parametrize(("role", "written", "tags"), [("change", "up 5 percent", []), ("level", "5 percent", ["up"])])
def test_a_rise_by_an_amount_is_told_from_a_rise_to_it(role: str, written: str, tags: list[str]) -> None:
    told = dict.fromkeys(("first_date", "title", "text", "url", "measure", "qualifier", "state", "per", "confidence"))
    when = dict.fromkeys(("period_start", "period_end", "baseline_text"))
    row: dict[str, Any] = told | when | {"outlet": "a.example", "outlets": 1}
    row |= {"surface": "5 percent", "kind": "percent", "unit": "%", "direction": "up", "role": role}
    (passage,) = by_passage([row], 1)["passages"]
    (figure,) = passage["figures"]
    assert (figure["surface"], figure["tags"]) == (written, tags)


def written(lake: Path, target: Path, *words: str) -> Page:
    ran = CliRunner().invoke(command, [*words, "--lake", str(lake), "-o", str(target)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return Page(target.read_text(encoding="utf-8"))


def told(page: Page) -> str:
    return " ".join(" ".join(page.text).split())


@pytest.fixture(scope="module")
def page(lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return written(lake, tmp_path_factory.mktemp("report") / "report.html", *PAIR)


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of one article, with a figure that is tied to no pair; its date was collected."""
    folder, day = tmp_path_factory.mktemp("lone"), date(2026, 3, 1)
    desk = Newsdesk()
    desk.collect("wire.example", [day])
    desk.article("a", day, "wire.example", ["CHN-RUS"], text="Russia and China spoke about gas.")
    desk.add("figures", article_id="a", revision="r1", published_date=day, kind="count", value=2.0)
    lake = desk.write(folder / "lake")
    assert UNTIED not in told(written(lake, folder / "likely.html", *PAIR, "--confidence", "0.5"))
    return written(lake, folder / "report.html", *PAIR)


UNTIED = "1 more figure in original articles about the pair is tied to no pair."


def test_the_page_says_what_the_lake_holds(page: Page) -> None:
    for said in (
        "6 of 9 articles analysed are about this pair, 2026-03-01 to 2026-03-14 and undated: 5 originals and 1 copy,",
        "Collected: 12 of 14 days, from 2 outlets;",
        "66.7%",
        "$240 billion",
        "5 percent",
        "Vladimir Putin",
        "signed a gas deal on Monday.",
    ):
        assert said in told(page), re.findall(r"first [0-9]+ of [0-9]+|report, of [0-9]+ figures", told(page))


def test_a_figure_is_told_with_what_it_must_not_be_quoted_without(tmp_path: Path) -> None:
    desk = Newsdesk()
    text = "Trade of $90 billion in 2025 is to reach a target of $300 billion in 2030, more than in any year before."
    desk.article("a1", date(2026, 3, 1), "daily.example", ["CHN-RUS"], text=text)
    figure: dict[str, Any] = {"article_id": "a1", "revision": "r1", "published_date": date(2026, 3, 1), "role": "level"}
    figure |= {"kind": "money", "country_a": "CHN", "country_b": "RUS", "measure": "Trade", "per": "year"}
    for surface, value, year, more in (
        ("$300 billion", 3e11, 2030, {"qualifier": "target", "baseline_text": "than in any year before"}),
        ("$90 billion", 9e10, 2025, {}),
    ):
        period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        desk.add("figures", **figure, **period, **more, surface=surface, value=value, start_char=text.index(surface))
    page = written(desk.write(tmp_path / "lake"), tmp_path / "report.html", *PAIR)
    said = "$90 billion a year trade 2025 $300 billion a year trade target 2030 compared with any year before"
    assert said in told(page)


@pytest.mark.parametrize("dated", [0, 2])
def test_sentences_of_undated_articles_are_among_those_left_out(tmp_path: Path, dated: int) -> None:
    desk = Newsdesk()
    for n, day in enumerate([date(2026, 3, 1)] * dated + [None] * 3):
        desk.article(f"a{n}", day, "a.example", ["CHN-RUS"], text="China and Russia signed a treaty.")
    with connect(desk.write(tmp_path / "lake")) as connection:
        page = Page(write_report(connection, read_pair(("Russia", "China")), limit=1))
        every = len(rows(connection, "FROM evidence('CHN-RUS')")[1])
    assert every == dated + 3
    assert f"The newest 1 of {every} sentences: the lake" in told(page)


@pytest.mark.parametrize("pair", [("Russia", "China"), ("Russia", "EU:members")])
def test_what_the_page_leaves_out_is_counted(tmp_path: Path, pair: Any) -> None:
    lake = busy_lake(tmp_path / "lake", days=10)
    subject = read_pair(pair)
    with connect(lake) as connection:
        page = Page(write_report(connection, subject, limit=1))
        held = len(rows(connection, "FROM evidence($dyad)", dyad=subject.code)[1])
    assert held > 2
    assert f"The newest 1 of {held} sentences: the lake that this page was made of has all" in told(page)


def test_gaps_are_drawn_as_gaps(page: Page) -> None:
    rects = [attributes["class"] for attributes in page.all("rect")]
    assert rects.count("gap") == 6  # two dates in each chart
    assert rects.count("original") == 4
    assert rects.count("copy") == 1
    assert "A grey period was not collected" in told(page)


def test_a_page_without_a_gap_tells_of_none(lone: Page) -> None:
    assert "grey period" not in told(lone)


def test_figures_tied_to_no_pair_are_told_where_all_figures_are(lone: Page) -> None:
    assert UNTIED in told(lone)


def test_every_date_is_in_the_table(page: Page) -> None:
    assert page.text.count("not collected") >= 2


def test_the_policy_allows_the_page_s_own_code_and_nothing_else(page: Page) -> None:
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        digest = base64.b64encode(hashlib.sha256(page.code[tag].encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


def test_nothing_is_loaded_and_nothing_styled_or_run_inline(page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("img", "link", "iframe", "object", "embed", "base")
        assert not {"src", "style"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in page.code["style"]
    assert not re.search(r"fetch|XMLHttp|import\(|innerHTML|eval", page.code["script"])


def test_text_from_outside_stays_text(tmp_path: Path) -> None:
    page = written(hostile_lake(tmp_path / "lake"), tmp_path / "report.html", *PAIR)
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert {link["href"] for link in page.all("a")} == {"#content", "#on-2026-03-01"}
    text = "".join(page.text)
    assert "<script>alert(1)</script>" in text
    assert not set(text) & set("\x00\x1b\u202e")


@pytest.mark.slow
def test_a_page_for_every_pair_and_an_index(tmp_path: Path) -> None:
    written_to = tmp_path / "pages"
    lake = busy_lake(tmp_path / "lake", days=30)
    ran = CliRunner().invoke(command, ["--all", "--minimum", "30", "--lake", str(lake), "-o", str(written_to)])
    assert ran.exit_code == 0, ran.output
    index = Page((written_to / "index.html").read_text(encoding="utf-8"))
    links = {link["href"] for link in index.all("a")}
    assert links - {"#content"} == {file.name for file in written_to.iterdir()}
    assert {"movers.html", "network.html"} <= links
    assert "CHN-RUS.html" in links
    pair = Page((written_to / "CHN-RUS.html").read_text(encoding="utf-8"))
    assert "index.html" in {link["href"] for link in pair.all("a")}


def test_pairs_of_too_few_articles_for_a_page_are_counted(lake: Path, tmp_path: Path) -> None:
    written_to = tmp_path / "pages"
    ran = CliRunner().invoke(command, ["--all", "--minimum", "99", "--lake", str(lake), "-o", str(written_to)])
    told_of = "4 pairs of fewer than 99 articles have no page"
    assert f"wrote 0 pages and {written_to / 'index.html'}; {told_of}, --minimum takes fewer" in ran.stderr
    assert f"{told_of}." in told(Page((written_to / "index.html").read_text(encoding="utf-8")))


def test_a_period_of_which_nothing_is_known_is_not_drawn_as_none(lake: Path, tmp_path: Path) -> None:
    page = written(lake, tmp_path / "later.html", *PAIR, "--since", "2199-01-01")
    assert "Nothing collected then, so that nothing is known of this pair: no coverage would be 0." in told(page)
    assert "0 articles" not in told(page)
    assert list(page.all("svg")) == []


def test_the_number_of_days_says_how_many_are_in_part(tmp_path: Path) -> None:
    desk = Newsdesk()
    days = [date(2026, 3, n) for n in range(1, 5)]
    desk.collect("daily.example", days[:3], how="partial")
    desk.collect("daily.example", days[3:])
    desk.article("a", days[0], "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")

    def head(*period: str) -> list[str]:
        return written(lake, tmp_path / "page.html", *PAIR, *period).text

    assert "days collected, 3 in part" in head()
    assert "days collected, all in part" in head("--until", "2026-03-03")
    assert "days collected" in head("--since", "2026-03-04")


def test_one_page_alone_leads_to_no_index(page: Page) -> None:
    assert "index.html" not in {link["href"] for link in page.all("a")}


def test_the_articles_of_a_count_are_listed_by_its_period(page: Page) -> None:
    sections = [section["id"] for section in page.all("section") if section.get("class") == "group" and "id" in section]
    assert sections == [f"on-2026-03-{day:02}" for day in (10, 8, 3, 1)]
    assert {f"#{name}" for name in sections} <= {link["href"] for link in page.all("a")}
    text = " ".join(" ".join(page.text).split())
    assert "Without a date, in no chart b1 daily.example · salience" in text
    assert "1 of them has no date: it is in no chart, but in the lists below." in text
    assert "https://wire.example/a1" in {link["href"] for link in page.all("a")}


def test_articles_that_a_page_has_no_room_for_are_told(lake: Path, tmp_path: Path) -> None:
    page = written(lake, tmp_path / "report.html", *PAIR, "--limit", "2")
    assert "The newest 2 of 6 articles: the lake that this page was made of has all, and" in told(page)
    assert len([section for section in page.all("section") if section.get("class") == "group"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("likely", "least", "fewest", "one"), [((), "NULL", 1, "0.6"), (("--confidence", "0"), "0", 5, "0.4")]
)
def test_acts_are_listed_once_each_as_the_chart_counts_them(
    demo: tuple[Path, Any], likely: tuple[str, ...], least: str, fewest: int, one: str, tmp_path: Path
) -> None:
    page = written(demo[0], tmp_path / "report.html", *PAIR, "--limit", "1000", *likely)
    listed = [item for item in page.all("li") if "data-class" in item]
    with connect(str(demo[0])) as connection:
        columns, found = rows(connection, f"FROM act_trend('CHN-RUS', at_confidence := {least})")
        counted = f"counted_acts_of('CHN-RUS', at_confidence := {least})"
        _, shown = rows(
            connection, f"SELECT text, url, code, act_class, confidence FROM {counted} WHERE period_text IS NULL"
        )
    for side in ("cooperation", "conflict"):
        counts = {str(row[0]): row[columns.index(side)] for row in found if row[columns.index(side)]}
        of_side = [item["data-period"] for item in listed if str(item["data-class"]).endswith(side)]
        assert {period: of_side.count(period) for period in of_side} == counts
        assert [rect["class"] for rect in page.all("rect")].count(side) == len(counts) > fewest
    assert {item["id"] for item in listed if "id" in item} == {f"acts-on-{item['data-period']}" for item in listed}
    assert f"China → Russia COOPERATE material cooperation likely {one}" in told(page)
    assert re.search(r"2026-09-23 meridian-wire\.example, and \d more outlets; \d+ sentences\. ", told(page))
    for text, url, code, act_class, confidence in shown[:3]:
        assert f"{code} {act_class} {likely_told({'confidence': confidence})}" in told(page)
        assert text in told(page)
        assert page.linked(url)


def test_acts_of_some_languages_are_listed_by_sentence_and_not_counted(demo: tuple[Path, Any], tmp_path: Path) -> None:
    page = written(demo[0], tmp_path / "report.html", *PAIR, "--language", "en", "--limit", "1000")
    with connect(str(demo[0])) as connection:
        _, ((sentences,),) = rows(connection, "SELECT count(*) FROM acts_of('CHN-RUS')")
    assert len([item for item in page.all("li") if "data-class" in item]) == sentences
    assert "conflict" not in [rect["class"] for rect in page.all("rect")]
    assert "each sentence that tells one is listed" in told(page)


def test_a_page_of_articles_without_acts_says_why(demo: tuple[Path, Any], tmp_path: Path) -> None:
    page = written(demo[0], tmp_path / "report.html", *PAIR, "--language", "ru")
    assert "No act of the two is known from this period. Acts are read in English articles only." in told(page)


def test_figures_and_acts_are_those_likely_enough(demo: tuple[Path, Any], tmp_path: Path) -> None:
    page = written(demo[0], tmp_path / "report.html", *PAIR, "--confidence", "0.9", "--limit", "1000")
    with connect(str(demo[0])) as connection:
        ((acts,), (figures,)) = rows(
            connection,
            "SELECT count(*) FROM counted_acts_of('CHN-RUS', at_confidence := 0.9)"
            " UNION ALL SELECT count(*) FROM figure_trend('CHN-RUS', at_confidence := 0.9)",
        )[1]
    listed = [paragraph for paragraph in page.all("p") if paragraph.get("class") == "figure"]
    assert (len(listed), len([item for item in page.all("li") if "data-class" in item])) == (figures, acts)
    assert "Figures and acts are those alone that have a probability of 0.9 or more." in told(page)
    assert re.findall("likely 0.[0-8]", told(page)) == []


def test_all_but_the_first_rows_of_a_long_list_are_folded(demo: tuple[Path, Any], tmp_path: Path) -> None:
    written(demo[0], tmp_path / "report.html", *PAIR)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    for name, noun in (("figure-list", "sentences with figures"), ("act-list", "acts"), ("evidence", "sentences")):
        before, behind = text.partition(f'id="{name}"')[2].partition("</div>")[0].split('<details class="rest">')
        assert before.count("<li") == 10
        assert f"<summary>{behind.count('<li')} more {noun}</summary>" in behind
        assert behind.rstrip().endswith("</details>")


@pytest.mark.parametrize(("limit", "folded"), [(14, 0), (15, 5)])
def test_a_few_rows_more_are_not_folded(limit: int, folded: int, demo: tuple[Path, Any], tmp_path: Path) -> None:
    written(demo[0], tmp_path / "report.html", *PAIR, "--limit", str(limit))
    listed = (tmp_path / "report.html").read_text(encoding="utf-8").partition('id="evidence"')[2].partition("</div>")[0]
    assert listed.count("<li") == limit
    assert listed.partition('class="rest"')[2].count("<li") == folded
    assert listed.count("<details") == listed.count("</details>") == bool(folded)


@pytest.mark.slow
def test_each_list_that_is_cut_says_so_and_is_as_long_as_was_asked(demo: tuple[Path, Any], tmp_path: Path) -> None:
    page = written(demo[0], tmp_path / "report.html", *PAIR, "--limit", "3")
    for said in (
        *("The first 3 of 5 outlets: the lake", "The 3 that most outlets report, of 186 figures: the lake"),
        *("has all, and dyadwire report --limit lists more.", "The first 3 of 27 people:", "The newest 3 of "),
    ):
        assert said in told(page), re.findall(r"first [0-9]+ of [0-9]+|report, of [0-9]+ figures", told(page))
    with connect(demo[0]) as connection:
        totals = (
            "SELECT (SELECT count(*) FROM articles_of('CHN-RUS')), (SELECT count(*) FROM counted_acts_of('CHN-RUS'))"
        )
        _, ((articles, acts),) = rows(connection, totals)
    assert f"The newest 3 of {articles} articles: the lake" in told(page)
    assert f"The newest 3 of {acts} acts: the lake" in told(page)
    figures = [paragraph for paragraph in page.all("p") if paragraph.get("class") == "figure"]
    assert (len(figures), len([item for item in page.all("li") if "data-class" in item])) == (3, 3)
    whole = written(demo[0], tmp_path / "whole.html", *PAIR, "--limit", "1000")
    assert "has all, and" not in told(whole)


def test_a_date_that_is_not_known_is_not_written_none(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.article("a1", None, "daily.example", ["CHN-RUS"], text="Trade of Russia with China was $9 billion.")
    figure: dict[str, Any] = {"article_id": "a1", "revision": "r1", "published_date": None, "role": "level"}
    figure |= {"country_a": "CHN", "country_b": "RUS", "value": 9e9, "surface": "$9 billion"}
    desk.add("figures", **figure)
    page = written(desk.write(tmp_path / "lake"), tmp_path / "report.html", *PAIR)
    assert "$9 billion" in " ".join(page.text)
    assert "without a date:" in " ".join(page.text)
    assert not re.search(r"\bNone\b", " ".join(page.text[10:]).replace("None in this period", ""))


def test_an_empty_lake_makes_a_page_that_says_so(tmp_path: Path) -> None:
    page = written(write_lake(tmp_path / "lake", {}), tmp_path / "report.html", *PAIR)
    assert "No article is about the pair" in "".join(page.text)


@pytest.mark.parametrize("words", [(), ("Russia", "China", "--all")])
def test_a_pair_or_all(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(command, [*words, "-o", str(tmp_path / "x.html")])
    assert ran.exit_code == 2


def test_a_report_is_no_other_file_than_a_page(tmp_path: Path) -> None:
    ran = CliRunner().invoke(command, ["Russia", "China", "-o", str(tmp_path / "x.pdf")])
    assert str(ran.exception) == "can't write x.pdf: a report is a page and ends in .html"


@pytest.fixture
def _any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be a word, for tests that ask where they are put."""
    monkeypatch.setattr(report, "write_report", lambda *_, **__: "A page.")


@pytest.mark.usefixtures("_any_page")
def test_a_place_that_can_not_be_written_is_told(lake: Path) -> None:
    with pytest.raises(DyadwireError, match="can't write"):
        written(lake, Path("/proc/report.html"), *PAIR)


@pytest.mark.usefixtures("_any_page")
def test_a_folder_that_is_not_there_is_made_as_for_all_pages(lake: Path, tmp_path: Path) -> None:
    written(lake, tmp_path / "r1" / "deep" / "x.html", *PAIR)
    assert [path.name for path in (tmp_path / "r1" / "deep").iterdir()] == ["x.html"]


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (None, None, ""),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 9, 30), "January to September 2024"),
        (date(2024, 7, 1), date(2025, 6, 30), "July 2024 to June 2025"),
        (date(2024, 7, 4), None, "2024-07-04"),
    ],
)
def test_period_names(start: date | None, end: date | None, name: str) -> None:
    assert period_name({"period_start": start, "period_end": end}) == name


def test_marks_that_overlap_or_stray_are_skipped() -> None:
    marks = [{"start_char": s, "end_char": e, "iso3": "RUS"} for s, e in ((0, 3), (2, 5), (4, 99), (-1, 1), (3, 3))]
    assert "".join(piece for piece, _ in pieces("abcdef", marks)) == "abcdef"


def test_a_page_about_members_of_a_bloc_says_so(lake: Path, tmp_path: Path) -> None:
    page = written(lake, tmp_path / "report.html", "Russia", "EU:members")
    assert "EU:members is each country that was a member on the date" in " ".join(page.text)


def test_what_is_counted_once_is_one(lone: Page) -> None:
    for said in ("article 1", "original 1", "outlet 1"):
        assert said in told(lone)


def test_an_article_without_a_title_is_not_told_by_the_address_above_its_text(tmp_path: Path) -> None:
    desk = Newsdesk()
    text = "https://wire.example/russia-and-china\n\nRussia and China spoke about gas."
    desk.article("a", date(2026, 3, 1), "wire.example", ["CHN-RUS"], text=text)
    desk.rows["articles"] = [article._replace(title="") for article in desk.rows["articles"]]
    page = written(desk.write(tmp_path / "lake"), tmp_path / "x.html", *PAIR)
    assert "“Russia and China spoke about gas.”" in page.linked("https://wire.example/a")


def test_an_article_without_a_title_has_a_headline_on_every_page(tmp_path: Path) -> None:
    text, day = "Russia and China spoke about gas for the first time in two years.", date(2026, 3, 1)
    desk = Newsdesk()
    desk.article("a", day, "wire.example", ["CHN-RUS"], text=text)
    desk.rows["articles"] = [article._replace(title="") for article in desk.rows["articles"]]
    sides = {"country_a": "CHN", "country_b": "RUS", "measure": "gas", "surface": "two years", "value": 2.0}
    desk.add("figures", article_id="a", revision="r1", published_date=day, **sides)
    lake = desk.write(tmp_path / "lake")
    listed, address = f"“{text}”", "https://wire.example/a"
    assert written(lake, tmp_path / "x.html", *PAIR).linked(address) == [listed, address, address]
    for asked, headline in ((articles.command, f": {listed}"), (evidence.command, "")):
        ran = CliRunner().invoke(asked, [*PAIR, "--table", "--lake", str(lake)], catch_exceptions=False)
        assert f"wire.example{headline}" in " ".join(ran.output.split())
        assert ran.output.count(address) == 1
