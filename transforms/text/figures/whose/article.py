"""What an article has told before a sentence: how its countries weigh in it, and whose its figures were so far."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.whose.setting import Setting
from transforms.text.figures.whose.traits import kept
from transforms.text.findings import TITLE

Countries = tuple[str, ...]  # none, one, or the two of a pair, in alphabetical order
RANKS = 3  # further behind, countries are all the same
SHARES = ((0.1, "a"), (0.25, "b"), (0.45, "c"), (1.1, "d"))  # of all mentions: in passing, often, most, nearly alone
LONG_AGO = 4  # sentences, after which it is the same how long ago something was told
MANY = 4  # figures of one owner, of which more tell nothing new
FOCUSES = 2  # pairs of an article that others than the first are told from
SURVEY = 6  # countries of an article, of which more tell nothing new
PAIRS = 3  # the same of its pairs
NEVER = ("never told",)


class Article:
    """One article: `setting` as read before, and the owners of the figures found in it so far, in order."""

    def __init__(self, setting: Setting, pairs: dict[int, dict[Dyad, bool]]) -> None:
        """Take the pairs of each sentence, with whether they are relational."""
        self.setting, self.pairs = setting, pairs
        self.weight = setting.weight
        self.ranks = {iso3: rank for rank, (iso3, _) in enumerate(self.weight.most_common())}
        self.total = sum(self.weight.values()) or 1
        self.named = {number: [span.iso3 for span in spans] for number, spans in setting.mentions.items()}
        self.title, self.opening = self.named.get(TITLE, []), self.named.get(0, [])
        self.focus = {tuple(found.dyad): (rank, found) for rank, found in enumerate(setting.focus)}
        self.traits = self._traits()
        self.standing: dict[str, list[str]] = {}
        self.told: dict[Countries, tuple[int, int]] = {}  # last sentence, and how often
        self.pair: Countries = ()  # the last pair
        self.last: tuple[int | None, Countries] = (None, ())  # the last figure's sentence and owners

    def _traits(self) -> list[str]:
        """Return what the countries and pairs of the article tell of any figure in it."""
        focus, setting = self.setting.focus, self.setting
        found = [f"countries {min(SURVEY, len(self.weight))}"]
        found += [f"salience {fifths(focus[0].salience)}", f"pairs {min(PAIRS, len(focus))}"] if focus else ["no pair"]
        return [*found, *(["star"] if setting.star else []), *(["hub"] if setting.hub else [])]

    def tell(self, sentence: int, owners: Countries) -> None:
        """Note whose a figure of a sentence is."""
        self.told[owners] = sentence, self.told.get(owners, (0, 0))[1] + 1
        self.last = sentence, owners
        if len(owners) > 1:
            self.pair = owners

    def carried(self, sentence: int) -> Countries | None:
        """Return the owners of the last figure of the sentence before; None where it has no figure."""
        return self.last[1] if self.last[0] == sentence - 1 else None

    def before(self, sentence: int) -> list[str]:
        """Return the countries of the sentence before, in order."""
        return self.named.get(sentence - 1, []) if sentence > 0 else []

    def likely(self, sentence: int) -> list[str]:
        """Return the countries that a sentence may speak of without their names, the likeliest first."""
        setting = self.setting
        found = [setting.hub, setting.home, setting.star, setting.core, *self.title[:1]]
        for pair in setting.focus[:FOCUSES]:
            found += pair.dyad
        found += [*self.before(sentence)[:2], *(self.carried(sentence) or ()), *self.pair]
        found += [iso3 for iso3, rank in self.ranks.items() if rank < FOCUSES]
        return [iso3 for iso3 in dict.fromkeys(found) if iso3]

    def traits_of(self, iso3: str, sentence: int) -> tuple[str, ...]:
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
        if iso3 in (self.carried(sentence) or ()):
            found += ["carried", f"carried {len(self.carried(sentence) or ())}"]
        return tuple(found)

    def _standing(self, iso3: str) -> list[str]:
        """Return what the whole article tells of a country."""
        setting, share = self.setting, self.weight[iso3] / self.total
        roles = ("hub", setting.hub), ("home", setting.home), ("star", setting.star), ("core", setting.core)
        found = [role for role, of in roles if of == iso3]
        found.append("share " + next(name for limit, name in SHARES if share < limit))
        found.append(f"rank {min(RANKS, self.ranks.get(iso3, RANKS))}")
        if iso3 in self.title:
            found += ["title", "first of title"] if self.title[0] == iso3 else ["title"]
        return [*found, "opening"] if iso3 in self.opening else found

    def memory(self, owners: Countries, sentence: int) -> tuple[str, ...]:
        """Return how long ago, and how often, figures had these owners."""
        if owners not in self.told:
            return NEVER
        last, times = self.told[owners]
        return _recall(min(sentence - last, LONG_AGO), min(times, MANY))


@kept
def _recall(ago: int, times: int) -> tuple[str, ...]:
    return f"told {ago} ago", f"told {times} times"


def fifths(salience: float) -> int:
    """Return a salience coarsely: 0 to 5."""
    return int(salience * 5)
