"""Options of every command that extracts: which pipeline decides, what is kept, what counts as a pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dyadwire.pipelines.ask.option_types import model_or_none
from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD
from dyadwire.transforms.text.article.table_rows import KEEP_TEXT
from dyadwire.transforms.text.trained_pipeline import TESTED_MODEL


def model_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --model, an installed spaCy pipeline that decides what rules leave open; the command gets None for none."""
    option = click.option("--model", default="none", show_default=True, metavar="NAME|none", callback=model_or_none,
                          help=f"Installed spaCy pipeline for what rules leave open, such as {TESTED_MODEL} "
                          "(pip install 'dyadwire[model]').")  # fmt: skip
    return option(command)


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --keep-text, --model and --threshold."""
    command = click.option("--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True,
                           help="Salience, 0 to 1, from which a pair counts as the article's.")(command)  # fmt: skip
    command = model_option(command)
    keep_text = click.option(
        "--keep-text",
        type=click.Choice(KEEP_TEXT),
        default="full",
        show_default=True,
        help="What is kept of publishers' texts: the rights to them are yours to check.",
    )
    return keep_text(command)
