"""Deeds told from the side of whom they are done to: was condemned by, was given tanks by, was extradited to."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.article import PEOPLE
from dyadwire.transforms.text.decide.acts.deed_subjects import AUXILIARIES, find_subject
from dyadwire.transforms.text.decide.acts.deed_targets import CAPTIVES, find_target
from dyadwire.transforms.text.decide.acts.deed_things import THINGS, is_person
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention, words_of

BY = 7  # tokens between a participle and "by"
NO = words_of("not n't never neither nor may might could can should must would")
Parties = tuple[SideMention, SideMention]  # who does it, and to whom
_CROWDS = words_of("million millions thousand thousands tourists fans")  # of people who act for nobody
_OBJECT = frozenset(("object",))
_UNDERGOES = frozenset(("object", "prisoner", "dative"))


def find_passive(scene: Scene, at: int, end: int, behind: frozenset[str], speech: frozenset[str]) -> Parties | None:
    """Return who does to whom what a participle tells from a place to another; None where that is not plain."""
    start = at
    while start and (scene.tokens[start - 1] in AUXILIARIES or scene.tokens[start - 1].endswith("ly")):
        start -= 1
    if not NO.isdisjoint(scene.tokens[max(0, start - 2) : at]):
        return None
    if _UNDERGOES.isdisjoint(behind):
        return _handed(scene, start, end, behind)
    agent = _agent(scene, end)
    subject = find_subject(scene, start, speech) if agent else None
    if subject is None or agent is None or not _undergoes(scene, subject, start, end, behind):
        return None
    return agent, subject


def _agent(scene: Scene, end: int) -> SideMention | None:
    """Return who stands behind "by": was condemned by France."""
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] == "by"), None)
    agent = None if by is None or SIDE in scene.tokens[end:by] else find_target(scene, by + 1, _OBJECT)
    return None if agent is None or not _CROWDS.isdisjoint(scene.tokens[end : agent.first]) else agent


def _undergoes(scene: Scene, subject: SideMention, start: int, end: int, behind: frozenset[str]) -> bool:
    """Tell whether a verb may have the subject of its passive as its object: was given tanks, were freed."""
    if "prisoner" in behind:
        beside = scene.tokens[max(0, subject.first - 2) : start]
        return any(word.isdigit() or word in CAPTIVES for word in beside)
    if "person" in behind:
        return is_person(scene, subject, PEOPLE)
    kinds = behind & THINGS.keys()
    return not kinds or any(not THINGS[kind].isdisjoint(scene.tokens[end : end + BY]) for kind in kinds)


def _handed(scene: Scene, start: int, end: int, behind: frozenset[str]) -> Parties | None:
    """Return who hands what a passive is about to whom: was extradited to Spain by Cuba, from Cuba to Spain."""
    to, source = (_behind(scene, end, lead) for lead in (("to",), ("by", "from")))
    if "to" not in behind or to is None or source is None or source.first == to.first:
        return None
    kinds, said = behind & THINGS.keys(), scene.tokens[max(0, start - BY) : start]
    fits = not kinds or any(not THINGS[kind].isdisjoint(said) for kind in kinds)
    return (source, to) if fits else None


def _behind(scene: Scene, end: int, leads: tuple[str, ...]) -> SideMention | None:
    """Return the side just behind a preposition near the end of a participle."""
    near = [one for one in scene.mentions if end < one.at <= end + 2 * BY]
    before = ((one, {*scene.tokens[max(end, one.first - 2) : one.first]}) for one in near)
    return next((one for one, words in before if not words.isdisjoint(leads)), None)
