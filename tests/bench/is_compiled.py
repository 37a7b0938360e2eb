"""Fail unless the installed engine is compiled and reads: what is run with every wheel that is built for others."""

from __future__ import annotations

import dyadwire
from dyadwire.transforms.text.decide import figures

TEXT = "Russia's exports to China rose 5 percent to $20 billion in 2025, Moscow said."


def main() -> None:
    """Print where the engine is; AssertionError where it is Python, or does not read."""
    assert not figures.__file__.endswith(".py"), f"not compiled: {figures.__file__}"
    found = dyadwire.extract(TEXT)["figures"]
    assert {figure["value"] for figure in found} == {5.0, 20e9}, found
    print(f"compiled: {figures.__file__}")


if __name__ == "__main__":
    main()
