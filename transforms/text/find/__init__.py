"""Candidates with high recall, each a span of the text: what decisions choose from."""
