"""What the verb before the word of an act makes of it: a promise, a refusal, a demand, the end of what somebody owned.

And what two do by a noun that names them both, though the word that tells their act says what others say of it.
"""

from __future__ import annotations

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.beside import attacker_of
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import (
    CLOSES,
    MATERIAL,
    NO_WORD,
    Told,
    Words,
    cue_before,
    head_of,
    list_of,
    subject_of,
    words_by_role,
)
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import words_of

REACH = 3  # tokens at most between "to" and the word of an act: refused to publicly support
GIVEN = 8  # tokens at most between "pledged" and what is given, and between "will not" and what is not done
SOLD = 6  # tokens at most between "sold" and a stake
SOUGHT = 4  # and between "seeks" and what
SPEAKS = 6  # and between who speaks and the verb of speech
_PROMISED = frozenset(("AID", "COOPERATE", "RETREAT"))  # what becomes an agreement where it is promised
_SAID = frozenset(("ACCUSE", "COOPERATE", "CONSULT", "REQUEST", "SUPPORT"))
_SHOULD = words_of("should must ought")


def changed(told: Told, scene: Scene, lexicon: Lexicon) -> Told:
    """Return an act of two as the verb before its word makes it, and an attack where a noun names both its sides."""
    if told.trigger == NO_WORD:
        return told
    words = words_by_role(lexicon)
    if told.code not in MATERIAL and (attack := _attack(told, scene)) is not None:
        return attack
    if told.code in _SAID and (asked := _asked(told, scene, words)) is not None:
        return asked
    return _of_cooperation(told, scene, words) if told.code in COOPERATION else told


def _of_cooperation(told: Told, scene: Scene, words: Words) -> Told:
    """Return what somebody refuses, denies or promises to do with another, or ends by a sale."""
    if (verb := _verb_to(scene, told.trigger, words["refuse"])) is not None:
        return _rejected(told, scene, verb)._replace(trigger=verb)
    if (no := _denied(scene, told.trigger)) is not None:
        return _rejected(told, scene, no)
    if told.code == "AID" and (sought := _sought(told, scene, words)) is not None:
        return sought
    if told.code in _PROMISED and (verb := _promise(told, scene, words)) is not None:
        return told._replace(code="AGREE", trigger=verb)
    return _sold(told, scene, words)


def _asked(told: Told, scene: Scene, words: Words) -> Told | None:
    """Return what somebody says that another should do as a request: “The US should stop,” Wang said."""
    pair = (told.actor, told.recipient)
    for actor, asked in (pair, pair[::-1]):
        for one in scene.places.get(asked, ()):
            orders = scene.lower_at(one.at + 1) in _SHOULD and scene.tokens[one.at + 2 : one.at + 3] != ["have"]
            if orders and _speaks(scene, actor, words["say"]):
                return told._replace(actor=actor, recipient=asked, mutual=False, code="REQUEST", trigger=one.at + 1)
    return None


def _speaks(scene: Scene, side: str, says: frozenset[str]) -> bool:
    """Tell whether a verb of speech stands beside a side, or anywhere where the sentence does not name the side."""
    if side not in scene.places:
        return not says.isdisjoint(scene.tokens)
    return any(_is_beside_speech(scene, one, says) for one in scene.places[side])


def _is_beside_speech(scene: Scene, one: SideMention, says: frozenset[str]) -> bool:
    behind = scene.tokens[one.last + 1 : one.last + 1 + SPEAKS]
    behind = behind[: behind.index(SIDE)] if SIDE in behind else behind
    return not says.isdisjoint((*behind, *scene.tokens[max(0, one.first - 2) : one.first]))


def _attack(told: Told, scene: Scene) -> Told | None:
    """Return the attack of one of two on the other that a noun tells: condemned Russian aggression in Ukraine."""
    for actor, victim in ((told.actor, told.recipient), (told.recipient, told.actor)):
        for mention in scene.places.get(victim, ()):
            side, noun = attacker_of(scene, mention)
            code = next((c.partition(" ")[0] for at, codes in scene.acts if at == noun for c in codes), "")
            if side == actor and code in MATERIAL:
                return told._replace(actor=actor, recipient=victim, mutual=False, code=code, trigger=noun)
    return None


def _verb_to(scene: Scene, trigger: int, verbs: frozenset[str]) -> int | None:
    """Return one of some verbs that governs the word of an act with "to": refused to publicly support."""
    for to in range(trigger - 1, max(0, trigger - 1 - REACH), -1):
        if scene.tokens[to] == "to":
            return to - 1 if scene.tokens[to - 1] in verbs else None
        if scene.tokens[to] in CLOSES:
            return None
    return None


def _rejected(told: Told, scene: Scene, no: int) -> Told:
    """Return what somebody will not do as his refusal; of two that would do it together the latter undergoes it."""
    pair = frozenset((told.actor, told.recipient))
    behind = next((one.side.code for one in scene.mentions if one.at > no and one.side.code in pair), "")
    agents = pair - {behind} if told.mutual and behind else pair
    return told.by(agents)._replace(code="REJECT", mutual=False)


def _denied(scene: Scene, trigger: int) -> int | None:
    """Return the word by which somebody says that he will not do something: will not lift, has no plans to start."""
    for at in range(trigger - 1, max(0, trigger - 1 - GIVEN), -1):
        word, before = scene.tokens[at], scene.tokens[at - 1]
        if word in ("not", "never") and before in ("will", "would") and not _is_noun_of(scene, at + 1, trigger):
            return at
        if word in ("won't", "wouldn't") or (word == "no" and scene.tokens[at + 1] in ("plan", "plans", "intention")):
            return at
        if word in CLOSES:
            return None
    return None


def _is_noun_of(scene: Scene, verb: int, trigger: int) -> bool:
    """Tell what something will not be: it will not be his last visit; not what will not be lifted."""
    codes = dict(scene.acts).get(trigger, ("verb",))
    return scene.tokens[verb] in ("be", "have") and all(code.endswith("noun") for code in codes)


def _sought(told: Told, scene: Scene, words: Words) -> Told | None:
    """Return help that somebody only looks for as a request: is seeking loans in Japan."""
    nouns = (at for at, codes in scene.acts if "AID noun" in codes)
    seeks = (cue_before(scene, at, words["seek"], SOUGHT) for at in nouns)
    verb = next((at for at in seeks if at is not None), None)
    if verb is None:
        return None
    return told.by(list_of(scene, subject_of(scene, verb)))._replace(code="REQUEST", trigger=verb, mutual=False)


def _promise(told: Told, scene: Scene, words: Words) -> int | None:
    verb = _verb_to(scene, told.trigger, words["promise"])
    if verb is not None:
        return verb
    for at in range(told.trigger - 1, max(-1, told.trigger - 1 - GIVEN), -1):
        if scene.tokens[at] in words["pledge"]:
            return at
        if scene.tokens[at] in CLOSES:
            return None
    return None


def _sold(told: Told, scene: Scene, words: Words) -> Told:
    """Return the end of a stake in something of another's as a retreat: sold its stake in an Israeli bank."""
    head = head_of(scene, told.trigger)
    at = next((at for at in range(max(0, head - SOLD), head + 1) if scene.tokens[at] in words["divest"]), None)
    if told.code != "COOPERATE" or at is None or words["stake"].isdisjoint(scene.tokens[at : at + SOLD]):
        return told
    behind = [one for one in scene.places.get(told.recipient, ()) if one.at > at]
    is_owned = bool(behind) and lead_of(scene, behind[0].first) == "in"
    return told._replace(code="RETREAT", mutual=False) if is_owned else told
