"""What somebody says against, or for, one whom his words leave out: Tokyo lodged a protest, and demanded his release.

Of two that quarrel one says it of the other: of the acts of the sentence before, or of an earlier clause. A third one
condemns, or welcomes, what others did, "the swap", "the attack", or does the same: Poland followed suit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.frames import is_unlike
from dyadwire.transforms.text.decide.acts.deeds.listed_sides import sides_of
from dyadwire.transforms.text.decide.acts.deeds.passives import NEGATIONS
from dyadwire.transforms.text.decide.acts.deeds.spoken_of import Done, codes_named, is_deed, targets_of
from dyadwire.transforms.text.decide.acts.deeds.subjects import find_subject
from dyadwire.transforms.text.decide.acts.deeds.table import NOBODY, Verb
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, IF, MATERIAL, led_by, list_of
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE, MODALS, words_of

Verbs = Mapping[str, tuple[Verb, ...]]
Saying = tuple[frozenset[str], frozenset[str], str, int]  # who, of whom, the code, the token
FORUM = "UN"  # to which others complain, and of which they say nothing then
SAME = "SAME"  # the code of verbs of who does what others did
KIND = "KIND"  # and to him what he did: responded in kind
OBJECT = 4  # tokens behind a verb in which the noun of an act stands: the latest wave of strikes
CLAUSE = 12  # and in which no side may stand
_OF_WORDS = frozenset(("ACCUSE", "REJECT", "SUPPORT"))  # what is said of deeds
_DEEDS = MATERIAL | {"CONCEDE"}  # that no words are
_SUPPOSES = IF | MODALS | {"that"}
_ENDS = CLOSES - {"that"} | {"."}
_WHAT = DEFINITE | words_of("this that these those such any all")
_AHEAD = words_of("further it to")  # behind a threat: threatened to respond
_SELVES = words_of("it they he she its their his her")  # behind "that", of who speaks
_OWN = words_of("its their his her")
_OF_OTHERS = words_of("of by")
_ASKED_OF = 3  # tokens of "an explanation from"
_THAT_DEED = words_of("the this these that those")


def read_implied(
    scene: Scene, verbs: Verbs, asked: Asked, done: Sequence[Done], before: Sequence[Done]
) -> Iterator[Saying]:
    """Yield who says something against, or for, whom; `done` is what the sentence tells, `before` what others told.

    Of what others told somebody speaks only where the sentence names nobody else.
    """
    told = done or before
    for at, word in enumerate(scene.tokens if told or "which" in scene.tokens else ()):
        for verb in (verb for verb in verbs.get(word, ()) if NOBODY in verb.behind):
            if done and verb.code == "CONCEDE":
                continue  # read_lifted tells which ban is lifted
            for speakers, targets, code in _sayings(scene, at, verb, asked, told):
                if targets and (done or _named_by(scene, at, verb) <= speakers | targets | {FORUM}):
                    yield speakers, targets, code, at


def _named_by(scene: Scene, at: int, verb: Verb) -> frozenset[str]:
    """Return the sides that a sentence names, up to what somebody did besides: deplored the raid and offered Chile."""
    end = at + 1 + len(_clause(scene, at))
    if verb.code not in _OF_WORDS or scene.tokens[end : end + 1] != ["and"]:
        return frozenset(scene.places)
    return frozenset(one.side.code for one in scene.mentions if one.at < end)


def _sayings(
    scene: Scene, at: int, verb: Verb, asked: Asked, told: Sequence[Done]
) -> Iterator[tuple[frozenset[str], frozenset[str], str]]:
    """Yield who says something of whom, or does the same, by the verb at a place, and the code of that."""
    if _is_affirmed(scene, at, verb, asked) and not (verb.code in _DEEDS and _is_reported(scene, at)):
        subject = find_subject(scene, at, asked)
        if subject and scene.lists["domestic"].isdisjoint(scene.tokens[subject.last : at]):
            speakers = sides_of(scene, subject)
            for targets, code in _said_of(scene, at, verb, (subject.first, speakers), told):
                yield speakers, (targets or _main_subject(scene, subject.first, code)) - speakers, code
    elif verb.code in _OF_WORDS and not verb.rest and (agent := _agent(scene, at)):
        speakers = list_of(scene, agent)
        yield speakers, targets_of(verb.code, speakers, told, codes_named(scene, at - OBJECT, at)) - speakers, verb.code


def _is_reported(scene: Scene, at: int) -> bool:
    """Tell a deed that somebody only supposes, or says of others: if they imposed it, claimed that they had."""
    return not _SUPPOSES.isdisjoint(scene.tokens[:at])


def _agent(scene: Scene, at: int) -> SideMention | None:
    """Return by whom a deed that a clause opens with was condemned or welcomed: the ramming was condemned by."""
    by = scene.tokens[at + 1 : at + 2] == ["by"]
    be = next((one for one in range(at - 1, max(0, at - _ASKED_OF), -1) if scene.tokens[one] in BE), 0) if by else 0
    the = next((one for one in range(be - 1, max(-1, be - OBJECT), -1) if scene.tokens[one] in _THAT_DEED), -1)
    if be == 0 or the < 0 or not NEGATIONS.isdisjoint(scene.tokens[the:at]) or SIDE in scene.tokens[the:be]:
        return None
    told = scene.lists["deed"] | scene.lists["claim"]
    is_deed = any(scene.tokens[one] in told or scene.codes_at(one) for one in range(the + 1, be))
    return led_by(scene, at + 1) if is_deed else None


def _main_subject(scene: Scene, speaker: int, code: str) -> frozenset[str]:
    """Return with whose words or deed a sentence begins of which a speaker says something: , which Algeria opposes."""
    first = scene.mentions[0]
    is_subject = first.first < speaker and lead_of(scene, first.first) not in PREPOSITIONS
    led = scene.tokens[max(0, speaker - 3) : speaker]
    of_it = code in _OF_WORDS and led[1:] == [",", "which"] and led[0] != SIDE
    return sides_of(scene, first) if of_it and is_subject else frozenset()


def _said_of(
    scene: Scene, at: int, verb: Verb, subject: tuple[int, frozenset[str]], before: Sequence[Done]
) -> Iterator[tuple[frozenset[str], str]]:
    """Yield of whom a verb says something by its code, or to whom it does what others did.

    The subject is its first token, and the sides that speak.
    """
    first, speakers = subject
    if verb.code == SAME:
        near = [one for one in before if one.is_near and (not verb.rest or verb.rest[-1] != "similar" or is_deed(one))]
        done = [one for one in near if not one.mutual and one.code != "ASSAULT"]  # a war is rarely what is meant
        acts = [one for one in done if {one.actor, one.recipient}.isdisjoint(speakers)]
        if len({(one.recipient, one.code) for one in acts}) == 1:
            yield frozenset((acts[0].recipient,)), acts[0].code
    elif verb.code == KIND:
        acts = [one for one in before if one.is_near and one.recipient in speakers and is_deed(one)]
        if len({(one.actor, one.code) for one in acts}) == 1:
            yield frozenset((acts[0].actor,)), acts[0].code
    elif _is_said(scene, at, verb) or _is_claimed(scene, first):
        is_that = not _THAT_DEED.isdisjoint(scene.tokens[at + 1 : at + 2])
        named = codes_named(scene, at + 2, at + 2 + OBJECT) if is_that else None
        yield targets_of(verb.code, speakers, before, named), verb.code


def _is_affirmed(scene: Scene, at: int, verb: Verb, asked: Asked) -> bool:
    """Tell a verb that nothing denies, with no side behind it, from a noun: the demands of."""
    if tuple(scene.tokens[at + 1 : at + 1 + len(verb.rest)]) != verb.rest:
        return False
    negated = not (NEGATIONS | BE).isdisjoint(scene.tokens[max(0, at - 2) : at])
    is_noun = scene.tokens[at] in asked.nouns and not scene.tokens[at].endswith("ed")
    end = at + 1 + len(_clause(scene, at))
    named = any(at < one.at < end and one.side.code != FORUM for one in scene.mentions)
    return not (negated or named) and (bool(verb.rest) or not is_noun)


def _clause(scene: Scene, at: int) -> list[str]:
    """Return the words behind a verb in its clause."""
    said = scene.tokens[at + 1 : at + 1 + CLAUSE]
    return said[: next((to for to, one in enumerate(said) if one in _ENDS), CLAUSE)]


def _is_said(scene: Scene, at: int, verb: Verb) -> bool:
    """Tell a verb with the object that it asks for: the decision, an apology, that it would respond."""
    said = _clause(scene, at)
    if not said or is_unlike(verb, said):
        return False
    if verb.asked(verb.kinds.beside):
        return True
    if given := verb.asked(verb.kinds.given):
        # Not: hosted talks with others, called for an unfair trial.
        is_known = verb.code == "AGREE" or (said[0] in _WHAT | {"it"} and "with" not in said)
        return is_known and any(not words.isdisjoint(said) for words in given)
    if verb.code == "THREATEN":
        return said[0] in _AHEAD or (said[0] == "that" and not _SELVES.isdisjoint(said[1:2]))
    if verb.code == "REQUEST":
        return said[0] != "that" and not _is_asked_of_own(said)
    return said[0] in _WHAT and _names_deed(scene, at)


def _is_asked_of_own(said: Sequence[str]) -> bool:
    """Recognise whom one asks at home: demanded calm from its citizens."""
    return any(word == "from" and own in _OWN for word, own in pairwise(said[: _ASKED_OF + 1]))


def _is_claimed(scene: Scene, first: int) -> bool:
    """Tell what was claimed, or done, before who says it of that: a claim that Sudan rejects."""
    before = scene.tokens[max(0, first - 2) : first]
    if before[-1:] == ["which"]:
        return before[0] == "," or before[0] in scene.lists["deed"] | scene.lists["claim"]
    told = scene.lists["claim"] | (scene.lists["deed"] if before[-1:] == ["that"] else frozenset())
    return not told.isdisjoint(before[-1:] if before[-1:] != ["that"] else before)


def _names_deed(scene: Scene, verb: int) -> bool:
    """Tell "condemned the attack", "rejected this claim" from what others did: the killing of, a raid by.

    So "the decision to cut pensions", but not "to expel its envoy".
    """
    told = scene.lists["deed"] | scene.lists["claim"]
    words = range(verb + 2, min(verb + 2 + OBJECT, len(scene.tokens)))
    noun = next((to for to in words if scene.tokens[to] in told or scene.codes_at(to)), None)
    if noun is None:
        return False
    behind = scene.tokens[noun + 1 : noun + 1 + OBJECT]
    if behind[:1] == ["to"] and scene.tokens[noun] in scene.lists["deed"]:
        return not _OWN.isdisjoint(behind)
    return _OF_OTHERS.isdisjoint(behind[:1]) or not _OWN.isdisjoint(behind[1:2])
