"""What every word of a sentence can do between two countries, as one letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from transforms.lexicon import Lexicon

LETTERS = {
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
    "quoted": "Q",  # the end of a quotation
    "pronoun": "j",  # it
    "possessive": "y",  # its
    "person": "z",  # he
    "link": "H",
    "sport": "Z",
    "private": "P",
    "under": "~",  # under Peruvian pressure: with
    "dual": "%",  # a Franco-Italian investor is a private person, French investors in Italy are not
    "number": "0",
    "currency": "$",  # dollars: private after a country
    "private_suffix": "P",
    "descent": "Y",
}
_PLAIN_VERB, _JOINT, _NUMBER = LETTERS["plain_verb"], LETTERS["joint_verb"], LETTERS["number"]
COUNTRY, _NAME, OTHER, _NOTHING = "X", "C", "g", "_"
_SCORE = "#"
_PLAYED = re.compile(r"\b(?:beat|beaten|beating|won|win|wins|lost|lose|drew|draw|defeated|defeat|victory)\b")
_HYPHENS = "-‐‑–"
MARK = "\x01"
_PUNCTUATION = {MARK: COUNTRY, ",": ",", "'s": "s", "’s": "s", "/": "-", "—": ";"}
_PUNCTUATION |= dict.fromkeys((',"', ",”", '",', "”,", '?"', "?”", '!"', "!”"), LETTERS["quoted"])
_PUNCTUATION |= dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(";:()[]", ";")
_CLOSED = frozenset("_jyzcktBAbofwadnieuqRlrKLJEFOx")  # function words and offices keep their letter when capitalised
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’.-][^\W_]+)*|"  # most are words
    r"[,?!][\"”]|[\"”],|(?<!\d)\d{1,2}[-–]\d{1,2}(?![-–\d])|\d+(?:[.,]\d+)*|"
    r"['’]s\b|[-‐‑–][^\W\d_]+|[-‐‑–—,;:()\[\]/\x01]"
)
# "each other"; what follows a modal is a verb: "would oust", "would like"; "more than a million" compares nothing.
_MERGED = (
    *((_NOTHING, ""), (";j", ",c"), ("EF", "J"), ("iw", "K"), ("li", "i"), ("F", OTHER), ("xg", "ev"), ("xL", "eV")),
    *(("x", "e"), ("K0", OTHER), ("0", OTHER), ("X$", "XP"), ("$", OTHER), ("X-X%", "X-XP"), ("%", "N")),
    *(("~X", "5X"), ("~D", "5D"), ("~", OTHER)),
)
_PARTICIPLE = re.compile(r"[uRl](?=[VM])")  # "after meeting", "while visiting": no new subject
_HELD_WITH = re.compile(r"U(?=[^VMWSXT;,cu]{0,5}T[^X;]{0,4}w)")  # "hold talks with"
_ASIDE = re.compile(r";[^X;]{0,8};")  # "the Food and Drug Administration (FDA)"


class Letters(NamedTuple):
    """What each word is: in running text, where a capital makes a name, and in headlines, where it means nothing."""

    text: Mapping[str, str]
    headline: Mapping[str, str]


@cache
def compile_letters(lexicon: Lexicon) -> Letters:
    """Map every cue word to its letter, in lower case and capitalised."""
    headline = dict(_PUNCTUATION)
    for row in lexicon["relation_cues"]:
        role = row["class"] + ("_back" if row["direction"] == "back" else "")
        for form in row["forms"].split():
            headline[form] = LETTERS[role]
    text = dict(headline)
    for form, letter in headline.items():
        text.setdefault(form.capitalize(), letter if letter in _CLOSED else _NAME)
    shouted = {cased: letter for form, letter in headline.items() for cased in (form.capitalize(), form.upper())}
    return Letters(text, shouted | headline)


def encode(words: str, letters: Mapping[str, str]) -> str:
    """Code a text in which every country is a MARK."""
    get = letters.get
    whole = "".join([get(token) or _guess(token, letters) for token in _TOKEN.findall(words)])
    if _SCORE in whole:
        whole = _read_scores(whole, words)
    for letters_of_two, meaning in _MERGED:
        if letters_of_two in whole:
            whole = whole.replace(letters_of_two, meaning)
    if _JOINT in whole:
        whole = _HELD_WITH.sub(_PLAIN_VERB, whole).replace(_JOINT, LETTERS["act_verb"])
    whole = _PARTICIPLE.sub("", whole)
    return _ASIDE.sub("", whole) if ";" in whole else whole


def _read_scores(whole: str, words: str) -> str:
    """Tell the result of a match ("won 3-1") from a range or a vote."""
    return whole.replace(_SCORE, LETTERS["sport"] if _PLAYED.search(words) else OTHER)


def _guess(token: str, letters: Mapping[str, str]) -> str:
    """Code a word that the lexicon does not hold."""
    first = token[0]
    if not first.islower():  # most are
        if first in _HYPHENS:
            return letters.get(f"-{token[1:]}", "-" + OTHER)
        if first.isupper():
            return _NAME
        if "-" in token or "–" in token:
            return _SCORE
        return _NUMBER if first.isdigit() else OTHER
    return _PLAIN_VERB if token.endswith("ed") and len(token) > 4 else OTHER
