"""The make of names: runs of capitals, words that belong to names or end them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon

# "al-Sharaa", "O'Neill", "Jong-un", "J.": a capital, or a short prefix and a capital; never the possessive.
# After a hyphen these end a name, which the word before them has nothing to do with: State-owned X, George X-style.
MADE = "backed|based|born|controlled|educated|era|funded|led|like|linked|listed|owned|run|style|trained|year"
_WORD = (
    r"(?:(?:al|el|as|ad|an|ar|ash|at|az|ul|d|l)[-'])?[A-Z][A-Za-z]*"
    rf"(?:['-](?!(?:s|{MADE})\b)[A-Za-z]+)*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.)?"
)

_JUNIOR = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})


@cache
def words_of(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return use → words of the lexicon's table of words around names."""
    return lexicon.words_by("use", "person_words")


@cache
def common_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the given names and surnames that many people bear."""
    return frozenset(row["name"] for row in lexicon["people_names"])


class NameShape(NamedTuple):
    """Patterns over folded text: `run` is one to six capitalised words with particles, `piece` one word of a run."""

    run: re.Pattern[str]
    piece: re.Pattern[str]


@cache
def name_shape(lexicon: Lexicon) -> NameShape:
    """Compile the patterns of names. Nothing in them can match one text in two ways, so they are linear."""
    particles = rf"(?:(?:{'|'.join(sorted(words_of(lexicon)['particle']))}) ){{0,2}}"
    return NameShape(re.compile(rf"{_WORD}(?: {particles}{_WORD}){{0,5}}"), re.compile(rf"{particles}({_WORD})"))


@cache
def honorifics(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of address: Mr, Dame, General."""
    words = words_of(lexicon)
    return words["honorific"] | words["honorific_m"] | words["honorific_f"]


@cache
def _openers(lexicon: Lexicon) -> frozenset[str]:
    return words_of(lexicon)["stop"] | words_of(lexicon)["starter"]


def trim_name(folded: str, start: int, end: int, lexicon: Lexicon, *, backward: bool = False) -> tuple[int, int] | None:
    """Cut a run of capitals down to a name: honorifics off its front, nothing from a stop word on.

    With `backward` the run ends where the name does: what precedes the last stop word or sentence opener falls away.
    None where nothing is left, or where the run holds a word of an organisation.
    """
    words, address = words_of(lexicon), honorifics(lexicon)
    openers = _openers(lexicon) if backward else words["stop"]
    first, last = start, start
    for piece in name_shape(lexicon).piece.finditer(folded, start, end):
        word = piece[1]
        if word.isupper() and last > start and word.lower() in words["blocker"]:  # "X Y SAID" in a text of capitals
            break
        if word in words["organisation"]:
            return None
        if word in openers and not (word in words["surname_first"] and not backward and last == start):
            if not backward:
                break
            first = piece.end() + 1
        elif word in address and piece.start() == first:
            first = piece.end() + 1
        else:
            last = piece.end()
    return (first, last) if first < last else None


def names_more(folded: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is a part of a longer one: "Queen Elizabeth University Hospital", "Trump Tower", "… Jr"."""
    if folded[end : end + 1] != " ":
        return False
    run = name_shape(lexicon).run.match(folded, end + 1)
    if not run:
        return False
    words = run[0].split(" ")
    return not words_of(lexicon)["organisation"].isdisjoint(words) or words[0] in _JUNIOR


# One or two syllables of Chinese in Latin letters: Ning, Wenbin, Weiming.
_FINAL = r"(?:[iu]?a(?:i|o|ng?)?|e(?:i|ng?|r)?|i(?:e|u|ng?|ong)?|o(?:u|ng)?|u(?:e|i|o|n)?)"
_SYLLABLE = rf"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?{_FINAL}"
_CHINESE = re.compile(rf"[A-Z][a-z]+ (?=[A-Z])(?i:{_SYLLABLE}{_SYLLABLE}?)")
_PINYIN = re.compile(rf"(?i:{_SYLLABLE}{_SYLLABLE}?) ")
_ROMANISED = re.compile(r"(?:[A-Zac-eg-lnp-z]|[A-Z]h)o ")  # Cho, Ho, Ko: no pinyin has them
_KOREAN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")


def countries_of_shape(folded: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the countries whose people have names of this make; none where the make is common to many.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> lexicon = load_lexicon()
    >>> sorted(countries_of_shape("Gong Weiming", lexicon)), sorted(countries_of_shape("Ann Lee", lexicon))
    (['CHN'], [])
    """
    if folded.partition(" ")[0] not in words_of(lexicon)["surname_first"]:
        return frozenset()
    if _KOREAN.fullmatch(folded):
        return frozenset({"KOR", "PRK", "TWN"})
    pinyin = _CHINESE.fullmatch(folded) and _PINYIN.match(folded) and not _ROMANISED.match(folded)
    return frozenset({"CHN"}) if pinyin else frozenset()


def surnames_of(name: str, iso3: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a folded name may be shortened to, the likeliest first.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> lexicon = load_lexicon()
    >>> surnames_of("Zhao Wenlan", "CHN", lexicon), surnames_of("Omar al-Tarik", "IRQ", lexicon)
    (('Zhao',), ('al-Tarik', 'Tarik', 'Al-Tarik'))
    >>> surnames_of("Rosario Quispe Lara", "PER", lexicon)
    ('Lara', 'Quispe', 'Quispe Lara')
    """
    words = words_of(lexicon)
    parts = name.split(" ")
    first = iso3 in words["surname_first_country"] or (iso3 is None and countries_of_shape(name, lexicon))
    if first and parts[0] in words["surname_first"]:
        return (parts[0], parts[-1]) if iso3 in words["given_name_short"] else (parts[0],)
    tail = len(parts) - 1
    while tail > 1 and parts[tail - 1].lower() in words["particle"]:
        tail -= 1
    keys = [" ".join(parts[tail:])]
    prefix, hyphen, rest = parts[-1].partition("-")
    if hyphen and prefix.lower() in words["particle"]:
        keys.append(rest)
    elif tail < len(parts) - 1:
        keys.append(parts[-1])
    if len(parts) > 2 and iso3 in words["two_surnames"]:
        keys += [parts[-2], " ".join(parts[-2:])]
    if len(parts) > 1 and iso3 in words["given_name_short"]:
        keys.append(parts[0])
    keys += [key[0].upper() + key[1:] for key in keys if key[0].islower()]
    return tuple(dict.fromkeys(keys))


@cache
def given_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the given names of many countries, without accents."""
    return _names(lexicon, "given")


@cache
def family_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the family names of many countries, without accents."""
    return _names(lexicon, "surname")


def _names(lexicon: Lexicon, part: str) -> frozenset[str]:
    found = {row["name"] for table in ("people_names", "world_names") for row in lexicon[table] if part in row["part"]}
    return frozenset(found | {row["text"] for row in lexicon["name_shapes"] if row["part"] == part})


def is_people(surface: str) -> bool:
    """Distinguish "Russians" from "Russian" and "Chinese"."""
    return surface.endswith("s") and not surface.endswith(("ss", "ese"))
