"""Who does what an act tells, by what stands beside its word: by whom, from whom, whose decision, against whom.

Pressure from Japan is of Japan, what Algeria decides to do it does, and whom somebody says should stop is asked to.
"""

from __future__ import annotations

from collections.abc import Iterator

from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.journeys import mediator, traders, travellers
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.slots import is_passive
from dyadwire.transforms.text.decide.acts.told import (
    ADJECTIVE,
    BY_REACH,
    CLOSES,
    CONFLICT,
    LED,
    MATERIAL,
    NO_WORD,
    Told,
    head_of,
    is_only,
    led_by,
    list_of,
    owner_of,
)
from dyadwire.transforms.text.figures.function_words import words_of
from dyadwire.transforms.text.figures.times.calendar import COUNTED

# Codes whose nouns have who does it behind "from": objections from the United States, help from India.
_VOICED = frozenset(("ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AID", "CONCEDE", "PROTEST"))
_AGAINST = words_of("on against")
_HAVE = frozenset(("had", "has", "have"))
_OWN = (["imports"], ["importers"])  # behind who limits what he imports
DECIDED = 7  # tokens at most between a decision and the word of an act
_TOGETHER = frozenset(("AGREE", "CONSULT", "COOPERATE"))  # codes of what two do as a rule together


def done_by(told: Told, scene: Scene) -> Told:
    """Return an act of two with who does it by what stands beside its words.

    Of two that do it together the one that was named before comes first.
    """
    if told.trigger == NO_WORD:
        return told
    agents = (mediator(told, scene),) if told.mutual else _agents(told, scene)
    turned = next((one for one in map(told.by, agents) if one is not told), told)
    if turned.mutual and told.recipient not in scene.places and told.actor in scene.places:
        return told._replace(actor=told.recipient, recipient=told.actor)
    return turned


def _agents(told: Told, scene: Scene) -> Iterator[frozenset[str]]:
    """Yield who may do an act by one thing after another, the plainest first; nobody where that says nothing."""
    pair = frozenset((told.actor, told.recipient))
    yield _by(told, scene)
    yield _subject(told, scene)
    yield _decider(told, scene)
    if told.code not in _TOGETHER and scene.tokens[told.trigger] not in scene.lists["say"]:
        yield pair - _object(told, scene)
    yield from _by_nouns(told, scene, pair)
    if told.code not in _TOGETHER and not pair <= scene.places.keys():
        yield pair - _named_behind(told, scene)
    yield from travellers(told, scene)
    yield from traders(told, scene)


def _by_nouns(told: Told, scene: Scene, pair: frozenset[str]) -> Iterator[frozenset[str]]:
    if told.code in _VOICED and scene.tokens[told.trigger] not in scene.lists["react"]:
        yield _source(told, scene)
    if told.code in CONFLICT:
        yield pair - _target(told, scene)


def _by(told: Told, scene: Scene) -> frozenset[str]:
    """Return who does what a passive tells: Canada's offer to host a summit was turned down by India."""
    end = told.trigger + scene.many.get(told.trigger, 1)
    if _is_past(scene, told.trigger) and scene.tokens[end : end + 1] == ["by"]:
        return list_of(scene, led_by(scene, end))  # a Bolivian hero shot down by Chile
    if not is_passive(scene, told.trigger):
        return frozenset()
    near = range(told.trigger + 1, min(told.trigger + 1 + BY_REACH, len(scene.tokens)))
    by = next((at for at in near if scene.tokens[at] == "by"), None)
    if by is None or SIDE in scene.tokens[told.trigger : by]:
        return frozenset()
    return list_of(scene, led_by(scene, by))


def _named_behind(told: Told, scene: Scene) -> frozenset[str]:
    """Return the one of two that a sentence names, where it stands behind the act: raised concerns about China."""
    here = [one for side in (told.actor, told.recipient) for one in scene.places.get(side, ())]
    between = scene.tokens[told.trigger : here[0].first] if here else ()
    parted = told.code != "AID" and not CLOSES.isdisjoint(between)
    if not between or parted or is_passive(scene, told.trigger):
        return frozenset()
    behind = scene.tokens[here[0].last + 1 : here[0].last + 1 + LED]
    behind = behind[: next((at for at, word in enumerate(behind) if word in CLOSES), LED)]
    is_speaker = not scene.lists["say"].isdisjoint((*between, *behind))
    return (
        frozenset()
        if is_speaker or lead_of(scene, here[0].first) in ("by", "from")
        else frozenset((here[0].side.code,))
    )


def _subject(told: Told, scene: Scene) -> frozenset[str]:
    """Return who stands just before a verb of what one does to another: Kenya stopped the imports."""
    at = told.trigger - 1
    if (
        told.code not in MATERIAL
        or not _is_past(scene, told.trigger)
        or not is_only(scene.codes_at(told.trigger), "verb")
    ):
        return frozenset()
    at -= at > 0 and scene.tokens[at] in _HAVE
    here = next((one for one in scene.mentions if one.at == at), None)
    if here is None or here.side.kind == ADJECTIVE or is_passive(scene, told.trigger):
        return frozenset()
    led = here.first > 0 and (lead_of(scene, here.first) in PREPOSITIONS or here.first - 1 in scene.verbs)
    return frozenset() if led else list_of(scene, here)


def _is_past(scene: Scene, at: int) -> bool:
    """Tell a past tense or participle."""
    return scene.tokens[at].endswith("ed") or scene.tokens[at] in scene.lists["irregular_past"]


def _decider(told: Told, scene: Scene) -> frozenset[str]:
    """Return whose decision it is to do what a word tells: Algeria's decision to break a treaty."""
    for to in range(told.trigger - 1, max(1, told.trigger - 1 - DECIDED), -1):
        if scene.tokens[to] in CLOSES or scene.tokens[to] == SIDE:
            break
        if scene.tokens[to] == "to" and scene.tokens[to - 1] in scene.lists["decision"]:
            return list_of(scene, owner_of(scene, to - 1))
    return frozenset()


def _source(told: Told, scene: Scene) -> frozenset[str]:
    """Return from whom comes what a noun of the act's code tells: opposition from Britain, with the help of India."""
    for at, codes in scene.acts:
        head = head_of(scene, at)
        if f"{told.code} noun" not in codes or not _is_source(scene, head):
            continue
        source = led_by(scene, head + 1)
        if source is not None and not _is_of_act(scene, source):
            return list_of(scene, source)
    return frozenset()


def _is_source(scene: Scene, noun: int) -> bool:
    """Tell a noun with who does it behind: pressure from, at the request of, with the help of; not "in support of"."""
    lead, word = scene.stem_at(noun + 1), scene.tokens[noun]
    if lead == "of":
        return word in scene.lists["behest"] or (
            word in scene.lists["help"] and "with" in scene.tokens[max(0, noun - 2) : noun]
        )
    return lead in ("from", "by")


def _is_of_act(scene: Scene, one: SideMention) -> bool:
    """Tell a side that only says whose act it is: relief from American tariffs."""
    return one.side.kind == ADJECTIVE and bool(scene.codes_at(one.last + 1))


def _target(told: Told, scene: Scene) -> frozenset[str]:
    """Return against whom is what a noun of conflict tells: a ban on imports of South African coins."""
    head = head_of(scene, told.trigger)
    if (
        told.code == "COERCE"
        and scene.tokens[head] in scene.lists["confiscated"]
        and scene.tokens[head + 1 : head + 2] == ["from"]
    ):
        return list_of(scene, led_by(scene, head + 1))
    if f"{told.code} noun" not in scene.codes_at(told.trigger) or scene.stem_at(head + 1) not in _AGAINST:
        return frozenset()
    target = led_by(scene, head + 1)
    is_own = target is not None and scene.tokens[target.last + 1 : target.last + 2] in _OWN  # a quota on U.S. imports
    return frozenset() if is_own else list_of(scene, target)


def _behind_number(scene: Scene, at: int) -> int:
    """Return the token of people behind "the", or their number, from a place on: arrested another 310 Afghans."""
    to = at + (scene.tokens[at : at + 1] == ["the"])
    while to < len(scene.tokens) - 1 and _is_number(scene, to):
        to += 1
    people = next((one for one in scene.mentions if one.at == to), None)
    is_number = people is not None and people.side.kind == ADJECTIVE
    return to if is_number else at + (scene.tokens[at : at + 1] == ["the"])


def _is_number(scene: Scene, at: int) -> bool:
    """Tell a token of a number, or of about how many: almost 300, two dozen, at least."""
    word = scene.tokens[at]
    return word in scene.lists["about_number"] or word in COUNTED or word[0].isdigit()


def _object(told: Told, scene: Scene) -> frozenset[str]:
    """Return whom a verb of what one does to another has just behind it: targeting Ukrainian farms.

    Not a town of his own that somebody attacks, as one who is named before the verb does.
    """
    at = _behind_number(scene, told.trigger + scene.many.get(told.trigger, 1))
    if not is_only(scene.codes_at(told.trigger), "verb") or is_passive(scene, told.trigger):
        return frozenset()
    here = next((one for one in scene.mentions if one.at == at), None)
    near = {one.side.code for one in scene.mentions if told.trigger - LED <= one.at < told.trigger}
    return frozenset() if here is None or here.side.code in near else list_of(scene, here)
