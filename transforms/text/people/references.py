"""Later mentions: which bare surnames of an article are a person met before, or a leader of the time."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.lexicon import Lexicon
from transforms.text.people.bearers import Article, Bearer, Mentions, bearer_of
from transforms.text.people.leaders import is_whole
from transforms.text.people.names import names_more, words_of
from transforms.text.people.passages import Passage
from transforms.text.people.titles import title_words

_BACK = 30  # characters looked back for the word before a surname


def find_references(article: Article, mentions: Mentions) -> None:
    """Add to the mentions every surname alone that is a bearer of the article, or a famous leader in office."""
    known = {surname for bearer in mentions.bearers.values() for surname in bearer.surnames}
    famous = _famous(article, known)
    surnames = sorted(known | famous.keys())
    if not surnames:
        return
    matcher = AhoCorasick(surnames, matchkind=MatchKind.LeftmostLongest)
    others: set[str] = set()  # surnames that a stranger bears in this article
    for number, passage in enumerate(article.passages):
        taken = sorted((start, end) for at, start, end in mentions.spans if at == number)
        starts = [start for start, _ in taken]
        for index, start, end in matcher.find_matches_as_indexes(passage.folded):
            if not is_whole(passage.folded, start, end) or _is_taken(taken, starts, start, end):
                continue
            bearers = mentions.named(surnames[index]) or famous.get(surnames[index], [])
            bearer = _bearer_at(passage, start, end, bearers, others, article.lexicon)
            if bearer:
                mentions.bind(bearer.full_name, bearer)
                mentions.spans[number, start, end] = bearer


def _famous(article: Article, known: set[str]) -> dict[str, list[Bearer]]:
    """Return surname → leaders in office whose surname suffices, of those that the article has."""
    day = article.day
    found: dict[str, list[Bearer]] = {}
    for passage in article.passages:
        for start, end, full, leaders in article.gazetteer.find(passage.folded):
            surname = passage.folded[start:end]
            if full or surname in known or surname in found:
                continue
            fitting = [bearer_of(leader, day) for leader in leaders if leader.office_at(day)]
            if len(fitting) == 1:
                found[surname] = fitting
    return found


def _is_taken(taken: list[tuple[int, int]], starts: list[int], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of those taken, which are sorted and do not overlap each other."""
    index = bisect_left(starts, end)
    return index > 0 and taken[index - 1][1] > start


def _bearer_at(
    passage: Passage, start: int, end: int, bearers: list[Bearer], others: set[str], lexicon: Lexicon
) -> Bearer | None:
    """Choose the bearer whom a surname means here; None where the words around make it somebody or something else."""
    words = words_of(lexicon)
    folded = passage.folded
    surname = folded[start:end]
    if names_more(folded, end, lexicon) or _goes_on(passage, end, words["stop"]):
        return None
    before = folded[max(passage.sentence_at(start).start, start - _BACK) : start]
    word = before[:-1].rpartition(" ")[2].lstrip("(\"'") if before[-1:] in (" ", "-") else ""
    if word in words["honorific_m"] or word in words["honorific_f"]:
        gender = "m" if word in words["honorific_m"] else "f"
        bearers = [bearer for bearer in bearers if not bearer.gender or bearer.gender == gender]
    elif word[:1].isupper() and word[-1:].isalpha() and not _may_precede(passage, start, word, lexicon):
        bearers = [bearer for bearer in bearers if bearer.given == word]
        if not bearers:
            others.add(surname)
            return None
    elif surname in others and not any(bearer.introduced for bearer in bearers):
        return None
    return bearers[-1] if bearers else None


def _may_precede(passage: Passage, start: int, word: str, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word before a surname is no first name: a country, a title, an opener."""
    words = words_of(lexicon)
    span = passage.last_country(start)
    if span and span.end == start - 1:
        return True
    if word in words["starter"] or word in words["stop"] or word in words["honorific"]:
        return True
    if word.lower() in title_words(lexicon):
        return True
    return passage.capitalised and word not in _given_names(lexicon)


@cache
def _given_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon["people_names"] if "given" in row["part"])


def _goes_on(passage: Passage, end: int, stops: frozenset[str]) -> bool:
    """Tell whether a capitalised word follows, so that the surname is the first name of somebody else."""
    folded = passage.folded
    if passage.capitalised or folded[end : end + 1] != " " or not folded[end + 1 : end + 2].isupper():
        return False
    return folded[end + 1 : end + 20].split(" ")[0].rstrip(".,;:'") not in stops
