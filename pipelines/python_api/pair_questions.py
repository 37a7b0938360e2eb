"""Questions from Python about one pair or place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from dyadwire.pipelines.ask.collected import Scope
from dyadwire.pipelines.ask.figure_rows import FigureQuery
from dyadwire.pipelines.ask.languages import check_languages
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.questions import acts, articles, evidence, figures, people, trend
from dyadwire.pipelines.ask.subjects import Subject, read_subject, read_subjects
from dyadwire.pipelines.ask.trend_rows import step_for
from dyadwire.pipelines.python_api.answering import Answering, Day, each_of, question, read_options


def _any_like(subject: Subject) -> str:
    """Return codes of nobody that a macro takes in the place of a subject's: its columns have types without rows."""
    return "AAA-BBB" if subject.other else "AAA"


class PairQuestions(Answering):
    """The questions `dyadwire trend`, `figures`, `articles`, `evidence`, `acts` and `people`."""

    @question(trend.OPTIONS)
    def trend(
        self,
        *places: str,
        by: str | None = None,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        share: bool = False,
        originals: bool = False,
        against: Sequence[str] = (),
        mean: int | None = None,
        outlets: Sequence[str] = (),
        outlet_countries: Sequence[str] = (),
        match: str | None = None,
        panel: bool = False,
        languages: Sequence[str] = (),
        split: str | None = None,
        of_class: str | None = None,
        confidence: float | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Return the periods of pairs as `dyadwire trend`; counts are null where nothing was collected.

        A row a pair and period, which is its first date; shares are 0 to 1, of all articles analysed in it.
        `share` and `originals` choose what `mean` averages: all columns are there in any case. `languages` are codes or
        English names; `split` is language or outlet-country: a column tells which.
        With `of_class`, the acts of a pair, or of one country, that are likely enough; with `confidence=0` all of them.
        """
        apart = {"mean": mean, "languages": languages, "split": split, "match": match}
        of_acts = {"of_class": of_class, "confidence": confidence}
        asked = read_options(trend.OPTIONS, by=by, on=on, since=since, until=until, **apart, **of_acts)
        subjects = read_subjects(places, each_of(against))
        step = asked["by"] or step_for(self._asked, Scope(since=asked["since"], until=asked["until"]))
        answer = trend.ask(
            self._asked,
            subjects,
            **asked | {"by": step},
            share=share,
            originals=originals,
            outlets=each_of(outlets),
            homes=each_of(outlet_countries),
            panel=panel,
        )
        of_acts_alone = "act_trend('AAA-BBB', 'week')" if subjects[0].other else "act_trend_of('AAA', 'week')"
        return self._answered(answer, of_acts_alone if of_class else "coverage('AAA-BBB', 'week')")

    @question(figures.OPTIONS)
    def figures(
        self,
        *places: str,
        measure: str | None = None,
        topic: str | None = None,
        kind: str | None = None,
        unit: str | None = None,
        period: str | None = None,
        state: str | None = None,
        origin: str | None = None,
        destination: str | None = None,
        least: str | float | None = None,
        confidence: float | None = None,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        each: bool = False,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the figures reported about a pair, or one side, as `dyadwire figures`; `least` is its --min.

        A row a figure, however many outlets print it, or with `each` a row a report. `value` is in `unit` or
        `currency`, and null where no number is told; `confidence` is 0 to 1, how likely a figure is of whom was asked.
        """
        filters = {"topic": topic, "kind": kind, "period": period, "least": least, "confidence": confidence}
        filters |= {"measure": measure, "unit": unit, "state": state}
        filters |= {"origin": origin, "destination": destination}
        asked = read_options(figures.OPTIONS, **filters, on=on, since=since, until=until, languages=languages)
        asked["languages"] = check_languages(self._asked, asked["languages"])
        subject = read_subject(places)
        query = FigureQuery(subject, each=each, **asked)
        answer, fit = figures.ask(self._asked, query)
        # Rows that only speak of the measure would be taken for those asked for.
        return self._answered(answer, f"{query.macro}('{_any_like(subject)}')", fit if measure or unit else [])

    @question(articles.OPTIONS)
    def articles(
        self,
        *places: str,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        by: str = "newest",
        originals: bool = False,
        outlet: str | Sequence[str] = (),
        match: str | None = None,
        limit: int | None = None,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the articles counted for a pair, or one side, as `dyadwire articles`; `by` is newest or salience.

        A row an article; `salience` is 0 to 1, how much of it the pair is, and null of one side. `originals` leaves
        out copies of a story that another outlet printed first; `match` keeps those whose title or text contains it.
        """
        narrowed = {"outlets": each_of(outlet), "match": match, "order": by, "limit": limit, "languages": languages}
        asked = read_options(articles.OPTIONS, on=on, since=since, until=until, **narrowed)
        subject = read_subject(places)
        answer = articles.ask(self._asked, subject, **asked, originals=originals)
        return self._answered(answer, "articles_of('AAA-BBB')")

    @question(evidence.OPTIONS)
    def evidence(
        self,
        *places: str,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        counted: bool = False,
        limit: int | None = None,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the sentences that name both sides, or one side alone, as `dyadwire evidence`.

        A row a sentence, those of articles that are counted first, then newest first; with `counted` those alone.
        `text` is null where the lake keeps none.
        """
        within = {"on": on, "since": since, "until": until, "languages": languages}
        asked = read_options(evidence.OPTIONS, limit=limit, **within)
        subject, most = read_subject(places), asked["limit"] or MOST
        answer = evidence.ask(self._asked, subject, **asked | {"limit": most}, counted=counted)
        return self._answered(answer, "evidence('AAA-BBB')")

    @question(acts.OPTIONS)
    def acts(
        self,
        *places: str,
        of_class: str | None = None,
        code: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        confidence: float | None = None,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        once: bool = False,
        limit: int | None = None,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return who did what to whom as `dyadwire acts`: a row a sentence, or with `once` a row an act that counts.

        Of a pair, or of one side: what it does to all others, and these to it. Newest first; `code` is PLOVER's, and
        `confidence` 0 to 1. DyadwireError for an actor or recipient that is neither side.
        """
        filters: dict[str, Any] = {"of_class": of_class, "code": code, "actor": actor, "recipient": recipient}
        filters |= {"confidence": confidence, "limit": limit}
        asked = read_options(acts.OPTIONS, **filters, on=on, since=since, until=until, languages=languages)
        subject, most = read_subject(places), asked["limit"] or MOST
        answer = acts.ask(self._asked, subject, **asked | {"limit": most}, once=once)
        return self._answered(answer, "counted_acts_of('AAA-BBB')")

    @question(people.OPTIONS)
    def people(
        self,
        *places: str,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        limit: int | None = None,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the public figures in articles about a pair, or of one side, as `dyadwire people`: a row a person."""
        asked = read_options(people.OPTIONS, on=on, since=since, until=until, limit=limit, languages=languages)
        subject, most = read_subject(places), asked["limit"] or MOST
        answer = people.ask(self._asked, subject, **asked | {"limit": most})
        return self._answered(answer, "people_of('AAA-BBB')")
