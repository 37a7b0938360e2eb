"""Sides that a sentence only names beside one another: what it tells is no act of these two."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deeds.deeds import Deed
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention, words_of
from dyadwire.transforms.text.decide.acts.told import CLOSES, MATERIAL, OWNING, Told, list_of
from dyadwire.transforms.text.decide.acts.turns import words_of_turns

TWO = 2
TALKS = frozenset(("CONSULT", "AGREE"))
_LEADS = words_of("with to from on against for in at into")
_ATTACKS = words_of(
    "invasion war attack attacks aggression assault strike strikes offensive annexation occupation bombing bombardment "
    "raid incursion shelling blockade"
)
_ON = words_of("of on against in")
_BALANCE = words_of("surplus surpluses deficit deficits gap imbalance")
_MAKER = 3  # tokens at most between who attacks and the noun of the attack


def is_beside(told: Told, scene: Scene, head: int, lexicon: Lexicon, deeds: Iterable[Deed] = ()) -> bool:
    """Tell sides of which one only stands beside what the sentence tells: others do it, or both undergo it.

    `deeds` are those of the sentence: their verbs tell nothing of others.
    """
    pair = (told.actor, told.recipient)
    if told.code == "COOPERATE" and _is_state(told, scene, head):
        return True
    if told.code not in MATERIAL | {"COOPERATE", "AID"} and _is_of_others(told, deeds):
        return True
    if not all(side in scene.places for side in pair):
        return False
    ways = (pair, pair[::-1])
    place = told.code in TALKS and any(_is_place(scene, *way) for way in ways)
    money = any(_is_money(scene, side, lexicon) for side in pair)
    return place or money or _are_listed(scene, *pair) or any(_is_bystander(scene, *way) for way in ways)


def _is_state(told: Told, scene: Scene, head: int) -> bool:
    """Tell a balance of trade, and the sources of who reports."""
    balance = scene.tokens[head] == "trade" and not _BALANCE.isdisjoint(scene.tokens[head + 1 : head + 2])
    return balance or (scene.tokens[head] in ("source", "sources") and not told.mutual)


def _is_of_others(told: Told, deeds: Iterable[Deed]) -> bool:
    """Tell a verb that plainly tells a deed of others: who met Egyptians on a dam of Ethiopia met no Ethiopian."""
    here = [deed for deed in deeds if deed.at == told.trigger]
    pair = {told.actor, told.recipient}
    return bool(here) and not any(pair & deed.agents and pair & deed.targets for deed in here)


def _is_place(scene: Scene, place: str, other: str) -> bool:
    """Tell where two of a list talk: Saudi and Iranian ministers met in Baghdad."""
    if any(lead_of(scene, one.first) != "in" for one in scene.places[place]):
        return False
    lists = [list_of(scene, one) for one in scene.places[other]]
    return any(len(codes) == TWO and place not in codes for codes in lists)


def _is_money(scene: Scene, side: str, lexicon: Lexicon) -> bool:
    """Tell a side that only names a currency: 80 million Canadian dollars."""
    behind = [scene.tokens[one.at + 1 : one.at + 2] for one in scene.places[side]]
    return all(words and words[0] in _money_words(lexicon) for words in behind)


@cache
def _money_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words behind a country that make it one of a currency; not the won of "Japan won"."""
    names = (row["form"].split() for row in lexicon["currencies"] if row["style"] == "name")
    return frozenset([words[-1] for words in names]) - words_of_turns(lexicon)["no_money"]


def _are_listed(scene: Scene, one: str, other: str) -> bool:
    """Tell two of a list behind a preposition and another side: Trump signed deals with Malaysia and Cambodia."""
    places = [(a, b) for a in scene.places[one] for b in scene.places[other]]
    return all(a.first == b.first and _is_list_behind(scene, *sorted((a, b))) for a, b in places)


def _is_list_behind(scene: Scene, one: SideMention, other: SideMention) -> bool:
    lead, between = lead_of(scene, one.first), scene.tokens[one.at + 1 : other.last]
    before = any(mention.at < one.first for mention in scene.mentions)
    return (
        lead in _LEADS and before and "and" in between and "both" not in scene.tokens[max(0, one.first - 3) : one.first]
    )


def _is_bystander(scene: Scene, victim: str, other: str) -> bool:
    """Tell who has nothing to do with the one whom a third one attacks: Japan, of Russia's invasion of Ukraine."""
    makers = [_attacker(scene, mention) for mention in scene.places[victim]]
    return all(makers) and other not in makers


def _attacker(scene: Scene, victim: SideMention) -> str:
    """Return who attacks a side by the noun just before it; empty where none does, or it is not said."""
    at = victim.first - 1
    at -= at > 0 and scene.tokens[at] == "the"
    if at < 2 or scene.tokens[at] not in _ON or scene.tokens[at - 1] not in _ATTACKS:
        return ""
    for back in range(at - 2, max(-1, at - 2 - _MAKER), -1):
        if scene.tokens[back] == SIDE:
            return next((one.side.code for one in scene.mentions if one.at == back), "")
        if not (scene.tokens[back].isalpha() or scene.tokens[back] in OWNING) or scene.tokens[back] in CLOSES:
            break
    return ""
