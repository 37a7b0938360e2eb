"""Who does what a verb tells, where a sentence says it plainly: by what stands between a side and the verb."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.asked import Asked
from dyadwire.transforms.text.decide.acts.deeds.frames import DAYS
from dyadwire.transforms.text.decide.acts.deeds.listed_sides import first_of
from dyadwire.transforms.text.decide.acts.deeds.promises import skip_adverbs
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.meant import PEOPLE
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE, BEFORE_VERBS, DETERMINERS, MODALS, POSSESSIVES, words_of

REACH = 9  # tokens at most between a subject and its verb, asides apart
ASIDE = 14  # and in an aside between commas
CLAUSE = 40  # and from the verb of a subject to another that shares it
OWNED = 4  # and of "its troops"
BACK = 3  # tokens before a subject that may make it the object of another verb
SENT = 5  # tokens at most from who sends something to what it is to do
AUXILIARIES = words_of("has have had having") | BE
STOPS = CLOSES | words_of("than as how why what whether not n't no never to [ ] \" “ ” - '")
SAYING = words_of("said says say")
_PLACES = words_of("in at to")
_BEFORE = PREPOSITIONS | words_of("to than not must no")  # lead to what is no subject
_STARTS = BE | words_of("begun began started stopped kept")  # before a verb in -ing
_SHARES = words_of('; : ( ) “ ” " that which who whom while because where although though if whether') | SAYING
_JOINS = ("and", "but")
_QUOTES = words_of('“ ” "')
_PRONOUNS = words_of("it they he she")
_AGAINST = frozenset(("ACCUSE verb", "REJECT verb"))
_BEFORE_FORMS = BEFORE_VERBS | words_of("it them him her they")  # before a verb without an ending


def find_subject(scene: Scene, verb: int, asked: Asked) -> SideMention | None:
    """Return the subject of the verb at a place, by what stands before it; None where that is not plain."""
    at = skip_adverbs(scene, verb - 1)
    if at < 1:
        return _walk(scene, at, asked)
    word, before = scene.tokens[at], scene.tokens[at - 1]
    if scene.tokens[verb].endswith("ing"):
        return _of_gerund(scene, at, asked)
    if word in AUXILIARIES and scene.tokens[(and_at := _skip_auxiliaries(scene, at))] in _JOINS:
        return _shared_subject(scene, and_at, asked)
    if word in _JOINS:
        return _shared_subject(scene, at, asked) if _is_past(scene, verb) else None
    if word in ("which", "who"):
        return _walk(scene, at - 1 - (before == ","), asked)
    if word == "to":
        return _of_infinitive(scene, at, asked)
    return _speaker(scene, at, verb, asked) or _walk(scene, at, asked)


def _of_gerund(scene: Scene, at: int, asked: Asked) -> SideMention | None:
    """Return the subject of a verb in -ing behind the token at a place: began expelling; , accusing."""
    led = at - (scene.tokens[at] == "by")
    if scene.tokens[led] in (_STARTS if led == at else scene.lists["answer"]):
        return find_subject(scene, led, asked)
    if scene.tokens[at] == "and" and not any(word.endswith("ing") for word in scene.tokens[max(0, at - CLAUSE) : at]):
        return None  # it is about bread and extending support
    return _shared_subject(scene, at, asked) if scene.tokens[at] in (",", "and") else None


def _of_infinitive(scene: Scene, to: int, asked: Asked) -> SideMention | None:
    """Return the subject of a verb behind "to": plans to, headlines' "Spain to expel", prompting Congo to cut ties."""
    if _leads_to_verb(scene, to - 1):
        return find_subject(scene, to - 1, asked)
    if to == 1 and scene.tokens[0] == SIDE:
        return _walk(scene, 0, asked)
    if scene.tokens[to - 1] == SIDE and scene.tokens[to - 2] in scene.lists["cause"]:
        return next((one for one in scene.mentions if one.at == to - 1), None)
    sent = next((at for at in range(to - 1, max(0, to - SENT), -1) if scene.tokens[at] in scene.lists["send"]), None)
    return find_subject(scene, sent, asked) if sent is not None and SIDE not in scene.tokens[sent:to] else None


def _leads_to_verb(scene: Scene, at: int) -> bool:
    """Tell a word before "to" and a verb whose subject is its own: plans to, is to; not: opposes a plan to."""
    word = scene.tokens[at]
    before = [code for back in range(max(0, at - BACK), at) for code in scene.codes_at(back)]
    if not _AGAINST.isdisjoint(before):
        return False
    return word in BE or word in scene.lists["intend"] or word in scene.lists["promise"]


def _skip_auxiliaries(scene: Scene, at: int) -> int:
    while at >= 0 and (scene.tokens[at] in AUXILIARIES or scene.tokens[at] in MODALS):
        at = skip_adverbs(scene, at - 1)
    return at


def _speaker(scene: Scene, at: int, verb: int, asked: Asked) -> SideMention | None:
    """Return who says what it or its troops did: Poland said (that) it had expelled."""
    tokens, at = scene.tokens, _skip_auxiliaries(scene, at)
    at = next((back for back in range(at, max(-1, at - OWNED), -1) if tokens[back] in POSSESSIVES), at)
    if at < 1 or tokens[at] not in _PRONOUNS | POSSESSIVES or not STOPS.isdisjoint(tokens[at + 1 : verb]):
        return None
    at -= 1 + (tokens[at - 1] == "that")
    while at > 0 and (tokens[at] in DAYS or tokens[at] == "on"):
        at -= 1
    return _walk(scene, at - 1, asked) if at > 0 and tokens[at] in scene.lists["say"] else None


def is_traveller(scene: Scene, subject: SideMention, verb: int) -> bool:
    """Tell a person, or who holds an office, before a verb: Macron, the French delegation; no gas, no tourists."""
    if _comes_from(scene, subject.first):
        return True
    return subject.side.kind in PEOPLE or not scene.lists["office"].isdisjoint(scene.tokens[subject.at : verb])


def _walk(scene: Scene, at: int, asked: Asked) -> SideMention | None:
    """Return the side before a verb from which only its noun, an aside, a time or where its noun is parts it."""
    for _ in range(REACH):
        if at < 0:
            return None
        word = scene.tokens[at]
        if word == SIDE and not (place := _place(scene, at)):
            return _as_subject(scene, at)
        if word == SIDE and scene.tokens[place - 1] in asked.crowd:
            return next((one for one in scene.mentions if one.at == at), None)
        if word == SIDE:
            at = place - 1
        elif word in (",", ")"):
            at = _before_aside(scene, at)
        elif _parts(scene, at):
            return None
        else:
            at -= 1
    return None


def _parts(scene: Scene, at: int) -> bool:
    """Tell a token that parts a verb from a side before it: another verb, or a preposition but that of a time."""
    word = scene.tokens[at]
    if word in PREPOSITIONS and (scene.tokens[at + 1] in DAYS or scene.tokens[at + 1][0].isdigit()):
        return False
    return (
        word in STOPS or word in PREPOSITIONS or word in scene.lists["finite_verb"] or word in scene.lists["opponent"]
    )


def _place(scene: Scene, at: int) -> int:
    """Return the token of the preposition by which a side is where its noun is, the embassy in London; 0 without."""
    lead = at - 1 - (scene.tokens[at - 1] in DETERMINERS) if at > 1 else 0
    if lead > 0 and scene.tokens[lead] == "for" and scene.tokens[lead - 1] in scene.lists["office"]:
        return lead  # the envoy for Sudan
    return lead if lead > 0 and scene.tokens[lead] in _PLACES and scene.tokens[lead - 1].isalpha() else 0


def _before_aside(scene: Scene, end: int) -> int:
    """Return the token before what stands between two commas, or in brackets, up to a place; -1 without a beginning."""
    opens = "(" if scene.tokens[end] == ")" else ","
    for at in range(end - 1, max(0, end - ASIDE), -1):
        if scene.tokens[at] == opens:
            return at - 1
        if scene.tokens[at] in _QUOTES or scene.tokens[at] in (";", ":"):
            break
    return -1


def _as_subject(scene: Scene, at: int) -> SideMention | None:
    """Return the side at a place, but not the object of a verb or of a preposition."""
    mention = next((one for one in scene.mentions if one.at == at), None)
    first = 0 if mention is None else first_of(scene, mention)
    if mention is None:
        return None
    if lead_of(scene, first) in _BEFORE and not (_is_many(scene, first) or _comes_from(scene, first)):
        return None
    for back in range(first - 1, max(-1, first - 1 - BACK), -1):
        word = scene.tokens[back]
        if word in STOPS or word in DAYS:
            break
        if word.endswith("ing") or (word in scene.lists["finite_verb"] and word not in SAYING):
            return None
    return None if _is_object(scene, first) else mention


def _is_many(scene: Scene, first: int) -> bool:
    """Tell how many of a side do something: thousands of Iraqis."""
    return first > 1 and scene.tokens[first - 1] == "of" and scene.tokens[first - 2] in scene.lists["many"]


def _comes_from(scene: Scene, first: int) -> bool:
    """Tell who is sent by a side, or leads it: a delegation from Seoul, the leaders of Malaysia and Singapore."""
    lead = first - 1 - (scene.tokens[first - 1] in DETERMINERS)
    if lead < 1 or scene.tokens[lead] not in ("from", "of"):
        return False
    return scene.tokens[lead - 1] in scene.lists["office"] or scene.tokens[lead - 1] in scene.lists["group"]


def _is_object(scene: Scene, first: int) -> bool:
    """Tell a side just behind a verb of acts: accused Russia, that help it bomb Ukraine."""
    before = range(first - 1, max(-1, first - 1 - BACK), -1)
    near = next((at for at in before if scene.tokens[at] not in DETERMINERS), -1)
    if near < 0 or near not in scene.verbs:
        return False
    return scene.tokens[near].endswith(("ed", "s")) or (near > 0 and scene.tokens[near - 1] in _BEFORE_FORMS)


def _is_past(scene: Scene, verb: int) -> bool:
    """Tell a verb of the past, or what begins one: and expelled, but has been rebuffed; not: was arrested and sent."""
    word = scene.tokens[verb]
    past = word in scene.lists["irregular_past"] and BE.isdisjoint(scene.tokens[max(0, verb - REACH) : verb])
    return past or word.endswith("ed") or word in AUXILIARIES


def _saying_before(scene: Scene, start: int) -> int:
    """Return the token that leads to a clause as what somebody says: said, said on Monday that; 0 without."""
    at = start - 1
    while at > 0 and (scene.tokens[at] in DAYS or scene.tokens[at] in ("on", "that")):
        at -= 1
    return at if at > 0 and scene.tokens[at] in SAYING else 0


def _shared_subject(scene: Scene, at: int, asked: Asked) -> SideMention | None:
    """Return the subject of the clause before a place, which another verb behind it shares; None in doubt.

    Where that clause names nobody it is who says it: Ankara said the boats had left its waters and summoned him.
    """
    start = at
    while start > max(0, at - CLAUSE) and scene.tokens[start - 1] not in _SHARES:
        start -= 1
    says = _saying_before(scene, start)
    if says and SIDE not in scene.tokens[start:at]:
        return find_subject(scene, says, asked)
    if start and scene.tokens[start - 1] in SAYING | _QUOTES:
        return None
    first = next((one for one in scene.mentions if start <= one.at < at), None)
    if first is None or lead_of(scene, first.first) in _BEFORE:
        return None
    return first if {"to", "than"}.isdisjoint(scene.tokens[start : first.at]) else None
