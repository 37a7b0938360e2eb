"""Deeds that a sentence tells plainly: who stands before a verb does to who stands behind it what the verb says.

They are so rarely no act of the two that they count as one whatever the weights say of them: weights know a verb only
where articles with it were read, and grammar knows every verb of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deeds.asked import Asked, ask, is_number
from dyadwire.transforms.text.decide.acts.deeds.culprits import BLAMES, read_culprits
from dyadwire.transforms.text.decide.acts.deeds.demands import read_demands
from dyadwire.transforms.text.decide.acts.deeds.frames import is_done_by, is_figurative, is_verb
from dyadwire.transforms.text.decide.acts.deeds.implied import FORUM, read_implied
from dyadwire.transforms.text.decide.acts.deeds.lifted import read_lifted
from dyadwire.transforms.text.decide.acts.deeds.listed_sides import first_of, sides_of
from dyadwire.transforms.text.decide.acts.deeds.nouns import read_noun
from dyadwire.transforms.text.decide.acts.deeds.passives import NEGATIONS, find_passive, is_denied, is_passive
from dyadwire.transforms.text.decide.acts.deeds.promises import find_refusal, promised
from dyadwire.transforms.text.decide.acts.deeds.spoken_of import Done
from dyadwire.transforms.text.decide.acts.deeds.subjects import SAYING, find_subject, is_traveller
from dyadwire.transforms.text.decide.acts.deeds.table import (
    GIVER,
    NOUN,
    PASSIVE,
    TOGETHER,
    Parties,
    Verb,
    compile_deeds,
)
from dyadwire.transforms.text.decide.acts.deeds.targets import (
    find_antecedent,
    find_owner,
    find_target,
    is_each_other,
    is_together,
)
from dyadwire.transforms.text.decide.acts.deeds.things import PARTICLES, also_given, are_many
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.told import CONFLICT, Told, is_not_only
from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import BE, DETERMINERS

PLAIN = 0.75  # likelihood of such a deed: of 155 in real news 142 are surely acts, 145 with its code, 152 its actor
BESIDE = 8  # tokens behind a verb in which its noun may tell the deed
OF_BOTH = frozenset(("CONSULT", "AGREE"))  # what two do to one another
_TOLD_TO = frozenset(("to", "with"))
IMPOSED = frozenset(("SANCTION", "COERCE"))  # what may be lifted
FORCE = frozenset(("ASSAULT", "COERCE"))
GETS = frozenset(("dative", "to"))  # behind verbs of giving: who gets it
ADJECTIVAL = DETERMINERS | {"more", "most"}  # before a participle that only tells how something is
BY_NOUN = 3  # tokens behind who does it in which its noun stands: by a French club
PARTS = SAYING | {"aim", "bid", "effort", "hope", "hopes"}  # between a deed and another: travelled in the hope of
PARTED = 8  # tokens at most between a verb and its particle


class Deed(NamedTuple):
    """What some sides do to others, by the code of the verb at a token; without one it may be of several."""

    agents: frozenset[str]
    targets: frozenset[str]
    code: str
    at: int
    is_implied: bool = False  # are those whom it is done to left out?

    def likely(self, coded: float) -> float:
        """Return how likely the deed is with its code, from how likely an act of the two with that code is."""
        return max(coded, PLAIN) if self.code else coded

    def tell(self, told: Told, scene: Scene) -> Told:
        """Return an act of two of its sides as the deed has it."""
        beside = told.code == self.code and self.at < told.trigger <= self.at + BESIDE  # paid an official visit
        parted = told.trigger > self.at and not PARTS.isdisjoint(scene.tokens[self.at : told.trigger])
        if self.code not in ("", told.code) or parted or not (beside or told.trigger in scene.verbs):
            known = self.code or scene.codes_at(self.at)
            told = told._replace(code=self.code or told.code, trigger=self.at if known else told.trigger)
        if self.agents == self.targets:
            return told._replace(mutual=True)
        if told.mutual and told.code in OF_BOTH:
            return told
        done = told._replace(mutual=False).by(self.agents)
        if done.actor != told.actor and scene.codes_at(self.at):
            return done._replace(trigger=self.at)  # another word told what the other did
        return done


def read_deeds(scene: Scene, lexicon: Lexicon, before: Sequence[Done] = ()) -> tuple[Deed, ...]:
    """Return the deeds of a sentence, in the order of their verbs; `before` is what the sentence before it told."""
    verbs = compile_deeds(lexicon)
    if len(scene.places) < 2 and not (before and scene.places):
        return ()
    silent = verbs.keys().isdisjoint(scene.tokens) and BLAMES.isdisjoint(scene.tokens)
    asked = None if silent else ask(scene, lexicon)
    if asked is None or asked.is_match:  # Qatar hosted Brazil in the final
        return tuple(_demands(scene))
    found = tuple(_read(scene, verbs, asked))
    done = [Done(one, other, False, deed.code) for deed in found for one in deed.agents for other in deed.targets]
    implied = [Deed(*one, is_implied=True) for one in read_implied(scene, verbs, asked, done, before)]
    blamed = [Deed(one, other, "ACCUSE", at) for one, other, at in read_culprits(scene, asked) if one != other]
    return (*blamed, *found, *implied, *_demands(scene), *_lifted(scene, found, asked))


def _lifted(scene: Scene, found: Iterable[Deed], asked: Asked) -> Iterator[Deed]:
    imposed = [deed for deed in found if deed.code in IMPOSED]
    for at, which in read_lifted(scene, [deed.agents for deed in imposed], asked):
        if imposed[which].at < at:
            yield imposed[which]._replace(code="CONCEDE", at=at)


def _demands(scene: Scene) -> Iterator[Deed]:
    for speaker, other, at in read_demands(scene):
        yield Deed(sides_of(scene, speaker), sides_of(scene, other), "REQUEST", at)


def _read(scene: Scene, verbs: Mapping[str, tuple[Verb, ...]], asked: Asked) -> Iterator[Deed]:
    for at in [at for at, word in enumerate(scene.tokens) if word in verbs]:
        for verb in verbs[scene.tokens[at]]:
            end = _end_of(scene, at, verb)
            if end and (deed := _deed(scene, at, end, verb, asked)):
                yield deed


def _end_of(scene: Scene, at: int, verb: Verb) -> int:
    """Return where the words of a verb end that begins at a place, its object within them; 0 where others stand there.

    They gave the statues back to Indonesia.
    """
    end = at + 1 + len(verb.rest)
    if tuple(scene.tokens[at + 1 : end]) == verb.rest:
        return end
    if len(verb.rest) != 1 or verb.rest[0] not in PARTICLES:
        return 0
    near = range(at + 2, min(len(scene.tokens) - 1, at + 2 + PARTED))
    end = next((to for to in near if scene.tokens[to] == verb.rest[0]), 0)
    return end + 1 if end and scene.tokens[end + 1] in verb.behind and SIDE not in scene.tokens[at:end] else 0


def _deed(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Deed | None:
    """Return what the verb, or noun, at a place tells; None where it does not say plainly who does it to whom."""
    if NOUN in verb.behind:
        return _doing(scene, at, verb, read_noun(scene, at, end, verb))
    return _of_verb(scene, at, end, verb, asked)


def _of_verb(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Deed | None:
    """Return what a verb from one place to another tells; None where it does not say plainly who does it to whom."""
    word = scene.tokens[at]
    before = [one for one in scene.tokens[max(0, at - 3) : at] if not one.endswith("ly")][-1:]
    past = word.endswith("ed") or word in scene.lists["irregular_past"]
    if past and is_passive(scene, end, before, verb):
        return _doing(scene, at, verb, find_passive(scene, at, end, verb, asked))
    if PASSIVE in verb.behind or not ADJECTIVAL.isdisjoint(before) or (past and any(map(is_number, before))):
        return None  # the suspended talks, 20 wounded soldiers
    refused = (refusal := find_refusal(scene, at)) >= 0
    if (refused and verb.code not in COOPERATION) or (not refused and _is_negated(scene, at, verb)):
        return None
    asks = verb.is_mutual() and TOGETHER not in verb.behind  # strikes deal with: what it asks for shows a verb
    is_noun = word in asked.nouns and not past and not word.endswith("ing") and not asks
    if is_noun and not is_verb(scene, at, end, verb):
        return None
    return _active(scene, (at, end), verb, asked, led_from=refusal if refused else at)


def _is_negated(scene: Scene, at: int, verb: Verb) -> bool:
    """Tell what is not done, but not what somebody said that two would do; who says "would attack" may fear it."""
    if at > 1 and is_not_only(scene, at - 2):
        return False
    near = NEGATIONS.intersection(scene.tokens[max(0, at - 2) : at])
    may_be_said = near == {"would"} and verb.code not in CONFLICT
    return bool(near) and not (may_be_said and not scene.lists["say"].isdisjoint(scene.tokens[:at]))


def _doing(scene: Scene, at: int, verb: Verb, sides: Parties | None) -> Deed | None:
    """Return what the first of two sides does to the other; nothing where private people do it, or nobody can."""
    if sides is None or (verb.code in FORCE and is_figurative(scene, sides[1], verb)):
        return None
    if not _private(scene, verb).isdisjoint(scene.tokens[sides[0].at : sides[0].last + 1 + BY_NOUN]):
        return None
    return Deed(sides_of(scene, sides[0]), sides_of(scene, sides[1]), verb.code, at)


def _active(scene: Scene, place: tuple[int, int], verb: Verb, asked: Asked, *, led_from: int) -> Deed | None:
    """Return what who stands before a verb does: to who stands behind it, or two of a list to one another."""
    (at, end), target = place, find_target(scene, place[1], verb) or find_antecedent(scene, place[0], verb)
    if target is None and (owner := find_owner(scene, end, verb)):
        subject = find_subject(scene, led_from, asked)
        deed = _promised(scene, at, verb, (subject, owner)) if subject and subject.first > owner.last else None
        return deed._replace(is_implied=True) if deed and deed.agents.isdisjoint(deed.targets) else None
    each = asked.tells_other and is_each_other(scene, end, verb)
    if target is None and not verb.is_mutual() and not each:
        return None
    subject = find_subject(scene, led_from, asked)
    if subject is None or _is_private(scene, subject, at, verb):
        return None
    if target is None or each:
        doing = verb._replace(behind=verb.behind | {TOGETHER}) if each else verb
        goes_on = not scene.tokens[at].endswith("ing") or scene.tokens[at - 1] in BE
        two = goes_on and is_together(scene, subject, end, doing)
        return _promised(scene, at, verb, (subject, subject)) if two else None
    fits = first_of(scene, subject) != first_of(scene, target) and _fits(scene, (at, end), verb, (subject, target))
    return _promised(scene, at, verb, (subject, target)) if fits else None


def _promised(scene: Scene, at: int, verb: Verb, sides: Parties) -> Deed:
    """Return what a verb tells of who stands before it and behind it."""
    agent, target = reversed(sides) if GIVER in verb.behind else sides
    code, place = promised(scene, at, verb.code)
    if place == at and "traveller" in verb.behind and not is_traveller(scene, sides[0], at):
        code = ""
    targets = sides_of(scene, target)
    if place == at and not GETS.isdisjoint(verb.behind):
        targets = targets.union(*(sides_of(scene, one) for one in also_given(scene, target)))
    return Deed(sides_of(scene, agent), targets, code, place)


def _fits(scene: Scene, place: tuple[int, int], verb: Verb, sides: Parties) -> bool:
    """Tell whether a verb from one place to another can tell its deed of two sides, by what stands beside them."""
    (at, end), (subject, target) = place, sides
    if is_denied(scene, first_of(scene, subject)):
        return False
    if not is_done_by(scene, subject, at, verb):
        return False
    if verb.code in FORCE and is_figurative(scene, target, verb):
        return False
    led = not _TOLD_TO.isdisjoint(scene.tokens[end : target.at])
    if verb.code == "ACCUSE" and target.side.code == FORUM and led:
        return False  # who complains to the United Nations does not accuse them
    # US sanctions that hit Russian ports, which nobody shells.
    return "site" not in verb.behind or scene.lists["unarmed"].isdisjoint(scene.tokens[subject.last : at])


def _is_private(scene: Scene, subject: SideMention, at: int, verb: Verb) -> bool:
    """Recognise people who do nothing for their country: a Chinese man helped his Japanese wife, 3 million Germans."""
    if verb.code in COOPERATION and are_many(scene, subject):
        return True
    return not _private(scene, verb).isdisjoint(scene.tokens[subject.at : at])


def _private(scene: Scene, verb: Verb) -> frozenset[str]:
    """Return the words for who acts for himself; crowds are told of where they act against a state."""
    private = scene.lists["private"]
    return private if verb.code in COOPERATION else private - verb.kinds.doer["crowd"]
