"""The shapes that a relation takes in the code of a sentence (see `letters.LETTERS`).

A gap is the code between two countries. Every repetition is bounded or of one set, so that all run in linear time.
"""

from __future__ import annotations

import re

_N = "[sgCPOE]"  # words that carry nothing here: names, offices, adjectives
_TO = r"[gCOE]{0,4}(?:o[gCOE]{0,3})?\Z"  # from a preposition to the country: "with (the president of) Peru"

PLAYER = re.compile(r"Xs?g?Z")  # "a Kenyan sprinter"
BOND = re.compile(r"T")  # "a treaty, and a rugby deal"
SPORT = "Z"  # a match is played, not a relation
DESCENT = "Y"  # ethnic Albanians: a people, not its state
COMPOUND = re.compile(r"-\Z")
# "trade between"; but "wedged between", "choose between"
BETWEEN = re.compile(rf"(?:T[^X]{{0,6}}v|(?<!,)[^v]|\A)B{_N}{{0,4}}(?:(?<=C)[i,]g{{0,2}})?\Z")
OBJECT = re.compile(rf"[MVvwda]{_N}{{0,2}}\Z")  # "met his (British and French counterparts)"
# "ties of Peru and Chile", "brought together envoys of Peru and Chile"
BOND_BEFORE = re.compile(
    rf"dT[gC]?\Z|J[gCNOE]{{0,3}}o[gC]{{0,2}}\Z|[TM]{_N}{{0,3}}(?:i[gC]{{0,2}}X)?[oABb]{_N}{{0,4}}\Z"
)
TOGETHER = re.compile(r"[^;,EqRulrJ]{1,40}J(?:[;,]|\Z)")  # "Peru and Chile hunt Bolivian boats together"
MUTUAL_AFTER = re.compile(r"[^E]*J|,r[evgh]{0,3}[MT]|[^Er]{0,12}T|[^EVD]*(?<![Ns])M")
# "France and Italy restored flights": two alone, at the start, whose act names no other object.
JOINT = re.compile(r"[gCOEN]{0,2}(?:ed?)?[VvDM](?!a\Z)[^KZ]*\Z")
JOINT_REACH = 6  # letters before the first of the two
# "France and Italy signed a deal with Libya": not with each other.
COUNTERPART = re.compile(r"\A[^tr]*(?<!,)[wa][gCOE]{0,4}X\Z")
# A contrast with no subject of its own goes on: "criticised Peru but praised Chile".
CLAUSE_END = re.compile(r"[;uqRl]|k(?!e{0,3}g?[VWMDv])")
# "tariffs on (countries such as) Peru", "held 19 foreigners(, among them) Peruvians"
EXAMPLES = re.compile(r"(?<=[dnwafobi])[gCETNPO]{1,5},?Lu?(?:C,|g)?|(?<=[gCNP]),Ag?")
# "Peru said it (had told Chile)": the clause that follows is its subject's own
OWN_WORDS = re.compile(r"(?:s?[gCO]{0,4}|,[^X;]{0,20},)St?[jz]")
APPOSITION = re.compile(r",[^,]*X[^,]*,")
PRIVATE = re.compile(r"s?-?[gCOE]{0,2}P")  # "a Dutch tourist", "London-based"
# "a Dutch tourist was arrested by": what a state does to its people counts
PRIVATE_BUT_DONE_TO = re.compile(r"s?[gCOE]{0,2}P[^XP;VDS]{0,8}(?:e[gCOEJ]{0,2}[VDv][^X;]{0,4})b[gCOE]{0,4}\Z")
PRIVATE_BEFORE = re.compile(r"P[fo]?[gCOE]{0,2}\Z")  # "tourists from Norway"

LEFT_FRAME = re.compile(rf"([NDT]|V(?=o)){_N}{{0,2}}([fbodnwai])?{_N}{{0,2}}\Z")
SENT_FROM = re.compile(rf"V{_N}{{0,3}}f{_N}{{0,2}}\Z")  # "extradited from (Peru to Chile)"
PREPOSED = re.compile(rf"{_N}{{0,4}}([dnwaofbi])[gCOE]{{0,3}}\Z")
NOUN_LINK = re.compile(rf"[-H]{{0,2}}{_N}{{0,4}}([NDT]|(?<=s)S)[^XVMWS;k,]{{0,6}}([dnwaofib])[gCOE]{{0,4}}\Z")
_OF = rf"(?:o[sgCPOEcNo]{{0,8}})?{_N}{{0,2}}"  # "a tariff (of 25 percent) on"
NOUN_END = re.compile(rf"([TN]){_OF}[wdnafo]{_TO}|D{_OF}[dnaf]{_TO}|[vV][^;]*[ND]{_N}{{0,2}}i[gCOE]{{0,3}}\Z")
HOSTS = re.compile(rf"(?:,r|(?!,))[^X;]*V[^X;]{{0,12}}B{_N}{{0,4}}\Z")  # "will host a meeting between"
# "(a meeting between) an Israeli movement and the Palestinians", and who holds it
AND = re.compile(r"[^X;,VvS]{0,8}c(?:[gCOE]{0,4}|C{1,3}[i,])\Z")
HOSTS_TWO = re.compile(rf"(?!,)[^X;]*V[^X;]{{0,12}}B{_N}{{0,4}}X[^X;,VvS]{{0,8}}c[gCOE]{{0,4}}\Z")
CALLED = re.compile(r"[^;]*[VDS]u[gC]{1,4}\Z")  # "dismissed as baseless (Peruvian claims)"
FROM_END = re.compile(
    rf"[^V]*(?:eeV[^V]*)?[ND]{_OF}f{_TO}"
)  # "runs on fuel from Peru"; but "recalled its envoy from Peru"
# "…, because smugglers crossed the border with": not the subject's border
OWN_CLAUSE = re.compile(r"[;uqRl][^;uqRlj]*(?<![d,ujR])[VvmM][^;uqRl,yj]*\Z")
FRONTED = re.compile(rf"{_N}{{0,2}}([DN]){_N}{{0,2}},\Z")  # "Despite US sanctions, Iran …"
APPOSED_NOUN = re.compile(r",[gC]{1,4}[NTD][gC]{0,2}[idnowaf][gCOE]{0,3}\Z")  # "Peru, the largest investor in"
STACKED = re.compile(r"s?[gCOE]{0,1}\Z")
NOUN_AFTER = re.compile(r"[sgCOE]{0,2}([NDT])")

# Shapes of a clause whose first country is the subject, in the order in which they are tried; None is no relation.
WITH_WHICH = re.compile(rf",?[wadnfo]r{_N}{{0,3}}\Z")  # "Peru, with which Chile is negotiating"
CONDITION = re.compile(r"[^;kuqRl]*[VD][^;kuqRl]*q[gCOE]{0,3}\Z")  # "Oman threatened to leave if Yemen …"
# "Peru shut the crossing after Chile had …"; "Peru will get less gas because Chile …".
REACTION = re.compile(rf"[^X;kuqRlr]*[VDWMSv][^X;kuqRlr]*[Ru]{_N}{{0,3}}\Z")
ACTS = re.compile(r"V|(?<!s)(?<!sg)D")
BEGINS_ACT = re.compile(r"s?[gCOEN]{0,5}e{0,2}J?V")
CLAUSE_START = re.compile(r"s?[gCOENT]{0,5}e{0,2}J?g?[vVMWSemD]")
# "freed prisoners at the request of", "with the help of"
SPEAKS_OF = re.compile(
    r"s?[gCO]{0,4}S[^;QXPT]*(?<!i)\Z|s?[gCO]{0,4}S[^;QX]*[OT]i\Z"
)  # "Peru says the plan, under which Chile …"
APPEALED = re.compile(r".*R[gC]{0,2}D[ob][gCOE]{0,3}\Z")  # "sent lorries after an appeal by"
DREW = re.compile(rf"[^VMWS;]*vg?[NDT][gC]{{0,2}}f{_TO}")  # "Peru's raid drew anger from"
BEHEST = re.compile(rf".*[nw5][gC]{{0,2}}D[of]{_TO}")
LAUNCHED_FROM = re.compile(rf".*[ND]g?[vV]f{_TO}")  # "intercepted a missile launched from"
APPOSED_BY = re.compile(rf"s?[gCNTO]{{1,5}},[gJ]{{0,2}}[VDvS]b{_TO}")  # "Peru's refinery, owned by Chile's …"
LOOSE_BY = re.compile(rf".{{2,}},[gJ]{{0,2}}[VDvS]b{_TO}")  # "… output from the cartel, led by Peru"
# "was hit by", "backed by", "aid from … by"; but "rejected calls by" is what its subject does.
PASSIVE = re.compile(
    rf".*(?:[VDNv][nfwd]?|eg|eS|e[gCOEJ]{{0,2}}[VDvS][^X]{{0,4}})b{_TO}|[^VvD]*[DN][^XVvD]{{0,4}}b{_TO}"
)
COMES_FROM = re.compile(rf"[^;]*[vVDW].{{0,6}}mg?f{_TO}")  # "most cocoa that Belgians use comes from"
HELD_IN = re.compile(r"s?[gCOEN]{0,4}e[gJ]{0,2}Vi[gCOE]{0,3}\Z")  # "Two Kenyans were arrested in"
MET_SOMEWHERE = re.compile(r"[^VDN]*[MT][^VDN]*i[gCOE]{0,3}\Z")
MUTUAL_VERB = re.compile(r"[^M]*M")
RECEIVES = re.compile(r".*W[^;,]{0,6}\Z")
_VERB = rf"(?:[VH]|[ed]J?D|\A{_N}{{0,2}}D|D(?={_N}{{0,3}}\Z))"
# A verb near enough to its object; words that are noun and verb (attack, support) count where a verb can stand.
ACT = re.compile(
    rf".*(?:[VH]|[ed]J?D|\A{_N}{{0,2}}D|D(?={_N}{{0,3}}\Z))[^;,r]{{0,12}}\Z|.*v{_N}{{0,5}}(?:o{_N}{{0,3}})?m?(?:(?:[dnaf]|(?<!v)w){_N}{{0,3}})?\Z"
)
ACT_FIRST = re.compile(r"[^P]*[VDM]")  # "expelled 20 students from …": done to them, not by them
BREAK = re.compile(r"[;,kcuqRl]")
SAID_OF_SOMEBODY = re.compile(r"S[^XVMWS]*P[fo]?[gC]{0,2}r")  # "said that residents who had left Peru …"
ON_IT = re.compile(
    r"s?[gCOEN]{0,5}e{0,2}[gJ]{0,2}(?:[VW]g?[dnwaf]?j|[VvWm][^X;,kuqRyj]{0,3}iy)|s?[gC]{0,3}e{1,2}[gC]{0,2}y[gCT]{0,3}([NT])"
)  # "… lent it", "… flew in its airspace"
# "The minister flew to …": not anybody who did.
MOVED = re.compile(rf"s?{_N}{{0,9}}[ON](?:[^trP]*|[^trP]*St?[gj]{{1,2}}[^trP]*)m{_N}{{0,4}}(?:[dif]{_TO})?\Z")
# "Peru's oranges go to …", "Peru returned the statues to …", "The Peruvian minister was in …"
WENT = re.compile(
    rf"s?{_N}{{0,9}}ed[gC]{{0,2}}\Z|sg{{1,3}}m[dif]{_TO}|e{{0,2}}g?m\Z|e{{0,2}}m[gN]{{1,4}}(?:o[gN]{{1,3}})?[dfo]{_TO}|s?{_N}{{0,6}}O[,XO]{{0,4}}eg{{0,2}}i[gC]{{0,2}}\Z"
)
# "Peru, the former colonial power, …", "Peru, which …, …"
APART = re.compile(r"\A,(?:r[^,X;]{1,25}|[^,XVMSWk;cr]{1,10}),")
STATIONED = re.compile(rf"s?[gC]{{0,3}}N[^;,XD]{{0,10}}i{_TO}")  # "Peruvian tanks were seen a mile inside"
HIT_INSIDE = re.compile(rf"[^;]*V[^;,r]{{0,12}},g{{0,3}}i{_TO}")  # "struck a refinery in Samara, 900 km inside"
ACTS_ON_BOND = re.compile(
    r"[^XMT;kuRlc]*[VD][^XMT;kuRlc]*[MT]"
)  # "restored ties with", "refused to meet": one side does so
AGAINST = re.compile(rf".*a{_TO}")
WITH = re.compile(rf".*(?<![K,])w{_TO}")
COPULA = re.compile(r".*eg{0,2}h[don][gCOE]{0,3}\Z")  # "is close to"
HELP_FROM = re.compile(rf".*[w5][gC]{{0,2}}[VND]f{_TO}")  # "with backing from Peru"
WITH_HELP = re.compile(r"[^;]*[,VvDgNe][w5][gC]{0,3}\Z")  # "…, with Peruvian support"
HELP_AFTER = re.compile(r"s?[gC]{0,2}D(?![gCOE]{0,2}[dnaw][gCOE]{0,3}X)")
STANCE = re.compile(r".*e[gJ]{0,2}G[donwa][gCOE]{0,3}\Z")  # "is dependent on"
SAID_OF = re.compile(r"[^S]*S(?:[dno][gCOE]?)?[gCOt]{0,3}\Z")  # "told Peru", "called on Peru", "said Peru …"
ARGUMENT = re.compile(r"[^;]*[veSg]")  # before "… Chinese investment": the noun links its country to the subject

# "The Peruvian envoy in Chile met …": of the two, Chile is not who met.
WHEREABOUTS = re.compile(r"s?[gCOEN]{0,6}i[gCOE]{0,2}\Z")
POSTED = re.compile(
    r"\A(s?[gCOEN]{0,6})i[gCOE]{0,2}X|\A(s[gC]{0,2}[NDT][gC]{0,2})[naow][gCO]{0,4}X(?=[gCOEN]{0,3}e{0,2}g?[VvMWm])"
)
# "Peru's raid on (Chile angered …)": the raid did
RAIDED = re.compile(r"Xs[gC]{0,2}[NDT][gC]{0,2}[naow][gCO]{0,4}(?:i[gC]{0,2}X)?\Z")
VERB_NEXT = re.compile(r"[gCOEN]{0,3}e{0,2}g?[VvMWm]")
# "Peru, which borders A, sells B …": A sells nothing.
IN_RELATIVE = re.compile(r"XO?,(?:r|g?[vV]|[nwif])[^,]*\Z")
# "Peru, the largest buyer of Chilean wheat, has …": Chile has not.
IN_APPOSITION = re.compile(r"X,[^,;VSr]{1,16}\Z")
APPOSITION_ENDS = re.compile(r"s?[gCNDT]{0,3},[eg]{0,3}[VvMWmS]")
RELATIVE_ENDS = re.compile(r"[^,X]{0,12},")
# "Peru accused A of … and met B": A met nobody. But "Peru said A …" goes on about A.
OBJECT_OF = re.compile(r"X[^X]*[VWMSDv](?!g?t)[^XSt]*\Z")
# "Peru turned to A for help after a quarrel with B": not A's quarrel. But "…, which borders B" is told of A.
DONE_TO = re.compile(r"X[^X]*[VWMDv][^XSt]*\Z")
OTHERWISE = re.compile(r"(?![gC]{0,3},?r)[^X]*[,;Rukl]")
CLOSE_TO = re.compile(r"[gONP][hG][don]\Z")  # "lawmakers close to Peru said"
VERB_AGAIN = re.compile(r",?[ck][eg]{0,2}[VWMSv]")
BESIDES = re.compile(r"[gC]{0,3},w[gC]{0,2}\Z")  # "owes most to Peru, with Chile next"
NEXT_VERB = re.compile(r"[gCOE]{0,3},?[ck]e{0,2}[VWMS]")  # "… Peru, and sent aid to": not Peru's aid
OBJECT_BEFORE = re.compile(r"[daw][gCOE]{0,3}\Z")  # "barred aid to Peru … and met": Peru did not meet
APPOSED = re.compile(r",[gCOE]{0,2}\Z")  # "Peru, a Chilean ally"
ALLY_AFTER = re.compile(r"s?[gC]{0,2}T")
# "goods from Peru and crossed Chile": another's second act
ANOTHERS_ACT = re.compile(r"[VvMm][^;,]{0,12}[indwfa][gCOE]{0,2}\Z")
SECOND_ACT = re.compile(r"(?:,c?|c)[eg]{0,3}[VvMWm]")
BYSTANDER = re.compile(r"[VMmWS][^XO;]{0,12}i[gCE]{0,2}\Z")  # "met in Peru"; but "forces in Peru", "the rulers in Peru"
# "(Peru, backed by Chile, is cutting) its ties with": whoever stands nearest, the bond is the subject's
MODIFIER = re.compile(r"[bnwdfo][gC]{0,2}\Z")
OWN_ACT = re.compile(r"jdV[gC]{0,3}\Z|j[gv]{1,2}[gC]{0,2}(T)[gC]{0,2}w[gC]{0,2}\Z")  # "(a court told) it to pay Chile"
OWN_BOND = re.compile(r"(?<![nRu])y[gCT]{0,4}([TND])[^XVMWS;y]{0,6}[wnodaf][gC]{0,3}\Z")
PLACE_BEFORE = re.compile(r"i[gCOE]{0,2}\Z")
# "… fired on Peru, a Chilean newspaper said": the speaker is no part of it.
ATTRIBUTED = re.compile(r"[VvMWSDNT].*,[^X,]{0,8}\Z")
# "'… Peru must pay,' the Chilean envoy said" is the envoy's view of Peru.
QUOTED = re.compile(r"Q[^XS]{0,8}\Z")
QUOTED_BY = re.compile(r"Q[gC]{0,6}S[gCO]{0,6}\Z")
SPEAKS = re.compile(r"s?[gCOENTVP]{0,5}S")
# "below Peru's", at the end: what is Peru's is only compared
COMPARES = re.compile(r"K[wbgCOE]{0,2}X|X[sgCOE]{0,3}K|Xs(?:[,;ck]|\Z)")
ELLIPTIC = re.compile(r"s(?:[,;ck]|\Z)")
THAN = re.compile(r"K[gCOE]{0,2}\Z")
IS = re.compile(r"[evg]{1,2}g{0,2}\Z")  # "Peru is (Chile's largest creditor)"
OWNED_NOUN = re.compile(r"s[gCKhT]{0,5}[NDT]")
# "Peru's largest creditor after Chile", "Peru's main source of gas, ahead of Chile"
NEXT_AFTER = re.compile(r"s?[gCEK]{0,4}[TN](?:[gNTD]{0,2}R|[^XVMWSv;]{0,8},?K[ob]?)[gC]{0,2}\Z")
INCLUDES = re.compile(r"s[gCK]{0,3}[NT][^XVMWSv;,]{0,6}(?:L|e{1,2})[gC]{0,2}\Z")  # "Peru's creditors include Chile"
BOND_FIRST = re.compile(r"\A[gnu]{0,3}T[gC]{0,3}w[gC]{0,2}\Z")  # "Under an agreement with Peru, …"
COMPARED = re.compile(rf"Kb?{_N}{{0,4}}\Z")
SECOND_VERB = re.compile(r"[^X]+X.*[ck][eg]{0,3}[VWMDSv]")
OF_ANOTHER = re.compile(r"Xs?[gC]{0,2}[NDT][^X]{0,6}[daf]")  # "listed ships for carrying Peruvian oil to"
FROM_TO = re.compile(r"[VDNv][^X]*X[^VWMSX;k,]{0,8}[daf][gCOE]{0,3}\Z")
SAME_AGAIN = re.compile(r"([dnwafo])[gCOE]{0,3}X[^XVMS;]{0,6}c\1[gCOE]{0,3}\Z")  # "relies on Peru … and on"
_OTHER_VERB = re.compile(r"[gCOE]{0,3},?[ck][eg]{0,3}[VWMSv]")
_NEW_CLAUSE = re.compile(r"(?:,?c|[VvMWSm][^X]*,)[gCOE]{0,3}\Z")
_CLAUSE_START = re.compile(r"s?[gCOENT]{0,4}e?J?[vVMWSem]")


def breaks_clause(gap: str, after: str) -> bool:
    """Tell whether the second country belongs to another clause, or is only compared with the first."""
    if CLAUSE_END.search(gap) or COMPARED.search(gap) or _OTHER_VERB.match(gap):
        return True
    return bool(_NEW_CLAUSE.search(gap) and _CLAUSE_START.match(after))
