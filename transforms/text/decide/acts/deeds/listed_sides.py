"""Which sides a mention stands for: the list that it stands in, or itself where a comma parts clauses."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import OWNING, list_of

_AFTER_ONE = (",", *OWNING)  # behind a side that begins no list


def first_of(scene: Scene, mention: SideMention) -> int:
    """Return where the list of a side begins, or itself where only commas join it: if Iran attacks Israel, the US …"""
    inside = scene.tokens[mention.first : mention.last + 1]
    return mention.at if {"and", "or", "&"}.isdisjoint(inside) else mention.first


def sides_of(scene: Scene, mention: SideMention) -> frozenset[str]:
    """Return the codes of the list that a side stands in, or its own where a comma parts clauses, as in "warned Russia,
    and France".

    Headlines begin with lists without "and", and nothing stands between "the two countries".
    """
    inside, end = scene.tokens[mention.first : mention.last + 1], mention.last + 1
    touch = mention.last - mention.first + 1 == mention.listed
    if mention.listed > 1 and (touch or not {"and", "or", "&"}.isdisjoint(inside)):
        is_list = mention.listed > 2 or "," not in inside
    else:
        is_list = mention.first == 0 and scene.stem_at(end) not in _AFTER_ONE
    return list_of(scene, mention) if is_list else frozenset((mention.side.code,))
