"""dyadwire demo: the main job on the bundled sample, with no network."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.option_types import LakePath
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.run.engine_options import model_option

PAIR = ("Russia", "China")
NEXT = """
Chart: {chart}. Every article of the sample is invented. Where to go next:
  dyadwire evidence Russia China {lake}    the sentences behind the counts
  dyadwire figures Russia China {lake}     what was measured between the two
  dyadwire tables                                every table and column, for your own SQL
  dyadwire run FEED-ADDRESS --lake news          your own feeds"""


@click.command()
@click.option(
    "--lake", type=LakePath(), metavar="TEXT", default="demo", show_default=True, help="Folder of the sample's lake."
)
@model_option
def command(lake: str, model: str | None) -> None:
    """Run the bundled sample newsroom and show the Russia-China trend.

    The sample is invented: five outlets, mostly in English, some in four other languages, nine weeks, and one day on
    which nothing was collected.
    """
    from importlib.resources import as_file, files

    from dyadwire.pipelines.commands.trend import draw_and_show
    from dyadwire.pipelines.refusals import DRAWING_ADDRESSES, refuse_short_addresses
    from dyadwire.pipelines.run.options import CoverageOptions
    from dyadwire.pipelines.run.passes import run_pass

    refuse_short_addresses("the chart of the demo", DRAWING_ADDRESSES)  # before it has run for nothing
    _refuse_other_news(lake)
    with as_file(files("dyadwire.pipelines.samples") / "newsroom") as newsroom:
        run_pass(CoverageOptions(inputs=(str(newsroom),), lake=lake, model=model))
    chart = f"{lake}-russia-china.png"  # beside the lake: in it, it would be a foreign file
    draw_and_show(lake, PAIR, plot=chart, form="table")
    click.echo()
    _show_by_language(lake)
    click.echo(NEXT.format(chart=clean(chart), lake=clean(lake_option_of(lake))))


def _refuse_other_news(lake: str) -> None:
    """Refuse a lake of real news, among which the invented articles would be counted ever after."""
    from dyadwire.pipelines.ask.query import connect, rows
    from dyadwire.pipelines.lake.repair_marker import version_of

    if version_of(lake) is None:
        return
    with connect(lake) as connection:
        _, other = rows(connection, "SELECT outlet FROM articles WHERE outlet NOT LIKE '%.example' LIMIT 1")
    if other:
        raise DyadwireError(f"{lake} holds other news ({other[0][0]}): name a new folder for the invented sample")


def _show_by_language(lake: str) -> None:
    """Print how much the news in each language covers the pair, a line each; what stands below it was said above."""
    from dyadwire.pipelines.ask.printing import show
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.questions.trend import ask
    from dyadwire.pipelines.ask.subjects import read_subjects

    with connect(lake) as connection:
        answer = ask(connection, read_subjects(PAIR), by="year", split="language")
    columns = ("language", "articles", "share", "originals", "total_articles")
    whole = answer._replace(title=answer.title.replace(" by year", ""), brief=columns, notes=(), marks=())
    show(whole, "table")
