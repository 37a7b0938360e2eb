"""What the verb before the word of an act makes of it: a promise, a refusal, a demand, a search for help."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.demands import is_asked, speaks
from dyadwire.transforms.text.decide.acts.deeds.promises import find_promise
from dyadwire.transforms.text.decide.acts.scene import Scene
from dyadwire.transforms.text.decide.acts.told import CLOSES, NO_WORD, Told, cue_before, list_of, subject_of

GIVEN = 8  # tokens at most between "pledged" and what is given
SOUGHT = 4  # and between "seeks" and what
_PROMISED = frozenset(("AID", "COOPERATE", "RETREAT"))  # what becomes an agreement where it is promised
_NEVER = frozenset(("not", "n't", "never"))
_SAID = frozenset(("ACCUSE", "COOPERATE", "CONSULT", "REQUEST", "SUPPORT"))
_PARTS = CLOSES | {"to"}  # between "seeks" and what it is no object of: is seeking to help


def changed(told: Told, scene: Scene) -> Told:
    """Return an act of two as the verb before its word makes it."""
    if told.trigger == NO_WORD:
        return told
    if told.code == "SUPPORT" and _is_refused(scene, told.trigger):
        return told._replace(code="REJECT")
    if told.code in _SAID and (asked := _asked(told, scene)) is not None:
        return asked
    if told.code == "AID" and (sought := _sought(told, scene)) is not None:
        return sought
    promise = _promise(told, scene) if told.code in _PROMISED else None
    return told if promise is None else told._replace(code="AGREE", trigger=promise)


def _is_refused(scene: Scene, at: int) -> bool:
    """Tell a claim, or a state, that somebody does not recognise."""
    return scene.tokens[at].startswith("recogni") and not _NEVER.isdisjoint(scene.tokens[max(0, at - 2) : at])


def _asked(told: Told, scene: Scene) -> Told | None:
    """Return what somebody says that another should do as a request: “The US should stop,” Wang said."""
    pair = (told.actor, told.recipient)
    for actor, asked in (pair, pair[::-1]):
        for one in scene.places.get(asked, ()):
            if is_asked(scene, one) and (told.code == "REQUEST" or _speaks(scene, actor)):
                return told._replace(actor=actor, recipient=asked, mutual=False, code="REQUEST", trigger=one.last + 1)
    return None


def _speaks(scene: Scene, side: str) -> bool:
    """Tell whether a verb of speech stands beside a side, or anywhere where the sentence does not name the side."""
    if side not in scene.places:
        return not scene.lists["say"].isdisjoint(scene.tokens)
    return any(speaks(scene, one) for one in scene.mentions if side in list_of(scene, one))


def _sought(told: Told, scene: Scene) -> Told | None:
    """Return help that somebody only looks for as a request: is seeking loans in Japan."""
    nouns = (at for at, codes in scene.acts if "AID noun" in codes)
    seeks = (cue_before(scene, at, scene.lists["seek"], SOUGHT, _PARTS) for at in nouns)
    verb = next((at for at in seeks if at is not None), None)
    if verb is None:
        return None
    return told.by(list_of(scene, subject_of(scene, verb)))._replace(code="REQUEST", trigger=verb, mutual=False)


def _promise(told: Told, scene: Scene) -> int | None:
    """Return the token of a promise to do something, or of one of something that is given: pledged $5 billion."""
    verb = find_promise(scene, told.trigger)
    return verb if verb >= 0 else cue_before(scene, told.trigger, scene.lists["pledge"], GIVEN)
