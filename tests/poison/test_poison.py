"""Odd records on every way in, beside good ones: the good are kept, each odd one is in the books, and the lake lives.

All files are read in one run, and messages and lists of feeds by the functions that read them: a broker is not here.
"""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.records import Article, Failure, Fetch
from dyadwire.transforms.parse.articles import _parse
from dyadwire.transforms.read.topic import lead_of_message
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows
from dyadwire.transforms.text.article.compose import candidates_of
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.documents import UnusableError
from dyadwire.transforms.text.formats.opml import parse_opml
from dyadwire.transforms.text.formats.readings import PLAIN
from tests.pipelines.every_command import all_commands, asker, changes, questions, works
from tests.pipelines.runs import article, found_in
from tests.poison.odd_files import feeds, lists, pages, texts, warc, warcs
from tests.poison.odd_lines import FAILED, FETCH, KEPT, Odd, articles, fetch, fetches

EVERY = 5  # odd lines to a good one


class Poisoned(NamedTuple):
    """A lake, the records that were read by the name that failures give them, and the addresses of good articles."""

    lake: str
    given: Path
    odd: dict[str, Odd]
    good: set[str]


def _lines(folder: Path, odd: dict[str, Odd], good: set[str]) -> None:
    content = b""
    for number, line in enumerate([*articles(), *fetches()]):
        odd[f"odd.jsonl#{len(content)}"] = line
        content += line.content + b"\n"
        if number % EVERY == 0:
            content += json.dumps(article(number)).encode() + b"\n"
            good.add(article(number)["url"])
    content += json.dumps(fetch(url="https://good.example/feed")).encode()
    (folder / "odd.jsonl").write_bytes(content)


def _records(folder: Path, odd: dict[str, Odd], good: set[str]) -> None:
    content = b""
    for number, record in enumerate(warcs()):
        odd[f"odd.warc#{len(content)}"] = record
        content += record.content + warc(600 + number, url=f"https://good.example/{number}")
        good.add(f"https://good.example/{number}")
    (folder / "odd.warc").write_bytes(content)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("poison")
    given, odd, good = folder / "given", {}, set()
    given.mkdir()
    _lines(given, odd, good)
    _records(given, odd, good)
    for file in [*feeds(), *pages(), *texts()]:
        (given / file.name).write_bytes(file.content)
        odd[file.name.encode("utf-8", "backslashreplace").decode()] = file
    good |= {f"https://r{200 + n}.example/good" for n, feed in enumerate(feeds()[:16]) if feed.outcome == KEPT}
    assert main(["run", str(given), "--lake", str(folder / "lake"), "--model", "none"]) == 0
    return Poisoned(str(folder / "lake"), given, odd, good)


def _rows(lake: str, record: type, table: str) -> list:
    rows = read_rows(committed_files(lake, table), table, schema_of(record).names)
    return [record(**row) for row in rows.to_pylist()]


@pytest.mark.slow
def test_there_are_many_of_every_way_in(poisoned):
    counts = [len(each) for each in (articles(), fetches(), warcs(), feeds(), pages(), texts(), lists())]
    assert sum(counts) >= 300
    assert min(counts) >= 10


def test_the_good_are_kept(poisoned):
    kept = {url for (url,) in found_in(poisoned.lake, "SELECT url FROM articles")}
    (polls,) = found_in(poisoned.lake, "SELECT count(*) FROM fetches WHERE url LIKE 'https://good.%'")
    assert {canonical_url(url) for url in poisoned.good} - kept == set()
    assert polls == (1,)


def test_each_odd_one_that_fails_is_a_row_and_no_other(poisoned):
    failed = {row.uri: row for row in _rows(poisoned.lake, Failure, "failures")}
    inside = {uri for uri in failed if uri.partition(":")[0] in poisoned.odd and uri not in poisoned.odd}
    assert len(inside) == 5  # of the requests that one WARC record holds
    expected = {place for place, odd in poisoned.odd.items() if odd.outcome == FAILED}
    names = {place: odd.name for place, odd in poisoned.odd.items()}
    assert {names[uri] for uri in failed.keys() - inside - expected} == set()
    assert {names[place] for place in expected - failed.keys()} == set()
    # A surprise would be a check that is missing where the record is parsed.
    assert [row for row in failed.values() if row.reason == "unexpected"] == []


def test_the_books_balance(poisoned):
    (manifest,) = read_manifests(poisoned.lake)
    assert manifest.books.balance
    assert manifest.books.failed == len(_rows(poisoned.lake, Failure, "failures"))
    whole = sum(odd.outcome == FETCH for odd in poisoned.odd.values() if odd.name.startswith("fetch:"))
    assert len(_rows(poisoned.lake, Fetch, "fetches")) == whole + 2  # the good one, and that in a WARC record


def test_what_is_kept_is_plain(poisoned):
    for table, record in (("articles", Article), ("fetches", Fetch), ("failures", Failure)):
        for row in _rows(poisoned.lake, record, table):
            for name, value in row._asdict().items():
                if isinstance(value, str) and name != "text":
                    assert not any(ord(sign) < 32 for sign in value), (table, name, value[:100])
                if hasattr(value, "year"):
                    assert 1990 <= value.year < 2100, (table, name, value)


def test_every_number_of_a_figure_is_finite(poisoned):
    asked = "SELECT count(*), count(*) FILTER (NOT isfinite(value) OR NOT isfinite(value_usd)) FROM figures"
    ((found, endless),) = found_in(poisoned.lake, asked)
    assert found > 50
    assert endless == 0


@pytest.mark.slow
def test_the_lake_is_sound_and_every_command_works(poisoned, tmp_path, capfd):
    assert list(verify(poisoned.lake)) == []
    ask, lake = asker(capfd), Path(poisoned.lake)
    run = ["run", str(poisoned.given), "--lake", poisoned.lake, "--model", "none"]
    commands = [run, *questions(lake, tmp_path), *changes(lake), run]
    taken_down = ["https://good.example/0", "--outlet", "outlet.example"]
    commands.append(["forget", *taken_down, "--yes", "--lake", poisoned.lake])
    assert {command[0] for command in commands} >= all_commands()
    for command in commands:
        code, told = works(ask, command)
        assert code == 0 or command[0] == "status", (command, told)  # no collector kept this lake
    assert list(verify(poisoned.lake)) == []


def _messages() -> list[Odd]:
    odd = [
        Odd(f"address {n}", b"https://x.example/" + tail, KEPT)
        for n, tail in enumerate((b"\xff\xfe", b"\0", b"a" * 9000))
    ]
    return [*articles(), *odd, Odd("nothing", b"", FAILED), Odd("zeros", b"\0" * 1000, FAILED)]


@pytest.mark.parametrize("message", _messages(), ids=lambda message: message.name)
def test_a_message_of_a_topic_is_an_article_or_a_failure(message):
    lead = lead_of_message("kafka://news/0#7", message.content)
    if not lead.documents:
        with pytest.raises(UnusableError):
            candidates_of(lead)
        return
    parsed = [each for document in candidates_of(lead) for each in _parse(lead, document, PLAIN)]
    rows = [getattr(each, "value", each) for each in parsed]
    kept, failures = ([row for row in rows if isinstance(row, kind)] for kind in (Article, Failure))
    assert (len(kept), len(failures)) == ((1, 0) if message.outcome == KEPT else (0, 1))
    assert rows.count("failed") == len(failures)
    assert to_table(Article, kept).num_rows + to_table(Failure, failures).num_rows == 1


@pytest.mark.parametrize("odd", lists(), ids=lambda odd: odd.name)
def test_the_good_feed_of_a_list_is_followed(odd):
    found = parse_opml(odd.content)
    assert bool(found.problem) is (odd.outcome == FAILED)
    urls = {subscription.url for subscription in found.subscriptions}
    assert ("https://good.example/feed" in urls) is (odd.outcome == KEPT)
