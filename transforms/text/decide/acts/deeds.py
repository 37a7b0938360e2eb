"""Deeds that a sentence tells plainly: who stands before a verb does to who stands behind it what the verb says.

They are so rarely no act of the two that they count as one whatever the weights say of them: weights know a verb only
where articles with it were read, and grammar knows every verb of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deed_subjects import AUXILIARIES, find_subject, is_he, is_traveller
from dyadwire.transforms.text.decide.acts.deed_targets import MUTUAL, find_target, is_together
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention, compile_act_words, words_of
from dyadwire.transforms.text.decide.acts.told import MATERIAL, OWNING, Told, list_of
from dyadwire.transforms.text.decide.acts.turns import words_of_turns
from dyadwire.transforms.text.figures.function_words import BE, BEFORE_VERBS, DETERMINERS

PLAIN = 0.75  # likelihood of such a deed: of 155 in real news 142 are surely acts, 145 with its code, 152 its actor
TOGETHER = frozenset(("CONSULT", "AGREE"))  # what two do to one another
BY = 5  # tokens between a participle and "by"
PAST = words_of("struck shot sent sought lent gave sold flew withdrew broke cut met held stole froze shut")
MEASURES = words_of("ban bans curbs duties embargo levies measures sanctions tariff tariffs floods storm rain")
_NO = frozenset(("not", "n't", "never", "may", "might", "could", "can", "should", "must", "would"))


class Deed(NamedTuple):
    """What some sides do to others, by the code of the verb at a token; without one it may be of several."""

    agents: frozenset[str]
    targets: frozenset[str]
    code: str
    at: int

    def likely(self, coded: float) -> float:
        """Return how likely the deed is with its code, from how likely an act of the two with that code is."""
        return max(coded, PLAIN) if self.code else coded

    def tell(self, told: Told, scene: Scene) -> Told:
        """Return an act of two of its sides as the deed has it."""
        if self.code not in ("", told.code) or told.trigger not in scene.verbs:
            known = any(at == self.at for at, _ in scene.acts)
            told = told._replace(code=self.code or told.code, trigger=self.at if known else told.trigger)
        if self.agents == self.targets:
            return told._replace(mutual=True)
        if told.mutual and told.code in TOGETHER:
            return told
        done = told._replace(mutual=False).by(self.agents)
        if done.actor != told.actor and any(at == self.at for at, _ in scene.acts):
            return done._replace(trigger=self.at)  # another word told what the other did
        return done


class Asked(NamedTuple):
    """What is asked of words: which tell speech, which may be nouns of acts, of which side "he" is; is it of sport?"""

    speech: frozenset[str]
    nouns: frozenset[str]
    he: str
    is_match: bool


class Verb(NamedTuple):
    """A verb of the table of deeds."""

    rest: tuple[str, ...]  # its words behind the first
    code: str
    behind: frozenset[str]


@cache
def compile_deeds(lexicon: Lexicon) -> Mapping[str, tuple[Verb, ...]]:
    """Return the verbs of deeds by the first word of their forms, the longest first."""
    found: dict[str, list[Verb]] = {}
    for row in lexicon["act_deeds"]:
        for form in row["forms"].split():
            first, *rest = form.split("_")
            found.setdefault(first, []).append(Verb(tuple(rest), row["code"], frozenset(row["behind"].split())))
    return {first: tuple(sorted(verbs, key=_rank)) for first, verbs in found.items()}


def _rank(verb: Verb) -> tuple[int, bool]:
    """Put the longest verbs first, and what somebody orders another to do before what is ordered from one."""
    return -len(verb.rest), "infinitive" not in verb.behind


def read_deeds(scene: Scene, lexicon: Lexicon, he: str = "") -> tuple[Deed, ...]:
    """Return the deeds of a sentence, in the order of their verbs; `he` is the side of whom it calls "he" or "she"."""
    verbs = compile_deeds(lexicon)
    if len(scene.places) + bool(he) < 2 or verbs.keys().isdisjoint(scene.tokens):
        return ()
    return tuple(_read(scene, verbs, lexicon, he))


def _read(scene: Scene, verbs: Mapping[str, tuple[Verb, ...]], lexicon: Lexicon, he: str) -> Iterator[Deed]:
    asked = Asked(words_of_turns(lexicon)["say"], _nouns(lexicon), he, _is_match(scene.tokens, lexicon))
    for at, word in enumerate(scene.tokens):
        for verb in verbs.get(word, ()):
            end = at + 1 + len(verb.rest)
            if tuple(scene.tokens[at + 1 : end]) == verb.rest and (deed := _deed(scene, at, end, verb, asked)):
                yield deed


def deed_of(deeds: Iterable[Deed], one: str, other: str) -> Deed | None:
    """Return the deed of one of two sides to the other, of several a material one, else the first."""
    ways = ((one, other), (other, one))
    found = [deed for deed in deeds if any(a in deed.agents and b in deed.targets for a, b in ways)]
    return next((deed for deed in found if deed.code in MATERIAL), found[0] if found else None)


def _is_match(tokens: list[str], lexicon: Lexicon) -> bool:
    """Tell a sentence of sport, in which teams meet: by the words that relate no countries, and by "in the final"."""
    finals = ("final" in tokens[at + 2 : at + 3] for at, word in enumerate(tokens) if word == "in")
    return not _sports(lexicon).isdisjoint(tokens) or any(finals)


@cache
def _sports(lexicon: Lexicon) -> frozenset[str]:
    rows = (row for row in lexicon["relation_cues"] if row["class"] == "sport")
    return frozenset(form for row in rows for form in row["forms"].split())


@cache
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may be a noun of an act, as "strikes"."""
    codes = compile_act_words(lexicon, of_codes=True).codes
    return frozenset(word for word, of in codes.items() if any(code.endswith("noun") for code in of))


def _deed(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Deed | None:
    """Return what the verb at a place tells; None where it does not say plainly who does it to whom."""
    if verb.code in TOGETHER and asked.is_match:
        return None  # Qatar hosted Brazil in the final
    word = scene.tokens[at]
    before = [one for one in scene.tokens[max(0, at - 3) : at] if not one.endswith("ly")][-1:]
    past = word.endswith("ed") or word in PAST
    if past and not BE.isdisjoint(before):
        return _passive(scene, at, end, verb, asked.speech)
    if not DETERMINERS.isdisjoint(before):
        return None  # the suspended talks
    if not _NO.isdisjoint(scene.tokens[max(0, at - 2) : at]):
        return None
    is_noun = word in asked.nouns and not past and not word.endswith("ing")
    return None if is_noun and not _is_verb(scene, at, end) else _active(scene, at, end, verb, asked)


def _active(scene: Scene, at: int, end: int, verb: Verb, asked: Asked) -> Deed | None:
    """Return what who stands before a verb does: to who stands behind it, or two of a list to one another."""
    target = find_target(scene, end, verb.behind)
    if target is None and verb.behind.isdisjoint(MUTUAL):
        return None
    subject = find_subject(scene, at, asked.speech)
    if subject is None:
        if target is None or not (asked.he and is_he(scene, at)):
            return None
        return Deed(frozenset((asked.he,)), _sides_of(scene, target), verb.code, at)
    if target is None:
        together = not scene.tokens[at].endswith("ing") and is_together(scene, subject, end, verb.behind)
        target = subject if together else None
    elif subject.first == target.first or _is_by_measures(scene, subject, at, verb):
        return None
    code = "" if "traveller" in verb.behind and not is_traveller(scene, subject, at) else verb.code
    return Deed(_sides_of(scene, subject), _sides_of(scene, target), code, at) if target else None


def _sides_of(scene: Scene, mention: SideMention) -> frozenset[str]:
    """Return the codes of the list that a side stands in, or its own where a comma parts clauses, as in "warned Russia,
    and France".

    Headlines begin with lists without "and".
    """
    inside, end = scene.tokens[mention.first : mention.last + 1], mention.last + 1
    if mention.listed > 1 and not {"and", "or", "&"}.isdisjoint(inside):
        is_list = mention.listed > 2 or "," not in inside
    else:
        is_list = mention.first == 0 and scene.tokens[end : end + 1] not in ([","], *([one] for one in OWNING))
    return list_of(scene, mention) if is_list else frozenset((mention.side.code,))


def _is_by_measures(scene: Scene, subject: SideMention, at: int, verb: Verb) -> bool:
    """Recognise US sanctions that hit Russian ports, which nobody shells."""
    return "site" in verb.behind and not MEASURES.isdisjoint(scene.tokens[subject.last : at])


def _is_verb(scene: Scene, at: int, end: int) -> bool:
    """Tell "Israel strikes Syria" and "will visit China" from "the visits of", "China's visits"."""
    before = scene.tokens[at - 1] if at else ""
    behind = scene.tokens[end] if end < len(scene.tokens) else ""
    present = before == SIDE and scene.tokens[at].endswith("s")
    return before in BEFORE_VERBS or (present and (behind == SIDE or behind in DETERMINERS))


def _passive(scene: Scene, at: int, end: int, verb: Verb, speech: frozenset[str]) -> Deed | None:
    """Return what somebody undergoes: was condemned by."""
    if "object" not in verb.behind:
        return None
    by = next((to for to in range(end, min(len(scene.tokens), end + BY)) if scene.tokens[to] == "by"), None)
    if by is None or SIDE in scene.tokens[end:by]:
        return None
    start = at
    while start and (scene.tokens[start - 1] in AUXILIARIES or scene.tokens[start - 1].endswith("ly")):
        start -= 1
    subject, agent = find_subject(scene, start, speech), find_target(scene, by + 1, frozenset(("object",)))
    if subject is None or agent is None or not _NO.isdisjoint(scene.tokens[max(0, start - 2) : at]):
        return None
    return Deed(_sides_of(scene, agent), _sides_of(scene, subject), verb.code, at)
