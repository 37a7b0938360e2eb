"""Figures are read in stages that only add: no field of a draft is written by two of them."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

from dyadwire.transforms.text.figures.drafts import FigureDraft

TEXT = Path(__file__).parents[3] / "transforms" / "text"
FIELDS = {field.name for field in fields(FigureDraft)}
READING = ("numbers", "units", "rejected", "reading")  # what a number is worth and of, and whether it is a figure


def stage_of(path: Path) -> str:
    top, *inner = path.relative_to(TEXT).with_suffix("").parts
    return "reading" if top == "figures" and inner[0] in READING else inner[0] if top == "figures" else top


def written(tree: ast.AST) -> set[str]:
    """Return the fields of drafts that a module assigns to; what is its own (self.last) is none."""
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    single = [one for target in targets for one in (target.elts if isinstance(target, ast.Tuple) else [target])]
    attributes = [one for one in single if isinstance(one, ast.Attribute)]
    return {one.attr for one in attributes if not (isinstance(one.value, ast.Name) and one.value.id == "self")} & FIELDS


def test_no_field_is_written_by_two_stages() -> None:
    stages: dict[str, set[str]] = defaultdict(set)
    for path in [*(TEXT / "figures").rglob("*.py"), *(TEXT / "decide").rglob("*.py")]:
        for field in written(ast.parse(path.read_text())):
            stages[field].add(stage_of(path))
    assert {field: by for field, by in stages.items() if len(by) > 1} == {}
    assert stages["value"] == {"reading"}
    assert stages["rule_direction"] == {"changes"}
    assert stages["rule_period"] == {"dating"}
    assert stages["direction"] == stages["period"] == stages["trivial"] == {"decide"}
