"""Share a noun that is said once for several counts: eighteen and ten cases, 37 people were killed and 200 injured."""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ADDING, AUXILIARIES, BE, COMPARING, MODALS
from dyadwire.transforms.text.figures.numbers.ranges import may_be_year
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural
from dyadwire.transforms.text.figures.units.shared_units import is_comparable

JOINTS = frozenset(("and", ",", ";", "or", "but", "with"))
PLACING = frozenset(("in", "at", "on", "from", "to", "for", "near", "under"))
OF_THEM = frozenset(("them", "those", "whom", "which"))
LEADS = ADDING | {"then"}
AFTER_MORE = frozenset(("more", "others"))
BEFORE_HARM = AUXILIARIES | BE | MODALS | {"later", "still"}
LONGEST_VERB = 4  # tokens of "have since been"
NEW_CLAUSE = frozenset(("that", "who", "while", "said", "says", "because", "but", ".", ":", "(", ")"))
NO_ADJECTIVES = ("stop", "harm", "harm_noun", "time_start")  # between a number and "and": two killed Monday and
LONGEST_GAP = 14  # tokens between two numbers of one thing
LONGEST_LEAD = 5  # tokens of "and more than" and "and a further" before a number


def lend_nouns(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Give each count without a noun the noun of a neighbour where the sentence says it once for both."""
    for one, other in pairwise(drafts):
        if one.kind != "count" or other.kind != "count" or other.form != "cardinal" or one.form != "cardinal":
            continue
        gap = tokens.lower[one.last : other.first]
        if other.unit and _is_head_shared(one, other, gap, rules):
            _share_head(one, other, gap, tokens)
        elif one.unit and not other.unit and _is_bare(other, tokens) and _is_of_same(one, other, gap, tokens, rules):
            other.unit = one.unit
            other.rule_trivial = other.rule_trivial and (one.rule_trivial or not _is_beside(one, other, tokens))


def _is_beside(one: FigureDraft, other: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish a number that is set beside another from a part of it, which may be trivia: two of them women."""
    return tokens.lower_at(other.last) != "of" and not _is_of_whole(one, tokens)


def _is_bare(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish a count from an age, a year, and what stands before a noun that is no plural."""
    return draft.spelled or not (draft.rule_trivial or may_be_year(draft, tokens))


def _is_head_shared(one: FigureDraft, other: FigureDraft, gap: list[str], rules: Rules) -> bool:
    """Recognise "eighteen and ten cases" and "two commercial and two backyard farms"."""
    if not 1 <= len(gap) <= 2 or gap[-1] not in ("and", "or"):
        return False
    if len(gap) == 1:
        return one.unit is None and one.spelled == other.spelled
    if any(gap[0] in rules.words[name] for name in NO_ADJECTIVES):
        return False  # two dead and three police officers
    adjective = gap[0].isalpha() and not is_plural(gap[0], rules)
    return adjective and (one.unit is None or one.unit.lower() == gap[0])


def _share_head(one: FigureDraft, other: FigureDraft, gap: list[str], tokens: Tokens) -> None:
    noun = (other.unit or "").split()
    if len(gap) == 1:
        one.unit = other.unit
    elif len(noun) > 1:
        one.unit = f"{tokens.word(one.last)} {noun[-1]}"
    one.rule_trivial = one.rule_trivial and other.rule_trivial


def _is_of_same(one: FigureDraft, other: FigureDraft, gap: list[str], tokens: Tokens, rules: Rules) -> bool:
    """Tell whether a bare number counts what the number before it does."""
    after = tokens.lower_at(other.last)
    if after == "of" and tokens.lower_at(other.last + 1) in OF_THEM:
        return _is_part(one, other)
    if len(gap) > LONGEST_GAP or not NEW_CLAUSE.isdisjoint(gap):
        return False
    lead = _lead(other, one, tokens, rules)
    joint = tokens.lower_at(lead)
    if joint in COMPARING:
        return after != "to" and is_comparable(one, other)
    if _is_whole(one, lead, tokens):
        return _is_part(one, other)
    if tokens.lower_at(one.first - 1) in PLACING:
        return False  # people in sixteen states, and an additional nine abroad
    if tokens.lower_at(lead + 1) in LEADS or tokens.lower_at(lead + 2) in LEADS or after in AFTER_MORE:
        return True
    if joint in JOINTS:
        return _is_parallel(one, other, gap, tokens, rules)
    verb = joint in rules.words["harm"] or joint.endswith("ed")
    return verb and tokens.lower_at(lead - 1) == "and" and _is_living(one, rules) and not _is_harmed(one, rules)


def _lead(other: FigureDraft, one: FigureDraft, tokens: Tokens, rules: Rules) -> int:
    """Return the token before a number and the words that lead to it: and at least, and another, and a further."""
    at, fillers = other.first - 1, rules.words["filler"]
    floor = max(one.last, other.first - LONGEST_LEAD)
    while (
        at > floor
        and tokens.lower_at(at) not in JOINTS
        and (tokens.lower_at(at) in fillers or tokens.lower_at(at) in LEADS)
    ):
        at -= 1
    return at


def _is_part(one: FigureDraft, other: FigureDraft) -> bool:
    return one.value is None or other.value is None or other.value <= one.value


def _is_living(draft: FigureDraft, rules: Rules) -> bool:
    """Distinguish the people that a second verb goes on to from homes: destroyed 200 homes and killed 12."""
    noun = (draft.unit or "").split()[-1].lower()
    return noun in rules.words["kin_person"] or noun in rules.words["kin_animal"] or noun == "people"


def _is_harmed(draft: FigureDraft, rules: Rules) -> bool:
    """Recognise deaths and the dead, whose noun does not go on to those who are hurt."""
    noun = (draft.unit or "").split()[-1].lower()
    return noun in rules.words["harm_noun"]


def _is_whole(one: FigureDraft, lead: int, tokens: Tokens) -> bool:
    """Recognise 25 patients, of whom 12 …; 35 saves, including 15 …; and of 25 patients, 12 …"""
    joint = tokens.lower_at(lead)
    named = joint == "including" or (joint in OF_THEM and tokens.lower_at(lead - 1) == "of")
    return named or (joint == "," and _is_of_whole(one, tokens))


def _is_of_whole(one: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the whole of "of the 4,300 troops, 1,150 are Fijian" and "among 16 samples from Norway, 12 failed"."""
    before = one.first - 1
    before -= tokens.lower_at(before) in ("the", "these", "those", "all")
    return tokens.lower_at(before) in ("of", "among") and before < 2


def _is_parallel(one: FigureDraft, other: FigureDraft, gap: list[str], tokens: Tokens, rules: Rules) -> bool:
    """Recognise "45 people dead in Nyanza, 12 in the north" and "37 people were killed and 200 injured"."""
    after = tokens.lower_at(other.last)
    if after in PLACING:
        return after in gap and tokens.lower_at(other.last + 1) not in rules.numbers  # not nine in ten
    harm, at = rules.words["harm"], other.last
    while at < other.last + LONGEST_VERB and (tokens.lower_at(at) in BEFORE_HARM or tokens.lower_at(at).endswith("ly")):
        at += 1
    return tokens.lower_at(at) in harm and not harm.isdisjoint(gap) and not _is_harmed(one, rules)
