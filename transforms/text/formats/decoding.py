"""Bytes to text: by the encoding that a document names, or by evidence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType

from charset_normalizer import from_bytes

# Codecs of Python's that no document is in; punycode takes the square of the length.
_NEVER = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
# In which news is written where it is not UTF-8; others, of old Macs and of DOS, only take short texts away from these.
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
_OTHERS = ["cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "koi8_u", "gb18030", "big5", "cp949", "euc_jp"]
_OTHERS += ["shift_jis", "utf_8", "utf_16", "utf_32"]
_BEYOND = re.compile(rb"[\x80-\xff]+")
_PLAINLY = 20  # bytes that go on with a character: that so many are in UTF-8 by chance can't be
_WIDE = ("utf-16", "utf-32")  # in which every tag of a document has zeros
_WORD = 3  # bytes beyond ASCII in a row: accents of Latin letters stand alone
_SAMPLE = 65_536  # bytes from which an encoding is guessed
_PLAIN = re.compile(rb"[\x00-\x7f]{40,}")  # says nothing of an encoding
_BINARY = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")  # escapes colour what a terminal has shown, \x08 makes it bold
_MOST_BINARY = 0.02
_BROKEN = "\ufffd"
_SURROGATES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")  # a character beyond 16 bits in two halves, or one half
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)


def decode_as(body: bytes, encoding: str) -> str | None:
    """Return bytes as text in a named encoding; None where there is none of that name, or they are not in it.

    >>> decode_as(b"\\xca\\xe8", "windows-1251"), decode_as(b"a", "punycode"), decode_as(b"\\xff", "utf-8")
    ('Ки', None, None)
    """
    try:
        codec = codecs.lookup(encoding).name
        is_lie = codec.startswith(_WIDE) and b"\0" not in body
        return None if codec in _NEVER or is_lie else body.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def is_binary(body: bytes) -> bool:
    """Tell bytes with more control characters than a text has: a picture, a program, an archive; not for UTF-16."""
    return len(_BINARY.findall(body)) > _MOST_BINARY * len(body)


def decode_text(body: bytes) -> str:
    """Return a text of unnamed encoding: in UTF-8 where most letters beyond ASCII are, a few broken, else by evidence.

    >>> decode_text(b"caf\\xe9"), decode_text(b"caf\\xc3\\xa9s, th\\xe9")
    ('café', 'cafés, th�')
    """
    text = mostly_utf8(body)
    return decode_by_evidence(body) if text is None else text


def mostly_utf8(body: bytes) -> str | None:
    """Return bytes as text in UTF-8, of which a few may be broken, as where a summary was cut; None where more are.

    Halves of characters are in UTF-8, as some databases write it.

    >>> mostly_utf8(b"met \\xed\\xa0\\xbd\\xed\\xb8\\x80 in \\xed\\xa0\\x80 Lima")
    'met 😀 in � Lima'
    """
    whole = decode_as(body, "utf-8-sig")
    if whole is not None:
        return whole
    joined = _SURROGATES.sub(_joined, body)
    text = joined.decode("utf-8-sig", "replace")
    broken = text.count(_BROKEN) - joined.count(_BROKEN.encode())
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond >= 2 * broken else None


def _joined(surrogates: re.Match[bytes]) -> bytes:
    """Return in UTF-8 what is there in halves of characters; one without the other is a broken one."""
    halves = surrogates[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace").encode()


def decode_named(
    body: bytes,
    content_type: str | None,
    declared: re.Match[bytes] | None,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return bytes as text in the encoding that their HTTP header or they themselves name, in UTF-8, or by evidence.

    In UTF-8 whatever they name where they are plainly in it, cut or whole: servers name Latin-1 for all that they send.
    `declared` has matched the name in them; `aliases` are what is really meant by some names in small letters.
    """
    header = _CHARSET.search(content_type or "")
    named = (header[1] if header else "", declared[1].decode("ascii") if declared else "")
    if (plain := _plainly_utf8(body)) is not None:
        return plain
    for encoding in filter(None, named):
        text = decode_as(body, aliases.get(encoding.lower(), encoding))
        if text is not None:
            return text
    return decode_text(body)


def _plainly_utf8(body: bytes) -> str | None:
    """Return bytes as text in UTF-8 where so many go on with a character that they can be in no other encoding.

    For each that is broken, as at the end of a page that was cut, so many again have to.
    """
    whole = decode_as(body, "utf-8")
    if whole is not None:
        return whole if len(body) - len(whole) >= _PLAINLY else None
    text = mostly_utf8(body)
    if text is None:
        return None
    broken = text.count(_BROKEN)  # each of up to three bytes
    return text if len(body) - len(text) - 2 * broken >= _PLAINLY * broken else None


def decode_by_evidence(body: bytes) -> str:
    """Return bytes as text in the encoding that they look like, whatever they claim."""
    return body.decode(encoding_by_evidence(body), "replace")


def encoding_by_evidence(body: bytes) -> str:
    """Return the encoding that bytes look like; Windows-1252, as the commonest, where nothing looks better.

    >>> encoding_by_evidence("China’s exports – to €5 billion".encode("windows-1252"))
    'windows-1252'
    """
    sample = _PLAIN.sub(b" ", body[: 8 * _SAMPLE])[:_SAMPLE]
    letters = [len(run) for run in _BEYOND.findall(sample)]
    is_latin = 2 * sum(one for one in letters if one >= _WORD) < sum(letters) and b"\0" not in sample
    found = list(from_bytes(sample, cp_isolation=_LATIN if is_latin else _LATIN + _OTHERS))
    as_good = [one for one in found if (one.chaos, -one.coherence) <= (found[0].chaos, -found[0].coherence)]
    if not found or any("cp1252" in one.could_be_from_charset for one in as_good):
        return "windows-1252"
    return found[0].encoding
