"""German: adjectives and nouns by case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    MovePack,
    NamePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
)

_ADJECTIVE = ("e", "er", "es", "en", "em")
_PARTS = ("Nord", "Süd", "Ost", "West", "Zentral")  # of a country: Süditalien
_PEOPLE = ("", "s", "n", "in", "innen")


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return the forms of a name, adjective or noun of people.

    >>> list(inflect("China", "name"))[:4], "Russinnen" in inflect("Russe", "people")
    (['China', 'Chinas', 'Nordchina', 'Südchina'], True)
    """
    if kind == "demonym":
        return [form, *(form + ending for ending in _ADJECTIVE)]
    if kind == "people":
        if form.endswith("e"):
            return [form, form + "n", form[:-1] + "in", form[:-1] + "innen"]
        return [form + ending for ending in _PEOPLE]
    if kind not in ("name", "capital", "rare") or form.isupper():
        return (form,)
    forms = [form] if form.endswith(("s", "ß", "z", "x")) else [form, form + "s"]
    return [*forms, *(part + form.lower() for part in _PARTS)] if kind == "name" and form.isalpha() else forms


_ABOUT = (
    r"(?:(?:rund|etwa|ungefähr|annähernd|knapp|fast|gut|circa|ca\.|mehr als|über|weniger als|bis zu|mindestens|"
    r"nur|lediglich|durchschnittlich|"
    r"insgesamt|nominell|real|preisbereinigt|inflationsbereinigt|saisonbereinigt|kalenderbereinigt|jeweils|"
    r"weitere|nur noch|den Rekordwert von|einen Wert von)\s){0,2}"
)

PACK = Language(
    "de",
    inflect,
    bare_years=True,
    names=NamePack(latin=True),
    numbers=NumberPack(grouped=". \u00a0\u202f\u2009'’"),
    counts=CountPack(
        lowercase=False,
        adjective_first=True,
        date=re.compile(r"\.(?=\s?\w)|\s?Uhr\b|er[n]?\b"),
        before=re.compile(r"(?:Nr\.|Seite|Artikel|Nummer|Platz)\s?\Z"),
        counted=re.compile(r"\s(?:davon|von\sihnen)\b"),
        age=re.compile(r"\d{1,3}(?:-Jährige|\sJahren?\salt\b)"),
        aged=re.compile(r"\bim\sAlter\svon\s\Z"),
    ),
    parts=PartPack(
        ranged_from=re.compile(r"(?<!\d\s)\Z"), ranged_to=re.compile(r"\sbis\s"), out_of=re.compile(r"\svon\s")
    ),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\b[Ii](?:n\s(?:de[rnm]\s)?|m\s)\Z"),
        joins=re.compile(
            r"(?:,|\s(?:und|oder|sowie)|,?\s(?:vor|hinter|gefolgt))\s(?:(?:in|an|nach|mit|von|aus|im)\s)?(?:(?:der|die|den|das|dem)\s)?"
        ),
    ),
    moves=MovePack(
        at=re.compile(rf"(?:^|\s)(?:um|auf|von|in Höhe von|unter|über)\s{_ABOUT}\Z", re.IGNORECASE),
        to=re.compile(rf"(?:^|\s)(?:auf|(?<!um )(?<!von )unter|(?<!um )(?<!von )über)\s{_ABOUT}\Z", re.IGNORECASE),
        reach=110,
        gap=re.compile(
            rf"(?!end|(?<=en)e)[\w-]*\s(?:(?:.{{0,80}}\s)?(?:um|auf)|(?:\D{{0,30}}\s)?(?:unter|über)|von|"
            rf"in Höhe von)\s{_ABOUT}",
            re.IGNORECASE,
        ),
        counted=re.compile(r"zahl|Bilanz|Bestand", re.IGNORECASE),
        on=r"(?:\s(?:Stellen|Jobs|Arbeitsplätze|Menschen|Personen))?\s?",
        end=re.compile(r"(?:(?!\sund\s(?!(?:\w+\s)?um\s))[^;:!?.,()]|[.,](?=\d)){0,80}[.,]?\s?"),
        since=re.compile(r"\s?(?:auf|bis auf|zu)\s(?=\d)"),
        unless=re.compile(
            r"\b(?:nicht|kein\w*|nie|niemals|weder|kaum|ohne|greif\w*|griff\w*|geh[te]n? auf|blick\w*|geschätzt|"
            r"beziffert|taxiert|festgelegt|begrenzt|beschränkt|ge[hn]t es|ging es|handelt\w*|häng\w*|hing\w*|"
            r"sag(?:en|te?n?)|stimm(?:en|te?n?)|ließ(?:en)?|wies(?:en)?|weich\w*|wich\w*|steuert\w*|läuft|beweg\w*|abbau\w*\svon\s.*tonn\w*|(?-i:zahl(?:en|te)\w*))\b",
            re.IGNORECASE,
        ),
        clause=re.compile(r"[;:!?]|,\s"),
    ),
    short=abbreviations("dr prof nr bzw ca z b d h u a mio mrd bio bill tsd st str inkl usw evtl ggf vgl abs art hrsg"),
)
