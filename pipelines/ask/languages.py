"""Languages in questions: by code or English name, and only those that a lake has articles in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from dyadwire.pipelines.errors import DyadwireError

# The languages that are read.
NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi",
    "id": "Indonesian", "it": "Italian", "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
_CODES = {name.lower(): code for code, name in NAMES.items()}


class Language(click.ParamType[str]):
    """A language that articles are read in."""

    name = "LANGUAGE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its ISO 639-1 code; a usage error where it is none that is read."""
        word = str(value).strip().lower()
        if word not in NAMES and word not in _CODES:
            known = ", ".join(f"{code} ({name})" for code, name in NAMES.items())
            self.fail(f"no articles in {value!r} are read; there are {known}", param, ctx)
        return _CODES.get(word, word)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --language; the command receives `languages`, a tuple of codes."""
    help_text = "Only articles in this language: ru, or Russian; shares are of those (repeatable)."
    return click.option("--language", "languages", type=Language(), multiple=True, help=help_text)(command)


def check_languages(connection: Any, languages: Sequence[str]) -> list[str] | None:
    """Return the languages as macros take them, None for all; DyadwireError where the lake has nothing in one."""
    if not languages:
        return None
    from dyadwire.pipelines.ask.query import rows  # help and completion don't pay for DuckDB

    question = "SELECT DISTINCT language FROM base.articles WHERE analysed AND language IS NOT NULL ORDER BY language"
    held = [code for (code,) in rows(connection, question)[1]]
    for code in languages:
        if code not in held:
            there = f"; there are {', '.join(map(name_of_language, held))}" if held else ""
            raise DyadwireError(f"the lake has no article in {name_of_language(code)}{there}")
    return list(dict.fromkeys(languages))


def name_of_language(code: str) -> str:
    """Return the English name of a language, or its code where it is none that is read.

    >>> name_of_language("ru"), name_of_language("el")
    ('Russian', 'el')
    """
    return NAMES.get(code, code)


def language_notes(languages: Sequence[str] | None) -> list[str]:
    """Say that a page is of some languages; nothing where it is of all.

    >>> language_notes(["ru", "zh"])
    ['Articles in Russian and Chinese alone, and shares of those.']
    """
    named = " and ".join(map(name_of_language, languages or ()))
    return [f"Articles in {named} alone, and shares of those."] if named else []


def english_only(what: str, languages: Sequence[str] | None) -> list[str]:
    """Say that something is read in English alone, where a question leaves English out."""
    return [read_in_english(what)] if languages and "en" not in languages else []


def read_in_english(what: str) -> str:
    """Say that something is read in English alone.

    >>> read_in_english("Acts")
    'Acts are read in English articles only.'
    """
    return f"{what} are read in English articles only."
