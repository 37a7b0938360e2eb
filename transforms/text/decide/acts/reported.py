"""Who does what is told in reported speech: Syria said that Israel had hit Damascus, killing three.

A participle behind a comma tells what the subject of the clause before it did, here Israel, and never who speaks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import ADJECTIVE, CLOSES, list_of, subject_of
from dyadwire.transforms.text.figures.function_words import BE, words_of

INTRO = 6  # tokens at most between a verb of speech and "that": said on Monday in Kyiv that
LEAD = 3  # tokens at most before the name of a subject: the two Israeli jets
REACH = 24  # tokens at most between a verb of speech and the verb of what is said
_NO_LEAD = (
    PREPOSITIONS
    | BE
    | words_of(
        ', ; : – — ( ) “ ” " and but or that which who while after before because when where although if as than it '
        "its they their he his she her we our i you your this these there"
    )
)
_ENDS = words_of('; : – — “ ” " but which who while because when where although if whether')
_OTHERS = words_of("it they he she we")  # subjects of another clause
_HAVE = BE | words_of("had has have also again")
_BESIDE = words_of("from over with off near via through for")  # before what is no target: fired missiles from Lebanon


class Report(NamedTuple):
    """Who says something, who does it by what is said, and to whom that may be done: codes of sides."""

    speakers: frozenset[str]
    agents: frozenset[str]
    targets: frozenset[str]


def read_report(scene: Scene, verb: int, says: frozenset[str]) -> Report | None:
    """Return who is told to do what a verb beside its subject, or a participle behind a comma, tells; None in doubt."""
    if not (_is_participle(scene, verb) or _is_beside(scene, verb)):
        return None
    for at in range(verb - 1, max(-1, verb - 1 - REACH), -1):
        if scene.tokens[at] in says:
            return _reported_by(scene, at, verb)
        if scene.tokens[at] in _ENDS or scene.tokens[at] in _OTHERS:
            return None
    return None


def _is_beside(scene: Scene, at: int) -> bool:
    """Tell the verb just behind a side, or its noun, and what it did: Israel had dropped bombs, Indian fire killed."""
    at -= at > 0 and scene.tokens[at - 1].endswith("ed")
    while at and (scene.tokens[at - 1] in _HAVE or scene.tokens[at - 1].endswith("ly")):
        at -= 1
    noun = at - 2 if at > 1 and scene.tokens[at - 1] not in _NO_LEAD else -1
    return at > 0 and any(one.at == at - 1 or (one.at == noun and one.side.kind == ADJECTIVE) for one in scene.mentions)


def _is_participle(scene: Scene, at: int) -> bool:
    """Tell ", killing" and ", reportedly killing", and what "and" joins to one: ", killing two and wounding nine"."""
    tokens = scene.tokens
    if not tokens[at].endswith("ing") or at < 1:
        return False
    before = at - 1 - tokens[at - 1].endswith("ly")
    if tokens[before] != "and":
        return tokens[before] == ","
    return any(one == "," and other.endswith("ing") for one, other in pairwise(tokens[:before]))


def _reported_by(scene: Scene, speech: int, verb: int) -> Report | None:
    """Return who speaks and who acts by a clause behind a verb of speech; None where its subject is no side."""
    subject = _subject_behind(scene, speech, verb)
    if subject is None:
        return None
    end = next((at for at in range(verb, len(scene.tokens)) if scene.tokens[at] in CLOSES), len(scene.tokens))
    agent, others = subject, [one for one in scene.mentions if subject.last < one.at < end]
    if not BE.isdisjoint(scene.tokens[subject.at : verb]):  # Israel had been hit by Iran, killing three
        by = next((one for one in others if lead_of(scene, one.at) == "by"), None)
        if by is None:
            return None
        agent, others = by, [subject]
    speakers, agents = list_of(scene, subject_of(scene, speech)), list_of(scene, agent)
    targets = frozenset(one.side.code for one in others if lead_of(scene, one.at) not in _BESIDE)
    behind = frozenset(one.side.code for one in scene.mentions if one.at > subject.last)
    return Report(speakers, agents, (targets | speakers & behind) - agents)


def _subject_behind(scene: Scene, speech: int, end: int) -> SideMention | None:
    """Return the subject of what is said, where no pronoun, place or other subject comes first."""
    tokens = scene.tokens
    that = next((at for at in range(speech + 1, min(speech + 2 + INTRO, end)) if tokens[at] == "that"), None)
    start = speech + 1 if that is None else that + 1
    place = next((at for at in range(start, min(start + LEAD + 1, end)) if tokens[at] == SIDE), None)
    if place is None or not _NO_LEAD.isdisjoint(tokens[start:place]):
        return None
    return next((one for one in scene.mentions if one.at == place), None)
