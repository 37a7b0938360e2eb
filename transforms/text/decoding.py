"""Bytes to text: by the encoding that a document names, or by evidence."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

# Codecs of Python's that no document is in; punycode takes the square of the length.
_NEVER = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
_SAMPLE = 65_536  # bytes from which an encoding is guessed
_PLAIN = re.compile(rb"[\x00-\x7f]{40,}")  # says nothing of an encoding


def decode_as(body: bytes, encoding: str) -> str | None:
    """Return bytes as text in a named encoding; None where there is none of that name, or they are not in it.

    >>> decode_as(b"\\xca\\xe8", "windows-1251"), decode_as(b"a", "punycode"), decode_as(b"\\xff", "utf-8")
    ('Ки', None, None)
    """
    try:
        codec = codecs.lookup(encoding).name
        return None if codec in _NEVER else body.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def decode_by_evidence(body: bytes) -> str:
    """Return bytes as text in the encoding that they look like, whatever they claim."""
    sample = _PLAIN.sub(b" ", body[: 8 * _SAMPLE])[:_SAMPLE]
    guess = from_bytes(sample).best()
    return body.decode(guess.encoding if guess else "windows-1252", "replace")
