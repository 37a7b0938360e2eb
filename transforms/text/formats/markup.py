"""Markup to plain text. Nothing is executed, fetched or expanded."""

from __future__ import annotations

import html
import re
import unicodedata

from lxml import etree
from lxml import html as lxml_html

MAX_LINE = 4000  # characters; the longest real headline is a tenth of it
MAX_MARKUP = 2_000_000  # characters; a long novel

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_OPENING = re.compile(r"(?<!<)<+(?=[a-zA-Z/!?])")  # begun once a run: a run of brackets is no tag
# A tag as parsers of HTML and XML read it, to its end or to that of the text. Only after "=" do quotes quote.
_WHOLE_TAG = re.compile(r"<[^\W\d](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_LONG_TAG = 4000  # characters; shorter tags have too few attributes to matter
_MAX_ATTRIBUTES = 1000  # parsers take the square of their number; real tags have some dozens
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>?", re.I)
_SPACE = re.compile(r"\s+")
# Terminal escapes first (they hold printable characters), then every other control but line breaks and tabs.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]?")
_NO_WIDTH = "\u00ad\u200b\u2060\ufeff"  # what readers do not see within a word
# Bidirectional overrides make a terminal or a page show another text than the one that is there; soft hyphens and
# characters without width part words that readers see whole.
_CONTROLS = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_NO_WIDTH}\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "head", "title", "form",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
))  # fmt: skip

_ACCENT = re.compile("[\u0300-\u036f]")
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")  # longer runs are no writing, and slow to sort
_HALVES = re.compile("[\ud800-\udfff]")
# A letter and its accents, written apart; what is hidden; and a character written as markup.
_MARKED = re.compile(f"[^\u0300-\u036f][\u0300-\u036f]{{1,3}}|[{_NO_WIDTH}]+")
_MARKED_OR_ENTITY = re.compile(_MARKED.pattern + "|&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_HIDDEN = re.compile(f"[{_NO_WIDTH}]")


def drop_controls(text: str) -> str:
    """Drop control characters, terminal escapes and lone surrogates; line breaks and tabs stay.

    >>> drop_controls("a\\x1b[31mb\\x00c\\n")
    'abc\\n'
    """
    if "\x1b" in text or "\x9b" in text:  # the pattern alone takes a sixth of the time that a whole page does
        text = _ESCAPES.sub("", text)
    return _CONTROLS.sub("", text)


def compose_accents(text: str) -> str:
    """Join letters and the accents that some systems write apart: they would cut words and names in two.

    >>> compose_accents("Sa\u0303o Tome\u0301") == "S\u00e3o Tom\u00e9"
    True
    """
    if text.isascii() or not _ACCENT.search(text):
        return text
    return _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def encodable(text: str) -> str:
    """Return text of equal length that every encoding can hold: halves of characters are replaced.

    >>> encodable("a\\ud800b") == "a\ufffdb"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def compose(text: str) -> tuple[str, list[int]]:
    """Return text with each letter and its accents as one character, and no soft hyphens or entities.

    With it, where each character was, and the end; the list is empty where nothing changes.

    >>> compose("Jose\\u0301 B") == ("Jos\u00e9 B", [0, 1, 2, 3, 5, 6, 7]), compose("Jos")
    (True, ('Jos', []))
    >>> compose("A&amp;B"), compose("Po\\xadland")[0]
    (('A&B', [0, 1, 6, 7]), 'Poland')
    """
    written = _MARKED_OR_ENTITY if "&" in text and ";" in text else _MARKED
    if (text.isascii() and written is _MARKED) or not written.search(text):
        return text, []
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for found in written.finditer(text):
        letter = _as_read(found[0])
        parts += text[at : found.start()], letter
        places += range(at, found.start())
        left = (max(place, found.start()) for place in range(found.end() - len(letter) + 1, found.end()))
        # One accent may be of two, and so the letter longer than what was written.
        places += [found.start(), *left] if letter else []
        at = found.end()
    return "".join([*parts, text[at:]]), [*places, *range(at, len(text) + 1)]


def _as_read(written: str) -> str:
    """Return what readers see of a letter and its accents, of an entity, or of what has no width.

    An entity that is none stays, and so does one that would be a control or half a character.
    """
    if written[0] != "&" or written[-1] != ";":
        return _HIDDEN.sub("", unicodedata.normalize("NFC", written))
    seen = _HIDDEN.sub("", html.unescape(written))
    return seen if seen.isprintable() or seen.isspace() else written


def storable(text: str) -> str:
    """Return text as a store can hold it: halves of characters, as in file names that are not UTF-8, are written out.

    >>> storable("a\\udce9.jsonl")
    'a\\\\udce9.jsonl'
    """
    return text.encode("utf-8", "backslashreplace").decode()


def has_endless_tag(markup: str) -> bool:
    """Tell whether a tag has more attributes than any real one: parsers would take minutes for them.

    >>> has_endless_tag("<p " + "a=1 " * 2000 + ">"), has_endless_tag("<p>" + "a=1 " * 2000 + "</p>")
    (True, False)
    """
    tags = (tag[0] for tag in _WHOLE_TAG.finditer(markup) if tag.end() - tag.start() > _LONG_TAG)
    return any(len(_QUOTED.sub(" ", tag).split()) > _MAX_ATTRIBUTES for tag in tags)


def drop_declaration(markup: str) -> str:
    """Return decoded markup without its XML declaration, which parsers of HTML refuse or take long to look through.

    >>> drop_declaration(" <?xml version='1.0' encoding='utf-8'?><p>")
    '<p>'
    """
    start = 0
    while found := _DECLARATION.match(markup, start):
        start = found.end()
    return markup[start:]


def clean_text(text: str, limit: int = MAX_LINE) -> str:
    """Return markup as one line of plain text: tags and controls dropped, entities decoded, white space evened out.

    The result holds no tag, also not after decoding. Longer text is cut at `limit` characters.

    >>> clean_text("<b>China</b> &amp;amp; Japan<script>alert(1)</script>\\n met")
    'China & Japan met'
    """
    text = drop_controls(text[: limit * 8])  # markup can be several times as long as its text
    for _ in range(3):  # feeds escape once or twice; a third round meets those who hide tags in tags
        stripped = _TAG.sub(" ", _drop_scripts(text)) if "<" in text else text
        decoded = html.unescape(stripped) if "&" in stripped else stripped
        if decoded == text:
            break
        text = decoded
    text = _OPENING.sub("", drop_controls(text))
    return _SPACE.sub(" ", text).strip()[:limit].rstrip()


def html_to_text(markup: str) -> str:
    """Return the readable text of an HTML fragment: one line per block, without empty lines.

    >>> html_to_text("<p>One <b>two</b></p><script>x()</script><p>three</p>")
    'One two\\nthree'
    """
    markup = drop_controls(markup[:MAX_MARKUP])
    if "<" not in markup:
        return _lines(html.unescape(markup))
    if has_endless_tag(markup):
        return clean_text(markup, MAX_MARKUP)
    try:
        root = lxml_html.fragment_fromstring(f"<div>{markup}</div>", create_parent="div", parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        return clean_text(markup, MAX_MARKUP)
    return _lines("".join(_pieces(root)))


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)


def _pieces(root: lxml_html.HtmlElement) -> list[str]:
    """Collect text in order, a line break around each block; a flat walk, since hostile trees are deep."""
    pieces: list[str] = []
    unseen = 0
    for step, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if step == "start":
            unseen += tag in _UNSEEN
            inner = element.text
        else:
            unseen -= tag in _UNSEEN
            inner = element.tail if element is not root else None
        if tag in _BLOCKS:
            pieces.append("\n")
        if inner and not unseen:
            pieces.append(inner.replace("\n", " "))
    return pieces


def _lines(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _drop_scripts(text: str) -> str:
    """Cut scripts and styles with their content; an unclosed one runs to the end."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters change length in lower case; offsets must agree
        lowered = text
    kept, start = [], 0
    for name in re.finditer(r"<(script|style)\b", lowered):
        if name.start() < start:
            continue
        kept.append(text[start : name.start()])
        closing = lowered.find(f"</{name[1]}", name.end())
        start = len(text) if closing < 0 else (lowered.find(">", closing) + 1 or len(text))
    return " ".join([*kept, text[start:]]) if kept or start else text


def language_code(written: str) -> str | None:
    """Return the code of a language as a document names it, in small letters; None where it names none.

    >>> language_code("pt-BR"), language_code("en_GB"), language_code("English")
    ('pt', 'en', None)
    """
    code = re.match(r"\s*([A-Za-z]{2})(?:[-_]|\s*\Z)", written)
    return code[1].lower() if code else None
