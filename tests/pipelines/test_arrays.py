"""Arrays of JSON that were cut off, joined, or closed once too often, and records that are laid out in other ways."""

import gzip
import json

import pytest

from dyadwire.pipelines.run.cut import cut
from dyadwire.pipelines.run.input_kinds import json_kind
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.text.formats.documents import Document
from dyadwire.transforms.text.formats.json_arrays import is_json

RECORDS = [{"title": f"T{number}", "text": "x" * number} for number in range(6)]
PIECES = [json.dumps(record) for record in RECORDS]


@pytest.fixture(params=[40, 100_000], ids=["small slices", "one slice"])
def read(tmp_path, monkeypatch, request):
    """Return what reads an array, plain and packed alike: its titles, and its failures."""
    for size in ("SLICE_BYTES", "TEXT_SLICE_BYTES", "PACKED_SLICE_BYTES"):
        monkeypatch.setattr(f"dyadwire.pipelines.run.cut.{size}", request.param)

    def read(content):
        both = []
        for name, body in (("a.json", content), ("a.json.gz", gzip.compress(content))):
            (tmp_path / name).write_bytes(body)
            found = [each for part in cut(str(tmp_path / name), "a") for each in read_slice(part.slice)]
            documents = [each.body for each in found if isinstance(each, Document)]
            both.append((documents, [str(each) for each in found if not isinstance(each, Document)]))
        assert both[0] == both[1]
        return both[0]

    return read


def test_no_integer_is_too_long(read):
    piece = '{"title": "T", "id": %s}' % ("9" * 5000)
    documents, failures = read(f"[{PIECES[0]}, {piece}".encode())
    assert [len(body) for body in documents] == [len(PIECES[0]), len(piece)]
    assert failures == ["a: the array is cut off: no ] ends it"]
    assert json_kind(f"{piece}\n{PIECES[0]}\n".encode()) == "jsonl"


@pytest.mark.parametrize("kept", [0, 1, 3, 6])
@pytest.mark.parametrize("end", ["", ",", ",\n", "\n , "])
def test_an_array_that_is_cut_off_between_its_records_is_a_failure(read, kept, end):
    documents, failures = read(("[" + ", ".join(PIECES[:kept]) + end * bool(kept)).encode())
    assert [json.loads(body) for body in documents] == RECORDS[:kept]
    assert failures == ["a: the array is cut off: no ] ends it"]


def test_an_array_that_is_cut_off_within_a_record_is_one_failure_of_that(read):
    documents, failures = read(("[" + ", ".join(PIECES))[:-5].encode())
    assert len(documents) == 6
    assert failures == []  # the last document is no JSON, which its reader tells


@pytest.mark.parametrize("end", ["]", "]\n", ",]", "\n]\r\n "])
def test_a_whole_array_is_no_failure(read, end):
    documents, failures = read(("[" + ", ".join(PIECES) + end).encode())
    assert [json.loads(body) for body in documents] == RECORDS
    assert failures == []


@pytest.mark.parametrize("joint", ["", "\n", "\n\n", ",\n", "\ufeff"])
def test_of_arrays_that_were_joined_no_record_is_lost(read, joint):
    content = f"[{', '.join(PIECES[:3])}]{joint}[{', '.join(PIECES[3:])}]\n"
    documents, failures = read(content.encode())
    assert [json.loads(body) for body in documents] == RECORDS
    assert failures == []


def test_a_bracket_too_many_costs_its_own_record_alone(read):
    documents, failures = read(f"[{PIECES[0]}}}, {', '.join(PIECES[1:])}]".encode())
    assert [json.loads(body) for body in documents[1:]] == RECORDS[1:]
    assert failures == []
    documents, failures = read(f"[{', '.join(PIECES)}] and more".encode())
    assert [json.loads(body) for body in documents[:-1]] == RECORDS
    assert documents[-1] == b"and more"


def read_file(path):
    found = [each for part in cut(str(path), path.name) for each in read_slice(part.slice)]
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [str(each) for each in found if not isinstance(each, Document)]


LINES = "".join(f"{piece}\n" for piece in PIECES)
INDENTED = "".join(json.dumps(record, indent=2) + "\n" for record in RECORDS)
LISTED = ", ".join(PIECES)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"[{LISTED}]"),
        ("a.jsonl", "[\n" + LINES.replace("\n", ",\n").rstrip(",\n") + "\n]\n"),
        ("a.jsonl", "[" + LINES.replace("\n", ",\n").rstrip(",\n") + "]\n"),
        ("a.jsonl", LINES.replace("\n", ",\n")),
        ("a.jsonl", LINES.replace("\n", ", \r\n")),
        ("a.jsonl", INDENTED),
        ("a.json", INDENTED),
        ("a.json", "\ufeff" + INDENTED),
        ("a.json", LINES.replace("\n", " ")),
        ("a.json", f'{{"status": "ok", "totalResults": 6, "articles": [{LISTED}]}}'),
        ("a.json", f'{{"status": "ok", "totalResults": 6, "articles": [{LISTED}]}}\n'),
        ("a.json", f'{{"response": {{"status": "ok", "pages": 9, "results": [{LISTED}], "next": 2}}}}'),
        ("a.json", json.dumps({"items": RECORDS, "count": 6}, indent=1)),
        ("a.jsonl", "".join(f'{{"articles": [{", ".join(PIECES[n : n + 3])}]}}\n' for n in (0, 3))),
    ],
)
def test_records_are_read_however_programs_lay_them_out(tmp_path, name, content, packed):
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    documents, failures = read_file(path)
    assert [json.loads(each.body.decode("utf-8-sig")) for each in documents] == RECORDS
    assert len({each.uri for each in documents}) == len(RECORDS)
    assert failures == []
    for each in documents:  # which are told by their bytes
        place = int(each.uri.partition("#")[2])
        assert content.encode()[place:].startswith(each.body[:20])


@pytest.mark.parametrize(
    "record",
    [
        {"title": "A", "results": [{"title": "B"}]},
        {"results": [{"title": "B"}], "text": "A"},
        {"items": [], "headline": "A"},
        {"data": {"articles": 2}, "body": "A"},
        {"data": [{"n": 1}], "main_text": "A"},
        {"news": [{"n": 1}], "Überschrift": "A"},
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_list_within_an_article_is_no_list_of_articles(tmp_path, name, record):
    (tmp_path / name).write_text(json.dumps(record, ensure_ascii=False))
    documents, failures = read_file(tmp_path / name)
    assert [json.loads(each.body) for each in documents] == [record]
    assert failures == []


def test_of_records_one_behind_the_other_a_broken_one_costs_no_other(tmp_path):
    (tmp_path / "a.json").write_text(INDENTED.replace('"T2"', '"T2'))
    documents, _ = read_file(tmp_path / "a.json")
    whole = [each.body for each in documents if is_json(each.body)]
    assert [json.loads(body)["title"] for body in whole] == ["T0", "T1", "T3", "T4", "T5"]
    assert len(documents) == 6


def test_a_list_that_is_cut_off_is_told(tmp_path):
    (tmp_path / "a.json").write_text(f'{{"articles": [{", ".join(PIECES[:3])},')
    documents, failures = read_file(tmp_path / "a.json")
    assert [json.loads(each.body) for each in documents] == RECORDS[:3]
    assert failures == ["a.json: the list of records is cut off: no ] ends it"]


def test_records_that_are_all_broken_are_not_looked_through_for_ever(tmp_path):
    (tmp_path / "a.json").write_text('{\n"a":\n' * 300_000)
    documents, _ = read_file(tmp_path / "a.json")
    assert len(documents) == 100


def test_answers_that_were_joined_are_lists_each(tmp_path):
    answers = [json.dumps({"status": "ok", "articles": RECORDS[at : at + 3]}, indent=1) for at in (0, 3)]
    (tmp_path / "a.json").write_text("\n".join(answers))
    documents, failures = read_file(tmp_path / "a.json")
    assert [json.loads(each.body) for each in documents] == RECORDS
    assert failures == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_list_within_an_article_of_own_names_is_no_list_of_articles(tmp_path, name):
    record = {"kop": "A", "tekst": "B", "documents": [{"title": "C"}]}
    (tmp_path / name).write_text(json.dumps(record))
    parts = [found.slice for found in cut(str(tmp_path / name), name)]
    documents = [each for part in parts for each in read_slice(part, {"title": "kop", "text": "tekst"})]
    assert [json.loads(each.body) for each in documents] == [record]
