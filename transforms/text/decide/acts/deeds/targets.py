"""To whom is done what a verb tells, where a sentence says it plainly: by what stands behind the verb."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deeds.frames import LEADS, is_followed, is_linked, is_unlike, lacks
from dyadwire.transforms.text.decide.acts.deeds.naming import is_naming, is_quoted
from dyadwire.transforms.text.decide.acts.deeds.subjects import STOPS
from dyadwire.transforms.text.decide.acts.deeds.table import TOGETHER, Verb
from dyadwire.transforms.text.decide.acts.deeds.things import is_person, is_with_thing
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.meant import PEOPLE
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import ADJECTIVE, CLOSES
from dyadwire.transforms.text.figures.function_words import BE, words_of

OBJECT = 8  # tokens behind a verb in which its object stands
FRAMED = 3  # and more behind one that asks for words between the two
SITED = 3  # and behind an object in which the site stands that is hit
ORDER = 5  # and behind an object in which "to" leads to what it is to do, "with" to what it gets
_ENDS_DATIVE = CLOSES | PREPOSITIONS | words_of('. to " “ ” is are was were has have had')
_EACH = {("each", "other"), ("one", "another"), ("the", "other")}
_TAKES = frozenset(("ASSAULT", "COERCE"))  # what nobody does to his own
_OWN = (["its"], ["their"])
_FOLLOWING = frozenset(("object", "traveller"))  # verbs from which no other side parts whom they are done to
_NAMES_IT = words_of("it they he she") | {SIDE}
_NAMED = words_of("called calls described describes deemed termed")  # behind "what it"
_HAVE = frozenset(("had", "has", "have"))
_RELATIVE = frozenset(("whom", "whose"))
_ENDS_THING = frozenset(("to", ",", "but", "not"))
_GIVEN = frozenset(("gift", "money"))


def find_target(scene: Scene, after: int, verb: Verb) -> SideMention | None:
    """Return the object of a verb that ends before a place, or who stands behind one of its prepositions."""
    lead, behind, after = "object", verb.behind, _behind_naming(scene, after)
    if scene.tokens[after : after + 1] == ["of"] and "of" not in behind:
        return None  # warned of Russia
    reach = OBJECT + (FRAMED if verb.asked(verb.kinds.beside) else 0)
    for at in range(after, min(len(scene.tokens), after + reach)):
        word = scene.tokens[at]
        if word == SIDE:
            mention = next((one for one in scene.mentions if one.at == at), None)
            if mention and _is_behind(scene, mention, after, lead, verb):
                return mention if _is_asked(scene, mention, after, lead, verb) else None
            if _ends(lead, behind):
                return None  # others' things may be given: Iranian drones to Russia
        elif _is_lead(word, behind, is_first=at == after):
            lead = word
        elif _parts(scene, word) and not is_linked(scene, at):
            return None
    return None


def find_antecedent(scene: Scene, at: int, verb: Verb) -> SideMention | None:
    """Return whom a clause behind a name says that somebody does something to: Mali, whose envoy France expelled."""
    who = at - 1 - (scene.tokens[at - 1] in _HAVE)
    if "object" not in verb.behind or who < 2 or scene.tokens[who] != SIDE:
        return None
    lead = next((to for to in range(who - 1, max(0, who - 1 - FRAMED), -1) if scene.tokens[to] in _RELATIVE), 0)
    said = scene.tokens[lead:who]
    if lead == 0 or SIDE in said or (said != ["whom"] and said[:1] != ["whose"]) or is_unlike(verb, said):
        return None
    if any(words.isdisjoint(said) for words in verb.asked(verb.kinds.given)):
        return None
    before = lead - 1 - (scene.tokens[lead - 1] == ",")
    return next((one for one in scene.mentions if one.at == before), None)


def find_owner(scene: Scene, end: int, verb: Verb) -> SideMention | None:
    """Return whose thing a verb that ends before a place takes or hits, who is named first: Iran seized its ship."""
    their = scene.tokens[end : end + 1]
    if verb.code not in _TAKES or "object" not in verb.behind or their not in _OWN or verb.asked(verb.kinds.given):
        return None
    first = scene.mentions[0]
    if (
        first.last >= end
        or lead_of(scene, first.first) in PREPOSITIONS
        or is_unlike(verb, scene.tokens[end : end + OBJECT])
    ):
        return None
    return first


def _behind_naming(scene: Scene, after: int) -> int:
    """Return where the object begins that a speaker only names his way: condemned what it called China's raid."""
    who, verb, led = (*scene.tokens[after + 1 : after + 4], "", "", "")[:3]
    if scene.tokens[after : after + 1] != ["what"] or who not in _NAMES_IT or verb not in _NAMED:
        return after
    return after + 3 + (led == "as")


def _ends(lead: str, behind: frozenset[str]) -> bool:
    """Tell a verb that has nobody behind a side that is not the one it has."""
    return lead != "object" or not behind.isdisjoint(_FOLLOWING) or behind.isdisjoint(LEADS)


def _parts(scene: Scene, word: str) -> bool:
    is_verb = word in scene.lists["finite_verb"] or word in BE
    return is_verb or word in STOPS or (word in PREPOSITIONS and word != "of")


def is_each_other(scene: Scene, end: int, verb: Verb) -> bool:
    """Tell a verb that ends before a place and that two do to one another: expelled, or fired on, each other's …"""
    lead = "object"
    for at in range(end, min(len(scene.tokens) - 1, end + OBJECT)):
        if scene.tokens[at] == SIDE:
            return False
        if tuple(scene.tokens[at : at + 2]) in _EACH:
            said = scene.tokens[end : at + OBJECT]
            asked = verb.asked(verb.kinds.given)
            is_asked = not asked or any(not words.isdisjoint(said) for words in asked)
            return lead in verb.behind and is_asked and not is_unlike(verb, said)
        lead = scene.tokens[at] if scene.tokens[at] in LEADS else lead
    return False


def _is_lead(word: str, behind: frozenset[str], *, is_first: bool) -> bool:
    """Tell a word that leads from a verb to its target; what is given stands before it: promised to end aid to."""
    if word not in behind or (is_first and word == "to" and not _GIVEN.isdisjoint(behind)):
        return False
    return word in LEADS or (word == "that" and is_first)


def _is_asked(scene: Scene, mention: SideMention, after: int, lead: str, verb: Verb) -> bool:
    """Tell whether a verb has the thing with it that its code asks for, and a person where it asks for one."""
    if "person" in verb.behind and (is_naming(scene, after - 1) or not is_person(scene, mention, PEOPLE, after)):
        return False
    return is_with_thing(scene, after, mention, lead, verb)


def is_together(scene: Scene, subject: SideMention, end: int, verb: Verb) -> bool:
    """Tell two that do to one another what a verb tells that ends before a place: Japan and the Philippines signed."""
    inside = scene.tokens[subject.first : subject.last]
    is_list = subject.listed > 1 and ("and" in inside or subject.first == 0)  # headlines have a comma for "and"
    if not is_list:
        return False
    what, verbs = scene.tokens[end : end + OBJECT], scene.lists["finite_verb"]
    what = what[: next((at for at, word in enumerate(what) if word in _ENDS_THING or word in verbs), OBJECT)]
    if "with" in what and TOGETHER not in verb.behind:
        return False  # signed a deal with the island: none with one another
    return TOGETHER in verb.behind or any(not words.isdisjoint(what) for words in verb.asked(verb.kinds.together))


def _is_behind(scene: Scene, mention: SideMention, after: int, lead: str, verb: Verb) -> bool:
    """Tell whether a side stands where a verb has it."""
    tokens, end, behind = scene.tokens, mention.last + 1, verb.behind
    if not scene.lists["condition"].isdisjoint(tokens[end : end + 3]) or lacks(verb, scene, after, mention):
        return False
    if lead in behind or lead != "object":
        return lead in behind
    if "dative" in behind and mention.at - after <= 1 and scene.lists["no_help"].isdisjoint(tokens[end : end + ORDER]):
        goes_on = mention.side.kind == ADJECTIVE and "to" in behind and "to" in tokens[end : end + OBJECT]
        return end < len(tokens) and tokens[end] not in _ENDS_DATIVE and not goes_on  # gave Indian vaccines to Nepal
    if "prisoner" in behind:
        beside = (*tokens[after : mention.at], *tokens[end : end + 2])
        return any(word.isdigit() or word in scene.lists["captive"] for word in beside)
    if "site" in behind:
        return not scene.lists["site"].isdisjoint(tokens[end : end + SITED])
    led = tokens[end : end + ORDER]
    if ("infinitive" in behind and "to" in led) or ("furnished" in behind and "with" in led):
        return True
    if "quoted" in behind:
        return is_quoted(scene, end)
    return is_followed(scene, end, verb)
