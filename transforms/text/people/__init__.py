"""Who the public figures of a text are, and which country each acts for."""

from __future__ import annotations

from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.findings import TITLE, CountrySpan, PersonSpan, SentenceSpan
from transforms.text.people.bearers import open_article
from transforms.text.people.gathering import gather_bearers
from transforms.text.people.passages import make_passages
from transforms.text.people.references import find_references

__all__ = ["find_people"]


def find_people(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    published_date: date | None,
) -> tuple[tuple[PersonSpan, ...], tuple[CountrySpan, ...]]:
    """Find people by title and by surname after; return them, and the countries with leaders merged in, in order.

    A leader's span is the name alone, never the title or the country word beside it. Country spans inside a person's
    full name (Israel Katz) are dropped. Linear in the length of the text.
    """
    passages = make_passages(text, title, sentences, countries)
    article = open_article(passages, lexicon, published_date)
    mentions = gather_bearers(article)
    find_references(article, mentions)
    people, leaders = [], []
    names: set[tuple[int, int, int]] = set()
    for (number, start, end), bearer in sorted(mentions.spans.items()):
        passage = passages[number]
        sentence = TITLE if passage.is_title else passage.sentence_at(start).number
        surface = passage.text[start:end]
        people.append(PersonSpan(sentence, start, end, surface, bearer.full_name, bearer.role, bearer.iso3))
        covered = [(span.start, span.end) for span in passage.spans_within(start, end)]
        names.update((sentence, *offsets) for offsets in covered)
        if bearer.acting and bearer.iso3:
            leaders.append(CountrySpan(sentence, start, end, surface, bearer.iso3, "leader"))
    kept = [span for span in countries if (span.sentence, span.start, span.end) not in names]
    return tuple(people), tuple(sorted([*kept, *leaders], key=lambda span: (span.sentence, span.start)))
