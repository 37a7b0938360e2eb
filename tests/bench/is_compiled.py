"""Fail unless the installed engine is compiled and reads: what is run with every wheel that is built for others."""

from __future__ import annotations

import dyadwire
from dyadwire.transforms.text.decide import figures

TEXT = "Russia's exports to China rose 5 percent to $20 billion in 2025, Moscow said."

assert not figures.__file__.endswith(".py"), f"not compiled: {figures.__file__}"
found = dyadwire.extract(TEXT)
assert {figure["value"] for figure in found["figures"]} == {5.0, 20e9}, found["figures"]
print(f"compiled: {figures.__file__}")
