"""What somebody says that he will do, or will not: agreed to take back, refuses to buy, will not sell."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import Scene
from dyadwire.transforms.text.decide.acts.told import is_not_only
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import words_of

ADVERBS = words_of(
    "also again now already then later finally first once still yesterday today since jointly soon both far so"
)
_NEVER = ("not", "never")
_NO_PLANS = (("no", "plan"), ("no", "plans"), ("no", "intention"), ("no", "intentions"))  # before "to"


def promised(scene: Scene, verb: int, code: str) -> tuple[str, int]:
    """Return the code of what a verb tells that tells another where it is done, and the token that tells it.

    Who promises to help agrees, and who will not rejects.
    """
    if (refusal := find_refusal(scene, verb)) >= 0:
        return "REJECT", refusal if scene.tokens[refusal] in scene.lists["refuse"] else verb
    promise = find_promise(scene, verb) if code in COOPERATION else -1
    return (code, verb) if promise < 0 else ("AGREE", promise)


def find_promise(scene: Scene, verb: int) -> int:
    """Return the token that promises what a verb says, as in "agreed to take back"; -1 where none does."""
    return _find_governor(scene, skip_adverbs(scene, verb - 1), scene.lists["promise"])


def find_refusal(scene: Scene, verb: int) -> int:
    """Return the token by which somebody says that he will not do what a verb says; -1 where none does.

    It has the subject before it: refuses to buy, will not sell, has no plans to sell, promised not to sell.
    """
    at = skip_adverbs(scene, verb - 1)
    if at > 1 and scene.tokens[at] == "to" and scene.tokens[at - 1] in _NEVER:
        return at - 2 if scene.tokens[at - 2] in scene.lists["promise"] else -1
    if at > 1 and scene.tokens[at] == "to" and tuple(scene.tokens[at - 2 : at]) in _NO_PLANS:
        return at - 2
    if at >= 1 and scene.tokens[at] in ("won't", "wouldn't"):
        return at
    if at >= 1 and scene.tokens[at] in _NEVER and scene.tokens[at - 1] in ("will", "would"):
        return -1 if is_not_only(scene, at) else at - 1
    refusal = _find_governor(scene, at, scene.lists["refuse"])
    return -1 if scene.tokens[max(0, refusal - 1)] in _NEVER else refusal  # never refused to sell


def _find_governor(scene: Scene, to: int, words: frozenset[str]) -> int:
    """Return the one of some words that leads with "to" to a verb; -1 where another does."""
    return to - 1 if to > 0 and scene.tokens[to] == "to" and scene.tokens[to - 1] in words else -1


def skip_adverbs(scene: Scene, at: int) -> int:
    """Return the token before adverbs that end at a place."""
    while at >= 0 and (scene.tokens[at].endswith("ly") or scene.tokens[at] in ADVERBS):
        at -= 1
    return at
