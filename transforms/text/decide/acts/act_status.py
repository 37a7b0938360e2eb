"""Decide whether an act is yet to be, by the words of its sentence, or was done or denied, as rules tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene
from dyadwire.transforms.text.decide.acts.told import CONFLICT, NO_WORD, Told, cue_before
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.decide.acts.words import (
    DENIED,
    DONE,
    PLANNED,
    is_deniable,
    is_foreseen,
    is_kept_open,
    time_of,
)
from dyadwire.transforms.text.decide.model import Place, load_model
from dyadwire.transforms.text.decide.stems import verb_ending
from dyadwire.transforms.text.figures.function_words import BE, DETERMINERS, words_of
from dyadwire.transforms.text.findings import TITLE

TOLD = 0.4  # probability from which an act is planned
BEFORE, AFTER = 20, 12  # tokens that are looked at
CHAIN = 40  # characters of the words that lead to an act
SENT = 8  # tokens at most from who sends men to what they are to do
_SENT = words_of("deployed dispatched sent")
_BEGAN = words_of("began begun continued managed started")
_INVITES = words_of("invite invites invited inviting")  # before the visit that is yet to be
_ENDS = words_of('; : . — – “ ” " ( )')
_PARTS = words_of("that which who whom whose because after before as when while where since but ,")
_PARTS_BEFORE = _PARTS | {"and"}
_DETERMINERS = DETERMINERS | words_of("its their his her this that these") | {SIDE}


class Cue(NamedTuple):
    """A word that tells whether something was: what it tells, how far it is, and how many clauses lie between."""

    tells: str
    word: str
    away: int
    parted: int


def status_of(
    told: Told, scenes: tuple[Scene, Scene], place: tuple[int, int, str, str], likeliest: str, lexicon: Lexicon
) -> str:
    """Return whether an act is done, planned or denied; `likeliest` is its code before a verb turned it.

    Of `scenes` the second has the words, too, that only tell which act it is.
    """
    (scene, wide), trigger = scenes, None if told.trigger == NO_WORD else told.trigger
    deniable = is_deniable(wide, trigger, likeliest)
    rule = time_of(scene, trigger, told.actor, is_title=place[0] == TITLE, deniable=deniable)
    when = _decide(scene, place, trigger, told.code, rule, lexicon)
    if told.code == "REJECT" and (likeliest in COOPERATION or _tells_cooperation(scene, trigger)):
        when = DONE  # to say that one will not do something is to refuse it
    is_supposed = told.times < 1 and told.code in CONFLICT  # and not done
    return PLANNED if is_supposed and when == DONE else when


def _tells_cooperation(scene: Scene, trigger: int | None) -> bool:
    return trigger is not None and any(code.partition(" ")[0] in COOPERATION for code in scene.codes_at(trigger))


def _decide(scene: Scene, place: Place, trigger: int | None, code: str, rule: str, lexicon: Lexicon) -> str:
    """Return what the words of a sentence say of an act; `rule` is what rules say."""
    if rule == DENIED:  # readers deny too few for a decision to learn what they go by
        return DENIED
    if trigger and rule == DONE and _has_begun(scene, trigger):
        return DONE
    if is_kept_open(scene, trigger) or (code == "COOPERATE" and is_foreseen(scene, trigger)):
        return PLANNED
    if code == "CONSULT" and trigger is not None and _is_invited(scene, trigger):
        return PLANNED
    planned = load_model("act_status").probability(place, _describe(scene, trigger, code, rule, status_words(lexicon)))
    return PLANNED if planned >= TOLD else DONE


def _has_begun(scene: Scene, trigger: int) -> bool:
    """Tell what somebody has begun to do, or sent men to do: has begun to import, dispatched soldiers to help."""
    if scene.tokens[trigger - 1] != "to":
        return False
    sent = (at for at in range(trigger - 1, max(-1, trigger - SENT), -1) if scene.tokens[at] in _SENT)
    return scene.tokens[trigger - 2] in _BEGAN or next(sent, None) is not None


def _is_invited(scene: Scene, trigger: int) -> bool:
    """Tell to what one invites another, which is yet to be; not what somebody did who was invited to."""
    invites = cue_before(scene, trigger + 1, _INVITES, BEFORE)
    return invites is not None and BE.isdisjoint(scene.tokens[max(0, invites - 1) : invites])


@cache
def status_words(lexicon: Lexicon) -> Mapping[str, str]:
    """Return what each word tells of an act: plan, expect, if, past, …"""
    return {row["word"]: row["tells"] for row in lexicon["act_status_words"]}


def _describe(scene: Scene, trigger: int | None, code: str, rule: str, told: Mapping[str, str]) -> list[str]:
    """Return the features of an act: its code and word, what rules say, and the words before and behind it."""
    words = ["May" if word == "may" and scene.is_may(at) else word for at, word in enumerate(scene.tokens)]
    kind = CLASSES[code]
    features = [
        "any",
        f"code {code}",
        f"class {kind}",
        *[f"rule {rule}{of}" for of in ("", f" {code}", f" {kind}")],
        *[f"has {one}" for one in dict.fromkeys(told[word] for word in words if word in told)],
    ]
    if trigger is None:
        return [*features, "no word"]
    return [*features, f"opens {words[0]}", *_of_word(scene, trigger, words, kind, told)]


def _of_word(scene: Scene, trigger: int, words: list[str], kind: str, told: Mapping[str, str]) -> list[str]:
    """Return the features of the word that tells an act, and of those before and behind it."""
    part = dict(scene.acts).get(trigger, ("",))[0].rpartition(" ")[2]
    form = f"{part} {verb_ending(words[trigger])}"
    before = words[max(0, trigger - BEFORE) : trigger]
    before = before[max((at + 1 for at, word in enumerate(before) if word in _ENDS), default=0) :]
    behind = words[trigger + scene.many.get(trigger, 1) :][:AFTER]
    own = (f"form {form}", f"form {form} {kind}", f"word {scene.stems[trigger]}")
    return [*own, *_leading(before, form, told), *_following(behind, part, told)]


def _leading(before: list[str], form: str, told: Mapping[str, str]) -> list[str]:
    """Say which words lead to the word of an act: "agreed to buy", "is expected to visit"."""
    cues = _cues_before(before, told)
    chain = " ".join(cue.tells for cue in cues if not cue.parted)[:CHAIN]
    nearest = " ".join(cue.tells for cue in cues[:2])
    return [
        f"chain {chain}",
        f"nearest {nearest}",
        f"first {cues[0].tells if cues else None} {form}",
        f"two {' '.join(before[-2:])}",
    ]


def _cues_before(before: list[str], told: Mapping[str, str]) -> list[Cue]:
    """Return the words before an act that tell something, the nearest first; "to" where it leads a verb."""
    cues, parted = [], 0
    for away, word in enumerate(reversed(before)):
        parted = min(2, parted + (away > 0 and word in _PARTS_BEFORE))
        leads = word == "to" and (not away or before[-away] not in _DETERMINERS)
        if leads or word in told:
            cues.append(Cue("to" if leads else told[word], word, away, parted))
    return cues


def _following(behind: list[str], part: str, told: Mapping[str, str]) -> list[str]:
    """Say which words follow the word of an act: "the visit is set for next week"."""
    features, parted, seen = [], 0, set[str]()
    for away, word in enumerate(behind):
        if word in _ENDS:
            break
        parted += word in _PARTS
        if (cue := told.get(word)) and cue not in seen:
            seen.add(cue)
            features += [f"after {cue} {parted} {part}", f"after {cue} {away // 2}", f"after {word}"]
    return features
