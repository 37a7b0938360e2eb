"""What a lake was made to forget: its block list, which is part of its manifests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dyadwire.schemas.manifest import Manifest
from dyadwire.transforms.text.article.identity import address_id
from dyadwire.transforms.text.formats.urls import registered_domain

FORGET = "forget-"  # records of takedowns begin with this


class Forgotten(NamedTuple):
    """What a lake must not hold: articles by id, whole outlets, and all that was published before a date.

    An id is a hash of an address: what a lake keeps of a takedown does not tell what was taken down. Outlets are in
    small letters, as a host's name minds no capitals.
    """

    ids: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    before: date | None = None

    def covers(self, article_id: str, published_date: date | None, outlet: str) -> bool:
        """Tell whether an article is forgotten. One without a date is never too old."""
        too_old = bool(self.before and published_date and published_date < self.before)
        return too_old or article_id in self.ids or self.covers_outlet(outlet)

    def covers_outlet(self, name: str) -> bool:
        """Tell whether all of an outlet is forgotten, however its name is written."""
        return bool(self.outlets) and name.lower() in self.outlets

    def covers_address(self, address: str) -> bool:
        """Tell whether it is the address of a forgotten article, or of a forgotten outlet's site."""
        if self.outlets and registered_domain(address) in self.outlets:
            return True
        return bool(self.ids) and address_id(address) in self.ids

    def within(self, other: Forgotten) -> bool:
        """Tell whether another covers all that this does."""
        early = self.before is None or (other.before is not None and self.before <= other.before)
        return early and self.ids <= other.ids and self.outlets <= other.outlets


NOTHING = Forgotten()


def forgotten_in(manifests: Iterable[Manifest]) -> Forgotten:
    """Return all that takedowns and retention have removed from a lake."""
    found = [batch.settings for manifest in manifests for batch in manifest.absorbed if batch.batch.startswith(FORGET)]
    dates = [date.fromisoformat(settings["before"]) for settings in found if settings["before"]]
    return Forgotten(
        frozenset(each for settings in found for each in settings["ids"]),
        frozenset(each.lower() for settings in found for each in settings["outlets"]),
        max(dates, default=None),
    )
