"""Who travels to talk, who brings two together, and who trades with whom, by where words for that lead.

Of "made an official visit to Turkey" the visitor is not Turkey, wherever he stands; who buys from Thailand is not it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, Told, Words, led_by, list_of, owner_of
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import BE

JOURNEY = 8  # tokens at most from a journey to where it leads
TRADED = 14  # and between a word of trade and with whom
_LEADS = frozenset(("in", "to", "at", "("))  # before who is only a place, and his abbreviation


def mediator(told: Told, scene: Scene, words: Words) -> frozenset[str]:
    """Return who brings two together: talks mediated by Qatar."""
    if told.code != "CONSULT":
        return frozenset()
    at = next(
        (at for at, word in enumerate(scene.tokens[:-1]) if word in words["mediate"] and scene.tokens[at + 1] == "by"),
        0,
    )
    return list_of(scene, led_by(scene, at + 1)) if at else frozenset()


def travellers(told: Told, scene: Scene, words: Words) -> Iterator[frozenset[str]]:
    """Yield who may be the one of two that travels, or brings others together; nobody where no word says so."""
    pair = frozenset((told.actor, told.recipient))
    if told.code == "CONSULT":
        yield mediator(told, scene, words)
        yield from _visitors(told, scene, pair, words)
    if told.code in COOPERATION and not pair <= scene.places.keys():
        for at in (at for at, word in enumerate(scene.tokens[: told.trigger]) if word in words["journey"]):
            yield pair - _host(scene, at)


def _visitors(told: Told, scene: Scene, pair: frozenset[str], words: Words) -> Iterator[frozenset[str]]:
    """Yield who travels to talk: whose visit it is, who is not where it leads, who is not where they meet."""
    if scene.tokens[told.trigger] in words["visit"]:
        yield pair - frozenset(one.side.code for one in scene.mentions if one.at == told.trigger + 1)
    journeys = [at for at, word in enumerate(scene.tokens) if word in words["journey"]]
    for at in journeys:
        yield list_of(scene, owner_of(scene, at))
    for at in journeys:
        yield pair - _host(scene, at)
    yield pair - frozenset(side for side in pair if _is_place(scene, side))


def _is_place(scene: Scene, side: str) -> bool:
    """Tell a side that only says where something is: was back in Congo to meet officials."""
    return side in scene.places and all(_is_led(scene, one) for one in scene.places[side])


def _is_led(scene: Scene, one: SideMention) -> bool:
    before = scene.tokens[max(0, one.first - 2) : one.first]
    if before[-1:] == ["("]:
        return True
    return lead_of(scene, one.first) in _LEADS and SIDE not in before


def _host(scene: Scene, journey: int) -> frozenset[str]:
    """Return to whom a journey leads: an official visit to Turkey, a delegation of lawmakers to Prague."""
    for to in range(journey + 1, min(len(scene.tokens) - 1, journey + JOURNEY)):
        if scene.tokens[to] in CLOSES or scene.tokens[to] in BE:
            break
        if scene.tokens[to] == "to":
            return list_of(scene, led_by(scene, to))
    return frozenset()


def traders(told: Told, scene: Scene, words: Words) -> Iterator[frozenset[str]]:
    """Yield who trades with somebody, by words of buying before "from" and of selling before "to" in the sentence."""
    if told.code != "COOPERATE":
        return
    pair = frozenset((told.actor, told.recipient))
    for at, word in enumerate(scene.tokens):
        lead = "from" if word in words["buy"] else "to" if word in words["sell"] else ""
        if lead and (other := _traded(scene, at, lead)) is not None:
            yield pair - list_of(scene, other)


def _traded(scene: Scene, at: int, lead: str) -> SideMention | None:
    near = [one for one in scene.mentions if at < one.at <= at + TRADED]
    other = next(iter(near), None)
    return other if other is not None and lead_of(scene, other.first) == lead else None
