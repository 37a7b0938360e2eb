"""The pages of a server, each as HTML, JSON and CSV from one answer."""

from __future__ import annotations

import io
from typing import Any

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.languages import check_languages
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_answer import SPLIT_COLUMNS
from dyadwire.pipelines.ask.values import json_text, json_value
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.pages.answers import PageFrame, sorted_rows, write_answer
from dyadwire.pipelines.pages.network_plot import network_plot
from dyadwire.pipelines.pages.report import PAGES_OF_A_PAIR, write_report
from dyadwire.pipelines.pages.words import each_reworded, for_program
from dyadwire.pipelines.serve.drawings import MOST_BARS, is_of_acts, plots_of, share_told
from dyadwire.pipelines.serve.links import COUNTING, KEPT, SITE, Given, Links, PageRequest
from dyadwire.pipelines.serve.parameters import Field, fields, read_number, read_parameters
from dyadwire.pipelines.serve.questions import BESIDE_A_COUNTRY, OF_A_COUNTRY, OF_A_PAIR, Question, questions_about
from dyadwire.pipelines.serve.search import searched_terms

TYPES = {"": "text/html", "json": "application/json", "csv": "text/csv"}
_ON_A_PAGE, _MOST_PAGES, _MOST_IN_CSV = 100, 1_000, 100_000
_UNDRAWN = f"More than {MOST_BARS:,} periods are not drawn: choose a shorter time, or longer periods."
_SEARCHED, _PAGED = ("q",), ("page", "sort", "desc")


def list_page(connection: Any, name: str, subject: Subject | None, given: Given, form: str) -> str:
    """Answer one question; DyadwireError for a parameter that it can't be asked with."""
    request = PageRequest(name, questions_about(subject)[name], subject, given, form)
    answer, number = _answer(connection, request)
    if form == "csv":
        return _csv(answer.of(answer.rows[:_MOST_IN_CSV]))
    first = (number - 1) * _ON_A_PAGE
    shown = answer.of(answer.rows[first : first + _ON_A_PAGE])
    more = len(answer.rows) > first + _ON_A_PAGE and number < _MOST_PAGES
    after = request.to(form, page=number + 1) if more else None
    if form == "json":
        return _json(shown, page=number, next=after)
    if request.name == "trend" and len(answer.rows) > MOST_BARS:
        shown = shown._replace(notes=(_UNDRAWN, *shown.notes))
    frame = _frame(request, answer, shown, first, after)
    if request.is_of_country:
        shown, frame = _with_trend(connection, request, shown, frame)
    return write_answer(shown, SITE, frame)


def _with_trend(connection: Any, request: PageRequest, shown: Answer, frame: PageFrame) -> tuple[Answer, PageFrame]:
    """Draw how much a country is in the news above its pairs, and tell it; of acts, how many it has."""
    question = OF_A_COUNTRY["trend"]
    within = {name: request.given[name] for name in (*KEPT, "class", "confidence") if name in request.given}
    trend = question.ask(connection, request.subject, **_read(question, within, ()))
    if not trend.rows:
        return shown, frame
    if not is_of_acts(trend):
        counts = (sum(row[name] or 0 for row in trend.named) for name in ("articles", "total_articles"))
        shown = shown._replace(title=share_told(*counts) + shown.title)
    return shown, frame._replace(plots=plots_of(trend))


def pair_page(connection: Any, subject: Subject, given: Given, form: str) -> str:
    """Answer with everything about a pair: as HTML the page of `dyadwire report`, else its trend."""
    question = OF_A_PAIR["trend"]
    if not form:
        others = {f"/pair/{subject.code}/{name}": each.names for name, each in OF_A_PAIR.items()}
        asked = read_parameters(question.options, (*KEPT, "confidence"), given, elsewhere=others)
        asked["languages"] = check_languages(connection, asked["languages"])
        return write_report(connection, subject, **asked, on=given.get("on", [""])[-1] or None, site=SITE)
    answer = question.ask(connection, subject, **_read(question, given, ()))
    if form == "csv":
        return _csv(answer)
    kept = {name: given[name] for name in KEPT if name in given}
    pages = {name: SITE.to(f"pair/{subject.code}/{name}.json", **kept) for name, _ in PAGES_OF_A_PAIR}
    return _json(answer, pair=subject.code, name=subject.name, pages=pages)


def _read(question: Question, given: Given, more: tuple[str, ...]) -> dict[str, Any]:
    """Read parameters by the names of the question's, several outlets as it wants them."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in read_parameters(question.options, question.names, given, more).items()
    }


def _answer(connection: Any, request: PageRequest) -> tuple[Answer, int]:
    question = request.question
    more = (*(_SEARCHED if request.name == "index" else ()), *(_PAGED if question.sorted else _PAGED[:1]))
    values, number = _read(question, request.given, more), read_number(request.given, "page", _MOST_PAGES)
    if question.limited:
        values["limit"] = 1 + (_MOST_IN_CSV if request.form == "csv" else number * _ON_A_PAGE)
    answer = question.ask(connection, request.subject, **values)
    answer = _searched(answer, request.given) if request.name == "index" else answer
    return _in_order(answer, request.given), number


def _searched(answer: Answer, given: Given) -> Answer:
    """Keep the pairs that have every word that is searched for in their names or codes, or a country that is named."""
    terms = searched_terms(given.get("q", [""])[-1])
    pair, dyad = (answer.columns.index(name) for name in ("pair", "dyad"))

    def fits(row: Row) -> bool:
        text, codes = f"{row[pair]} {row[dyad]}".casefold(), row[dyad].split("-")
        return all(words in text or code in codes for words, code in terms)

    return answer.of([row for row in answer.rows if fits(row)])


def _in_order(answer: Answer, given: Given) -> Answer:
    column = given.get("sort", [""])[-1]
    if not column:
        return answer
    if column not in answer.columns:
        raise DyadwireError(f"there is no column {column[:40]!r} to sort by; there are {', '.join(answer.columns)}")
    return answer.of(sorted_rows(answer, column, down=bool(given.get("desc", [""])[-1])))


def _frame(request: PageRequest, answer: Answer, shown: Answer, first: int, after: str | None) -> PageFrame:
    """Return all of a page but the rows `shown`, of which the first is row `first` of the answer, counted from 0."""
    question, subject = request.question, request.subject
    of = "" if request.is_of_country else request.of
    counts = Links(SITE, request.given, of, answer.by, answer.dates)
    asked = {name: request.given[name] for name in KEPT if name in request.given}
    more = question.limited and after is not None  # the answer may have rows that were not asked for
    return PageFrame(
        here=request.address,
        heading=subject.name if subject and request.is_of_country else question.heading,
        columns=_shown(request, answer),
        passage=question.passage,
        about=subject.name if subject and not request.is_of_country else "",
        pair=request.of,
        asked=asked,
        beside=_beside(request, asked),
        counted_at=counts.to if request.name in COUNTING else None,
        fields=_form_fields(request),
        sort=_sorter(request) if question.sorted else None,
        links=_links(request, first, after, limited=more),
        first=first + 1,
        counted=_counted(answer, shown, first),
        plots=plots_of(answer) if request.name == "trend" else (),
        drawing=network_plot(answer) if request.name == "network" and answer.rows else None,
        nothing="Nothing that fits is known." if not first else "There are no more.",
    )


def _counted(answer: Answer, shown: Answer, first: int) -> str:
    """Say which rows of how many a page shows; nothing where it shows none."""
    of_all = answer.of_all or len(answer.rows)
    return f"Rows {first + 1:,} to {first + len(shown.rows):,} of {of_all:,}." if shown.rows else ""


def _beside(request: PageRequest, asked: dict[str, Any]) -> list[tuple[str, str]]:
    """Return label and address of what a country has beside its pairs, and of the countries that a search names."""
    if request.is_of_country:
        of_acts = asked | {name: request.given[name] for name in ("class", "confidence") if name in request.given}
        pages = {name: (of_acts if "class" in OF_A_COUNTRY[name].names else asked) for name in BESIDE_A_COUNTRY}
        return [(OF_A_COUNTRY[name].heading, SITE.to(f"{request.of}/{name}", **given)) for name, given in pages.items()]
    if request.name != "index":
        return []
    named = {code for _, code in searched_terms(request.given.get("q", [""])[-1]) if code}
    return [(f"All of {in_text(name_of(code))}", SITE.to(f"country/{code}", **asked)) for code in sorted(named)]


def _form_fields(request: PageRequest) -> list[Field]:
    given = request.given
    help_text = "Countries, by their names in any language that is read, or codes: all must be there."
    search = [Field("q", "Search", help_text, "search", given.get("q", [""])[-1])] if request.name == "index" else []
    return search + fields(request.question.options, request.question.names, given)


def _links(request: PageRequest, first: int, after: str | None, *, limited: bool) -> list[tuple[str, str]]:
    """Return label and address of the neighbouring pages, and of the same answer in other forms."""
    before = [("Before", request.to(page=first // _ON_A_PAGE))] if first else []
    most = f", the first {_MOST_IN_CSV:,} rows" if limited else ""
    forms = [(f"CSV{most}", request.to("csv", page=None)), ("JSON", request.to("json"))]
    return [*before, *([("Next", after)] if after else []), *forms]


def _shown(request: PageRequest, answer: Answer) -> tuple[str, ...]:
    """Return the columns that a table shows; where empty, those that a terminal does."""
    if is_of_acts(answer):
        return ()
    split = [name for name in SPLIT_COLUMNS if request.name == "trend" and name in answer.columns]
    return (*split, *request.question.columns)


def _sorter(request: PageRequest) -> Any:
    now, down = (request.given.get(name, [""])[-1] for name in ("sort", "desc"))

    def sort(column: str) -> tuple[str, str]:
        """Numbers begin with the largest, names with A; once more turns the order."""
        turned = not down if column == now else column not in ("pair", "source", "target", "full_name", "outlet")
        order = ("descending" if down else "ascending") if column == now else ""
        return request.to(sort=column, desc="1" if turned else None, page=None), order

    return sort


def _json(answer: Answer, **more: Any) -> str:
    rows = [dict(zip(answer.columns, map(json_value, row), strict=True)) for row in answer.rows]
    told = {"title": answer.title, "note": each_reworded(answer.notes, for_program)}
    return json_text({**told, **more, "rows": rows}, indent=1) + "\n"


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    show(answer, "csv", out)
    return out.getvalue()
