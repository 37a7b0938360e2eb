"""What the words that tell acts say of two sides of a sentence: whether they act, which act it is, and who does it."""

from __future__ import annotations

from dyadwire.transforms.text.decide.act_features import MARKS, PREPOSITIONS, READ, bounds_of, lead_of
from dyadwire.transforms.text.decide.act_scene import SIDE, Mention, Scene, words_of

_CLAUSES = words_of(
    "that which who whom while after before as than if because when where whether although though but ; : "
    "since until unless"
)
_COPULAS = words_of("was were been being be is are")
PATH = 5  # marks between two sides that make a path
TRIGGERS = 3  # words of acts whose sides are told apart: those nearest to the two


def sentence_features(scene: Scene, number: int) -> list[str]:
    """Return what is so of a sentence, whichever sides it is asked of and whichever words tell acts."""
    found = {f"w {stem}" for stem in scene.stems if len(stem) > 2}
    return [*sorted(found), f"sides {min(len(scene.places), 6)}", f"number {min(number, 6)}"]


def hint_features(scene: Scene) -> list[str]:
    """Return which acts the words of a sentence tell, whichever sides it is asked of."""
    return [*sorted({f"c {code}" for _, codes in scene.acts for code in codes}), f"acts {min(len(scene.acts), 5)}"]


def role_features(scene: Scene, first: Mention, second: Mention) -> list[str]:
    """Return how two named sides stand to the words of acts nearest to them."""
    _, a, b, _, _ = bounds_of(first, second)
    return list(dict.fromkeys(_roles(scene, a, b)))


def which_features(scene: Scene, first: Mention, second: Mention) -> list[str]:
    """Return what says which act two named sides do and who does it, and no more of whether they do any."""
    _, a, b, start, _ = bounds_of(first, second)
    found = [f"kinds {first.side.kind} {second.side.kind}", f"la {scene.near(start - 1)}"]
    path = [mark for at in range(a + 1, min(b, a + READ)) if (mark := _mark(scene, at))]
    if len(path) <= PATH:
        found.append(f"path {' '.join(path)}")
    return list(dict.fromkeys([*found, *_placed(scene, a, b, lead_of(scene, b))]))


def here_role_features(scene: Scene, here: Mention) -> list[str]:
    """Return how the words of acts stand to the one side that a sentence names."""
    a, lead = here.at, lead_of(scene, here.first)
    found = []
    for at, codes in scene.acts:
        where = f"q {'pre' if at < a else 'post'}"
        found.append(f"{where} {scene.stems[at]}")
        for code in codes:
            found.append(f"{where}{min(2, abs(at - a) // 3)} {code}")
            found.append(f"{where} {code} {lead}")
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
    """Return how each of two places stands to the words of acts nearest to them."""
    near = sorted(scene.acts, key=lambda act: (min(abs(act[0] - a), abs(act[0] - b)) - 3 * (a < act[0] < b), act[0]))
    found = []
    for at, codes in near[:TRIGGERS]:
        one, other, stem = role_of(scene, a, at), role_of(scene, b, at), scene.stems[at]
        found += [
            f"r {codes[0].rpartition(' ')[2]} {one} {other}",
            f"r {stem} {one} {other}",
            f"ra {stem} {one}",
            f"rb {stem} {other}",
        ]
        for code in codes:
            found += [f"r {code} {one} {other}", f"ra {code} {one}", f"rb {code} {other}"]
    return found


def role_of(scene: Scene, side: int, at: int) -> str:
    """Return how a side stands to a word: before or after it (L, R), led by what, over what."""
    if (side, at) not in scene.roles:
        scene.roles[side, at] = _role(scene, side, at)
    return scene.roles[side, at]


def _role(scene: Scene, side: int, at: int) -> str:
    low, high = min(side, at), max(side, at)
    between = scene.tokens[low + 1 : high]
    over = "".join(
        (
            "c" * (not _CLAUSES.isdisjoint(between)),
            "," * ("," in between),
            "X" * (SIDE in between),
            "v" * any(low < verb < high for verb in scene.verbs),
            "0" * (len(between) <= 2),
        )
    )
    lead = lead_of(scene, side)
    lead = lead if lead in PREPOSITIONS else "," if lead in (",", "and", "or") else "-"
    if side < at:
        return f"L{lead}{chr(39) if between[:1] in (['’s'], [chr(39) + 's']) else ''}{over}"
    return f"R{'p' if at and scene.tokens[at - 1] in _COPULAS else ''}{lead}{over}"
