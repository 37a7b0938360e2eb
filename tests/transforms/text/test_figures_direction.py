"""Figures: what went up or down, and whether the number is the change or the level."""

from __future__ import annotations

import pytest

from tests.transforms.text.case_files import cases
from tests.transforms.text.test_figures import figures


@pytest.mark.parametrize("case", cases("figures_direction.csv"), ids=lambda case: f"{case['surface']}: {case['text']}")
def test_direction_and_role(case: dict[str, str]) -> None:
    found = {figure.surface: figure for figure in figures(case["text"])}
    assert case["surface"] in found
    figure = found[case["surface"]]
    assert (figure.direction or "", figure.role) == (case["direction"], case["role"])
