"""Which pairs of a sentence stand in a relation, and who acts on whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from transforms.text.dyads import patterns as shape
from transforms.text.dyads.cooccur import Group, Scene

FORWARD, BACK, MUTUAL = "forward", "back", "mutual"
BOTH = "both"  # mutual, whatever else the sentence says of the two
# What no sentence of news needs, and noise must not spend: groups between two that are linked, words between them, and
# words beside them.
_REACH, _FAR, _CONTEXT = 6, 80, 24

_CLAUSES: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (shape.PASSIVE, BACK),
    (shape.COMES_FROM, BACK),
    (shape.HELD_IN, BACK),
    (shape.MET_SOMEWHERE, None),
    (shape.MUTUAL_VERB, MUTUAL),
    (shape.RECEIVES, BACK),
    (shape.ACT, FORWARD),
    (shape.MOVED, FORWARD),
    (shape.WENT, FORWARD),
    (shape.HIT_INSIDE, FORWARD),
    (shape.AGAINST, FORWARD),
    (shape.WITH, MUTUAL),
    (shape.COPULA, MUTUAL),
    (shape.STANCE, FORWARD),
    (shape.SAID_OF, FORWARD),
)
_START = 6  # letters before a subject
_ALONE = 2  # countries in a sentence about one pair


class Link(NamedTuple):
    """Two countries that a sentence relates, in the order of the sentence, and the direction between them."""

    one: str
    other: str
    direction: str


def relate(scene: Scene, leads: bool) -> Iterator[Link]:
    """Yield the related pairs of a scene, in the order of the sentence; a pair may come twice.

    Where the sentence leads an article, two that act jointly are its matter; further down they may be bystanders.
    """
    code, groups, told = scene
    if shape.SPORT in code and (shape.PLAYER.search(code) or not shape.BOND.search(code)):
        return
    yield from _within(scene, leads)
    alone = len({iso3 for group in groups for iso3 in group.members}) == _ALONE
    for first, one in enumerate(groups):
        if first and _is_told_of(code, groups[first - 1], one):
            continue
        for second in range(first + 1, min(len(groups), first + 1 + _REACH)):
            other = groups[second]
            direction = _link(code, one, other, groups[first + 1 : second], alone)
            if direction in (None, FORWARD):
                direction = _acts_on_it(told, one, other) or direction
            if direction:
                yield from (Link(a, b, direction) for a in one.members for b in other.members if a != b)


def _within(scene: Scene, leads: bool) -> Iterator[Link]:
    """Yield the pairs that stand together and are related to each other."""
    code, groups, _ = scene
    for number, group in enumerate(groups):
        end = groups[number + 1].first + 1 if number + 1 < len(groups) else len(code)
        if len(group.members) == 1:
            continue
        if _is_mutual(code, group, code[group.last + 1 : end]) or (leads and acts_jointly(code, group)):
            yield from (Link(one, other, BOTH) for one, other in combinations(group.members, 2))


def _is_told_of(code: str, previous: Group, group: Group) -> bool:
    """Tell whether a country only says where or what the previous one is, and so does nothing itself."""
    if shape.WHEREABOUTS.match(code, previous.last + 1, group.first):
        return True
    apposed = shape.APPOSED.match(code, previous.last + 1, group.first)
    return bool(apposed and shape.ALLY_AFTER.match(code, group.last + 1))


def acts_jointly(code: str, group: Group) -> bool:
    """Tell whether two countries, alone in their sentence, are the subject of one act: "Peru and Chile set a date"."""
    if len(group.members) != 2 or code.count("X") != 2 or group.first > shape.JOINT_REACH:
        return False
    before, after = code[: group.first], code[group.last + 1 :]
    return not shape.PRIVATE_BEFORE.search(before) and bool(shape.JOINT.match(after))


def is_place(code: str, group: Group) -> bool:
    """Tell whether a sentence only says that something is in, near or across these countries."""
    return bool(shape.PLACE_BEFORE.search(code, max(0, group.first - _CONTEXT), group.first))


def _is_mutual(code: str, group: Group, after: str) -> bool:
    """Tell "France and Italy agreed" from a list."""
    inside = code[group.first + 1 : group.last]
    before = code[max(0, group.first - _CONTEXT) : group.first]
    if shape.COMPOUND.match(inside):
        return not after.startswith("P")
    if shape.BETWEEN.search(before) or shape.BOND_BEFORE.search(before):
        return True
    if shape.PRIVATE_BEFORE.search(before) or shape.PRIVATE.match(after) or shape.THAN.search(before):
        return False
    clause = shape.CLAUSE_END.split(after, maxsplit=1)[0]
    if shape.COUNTERPART.search(clause):
        return False
    return bool(shape.MUTUAL_AFTER.match(clause)) or "J" in inside


def _link(code: str, one: Group, other: Group, between: tuple[Group, ...], alone: bool) -> str | None:
    """Return the direction of the link between two groups; None where nothing links them."""
    gap = code[one.last + 1 : other.first]
    if len(gap) > _FAR:
        return None
    before, after = code[max(0, one.first - _CONTEXT) : one.first], code[other.last + 1 : other.last + 1 + _CONTEXT]
    if between:
        same = all({*one.members, *other.members}.issuperset(group.members) for group in between)
        gap = gap.replace("X", "C") if same else shape.APPOSITION.sub(",", shape.POSTED.sub(r"\1", gap))
    if shape.QUOTED_BY.search(gap) or (shape.QUOTED.search(gap) and shape.SPEAKS.match(after)):
        return BACK
    if _has_another_subject(before, gap):
        return None
    if _is_aside(before, gap, after) or (is_place(code, one) and is_place(code, other)):
        return None
    if "X" in gap:
        return _across(before, gap)
    if shape.COMPOUND.match(gap):
        return None if after.startswith("P") else BOTH
    direction = _by_noun(before, gap, after) or _by_verb(gap, after)
    if not direction and alone and shape.CLAUSE_START.match(after):
        return _by_reaction(gap)
    return FORWARD if direction == MUTUAL and shape.ACTS_ON_BOND.match(gap) else direction


def _has_another_subject(before: str, gap: str) -> bool:
    """Tell whether the verb of a gap is its sentence's: "Peru, at war with A, sells B …", "Peru accused A and met B"."""
    if shape.IN_RELATIVE.search(before) and shape.RELATIVE_ENDS.match(gap):
        return True
    return bool(shape.OBJECT_OF.search(before) and shape.VERB_AGAIN.search(gap))


def _is_aside(before: str, gap: str, after: str) -> bool:
    """Tell whether one of two countries is only a private person's, a reporter's or a measure."""
    if shape.ATTRIBUTED.search(gap) and shape.SPEAKS.match(after):
        return True
    if before.endswith(shape.DESCENT) or gap.endswith(shape.DESCENT):
        return True
    return bool(shape.PRIVATE.match(gap) or shape.PRIVATE_BEFORE.search(before) or shape.THAN.search(before))


def _by_noun(before: str, gap: str, after: str) -> str | None:
    """Read "A's aid to B", "aid from A to B", "US China policy", "… ties with B"."""
    if found := shape.NOUN_LINK.match(gap):
        if "T" in found[0]:
            return None if found[2] == "i" else MUTUAL
        return FORWARD
    if (found := shape.PREPOSED.match(gap)) and (frame := shape.LEFT_FRAME.search(before)):
        if frame[1] == "T":
            return None if found[1] == "i" else MUTUAL
        return BACK if found[1] in "bfi" or frame[2] in ("d", "n", "a") else FORWARD
    if shape.FRONTED.match(gap):
        return FORWARD
    if (found := shape.NOUN_END.search(gap)) and not shape.NEXT_VERB.match(gap):
        if found[1] == "T":
            return MUTUAL
        return BACK if shape.FROM_END.match(gap) else FORWARD
    return _by_noun_after(gap, after)


def _by_noun_after(gap: str, after: str) -> str | None:
    """Read "US China policy", "Peru, a Chilean ally"."""
    found = shape.NOUN_AFTER.match(after)
    if found and shape.STACKED.match(gap):
        return MUTUAL if found[1] == "T" else FORWARD
    return MUTUAL if shape.APPOSED.match(gap) and shape.ALLY_AFTER.match(after) else None


def _by_verb(gap: str, after: str) -> str | None:
    """Read "A accused B", "A was hit by B", "A said B …"."""
    gap = shape.APART.sub("", gap)
    if shape.CONDITION.match(gap):
        return FORWARD
    if shape.breaks_clause(gap, after):
        return None
    gap = gap.partition("P")[0] if "P" in gap and not shape.ACT_FIRST.match(gap) else gap
    for pattern, direction in _CLAUSES:
        if pattern.match(gap):
            return direction
    return FORWARD if shape.ARGUMENT.match(gap) and shape.NOUN_AFTER.match(after) else None


def _acts_on_it(told: str, one: Group, other: Group) -> str | None:
    """Read "A said B had attacked it"."""
    gap = told[one.last + 1 : other.first]
    if one.first > _START or "X" in gap or not (shape.SAID_OF.match(gap) or shape.BREAK.search(gap)):
        return None
    return BACK if shape.ON_IT.match(told, other.last + 1) else None


def _by_reaction(gap: str) -> str | None:
    """Read "A closed the crossing after B …", "A will get less gas because B …"."""
    found = shape.REACTION.match(gap)
    return found and (FORWARD if shape.ACTS.search(gap) else MUTUAL)


def _across(before: str, gap: str) -> str | None:
    """Read a link across a third country."""
    if shape.CLAUSE_END.search(gap) or shape.COMPARED.search(gap):
        return None
    if shape.SECOND_VERB.match(gap) and not shape.OBJECT_BEFORE.search(before):
        return FORWARD
    if shape.FROM_TO.search(gap) or shape.SAME_AGAIN.search(gap):
        return FORWARD
    return None
