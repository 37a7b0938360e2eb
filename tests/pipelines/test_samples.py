"""The sample newsroom holds what its plan says, and the list of real feeds is usable."""

import json
import re
import runpy
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.text.formats.opml import parse_opml
from dyadwire.transforms.text.languages import CODES
from tests.pipelines.newsroom import EXPECTED, NEWSROOM, PLAN, SAMPLES, Entry, read_newsroom
from tests.pipelines.runs import ROOT

MARKS = {
    "dalnyaya-liniya.example": "Вымышленный пример статьи.",
    "yunqiao.example": "本文为虚构的示例报道。",
}  # that no article can be taken for news, in its own language
MARK = "Invented sample article."


def published_date(entry: Entry) -> str:
    """The UTC date as the plan writes it: empty where there is none or an impossible one."""
    if entry.published is None or entry.published.startswith("9999"):
        return ""
    if entry.published[0].isdigit():
        at = datetime.fromisoformat(entry.published)
    else:
        at = datetime.strptime(entry.published, "%a, %d %b %Y %H:%M:%S %z")
    return f"{at.astimezone(UTC):%Y-%m-%d}"


def text_of(story: str) -> str:
    """The text of a story's original."""
    row = next(row for row in PLAN if row["story_group"] == story and row["is_copy"] == "no")
    entry = next(e for e in read_newsroom() if (e.outlet, e.guid) == (row["outlet"], row["guid"]))
    return "\n".join(entry.paragraphs)


def test_plan_and_feeds_agree() -> None:
    assert sorted((e.outlet, e.guid, published_date(e)) for e in read_newsroom()) == sorted(
        (row["outlet"], row["guid"], row["published_date"]) for row in PLAN
    )


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("meridian-wire.rss", "meridian-wire.example"),
        ("harbour-post.atom", "harbourpost.example"),
        ("the-lantern.json", "thelantern.example"),
    ],
)
def test_our_own_parser_reads_the_same(name: str, outlet: str) -> None:
    parsed = parse_feed((NEWSROOM / name).read_bytes(), f"https://{outlet}/feed")
    assert parsed.problem is None
    assert [(e.link, e.guid, e.title, e.content.split()) for e in parsed.entries] == [
        (e.url, e.guid, e.title, " ".join(e.paragraphs).split()) for e in read_newsroom() if e.outlet == outlet
    ]


def test_guids_addresses_and_texts_are_unique() -> None:
    entries = read_newsroom()
    assert len({e.guid for e in entries}) == len({e.url for e in entries}) == len(entries)
    assert len({e.paragraphs for e in entries}) == len(entries)


def test_every_address_belongs_to_its_outlet() -> None:
    assert all(urlsplit(e.url).scheme == "https" and urlsplit(e.url).netloc == e.outlet for e in read_newsroom())


def test_every_article_carries_its_mark_once_and_last() -> None:
    for entry in read_newsroom():
        mark = MARKS.get(entry.outlet, MARK)
        assert entry.paragraphs[-1] == mark, entry.title
        assert mark not in " ".join(entry.paragraphs[:-1]), entry.title


@pytest.mark.parametrize("name", sorted(file.name for file in NEWSROOM.iterdir() if file.name != "fetches.jsonl"))
def test_every_feed_says_that_it_is_invented(name: str) -> None:
    assert "Invented sample: every article, person and figure in this feed was made up" in (NEWSROOM / name).read_text(
        "utf-8"
    )


def length(entry: Entry) -> int:
    """The words of an article; of Chinese, two characters a word."""
    characters = sum(len(re.findall(r"[\u4e00-\u9fff]", paragraph)) for paragraph in entry.paragraphs)
    return characters // 2 or sum(len(paragraph.split()) for paragraph in entry.paragraphs)


def test_articles_have_the_length_of_news() -> None:
    words = sorted(length(entry) for entry in read_newsroom())
    assert words[0] >= 60  # the shortest are trimmed copies
    assert sum(count >= 120 for count in words) >= 140
    assert 800 <= words[-1] <= 1000


def test_totals_are_those_expected() -> None:
    assert len(PLAN) == EXPECTED["articles"]
    assert sum(row["analysed"] == "yes" for row in PLAN) == EXPECTED["analysed"]
    assert sum(row["published_date"] == "" for row in PLAN) == EXPECTED["undated"]
    assert sum(row["is_copy"] == "yes" for row in PLAN) == EXPECTED["copies"]
    assert len({row["story_group"] for row in PLAN}) == EXPECTED["stories"]
    dated = [row for row in PLAN if row["published_date"]]
    assert len({row["story_group"] for row in dated}) == EXPECTED["stories_dated"]
    assert sum(row["analysed"] == "yes" for row in dated) == EXPECTED["analysed_and_dated"]
    assert Counter(row["outlet"] for row in PLAN) == EXPECTED["by_outlet"]
    assert len({code for row in PLAN for pair in row["pairs"].split(";") for code in pair.split("-") if code}) >= 50


def test_pairs_are_canonical() -> None:
    for row in PLAN:
        for pair in filter(None, [*row["pairs"].split(";"), *row["optional_pairs"].split(";")]):
            country_a, country_b = pair.split("-")
            assert country_a < country_b, row


def test_russia_and_china_by_date() -> None:
    counted = Counter(row["published_date"] for row in PLAN if "CHN-RUS" in row["pairs"].split(";"))
    originals = Counter(
        row["published_date"] for row in PLAN if "CHN-RUS" in row["pairs"].split(";") and row["is_copy"] == "no"
    )
    totals = Counter(row["published_date"] for row in PLAN if row["analysed"] == "yes")
    expected = EXPECTED["CHN-RUS"]
    assert {
        day: {"articles": counted[day], "originals": originals[day], "total_articles": totals[day]} for day in counted
    } == expected["by_date"]
    assert (counted.total(), originals.total()) == (expected["articles"], expected["originals"])
    assert max(counted, key=lambda day: counted[day]) == expected["peak"]
    assert {day: [counted[day], totals[day]] for day in expected["share"]} == expected["share"]
    assert all(totals[day] and not counted[day] for day in expected["zero_though_collected"])


def test_every_date_but_one_has_an_article() -> None:
    first, last = (date.fromisoformat(EXPECTED[key]) for key in ("first_date", "last_date"))
    days = {f"{first + timedelta(n):%Y-%m-%d}" for n in range((last - first).days + 1)}
    assert sorted(days - {row["published_date"] for row in PLAN}) == EXPECTED["not_collected"]


def test_a_copy_follows_its_original_and_shares_most_of_its_words() -> None:
    entries = {(e.outlet, e.guid): e for e in read_newsroom()}
    originals = {row["story_group"]: row for row in PLAN if row["is_copy"] == "no"}
    for row in (row for row in PLAN if row["is_copy"] == "yes"):
        original = originals[row["story_group"]]
        copy, source = (entries[r["outlet"], r["guid"]] for r in (row, original))
        assert original["outlet"] == "meridian-wire.example" != row["outlet"]
        assert original["published_date"] == row["published_date"]
        assert "(Meridian Wire" in copy.paragraphs[0]
        assert set(copy.paragraphs[1:]) <= set(source.paragraphs)


@pytest.mark.parametrize("figure", EXPECTED["figures"], ids=lambda figure: f"{figure['story']} {figure['surface']}")
def test_expected_figures_stand_in_their_article(figure: dict[str, object]) -> None:
    assert str(figure["surface"]) in text_of(str(figure["story"]))


def read_fetches() -> list[dict[str, object]]:
    return [json.loads(line) for line in (NEWSROOM / "fetches.jsonl").read_text("utf-8").splitlines()]


def test_fetches_are_what_the_script_writes(capsys: pytest.CaptureFixture[str]) -> None:
    script = ROOT / "infra" / "samples" / "write_fetches.py"
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out == (NEWSROOM / "fetches.jsonl").read_text("utf-8")


def test_fetches_have_the_columns_of_their_record() -> None:
    fetches = read_fetches()
    assert len(fetches) == EXPECTED["polls"]
    assert sum(row["outcome"] != "ok" for row in fetches) == EXPECTED["polls_failed"]
    assert len({(row["url"], row["fetched_at"]) for row in fetches}) == len(fetches)
    for row in fetches:
        assert {**row, "record": None}.keys() == {"record", *Fetch._fields}


def cover(day: date, outlet: str) -> str:
    """How the successful polls of an outlet cover a date: complete, partial or none."""
    reached = start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = start + timedelta(days=1)
    seconds = 0.0
    spans = sorted(
        (datetime.fromisoformat(str(row["oldest_at"])), datetime.fromisoformat(str(row["fetched_at"])))
        for row in read_fetches()
        if row["outlet"] == outlet and row["outcome"] == "ok"
    )
    for oldest_at, at in spans:
        low, high = max(oldest_at, reached), min(at, end)
        if high > low:
            seconds, reached = seconds + (high - low).total_seconds(), high
    return "complete" if seconds == 86400 else "partial" if seconds else "none"


@pytest.mark.parametrize("outlet", EXPECTED["outlet_began"])
def test_polls_cover_every_date_but_the_one_of_the_outage(outlet: str) -> None:
    first = date(2026, 8, 19)
    covered = {f"{day:%Y-%m-%d}": cover(day, outlet) for day in (first + timedelta(n) for n in range(69))}
    assert [day for day, how in covered.items() if how == "partial"] == EXPECTED["collected_in_part"]
    began, last = EXPECTED["outlet_began"][outlet], EXPECTED["last_date"]
    none = [day for day, how in covered.items() if how == "none"]
    assert [day for day in none if began <= day <= last] == EXPECTED["not_collected"]
    assert all(how == "none" for day, how in covered.items() if day < began or day > last)


def read_outlines() -> list[dict[str, str]]:
    tree = ElementTree.fromstring((SAMPLES / "world.opml").read_bytes())
    folders = tree.findall("./body/outline")
    assert len(folders) >= 7
    assert all(len(folder) for folder in folders)
    return [dict(outline.attrib) for folder in folders for outline in folder]


def test_world_opml_lists_distinct_https_feeds_all_marked_unverified() -> None:
    outlines = read_outlines()
    addresses = [outline["xmlUrl"] for outline in outlines]
    assert len(addresses) >= 60
    assert len({address.rstrip("/").casefold() for address in addresses}) == len(addresses)
    for outline in outlines:
        url = urlsplit(outline["xmlUrl"])
        assert url.scheme == "https"
        assert "." in url.netloc
        assert outline["type"] == "rss"
        assert outline["category"] == "unverified"
    hosts = {urlsplit(address).netloc.removeprefix("www.") for address in addresses}
    assert hosts >= {"tass.com", "rt.com", "xinhuanet.com", "chinadaily.com.cn", "cgtn.com"}


def test_world_opml_lists_five_feeds_in_every_language_that_is_read() -> None:
    counted = Counter(outline["language"] for outline in read_outlines())
    assert all(counted[code] >= 5 for code in (*CODES, "en")), counted


def test_our_own_parser_reads_world_opml_with_its_folders() -> None:
    subscriptions = parse_opml((SAMPLES / "world.opml").read_bytes()).subscriptions
    assert len(subscriptions) == len(read_outlines())
    assert all(len(subscription.tags) == 2 and "unverified" in subscription.tags for subscription in subscriptions)
