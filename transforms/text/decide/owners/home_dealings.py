"""Find with whom an article's own country deals where a clause names the other one alone: Germany bought a fifth of it.

The article tells of one country's exports, guests or loans before, and goes on with who buys, comes or lends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.dealt_words import (
    WITH,
    deals,
    is_creditor,
    is_owed,
    is_part_of_told,
)
from dyadwire.transforms.text.decide.owners.partner_tally import FROM_THERE, PASSED, PartnerFigure
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules

Two = tuple[str, ...]  # countries in alphabetical order
LATELY = 2  # sentences since a figure was told of the article's own country
PASSED_LATELY = 3  # and since one was of what passes between countries: exports, guests, loans
PLAIN = 0.5  # salience from which an article is plainly about a pair
VERB_REACH = 8  # tokens at most between who does something and the figure
BEHIND = 6  # tokens behind a figure in which another one can be named with whom somebody deals
SUBJECTS = frozenset(("name", "capital", "official", "people"))
GUESTS = frozenset(("people", "adjective"))
FREE = frozenset(("^", "", ",", "and", "but", "while", "or"))  # before a subject
NEXT = frozenset(("ahead", "before", "by", "followed", "of", "with"))  # before the next: ahead of Britain with 61
WHO = frozenset(("which", "who"))
COUNTED = frozenset(("were", "are", "up", "for"))  # Russians made up 12 percent
COUNTING: tuple[list[str], ...] = (
    [],
    ["were"],
    ["are"],
    ["of", "them"],
    ["of", "them", "were"],
)  # 3 million were Russians
OR = [",", "or"]
IT = "it"


class Told(NamedTuple):
    """A figure, with the number of its sentence."""

    sentence: int
    draft: FigureDraft


class HomeDealings:
    """Remembers which figures were told of an article's own country, and finds with whom it deals next."""

    def __init__(self, home: str | None, saliences: Mapping[Two, float]) -> None:
        """Take the article's own country, and how salient its pairs are."""
        self.home, self.saliences = home, saliences
        self.own: Told | None = None  # the last figure that was told of it, alone or with another
        self.passed = -PASSED_LATELY - 1  # the sentence of the last one of what passes between countries
        self.pair: Two = ()  # the last two that a figure was told of
        self.last: Two = ()  # and whose the last figure was
        self.found: FigureDraft | None = None  # the last figure that was found here
        self.dealt: tuple[Told, str] | None = None  # the last figure, and with whom it shares that

    def note(self, figure: PartnerFigure, owners: Two) -> None:
        """Note whose a figure is."""
        self.last = owners or self.last
        self.pair = owners if len(owners) > 1 else self.pair
        is_dealt = figure.draft.topic in PASSED or figure.draft is self.found
        others = {*owners} - {self.home} if is_dealt and self.home in owners else set()
        self.dealt = (Told(figure.sentence, figure.draft), others.pop()) if len(others) == 1 else None
        if self.home in owners and not figure.draft.trivial:
            self.own = Told(figure.sentence, figure.draft)
            self.passed = figure.sentence if figure.draft.topic in PASSED else self.passed

    def find(self, figure: PartnerFigure, owners: Two, rules: Rules, before: Sequence[str]) -> Two:
        """Return the article's own country with whom it deals in a figure; nothing where that is not clear.

        `owners`: whose it is so far; no other pair is found then. `before`: whom the sentence before named.
        """
        draft, home = figure.draft, self.home
        if home is None or draft.kind == "duration" or any(one.iso3 == home for one in figure.mentions):
            return ()
        other = self._again(figure) or self._levier(figure, rules) or self._guests(figure)
        # Where it did itself what others do next, these deal with whom it dealt with: Norway supplies half of it.
        is_doer = len(set(before)) > 1 and before[0] == home
        other = other or (None if is_doer else self._dealer(figure, rules) or self._carried(figure, rules, before))
        if other is None or other == home or (len(owners) > 1 and other not in owners):
            return ()
        self.found, draft.of_partner = draft, is_part_of_told(figure, rules)
        return tuple(sorted((home, other)))

    def _goes_on(self, figure: PartnerFigure, other: str) -> bool:
        """Tell whether the article spoke of its own country just before, or is plainly about it and this other one."""
        lately = self.own is not None and figure.sentence - self.own.sentence <= LATELY
        return lately or self.saliences.get(tuple(sorted((self.home or "", other))), 0) >= PLAIN

    def _again(self, figure: PartnerFigure) -> str | None:
        """Return whose a figure is that tells the one before in another measure: 46 percent, or 46,600."""
        if self.dealt is None or figure.draft.trivial:
            return None
        (sentence, dealt), other = self.dealt
        first, lower = figure.draft.first, figure.clauses.tokens.lower
        between = any(dealt.last <= one.first < first for one in figure.mentions)
        near = sentence == figure.sentence and dealt.last <= first - len(OR) and not between
        return other if near and lower[first - len(OR) : first] == OR else None

    def _levier(self, figure: PartnerFigure, rules: Rules) -> str | None:
        """Return whose duty a figure is, where nobody else is named: Washington's duty of 10 percent."""
        one, draft = _before(figure), figure.draft
        if one is None or one.form not in ("possessive", "adjective") or len({on.iso3 for on in figure.mentions}) > 1:
            return None
        between = figure.clauses.tokens.lower[one.last : draft.first]
        is_duty = len(between) <= VERB_REACH and not rules.words["levy"].isdisjoint(between) and between[-1:] == ["of"]
        return one.iso3 if is_duty and draft.kind == "percent" and self._goes_on(figure, one.iso3) else None

    def _guests(self, figure: PartnerFigure) -> str | None:
        """Return whose people a figure of guests counts: 3 million were Russians, Australians made up 46 percent."""
        draft, own = figure.draft, self.own.draft.topic if self.own else None
        is_theirs = draft.topic in FROM_THERE or (draft.topic is None and (own is None or own in FROM_THERE))
        near = [one for one in figure.mentions if figure.clause.holds(one.first)]
        if not is_theirs or draft.trivial or any(one.form not in GUESTS for one in near):
            return None
        found = (one.iso3 for one in figure.mentions if _counts(draft, one, figure.clauses.tokens.lower))
        return next((iso3 for iso3 in found if self._goes_on(figure, iso3)), None)

    def _dealer(self, figure: PartnerFigure, rules: Rules) -> str | None:
        """Return who buys or gives: Germany bought a fifth of it."""
        one, first = _before(figure), figure.draft.first
        if one is None or one.listed > 1 or not self._goes_on(figure, one.iso3):
            return None
        if figure.clauses.tokens.lower_at(one.first - 1) in WHO:  # Italy, which Albania lent 300 boats
            return None
        between = figure.clauses.tokens.lower[one.last : first]
        if self._is_next(figure, one, between) or is_creditor(one, between, figure, rules):
            return one.iso3
        if one.form not in SUBJECTS:
            return None
        did = _without_aside(between)
        if len(did) > VERB_REACH or (one.joint not in FREE and did is between) or _names_another(figure, one):
            return None
        return one.iso3 if self._deals(did, figure, rules) else None

    def _is_next(self, figure: PartnerFigure, one: CountryMention, between: list[str]) -> bool:
        """Recognise the next of a row: the Netherlands 24 percent, followed by Britain with 61 million."""
        if self.dealt is None:
            return False
        sentence, dealt = self.dealt[0]
        if sentence != figure.sentence or dealt.kind != figure.draft.kind or dealt.last > one.first:
            return False
        return (one.joint in FREE or one.joint in NEXT) and (not between or (len(between) == 1 and between[0] in WITH))

    def _deals(self, between: list[str], figure: PartnerFigure, rules: Rules) -> bool:
        return deals(between, figure, rules, is_passed=figure.sentence - self.passed <= PASSED_LATELY)

    def _carried(self, figure: PartnerFigure, rules: Rules, named: Sequence[str]) -> str | None:
        """Return who was named before, where "it" does something: It took 207 million kilograms."""
        lower, clause, draft = figure.clauses.tokens.lower, figure.clause, figure.draft
        if lower[clause.first] != IT or draft.first - clause.first > VERB_REACH:
            return None
        before = named[0] if named else None
        if figure.mentions:  # Washington pays a part; it gave 230 million
            first = figure.mentions[0]
            before = first.iso3 if first.joint == "^" and first.last <= clause.first else None
        if before is None or not self._goes_on(figure, before):
            return None
        did = lower[clause.first + 1 : draft.first]
        return before if is_owed(did, rules) or self._deals(did, figure, rules) else None


def _before(figure: PartnerFigure) -> CountryMention | None:
    """Return the country named last before a figure."""
    return next((one for one in reversed(figure.mentions) if one.last <= figure.draft.first), None)


def _counts(draft: FigureDraft, one: CountryMention, lower: list[str]) -> bool:
    """Tell whether a figure counts people of a country, which stand behind it or are its subject."""
    if one.first >= draft.last:
        return one.form in GUESTS and lower[draft.last : one.first] in COUNTING
    is_subject = one.form == "people" and one.listed == 1 and 0 <= draft.first - one.last <= VERB_REACH
    return is_subject and not COUNTED.isdisjoint(lower[one.last : draft.first])


def _without_aside(between: list[str]) -> list[str]:
    """Return what a subject does without its aside: the United States, which paid a third last year, has given."""
    if between[:1] != [","] or WHO.isdisjoint(between[1:2]):
        return between
    did = between[2:]
    return did[did.index(",") + 1 :] if "," in did else did


def _names_another(figure: PartnerFigure, one: CountryMention) -> bool:
    """Tell whether a clause says with whom somebody else deals: Poland bought 300 tanks from South Korea."""
    draft, lower = figure.draft, figure.clauses.tokens.lower
    for other in (other for other in figure.mentions if other.iso3 != one.iso3):
        if 0 <= other.first - draft.last <= BEHIND:
            at = other.first - 2 - (lower[other.first - 1] == "the")
            if lower[at] not in NEXT and other.joint not in FREE:
                return True
        elif figure.clause.holds(other.first) and other.last <= draft.first:
            return True
    return False
