"""A lake as Python asks it."""
