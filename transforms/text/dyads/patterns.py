"""The shapes that a relation takes in the code of a sentence (see `cooccur.LETTERS`).

A gap is the code between two countries. Every repetition is bounded or of one set, so that all run in linear time.
"""

from __future__ import annotations

import re

_N = "[sgCPO]"  # words that carry nothing here: names, offices, adjectives

COMPOUND = re.compile(r"-\Z")
BETWEEN = re.compile(rf"B{_N}{{0,4}}\Z")
BOND_BEFORE = re.compile(rf"[TM]{_N}{{0,3}}[oAB]{_N}{{0,4}}\Z")
MUTUAL_AFTER = re.compile(r"[MTJ]")
COUNTERPART = re.compile(
    r"[wa][gCO]{0,4}X\Z"
)  # "France and Italy signed a deal with Libya": with Libya, not each other
CLAUSE_END = re.compile(r"[;kuq]")
APPOSITION = re.compile(r",[^,]*X[^,]*,")
PRIVATE = re.compile(r"s?-?[gCO]{0,2}P")  # "a Dutch tourist", "London-based"

LEFT_FRAME = re.compile(rf"([NDT]){_N}{{0,2}}([fbodnwai])?{_N}{{0,2}}\Z")
PREPOSED = re.compile(rf"{_N}{{0,4}}([dnwaofbi])[gCO]{{0,3}}\Z")
NOUN_LINK = re.compile(rf"[-H]{{0,2}}{_N}{{0,4}}([NDT]|(?<=s)S)[^XVMWS;k,]{{0,6}}([dnwaofib])[gCO]{{0,4}}\Z")
NOUN_END = re.compile(rf"([TN]){_N}{{0,2}}[wdnafo][gCO]{{0,3}}\Z|D{_N}{{0,1}}[dna][gCO]{{0,3}}\Z")
FRONTED = re.compile(rf"{_N}{{0,2}}([DN]){_N}{{0,2}},\Z")  # "Despite US sanctions, Iran …"
STACKED = re.compile(r"s?[gCO]{0,1}\Z")
NOUN_AFTER = re.compile(r"[sgCO]{0,2}([NDT])")

# Shapes of a clause whose first country is the subject, in the order in which they are tried; None is no relation.
CONDITION = re.compile(r"[^;kuq]*[VD][^;kuq]*q[gCO]{0,3}\Z")  # "Oman threatened to leave if Yemen …"
PASSIVE = re.compile(r".*(?:[VDv]|eg)[^X]{0,4}b[gCO]{0,3}\Z")
MET_SOMEWHERE = re.compile(r"[^VDN]*[MT][^VDN]*i[gCO]{0,3}\Z")
MUTUAL_VERB = re.compile(r"[^M]*M")
RECEIVES = re.compile(r".*W[^;,]{0,6}\Z")
_VERB = rf"(?:[VH]|[ed]J?D|\A{_N}{{0,2}}D|D(?={_N}{{0,3}}\Z))"
# A verb near enough to its object; words that are noun and verb (attack, support) count where a verb can stand.
ACT = re.compile(
    rf".*(?:[VH]|[ed]J?D|\A{_N}{{0,2}}D|D(?={_N}{{0,3}}\Z))[^;,]{{0,9}}\Z|.*v{_N}{{0,4}}(?:[dnwaf]{_N}{{0,3}})?\Z"
)
ACT_FIRST = re.compile(r"[^P]*[VDM]")  # "expelled 20 students from …": done to them, not by them
# "The minister flew to …": not anybody who did.
MOVED = re.compile(rf"s?{_N}*[ON]{_N}*.*m{_N}{{0,4}}(?:[dif]{_N}{{0,3}})?\Z")
ACTS_ON_BOND = re.compile(r"[^XMT;ku]*[VD][^XMT;ku]*[MT]")  # "restored ties with", "refused to meet": one side does so
AGAINST = re.compile(r"[^a]*a[gCO]{0,4}\Z")
WITH = re.compile(r"[^w]*(?<!K)w[gCO]{0,4}\Z")
COPULA = re.compile(r"[^e]*eg{0,2}h[do][gCO]{0,3}\Z")
SAID_OF = re.compile(r"[^S]*S(?:[dn][gCO])?[gCt]{0,3}\Z")
ARGUMENT = re.compile(r"[^;]*[veSg]")  # before "… Chinese investment": the noun links its country to the subject

COMPARED = re.compile(rf"K{_N}{{0,4}}\Z")
SECOND_VERB = re.compile(r"\A[^X]*[VWMSv][^X]*X.*c[eg]{0,3}([VWMDSv])")
FROM_TO = re.compile(r"[VDNv][^X]*X[^VWMSX;k,]{0,6}[daf][gCO]{0,3}\Z")
_OTHER_VERB = re.compile(r"[gCO]{0,3},?c[eg]{0,3}[VWMSv]")
_NEW_CLAUSE = re.compile(r",?c[gCO]{0,3}\Z")
_CLAUSE_START = re.compile(r"s?[gCONT]{0,4}e?J?[vVMWSem]")


def breaks_clause(gap: str, after: str) -> bool:
    """Tell whether the second country belongs to another clause, or is only compared with the first."""
    if CLAUSE_END.search(gap) or COMPARED.search(gap) or _OTHER_VERB.match(gap):
        return True
    return bool(_NEW_CLAUSE.search(gap) and _CLAUSE_START.match(after))
