"""What an article tells of the owners of its figures: its main countries and pairs, and owners decided so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.owners.acted import first_attacks
from dyadwire.transforms.text.decide.owners.focal_countries import FocalCountries
from dyadwire.transforms.text.decide.owners.home_dealings import HomeDealings
from dyadwire.transforms.text.decide.owners.partner_tally import Partners
from dyadwire.transforms.text.decide.owners.trade_partner import TradePartners
from dyadwire.transforms.text.findings import TITLE, ActSpan

Countries = tuple[str, ...]  # none, one, or the two of a pair, in alphabetical order
NOBODY: Countries = ()
NO_ACTS: Mapping[int, Sequence[ActSpan]] = MappingProxyType({})
LONG_AGO = 4  # sentences since figures had an owner; more are alike
MANY = 4  # figures of one owner; more are counted as so many
NEVER = ("never told",)
RANKS = 3  # ranks of countries; lower ones are alike
SHARES = ((0.1, "a"), (0.25, "b"), (0.45, "c"), (1.1, "d"))  # of all mentions: in passing, often, most, nearly alone
AGO = ((1, "1"), (2, "2"), (4, "4"), (8, "8"))  # sentences since a country was named, up to there
FOCUSES = 2  # leading pairs and countries of an article that are candidates unnamed; lower ranks are alike
SURVEY = 6  # countries of an article; more are counted as so many
PAIRS = 3  # pairs of an article; more are counted as so many
SALIENCES = (0.03, 0.1, 0.2, 0.32, 0.5, 0.7, 0.85, 0.95)  # of a pair: steps that are features


class OwnerContext:
    """One article as far as it tells whose its figures are: `focal` countries, pairs, and where each is named."""

    def __init__(
        self,
        focal: FocalCountries,
        pairs: dict[int, dict[Dyad, bool]],
        outlet: str | None = None,
        acts: Mapping[int, Sequence[ActSpan]] = NO_ACTS,
    ) -> None:
        """Take the pairs of each sentence, with whether they are relational, and the acts of each."""
        self.focal, self.pairs, self.outlet, self.acts = focal, pairs, outlet, acts
        self.weight = focal.weight
        self.ranks = {iso3: rank for rank, (iso3, _) in enumerate(self.weight.most_common())}
        self.total = sum(self.weight.values()) or 1
        self.named = {number: [span.iso3 for span in spans] for number, spans in focal.mentions.items()}
        self.title, self.opening = self.named.get(TITLE, []), self.named.get(0, [])
        self.focus = {tuple(found.dyad): (rank, found) for rank, found in enumerate(focal.focus)}
        self.saliences = [-found.salience for found in focal.focus]  # the most salient come first
        self.features = self._features()
        self.standing: dict[str, list[str]] = {}
        self.owned: dict[Countries, tuple[int, int]] = {}  # whose figures were: last sentence, and how often
        self.pair: Countries = ()  # the last pair
        self.last: tuple[int | None, Countries] = (None, ())  # the last figure's sentence and owners
        self.partners, self.wars = Partners(), first_attacks(acts)
        saliences = {tuple(found.dyad): found.salience for found in focal.focus}
        self.dealings = HomeDealings(focal.seat, saliences)
        self.sentences: dict[str, list[int]] = {}  # that name each country
        for number in sorted(self.named):
            for iso3 in dict.fromkeys(self.named[number]):
                self.sentences.setdefault(iso3, []).append(number)
        self.absent = self._absent_outlet()
        self.trade = TradePartners([found.dyad for found in focal.focus], self._outlet_at_home())

    def note(self, sentence: int, owners: Countries) -> None:
        """Note whose a figure of a sentence is."""
        self.owned[owners] = sentence, self.owned.get(owners, (0, 0))[1] + 1
        self.last = sentence, owners
        if len(owners) > 1:
            self.pair = owners

    def carried(self, sentence: int) -> Countries | None:
        """Return the owners of the last figure of the sentence before; None where it has no figure."""
        return self.last[1] if self.last[0] == sentence - 1 else None

    def history(self, owners: Countries, sentence: int) -> tuple[str, ...]:
        """Return how long ago, and how often, figures had these owners."""
        if owners not in self.owned:
            return NEVER
        last, times = self.owned[owners]
        return f"told {min(sentence - last, LONG_AGO)} ago", f"told {min(times, MANY)} times"

    def rivals(self, salience: float) -> int:
        """Return how many other pairs are at least half as salient as one."""
        return bisect_right(self.saliences, -salience / 2) - 1

    def _absent_outlet(self) -> str | None:
        """Return the outlet's country where its article is of another one, and never names it; else None."""
        return self.outlet if self.focal.home and self.outlet not in self.sentences else None

    def _outlet_at_home(self) -> str | None:
        """Return the outlet's country where its article is of no other one: it names that, or one foreign country."""
        named = self.outlet in self.sentences or len(self.sentences) == 1
        is_of_it = self.focal.home in (None, self.outlet) and named
        return self.outlet if is_of_it else None

    def _features(self) -> list[str]:
        """Return what the countries and pairs of the article tell of any figure in it."""
        focus, focal = self.focal.focus, self.focal
        found = [f"countries {min(SURVEY, len(self.weight))}"]
        found += [f"salience {fifths(focus[0].salience)}", f"pairs {min(PAIRS, len(focus))}"] if focus else ["no pair"]
        found += [f"outlet {min(RANKS, self.ranks.get(self.outlet, RANKS))}"] if self.outlet else []
        return [*found, *(["dealer"] if focal.dealer else []), *(["hub"] if focal.hub else [])]

    def before(self, sentence: int) -> list[str]:
        """Return the countries of the sentence before, in order."""
        return self.named.get(sentence - 1, []) if sentence > 0 else []

    def seat(self) -> str | None:
        """Return the article's own country, unless the last figure was of others."""
        last = self.dealings.last
        return self.focal.seat if not last or self.focal.seat in last else None

    def lately(self, sentence: int) -> Countries:
        """Return the two of whom the sentence before told: whom it names, or the article's own and the one named."""
        named = {*self.before(sentence)}
        two = named | {self.focal.seat} if len(named) == 1 and self.focal.seat else named
        return tuple(sorted(two)) if len(two) == len(Dyad._fields) else ()

    def likely(self, sentence: int) -> list[str]:
        """Return the countries that a sentence may speak of without their names, the likeliest first."""
        focal = self.focal
        found = [focal.hub, focal.home, focal.dealer, focal.core, self.outlet, *self.title[:1]]
        for pair in focal.focus[:FOCUSES]:
            found += pair.dyad
        found += [*self.before(sentence)[:2], *(self.carried(sentence) or ()), *self.pair]
        found += [iso3 for iso3, rank in self.ranks.items() if rank < FOCUSES]
        found += self.opening[:1]
        return [iso3 for iso3 in dict.fromkeys(found) if iso3 and iso3 != self.absent]

    def features_of(self, iso3: str, sentence: int) -> tuple[str, ...]:
        """Return what the article tells of a country up to a sentence, in a few words that weights are learned for."""
        if iso3 not in self.standing:
            self.standing[iso3] = self._standing(iso3)
        found, before = [*self.standing[iso3]], self.before(sentence)
        if iso3 in before:
            found.append("before")
            if before[0] == iso3:
                found.append("first before")
            if before.count(iso3) == len(before):
                found.append("alone before")
        if iso3 in self.named.get(sentence - 2, ()):  # the title, for sentence 1
            found.append("two before")
        return (*found, f"ago {self._ago(iso3, sentence)}")

    def _ago(self, iso3: str, sentence: int) -> str:
        """Return how many sentences before one a country was named last, coarsely."""
        numbers = self.sentences.get(iso3, [])
        at = bisect_left(numbers, sentence)
        if not at:
            return "never" if not numbers else "later"
        ago = sentence - numbers[at - 1]
        return next((name for limit, name in AGO if ago <= limit), "many")

    def _standing(self, iso3: str) -> list[str]:
        """Return what the whole article tells of a country."""
        focal, share = self.focal, self.weight[iso3] / self.total
        named = ("hub", focal.hub), ("home", focal.home), ("dealer", focal.dealer), ("core", focal.core)
        roles = (*named, ("outlet", self.outlet))
        found = [role for role, of in roles if of == iso3]
        found.append("share " + next(name for limit, name in SHARES if share < limit))
        found.append(f"rank {min(RANKS, self.ranks.get(iso3, RANKS))}")
        if iso3 in self.title:
            found += ["title", "first of title"] if self.title[0] == iso3 else ["title"]
        return [*found, "opening"] if iso3 in self.opening else found


def fifths(salience: float) -> int:
    """Return a salience coarsely: 0 to 5."""
    return int(salience * 5)


def steps(salience: float) -> int:
    """Return how many of SALIENCES a salience reaches."""
    return bisect_right(SALIENCES, salience)
