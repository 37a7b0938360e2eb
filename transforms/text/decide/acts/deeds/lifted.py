"""What a sentence imposes first and then lifts: India, which banned Dutch tea in May, lifted the ban."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.frames import DAYS
from dyadwire.transforms.text.decide.acts.deeds.listed_sides import sides_of
from dyadwire.transforms.text.decide.acts.deeds.subjects import find_subject
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene
from dyadwire.transforms.text.figures.function_words import words_of

NOUN = 3  # tokens behind "the" in which its noun stands: the two-year ban
_TAKES_UP = words_of("the that this those these its")  # before what was told of already
_IT = frozenset(("it", "them"))
_ENDS = words_of("on against for over")  # before of whom another curb is


def read_lifted(scene: Scene, agents: Sequence[frozenset[str]], asked: Asked) -> Iterator[tuple[int, int]]:
    """Yield each verb that lifts what one of some sides imposed by an earlier verb of the sentence.

    `agents` are the sides that impose something, in the order of their verbs. Yields the place of the verb, and which
    of them lifts it.
    """
    ease = scene.lists["ease"]
    for at, word in enumerate(scene.tokens if agents else ()):
        if word not in ease or not _is_curb_before(scene, at + 1):
            continue
        subject = find_subject(scene, at, asked)
        lifts = frozenset[str]() if subject is None else sides_of(scene, subject)
        which = next((which for which, sides in enumerate(agents) if not lifts.isdisjoint(sides)), -1)
        if which >= 0:
            yield at, which


def _is_curb_before(scene: Scene, at: int) -> bool:
    """Tell "the ban", of which nobody says again on whom it is, "it" or "most of them", behind a verb."""
    behind = scene.tokens[at : at + 1 + NOUN]
    if not _IT.isdisjoint(behind[2:3] if behind[1:2] == ["of"] else behind[:1]):
        return True
    noun = next((to for to, word in enumerate(behind) if word in scene.lists["curb"]), 0)
    if noun == 0 or behind[0] not in _TAKES_UP or SIDE in behind[:noun]:
        return False
    lead, led = (*scene.tokens[at + noun + 1 :], "", "")[:2]
    return lead not in _ENDS or led in DAYS or led.isdigit()
