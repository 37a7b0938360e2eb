"""`dyadwire report`: one page about one pair, or a page for every pair."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.files import make_folder, whole_file
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import NamedFile, Whole
from dyadwire.pipelines.ask.options import confidence_option, lake_option, period_options
from dyadwire.pipelines.ask.subjects import Subject, read_subject
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import plural, tell

_ENDINGS = (".html", ".htm", "")


@click.command()
@click.argument("places", nargs=-1, metavar="[COUNTRY COUNTRY | PAIR]", shell_complete=complete_places)
@click.option("-o", "--to", "target", type=NamedFile(), required=True, metavar="FILE",
              help="The page to write; with --all, the folder. Folders are made where they are not there.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="A page for every pair, and an index.")
@click.option("--minimum", type=Whole(), default=5, show_default=True,
              help="With --all: pairs with at least so many articles.")  # fmt: skip
@click.option("--limit", type=Whole(),
              help="Rows of each list.  [default: 500 articles and sentences, 100 figures and acts, "
              "40 outlets, 30 people]")  # fmt: skip
@confidence_option("figures and acts that are", of_acts=True)
@lake_option
@period_options
@language_option
def command(
    places: tuple[str, ...],
    target: str,
    everything: bool,
    minimum: int,
    limit: int | None,
    confidence: float | None,
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
) -> None:
    """Write a page about a pair: coverage, outlets, figures, acts, people, evidence. It is whole, and works offline."""
    if everything == bool(places):
        raise click.UsageError("name one pair, or ask for --all")
    if places and Path(target).suffix.lower() not in _ENDINGS:
        raise DyadwireError(f"can't write {Path(target).name}: a report is a page and ends in .html")
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.pages.report import write_report

    subject = _the_pair(places) if places else None
    with connect(lake) as connection:
        asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
        shown: dict[str, Any] = {"confidence": confidence, "limit": limit}
        if subject is None:
            make_folder(Path(target))
            count, left_out = _write_all(connection, Path(target), minimum, asked, shown)
            none = "" if count else "; no pair is counted"
            fewer = f"; {left_out}, --minimum takes fewer" if left_out else none
            tell(f"wrote {plural(count, 'page')} and {Path(target) / 'index.html'}{fewer}")
        else:
            _put(Path(target), write_report(connection, subject, **asked, **shown))
            tell(f"wrote {target}{_caution(connection, asked)}")


def _the_pair(places: tuple[str, ...]) -> Subject:
    """Read the pair of a report; DyadwireError, which names what there is of one country, where it is none."""
    subject = read_subject(places)
    if subject.other is None:
        code = subject.one.code
        there = f"`dyadwire serve` has a page of {in_text(subject.one.name)} (/country/{code})"
        drawn = f"`dyadwire trend {code} --plot FILE.html` draws its coverage"
        raise DyadwireError(f"a report is about a pair, such as Russia China; {there}, and {drawn}")
    return subject


def _caution(connection: Any, asked: dict[str, Any]) -> str:
    """Say where nothing was collected in the period that is asked for: its page has nothing to show."""
    if not (asked["since"] or asked["until"]):
        return ""
    from dyadwire.pipelines.ask.collected import Scope, collection

    within = Scope(since=asked["since"], until=asked["until"], languages=tuple(asked["languages"] or ()))
    collected = collection(connection, within)
    return f"; {collected.dates}, so that nothing is known of this pair" if collected.is_unknown else ""


def _write_all(
    connection: Any, folder: Path, minimum: int, asked: dict[str, Any], shown: dict[str, Any]
) -> tuple[int, str]:
    """Write the pages; return how many pairs have one, and words on those that have none."""
    from dyadwire.pipelines.ask.held import hold
    from dyadwire.pipelines.ask.query import one_line_query_errors
    from dyadwire.pipelines.ask.questions import movers, network, top
    from dyadwire.pipelines.ask.subjects import read_pair
    from dyadwire.pipelines.pages.answers import write_index, write_movers, write_network
    from dyadwire.pipelines.pages.html import LISTS, Site
    from dyadwire.pipelines.pages.report import write_report

    with one_line_query_errors(connection):
        hold(connection)
    site = Site(LISTS)
    within = asked | {"languages": tuple(asked["languages"] or ())}
    answer, left_out = _of_enough(top.ask(connection, **within), minimum)
    dyad = answer.columns.index("dyad")
    for row in answer.rows:
        subject = read_pair((row[dyad],)).by_name
        _put(folder / f"{subject.code}.html", write_report(connection, subject, **asked, **shown, site=site))
    changed = movers.ask(connection, until=asked["until"], languages=within["languages"])
    _put(folder / "movers.html", write_movers(changed, site))
    _put(folder / "network.html", write_network(network.ask(connection, **within, minimum=minimum), site))
    _put(folder / "index.html", write_index(answer, site))
    return len(answer.rows), left_out


def _of_enough(answer: Answer, minimum: int) -> tuple[Answer, str]:
    """Leave out the pairs of few articles; the answer's notes say of how many, as do the words beside it."""
    articles = answer.columns.index("articles")
    kept = [row for row in answer.rows if row[articles] >= minimum]
    if not (count := len(answer.rows) - len(kept)):
        return answer, ""
    have = "has" if count == 1 else "have"
    left_out = f"{plural(count, 'pair')} of fewer than {plural(minimum, 'article')} {have} no page"
    return answer._replace(rows=kept, notes=(f"{left_out}.", *answer.notes)), left_out


def _put(path: Path, page: str) -> None:
    with whole_file(path) as beside:
        beside.write_text(page, encoding="utf-8")
