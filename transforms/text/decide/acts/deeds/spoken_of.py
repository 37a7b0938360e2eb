"""Of whom it is that somebody says something, by what others did before: whom he quarrels with, or who did the deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.scene import Scene
from dyadwire.transforms.text.decide.acts.told import CONFLICT, MATERIAL

_ANSWERS = CONFLICT | {"CONCEDE", "RETREAT"}  # what two do who quarrel
_MET = frozenset(("AGREE", "CONSULT"))  # what two did who sign something


class Done(NamedTuple):
    """What one did to another, or both to one another."""

    actor: str
    recipient: str
    mutual: bool
    code: str
    is_near: bool = True  # is it what was told last?


def targets_of(
    code: str, speakers: frozenset[str], before: Sequence[Done], named: frozenset[str] | None
) -> frozenset[str]:
    """Return of whom the words are: with whom the speakers quarrel, or met, else who did the deed that they name.

    Of that `named` are the codes; who says the same of it as others did says it of whom these do.
    """
    told, before = before, [one for one in before if one.is_near]
    if code == "AGREE":
        return _others(speakers, [one for one in before if one.code in _MET])
    if code == "CONSULT":  # hosted the talks
        return frozenset(side for one in before if one.mutual for side in (one.actor, one.recipient))
    rivals = frozenset[str]()
    if code in _ANSWERS:
        rivals = _others(speakers, [one for one in before if one.code in CONFLICT or code == "CONCEDE"])
        rivals = rivals if code in CONFLICT - MATERIAL or len(rivals) == 1 else frozenset()
    if rivals:
        return rivals
    if code not in ("ACCUSE", "SUPPORT") or named is None:
        return frozenset()
    if code == "SUPPORT" and all({one.actor} == speakers for one in before if one.code not in CONFLICT):
        return _others(speakers, [one for one in before if one.code not in CONFLICT])
    doers = [one for one in before if (one.code in CONFLICT) == (code == "ACCUSE") or one.code in named]
    if force := named & MATERIAL:  # the raid is not the expulsion that was told since
        of_code = [one for one in told if one.code in force]
        doers = [one for one in of_code if one.is_near] or of_code[-1:]
    return frozenset(side for one in doers for side in _doers_of(one, code))


def is_deed(one: Done) -> bool:
    """Tell what is done and not said, so that somebody may do the like."""
    return one.code in MATERIAL or one.code in ("CONCEDE", "AID", "RETREAT", "COOPERATE")


def _doers_of(deed: Done, code: str) -> tuple[str, ...]:
    """Return who did what somebody condemns, or welcomes, by a code."""
    if deed.mutual:
        return deed.actor, deed.recipient
    return (deed.recipient if deed.code == code else deed.actor,)


def codes_named(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the codes of what the nouns among some tokens tell: the visit, the latest wave of strikes."""
    codes = (code for at in range(max(0, first), last) for code in scene.codes_at(at) if code.endswith("noun"))
    return frozenset(code.partition(" ")[0] for code in codes)


def _others(speakers: frozenset[str], acts: Sequence[Done]) -> frozenset[str]:
    """Return with whom speakers do some acts, or who does these to them."""
    pairs = [{one.actor, one.recipient} for one in acts]
    return frozenset[str]().union(*(pair - speakers for pair in pairs if not speakers.isdisjoint(pair)))
