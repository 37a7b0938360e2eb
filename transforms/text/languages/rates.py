"""Find what an amount is per, in a text that is not English: a day, a barrel, a person."""

from __future__ import annotations

from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.pack import small
from dyadwire.transforms.text.languages.quantities import Quantity

REACH = 16  # characters before an amount in which it is looked for
_AMOUNTS = frozenset(("money", "quantity", "count"))  # 5 percent a year are no rate


def find_per(text: str, quantity: Quantity, bounds: tuple[int, int], words: NumberWords) -> str | None:
    """Return what an amount of a folded text is per, in English and the singular; None where that is not told.

    It stands right behind the amount or the noun that is counted (2.000 viajes diarios), or before it (每桶70美元).
    `bounds` are those of its sentence.
    """
    if quantity.kind not in _AMOUNTS:
        return None
    end, unit = quantity.end, quantity.unit or ""
    if quantity.kind == "count" and unit and text.startswith(unit, end + 1):
        end += 1 + len(unit)
    if after := words.per.match(text, end, bounds[1]):
        return words.values["per"][small(after[1])] or None
    before = words.per_before.search(text[max(bounds[0], quantity.start - REACH) : quantity.start])
    return words.values["per_before"][small(before[1])] if before else None
