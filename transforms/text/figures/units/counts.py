"""Find the counted noun after a number, nouns counted together, and the whole of which a number is a part."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ADDING, AUXILIARIES, MODALS, NOUN_LEADS
from dyadwire.transforms.text.figures.numbers.digits import AIRLINERS
from dyadwire.transforms.text.figures.numbers.numerals import CARDINAL, NOTHING
from dyadwire.transforms.text.figures.rules import KINS, Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural, noun_phrase_end

MOST_NOUNS = 4  # of a list; longer ones are no single count
LONGEST_NOUN = 2  # words of "police officers"
LEADS = frozenset(("at", "least", "about", "some", "around", "nearly", "more", "than", "over", "another", "almost"))
DOING = AUXILIARIES | MODALS | {"did"}
BY_WHAT = frozenset(
    ("by", "in", "at", "on", "from", "with", "of", "during", "as", "for", "to", "near", "over", "after")
)
PARTS = ("vague", "fraction", "ratio")  # dozens of, a third of, one in five of
WHOLLY = ("all", "both")
REACH = 6  # tokens of "the chain's remaining 12" between "of" and the noun
EXTRA = ADDING | {"other", "more", "such"}
AFTER_HYPHEN = ("strong", "odd", "plus")  # a 24,000-strong force, 2,000-odd flights
LONGEST_COMPOUND = 3  # hyphens of a 410,000-square-foot plant after the first
LONGEST_QUOTE = 6  # tokens of a noun in quotation marks
LOOSELY = tuple(("or", word) for word in ("so", "more", "fewer", "less"))  # 10,000 or so troops
ELAPSED = frozenset(("after", "ago", "before", "earlier", "later", "previously", "prior"))
FROM = ("from", "to", "into")  # after a verb: 2,000 flee from, 400 go to
BETWEEN_REACH = 2  # tokens before "400 students and police", who clash
QUOTES = {'"': '"', "“": "”", "‘": "’"}


def joined_end(tokens: Tokens, end: int, rules: Rules, number: int) -> int:
    """Return where the list of nouns ends whose first ends at a token; `end` itself where nothing is joined.

    `number` is the token at which what counts them begins.
    """
    if tokens.lower_at(end) not in ("and", ","):
        return end
    noun = tokens.lower_at(end - 1)
    kin = next((rules.words[name] for name in KINS if noun in rules.words[name]), None)
    if kin is None:
        return end
    at = end
    for _ in range(MOST_NOUNS):
        joint = tokens.lower_at(at)
        after = _kin_end(tokens, at + 1, kin, rules) if joint in ("and", ",") else None
        if after is None:
            return end  # a list without its "and" is none
        if joint == "and":
            return end if _begins_clause(tokens, after, rules) and _is_object(tokens, number, rules) else after
        at = after
    return end


def _begins_clause(tokens: Tokens, after: int, rules: Rules) -> bool:
    """Distinguish the verb of "and officers fired 20 rounds" from what "and officers injured in the blast" suffered."""
    verb, following = tokens.lower_at(after), tokens.lower_at(after + 1)
    acted = verb.endswith("ed") and following[:1].isalnum() and following not in BY_WHAT
    return verb in DOING or verb in rules.words["strong_verb"] or acted


def _is_object(tokens: Tokens, number: int, rules: Rules) -> bool:
    """Distinguish the number of "detained 12 protesters" from that of "12 students and teachers were hurt"."""
    at = number - 1
    while tokens.lower_at(at) in LEADS:
        at -= 1
    verb = tokens.lower_at(at)
    acted = verb.endswith("ed") and verb not in rules.words["saying"]
    return acted or verb in rules.words["object_verb"] or verb in rules.words["harm"]


def _kin_end(tokens: Tokens, start: int, kin: frozenset[str], rules: Rules) -> int | None:
    """Return the end of a noun of the same kind; a verb, a number or a noun of another kind before it is none."""
    for at in range(start, start + LONGEST_NOUN):
        word = tokens.lower_at(at)
        if word in kin:
            return at + 1 + (tokens.lower_at(at + 1) in kin)  # police officers
        if not word.isalpha() or word in rules.words["stop"] or word in rules.numbers or word.endswith(("ed", "s")):
            return None
    return None


def whole_of(draft: FigureDraft, tokens: Tokens, rules: Rules) -> int | None:
    """Return where the noun begins of which a number counts a part: 11 of Turkey's 81 provinces, half its members.

    None where no part of a whole follows.
    """
    at, lower_at = draft.last, tokens.lower_at
    if draft.form == "fraction" and lower_at(at) in NOUN_LEADS:
        noun = _skip_determiners(tokens, at)
        return noun if is_plural(lower_at(noun), rules) else None  # half the victims, but half the price
    at += lower_at(at) == "out"
    if lower_at(at) != "of":
        return None
    start = _skip_determiners(tokens, at + 1)
    noun = _skip_owners(tokens, start, rules)
    return noun if draft.form in PARTS or noun > at + 1 else None


def _skip_determiners(tokens: Tokens, at: int) -> int:
    """Skip the words of "all of these other"."""
    while tokens.lower_at(at) in NOUN_LEADS or tokens.lower_at(at) in WHOLLY:
        at += 1
    return at


def _skip_owners(tokens: Tokens, start: int, rules: Rules) -> int:
    """Skip whose the whole is and how many it has: China's 31, his season-high 31, the chain's remaining 12."""
    at, end = start, start + REACH
    while at < end:
        word = tokens.lower_at(at)
        after = _owner_end(tokens, at) or _number_end(tokens, at, rules)
        if after:
            start = at = after
        elif word == "-" or (word.isalpha() and word not in rules.words["stop"] and not is_plural(word, rules)):
            at += 1
        else:
            break
    return start


def _owner_end(tokens: Tokens, at: int) -> int | None:
    """Return the end of a possessive: China's, the companies'."""
    word = tokens.lower_at(at)
    if word.endswith(("'s", "’s")):
        return at + 1
    apostrophe = word.endswith("s") and tokens.lower_at(at + 1) in ("'", "’") and tokens.joined(at)
    return at + 2 if apostrophe and not tokens.joined(at + 1) else None


def _number_end(tokens: Tokens, at: int, rules: Rules) -> int | None:
    """Return the end of a number that counts the whole; 787-9 and 737 are models, Sh206,000 an amount."""
    end = at
    while _is_number(tokens, end, rules) and tokens.lower_at(end) not in AIRLINERS:
        end += 1 + (tokens.lower_at(end + 1) == "-" and _is_number(tokens, end + 2, rules))  # forty-seven
    word = tokens.lower_at(end) == "-" or (tokens.joined(end - 1) and tokens.lower_at(end).isalpha())  # the 1990s
    return end if end > at and not word and not tokens.joined(at - 1) else None


def _is_number(tokens: Tokens, at: int, rules: Rules) -> bool:
    return tokens.is_digits(at) or rules.numbers.get(tokens.lower_at(at), NOTHING).role in CARDINAL


def attach_noun(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Set the unit of a count to the noun phrase after it, without determiner; none where no noun follows."""
    at = draft.last
    if not _may_follow(tokens, at) or _is_elapsed(tokens, at, rules):
        return  # a comma, the end
    if tokens.lower_at(at) == "-":
        _attach_compound(draft, tokens, rules)
        return
    whole = whole_of(draft, tokens, rules)
    at = whole or _skip_extras(tokens, at)
    if at > draft.last and _attach_measure(draft, tokens, at, rules):
        return
    if tokens.lower_at(at) in QUOTES:
        at = _skip_quote(tokens, at, rules)
    end = noun_phrase_end(tokens, at, rules, single=draft.value == 1 and draft.spelled and not whole)
    if draft.value != 1 and not whole:
        end = _without_verb(tokens, at, end, rules)
    if end > at:
        parties = "between" in tokens.lower[max(0, draft.first - BETWEEN_REACH) : draft.first]
        draft.unit = tokens.surface(at, end if parties else joined_end(tokens, end, rules, draft.first))


def _is_elapsed(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Recognise what tells when, not what is counted: up from 440,000 six months earlier."""
    if not _is_number(tokens, at, rules) or tokens.lower_at(at + 2) not in ELAPSED:
        return False
    found = rules.units.at(tokens, at + 1)
    return found is not None and found[0].dimension == "time"


def _attach_measure(draft: FigureDraft, tokens: Tokens, at: int, rules: Rules) -> bool:
    """Take the unit of "170 of the 392 kilometres" and "230 or more cubic metres"; a share of such a whole has none."""
    if draft.form == "vague":
        return False  # its units are read with the number
    if rules.suffixes.at(tokens, at):
        return True  # a third of the 5.4 million euros
    found = rules.units.at(tokens, at)
    if not found or found[0].symbol or not (found[0].name == "%" or is_plural(tokens.lower[found[1] - 1], rules)):
        return False
    unit = found[0]
    if draft.form == "cardinal" and unit.name != "%":
        draft.unit, draft.dimension = unit.name, unit.dimension
        draft.kind = "duration" if unit.dimension == "time" else "quantity"
    return True


def _may_follow(tokens: Tokens, at: int) -> bool:
    """Tell whether what follows a number can begin a noun phrase: a word, a hyphen, a quotation, 737 Max jets."""
    following = tokens.lower_at(at)
    if following[:1].isalpha() or following in ("-", "("):
        return True
    if following in AIRLINERS:
        return not tokens.joined(at)
    return following in QUOTES and not tokens.joined(at - 1) and tokens.joined(at)


def _attach_compound(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Set the unit of a 22-member team (member) and of a 24,000-strong force (force)."""
    at = draft.last + 1
    if not (tokens.joined(at - 2) and tokens.joined(at - 1)) or tokens.lower_at(at) in rules.words["stop"]:
        return  # 20-of-24 passing
    if tokens.lower_at(at) in AFTER_HYPHEN:
        at += 1
        end = noun_phrase_end(tokens, at, rules)
    else:
        end = at + tokens.lower_at(at).isalpha()
        for _ in range(LONGEST_COMPOUND):
            end += 2 * (tokens.lower_at(end) == "-" and tokens.joined(end - 1) and tokens.joined(end))
    if end > at:
        draft.unit = tokens.surface(at, end)


def _skip_extras(tokens: Tokens, at: int) -> int:
    """Skip what stands between a number and its noun: or so, more, other."""
    if tokens.lower_at(at) == "(" and tokens.is_digits(at + 1) and tokens.lower_at(at + 2) == ")":
        at += 3  # four (4) size options
    at += 2 * ((tokens.lower_at(at), tokens.lower_at(at + 1)) in LOOSELY) + (tokens.lower_at(at) == "plus")
    for _ in range(2):
        at += tokens.lower_at(at) in EXTRA
    return at


def _skip_quote(tokens: Tokens, at: int, rules: Rules) -> int:
    """Return where the noun begins that is in quotation marks (300 "stall wallahs") or after them ("minor" cuts)."""
    closing = QUOTES[tokens.lower_at(at)]
    end = next((end for end in range(at + 2, at + LONGEST_QUOTE) if tokens.lower_at(end) == closing), None)
    if end is None:
        return at
    return at + 1 if is_plural(tokens.lower[end - 1], rules) else end + 1


def _without_verb(tokens: Tokens, start: int, end: int, rules: Rules) -> int:
    """Drop what is no plural noun and plainly a verb: three million make the journey, 8 showed resistance."""
    if end == start or is_plural(tokens.lower[end - 1], rules):
        return end
    if tokens.lower[start] in rules.words["no_noun"] or (end > start + 1 and tokens.lower[start].endswith("ed")):
        return start
    if end > start + 1 and tokens.lower[start] in rules.words["compound"]:
        return start + 1  # an eleven man team
    while end > start + 1 and tokens.lower[end - 1] in rules.words["no_noun"]:
        end -= 1  # 67,000 Senegalese live
    if tokens.lower_at(end) in NOUN_LEADS or tokens.lower_at(end) in FROM:
        end -= not tokens.is_capital(end - 1)
    return end
