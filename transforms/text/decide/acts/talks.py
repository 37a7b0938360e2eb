"""Sides that only stand beside the talks of others: where these meet, what they talk about, who says that they do."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.deeds import OF_BOTH
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, Told, is_only, led_by, list_of
from dyadwire.transforms.text.figures.function_words import words_of

TWO = 2
_WHERE = ("at", "in")
_ABOUT = words_of("about on over against")
_BETWEEN = 4  # tokens at most from the word of an act to "between"
SPEAKS = 4  # tokens behind a speaker in which "said" stands


def are_of_others(told: Told, scene: Scene) -> bool:
    """Tell talks and agreements of others than two named sides: one is a place, a topic, or speaks of them."""
    pair = (told.actor, told.recipient)
    if told.code in OF_BOTH and any(_is_place(scene, *way) for way in (pair, pair[::-1])):
        return True
    if told.code == "COOPERATE" and any(_is_off(scene, side) for side in pair):
        return True
    if told.code == "CONSULT" and len(scene.places) > TWO and _is_talk_of_others(told, scene):
        return True
    return _is_between_others(told, scene)


def undergo(told: Told, scene: Scene, at: int, agents: frozenset[str], targets: frozenset[str]) -> bool:
    """Tell two to whom a third one does the same by a verb at a place: congratulated both governments."""
    pair = {told.actor, told.recipient}
    if at > told.trigger or not pair <= targets or not pair.isdisjoint(agents):
        return False
    lists = (one for one in scene.mentions if one.side.code in pair and one.first > at)
    end = next((one.last for one in lists if pair <= list_of(scene, one)), 0)
    return told.trigger < end


def _is_place(scene: Scene, place: str, other: str) -> bool:
    """Tell where two of a list talk: Saudi and Iranian ministers met in Baghdad, Iraq said."""
    if any(lead_of(scene, one.first) not in _WHERE and not _is_speaker(scene, one) for one in scene.places[place]):
        return False
    lists = [list_of(scene, one) for one in scene.places[other]]
    return any(len(codes) == TWO and place not in codes for codes in lists)


def _is_off(scene: Scene, side: str) -> bool:
    """Tell a coast off which others do something: an exercise off Guam."""
    return all(lead_of(scene, one.first) == "off" for one in scene.places.get(side, ())) and side in scene.places


def _is_talk_of_others(told: Told, scene: Scene) -> bool:
    """Tell talks of others on one of two, or with others than these: met with Egyptians on a dam of Ethiopia."""
    pair = (told.actor, told.recipient)
    if any(_is_topic(scene, side) for side in pair):
        return True
    lead = next((at for at in range(told.trigger, told.trigger + TWO) if scene.stem_at(at) == "with"), None)
    met = led_by(scene, lead) if lead is not None else None
    if met is None:
        return False
    with_whom = list_of(scene, met)
    if with_whom.isdisjoint(pair):
        return True
    if all(one.at > told.trigger for one in scene.mentions):
        return False  # in talks with Blinken, Wang presented
    others = [side for side in pair if side not in with_whom]
    return any(all(one.at > met.at for one in scene.places[side]) for side in others)


def _is_between_others(told: Told, scene: Scene) -> bool:
    """Tell what is between two others than these: cooperation between Iran and Tajikistan."""
    if not is_only(scene.codes_at(told.trigger), "noun"):
        return False  # who mediates between two
    near = range(told.trigger, min(told.trigger + _BETWEEN, len(scene.tokens)))
    lead = next((at for at in near if scene.tokens[at] == "between"), None)
    first = led_by(scene, lead) if lead is not None else None
    two = list_of(scene, first)
    return len(two) == TWO and not two.issuperset((told.actor, told.recipient))


def _is_topic(scene: Scene, side: str) -> bool:
    """Tell what others talk about: met on a dam of Ethiopia, discussed Russia's invasion."""
    return all(_is_talked_of(scene, one) for one in scene.places[side])


def _is_talked_of(scene: Scene, one: SideMention) -> bool:
    discussed = one.first > 0 and scene.tokens[one.first - 1] in scene.lists["discuss"]
    return discussed or lead_of(scene, one.first) in _ABOUT


def _is_speaker(scene: Scene, one: SideMention) -> bool:
    """Tell who says what the rest of a sentence tells: Oman announced on Tuesday that."""
    behind = scene.tokens[one.last + 1 : one.last + 1 + SPEAKS]
    if one.first and scene.tokens[one.first - 1] == ":" and len(behind) < SPEAKS:
        return True  # headlines' "… in Baghdad: Iraqi minister"
    said = next((at for at, word in enumerate(behind) if word in scene.lists["say"]), None)
    return said is not None and CLOSES.isdisjoint(behind[:said])
