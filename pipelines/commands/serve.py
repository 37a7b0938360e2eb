"""`dyadwire serve`: a lake in the browser."""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import click

from dyadwire.pipelines.ask.options import DEFAULT_MEMORY, lake_option
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import tell
from dyadwire.pipelines.stopping import handled

if TYPE_CHECKING:
    from flask import Flask

_PORT = 8321
_THREADS = 6  # a browser asks for six things at once
_MOST_BYTES_SENT = 1_000  # with a request: none is of any use


@click.command()
@lake_option
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen at; there is no password for whoever reaches it.")  # fmt: skip
@click.option("--timeout", default="30s", show_default=True, help="Longest time for a page or a statement.")
@click.option("--memory", default=DEFAULT_MEMORY, show_default=True, help="Most memory that a statement may take.")
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@click.pass_context
def command(ctx: click.Context, lake: str, port: int, host: str, timeout: str, memory: str, browse: bool) -> None:
    """Explore a lake in the browser: every pair, its trend, articles, figures, people, acts; movers, network, SQL.

    Pages are those of `report`, and read the lake only. Each has a JSON twin and a CSV, at its address with .json or
    .csv behind the name. Ctrl-C ends it.
    """
    from dyadwire.pipelines.ask.limits import read_limits
    from dyadwire.pipelines.serve.app import make_app
    from dyadwire.pipelines.serve.served_lake import ServedLake
    from dyadwire.pipelines.serve.sql import SqlLimits, end_statements

    seconds = read_limits(timeout, memory).seconds
    if seconds is None:
        raise DyadwireError("a page needs a time to end at: name one such as --timeout 5m")
    served = ServedLake(lake, seconds)
    app = make_app(served, SqlLimits(timeout, memory), host)
    with closing(_listening(host, port)) as listening, suppress(KeyboardInterrupt), handled():
        server = _server(app, listening)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        tell(f"{lake} is at {address} (Ctrl-C ends it)")
        if browse:
            click.launch(address)
        server.run()  # until it is interrupted
    end_statements()
    served.close()
    ctx.exit(130)


def _server(app: Flask, listening: socket.socket) -> Any:
    from waitress import create_server

    from dyadwire.pipelines.serve.connections import MOST, OneAnswer

    server = create_server(
        app,
        sockets=[listening],
        threads=_THREADS,
        ident=None,
        connection_limit=MOST,
        asyncore_use_poll=True,  # as select takes no file beyond the 1,024th
        max_request_body_size=_MOST_BYTES_SENT,
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = OneAnswer
    return server


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = f"{error.strerror or error}: name another with --port"
        raise DyadwireError(f"can't listen at {host}:{port}: {why}") from error
