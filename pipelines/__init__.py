"""What runs and asks: the Beam graph, the command line, the collector, the lake and the questions about it."""

import logging
import warnings

if __name__ != "dyadwire.pipelines":  # one class imported under two names is two classes, and Beam pickles by name
    raise ImportError(f"{__name__} is imported as dyadwire.pipelines")

# Beam warns at import of a cloud client that no run needs, and `python -m dyadwire.pipelines.coverage` imports Beam
# before any line of ours but these.
logging.getLogger().addFilter(lambda record: not str(record.msg).startswith("apitools not found"))
# Beam fits a line to how long its batches took; where it has hardly two points, numpy warns in each worker.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"apache_beam\.transforms\.util")
