"""The word lists and weights that the reading of figures and of acts takes from the lexicon."""

from importlib.resources import files
from pathlib import Path

import pytest

import dyadwire.transforms.lexicon
import dyadwire.transforms.text
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.model import read_weights
from dyadwire.transforms.text.figures.tokens import split_form

LEXICON = load_lexicon()
SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for package in ("figures", "decide")
    for path in Path(dyadwire.transforms.text.__path__[0], package).rglob("*.py")
)


TABLES = ("act_lists", "figure_words")


@pytest.mark.parametrize("table", TABLES)
def test_every_list_is_read(table: str) -> None:
    names = {row["list"] for row in LEXICON[table]}
    assert [name for name in sorted(names) if f'"{name}"' not in SOURCES] == []


@pytest.mark.parametrize("table", TABLES)
def test_words_are_sorted_and_unique(table: str) -> None:
    text = files(dyadwire.transforms.lexicon).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    header, *rows = (line for line in text.splitlines() if not line.startswith("#"))
    assert header == "list,word"
    assert rows == sorted(set(rows))


def test_every_word_is_one_token() -> None:
    """Others would match nothing; only plurals are compared with the last word of a unit too, such as passers-by."""
    words = [row["word"] for row in LEXICON["figure_words"] if row["list"] != "plural"]
    numbers = [row["form"] for row in LEXICON["numbers"]]
    cues = [row["form"] for row in LEXICON["direction_cues"] if " " not in row["form"]]
    assert [word for word in (*words, *numbers, *cues) if split_form(word) != (word,)] == []


def test_features_are_sorted_and_unique() -> None:
    features = [feature for feature, _ in read_weights("figure_owner")]
    assert features == sorted(set(features))
