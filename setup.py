"""Build the package; with DYADWIRE_COMPILE=1, what reads countries and figures is compiled to C by mypyc.

That needs mypy, a C compiler and four minutes of processor time. The rows are the same (`make bench-compiled` compares
them). Everything else about the package is in pyproject.toml.
"""

import os
from pathlib import Path
from typing import Any

from setuptools import setup

ENGINE = Path("transforms/text")
# `traits` derives from a tuple, which mypyc cannot compile.
LEFT = {ENGINE / "figures/whose/traits.py"}


def compiled() -> list[Any]:
    """Return the extension that holds the compiled modules, or none where nobody asked for it."""
    if os.environ.get("DYADWIRE_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    packages = [path for name in ("countries", "figures") for path in sorted((ENGINE / name).rglob("*.py"))]
    modules = [ENGINE / f"{name}.py" for name in ("findings", "language", "sentences")]
    return mypycify([str(path) for path in [*packages, *modules] if path not in LEFT], opt_level="2", debug_level="0")


setup(ext_modules=compiled())
