"""The server's pages: a question each, which of its options the page takes, and how its answer is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.collected import Scope
from dyadwire.pipelines.ask.figure_rows import FigureQuery
from dyadwire.pipelines.ask.languages import check_languages
from dyadwire.pipelines.ask.lists import list_answer
from dyadwire.pipelines.ask.options import Options
from dyadwire.pipelines.ask.passages import Passage
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.questions import acts, articles, evidence, figures, movers, network, people, top, trend
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_rows import step_for

_PERIOD = ("on", "since", "until", "language")
_COUNTED = ("class", "confidence")


class Question(NamedTuple):
    """One kind of page. `ask` takes a connection, the pair or None, and values by the names of the options."""

    heading: str
    options: Options
    names: tuple[str, ...]
    ask: Callable[..., Answer]
    columns: tuple[str, ...] = ()
    passage: Callable[[dict[str, Any]], Passage] | None = None
    limited: bool = False  # it is told how many rows are wanted: there may be too many to fetch all
    sorted: bool = True


def _figures(connection: Any, subject: Subject, **given: Any) -> Answer:
    given["languages"] = check_languages(connection, given["languages"])
    return figures.ask(connection, FigureQuery(subject, **given))[0]


def _trend(connection: Any, subject: Subject, by: str | None, **given: Any) -> Answer:
    step = by or step_for(connection, Scope(since=given["since"], until=given["until"]))
    return trend.ask(connection, [subject], by=step, **given)


def _outlets(connection: Any, subject: Subject, **given: Any) -> Answer:
    given["languages"] = check_languages(connection, given["languages"])
    question = "FROM outlet_coverage($dyad, since := $since, until := $until, languages := $languages)"
    columns, found = rows(connection, question, dyad=subject.code, **given)
    return list_answer(connection, columns, found, f"Who covers {subject.name}", given, read=subject.notes)


def _partners(connection: Any, subject: Subject, **given: Any) -> Answer:
    return top.ask(connection, subject.code, **given)


def _of_all(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """Return what puts a question about all pairs as if it were of one."""
    return lambda connection, _, **given: ask(connection, **given)


OF_ALL = {
    "index": Question("Pairs of countries in the news", top.OPTIONS, (*_PERIOD, *_COUNTED), _of_all(top.ask)),
    "movers": Question(
        "Movers", movers.OPTIONS, (*_PERIOD, "days", "weeks", "minimum", "all", *_COUNTED), _of_all(movers.ask)
    ),
    "network": Question("Network", network.OPTIONS, (*_PERIOD, "minimum", *_COUNTED), _of_all(network.ask)),
}  # fmt: skip
_FIGURE_NAMES = (
    "topic",
    "measure",
    "kind",
    "unit",
    "period",
    "state",
    "origin",
    "destination",
    "min",
    "confidence",
    *_PERIOD,
    "each",
)
_PEOPLE, _OUTLETS = ("full_name", "role", "iso3", "articles", "mentions", "outlets"), ("outlet", "outlet_country")
OF_A_PAIR = {
    "articles": Question(
        "Articles", articles.OPTIONS, (*_PERIOD, "by", "originals", "outlet", "match"), articles.ask,
        passage=articles.passage, limited=True, sorted=False,
    ),
    "figures": Question("Figures", figures.OPTIONS, _FIGURE_NAMES, _figures, passage=figures.passage, sorted=False),
    "evidence": Question(
        "Evidence", evidence.OPTIONS, (*_PERIOD, "counted"), evidence.ask,
        passage=evidence.passage, limited=True, sorted=False,
    ),
    "acts": Question(
        "Acts", acts.OPTIONS, ("class", "code", "actor", "recipient", "confidence", *_PERIOD, "once"), acts.ask,
        passage=acts.passage, limited=True, sorted=False,
    ),
    "people": Question("People", people.OPTIONS, _PERIOD, people.ask, _PEOPLE),
    "outlets": Question(
        "Outlets", people.OPTIONS, _PERIOD, _outlets,
        (*_OUTLETS, "articles", "originals", "share_of_pair", "share_of_outlet"),
    ),
    "trend": Question(
        "Trend", trend.OPTIONS,
        ("by", "split", *_PERIOD, "mean", "outlet", "outlet-country", "match", "panel", *_COUNTED), _trend,
        ("period", "articles", "share", "originals", "mentioned_articles", "total_articles", "collected_days"),
    ),
}  # fmt: skip
OF_A_COUNTRY = {
    "index": Question("Pairs", top.OPTIONS, (*_PERIOD, *_COUNTED), _partners),
    **{name: OF_A_PAIR[name] for name in ("trend", "articles", "figures", "evidence", "acts", "people")},
}
OF_A_COUNTRY["evidence"] = OF_A_PAIR["evidence"]._replace(names=_PERIOD)  # all of its articles are counted
OF_A_COUNTRY["figures"] = OF_A_PAIR["figures"]._replace(passage=figures.passage_of_side)
BESIDE_A_COUNTRY = tuple(name for name in OF_A_COUNTRY if name != "index")  # what its page leads to


def questions_about(subject: Subject | None) -> dict[str, Question]:
    """Return the pages about a pair, about one country or bloc, or about all pairs, by their names."""
    return OF_ALL if not subject else OF_A_PAIR if subject.other else OF_A_COUNTRY
