"""Who does to whom what a passive verb tells: was expelled by, was denied a loan by, was imposed on, fired by."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deed_frames import LEADS, MUST, is_done_by, is_unlike
from dyadwire.transforms.text.decide.acts.deed_subjects import ADVERBS, AUXILIARIES, FINITE, find_subject
from dyadwire.transforms.text.decide.acts.deed_targets import find_target
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention, words_of
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE

BY = 5  # tokens between a participle and "by"
NEAR = 2  # tokens between whom something is done to and a participle without "was": a trawler sunk by
NEGATIONS = frozenset(("not", "n't", "never", "may", "might", "could", "can", "should", "must", "would"))
Doing = tuple[SideMention, SideMention]  # who does something, and to whom
_OBJECT = frozenset(("object",))
_REFUSED = words_of("denied refused")
_AWAY = words_of("banned barred deported evicted excluded expelled")
_AREA = PREPOSITIONS | MUST["zone"] | words_of("and as because but soil this when while")  # behind it; no Paris Games
# Behind who hits: was hit by an Iranian missile, not by a Chinese slowdown.
_BLOWS = (
    MUST["blow"]
    | MUST["missile"]
    | words_of(
        "artillery bomb bombs cyberattack cyberattacks drone drones fire forces gunfire hackers jets shell shells "
        "shelling troops warplanes"
    )
)


def is_undergone(scene: Scene, end: int, before: list[str], behind: frozenset[str]) -> bool:
    """Tell a participle that ends before a place from a past tense, by what is `before` it and who follows "by"."""
    by = scene.tokens[end : end + 1] == ["by"]
    return by or not BE.isdisjoint(before) or _led(scene, end, behind) is not None


def read_undergone(scene: Scene, at: int, end: int, behind: frozenset[str], speech: frozenset[str]) -> Doing | None:
    """Return who does what a participle tells that stands from `at` to `end`, and to whom; None where it is not plain.

    `behind` is where the verb has whom it is done to, in the words of the table of deeds; `speech` are words of speech.
    """
    if not NEGATIONS.isdisjoint(scene.tokens[max(0, at - 2) : at]):
        return None
    if led := _led(scene, end, behind):
        return led
    passive = not BE.isdisjoint(scene.tokens[max(0, at - 3) : at])
    return _passive(scene, at, end, behind, speech) if passive else _participle(scene, at, end, behind)


def _passive(scene: Scene, at: int, end: int, behind: frozenset[str], speech: frozenset[str]) -> Doing | None:
    """Return who does what was done, and to whom: was expelled by, was denied a loan by."""
    by = _by(scene, at, end)
    agent = find_target(scene, by + 1, _OBJECT) if by else _left(scene, at, end)
    if agent is None:
        return None
    start = at
    while start and (scene.tokens[start - 1] in AUXILIARIES or scene.tokens[start - 1].endswith("ly")):
        start -= 1
    if not NEGATIONS.isdisjoint(scene.tokens[max(0, start - 2) : at]) or not _undergoes(scene, at, behind, agent):
        return None
    subject = find_subject(scene, start, speech)
    fits = subject and (
        scene.tokens[at] in _REFUSED | _AWAY or not is_unlike(behind, scene.tokens[subject.at + 1 : at])
    )
    return (agent, subject) if subject and fits and is_done_by(scene, agent, agent.last + BY, behind) else None


def _left(scene: Scene, at: int, end: int) -> SideMention | None:
    """Return who lets nobody in, or sends somebody away: were barred from Somalia, were deported from Germany."""
    if scene.tokens[at] not in _AWAY or scene.tokens[end : end + 1] != ["from"]:
        return None
    agent = find_target(scene, end + 1, _OBJECT)
    beside = scene.tokens[agent.last + 1 : agent.last + 2] if agent else []
    return agent if not any(word.isalpha() and word not in _AREA for word in beside) else None


def _by(scene: Scene, at: int, end: int) -> int:
    """Return the token of "by", or of "from" behind what was refused; 0 where a side parts it from its verb."""
    leads = ("by", "from") if scene.tokens[at] in _REFUSED else ("by",)
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] in leads), 0)
    return 0 if SIDE in scene.tokens[end:by] else by


def _undergoes(scene: Scene, at: int, behind: frozenset[str], agent: SideMention) -> bool:
    """Tell a verb whose subject undergoes it where it is passive: was expelled, was refused, was hit by missiles."""
    if "object" in behind or scene.tokens[at] in _REFUSED | _AWAY:
        return True
    return "site" in behind and not _BLOWS.isdisjoint(scene.tokens[agent.at + 1 : agent.last + 1 + BY])


def _led(scene: Scene, end: int, behind: frozenset[str]) -> Doing | None:
    """Return who does what a participle tells that ends before a place, and to whom: imposed on Belarus by Canada."""
    if not LEADS & behind:
        return None
    target = find_target(scene, end, behind - _OBJECT)
    by = target.last + 1 if target else 0
    agent = find_target(scene, by + 1, _OBJECT) if target and scene.tokens[by : by + 1] == ["by"] else None
    if agent is None and scene.tokens[end : end + 1] == ["by"]:
        agent = find_target(scene, end + 1, _OBJECT)  # imposed by Canada on Belarus
        target = find_target(scene, agent.last + 1, behind - _OBJECT) if agent else None
    return (agent, target) if agent and target else None


def _participle(scene: Scene, at: int, end: int, behind: frozenset[str]) -> Doing | None:
    """Return who does what a participle tells that its noun is just before, and to whom: ships seized by Iran."""
    agent = find_target(scene, end + 1, _OBJECT) if "object" in behind else None
    back = next((one for one in range(at - 1, max(-1, at - 2 - NEAR), -1) if scene.tokens[one] == SIDE), None)
    if agent is None or back is None or not _is_phrase(scene.tokens[back + 1 : at]):
        return None
    if is_unlike(behind, scene.tokens[back + 1 : at]) or not is_done_by(scene, agent, agent.last + BY, behind):
        return None
    noun = next((one for one in scene.mentions if one.at == back), None)
    return (agent, noun) if noun else None


def _is_phrase(between: list[str]) -> bool:
    parts = CLOSES | PREPOSITIONS | FINITE | ADVERBS | AUXILIARIES
    return parts.isdisjoint(between) and all(word.isalpha() and not word.endswith("ly") for word in between)
