"""Words that must stand beside whom a verb has, for it to tell the deed that the table of deeds has: put on trial."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.acts.deeds.table import Verb
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.figures.function_words import BEFORE_VERBS, DETERMINERS, words_of
from dyadwire.transforms.text.figures.times.forms import MONTHS, WEEKDAYS

NEAR = 5  # tokens behind a side in which a word of MUST may stand
DAYS = WEEKDAYS | MONTHS
PACT = 4  # and behind one in which what is struck is an agreement
BEFORE = 3  # and before a subject in which a word of DOERS may stand
LEADS = PREPOSITIONS | words_of("along alongside around behind beside beyond inside out outside upon")
# What is hit and broken into without force: the Chinese market.
BALANCES = words_of("deficit deficits gap imbalance surplus surpluses")
_ABOUT = words_of("about at over than")  # and from a verb to how many
# What leads from a thing to whose it is: a yacht owned by a Russian, firms linked to Iran; as goods from and to do.
_LINKS = {
    "by": words_of("backed owned operated run"),
    "for": words_of("bound"),
    "in": words_of("assembled built grown made manufactured poured produced"),
    "to": words_of("belonging linked tied"),
    "with": words_of("linked"),
}


def lacks(verb: Verb, scene: Scene, after: int, mention: SideMention) -> bool:
    """Tell a verb that ends before a place and asks for words of a kind, none of which is beside whom it has."""
    end = mention.last + 1
    return is_unlike(verb, (*scene.tokens[after : mention.at], *scene.tokens[end : end + NEAR]))


def is_unlike(verb: Verb, beside: Sequence[str]) -> bool:
    """Tell words among which is none of a kind that a verb asks for."""
    if "flow" in verb.behind and not BALANCES.isdisjoint(beside):
        return True  # to cut a trade deficit
    return any(words.isdisjoint(beside) for words in verb.asked(verb.kinds.beside))


def is_followed(scene: Scene, end: int, verb: Verb) -> bool:
    """Tell an object that ends before a place with the words behind it that its verb asks for."""
    beyond = verb.kinds.beyond
    asked = [beyond[kind] for kind in verb.behind if kind in beyond]
    return any(not words.isdisjoint(_words(scene, end, end + reach)) for words, reach in asked)


def _words(scene: Scene, start: int, end: int) -> list[str]:
    """Return the words from one token to another, with those that name sides, as in "to the International Court"."""
    named = " ".join(scene.source[one.side.start : one.side.end] for one in scene.mentions if start <= one.at < end)
    return [*scene.tokens[start:end], *named.lower().split()]


def is_linked(scene: Scene, at: int) -> bool:
    """Tell a preposition that leads from a thing to whose it is, to a day or an amount: owned by, deported over 900."""
    behind = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else ""
    if scene.tokens[at] in _ABOUT and (behind[:1].isdigit() or behind == "least"):
        return True
    if scene.tokens[at] not in PREPOSITIONS:
        return False
    if scene.tokens[at] == "off":
        return scene.tokens[at + 1 : at + 2] != [SIDE]  # cut off power to
    day = not DAYS.isdisjoint(scene.tokens[at + 1 : at + 2])
    if day or scene.tokens[at - 1] in _LINKS.get(scene.tokens[at], ()):
        return True
    return scene.tokens[at] in ("from", "to") and scene.tokens[at - 1] in scene.lists["goods"]


def is_done_by(scene: Scene, subject: SideMention, at: int, verb: Verb) -> bool:
    """Tell a subject of the kind that the verb at a place asks for, as in "protesters in Karachi"."""
    words = scene.tokens[max(0, subject.at - BEFORE) : at]
    return all(not doers.isdisjoint(words) for doers in verb.asked(verb.kinds.doer))


def is_figurative(scene: Scene, target: SideMention, verb: Verb) -> bool:
    """Tell what nobody attacks: invaded the Chinese market, struck a Turkmen gas deal."""
    behind = scene.tokens[target.last + 1 : target.last + PACT]
    return not scene.lists["unhit"].isdisjoint(behind[:2]) or not verb.kinds.together["pact"].isdisjoint(behind)


def is_verb(scene: Scene, at: int, end: int, verb: Verb) -> bool:
    """Tell "Israel strikes Syria", "China bans exports", "will visit China" from "the visits of", "China's visits"."""
    before = scene.tokens[at - 1] if at else ""
    behind = scene.tokens[end] if end < len(scene.tokens) else ""
    present = before == SIDE and scene.tokens[at].endswith("s")
    object_of = behind == SIDE or behind in DETERMINERS or behind in verb.kinds.beside["flow"]
    return before in BEFORE_VERBS or (present and object_of)
