"""Recognise what is yet to be where few learned texts show it: headlines, pledges, what could be, what deals are to do.

Each is of a closed form, so it is told whatever is learned of the words beside a figure.
"""

from __future__ import annotations

from datetime import date

from dyadwire.transforms.text.decide.figures.sentence import FigureSentence
from dyadwire.transforms.text.decide.figures.when import SOON, is_over
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import (
    ADDING,
    AUXILIARIES,
    DEFINITE,
    INDEFINITE,
    NOUN_LEADS,
    RELATIVES,
    words_of,
)
from dyadwire.transforms.text.figures.qualifiers import BREAKS, PARTS_OF
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import TITLE

REACH = 14  # tokens before a figure in which the word that tells it stands
PLEDGES = frozenset(("pledges", "vows", "promises"))
GIFTS = frozenset(("aid", "donor", "donors", "new", "total"))  # aid pledges, which are no verb
# Words of "as much as another".
ROUGHLY = words_of("about almost around as at fewer least less many more most much nearly over than to up")
ROUGHLY |= ADDING | INDEFINITE
POSSIBLE = frozenset(("could", "may", "might"))
PASSED = frozenset(("also", "even", "now", "soon", "still", "well"))  # between those and their verb
SIGNING = frozenset(("sign", "signed", "signing", "signs", "inked", "struck", "reach", "reached", "concluded"))
QUOTES = ('"', "”", "’", "'")  # the "may sell" price is a name
DEALS = frozenset(("accord", "agreement", "contract", "deal", "memorandum", "pact", "treaty"))
DEAL_REACH, SIGNED_REACH = 8, 5  # tokens from the deal to what it is to do, and before it
APART = (
    BREAKS | RELATIVES | AUXILIARIES | {"that", "as", "since", "despite", "amid", "if", "—"}
)  # after these another clause begins
SUBJECT = 5  # tokens of "Turkey, Qatar's Sisi and" before "to"
SUBJECT_REACH = 5  # tokens of "Indian workers" between a figure and its verb
PRESENT = frozenset(("are", "is"))
JOINING = frozenset((",", "and", "&", "'s", "’s"))
NO_VERBS = NOUN_LEADS | {"celebrate", "date", "mark"}  # to mark 70 years
ENDING = frozenset(("end", "resolve", "settle"))  # to end a war of 20,000 dead: the figure is of what is ended


def goes_on(between: list[str]) -> bool:
    """Tell whether what such a form tells goes on to the figure behind the words `between`: no new clause."""
    return APART.isdisjoint(between)


def tell_ahead(draft: FigureDraft, here: FigureSentence, rules: Rules, published: date | None) -> bool:
    """Set as ahead a figure of such a form, and take from it the time of the deal that is to bring it.

    Return whether its form alone tells it.
    """
    agreed, told = _when_agreed(draft, here, published), draft.ahead
    draft.ahead = told or agreed is not None or _is_told(draft, here, rules, published)
    if agreed and draft.period in agreed:
        draft.period = None
    return draft.ahead and not told


def _is_told(draft: FigureDraft, here: FigureSentence, rules: Rules, published: date | None) -> bool:
    """Tell a figure of such a form, which is of no time that is over."""
    tokens = here.tokens
    if (
        draft.kind in ("duration", "ordinal", "ratio")
        or tokens.lower[max(0, draft.first - 2) : draft.first] in PARTS_OF
    ):
        return False
    if is_over(draft.period, published):
        return False
    if _is_pledged(draft, tokens) or _is_possible(draft, tokens, rules) or _is_awaited(draft, tokens, rules):
        return True
    return _is_headline(draft, here, rules)


def _when_agreed(draft: FigureDraft, here: FigureSentence, published: date | None) -> list[TimePhrase] | None:
    """Return the times of the deal that is to bring a figure: signed a deal on Tuesday to send 500 doctors.

    None where no deal does, or one that was signed long before.
    """
    tokens, at = here.tokens, _infinitive(draft, here.tokens)
    if at is None or draft.kind in ("duration", "ordinal") or not _is_of_deal(at, tokens):
        return None
    times = [one for one in here.phrases if one.start < tokens.starts[at]]
    return None if any(_is_old(one, published) for one in times) else times


def _is_old(phrase: TimePhrase, published: date | None) -> bool:
    if phrase.days is None or published is None:
        return FIND_YEAR.search(phrase.text) is not None
    return published - phrase.days.end > SOON


def _is_of_deal(at: int, tokens: Tokens) -> bool:
    lower = tokens.lower
    for deal in range(at - 1, max(-1, at - 1 - DEAL_REACH), -1):
        if lower[deal] in APART or lower[deal] == ",":
            return False
        if lower[deal] in DEALS:
            return not SIGNING.isdisjoint(lower[max(0, deal - SIGNED_REACH) : deal])
    return False


def _infinitive(draft: FigureDraft, tokens: Tokens) -> int | None:
    """Return where the first "to" before a verb stands in the clause of a figure."""
    found = None
    for at in range(_before(draft, tokens), max(0, draft.first - REACH) - 1, -1):
        if tokens.lower[at] in APART:
            break
        if tokens.lower[at] == "to" and at + 1 < draft.first and _is_verb(at + 1, tokens):
            found = at
    return None if found is None or tokens.lower_at(found + 1) in ENDING else found


def _before(draft: FigureDraft, tokens: Tokens) -> int:
    """Return the token before a figure and what says how much of it there is: more than, up to, another."""
    at = draft.first - 1
    while tokens.lower_at(at) in ROUGHLY:
        at -= 1
    return at


def _is_verb(at: int, tokens: Tokens) -> bool:
    word = tokens.lower_at(at)
    return word.isalpha() and word not in NO_VERBS and not word.endswith("ing")


def _is_pledged(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise "Egypt pledges $5bn" and ", pledges another $5bn", but not "aid pledges $5bn"."""
    at = _before(draft, tokens)
    before = tokens.word(at - 1)
    pledges = tokens.lower_at(at) in PLEDGES and before.lower() not in GIFTS
    return pledges and (before in (",", "and") or before[:1].isupper())


def _is_possible(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "could raise it to $4bn", but not "may have killed 40", nor "could not pay"."""
    for at in range(_before(draft, tokens), max(0, draft.first - REACH) - 1, -1):
        if tokens.lower[at] in APART:
            return False
        if tokens.words[at] in POSSIBLE:  # as written: May is a month
            verb = at + 1 + (tokens.lower_at(at + 1) in PASSED)
            return tokens.lower_at(verb) in rules.words["could_do"] and tokens.lower_at(verb + 1) not in QUOTES
    return False


def _is_awaited(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "5,000 workers are expected to go", but not "the 5,000 workers are expected to go", who are there."""
    if tokens.lower_at(_before(draft, tokens)) in DEFINITE:
        return False
    for at in range(draft.last, draft.last + SUBJECT_REACH):
        word = tokens.lower_at(at)
        if word in PRESENT and tokens.lower_at(at + 1) in rules.words["coming"] and tokens.lower_at(at + 2) == "to":
            return True
        if word in APART or word in JOINING or not word.isalpha():
            return False  # inflation of 30% and is expected to rise
    return False


def _is_headline(draft: FigureDraft, here: FigureSentence, rules: Rules) -> bool:
    """Recognise "Ghana, India to build 200 buses", which begins with its subject and "to"."""
    tokens, at = here.tokens, _infinitive(draft, here.tokens)
    if at is None or not 0 < at <= SUBJECT:
        return False
    if any(one.start == tokens.starts[at + 1] for one in here.countries):
        return False  # Russia to China flows
    subjects = JOINING | rules.words["announcer"]
    named = any(one.end == tokens.ends[at - 1] for one in here.countries)
    if not all(tokens.is_capital(one) or tokens.lower[one] in subjects for one in range(at)):
        return False
    if named or (here.number != TITLE):
        return named
    return at > 1 and tokens.words[at + 1].islower() and tokens.words[at].islower()
