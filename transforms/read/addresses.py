"""The key of a page: the address under which its entries and documents are grouped."""

from __future__ import annotations

from dyadwire.transforms.outcomes.failures import SURPRISES
from dyadwire.transforms.text.formats.canonical_url import canonical_url


def address_of(url: str) -> str:
    """Return the address by which entries and pages meet: the canonical one, or as written where there is none."""
    try:
        return canonical_url(url) or url
    except SURPRISES:
        return url
