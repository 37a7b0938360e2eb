"""How it is run: the graph, the command, the questions."""

import logging

# Beam warns at import of a cloud client that no run needs, and `python -m pipelines.coverage` imports Beam before any
# line of ours but these.
logging.getLogger().addFilter(lambda record: not str(record.msg).startswith("apitools not found"))
