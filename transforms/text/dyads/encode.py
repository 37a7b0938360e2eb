"""Encode a sentence as a string of one character a token (see `token_classes`), in which shapes are searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.language_pack import COMPOUND, MARK
from dyadwire.transforms.text.dyads.token_classes import BREAK, LEXICON_CLASSES, NAME, SPORT, WORD, code, shape

_NUMBER, _SCORE, _PLAIN_VERB, _ACT_VERB, _JOINT_VERB, _HYPHENED = map(
    code, ("number", "score", "plain_verb", "act_verb", "joint_verb", "- word")
)
_PLAYED = re.compile(r"\b(?:beat|beaten|beating|won|win|wins|lost|lose|drew|draw|defeated|defeat|victory)\b")
_HYPHENS = "-‐‑–"
_PUNCTUATION = {MARK: "country", ",": ",", "'s": "'s", "’s": "'s", "/": "-", "—": ";"}
_PUNCTUATION |= dict.fromkeys((',"', ",”", '",', "”,", '?"', "?”", '!"', "!”"), "quoted")
_PUNCTUATION |= dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(";:()[]", ";")
# Function words and offices keep their class when capitalised; any other word is then a name.
_KEPT = (
    "article pronoun possessive person conjunction contrast complement between among by of from against with toward "
    "topic locative auxiliary subordinate condition reaction concession relative compare list mutually each other "
    "office modal"
)
_CLOSED = frozenset(code(_KEPT))
# What tokens mean beside each other, in this order. "each other"; what follows a modal is a verb: "would oust", "would
# like"; "more than a million" compares nothing; "Peruvian dollars" are private.
_MERGED = tuple(
    (code(tokens), code(meaning))
    for tokens, meaning in (
        ("article", ""),
        ("; pronoun", ", conjunction"),
        ("each other", "mutually"),
        ("locative with", "compare"),
        ("concession locative", "locative"),
        ("other", "word"),
        ("modal word", "auxiliary plain_verb"),
        ("modal list", "auxiliary act_verb"),
        ("modal", "auxiliary"),
        ("compare number", "word"),
        ("number", "word"),
        ("country currency", "country private"),
        ("currency", "word"),
        ("country - country dual", "country - country private"),
        ("dual", "act_noun"),
        ("under country", "under_pressure country"),
        ("under act", "under_pressure act"),
        ("under", "word"),
    )
)
_PARTICIPLE = shape("[subordinate reaction concession](?=[act_verb mutual_verb])")  # "after meeting": no new subject
# "hold talks with"
_HELD_WITH = shape(
    "joint_verb (?=[^ act_verb mutual_verb act_verb_back speech_verb country bond_noun ; , conjunction subordinate]"
    "{0,5} bond_noun [^ country ;]{0,4} with)"
)
_ASIDE = shape("; [^ country ;]{0,8} ;")  # "the Food and Drug Administration (FDA)"


class Encoder:
    """Gives words their classes: in running text, where a capital makes a name, or in headlines, where it does not."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self.classes = classes

    def encode(self, words: str) -> str:
        """Code a text in which every country is a MARK."""
        get, guess = self.classes.get, self._guess
        whole = "".join([get(token) or guess(token) for token in COMPOUND.findall(words)])
        if _SCORE in whole:
            whole = _read_scores(whole, words)
        for together, meaning in _MERGED:
            if together in whole:
                whole = whole.replace(together, meaning)
        if _JOINT_VERB in whole:
            whole = _HELD_WITH.sub(_PLAIN_VERB, whole).replace(_JOINT_VERB, _ACT_VERB)
        whole = _PARTICIPLE.sub("", whole)
        return _ASIDE.sub("", whole) if BREAK in whole else whole

    def _guess(self, token: str) -> str:
        """Code a word that the lexicon does not hold."""
        first = token[0]
        if not first.islower():  # most are
            if first in _HYPHENS:
                return self.classes.get(f"-{token[1:]}", _HYPHENED)
            if first.isupper():
                return NAME
            if "-" in token or "–" in token:
                return _SCORE
            return _NUMBER if first.isdigit() else WORD
        return _PLAIN_VERB if token.endswith("ed") and len(token) > 4 else WORD


def _read_scores(whole: str, words: str) -> str:
    """Tell the result of a match ("won 3-1") from a range or a vote."""
    return whole.replace(_SCORE, SPORT if _PLAYED.search(words) else WORD)


class Encoders(NamedTuple):
    """For running text and for headlines."""

    text: Encoder
    headline: Encoder


@cache
def compile_encoders(lexicon: Lexicon) -> Encoders:
    """Map every cue word to the code of its class, in lower case and capitalised."""
    headline = {sign: code(name) for sign, name in _PUNCTUATION.items()}
    for row in lexicon["relation_cues"]:
        role = row["class"] + ("_back" if row["direction"] == "back" else "")
        for form in row["forms"].split():
            headline[form] = LEXICON_CLASSES[role]
    text = dict(headline)
    for form, letter in headline.items():
        text.setdefault(form.capitalize(), letter if letter in _CLOSED else NAME)
    shouted = {cased: letter for form, letter in headline.items() for cased in (form.capitalize(), form.upper())}
    return Encoders(Encoder(text), Encoder(shouted | headline))
