"""Build the package; with DYADWIRE_COMPILE=1, what reads countries and figures is compiled to C by mypyc.

That needs mypy, a C compiler and some ten minutes. The rows are the same (`make bench-compiled` compares
them). Everything else about the package is in pyproject.toml.
"""

import os
import sys
from pathlib import Path
from typing import Any

from setuptools import setup

ENGINE = Path("src/dyadwire/transforms/text")
# Of the decisions those whose figures are; `feature_groups` derives from a tuple, which mypyc cannot compile.
OWNERS = (
    *("clauses", "companies", "country_features", "country_places", "figure_owner", "focal_countries"),
    *("owner_candidates", "owner_case", "owner_context", "owner_figure_features", "owner_pair_features", "stems"),
)


def compiled() -> list[Any]:
    """Return the extension that holds the compiled modules, or none where nobody asked for it.

    A build asks for its metadata first, in a run of its own: that one compiles nothing.
    """
    if os.environ.get("DYADWIRE_COMPILE") != "1" or "bdist_wheel" not in sys.argv:
        return []
    from mypyc.build import mypycify

    packages = [path for name in ("document", "countries", "figures") for path in sorted((ENGINE / name).rglob("*.py"))]
    decisions = [f"decide/{name}" for name in ("figures", "figure_fields", *OWNERS)]
    modules = [ENGINE / f"{name}.py" for name in ("findings", "language", *decisions)]
    return mypycify([str(path) for path in [*packages, *modules]], opt_level="2", debug_level="0")


setup(ext_modules=compiled())
