"""Whom a sentence means by he, it, they or the two countries, so that these stand among its sides as names do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from dyadwire.transforms.text.find.sides import PERSON, Side
from dyadwire.transforms.text.findings import TITLE, ActSpan, SentenceSpan

PAIR = 2  # sides of a pair
THREE = 3
RECENT = 1  # sentences back from which a side may be meant without being named
TOGETHER = frozenset(("CONSULT", "AGREE", "COOPERATE"))
TWO_BACK = 4  # sentences back in which "the two" were named
PEOPLE = frozenset((PERSON, "leader"))  # kinds of sides that "he" may stand for
COUNTRY = "name"  # the kind of what "it" and "the two countries" stand for
# Who "the two" are that were named just before: the two navy chiefs, both sides; not the two leaders of a party.
THE_TWO = re.compile(
    r"\b(?:(?:the|these|those) (?:two|three)|both)(?: (?:border|coast|foreign|defen[cs]e|prime|trade|finance|interior"
    r"|naval|navy|army|military"
    r"|air|neighbouring|neighboring|rival|top|senior|sister|friendly|brotherly))* (?:countries|sides|nations|states|"
    r"neighbou?rs|leaders|presidents|premiers|ministers|kings|chiefs|commanders|envoys|ambassadors|diplomats|officials|"
    r"governments|capitals|men|delegations|armies|navies|militaries|forces|parties|companies|allies|rivals|powers|services|guards)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
# And by what they do alone: the two also discussed; what opens a sentence may leave out the number: The governments.
_DO = (
    "(?:agreed?|also|are|called|condemned|denounced|discuss(?:ed)?|exchanged|had|have|held|met|pledged|reaffirmed|"
    "reviewed|said|share|shook|signed|spoke|stressed|talked|vowed|were|will|would)"
)
THE_PAIR = re.compile(
    rf"[Tt]he two(?= {_DO}\b)|\ABoth(?= {_DO}\b)|"
    r"\A(?:The|Both) (?:governments|leaders|ministers|nations|neighbou?rs|presidents|"
    r"sides)\b(?! of\b)|(?<=\bon )both(?= to\b)|(?:(?<=\burged )|(?<=\basked )|(?<=\btold )"
    r"|(?<=\bwarned )|(?<=\bthreatened ))both(?= (?:of|that|to|with)\b)"
    r"|(?:(?<=\bfrom )|(?<=\bwith ))both(?=[.,])"
)
# What two do together, of which the next sentence goes on to tell: The talks, more was signed during the visit.
# Not what is in it, which is not done yet: The deal, worth $1.6bn, includes training.
THE_TALKS = re.compile(
    r"\A(?:The|Their|These)(?= (?:\w+ )?(?:(?:meeting|negotiations|summit|talks)\b(?! (?:between|with)\b)"
    r"|(?:accord|agreements?|deal|pact|treaty)\b(?!,| (?:between|covers?|includes?|provides?|with)\b)))"
    r"|(?<=during )(?:the|their)(?= (?:\w+ ){0,2}(?:meeting|summit|talks|trip|visit)\b)",
)
# "They" right behind a sentence that tells of two alone; who says something, or was hit, may be anybody.
THEY = re.compile(
    r"(?:They|(?:(?:Last|On|In|Earlier|This) (?:[\w,]+ ){0,3}|Later |Then )they)\b"
    r"(?!(?: (?:also|both|later|then))? (?:added|are|believe|said|say|told|were)\b)"
)
# Not He Lifeng. It begins with letters, to which the search skips.
HE = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Hh])e|(?<=[Ss])he)\b(?! [A-Z])")
# Behind a country, who holds its office: Iran's foreign minister, the Iranian president.
OFFICE = re.compile(
    r"(?:['’]s)?(?: (?:foreign|defen[cs]e|prime|trade|finance|interior|deputy|vice|new|first|top)){0,3} (?:president|"
    r"minister|premier|chancellor|king|queen|prince|emir|envoy|ambassador|secretary|commander|chief|leader|spokesman)\b"
)
# And a person whose country is named before, as "he" may be: Hungary's Peter Szijjarto.
NAMED = re.compile(r"['’]s [A-Z][a-zà-ž]+ (?:[A-Z][\w'’-]+)(?! [A-Z])")
# States by what they are, and where: the kingdom, the Himalayan nation, which was named some sentences ago.
_STATE = "(?:country|nation|republic|state|kingdom|emirate|neighbou?r)"
REALM = re.compile(
    r"\b[Tt]he (?:self-ruled |democratic )?([Kk]ingdom|[Ee]mirate|[Ss]ultanate|island|mainland|city-state|"
    rf"(?:Andean|Baltic|Caribbean|Central Asian|Gulf|Himalayan|West African)(?= {_STATE}\b))\b(?! (?:of|China)\b)"
)
REALM_BACK = 4
HE_BACK = 2  # sentences back in which "he" was named
# What opens a sentence and stands for whom the one before began with: It accused …, The ministry recalled …; not for
# a deed or a state of things: It is unclear whether …, It comes days after …, It is expected that …
_BODY = (
    "(?:army|embassy|government|kingdom|sultanate|emirate|junta|"
    "(?:(?:foreign|defen[cs]e|interior|trade|finance|health|energy) )?ministry|parliament)"
)
_DOES = r"(?:\w+(?:ed|ing)\b(?! that\b)|(?:about to|at (?:odds|war)|due|in (?:contact|talks)|ready|set|to)\b)"
_NO_SUBJECT = (
    r" (?:appear(?:s|ed)|came|comes|emerge[ds]|follow(?:s|ed)|mark(?:s|ed)|remain(?:s|ed)|seem(?:s|ed))\b|"
    r"(?: (?:is|was|would be|will be)|['’]s) (?!(?:also |now |not |still )?"
    rf"{_DOES})"
)
IT = re.compile(rf"(?:It(?!{_NO_SUBJECT})|The {_BODY}\b(?! of\b))\b")
_BEFORE_SUBJECT = re.compile(rf"\s*(?:(?:an?|the)\s*)?(?:{_BODY} of(?: the)?\s*)?", re.IGNORECASE)
_JOINS = re.compile(r"['’]?s?\s*(?:,|,? and|&|/)\s*(?:the )?", re.IGNORECASE)  # between two that are both the subject
NEVER = 9  # sentences back of what was not there


class Meant:
    """Of whom the sentences of an article told so far, for those that go on about them."""

    def __init__(self, realms: Mapping[str, frozenset[str]]) -> None:
        """Take the countries that words may mean: the kingdom, the Himalayan nation."""
        self._realms = realms
        self._two: tuple[int, tuple[str, ...], bool] = (-NEVER, (), False)  # or three; did they do it together?
        self._alone = False  # does that sentence name no third one?
        self._person: tuple[int, str] = (-NEVER, "")
        self._subject: tuple[int, str] = (-NEVER, "")
        self._named: dict[str, int] = {}  # in which sentence each side was named last
        self._he = ""  # whom the sentence that is read calls "he"
        self.here: tuple[str, ...] = ()  # whom that sentence means: one, or two

    def add_to(self, sides: list[Side], place: SentenceSpan, text: str) -> list[Side]:
        """Return the sides of a sentence with those that it means by a pronoun, or by "the two countries"."""
        self.here, self._he = (), ""
        if place.number == TITLE:
            return sides
        one = next(chain(self._one(sides, place, text), self._realm(place, text)), None)
        found = [one] if one and all(side.code != one.code for side in sides) else self._both(place, text)
        found = found or ([] if sides else self._talks(place, text))
        codes = tuple(side.code for side in found)
        if not found or any(side.code in codes for side in sides):
            return sides
        self.here = codes
        self._he = found[0].code if found[0].kind == PERSON else ""
        return sorted([*sides, *found], key=_start)

    def leave(self, place: SentenceSpan, text: str, sides: Sequence[Side], acts: Iterable[ActSpan] = ()) -> None:
        """Take note of the subject of a sentence, of the side of its people, and of the two who do what it tells."""
        self._named.update(dict.fromkeys([side.code for side in sides], place.number))
        self._subject = (place.number, _subject_of(sides, text, place.start))
        people = [*dict.fromkeys(side.code for side in sides if _is_person(side, text, place.start))]
        if people or place.number == TITLE:
            self._person = (place.number, people[0] if len(people) == 1 else self._he)
        if place.number != TITLE and acts:
            self._note_two(place.number, acts)
            self._alone = len({side.code for side in sides}) == PAIR

    def _note_two(self, number: int, acts: Iterable[ActSpan]) -> None:
        """Take note of the two whose acts a sentence tells, and keep those who did something together before others."""
        together = {in_order(act.actor, act.recipient) for act in acts if act.mutual or act.code in TOGETHER}
        pairs = together or {in_order(act.actor, act.recipient) for act in acts}
        kept, codes = self._two[2] and number - self._two[0] <= TWO_BACK, tuple(sorted({*chain(*pairs)}))
        three = len(codes) == len(together) == THREE
        if (len(pairs) == 1 or three) and (together or not kept):
            self._two = (number, codes, bool(together))

    def _one(self, sides: Sequence[Side], place: SentenceSpan, text: str) -> Iterator[Side]:
        """Yield the side of the "it" that opens a sentence, or of "he" where nobody else is named before."""
        if not sides:
            return
        if found := IT.match(text):
            (last, code), back, kind = self._subject, RECENT, COUNTRY
        elif found := HE.search(text):
            (last, code), back, kind = self._person, HE_BACK, PERSON
            at = place.start + found.start()
            if any(side.start < at and _is_person(side, text, place.start) for side in sides):
                return
        if found and code and place.number - last <= back:
            yield Side(place.number, place.start + found.start(), place.start + found.end(), code, kind)

    def _realm(self, place: SentenceSpan, text: str) -> Iterator[Side]:
        """Yield the side of "the kingdom", the only one named lately that is one."""
        if found := REALM.search(text):
            realms = self._realms[found[1].lower()]
            near = [code for code, last in self._named.items() if code in realms and place.number - last <= REALM_BACK]
            if len(near) == 1:
                yield Side(place.number, place.start + found.start(), place.start + found.end(), near[0], COUNTRY)

    def _both(self, place: SentenceSpan, text: str) -> list[Side]:
        """Return who "the two countries" or "they" are: side by side, as a list of two is read."""
        back = place.number - self._two[0]
        if not self._two[1] or back > TWO_BACK:
            return []
        found = (
            THE_TWO.search(text)
            or THE_PAIR.search(text)
            or (THEY.match(text) if back == RECENT and self._alone else None)
        )
        return self._two_at(place, found.start(), found.end()) if found and self._are(found[0].lower()) else []

    def _are(self, words: str) -> bool:
        """Tell whether as many are known as some words mean: the three ministers, both, the governments."""
        many = len(self._two[1])
        return many == THREE if "three" in words else many == PAIR or not ("two" in words or "both" in words)

    def _talks(self, place: SentenceSpan, text: str) -> list[Side]:
        """Return whose talks, visit or agreement a sentence goes on about that names nobody."""
        found = THE_TALKS.search(text) if self._two[2] and place.number - self._two[0] <= RECENT else None
        return self._two_at(place, found.start(), found.end()) if found else []

    def _two_at(self, place: SentenceSpan, start: int, end: int) -> list[Side]:
        start, end, last = place.start + start, place.start + end, len(self._two[1]) - 1
        spans = ((start + at, end if at == last else start + at + 1) for at in range(last + 1))
        return [Side(place.number, *span, code, COUNTRY) for span, code in zip(spans, self._two[1], strict=True)]


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two codes as a pair is written."""
    return (one, other) if one < other else (other, one)


def _start(side: Side) -> int:
    return side.start


def _is_person(side: Side, text: str, start: int) -> bool:
    """Tell a side that "he" may stand for: a person, or a country before an office of it."""
    here = side.end - start
    return side.kind in PEOPLE or bool(OFFICE.match(text, here) or NAMED.match(text, here))


def _subject_of(sides: Sequence[Side], text: str, start: int) -> str:
    """Return the only country or bloc that a sentence begins with; empty where it begins with others, or a person."""
    first = sides[0] if sides else None
    if first is None or first.kind in PEOPLE or not _BEFORE_SUBJECT.fullmatch(text, 0, first.start - start):
        return ""
    behind = text[first.end - start : sides[1].start - start] if len(sides) > 1 else "."
    return "" if not behind or _JOINS.fullmatch(behind) else first.code
