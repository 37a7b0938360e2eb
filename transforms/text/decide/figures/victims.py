"""Find the figures that count whom somebody killed or hurt: casualties, whatever they are else."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import AUXILIARIES, BE
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.topic_words import TopicCue, hints_of

VICTIMS, SUREST = "casualties", 3  # the topic, and how strongly words tell it that tell nothing else
# How the words end that tell a deed, and those that end otherwise: killed, wounding, shot dead; no deaths.
ENDINGS, DONE = ("ed", "ing"), frozenset(("slain", "dead", "kill", "kills", "wounds", "injures"))
DIED, HAVE = frozenset(("died", "drowned", "perished", "starved", "suffocated")), frozenset(("have", "had"))
LIFELESS = frozenset(("economy", "business", "budget", "energy", "trade", "output"))  # jobs that a storm killed
LOSSES = ["losses", "of"]
THINGS = LIFELESS | {"arms"}
NOUN = 5  # tokens of "U.S. soldiers" between a count and "were killed"
SAID = (["according"], ["as"], ["by"])  # begin an aside that says who counts
OTHERS = frozenset((",", "after", "and", "as", "before", "when", "while"))


def find_victims(
    figures: Sequence[FigureDraft], cues: Sequence[TopicCue], tokens: Tokens, rules: Rules
) -> frozenset[int]:
    """Return the first tokens of the figures of a sentence that count whom somebody killed or hurt."""
    deeds = [cue for cue in cues if (VICTIMS, SUREST) in cue.hints and _is_deed(tokens.lower_at(cue.last - 1))]
    found = [_are_killed(one, deeds, tokens, rules) or _died(one, tokens) for one in figures]
    for at in range(1, len(figures)):
        added = found[at - 1] and not _does_more(figures[at], tokens)
        found[at] = found[at] or (added and _are_added(figures[at], figures[at - 1], tokens, rules))
    for at in range(len(figures) - 1, 0, -1):
        found[at - 1] = found[at - 1] or (found[at] and _are_added(figures[at - 1], figures[at], tokens, rules))
    return frozenset(one.first for one, killed in zip(figures, found, strict=True) if killed)


def _is_deed(word: str) -> bool:
    return word in DONE or word.endswith(ENDINGS)


def is_ruined(draft: FigureDraft, rules: Rules) -> bool:
    """Recognise things that are destroyed, as houses are: no casualties."""
    return (draft.unit or "").lower().rpartition(" ")[2] in rules.words["ruined"]


def _are_killed(draft: FigureDraft, deeds: Sequence[TopicCue], tokens: Tokens, rules: Rules) -> bool:
    """Recognise the object of killed, and the subject of were killed."""
    own = hints_of(draft.unit or "", rules.topics)
    if draft.kind != "count" or draft.value is None or any(topic in LIFELESS and sure >= SUREST for topic, sure in own):
        return False
    at = draft.first
    while tokens.lower_at(at - 1) in rules.words["filler"] and tokens.lower_at(at - 1) != "and":
        at -= 1
    if tokens.lower[max(0, at - 2) : at] == LOSSES and draft.unit in rules.words["kin_person"]:
        return True  # of 500 men
    behind = (be for be in range(draft.last, draft.last + NOUN) if tokens.lower_at(be) in BE)
    passive = next(behind, None)
    if passive is not None and not OTHERS.isdisjoint(tokens.lower[draft.last : passive]):
        passive = None  # arrested 20 people after two were killed
    return any(cue.last == at or (passive is not None and cue.first == passive + 1) for cue in deeds)


def _died(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise who died: 31 migrants drowned."""
    behind = _noun_end(draft)
    behind += tokens.lower_at(behind) in HAVE
    return draft.kind == "count" and tokens.lower_at(behind) in DIED


def _does_more(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise who is told of by a verb of its own: killed 300 rebels, and 2,400 have surrendered."""
    return any(tokens.lower_at(at) in AUXILIARIES for at in (draft.last, _noun_end(draft)))


def _noun_end(draft: FigureDraft) -> int:
    """Return the token behind what a figure counts."""
    return draft.last + len((draft.unit or "").split())


def _are_added(draft: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether "and" joins people to a figure: killed 23 soldiers and, according to Kabul, over 200 fighters."""
    own = {topic for topic, _ in hints_of(draft.unit or "", rules.topics)}
    thing = is_ruined(draft, rules) or ("troops" not in own and own & THINGS)
    if draft.kind != "count" or draft.value is None or thing:
        return False
    first, second = sorted((draft, other), key=lambda one: one.first)
    between = tokens.lower[_noun_end(first) : second.first]
    if between[:1] != ["and"]:
        return False
    rest = between[1:]
    if rest[:1] == [","] and rest[1:2] in SAID:
        rest = rest[len(rest) - rest[::-1].index(",") :]
    return all(word in rules.words["filler"] for word in rest)
