"""What a figure can be: reported, or expected (a target, forecast or plan)."""

REPORTED, EXPECTED = STATES = ("reported", "expected")
