"""Who travels to talk, who brings two together, and who trades with whom, by where words for that lead.

Of "made an official visit to Turkey" the visitor is not Turkey, wherever he stands; who buys from Thailand is not it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, Told, cue_before, led_by, list_of, owner_of
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import BE, words_of

JOURNEY = 8  # tokens at most from a journey to where it leads
_PLACES = frozenset(("in", "to", "at"))
_TRADES = ("from", "to")
_FLOWS = frozenset(("to", "from"))  # lead from trade to whom another trades with
_BUYING = words_of("buy buys buying bought import imports importing imported purchase purchases purchasing purchased")
_BUYERS = words_of("buyer buyers importer importers purchaser purchasers")
_BOUGHT = 4  # tokens at most from these to whose goods they are
_BUY = words_of("buy buys bought purchase purchased")
_WHO = words_of("that who which")  # before these
_CAUSES = words_of("over for because")  # before what somebody suffers for
_CAUSE_ENDS = words_of(", ; : – — but")
CAUSE = 9  # tokens at most between the two
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


def is_estimated(told: Told, scene: Scene, one: str, other: str) -> bool:
    """Tell who only reckons what another trades: the U.S. Agriculture Department forecast Soviet imports."""
    last = max(mention.at for mention in scene.places[one])
    first = min(mention.at for mention in scene.places[other])
    at = next((at for at in range(last + 1, first) if scene.tokens[at] in scene.lists["estimate"]), None)
    return at is not None and told.trigger > at


def are_customers(scene: Scene, one: str, other: str) -> bool:
    """Tell two with each of which a third one trades: Norway exports fish to France and imports fruit from Spain."""
    last = max(scene.places[one], key=lambda mention: mention.at)
    first = min(scene.places[other], key=lambda mention: mention.at)
    between = scene.tokens[last.last + 1 : first.first]
    led = all(lead_of(scene, mention.first) in _FLOWS for mention in (last, first))
    trader = next((mention for mention in scene.mentions if mention.at < last.first), None)
    if not led or trader is None or between[:1] not in (["and"], [","]):
        return False
    flows = scene.lists["trade"] | scene.lists["sell"] | scene.lists["buy"]
    return not flows.isdisjoint(between) and trader.side.code not in (one, other)


def is_bought_from(scene: Scene, one: SideMention) -> bool:
    """Tell whose goods others buy, and suffer for it: buyers of Russian oil, for buying it; not a ban on buying it."""
    buyers = cue_before(scene, one.first, _BUYERS, _BOUGHT)
    if buyers is not None and scene.tokens[buyers + 1] == "of":
        return True
    bought = cue_before(scene, one.first, _BUYING, _BOUGHT)
    if bought is None:
        return False
    is_of_buyers = scene.tokens[bought] in _BUY and cue_before(scene, bought, _WHO, _BOUGHT) is not None
    return is_of_buyers or _is_cause(scene, bought)


def _is_cause(scene: Scene, bought: int) -> bool:
    """Tell why somebody suffers: for buying it, on India over imports of it; not duties for imports from China."""
    cause = cue_before(scene, bought, _CAUSES, CAUSE, _CAUSE_ENDS)
    if cause is None:
        return False
    sufferers = {mention.side.code for mention in scene.mentions if mention.at < cause}
    return len(sufferers) > 1 or scene.tokens[cause] == "because" or scene.tokens[bought].endswith("ing")
