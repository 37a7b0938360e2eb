"""Read whose somebody is where the words beside the name leave no doubt: "Kenya's X Y", "X Y, a Slovak"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.register import Named, Place, word_before
from dyadwire.transforms.text.people.find.titles import JOINING, title_words
from dyadwire.transforms.text.people.lexicon.names import is_people, words_of
from dyadwire.transforms.text.people.resolve.countries_beside import find_places_in

_LOOKED_AT = 3  # places of a name in the text
_WORDS = re.compile(r" (?:[a-z][a-z-]* ){0,4}")  # of one phrase with a demonym before it: "Kenyan distance runner X"
_NOUN = re.compile(r"(?:,| -{1,2}| —) (?:an?|the) (?:[a-z][a-z-]* ){0,3}")  # "X, a retired ", "X - a "
_APART = frozenset(
    (
        *("about", "against", "and", "at", "by", "for", "from", "in", "of"),
        *("on", "or", "over", "than", "to", "toward", "towards", "with"),
    )
)
_INSIDE = frozenset(
    ("across", "around", "in", "inside", "into", "near", "outside")
)  # "in Sudan's Kafia Kingi": a place
_BRACKET = re.compile(r"[);,]| and\b")  # what closes a country in brackets: "X (Cameroon and Inter Milan)"
_OF = re.compile(r"(?:, \d\d,)? of (?:the )?")
_PLACES = frozenset(("name", "capital", "city"))
_ENDED = re.compile(r"[.,;)]| (?:and|said|says|told|was|is|has|had|won|took|beat|who|in|at|on)\b")  # no longer name
_BASED = re.compile(r"-based\b|'s ")
_REACH = 150  # characters of the longest phrase that is set before a name, and after it
_BREAKS = re.compile(
    r"[,;:\"“”()\n]|[.?!] |\b(?:who|which|that|is|are|was|were|has|have|had|will|would|said|says|told)\b"
)
_HEAD = re.compile(r"\b(?:the|a|an|its|his|her) ")
_OFFICE = re.compile(r"('s)? (?:[A-Za-z-]+ ?){1,4}")  # after the country that opens a phrase
_CLOSED = re.compile(r",? (?:[a-z]+ed|says|said|told|who|has|was|is|will)\b|, (?:an?|the) |[.)]|$")
_PROPER = r"(?:[A-Z][A-Za-z.'-]*|of|the|and|for|&)"  # words of an institution's name
_EMPLOYED = re.compile(rf", (?:(?:an?|the) )?[a-z][A-Za-z' -]*? (?:at|in|of|with) (?:the )?({_PROPER}(?: {_PROPER})*)")
_FORMER = frozenset(("former", "ex", "then", "onetime"))
_WORKS = frozenset(("at", "for", "from", "of", "with"))
_HEADS = 5  # words after a body's name, among which its office is: "a UN human rights rapporteur"
_FIELD = "Studies"  # the Institute of China Studies is not China's


def country_told(one: Named, passages: Sequence[FoldedPassage], lexicon: Lexicon) -> str | None:
    """Return the country that the words beside a name tell beyond doubt; None where none or several do so."""
    places = sorted(one.places, key=lambda place: passages[place.passage].is_title)[:_LOOKED_AT]
    for rule in (_by_words_beside, _by_phrase_before, _by_employer):
        told = {iso3 for place in places for iso3 in rule(place, passages[place.passage], lexicon)}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def _by_words_beside(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[str]:
    """Read "Kenya's X", "Kenyan runner X", "X, 40, of Kenya", "X (Kenya)", "X, a Kenyan", "X, a Nairobi-based"."""
    sentence = passage.sentence_at(place.start)
    before, after = passage.last_country(place.start), passage.next_country(place.end - 1)
    if before and before.start >= sentence.start and _owns(before, passage, place, lexicon):
        yield before.iso3
    if after and after.start < sentence.end and _says(after, passage, place):
        yield after.iso3


def _owns(span: CountrySpan, passage: FoldedPassage, place: Place, lexicon: Lexicon) -> bool:
    """Tell whether a country before a name is its bearer's: by a possessive, or as an adjective to one person."""
    gap = passage.folded[span.end : place.start]
    if span.kind == "name":
        return gap == "'s " and word_before(passage.folded, span.start).lower() not in _INSIDE
    words = gap.split()
    if span.kind != "demonym" or is_people(span.surface) or not _WORDS.fullmatch(gap):
        return False
    if words and words[-1].endswith("s"):  # the American brands Michael Kors and
        return False
    listed = words_of(lexicon)
    return not any(word in _APART or word in listed["blocker"] or word in listed["thing_noun"] for word in words)


def _says(span: CountrySpan, passage: FoldedPassage, place: Place) -> bool:
    """Tell whether a country after a name is its bearer's: behind "of", in brackets, or in an apposition."""
    gap = passage.folded[place.end : span.start]
    if _OF.fullmatch(gap):
        return span.kind in _PLACES and bool(_ENDED.match(passage.folded, span.end))
    if gap == " (":
        return span.kind == "name" and bool(_BRACKET.match(passage.folded, span.end))
    if not _NOUN.fullmatch(gap) or not _APART.isdisjoint(gap.split()):
        return False
    if span.kind == "demonym":
        return not is_people(span.surface)  # "X, the Russians said"
    return span.kind == "name" and bool(_BASED.match(passage.folded, span.end))


def _by_phrase_before(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[str]:
    """Read "the head of US diplomacy for Latin America, X Y, said": the country of a phrase without a verb."""
    folded = passage.folded
    in_full = " " in folded[place.start : place.end]
    if not in_full or not folded.endswith(", ", 0, place.start) or not _CLOSED.match(folded, place.end):
        return
    if _led_by_body(place, passage, lexicon):
        return
    end = place.start - len(", ")
    floor = max(passage.sentence_at(place.start).start, end - _REACH)
    floor = max([floor, *(found.end() for found in _BREAKS.finditer(folded, floor, end))])
    head = _HEAD.search(folded, floor, end)
    start = head.end() if head else floor
    spans = [span for span in passage.countries_between(start, end) if span.kind in ("name", "demonym", "capital")]
    if spans and (len({span.iso3 for span in spans}) == 1 or _opens_office(spans[0], folded, start, end, lexicon)):
        yield spans[0].iso3


def _opens_office(span: CountrySpan, folded: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a country opens a phrase, and an office follows: "Taiwan's representative in Prague"."""
    office = _OFFICE.match(folded, span.end, end)
    if office is None or folded[start : span.start].strip() or (office[1] == "'s") is not (span.kind == "name"):
        return False
    listed = words_of(lexicon)["occupation"] | title_words(lexicon)
    return any(word in listed and word not in JOINING for word in office[0].lower().split())


def _by_employer(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[str]:
    """Read the country inside an institution's name: "X Y, a lecturer at the University of Nairobi"."""
    end = min(passage.sentence_at(place.start).end, place.end + _REACH)
    found = _EMPLOYED.match(passage.folded, place.end, end)
    if found is None or _FIELD in found[1] or words_of(lexicon)["organisation"].isdisjoint(found[1].split()):
        return
    told = set(find_places_in(passage, found.start(1), found.end(), lexicon))
    if len(told) == 1:
        yield told.pop()


def works_for_world(one: Named, passages: Sequence[FoldedPassage], lexicon: Lexicon) -> bool:
    """Tell whether the words beside a name say that its bearer works for a body that is no country's: "UN envoy X"."""
    places = sorted(one.places, key=lambda place: passages[place.passage].is_title)[:_LOOKED_AT]
    return any(
        rule(place, passages[place.passage], lexicon) for place in places for rule in (_led_by_body, _follows_body)
    )


@cache
def _bodies(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what names a body before a name, and after it."""
    names = words_of(lexicon)["world_body"] | {row["name"] for row in lexicon["bloc_names"]}
    body = rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?: \([A-Z]+\))?"
    words = r"(?: [A-Za-z][A-Za-z-]*)"
    before = re.compile(rf"(?<![\w'-]){body}(?:'s)?({words}+),? $")
    return before, re.compile(rf"(,?(?: who (?:is|was))?)({words}*?) {body}(?:'s)?(?![\w-])({words}{{0,{_HEADS}}})")


def _led_by_body(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> bool:
    """Read "the World Bank's country director for Nigeria, X Y", but not "Kenya's UN envoy X Y"."""
    floor = max(passage.sentence_at(place.start).start, place.start - _REACH)
    found = _bodies(lexicon)[0].search(passage.folded, floor, place.start)
    if found is None or word_before(passage.folded, found.start()).lower() in _FORMER:
        return False
    owner = passage.last_country(found.start())
    owned = owner is not None and passage.folded[owner.end : found.start()] in (" ", "'s ")
    return not owned and _tells_office(found[1].lower().split(), lexicon)


def _follows_body(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> bool:
    """Read "X Y of the UN", "X Y, a UNICEF officer" and "X Y, who heads the office of Oxfam"."""
    end = min(passage.sentence_at(place.start).end, place.end + _REACH)
    found = _bodies(lexicon)[1].match(passage.folded, place.end, end)
    if found is None or passage.countries_between(place.end, found.end(2)):
        return False
    words, heads = found[2].lower().removesuffix(" the").split(), found[3].lower().partition(" in ")[0].split()
    if not found[1]:
        return len(words) == 1 and words[0] in _WORKS
    if words and words[-1] in _WORKS:
        return _tells_office(words, lexicon)
    return _tells_office([*words, *heads], lexicon) and not _tells_office(words, lexicon)


def _tells_office(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether words hold an office or occupation that is not over, and no verb."""
    listed = words_of(lexicon)
    if not (listed["blocker"] - _WORKS | _FORMER).isdisjoint(words):
        return False
    return any(word in listed["occupation"] or (word in title_words(lexicon) and word not in JOINING) for word in words)
