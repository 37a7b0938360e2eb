"""Which word of a sentence tells an act, and whether it says that the act was done, is planned, or was not done."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from dyadwire.transforms.text.decide.act_scene import Scene, words_of

DONE, PLANNED, DENIED = "done", "planned", "denied"
# What speaks for a word beside its own weight: being a verb, and against it each token that it is away from a side.
VERB, AWAY = 0.3, 0.02
REACH = 4  # tokens before the word of an act that say whether it was done
_NEGATIONS = words_of("not n't never denied denies deny no without cannot can't didn't doesn't won't wouldn't")
_AHEAD = words_of(
    "will would shall should may might could plan plans planned planning intend intends intended expected "
    "expects set scheduled due propose proposes proposed wants want considering considers next threatened "
    "threatens seeks if"
)
_YET = words_of("are is was were be likely poised ready")  # before "to": is to meet


def find_trigger(scene: Scene, code: str, sides: tuple[int, ...], weights: Mapping[str, float]) -> int | None:
    """Return the token that tells an act of this code, else of any; None where none does.

    Of several it is the one that speaks most for the code by the weights of `act_code`, a verb and near to the sides.
    """
    ranked: list[tuple[bool, float, int]] = []
    for at, codes in scene.acts:
        speaks = weights.get(f"{code}|w {scene.stems[at]}", 0.0) + VERB * codes[0].endswith("verb")
        ranked.append((not _tells(codes, code), AWAY * _distance(at, sides) - speaks, at))
    return min(ranked)[2] if ranked else None


def _tells(codes: tuple[str, ...], code: str) -> bool:
    return any(one.startswith(f"{code} ") for one in codes)


def _distance(at: int, sides: tuple[int, ...]) -> int:
    return sum(abs(at - side) for side in sides)


def time_of(scene: Scene, trigger: int | None) -> str:
    """Tell whether an act is told as done, planned or denied, by the words before its own."""
    if trigger is None:
        return DONE
    before = scene.tokens[max(0, trigger - REACH) : trigger]
    if not _NEGATIONS.isdisjoint(before):
        return DENIED
    is_yet = any(one in _YET and other == "to" for one, other in pairwise(before))
    return PLANNED if is_yet or not _AHEAD.isdisjoint(before) else DONE
