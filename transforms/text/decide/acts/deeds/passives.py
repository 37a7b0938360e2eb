"""Deeds told from the side of whom they are done to: was condemned by, was given tanks by, was extradited to."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.article import PEOPLE
from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.subjects import find_subject
from dyadwire.transforms.text.decide.acts.deeds.table import Parties, Verb
from dyadwire.transforms.text.decide.acts.deeds.targets import CAPTIVES, find_target
from dyadwire.transforms.text.decide.acts.deeds.things import is_person
from dyadwire.transforms.text.decide.acts.deeds.undergone import start_of_passive
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention, words_of

BY = 7  # tokens between a participle and "by"
_CROWDS = words_of("million millions thousand thousands tourists fans")  # of people who act for nobody
_UNDERGOES = frozenset(("object", "prisoner", "dative"))


def find_passive(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Parties | None:
    """Return who does to whom what a participle tells from a place to another; None where that is not plain."""
    start = start_of_passive(scene, at)
    if start is None:
        return None
    if _UNDERGOES.isdisjoint(verb.behind):
        return _handed(scene, start, end, verb)
    agent = _agent(scene, end, verb)
    subject = find_subject(scene, start, asked) if agent else None
    if subject is None or agent is None or not _undergoes(scene, subject, start, end, verb):
        return None
    return agent, subject


def _agent(scene: Scene, end: int, verb: Verb) -> SideMention | None:
    """Return who stands behind "by": was condemned by France."""
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] == "by"), None)
    agent = None if by is None or SIDE in scene.tokens[end:by] else find_target(scene, by + 1, verb.plain())
    return None if agent is None or not _CROWDS.isdisjoint(scene.tokens[end : agent.first]) else agent


def _undergoes(scene: Scene, subject: SideMention, start: int, end: int, verb: Verb) -> bool:
    """Tell whether a verb may have the subject of its passive as its object: was given tanks, were freed."""
    if "prisoner" in verb.behind:
        beside = scene.tokens[max(0, subject.first - 2) : start]
        return any(word.isdigit() or word in CAPTIVES for word in beside)
    if "person" in verb.behind:
        return is_person(scene, subject, PEOPLE)
    given = verb.asked(verb.kinds.given)
    return not given or any(not words.isdisjoint(scene.tokens[end : end + BY]) for words in given)


def _handed(scene: Scene, start: int, end: int, verb: Verb) -> Parties | None:
    """Return who hands what a passive is about to whom: was extradited to Spain by Cuba, from Cuba to Spain."""
    if "to" not in verb.behind or "traveller" in verb.behind:
        return None
    to = _behind(scene, end, "to")
    source = _behind(scene, end, "by") or _behind(scene, end, "from")
    if to is None or source is None or source.first == to.first:
        return None
    given, said = verb.asked(verb.kinds.given), scene.tokens[max(0, start - BY) : start]
    fits = not given or any(not words.isdisjoint(said) for words in given)
    return (source, to) if fits else None


def _behind(scene: Scene, end: int, lead: str) -> SideMention | None:
    """Return the side just behind a preposition near the end of a participle."""
    near = [one for one in scene.mentions if end < one.at <= end + 2 * BY]
    return next((one for one in near if lead in scene.tokens[max(end, one.first - 2) : one.first]), None)
