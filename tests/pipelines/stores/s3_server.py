"""A store on loopback that speaks S3: moto's, of this one service alone."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "AWS_DEFAULT_REGION": "us-east-1"}


class _Kept(WSGIRequestHandler):
    """Keeps a client's connection: a new one, with a thread of its own, was most of what a request cost."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # the head and the body of an answer are sent apart


@contextmanager
def serving_s3() -> Iterator[tuple[str, int]]:
    """Serve it for as long as the block runs, at this host and port.

    Not by `ThreadedMotoServer`: that looks for the service of each request among the files of all two hundred.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_backend_app("s3")
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Kept)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield "127.0.0.1", server.server_port
    finally:
        server.shutdown()
        server.server_close()
