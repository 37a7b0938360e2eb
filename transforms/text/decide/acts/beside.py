"""Sides that a sentence only names beside one another: what it tells is no act of these two."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from dyadwire.schemas.dyad import BLOCS
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deeds.deeds import FORCE, Deed
from dyadwire.transforms.text.decide.acts.deeds.frames import BALANCES
from dyadwire.transforms.text.decide.acts.deeds.things import are_many
from dyadwire.transforms.text.decide.acts.journeys import are_customers, is_bought_from, is_estimated
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.slots import is_passive
from dyadwire.transforms.text.decide.acts.talks import TWO, are_of_others, undergo
from dyadwire.transforms.text.decide.acts.told import (
    ADJECTIVE,
    BY_REACH,
    CLOSES,
    CONFLICT,
    MATERIAL,
    OWNING,
    Told,
    cue_before,
    list_of,
    subject_of,
)
from dyadwire.transforms.text.figures.function_words import DETERMINERS, HYPHENS, POSSESSIVES, words_of
from dyadwire.transforms.text.find.currencies import money_words

_ON = words_of("of on against in")
# What only bears the name of a side: the UN Charter, an EU country.
_NAMED = words_of("charter convention")
_ONE_OF = words_of("country member nation")
_COUNTS = words_of("data figures statistics")  # and so where they are cited: not "accused Chinese figures of"
_CITES = frozenset(("according", "based"))
_CITING = 5  # tokens before such a side in which they stand
_CONTRASTS = words_of("while whereas ;")  # part clauses of which each tells of one
_SHARES = words_of("share shared shares sharing")
_HAD = words_of(
    "border borders boundary coastline culture faith frontier heritage history island language lake religion river sea"
)
_AMOUNTS = words_of("more less fewer earlier later sooner longer")
_EXPECTED = words_of("usual before expected planned promised ever")
_LEAD_IN = PREPOSITIONS | DETERMINERS | {"that", "those"}  # between "than" and whom something is compared with
_TRADERS = words_of("customer customers market markets source sources supplier suppliers")  # what somebody is
_APART = frozenset(("via", "through", "not"))
_ENDS = frozenset((",", ".", ";", ":", ")", "and", *OWNING))
_DONE_TO = MATERIAL | {"COOPERATE", "AID"}  # codes of what one does to another
RANKED = 9  # tokens before a side in which they stand
_COMMANDED = 5  # and at most from an order to what is to be done
_ORDERS = words_of("order ordered ordering orders")
_VIES = words_of("compete competes competed competing vie vies vied vying")
_NOUN = 4  # and from "by" to who acts
_MAKER = 3  # tokens at most between who attacks and the noun of the attack


def is_beside(told: Told, scene: Scene, head: int, lexicon: Lexicon, deeds: Iterable[Deed] = ()) -> bool:
    """Tell sides of which one only stands beside what the sentence tells: others do it, or both undergo it.

    `deeds` are those of the sentence: their verbs tell nothing of others.
    """
    if _is_nobodys(told, scene, head) or _is_of_others(told, scene, deeds) or _is_asked(told, scene, deeds):
        return True
    named = [side for side in (told.actor, told.recipient) if side in scene.places]
    if any(_is_name(scene, side, lexicon) or _stands_apart(told, scene, side) for side in named):
        return True
    return len(named) == TWO and _are_apart(told, scene)


def _is_nobodys(told: Told, scene: Scene, head: int) -> bool:
    """Tell a state of things, and what nobody is said to do."""
    doers = scene.places.get(told.actor, ()) if told.code in ("CONSULT", "COOPERATE") else ()
    if doers and all(are_many(scene, one) for one in doers):
        return True
    if told.code == "COOPERATE":
        smuggled = not scene.lists["contraband"].isdisjoint(scene.tokens[max(0, head - _NOUN) : head + 1 + _NOUN])
        vies = cue_before(scene, head, _VIES, RANKED) is not None  # compete for orders
        return smuggled or vies or _is_state(told, scene, head) or _is_command(scene, head)
    if told.code not in FORCE:
        return False
    if told.code == "ASSAULT" and not scene.lists["accident"].isdisjoint(scene.tokens[max(0, head - RANKED) :]):
        return scene.lists["attack"].isdisjoint(scene.tokens)  # a lorry driver was killed in a crash
    return _is_backer(scene, told.recipient) or _is_undergone(told, scene, head) or _is_of_outlaws(told, scene, head)


def _are_apart(told: Told, scene: Scene) -> bool:
    """Tell two named sides of which one is a place, a bystander, or in a list or a clause of its own."""
    pair = (told.actor, told.recipient)
    ways = (pair, pair[::-1])
    if are_of_others(told, scene):
        return True
    if any(_is_bystander(scene, *way) or _are_compared(scene, *way) for way in ways):
        return True
    return told.code == "COOPERATE" and any(
        is_estimated(told, scene, *way) or are_customers(scene, *way) for way in ways
    )


def _is_state(told: Told, scene: Scene, head: int) -> bool:
    """Tell a balance of trade, who is a market or a supplier where nobody trades, and the sources of who reports."""
    balance = scene.tokens[head] == "trade" and not BALANCES.isdisjoint(scene.tokens[head + 1 : head + 2])
    if scene.tokens[head] in _SHARES and not _HAD.isdisjoint(scene.tokens[head + 1 : head + 1 + _NOUN]):
        return True  # they share an island and a river
    if told.mutual or balance or scene.tokens[head] not in _TRADERS:
        return balance
    others = (codes for at, codes in scene.acts if at != head and scene.tokens[at] not in _TRADERS)
    return scene.tokens[head] in ("source", "sources") or "COOPERATE verb" not in chain(*others)


def _is_command(scene: Scene, head: int) -> bool:
    """Tell who has something done from who buys: ordered the firm to hand over papers."""
    behind = scene.tokens[head + 1 : head + 1 + _COMMANDED]
    at = behind.index("to") if scene.tokens[head] in _ORDERS and "to" in behind else 0
    bids = at > 0 and not any(word[0].isdigit() for word in behind[:at])
    return bids or (scene.tokens[head] in _ORDERS and not scene.lists["court"].isdisjoint(scene.tokens[:head]))


def _is_of_others(told: Told, scene: Scene, deeds: Iterable[Deed]) -> bool:
    """Tell a verb that plainly tells a deed of others: who met Egyptians on a dam of Ethiopia met no Ethiopian.

    So who says that two agreed does nothing to these.
    """
    if any(undergo(told, scene, deed.at, deed.agents, deed.targets) for deed in deeds):
        return True
    if told.code in _DONE_TO and not told.mutual:
        return False
    if scene.tokens[told.trigger] in scene.lists["say"]:
        two = (deed for deed in deeds if deed.agents == deed.targets and deed.at > told.trigger)
        return any(told.recipient in deed.agents and told.actor not in deed.agents for deed in two)
    here = [deed for deed in deeds if deed.at == told.trigger]
    pair = {told.actor, told.recipient}
    return bool(here) and not any(pair & deed.agents and pair & deed.targets for deed in here)


def _is_asked(told: Told, scene: Scene, deeds: Iterable[Deed]) -> bool:
    """Tell what one only asks another to do to a third: Ukraine urged the EU to tighten sanctions on Russia."""
    for deed in deeds:
        asked = deed.code == "REQUEST" and told.actor in deed.agents and told.recipient not in deed.targets
        between = (
            one for side in deed.targets for one in scene.places.get(side, ()) if deed.at < one.at < told.trigger
        )
        if asked and any(scene.tokens[one.last + 1 : one.last + 2] == ["to"] for one in between):
            return True
    return False


def _is_backer(scene: Scene, side: str) -> bool:
    """Tell who only backs those whom somebody attacks: strikes on Iran-backed militias, a war on Turkish-led rebels."""
    behind = [scene.tokens[one.at + 1 : one.at + 3] for one in scene.places.get(side, ())]
    return bool(behind) and all(
        not HYPHENS.isdisjoint(words[:1]) and words[-1] in scene.lists["backed"] for words in behind
    )


def _is_undergone(told: Told, scene: Scene, head: int) -> bool:
    """Tell who undergoes what nobody is said to do, and does it to nobody: two Israelis were killed in a crash."""
    is_verb = any(at == head and codes[0].endswith("verb") for at, codes in scene.acts)
    if not is_verb or not is_passive(scene, head) or "by" in scene.tokens[head : head + 1 + BY_REACH]:
        return False
    return told.actor in list_of(scene, subject_of(scene, head))


def _is_of_outlaws(told: Told, scene: Scene, head: int) -> bool:
    """Tell what those do who act for no country: an attack by jihadists, Somali pirates seized a ship."""
    behind = scene.tokens[head + 1 : head + 1 + BY_REACH]
    by = behind.index("by") if "by" in behind else -1
    if by >= 0 and SIDE not in behind[:by] and not scene.lists["outlaw"].isdisjoint(behind[by : by + 1 + _NOUN]):
        return True
    doers = (one for one in scene.places.get(told.actor, ()) if one.at < head)
    return any(
        one.side.kind == ADJECTIVE and not scene.lists["outlaw"].isdisjoint(scene.tokens[one.at + 1 : one.at + 2])
        for one in doers
    )


def _is_name(scene: Scene, side: str, lexicon: Lexicon) -> bool:
    """Tell a side that only names a currency, or a thing: 80 million Canadian dollars, by United Nations data."""
    names = any(one.side.kind == "name" for one in scene.places[side])
    money = money_words(lexicon, behind_name=names)
    return all(_names_thing(scene, one, money) for one in scene.places[side])


def _names_thing(scene: Scene, one: SideMention, money: frozenset[str]) -> bool:
    # Of a list the last: Malaysian and Singapore cents, Saudi/Qatari riyals.
    behind = {*scene.tokens[one.at + 1 : one.at + 2], *scene.tokens[one.last + 1 : one.last + 2]}
    if _COUNTS.isdisjoint(behind):
        named = _NAMED | _ONE_OF if one.side.code in BLOCS else _NAMED
        return not (money.isdisjoint(behind) and named.isdisjoint(behind))
    return not _CITES.isdisjoint(scene.tokens[max(0, one.first - _CITING) : one.first])


def _are_compared(scene: Scene, one: str, other: str) -> bool:
    """Tell two of which each is in a clause of its own: Chile bought more than Peru, while Peru sold."""
    last = max(mention.at for mention in scene.places[one])
    first = min(mention.first for mention in scene.places[other])
    between = scene.tokens[last + 1 : first]
    aside = between[:1] == [","]  # France, while criticising Russia, sent
    contrast = not _CONTRASTS.isdisjoint(between[2:] if aside else between)
    return contrast or _is_comparison(between)


def _is_comparison(between: list[str]) -> bool:
    """Tell "better than in Peru" from "more than doubled", "more than $3bn", "other than" and "rather than"."""
    at = next((at for at in range(len(between) - 1, -1, -1) if between[at] == "than"), 0)
    if at == 0 or between[at - 1] in ("rather", "other") or SIDE in between[at + 1 :]:
        return False  # sold more rice than Thailand to the Philippines
    return _LEAD_IN.issuperset(between[at + 1 :]) or not (between[at - 1] in _AMOUNTS or between[at + 1] in _EXPECTED)


def _stands_apart(told: Told, scene: Scene, side: str) -> bool:
    """Tell a route, who does not do it, whose goods are the cause, and who ranks higher.

    Via Hong Kong; not Russia; tariffs on countries that buy Russian oil; the largest after Japan.
    """
    fights = told.code in CONFLICT
    return all(_is_apart(scene, one) or (fights and is_bought_from(scene, one)) for one in scene.places[side])


def _is_apart(scene: Scene, one: SideMention) -> bool:
    before = scene.tokens[max(0, one.first - RANKED) : one.first]
    if before[-1:] != ["after"]:
        return not _APART.isdisjoint(before[-1:])
    is_closed = _ENDS.issuperset(scene.tokens[one.last + 1 : one.last + 2])  # not: after Iran fired missiles
    return is_closed and not scene.lists["rank"].isdisjoint(before)


def _is_bystander(scene: Scene, victim: str, other: str) -> bool:
    """Tell who has nothing to do with the one whom a third one attacks: Japan, of Russia's invasion of Ukraine."""
    makers = [_attacker(scene, mention) for mention in scene.places[victim]]
    return all(makers) and other not in makers


def _attacker(scene: Scene, victim: SideMention) -> str:
    """Return who attacks a side by the noun just before it; empty where none does, or it is not said."""
    at = victim.first - 1
    at -= at > 0 and scene.tokens[at] == "the"
    if at < 2 or scene.tokens[at] not in _ON or scene.tokens[at - 1] not in scene.lists["attack"]:
        return ""
    for back in range(at - 2, max(-1, at - 2 - _MAKER), -1):
        if scene.tokens[back] in POSSESSIVES:  # Russia faces sanctions for its invasion of Ukraine
            return next((one.side.code for one in reversed(scene.mentions) if one.at < back), "")
        if scene.tokens[back] == SIDE:
            return next((one.side.code for one in scene.mentions if one.at == back), "")
        if not (scene.tokens[back].isalpha() or scene.tokens[back] in OWNING) or scene.tokens[back] in CLOSES:
            break
    return ""
