"""The server's application: routes, errors, and what keeps other sites' pages out."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from os import SEEK_END
from typing import IO, Any

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import wrap_file

from dyadwire.pipelines.ask.periods import today
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject, read_pair, read_side
from dyadwire.pipelines.ask.values import is_share, json_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean, tell
from dyadwire.pipelines.pages.answers import plain_cell
from dyadwire.pipelines.pages.html import asset, own_code, page
from dyadwire.pipelines.pages.words import for_page, for_program, without_allowance
from dyadwire.pipelines.serve.links import SITE, address_of
from dyadwire.pipelines.serve.pages import TYPES, list_page, pair_page
from dyadwire.pipelines.serve.questions import OF_ALL, questions_about
from dyadwire.pipelines.serve.served_lake import BusyError, ServedLake
from dyadwire.pipelines.serve.sql import MOST_ROWS, SqlLimits, csv_file, first_rows

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    # Beside the policy that each page carries itself, by which only its own code runs.
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; connect-src 'none'",
}
_CSV, _IN_MEMORY = "text/csv; charset=utf-8", 2**20  # bytes
_PAGES = {"top": "index"}  # of commands whose page has another name
_VIEWS = """
    SELECT view_name, string_agg(column_name, ', ' ORDER BY column_index)
    FROM duckdb_views() JOIN duckdb_columns() ON view_name = table_name AND duckdb_views.schema_name = 'main'
        AND duckdb_columns.schema_name = 'main'
    WHERE NOT duckdb_views.internal GROUP BY view_name ORDER BY view_name"""


def make_app(served: ServedLake, limits: SqlLimits = SqlLimits(), bound: str = "localhost") -> Flask:  # noqa: B008
    """Return the application for a lake; `bound` is the name or address that it is served at."""
    app = Flask("dyadwire", static_folder=None)
    app.before_request(lambda: _refuse_foreign(bound))
    app.after_request(_with_security_headers)
    app.register_error_handler(Exception, lambda error: _error_response(error, served.lake))

    views = _Views(served, limits)
    rules: dict[str, Callable[..., Any]] = {
        "/": views.of_all,
        "/<address>": views.of_all,
        "/sql": views.of_sql,
        "/sql.<any(json, csv):form>": views.of_sql,
        "/<any(pair, country):kind>/<address>": views.of_one,
        "/<any(pair, country):kind>/<words>/<address>": views.of_one_in,
    }
    for rule, view in rules.items():
        app.add_url_rule(rule, rule, view, methods=["GET"], provide_automatic_options=False)
    return app


class _Views:
    """What answers a request, by the parts of its address."""

    def __init__(self, served: ServedLake, limits: SqlLimits) -> None:
        self.served, self.limits = served, limits

    def of_all(self, address: str = "index") -> Response:
        name, form = _split_form(address)
        name = _PAGES.get(name, name)
        return self._answer(list_page, name, None, form) if name in OF_ALL else _no_such_page()

    def of_one(self, kind: str, address: str) -> Any:
        words, form = _split_form(address)
        subject = _read(kind, words)
        page = (pair_page,) if subject.other else (list_page, "index")
        return _redirect_to_code(subject, words, "", form) or self._answer(*page, subject, form)

    def of_one_in(self, kind: str, words: str, address: str) -> Any:
        name, form = _split_form(address)
        subject = _read(kind, words)
        if name == "index" or name not in questions_about(subject):
            return _no_such_page()
        return _redirect_to_code(subject, words, f"/{name}", form) or self._answer(list_page, name, subject, form)

    def of_sql(self, form: str = "") -> Response:
        return _sql(self.served, self.limits, form)

    def _answer(self, kind: Any, *asked: Any) -> Response:
        given = request.args.to_dict(flat=False)
        key = (today(), asked, tuple((name, tuple(values)) for name, values in given.items()))
        text = self.served.answer(key, lambda connection: kind(connection, *asked[:-1], given, asked[-1]))
        return Response(text, content_type=f"{TYPES[asked[-1]]}; charset=utf-8")


def _split_form(address: str) -> tuple[str, str]:
    """Part an address from its form.

    >>> _split_form("movers.json"), _split_form("movers")
    (('movers', 'json'), ('movers', ''))
    >>> _split_form("movers.")
    ('movers.', '')
    """
    name, _, form = address.rpartition(".")
    return (name, form) if form and form in TYPES else (address, "")


def _read(kind: str, words: str) -> Subject:
    try:
        return (read_pair if kind == "pair" else read_side)((words,)).by_name
    except DyadwireError as error:
        raise NoSuchPageError(str(error)) from error


def _redirect_to_code(subject: Subject, words: str, page: str, form: str) -> Any:
    """Lead from a pair or country as people write it to its one address."""
    if words == subject.code:
        return None
    asked = request.args.to_dict(flat=False)
    return redirect(SITE.to(f"{address_of(subject)}{page}{f'.{form}' if form else ''}", **asked))


class NoSuchPageError(DyadwireError):
    """There is no page at this address."""


def _no_such_page() -> Response:
    raise NoSuchPageError("there is no such page; / lists all pairs")


def _refuse_foreign(bound: str) -> Response | None:
    """Refuse a name that leads here by somebody else's DNS, and what other sites' pages embed."""
    host = request.host.rpartition(":")[0] if not request.host.endswith("]") and ":" in request.host else request.host
    if not _is_own(host.strip("[]").lower(), bound):
        return _problem(403, f"this server does not answer to the name {host[:80]}")
    crossing = request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")
    if crossing and request.headers.get("Sec-Fetch-Mode") != "navigate":
        return _problem(403, "pages of other sites can't ask this server")
    return None


def _is_own(host: str, bound: str) -> bool:
    if host in ("localhost", bound.lower()):
        return True
    try:
        ip_address(host)  # a number needs no DNS, and nobody else can name it
    except ValueError:
        return False
    return True


def _with_security_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _error_response(error: Exception, lake: str) -> Response:
    """Tell an error in one line, in the form that was asked for."""
    if isinstance(error, HTTPException):
        known = {404: "there is no such page; / lists all pairs", 405: "this server only answers GET"}
        problem = _problem(error.code or 500, known.get(error.code or 500, str(error.description)))
        if error.code == 405:
            problem.headers["Allow"] = "GET, HEAD"
        return problem
    if isinstance(error, DyadwireError):
        code = 404 if isinstance(error, NoSuchPageError) else 503 if isinstance(error, BusyError) else 400
        return _problem(code, str(error))
    from dyadwire.pipelines.lake.foreign_files import foreign_file  # imports what only writers need

    if foreign := foreign_file(lake):
        return _problem(500, foreign)
    tell(f"dyadwire: {request.path[:200]}: {type(error).__name__}: {error}")
    return _problem(500, "this is a defect of dyadwire, told where it was started")


def _problem(code: int, message: str) -> Response:
    address, form = _split_form(request.path)
    # What DuckDB says of a statement repeats it, and is in its own words.
    reword = without_allowance if address == "/sql" else for_program if form else for_page
    line = reword(clean(" ".join(message.split())))
    if form == "json":
        return Response(json_text({"error": line}) + "\n", code, content_type="application/json; charset=utf-8")
    if form == "csv":
        return Response(f"{line}\n", code, content_type="text/plain; charset=utf-8")
    code_of_page = own_code(asset("report.css"), asset("index.js"), live=True)
    title = {404: "Not found", 503: "Not now", 500: "Failed"}.get(code, "That can't be answered")
    text = page("error.html").render(**code_of_page, site=SITE, here=None, title=title, error=line)
    return Response(text, code, content_type="text/html; charset=utf-8")


def _download(file: IO[bytes]) -> Response:
    """Send a file: a large one beside the server's other work, so that no thread waits for a client."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size <= _IN_MEMORY:
        with file:
            return Response(file.read(), content_type=_CSV)
    sent = Response(wrap_file(request.environ, file), content_type=_CSV, direct_passthrough=True)
    sent.content_length = size
    return sent


def _sql(served: ServedLake, limits: SqlLimits, form: str) -> Response:
    statement = request.args.get("q", "")
    if form == "csv":
        return _download(csv_file(served.lake, statement, limits))
    found: list[dict[str, Any]] = []
    truncated, error, code = False, "", 200
    try:
        if statement.strip():
            found, truncated = first_rows(served.lake, statement, limits)
    except DyadwireError as refusal:
        if form == "json":
            raise
        error, code = clean(without_allowance(str(refusal))), 503 if isinstance(refusal, BusyError) else 400
    if form == "json":
        text = json_text({"statement": statement, "truncated": truncated, "rows": found}, indent=1)
        return Response(text + "\n", content_type="application/json; charset=utf-8")
    views = served.answer("views", lambda connection: rows(connection, _VIEWS)[1])
    shown = {"limits": str(limits), "statement": statement, "error": error, "truncated": truncated, "views": views}
    return Response(_sql_page(found, shown), code, content_type="text/html; charset=utf-8")


def _sql_page(found: list[dict[str, Any]], shown: dict[str, Any]) -> str:
    return page("sql.html").render(
        **own_code(asset("report.css"), asset("index.js"), live=True),
        **shown,
        site=SITE,
        here="sql",
        title="SQL",
        most=f"{MOST_ROWS:,}",
        columns=[clean(name) for name in found[0]] if found else [],
        rows=[[plain_cell(value, share=is_share(name)) for name, value in row.items()] for row in found],
    )
