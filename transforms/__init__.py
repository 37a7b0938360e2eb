"""Transforms in the order of the data: read, parse, extract, write, settle; `text` is the engine."""

if __name__ != "dyadwire.transforms":  # one class imported under two names is two classes, and Beam pickles by name
    raise ImportError(f"{__name__} is imported as dyadwire.transforms")
