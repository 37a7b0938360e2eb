"""What the words that tell acts say of two sides of a sentence: whether they act, which act it is, and who does it."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.features import MARKS, READ, bounds_of, lead_of
from dyadwire.transforms.text.decide.acts.scene import SIDE, Scene, SideMention
from dyadwire.transforms.text.decide.acts.slots import FAR, slot_of

PATH = 5  # marks between two sides that make a path
TRIGGERS = 3  # words of acts whose sides are told apart: those nearest to the two


def sentence_features(scene: Scene) -> list[str]:
    """Return what is so of a sentence, whichever sides it is asked of and whichever words tell acts."""
    found = {f"w {stem}" for stem in scene.stems if len(stem) > 2}
    return [*sorted(found), f"sides {min(len(scene.places), 6)}"]


def number_features(number: int) -> list[str]:
    """Return how far from the beginning of its article a sentence stands, which says whether it tells an act."""
    return [f"number {min(number, 6)}"]


def hint_features(scene: Scene) -> list[str]:
    """Return which acts the words of a sentence tell, whichever sides it is asked of."""
    return [*sorted({f"c {code}" for _, codes in scene.acts for code in codes}), f"acts {min(len(scene.acts), 5)}"]


def role_features(scene: Scene, first: SideMention, second: SideMention) -> list[str]:
    """Return how two named sides stand to the words of acts nearest to them."""
    _, a, b, _, _ = bounds_of(first, second)
    return list(dict.fromkeys(_roles(scene, a, b)))


def which_features(scene: Scene, first: SideMention, second: SideMention) -> list[str]:
    """Return what says which act two named sides do and who does it, and no more of whether they do any."""
    _, a, b, start, _ = bounds_of(first, second)
    found = [f"kinds {first.side.kind} {second.side.kind}", f"la {scene.stem_at(start - 1)}"]
    path = [mark for at in range(a + 1, min(b, a + READ)) if (mark := _mark(scene, at))]
    if len(path) <= PATH:
        found.append(f"path {' '.join(path)}")
    return list(dict.fromkeys([*found, *_placed(scene, a, b, lead_of(scene, b))]))


def here_role_features(scene: Scene, here: SideMention) -> list[str]:
    """Return how the words of acts stand to the one side that a sentence names."""
    a = here.at
    found = []
    for at, codes in scene.acts:
        where = f"q {'pre' if at < a else 'post'}"
        found.append(f"{where} {scene.stems[at]}")
        slot = slot_of(scene, a, at, codes[0].rpartition(" ")[2])
        found.append(f"q g {scene.stems[at]} {slot}")
        for code in codes:
            found.append(f"{where}{min(2, abs(at - a) // 3)} {code}")
            found.append(f"q g {code} {slot}")
    return list(dict.fromkeys(found))


def unnamed_features(scene: Scene) -> list[str]:
    """Return what the words of acts say where a sentence names no side."""
    return sorted({f"n c {code}" for _, codes in scene.acts for code in codes})


def _placed(scene: Scene, a: int, b: int, leads: str) -> list[str]:
    """Return where the words of acts stand to two places: before, between or after, and how near."""
    found = []
    for at, codes in scene.acts:
        where = "pre" if at < a else "in" if at < b else "post"
        near = min(2, (a - at if at < a else min(at - a, b - at) if at < b else at - b) // 3)
        found.append(f"{where}{near} {scene.stems[at]}")
        found += [f"{where}{near} {code}" for code in codes]
        if where != "in":  # what leads the second side is among the roles of a word between the two
            found += [f"{where} {code} {leads}" for code in codes]
    return found


def _mark(scene: Scene, at: int) -> str:
    token = scene.tokens[at]
    if token in MARKS:
        return token
    return "X" if token == SIDE else next((codes[0] for place, codes in scene.acts if place == at), "")


def _roles(scene: Scene, a: int, b: int) -> list[str]:
    """Return which parts each of two places plays of the words of acts nearest to them."""
    near = sorted(scene.acts, key=lambda act: (min(abs(act[0] - a), abs(act[0] - b)) - 3 * (a < act[0] < b), act[0]))
    found = []
    for at, codes in near[:TRIGGERS]:
        part = codes[0].rpartition(" ")[2]
        one, other = slot_of(scene, a, at, part), slot_of(scene, b, at, part)
        found.append(f"g {part} {one} {other}")
        for word in (scene.stems[at], *codes):
            found += [f"g {word} {one} {other}", f"ga {word} {one}", f"gb {word} {other}"]
    return found


def agent_features(scene: Scene, code: str, trigger: int | None, sides: tuple[str, str]) -> list[str]:
    """Return which part each of two sides plays of the word that tells their act, and in what order the three stand."""
    if trigger is None:
        return []
    part = next(codes[0] for at, codes in scene.acts if at == trigger).rpartition(" ")[2]
    (one, a), (other, b) = (_part_of(scene, side, trigger, part) for side in sides)
    order = " ".join(name for _, name in sorted(((a, "1"), (b, "2"), (trigger, "t"))))
    found = [f"t {part} {one} {other} {order}", f"t {code} {order}"]
    for word in (part, code, scene.stems[trigger]):
        found += [f"t {word} {one} {other}", f"ta {word} {one}", f"tb {word} {other}"]
    return found


def _part_of(scene: Scene, side: str, trigger: int, part: str) -> tuple[str, int]:
    """Return the part of the nearest mention of a side that plays any, and where it stands; absent without one."""
    slots = [(slot_of(scene, one.at, trigger, part), one.at) for one in scene.places.get(side, ())]
    return min(slots, key=lambda slot: (slot[0] == FAR, abs(slot[1] - trigger)), default=("absent", -1))
