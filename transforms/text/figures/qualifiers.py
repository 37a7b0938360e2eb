"""Set the qualifier of a figure (about, at least, at most, record, target, forecast, plan), and its reach."""

from __future__ import annotations

from functools import cache

from dyadwire.transforms.text.figures.bounds import OPPOSITE, is_turned, sets_no_limit
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ADDING, AUXILIARIES, DETERMINERS, INDEFINITE
from dyadwire.transforms.text.figures.measure_heads import Head
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

CUE_REACH = 12  # tokens before a figure in which "plans to" or "target" still speaks of it
ONE_MORE = INDEFINITE | ADDING
BREAKS = frozenset(
    (
        *(";", ".", ":", "but", "while", "after", "when", "because", "although", "than", "compared"),
        *("which", "who", "whom", "whose"),
    )
)
VIEWS = frozenset(("forecast", "outlook", "projection", "estimate"))  # both ends of what is cut are views
OFFERS = (("offer",), ("offers",))  # a telephone offers 30 colours
PARTS_OF = (["of", "the"], ["of", "its"], ["of", "their"], ["of", "these"], ["of", "those"])
PASSED = DETERMINERS | {"this"}  # before "past", which is then no limit
TAIL = 8  # tokens after "output of 20,000 tonnes" in which "is to start" stands
SUBJECT = 4  # tokens of "an initial advance of"
ADVERBIAL = frozenset(("in", "with", "at", "on", "for", "by", "to", "from", "under"))
RECORDS = (("a", "record"), ("a", "new", "record"))
CARRY_BREAKS = BREAKS | {","}
DECIDED = ("budget", "spending", "expenditure")
AHEAD = frozenset(("plan", "forecast", "target"))  # what is yet to be; it goes on to the next figure


def mark_qualifier(
    draft: FigureDraft, tokens: Tokens, rules: Rules, previous: FigureDraft | None, links: Links, head: Head | None
) -> None:
    """Set the qualifier of a draft: what touches it first, then what its clause says. None means exact."""
    found, draft.rule_claim = _qualifier_of(draft, tokens, rules, previous, links)
    draft.rule_qualifier = "plan" if found == "forecast" and head and _is_decided(head, draft, tokens) else found


def _is_decided(head: Head, draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish a budget that will rise, which its government has decided, from an economy that will."""
    return tokens.lower_at(head.last - 1) in DECIDED and "will" in tokens.lower[head.last : draft.first]


def _qualifier_of(
    draft: FigureDraft, tokens: Tokens, rules: Rules, previous: FigureDraft | None, links: Links
) -> tuple[str | None, str | None]:
    """Return what touches a figure, else what the figure before carries on, its clause, or words after it say.

    That something is only forecast comes before about how much: "is expected to rise to about $150bn". Return also what
    the clause says where what touches the figure comes first.
    """
    beside, first = _beside(draft, tokens, rules)
    beside = beside or ("about" if draft.form == "vague" else None)
    if links.is_base(draft):
        return beside or ("forecast" if _is_view(draft, tokens) else None), None
    if draft.form == "ordinal" or draft.kind == "duration":
        return beside, None
    floor = previous.last if previous and previous.form != "multiple" else 0  # wants to double it to 5 million
    found = _in_clause(draft, tokens, rules, floor, first)
    carried = previous.rule_qualifier if previous and previous.rule_qualifier in AHEAD else None
    if carried and found is None and _carries(tokens.lower[floor:first]):
        found = carried
    found = found or _in_tail(draft, tokens, rules, first)
    if beside:
        return found if (beside, found) == ("about", "forecast") else beside, found
    return found, None


def mark_record(drafts: list[FigureDraft], tokens: Tokens) -> None:
    """Mark the figure of which ", a record" tells at some distance: the last level before it."""
    lower = tokens.lower
    if "record" not in lower:
        return
    for at in (at for at, word in enumerate(lower) if word == ","):
        end = next((at + 1 + len(form) for form in RECORDS if tuple(lower[at + 1 : at + 1 + len(form)]) == form), 0)
        if not end or (
            tokens.lower_at(end)[:1].isalpha() and tokens.lower_at(end) not in ("for", "high", "low", "level")
        ):
            continue
        levels = [
            draft for draft in drafts if draft.last <= at and draft.kind in ("money", "count", "quantity", "percent")
        ]
        levels = [draft for draft in levels if draft.role == "level" and not draft.rule_trivial]
        if levels and levels[-1].rule_qualifier is None and BREAKS.isdisjoint(lower[levels[-1].last : at]):
            levels[-1].rule_qualifier = "record"


def _is_view(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise "cut its forecast from 2.75 percent to", whose base is a forecast too."""
    lower, start = tokens.lower, max(1, draft.first - CUE_REACH)
    return any(lower[at] in VIEWS and lower[at - 1] in DETERMINERS for at in range(start, draft.first))


def _in_tail(draft: FigureDraft, tokens: Tokens, rules: Rules, first: int) -> str | None:
    """Find the cue after a figure that is part of the subject: "output of 20,000 tonnes a year is to start".

    Or the subject itself, which begins at `first`: at least 20 people are to be sent.
    """
    is_subject = first == 0 and draft.first > 0
    if draft.first > SUBJECT or not (is_subject or tokens.lower_at(first - 1) == "of"):
        return None
    if not ADVERBIAL.isdisjoint(tokens.lower[:first]):
        return None
    for at in range(draft.last, draft.last + TAIL):
        if tokens.lower_at(at) in CARRY_BREAKS or tokens.lower_at(at)[:1].isdecimal():
            return None
        for parts, qualifier in rules.clause_cues.get(tokens.lower_at(at), ()):
            if (
                parts[0] not in rules.words["wish"]
                and at - len(parts) + 1 >= draft.last
                and tuple(tokens.lower[at - len(parts) + 1 : at + 1]) == parts
            ):
                return qualifier
    return None


def _carries(between: list[str]) -> bool:
    """Tell whether a plan or forecast goes on to the next figure: no comma, no new verb, no whole of it."""
    if between[-2:] in PARTS_OF:
        return False  # withdraw 5,000 of its 35,000 troops
    done = not AUXILIARIES.isdisjoint(between)
    return CARRY_BREAKS.isdisjoint(between) and not done and not any(word.endswith("ing") for word in between)


def _beside(draft: FigureDraft, tokens: Tokens, rules: Rules) -> tuple[str | None, int]:
    """Match the forms that end where the figure begins, or begin where it ends; return also where both begin."""
    ends = [draft.first]
    while tokens.lower_at(ends[-1] - 1) in ONE_MORE:  # up to an additional 15 percent
        ends.append(ends[-1] - 1)
    for end in ends:
        for parts, qualifier in rules.cues_before.get(tokens.lower_at(end - 1), ()):
            if len(parts) == 1 or (end >= len(parts) and tuple(tokens.lower[end - len(parts) : end]) == parts):
                return _read_before(draft, parts, qualifier, tokens, end, rules), end - len(parts)
    end = max(draft.last, draft.rest)
    found = _behind(end, tokens, rules)
    if found is None and draft.kind == "count" and draft.unit and tokens.lower_at(end).isalpha():
        found = _behind(end + len(draft.unit.split()), tokens, rules)  # 3,000 soldiers or so
    return None if found == "record" and draft.kind == "duration" else found, draft.first


def _read_before(
    draft: FigureDraft, parts: tuple[str, ...], qualifier: str, tokens: Tokens, end: int, rules: Rules
) -> str | None:
    """Return what the words `parts` before the token `end` make of the figure that follows."""
    start = end - len(parts)
    no_limit = sets_no_limit(draft, parts, tokens, end)
    no_limit = no_limit or (parts == ("past",) and tokens.lower_at(start - 1) in PASSED)
    no_limit = no_limit or (parts in OFFERS and draft.kind == "count")
    if no_limit or _is_particle(parts, tokens, start, rules):
        return None
    if qualifier in OPPOSITE and is_turned(draft, parts, tokens, start, rules):
        return OPPOSITE[qualifier]
    return qualifier


def _behind(end: int, tokens: Tokens, rules: Rules) -> str | None:
    for parts, qualifier in rules.cues_after.get(tokens.lower_at(end), ()):
        if tuple(tokens.lower[end : end + len(parts)]) == parts:
            return qualifier
    return None


def _is_particle(parts: tuple[str, ...], tokens: Tokens, start: int, rules: Rules) -> bool:
    """Distinguish "handed over 61" and "edged up to $5 billion" from limits: the verb before takes the word."""
    before = tokens.lower_at(start - 1)
    if parts == ("over",):
        shot = before == "down" and tokens.lower_at(start - 2) in rules.words["takes_up"]  # shot down over 11 regions
        return shot or before in rules.words["takes_over"]
    if parts != ("up", "to"):
        return False
    found = rules.directions.at(tokens, start - 1)
    moved = rules.direction_words.get(before, {}).get("verb") == "up"
    moved = moved and (before not in rules.words["transitive"] or before.startswith("add"))  # the bills added up to
    return (found is not None and found[1] == start + 1) or moved  # but cut up to 500 jobs, raise up to €2m


@cache
def _clause_marks(rules: Rules) -> frozenset[str]:
    """Return the words at which the search for a cue has anything to look at."""
    return BREAKS.union(rules.clause_cues, ("and",))


def _in_clause(draft: FigureDraft, tokens: Tokens, rules: Rules, floor: int, first: int) -> str | None:
    """Find a cue such as "plans to" between the figure before and `first`, in the same clause; the nearest wins."""
    if draft.kind == "percent" and tokens.lower_at(draft.first - 1) == "with":
        return None  # predicted the deaths with 92 percent certainty
    if draft.kind == "count" and tokens.lower[max(0, draft.first - 2) : draft.first] in PARTS_OF:
        return None  # most of the 700 horses will fall ill
    start = max(floor, draft.first - CUE_REACH)
    lower, cues, marks = tokens.lower, rules.clause_cues, _clause_marks(rules)
    for at in [at for at in range(first - 1, start - 1, -1) if lower[at] in marks]:
        word = lower[at]
        if word == "targeted" and at == draft.first - 1 and draft.kind == "count":
            return None  # bombers targeted ten villages
        if word in BREAKS or (word == "and" and tokens.lower_at(at + 1) in AUXILIARIES):
            return None
        for parts, qualifier in cues.get(word, ()):
            begin = at - len(parts) + 1
            if begin == at or (begin >= start and tuple(lower[begin : at + 1]) == parts):
                return (
                    None if (tokens.lower_at(begin - 2), tokens.lower_at(begin - 1)) == ("no", "longer") else qualifier
                )
    return None
