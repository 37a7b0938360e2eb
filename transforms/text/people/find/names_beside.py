"""Read the name beside a title: after it, set off by commas, or before it."""

from __future__ import annotations

import re
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.not_people import is_thing
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import TitleHit, title_words
from dyadwire.transforms.text.people.lexicon.names import common_names, name_shape, trim_name, words_of

WINDOW = 90  # characters looked back for a name before a comma: a name of six words, an age, a long office
_AGE = re.compile(r", (?:aged )?\d\d$")
_LINK = re.compile(r" (is|was|became|remains|served as|serves as|has been|had been) (?:also |now |the |an? )*$")
_PAST = frozenset({"was", "served as", "had been"})
_DETERMINERS = frozenset({"the", "a", "an", "then", "now", "who", "is", "was", "also", "both", "serves", "as"})
_ADDRESS = re.compile(r"(?:M[rs]|Mrs|Dr|Hon|Prof|Sir|H\.? ?[EH]|HRH|HM)\.? (?=[A-Z][a-z])")  # ", Mr X", "envoy H E X"
# What may follow a name set off by a comma: "the ambassador, X Y, said", "the ambassador, X Y, and".
_CLOSE = re.compile(r"[,.;:)]| —| -|$| \(| (?:said|says|told|and|who|has|was|is|will|also|on|in|at|for|from|with|to)\b")
_SHORT = frozenset({"chief", "chair"})  # titles that open longer ones, which no list knows
_GOES_ON = re.compile(r" (?!(?:of|for|at|in|on|and|who|said|says|told|to|with|has|had|was|is|will)\b)[A-Za-z]")


def name_at(passage: FoldedPassage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name from a position on, an address left out; it ends with the sentence, or where a country begins."""
    address = _ADDRESS.match(passage.folded, at)
    at = address.end() if address else at
    run = name_shape(lexicon).run.match(passage.folded, at)
    if not run:
        return None
    inner, itself = passage.next_country(at), passage.country_at(at)
    if itself and itself.end == run.end() and itself.kind in ("name", "capital"):
        return None  # "its ambassador Colombo said", where "in" was left out
    inside = inner if inner and not _is_given(inner, passage.folded[at : inner.start], lexicon) else None
    end = min(run.end(), passage.sentence_at(at).end, inside.start - 1 if inside else run.end())
    name = trim_name(passage.folded, at, end, lexicon) if end > at else None
    return name if name and _may_be_name(passage.folded, *name, lexicon) else None


def _is_given(span: CountrySpan, before: str, lexicon: Lexicon) -> bool:
    """Tell whether a town is a given name, behind a family name that comes first: Chen Jining."""
    return span.kind == "city" and before.endswith(" ") and before[:-1] in words_of(lexicon)["surname_first"]


def _may_be_name(folded: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a run of capitals may be a name: not Cultural Heritage, and not the S. of S.Amarsaikhan."""
    words = folded[start:end].split(" ")
    if (words[-1][-1:] == "." and folded[end : end + 1].isalpha()) or (len(words) > 1 and is_thing(words, lexicon)):
        return False
    return not plain_words(lexicon).issuperset(words) or not common_names(lexicon).isdisjoint(words)


def name_set_off(passage: FoldedPassage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read a name of at least two words between commas."""
    name = name_at(passage, at, lexicon)
    if name and " " in passage.folded[name[0] : name[1]] and _CLOSE.match(passage.folded, name[1]):
        return name
    return None


def name_before(passage: FoldedPassage, hit: TitleHit, lexicon: Lexicon) -> tuple[tuple[int, int] | None, bool]:
    """Read the name in "X Y, 58, Turkey's foreign minister" and "X Y is the foreign minister"; tell whether it was."""
    floor = max(passage.sentence_at(hit.start).start, hit.start - WINDOW)
    before = passage.folded[floor : hit.start]
    link = _LINK.search(before)
    if link:
        return name_until(passage, floor, floor + link.start(), lexicon), link[1] in _PAST
    if hit.title.text in _SHORT and _GOES_ON.match(passage.folded, hit.end):  # "X Y, chief economist of"
        return None, False
    words, skipped = before.split(" "), _skipped(lexicon)
    while words and (not words[-1] or words[-1] in skipped):  # "X Y, a senior State Department official"
        words.pop()
    lead = " ".join(words)
    if not lead.endswith(","):
        return None, False
    lead = lead[:-1]
    age = _AGE.search(lead)
    return name_until(passage, floor, floor + (age.start() if age else len(lead)), lexicon), False


@cache
def _skipped(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may stand between a name's comma and a title."""
    return _DETERMINERS | words_of(lexicon)["pronoun"] | words_of(lexicon)["filler"]


def name_until(passage: FoldedPassage, floor: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name of at least two words that ends at a position."""
    *_, last = [None, *name_shape(lexicon).run.finditer(passage.folded, floor, end)]
    if not last or last.end() != end:
        return None
    start = _after_title(passage.folded, last.start(), end, lexicon)
    posted = passage.country_at(start)
    if (
        posted and posted.end < end and passage.folded.endswith((" in ", " to "), 0, start)
    ):  # "Ambassador in Cairo X Y, …"
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
