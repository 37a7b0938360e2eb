"""Names under which the records of other programs keep the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dyadwire.transforms.text.formats.markup import html_to_text

# Ours first; then, in the order of trust, those of news-please, Fundus, Media Cloud, GDELT, CC-NEWS, NewsAPI and of
# hand-made tables, in other languages too. Written without case and signs: "Publish Date" is publishdate.
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "url": ("url", "link", "articleurl", "weburl", "pageurl", "permalink", "documentidentifier", "sourceurl", "href"),
    "title": (
        "title",
        "headline",
        "pagetitle",
        "titlepage",
        "webtitle",
        "articletitle",
        *("titel", "überschrift", "schlagzeile", "título", "titular", "titre", "titolo", "заголовок", "标题"),
    ),
    "text": (
        *("text", "body", "maintext", "plaintext", "fulltext", "bodytext", "articletext", "articlebody"),
        *("storytext", "textcontent", "content", "article", "story"),
        *("artikeltext", "volltext", "texto", "texte", "testo", "текст", "正文"),
    ),
    "html": ("html", "rawhtml", "bodyhtml", "contenthtml"),
    "outlet": (
        *("outlet", "sourcedomain", "medianame", "outletname", "publisher", "sourcename", "sourcecommonname"),
        *("domain", "newspaper", "publication", "source", "mediaurl"),
        *("quelle", "zeitung", "fuente", "fonte", "источник", "издание", "来源"),
    ),
    "author": ("author", "authors", "byline", "autor", "auteur", "autore", "автор", "作者"),
    "published_at": (
        *("publishedat", "publisheddate", "datepublish", "datepublished", "publishdate", "publishingdate"),
        *("publicationdate", "webpublicationdate", "pubdate", "published", "seendate", "date", "datetime", "timestamp"),
        *("datum", "fecha", "дата", "日期"),
    ),
    "fetched_at": ("fetchedat", "datedownload", "downloaddate", "crawldate", "crawledat", "retrievedat"),
}
# What readers of feeds keep of an article. Its text only where no name of a text or of html is there, but one of a
# title or an address: other things than articles are described, too.
_SUMMARIES = ("summary", "description")
_DATES = ("published_at", "fetched_at")
_EXACT = 2**53  # up to which a double tells whole numbers apart
_SIGNS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</(?:p|div|article|body|li|blockquote)>", re.IGNORECASE)


def known_names(names: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return for each field the names of a record that may hold it, the most trusted first; none for those it lacks.

    `given` names the fields that the user maps: each is in that one alone.

    >>> known_names(["Headline", "body", "n"])
    {'title': ('Headline',), 'text': ('body',)}
    >>> known_names(["url", "summary"]), known_names(["url", "summary", "content"])
    ({'url': ('url',), 'text': ('summary',)}, {'url': ('url',), 'text': ('content',)})
    >>> known_names(["name", "description"])
    {}
    """
    return dict(_known(tuple(names), tuple((given or {}).items())))


def is_summary(name: str) -> bool:
    """Tell whether a name is one of those that hold the text of an article only where no other does."""
    return _folded(name) in _SUMMARIES


@lru_cache(4)  # the records of a file mostly have the same names: a few, as hostile ones may have a million
def _known(written: tuple[str, ...], named: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    folded: dict[str, str] = {}
    for name in written:
        folded.setdefault(_folded(name), name)
    found = {field: tuple(folded[name] for name in usual if name in folded) for field, usual in USUAL.items()}
    for field, usual in found.items():  # a name of ours means what it says, whatever else is alike
        found[field] = tuple(dict.fromkeys(([field] if field in written else []) + list(usual)))
    given = dict(named)
    taken = set(given.values())
    found = {field: tuple(name for name in usual if name not in taken) for field, usual in found.items()}
    found |= {field: (name,) for field, name in given.items()}
    if (found["title"] or found["url"]) and not (found["text"] or found["html"]):
        found["text"] = tuple(folded[name] for name in _SUMMARIES if name in folded and folded[name] not in taken)
    return {field: usual for field, usual in found.items() if usual}


def _folded(name: str) -> str:
    return _SIGNS.sub("", name.lower())


def field_values(record: Mapping[str, Any], given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the fields of an article that a record holds, each from the first of its names with a value.

    Values are made text, as programs write them otherwise: lists of authors and paragraphs, numbers of dates and ids,
    bodies of Fundus. What can't be made text stays as it is, for the reader to refuse. What is no number (NaN) is
    nothing: a data frame writes it so.

    >>> field_values({"headline": "A", "body": ["B", "C"], "publish_date": 1782864000})
    {'title': 'A', 'text': 'B\\n\\nC', 'published_at': '1782864000'}
    """
    known = known_names(record, given)
    found = {field: text for field, names in known.items() if (text := _first_of(field, record, names)) is not None}
    if is_summary(known.get("text", ("",))[0]) and "text" not in (given or {}):
        return found | {"text": _read_summary(found.get("text"))}
    if "html" not in found and isinstance(found.get("text"), str) and "text" not in record:
        text = found["text"]
        if _MARKUP.search(text):  # a feed's or a site's content as it was written
            found["html"] = f"<html><body><article>{found.pop('text')}</article></body></html>"
    return found


def _read_summary(written: Any) -> str:
    """Return the text of a summary, markup as feeds write it: a piece, which no page's reader finds a text in."""
    return html_to_text(written) if isinstance(written, str) else ""


def value_of(field: str, record: Mapping[str, Any], given: Mapping[str, str] | None = None) -> Any:
    """Return one field of those of `field_values`, but for texts that are markup; None where a record lacks it.

    >>> value_of("published_at", {"headline": "A", "publish_date": 1782864000})
    '1782864000'
    """
    return _first_of(field, record, known_names(record, given).get(field, ()))


def _first_of(field: str, record: Mapping[str, Any], names: Iterable[str]) -> Any:
    """Return the value of the first of some names of a record that has one."""
    for name in names:
        value = _unwrapped(record.get(name))
        if value is None or value == "" or value != value:  # NaN: what a data frame has where it has nothing
            continue
        if (text := _as_text(field, value)) is not None:
            return text
    return None


def _unwrapped(value: Any) -> Any:
    """Return what a value of an export of MongoDB holds, as {"$date": "2026-10-01"} or {"$oid": "5f"}; else itself."""
    while isinstance(value, Mapping) and len(value) == 1 and next(iter(value)).startswith("$"):
        (value,) = value.values()
    return value


def _as_text(field: str, value: Any) -> Any:
    if isinstance(value, str):
        return value
    if field in _DATES or field == "id":
        if _is_whole(value):
            return str(value)  # every digit: ids have more than a double holds
        if isinstance(value, float) and (field != "id" or (value.is_integer() and abs(value) < _EXACT)):
            return f"{value:.0f}"
    if isinstance(value, Mapping):
        return _of_object(field, value)
    return _of_list(field, value) if isinstance(value, list) and field != "id" else value  # one of several is no id


def _of_list(field: str, value: list[Any]) -> Any:
    """Return the text of a list: of authors the names, of paragraphs all, else the first; nulls stand for nothing."""
    if field == "author":
        value = [each.get("name") if isinstance(each, Mapping) else each for each in value]
    texts = [each for each in value if each is not None]
    if not texts or not all(isinstance(each, str) for each in texts):
        return texts or None
    joints = {"author": ", ", "text": "\n\n", "html": "\n"}
    return joints[field].join(texts) if field in joints else texts[0]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _of_object(field: str, value: Mapping[str, Any]) -> Any:
    """Return the text of a nested value: the name of a source or author; the sections of a body of Fundus."""
    if field != "text":
        return next((value[key] for key in ("name", "title", "domain") if isinstance(value.get(key), str)), value)
    sections = value.get("sections")
    parts = [value.get("summary"), *_parts(sections if isinstance(sections, list) else [])]
    lines = [line for part in parts if isinstance(part, list) for line in part if isinstance(line, str)]
    return "\n\n".join(lines) or value


def _parts(sections: list[Any]) -> list[Any]:
    found = [section for section in sections if isinstance(section, Mapping)]
    return [section.get(key) for section in found for key in ("headline", "paragraphs")]
