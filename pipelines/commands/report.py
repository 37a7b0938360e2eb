"""`dyadwire report`: one page about one pair, or a page for every pair."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pipelines.answers.asking import check_period, lake_option, period_options
from pipelines.errors import DyadwireError


@click.command()
@click.argument("places", nargs=-1, metavar="[COUNTRY COUNTRY | PAIR]")
@click.option("-o", "--to", "target", type=click.Path(), required=True, metavar="FILE",
              help="The page to write; with --all, the folder, made where it is not there.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="A page for every pair, and an index.")
@click.option("--minimum", type=click.IntRange(1), default=5, show_default=True,
              help="With --all: pairs with at least so many articles.")  # fmt: skip
@lake_option
@period_options
def command(
    places: tuple[str, ...],
    target: str,
    everything: bool,
    minimum: int,
    lake: str,
    since: date | None,
    until: date | None,
) -> None:
    """Write a self-contained page about a pair: coverage, outlets, figures, people, evidence. It works offline."""
    check_period(since, until)
    if everything == bool(places):
        raise click.UsageError("name one pair, or ask for --all")
    from pipelines.answers.query import connect
    from pipelines.answers.report import write_report
    from pipelines.answers.trends import read_pair

    with connect(lake) as connection:
        if everything:
            _make(Path(target))
            count = _write_all(connection, Path(target), minimum, since, until)
            click.echo(f"wrote {count} pages and {Path(target) / 'index.html'}", err=True)
        else:
            _put(Path(target), write_report(connection, read_pair(places), since, until))
            click.echo(f"wrote {target}", err=True)


def _write_all(connection: Any, folder: Path, minimum: int, since: date | None, until: date | None) -> int:
    from pipelines.answers.query import rows
    from pipelines.answers.report import write_index, write_report
    from pipelines.answers.trends import Scope, collection, read_pair

    question = "FROM network($since, $until, minimum := $minimum)"
    _, found = rows(connection, question, since=since, until=until, minimum=minimum)
    subjects = [(read_pair((source, other)), weight, share) for source, other, weight, share in found]
    for subject, _, _ in subjects:
        _put(folder / f"{subject.code}.html", write_report(connection, subject, since, until))
    _put(folder / "index.html", write_index(subjects, collection(connection, Scope(since=since, until=until))))
    return len(subjects)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DyadwireError(f"can't write {folder}: {error.strerror or error}") from error


def _put(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise DyadwireError(f"can't write {path}: {error.strerror or error}") from error
