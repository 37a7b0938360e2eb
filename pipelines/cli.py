"""The `dyadwire` command: a table of sub-commands, each loaded only when it is called."""

from __future__ import annotations

import codecs
import importlib
import io
import os
import sys
from contextlib import suppress
from typing import Any, BinaryIO, cast

import click

from dyadwire.pipelines import logs
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import print_traceback, tell, written_alike
from dyadwire.pipelines.process import collect_rarely, let_threads_finish
from dyadwire.pipelines.refusals import NO_MEMORY, is_short_of_memory, refuse_other_than_text, user_message
from dyadwire.pipelines.stopping import interruptible, was_interrupted

# name → what it does. The module is dyadwire.pipelines.commands.<name>; help lists this table and imports none of them.
COMMANDS = {
    "run": "Read feeds and files once and add their articles to a lake.",
    "collect": "Fetch feeds and their new pages into a spool, for a later run.",
    "watch": "Keep a lake up to date: poll what is due, again and again.",
    "status": "Show how feeds and batches of a watched lake are doing.",
    "feeds": "Find the feeds of a site; check a list of feeds.",
    "demo": "Run the bundled sample newsroom and show the Russia-China trend.",
    "extract": "Extract countries, dyads, acts, figures and people from texts; JSON Lines out.",
    "trend": "Show how much the news covers a pair of countries, over time.",
    "top": "List the most covered pairs.",
    "movers": "List pairs whose coverage changed more than chance explains.",
    "network": "List pairs as the edges of a graph of countries.",
    "articles": "List the articles behind a count, and why each counts.",
    "figures": "List the figures reported about a pair.",
    "acts": "Show what two countries or blocs do to one another.",
    "evidence": "Show the sentences behind a count.",
    "people": "List the public figures in the coverage of a pair.",
    "sql": "Ask the lake one SELECT.",
    "tables": "List every table and column with its description.",
    "shell": "Open an SQL shell with the views loaded.",
    "serve": "Explore a lake in the browser: the pages of report, search, filters, SQL.",
    "report": "Write a self-contained page about a pair, or about every pair.",
    "export": "Write a table to CSV, JSON Lines or Parquet, the network to GraphML.",
    "verify": "Prove a lake: checksums, keys, books, and every count against a recount.",
    "compact": "Merge small files into one a month and table.",
    "forget": "Remove articles for good: takedowns and retention.",
    "migrate": "Bring a lake of an earlier version up to date.",
    "reextract": "Extract stored texts again, after a change of rules or model.",
    "doctor": "Check this installation and say how to mend it.",
    "completion": "Print what a shell reads to complete commands, countries, lakes and tables.",
}


# What a value of another type raises wherever it is met. In a lake of our own files it is a defect.
_DEFECTS = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)


class _Commands(click.Group):
    """A group that imports a sub-command's module when it is called, so that `--help` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dyadwire.pipelines.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as pressed:
            raise click.Abort(*pressed.args) from pressed  # click itself would print an empty line before
        except _DEFECTS as error:
            if told := _foreign_file(ctx):
                raise DyadwireError(told) from error
            raise

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        # Words that a shell has completed may be unknown: it shows what is printed in the middle of them.
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f"no command {args[0]!r}{_suggest(args[0])}; there are: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


def _foreign_file(ctx: click.Context) -> str:
    """Say which file of the lake that was asked has other columns than its table; empty where none has."""
    lake = (ctx.obj or {}).get("lake")
    if lake is None:
        return ""
    from dyadwire.pipelines.lake.foreign_files import foreign_file

    return foreign_file(lake)


def _suggest(word: str) -> str:
    import difflib  # only where a word is wrong

    near = difflib.get_close_matches(word[:40], COMMANDS, n=1)
    return f": did you mean {near[0]}?" if near else ""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dyadwire")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def dyadwire(ctx: click.Context, debug: bool) -> None:
    """Which country pairs the news covers, and the figures reported about them, as plain Parquet."""
    ctx.obj = {"debug": debug}
    logs.set_up()


def main(argv: list[str] | None = None) -> int:
    """Run one command; exit code 0 when it did its work, 1 when that failed, 2 when the request can't be met.

    130 when Ctrl-C ended it.
    """
    if argv is None:
        sys.excepthook = print_traceback
        _repair_streams()
        collect_rarely()
        let_threads_finish()
    arguments = sys.argv[1:] if argv is None else argv
    # Read when pyarrow is imported. Its own pool keeps 45 MB more of what a small run has used.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        with interruptible():
            return _run(arguments)
    except (click.Abort, KeyboardInterrupt) as stop:
        return _report_interruption(*stop.args)
    except Exception as error:
        if was_interrupted():  # DuckDB and others tell Ctrl-C as an error of their own
            return _report_interruption()
        if "--debug" in arguments or not is_short_of_memory(error):
            raise
    # Only here, where no frame holds any longer what the work has taken.
    tell(f"dyadwire: {NO_MEMORY}")
    return 2


_ALIKE_SIGNS = "dyadwire_alike"
codecs.register_error(_ALIKE_SIGNS, written_alike)


def _repair_streams() -> None:
    """Let a closed stream lead nowhere, and letters that an encoding lacks be written as escapes: no defects.

    In a terminal, signs are written as what looks like them. What another program put in the place of these streams,
    such as a StringIO, takes all letters, or has its own way with them. The standard error takes what it can: no work
    is left undone because its log is full or gone.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 — as long as the process
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 — as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            if stream is sys.__stderr__:
                stream = sys.stderr = _losing(stream)
            if codecs.lookup(stream.encoding).name != "utf-8":
                stream.reconfigure(errors=_ALIKE_SIGNS if stream.isatty() else "backslashreplace")


class _Losing(io.FileIO):
    """A stream that loses what can't be written to it, without an error."""

    def write(self, data: Any) -> int:
        left = memoryview(data).cast("B")
        size = len(left)
        with suppress(OSError):
            while left:
                left = left[super().write(left) or len(left) :]
        return size


def _losing(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """Return a stream to the same place that loses what can't be written there.

    Nothing is kept between: a buffer writes once more at the end what was written as Ctrl-C came.
    """
    file = _Losing(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(cast(BinaryIO, file), stream.encoding, stream.errors, write_through=True)


def _report_interruption(*left: object) -> int:
    """Tell it, and what is left by it where a command says so."""
    if sys.stderr.isatty():
        click.echo(err=True)  # the terminal has written ^C
    tell("; ".join(("dyadwire: interrupted", *map(str, left))))
    return 130


def _run(arguments: list[str]) -> int:
    try:
        refuse_other_than_text(arguments)
        return dyadwire.main(arguments, prog_name="dyadwire", standalone_mode=False) or 0
    except (LookupError, ValueError) as error:
        if "_DYADWIRE_COMPLETE" not in os.environ or "--debug" in arguments:
            raise
        tell(f"dyadwire: no words to complete in COMP_WORDS and COMP_CWORD ({error!r})")
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as asked_nothing:
        asked_nothing.show()
        return 2
    except (click.ClickException, DyadwireError, OSError) as error:
        message = user_message(error, arguments, COMMANDS)
        if (
            message is None
            or was_interrupted()
            or ("--debug" in arguments and not isinstance(error, click.ClickException))
        ):
            raise
        tell(f"dyadwire: {message}")
        return error.exit_code if isinstance(error, DyadwireError) else 2


if __name__ == "__main__":
    sys.exit(main())
