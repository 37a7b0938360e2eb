"""Pages of answers: a table, or passages to read. `report` writes them to files, `serve` shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.answer import Answer, AsTyped, Row, collected_first
from dyadwire.pipelines.ask.passages import Passage
from dyadwire.pipelines.ask.periods import HEADINGS, label
from dyadwire.pipelines.ask.places import name_of, names_in_all_languages
from dyadwire.pipelines.ask.values import estimate_text, is_estimate, is_share, json_text, number_text, percent, text_of
from dyadwire.pipelines.ask.wording import CALLED, CODED, in_words, pieces
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.html import Site, asset, href, own_code, page
from dyadwire.pipelines.pages.network_plot import network_plot
from dyadwire.pipelines.pages.words import each_reworded, for_page

_LONGEST_CELL = 500  # characters: a table is looked over, its downloads have all


class Cell(NamedTuple):
    """What a cell says, what it is sorted by, if it is a number, and where it leads."""

    text: str
    value: Any = ""
    number: bool = False
    href: str = ""
    outside: bool = False


class PageFrame(NamedTuple):
    """All of a page but its answer: headings, links, form and drawings. A page in a file has no links and no form."""

    here: str  # the page, as `Site.to` takes it
    heading: str
    columns: tuple[str, ...] = ()  # that a table shows; where empty, those of a terminal
    passage: Callable[[dict[str, Any]], Passage] | None = None  # how a row is read, where it is no row of a table
    about: str = ""  # the name of the pair
    pair: str = ""  # its page
    asked: dict[str, Any] = {}  # noqa: RUF012 — the period, for links; it is never changed
    counted_at: Callable[[str, dict[str, Any]], str] | None = None  # from a count to the address of what it counts
    fields: Sequence[Any] = ()
    sort: Callable[[str], tuple[str, str]] | None = None  # from a column to its address and its order now
    links: Sequence[tuple[str, str]] = ()
    beside: Sequence[tuple[str, str]] = ()  # labels and addresses of pages that a reader may want instead
    first: int = 1
    counted: str = ""
    searched: bool = False
    drawing: Any = None
    plots: Sequence[Any] = ()
    nothing: str = "Nothing is known of this."


def write_index(answer: Answer, site: Site) -> str:
    """Return the page of all pairs, from an answer of `top`, for a folder."""
    none = "No pair has as many articles as were asked for."
    heading = "Pairs of countries in the news"
    return write_answer(answer, site, PageFrame("index", heading, searched=True, nothing=none))


def write_movers(answer: Answer, site: Site) -> str:
    """Return the page of the pairs whose coverage changed, for a folder: without the form that its notes point to."""
    told = tuple(note if isinstance(note, AsTyped) else note.replace(" (see --all)", "") for note in answer.notes)
    return write_answer(answer._replace(notes=told), site, PageFrame("movers", "Movers", nothing="No pair is listed."))


def write_network(answer: Answer, site: Site) -> str:
    """Return the page of the network, for a folder."""
    drawing = network_plot(answer) if answer.rows else None
    return write_answer(answer, site, PageFrame("network", "Network", drawing=drawing, nothing="No pair at all."))


def write_answer(answer: Answer, site: Site, frame: PageFrame) -> str:
    """Return an answer as a page."""
    named = [_labelled(answer, at, row) for at, row in enumerate(answer.named)]
    columns = frame.columns or answer.brief or answer.columns
    is_drawn = frame.plots or frame.drawing  # then what was collected is told above the chart, and the rest below
    notes = collected_first(answer.notes) if is_drawn else [*answer.notes]
    shown = 1 if is_drawn else len(notes)
    passages = [_read(row, frame.passage(row)) for row in named] if frame.passage else []
    rows = [] if frame.passage else [_row(columns, row, site, frame) for row in named]
    return str(
        page("answer.html").render(
            **own_code(asset("report.css"), asset("index.js"), live=site.live),
            **frame._asdict(),
            site=site,
            title=clean(f"{frame.heading}: {frame.about}" if frame.about else frame.heading),
            told=clean(for_page(f"{answer.title}.")) if answer.title else "",
            above=[clean(each_reworded([note], for_page)) for note in notes[:shown]],
            below=[clean(each_reworded([note], for_page)) for note in notes[shown:]],
            here_plain=site.to(frame.here),
            heads=_heads(columns, rows, frame, answer.by),
            rows=rows,
            known=_known(named) if frame.searched else "",
            passages=passages,
        )
    )


def _labelled(answer: Answer, at: int, row: dict[str, Any]) -> dict[str, Any]:
    """Name the cells of a row, its period as people write it, with its sign where it was collected in part."""
    sign = "".join(f" {sign}" for row_at, sign in answer.marks if row_at == at)
    return row | {"starts": row["period"], "period": label(row["period"], answer.by) + sign} if answer.by else row


def _heads(columns: Sequence[str], rows: Sequence[dict[str, Any]], frame: PageFrame, by: str) -> list[dict[str, Any]]:
    """Return the heads of a table, each told whether any cell below it is a number."""
    numbers = [any(row["cells"][at].number for row in rows) for at in range(len(columns))]
    return [_head(name, number, frame, by) for name, number in zip(columns, numbers, strict=True)]


def _head(name: str, number: bool, frame: PageFrame, by: str) -> dict[str, Any]:
    address, order = frame.sort(name) if frame.sort else ("", "")
    heads = CALLED | ({"period": HEADINGS[by]} if by else {})
    return {"name": heads.get(name, clean(name.replace("_", " "))), "number": number, "href": address, "sorted": order}


def _row(columns: Sequence[str], row: dict[str, Any], site: Site, frame: PageFrame) -> dict[str, Any]:
    names = f"{row.get('pair', '')} {row.get('dyad', '')}"
    return {"names": names, "dyad": row.get("dyad", ""), "cells": [_cell(name, row, site, frame) for name in columns]}


def _known(rows: Sequence[dict[str, Any]]) -> str:
    """Return as JSON, for each code of these pairs, its names in all languages in one text, a space before each."""
    codes = {code for row in rows for code in row["dyad"].split("-")}
    names = names_in_all_languages(sorted(codes))
    return json_text({code: _without_marks("".join(f" {name}" for name in names[code])) for code in names})


def _without_marks(text: str) -> str:
    """Drop what a browser calls a mark, vowel signs of Hindi too: it can't tell them from accents."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "M")


def _cell(name: str, row: dict[str, Any], site: Site, frame: PageFrame) -> Cell:
    value, asked = row[name], frame.asked
    if name == "pair" and site.pages:
        return Cell(value, value, href=site.to(f"pair/{row['dyad']}", **asked))
    if name == "source" and site.live:
        return Cell(name_of(value), href=site.to(f"pair/{row['source']}-{row['target']}", **asked))
    if name == "url":
        return Cell(clean(value or ""), href=href(value), outside=True)
    if name in CODED and value:
        return plain_cell(in_words(name, value))
    if value is None and is_share(name) and row.get("collected_days"):
        return Cell("", -1, number=True)  # no share of nothing is not a gap
    cell = plain_cell(value, share=is_share(name))
    if is_estimate(name) and cell.number:
        return cell._replace(text=estimate_text(value))
    if name == "collected_days" and row.get("days", 1) > 1:
        return cell._replace(text=f"{cell.text} of {number_text(row['days'])}")
    return cell._replace(href=frame.counted_at(name, row)) if frame.counted_at and cell.number else cell


def plain_cell(value: Any, *, share: bool = False) -> Cell:
    """Return a value as a cell: numbers as people read them, long texts cut.

    >>> plain_cell(1234567).text, plain_cell(0.5, share=True).text, plain_cell(None).text, plain_cell(True).text
    ('1,234,567', '50.0%', '–', 'yes')
    """
    if value is None:
        return Cell("–", -1, number=share)
    if isinstance(value, bool):
        return Cell("yes" if value else "no", value)
    if isinstance(value, int | float):
        return Cell(percent(value) if share else number_text(value), value, number=True)
    text = json_text(value) if isinstance(value, list | dict) else clean(text_of(value))
    return Cell(text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…", text[:_LONGEST_CELL])


def _read(row: dict[str, Any], passage: Passage) -> dict[str, Any]:
    pieces = list(_pieces(passage.text, passage.marks)) if passage.text else []
    return {"heading": clean(passage.heading), "href": href(row.get("url")), "pieces": pieces}


def _pieces(text: str, marks: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    yield from ((piece, bool(mark)) for piece, mark in pieces(text, [{"iso3": "?", **mark} for mark in marks]))


def sorted_rows(answer: Answer, column: str, *, down: bool) -> list[Row]:
    """Return the rows in the order of a column, unknown values last."""
    at = answer.columns.index(column)
    known = sorted((row for row in answer.rows if row[at] is not None), key=lambda row: row[at], reverse=down)
    return [*known, *(row for row in answer.rows if row[at] is None)]
