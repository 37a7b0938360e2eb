"""What somebody says that another should do: Egypt should return the stones, Sudan said; Iran said Israel must pay."""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import list_of
from dyadwire.transforms.text.figures.function_words import words_of

_SHOULD = words_of("must should ought")
_PLACES = PREPOSITIONS - {"by", "for", "of"}  # before who does not speak himself: along with Sudan
_OTHERS = words_of("he she it they") | {SIDE}  # who speaks behind another: concern about U.S. moves, he said
_SPEAKS = 6  # tokens at most from who speaks to the verb of speech: Sudan's culture minister said


def read_demands(scene: Scene) -> Iterator[tuple[SideMention, SideMention, int]]:
    """Yield who says that a side should do something, and that, with the token that tells it."""
    for one in scene.mentions:
        speaker = next((two for two in scene.mentions if speaks(scene, two)), None) if is_asked(scene, one) else None
        if speaker is not None and speaker.side.code not in list_of(scene, one) and one.at == one.last:
            yield speaker, one, one.last + 1


def is_asked(scene: Scene, one: SideMention) -> bool:
    """Tell a side that should do something; not one that should have done it, nor what of it should: exports to it."""
    is_told = scene.stem_at(one.last + 1) in _SHOULD and "have" not in scene.tokens[one.last + 2 : one.last + 4]
    return is_told and lead_of(scene, one.first) not in PREPOSITIONS


def speaks(scene: Scene, one: SideMention) -> bool:
    """Tell a side with a verb of speech behind it or, as headlines and quotations have it, just before it."""
    apart = scene.tokens[max(0, one.at - 1)] == ","  # strikes on Gaza, Egypt said: no list, as one would have "and"
    if lead_of(scene, one.first) in _PLACES and not apart:
        return False
    behind = scene.tokens[one.at + 1 : one.at + 1 + _SPEAKS]
    behind = behind[: next((at for at, word in enumerate(behind) if word in _OTHERS), _SPEAKS)]
    return not scene.lists["say"].isdisjoint((*behind, *scene.tokens[max(0, one.at - 2) : one.at]))
