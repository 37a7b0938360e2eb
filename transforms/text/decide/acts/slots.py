"""Which part a side plays of a word that tells an act: who does it, whom it is done to, or what a preposition says."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene
from dyadwire.transforms.text.figures.function_words import words_of

AGENT, OBJECT, FAR = "agent", "object", "far"
NOUN_REACH = 4  # tokens that may stand between a side and the noun that it owns: South Korea's first large attack
_CLAUSES = words_of(
    "that which who whom while after before as than if because when where whether although though but ; : "
    "since until unless"
)
_PREPOSITIONS = {
    preposition: group
    for group, prepositions in {
        "on": "on against upon over",
        "to": "to toward towards into onto",
        "in": "in at within near",
        "for": "for about",
        "with": "with between among across",
        "from": "from off",
        "of": "of",
        "by": "by",
    }.items()
    for preposition in prepositions.split()
}
_COPULAS = words_of("was were been being be is are got get gets")
_ADVERBS = words_of("not also already now later")
_PARTICIPLES = ("ed", "en", "wn", "old", "ade", "t")


def slot_of(scene: Scene, side: int, at: int, part: str) -> str:
    """Return the part that a side (its token) plays of the word at a place, a verb or a noun."""
    known = scene.slots.get((side, at, part))
    if known is None:
        known = scene.slots[side, at, part] = _slot(scene, side, at, part)
    return known


def _slot(scene: Scene, side: int, at: int, part: str) -> str:
    low, high = min(side, at), max(side, at)
    between = scene.tokens[low + 1 : high]
    if not _CLAUSES.isdisjoint(between):
        return FAR
    over = "v" if any(low < verb < high for verb in scene.verbs) else ""
    lead = _PREPOSITIONS.get(lead_of(scene, side), "")
    if part == "noun":
        return _before_noun(between, lead, over) if side < at else _behind(between, lead, over, "after")
    passive = is_passive(scene, at)
    if side < at:
        return f"pre {lead}" if lead not in ("", "of") else (OBJECT if passive else AGENT) + over
    if lead == "by":
        return AGENT if passive else "by"
    return _behind(between, lead, over, "by-object" if passive else OBJECT)


def _before_noun(between: list[str], lead: str, over: str) -> str:
    if len(between) <= NOUN_REACH and not over and _PREPOSITIONS.keys().isdisjoint(between):
        return AGENT
    return f"pre {lead}" if lead not in ("", "of") else "subject"


def _behind(between: list[str], lead: str, over: str, bare: str) -> str:
    return (lead or bare) + (over or ("X" if SIDE in between else ""))


def is_passive(scene: Scene, at: int) -> bool:
    """Tell whether a verb is passive: was sharply criticised, or criticised by.

    >>> from dyadwire.transforms.text.decide.acts.scene import NO_WORDS
    >>> def passive(text): return is_passive(Scene(text, 0, len(text), (), NO_WORDS), len(text.split()) - 2)
    >>> passive("they were not attacked yesterday"), passive("a plan attacked by"), passive("they are attacking it")
    (True, True, False)
    """
    token = scene.tokens[at]
    if token.endswith("ing"):
        return False
    for before in reversed(scene.tokens[max(0, at - 3) : at]):
        if before in _COPULAS:
            return True
        if not before.endswith("ly") and before not in _ADVERBS:
            break
    return scene.tokens[at + 1 : at + 2] == ["by"] and token.endswith(_PARTICIPLES)
