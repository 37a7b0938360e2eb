"""Find the people named in a text, and the country of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.people.person import find_people_named
from dyadwire.transforms.text.decide.people.person_country import decide_countries
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.findings import TITLE, CountrySpan, PersonSpan
from dyadwire.transforms.text.people.find.named import find_named
from dyadwire.transforms.text.people.find.passages import FoldedPassage, make_passages
from dyadwire.transforms.text.people.find.register import Named
from dyadwire.transforms.text.people.resolve.gathering import gather_officials
from dyadwire.transforms.text.people.resolve.officials import Official, open_article
from dyadwire.transforms.text.people.resolve.references import find_references

Decided = Sequence[tuple[Named, str]]  # people with the country of each


def find_people(
    document: Document,
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    published_date: date | None,
    outlet_country: str | None = None,
) -> tuple[tuple[PersonSpan, ...], tuple[CountrySpan, ...]]:
    """Find everybody whom an article names and whose country it tells, and all who hold an office.

    Return them, and the countries with acting leaders merged in, both in order. A leader's span is the name alone,
    never the title or the country word beside it. Country spans inside a person's full name (Israel Katz) are dropped.
    Linear in the length of the text.
    """
    passages = make_passages(document, countries, lexicon)
    officials = _find_officials(passages, lexicon, published_date, outlet_country)
    known = [span for span, _ in officials]
    named = _set_known_countries(find_named(passages, known, lexicon), officials)
    people_named = find_people_named(named, passages, lexicon)
    towns = _towns_in_names([one for one, _ in people_named], passages)
    told = [passage.without(towns) for passage in passages] if towns else passages
    decided = decide_countries(people_named, told, outlet_country, lexicon)
    people = sorted(
        [*_spans_of_officials(officials, decided), *_spans_of_others(decided, passages)], key=lambda one: one[:2]
    )
    spans = [*_outside_names(countries, people, passages), *_acting_leaders(officials)]
    spans = [span for span in spans if span not in towns]
    return tuple(people), tuple(sorted(spans, key=lambda span: (span.sentence, span.start)))


def _towns_in_names(people: Iterable[Named], passages: Sequence[FoldedPassage]) -> set[CountrySpan]:
    """Return the towns that people are called, which tell of nobody: Bello, Hassan, Milan."""
    names = ((passages[number], start, end) for one in people for number, start, end in one.places)
    within = ((span, end) for passage, start, end in names for span in passage.spans_within(start, end))
    return {span for span, end in within if span.kind == "city" and span.end < end}


def _outside_names(
    countries: Iterable[CountrySpan], people: Sequence[PersonSpan], passages: Sequence[FoldedPassage]
) -> Iterator[CountrySpan]:
    """Yield the countries that are no part of a person's name."""
    inside = {
        (one.sentence, span.start, span.end)
        for one in people
        for span in passages[_passage_of(one, passages)].spans_within(one.start, one.end)
    }
    return (span for span in countries if (span.sentence, span.start, span.end) not in inside)


def _acting_leaders(officials: Iterable[tuple[PersonSpan, Official]]) -> Iterator[CountrySpan]:
    """Yield the leaders in office, as their countries."""
    for one, official in officials:
        if official.acting and official.iso3:
            yield CountrySpan(one.sentence, one.start, one.end, one.surface, official.iso3, "leader")


def _passage_of(span: PersonSpan, passages: Sequence[FoldedPassage]) -> int:
    return next(at for at, passage in enumerate(passages) if passage.is_title is (span.sentence == TITLE))


def _find_officials(
    passages: tuple[FoldedPassage, ...], lexicon: Lexicon, published_date: date | None, outlet_country: str | None
) -> list[tuple[PersonSpan, Official]]:
    """Find those who hold an office."""
    article = open_article(passages, lexicon, published_date, outlet_country)
    mentions = gather_officials(article)
    find_references(article, mentions)
    return [
        (_span(passages[number], start, end, official.full_name, official.told, official.iso3), official)
        for (number, start, end), official in sorted(mentions.spans.items())
    ]


def _span(passage: FoldedPassage, start: int, end: int, name: str, role: str | None, iso3: str | None) -> PersonSpan:
    sentence = TITLE if passage.is_title else passage.sentence_at(start).number
    return PersonSpan(sentence, start, end, passage.text[start:end], name, role, iso3)


def _set_known_countries(named: Sequence[Named], officials: Sequence[tuple[PersonSpan, Official]]) -> list[Named]:
    """Set whom acting officials act for, as rules know it; leave out those of international bodies."""
    by_name = {span.full_name: official for span, official in officials}
    kept = []
    for one in named:
        official = by_name[one.known.full_name] if one.known else None
        if official is None or not official.of_body:
            one.acts_for = official.iso3 if official and official.acting else None
            kept.append(one)
    return kept


def _spans_of_officials(officials: Sequence[tuple[PersonSpan, Official]], decided: Decided) -> Iterator[PersonSpan]:
    """Yield the spans of officials, named as the article does, with the country that was decided."""
    found = {one.known.full_name: (one.text, iso3) for one, iso3 in decided if one.known}
    for span, _ in officials:
        name, iso3 = found.get(span.full_name, (span.full_name, None))
        yield span._replace(full_name=name, iso3=iso3)


def _spans_of_others(decided: Decided, passages: Sequence[FoldedPassage]) -> Iterator[PersonSpan]:
    """Yield the spans of everybody else, who have no role, and of officials in spellings that rules did not know."""
    for one, iso3 in decided:
        role = one.known.role if one.known else None
        for place in one.spelled if one.known else one.places:
            yield _span(passages[place.passage], place.start, place.end, one.text, role, iso3)
