"""The shapes that a relation takes in the code of a sentence (see `cooccur.LETTERS`).

A gap is the code between two countries. Every repetition is bounded or of one set, so that all run in linear time.
"""

from __future__ import annotations

import re

_N = "[sgCP]"  # words that carry nothing here: names, offices, adjectives

COMPOUND = re.compile(r"-\Z")
BETWEEN = re.compile(rf"B{_N}{{0,4}}\Z")
BOND_BEFORE = re.compile(rf"[TM]{_N}{{0,3}}[oAB]{_N}{{0,4}}\Z")
MUTUAL_AFTER = re.compile(r"[MTJ]")
COUNTERPART = re.compile(r"[wa][gC]{0,4}X\Z")  # "France and Italy signed a deal with Libya": with Libya, not each other
CLAUSE_END = re.compile(r"[;kuq]")
APPOSITION = re.compile(r",[^,]*X[^,]*,")
PRIVATE = re.compile(r"s?-?[gC]{0,2}P")  # "a Dutch tourist", "London-based"

LEFT_FRAME = re.compile(rf"([NDT]){_N}{{0,2}}([fbodnwai])?{_N}{{0,2}}\Z")
PREPOSED = re.compile(rf"{_N}{{0,4}}([dnwaofbi])[gC]{{0,3}}\Z")
NOUN_LINK = re.compile(rf"[-H]{{0,2}}{_N}{{0,4}}([NDT]|(?<=s)S)[^XVMWS;k,]{{0,6}}([dnwaofib])[gC]{{0,4}}\Z")
NOUN_END = re.compile(rf"([TN]){_N}{{0,2}}([wdnafo])[gC]{{0,3}}\Z")
STACKED = re.compile(r"s?[gC]{0,1}\Z")
NOUN_AFTER = re.compile(r"[sgC]{0,2}([NDT])")

# Shapes of a clause whose first country is the subject, in the order in which they are tried; None is no relation.
CONDITION = re.compile(r"[^;kuq]*[VD][^;kuq]*q[gC]{0,3}\Z")  # "Oman threatened to leave if Yemen …"
PASSIVE = re.compile(r".*(?:[VDv]|eg)[^X]{0,4}b[gC]{0,3}\Z")
MET_SOMEWHERE = re.compile(r"[^VDN]*[MT][^VDN]*i[gC]{0,3}\Z")
MUTUAL_VERB = re.compile(r"[^M]*M")
RECEIVES = re.compile(r"[^W]*W")
ACT = re.compile(rf"[^VDH]*[VDH]|[^v]*v{_N}{{0,4}}(?:[dnwaf]{_N}{{0,3}})?\Z")
AGAINST = re.compile(r"[^a]*a[gC]{0,4}\Z")
WITH = re.compile(r"[^w]*(?<!K)w[gC]{0,4}\Z")
COPULA = re.compile(r"[^e]*eg{0,2}h[do][gC]{0,3}\Z")
SAID_OF = re.compile(r"[^S]*S(?:[dn][gC])?[gCt]{0,3}\Z")
ARGUMENT = re.compile(r"[^;]*[veSg]")  # before "… Chinese investment": the noun links its country to the subject

COMPARED = re.compile(rf"K{_N}{{0,4}}\Z")
SECOND_VERB = re.compile(r"\A[^X]*[VWMSv][^X]*X.*c[eg]{0,3}([VWMDSv])")
FROM_TO = re.compile(r"[VDNv][^X]*X[^VWMSX;k,]{0,6}[daf][gC]{0,3}\Z")
_OTHER_VERB = re.compile(r"[gC]{0,3},?c[eg]{0,3}[VWMSv]")
_NEW_CLAUSE = re.compile(r",c[gC]{0,3}\Z")


def breaks_clause(gap: str) -> bool:
    """Tell whether the second country belongs to another clause, or is only compared with the first."""
    if CLAUSE_END.search(gap) or COMPARED.search(gap) or _OTHER_VERB.match(gap):
        return True
    return bool(_NEW_CLAUSE.search(gap))
