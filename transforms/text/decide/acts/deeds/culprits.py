"""Whom somebody says to have done something: said Indian agents were behind the shooting, said Iran was to blame."""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.listed_sides import first_of, sides_of
from dyadwire.transforms.text.decide.acts.deeds.passives import NEGATIONS
from dyadwire.transforms.text.decide.acts.deeds.subjects import find_subject
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE, words_of

CLAIM = 8  # tokens at most from a verb of speech to whom it is said of
NOUN = 3  # and from that side to "was"
_BLAME = (("behind",), ("responsible", "for"), ("to", "blame"), ("guilty", "of"))
BLAMES = frozenset(word for led in _BLAME for word in led) - {"for", "of", "to"}  # one of them stands in each
_NOT_SO = NEGATIONS | words_of("if whether")

Said = tuple[frozenset[str], frozenset[str], int]  # who, of whom, the token


def read_culprits(scene: Scene, asked: Asked) -> Iterator[Said]:
    """Yield who says of whom that he did something, by which token."""
    for at, word in enumerate(scene.tokens):
        if word in BE and any(tuple(scene.tokens[at + 1 : at + 1 + len(led)]) == led for led in _BLAME):
            culprit = _culprit(scene, at)
            says = _says(scene, culprit) if culprit else None
            speaker = find_subject(scene, says, asked) if says is not None else None
            if culprit and speaker and says is not None:
                yield sides_of(scene, speaker), sides_of(scene, culprit), says


def _culprit(scene: Scene, be: int) -> SideMention | None:
    """Return who stands before "was", or whose agents do."""
    near = next((to for to in range(be - 1, max(-1, be - 1 - NOUN), -1) if scene.tokens[to] == SIDE), None)
    if near is None or not CLOSES.isdisjoint(scene.tokens[near:be]):
        return None
    return next((one for one in scene.mentions if one.at == near), None)


def _says(scene: Scene, culprit: SideMention) -> int | None:
    """Return the verb by which somebody says it, with none but a time before whom he says it of."""
    first = first_of(scene, culprit)
    near = range(first - 1, max(-1, first - 1 - CLAIM), -1)
    says = next((to for to in near if scene.tokens[to] in scene.lists["suspect"]), None)
    between = scene.tokens[says + 1 : first] if says is not None else [SIDE]
    return says if SIDE not in between and _NOT_SO.isdisjoint(between) else None
