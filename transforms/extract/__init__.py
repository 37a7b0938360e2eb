"""Extract: articles into the rows of all tables, by the engine in `transforms.text`."""
