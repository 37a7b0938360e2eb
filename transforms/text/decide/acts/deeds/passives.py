"""Deeds told from the side of whom they are done to: was given tanks by, was extradited to, was barred from."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.frames import LEADS, is_done_by, is_unlike
from dyadwire.transforms.text.decide.acts.deeds.promises import ADVERBS
from dyadwire.transforms.text.decide.acts.deeds.subjects import AUXILIARIES, find_subject
from dyadwire.transforms.text.decide.acts.deeds.table import Parties, Verb
from dyadwire.transforms.text.decide.acts.deeds.targets import find_target
from dyadwire.transforms.text.decide.acts.deeds.things import is_person
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.meant import PEOPLE
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES, CONFLICT, LED, OWNING
from dyadwire.transforms.text.figures.function_words import BE, words_of

DENIED = 4  # tokens at most from "not mean that" to a subject
BY = 7  # tokens between a participle and "by"
NEAR = 2  # tokens between whom something is done to and a participle without "was": a trawler sunk by
NEGATIONS = words_of("not n't never neither nor hardly barely scarcely may might could can cannot should must would")
_REFUSED = words_of("denied refused")
_FELT = frozenset(("threatened",))  # of bakers by Danish pastries nobody does it
_AREA = PREPOSITIONS | words_of("and as because but soil this when while")  # behind it; no Paris Games
_NO_NOUNS = _AREA | CLOSES | ADVERBS | AUXILIARIES | words_of("after before last next once then today yesterday")
_NO_PHRASE = CLOSES | PREPOSITIONS | ADVERBS | AUXILIARIES  # between a noun and its participle
_OF_WORDS = frozenset(("ACCUSE", "REJECT", "SUPPORT"))  # what is done to somebody by what is done to his deeds
_FROM = ("by", "from")  # before whose thing it is, which has few words before
_UNDERGOES = frozenset(("object", "prisoner", "dative"))


def is_passive(scene: Scene, end: int, before: list[str], verb: Verb) -> bool:
    """Tell a participle that ends before a place from a past tense, by what is `before` it and who follows "by"."""
    if not BE.isdisjoint(before):
        return True
    return verb.code in CONFLICT and (scene.tokens[end : end + 1] == ["by"] or _led(scene, end, verb) is not None)


def is_denied(scene: Scene, first: int) -> bool:
    """Tell what nobody says of who begins at a place: did not mean that Libya cut its ties, denied Iran had fired."""
    before = scene.tokens[max(0, first - DENIED) : first]
    return not scene.lists["denial"].isdisjoint(before) or ("that" in before and not NEGATIONS.isdisjoint(before))


def find_passive(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Parties | None:
    """Return who does to whom what a participle tells from a place to another; None where that is not plain."""
    if not NEGATIONS.isdisjoint(scene.tokens[max(0, at - 2) : at]):
        return None
    if verb.code in CONFLICT and (led := _led(scene, end, verb)):
        return led
    if BE.isdisjoint(scene.tokens[max(0, at - 3) : at]):
        return None if scene.tokens[at] in _FELT else _participle(scene, at, end, verb)
    if (start := _start(scene, at)) is None:
        return None
    if verb.code not in CONFLICT and _UNDERGOES.isdisjoint(verb.behind):
        return _handed(scene, start, end, verb)
    agent = _agent(scene, at, end, verb)
    subject = (find_subject(scene, start, asked) or _opener(scene, start, verb)) if agent else None
    if subject is None or agent is None or (scene.tokens[at] in _FELT and _is_thing(scene, agent)):
        return None
    if not is_done_by(scene, agent, agent.last + BY, verb):
        return None
    return (agent, subject) if _undergoes(scene, (at, end), verb, (agent, subject)) else None


def _start(scene: Scene, at: int) -> int | None:
    """Return where "has been" before a participle begins; None where words there say that nothing was done."""
    start = at
    while start and (scene.tokens[start - 1] in AUXILIARIES or scene.tokens[start - 1].endswith("ly")):
        start -= 1
    return start if NEGATIONS.isdisjoint(scene.tokens[max(0, start - 2) : at]) else None


def _opener(scene: Scene, start: int, verb: Verb) -> SideMention | None:
    """Return whose thing a sentence opens with that others praise, blame or reject: Ghana's decision to expel him.

    So "a proposal by Kenya to host talks".
    """
    first = scene.mentions[0]
    owned = first.at < 2 and scene.tokens[first.at + 1] in OWNING
    led = first.at <= LED and lead_of(scene, first.first) in _FROM
    whose = verb.code in _OF_WORDS and first.at < start and (owned or led)
    return first if whose and CLOSES.isdisjoint(scene.tokens[first.at : start]) else None


def _agent(scene: Scene, at: int, end: int, verb: Verb) -> SideMention | None:
    """Return who stands behind "by", or "from" behind what was refused, or who lets nobody in: was condemned by."""
    leads = ("by", "from") if scene.tokens[at] in _REFUSED else ("by",)
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] in leads), None)
    if by is None or SIDE in scene.tokens[end:by]:
        return _left(scene, at, end, verb)
    agent = find_target(scene, by + 1, verb.plain())
    return None if agent is None or not scene.lists["crowd"].isdisjoint(scene.tokens[end : agent.first]) else agent


def _left(scene: Scene, at: int, end: int, verb: Verb) -> SideMention | None:
    """Return who lets nobody in, or sends somebody away: were barred from Somalia, were deported from Germany."""
    if scene.tokens[at] not in scene.lists["send_away"] or scene.tokens[end : end + 1] != ["from"]:
        return None
    area, agent = _AREA | verb.kinds.beside["zone"], find_target(scene, end + 1, verb.plain())
    beside = scene.tokens[agent.last + 1 : agent.last + 2] if agent else []
    return agent if not any(word.isalpha() and word not in area for word in beside) else None


def _is_thing(scene: Scene, agent: SideMention) -> bool:
    """Tell a noun of no actor behind a name: by Danish pastries; not by Iran, by Iranian officials, by Iran's army."""
    at = agent.last + 1
    at += scene.stem_at(at) in OWNING
    noun = scene.tokens[at : at + 1]
    if not noun or not noun[0].isalpha() or noun[0] in _NO_NOUNS or noun[0].endswith("ly"):
        return False
    return not any(noun[0] in scene.lists[name] for name in ("actor", "finite_verb", "office"))


def _undergoes(scene: Scene, place: tuple[int, int], verb: Verb, sides: Parties) -> bool:
    """Tell whether a verb may have the subject of its passive as its object: was given tanks, was hit by missiles."""
    (at, end), (agent, subject) = place, sides
    if scene.tokens[at] in _REFUSED | scene.lists["send_away"]:
        return True
    before, behind = scene.tokens[max(0, subject.first - 2) : at], scene.tokens[end : end + BY]
    if "prisoner" in verb.behind:
        return any(word.isdigit() or word in scene.lists["captive"] for word in before)
    if "person" in verb.behind:
        return is_person(scene, subject, PEOPLE)
    if _UNDERGOES.isdisjoint(verb.behind):
        blows = scene.lists["weapon"] | scene.lists["attack"] | scene.lists["actor"] | {"fire"}
        return "site" in verb.behind and not blows.isdisjoint(scene.tokens[agent.at + 1 : agent.last + 1 + BY])
    given = verb.asked(verb.kinds.given)
    is_given = not given or any(not words.isdisjoint((*before, *behind)) for words in given)
    return is_given and not is_unlike(verb, (*before, *behind))


def _handed(scene: Scene, start: int, end: int, verb: Verb) -> Parties | None:
    """Return who hands what a passive is about to whom: was extradited to Spain by Cuba, from Cuba to Spain."""
    if "to" not in verb.behind or "traveller" in verb.behind:
        return None
    to = _behind(scene, end, "to")
    source = _behind(scene, end, "by") or _behind(scene, end, "from")
    if to is None or source is None or source.first == to.first:
        return None
    given, said = verb.asked(verb.kinds.given), scene.tokens[max(0, start - BY) : start]
    fits = not given or any(not words.isdisjoint(said) for words in given)
    return (source, to) if fits else None


def _behind(scene: Scene, end: int, lead: str) -> SideMention | None:
    """Return the side just behind a preposition near the end of a participle."""
    near = [one for one in scene.mentions if end < one.at <= end + 2 * BY]
    return next((one for one in near if lead in scene.tokens[max(end, one.first - 2) : one.first]), None)


def _led(scene: Scene, end: int, verb: Verb) -> Parties | None:
    """Return who does what a participle tells that ends before a place, and to whom: imposed on Belarus by Canada."""
    if LEADS.isdisjoint(verb.behind):
        return None
    target = find_target(scene, end, verb.without_object())
    by = target.last + 1 if target else 0
    agent = find_target(scene, by + 1, verb.plain()) if target and scene.tokens[by : by + 1] == ["by"] else None
    if agent is None and scene.tokens[end : end + 1] == ["by"]:
        agent = find_target(scene, end + 1, verb.plain())  # imposed by Canada on Belarus
        target = find_target(scene, agent.last + 1, verb.without_object()) if agent else None
    return (agent, target) if agent and target else None


def _participle(scene: Scene, at: int, end: int, verb: Verb) -> Parties | None:
    """Return who does what a participle tells that its noun is just before, and to whom: ships seized by Iran."""
    agent = find_target(scene, end + 1, verb.plain()) if "object" in verb.behind else None
    back = next((one for one in range(at - 1, max(-1, at - 2 - NEAR), -1) if scene.tokens[one] == SIDE), None)
    if agent is None or back is None or not _is_phrase(scene, scene.tokens[back + 1 : at]):
        return None
    if is_unlike(verb, scene.tokens[back + 1 : at]):
        return None
    noun = next((one for one in scene.mentions if one.at == back), None)
    return (agent, noun) if noun else None


def _is_phrase(scene: Scene, between: list[str]) -> bool:
    if not (_NO_PHRASE.isdisjoint(between) and scene.lists["finite_verb"].isdisjoint(between)):
        return False
    return all(word.isalpha() and not word.endswith("ly") for word in between)
