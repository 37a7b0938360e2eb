"""Who does a deed together: the list that a side stands in, or two of whom one is the counterpart of the other."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, OWNING, list_of
from dyadwire.transforms.text.figures.function_words import POSSESSIVES, words_of

_COUNTERPARTS = words_of("counterpart counterparts")
_WHOSE = 2  # tokens of "and her" before the second of the two


def partner_of(scene: Scene, mention: SideMention) -> SideMention | None:
    """Return who stands before "and her … counterpart", where a side is that counterpart, or the name of him."""
    at, tokens = mention.at, scene.tokens
    if at > 1 and tokens[at - 1] in _COUNTERPARTS:
        at -= 2
    elif _COUNTERPARTS.isdisjoint(tokens[at + 1 : at + 2]):
        return None
    lead = tokens[max(0, at - _WHOSE) : at]
    if tokens[at] != SIDE or lead[:1] != ["and"] or POSSESSIVES.isdisjoint(lead):
        return None
    first = next((one for one in reversed(scene.mentions) if one.at < at - _WHOSE), None)
    return first if first and CLOSES.isdisjoint(tokens[first.at : at - _WHOSE]) else None


def sides_of(scene: Scene, mention: SideMention) -> frozenset[str]:
    """Return the codes of the list that a side stands in, or its own where a comma parts clauses, as in "warned Russia,
    and France".

    Headlines begin with lists without "and".
    """
    if (partner := partner_of(scene, mention)) is not None:
        return frozenset((partner.side.code, mention.side.code))
    inside, end = scene.tokens[mention.first : mention.last + 1], mention.last + 1
    if mention.listed > 1 and not {"and", "or", "&"}.isdisjoint(inside):
        is_list = mention.listed > 2 or "," not in inside
    else:
        is_list = mention.first == 0 and scene.tokens[end : end + 1] not in ([","], *([one] for one in OWNING))
    return list_of(scene, mention) if is_list else frozenset((mention.side.code,))
