"""Decide the country of an office that is given without one, by the words around it and the article as a whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.people.find.introductions import Introduction
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.lexicon.leaders import gazetteer_of
from dyadwire.transforms.text.people.lexicon.names import words_of
from dyadwire.transforms.text.people.lexicon.offices import may_hold
from dyadwire.transforms.text.people.lexicon.shapes import weigh_make
from dyadwire.transforms.text.people.resolve.nearby_countries import MINISTRY, Around, look_around
from dyadwire.transforms.text.people.resolve.phrases import (
    SENT,
    cities_after,
    has_embassy,
    has_organ,
    is_other,
    is_spoken_in,
    lies_in,
    meets,
    opens_quotation,
    realms_near,
    says_of,
    stands_in_dateline,
    trails,
)

# Weights of one piece of evidence each; the country that the article names most has _SHARE, others their part of it.
_SHARE = 1.5
_FIRST = 0.4  # the first country of the article
_SPOKEN_IN = 2.5  # "… said in Berlin", "told reporters in Islamabad"
_SPEAKS_FROM = 3.0  # "In Berlin, the foreign minister said"
_HOME = 0.4  # the place of the dateline
_HOME_CAPITAL = 0.9  # the dateline is a capital: most of its officials are quoted without their country
_OUTLET = 0.7  # the article is published there: a paper calls its own ministers so, without their country
_OF_THE_WORLD = ("GBR", "USA")  # whose papers and agencies tell of other countries' ministers as often
_PRESIDENT = "president"  # whom the lexicon knows, if it is the paper's own
_PRONOUN = 1.5  # "its foreign minister": the country named last
_NAMED_BEFORE = 1.0  # last country before the office in its sentence
_NAMED_AFTER = 0.4
_CITY = 0.8  # a city after the name, in its sentence
_SAID_OF = 0.9  # "the deputy interior minister said that Poland had not been asked"
_SUBJECT = 1.3  # first country of "Georgia will let trucks from Iran pass, the economy minister said"
_NAMELESS = 1.2  # "China's ambassador was summoned", then "Ambassador X Y"
_MINISTRY_OF = 0.8  # the country that a ministry before the name was taken to be of
_REALM = 1.5  # "who heads the emirate's energy ministry": a country that is one
_ORGAN_OF = 1.5  # "a spokesman said" after "China's foreign ministry denied it"
_EMBASSY_OF = 4.0  # "the Egyptian Embassy in Sudan announced that Ambassador X Y"
_TOLD = 2.5  # "X Y told IRNA"
_NO_OFFICE = -2.5  # the country has no such office
_POSTED = -1.5  # an ambassador is not of the country where the article is written
_ELSEWHERE = -3.0  # "spoke with his US counterpart", "flew to Delhi", "the envoy to Kyiv": of another country
_QUOTED = -0.5  # "We owe Vietnam a debt", the minister said: of another country than the one spoken of
_EARLIER_FIRST = 0.5  # first and last country of the sentence before: its subject, its object
_EARLIER_SUBJECT = 0.8  # "Warsaw had introduced checks. The deputy interior minister said"
_EARLIER_LAST = 0.4
_LEADER = 0.6  # the last leader named, in this sentence or the one before
_MET = -2.5  # "He met Energy Minister X Y": of the other country than the leader named last
_LEADER_ALONE = 1.2  # where no country is named so near
_JOINED = 2.0  # "X Y, speaker of parliament, and President V W": of one country as a rule
_NAMESAKE = 0.8  # leaders of that country bear one of the names
_TAKEN = 3.0  # somebody else already holds the office there
_LEAST = 1.0  # with less, no country is better than a guess
_BACKED = 300  # characters back to the organ that "a spokesman" speaks for: two sentences
_AMBASSADOR = "ambassador"
_AND = re.compile(r"(?:,(?: [A-Za-z-]+){1,5},?)? and (?:[A-Za-z-]+ ){1,4}")  # between two officials of one phrase
# Offices that many hold at a time: one holder says nothing of another.
_MANY = frozenset({"official", "spokesperson", "minister", "deputy minister", "envoy", "ambassador", "head", "general"})


@cache
def _agencies(lexicon: Lexicon) -> Mapping[str, str]:
    """Return agency or broadcaster → its country."""
    return {fold(row["name"]): row["iso3"] for row in lexicon["agencies"] if row["iso3"]}


@cache
def _told(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile "told the state news agency IRNA"."""
    names = "|".join(re.escape(name) for name in sorted(_agencies(lexicon), key=lambda name: (-len(name), name)))
    return re.compile(rf" told (?:the )?(?:[a-z-]+ ){{0,4}}({names})\b")


@cache
def _names_of(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return every word of leaders' names → the countries whose leaders bear it."""
    found: dict[str, set[str]] = {}
    for leaders in gazetteer_of(lexicon).by_surname.values():
        for leader in leaders:
            for word in leader.names[0].split(" "):
                if leader.iso3:
                    found.setdefault(word, set()).add(leader.iso3)
    return {word: frozenset(countries) for word, countries in found.items()}


class PersonEvidence:
    """What an article says of the countries in it; grows as offices are filled."""

    def __init__(self, passages: tuple[FoldedPassage, ...], lexicon: Lexicon, outlet: str | None = None) -> None:
        self.counts = Counter(span.iso3 for passage in passages for span in passage.countries)
        self._most = max(self.counts.values(), default=1)
        self._names = _names_of(lexicon)
        self._organs = words_of(lexicon)["organ"]
        self._lexicon = lexicon
        self._holders: dict[tuple[str, str], str] = {}
        self._nameless: dict[str, list[tuple[bool, int, str]]] = {}
        self._leaders: list[tuple[bool, int, str]] = []
        dated = next(
            (span for passage in passages for span in passage.countries if stands_in_dateline(passage, span)), None
        )
        at_home = outlet and outlet not in _OF_THE_WORLD and 2 * self.counts[outlet] >= self._most
        self._outlet = outlet if at_home else None
        abroad = dated and self._outlet and self._outlet != dated.iso3
        capital = dated and dated.kind == "capital" and not abroad
        self._home = (dated and dated.iso3, _HOME_CAPITAL if capital else _HOME)
        self._first = next((span.iso3 for passage in passages for span in passage.countries[:1]), None)

    def is_american(self) -> bool:
        """Tell whether the United States and its places are half as much in the article as the country named most."""
        return 2 * self.counts["USA"] > self._most

    def fill(self, role: str, iso3: str, holder: str) -> None:
        """Note who holds an office of a country."""
        self._holders.setdefault((role, iso3), holder)

    def mention(self, offices: Iterable[tuple[bool, int, str, str]]) -> None:
        """Note in order where an office is named without its holder: whether in the body, start, office, country."""
        for in_body, start, role, iso3 in offices:
            self._nameless.setdefault(role, []).append((in_body, start, iso3))

    def place(self, leaders: Iterable[tuple[bool, int, str]]) -> None:
        """Note where people of known countries are named: whether in the title, start, country."""
        self._leaders = sorted(leaders)

    def governing(self, passage: FoldedPassage, found: Introduction) -> str | None:
        """Return the likeliest country of an office that its own words give none; None where little speaks for any."""
        scores = {iso3: _SHARE * count / self._most for iso3, count in self.counts.items()}
        for iso3, weight in self._near(passage, found):
            scores[iso3] = scores.get(iso3, 0.0) + weight
        name = passage.folded[found.start : found.end]
        words = name.split(" ")
        made = weigh_make(name, self._lexicon)
        for iso3 in scores:
            scores[iso3] += made.get(iso3, 0.0) + _POSTED * (found.role == _AMBASSADOR and iso3 == self._home[0])
            scores[iso3] += _NO_OFFICE * (not may_hold(found.role, iso3, self._lexicon))
            if any(iso3 in self._names.get(word, ()) for word in words):
                scores[iso3] += _NAMESAKE
            if found.role not in _MANY and self._holders.get((found.role, iso3), name) != name:
                scores[iso3] -= _TAKEN
        best = max(scores, key=lambda iso3: (scores[iso3], iso3), default=None)
        return best if best and scores[best] >= _LEAST and may_hold(found.role, best, self._lexicon) else None

    def backed(self, passage: FoldedPassage, found: Introduction) -> bool:
        """Tell whether an organ of a state was just named: "a spokesman, X Y, said" after "the ministry called it"."""
        floor = max(0, found.start - _BACKED)
        near = passage.countries_between(floor, found.start)
        words = passage.folded[floor : found.start].lower().split()
        return any(span.kind in ("org", "metonym") for span in near) or not self._organs.isdisjoint(words)

    def _near(self, passage: FoldedPassage, found: Introduction) -> list[tuple[str, float]]:
        """Return the countries that the words around a name speak for, and how much each time."""
        around = look_around(passage, found)
        near = self._said(passage, found, around)
        near += self._said_beside(passage, found, around)
        return near + self._known(passage, found, around)

    def _said(self, passage: FoldedPassage, found: Introduction, around: Around) -> list[tuple[str, float]]:
        """Return what speaks for countries of the sentence, in quotations, as organs, and where an office was named."""
        said, before, quotes = around.said, around.before, around.quotes
        trailing = trails(passage, found) and len({span.iso3 for span in before}) > 1
        near = [(span.iso3, _NAMED_AFTER if trailing else _NAMED_BEFORE) for span in before[-1:]]
        near += [(span.iso3, _ELSEWHERE) for span in (*said, *around.after) if is_other(passage, span, found)]
        near += [(span.iso3, _SUBJECT) for span in before[: int(trailing)]]
        unnamed = self._nameless.get(found.role, [])
        last = bisect_left(unnamed, (not passage.is_title, found.start, "")) - 1
        near += [(unnamed[last][2], _NAMELESS)] if last >= 0 else []
        near += [(span.iso3, _MINISTRY_OF) for span in said[-1:] if span.surface.endswith(MINISTRY)]
        near += [(iso3, _REALM) for iso3 in realms_near(passage, found, self._lexicon)]
        near += [(span.iso3, _QUOTED) for span in said if lies_in(span, quotes) and not opens_quotation(passage, span)]
        if found.role in SENT:
            near += [(span.iso3, _EMBASSY_OF) for span in [*around.earlier, *before] if has_embassy(passage, span)][-1:]
        if found.role == "spokesperson":
            near += [(span.iso3, _ORGAN_OF) for span in [*around.earlier, *before] if has_organ(passage, span)][-1:]
        return near

    def _said_beside(self, passage: FoldedPassage, found: Introduction, around: Around) -> list[tuple[str, float]]:
        """Return what speaks for countries of the sentence before, behind the name, and of whom or where it speaks."""
        earlier, after = around.earlier, around.after
        opens = bool(earlier) and earlier[0].start == around.previous and not stands_in_dateline(passage, earlier[0])
        near = [(span.iso3, _EARLIER_SUBJECT if opens else _EARLIER_FIRST) for span in earlier[:1]]
        near += [(span.iso3, _EARLIER_LAST) for span in earlier[-1:]]
        near += [(span.iso3, _NAMED_AFTER) for span in after[:1]]
        near += [(span.iso3, _CITY) for span in cities_after(passage, found, around.end)]
        if (spoken_of := says_of(passage, found)) is not None:
            near.append((spoken_of.iso3, _SAID_OF))
        near += [(span.iso3, _SPOKEN_IN) for span in after if is_spoken_in(passage, found.end, span)][:1]
        agency = _told(self._lexicon).match(passage.folded, found.end)
        if agency:
            near.append((_agencies(self._lexicon)[agency[1]], _TOLD))
        opening = passage.country_at(around.start + len("In "))
        if opening and passage.folded.startswith("In ", around.start):
            near.append((opening.iso3, _SPEAKS_FROM))
        return near

    def _known(self, passage: FoldedPassage, found: Introduction, around: Around) -> list[tuple[str, float]]:
        """Return what speaks for the article's first country and its own, for a leader's, and for that of a pronoun."""
        earlier, before = around.earlier, around.before
        near = [(iso3, weight) for iso3, weight in ((self._first, _FIRST), self._home) if iso3]
        if self._outlet and found.role != _PRESIDENT:
            near.append((self._outlet, _OUTLET))
        at = bisect_left(self._leaders, (passage.is_title, found.start, "")) - 1
        leader = self._leaders[at] if at >= 0 and self._leaders[at][:2] >= (passage.is_title, around.previous) else None
        if leader:
            met = meets(passage, around.start, found)
            near.append((leader[2], _MET if met else _LEADER if earlier or before else _LEADER_ALONE))
        if found.pronoun:
            near += [(span.iso3, _PRONOUN) for span in [*earlier, *before][-1:]]
        return near + self._joined(passage, found, around.end)

    def _joined(self, passage: FoldedPassage, found: Introduction, end: int) -> list[tuple[str, float]]:
        """Return what speaks for the country of the leader whom "and" and an office join to a name."""
        at = bisect_left(self._leaders, (passage.is_title, found.end, ""))
        if at == len(self._leaders):
            return []
        in_title, start, iso3 = self._leaders[at]
        near = in_title == passage.is_title and start < end
        return [(iso3, _JOINED)] if near and _AND.fullmatch(passage.folded, found.end, start) else []
