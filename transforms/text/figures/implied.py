"""The pair of a figure whose sentence names one side of it or none: what the article is about tells the rest."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import NOTHING, Case, Scene
from transforms.text.figures.hints import OTHERS, PRONOUNS, TARIFFS, Hints, is_length, is_loss, is_wide
from transforms.text.figures.places import Place
from transforms.text.figures.setting import FAINT_FOCUS
from transforms.text.figures.sides import Sides

AUXILIARY = frozenset(("has", "have", "had", "will", "would", "also", "still", "already", "is", "to", "must"))
OWING = ("pay", "pays", "paid", "owe", "owes", "owed")
TAKING = frozenset(("account", "accounts", "accounted", "took", "takes", "made", "makes", "bought", "buys", "absorbed"))
DOMESTIC = frozenset(("guarantees", "training", "subsidies", "subsidy", "taxpayers", "budget", "households"))
PARTNER_JOINTS = ("to", "from", "with", "against")


class Implied:
    """What one sentence of an article implies about the sides of its figures."""

    def __init__(self, scene: Scene, sides: Sides) -> None:
        self.tokens, self.rules, self.setting, self.sentence = scene.tokens, scene.rules, scene.setting, scene.sentence
        self.focus, self.source, self.told, self.carried = (
            scene.setting.focus,
            scene.source,
            scene.carried,
            scene.recent,
        )
        self.sides, self.hints = sides, Hints(scene, sides)

    def beside(self, case: Case) -> Dyad | None:
        """Return the pair of a figure in whose clause one country is named; the other one is only spoken of."""
        if case.head is None and is_length(case.draft, self.tokens):
            return None
        iso3 = case.places[0].iso3
        other = self._other(case)
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if other is not None and self._involves(case, other, words):
            return Dyad.of(iso3, other)
        return None if case.is_state else self._in_town(case, iso3)

    def _other(self, case: Case) -> str | None:
        """Return the side of a clause's only country that the figures before tell of, or else the article."""
        iso3, previous = case.places[0].iso3, case.previous or NOTHING
        if self.tokens.near(case.clause.first) == "those" and len(previous.countries) == 1:
            alone = previous.countries[0] != iso3 and not self._is_like(case.places[0], previous.countries[0])
            return previous.countries[0] if alone else self.setting.other(iso3, self.carried, self.sentence)
        near = previous.dyad if previous.dyad and iso3 in previous.dyad else self.carried
        if iso3 == self.setting.star and near is self.carried:
            return None  # with which of many it deals is open
        if "there" in self.tokens.lower[case.draft.last : case.clause.last]:
            starts, ends = self.tokens.starts, self.tokens.ends
            towns = self.setting.towns(self.sentence, starts[0], ends[case.draft.last - 1]) - {iso3}
            if len(towns) == 1:
                return towns.pop()
        return self.setting.other(iso3, near, self.sentence)

    def _is_like(self, place: Place, iso3: str) -> bool:
        """Tell the two of "transfers from Kazakhstan rose, and those from America fell", who are no pair."""
        others = [other for other in self.sides.places if other.iso3 == iso3]
        return any(self.sides.joint(other, 0) == self.sides.joint(place, 0) for other in others)

    def _involves(self, case: Case, other: str, words: list[str]) -> bool:
        """Tell whether a clause speaks of a side that it does not name, which would be `other`."""
        if self.hints.shares(case) or self.hints.covers(case):
            return not self.setting.is_own(case.places[0].iso3)
        if case.is_state:
            return False
        if words[0] == "they" and self.carried and other in self.carried and case.is_flow:
            return True  # They also raised the credit line that Lisbon grants
        plain = not is_wide(case, self.tokens, self.rules) and (
            self._is_partner(case) or self._is_guest(case, words) or self._is_sender(case, words)
        )
        return (
            plain
            or self._is_recipient(case, words)
            or self._gives(case, words)
            or self._contrasts(case)
            or self._tallies(case)
            or self.hints.speaks_of_other(case, words)
            or (
                self.told is not None
                and self.told.kind == "count"
                and is_loss(case, words)
                and self.carried is not None
                and other in self.carried
            )
        )

    def hosted(self, case: Case) -> Dyad | None:
        """Return the pair of "8 million Chinese came each year" where other countries are named besides."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        iso3 = case.places[0].iso3
        other = self._other(case) if self._is_guest(case, words) else None
        return Dyad.of(iso3, other) if other else None

    def _is_partner(self, case: Case) -> bool:
        """Tell the trade deficit with China, and tariffs on Chinese goods, from China's own exports."""
        if self.tokens.near(case.clause.first) == "those" and (case.is_flow or self.carried):
            return True  # and those to Russia
        if not case.is_flow or case.head is None:
            return False
        partner = self.sides.partner(case.places, case.head)
        if partner is None:
            return False
        if any(word[-1].isdecimal() for word in self.tokens.lower[case.draft.last : partner.first]):
            return False  # 258 flights, among them 14 to Brazil
        joint = self.sides.joint(partner, case.head.last)
        if joint == "for" and partner.first - case.head.last <= 2:
            return True  # visas for Angolans
        return joint in PARTNER_JOINTS or (joint == "on" and self.tokens.near(case.head.last - 1) in TARIFFS)

    def _is_recipient(self, case: Case, words: list[str]) -> bool:
        """Tell "Pemex shipped 17,900 barrels to Cuba", "it gave Manila radars", "it employs 1,600 people in China"."""
        place, transaction = case.places[0], self.rules.words["transaction"]
        if not OTHERS.isdisjoint(words):
            return False
        begin = case.clause.first
        verbs = [at for at in range(begin, place.first) if self.tokens.lower[at] in transaction]
        if words[0] in PRONOUNS and self.carried and place.iso3 in self.carried and verbs:
            return bool(self.sides.joint(place, verbs[0]))
        heads = {at for head in self.sides.heads for at in range(head.first, head.last)}
        verbs = [at for at in verbs if at not in heads]
        return any(self._receives(place, at) for at in verbs)

    def _receives(self, place: Place, verb: int) -> bool:
        given = place.first == verb + 1 and self.tokens.lower[verb] in self.rules.words["giving"]
        return given or self.sides.joint(place, verb) in ("to", "from")

    def _is_sender(self, case: Case, words: list[str]) -> bool:
        """Tell Venezuela's deliveries, and the part of the exports that China took, from what is one country's own."""
        place, head, draft = case.places[0], case.head, case.draft
        if head is None or head.group != "flow" or self.setting.is_own(place.iso3):
            return False
        owns = self.sides.owns(place, draft, head) or self.tokens.near(head.first - 1) == "its"
        if self.tokens.near(head.last - 1) in self.rules.words["sent"] and owns:
            return True
        takes = draft.kind == "percent" and self.tokens.near(draft.last) == "of" and head.first >= draft.last
        return takes and place.last <= draft.first and not TAKING.isdisjoint(words)

    def _contrasts(self, case: Case) -> bool:
        """Tell "China's exports to Kenya rose; Kenyan sales brought in $209 million"."""
        previous = case.previous and case.previous.dyad
        place = case.places[0]
        if previous and place.iso3 in previous and self._is_elliptic(place):
            return True
        if (
            not previous
            or case.places[0].iso3 not in previous
            or not case.is_flow
            or is_wide(case, self.tokens, self.rules)
        ):
            return False
        return self.tokens.near(case.clause.first - 1) in (";", "while")

    def _is_elliptic(self, place: Place) -> bool:
        """Tell the "Kenya's" of "China's exports were 8 billion, Kenya's were 200 million"."""
        owner = self.tokens.near(place.last - 1).endswith(("'s", "’s", "s'", "s’"))
        return owner and self.tokens.near(place.last) in ("was", "were", "is", "are", "came", "at", "to", "by")

    def _tallies(self, case: Case) -> bool:
        """Tell the next of a tally: "Kenya bought 40,000 tonnes. Uganda took 30,000", of what the hub has sold."""
        told, hub, place = self.told, self.setting.hub, case.places[0]
        if told is None or told.dyad is None or hub is None or hub not in told.dyad or place.iso3 in told.dyad:
            return False
        if self.setting.subject_before(self.sentence) == hub:
            return False  # Korea has offered $350 billion. Japan signed up for $550 billion
        like = told.kind == case.draft.kind and (told.unit == case.draft.unit or case.draft.unit is None)
        return like and case.draft.role == "level" and place.last <= case.draft.first

    def _is_guest(self, case: Case, words: list[str]) -> bool:
        """Tell people of one country who came to the one that the article is about."""
        return not self.setting.is_own(case.places[0].iso3) and self.hints.moves(case, words)

    def _gives(self, case: Case, words: list[str]) -> bool:
        """Tell what one country has promised or supplies, though not to whom; or gets, though not from whom."""
        place, giver = case.places[0], self.hints.giving(case)
        if giver is None:
            return False
        if place.last > giver:
            return self.hints.receives(place, giver, case.draft, words)
        between = self.tokens.lower[place.last : giver]
        if (
            self.tokens.near(giver) in OWING
            and self.carried
            and place.iso3 in self.carried
            and AUXILIARY.issuperset(between)
        ):
            return True
        if "countries" in words or not OTHERS.isdisjoint(words):
            return False  # a tenth of its doses for the World Health Organization
        if case.draft.kind == "percent" or self._goes_on(case) or self.setting.is_own(place.iso3):
            return False
        gift = self.tokens.near(giver) in self.rules.words["gift"] and DOMESTIC.isdisjoint(words)
        return gift or not self.focus or place.iso3 not in self.focus[0].dyad  # what it ships may be all that it ships

    def _goes_on(self, case: Case) -> bool:
        """Tell a gift "to the families" of its own, or "for the victims"."""
        last = case.draft.last
        return self.tokens.near(last) == "to" and self.tokens.near(last + 1) in self.rules.words["determiner"]

    def _in_town(self, case: Case, iso3: str) -> Dyad | None:
        """Return the pair of a country and that of a town named in the clause: "on deposit in Cairo"."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        acts = case.is_flow or not (
            self.rules.words["transaction"].isdisjoint(words) and self.rules.words["stay"].isdisjoint(words)
        )
        if case.draft.kind == "percent" or not acts:
            return None
        starts, ends = self.tokens.starts, self.tokens.ends
        first, last = case.clause.first, min(case.clause.last, self.source)
        if last <= first:
            return None
        towns = self.setting.towns(self.sentence, starts[first], ends[last - 1]) - {iso3}
        aside = [at for at in case.clause.hidden if first <= at < last]
        towns -= {town for at in aside for town in self.setting.towns(self.sentence, starts[at], ends[at])}
        if len(towns) != 1:
            return None
        pair = Dyad.of(iso3, towns.pop())
        known = any(found.dyad == pair and found.salience >= FAINT_FOCUS for found in self.focus)
        hosted = self.setting.hub is not None and self.setting.hub in pair and case.draft.kind in ("money", "quantity")
        return pair if known or hosted else None
