"""Who travels to talk, who brings two together, and who trades with whom, by where words for that lead.

Of "made an official visit to Turkey" the visitor is not Turkey, wherever he stands; who buys from Thailand is not it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import Scene
from dyadwire.transforms.text.decide.acts.told import CLOSES, Told, led_by, list_of, owner_of
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import BE

JOURNEY = 8  # tokens at most from a journey to where it leads
_PLACES = frozenset(("in", "to", "at"))
_TRADES = ("from", "to")
TRADED = 14  # and between a word of trade and with whom


def mediator(told: Told, scene: Scene) -> frozenset[str]:
    """Return who brings two together: talks mediated by Qatar."""
    if told.code != "CONSULT":
        return frozenset()
    by = (at for at, word in enumerate(scene.tokens) if word == "by" and at)
    at = next((at for at in by if scene.tokens[at - 1] in scene.lists["mediate"]), None)
    return frozenset() if at is None else list_of(scene, led_by(scene, at))


def travellers(told: Told, scene: Scene) -> Iterator[frozenset[str]]:
    """Yield who may be the one of two that travels, or brings others together; nobody where no word says so."""
    pair = frozenset((told.actor, told.recipient))
    if told.code == "CONSULT":
        yield mediator(told, scene)
        yield from _visitors(told, scene, pair)
    if told.code in COOPERATION and not pair <= scene.places.keys():
        for at in (at for at, word in enumerate(scene.tokens[: told.trigger]) if word in scene.lists["journey"]):
            yield pair - _host(scene, at)


def _visitors(told: Told, scene: Scene, pair: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield who travels to talk: whose visit it is, who is not where it leads, who is not where they meet."""
    if scene.tokens[told.trigger] in scene.lists["visit"]:
        yield pair - frozenset(one.side.code for one in scene.mentions if one.at == told.trigger + 1)
    journeys = [at for at, word in enumerate(scene.tokens) if word in scene.lists["journey"]]
    for at in journeys:
        yield list_of(scene, owner_of(scene, at))
    for at in journeys:
        yield pair - _host(scene, at)
    yield pair - frozenset(side for side in pair if _is_place(scene, side))


def _is_place(scene: Scene, side: str) -> bool:
    """Tell a side that only says where something is: was back in Congo to meet officials."""
    leads = [lead_of(scene, one.first) for one in scene.places.get(side, ())]
    return bool(leads) and _PLACES.issuperset(leads)


def _host(scene: Scene, journey: int) -> frozenset[str]:
    """Return to whom a journey leads: an official visit to Turkey, a delegation of lawmakers to Prague."""
    for to in range(journey + 1, min(len(scene.tokens) - 1, journey + JOURNEY)):
        if scene.tokens[to] in CLOSES or scene.tokens[to] in BE:
            break
        if scene.tokens[to] == "to":
            return list_of(scene, led_by(scene, to))
    return frozenset()


def traders(told: Told, scene: Scene) -> Iterator[frozenset[str]]:
    """Yield who trades with somebody, by words of buying before "from" and of selling before "to" in the sentence.

    Not one with whom another trades behind it: Peru sells copper to China, which buys soy from Brazil.
    """
    pair = frozenset((told.actor, told.recipient))
    for at, word in enumerate(scene.tokens if told.code == "COOPERATE" else ()):
        lead = "from" if word in scene.lists["buy"] else "to" if word in scene.lists["sell"] else ""
        other = next((one for one in scene.mentions if at < one.at <= at + TRADED), None) if lead else None
        if other is not None and lead_of(scene, other.first) == lead:
            behind = {
                one.side.code for one in scene.mentions if one.at > other.last and lead_of(scene, one.first) in _TRADES
            }
            yield pair - list_of(scene, other) - behind
