"""French: adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    NamePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
    verbs_first,
)

_CAPITALS = str.maketrans("ÉÎÈ", "EIE")  # many write capitals without their accents


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return an adjective in all its genders and numbers.

    >>> sorted(inflect("italien", "demonym")), sorted(inflect("chinois", "demonym"))
    (['italien', 'italienne', 'italiennes', 'italiens'], ['chinois', 'chinoise', 'chinoises'])
    """
    if kind != "demonym":
        return (form, form.translate(_CAPITALS))
    feminine = form + ("" if form.endswith("e") else "ne" if form.endswith(("en", "on")) else "e")
    plural = form if form.endswith("s") else form + "s"
    return dict.fromkeys((form, plural, feminine, feminine + "s"))


PACK = Language(
    "fr",
    inflect,
    fold=lambda text: text.replace("’", "'"),
    joint=r"(?:de\s|d['’])",
    names=NamePack(latin=True, local=re.compile(r"\b(?:[àÀ]|de)\s(?=Paris)"), people_capital=True),
    numbers=NumberPack(grouped=" \u00a0\u202f\u2009."),
    counts=CountPack(
        date=re.compile(r"(?:er|re|e|ème|ère|nd|nde)\b|\s?h(?:eures)?\s?\d|°(?!\s?C)"),
        before=re.compile(r"(?:n°|nº|page|article|numéro)\s?\Z", re.IGNORECASE),
        counted=re.compile(r"\s(?:d'entre\s(?:eux|elles))\b"),
        aged=re.compile(r"\bâgée?s?\sde\s\Z"),
    ),
    parts=PartPack(
        ranged_from=re.compile(r"(?<!\bde\s)(?<!\bd')(?<!\bdu\s)(?<!\bdes\s)\Z"),
        ranged_to=re.compile(r"\sà\s"),
        half=re.compile(r"\set\sdemie?\b"),
        out_of=re.compile(r"\s(?:\w{4,20}\s)?sur\s"),
    ),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\b(?:en|à)\s\Z"),
        joins=re.compile(
            r"(?:,|\s(?:et|ou)|,?\s(?:ainsi\sque|devant|derrière))\s(?:(?:en|à|de|avec|au|aux|du|des)\s|d['’])?(?:(?:le|la|les)\s|l['’])?"
        ),
    ),
    moves=verbs_first(
        links="de|de la|des|du|de ses|de leurs|d'|de l'|de son|de sa|les?|la|l'|ses|son|sa|leurs?|en|dans les?|"
        "dans la|au|aux|sur|sur un",
        alone="annuelle?|mensuelle?|moyenne?|trimestrielle?|globale?|hier|encore|aussi|également|légèrement|"
        "fortement|nettement|à nouveau|de nouveau|supplémentaire|globalement|mardi|lundi|mercredi|jeudi|"
        "vendredi|à la hausse|à la baisse",
        ends="al|ales|elles?|aux|es|s",
        by="de|d'|d'un|de l'ordre de|d'au moins",
        to="à|au|aux|à un|jusqu'à|au-dessus de|au-dessus des|au-dessous de|sous|sous les|sous la barre des|"
        "au-delà de|à moins de|à plus de|en dessous de",
        about="près|environ|plus|moins|quelque|à peine|de|d'|presque|seulement|un|les|la barre des?|record",
        counted=re.compile(r"nombre|bilan|chiffre|total|effectif", re.IGNORECASE),
        on=r"(?:\sd(?:e\s|'|es\s)\w+)?\s?",
        since=re.compile(r"\s?(?:à|au|aux|jusqu'à)\s\W?(?=\d)"),
        unless=re.compile(
            r"\b(?:n'|ne\s|ni\s|sans\s|jamais\s|aucune?\s)|\bsupprim\w*\s(?!\d)|"
            r"\b(?:perd|gagn)[a-zu]*\s(?!.*(?:%|pour cent))|\bbénéfici\w*\sd'une|\b(?:augment|hausse|progress|"
            r"croiss|mont)\w*\s(?:\S+\s){0,6}(?:sous|en dessous|au-dessous)\s",
            re.IGNORECASE,
        ),
        clause=re.compile(r"[;:!?]|,\s(?!à\s|pour\s)"),
    ),
    short=abbreviations("m mm mme mlle dr me st ste av p pp art cf env"),
)
