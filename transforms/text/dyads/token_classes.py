"""Classes of tokens by their part between two countries, and the notation of shapes over them.

A shape is a pattern over the tokens of a sentence, written with the names of their classes and the signs of regular
expressions; spaces only part names. "[toward against]" is either class, "[^ country ;]" any other than those two,
"word{0,2}" at most two such tokens, "." any token, END the end of what is searched. Signs stand for themselves: ``,``
a comma, ``'s`` the ending of an owner, ``-`` a hyphen, ``;`` any stronger break (a bracket, a colon, a dash).

A new word goes into relation_cues.csv under one of these classes; a new shape into `patterns`.
Inside, every class is one letter: a sentence is a short string, and what a parser would read from a tree costs a
search in it. No other module spells these letters.
"""

from __future__ import annotations

import re

# The classes that relation_cues.csv gives to words; `act_verb_back` are its act verbs with the direction "back".
LEXICON_CLASSES = {
    "act_verb": "V",
    "act_verb_back": "W",
    "act": "D",  # noun and verb alike: attack, visit, support
    "act_noun": "N",
    "bond_noun": "T",
    "mutual_verb": "M",
    "joint_verb": "U",  # hold (talks with): an act, unless its object is a bond with somebody
    "move_verb": "m",
    "plain_verb": "v",  # so are unknown words in -ed
    "speech_verb": "S",
    "copula_link": "h",  # close to
    "stance": "G",  # dependent on, grateful to
    "conjunction": "c",
    "contrast": "k",
    "subordinate": "u",
    "condition": "q",
    "concession": "l",  # though, while
    "reaction": "R",  # after, because
    "relative": "r",
    "complement": "t",
    "between": "B",
    "among": "A",
    "by": "b",
    "of": "o",
    "from": "f",
    "with": "w",
    "against": "a",
    "toward": "d",
    "topic": "n",
    "locative": "i",
    "auxiliary": "e",
    "modal": "x",
    "compare": "K",
    "list": "L",
    "office": "O",  # those who act for a country: minister, government, police
    "each": "E",
    "other": "F",
    "mutually": "J",
    "article": "_",
    "pronoun": "j",  # it
    "possessive": "y",  # its
    "person": "z",  # he
    "link": "H",
    "sport": "Z",
    "private": "P",
    "under": "~",
    "dual": "%",  # a Franco-Italian investor is a private person, French investors in Italy are not
    "number": "0",
    "currency": "$",  # dollars: private after a country
    "descent": "Y",
}
# The classes of all other tokens.
_CLASSES = LEXICON_CLASSES | {
    "country": "X",
    "name": "C",  # any other capitalised word
    "word": "g",  # any word that carries nothing here
    "quoted": "Q",  # the end of a quotation
    "score": "#",  # 3-1: of a match, a range or a vote
    "under_pressure": "5",  # under Peruvian pressure: with
    "'s": "s",
    **{sign: sign for sign in ",;-"},
}
# Several classes, or what stands in many shapes.
_GROUPS = {
    "FILLER": "[sgCPOE]",  # names, offices, adjectives, owners
    "NAMING": "[gCOE]",  # "the (former British prime minister)"
    "WORDS": "[gC]",
    "NOUN": "[NDT]",  # an act or a bond
    "DEED": "[VWMS]",  # what one does to another: act, meet, speak
    "CLAUSE": "[uqRl]",  # begins a clause
    "TO_COUNTRY": r"[gCOE]{0,4}(?:o[gCOE]{0,3})?\Z",  # from a preposition to its country: "with (the ruler of) Peru"
    "OF_SOMETHING": "(?:o[sgCPOEcNo]{0,8})?[sgCPOE]{0,2}",  # "a tariff (of 25 percent) on"
    "START": r"\A",
    "END": r"\Z",
}
_NAME = re.compile(r"\{[\d,]+\}|'s|[A-Z_]{3,}|[a-z_]+|[,;-]|\[|\]| +")


def code(tokens: str) -> str:
    """Return the code of tokens given by the names of their classes.

    >>> code("country 's bond_noun")
    'XsT'
    """
    return "".join(_CLASSES[name] for name in tokens.split())


def shape(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over the tokens of a sentence, written with the names of their classes.

    >>> bool(shape("country 's? word{0,2} bond_noun END").search(code("country 's word bond_noun")))
    True
    """
    inside = False

    def spell(found: re.Match[str]) -> str:
        nonlocal inside
        name = found[0]
        if name in "[]":
            inside = name == "["
        if name in _GROUPS:
            return _GROUPS[name].strip("[]") if inside else _GROUPS[name]
        if name == "-" and inside:
            return "-"
        return name.strip() if name[0] in "{[] " else _CLASSES[name]

    return re.compile(_NAME.sub(spell, pattern))


# Classes that are asked for by themselves.
COUNTRY, NAME, WORD, OWNER, OFFICE, BOND_NOUN, PRIVATE = map(
    code, ("country", "name", "word", "'s", "office", "bond_noun", "private")
)
SPEECH_VERB, PRONOUN, POSSESSIVE, PERSON = map(code, ("speech_verb", "pronoun", "possessive", "person"))
LOCATIVE, TOWARD, WITH, COMPARE, CONJUNCTION, LIST, AMONG = map(
    code, ("locative", "toward", "with", "compare", "conjunction", "list", "among")
)
COMMA, BREAK, SPORT, DESCENT = map(code, (",", ";", "sport", "descent"))
