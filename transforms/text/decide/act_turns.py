"""Acts that a verb turns into another: aid that is suspended, tariffs that are lowered, troops that are withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.act_codes import CLASSES
from dyadwire.transforms.text.figures.function_words import BE

REACH = 4  # tokens of "suspended all of its military aid" between the verb and its noun
STOPS = frozenset(
    (
        *(",", ".", ";", ":", "and", "or", "but", "that", "which", "who"),
        *("to", "by", "after", "before", "until", "from", "in", "on", "at"),
    )
)
OFF = frozenset(("off", "out", "back"))
ENDED, EASED, WITHDRAWN = "SANCTION", "CONCEDE", "RETREAT"
CURBING = ("SANCTION", "COERCE")


@cache
def words_of_turns(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return role → words of the table of turns."""
    roles: dict[str, set[str]] = {}
    for row in lexicon["act_turns"]:
        roles.setdefault(row["role"], set()).add(row["word"])
    return {role: frozenset(words) for role, words in roles.items()}


def turn(code: str, tokens: list[str], trigger: int | None, lexicon: Lexicon) -> str:
    """Return the code of an act that the token at `trigger` tells: another where a verb beside that word turns it.

    PLOVER counts halted talks and stopped aid as SANCTION, eased sanctions as CONCEDE, and forces withdrawn as RETREAT.
    """
    if trigger is None:
        return code
    words, noun = words_of_turns(lexicon), tokens[trigger]
    if CLASSES[code].endswith("cooperation") and (noun in words["flow"] or noun in words["meeting"]):
        ends = words["end"] | words["end_of_flow"] if noun in words["flow"] else words["end"]
        return ENDED if _is_governed(tokens, trigger, ends, words["break"]) else code
    if code in CURBING and noun in words["curb"]:
        return EASED if _is_governed(tokens, trigger, words["ease"], frozenset()) else code
    if code == "MOBILIZE" and noun in words["force"]:
        return WITHDRAWN if _is_governed(tokens, trigger, words["withdraw"], frozenset()) else code
    return code


def _is_governed(tokens: list[str], noun: int, verbs: frozenset[str], with_off: frozenset[str]) -> bool:
    """Tell whether one of the verbs has a noun as its object, "broke off talks", or subject: "aid was halted"."""
    for at in range(noun - 1, max(-1, noun - 2 - REACH), -1):
        if tokens[at] in verbs or (tokens[at] in with_off and tokens[at + 1] in OFF):
            return True
        if tokens[at] in STOPS:
            break
    for at in range(noun + 1, min(noun + 1 + REACH, len(tokens) - 1)):
        if tokens[at] in STOPS:
            return False
        if tokens[at] in BE:
            return any(token in verbs for token in tokens[at + 1 : at + 3])
    return False
