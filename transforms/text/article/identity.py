"""Ids and hashes: functions of content alone, the same in every batch, order and year."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid

from dyadwire.transforms.text.formats.canonical_url import canonical_url

_REVISION_BYTES = 8  # 64 bits: revisions only need to differ within one article
_HASH_BYTES = 16  # 128 bits: no two texts of any lake share a hash by chance


def article_id(
    url: str | None, hash_of_text: str, outlet: str | None = None, *, feed_and_guid: tuple[str, str] | None = None
) -> str:
    """Return the id of an article, a UUID (version 5, URL namespace).

    Of its canonical URL; without a link, of its feed and the guid that no other entry of the feed has; otherwise
    of its outlet, where that is known, and the hash of its text: what two outlets print is two articles.

    >>> article_id("http://www.example.org/a?utm_source=rss", "")
    '77980eae-c343-5b01-9823-eb6ac1da021f'
    >>> article_id("https://example.org/a", "x", feed_and_guid=("https://feed", "g"))
    '77980eae-c343-5b01-9823-eb6ac1da021f'
    """
    if canonical := canonical_url(url or ""):
        return _uuid5(canonical)
    if feed_and_guid:
        feed, guid = feed_and_guid
        # A canonical URL has no fragment, so no URL can take this name.
        return _uuid5(f"{canonical_url(feed) or feed}#guid={guid}")
    return _uuid5(f"text:{hash_of_text}" + (f"@{outlet}" if outlet else ""))


def address_id(address: str) -> str:
    """Return the id of the article at an address; for what is no address, such as a file's name, one of no article.

    >>> address_id("http://www.example.org/a") == article_id("https://example.org/a", "")
    True
    """
    return _uuid5(canonical_url(address) or f"place:{address}")


def normalised_text(text: str) -> str:
    """Return the text with compatibility forms, case and white space evened out, as `text_hash` reads it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def text_hash(text: str) -> str:
    """Return the hash of a text's normalised form: equal for copies that differ in case or white space only."""
    return _hash(_HASH_BYTES, normalised_text(text))


def revision(title: str, text: str) -> str:
    """Return the hash of title and text, exactly as they are."""
    return _hash(_REVISION_BYTES, title, text)


def failure_id(stage: str, reason: str, uri: str, payload: str | bytes | None) -> str:
    """Return the id of one unusable input."""
    content = payload.decode("latin-1") if isinstance(payload, bytes) else payload or ""
    return _hash(_HASH_BYTES, stage, reason, uri, content)


def _uuid5(name: str) -> str:
    # What uuid.uuid5 does, but for names with lone surrogates, which noise contains.
    digest = hashlib.sha1(uuid.NAMESPACE_URL.bytes + name.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return str(uuid.UUID(bytes=digest.digest()[:16], version=5))


def _hash(size: int, *parts: str) -> str:
    digest = hashlib.blake2b(digest_size=size)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "little") + content)  # lengths keep ("ab", "c") and ("a", "bc") apart
    return digest.hexdigest()
