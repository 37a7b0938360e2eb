"""Tables of articles as other programs write them: each way in gives the same articles."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.cut import cut
from dyadwire.pipelines.run.inputs import read_map, record_notes
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.text.article.compose import compose_article
from dyadwire.transforms.text.formats import delimited as rows_of_text
from dyadwire.transforms.text.formats.delimited import cut_rows, layout_of
from dyadwire.transforms.text.formats.documents import Document, Lead, UnusableError
from dyadwire.transforms.text.formats.json_records import read_article
from dyadwire.transforms.text.formats.readings import PLAIN
from tests.pipelines.runs import here, write_lines

RECORDS = [
    {
        "Headline": f"Talks, round {n}" if n else "",
        "Body": f'China said "yes",\nand Russia; answered {n} times.\n\nMore — tomorrow.',
        "Publish Date": f"2026-03-0{n + 1}",
        "Link": f"https://daily.example/{n}",
    }
    for n in range(5)
]


def delimited(delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, RECORDS[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(RECORDS)
    return out.getvalue().encode()


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(RECORDS), out, row_group_size=2)
    return out.getvalue()


def zipped(content: bytes, *names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names or ("inside.csv",):
            archive.writestr(name, content)
    return out.getvalue()


def zstd(content: bytes) -> bytes:
    return bytes(pa.compress(content, codec="zstd", asbytes=True))


LINES = b"\n".join(json.dumps(record).encode() for record in RECORDS)
ARRAY = json.dumps(RECORDS, indent=1).encode()
FILES: dict[str, Callable[[], bytes]] = {
    "a.jsonl": lambda: LINES,
    "lines.json": lambda: LINES,
    "a.json": lambda: ARRAY,
    "dense.json": lambda: json.dumps(RECORDS).encode(),
    "a.csv": lambda: delimited(","),
    "marked.csv": lambda: b"\xef\xbb\xbf" + delimited(","),
    "semicolon.csv": lambda: delimited(";"),
    "a.tsv": lambda: delimited("\t"),
    "a.parquet": parquet,
    "a.csv.gz": lambda: gzip.compress(delimited(",")),
    "a.csv.zst": lambda: zstd(delimited(",")),
    "a.csv.zip": lambda: zipped(delimited(",")),
    "a.jsonl.zst": lambda: zstd(LINES),
    "passed-over.jsonl.zst": lambda: b"\x50\x2a\x4d\x18\x04\0\0\0size" + zstd(LINES),  # as pzstd begins
    "a.json.zst": lambda: zstd(ARRAY),
    "a.json.gz": lambda: gzip.compress(ARRAY),
    "a.tsv.gz": lambda: gzip.compress(delimited("\t")),
}


@pytest.fixture(params=[None, 100], ids=["whole", "in slices"])
def slices(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        for name in ("run.cut.SLICE_BYTES", "run.cut.TEXT_SLICE_BYTES", "run.cut.PACKED_SLICE_BYTES", "run.cut._BLOCK"):
            monkeypatch.setattr(f"dyadwire.pipelines.{name}", request.param)
        monkeypatch.setattr("dyadwire.transforms.read.slices._BLOCK", 64)


def read(path: Path) -> list[Any]:
    return [found for part in cut(str(path), path.name) for found in read_slice(part.slice)]


def articles(found: list[Any]) -> list[tuple[Any, ...]]:
    records = [read_article(each.body) for each in found if isinstance(each, Document)]
    return [(record.title or "", record.text, record.published_at, record.url) for record in records]


@pytest.mark.usefixtures("slices")
@pytest.mark.parametrize("name", FILES)
def test_each_way_in_gives_the_same_articles(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    found = read(path)
    assert articles(found) == [tuple(record.values()) for record in RECORDS]
    assert len({each.uri for each in found}) == len(RECORDS)


def test_small_slices_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 100)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 100)
    for name in ("a.json", "a.csv", "a.parquet"):
        (tmp_path / name).write_bytes(FILES[name]())
        parts = list(cut(str(tmp_path / name), name))
        assert len(parts) >= 3
        assert len({part.digest for part in parts}) == len(parts)
        assert all(part.size > 0 for part in parts)


def test_a_run_tells_what_it_guessed_and_keeps_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(FILES["a.csv"]())
    ran = here("run", tmp_path / "a.csv", "--lake", tmp_path / "lake", "--model", "none")
    told = "a.csv: url from 'Link', title from 'Headline', text from 'Body', published_at from 'Publish Date'"
    assert ran.stderr.splitlines()[0] == told
    with connect(tmp_path / "lake") as connection:
        asked = "SELECT url, outlet, published_date::VARCHAR FROM articles ORDER BY url LIMIT 1"
        assert rows(connection, asked)[1] == [("https://daily.example/0", "daily.example", "2026-03-01")]


def test_fields_may_be_mapped(tmp_path: Path) -> None:
    given = [{"k1": "China met Russia.", "k2": "2026-03-01", "body": "not this", "title": "A"}]
    path = write_lines(tmp_path / "a.jsonl", given)
    run = ("run", path, "--model", "none", "--lake", tmp_path / "lake")
    assert here(*run, "--map", "text=k1,published_at=k2").returncode == 0
    with connect(tmp_path / "lake") as connection:
        found = rows(connection, "SELECT text, published_date::VARCHAR, title FROM articles")[1]
    assert found == [("China met Russia.", "2026-03-01", "A")]
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "a.parquet")
    ran = here("run", tmp_path / "a.parquet", *run[2:], "--map", "text=k1")
    assert "text from 'k1'" in ran.stderr
    assert here(*run, "--map", "text=gone").stderr.strip().startswith("dyadwire: a.jsonl has no 'gone'; it has 'k1',")


@pytest.mark.parametrize("written", ["", " ", ",", "text", "text=", "=body", "words=body", "text:body"])
def test_what_is_no_mapping_is_refused(written: str) -> None:
    with pytest.raises(DyadwireError, match="--map takes FIELD=NAME, where FIELD is one of id, url, title"):
        read_map([written])


# One record of each exporter, with the names that it gives; values invented.
EXPORTS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "news-please": (
        {
            "authors": ["Jane Roe", "Li Si"], "date_download": "2026-03-02 10:00:00",
            "date_publish": "2026-03-01 08:00:00",
            "description": "d", "filename": "f", "language": "en", "maintext": "China met Russia.", "title": "A",
            "source_domain": "daily.example", "title_page": None, "url": "https://daily.example/a",
        },
        {
            "author": "Jane Roe, Li Si", "outlet": "daily.example", "published_at": "2026-03-01 08:00:00",
            "fetched_at": "2026-03-02 10:00:00",
        },
    ),
    "Fundus": (
        {
            "title": "A", "authors": ["Jane Roe"], "publishing_date": "2026-03-01T08:00:00+00:00", "topics": ["x"],
            "body": {
                "summary": ["China met Russia."],
                "sections": [{"headline": ["Gas"], "paragraphs": ["They signed.", "And left."]}],
            },
        },
        {"text": "China met Russia.\n\nGas\n\nThey signed.\n\nAnd left.", "published_at": "2026-03-01T08:00:00+00:00"},
    ),
    "Fundus, plain": ({"plaintext": "China met Russia.", "title": "A", "lang": "en"}, {}),
    "Media Cloud": (
        {
            "id": "17", "indexed_date": "2026-03-03", "language": "en", "media_name": "daily.example",
            "media_url": "https://daily.example/", "publish_date": "2026-03-01", "title": "A", "url": "https://daily.example/a",
        },
        {"outlet": "daily.example", "published_at": "2026-03-01", "url": "https://daily.example/a", "text": ""},
    ),
    "CC-NEWS": (
        {
            "title": "A", "text": "China met Russia.", "domain": "daily.example", "date": "2026-03-01 08:00:00",
            "description": "d", "url": "https://daily.example/a", "image_url": "https://daily.example/a.png",
        },
        {"outlet": "daily.example", "published_at": "2026-03-01 08:00:00", "url": "https://daily.example/a"},
    ),
    "NewsAPI": (
        {
            "source": {"id": None, "name": "Daily"}, "author": "Jane Roe", "title": "A", "url": "https://daily.example/a",
            "publishedAt": "2026-03-01T08:00:00Z", "content": "China met Russia.",
        },
        {"outlet": "Daily", "published_at": "2026-03-01T08:00:00Z", "author": "Jane Roe"},
    ),
    "its own": (
        {
            "article_id": "x", "published_date": "2026-03-01", "url": "https://daily.example/a", "feeds": "[]",
            "outlet": "daily.example", "outlet_country": "", "title": "A", "author": "", "published_at": "",
            "text": "China met Russia.",
        },
        {"outlet": "daily.example", "published_at": "2026-03-01"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_the_exports_of_others_are_read_as_they_come(name: str) -> None:
    given, wanted = EXPORTS[name]
    record = read_article(json.dumps(given).encode())._asdict()
    assert record["title"] == "A"
    assert {key: record[key] or "" for key in wanted} == wanted
    if "text" not in wanted:
        assert record["text"] == "China met Russia."


FEED_READER = {"url": "https://daily.example/a", "title": "A", "published": "2026-03-01"}


@pytest.mark.parametrize("name", ["summary", "description", "Description"])
def test_a_summary_is_the_text_where_there_is_no_other(tmp_path: Path, name: str) -> None:
    markup = '<img src="a.png"/><p>China met Russia &amp; signed.</p> <a href="/a">More</a>'
    path = write_lines(tmp_path / "a.jsonl", [FEED_READER | {name: markup}])
    ran = here("run", path, "--lake", tmp_path / "lake", "--model", "none")
    assert ran.stderr.splitlines()[0] == f"a.jsonl: text from {name!r}, published_at from 'published'"
    with connect(tmp_path / "lake") as connection:
        assert rows(connection, "SELECT text FROM articles")[1] == [("China met Russia & signed.\nMore",)]


def test_a_summary_gives_way_to_any_text() -> None:
    def texts(**fields: Any) -> tuple[str | None, str | None]:
        record = read_article(json.dumps(FEED_READER | {"summary": "S.", "description": "D."} | fields).encode())
        return record.text, record.html

    assert texts() == ("S.", None)
    assert texts(summary="") == ("D.", None)
    assert texts(summary={"type": "html"}) == ("", None)  # no reason to refuse what has a title
    assert texts(content="C.") == ("C.", None)
    assert texts(html="<p>H.</p>") == (None, "<p>H.</p>")
    assert texts(maintext=None) == (None, None)  # as a text that was not found is told


def test_a_list_with_a_description_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"description": "News.", "articles": [FEED_READER] * 2}))
    assert len(articles(read(tmp_path / "a.json"))) == 2


def test_a_row_of_gdelt_is_its_page_title(tmp_path: Path) -> None:
    cells = ["20260301081500-12", "20260301081500", "1", "daily.example", "https://daily.example/a", *[""] * 21]
    cells.append("<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>China &amp; Russia meet</PAGE_TITLE>")
    (tmp_path / "gkg.csv").write_bytes("\n".join(["\t".join(cells)] * 2).encode())
    (found, other) = articles(read(tmp_path / "gkg.csv"))
    assert found == other == ("China & Russia meet", None, "20260301081500", "https://daily.example/a")
    ran = here("run", tmp_path / "gkg.csv", "--lake", tmp_path / "lake", "--model", "none")
    assert ran.stderr.splitlines()[1].split() == ["2", "1", "1", "0", "0"]  # the same row twice is a duplicate


def test_markup_under_a_name_of_others_is_read_as_a_page() -> None:
    page = "<p>China met Russia on Monday and signed a treaty of trade.</p><p>More is to come.</p>"
    assert read_article(json.dumps({"title": "A", "content": page}).encode()).html == (
        f"<html><body><article>{page}</article></body></html>"
    )
    assert read_article(json.dumps({"title": "A", "text": page}).encode()).text == page  # ours is what it says


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json", "a.parquet", "a.csv.gz", "a.jsonl.zst"])
def test_standard_input_is_told_by_how_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[name]())))
    ran = here("run", "-", "--lake", tmp_path / "lake", "--model", "none")
    assert ran.stderr.splitlines()[2].split() == ["5", "5", "0", "0", "0"]


def test_nothing_by_standard_input_is_told() -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "run", "-", "--lake", "none"]
    ran = subprocess.run(command, input=b"", capture_output=True, check=False)
    assert ran.stderr == b"dyadwire: nothing came by standard input\n"


def run(tmp_path: Path, name: str, content: bytes) -> list[str]:
    (tmp_path / name).write_bytes(content)
    ran = here("run", tmp_path / name, "--lake", tmp_path / "lake", "--model", "none")
    assert ran.returncode == 2
    return str(ran.stderr).splitlines()


def test_no_empty_lake_is_left_behind(tmp_path: Path) -> None:
    for name, content, told in (
        (
            "a.csv",
            b"a,b\n1,2\n",
            "dyadwire: a.csv has neither text nor html nor title, but 'a', 'b': say which is which,",
        ),
        (
            "row.csv",
            b"https://a.example/1,China and Russia met\n",
            "dyadwire: row.csv has neither text nor html nor title,",
        ),
        ("row.tsv", b"China and Russia met\t2026-10-01\n", "dyadwire: row.tsv has neither text nor html nor title,"),
        ("b.png", b"x", "dyadwire: can't read b.png by the name: there are feeds, pages, texts, JSON,"),
        ("c.csv", b"text,date\n,2020-01-01\n", "dyadwire: the input could not be used; no lake was made"),
        ("d.parquet", b"PAR1 and no more", "dyadwire: the input could not be used; no lake was made"),
    ):
        assert run(tmp_path, name, content)[-1].startswith(told), name
        assert not (tmp_path / "lake").exists(), name


def test_a_row_without_names_above_it_is_told_beside_other_files(tmp_path: Path) -> None:
    (tmp_path / "row.csv").write_bytes(b"https://a.example/1,China and Russia met\n")
    (tmp_path / "names.csv").write_bytes(b"url,title,text\n")
    files = [(str(tmp_path / name), name) for name in ("row.csv", "names.csv")]
    assert list(record_notes(files, PLAIN)) == ["row.csv has one line alone, which is read as the names of its columns"]


@pytest.mark.parametrize(
    "date",
    ["2026-10-01T08:00:00Z", {"$numberLong": "1790841600000"}, 1790841600000],
    ids=["relaxed", "canonical", "older"],
)
def test_records_are_read_as_mongoexport_writes_them(date: Any) -> None:
    record = {
        "_id": {"$oid": "507f1f77bcf86cd799439011"},
        "title": "China",
        "text": "Russia",
        "published": {"$date": date},
    }
    body = json.dumps(record).encode()
    document = Document("a.jsonl#0", "record", None, None, body)
    article = compose_article(Lead("a.jsonl#0", (document,)), document, body)
    assert str(article.published_at) == "2026-10-01 08:00:00+00:00"
    assert read_article(body).id == "507f1f77bcf86cd799439011"


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_quotation_mark_that_nothing_ends_costs_its_own_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: bytes, *, small: bool
) -> None:
    if small:
        monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 40)
    good = [b'T%d,"Two%slines"' % (n, ending) for n in range(3)], [b"T%d,One line" % n for n in range(3, 9)]
    path = tmp_path / "a.csv"
    path.write_bytes(ending.join([b"title,text", *good[0], b'"Open,Text', *good[1], b""]))
    found = [each for part in cut(str(path), "a.csv") for each in read_slice(part.slice)]
    titles = [read_article(each.body or b"").title for each in found if isinstance(each, Document)]
    assert titles == [f"T{n}" for n in range(9)]
    (failure,) = (each for each in found if isinstance(each, UnusableError))
    assert str(failure).endswith("a quotation mark begins a cell, and none ends it")


def test_marks_that_nothing_ends_on_every_line_are_looked_for_twice_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, looked, latin = [b'a"b,"c\n'] * 101, [], rows_of_text._latin
    layout = layout_of(b"title,text\n")
    monkeypatch.setattr(rows_of_text, "_latin", lambda *given: looked.append(given) or latin(*given))
    assert b"".join(row for row, _ in cut_rows(lines, layout)) == b"".join(lines)
    assert len(looked) == 2


@pytest.mark.parametrize("small", [False, True])
def test_a_table_that_was_cut_short_within_a_text_invents_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, small: bool
) -> None:
    if small:
        monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 40)
    body = "One.\n\nAfter the talks, Russia and China signed, on Monday,2026-11-02\nTalks, Iran attacks Israel,\n"
    path = tmp_path / "a.csv"
    path.write_text(f'id,title,text,published_at\n1,Whole,Text,2026-11-02\n2,Cut,"{body}', encoding="utf-8")
    found = [each for part in cut(str(path), "a.csv") for each in read_slice(part.slice)]
    (whole,) = (read_article(each.body or b"") for each in found if isinstance(each, Document))
    assert whole.title == "Whole"
    assert len(found) == 2


ROW = 'T{0},"The first.\n\nOn Monday, Russia and China met, and agreed",2026-11-0{0},https://a.example/{0}\n'
PLAIN_ROW = "T{0},One line,2026-11-0{0},https://a.example/{0}\n"


@pytest.mark.usefixtures("slices")
@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ([ROW.format(n) for n in (2, 3)], ["T0", "T2", "T3"]),  # its own mark opens a cell of the next row
        ([PLAIN_ROW.format(2), ROW.format(3), PLAIN_ROW.format(4)], ["T0", "T2", "T3", "T4"]),
        (["And so on, they said,\n", PLAIN_ROW.format(2), ROW.format(3)], ["T0", "T2", "T3"]),
        ([PLAIN_ROW.format(2), PLAIN_ROW.format(3)], ["T0", "T2", "T3"]),
        (["After talks, they signed, on Monday,2026\n", "The end\n"], ["T0"]),
        (['"T2","All, quoted","2026-11-02","https://a.example/2"\n', ROW.format(3)], ["T0", "T2", "T3"]),
        ([ROW.format(2), 'T3,"Open,2026-11-03,https://a.example/3\n', ROW.format(4)], ["T0", "T2", "T4"]),
    ],
)
def test_a_mark_that_nothing_ends_swallows_no_row(tmp_path: Path, behind: list[str], kept: list[str]) -> None:
    opened = 'T1,"Open text,2026-11-01,https://a.example/1\n'
    (tmp_path / "a.csv").write_text("".join(["title,text,date,url\n", ROW.format(0), opened, *behind]))
    found = read(tmp_path / "a.csv")
    articles_of = [read_article(each.body or b"") for each in found if isinstance(each, Document)]
    assert [each.title for each in articles_of] == kept
    assert not any("T" in (each.text or "")[1:] for each in articles_of)
    failures = [str(each) for each in found if isinstance(each, UnusableError)]
    assert len(failures) == 1 + sum("Open," in line for line in behind)
    assert all("a quotation mark begins a cell, and none ends it" in each for each in failures)


def test_marks_within_a_cell_that_nobody_doubled_break_no_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title,text\nA,"He spoke,\nand "yes" was it"\nB,5" of rain\n')
    assert [each[0] for each in articles(read(tmp_path / "a.csv"))] == ["A", "B"]


def test_books_of_a_table_with_broken_rows_balance(tmp_path: Path) -> None:
    rows = ["title,text,date", "A,One,2026-11-01", "B,Two, or three,2026-11-02", "C,Four", "D,Five,2026-11-04", ""]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    ran = here("run", tmp_path / "a.csv", "--lake", tmp_path / "lake", "--model", "none")
    told = ran.stderr.splitlines()
    assert told[-2].startswith("failed: 2 bad record; ")
    assert told[-1] == "the first: a.csv#33 (line 3): 4 cells, where the table has 3 columns"
    assert "   4     2          0          0       2" in ran.stdout + ran.stderr


@pytest.mark.parametrize("number", [7, 1234567890123456789, 2**62 + 1])
def test_the_number_that_a_table_has_as_an_id_is_its_digits(tmp_path: Path, number: int) -> None:
    for name in ("id", "ID", "_id"):
        pq.write_table(pa.table({name: [number], "title": ["A"]}), tmp_path / "a.parquet")
        (part,) = cut(str(tmp_path / "a.parquet"), "a.parquet")
        (found,) = read_slice(part.slice)
        assert isinstance(found, Document)
        assert read_article(found.body or b"").id == str(number)


def test_what_a_data_frame_has_in_the_place_of_nothing_is_nothing() -> None:
    given = {"title": "A", "author": float("nan"), "Body": float("nan"), "text": "B", "date": float("nan"), "id": True}
    with pytest.raises(UnusableError, match="'id' must be a string, not bool"):
        read_article(json.dumps(given).encode())
    record = read_article(json.dumps(given | {"id": float("nan")}).encode())
    assert (record.text, record.author, record.published_at, record.id) == ("B", None, None, None)


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("published_at", 1793520000000, "1793520000000"),  # as a data frame writes JSON Lines
        ("published_at", 1793520000.0, "1793520000"),
        ("fetched_at", 1793520000, "1793520000"),
        ("id", 7.0, "7"),  # as a column of numbers of which one is missing
        ("author", ["A", "B"], "A, B"),
        ("author", [{"name": "A"}, {"name": None}, "B", None], "A, B"),
        ("author", {"name": "A"}, "A"),
        ("author", [None], None),
        ("author", [], None),
        ("text", ["One.", None, "Two."], "One.\n\nTwo."),
        ("url", ["https://a.example/1", "https://a.example/2"], "https://a.example/1"),
    ],
)
def test_fields_of_our_own_names_are_read_as_those_of_others(field: str, value: object, read: str | None) -> None:
    record = read_article(json.dumps({"title": "A", field: value}).encode())
    assert getattr(record, field) == read


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published_at", True),
        ("id", 1.5),
        ("id", 1e300),
        ("id", ["A"]),
        ("author", [7]),
        ("text", [["A"]]),
        ("url", {}),
    ],
)
def test_what_is_no_text_is_refused_still(field: str, value: object) -> None:
    with pytest.raises(UnusableError, match=f"{field!r} must be a string"):
        read_article(json.dumps({"title": "A", field: value}).encode())


def test_the_first_bad_record_is_told_why(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"title": "A", "text": "China."}, {"text": 7}, {"words": "x", "n": 1}])
    ran = here("run", tmp_path / "a.jsonl", "--lake", tmp_path / "lake", "--model", "none")
    told = ran.stderr.splitlines()
    assert told[-2].startswith("failed: 2 bad record; the view `failures` of ")
    assert told[-1] == "the first: a.jsonl#33 (line 2): 'text' must be a string, not int"
    more = here("sql", "SELECT message FROM failures ORDER BY message DESC", "--lake", tmp_path / "lake").stdout
    assert "an article needs 'text', 'html' or 'title', and this has 'words', 'n'" in more
    with pytest.raises(UnusableError, match="and this has 'title', 'text', all of them empty"):
        read_article(b'{"title": "", "text": ""}')


@pytest.mark.usefixtures("slices")
@pytest.mark.parametrize(
    ("name", "content", "good", "reasons"),
    [
        ("a.csv", b'title,text\nA,B\nC,"never closed\nD,E\n', 1, ["bad_record"]),
        ("a.csv", b"title,text\nA,B,more,cells\nC\n\n,\nE,F\n", 1, ["bad_record", "bad_record"]),
        ("a.csv", b'title,text,,\nA,B\nC,D,,,,\n"E","F\nF\n\nF"\n', 3, []),
        ("a.csv", "title,text\nA,one\u2028line\u0085of a text\n".encode(), 1, []),
        ("a.csv", b"title,text\nA,caf\xe9\n", 1, []),
        ("a.csv", b"title,text\nA,B\x00C\n", 1, []),
        ("a.csv", b"", 0, []),
        ("a.json", b'[{"title": "A"}, {"title": }, {"title": "C"}]', 2, ["bad_json"]),
        ("a.json", b'[{"title": "A"}, {"title": "B', 1, ["bad_json"]),
        ("a.json", b"[]", 0, []),
        ("a.json", b'[1, "two", {"title": "A"}]', 1, ["bad_json", "bad_json"]),
        ("a.json", b"[" * 100_000, 0, ["bad_json"]),
        ("a.csv.gz", gzip.compress(b"title,text\nA,B\n" * 500, mtime=0)[:-20], None, ["unreadable"]),
        ("a.csv.zst", zstd(b"title,text\nA,B\n" * 500)[:-9], None, ["unreadable"]),
        ("a.json.zst", b"\x28\xb5\x2f\xfd", None, ["unreadable"]),
        ("a.csv.zip", zipped(b"title,text\nA,B\n", "a.csv", "b.csv"), 0, ["unreadable"]),
        ("a.parquet", b"PAR1", 0, ["unreadable"]),
        ("a.parquet", parquet()[:-100], 0, ["unreadable"]),
    ],
)
def test_what_is_broken_costs_no_more_than_itself(
    tmp_path: Path, name: str, content: bytes, good: int | None, reasons: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    bad = [each.reason for each in found if isinstance(each, UnusableError)]
    kept = 0
    for each in found:
        if isinstance(each, Document):
            try:
                read_article(each.body or b"")
                kept += 1
            except UnusableError as error:
                bad.append(error.reason)
    assert set(bad) == set(reasons)
    assert len(bad) >= len(reasons)
    assert good is None or kept == good


def test_a_row_or_record_that_is_too_large_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dyadwire.transforms.read.slices.MAX_DOCUMENT_BYTES", 1000)
    big = [{"title": "A", "text": "x" * 5000}, {"title": "B", "text": "y"}]
    (tmp_path / "a.json").write_text(json.dumps(big))
    (tmp_path / "a.csv").write_text("title,text\nA," + "x" * 5000 + "\nB,y\n")
    pq.write_table(pa.Table.from_pylist(big), tmp_path / "a.parquet")
    for name in ("a.json", "a.csv", "a.parquet"):
        failed, kept = read(tmp_path / name)
        assert isinstance(failed, UnusableError), name
        assert failed.reason == "too_large"
        assert articles([kept])[0][:2] == ("B", "y")


def test_a_table_of_semicolons_with_commas_in_its_names_is_told_by_the_names_that_are_known() -> None:
    assert layout_of(b"a,b;title;text\n1;2;3\n").delimiter == ";"
    assert layout_of(b"title\ttext, long\n").delimiter == "\t"


def test_a_spreadsheet_may_tell_what_parts_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfsep=;\r\nTitel;Text;Datum\r\nA;One, two.;2026-11-03\r\n")
    assert articles(read(tmp_path / "a.csv")) == [("A", "One, two.", "2026-11-03", None)]


def test_a_table_in_german_tells_its_outlet_and_author(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Titel;Text;Quelle;Autor\nA;One, two.;Tagblatt;B. Weber\n")
    (found,) = [read_article(each.body) for each in read(tmp_path / "a.csv")]
    assert (found.outlet, found.author) == ("Tagblatt", "B. Weber")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["plain", "gz"])
def test_records_are_read_in_the_encoding_that_their_first_bytes_tell(
    tmp_path: Path, encoding: str, packed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ("TEXT_SLICE_BYTES", "PACKED_SLICE_BYTES"):
        monkeypatch.setattr(f"dyadwire.pipelines.run.cut.{size}", 200)
    monkeypatch.setattr("dyadwire.transforms.read.plain_bytes._BLOCK", 63)  # characters of two bytes are cut
    records = [{"title": f"Россия – Chine {n}", "text": "日本 é, “sure” 𝒳"} for n in range(40)]
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
    written = {
        "a.tsv": "\r\n".join(
            "\t".join(row) for row in [("title", "text"), *(tuple(each.values()) for each in records)]
        ),
        "a.jsonl": lines,
        "a.json": json.dumps(records, ensure_ascii=False),
        "lines.json": lines,
    }
    ending = ".gz" if packed is gzip.compress else ""
    for name, content in written.items():
        path = tmp_path / (name + ending)
        path.write_bytes(packed(content.encode(encoding)))
        assert [each[:2] for each in articles(read(path))] == [tuple(each.values()) for each in records], name
        assert list(record_notes([(str(path), name)], PLAIN)) == []


@pytest.mark.parametrize(
    "name", ["::a.jsonl", "file::b.csv", "data:c.jsonl", "s*.jsonl", "[d].csv", "e#1?.jsonl", "%20.csv"]
)
def test_a_file_is_read_whatever_its_name_has(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.jsonl").write_text("{}")
    (tmp_path / name).write_text('{"title": "A"}\n' if name.endswith("jsonl") else "title\nA\n")
    assert articles(read(tmp_path / name)) == articles(read(Path(name))) == [("A", None, None, None)]


def test_records_with_nothing_between_them_are_read_each(tmp_path: Path) -> None:
    lines = b'{"title": "A }{"}{"title": "B"} {"title": "C"}\n{"title": "D {} {"}\n{"title": "E"}{"title": \n'
    (tmp_path / "a.jsonl").write_bytes(lines)
    found = read(tmp_path / "a.jsonl")
    assert [each.uri for each in found] == [f"a.jsonl#{place}" for place in (0, 17, 32, 47, 67, 81)]
    assert [each[0] for each in articles(found[:-1])] == ["A }{", "B", "C", "D {} {", "E"]
    (tmp_path / "a.json").write_bytes(lines.partition(b"\n")[0])
    assert [each[0] for each in articles(read(tmp_path / "a.json"))] == ["A }{", "B", "C"]


def test_columns_of_one_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text,n,n,text\nA,one,1,2,two\n")
    assert articles(read(tmp_path / "a.csv")) == [("A", "two", None, None)]
    assert list(record_notes([(str(tmp_path / "a.csv"), "a.csv")], PLAIN)) == [
        "a.csv has 2 columns called 'text', of which the last is read"
    ]


@pytest.mark.parametrize("content", [b"", b"title,text\n"])
def test_a_table_without_a_row_makes_no_lake(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    lake = tmp_path / "lake"
    with pytest.raises(DyadwireError, match=r"^nothing to read in .*a\.csv; no lake was made$"):
        run_pass(CoverageOptions(inputs=(str(tmp_path / "a.csv"),), lake=str(lake), model=None))
    assert not lake.exists()


def test_half_a_character_at_the_end_of_utf_16_costs_that_character_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("title,text\nA,B".encode("utf-16") + b"\n")
    assert articles(read(tmp_path / "a.csv")) == [("A", "B\ufffd", None, None)]


def test_a_table_that_is_called_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("title\ttext\r\nA\tB\r\n".encode("utf-16"))
    (tmp_path / "b.txt").write_text("Title, and text\tof one")
    os.mkfifo(tmp_path / "c.txt")
    files = [(str(tmp_path / name), name) for name in ("a.txt", "b.txt", "c.txt")]
    (line,) = record_notes(files, PLAIN)
    assert line == "a.txt is read as one text, though its first line names columns; as .tsv its rows are articles"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("China’s exports – worth €5 billion – rose", "windows-1252"),
        ("Überschüsse in Österreich stiegen", "windows-1252"),
        ("Polska i Niemcy zwiększyły wymianę handlową a prezydent oświadczył że umowę podpisano w Łodzi", "cp1250"),
        ("Россия и Китай увеличили торговлю", "cp1251"),
    ],
)
def test_a_table_is_in_one_encoding_whatever_a_row_alone_looks_like(tmp_path: Path, text: str, encoding: str) -> None:
    rows = ["title,text", *[f"Seoul,It costs {n} more: {text}" for n in range(30)]]
    (tmp_path / "a.csv").write_bytes("\r\n".join(rows).encode(encoding, "replace"))
    found = articles(read(tmp_path / "a.csv"))
    assert [each[1] for each in found[:30]] == [f"It costs {n} more: {text}" for n in range(30)]
    assert list(record_notes([(str(tmp_path / "a.csv"), "a.csv")], PLAIN)) == [
        f"a.csv is not in UTF-8; it is read as {encoding}"
    ]


@pytest.mark.parametrize(
    ("name", "packers", "told"),
    [
        ("a.jsonl.gz", (gzip, gzip), "gzip packed, which is not read there: `gunzip` it first"),
        ("a.csv.gz", (gzip, gzip, gzip), "gzip packed"),
        ("a.warc.gz", (gzip, gzip), "gzip packed"),
        ("a.jsonl.gz", (bz2,), "bzip2 packed, which is not read there: `bunzip2` it first"),
        ("a.jsonl", (lzma,), "xz packed, which is not read there: `unxz` it first"),
    ],
)
def test_what_is_packed_otherwise_is_told_as_that(
    tmp_path: Path, name: str, packers: tuple[Any, ...], told: str
) -> None:
    content = json.dumps({"title": "Peru and Spain", "text": "Peru and Spain met."}).encode()
    for packer in packers:
        content = packer.compress(content)
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.jsonl").write_text('{"text": "Peru met Spain."}')
    with pytest.raises(DyadwireError, match=f"^{name} holds what {told}"):
        list(record_notes([(str(tmp_path / name), name)], PLAIN))
    lines = list(record_notes([(str(tmp_path / each), each) for each in (name, "b.jsonl")], PLAIN))
    if "warc" not in name:
        (line,) = lines
        assert line.startswith(f"{name} holds what {told}")
        assert line.endswith("; it fails")


def test_what_is_no_file_is_not_looked_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")  # which would keep its reader waiting
    assert list(record_notes([(str(tmp_path / "a.jsonl"), "a.jsonl")], PLAIN)) == []


@pytest.mark.parametrize("as_array", [False, True], ids=["lines", "an array"])
def test_json_in_another_encoding_is_told_in_one_line(tmp_path: Path, as_array: bool) -> None:
    records = [json.dumps({"title": "España y Perú", "text": "Perú y España"}, ensure_ascii=False)] * 30
    written = f"[{', '.join(records)}]" if as_array else "\n".join(records)
    path = tmp_path / ("a.json" if as_array else "a.jsonl")
    path.write_bytes(written.encode("cp1252"))
    (told,) = record_notes([(str(path), path.name)], PLAIN)
    mend = "iconv -f windows-1252 -t UTF-8 mends it"
    assert told == f"{path.name} is not in UTF-8, as JSON has to be, and its records that are not fail; {mend}"
    path.write_text(written)
    assert list(record_notes([(str(path), path.name)], PLAIN)) == []
