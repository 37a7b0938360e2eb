"""Portuguese, of Brazil and of Portugal: adjectives by gender and number."""

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
    "pt",
    inflect_adjectives("pt", "", "s"),
    joint=r"de\s",
    names=NamePack(latin=True),
    numbers=NumberPack(grouped=". \u00a0\u202f\u2009"),
    counts=CountPack(
        date=re.compile(r"\s?[ºª°](?!\s?C)|\.[ºª]|h(?:oras)?\b"),
        before=re.compile(r"(?:n\.º|nº|página|artigo|número)\s?\Z", re.IGNORECASE),
        counted=re.compile(r"\s(?:deles|delas|dos\squais|das\squais)\b"),
        people_said=re.compile(
            r"\s(?:que\s|têm\s|são\s|n[oa]\s[A-ZÁÉÍÓÚ]|em\s[A-ZÁÉÍÓÚ]|\w{2,}(?:ram|rão|iam|avam)\b|vivem|residem|"
            r"trabalham|cruzam|chegam|entram|fogem|residentes|migrantes|deportad|detid|expuls|mort|ferid|repatriad)"
        ),
        age=re.compile(r"\d{1,3}\sanos\sde\sidade\b"),
    ),
    parts=PartPack(to="para", half=re.compile(r"\se\smei[oa]\b"), out_of=re.compile(r"\s(?:em\scada|em|de\scada)\s")),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\b(?:em|n[oa]s?)\s\Z"),
        joins=re.compile(
            r"(?:,|\s(?:e|ou)|,?\sà\sfrente)\s(?:(?:em|a|de|com|para|n[oa]s?|d[oa]s?|aos?|às?|pel[oa]s?)\s)?(?:[oa]s?\s)?"
        ),
    ),
    moves=verbs_first(
        links="d[aeo]s?|de seus?|de suas?|das suas|dos seus|as?|os?|seus?|suas?|em|n[ao]s?|nest[ea]|desde|"
        "para as?|para os?",
        alone="anual|mensal|trimestral|médio|média|acumulado|acumulada|ontem|hoje|ligeiramente|novamente|também|"
        "real|se|adicional|homóloga|fechou|encerrou",
        ends="al|as|os|es|ais",
        by="em|em mais de|de|d[ao]s?|de cerca de|de quase|de mais de|uns",
        to="a|aos?|às?|para|para os|para as|para o|até|até aos?|abaixo d[aeo]s?|acima d[aeo]s?|para menos de|"
        "para mais de|para abaixo d[aeo]s?",
        about="quase|cerca|mais|menos|um|uma|o|os|de|d[ao]s?|uns|umas|aproximadamente|apenas|só|até|máximo",
        counted=re.compile(r"número|cifra|balanço|total|quantidade|saldo", re.IGNORECASE),
        on=r"(?:\s\w+(?=\sa\sm))?\s?",
        since=re.compile(r"\s?(?:a|ao|aos|para|para os|até)\s\W?(?=\d)"),
        unless=re.compile(
            r"\b(?:não|nem|sem|nunca|jamais|tampouco)\b|\bse elevam?\b|\bbaixas? médicas?|"
            r"\bperd[a-zêi]*\s(?!.*(?:%|por cento))|\bcresc\w*\sacima|\b(?:aument|sub|cresc|alta|"
            r"elev)\w*\s(?:\S+\s){0,6}abaixo|"
            r"\b(?:ca(?:iu|íram|ir|ído|em)|subi(?:u|r|ram|do)|desc(?:eu|er)|recu(?:ou|ar)|aument(?:ou|ar|aram)|"
            r"cresc(?:eu|er|eram)|baix(?:ou|ar)|(?:reduz|elev)\w+)\sd[eo]s?\s\S{0,3}\s?\d[\d.,]*\D*\Z",
            re.IGNORECASE,
        ),
        clause=re.compile(r"[;:!?]|,\s(?!a\s|ao\s|para\s|até\s)"),
    ),
    short=abbreviations("sr sra dr dra prof profa av gen cel pág núm art exmo"),
)
