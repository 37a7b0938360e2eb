"""Noun phrases: where one that begins at a token ends."""

from __future__ import annotations

from dyadwire.transforms.text.figures.numbers.digits import AIRLINERS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

LONGEST_NOUN_PHRASE = 5
LONGEST_LIST = 4  # words after the "and" of "19 West and Central African countries"
SINGULAR_S = ("ss", "us", "is")
VERB_ENDINGS = ("ing", "ed")
JOINTS = frozenset(("-", "'", "’", "/", ".", "and", "or"))  # inside a noun phrase
ACRONYMS = ("US", "IT", "WHO")  # which only their capitals tell from pronouns
STATES_OF = ("dead", "alive", "ill", "sick")  # after the noun: one man dead


def noun_phrase_end(tokens: Tokens, start: int, rules: Rules, *, single: bool = False) -> int:
    """Return where the noun phrase that begins at a token ends; `start` itself where none does.

    After "one" (`single`) a word in -s modifies what follows (one human rights group) or is a verb (one shadow looms).
    """
    last, at = start, start
    while at < len(tokens.words) and at - start < LONGEST_NOUN_PHRASE * 2:
        word = tokens.lower[at]
        if word in JOINTS and at > start and _joins(tokens, at, start, rules):
            at += 1
            continue
        if not _may_belong(tokens, at, start, rules):
            break
        at += 1
        last = at
        if is_plural(word, rules) or _is_plural_acronym(tokens.words[at - 1]):
            if _modifies(tokens, at, rules) or (single and _goes_on_single(tokens, at, rules)):
                continue
            return at - (single and _is_verb(tokens, at - 1, rules))
    return _trim(tokens, start, last)


def is_plural(word: str, rules: Rules) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    return word in rules.words["plural"] or (len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_S))


def _is_plural_acronym(word: str) -> bool:
    """Recognise MPs, NGOs and EVs."""
    return len(word) > 2 and word[-1] == "s" and word[:-1].isupper()


def _joins(tokens: Tokens, at: int, start: int, rules: Rules) -> bool:
    """Tell whether a sign or "and" stands inside a noun phrase."""
    word = tokens.lower[at]
    if word == ".":
        return len(tokens.words[at - 1]) == 1 and tokens.is_capital(at - 1)  # U.S. soldiers
    if word in ("and", "or"):
        return _goes_on(tokens, at, start, rules)  # four national security and diplomatic officials
    return tokens.joined(at) and tokens.joined(at - 1)


def _goes_on(tokens: Tokens, at: int, start: int, rules: Rules) -> bool:
    """Tell whether "and" joins two words before one plural noun: 1,000 maintenance and cleaning workers."""
    if is_plural(tokens.lower_at(at + 1), rules):
        return False
    capital = tokens.is_capital(at + 1)
    if capital and not tokens.is_capital(at - 1) and tokens.lower_at(at - 1) != ".":
        return False
    for after in range(at + 1, at + LONGEST_LIST + 1):
        word = tokens.lower_at(after)
        if word in rules.numbers or not (_may_belong(tokens, after, start, rules) or word == "-"):
            return False
        if after > at + 1 and is_plural(word, rules):
            return True
    return False


def _may_belong(tokens: Tokens, at: int, start: int, rules: Rules) -> bool:
    """Tell whether a word or number can be part of a noun phrase: not a stop word or a possessive."""
    word = tokens.word(at)
    if not word or (word == "I" and at == start):
        return False  # when I was 18 I left
    if word.isdecimal():
        airliner = word in AIRLINERS and not (tokens.joined(at) and tokens.lower_at(at + 1).isalpha())  # 737 Max jets
        return airliner or (at > start and tokens.joined(at - 1))  # COVID-19 cases
    if at > start and tokens.joined(at - 1) and tokens.is_digits(at - 1):
        return word.isalpha()  # F-35A jets
    if not word[0].isalpha() or word.endswith(("'s", "’s", "n't", "n’t")):
        return False
    return tokens.lower[at] not in rules.words["stop"] or _is_part_of_word(tokens, at, start)


def _is_part_of_word(tokens: Tokens, at: int, start: int) -> bool:
    """Distinguish US from us, the A of A350 from the article, and the parts of in-flight and end-to-end."""
    word = tokens.words[at]
    if len(word) == 1:
        kind = (
            at > start and tokens.lower_at(at + 1).isalpha() and tokens.words[at - 1].islower()
        )  # influenza A viruses
        return word.isupper() and (kind or (tokens.joined(at) and tokens.is_digits(at + 1)))
    if word in ACRONYMS:
        return True
    after = tokens.lower_at(at + 1) == "-" and tokens.joined(at) and tokens.joined(at + 1)
    return after or (tokens.lower_at(at - 1) == "-" and tokens.joined(at - 1) and tokens.joined(at - 2))


def _modifies(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Tell whether the plural just read goes on to another noun: arms dealers, aircraft carriers, Abrams tanks."""
    if tokens.lower[at - 1] == "states" and tokens.lower_at(at - 2) == "united" and tokens.lower_at(at).isalpha():
        return tokens.lower_at(at) not in rules.words["stop"]
    if tokens.lower_at(at) in ("-", "/") and tokens.joined(at - 1) and tokens.joined(at):
        return True  # AIDS-related deaths
    if not is_plural(tokens.lower_at(at), rules) or tokens.lower_at(at) in rules.words["stop"]:
        return False
    if tokens.is_capital(at - 1) and not tokens.is_capital(at):
        return True  # Abrams tanks
    return tokens.lower[at - 1] in rules.words["modifier_plural"] or tokens.lower[at - 1] in rules.words["plural"]


def _goes_on_single(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Tell whether a word follows that what ends in -s can modify: one human rights group."""
    following = tokens.lower_at(at)
    return following.isalpha() and following not in rules.words["stop"]


def _is_verb(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Distinguish the verb of "one large shadow looms over" from a noun in -s."""
    return not tokens.is_capital(at) and tokens.lower[at] not in rules.words["plural"]


def _trim(tokens: Tokens, start: int, end: int) -> int:
    """Drop verbs and adverbs from the end of a phrase without a plural; a single word must not be one."""
    while end > start and tokens.lower[end - 1].endswith((*VERB_ENDINGS, "ly")):
        end -= 1
    if end > start + 1 and tokens.lower[end - 1] in STATES_OF and not tokens.lower[end - 2].endswith("ed"):
        end -= 1
    return end
