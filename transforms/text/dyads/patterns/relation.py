"""Shapes of two countries that are related, or are only named side by side."""

from __future__ import annotations

from dyadwire.transforms.text.dyads.token_classes import shape

PLAYER = shape("country 's? word? sport")  # "a Kenyan sprinter"
BOND = shape("bond_noun")  # "a treaty, and a rugby deal"
# "met his (British and French counterparts)"
OBJECT = shape("[mutual_verb act_verb plain_verb with toward against] FILLER{0,2} END")
# "ties of Peru and Chile", "brought together envoys of Peru and Chile"
BOND_BEFORE = shape(
    "toward bond_noun WORDS? END | mutually [WORDS act_noun office each]{0,3} of WORDS{0,2} END | "
    "[bond_noun mutual_verb] FILLER{0,3} (?:locative WORDS{0,2} country)? [of among between by] "
    "FILLER{0,4} END"
)
# "Peru and Chile hunt Bolivian boats together"
TOGETHER = shape(
    "[^ ; , each condition reaction subordinate concession relative mutually]{1,40} mutually (?:[; ,] | END)"
)
MUTUAL_AFTER = shape(
    "[^ each]* mutually | , relative [auxiliary plain_verb word copula_link]{0,3} [mutual_verb bond_noun] "
    "| [^ each relative]{0,12} bond_noun | [^ each act_verb act]* (?<![act_noun 's]) mutual_verb"
)
# "France and Italy restored flights": two alone, at the start, whose act names no other object.
JOINT = shape(
    "[NAMING act_noun]{0,2} (?:auxiliary toward?)? [act_verb plain_verb act mutual_verb] (?!against END) "
    "[^ compare sport]* END"
)
JOINT_REACH = 6  # letters before the first of the two
# "France and Italy signed a deal with Libya": not with each other.
COUNTERPART = shape("START [^ complement relative]* (?<!,) [with against] NAMING{0,4} country END")
# "tariffs on (countries such as) Peru", "held 19 foreigners(, among them) Peruvians"
EXAMPLES = shape(
    "(?<=[toward topic with against from of by locative]) [WORDS each bond_noun act_noun private "
    "office]{1,5} ,? list subordinate? (?:name , | word)? | (?<=[WORDS act_noun private]) , among word?"
)
# "Peru said it (had told Chile)": the clause that follows is its subject's own
OWN_WORDS = shape("(?:'s? [WORDS office]{0,4} | , [^ country ;]{0,20} ,) speech_verb complement? [pronoun person]")
APPOSITION = shape(", [^ ,]* country [^ ,]* ,")
BREAK = shape("[; , contrast conjunction CLAUSE]")
# "… lent it", "… flew in its airspace"
ON_IT = shape(
    "'s? [NAMING act_noun]{0,5} auxiliary{0,2} [word mutually]{0,2} (?:[act_verb act_verb_back] word? "
    "[toward topic with against from]? pronoun | [act_verb plain_verb act_verb_back move_verb] [^ country "
    "; , contrast subordinate condition reaction possessive pronoun]{0,3} locative possessive) | 's? "
    "WORDS{0,3} auxiliary{1,2} WORDS{0,2} possessive [WORDS bond_noun]{0,3} ([act_noun bond_noun])"
)
# "The Peruvian envoy in Chile met …": of the two, Chile is not who met.
WHEREABOUTS = shape("'s? [NAMING act_noun]{0,6} locative NAMING{0,2} END")
POSTED = shape(
    "START ('s? [NAMING act_noun]{0,6}) locative NAMING{0,2} country | START ('s WORDS{0,2} NOUN "
    "WORDS{0,2}) [topic against of with] [WORDS office]{0,4} country (?=[NAMING act_noun]{0,3} "
    "auxiliary{0,2} word? [act_verb plain_verb mutual_verb act_verb_back move_verb])"
)
# "met in Peru"; but "forces in Peru", "the rulers in Peru"
BYSTANDER = shape("[DEED move_verb] [^ country office ;]{0,12} locative [WORDS each]{0,2} END")
# "(Peru, backed by Chile, is cutting) its ties with": whoever stands nearest, the bond is the subject's
MODIFIER = shape("[by topic with toward from of] WORDS{0,2} END")
# "(a court told) it to pay Chile"
OWN_ACT = shape(
    "pronoun toward act_verb WORDS{0,3} END | pronoun [word plain_verb]{1,2} WORDS{0,2} (bond_noun) "
    "WORDS{0,2} with WORDS{0,2} END"
)
OWN_BOND = shape(
    "(?<![topic reaction subordinate]) possessive [WORDS bond_noun]{0,4} ([bond_noun act_noun act]) [^ "
    "country DEED ; possessive]{0,6} [with topic of toward against from] WORDS{0,3} END"
)
PLACE_BEFORE = shape("locative NAMING{0,2} END")
# "below Peru's", at the end: what is Peru's is only compared
COMPARES = shape(
    "compare [with by NAMING]{0,2} country | country ['s NAMING]{0,3} compare | country 's (?:[, ; "
    "conjunction contrast] | END)"
)
