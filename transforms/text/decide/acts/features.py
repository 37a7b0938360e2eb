"""What speaks for or against an act between two sides of a sentence but the words that tell acts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, Scene, SideMention
from dyadwire.transforms.text.figures.function_words import words_of
from dyadwire.transforms.text.findings import FocusDyad

MARKS = PREPOSITIONS | words_of(
    ", ; : and or but that which who while after before as than if because - ' \" “ ” ( ) said says was "
    "were is are be been being has have had will would could may might can should must not no its their "
    "his her it they he she"
)
# Words that stand for sides named before.
BACK = words_of("it its they their he his she her")
TWO = words_of("both two bilateral each neighbour neighbor countries sides")
GAPS = (1, 2, 3, 4, 6, 8, 12, 18, 30)
COUNTS = (1, 2, 3, 5, 8)
READ = 14  # tokens between two sides whose words are read
LEAD = 3  # tokens back in which a preposition leads a side
FARTHEST = 3  # sentences back


class Standing(NamedTuple):
    """How two sides stand, whatever the words of the sentence: in the article, and in what rules say."""

    rule: str  # of the two in this sentence: none, named, related, forward, back
    before: str  # and in the one before
    focus: FocusDyad | None  # the pair in the article; None where a side is a bloc
    rank: int  # of the pair among those of the article


class Absent(NamedTuple):
    """A side that the sentence does not name: how many sentences back it was, its rank in the article."""

    back: int
    rank: int


def nearest(scene: Scene, one: str, other: str) -> tuple[SideMention, SideMention]:
    """Return the mentions of two sides that stand nearest to each other, in order."""
    pairs = product(scene.places[one], scene.places[other])
    first, second = min(pairs, key=lambda pair: (scene.gap(pair[0].at, pair[1].at), pair[0].at))
    return (first, second) if first.at < second.at else (second, first)


def both_features(scene: Scene, first: SideMention, second: SideMention, standing: Standing) -> list[str]:
    """Return the features of two sides that a sentence names; a list counts as one side."""
    same, a, b, start, end = bounds_of(first, second)
    kinds, gap, others = f"{first.side.kind} {second.side.kind}", _step(b - a), min(_between(scene, a, b), 3)
    stem_at = scene.stem_at
    found = [
        "both",
        f"same list {min(first.listed, 4)}" if same else f"lists {min(first.listed, 3)} {min(second.listed, 3)}",
        f"a {first.side.kind}",
        f"b {second.side.kind}",
        f"gap {gap}",
        f"gap {gap} {kinds}",
        f"others {others}",
        f"ra {stem_at(a + 1)}",
        f"ra {stem_at(a + 1)} {stem_at(a + 2)}",
        f"lb {stem_at(b - 1)}",
        f"lb {stem_at(b - 2)} {stem_at(b - 1)}",
        f"rb {stem_at(end + 1)}",
        f"rb {stem_at(end + 1)} {stem_at(end + 2)}",
        f"a at {_step(a + 1)}",
        f"leads {lead_of(scene, start)} {lead_of(scene, b)}",
    ]
    if b - a <= READ:
        found += [f"btw {stem}" for stem in scene.stems[a + 1 : b]]
    found.append(f"near {gap} acts {min(len(scene.acts), 5)}")
    found += [*_listed(scene, first, second, standing, others), *_standing(standing)]
    return list(dict.fromkeys(found))


def _listed(scene: Scene, first: SideMention, second: SideMention, standing: Standing, others: int) -> list[str]:
    """Return how two sides stand in lists, and that by all else: members of one act on who stands outside."""
    same, here = first.first == second.first, {first.side.code, second.side.code}
    outside = {one.side.code for one in scene.mentions if one.first not in (first.first, second.first)} - here
    lists = f"list {min(first.listed, 4)}" if same else f"list {min(first.listed, 3)} {min(second.listed, 3)}"
    shape = f"{lists} beside {min(len(outside), 3)}"
    found = [
        shape,
        f"{lists} sides {min(len(scene.places), 6)}",
        f"{shape} a {first.side.kind}",
        f"{shape} b {second.side.kind}",
        f"{shape} acts {min(len(scene.acts), 5)}",
        f"{shape} others {others}",
        f"{shape} rule {standing.rule}",
        f"{shape} rank {min(standing.rank, 4)}",
    ]
    if same:
        before, after = scene.stem_at(first.first - 1), scene.stem_at(first.last + 1)
        short = f"list {min(first.listed, 3)}"
        found += [f"list la {before}", f"list ra {after}", f"{short} la {before}", f"{short} ra {after}"]
    return found


def _between(scene: Scene, a: int, b: int) -> int:
    """Return how many sides stand between two places: of two sides, or of their lists."""
    return len([1 for mention in scene.mentions if a < mention.at < b])


def bounds_of(first: SideMention, second: SideMention) -> tuple[bool, int, int, int, int]:
    """Return whether two sides stand in one list; where each stands to the other; where the two begin and end."""
    if first.first == second.first:
        return True, first.at, second.at, first.at, second.at
    return False, first.last, second.first, first.first, second.last


def _step(value: int) -> int:
    return bisect_right(GAPS, value)


def lead_of(scene: Scene, at: int) -> str:
    """Return the preposition or mark before a place, over articles and adjectives; open at the sentence's beginning."""
    for back in range(1, LEAD + 1):
        if at < back:
            return "open"
        token = scene.tokens[at - back]
        if token in PREPOSITIONS or (token in MARKS and token not in ("its", "their", "-")):
            return token
    return "none"


def _standing(standing: Standing) -> list[str]:
    """Return how a pair stands in its article."""
    found = [
        f"rule {standing.rule}",
        f"before {standing.before}",
        f"rank {min(standing.rank, 4)}",
        f"rule {standing.rule} {standing.rank == 0}",
    ]
    if focus := standing.focus:
        found += [f"related {step}" for step in COUNTS if focus.relational_sentences >= step]
        found += [f"named {step}" for step in COUNTS if focus.sentences >= step]
        if focus.in_title:
            found.append("in title")
        if focus.first_sentence in (0, 1):
            found.append("in lead")
    return found


def here_features(scene: Scene, here: SideMention) -> list[str]:
    """Return the features of the one side that a sentence names of two."""
    a, stem_at, lead = here.at, scene.stem_at, lead_of(scene, here.first)
    found = [
        "absent",
        f"q {here.side.kind}",
        f"q la {stem_at(a - 1)}",
        f"q ra {stem_at(a + 1)}",
        f"q ra {stem_at(a + 1)} {stem_at(a + 2)}",
        f"q lead {lead}",
        f"q sides {min(len(scene.places), 4)}",
        f"q at {_step(a + 1)}",
        *(f"q w {token}" for token in _said(scene.tokens)),
    ]
    return list(dict.fromkeys(found))


def absent_features(here: SideMention, absent: Absent, standing: Standing) -> list[str]:
    """Return the features of the other one, that the sentence does not name."""
    back, rank = min(absent.back, FARTHEST), min(absent.rank, 4)
    found = [f"q back {back}", f"q back {back} {here.side.kind}", f"q rank {rank} {back}"]
    return [*found, *[f"q {one}" for one in _standing(standing)]]


def neither_features(scene: Scene, ones: Iterable[Absent], standing: Standing) -> list[str]:
    """Return the features of two sides of an article that a sentence does not name."""
    backs, ranks = (sorted(min(value, FARTHEST) for value in column) for column in zip(*ones, strict=True))
    found = {
        "neither",
        f"n back {backs}",
        f"n ranks {ranks}",
        f"n sides {min(len(scene.places), 4)}",
        *(f"n w {token}" for token in _said(scene.tokens)),
        *(f"n {one}" for one in _standing(standing)),
    }
    return sorted(found)


def _said(tokens: Iterable[str]) -> Iterable[str]:
    return sorted((BACK | TWO).intersection(tokens))
