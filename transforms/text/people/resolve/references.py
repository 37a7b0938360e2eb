"""Resolve later mentions: which bare surnames are a person met before, or a leader of the time."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.leaders import is_whole
from dyadwire.transforms.text.people.lexicon.names import common_names, names_more, words_of
from dyadwire.transforms.text.people.resolve.officials import Mentions, Official, PeopleArticle, official_of

_BACK = 30  # characters looked back for the word before a surname


def find_references(article: PeopleArticle, mentions: Mentions) -> None:
    """Add to the mentions every surname alone that is an official of the article, or a famous leader in office."""
    famous = _famous(article, mentions)
    surnames = sorted({*mentions.by_surname, *famous})
    if not surnames:
        return
    # The kind that is made fastest: it reads one article.
    kind = Implementation.NoncontiguousNFA
    matcher = AhoCorasick(surnames, matchkind=MatchKind.LeftmostLongest, implementation=kind)
    others = set(mentions.strangers)  # surnames, in small letters, that a stranger bears in this article
    latest: dict[str, Official] = {}
    for number, passage in enumerate(article.passages):
        taken = _Taken(mentions, number)
        for index, start, end in matcher.find_matches_as_indexes(passage.folded):
            surname = surnames[index]
            taken.pass_to(start, latest)
            if not is_whole(passage.folded, start, end) or taken.covers(start, end):
                continue
            officials = mentions.named(surname) or famous.get(surname, [])
            fitting = _fitting(passage, start, end, officials, others, article.lexicon)
            if fitting:
                official = _choose(fitting, latest.get(surname))
                mentions.bind(official.full_name, official)
                mentions.spans[number, start, end] = official


class _Taken:
    """Spans of a passage that are somebody already; they do not overlap. Walked in order along with the surnames."""

    def __init__(self, mentions: Mentions, number: int) -> None:
        spans = sorted((start, end) for at, start, end in mentions.spans if at == number)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._officials = [mentions.spans[number, start, end] for start, end in spans]
        self._next = 0

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps one of those taken."""
        index = bisect_left(self._starts, end)
        return index > 0 and self._ends[index - 1] > start

    def pass_to(self, position: int, latest: dict[str, Official]) -> None:
        """Note under their surnames whom the passage names before a position."""
        while self._next < len(self._starts) and self._starts[self._next] < position:
            official = self._officials[self._next]
            latest.update((surname, official) for surname in official.surnames)
            self._next += 1


def _choose(officials: list[Official], latest: Official | None) -> Official:
    """Choose among several officials of a surname: the one who acts, if only one does; else the one named last."""
    acting = [official for official in officials if official.acting]
    if len(acting) == 1:
        return acting[0]
    return latest if latest in officials else officials[-1]


def _famous(article: PeopleArticle, mentions: Mentions) -> dict[str, list[Official]]:
    """Return surname → the leader in office whose surname suffices, of those that the article has."""
    found: dict[str, list[Official]] = {}
    for passage, hits in zip(article.passages, article.hits, strict=True):
        for start, end, full, leaders in hits:
            surname = passage.folded[start:end]
            if full or surname in mentions.by_surname or surname in found:
                continue
            common = surname in common_names(article.lexicon)  # Ortega of San Antonio
            fitting = [
                official_of(leader, article.day)
                for leader in leaders
                if leader.office_at(article.day) and (not common or (leader.iso3 or "") in article.evidence.counts)
            ]
            if len(fitting) == 1:
                found[surname] = fitting
    return found


def _fitting(
    passage: FoldedPassage, start: int, end: int, officials: list[Official], others: set[str], lexicon: Lexicon
) -> list[Official]:
    """Return the officials whom a surname may mean here; none where the words around make it somebody else."""
    words = words_of(lexicon)
    surname = passage.folded[start:end]
    lowered = surname.lower()
    if names_more(passage.folded, end, lexicon):
        return []
    if _goes_on(passage, end, words["stop"]):
        if surname in words["surname_first"]:
            others.add(lowered)  # of Lai Chih-ching, whom "Lai" means next, rather than the president
        return []
    word = _word_before(passage, start)
    if gender := _gender_told(word, lexicon):
        return [one for one in officials if one.gender == gender or (not one.gender and lowered not in others)]
    if _is_first_name(passage, start, word, lexicon):
        namesakes = [official for official in officials if official.given == word]
        if not namesakes:
            others.add(lowered)  # Antonio dos Santos, whom "Dos Santos" means next
        return namesakes
    met = lowered in others and not any(official.introduced for official in officials)
    return [] if met or surname in words["stop"] else officials


def _gender_told(word: str, lexicon: Lexicon) -> str:
    """Return the gender that a form of address tells, as Mr. and Mrs. do; nothing where a word is none."""
    return next((gender for gender in ("m", "f") if word in words_of(lexicon)[f"honorific_{gender}"]), "")


def _word_before(passage: FoldedPassage, start: int) -> str:
    """Return the word before a surname, initials passed over: of "Judge Robert M. Levy" that is Robert."""
    before = passage.folded[max(passage.sentence_at(start).start, start - _BACK) : start]
    if before[-1:] not in (" ", "-"):
        return ""
    words = before[:-1].split(" ")
    while len(words) > 1 and len(words[-1]) == len("M.") and words[-1][0].isupper() and words[-1][1] == ".":
        words.pop()
    return words[-1].lstrip("(\"'“‘")


def _is_first_name(passage: FoldedPassage, start: int, word: str, lexicon: Lexicon) -> bool:
    """Tell whether the word before a surname is a first name: capitalised, and no country, title or opener."""
    if not (word[:1].isupper() and word[-1:].isalpha()):
        return False
    words = words_of(lexicon)
    span = passage.last_country(start)
    if span and span.end in (start - 1, start - len("'s ")) and passage.folded[start - 1] == " ":
        return False
    if word in words["starter"] or word in words["stop"] or word in words["honorific"]:
        return False
    if word.lower() in title_words(lexicon) and word not in words["given"]:
        return False
    return not passage.capitalised or word in _given_names(lexicon)


@cache
def _given_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon["people_names"] if "given" in row["part"])


def _goes_on(passage: FoldedPassage, end: int, stops: frozenset[str]) -> bool:
    """Tell whether a capitalised word follows, so that the surname is the first name of somebody else."""
    folded = passage.folded
    if passage.capitalised or folded[end : end + 1] != " " or not folded[end + 1 : end + 2].isupper():
        return False
    return folded[end + 1 : end + 20].split(" ")[0].rstrip(".,;:'") not in stops
