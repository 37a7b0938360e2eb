"""Which word of a sentence tells an act, and whether it says that the act was done, is planned, or was not done."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from dyadwire.transforms.text.decide.acts.codes import CLASSES
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene
from dyadwire.transforms.text.decide.acts.told import cue_before, is_not_only
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE, DETERMINERS, words_of

DONE, PLANNED, DENIED = "done", "planned", "denied"
# What speaks for a word beside its own weight: being a verb, and against it each token that it is away from a side.
VERB, AWAY = 0.3, 0.02
NAMED = 3.0  # against a word of a name, so that it tells an act only where no other word does
REACH = 4  # tokens before the word of an act that say whether it was done
_NO_OBJECT = words_of("said says say saying told tells has have had")  # before "no": said no troops; has no plans
_NEGATIONS = words_of(
    "not n't never neither nor denied denies deny no without cannot can't didn't doesn't won't wouldn't"
)
_AHEAD = words_of(
    "will would shall should may might could plan plans planned planning intend intends intended expected "
    "expects set scheduled propose proposes proposed wants want considering considers next threatened "
    "threatens seeks if"
)
_YET = words_of("are is was were be likely poised ready")  # before "to": is to meet
_IS = BE | {"'s", "’s"}  # before "due to" and a verb: he's due to meet
CLAUSE = 14  # tokens before it in which its clause may say that all of it is yet to come
_CLOSES = words_of(
    ", after and before because which while who but said ; : — – ( )"
)  # between an act and what is yet to be
_MODAL = words_of("will would could may might")
_FORESEEN = words_of("expected forecast likely predicted projected set")  # behind "is"
_WILL = words_of("will shall would could might")
DENIAL, CLAIM = 20, 8  # tokens at most from a denial to an act, and from it to "that"
_BEFORE_CLAIM = PREPOSITIONS | {"that"}  # just behind a denial, of what is denied: denied on Friday that
_GROUNDS = words_of("after amid because despite following over")  # why visas are denied: after reports that
_CLAIM_ENDS = words_of(", but while and said ; : — –")  # what a denial does not reach over
_ENDS = words_of(
    "that which who whom whose because after before as when while where since until unless if but said ; : "
    '— – “ ” " ( )'
)
_WITHOUT = words_of("no without deny denies denied")  # negations of nouns, or of what is said
_RULES = words_of("rule ruled")  # before "out"
_LEAVES = _RULES | words_of("hesitate hesitated cease ceased stop stopped")  # what a negation before makes a deed of
PARTICIPLES = words_of("born built made held won begun taken sold bought brought sent set known written driven shot")
_PAST = PARTICIPLES | words_of("met told said left paid struck")


def find_trigger(scene: Scene, code: str, sides: tuple[int, ...], weights: Mapping[str, float]) -> int | None:
    """Return the token that tells an act of this code, else of any; None where none does.

    Of several it is the one that speaks most for the code by the weights of `act_code`, a verb and near to the sides.
    """
    telling = [one for one in scene.acts if _tells(one[1], code)] or scene.acts
    ranked: list[tuple[float, int]] = []
    for at, codes in telling:
        speaks = weights.get(f"{code}|w {scene.stems[at]}", 0.0) + VERB * codes[0].endswith("verb")
        named = NAMED * scene.is_in_name(at)
        ranked.append((AWAY * _distance(at, sides) - speaks + named, at))
    return min(ranked)[1] if ranked else None


def _tells(codes: tuple[str, ...], code: str) -> bool:
    return any(one.startswith(f"{code} ") for one in codes)


def _distance(at: int, sides: tuple[int, ...]) -> int:
    return sum(abs(at - side) for side in sides)


def is_deniable(scene: Scene, trigger: int | None, code: str) -> bool:
    """Tell an act that a negation before its word denies from a conflict that it makes: "not allow trade", a sanction.

    Who does "not withdraw troops" does nothing, though its code be one of conflict: the word itself is of cooperation.
    """
    if trigger is None or CLASSES[code].endswith("cooperation"):
        return True
    codes = scene.codes_at(trigger)
    if not codes or _tells(codes, code):
        return True  # a verb that only the table of deeds has tells its own code
    is_of_cooperation = any(CLASSES[one.partition(" ")[0]].endswith("cooperation") for one in codes)
    return is_of_cooperation and scene.lists["permit"].isdisjoint(scene.tokens[max(0, trigger - REACH) : trigger + 1])


def _is_in_denial(scene: Scene, trigger: int) -> bool:
    """Tell what is said to be untrue: denied on Friday reports that it had sold drones; not what else a verb says.

    Between the denial and "that" stand a time or a claim, and behind "that" the clause of the act alone.
    """
    denial = cue_before(scene, trigger, scene.lists["denial"], DENIAL, _CLAIM_ENDS)
    between = [] if denial is None else scene.tokens[denial + 1 : trigger]
    if "that" not in between[:CLAIM]:
        return False
    that = between.index("that")
    claimed = between[0] in _BEFORE_CLAIM or not scene.lists["claim"].isdisjoint(between[:that])
    return claimed and _GROUNDS.isdisjoint(between[:that]) and _ENDS.isdisjoint(between[that + 1 :])


def _is_denied_behind(scene: Scene, trigger: int) -> bool:
    """Tell what a headline asks, and somebody denies: India bombs camp? Army denies."""
    tokens = scene.tokens
    ask = next((at for at in range(trigger, len(tokens)) if tokens[at] == "?"), len(tokens))
    return not scene.lists["denial"].isdisjoint(tokens[ask + 1 : ask + 1 + CLAIM])


def time_of(scene: Scene, trigger: int | None, actor: str, *, is_title: bool = False, deniable: bool = True) -> str:
    """Tell whether an act of somebody is told as done, planned or denied, by the words of its clause before its own.

    A conflict that only a denied word makes is not `deniable`.
    """
    if trigger is None:
        return DONE
    if _is_in_denial(scene, trigger) or (is_title and _is_denied_behind(scene, trigger)):
        return DENIED
    first = max(0, trigger - REACH)
    before = ["" if scene.is_may(at) else word for at, word in enumerate(scene.tokens[first:trigger], first)]
    failed = any(one in scene.lists["fail"] and other == "to" for one, other in pairwise(before))
    denied = (word in _NEGATIONS and _denies(scene, at, trigger, actor) for at, word in enumerate(before, first))
    if deniable and (failed or any(denied) or _is_of_nothing(scene.tokens, trigger)):
        return DENIED
    led = {one for one, other in pairwise(before) if other == "to"}
    is_yet = not led.isdisjoint(_YET) or not led.isdisjoint(scene.lists["promise"]) or _is_open(scene.tokens, trigger)
    is_yet = is_yet or not _AHEAD.isdisjoint(before) or _is_due(scene, first, trigger, is_title=is_title)
    is_yet = is_yet or _looks_ahead(scene, trigger, is_title=is_title)
    return PLANNED if is_yet else DONE


def is_foreseen(scene: Scene, trigger: int | None) -> bool:
    """Tell a noun of trade that is said of what is yet to be: trade with Brazil could reach $20 billion by 2030."""
    if trigger is None or scene.tokens[trigger] not in scene.lists["trade"]:
        return False
    behind = scene.tokens[trigger + 1 : trigger + 1 + CLAUSE]
    ends = (at for at, word in enumerate(behind) if word in _MODAL or word in BE or word in _CLOSES)
    verb = next((at for at in ends if behind[at : at + 2] != ["and", SIDE]), 0)
    word, then = (*behind[verb : verb + 2], "", "")[:2]
    yet = word in _MODAL and not scene.is_may(trigger + 1 + verb)
    return yet or (word in BE and then in _FORESEEN)


def is_kept_open(scene: Scene, trigger: int | None) -> bool:
    """Tell what somebody has not ruled out, which is neither done nor denied."""
    ruled = cue_before(scene, trigger, _RULES, REACH, _CLAIM_ENDS) if trigger else None
    if not ruled:
        return False
    return scene.tokens[ruled + 1] == "out" and scene.tokens[ruled - 1] in _NEGATIONS


def _is_of_nothing(tokens: list[str], trigger: int) -> bool:
    """Recognise "lends China no more money", "gave no guns to Ukraine"; not "said no troops were sent"."""
    behind = tokens[trigger + 1 : trigger + 3]
    return behind == [SIDE, "no"] or (behind[:1] == ["no"] and tokens[trigger] not in _NO_OBJECT)


def _is_open(tokens: list[str], trigger: int) -> bool:
    """Tell what has yet to be: an agreement that has yet to be signed; they are yet to sign the agreement."""
    places = range(max(0, trigger - CLAUSE), min(len(tokens) - 1, trigger + CLAUSE))
    at = next((at for at in places if tokens[at : at + 2] == ["yet", "to"]), None)
    return at is not None and _CLOSES.isdisjoint(tokens[min(at, trigger) : max(at, trigger)])


def _is_due(scene: Scene, first: int, trigger: int, *, is_title: bool) -> bool:
    """Tell "is now due to meet" and "due on Monday" from what has a cause: rose due to war, is due to the war."""
    tokens, adverbs = scene.tokens, scene.lists["plan_adverb"]
    if "due" not in tokens[first:trigger]:
        return False
    at = tokens.index("due", first)
    to, what = (*tokens[at + 1 :], "", "")[:2]
    if to != "to":
        return True
    before = next((word for word in reversed(tokens[max(0, at - REACH) : at]) if word not in adverbs), "")
    return (before in _IS or (is_title and before == SIDE)) and what != SIDE and what not in DETERMINERS


def _denies(scene: Scene, negation: int, trigger: int, actor: str) -> bool:
    """Tell a negation of what a side does from "not only", from "not hesitate to", which denies that it does not, and
    from "not Russia," between commas, which denies the act of that side alone: America, not Russia, gives aid.
    """
    if scene.tokens[negation] not in _WITHOUT and scene.tokens[negation + 1] in _LEAVES and negation + 1 < trigger:
        return False
    if scene.tokens[negation] in scene.lists["denial"] and _goes_on(scene, negation, trigger):
        return False
    if scene.tokens[negation + 1] != SIDE or scene.tokens[negation + 2 : negation + 3] != [","]:
        return not is_not_only(scene, negation)
    return any(one.side.code == actor for one in scene.mentions if one.at == negation + 1)


def _goes_on(scene: Scene, denial: int, trigger: int) -> bool:
    """Tell what somebody does, or says, who denies something else: denied the charge and said, and expelled."""
    said = range(denial + 2, trigger + 1)
    return any(
        scene.tokens[at - 1] == "and" and (at == trigger or scene.tokens[at] in scene.lists["say"]) for at in said
    )


def _looks_ahead(scene: Scene, trigger: int, *, is_title: bool) -> bool:
    """Tell what will be, farther ahead: will hold a fifth round of talks; of titles, too, China to hold new talks."""
    tokens = scene.tokens
    if tokens[trigger].endswith("ed") or tokens[trigger] in _PAST or (trigger and tokens[trigger - 1] in DEFINITE):
        return False  # what they signed will be read, and effects of the ban that there is
    for at in range(trigger - 1, max(-1, trigger - 1 - CLAUSE), -1):
        word, before = tokens[at], tokens[at - 1] if at else ""
        if word in _ENDS or (word == "," and SIDE in tokens[at:trigger]):  # a clause before a comma, then who acts
            return False
        if word in _WILL:
            return tokens[at + 1] != "like"
        in_title = is_title and (before == SIDE or before in scene.lists["doer"])
        if word == "to" and (in_title or before in ("is", "are")):
            return tokens[at + 1] != SIDE
    return False
