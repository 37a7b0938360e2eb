"""Cut what the Unicode CLDR knows of each language into the lexicon. Rerun only to renew it, or to add a language.

    pip install babel
    python -m infra.cut_languages transforms/lexicon [CODE …]

Writes `languages/<code>/cldr.csv`: names of countries and of capitals (by their time zones), magnitudes, units, months
and currencies, as the data of Babel 2.18 (CLDR 47, Unicode License v3) spells them. Without codes, every language that
has a folder is cut.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale

from infra.lexicon_tables import read_rows, write_rows

Row = tuple[str, str, str]

# Of a language with several scripts or standards, all that news uses.
LOCALES = {
    "zh": ("zh_Hans", "zh_Hant", "zh_Hant_HK"),
    "pt": ("pt", "pt_PT"),
    "es": ("es", "es_MX"),
    "ar": ("ar", "ar_LB", "ar_SA"),
    "de": ("de", "de_CH"),
}
UNITS = {
    "concentr-percent": "%",
    "duration-year": "year",
    "duration-month": "month",
    "duration-week": "week",
    "duration-day": "day",
    "duration-hour": "hour",
    "duration-minute": "minute",
    "duration-second": "second",
    "length-kilometer": "kilometre",
    "length-meter": "metre",
    "length-centimeter": "centimetre",
    "length-millimeter": "millimetre",
    "length-mile": "mile",
    "area-hectare": "hectare",
    "area-square-kilometer": "square kilometre",
    "area-square-meter": "square metre",
    "mass-kilogram": "kilogram",
    "mass-gram": "gram",
    "mass-tonne": "tonne",
    "mass-metric-ton": "tonne",
    "mass-ton": "ton",
    "volume-liter": "litre",
    "volume-cubic-meter": "cubic metre",
    "volume-barrel": "barrel",
    "power-kilowatt": "kilowatt",
    "power-megawatt": "megawatt",
    "power-gigawatt": "gigawatt",
    "energy-kilowatt-hour": "kilowatt hour",
    "speed-kilometer-per-hour": "kilometre per hour",
    "temperature-celsius": "degree Celsius",
    "angle-degree": "degree",
}
ABOUT = "Cut by infra/cut_languages.py from the Unicode CLDR 47 by way of Babel; Unicode License v3"
_ASIDE = re.compile(r"\s*[（(].*?[）)]\s*")
# Letters that stand for a unit in tables, and for a word in texts: семь с каждой.
_PREPOSITIONS = {"ru": frozenset("с")}
_DIGITS = re.compile(r"[\d٠-٩०-९]+")


def plain(form: str) -> str:
    """Return a form with ordinary spaces and without marks of direction."""
    return re.sub(r"[\u200e\u200f\u061c]", "", form).replace("\xa0", " ").replace("\u202f", " ").strip()


def names(locale: Locale, iso3_of: dict[str, str]) -> Iterator[Row]:
    """Yield the names of countries, short and long, without what stands in brackets."""
    for key, name in locale.territories.items():
        code = key.partition("-")[0]
        if code in iso3_of and key.count("-alt-") <= 1:
            yield _ASIDE.sub("", plain(name)), "name", iso3_of[code]


def capitals(locale: Locale, iso3_of: dict[str, str]) -> Iterator[Row]:
    """Yield the capitals after which a time zone is called."""
    english = {zone: zone.rpartition("/")[2].replace("_", " ") for zone in locale.time_zones}
    for zone, at_zone in locale.time_zones.items():
        if english[zone] in iso3_of and at_zone.get("city"):
            yield _ASIDE.sub("", plain(at_zone["city"])), "capital", iso3_of[english[zone]]


def patterns(found: Any) -> Iterator[str]:
    """Yield the texts at the leaves of CLDR's tables of patterns."""
    if hasattr(found, "items"):
        for key in (key for key in found if key != "per"):
            yield from patterns(found[key])
    elif found is not None and not isinstance(found, bool):
        yield str(getattr(found, "pattern", found))


def magnitudes(locale: Locale) -> Iterator[Row]:
    """Yield words of magnitude: 10,000 written as 10 thousand is a thousand."""
    for style in ("short", "long"):
        for by_size in locale._data["compact_decimal_formats"].get(style, {}).values():
            for size, pattern in by_size.items():
                text = plain(str(getattr(pattern, "pattern", pattern))).replace("'", "")
                word = text.replace("0", "").strip()
                if "0" in text and word and (not word.isascii() or len(word) > 1):
                    yield word, "magnitude", str(int(size) // 10 ** (text.count("0") - 1))


def units(locale: Locale) -> Iterator[Row]:
    """Yield the forms of units beside a number."""
    for key, unit in UNITS.items():
        styles = locale._data["unit_patterns"].get(key, {})
        for style in ("short", "long"):
            for pattern in patterns(styles.get(style, {})):
                form = plain(pattern.replace("{0}", "")).strip()
                if "{" in form or form in _PREPOSITIONS.get(locale.language, ()):
                    continue
                if len(form) > (form.isascii() and key.startswith("duration")):
                    yield form, "unit", unit


def months(locale: Locale) -> Iterator[Row]:
    """Yield the names of months, in and out of dates."""
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context]["wide"].items():
            yield plain(name), "month", str(number)


def currencies(locale: Locale, codes: set[str]) -> Iterator[Row]:
    """Yield the names of currencies in all their numbers."""
    for code in sorted(codes):
        for name in (locale.currencies.get(code), *locale._data["currency_names_plural"].get(code, {}).values()):
            if name:
                yield _ASIDE.sub("", plain(name)), "currency", code


def cut(folder: Path, code: str) -> set[Row]:
    """Return all rows of one language."""
    iso3_of = {row["iso2"]: row["iso3"] for row in read_rows(folder / "countries.csv")}
    seats = {row["capital"]: row["iso3"] for row in read_rows(folder / "capitals.csv")}
    codes = {row["currency"] for row in read_rows(folder / "currencies.csv")}
    rows: set[Row] = set()
    for name in LOCALES.get(code, (code,)):
        locale = Locale.parse(name)
        rows.update(names(locale, iso3_of), capitals(locale, seats), magnitudes(locale), units(locale))
        rows.update(months(locale), currencies(locale, codes))
    return {row for row in rows if row[0] and not _DIGITS.fullmatch(row[0])}


def main(folder: Path, codes: list[str]) -> None:
    """Write one file a language."""
    for code in codes or sorted(path.name for path in (folder / "languages").iterdir() if path.is_dir()):
        place = folder / "languages" / code
        place.mkdir(exist_ok=True)
        write_rows(place / "cldr.csv", ("form", "kind", "value"), cut(folder, code), ABOUT)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
