"""Processes of a test cluster on this machine: Java class paths from Maven, free ports, and an end for everything."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
# Flink reaches into the JDK by reflection; these are the packages that its own scripts open on Java 17.
_OPENED = (
    "java.net", "java.lang", "java.util", "java.util.concurrent", "java.time", "java.io", "java.nio", "java.text",
    "java.lang.reflect", "sun.nio.ch", "java.util.concurrent.atomic", "java.util.concurrent.locks",
)  # fmt: skip
# Nothing outlives a test that is killed itself.
_DIE_TOGETHER = ("setpriv", "--pdeathsig", "KILL") if shutil.which("setpriv") else ()
_PATIENCE_SECONDS = 180.0  # a JVM starts in 3 s; a busy machine with two cores has taken 60


def class_path(pom: Path) -> str:
    """Return the class path of a POM, fetched by Maven once; RuntimeError with Maven's own words where it can't."""
    mark = sha256(pom.read_bytes()).hexdigest()[:12]
    cached = ROOT / "build" / f"classpath-{pom.parent.name}-{mark}.txt"
    if not (cached.exists() and all(map(os.path.exists, cached.read_text().split(os.pathsep)))):
        cached.parent.mkdir(exist_ok=True)
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={cached}"]
        maven = subprocess.run(["mvn", "-q", "-B", "-f", pom, *goal], capture_output=True, text=True, check=False)
        if maven.returncode:
            raise RuntimeError(f"Maven could not fetch what {pom} names:\n{maven.stdout[-2000:]}{maven.stderr[-500:]}")
    return cached.read_text().strip()


def java(
    class_path: str, main: str, *arguments: str | Path, heap_mb: int = 384, options: Sequence[str] = ()
) -> list[str]:
    """Return the command line of a Java program with a small heap, and more options of its JVM."""
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    machine = ["java", *opened, f"-Xmx{heap_mb}m", "-XX:+UseSerialGC", *options]
    return [*machine, "-cp", class_path, main, *map(str, arguments)]


def free_ports(count: int) -> list[int]:
    """Return ports of this machine that nothing listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind((HOST, 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def is_listening(port: int) -> bool:
    """Tell whether anything accepts connections on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0


def wait_for(what: str, ready: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> None:
    """Wait until something is so; TimeoutError that says what was waited for."""
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.2)


class Processes:
    """Processes that end with the block that started them, each with its children and a log file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, command: Sequence[str], **env: str) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own; its output goes to `<folder>/<name>.log`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                [*_DIE_TOGETHER, *command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                cwd=ROOT, env={**os.environ, **env},
            )  # fmt: skip
        self._started.append(process)
        return process

    def wait_listening(self, name: str, process: subprocess.Popen[bytes], port: int) -> None:
        """Wait until a process listens; RuntimeError with the end of its log where it died instead."""

        def ready() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"{name} ended with {process.returncode}:\n{self.log(name)[-3000:]}")
            return is_listening(port)

        wait_for(f"{name} to listen", ready)

    def log(self, name: str) -> str:
        """Return what a process has printed."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def processor_seconds(self) -> float:
        """Return how long all processes have computed, with their children."""
        return sum(processor_seconds(pid) for started in self._started for pid in group_of(started.pid))

    def end(self) -> None:
        """End every process with its children: asked first, then killed."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in self._started:
                end_group(process, number)
            until = time.monotonic() + 10.0
            while time.monotonic() < until and any(process.poll() is None for process in self._started):
                time.sleep(0.1)

    def begin(self) -> None:
        """Start what belongs to a cluster; of single processes nothing."""

    def __enter__(self) -> Self:
        try:
            self.begin()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.end()


def until_ctrl_c(told: str) -> None:
    """Print what a user needs to know, and return when they press Ctrl-C."""
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)


def end_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to a process and all of its children that are still there."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        process.poll()


def group_of(leader: int) -> list[int]:
    """Return the process ids of a process group that are alive, in order."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            state, _, group = _stat(path)[:3]
            if int(group) == leader and state != "Z":
                found.append(int(path.parent.name))
    return sorted(found)


def processor_seconds(pid: int) -> float:
    """Return how long a process has computed, with the children that it had and that ended; 0 once it has itself."""
    try:
        ticks = _stat(Path(f"/proc/{pid}/stat"))[11:15]
    except OSError:
        return 0.0
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> list[str]:
    # pid (name, which may hold anything) state parent group …
    return path.read_text().rpartition(")")[2].split()
