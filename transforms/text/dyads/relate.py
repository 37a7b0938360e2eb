"""Decide which pairs of a sentence are related, and who acts on whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from dyadwire.transforms.text.dyads.direction import BACK, BOTH, FORWARD, MUTUAL, direction_of
from dyadwire.transforms.text.dyads.encoded_sentence import EncodedSentence, Group
from dyadwire.transforms.text.dyads.patterns import clause
from dyadwire.transforms.text.dyads.patterns import relation as shape
from dyadwire.transforms.text.dyads.token_classes import (
    AMONG,
    BOND_NOUN,
    COMMA,
    COUNTRY,
    DESCENT,
    LIST,
    NAME,
    OWNER,
    POSSESSIVE,
    PRONOUN,
    SPEECH_VERB,
    SPORT,
)

# What no sentence of news needs, and noise must not spend: groups between two that are linked, words between them, and
# words beside them.
_REACH, _FAR, _CONTEXT = 6, 80, 24

_START = 6  # letters before a subject
_ALONE = 2  # countries in a sentence about one pair


class Link(NamedTuple):
    """Two countries that a sentence relates, in the order of the sentence, and the direction between them."""

    one: str
    other: str
    direction: str


def relate(sentence: EncodedSentence, leads: bool) -> Iterator[Link]:
    """Yield the related pairs of a sentence, in its order; a pair may come twice.

    Where the sentence leads an article, two that act jointly are its matter; further down they may be bystanders.
    """
    code, groups, _ = sentence
    if SPORT in code and (shape.PLAYER.search(code) or not shape.BOND.search(code)):
        return
    yield from _within(sentence, leads)
    alone = len({iso3 for group in groups for iso3 in group.members}) == _ALONE
    for first, one in enumerate(groups):
        if first and _is_told_of(code, groups[first - 1], one):
            continue
        for second in range(first + 1, min(len(groups), first + 1 + _REACH)):
            other = groups[second]
            if direction := _link(sentence, one, other, groups[first + 1 : second], alone):
                yield from (Link(a, b, direction) for a in one.members for b in other.members if a != b)


def _within(sentence: EncodedSentence, leads: bool) -> Iterator[Link]:
    """Yield the pairs that stand together and are related to each other."""
    code, groups, _ = sentence
    for number, group in enumerate(groups):
        end = groups[number + 1].first + 1 if number + 1 < len(groups) else len(code)
        if len(group.members) == 1:
            continue
        together = _is_mutual(code, group, code[group.last + 1 : end]) or shape.TOGETHER.match(code, group.last + 1)
        if together or (leads and acts_jointly(code, group)):
            yield from (Link(one, other, BOTH) for one, other in combinations(group.members, 2))


def _is_told_of(code: str, previous: Group, group: Group) -> bool:
    """Tell whether a country only says where or what the previous one is, and so does nothing itself."""
    if shape.WHEREABOUTS.match(code, previous.last + 1, group.first):
        return True
    apposed = clause.APPOSED.match(code, previous.last + 1, group.first)
    return bool(apposed and clause.ALLY_AFTER.match(code, group.last + 1))


def acts_jointly(code: str, group: Group) -> bool:
    """Tell whether two countries, alone in their sentence, are the subject of one act: "Peru and Chile set a date"."""
    if len(group.members) != 2 or code.count(COUNTRY) != 2 or group.first > shape.JOINT_REACH:
        return False
    if is_place(code, group) or clause.PRIVATE.match(code, group.first + 1):
        return False
    before, after = code[: group.first], code[group.last + 1 :]
    return not clause.PRIVATE_BEFORE.search(before) and bool(shape.JOINT.match(after))


def is_place(code: str, group: Group) -> bool:
    """Tell whether a sentence only says that something is in, near or across these countries."""
    return bool(shape.PLACE_BEFORE.search(code, max(0, group.first - _CONTEXT), group.first))


def is_private(code: str, group: Group) -> bool:
    """Tell whether a sentence only speaks of private people, or of a people, of these countries."""
    if code.endswith(DESCENT, 0, group.first) or clause.PRIVATE.match(code, group.last + 1):
        return True
    return bool(clause.PRIVATE_BEFORE.search(code, max(0, group.first - _CONTEXT), group.first))


def _is_mutual(code: str, group: Group, after: str) -> bool:
    """Distinguish "France and Italy agreed" from a list."""
    before = code[max(0, group.first - _CONTEXT) : group.first]
    if clause.BETWEEN.search(before) or shape.BOND_BEFORE.search(before):
        return True
    if clause.PRIVATE_BEFORE.search(before) or clause.PRIVATE.match(after) or clause.THAN.search(before):
        return False
    if shape.OBJECT.search(before) and clause.NOUN_AFTER.match(after):
        return False
    rest = clause.CLAUSE_END.split(after, maxsplit=1)[0]
    if shape.COUNTERPART.search(rest):
        return False
    return bool(shape.MUTUAL_AFTER.match(rest))


def _link(sentence: EncodedSentence, one: Group, other: Group, between: tuple[Group, ...], alone: bool) -> str | None:
    """Return the direction of the link between two groups; None where nothing links them."""
    code, with_pronouns = sentence.code, sentence.with_pronouns
    gap, full_gap = code[one.last + 1 : other.first], with_pronouns[one.last + 1 : other.first]
    if len(gap) > _FAR:
        return None
    before, after = code[max(0, one.first - _CONTEXT) : one.first], code[other.last + 1 : other.last + 1 + _CONTEXT]
    if _is_bystander(code, before, gap, other, alone):
        return None
    if one is sentence.groups[0] and (owned := _own_act(sentence, other, between)):
        return owned
    if (
        POSSESSIVE in with_pronouns
        and one is not sentence.groups[0]
        and _modifies(code, one)
        and shape.OWN_BOND.search(full_gap)
    ):
        return None
    direction = direction_of(before, _read_gap(sentence, one, other, between), after, alone)
    return (_acts_on_it(with_pronouns, one, other) or direction) if direction in (None, FORWARD) else direction


def _is_bystander(code: str, before: str, gap: str, other: Group, alone: bool) -> bool:
    """Tell whether the first of two countries is only the place where something is done."""
    if shape.PLACE_BEFORE.search(before) and is_place(code, other):
        return not clause.BETWEEN.search(before)
    return not alone and bool(shape.BYSTANDER.search(before)) and not gap.startswith(OWNER)


def _own_act(sentence: EncodedSentence, other: Group, between: tuple[Group, ...]) -> str | None:
    """Read what the subject does across others: "A, backed by C, ended its ties with B", "a court told it to pay B"."""
    before = sentence.with_pronouns[max(0, other.first - _CONTEXT) : other.first]
    owned = shape.OWN_BOND.search(before) if between and POSSESSIVE in before else None
    if owned and all(_modifies(sentence.code, group) for group in between):
        return MUTUAL if owned[1] == BOND_NOUN else FORWARD
    if PRONOUN in before and (acts := shape.OWN_ACT.search(before)):
        return MUTUAL if acts[1] else FORWARD
    return None


def _modifies(code: str, group: Group) -> bool:
    """Tell whether a country stands after a preposition, and so is no subject."""
    return bool(shape.MODIFIER.search(code, max(0, group.first - _CONTEXT), group.first))


def _read_gap(sentence: EncodedSentence, one: Group, other: Group, between: tuple[Group, ...]) -> str:
    """Return the code between two groups without what does not part them."""
    gap = sentence.code[one.last + 1 : other.first]
    if between:
        same = all({*one.members, *other.members}.issuperset(group.members) for group in between)
        gap = gap.replace(COUNTRY, NAME) if same else shape.APPOSITION.sub(COMMA, shape.POSTED.sub(r"\1\2", gap))
    elif SPEECH_VERB in gap and (own := shape.OWN_WORDS.match(sentence.with_pronouns, one.last + 1, other.first)):
        gap = gap[own.end() - one.last - 1 :]
    return shape.EXAMPLES.sub("", gap) if LIST in gap or AMONG in gap else gap


def _acts_on_it(code: str, one: Group, other: Group) -> str | None:
    """Read "A said B had attacked it"."""
    gap = code[one.last + 1 : other.first]
    if (
        one.first > _START
        or COUNTRY in gap
        or COUNTRY in code[: one.first]
        or not (clause.SAID_OF.match(gap) or shape.BREAK.search(gap))
    ):
        return None
    acts = shape.ON_IT.match(code, other.last + 1)
    return acts and (MUTUAL if acts[1] else BACK)
