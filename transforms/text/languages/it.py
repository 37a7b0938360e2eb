"""Italian: adjectives by gender and number."""

from __future__ import annotations

import re

from dyadwire.transforms.text.languages.forms import inflect_adjectives
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

PACK = Language(
    "it",
    inflect_adjectives("it", ""),
    fold=lambda text: text.replace("’", "'"),
    joint=r"(?:di\s|d['’])",
    names=NamePack(latin=True),
    numbers=NumberPack(grouped=". \u00a0\u202f\u2009'"),
    counts=CountPack(
        date=re.compile(r"\s?[ºª°](?!\s?C)"),
        before=re.compile(r"(?:n\.|ore|pagina|articolo|numero)\s?\Z", re.IGNORECASE),
        counted=re.compile(r"\s(?:di\sloro|dei\squali|delle\squali)\b"),
        age=re.compile(r"\d{1,3}-?enn[ei]\b"),
        aged=re.compile(r"\betà\sdi\s\Z"),
    ),
    parts=PartPack(half=re.compile(r"\se\smezz[oa]\b"), out_of=re.compile(r"\s(?:\w{4,20}\s)?su\s")),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\b(?:in|ne(?:l|llo|lla|lle|i|gli))\s\Z|\bnell['’]\Z"),
        joins=re.compile(
            r"(?:,|\s(?:ed?|o)|,?\sdavanti)\s(?:(?:in|a|di|con|ne|da)\s|(?:in|a|d|n|co|da|de|su)[el]?(?:l|llo|lla|lle|i|gli)\s|(?:d|a|n|da)e?ll['’])?(?:(?:il|lo|la|i|gli|le)\s|l['’])?"
        ),
    ),
    moves=verbs_first(
        links="d[ei]|del|della|delle|dei|degli|dell'|gli|i|le|la|il|l'|lo|in|nel|nella|nelle|su|sul|i suoi|le sue",
        alone="mediamente|annu[ao]|annuale|mensile|medi[ao]|trimestrale|tendenziale|congiunturale|"
        "complessivamente|ieri|oggi|ancora|leggermente|nuovamente|ulteriormente|reale|pari",
        ends="al[ei]|ch[ei]|an[ei]|es[ei]|iv[ei]|ari[ei]?",
        by="di|del|dello|della|dell'|dell|d'|di un|di circa|in media del|l'|il|lo|un|oltre il|circa il|quasi il|a",
        to="al?|all'|allo|agli|ai|alle|fino al?|fino ai|sotto|sotto i|sotto il|sotto quota|sopra|sopra i|"
        "sopra quota|a quota|oltre i|oltre quota",
        about="quasi|circa|oltre|più|meno|di|un|il|i|l'|lo|del|appena|solo|almeno|complessivi",
        counted=re.compile(r"numero|bilancio|totale|cifra", re.IGNORECASE),
        on=r"(?:\sdi\s\w+)?\s?",
        since=re.compile(r"\s?(?:a|al|all'|ai|fino al?)\s?\W?(?=\d)"),
        unless=re.compile(
            r"\b(?:non|né|senza|mai|nessun\w*)\b|"
            r"\bper(?:de|do|s[oaie]\b)\w*\s(?!.*(?:%|per cento))|\bcresc\w*\s(?:oltre|sopra)|\b(?:aument|cresc|"
            r"rialz)\w*\s(?:\S+\s){0,6}sotto\s",
            re.IGNORECASE,
        ),
        clause=re.compile(r"[;:!?]|,\s(?!a\s|al\s|ai\s|fino\s)"),
    ),
    short=abbreviations("sig dott prof on avv ing gen col pag art ecc"),
)
