"""Who does to whom what a passive verb tells: was expelled by, was denied a loan by, was imposed on, fired by."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.frames import LEADS, is_done_by, is_unlike
from dyadwire.transforms.text.decide.acts.deeds.subjects import ADVERBS, AUXILIARIES, FINITE, find_subject
from dyadwire.transforms.text.decide.acts.deeds.table import Parties, Verb
from dyadwire.transforms.text.decide.acts.deeds.targets import find_target
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention, words_of
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE

BY = 5  # tokens between a participle and "by"
NEAR = 2  # tokens between whom something is done to and a participle without "was": a trawler sunk by
NEGATIONS = words_of("not n't never neither nor hardly barely scarcely may might could can cannot should must would")
_REFUSED = words_of("denied refused")
_AWAY = words_of("banned barred deported evicted excluded expelled")
_NO_PHRASE = CLOSES | PREPOSITIONS | FINITE | ADVERBS | AUXILIARIES
_AREA = PREPOSITIONS | words_of("and as because but soil this when while")  # behind it; no Paris Games
# Behind who hits: was hit by an Iranian missile, not by a Chinese slowdown.
_BLOWS = words_of(
    "artillery bomb bombs cyberattack cyberattacks drone drones fire forces gunfire hackers jets shell shells "
    "shelling troops warplanes"
)


def is_undergone(scene: Scene, end: int, before: list[str], verb: Verb) -> bool:
    """Tell a participle that ends before a place from a past tense, by what is `before` it and who follows "by"."""
    by = scene.tokens[end : end + 1] == ["by"]
    return by or not BE.isdisjoint(before) or _led(scene, end, verb) is not None


def read_undergone(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Parties | None:
    """Return who does what a participle tells that stands from `at` to `end`, and to whom; None where not plain."""
    if not NEGATIONS.isdisjoint(scene.tokens[max(0, at - 2) : at]):
        return None
    if led := _led(scene, end, verb):
        return led
    passive = not BE.isdisjoint(scene.tokens[max(0, at - 3) : at])
    return _passive(scene, at, end, verb, asked) if passive else _participle(scene, at, end, verb)


def _passive(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Parties | None:
    """Return who does what was done, and to whom: was expelled by, was denied a loan by."""
    by = _by(scene, at, end)
    agent = find_target(scene, by + 1, verb.plain()) if by else _left(scene, at, end, verb)
    if agent is None:
        return None
    start = start_of_passive(scene, at)
    if start is None or not _undergoes(scene, at, verb, agent):
        return None
    subject = find_subject(scene, start, asked)
    fits = subject and (scene.tokens[at] in _REFUSED | _AWAY or not is_unlike(verb, scene.tokens[subject.at + 1 : at]))
    return (agent, subject) if subject and fits and is_done_by(scene, agent, agent.last + BY, verb) else None


def start_of_passive(scene: Scene, at: int) -> int | None:
    """Return where "has been" before a participle begins; None where words there say that nothing was done."""
    start = at
    while start and (scene.tokens[start - 1] in AUXILIARIES or scene.tokens[start - 1].endswith("ly")):
        start -= 1
    return start if NEGATIONS.isdisjoint(scene.tokens[max(0, start - 2) : at]) else None


def _left(scene: Scene, at: int, end: int, verb: Verb) -> SideMention | None:
    """Return who lets nobody in, or sends somebody away: were barred from Somalia, were deported from Germany."""
    if scene.tokens[at] not in _AWAY or scene.tokens[end : end + 1] != ["from"]:
        return None
    area, agent = _AREA | verb.kinds.beside["zone"], find_target(scene, end + 1, verb.plain())
    beside = scene.tokens[agent.last + 1 : agent.last + 2] if agent else []
    return agent if not any(word.isalpha() and word not in area for word in beside) else None


def _by(scene: Scene, at: int, end: int) -> int:
    """Return the token of "by", or of "from" behind what was refused; 0 where a side parts it from its verb."""
    leads = ("by", "from") if scene.tokens[at] in _REFUSED else ("by",)
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] in leads), 0)
    return 0 if SIDE in scene.tokens[end:by] else by


def _undergoes(scene: Scene, at: int, verb: Verb, agent: SideMention) -> bool:
    """Tell a verb whose subject undergoes it where it is passive: was expelled, was refused, was hit by missiles."""
    if "object" in verb.behind or scene.tokens[at] in _REFUSED | _AWAY:
        return True
    blows = _BLOWS | verb.kinds.beside["blow"] | verb.kinds.beside["missile"]
    return "site" in verb.behind and not blows.isdisjoint(scene.tokens[agent.at + 1 : agent.last + 1 + BY])


def _led(scene: Scene, end: int, verb: Verb) -> Parties | None:
    """Return who does what a participle tells that ends before a place, and to whom: imposed on Belarus by Canada."""
    if LEADS.isdisjoint(verb.behind):
        return None
    target = find_target(scene, end, verb.without_object())
    by = target.last + 1 if target else 0
    agent = find_target(scene, by + 1, verb.plain()) if target and scene.tokens[by : by + 1] == ["by"] else None
    if agent is None and scene.tokens[end : end + 1] == ["by"]:
        agent = find_target(scene, end + 1, verb.plain())  # imposed by Canada on Belarus
        target = find_target(scene, agent.last + 1, verb.without_object()) if agent else None
    return (agent, target) if agent and target else None


def _participle(scene: Scene, at: int, end: int, verb: Verb) -> Parties | None:
    """Return who does what a participle tells that its noun is just before, and to whom: ships seized by Iran."""
    agent = find_target(scene, end + 1, verb.plain()) if "object" in verb.behind else None
    back = next((one for one in range(at - 1, max(-1, at - 2 - NEAR), -1) if scene.tokens[one] == SIDE), None)
    if agent is None or back is None or not _is_phrase(scene.tokens[back + 1 : at]):
        return None
    if is_unlike(verb, scene.tokens[back + 1 : at]) or not is_done_by(scene, agent, agent.last + BY, verb):
        return None
    noun = next((one for one in scene.mentions if one.at == back), None)
    return (agent, noun) if noun else None


def _is_phrase(between: list[str]) -> bool:
    return _NO_PHRASE.isdisjoint(between) and all(word.isalpha() and not word.endswith("ly") for word in between)
