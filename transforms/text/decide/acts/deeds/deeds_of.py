"""Which of the deeds of a sentence are told of two of its sides."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.acts.deeds.deeds import Deed
from dyadwire.transforms.text.decide.acts.told import CLOSES, MATERIAL, NO_WORD, Told

BLAMED = 6  # tokens at most from a verb of blame to what is blamed


def deeds_of(deeds: Sequence[Deed], one: str, other: str, tokens: Sequence[str]) -> list[Deed]:
    """Return the deeds of two sides, first the one that a sentence tells of them, then what other clauses plainly tell.

    India, which expelled the Dutch envoy in 2018, restored ties with the Dutch. Of one code it is told once, and of
    one clause: scrambled jets to intercept, condemned the expulsion of. `tokens` are the words of the sentence.
    """
    found = [deed for deed in deeds for a, b in ((one, other), (other, one)) if a in deed.agents and b in deed.targets]
    first = _first_of(found)
    told = [] if first is None else [first]
    for deed in found:
        if deed.code and all(_is_another(deed, known, tokens) for known in told):
            told.append(deed)
    return told


def is_another(told: Told, deed: Deed, tokens: Sequence[str]) -> bool:
    """Tell an act beside what somebody says of one whom he leaves out, not what he speaks of: condemned the raid."""
    if not deed.is_implied or told.trigger == NO_WORD:
        return False
    return told.trigger < deed.at or not CLOSES.isdisjoint(tokens[deed.at : told.trigger])


def _is_another(deed: Deed, known: Deed, tokens: Sequence[str]) -> bool:
    between = tokens[min(deed.at, known.at) : max(deed.at, known.at)]
    return known.code not in ("", deed.code) and not CLOSES.isdisjoint(between)


def _first_of(found: Sequence[Deed]) -> Deed | None:
    """Return who speaks against what was done to him, else a material deed, else the first."""
    blame = next((deed for deed in found if any(_is_blamed(deed, other) for other in found)), None)
    return blame or next((deed for deed in found if deed.code in MATERIAL), found[0] if found else None)


def _is_blamed(deed: Deed, other: Deed) -> bool:
    """Tell who speaks against what another has done to him: Turkey condemned India's expulsion of Turks."""
    near = deed.at < other.at <= deed.at + BLAMED
    return near and deed.code == "ACCUSE" and not deed.targets.isdisjoint(other.agents) and deed.agents != other.agents
