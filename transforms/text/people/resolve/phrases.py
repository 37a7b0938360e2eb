"""Features of the words between a name and a country: speech, travel, a quotation, a counterpart's country."""

from __future__ import annotations

import re

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.find.regions import meant_by_words
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.introductions import Introduction
from dyadwire.transforms.text.people.find.passages import FoldedPassage

SENT = frozenset({"ambassador", "envoy"})  # they speak of another country than their own
_REPORTS = re.compile(r"\b(?:said|says|told|announced|added|wrote|warned|insisted|stressed|posted|tweeted)\b")
_ORGAN_AFTER = re.compile(
    r"(?:'s?)? (?:[A-Za-z]+ ){0,2}(?:[Mm]inistry|[Ee]mbassy|[Aa]rmy|[Mm]ilitary|[Gg]overnment|[Cc]oast [Gg]uard|"
    r"[Nn]avy|[Pp]residency)\b"
)
_EMBASSY = re.compile(r"(?:'s?)? [Ee]mbassy\b")
_SAYS = re.compile(r" (?:said|says) (?:that )?(?:the )?")
# "flew to Delhi", "will visit Paris": not of the country that they go to.
_TRAVELS = re.compile(
    r"(?: has| had| will| is to| was to)? (?:flew|fly|flown|travel(?:l?ed)?|went|go|gone|came|come|head(?:ed)?|"
    r"arrived?|visit(?:ed|s)?|toured?|landed)(?: to| in| for| at| from)? (?:the )?"
)
# "accused Benin", "wants Dublin to pay", "welcomed the UAE's help": of another country than the one spoken of so.
_ADDRESSES = re.compile(
    r"(?:, who [^,.;\"]{1,60},)?(?: has| had| have)? (?:again |also |later |then |repeatedly )?"
    r"(?:accus|ask|blam|call|condemn|congratulat|criticis|criticiz|denounc|invit|implor|prais|press|thank|threaten|urg|want|warn|welcom)(?:ed|es|s)?"
    r"(?: on)?(?: the)? (?:government of )?(?:the )?"
)
_SUMMONS = re.compile(r"(?: has| had| also| then)? (?:summoned|expelled|called in|threw out|protested to) ")
_COUNTERPART = re.compile(r"(?:'s)? (?:[a-z]+ )?counterpart\b")
_SENT_TO = re.compile(r" (?:to|for) (?:the )?$")
_OPENS = re.compile(r"[\"“](?:[Tt]he )?$")
_IN = re.compile(r"\bin (?:the [a-z]+ of )?$")
_JOINED = re.compile(r",? and (?:the )?")  # "Minister X Y and Chile's undersecretary"
_MEETS = re.compile(
    r"\b(?:met|meets|meeting|hosted|hosts|received|welcomed|greeted|(?:spoke|talks|talked) (?:with|to)) "
    r"(?:with )?(?:[a-z]+ )?$"
)
_MEETS_REACH = 40  # characters before the name: the verb, the title
_VISITS = re.compile(r"\b(?:talks|meeting|visit|trip|summit|stop) (?:in|to) $")  # there the speaker is a guest
_REALMS = re.compile(r"\b(emirate|kingdom|sultanate)'s\b")
_REALM_REACH = 40  # characters either way of a name
_DATELINE = 4  # characters before the place of a dateline: a quotation mark, a bracket
# A report after the name, at the end of what is reported: "…, Economy Minister X Y said on Tuesday".
_TRAILS = re.compile(r" (?:said|announced|told|warned|confirmed|wrote)\b")


def trails(passage: FoldedPassage, found: Introduction) -> bool:
    """Tell whether a report follows the name: "…, Economy Minister X Y said"."""
    return bool(_TRAILS.match(passage.folded, found.end))


def says_of(passage: FoldedPassage, found: Introduction) -> CountrySpan | None:
    """Return the country of which the bearer speaks: "X Y said that Poland …"."""
    span = passage.next_country(found.end)
    return span if span and _SAYS.fullmatch(passage.folded, found.end, span.start) else None


def meets(passage: FoldedPassage, start: int, found: Introduction) -> bool:
    """Tell whether the words before a title say that somebody met its bearer: "He met Energy Minister X Y"."""
    before = passage.folded[max(start, found.start - _MEETS_REACH) : found.start]
    words = before.split(" ")
    return any(_MEETS.search(" ".join(words[:cut]) + " ") for cut in range(len(words) - 4, len(words)) if cut > 0)


def cities_after(passage: FoldedPassage, found: Introduction, end: int) -> list[CountrySpan]:
    """Return the first city between a name and a position, unless the bearer goes or speaks of there."""
    cities = [span for span in passage.countries_between(found.end, end) if span.kind == "city"][:1]
    return [span for span in cities if not _TRAVELS.fullmatch(passage.folded, found.end, span.start)]


def states(spans: tuple[CountrySpan, ...]) -> list[CountrySpan]:
    """Return the countries that are named as more than a city."""
    return [span for span in spans if span.kind != "city"]


def realms_near(passage: FoldedPassage, found: Introduction, lexicon: Lexicon) -> list[str]:
    """Return the countries that "the emirate's", "the kingdom's" beside a name may be."""
    realm = _REALMS.search(passage.folded, max(0, found.start - _REALM_REACH), found.end + _REALM_REACH)
    return sorted(meant_by_words(lexicon)[realm[1]]) if realm else []


def lies_in(span: CountrySpan, ranges: list[tuple[int, int]]) -> bool:
    """Tell whether a country is named inside one of some ranges."""
    return any(start < span.start < end for start, end in ranges)


def opens_quotation(passage: FoldedPassage, span: CountrySpan) -> bool:
    """Tell whether a quotation begins with a country, as a minister's own does: "Brazil will not yield"."""
    return bool(_OPENS.search(passage.text, max(0, span.start - len('"The ')), span.start))


def has_organ(passage: FoldedPassage, span: CountrySpan) -> bool:
    """Tell whether an organ of the country follows its name: "China's foreign ministry"."""
    return bool(_ORGAN_AFTER.match(passage.folded, span.end))


def has_embassy(passage: FoldedPassage, span: CountrySpan) -> bool:
    """Tell whether an embassy of the country follows its name: "the Egyptian Embassy"."""
    return bool(_EMBASSY.match(passage.folded, span.end))


def stands_in_dateline(passage: FoldedPassage, span: CountrySpan) -> bool:
    """Tell whether a place stands in the dateline."""
    return not passage.is_title and span.start < _DATELINE and span.kind in ("capital", "city", "name")


def is_spoken_in(passage: FoldedPassage, start: int, span: CountrySpan) -> bool:
    """Tell whether words between a name and a capital report speech there."""
    between = passage.folded[start : span.start]
    if _VISITS.search(between[-24:]):
        return False
    return span.kind in ("capital", "name") and bool(_IN.search(between[-24:]) and _REPORTS.search(between[:60]))


def is_other(passage: FoldedPassage, span: CountrySpan, found: Introduction) -> bool:
    """Tell whether a country is the one of a counterpart, or the one that an envoy is sent to."""
    if _COUNTERPART.match(passage.folded, span.end) or _TRAVELS.fullmatch(passage.folded, found.end, span.start):
        return True
    if span.kind != "demonym" and _ADDRESSES.fullmatch(passage.folded, found.end, span.start):
        return True
    if _JOINED.fullmatch(passage.folded, found.end, span.start) and span.kind != "city":
        return True
    if found.role not in SENT:
        return False
    summoned = _SUMMONS.match(passage.folded, span.end, found.start)
    return summoned is not None or bool(
        _SENT_TO.search(passage.folded, max(0, span.start - len(" for the ")), span.start)
    )
