"""Tell what a country has to itself, its reserves, a third of its power, from what may be of two."""

from __future__ import annotations

from dyadwire.transforms.text.decide.owners.candidates import OwnerSentence
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.described import LANDS
from dyadwire.transforms.text.decide.owners.wholes import NEXT, OF_WHICH, PART_REACH, PARTNERED, WHOSE
from dyadwire.transforms.text.figures.drafts import FigureDraft

OF_ITS = (["of", "its"], ["of", "their"], ["of", "the", "world's"], ["of", "the", "world’s"])
HAD = frozenset(("has", "have", "had"))
NAMES = frozenset(("name", "capital"))  # forms of a country that can do what a verb behind it tells
HELD = frozenset(("arms", "population", "troops"))  # topics of what a country counts as its own
ABOUT = 3  # tokens at most between a verb and how much: uses some more than 30 tonnes
NEXT_PART = frozenset((",", ";", "and", "but"))  # between what is told of one and of another


def is_its_own(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what a country has to itself, where its clause names no other: its reserves, a third of its power.

    Nobody is told there either with whom it would share that: who is described, or how two of an act are meant.
    """
    if sentence.partners.get(draft.first) or draft.first in sentence.acted:
        return False
    if not any(tells(draft, sentence) for tells in (_is_of_state, _is_used, _is_part_of_own)):
        return False
    clause = sentence.clauses.around(draft.first, draft.last)
    near = [one for one in sentence.countries if clause.holds(one.first)]
    others = any(_is_partner(one, draft, sentence) or _is_guest(one, draft) for one in near)
    if others or len({one.iso3 for one in near}) > 1 or any(clause.holds(noun) for noun in sentence.partly_named):
        return False
    named = near[0].first if near else clause.first
    return not (_is_shared_part(draft, sentence) or _is_of_unnamed(named, draft, clause, sentence))


def _is_of_unnamed(named: int, draft: FigureDraft, clause: OwnerClause, sentence: OwnerSentence) -> bool:
    """Recognise what a country has of another that is not named: its reserves in Russia, of which China holds 3."""
    lower = sentence.tokens.lower
    is_told = NEXT_PART.isdisjoint(lower[draft.last : named])  # not so: its reserves fell 3 percent, Egypt said
    is_owned = not WHOSE.isdisjoint(lower[clause.first : named]) and is_told
    return is_owned or lower[clause.first - 2 : clause.first] == OF_WHICH or "there" in lower[draft.last : clause.last]


def _is_shared_part(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise a part of what it trades or owes, and one that another's has: Chinese loans are a fifth of its debt."""
    if not _is_part(draft, sentence):
        return False
    lower, words = sentence.tokens.lower, sentence.rules.words
    shared = words["trade_flow"] | words["trade_balance"] | words["shared_whole"]
    of_other = any(one.form in ("adjective", "company") and one.last <= draft.first for one in sentence.countries)
    # A Japanese firm owns 30 percent of its largest pit.
    is_others = of_other and sentence.tokens.lower_at(draft.last + 1) != "the"
    behind = lower[draft.last : draft.last + PART_REACH]
    return is_others or not shared.isdisjoint(behind)


def _is_part(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise 44 percent of its power, 80 percent of the world's panels."""
    lower = sentence.tokens.lower
    return draft.kind == "percent" and any(lower[draft.last : draft.last + len(of)] == of for of in OF_ITS)


def _is_partner(mention: CountryMention, draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise with whom something is shared: its external debt to China is 5 billion dollars."""
    first, last = sorted((mention.first, draft.first))
    return mention.joint in PARTNERED and NEXT_PART.isdisjoint(sentence.tokens.lower[first:last])


def _is_guest(mention: CountryMention, draft: FigureDraft) -> bool:
    """Recognise whose the counted are: 500 Chinese workers, 20 percent of its Russian diesel."""
    return mention.form == "adjective" and 0 <= mention.first - draft.last <= PART_REACH


def _is_of_state(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise reserves, inflation, 3 percent of GDP; not counts of what many have in one another: workers, firms."""
    measure = (draft.measure or "").lower().split()
    is_own = draft.kind != "count" or draft.topic in HELD
    return is_own and not sentence.rules.words["own_measure"].isdisjoint(measure)


def _is_part_of_own(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise 44 percent of its power; not so what it trades or gives away: gave Chad half of its wheat."""
    if not _is_part(draft, sentence):
        return False
    lower, words = sentence.tokens.lower, sentence.rules.words
    clause = sentence.clauses.around(draft.first, draft.last)
    passed = words["giving"] | words["trade_verb"] | words["traded"] | words["trade_goes"] | words["trade_comes"]
    is_passed = not passed.isdisjoint(lower[clause.first : clause.last])
    is_counted = any(draft.last < other <= draft.last + NEXT for other in sentence.tokens.marks)  # of its $520m price
    return not (is_passed or is_counted)


def _is_used(draft: FigureDraft, sentence: OwnerSentence) -> bool:
    """Recognise what is just behind its verb: needs about 40 tonnes, has 62 ships.

    Money, shares and counts may be those of a firm or an agency, unless the verb is just behind a country.
    """
    lower_at, words = sentence.tokens.lower_at, sentence.rules.words
    before = range(draft.first - 1, draft.first - 2 - ABOUT, -1)
    about = words["filler"], words["number_lead"]
    verb = next((at for at in before if not any(lower_at(at) in of for of in about)), -1)
    is_had = lower_at(verb) in HAD and draft.topic in HELD
    told = lower_at(verb - 1) in LANDS or any(one.last == verb and one.form in NAMES for one in sentence.countries)
    is_used = lower_at(verb) in words["own_verb"] and (told or draft.kind == "quantity")
    return is_had or is_used
