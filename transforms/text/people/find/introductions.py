"""Find titles beside names, by which an article gives a person an office and a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.complements import read_of
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.things import is_thing
from dyadwire.transforms.text.people.find.titles import TitleHit, title_words
from dyadwire.transforms.text.people.lexicon.names import common_names, name_shape, plain_words, trim_name, words_of

_WINDOW = 90  # characters looked back for a name before a comma: a name of six words, an age, a long office
_ELECT = re.compile(r"-(?:elect|designate)\b")
_AGE = re.compile(r", (?:aged )?\d\d$")
_LINK = re.compile(r" (is|was|became|remains|served as|serves as|has been|had been) (?:also |now |the |an? )*$")
_PAST = frozenset({"was", "served as", "had been"})
_ASPIRING = frozenset({"candidate", "nominee"})
_DETERMINERS = frozenset({"the", "a", "an", "then", "now", "who", "is", "was", "also", "both", "serves", "as"})
_ADDRESS = re.compile(r"(?:M[rs]|Mrs|Dr|Hon|Prof|Sir|H\.? ?[EH]|HRH|HM)\.? (?=[A-Z][a-z])")  # ", Mr X", "envoy H E X"
# What may follow a name set off by a comma: "the ambassador, X Y, said", "the ambassador, X Y, and".
_SET_OFF = re.compile(r", | (?:—|-|--) ")
_CLOSE = re.compile(r"[,.;:)]| —| -|$| \(| (?:said|says|told|and|who|has|was|is|will|also|on|in|at|for|from|with|to)\b")
_LETTERS = re.compile(r" \([A-Z][A-Za-z&.-]{1,9}\)(?= )")  # "Chief Election Commissioner (CEC) X Y"


_ORGAN = re.compile(r"(?:[A-Za-z]+ ){0,3}(?:[Mm]inistry|[Aa]rmy|[Nn]avy|[Aa]rmed [Ff]orces|[Cc]oast [Gg]uard)\b")


class Introduction(NamedTuple):
    """One name with its office: offsets of the name in the passage, and the country where the words give it."""

    start: int
    end: int
    role: str
    standing: str
    gender: str
    iso3: str | None
    former: bool = False
    governs: bool = False
    private: bool = False
    local: bool = False
    owned: bool = False
    pronoun: bool = False
    capital: bool = False  # the title is written with a capital, as only an office or a proper name is
    set_off: bool = False  # the name stands between commas
    owner: str = ""  # surname of the one whose deputy or spokesman it is


def find_introductions(
    passage: FoldedPassage, titles: list[TitleHit], lexicon: Lexicon, nameless: list[TitleHit]
) -> Iterator[Introduction]:
    """Yield every name that a title introduces, in the order of the titles; then those of "X Y, who heads …".

    Titles of one office of a known country beside which no name stands are added to `nameless`.
    """
    chain: TitleHit | None = None
    for hit, following in zip_longest(titles, titles[1:]):
        chain = _join(chain, hit) if chain else hit
        if following and _chained(passage.folded[hit.end : following.start]):
            continue
        found = _introduce(passage, chain, lexicon)
        if found:
            yield found
        elif chain.iso3 and not chain.title.text.endswith("s"):
            nameless.append(chain)
        chain = None
    yield from _heads(passage, lexicon)


def _chained(gap: str) -> bool:
    return gap in (" and ", " & ", "/", " ", "-", ", ")


def _join(chain: TitleHit, hit: TitleHit) -> TitleHit:
    """Read "vice chancellor and economy minister" as one office, of the first title and its country."""
    deputy = chain.title.standing == "politics" and hit.title.standing not in ("politics", "figure")
    if deputy or hit.title.role in _ASPIRING:  # "deputy parliament speaker", "commerce secretary nominee"
        return hit._replace(start=chain.start, iso3=chain.iso3, governs=chain.governs, former=chain.former)
    return chain._replace(
        title=chain.title._replace(gender=chain.title.gender or hit.title.gender),
        end=hit.end,
        iso3=chain.iso3 or hit.iso3,
        governs=chain.governs or hit.governs,
        private=chain.private or hit.private,
    )


def _introduce(passage: FoldedPassage, hit: TitleHit, lexicon: Lexicon) -> Introduction | None:
    """Find the name that a title belongs to: after it, after its "of …", or before a comma."""
    more = _ELECT.match(passage.folded, hit.end) or _LETTERS.match(passage.folded, hit.end)
    at = more.end() if more else hit.end
    name = _name_at(passage, at + 1, lexicon) if passage.folded[at : at + 1] == " " else None
    set_off = False
    plural = _is_plural(hit.title.text)  # "ministers from Qatar and Oman", "X, officials said" name nobody
    if not name and not plural:
        hit, at = read_of(passage, hit, at, lexicon)
        name, set_off = _name_after_of(passage, hit, at, lexicon)
    if name and hit.iso3 is None:
        hit = read_of(passage, hit._replace(end=name[1]), name[1], lexicon)[0]
    if not name and not plural:
        name, was = _name_before(passage, hit, lexicon)
        hit = hit._replace(former=hit.former or was)
        set_off = name is not None
    return _make(hit, name, set_off) if name else None


def _is_plural(title: str) -> bool:
    return title.endswith("s") and not title.endswith("'affaires") and " of " not in title and " for " not in title


def _name_after_of(
    passage: FoldedPassage, hit: TitleHit, at: int, lexicon: Lexicon
) -> tuple[tuple[int, int] | None, bool]:
    """Read the name after a title's "of …", and tell whether a comma sets it off."""
    comma = _SET_OFF.match(passage.folded, at)
    if comma:
        name = _name_set_off(passage, comma.end(), lexicon)
        return name, name is not None
    if passage.folded[at : at + 1] != " " or at == hit.end or passage.country_at(at + 1):
        return None, False
    return _name_at(passage, at + 1, lexicon), False


def _make(hit: TitleHit, name: tuple[int, int], set_off: bool) -> Introduction:
    role = f"former {hit.title.role}" if hit.former else hit.title.role
    owned = hit.owned and not hit.governs
    return Introduction(
        *name,
        role,
        hit.title.standing,
        hit.title.gender,
        hit.iso3,
        hit.former,
        hit.governs,
        hit.private,
        hit.local,
        owned,
        hit.pronoun,
        hit.capital,
        set_off,
        hit.owner,
    )


def _name_at(passage: FoldedPassage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name from a position on, an address left out; it ends with the sentence, or where a country begins."""
    address = _ADDRESS.match(passage.folded, at)
    at = address.end() if address else at
    run = name_shape(lexicon).run.match(passage.folded, at)
    if not run:
        return None
    inner, itself = passage.next_country(at), passage.country_at(at)
    if itself and itself.end == run.end() and itself.kind in ("name", "capital"):
        return None  # "its ambassador Colombo said", where "in" was left out
    end = min(run.end(), passage.sentence_at(at).end, inner.start - 1 if inner else run.end())
    name = trim_name(passage.folded, at, end, lexicon) if end > at else None
    return name if name and _may_be_name(passage.folded, *name, lexicon) else None


def _may_be_name(folded: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a run of capitals may be a name: not Cultural Heritage, and not the S. of S.Amarsaikhan."""
    words = folded[start:end].split(" ")
    if (words[-1][-1:] == "." and folded[end : end + 1].isalpha()) or (len(words) > 1 and is_thing(words, lexicon)):
        return False
    return not plain_words(lexicon).issuperset(words) or not common_names(lexicon).isdisjoint(words)


def _name_set_off(passage: FoldedPassage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read a name of at least two words between commas."""
    name = _name_at(passage, at, lexicon)
    if name and " " in passage.folded[name[0] : name[1]] and _CLOSE.match(passage.folded, name[1]):
        return name
    return None


def _name_before(passage: FoldedPassage, hit: TitleHit, lexicon: Lexicon) -> tuple[tuple[int, int] | None, bool]:
    """Read the name in "X Y, 58, Turkey's foreign minister" and "X Y is the foreign minister"; tell whether it was."""
    floor = max(passage.sentence_at(hit.start).start, hit.start - _WINDOW)
    before = passage.folded[floor : hit.start]
    link = _LINK.search(before)
    if link:
        return _name_until(passage, floor, floor + link.start(), lexicon), link[1] in _PAST
    words, skipped = before.split(" "), _skipped(lexicon)
    while words and (not words[-1] or words[-1] in skipped):  # "X Y, a senior State Department official"
        words.pop()
    lead = " ".join(words)
    if not lead.endswith(","):
        return None, False
    lead = lead[:-1]
    age = _AGE.search(lead)
    return _name_until(passage, floor, floor + (age.start() if age else len(lead)), lexicon), False


@cache
def _skipped(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may stand between a name's comma and a title."""
    return _DETERMINERS | words_of(lexicon)["pronoun"] | words_of(lexicon)["filler"]


def _name_until(passage: FoldedPassage, floor: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name of at least two words that ends at a position."""
    *_, last = [None, *name_shape(lexicon).run.finditer(passage.folded, floor, end)]
    if not last or last.end() != end:
        return None
    start = _after_title(passage.folded, last.start(), end, lexicon)
    posted = passage.country_at(start)
    if posted and posted.end < end and passage.folded.endswith(" in ", 0, start):  # "Ambassador in Cairo X Y, …"
        start = posted.end + 1
    name = trim_name(passage.folded, start, end, lexicon, backward=True)
    if not name or " " not in passage.folded[name[0] : name[1]]:
        return None
    itself = passage.country_at(name[0])  # "the crisis in South Sudan, the commissioner said"
    return None if (itself and itself.end == name[1]) or passage.countries_between(name[0] + 1, name[1]) else name


def _after_title(folded: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the name begins in "Interior Minister X Y": after the last title word that two words follow."""
    words = folded[start:end].split(" ")
    titles = title_words(lexicon)
    last = next((at for at in range(len(words) - 3, -1, -1) if words[at].lower() in titles), -1)
    return start + sum(len(word) + 1 for word in words[: last + 1])


@cache
def _heading(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = "|".join(sorted(words_of(lexicon)["leads"]))
    return re.compile(rf", who (?:{verbs}) (?:the )?(?:(?:its|[a-z]+'s) )?")


def _heads(passage: FoldedPassage, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield the names of "X Y, who heads Chilean customs": those who lead what is a country's."""
    for link in _heading(lexicon).finditer(passage.folded):
        span = passage.country_at(link.end())
        floor = max(passage.sentence_at(link.start()).start, link.start() - _WINDOW)
        if span and span.kind == "city":
            continue
        organ = span is None and _ORGAN.match(passage.folded, link.end())
        name = _name_until(passage, floor, link.start(), lexicon) if span or organ else None
        if name:
            iso3 = span.iso3 if span else None
            yield Introduction(*name, "head", "shared", "", iso3, governs=True, set_off=True, pronoun=span is None)
