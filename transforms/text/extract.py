"""The engine's front door: one text in, everything found in it out."""

from __future__ import annotations

from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.countries import find_countries
from transforms.text.dyads import find_article_dyads, find_sentence_dyads
from transforms.text.figures import find_figures
from transforms.text.findings import TITLE, Extraction, SentenceSpan
from transforms.text.judge import Judge
from transforms.text.language import detect_language
from transforms.text.people import find_people
from transforms.text.sentences import split_sentences

SUPPORTED_LANGUAGES = frozenset({"en"})
# A text as short as "$20" has no language to tell and is read as any other; longer ones without a language are noise.
UNTOLD_CHARACTERS = 200


def extract(
    text: str,
    lexicon: Lexicon,
    *,
    title: str = "",
    published_date: date | None = None,
    judge: Judge | None = None,
) -> Extraction:
    """Find countries, people, dyads and figures in a text and its title.

    Offsets count characters of `text` as given (of `title` where the sentence is TITLE). A text in a language that
    is not supported gives its language and nothing else. `judge` is the trained pipeline that decides what rules leave
    open; without one the rules' own best guess stands. Linear in the length of the text.
    """
    language = detect_language(text or title)
    if language not in SUPPORTED_LANGUAGES and not (language is None and len(text) <= UNTOLD_CHARACTERS):
        return Extraction(language, False, (), (), (), (), (), ())
    sentences = split_sentences(text)
    if title:
        sentences = (SentenceSpan(TITLE, 0, len(title)), *sentences)
    places = find_countries(text, title, sentences, lexicon, judge)
    people, countries = find_people(text, title, sentences, places, lexicon, published_date)
    dyads = find_sentence_dyads(text, title, sentences, countries, lexicon, judge)
    focus = find_article_dyads(sentences, countries, dyads)
    figures = find_figures(text, title, sentences, countries, dyads, focus, lexicon, published_date)
    analysed = language in SUPPORTED_LANGUAGES and bool(text.strip())
    return Extraction(language, analysed, sentences, countries, people, dyads, focus, figures)
