"""What somebody says that another should do: Egypt should return the stones, Sudan said; Iran said Israel must pay."""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.subjects import find_subject
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import list_of
from dyadwire.transforms.text.figures.function_words import words_of

SHOULD = words_of("must should ought")
SAYS = words_of("added argued declared insisted said says stated stressed told tweeted wrote")
_QUOTES = words_of('“ ”  "')
_PARTS = PREPOSITIONS | {SIDE}
LAST = 12  # tokens at most of ", Sudan's culture minister said on Monday" at the end
THAT = 6  # and between a verb of speech and whom it says should do something


def read_demands(scene: Scene, asked: Asked) -> Iterator[tuple[SideMention, SideMention, int]]:
    """Yield who says that a side should do something, and that, with the token that tells it."""
    if SHOULD.isdisjoint(scene.tokens) or SAYS.isdisjoint(scene.tokens):
        return
    for one in scene.mentions:
        at = one.last + 1
        if scene.lower_at(at) not in SHOULD or scene.tokens[at + 1 : at + 2] == ["have"] or one.at != one.last:
            continue
        speaker = _speaker_before(scene, one, asked) or _speaker_behind(scene, one, at)
        if speaker is not None and speaker.side.code not in list_of(scene, one):
            yield speaker, one, at


def _speaker_before(scene: Scene, one: SideMention, asked: Asked) -> SideMention | None:
    near = range(one.first - 1, max(0, one.first - 1 - THAT), -1)
    said = next((at for at in near if scene.tokens[at] in SAYS), None)
    if said is None or not _PARTS.isdisjoint(scene.tokens[said : one.first]):
        return None
    return find_subject(scene, said, asked)


def _speaker_behind(scene: Scene, one: SideMention, at: int) -> SideMention | None:
    """Return who stands behind the last comma with a verb of speech, of what the sentence opens with."""
    if one.first > 1 and scene.tokens[one.first - 1] not in _QUOTES:
        return None
    comma = next((to for to in range(len(scene.tokens) - 1, at, -1) if scene.tokens[to] == ","), None)
    if comma is None or len(scene.tokens) - comma > LAST or SAYS.isdisjoint(scene.tokens[comma:]):
        return None
    return next((said for said in scene.mentions if said.at > comma), None)
