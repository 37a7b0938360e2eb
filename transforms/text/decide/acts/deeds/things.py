"""What a deed is done with, where its verb alone does not tell its code: whoever sends arms gives aid, troops no."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.table import Verb
from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, OWNING

GIVEN = 6  # tokens behind whom somebody gives something in which it stands: gave Nepal two million doses
PARTICLES = frozenset(("back", "over"))  # that may stand behind the object of their verb


def is_with_thing(scene: Scene, end: int, target: SideMention, lead: str, verb: Verb) -> bool:
    """Tell whether a verb that ends before a place has what it is asked for, before its target or behind its object."""
    asked = verb.asked(verb.kinds.given)
    if not asked:
        return True
    said = {*scene.tokens[end : target.first]} | ({*_behind(scene, target)} if lead == "object" else set())
    if "force" in verb.behind or scene.tokens[end - 1] in PARTICLES:
        said |= {*scene.tokens[max(0, end - GIVEN) : end]}  # the troops that leave, gave statues back
    return any(not words.isdisjoint(said) for words in asked)


def _behind(scene: Scene, target: SideMention) -> list[str]:
    """Return the words behind whom something is done to, up to the end of the clause."""
    words = scene.tokens[target.last + 1 : target.last + 1 + GIVEN]
    return words[: next((at for at, word in enumerate(words) if word in CLOSES or word == "."), len(words))]


def is_person(scene: Scene, target: SideMention, people: frozenset[str], start: int = 0) -> bool:
    """Tell a target that is a person, or holds an office: received Merz, received the Iranian foreign minister.

    What says so stands from `start` on, where a verb ends that has the target behind it.
    """
    if scene.stem_at(target.last + 1) in OWNING:
        return False  # welcomed Mr Reagan's announcement
    beside = {*scene.tokens[max(start, target.first - 3) : target.first], *_behind(scene, target)[:4]}
    return target.side.kind in people or not scene.lists["office"].isdisjoint(beside)
