"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

# Enough to tell the language; the cost of telling grows with the length.
SAMPLE_CHARACTERS = 1_000
# Fewer letters cannot tell cousins apart.
LETTERS_MIN = 12
# Binary noise and tables of numbers hold fewer letters than this among their characters.
LETTERS_SHARE_MIN = 0.4
# Words that English cannot do without and that other languages of news do not spell alike.
# fmt: off
_ENGLISH = frozenset((
    "the", "of", "and", "to", "for", "that", "with", "as", "by", "from", "was", "are", "has", "have", "will",
    "be", "its", "after", "says", "said", "over", "not", "this", "their", "which", "were", "been", "it", "is",
    "they", "who", "he", "she", "his", "her", "would", "could", "about", "when", "what", "how", "why", "you",
    "your", "our", "we", "than", "into", "before", "during",
))
# fmt: on
# Words of English headlines that the languages below do not have.
_NEWS = re.compile(
    r"\b(?:let|lets|beat|beats|sign|signs|signed|meet|meets|met|talks|block|blocks|border|leaders?|minister|troops|trade|"
    r"deal|aid|fuel|loan|vote|votes|visit|visits|seek|seeks|warn|warns|urge|urges|hold|holds|kill|kills|killed|attack|"
    r"attacks|strike|strikes|army|police|court|court's|sanctions|exports?|imports?|embassy|envoy|summit|agree|agrees|"
    r"agreed|sent|sends|buy|buys|sell|sells|sold|open|opens|close|closes|closed|new|win|wins|won|lost|against)\b",
    re.IGNORECASE,
)
# Languages that a short text full of names is taken for.
_CONFUSED = frozenset({"sw", "ms", "id", "ha", "so", "tl", "az", "uz", "sq", "lt", "lv", "et", "fi", "hu", "tr", "eu"})
# English running text has 0.3 and more of them, texts in other languages that quote English less than 0.05.
ENGLISH_SHARE_MIN = 0.15
# A headline gives the model too few letters: English stands unless another language is this many times likelier.
SHORT_CHARACTERS = 120
SHORT_ODDS = 4.0
# Languages with news of their own; creoles and rare languages only take headlines from English.
# fmt: off
_LANGUAGES = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky",
    "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru",
    "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh",
)
# fmt: on
_WORD = re.compile(r"[a-z]++(?=[ ,.])|[^\W\d_]++")  # the first alternative is all that most words need


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model, of its 142 languages only those above: restricted after loading, it would hold both, 45 MB more.

    The largest part is let go of before the next is made.
    """
    weights, priors, languages, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    wanted = [place for place, language in enumerate(languages) if language in _LANGUAGES]
    weights, priors = weights[:, wanted], priors[wanted]
    names = [languages[place] for place in wanted]
    return LanguageIdentifier(weights, priors, names, moves, features, norm_probs=True, tk_row=rows)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None where it is too short or has too few letters.

    Only the first thousand characters are read.

    >>> detect_language("The two countries said on Monday that they would reopen the border.")
    'en'
    >>> detect_language("42 : 17") is None
    True
    """
    sample = text.lstrip()[:SAMPLE_CHARACTERS] if text[:1].isspace() else text[:SAMPLE_CHARACTERS]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < LETTERS_MIN or letters < LETTERS_SHARE_MIN * len(sample.rstrip()):
        return None
    if sum(map(_ENGLISH.__contains__, words)) >= ENGLISH_SHARE_MIN * len(words):
        return "en"
    ranked = _identifier().rank(sample)
    best, likelihood = ranked[0]
    if best != "en" and len(sample) <= SHORT_CHARACTERS and sample.isascii():
        if best in _CONFUSED and _NEWS.search(sample):
            return "en"
        english = dict(ranked).get("en", 0.0)
        return "en" if english * SHORT_ODDS >= likelihood else str(best)
    return str(best)
