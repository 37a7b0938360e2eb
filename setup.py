"""Build the package; with DYADWIRE_COMPILE=1, the engine is compiled to C by mypyc.

That needs mypy, a C compiler and some four minutes. The rows are the same (`make bench-compiled` compares
them). Everything else about the package is in pyproject.toml.
"""

import os
import sys
from pathlib import Path
from typing import Any

from setuptools import setup

ENGINE = Path("src/dyadwire/transforms/text")
METADATA = frozenset(("dist_info", "egg_info", "sdist"))  # commands that pack no module
STAGES = ("document", "countries", "people", "dyads", "find", "figures", "decide")


def compiled() -> list[Any]:
    """Return the extension that holds the compiled modules, or none where nobody asked for it.

    A build asks for its metadata first, in a run of its own: that one compiles nothing.
    """
    if os.environ.get("DYADWIRE_COMPILE") != "1" or not METADATA.isdisjoint(sys.argv):
        return []
    from mypyc.build import mypycify

    stages = [path for name in STAGES for path in sorted((ENGINE / name).rglob("*.py"))]
    modules = [ENGINE / f"{name}.py" for name in ("extract", "findings", "language")]
    return mypycify([str(path) for path in [*stages, *modules]], opt_level="2", debug_level="0", multi_file=True)


setup(ext_modules=compiled())
