"""Cut `world_names.csv` of the lexicon out of open data. Rerun only to renew it.

    pip install faker
    python -m infra.cut_names transforms/lexicon

The names are those that Faker (MIT) lists for its locales; Cyrillic ones are written in Latin letters.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document.words import fold
from infra.lexicon_tables import write_rows

LEFT_OUT = frozenset({"is_IS", "fr_QC", "de_LI"})  # whole registers, and locales without a country of their own
# Where family names are listed by their frequency, or are few; others are registers of thousands.
SURNAMES = frozenset(
    ["AR", "BR", "CL", "CO", "DZ", "ES", "GH", "ID", "IN", "IT", "JP", "KE", "MX", "NG", "PK", "PT", "RU", "TR", "ZA"]
)
SURNAMES_MOST = 1200  # of one locale
CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїґ", "abvgdeziyklmnoprstufyeiig", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "є": "ye",
}  # fmt: skip
NAME = re.compile(r"[A-Z][a-z]{2,}(?:['-][A-Za-z]+)*|Mc[A-Z][a-z]+")
LISTS = re.compile(r"(?:first|given|middle|last|surname|family)_?names?", re.IGNORECASE)


def latin(name: str) -> str:
    """Write a name in plain Latin letters, as English news does."""
    if re.search("[а-яіїєґ]", name.lower()):
        return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).capitalize()
    return fold(name)


def read_locales() -> Iterator[tuple[str, str, str]]:
    """Yield every name of every locale: country (two letters), part, name."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if "_" not in module.name or module.name in LEFT_OUT:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        country = module.name.partition("_")[2]
        for attribute in sorted(dir(provider)):
            names = getattr(provider, attribute)
            if not LISTS.search(attribute) or not isinstance(names, (list, tuple, dict)):
                continue
            part = "surname" if re.search("last|surname|family", attribute) else "given"
            if part == "given" or country in SURNAMES:
                words = [word for name in list(names)[:SURNAMES_MOST] for word in latin(str(name)).split()]
                yield from ((country, part, word) for word in words if NAME.fullmatch(word))


def main(folder: Path) -> None:
    """Write the table."""
    codes = {row["iso2"]: row["iso3"] for row in load_lexicon()["countries"]}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for country, part, name in read_locales():
        found[name, part].update([codes[country]] if country in codes else [])
    write_rows(
        folder / "world_names.csv",
        ("name", "part", "countries"),
        ((*key, " ".join(sorted(countries))) for key, countries in found.items()),
        "Given names and family names of many countries, in Latin letters without accents.",
        "Origin: the locales of Faker. Licence: MIT. Cut by infra/cut_names.py.",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
