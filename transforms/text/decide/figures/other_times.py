"""Recognise times that are of something else than a figure: when bonds are due, the line was begun, it was said."""

from __future__ import annotations

from collections.abc import Mapping

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    RELATIVES,
    words_of,
)
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

Words = Mapping[str, frozenset[str]]  # the lists of figures, by name
PARTICIPLES = ("ed", "begun", "built", "hit", "held", "set", "taken")  # how they end
SAYING = frozenset(("said", "told", "warned", "claimed", "insisted"))
CLAUSE_SUBJECTS = frozenset(("that", "it", "he", "she", "they", "we"))
FRONT = 3  # tokens of "But in early" before a month
SAID_REACH = 16  # tokens of "the economy minister, Roberto Lavagna," between a time and "told"
OWNING = ("'s", "’s", "s'", "s’")  # Taiwan's 1985 surplus
LEAST_NAME = 2  # tokens of a name; the first one of a sentence is a capital anyway
TURNED = MODALS - {"will"} | {"had", "has", "have"}
LASTING = frozenset(("employ", "employs"))
LIVING = frozenset(("live", "operate", "reside", "study", "work"))
LASTING_REACH = 5  # tokens of "employs some" before a figure, and of "South Korean firms operate" behind it
YET = MODALS | {"to"}  # 300 firms will operate there
PARTICLES = ("up", "out", "off")  # set up in 1996
BEHIND_PARTICIPLES = words_of("as at by for from in into last off on out over this to under up with")
RELATIVE = RELATIVES | {"that"}
NAMING = 6  # tokens of "a rightwing Catholic lawyer who"
PRESENT = frozenset(("is", "are", "has", "have"))
DONE = words_of(
    "became began bought came did fell gave got grew had left lost made met paid rose sank saw set shrank sold"
    " spent took was were went won"
)
NO_PARTICIPLES = frozenset(
    ("according", "beginning", "compared", "during", "following", "measured", "starting", "united")
)
NO_VERBS = frozenset(("as", "across", "plus", "versus", "vs", "less", "this", "its", "his"))
QUOTES = frozenset(('"', "“", "”", "'", "‘", "’", "''", "``"))


def is_of_debt(phrase: TimePhrase, first: int, last: int, tokens: Tokens, debts: frozenset[str]) -> bool:
    """Recognise when bonds are paid back: the bonds of 2016, bonds due in 2016, the 2016 bonds, 5.1s due 2016.

    The time stands at tokens `first` to `last`; `debts` are of the year in which they are paid back.
    """
    cue, lower_at = phrase.cue, tokens.lower_at
    lead, before = lower_at(first - 1), lower_at(first - 2)
    if lead == "due" or (cue in ("", "of") and lower_at(last) in debts) or (lead == "of" and before in debts):
        return True
    return bool(cue) and before == "due" and lower_at(first - 3) in debts


def is_of_name(phrase: TimePhrase, first: int, tokens: Tokens) -> bool:
    """Recognise the year of a name, and the "now" of a turn of events: Expo 2022 drew 300, it could now lose 16%."""
    lead = tokens.lower_at(first - 1)
    if phrase.kind == "year" and not phrase.cue:
        named = first > 1 and tokens.is_capital(first - 1) and lead not in DETERMINERS and not lead.endswith(OWNING)
        before = tokens.lower_at(first - 2)  # the IMO 2022, Central Expo 2022, but in Brazil 2023 was a year of floods
        return named and (before == "the" or (first > LEAST_NAME and tokens.is_capital(first - 2)))
    return phrase.text.lower() == "now" and lead in TURNED


def is_of_other_clause(
    phrase: TimePhrase, first: int, last: int, figure: int | None, tokens: Tokens, words: Words
) -> bool:
    """Recognise the time of another clause than that of a figure, which stands behind it at `figure`, or before it."""
    if figure is None:
        return _is_of_next_verb(phrase, first, last, tokens)
    said = _is_of_saying(phrase, first, last, figure, tokens, words)
    return said or _is_enclosed(phrase, first, last, figure, tokens)


def _is_enclosed(phrase: TimePhrase, first: int, last: int, figure: int, tokens: Tokens) -> bool:
    """Recognise the time of an aside without a verb of its own: the line, begun in 2010, carries 9,000 people."""
    lower_at, verb = tokens.lower_at, first - 1 - bool(phrase.cue)
    verb -= lower_at(verb) in PARTICLES
    if lower_at(last) != ",":
        return _is_attribute(verb, last, tokens)
    if lower_at(verb - 1) == "," and lower_at(verb).endswith(PARTICIPLES):
        return True
    return _is_relative(first, tokens) or _begins_with_participle(first, last, figure, tokens)


def _is_attribute(verb: int, last: int, tokens: Tokens) -> bool:
    """Tell a participle behind its noun: bonds issued in 2013 have lost 5 percent, a dam that was built then gives."""
    lower_at, after = tokens.lower_at, tokens.lower_at(last)
    noun = lower_at(verb - 1 - (lower_at(verb - 1) in BE))
    if not lower_at(verb).endswith(PARTICIPLES):
        return False
    if noun in RELATIVE:
        return after in AUXILIARIES or (after.endswith("s") and after not in NO_VERBS)
    return after in PRESENT and noun == lower_at(verb - 1) and noun.isalpha() and noun not in AUXILIARIES


def _begins_with_participle(first: int, last: int, figure: int, tokens: Tokens) -> bool:
    """Tell a time of what a sentence begins with: Founded in Beirut in 1962, the bank has 300 branches.

    What was done was mostly done then: Hit by a wave on Monday, the ferry sank with 300 people.
    """
    lower, lower_at, between = tokens.lower, tokens.lower_at, tokens.lower[last:figure]
    if "," in lower[:first] or lower_at(0) in NO_PARTICIPLES or lower_at(1) not in BEHIND_PARTICIPLES:
        return False
    done = any(word in DONE or word.endswith("ed") for word in between)
    return lower_at(0).endswith((*PARTICIPLES, "ing")) and not done


def _is_relative(first: int, tokens: Tokens) -> bool:
    """Tell a time of a clause with which or who: the bill, which had reached 690 million in 2019, fell.

    So is "Ruiz, a lawyer who led protests last year, won 14 percent".
    """
    lower = tokens.lower
    comma = next((at for at in range(first - 1, -1, -1) if lower[at] == ","), -1)
    begin = next((at for at in range(comma + 1, first) if lower[at] not in QUOTES), first)
    named = lower[begin] in ARTICLES and not RELATIVE.isdisjoint(lower[begin : min(first, begin + NAMING)])
    return comma >= 0 and (lower[begin] in RELATIVES or named)


def _is_of_next_verb(phrase: TimePhrase, first: int, last: int, tokens: Tokens) -> bool:
    """Recognise the time of what comes next: it holds 22 percent and last year tried to buy the rest."""
    joint, verb = tokens.lower_at(first - 1 - bool(phrase.cue)), tokens.lower_at(last)
    return joint in ("and", "but") and (verb in DONE or verb.endswith("ed"))


def _is_of_saying(phrase: TimePhrase, first: int, last: int, figure: int, tokens: Tokens, words: Words) -> bool:
    """Recognise when something was said: last month it said it sought $5bn, it said last month that it sought $5bn.

    The time stands at tokens `first` to `last`, the figure behind it at `figure`. What was said on a day, or in a year,
    was mostly so then.
    """
    lower_at = tokens.lower_at
    if phrase.kind in ("weekday", "day", "year") or "year" in phrase.text.lower():
        return False
    if lower_at(last) in CLAUSE_SUBJECTS and _says(first - 1 - (lower_at(first - 1) == "earlier"), tokens, words):
        return True
    if first > FRONT:
        return False
    for at in range(last, min(last + SAID_REACH, figure)):
        if _says(at, tokens, words):  # in May, he said on Monday, it rose by 5: said beside what is told of May
            return not (lower_at(last) == "," and "," in tokens.lower[at + 1 : figure])
        if (lower_at(at) in AUXILIARIES and lower_at(at) != "had") or lower_at(at).endswith(PARTICIPLES):
            return False
    return False


def _says(at: int, tokens: Tokens, words: Words) -> bool:
    """Tell a verb behind which a clause stands; what a figure is of may stand behind others."""
    verb, after = tokens.lower_at(at), tokens.lower_at(at + 1)
    if verb in SAYING:
        return after not in (",", ".")
    return after in CLAUSE_SUBJECTS and (verb in words["saying"] or verb in words["announcing"])  # or it has an object


def is_lasting(draft: FigureDraft, tokens: Tokens) -> bool:
    """Tell what is so now, whatever time was told before: the sector employs 2 million, 10,000 firms operate there."""
    lower, lower_at = tokens.lower, tokens.lower_at
    if not LASTING.isdisjoint(lower[max(0, draft.first - LASTING_REACH) : draft.first]):
        return True
    behind = [at for at in range(draft.last, draft.last + LASTING_REACH) if lower_at(at) in LIVING]
    return draft.kind == "count" and any(lower_at(at - 1) not in YET for at in behind)
