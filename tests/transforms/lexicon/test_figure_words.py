"""The word lists and weights that the reading of figures takes from the lexicon."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import transforms.lexicon
import transforms.text.figures
from transforms.lexicon import load_lexicon

LEXICON = load_lexicon()
SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(transforms.text.figures.__path__[0]).rglob("*.py"))


def test_every_list_is_read() -> None:
    names = {row["list"] for row in LEXICON["figure_words"]}
    assert [name for name in sorted(names) if f'"{name}"' not in SOURCES] == []


def test_words_are_sorted_and_unique() -> None:
    text = files(transforms.lexicon).joinpath("figure_words.csv").read_text(encoding="utf-8")
    header, *rows = (line for line in text.splitlines() if not line.startswith("#"))
    assert header == "list,word"
    assert rows == sorted(set(rows))


def test_traits_are_sorted_and_unique() -> None:
    traits = [(row["of"], row["trait"]) for row in LEXICON["figure_whose"]]
    assert traits == sorted(set(traits))
