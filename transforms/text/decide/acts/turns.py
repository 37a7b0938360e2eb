"""Acts that a verb turns into another: aid that is suspended, tariffs that are lowered, troops that are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from dyadwire.transforms.text.decide.acts.scene import SIDE
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE

REACH = 4  # tokens of "suspended all of its military aid" between the verb and its noun
STOPS = frozenset(
    (
        *(",", ".", ";", ":", "and", "or", "but", "that", "which", "who"),
        *("to", "by", "after", "before", "until", "from", "in", "on", "at"),
    )
)
SUBJECT = 8  # and of "exports of coal to Poland were halted" between the noun and its verb, over whose and with whom
OVER = frozenset(("to", "from", "in", "on"))
OFF = frozenset(("off", "out", "back"))
LEAVING = (("out", "of"), ("from",), ("on",))  # behind "pulled", "withdrew" and "reneged", before what is left
COOPERATION = frozenset(code for code, of_class in CLASSES.items() if of_class.endswith("cooperation"))


class Turn(NamedTuple):
    """What verbs of some roles make of an act that a noun of a role tells.

    `ahead`: the word that tells the act may stand before the noun, as who cuts what hinders trade hinders less.
    """

    codes: frozenset[str]
    noun: str
    verbs: tuple[str, ...]
    to: str
    ahead: bool = False


# PLOVER counts halted talks and stopped aid as SANCTION, eased sanctions as CONCEDE, and forces withdrawn as RETREAT.
TURNS = (
    Turn(COOPERATION, "flow", ("end", "end_of_flow"), "SANCTION"),
    Turn(COOPERATION, "meeting", ("end",), "SANCTION"),
    Turn(frozenset(("SANCTION", "COERCE")), "curb", ("ease",), "CONCEDE", ahead=True),
    Turn(frozenset(("MOBILIZE",)), "force", ("withdraw",), "RETREAT"),
)


@cache
def words_of_turns(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return role → words of the table of turns."""
    return lexicon.words_by("role", "act_turns")


def turn(code: str, tokens: list[str], trigger: int, lexicon: Lexicon) -> str:
    """Return the code of an act that the token at `trigger` tells: another where a verb turns what a noun tells."""
    words = words_of_turns(lexicon)
    for one in TURNS:
        noun = _noun(tokens, trigger, words[one.noun], REACH * one.ahead) if code in one.codes else None
        if noun is not None:
            verbs = frozenset[str]().union(*(words[role] for role in one.verbs))
            return one.to if _is_governed(tokens, noun, verbs, words) else code
    return code


def _noun(tokens: list[str], trigger: int, nouns: frozenset[str], reach: int) -> int | None:
    """Return the token of a noun: the trigger, or the next one so near behind it in its clause."""
    for at in range(trigger, min(trigger + 1 + reach, len(tokens))):
        if tokens[at] in STOPS:
            break
        if tokens[at] in nouns:
            return at
    return None


def _is_governed(tokens: list[str], noun: int, verbs: frozenset[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one of the verbs has a noun as its object, "broke off talks", or subject: "aid was halted"."""
    governed = False
    for at in _before(tokens, noun, words["amount"]):
        if tokens[at] in words["resume"]:
            return False  # resumed the suspended talks
        governed = governed or _is_left(tokens, at, words["leave"])
        if tokens[at] in STOPS:
            break
        state = at > 0 and tokens[at - 1] in DEFINITE  # the halted talks: nobody halts them now
        broken = tokens[at] in words["break"] and tokens[at + 1] in OFF
        broken = broken or (tokens[at] in words["tear"] and tokens[at + 1] == "up")
        led = tokens[at + 1 : at + 2] == ["with"]  # ended with 45 agreements
        governed = governed or (tokens[at] in verbs and not state and not led) or broken
    return governed or _is_done_to(tokens, noun, verbs, words["break"])


def _before(tokens: list[str], noun: int, amounts: frozenset[str]) -> Iterator[int]:
    """Yield the tokens before a noun, the nearest first, but for those of an amount: lifted $5 million of sanctions."""
    left = REACH + 1
    for at in range(noun - 1, -1, -1):
        is_amount = tokens[at][0].isdigit() or tokens[at] in amounts
        if is_amount or (tokens[at] in ("in", "of") and at and tokens[at - 1] in amounts):
            continue
        if left == 0:
            return
        left -= 1
        yield at


def _is_left(tokens: list[str], at: int, verbs: frozenset[str]) -> bool:
    """Tell whether a word leads from a verb to what somebody leaves: pulled out of, withdrew from, reneged on."""
    ways = (way for way in LEAVING if tuple(tokens[max(0, at + 1 - len(way)) : at + 1]) == way)
    return any(at >= len(way) and tokens[at - len(way)] in verbs for way in ways)


def _is_done_to(tokens: list[str], noun: int, verbs: frozenset[str], breaks: frozenset[str]) -> bool:
    for at in range(noun + 1, min(noun + 1 + SUBJECT, len(tokens) - 1)):
        if tokens[at] in BE:
            ahead = tokens[at + 1 : at + 4]
            broken = any(one in breaks and other in OFF for one, other in pairwise(ahead))
            return broken or not verbs.isdisjoint(ahead[:2])
        listed = tokens[at] == "and" and tokens[at + 1] == SIDE  # between China and Japan
        if tokens[at] in STOPS and tokens[at] not in OVER and not listed:
            break
    return False
