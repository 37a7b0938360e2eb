"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from tempfile import gettempdir
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Enough to tell the language; the cost of telling grows with the length.
SAMPLE_CHARACTERS = 1_000
# Fewer letters cannot tell cousins apart.
LETTERS_MIN = 12
LONG, WINDOW = 3_000, 500  # characters of a text whose middle and end are looked at, and how much of them
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
    r"agreed|sent|sends|buy|buys|sell|sells|sold|open|opens|close|closes|closed|new|win|wins|won|lost|against|accuses?|"
    r"accused|banned|declares?|denies|denied|deports?|expels?|expelled|halts?|imposes?|rejects?|recalls?|slams?|"
    r"summons|summoned|threatens?|withdraws?|ambassadors?)\b",
    re.IGNORECASE,
)
# Languages that a short text full of names is taken for.
_CONFUSED = frozenset(
    {"ca", "sw", "ms", "id", "ha", "so", "tl", "az", "uz", "sq", "lt", "lv", "et", "fi", "hu", "tr", "eu"}
)
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
# Words of one that the other spells otherwise or does not use so.
# fmt: off
_INDONESIAN = frozenset((
    "karena", "bisa", "bahwa", "adalah", "saat", "berbeda", "uang", "inggris", "prancis", "perusahaan", "mobil",
    "kabupaten", "polisi", "presiden", "namun", "partai", "provinsi", "kantor", "ekspor", "impor", "miliar",
    "pemerintah", "jerman", "tiongkok", "universitas", "departemen", "republik", "italia", "swiss", "rusia", "jepang",
    "desember", "agustus", "oktober", "persen", "yaitu", "sementara", "maupun", "serikat", "informasi", "kasus",
    "sedangkan", "dikirim", "berikutnya", "menlu",
))
_MALAY = frozenset((
    "kerana", "bahawa", "ialah", "syarikat", "polis", "parlimen", "bilion", "beliau", "manakala", "iaitu", "dijangka",
    "inggeris", "jepun", "itali", "disember", "ogos", "peratus", "universiti", "eksport", "berkata", "datuk",
    "sempadan", "ringgit", "menerusi", "pelbagai", "mesyuarat", "antarabangsa",
))
# fmt: on
# Words that the languages beside English cannot do without, and that stand in no English name.
# fmt: off
_FOREIGN = frozenset((
    "und", "ist", "nicht", "sie", "eine", "et", "sont", "une", "dans", "pour", "qui", "una", "para", "está", "foram",
    "não", "uma", "são", "lá", "che", "della", "sono", "ve", "bir", "için", "yang", "dengan", "pada", "untuk", "dan",
))
_HINDI = frozenset(("है", "हैं", "में", "का", "के", "की", "से", "ने", "था", "थी", "थे", "और"))
# fmt: on
_RUSSIAN = re.compile(r"[ыэё]|\b(?:года|году|что|чтобы|его)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]++(?=[ ,.])|[^\W\d_]++")  # the first alternative is all that most words need

# What a few characters of these scripts tell. The last one is also that of Nepali and Marathi, rarer in news.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.4),
    ("zh", re.compile(r"[\u3400-\u9fff]"), 0.4),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.4),
)
_OF_ONE_LANGUAGE = frozenset(("ja", "ko", "zh"))
SCRIPT_MIN = 2  # characters that tell a script


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model, of its 142 languages only those above: restricted after loading, it would hold both, 45 MB more.

    The largest part is let go of before the next is made. Most texts are plainly English, and need neither the model
    nor numpy, on which it stands. OSError, which names the folder of temporary files, where it can't be unpacked there.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
    from py3langid.modelio import load_model

    try:
        weights, priors, languages, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    except OSError as error:  # it unpacks the model into a temporary file without a name
        raise OSError(error.errno, error.strerror, error.filename or gettempdir()) from error
    wanted = [place for place, language in enumerate(languages) if language in _LANGUAGES]
    weights, priors = weights[:, wanted], priors[wanted]
    names = [languages[place] for place in wanted]
    return LanguageIdentifier(weights, priors, names, moves, features, norm_probs=True, tk_row=rows)


def _indonesian_or_malay(words: list[str]) -> str:
    """Return which of two languages that the model confuses has more words here that the other spells otherwise.

    Where neither has, it is Indonesian, of which there is ten times as much news.
    """
    indonesian, malay = (sum(map(known.__contains__, words)) for known in (_INDONESIAN, _MALAY))
    return "ms" if malay > indonesian else "id"


def _told_by_script(sample: str) -> str | None:
    """Return the language that most characters are written for; None where their script serves several."""
    written = sum(map(len, sample.split()))
    for language, script, share in _SCRIPTS:
        count = len(script.findall(sample))
        if count >= SCRIPT_MIN and count >= share * written:
            return language
    return None


def _told_apart(best: str, sample: str) -> str:
    """Return which of two cousins a text is in, by letters and words that one of them has not."""
    if best in ("bg", "mk", "sr") and _RUSSIAN.search(sample):
        return "ru"
    if best == "az" and "ə" not in sample.lower():
        return "tr"
    if best in ("ne", "mr") and sum(map(_HINDI.__contains__, sample.split())) >= SCRIPT_MIN:
        return "hi"
    return best


def _is_english(words: list[str]) -> bool:
    count = sum(map(_ENGLISH.__contains__, words))
    return count >= ENGLISH_SHARE_MIN * len(words) and sum(map(_FOREIGN.__contains__, words)) < max(count, 1)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None where it is too short or has too few letters.

    The first thousand characters are read; of a long text its middle as well, and where that is in another language its
    end: a notice in one language above an article in another does not decide.

    >>> detect_language("The two countries said on Monday that they would reopen the border.")
    'en'
    >>> detect_language("42 : 17") is None
    True
    """
    first = _detect(text.lstrip()[:SAMPLE_CHARACTERS] if text[:1].isspace() else text[:SAMPLE_CHARACTERS])
    if len(text) < LONG:
        return first
    at = len(text) // 2
    middle = _detect(text[at : at + WINDOW])
    return middle if middle not in (first, None) and middle == _detect(text[-WINDOW:]) else first


def _detect(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < LETTERS_MIN or letters < LETTERS_SHARE_MIN * len(sample.rstrip()):
        return None if sample.isascii() else _told_by_script(sample)
    if _is_english(words):
        return "en"
    if not sample.isascii() and (by_script := _told_by_script(sample)) in _OF_ONE_LANGUAGE:
        return by_script
    ranked = _identifier().rank(sample)
    best, likelihood = _told_apart(str(ranked[0][0]), sample), ranked[0][1]
    if best in ("id", "ms"):
        best = _indonesian_or_malay(words)
    if best != "en" and len(sample) <= SHORT_CHARACTERS and sample.isascii():
        if best in _CONFUSED and _NEWS.search(sample):
            return "en"
        english = dict(ranked).get("en", 0.0)
        return "en" if english * SHORT_ODDS >= likelihood else str(best)
    return str(best)
