"""What somebody says that he will do, or will not: agreed to take back, refuses to buy, will not sell."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import Scene
from dyadwire.transforms.text.figures.function_words import words_of

ADVERBS = words_of("also again now already then later finally first once still yesterday today since jointly soon both")
REFUSES = words_of("decline declined declines declining refuse refused refuses refusing")  # before to and a verb


def find_promise(scene: Scene, verb: int) -> int:
    """Return the token that promises what a verb says, as in "agreed to take back"; -1 where none does."""
    at = skip_adverbs(scene, verb - 1)
    return at - 1 if at > 0 and scene.tokens[at] == "to" and scene.tokens[at - 1] in scene.lists["promise"] else -1


def find_refusal(scene: Scene, verb: int) -> int:
    """Return the token by which somebody says that he will not do what a verb says; -1 where none does.

    It has the subject before it: refuses to buy, will not sell.
    """
    at = skip_adverbs(scene, verb - 1)
    if at < 1:
        return -1
    if scene.tokens[at] == "to" and scene.tokens[at - 1] in REFUSES:
        return at - 1
    if scene.tokens[at] in ("won't", "wouldn't"):
        return at
    return at - 1 if scene.tokens[at] in ("not", "never") and scene.tokens[at - 1] in ("will", "would") else -1


def skip_adverbs(scene: Scene, at: int) -> int:
    """Return the token before adverbs that end at a place."""
    while at >= 0 and (scene.tokens[at].endswith("ly") or scene.tokens[at] in ADVERBS):
        at -= 1
    return at
