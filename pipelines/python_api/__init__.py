"""The Python interface of a lake: `dyadwire.open`."""
