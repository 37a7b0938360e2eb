"""Which pairs of a sentence stand in a relation, and who acts on whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from transforms.text.dyads.cooccur import Group, Scene

FORWARD, BACK, MUTUAL = "forward", "back", "mutual"

_N = "[sgCP]"  # words that carry nothing here: names, offices, adjectives


class Link(NamedTuple):
    """Two countries that a sentence relates, in the order of the sentence, and the direction between them."""

    one: str
    other: str
    direction: str


_COMPOUND = re.compile(r"-\Z")
_BETWEEN = re.compile(rf"B{_N}{{0,4}}\Z")
_BOND_BEFORE = re.compile(rf"[TM]{_N}{{0,3}}[oAB]{_N}{{0,4}}\Z")
_LEFT_FRAME = re.compile(rf"[NDT]{_N}{{0,2}}([fbodwai])?{_N}{{0,2}}\Z")
_PREPOSED = re.compile(rf"{_N}{{0,4}}([dwaofb])[gC]{{0,3}}\Z")
_NOUN_LINK = re.compile(rf"[-H]{{0,2}}{_N}{{0,4}}([NDT])[^XVMWS;k,]{{0,4}}([dwaofib])[gC]{{0,4}}\Z")
_NOUN_END = re.compile(rf"([TN]){_N}{{0,2}}([wdaf])[gC]{{0,3}}\Z")
_STACKED = re.compile(r"s?[gC]{0,1}\Z")
_NOUN_AFTER = re.compile(r"[sgC]{0,2}([NDT])")
_PASSIVE = re.compile(r"(?:[VD]|eg)[^X]{0,4}b[gC]{0,3}\Z")
_SAID_OF = re.compile(r"S(?:d[gC])?[gCt]{0,3}\Z")
_WITH = re.compile(r"(?<!L)([wa])[gC]{0,4}\Z")
_COMPARED = re.compile(rf"K{_N}{{0,4}}\Z")
_PLACE = re.compile(r"i[gC]{0,3}\Z")
_APPOSITION = re.compile(r",[^,]*X[^,]*,")
_SECOND_VERB = re.compile(r"\A[^X]*[VWMS][^X]*X.*c[eg]{0,3}([VWMDS])")
_STARTS_OTHER_VERB = re.compile(r"\A[gC]{0,3},?c[eg]{0,3}[VWMS]")
_FROM_TO = re.compile(r"[VDN][^X]*X[^VWMSX;k,]{0,6}[daf][gC]{0,3}\Z")


def relate(scene: Scene) -> Iterator[Link]:
    """Yield the related pairs of a scene; a pair may come twice, the surer reading first within one link."""
    code, groups = scene
    if "Z" in code:
        return
    for number, group in enumerate(groups):
        after = code[group.last + 1 : groups[number + 1].first + 1 if number + 1 < len(groups) else len(code)]
        if len(group.members) > 1 and _is_mutual(code, group, after):
            yield from (Link(one, other, MUTUAL) for one, other in combinations(group.members, 2))
    for one, other in combinations(groups, 2):
        direction = _link(code, one, other)
        if direction:
            yield from (Link(a, b, direction) for a in one.members for b in other.members if a != b)


def _is_mutual(code: str, group: Group, after: str) -> bool:
    """Tell "France and Italy agreed" from a list."""
    inside = code[group.first + 1 : group.last]
    before = code[: group.first]
    if _COMPOUND.match(inside) or _BETWEEN.search(before) or _BOND_BEFORE.search(before):
        return True
    clause = re.split("[;ku]", after, maxsplit=1)[0]
    if re.search(r"[wa][gC]{0,4}X\Z", clause):
        return False
    return bool(re.search("[MTJ]", clause)) or "J" in inside


def _link(code: str, one: Group, other: Group) -> str | None:
    """Return the direction of the link between two groups; None where nothing links them."""
    gap = code[one.last + 1 : other.first]
    before, after = code[: one.first], code[other.last + 1 :]
    if "X" in gap:
        return _distant(_APPOSITION.sub(",", gap))
    if _COMPOUND.match(gap):
        return None if after.startswith("P") else MUTUAL
    return _by_noun(before, gap, after) or _by_verb(before, gap)


def _by_noun(before: str, gap: str, after: str) -> str | None:
    """Read "A's aid to B", "aid from A to B", "US China policy", "… ties with B"."""
    if found := _NOUN_LINK.match(gap):
        return MUTUAL if found[1] == "T" else FORWARD
    if (found := _PREPOSED.match(gap)) and (frame := _LEFT_FRAME.search(before)):
        if frame[0][0] == "T":
            return MUTUAL
        return BACK if found[1] in "bf" or frame[1] in ("d", "a") else FORWARD
    if found := _NOUN_END.search(gap):
        return MUTUAL if found[1] == "T" else FORWARD
    if _STACKED.match(gap) and (found := _NOUN_AFTER.match(after)):
        return MUTUAL if found[1] == "T" else FORWARD
    return None


def _by_verb(before: str, gap: str) -> str | None:
    """Read "A accused B", "A was hit by B", "A said B …"."""
    if re.search("[;k]", gap) or _COMPARED.search(gap) or _STARTS_OTHER_VERB.match(gap):
        return None
    if _PASSIVE.search(gap):
        return BACK
    if "M" in gap:
        return MUTUAL
    if "W" in gap:
        return BACK
    if re.search("[VDH]", gap):
        return FORWARD
    if found := _WITH.search(gap):
        return FORWARD if found[1] == "a" else MUTUAL
    return FORWARD if _SAID_OF.search(gap) else None


def _distant(gap: str) -> str | None:
    """Read a link across a third country."""
    if "X" not in gap:
        return _by_noun("", gap, "") or _by_verb("", gap)
    if re.search("[;k]", gap) or _COMPARED.search(gap):
        return None
    if _SECOND_VERB.match(gap):
        return FORWARD
    return FORWARD if _FROM_TO.match(gap) else None
