"""The engine's findings as JSON: the contract of `dyadwire extract`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES, MAX_TEXT_CHARACTERS
from dyadwire.transforms.text.article.outlets import home_of, leading_address
from dyadwire.transforms.text.decide.explain import Decided, recording
from dyadwire.transforms.text.decide.model import model_names
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    Extraction,
    FigureSpan,
    PersonSpan,
    Phrase,
    SentenceDyad,
    SentenceSpan,
)
from dyadwire.transforms.text.formats.dates import parse_date
from dyadwire.transforms.text.formats.documents import UnusableError
from dyadwire.transforms.text.formats.json_records import read_object
from dyadwire.transforms.text.trained_pipeline import Judge

Json = dict[str, Any]
# What programs that read this JSON know columns as: it has acts by both, as it has `minor` beside `trivial`.
_OLDER_NAMES = {"status": "when", "act_class": "class"}


class LoadedEngine(NamedTuple):
    """The lexicon, its ISO codes, and the trained pipeline where one is used."""

    lexicon: Lexicon
    iso2: dict[str, str]
    judge: Judge | None


@cache
def load_engine(model: str | None) -> LoadedEngine:
    """Load the engine, once a process; DyadwireError where the trained pipeline is not installed."""
    lexicon = load_lexicon()
    iso2 = {row["iso3"]: row["iso2"] for row in lexicon["countries"]}
    try:
        return LoadedEngine(lexicon, iso2, Judge.load(model) if model else None)
    except OSError as error:
        raise DyadwireError(f"no spaCy pipeline {model!r} is installed; --model none does without") from error


def extract_lines(
    texts: Iterable[tuple[str | int, bytes]], engine: LoadedEngine, *, explain: bool = False
) -> Iterator[str]:
    """Extract each (name, bytes) and yield one line of JSON for it; what cannot be read yields a line with an error.

    A number in the name's place is that of a line, which must be JSON; what is named is JSON where it begins so. With
    `explain` each line tells its learned decisions too.
    """
    for name, content in texts:
        with recording(*(model_names() if explain else ())) as noted:
            found = _line(name, content, engine)
        if explain:
            found["decisions"] = [_decision(one) for one in noted]
        yield json.dumps(found, ensure_ascii=False, allow_nan=False)


def _decision(decided: Decided) -> Json:
    options = [
        {"option": option, "probability": round(likelihood, 4), "features": features}
        for option, (likelihood, features) in decided.options.items()
    ]
    return {"decision": decided.decision, "place": decided.place, "options": options}


def _line(name: str | int, content: bytes, engine: LoadedEngine) -> Json:
    if isinstance(name, str) and not content.lstrip().startswith(b"{"):
        text = content.decode("utf-8-sig", "replace")
        return extract_json(name, text, "", None, engine) | _wrong_with(content)
    try:
        if len(content) > MAX_DOCUMENT_BYTES:
            raise UnusableError("too_large", f"it has more than {MAX_DOCUMENT_BYTES:,} bytes")
        given = read_object(content)
    except UnusableError as error:
        where = f"line {name}: " if isinstance(name, int) else ""
        return {"id": None, "error": f"{error.reason}: {where}{error}"}
    text, title, published, url = (given.get(key) or "" for key in ("text", "title", "published_at", "url"))
    if not all(isinstance(value, str) for value in (text, title, published, url)):
        return {"id": _id_of(given), "error": "bad_record: 'text', 'title', 'published_at' and 'url' must be strings"}
    at = parse_date(published) if published else None
    return extract_json(_id_of(given), text, title, at.date() if at else None, engine, url)


def _id_of(given: Json) -> Any:
    """Return the id that a record gives; None for one that JSON or UTF-8 can't hold: NaN, half a character."""
    id_ = given.get("id")
    try:
        json.dumps(id_, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return None
    return id_


def _wrong_with(content: bytes) -> Json:
    """Return the error of bytes that are no text: none at all, a NUL among them, or not UTF-8."""
    if not content.strip():
        return {"error": "no_text: it is empty"}
    if b"\0" in content:
        return {"error": f"not_text: byte {content.index(0) + 1} is NUL"}
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return {"error": f"not_text: byte {error.start + 1} is not UTF-8"}
    return {}


def extract_json(
    id_: Any, text: str, title: str, published_date: date | None, engine: LoadedEngine, url: str = ""
) -> Json:
    """Extract one text and return the contract's object; a text that begins with an address needs no `url`."""
    return {"id": id_} | findings_of(text, title, published_date, engine, url)


def findings_of(text: str, title: str, published_date: date | None, engine: LoadedEngine, url: str = "") -> Json:
    """Extract one text and return its language and what was found in it, as plain JSON values; of none an error.

    A text that is too long is read as far as one of a lake is, which is told as its error.
    """
    is_long, text = len(text) > MAX_TEXT_CHARACTERS, text[:MAX_TEXT_CHARACTERS]
    home = home_of(url or leading_address(text), engine.lexicon)
    found = extract(
        text, engine.lexicon, title=title, published_date=published_date, outlet_country=home, judge=engine.judge
    )
    wrong = {} if text.strip() or title.strip() else {"error": "no_text: neither 'text' nor 'title' is given"}
    if is_long:
        wrong = {"error": f"too_long: of its text the first {MAX_TEXT_CHARACTERS:,} characters are read"}
    return {"language": found.language} | to_json(found, engine.iso2, text, title) | wrong


def to_json(found: Extraction, iso2: dict[str, str], text: str, title: str) -> Json:
    """Return what was found in a text as plain JSON values; in the title, apart, as its offsets are of that."""
    sentences = {sentence.number: sentence for sentence in found.sentences}
    of_text = _told(found, iso2, text, sentences, in_title=False)
    return of_text | {
        "blocs": [
            {"start": b.start, "end": b.end, "surface": b.surface, "code": b.iso3}
            for b in found.blocs
            if b.sentence != TITLE
        ],
        "sentences": [{"start": s.start, "end": s.end} for s in found.sentences if s.number != TITLE],
        "sentence_dyads": [
            _pair(pair, sentences[pair.sentence]) for pair in found.sentence_dyads if pair.sentence != TITLE
        ],
        "article_dyads": [
            {"dyad": list(pair.dyad), "salience": round(pair.salience, 4)}
            for pair in found.article_dyads
            if pair.salience >= DEFAULT_THRESHOLD
        ],
        "events": [{_OLDER_NAMES.get(name, name): value for name, value in act.items()} for act in of_text["acts"]],
        **{f"title_{name}": rows for name, rows in _told(found, iso2, title, sentences, in_title=True).items()},
    }


def _told(
    found: Extraction, iso2: dict[str, str], source: str, sentences: dict[int, SentenceSpan], *, in_title: bool
) -> Json:
    """Return who and what a text, or its title, tells; offsets are of that."""

    def here(sentence: int) -> bool:
        return (sentence == TITLE) is in_title

    return {
        "countries": [_country(span, iso2) for span in found.countries if here(span.sentence)],
        "acts": [_act(act, source, sentences[act.sentence]) for act in found.acts if here(act.sentence)],
        "figures": [_figure(figure) for figure in found.figures if here(figure.sentence)],
        "people": [_person(person) for person in found.people if here(person.sentence)],
    }


def _person(person: PersonSpan) -> Json:
    return {key: getattr(person, key) for key in ("start", "end", "surface", "full_name", "role", "iso3")}


def _pair(pair: SentenceDyad, sentence: SentenceSpan) -> Json:
    return {
        "dyad": list(pair.dyad),
        "sentence": pair.sentence,
        "start": sentence.start,
        "end": sentence.end,
        "explicit": pair.explicit,
        "relational": pair.relational,
        "directed": list(pair.directed) if pair.directed else None,
    }


def _act(act: ActSpan, text: str, sentence: SentenceSpan) -> Json:
    fields = {key: getattr(act, key) for key in ("sentence", "actor", "recipient", "code", "mutual")}
    fields |= {"status": act.when, "confidence": act.confidence}
    fields |= {"start": sentence.start, "end": sentence.end, "act_class": act.quad, "period": _phrase(act.period)}
    fields["background"] = act.background
    fields["trigger"] = None
    if act.trigger:
        start, end = act.trigger
        fields["trigger"] = {"text": text[start:end], "start": start, "end": end}
    return fields


def _country(span: CountrySpan, iso2: dict[str, str]) -> Json:
    fields = {key: getattr(span, key) for key in ("start", "end", "surface", "iso3", "kind", "use")}
    return fields | {"iso2": iso2.get(span.iso3)}


def _figure(figure: FigureSpan) -> Json:
    fields = figure._asdict() | {"dyad": list(figure.dyad) if figure.dyad else None}
    fields |= {"rate_date": figure.rate_date and figure.rate_date.isoformat(), "countries": list(figure.countries)}
    fields |= {"period": _phrase(figure.period), "baseline": _phrase(figure.baseline)}
    return fields | {"minor": figure.trivial}


def _phrase(phrase: Phrase | None) -> Json | None:
    if phrase is None:
        return None
    start, end = (day.isoformat() if day else None for day in (phrase.start, phrase.end))
    return {"text": phrase.text, "start": start, "end": end}
