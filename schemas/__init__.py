"""What a row is: records, Arrow schemas, tables, and the views over them."""

if __name__ != "dyadwire.schemas":  # one class imported under two names is two classes, and Beam pickles by name
    raise ImportError(f"{__name__} is imported as dyadwire.schemas")
