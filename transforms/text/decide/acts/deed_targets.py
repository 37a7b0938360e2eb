"""To whom is done what a verb tells, where a sentence says it plainly: by what stands behind the verb."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.deed_subjects import FINITE, STOPS
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention, words_of
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE

OBJECT = 8  # tokens behind a verb in which its object stands
SITED = 3  # and behind an object in which the site stands that is hit
ORDER = 5  # and behind an object in which "to" leads to what it is to do
_ENDS_DATIVE = CLOSES | PREPOSITIONS | words_of('. to " “ ” is are was were has have had')
_FULFILLED = words_of(
    "criteria criterion condition conditions requirement requirements deadline standards needs"
)  # met
# How many somebody frees, or whom.
CAPTIVES = words_of(
    "two three four five six seven eight nine ten eleven twelve dozen dozens several hundreds prisoner prisoners "
    "hostage hostages captive captives detainee detainees citizen citizens national nationals soldier soldiers sailor "
    "sailors fisherman fishermen diplomat diplomats journalist journalists pilot pilots"
)
# What fire hits; sanctions and rain hit countries.
SITES = words_of(
    "refinery refineries base bases airbase airfield airfields depot depots port ports plant plants terminal terminals "
    "warship warships ship ships vessel vessels tanker tankers village villages barracks bunker bunkers radar "
    "positions soldiers troops convoy convoys outpost outposts camp camps bridge bridges substation substations "
    "hospital embassy"
)
# What two do together, by the names of the table of deeds.
THINGS = {
    "drill": words_of("exercise exercises drill drills manoeuvres maneuvers wargames patrol patrols"),
    "pact": words_of(
        "agreement agreements deal deals pact pacts accord accords treaty treaties memorandum mou compromise truce "
        "ceasefire contract contracts understanding declaration protocol"
    ),
}
MUTUAL = THINGS.keys() | {"together"}  # names of the table where nobody stands behind the verb


def find_target(scene: Scene, after: int, behind: frozenset[str]) -> SideMention | None:
    """Return the object of a verb that ends before a place, or who stands behind one of its prepositions.

    `behind` tells where the verb has it, in the words of the table of deeds.
    """
    lead = "object"
    if scene.tokens[after : after + 1] == ["of"] and "of" not in behind:
        return None  # warned of Russia
    for at in range(after, min(len(scene.tokens), after + OBJECT)):
        word = scene.tokens[at]
        if word == SIDE:
            mention = next((one for one in scene.mentions if one.at == at), None)
            return mention if mention and _is_behind(scene, mention, after, lead, behind) else None
        if word in behind and (word in PREPOSITIONS or (word == "that" and at == after)):
            lead = word
        elif word in STOPS or word in FINITE or word in BE or (word in PREPOSITIONS and word != "of"):
            return None
    return None


def is_together(scene: Scene, subject: SideMention, end: int, behind: frozenset[str]) -> bool:
    """Tell two that do to one another what a verb tells that ends before a place: Japan and the Philippines signed."""
    if subject.listed < 2 or "and" not in scene.tokens[subject.first : subject.last]:
        return False
    what = scene.tokens[end : end + OBJECT]
    return "together" in behind or any(kind in behind and not THINGS[kind].isdisjoint(what) for kind in THINGS)


def _is_behind(scene: Scene, mention: SideMention, after: int, lead: str, behind: frozenset[str]) -> bool:
    """Tell whether a side stands where a verb has it."""
    tokens, end = scene.tokens, mention.last + 1
    if not _FULFILLED.isdisjoint(tokens[end : end + 3]):
        return False
    if lead in behind or lead != "object":
        return lead in behind
    if "dative" in behind and mention.at - after <= 1:
        return end < len(tokens) and tokens[end] not in _ENDS_DATIVE
    if "prisoner" in behind:
        beside = (*tokens[after : mention.at], *tokens[end : end + 2])
        return any(word.isdigit() or word in CAPTIVES for word in beside)
    if "site" in behind:
        return not SITES.isdisjoint(tokens[end : end + SITED])
    return "infinitive" in behind and "to" in tokens[end : end + ORDER]
