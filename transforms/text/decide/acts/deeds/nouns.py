"""Who does to whom what a noun tells: Iran's attacks on Israel, a ban on Ukrainian grain by Slovakia."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.acts.deeds.subjects import STOPS
from dyadwire.transforms.text.decide.acts.deeds.table import CLIENT, Parties, Verb
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import ADJECTIVE, CLOSES, OWNING
from dyadwire.transforms.text.figures.function_words import BE, DETERMINERS, HYPHENS, words_of

OWNER = 3  # tokens between who does it and the noun: Russia's full-scale military invasion
TARGET = 1  # and between its preposition and to whom, without "the": on freshly annexed Ukrainian land
UNREAL = 3  # tokens before a deed in which it may be said not to be there
DOER = 4  # and between whom it is done to and "by"
_BY, _BY_WHOM = ("by",), ("by", "for")
_CHAINS = words_of("from of to")
_OWN = words_of("self-imposed voluntary")  # of what somebody does to itself
_PARTS = STOPS | BE | CLOSES | PREPOSITIONS | _OWN


def read_noun(scene: Scene, at: int, end: int, noun: Verb) -> Parties | None:
    """Return who does what a noun tells that stands from `at` to `end`, and to whom; None where it is not plain.

    Behind it stand the prepositions that lead to whom it is done.
    """
    doer, lead = _owner(scene, at), scene.tokens[end : end + 1]
    if doer and lead == ["by"] and "of" in noun.behind:
        return _undergone(scene, at, doer, _next_side(scene, end + 1))
    if doer is None and lead in (["of"], ["by"]) and noun.behind.isdisjoint(lead):
        doer = _next_side(scene, end + 1)  # an attack by Iran on Israel
        end = doer.last + 1 if doer else end
        end += not noun.kinds.beside["muster"].isdisjoint(scene.tokens[end : end + 1])  # of Russian troops near
    target = None if noun.behind.isdisjoint(scene.tokens[end : end + 1]) else _next_side(scene, end + 1)
    if target is None:
        return None
    doer = doer or _doer_behind(scene, target.last + 1, _BY_WHOM if CLIENT in noun.behind else _BY)
    if doer is None or _is_unreal(scene, min(doer.first, at), at):
        return None
    return (doer, target) if doer.side.code != target.side.code else None


def _undergone(scene: Scene, at: int, owner: SideMention, doer: SideMention | None) -> Parties | None:
    """Return who does what a noun tells to whom it is said to be of: Iran's expulsion by Australia."""
    if doer is None or doer.side.code == owner.side.code or _is_unreal(scene, owner.first, at):
        return None
    return doer, owner


def _is_unreal(scene: Scene, first: int, at: int) -> bool:
    """Tell a deed that is not there: no, a call for, the risk of."""
    return not scene.lists["unreal"].isdisjoint(scene.tokens[max(0, first - UNREAL) : at])


def _owner(scene: Scene, at: int) -> SideMention | None:
    """Return who stands before a noun as who does it: Iran's repeated, Iranian."""
    for back in range(at - 1, max(-1, at - 2 - OWNER), -1):
        word = scene.tokens[back]
        if word == SIDE:
            mention = next((one for one in scene.mentions if one.at == back), None)
            owned = scene.tokens[back + 1] in OWNING
            plain = owned or back == at - 1 or (mention is not None and mention.side.kind == ADJECTIVE)
            return mention if plain and scene.tokens[max(0, back - 1)] not in HYPHENS else None
        if _parts(scene, back) or back in scene.verbs or not (word[0].isalpha() or word in OWNING or word in HYPHENS):
            return None
    return None


def _next_side(scene: Scene, start: int) -> SideMention | None:
    """Return the side that stands behind a preposition, or behind what is traded with it: on imports from China."""
    goods = scene.lists["goods"]
    far = start + TARGET + (scene.tokens[start : start + 1] == ["the"])
    for at in range(start, len(scene.tokens)):
        word, before = scene.tokens[at], scene.tokens[at - 1]
        if word == SIDE:
            return next((one for one in scene.mentions if one.at == at), None)
        if word in _CHAINS and before in goods:
            far = at + 1 + TARGET
        elif (at >= far and word not in goods) or _parts(scene, at) or (word in DETERMINERS and at > start):
            return None
    return None


def _doer_behind(scene: Scene, start: int, leads: Sequence[str]) -> SideMention | None:
    """Return who does it, behind whom it is done to: by Slovakia, for Russian intelligence."""
    for at in range(start, min(len(scene.tokens), start + DOER)):
        if scene.tokens[at] in leads:
            return _next_side(scene, at + 1)
        if _parts(scene, at) or scene.tokens[at] == SIDE:
            return None
    return None


def _parts(scene: Scene, at: int) -> bool:
    return scene.tokens[at] in _PARTS or scene.tokens[at] in scene.lists["finite_verb"]
