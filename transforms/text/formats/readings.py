"""The options by which a user says how an input is to be read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Reading(NamedTuple):
    """The date of articles that give none; of the records of other programs, which name holds what (field, name).

    `day_first`: whether a record's 03/11/2026 is of November, or of March; None where nobody says: it is no date then.

    >>> Reading(fields=(("text", "body"),)).names
    {'text': 'body'}
    """

    undated: date | None = None
    fields: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None

    @property
    def names(self) -> dict[str, str]:
        """The fields that were named, each with the name that a record has for it."""
        return dict(self.fields)


PLAIN = Reading()
