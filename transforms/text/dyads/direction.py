"""Decide who acts on whom of two countries, from the token classes between, before and after them."""

from __future__ import annotations

import re

from dyadwire.transforms.text.dyads.patterns import clause
from dyadwire.transforms.text.dyads.patterns import direction as shape
from dyadwire.transforms.text.dyads.token_classes import (
    BOND_NOUN,
    COMMA,
    CONJUNCTION,
    COUNTRY,
    DESCENT,
    LOCATIVE,
    OWNER,
    PRIVATE,
    TOWARD,
    WITH,
    code,
)

FORWARD, BACK, MUTUAL = "forward", "back", "mutual"
BOTH = "both"  # mutual, whatever else the sentence says of the two

_OF_RECIPIENT = code("by from locative")  # aid to A *from B*: before the second country, B is the actor
_ON_RECIPIENT = code("toward topic against")  # sanctions *on A* by B: before the first country, A is acted on
_WITH_RELATIVE = code(", relative")

# In the order in which they are tried; None is no relation.
_CLAUSES: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (shape.BEHEST, BACK),
    (shape.LAUNCHED_FROM, BACK),
    (shape.APPOSED_BY, BACK),
    (shape.LOOSE_BY, None),
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
    (shape.STATIONED, FORWARD),
    (shape.AGAINST, FORWARD),
    (shape.WITH, MUTUAL),
    (shape.COPULA, MUTUAL),
    (shape.STANCE, FORWARD),
    (clause.SAID_OF, FORWARD),
)


def direction_of(before: str, gap: str, after: str, alone: bool) -> str | None:
    """Return who of two acts on the other, None where nothing links them; `alone`: the sentence names only the two."""
    if shape.QUOTED_BY.search(gap) or (shape.QUOTED.search(gap) and clause.SPEAKS.match(after)):
        return BACK
    if _has_another_subject(before, gap) or _is_aside(before, gap, after):
        return None
    if COUNTRY in gap:
        return _across(before, gap)
    if clause.COMPOUND.match(gap):
        return None if after.startswith(PRIVATE) else BOTH
    direction = _by_rank_or_help(before, gap, after, alone) or _by_noun(before, gap, after) or _by_verb(gap, after)
    if not direction and alone:
        return (clause.CLAUSE_START.match(after) and _by_reaction(gap, after)) or _by_speech(gap)
    return FORWARD if direction == MUTUAL and shape.ACTS_ON_BOND.match(gap) else direction


def _has_another_subject(before: str, gap: str) -> bool:
    """Tell whether a third one acts: "Peru, at war with A, sells B …", "Peru accused A and met B"."""
    if COUNTRY in before and _is_told_of_another(before, gap):
        return True
    if CONJUNCTION in gap or COMMA in gap:
        if shape.SECOND_ACT.match(gap) and shape.ANOTHERS_ACT.search(before):
            return True
        if COUNTRY not in gap and shape.SAME_AGAIN.search(before[-4:] + COUNTRY + gap):
            return True
    return not gap.startswith(OWNER) and shape.CLOSE_TO.search(before) is not None


def _is_told_of_another(before: str, gap: str) -> bool:
    """Tell whether what follows is said of the country before: "Peru, a buyer of A's wheat, asked B"."""
    if shape.IN_RELATIVE.search(before) and shape.RELATIVE_ENDS.match(gap):
        return True
    if shape.IN_APPOSITION.search(before) and shape.APPOSITION_ENDS.match(gap):
        return True
    if shape.RAIDED.search(before) and shape.VERB_NEXT.match(gap):
        return True
    if shape.DONE_TO.search(before) and shape.OTHERWISE.match(gap):
        return True
    return bool(shape.OBJECT_OF.search(before) and shape.VERB_AGAIN.search(gap))


def _is_aside(before: str, gap: str, after: str) -> bool:
    """Tell whether one of two countries is only a private person's, a reporter's or a measure."""
    if shape.ELLIPTIC.match(after) and OWNER in gap:
        return True
    if shape.ATTRIBUTED.search(gap) and clause.SPEAKS.match(after):
        return True
    if gap.endswith(DESCENT):
        return True
    private = clause.PRIVATE.match(gap) and not shape.PRIVATE_BUT_DONE_TO.match(gap)
    return bool(private or clause.PRIVATE_BEFORE.search(before) or clause.THAN.search(before))


def _by_rank_or_help(before: str, gap: str, after: str, alone: bool) -> str | None:
    """Read "B's largest creditor after A", "A, with B's help", "Under an agreement with A, B …"."""
    if shape.NEXT_AFTER.match(gap) or shape.APPEALED.match(gap) or shape.INCLUDES.match(gap):
        return MUTUAL
    if (
        shape.HELP_FROM.match(gap)
        or shape.DREW.match(gap)
        or (shape.WITH_HELP.match(gap) and shape.HELP_AFTER.match(after))
    ):
        return BACK
    if alone and gap.startswith(COMMA) and shape.BOND_FIRST.match(before):
        return MUTUAL
    return None


def _by_noun(before: str, gap: str, after: str) -> str | None:
    """Read "A's aid to B", "aid from A to B", "US China policy", "… ties with B"."""
    if found := shape.NOUN_LINK.match(gap):
        if BOND_NOUN in found[0]:
            return None if found[2] == LOCATIVE else MUTUAL
        return FORWARD
    if (found := shape.PREPOSED.match(gap)) and (frame := shape.LEFT_FRAME.search(before)):
        return _by_frame(found[1], frame[1], frame[2])
    if found and found[1] == TOWARD and shape.SENT_FROM.search(before):
        return FORWARD
    if clause.BETWEEN.search(before) and shape.AND.match(gap):
        return MUTUAL
    return _by_noun_before(gap) or _by_noun_after(gap, after)


def _by_frame(preposition: str, noun: str, before: str | None) -> str | None:
    """Read "aid from A to B", "trade of A with B": the noun, and the prepositions before A and before B."""
    if noun == BOND_NOUN:
        return None if preposition == LOCATIVE else MUTUAL
    return BACK if preposition in _OF_RECIPIENT or (before and before in _ON_RECIPIENT) else FORWARD


def _by_noun_before(gap: str) -> str | None:
    """Read "Despite A's sanctions, B", "A will host talks between B", "A has ties with B"."""
    if shape.FRONTED.match(gap) or shape.HOSTS.match(gap):
        return FORWARD
    if (found := shape.NOUN_END.search(gap)) and not shape.NEXT_VERB.match(gap) and not shape.OWN_CLAUSE.search(gap):
        if found[1] == BOND_NOUN:
            return MUTUAL
        return BACK if shape.FROM_END.match(gap) else FORWARD
    return MUTUAL if shape.APPOSED_NOUN.match(gap) else None


def _by_noun_after(gap: str, after: str) -> str | None:
    """Read "US China policy", "Peru, a Chilean ally"."""
    found = clause.NOUN_AFTER.match(after)
    if found and shape.STACKED.match(gap):
        return MUTUAL if found[1] == BOND_NOUN else FORWARD
    if shape.IS.match(gap) and shape.OWNED_NOUN.match(after):
        return MUTUAL
    return MUTUAL if clause.APPOSED.match(gap) and clause.ALLY_AFTER.match(after) else None


def _by_verb(gap: str, after: str) -> str | None:
    """Read "A accused B", "A was hit by B", "A said B …"."""
    gap = shape.APART.sub("", gap)
    if shape.CONDITION.match(gap):
        return FORWARD
    if shape.WITH_WHICH.match(gap) and clause.CLAUSE_START.match(after):
        return MUTUAL if WITH in gap else BACK
    if clause.breaks_clause(gap, after):
        return None
    if shape.SAID_OF_SOMEBODY.search(gap):
        return None
    if PRIVATE in gap and not (shape.ACT_FIRST.match(gap) or shape.PRIVATE_BUT_DONE_TO.match(gap)):
        gap = gap.partition(PRIVATE)[0]
    for pattern, direction in _CLAUSES:
        if pattern.match(gap):
            return direction
    return FORWARD if shape.ARGUMENT.match(gap) and clause.NOUN_AFTER.match(after) else None


def _by_speech(gap: str) -> str | None:
    """Read "A says …, and B is the only other country"."""
    return FORWARD if shape.SPEAKS_OF.match(gap) else None


def _by_reaction(gap: str, after: str) -> str | None:
    """Read "A closed the crossing after B …", "A will get less gas because B …"."""
    if not shape.REACTION.match(gap):
        return None
    if shape.ACTS.search(gap):
        return FORWARD
    return BACK if shape.BEGINS_ACT.match(after) else MUTUAL


def _across(before: str, gap: str) -> str | None:
    """Read a link across a third country."""
    if CONJUNCTION in gap and not gap.startswith(_WITH_RELATIVE) and shape.ANOTHERS_ACT.search(before):
        return None
    if clause.CLAUSE_END.search(gap) or clause.COMPARED.search(gap):
        return None
    if shape.BEHEST.match(gap):
        return BACK
    if shape.SECOND_VERB.match(gap) and not shape.OBJECT_BEFORE.search(before):
        return FORWARD
    if again := shape.SAME_AGAIN.search(gap):
        return MUTUAL if again[1] == WITH else FORWARD
    return FORWARD if shape.FROM_TO.search(gap) and not shape.OF_ANOTHER.search(gap) else None
