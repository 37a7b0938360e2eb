"""What a deed is done with, where its verb alone does not tell its code: whoever sends arms gives aid, troops no."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from dyadwire.transforms.text.decide.acts.deeds.table import Verb
from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import ADJECTIVE, CLOSES, OWNING, Told
from dyadwire.transforms.text.figures.function_words import words_of
from dyadwire.transforms.text.figures.times.calendar import MONTH_NAMES, MONTH_NUMBERS

GIVEN = 6  # tokens behind whom somebody gives something in which it stands: gave Nepal two million doses
_HACKED = 6  # and at most between an attack and what tells that it is one on computers
HUNDREDS = 2  # digits of less
_MEANWHILE = words_of("after as before when while")  # behind which another attack is told
_TRAVELLERS = words_of("holidaymaker pilgrim tourist traveller traveler")  # stems
COUNTED = 2  # tokens before people in which their number stands: 3 million, thousands of
_BEFORE_DATES = frozenset((*MONTH_NAMES, *MONTH_NUMBERS, "sept", ".", "in", "since", "by"))  # the 3 of Nov. 3
_MONEY = frozenset("$€£¥")
PARTICLES = frozenset(("back", "over"))  # that may stand behind the object of their verb


def is_with_thing(scene: Scene, end: int, target: SideMention, lead: str, verb: Verb) -> bool:
    """Tell whether a verb that ends before a place has what it is asked for, before its target or behind its object."""
    asked = verb.asked(verb.kinds.given)
    if not asked:
        return True
    said = {*scene.tokens[end : target.first]} | ({*_behind(scene, target)} if lead == "object" else set())
    if "force" in verb.behind or scene.tokens[end - 1] in PARTICLES:
        said |= {*scene.tokens[max(0, end - GIVEN) : end]}  # the troops that leave, gave statues back
    if "multitude" in verb.behind and _are_hundreds(scene, target):
        return True
    return any(not words.isdisjoint(said) for words in asked)


def _are_hundreds(scene: Scene, people: SideMention) -> bool:
    """Tell people of a number that no embassy has: expelled 900 Afghans."""
    number = scene.tokens[people.first - 1].replace(",", "")
    plural = people.side.kind == ADJECTIVE and scene.source[people.side.end - 1] == "s"
    return plural and number.isdigit() and len(number) > HUNDREDS and _counts(scene, people.first - 1)


def _behind(scene: Scene, target: SideMention) -> list[str]:
    """Return the words behind whom something is done to, up to the end of the clause."""
    words = scene.tokens[target.last + 1 : target.last + 1 + GIVEN]
    return words[: next((at for at, word in enumerate(words) if word in CLOSES or word == "."), len(words))]


def is_person(scene: Scene, target: SideMention, people: frozenset[str], start: int = 0) -> bool:
    """Tell a target that is a person, or holds an office: received Merz, received the Iranian foreign minister.

    What says so stands from `start` on, where a verb ends that has the target behind it.
    """
    if scene.stem_at(target.last + 1) in OWNING:
        return False  # welcomed Mr Reagan's announcement
    beside = {*scene.tokens[max(start, target.first - 3) : target.first], *_behind(scene, target)[:4]}
    return target.side.kind in people or not scene.lists["office"].isdisjoint(beside)


def also_given(scene: Scene, target: SideMention) -> Iterator[SideMention]:
    """Yield who gets something, too, by the same verb: gave Chad $5m and Mali $8m, 5 jets to Chad and 2 to Mali."""
    last = target
    for one in scene.mentions:
        if one.first > last.last:
            if not _goes_on(scene, last, one):
                return
            yield one
            last = one


def _goes_on(scene: Scene, last: SideMention, one: SideMention) -> bool:
    """Tell two sides between which an amount stands, and another behind the second where no "to" leads to it."""
    between, behind = scene.tokens[last.last + 1 : one.first], scene.tokens[one.last + 1 : one.last + 2]
    led = between[-1:] == ["to"]
    words = between[:-1]
    amount = words[1:] if led and words[:1] in (["and"], [","]) else words
    if led and words and (words[-1].endswith("ed") or words[-1] in scene.lists["irregular_past"]):
        return False  # and 5 officials travelled to
    is_told = led or (between[-1:] in (["and"], [","]) and any(map(_is_amount, behind)))
    return is_told and len(words) <= GIVEN and any(map(_is_amount, amount[:1])) and CLOSES.isdisjoint(amount)


def are_many(scene: Scene, people: SideMention) -> bool:
    """Tell people that are counted, or travel, and so act for nobody: 3 million Germans; not 300 German cars."""
    if scene.stem_at(people.last + 1) in _TRAVELLERS:
        return True
    if people.side.kind != ADJECTIVE or scene.source[people.side.end - 1] != "s":
        return False
    before = range(people.first - 1, max(-1, people.first - 1 - COUNTED), -1)
    counted = takewhile(lambda at: scene.tokens[at] != ",", before)
    return any(scene.tokens[at] in scene.lists["many"] or _counts(scene, at) for at in counted)


def _counts(scene: Scene, at: int) -> bool:
    """Tell a number that is no day or year: 300 Germans; not on June 3 Germans, in 2023 Germans."""
    return scene.tokens[at][0].isdigit() and _BEFORE_DATES.isdisjoint(scene.tokens[max(0, at - 1) : at])


def _is_amount(word: str) -> bool:
    return word in _MONEY or word[0].isdigit()


def without_force(told: Told, scene: Scene) -> Told:
    """Return an attack of hackers as COERCE: Chinese hackers targeted Taiwanese firms."""
    if told.code != "ASSAULT":
        return told
    before = scene.tokens[max(0, told.trigger - _HACKED) : told.trigger]
    behind = takewhile(lambda word: word not in _MEANWHILE, scene.tokens[told.trigger : told.trigger + _HACKED])
    return told if scene.lists["hacker"].isdisjoint((*before, *behind)) else told._replace(code="COERCE")
