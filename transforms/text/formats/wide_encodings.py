"""Tell texts in UTF-16 and UTF-32 by their first bytes."""

from __future__ import annotations

import codecs

HEAD = 4  # bytes that tell it
# A mark of UTF-16 begins that of UTF-32, which is asked for first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding that a mark tells, or every second byte of two Latin letters; None for UTF-8 and the like.

    >>> [wide_encoding("Mali".encode(name)) for name in ("utf-16", "utf-16-be", "utf-8")]
    ['utf-16', 'utf-16-be', None]
    """
    unmarked = {b"\1\0\1\0": "utf-16-le", b"\0\1\0\1": "utf-16-be"}.get(bytes(map(bool, head[:HEAD])))
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), unmarked)
