"""Acts that are only supposed: if China attacks, should it attack, a possible attack, they fear that it would attack.

Readers of real news seldom find a deed in these, but a threat in "warned that it would attack".
"""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene
from dyadwire.transforms.text.decide.acts.told import (
    CLOSES,
    IF,
    MATERIAL,
    Told,
    Words,
    cue_before,
    head_of,
    is_noun,
    list_of,
    subject_of,
)
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE, DETERMINERS, MODALS, words_of

SUPPOSED = 0.5  # of the likelihood of an act: counts take those from 0.5
REACH = 12  # tokens at most between "if", or who fears, and the word of an act
NEAR = 3  # and between "possible" and its noun
VERBS = 6  # and between "threatened" or "would" and its verb
CASES = (("in", "case", "of"), ("the", "event", "of"))  # before what may never be
FOR = 2  # tokens at most between "brace" and "for": is bracing itself for
_MODAL = words_of("would will could might may")
_ENDS = words_of(', ; : – — ( ) “ ” " then which who')
_OPENS = words_of(', ; : – — “ ” " and but')
_CAUSES = CLOSES | words_of("due amid over caused despite following from")  # fears of shortages due to the invasion
_THREAT_ENDS = CLOSES - {"that"}
_COULD = words_of("could might")
_JUDGED = words_of("amount breach constitute have violate")  # behind "could", of what was done
_CRIME = words_of("breach breaches crime crimes violation violations")
_GOES_ON = words_of("apply be begin come continue enter not remain start stay take")  # behind "would", of what there is
_ANY = words_of("a an any another")
_LESS = words_of("fewer less")
_ASKS = BE | MODALS | words_of("do does did has have")  # begin a question that is answered with yes or no
FALLING = 12  # tokens at most between trade and its fall
DROP = 4  # and between a fall and trade: a sharp drop in exports
_SHOULD = words_of("should must ought")
_THREAT = "threat"  # how "threatened" begins, behind which a noun tells what with


def is_supposed(told: Told, scene: Scene, words: Words) -> bool:
    """Tell a deed of conflict that a sentence only supposes, fears, doubts or prepares for."""
    if told.code not in MATERIAL:
        return False
    head = head_of(scene, told.trigger)
    if is_noun(scene, head, words):
        return _is_supposed_noun(told, scene, head, words)
    tokens, at = scene.tokens, told.trigger
    condition = cue_before(scene, at, IF, REACH, _ENDS)
    if condition is not None and _is_condition(scene, condition, at):
        return True
    doubt = cue_before(scene, at, words["doubt"], REACH, _ENDS)
    return doubt is not None and (tokens[doubt] in words["deny"] or not _MODAL.isdisjoint(tokens[doubt:at]))


def threat_of(told: Told, scene: Scene, words: Words) -> int | None:
    """Return the token of a threat to do a deed of conflict: threatened to bomb, warned that it would attack."""
    if told.code not in MATERIAL:
        return None
    verb = cue_before(scene, told.trigger, words["threat"], VERBS, _THREAT_ENDS)
    if verb is None:
        return None
    at = verb + 1
    ahead = at < told.trigger and (scene.tokens[at] in _MODAL or scene.tokens[at] == "to")
    revenge = at == told.trigger and scene.tokens[at] in words["revenge"]
    # Threatened tariffs on steel.
    deed = scene.tokens[verb].startswith(_THREAT) and is_noun(scene, head_of(scene, told.trigger), words)
    return verb if (ahead or revenge or deed) and told.actor in list_of(scene, subject_of(scene, verb)) else None


def brace_before(scene: Scene, head: int, words: Words) -> int | None:
    """Return the token of a verb of who awaits what a noun tells: braces for, is preparing for, fears."""
    cue = cue_before(scene, head, words["await"], REACH, _CAUSES)
    if cue is None or scene.tokens[cue] in words["fear"]:
        return cue
    return cue if "for" in scene.tokens[cue + 1 : min(cue + 2 + FOR, head)] else None


def _is_supposed_noun(told: Told, scene: Scene, head: int, words: Words) -> bool:
    tokens, start = scene.tokens, told.trigger
    if not words["possible"].isdisjoint(tokens[max(0, start - NEAR) : start]):
        return True
    if any(tuple(tokens[at : at + 3]) in CASES for at in range(max(0, start - NEAR - 3), start)):
        return True
    if (brace := brace_before(scene, head, words)) is not None:
        return told.actor not in list_of(scene, subject_of(scene, brace))
    condition = cue_before(scene, start, IF, REACH, _ENDS)
    is_any = not _ANY.isdisjoint(tokens[max(0, start - NEAR) : start])
    return condition is not None and is_any and _is_condition(scene, condition, start)


def would_be(told: Told, scene: Scene, head: int, words: Words) -> bool:
    """Tell a deed of which somebody says what it would do: a Chinese attack on Taiwan would be a mistake.

    Not those that are known or decided: the strikes could go on, said US tariffs would take effect; nor those that
    somebody judges: a strike on a clinic could be a war crime, might have been a mistake.
    """
    behind = scene.tokens[head + 1 : head + 1 + REACH]
    ends = MODALS | BE | CLOSES | scene.lists["finite_verb"]
    ended = (at for at, one in enumerate(behind) if one in ends and behind[at : at + 2] != ["and", SIDE])
    verb = next(ended, -1)
    modal, then = behind[verb] if verb >= 0 else "", behind[verb + 1 : verb + 2]
    before = scene.tokens[max(0, told.trigger - NEAR) : told.trigger]
    if not is_noun(scene, head, words):
        return False
    if modal in _COULD and not (_JUDGED.isdisjoint(then) and _CRIME.isdisjoint(behind[verb:])):
        return False
    if not _ANY.isdisjoint(before):
        return modal in _COULD or (modal == "would" and (then == ["be"] or _GOES_ON.isdisjoint(then)))
    known = not DEFINITE.isdisjoint(before) or not words["say"].isdisjoint(scene.tokens[: told.trigger])
    return modal == "would" and not known and _GOES_ON.isdisjoint(then)


def _is_condition(scene: Scene, at: int, end: int) -> bool:
    """Tell "if it attacks" and "should it attack" from "if you ask them it will attack", "it should attack"."""
    tokens = scene.tokens
    if tokens[at] != "should":
        return _MODAL.isdisjoint(tokens[at:end])
    opens = at == 0 or tokens[at - 1] in _OPENS
    return opens and (tokens[at + 1] == SIDE or tokens[at + 1] in DETERMINERS)


def is_falling(told: Told, scene: Scene, head: int, words: Words) -> bool:
    """Tell trade of which a sentence only says that it grows less: exports to China fell, a drop in sales to Japan."""
    less = scene.tokens[head + 1 : head + 1 + DROP]  # sold 40 percent fewer shrimps to China
    word = scene.tokens[head]
    if not _LESS.isdisjoint(less) and (word in words["sell"] or word in words["buy"]):
        return not _is_more(told, scene, head)
    if word not in words["trade"]:
        return False
    behind = scene.tokens[head + 1 : head + 1 + FALLING]
    end = next((at for at, word in enumerate(behind) if word in CLOSES), len(behind))
    before = scene.tokens[max(0, head - DROP) : head]
    return not words["fall"].isdisjoint(behind[:end]) or ("in" in before and not words["fall"].isdisjoint(before))


def _is_more(told: Told, scene: Scene, head: int) -> bool:
    """Tell trade with the latter of two: bought fewer cars from Germany but more gas from Norway."""
    behind = (one.at for side in (told.actor, told.recipient) for one in scene.places.get(side, ()) if one.at > head)
    last = max(behind, default=head)
    return "more" in scene.tokens[next((one.at for one in scene.mentions if one.at > head), last) : last]


def is_asked(told: Told, scene: Scene, head: int, words: Words) -> bool:
    """Tell a deed of which a sentence only asks whether it is so: Will China ban it? Not: Why did China ban it?

    What is told beside it is no question: Did he please them by visiting Riyadh?
    """
    tokens, at = scene.tokens, told.trigger
    if tokens[0] not in _ASKS or "?" not in tokens[-2:] or is_noun(scene, head, words):
        return False
    return tokens[at - 1] not in PREPOSITIONS - {"to"} and CLOSES.isdisjoint(tokens[:at])


def as_opinion(told: Told, scene: Scene, words: Words) -> Told:
    """Return what one should do by nobody's word as less likely: Canada should stop apologising to Washington."""
    opinion = told.code == "REQUEST" and scene.tokens[told.trigger] in _SHOULD and words["say"].isdisjoint(scene.tokens)
    return told._replace(times=SUPPOSED) if opinion and told.actor in scene.places else told
