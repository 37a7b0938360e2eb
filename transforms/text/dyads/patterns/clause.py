"""Shapes of clauses: where one begins and ends, who speaks in it, who is a private person or only compared."""

from __future__ import annotations

from dyadwire.transforms.text.dyads.token_classes import shape

COMPOUND = shape("- END")
# "trade between"; but "wedged between", "choose between"
BETWEEN = shape(
    "(?:bond_noun [^ country]{0,6} plain_verb | (?<!,) [^ plain_verb] | START) between FILLER{0,4} "
    "(?:(?<=name) [locative ,] word{0,2})? END"
)
# A contrast with no subject of its own goes on: "criticised Peru but praised Chile".
CLAUSE_END = shape("[; CLAUSE] | contrast (?!auxiliary{0,3} word? [act_verb act_verb_back mutual_verb act plain_verb])")
PRIVATE = shape("'s? -? NAMING{0,2} private")  # "a Dutch tourist", "London-based"
PRIVATE_BEFORE = shape("private [from of]? NAMING{0,2} END")  # "tourists from Norway"
NOUN_AFTER = shape("['s NAMING]{0,2} (NOUN)")
CLAUSE_START = shape(
    "'s? [NAMING act_noun bond_noun]{0,5} auxiliary{0,2} mutually? word? [plain_verb DEED auxiliary move_verb act]"
)
# "told Peru", "called on Peru", "said Peru …"
SAID_OF = shape("[^ speech_verb]* speech_verb (?:[toward topic of] NAMING?)? [WORDS office complement]{0,3} END")
APPOSED = shape(", NAMING{0,2} END")  # "Peru, a Chilean ally"
ALLY_AFTER = shape("'s? WORDS{0,2} bond_noun")
SPEAKS = shape("'s? [NAMING act_noun bond_noun act_verb private]{0,5} speech_verb")
THAN = shape("compare NAMING{0,2} END")
COMPARED = shape("compare by? FILLER{0,4} END")
_OTHER_VERB = shape("NAMING{0,3} ,? [conjunction contrast] [auxiliary word]{0,3} [DEED plain_verb]")
_NEW_CLAUSE = shape("(?:,? conjunction | [DEED plain_verb move_verb] [^ country]* ,) NAMING{0,3} END")
_CLAUSE_START = shape("'s? [NAMING act_noun bond_noun]{0,4} auxiliary? mutually? [plain_verb DEED auxiliary move_verb]")


def breaks_clause(gap: str, after: str) -> bool:
    """Tell whether the second country belongs to another clause, or is only compared with the first."""
    if CLAUSE_END.search(gap) or COMPARED.search(gap) or _OTHER_VERB.match(gap):
        return True
    return bool(_NEW_CLAUSE.search(gap) and _CLAUSE_START.match(after))
