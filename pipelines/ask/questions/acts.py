"""The question `acts`: who did what to whom, with the sentence that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, confidence_notes
from dyadwire.pipelines.ask.languages import check_languages, english_only, language_option
from dyadwire.pipelines.ask.option_types import MOST, ActCode
from dyadwire.pipelines.ask.options import Options, confidence_option, list_limit, of_class_option, period_options
from dyadwire.pipelines.ask.passages import UNDATED, Passage
from dyadwire.pipelines.messages import plural
from dyadwire.transforms.text.decide.acts.codes import CODES

_BY_SENTENCE = "Each sentence that tells an act is a row; counts have each act once, as --once lists them."
_FIRST_TOLD = "Each with its likeliest sentence; without --once all sentences are listed."
_LIKELY = "Likely: the probability that the sentence tells this act of the two."
MOST_READ = 100  # acts, in a terminal

OPTIONS = Options(
    of_class_option("Only acts of this class", default="all"),
    click.option("--code", type=ActCode(CODES, case_sensitive=False), metavar="CODE",
                 help=f"Only acts of this code of PLOVER: {', '.join(CODES)}."),
    click.option("--actor", metavar="SIDE", help="Only acts of this side; what both do together is of either."),
    click.option("--recipient", metavar="SIDE", help="Only acts done to this side; what both do is done to either."),
    confidence_option("acts that are", of_acts=True),
    period_options,
    language_option,
    click.option("--once", is_flag=True,
                 help="Each act once, as counted: on the date first told, none denied, past or unlikely."),
    list_limit(MOST_READ, "acts"),
)  # fmt: skip


def ask(
    connection: Any,
    subject: Any,
    of_class: str | None = None,
    code: str | None = None,
    actor: str | None = None,
    confidence: float | None = None,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    limit: int = MOST,
    *,
    recipient: str | None = None,
    once: bool = False,
) -> Answer:
    """Answer with what two sides, or one and all others, do to one another, newest first.

    DyadwireError for an actor or recipient that is neither of two, and for two of whom none is the one.
    """
    from dyadwire.pipelines.ask.act_counts import ALL, COUNTED, Acts, check_alone
    from dyadwire.pipelines.ask.act_rows import acts_between, none_known
    from dyadwire.pipelines.ask.collected import Scope, collection
    from dyadwire.pipelines.ask.left_out import LeftOut, left_out_of
    from dyadwire.pipelines.ask.lists import in_order, outside_notes
    from dyadwire.pipelines.ask.subjects import actor_and_recipient

    if once:
        check_alone(OPTIONS, {"languages": languages}, "--once")
    wanted: dict[str, Any] = Acts(of_class or ALL, confidence).asked
    wanted |= {"code": code and code.upper()}
    wanted |= actor_and_recipient(actor, recipient, subject)
    asked: dict[str, Any] = {"since": since, "until": until}
    asked |= {} if once else {"languages": check_languages(connection, languages)}
    columns, found, of_all = acts_between(connection, subject.code, **asked, **wanted, once=once, limit=limit)
    scope = Scope(**asked)
    collected = collection(connection, scope)
    title = _title(subject, collected.dates if once else collected.dates_and_undated)
    left_out = (left_out_of(connection, subject, (since, until), **wanted) if once else LeftOut()).notes
    how = [COUNTED, *left_out, _FIRST_TOLD] if once else [_BY_SENTENCE]
    none = none_known(subject, such=any(value is not None for value in wanted.values()))
    listed = (
        [*how, _LIKELY]
        if found
        else [none, *outside_notes(connection, subject, scope, collected, of_acts=True), *left_out]
    )
    read = (*english_only("Acts", languages), *subject.notes)
    sure = confidence_notes("that are told with", confidence)
    notes = in_order(collected, (*listed, *sure, *read), bool(found), lists=not once)
    told: dict[str, Any] = {"left_out": left_out, "read": read, "undated": collected.of_no_date_asked(lists=not once)}
    return Answer(tuple(columns), found, title, notes, of_all=of_all, **told)


def _title(subject: Any, dates: str) -> str:
    from dyadwire.pipelines.ask.wording import in_text

    one, other = (in_text(side.name) if side else "others" for side in subject[:2])
    return f"What {one} and {other} do to one another, {dates}"


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: who did what to whom, the sentence that says so, its link."""
    from dyadwire.pipelines.ask.act_rows import act_details, trigger_span, who_to_whom
    from dyadwire.pipelines.ask.wording import likely

    again = ", ".join(plural(row[by], by[:-1]) for by in ("outlets", "sentences") if row.get(by, 1) > 1)
    act = ", ".join((who_to_whom(row), row["code"], *act_details(row)))
    copy = "" if row["is_original"] or "outlets" in row else "copy"  # of a story that another outlet has told
    beside = "; ".join(filter(None, (row["act_class"], likely(row), copy, again)))
    heading = f"{row['published_date'] or UNDATED}  {row['outlet']}: {act} ({beside})"
    return Passage(heading, row["text"], row["url"] or "(no link)", trigger_span(row))
