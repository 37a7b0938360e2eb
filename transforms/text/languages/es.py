"""Spanish: adjectives by gender and number."""

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
    "es",
    inflect_adjectives("es", "", "s"),
    joint=r"de\s",
    names=NamePack(latin=True),
    numbers=NumberPack(grouped=". \u00a0\u202f\u2009", chained=True, thousands_of_millions=True),
    counts=CountPack(
        date=re.compile(r"\s?[ºª°](?!\s?C)|\.[ºª]|\.?(?:to|er|ero|era|do|ro|mo|vo|no)\b|\s(?:de\s)?(?:h|hrs)\b"),
        before=re.compile(r"(?:n\.º|nº|núm\.|página|artículo|número)\s?\Z", re.IGNORECASE),
        counted=re.compile(r"\sde\s(?:ellos|ellas|los\scuales|las\scuales)\b"),
        people_said=re.compile(
            r"\s(?:que\s|han\s|son\s|en\s(?:el\s|la\s)?[A-ZÁÉÍÓÚ]|de\s[A-ZÁÉÍÓÚ]|\w{2,}(?:ron|rán|ían|aban)\b|viven|residen|"
            r"trabajan|cruzan|llegan|entran|huyen|regresan|votan|emigr|residentes|migrantes|varad|deportad|detenid|expulsad|"
            r"muert|herid|fallecid|repatriad|nacid)"
        ),
        age=re.compile(r"\d{1,3}\saños\sde\sedad\b"),
    ),
    parts=PartPack(
        ranged_from=re.compile(r"(?<!\bde\s)(?<!\bdel\s)(?<!\bdesde\s)\Z"),
        ranged_to=re.compile(r"\sa\s"),
        half=re.compile(r"\sy\smedi[oa]\b"),
        out_of=re.compile(r"\s(?:de\scada|de)\s(?:los\s|las\s)?"),
    ),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\ben\s(?:el\s|la\s|los\s|las\s)?\Z"),
        joins=re.compile(
            r"(?:,|\s[yeou]|,?\sasí\scomo|,?\spor\sdelante|,?\sseguid[oa]s?)\s(?:(?:en|a|de|con|al|del)\s)?(?:(?:el|la|los|las)\s)?"
        ),
    ),
    moves=verbs_first(
        links=r"de|del|de la|de los|de las|de su|de sus|la|los|las|el|su|sus|en|en la|en el|en los|en las|hacia|"
        r"desde|este|esta|el pasado|la pasada",
        alone="interanual|anual|mensual|trimestral|intermensual|medio|media|promedio|acumulado|acumulada|ayer|"
        "hoy|ligeramente|nuevamente|también|otro|otra|real|se|adicional",
        ends="al|as|os|es|nal",
        by="en|en un|en una|un|una|de|de un|del|de los|de las",
        to="a|al|a un|a los|a las|hasta|hasta el|hasta los|hasta las|por debajo del?|por debajo de l[oa]s|"
        "por encima del?|por encima de l[oa]s",
        about="casi|cerca|alrededor|más|menos|un|el|del?|unos|unas|aproximadamente|solo|sólo|apenas|hasta un|máximo",
        counted=re.compile(r"número|cifra|balance|total|cantidad|saldo|recuento|plantilla", re.IGNORECASE),
        since=re.compile(r"\s?(?:a|al|hasta|hasta el|a los)\s\W?(?=\d)"),
        unless=re.compile(
            r"\b(?:no|ni|sin|nunca|tampoco|jamás)\b|\bse elevan?\b|\bbajas? (?:por|médica|laboral)|"
            r"\bp(?:ie)?rd[a-zóí]*\s(?!.*(?:%|por ciento))|\bcre[cz]\w*\spor encima|\b(?:aument|sub|crec|"
            r"alza)\w*\s(?:\S+\s){0,6}por debajo|"
            r"\b(?:baj(?:ó|aron|ado|ar|e)|sub(?:ió|ieron|ido|ir|en?)|ca(?:yó|yeron|ído|e[rn]?)|descen\w+ó|reducido|"
            r"redujo|(?:aument|elev)(?:ó|ado|ar)|crec(?:ió|ido|er))\sdel?\s(?:l[oa]s\s)?\S{0,3}\s?\d[\d.,]*\D*\Z",
            re.IGNORECASE,
        ),
        clause=re.compile(r"[;:!?]|,\s(?!a\s|al\s|hasta\s)"),
    ),
    short=abbreviations("sr sra dr dra ee uu ee.uu ud uds prof gral pág núm art av ing lic"),
)
