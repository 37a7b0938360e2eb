"""Count the pieces of names in `name_pieces.csv` of the lexicon. Rerun only when `person_country` is learned anew.

    python -m infra.cut_name_pieces transforms/lexicon

The names are those of leaders.csv, name_shapes.csv and world_names.csv whose countries are all of one group of
name_groups.csv; one out of a list counts half of one that somebody in office bears. The table that is there was
counted of fewer leaders, and the weights were learned with it so.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.people.lexicon.origins import groups_of, pieces_of
from infra.lexicon_tables import write_rows

FEWEST = 20  # counts of a piece in all groups: rarer ones tell of single names
ABOUT = (
    "Pieces of names, two to four letters (^ before the first, $ after the last), and how often names of each group",
    "hold them; the first row counts the pieces of all names. Counted by infra/cut_name_pieces.py in leaders.csv and",
    "name_shapes.csv (own work) and world_names.csv (Faker, MIT). Sorted by piece.",
)


def names_of(lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """Yield names of one group each, folded, with what they count."""
    groups = groups_of(lexicon)
    tables = (
        *((row["full_name"], row["iso3"], 2) for row in lexicon["leaders"]),
        *((row["text"], row["countries"], 2) for row in lexicon["name_shapes"] if row["part"] != "suffix"),
        *((row["name"], row["countries"], 1) for row in lexicon["world_names"]),
    )
    for name, countries, counts in tables:
        found = {groups[iso3] for iso3 in countries.split() if iso3 in groups}
        if len(found) == 1 and len(only := found.pop()) == 1:
            yield fold(name), only[0], counts


def count(lexicon: Lexicon) -> dict[str, Counter[str]]:
    """Return piece → group → how often its names hold it; "" counts all."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, group, counts in names_of(lexicon):
        for word in name.split():
            for piece in pieces_of(word):
                found[piece][group] += counts
                found[""][group] += counts
    return {piece: groups for piece, groups in found.items() if groups.total() >= FEWEST}


def write(folder: Path, counts: Mapping[str, Counter[str]]) -> None:
    """Write the table."""
    rows = (
        (piece, " ".join(f"{group}:{groups[group]}" for group in sorted(groups))) for piece, groups in counts.items()
    )
    write_rows(folder / "name_pieces.csv", ("piece", "counts"), rows, *ABOUT)


if __name__ == "__main__":
    write(Path(sys.argv[1]), count(load_lexicon()))
