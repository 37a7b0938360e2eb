"""Who acts where the grammar turns round what the words of an act say alone.

Who braces for an attack, draws criticism or condemns a strike is the subject of the sentence and no attacker; and of
"Syria said that Israel had hit Damascus, killing three" the one who kills is the subject of the clause before.
"""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.beside import is_beside
from dyadwire.transforms.text.decide.acts.deeds.deeds import FORCE, Deed
from dyadwire.transforms.text.decide.acts.deeds.naming import is_naming
from dyadwire.transforms.text.decide.acts.deeds.things import without_force
from dyadwire.transforms.text.decide.acts.features import lead_of
from dyadwire.transforms.text.decide.acts.reported import read_report
from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention
from dyadwire.transforms.text.decide.acts.supposed import (
    SUPPOSED,
    as_opinion,
    brace_before,
    is_asked,
    is_falling,
    is_supposed,
    threat_of,
    would_be,
)
from dyadwire.transforms.text.decide.acts.told import (
    ADJECTIVE,
    CLOSES,
    CONFLICT,
    MATERIAL,
    NO_WORD,
    OWNING,
    Told,
    Words,
    agent_of,
    cue_before,
    head_of,
    is_noun,
    list_of,
    owner_of,
    subject_of,
    words_by_role,
)
from dyadwire.transforms.text.decide.acts.turns import turn
from dyadwire.transforms.text.figures.function_words import BE

# What somebody does who condemns, welcomes or vows revenge for the attack of another.
REACTIONS = {"react": "ACCUSE", "hail": "SUPPORT", "revenge": "THREATEN"}
DRAWN = CONFLICT | {"SUPPORT"}  # what somebody may draw from another
GOVERNS = 10  # tokens at most between a verb of reaction, or of fear, and its noun
DRAWS = 6  # and between "draws" and what it draws
UNDER = 4  # and behind the noun of "under fire", where who does it would stand
_AGENT_LEADS = frozenset(("by", "from"))
OF_OWNER = 3  # tokens at most from a preposition to whom it is done to: a strike on the southern Philippines
OPENS = 3  # tokens among which "he", or what is his, opens a sentence
_OPENERS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))
_TOWARDS = frozenset(("in", "to", "on", "against", "for", "into"))
BLAMED = 8  # and between an attack and on whom it is blamed


def turned(told: Told, scene: Scene, lexicon: Lexicon) -> Told:
    """Return an act as a verb turns it: who revokes a pact with somebody acts alone, and agrees to nothing."""
    if told.trigger == NO_WORD:
        return told
    code = turn(told.code, scene.tokens, head_of(scene, told.trigger), lexicon)
    if code == told.code:
        return told
    alone = told.by(list_of(scene, subject_of(scene, told.trigger))) if told.mutual else told
    return alone._replace(code=code)


def settle(told: Told, scene: Scene, lexicon: Lexicon, deeds: Iterable[Deed] = ()) -> Told | None:
    """Return an act as the grammar of its sentence has it; None where it tells none of these two.

    `deeds` are what the sentence plainly tells of others. Without a word that tells it there is no trade.
    """
    if told.trigger == NO_WORD:
        return None if told.code == "COOPERATE" else told
    if told.code == "CONSULT" and not told.mutual and is_naming(scene, told.trigger):
        return None
    words, head = words_by_role(lexicon), head_of(scene, told.trigger)
    if is_beside(told, scene, head, lexicon, deeds):
        return None
    if is_asked(told, scene, head, words) or (told.code == "COOPERATE" and is_falling(told, scene, head, words)):
        told = told._replace(times=SUPPOSED)
    told = without_force(as_opinion(told, scene, words), scene)
    told = _of_owner(_of_opener(told, scene), scene, head, words)
    if (reaction := _reaction(told, scene, head, words)) is not None:
        return _reacted(told, scene, reaction, head, words)
    told = _of_maker(told, scene, head, words)
    if words["cue"].isdisjoint(scene.tokens):
        return told
    settled = _reported(_drawn(told, scene, head, words), scene, words)
    return _supposed(settled, scene, words) if settled else None


def _of_opener(told: Told, scene: Scene) -> Told:
    """Return what "he", or what is his, does to the one side that a sentence names: his policy was to contain Iran."""
    here = scene.places.get(told.actor)
    if told.mutual or here is None or told.recipient in scene.places:
        return told
    opener = next((at for at, token in enumerate(scene.tokens[:OPENS]) if token in _OPENERS), None)
    first = here[0].first
    if opener is None or first <= opener or lead_of(scene, first) in _AGENT_LEADS:
        return told
    between = scene.tokens[opener:first]
    verb = "to" in between or any(opener < at < first for at in scene.verbs)
    if not verb or not CLOSES.isdisjoint(between):
        return told
    return told.by(frozenset((told.recipient,)))


def _of_maker(told: Told, scene: Scene, head: int, words: Words) -> Told:
    """Return a deed of conflict that a noun tells with who does it just before: British sanctions, Iran's attacks.

    Of 46 such acts of real news all are so, but "the target of a Russian lawsuit".
    """
    if told.code not in CONFLICT or scene.tokens[head].endswith("ing") or not is_noun(scene, head, words):
        return told
    owned = told.trigger > 1 and scene.tokens[told.trigger - 1] in OWNING
    at = told.trigger - 1 - owned
    maker = next((one for one in scene.mentions if one.at == at and (owned or one.side.kind == ADJECTIVE)), None)
    return told.by(frozenset((maker.side.code,))) if maker else told


def _of_owner(told: Told, scene: Scene, head: int, words: Words) -> Told:
    """Return what a noun tells as done by the one before it to the one behind: Korean investment in the United States.

    Of 42 such acts of real news all are so.
    """
    lead = head + 1
    if told.mutual or scene.stem_at(lead) not in _TOWARDS or scene.tokens[head] not in words["noun"]:
        return told
    owner = owner_of(scene, told.trigger)
    target = next((one for one in scene.mentions if one.at > lead), None)
    if owner is None or target is None or target.at - lead > OF_OWNER - 1:
        return told
    sides = {owner.side.code, target.side.code} == {told.actor, told.recipient}
    return told.by(frozenset((owner.side.code,))) if sides else told


def _supposed(told: Told, scene: Scene, words: Words) -> Told | None:
    """Return a threat to do something as a threat, and what is only supposed as less likely.

    Force of which somebody says what it would do is nobody's act; sanctions may be decided.
    """
    if (threat := threat_of(told, scene, words)) is not None:
        return told._replace(code="THREATEN", trigger=threat)
    if told.code in FORCE and would_be(told, scene, head_of(scene, told.trigger), words):
        return None
    return told._replace(times=SUPPOSED) if is_supposed(told, scene, words) else told


def _reaction(told: Told, scene: Scene, head: int, words: Words) -> int | None:
    """Return the verb of who reacts to the attack that a noun tells: condemned, vows revenge for."""
    if told.code not in MATERIAL or not is_noun(scene, head, words):
        return None
    verbs = ((role, cue_before(scene, head, words[role], GOVERNS)) for role in REACTIONS)
    return next(
        (
            verb
            for role, verb in verbs
            if verb is not None and told.trigger > verb and _is_reaction(scene, verb, role, words)
        ),
        None,
    )


def _is_reaction(scene: Scene, verb: int, role: str, words: Words) -> bool:
    """Tell "condemned", "vows revenge for" from "was condemned", "in revenge for"."""
    before = scene.tokens[max(0, verb - 2) : verb]
    return not words["threat"].isdisjoint(before) if role == "revenge" else BE.isdisjoint(before)


def _reacted(told: Told, scene: Scene, verb: int, head: int, words: Words) -> Told | None:
    """Return what who reacts to an attack does: accuse the attacker, and nothing to whom it hit."""
    reactors = list_of(scene, subject_of(scene, verb))
    attackers = list_of(scene, agent_of(scene, head, verb) or _object_of(scene, verb, head))
    turned = told.by(reactors)
    if turned.actor not in reactors or told.actor in attackers:
        return told
    if told.actor not in reactors and not told.mutual:
        return told  # it tells of the attack itself
    code = next(code for role, code in REACTIONS.items() if scene.tokens[verb] in words[role])
    return turned._replace(code=code, trigger=verb) if turned.recipient in attackers else None


def _object_of(scene: Scene, verb: int, head: int) -> SideMention | None:
    """Return whom somebody condemns for an attack, who stands behind the verb."""
    return next((one for one in scene.mentions if verb < one.at < head and "for" in scene.tokens[one.at : head]), None)


def _drawn(told: Told, scene: Scene, head: int, words: Words) -> Told:
    """Return an act with who does it behind a verb whose subject undergoes it: draws, braces for, comes under."""
    if told.code not in DRAWN:
        return told
    if blamed := list_of(scene, _blamed_on(scene, head)):
        actors = frozenset((told.actor, told.recipient))
        return told.by(actors - blamed if told.code == "ACCUSE" else blamed)
    cue = cue_before(scene, head, words["draw"], DRAWS)
    if cue is None and is_noun(scene, head, words):
        cue = brace_before(scene, head, words)
    if cue is None:
        return told
    if not (cue >= told.trigger or scene.tokens[cue] == "under" or is_noun(scene, head, words)):
        return told
    if agents := list_of(scene, agent_of(scene, head, cue)):
        return told.by(agents)
    return told.by(frozenset((told.recipient,))) if _is_under(told, scene, cue, head) else told


def _is_under(told: Told, scene: Scene, cue: int, head: int) -> bool:
    """Tell who comes under fire from somebody that is not named beside it."""
    named = not _AGENT_LEADS.isdisjoint(scene.tokens[head : head + 1 + UNDER])
    return scene.tokens[cue] == "under" and not named and told.actor in list_of(scene, subject_of(scene, cue))


def _blamed_on(scene: Scene, head: int) -> SideMention | None:
    """Return on whom something is blamed: an attack blamed on Russian forces."""
    near = range(head, min(head + BLAMED, len(scene.tokens) - 1))
    at = next((at for at in near if scene.tokens[at : at + 2] == ["blamed", "on"]), None)
    if at is None:
        return None
    return next((one for one in scene.mentions if at < one.at <= at + 4), None)


def _reported(told: Told, scene: Scene, words: Words) -> Told | None:
    """Return an act that is told of somebody in reported speech with who does it; None where it is of others."""
    report = read_report(scene, told.trigger, words["say"])
    if report is None or not report.speakers.isdisjoint(report.agents):
        return told
    if told.code in MATERIAL:
        of_speaker = told.actor in report.speakers or told.recipient in report.speakers
        # Ukraine said that Russia had hit Poland, killing two.
        others = bool(report.targets) and report.speakers.isdisjoint(report.targets)
        return None if of_speaker and others else told.by(report.agents)
    fails = scene.tokens[told.trigger] in scene.lists["fail"]
    if told.code != "ACCUSE" or not (fails or _tells_deed(scene, told.trigger)):
        return told
    # Who says that another attacked accuses that one, who did not accuse.
    return told.by(report.speakers) if told.actor in report.agents else told


def _tells_deed(scene: Scene, at: int) -> bool:
    return any(code.partition(" ")[0] in MATERIAL for code in scene.codes_at(at))
