"""An act as the decisions tell it, and where the words of its sentence stand that may tell it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from dyadwire.transforms.text.decide.acts.scene import LEAD_ON, SIDE, Scene, SideMention, compile_act_words
from dyadwire.transforms.text.decide.acts.slots import AGENT, slot_of
from dyadwire.transforms.text.decide.acts.turns import words_of_turns
from dyadwire.transforms.text.figures.function_words import DETERMINERS, MODALS, words_of

CLOSES = words_of(
    ", ; : – — ( ) and but or that which who whom while after before because when where although though since until if"
)
_VERBAL = MODALS | words_of("to not n't it they he she we i you who that which")  # before a verb
OWNING = ("'s", "’s")
_BY = ("by", "byX", "from")  # parts that a side plays of a noun
OWNER = 3  # tokens at most between a noun and whose it is: the Russian government's decision
ADJECTIVE = "demonym"  # the kind of a side that stands before its noun
LED = 5  # tokens at most from a preposition to the side that it leads to
BY_REACH = 6  # tokens behind a noun in which "by" or "from" leads to who does it
MATERIAL = frozenset(code for code, of_class in CLASSES.items() if of_class == "material conflict")
CONFLICT = frozenset(code for code, of_class in CLASSES.items() if of_class.endswith("conflict"))


Words = Mapping[str, frozenset[str]]  # by role: of `act_turns`, and those that can be a noun of an act, or a cue


NO_WORD = -1
_FOCUS = words_of("only just merely simply")  # behind "not"
IF = words_of("if unless lest should")
CUES = IF | words_of("blamed case event would could might")
_ROLES = ("react", "hail", "revenge", "draw", "brace", "fear", "doubt", "possible", "threat", "say")


class Told(NamedTuple):
    """An act of two sides by a code, the token that tells it, and how much less likely it is than was decided."""

    actor: str
    recipient: str
    mutual: bool
    code: str
    trigger: int  # NO_WORD where none tells it
    times: float = 1.0

    def by(self, agents: frozenset[str]) -> Told:
        """Return the same act, done by the one of its two sides that is among some; as it is if both are, or none."""
        if (self.actor in agents) == (self.recipient in agents):
            return self
        actor, other = (self.actor, self.recipient) if self.actor in agents else (self.recipient, self.actor)
        return self._replace(actor=actor, recipient=other, mutual=False)


@cache
def words_by_role(lexicon: Lexicon) -> Words:
    """Return the words by which an act is told otherwise."""
    codes = compile_act_words(lexicon, of_codes=True).codes
    nouns = (word for word, of in codes.items() if any(code.endswith("noun") for code in of))
    words = words_of_turns(lexicon)
    cues = frozenset().union(*(words[role] for role in _ROLES)) | CUES
    return {**words, "noun": frozenset(nouns), "await": words["brace"] | words["fear"], "cue": cues}


def head_of(scene: Scene, trigger: int) -> int:
    """Return the last word of what tells an act that carries its meaning: the criticism of "drew criticism from"."""
    last = trigger + scene.many.get(trigger, 1) - 1
    while last > trigger and scene.tokens[last] in LEAD_ON:
        last -= 1
    return last


def is_noun(scene: Scene, head: int, words: Words) -> bool:
    """Tell a noun that tells an act from a verb, by what is beside it: a Chinese attack, if China attacks Taiwan."""
    before, behind = scene.tokens[head - 1] if head else "", scene.stem_at(head + 1)
    if scene.tokens[head].endswith("ing"):
        return before in DETERMINERS or before in OWNING or before == SIDE
    if scene.tokens[head] not in words["noun"]:
        return False
    has_object = behind == SIDE or behind in DETERMINERS
    return not (before in _VERBAL or (before == SIDE and has_object))


def is_only(codes: tuple[str, ...], part: str) -> bool:
    """Tell a word that tells acts as one part of speech alone: as a verb, as a noun."""
    return bool(codes) and all(code.endswith(part) for code in codes)


def agent_of(scene: Scene, head: int, start: int) -> SideMention | None:
    """Return who does what a noun tells: the Russian of "a Russian attack" from `start` on, or who follows "by"."""
    before = [one for one in scene.mentions if start < one.at < head and slot_of(scene, one.at, head, "noun") == AGENT]
    if before:
        return before[-1]
    behind = [one for one in scene.mentions if head < one.at <= head + BY_REACH]
    return next((one for one in behind if slot_of(scene, one.at, head, "noun") in _BY), None)


def subject_of(scene: Scene, verb: int) -> SideMention | None:
    """Return who stands before a verb as its subject, of several the first that nothing parts from it."""
    before = [one for one in scene.mentions if one.at < verb and CLOSES.isdisjoint(scene.tokens[one.at : verb])]
    return before[0] if before else None


def list_of(scene: Scene, mention: SideMention | None) -> frozenset[str]:
    """Return the codes of the list that a side stands in: criticism from the United States and Japan."""
    return frozenset(one.side.code for one in scene.mentions if mention is not None and one.first == mention.first)


def cue_before(scene: Scene, at: int, words: frozenset[str], reach: int, stops: frozenset[str] = CLOSES) -> int | None:
    """Return the nearest token before a place that is one of some words, where none parts the two."""
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        if scene.tokens[back] in words:
            return back
        if scene.tokens[back] in stops:
            return None
    return None


def is_not_only(scene: Scene, at: int) -> bool:
    """Tell a negation that denies nothing: not only sold jets, did not just sell jets."""
    negates = scene.tokens[at] == "not" or scene.tokens[at].endswith("n't")
    return negates and not _FOCUS.isdisjoint(scene.tokens[at + 1 : at + 2])


def led_by(scene: Scene, lead: int) -> SideMention | None:
    """Return the side to which a preposition leads, with none but its article and adjectives between."""
    for at in range(lead + 1, min(len(scene.tokens), lead + 1 + LED)):
        if scene.tokens[at] == SIDE:
            return next((one for one in scene.mentions if one.at == at), None)
        if not scene.tokens[at].isalpha() or scene.tokens[at] in CLOSES:
            return None
    return None


def owner_of(scene: Scene, noun: int) -> SideMention | None:
    """Return whose a noun is that stands just before it: the Russian government's decision, Nakasone's visit."""
    owner = next((one for one in reversed(scene.mentions) if one.at < noun), None)
    if owner is None or noun - owner.at - 1 > OWNER:
        return None
    between = scene.tokens[owner.at + 1 : noun]
    owned = any(word in OWNING for word in between) or owner.side.kind == ADJECTIVE
    plain = all(word.isalpha() or word in OWNING for word in between) and CLOSES.isdisjoint(between)
    return owner if owned and plain else None
