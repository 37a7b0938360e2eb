"""What is counted: the noun phrase after a number, as written."""

from __future__ import annotations

from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

EXTRA = ("other", "more", "additional", "new", "further", "extra", "such")
LONGEST_NOUN_PHRASE = 5
SINGULAR_S = ("ss", "us", "is")
VERB_ENDINGS = ("ing", "ed")
AFTER_HYPHEN = ("strong", "odd", "plus")  # a 24,000-strong force, 2,000-odd flights
FROM = ("from", "to", "into")  # after a verb: 2,000 flee from, 400 go to
JOINTS = frozenset(("-", "'", "’", "/", ".", "and", "or"))  # inside a noun phrase
LONGEST_LIST = 4  # words after the "and" of "19 West and Central African countries"


def attach_noun(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Set the unit of a count to the noun phrase after it, without determiner; none where no noun follows."""
    at = draft.last
    following = tokens.near(at)
    if not following[:1].isalpha() and following != "-":
        return  # a comma, the end
    if following == "of" and (
        draft.form in ("vague", "fraction", "ratio") or tokens.near(at + 1) in rules.words["determiner"]
    ):
        at += 1
        at += tokens.near(at) in rules.words["determiner"]
    for _ in range(2):
        at += tokens.near(at) in EXTRA
    if tokens.near(at) == "-" and tokens.joined(at - 1) and tokens.joined(at):
        at += 1 + (tokens.near(at + 1) in AFTER_HYPHEN)
    end = noun_phrase_end(tokens, at, rules)
    if draft.value != 1 and at == draft.last:
        end = _without_verb(tokens, at, end, rules)
    if end > at:
        draft.unit = tokens.surface(at, end)


def noun_phrase_end(tokens: Tokens, start: int, rules: Rules) -> int:
    """Return where the noun phrase that begins at a token ends; `start` itself where none does."""
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
        if is_plural(word, rules) and not _modifies(tokens, at, rules):
            return at
    return _trim(tokens, start, last)


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
    if is_plural(tokens.near(at + 1), rules):
        return False
    capital = tokens.is_capital(at + 1)
    if capital and not tokens.is_capital(at - 1) and tokens.near(at - 1) != ".":
        return False
    longest = LONGEST_LIST if capital or tokens.near(at + 2) == "-" else 2
    for after in range(at + 1, at + longest + 1):
        if not _may_belong(tokens, after, start, rules) and tokens.near(after) != "-":
            return False
        if after > at + 1 and is_plural(tokens.near(after), rules):
            return True
    return False


def _may_belong(tokens: Tokens, at: int, start: int, rules: Rules) -> bool:
    word = tokens.word(at)
    if not word:
        return False
    if word.isdecimal():
        return at > start and tokens.joined(at - 1)  # COVID-19 cases
    if at > start and tokens.joined(at - 1) and tokens.is_digits(at - 1):
        return word.isalpha()  # F-35A jets
    return word[0].isalpha() and tokens.lower[at] not in rules.words["stop"] and not word.endswith(("'s", "’s"))


def is_plural(word: str, rules: Rules) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    return word in rules.words["plural"] or (len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_S))


def _modifies(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Tell whether the plural just read goes on to another noun: arms dealers, aircraft carriers, Abrams tanks."""
    if tokens.lower[at - 1] == "states" and tokens.near(at - 2) == "united" and tokens.near(at).isalpha():
        return tokens.near(at) not in rules.words["stop"]
    if tokens.near(at) in ("-", "/") and tokens.joined(at - 1) and tokens.joined(at):
        return True  # AIDS-related deaths
    if not is_plural(tokens.near(at), rules) or tokens.near(at) in rules.words["stop"]:
        return False
    if tokens.is_capital(at - 1) and not tokens.is_capital(at):
        return True  # Abrams tanks
    return tokens.lower[at - 1] in rules.words["modifier_plural"] or tokens.lower[at - 1] in rules.words["plural"]


def _without_verb(tokens: Tokens, start: int, end: int, rules: Rules) -> int:
    """Drop what is no plural noun and plainly a verb: three million make the journey, 8 showed resistance."""
    if end == start or is_plural(tokens.lower[end - 1], rules):
        return end
    if tokens.lower[start] in rules.words["no_noun"] or (end > start + 1 and tokens.lower[start].endswith("ed")):
        return start
    if tokens.near(end) in rules.words["determiner"] or tokens.near(end) in FROM:
        end -= not tokens.is_capital(end - 1)
    return end


def _trim(tokens: Tokens, start: int, end: int) -> int:
    """Drop verbs and adverbs from the end of a phrase without a plural; a single word must not be one."""
    while end > start and tokens.lower[end - 1].endswith((*VERB_ENDINGS, "ly")):
        end -= 1
    return end
