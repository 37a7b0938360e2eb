"""Shapes that say which of two countries acts on the other, or that a third one acts."""

from __future__ import annotations

from dyadwire.transforms.text.dyads.token_classes import shape

# "a Dutch tourist was arrested by": what a state does to its people counts
PRIVATE_BUT_DONE_TO = shape(
    "'s? NAMING{0,2} private [^ country private ; act_verb act speech_verb]{0,8} (?:auxiliary [NAMING "
    "mutually]{0,2} [act_verb act plain_verb] [^ country ;]{0,4}) by NAMING{0,4} END"
)
LEFT_FRAME = shape(
    "(NOUN | act_verb (?=of)) FILLER{0,2} ([from by of toward topic with against locative])? FILLER{0,2} END"
)
SENT_FROM = shape("act_verb FILLER{0,3} from FILLER{0,2} END")  # "extradited from (Peru to Chile)"
PREPOSED = shape("FILLER{0,4} ([toward topic with against of from by locative]) NAMING{0,3} END")
NOUN_LINK = shape(
    "[- link]{0,2} FILLER{0,4} (NOUN | (?<='s) speech_verb) [^ country DEED ; contrast ,]{0,6} ([toward "
    "topic with against of from locative by]) NAMING{0,4} END"
)
NOUN_END = shape(
    "([bond_noun act_noun]) OF_SOMETHING [with toward topic against from of] TO_COUNTRY | act "
    "OF_SOMETHING [toward topic against from] TO_COUNTRY | [plain_verb act_verb] [^ ;]* [act_noun act] "
    "FILLER{0,2} locative NAMING{0,3} END"
)
# "will host a meeting between"
HOSTS = shape("(?:, relative | (?!,)) [^ country ;]* act_verb [^ country ;]{0,12} between FILLER{0,4} END")
# "(a meeting between) an Israeli movement and the Palestinians", and who holds it
AND = shape(
    "[^ country ; , act_verb plain_verb speech_verb]{0,8} conjunction (?:NAMING{0,4} | name{1,3} [locative ,]) END"
)
# "runs on fuel from Peru"; but "recalled its envoy from Peru"
FROM_END = shape(
    "[^ act_verb]* (?:auxiliary auxiliary act_verb [^ act_verb]*)? [act_noun act] OF_SOMETHING from TO_COUNTRY"
)
# "…, because smugglers crossed the border with": not the subject's border
OWN_CLAUSE = shape(
    "[; CLAUSE] [^ ; CLAUSE pronoun]* (?<![toward , subordinate pronoun reaction]) [act_verb plain_verb "
    "move_verb mutual_verb] [^ ; CLAUSE , possessive pronoun]* END"
)
FRONTED = shape("FILLER{0,2} ([act act_noun]) FILLER{0,2} , END")  # "Despite US sanctions, Iran …"
# "Peru, the largest investor in"
APPOSED_NOUN = shape(
    ", WORDS{1,4} [act_noun bond_noun act] WORDS{0,2} [locative toward topic of with against from] NAMING{0,3} END"
)
STACKED = shape("'s? NAMING{0,1} END")
# Shapes of a clause whose first country is the subject; `direction` tells in which order they are tried.
# "Peru, with which Chile is negotiating"
WITH_WHICH = shape(",? [with against toward topic from of] relative FILLER{0,3} END")
# "Oman threatened to leave if Yemen …"
CONDITION = shape("[^ ; contrast CLAUSE]* [act_verb act] [^ ; contrast CLAUSE]* condition NAMING{0,3} END")
# "Peru shut the crossing after Chile had …"; "Peru will get less gas because Chile …".
REACTION = shape(
    "[^ country ; contrast CLAUSE relative]* [DEED act plain_verb] [^ country ; contrast CLAUSE "
    "relative]* [reaction subordinate] FILLER{0,3} END"
)
ACTS = shape("act_verb | (?<!'s) (?<!'s word) act")
BEGINS_ACT = shape("'s? [NAMING act_noun]{0,5} auxiliary{0,2} mutually? act_verb")
# "Peru says the plan, under which Chile …"
SPEAKS_OF = shape(
    "'s? [WORDS office]{0,4} speech_verb [^ ; quoted country private bond_noun]* (?<!locative) END | 's? "
    "[WORDS office]{0,4} speech_verb [^ ; quoted country]* [office bond_noun] locative END"
)
APPEALED = shape(".* reaction WORDS{0,2} act [of by] NAMING{0,3} END")  # "sent lorries after an appeal by"
# "Peru's raid drew anger from"
DREW = shape("[^ DEED ;]* plain_verb word? NOUN WORDS{0,2} from TO_COUNTRY")
# "freed prisoners at the request of", "with the help of"
BEHEST = shape(".* [topic with under_pressure] WORDS{0,2} act [of from] TO_COUNTRY")
# "intercepted a missile launched from"
LAUNCHED_FROM = shape(".* [act_noun act] word? [plain_verb act_verb] from TO_COUNTRY")
# "Peru's refinery, owned by Chile's …"
APPOSED_BY = shape(
    "'s? [WORDS act_noun bond_noun office]{1,5} , [word mutually]{0,2} [act_verb act plain_verb "
    "speech_verb] by TO_COUNTRY"
)
# "… output from the cartel, led by Peru"
LOOSE_BY = shape(".{2,} , [word mutually]{0,2} [act_verb act plain_verb speech_verb] by TO_COUNTRY")
# "was hit by", "backed by", "aid from … by"; but "rejected calls by" is what its subject does.
PASSIVE = shape(
    ".* (?:[act_verb act act_noun plain_verb] [topic from with toward]? | auxiliary word | auxiliary "
    "speech_verb | auxiliary [NAMING mutually]{0,2} [act_verb act plain_verb speech_verb] [^ "
    "country]{0,4}) by TO_COUNTRY | [^ act_verb plain_verb act]* [act act_noun] [^ country act_verb "
    "plain_verb act]{0,4} by TO_COUNTRY"
)
# "most cocoa that Belgians use comes from"
COMES_FROM = shape("[^ ;]* [plain_verb act_verb act act_verb_back] .{0,6} move_verb word? from TO_COUNTRY")
# "Two Kenyans were arrested in"
HELD_IN = shape("'s? [NAMING act_noun]{0,4} auxiliary [word mutually]{0,2} act_verb locative NAMING{0,3} END")
MET_SOMEWHERE = shape(
    "[^ act_verb act act_noun]* [mutual_verb bond_noun] [^ act_verb act act_noun]* locative NAMING{0,3} END"
)
MUTUAL_VERB = shape("[^ mutual_verb]* mutual_verb")
RECEIVES = shape(".* act_verb_back [^ ; ,]{0,6} END")
# A verb near enough to its object; words that are noun and verb (attack, support) count where a verb can stand.
ACT = shape(
    ".* (?:[act_verb link] | [auxiliary toward] mutually? act | START FILLER{0,2} act | act "
    "(?=FILLER{0,3} END)) [^ ; , relative]{0,12} END | .* plain_verb FILLER{0,5} (?:of FILLER{0,3})? "
    "move_verb? (?:(?:[toward topic against from] | (?<!plain_verb) with) FILLER{0,3})? END"
)
# "expelled 20 students from …": done to them, not by them
ACT_FIRST = shape("[^ private]* [act_verb act mutual_verb]")
# "said that residents who had left Peru …"
SAID_OF_SOMEBODY = shape("speech_verb [^ country DEED]* private [from of]? WORDS{0,2} relative")
# "The minister flew to …": not anybody who did.
MOVED = shape(
    "'s? FILLER{0,9} [office act_noun] (?:[^ complement relative private]* | [^ complement relative "
    "private]* speech_verb complement? [word pronoun]{1,2} [^ complement relative private]*) move_verb "
    "FILLER{0,4} (?:[toward locative from] TO_COUNTRY)? END"
)
# "Peru's oranges go to …", "Peru returned the statues to …", "The Peruvian minister was in …"
WENT = shape(
    "'s? FILLER{0,9} auxiliary toward WORDS{0,2} END | 's word{1,3} move_verb [toward locative from] "
    "TO_COUNTRY | auxiliary{0,2} word? move_verb END | auxiliary{0,2} move_verb [word act_noun]{1,4} "
    "(?:of [word act_noun]{1,3})? [toward from of] TO_COUNTRY | 's? FILLER{0,6} office [, country "
    "office]{0,4} auxiliary word{0,2} locative WORDS{0,2} END"
)
# "Peru, the former colonial power, …", "Peru, which …, …"
APART = shape("START , (?:relative [^ , country ;]{1,25} | [^ , country DEED contrast ; conjunction relative]{1,10}) ,")
# "Peruvian tanks were seen a mile inside"
STATIONED = shape("'s? WORDS{0,3} act_noun [^ ; , country act]{0,10} locative TO_COUNTRY")
# "struck a refinery in Samara, 900 km inside"
HIT_INSIDE = shape("[^ ;]* act_verb [^ ; , relative]{0,12} , word{0,3} locative TO_COUNTRY")
# "restored ties with", "refused to meet": one side does so
ACTS_ON_BOND = shape(
    "[^ country mutual_verb bond_noun ; contrast subordinate reaction concession conjunction]* [act_verb "
    "act] [^ country mutual_verb bond_noun ; contrast subordinate reaction concession conjunction]* "
    "[mutual_verb bond_noun]"
)
AGAINST = shape(".* against TO_COUNTRY")
WITH = shape(".* (?<![compare ,]) with TO_COUNTRY")
COPULA = shape(".* auxiliary word{0,2} copula_link [toward of topic] NAMING{0,3} END")  # "is close to"
# "with backing from Peru"
HELP_FROM = shape(".* [with under_pressure] WORDS{0,2} [act_verb act_noun act] from TO_COUNTRY")
# "…, with Peruvian support"
WITH_HELP = shape("[^ ;]* [, act_verb plain_verb act word act_noun auxiliary] [with under_pressure] WORDS{0,3} END")
HELP_AFTER = shape("'s? WORDS{0,2} act (?!NAMING{0,2} [toward topic against with] NAMING{0,3} country)")
# "is dependent on"
STANCE = shape(".* auxiliary [word mutually]{0,2} stance [toward of topic with against] NAMING{0,3} END")
# before "… Chinese investment": the noun links its country to the subject
ARGUMENT = shape("[^ ;]* [plain_verb auxiliary speech_verb word]")
# "Peru's raid on (Chile angered …)": the raid did
RAIDED = shape(
    "country 's WORDS{0,2} NOUN WORDS{0,2} [topic against of with] [WORDS office]{0,4} (?:locative "
    "WORDS{0,2} country)? END"
)
VERB_NEXT = shape(
    "[NAMING act_noun]{0,3} auxiliary{0,2} word? [act_verb plain_verb mutual_verb act_verb_back move_verb]"
)
# "Peru, which borders A, sells B …": A sells nothing.
IN_RELATIVE = shape(
    "country office? , (?:relative | word? [plain_verb act_verb] | [topic with locative from]) [^ ,]* END"
)
# "Peru, the largest buyer of Chilean wheat, has …": Chile has not.
IN_APPOSITION = shape("country , [^ , ; act_verb speech_verb relative]{1,16} END")
APPOSITION_ENDS = shape("'s? [WORDS NOUN]{0,3} , [auxiliary word]{0,3} [DEED plain_verb move_verb]")
RELATIVE_ENDS = shape("[^ , country]{0,12} ,")
# "Peru accused A of … and met B": A met nobody. But "Peru said A …" goes on about A.
OBJECT_OF = shape(
    "country [^ country]* [DEED act plain_verb] (?!word? complement) [^ country speech_verb complement]* END"
)
# "Peru turned to A for help after a quarrel with B": not A's quarrel. But "…, which borders B" is told of A.
DONE_TO = shape(
    "country [^ country]* [act_verb act_verb_back mutual_verb act plain_verb] [^ country speech_verb complement]* END"
)
OTHERWISE = shape("(?!WORDS{0,3} ,? relative) [^ country]* [, ; reaction subordinate contrast concession]")
# "lawmakers close to Peru said"
CLOSE_TO = shape("[word office act_noun private] [copula_link stance] [toward of topic] END")
VERB_AGAIN = shape(",? [conjunction contrast] [auxiliary word]{0,2} [DEED plain_verb]")
# "… Peru, and sent aid to": not Peru's aid
NEXT_VERB = shape("NAMING{0,3} ,? [conjunction contrast] auxiliary{0,2} [DEED]")
OBJECT_BEFORE = shape("[toward against with] NAMING{0,3} END")  # "barred aid to Peru … and met": Peru did not meet
# "goods from Peru and crossed Chile": another's second act
ANOTHERS_ACT = shape(
    "[act_verb plain_verb mutual_verb move_verb] [^ ; ,]{0,12} [locative topic toward with from against] "
    "NAMING{0,2} END"
)
SECOND_ACT = shape(
    "(?:, conjunction? | conjunction) [auxiliary word]{0,3} [act_verb plain_verb mutual_verb act_verb_back move_verb]"
)
# "… fired on Peru, a Chilean newspaper said": the speaker is no part of it.
ATTRIBUTED = shape("[DEED plain_verb act act_noun bond_noun] .* , [^ country ,]{0,8} END")
# "'… Peru must pay,' the Chilean envoy said" is the envoy's view of Peru.
QUOTED = shape("quoted [^ country speech_verb]{0,8} END")
QUOTED_BY = shape("quoted WORDS{0,6} speech_verb [WORDS office]{0,6} END")
ELLIPTIC = shape("'s (?:[, ; conjunction contrast] | END)")
IS = shape("[auxiliary plain_verb word]{1,2} word{0,2} END")  # "Peru is (Chile's largest creditor)"
OWNED_NOUN = shape("'s [WORDS compare copula_link bond_noun]{0,5} NOUN")
# "Peru's largest creditor after Chile", "Peru's main source of gas, ahead of Chile"
NEXT_AFTER = shape(
    "'s? [WORDS each compare]{0,4} [bond_noun act_noun] (?:[word act_noun bond_noun act]{0,2} reaction | "
    "[^ country DEED plain_verb ;]{0,8} ,? compare [of by]?) WORDS{0,2} END"
)
# "Peru's creditors include Chile"
INCLUDES = shape(
    "'s [WORDS compare]{0,3} [act_noun bond_noun] [^ country DEED plain_verb ; ,]{0,6} (?:list | "
    "auxiliary{1,2}) WORDS{0,2} END"
)
# "Under an agreement with Peru, …"
BOND_FIRST = shape("START [word topic subordinate]{0,3} bond_noun WORDS{0,3} with WORDS{0,2} END")
SECOND_VERB = shape("[^ country]+ country .* [conjunction contrast] [auxiliary word]{0,3} [DEED act plain_verb]")
# "listed ships for carrying Peruvian oil to"
OF_ANOTHER = shape("country 's? WORDS{0,2} NOUN [^ country]{0,6} [toward against from]")
FROM_TO = shape(
    "[act_verb act act_noun plain_verb] [^ country]* country [^ DEED country ; contrast ,]{0,8} [toward "
    "against from] NAMING{0,3} END"
)
# "relies on Peru … and on"
SAME_AGAIN = shape(
    r"([toward topic with against from of]) NAMING{0,3} country [^ country act_verb mutual_verb "
    r"speech_verb ;]{0,6} conjunction \1 NAMING{0,3} END"
)
