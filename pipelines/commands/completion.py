"""`dyadwire completion`: what a shell reads to complete commands, countries, lakes and tables."""

from __future__ import annotations

import click

from dyadwire.pipelines.messages import say_lines

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what a shell reads to complete the words of dyadwire: commands, options, countries, lakes and tables.

    For bash: `eval "$(dyadwire completion bash)"` in ~/.bashrc; for zsh the same in ~/.zshrc; for fish
    `dyadwire completion fish | source` in ~/.config/fish/config.fish.
    """
    from dyadwire.pipelines.ask.completion import script_of

    say_lines(script_of(shell, ctx.find_root().command))
