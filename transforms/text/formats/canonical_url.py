"""The one canonical form of an article's address."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from dyadwire.transforms.text.formats.urls import MAX_URL, host_name, http_url, registered

_MOBILE_LABELS = frozenset({"m", "mobile", "mobi", "amp", "touch", "wap", "www"})
_CACHE_HOSTS = (".cdn.ampproject.org", ".bing-amp.com")  # with the dot: other domains may end in these letters
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp|cfm|shtml)", re.I)
_AMP_ENDING = re.compile(r"\.amp(?=\.html?$)|\.amp$", re.I)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.I)
_ESCAPE = re.compile(r"(%[0-9a-fA-F]{2})")

# Parameters that say where a reader came from, never which article is read.
_TRACKING_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "hsa_",
    "ga_",
    "_hs",
    "at_medium",
    "at_campaign",
    "at_custom",
    "wt_",
    "oly_",
)
_TRACKING = frozenset((
    "__twitter_impression", "_ga", "_gl", "amp", "amp_gsa", "amp_js_v", "amphtml", "campaign_id", "cmp", "cmpid",
    "cn-reloaded", "dclid", "ef_id", "efg", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "fbclid",
    "feature", "fromrss", "ftag", "gaa_at", "gaa_n", "gaa_sig", "gaa_ts", "gbraid", "gclid", "gclsrc", "gs_lcp",
    "guccounter", "guce_referrer", "guce_referrer_sig", "icid", "ici", "igsh", "igshid", "intcid", "intcmp", "ito",
    "jsessionid", "mc_cid", "mc_eid", "mkt_tok", "mod", "msclkid", "ncid", "ns_campaign", "ns_mchannel",
    "ns_source", "ocid", "outputtype", "partner", "phpsessid", "rss", "s_cid", "s_kwcid", "sc_cid", "sh_kit",
    "smid", "smtyp", "soc_src", "soc_trk", "spm", "sr_share", "sref", "srnd", "syclid", "taid", "tag_id", "tpcc",
    "trk", "twclid", "unlocked_article_code", "usqp", "via", "vero_id", "wbraid", "wickedid", "wprov", "xtor",
    "yclid",
))  # fmt: skip
# Names that are tracking only with such a value, since other sites use them for the article itself.
_TRACKING_VALUES = {
    "ref": re.compile(r"(?i)(rss|feed|twitter|tw|fb|facebook|home|newsletter|share|social|google|\w*_share|hp|nl)\Z"),
    "source": re.compile(r"(?i)(rss|feed|twitter|facebook|newsletter|social|google\w*|share\w*)\Z"),
    "from": re.compile(r"(?i)(rss|feed|twitter|facebook|newsletter|share\w*)\Z"),
    "output": re.compile(r"(?i)amp\Z"),
    "view": re.compile(r"(?i)amp\Z"),
    "service": re.compile(r"(?i)amp\Z"),
}


def canonical_url(url: str) -> str | None:
    """Return the one form that all addresses of an article share; None unless it is an http(s) address of MAX_URL
    characters at most.

    Default ports mean https; mobile and AMP hosts, `www.`, tracking parameters, fragments, index files, session ids
    and a closing slash go; parameters are sorted. Canonical forms are their own canonical form.

    >>> canonical_url("http://m.example.org:80/news/index.html?utm_source=x&id=2#top")
    'https://example.org/news?id=2'
    """
    absolute = http_url(url)
    if absolute is None:
        return None
    for _ in range(4):  # an AMP cache may hold an AMP cache; nobody nests four in good faith
        inner = _cached_original(urlsplit(absolute))
        if inner is None:
            break
        absolute = inner
    else:
        return None
    parts = urlsplit(absolute)
    host = host_name(parts.hostname or "")
    if host is None:
        return None
    scheme, port = _scheme_and_port(parts)
    netloc = _desktop_host(host) + (f":{port}" if port else "")
    path, query = _canonical_path(parts.path), _canonical_query(parts.query)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    canonical = urlunsplit((scheme, netloc, path, query, _recode(fragment)))
    return canonical if len(canonical) <= MAX_URL else None  # escapes have made it longer


def _scheme_and_port(parts: SplitResult) -> tuple[str, int | None]:
    port = parts.port
    if port in (None, 80, 443):
        return "https", None
    return parts.scheme, port  # on another port http and https are different servers


def _desktop_host(host: str) -> str:
    domain = registered(host)
    if not domain or host == domain:
        return host
    labels = [label for label in host.removesuffix("." + domain).split(".") if label not in _MOBILE_LABELS]
    return ".".join([*labels, domain])


def _cached_original(parts: SplitResult) -> str | None:
    """Return the address that an AMP cache or a link counter wraps; None where the address is nobody's wrapper."""
    host = (parts.hostname or "").rstrip(".").lower()
    counts_links = host in ("www.google.com", "google.com")
    if not counts_links and not f".{host}".endswith(_CACHE_HOSTS):
        return None
    path = _ESCAPE.sub(lambda found: _recode_piece(found[0]), parts.path)  # as the canonical form has it
    if counts_links and path == "/url":
        query = dict(parse_qsl(parts.query))
        return http_url(query.get("url") or query.get("q") or "")
    if counts_links and not path.startswith("/amp/"):
        return None
    path = path.removeprefix("/amp") if counts_links else re.sub(r"^/[acivr](?=/)", "", path)
    secure = path.startswith("/s/")
    inner = path.removeprefix("/s").lstrip("/")
    query_part = f"?{parts.query}" if parts.query else ""
    if "." not in inner:
        return None
    # "" where what is wrapped is no address, escaped or not: then its wrapper's is none either.
    return http_url(f"{'https' if secure else 'http'}://{inner}{query_part}") or ""


def _canonical_path(path: str) -> str:
    path = _SESSION.sub("", path)
    segments = [segment for segment in posixpath.normpath("/" + path).split("/") if segment]
    while segments:
        last = _AMP_ENDING.sub("", segments[-1])
        if _INDEX.fullmatch(last) or (last.lower() == "amp" and len(segments) > 1):
            segments.pop()
        elif last != segments[-1] and last.strip("."):  # dots alone would go, too
            segments[-1] = last
        else:
            break
    first = 0  # a loop, not recursion: a hostile path repeats the segment a thousand times
    while first < len(segments) - 1 and segments[first].lower() == "amp":
        first += 1
    return _recode("/" + "/".join(segments[first:]))


def _canonical_query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:  # more parameters than any article has
        return ""
    return urlencode(sorted(pair for pair in pairs if not _is_tracking(*pair)))


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    pattern = _TRACKING_VALUES.get(name)
    return bool(pattern and pattern.match(value))


def _recode(part: str) -> str:
    """Write percent-encoding in one way: in upper case, and only where it is needed."""
    return "".join(_recode_piece(piece) for piece in _ESCAPE.split(part))


def _recode_piece(piece: str) -> str:
    if not _ESCAPE.fullmatch(piece):
        return quote(piece, safe="/!$&'()*+,;=:@~-._")
    character = chr(int(piece[1:], 16))
    plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if plain else piece.upper()
