"""What becomes of every input: failures as rows, and counts of all outcomes."""
