"""Group articles that tell the same story in nearly the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np

from dyadwire.schemas.settled_records import Story
from dyadwire.transforms.text.copies.sketches import (
    Floats,
    Ints,
    Likeness,
    Mask,
    PairSet,
    Sketches,
    candidate_pairs,
    compare,
    read_signatures,
)

UNKNOWN = "unknown"  # the outlet of articles that tell none: many, not one
SHORT = 25  # word triples: about two sentences
_WORD = re.compile(r"\w{3,}")
_AT_ONCE = 1 << 17  # pairs told how alike they are at once: 80 bytes each; a month of daily templates has millions


class ComparedArticle(NamedTuple):
    """What is compared of one article."""

    article_id: str
    published_date: date | None
    published_at: datetime | None
    title: str
    signature: bytes | None
    outlet: str = UNKNOWN


class Match(NamedTuple):
    """An earlier article that one copies, as a position in order of publication, and how much of it is the same."""

    earlier: int
    similarity: float


# By the date of the copies: an article that is copied, the copy, both by id, and how much of it is the same.
Copies = dict[date, list[tuple[str, str, float]]]


def group_stories(candidates: list[ComparedArticle], window: timedelta, known: Copies | None = None) -> list[Story]:
    """Group dated articles into stories, in order of id.

    An article without an earlier match within `window` is an original. A copy belongs to the earliest article that
    leads back from it match by match within `window` of its own date: so its story depends only on articles of those
    days, whatever batch they came in, and a text that runs on for longer is named anew. The order of the candidates
    does not matter.

    Who groups a few dates after others, with those of the window before them, gives the same `known` to each call:
    dates that are in it are not compared again, and those that are compared now are added.
    """
    ordered = sorted((c for c in candidates if c.published_date), key=_published)
    matches = find_copies(ordered, window, {} if known is None else known)
    firsts = _first_articles(ordered, matches, window.days)
    stories = []
    for number, article in enumerate(ordered):
        first, similarity = firsts.get(number, (number, 0.0))
        stories.append(
            Story(
                article.article_id,
                article.published_date,
                ordered[first].article_id,
                first == number,
                None if first == number else round(similarity, 6),
            )
        )
    return sorted(stories)


def _published(article: ComparedArticle) -> tuple[date, str, str]:
    instant = article.published_at.isoformat() if article.published_at else ""
    return article.published_date or date.min, instant, article.article_id


def find_copies(ordered: list[ComparedArticle], window: timedelta, known: Copies) -> dict[int, list[Match]]:
    """Return the verified earlier matches of each article; candidates are dated and in order of publication.

    Texts that are equal word for word are compared with others once a day: the first stands for the rest of that date.
    Dates in `known` come before all others, whose copies are added to it.
    """
    since = sum(article.published_date in known for article in ordered)
    found = _copies_since(since, ordered, window)
    seen = sorted((_places_of(known, ordered) | found).items())
    _remember(found, known, ordered[since:], ordered)
    matches: dict[int, list[Match]] = defaultdict(list)
    for (first, second), similarity in seen:
        matches[second].append(Match(first, similarity))
    return matches


def _remember(
    found: dict[tuple[int, int], float], known: Copies, compared: list[ComparedArticle], ordered: list[ComparedArticle]
) -> None:
    """Add the dates of the articles that were compared to those known, with the copies found among them."""
    for day in {article.published_date for article in compared if article.published_date}:
        known[day] = []
    for (first, second), similarity in found.items():
        copy = ordered[second]
        if copy.published_date:
            known[copy.published_date].append((ordered[first].article_id, copy.article_id, similarity))


def _places_of(known: Copies, ordered: list[ComparedArticle]) -> dict[tuple[int, int], float]:
    """Return those known copies of which both articles are there, as positions, with how much of them is the same."""
    if not known:
        return {}
    places = {article.article_id: place for place, article in enumerate(ordered)}
    return {
        (places[first], places[second]): similarity
        for copies in known.values()
        for first, second, similarity in copies
        if first in places and second in places
    }


def _copies_since(since: int, ordered: list[ComparedArticle], window: timedelta) -> dict[tuple[int, int], float]:
    """Return the copies from the position `since` on, each after what it copies, with how much of it is the same."""
    sketches = read_signatures([article.signature for article in ordered])
    repeats = _repeats(ordered, sketches.triples)
    lone = np.array([number for number in range(len(ordered)) if number not in repeats], np.int64)
    days = np.array([article.published_date.toordinal() for article in ordered if article.published_date], np.int64)
    seen = {(first, repeat): 1.0 for repeat, first in repeats.items() if repeat >= since}
    tested = PairSet(len(ordered))
    for earlier, later in candidate_pairs(sketches, lone, days, window.days, since):
        earlier, later = tested.fresh(earlier, later)  # those that share one band often share many
        tested.add(earlier, later)
        for at in range(0, len(earlier), _AT_ONCE):
            seen |= _verified(ordered, sketches, earlier[at : at + _AT_ONCE], later[at : at + _AT_ONCE])
    return seen


def _verified(
    ordered: list[ComparedArticle], sketches: Sketches, earlier: Ints, later: Ints
) -> dict[tuple[int, int], float]:
    """Return those of some pairs of which one copies the other, with how much of the shorter it holds."""
    likeness = compare(sketches, earlier, later)
    hopeful = np.flatnonzero(worth_a_look(likeness))
    earlier, later, likely = earlier[hopeful], later[hopeful], likeness.at(hopeful)
    told = _titles_alike(ordered, earlier, later), _of_one_outlet(ordered, earlier, later)
    return {
        (int(earlier[at]), int(later[at])): float(likely.contained[at])
        for at in np.flatnonzero(are_copies(likely, *told))
    }


def _repeats(ordered: list[ComparedArticle], triples: Ints) -> dict[int, int]:
    """Return the first article of the same date and signature for each that repeats one, as positions.

    Short texts are left out: whether they are copies is for their titles to say.
    """
    firsts: dict[tuple[date | None, bytes | None], int] = {}
    repeats: dict[int, int] = {}
    for number, article in enumerate(ordered):
        first = firsts.setdefault((article.published_date, article.signature), number)
        if first != number and triples[number] >= SHORT:
            repeats[number] = first
    return repeats


def worth_a_look(likeness: Likeness) -> Mask:
    """Tell which pairs could pass `are_copies` with the best of titles, in two outlets."""
    pairs = len(likeness.jaccard)
    return are_copies(likeness, np.ones(pairs), np.zeros(pairs, np.bool_))


def are_copies(likeness: Likeness, titles: Floats, one_outlet: Mask) -> Mask:
    """Decide for each pair whether one copies the other; `titles` is the share of title words in common, 0 to 1.

    Words alone never decide: a daily template repeats most words with other numbers, and a follow-up repeats the
    background with other names. Nor does an outlet copy itself in other words: what it writes anew on the same facts is
    its next report. The bounds were set on tests/gold/stories.jsonl.
    """
    like = likeness
    other_numbers = (like.fewest_numbers >= 2) & (like.numbers_share < np.where(like.fewest_numbers >= 4, 0.6, 0.5))
    other_names = (like.fewest_names >= 3) & (like.names_share < 0.4)
    # "Watch the video" and the like: too short to tell anything without the title.
    telling = (like.fewest_triples >= SHORT) | ((like.contained >= 0.8) & (titles >= 0.6))
    same_words = like.contained >= 0.4
    same_facts = (like.numbers >= 2) & (like.numbers_share >= 0.7) & (like.names >= 2) & (like.names_share >= 0.6)
    supported = like.credited | (titles >= 0.3) | (like.numbers >= 3)
    trimmed_or_rewritten = (like.contained >= 0.2) & same_facts & supported
    # Retold in other words, or translated and back: what remains are names and numbers, so nearly all must agree.
    retold = (like.numbers >= 3) & (like.numbers_share >= 0.75) & (like.names >= 4) & (like.names_share >= 0.7)
    in_other_words = trimmed_or_rewritten | (retold & ((titles >= 0.2) | like.credited))
    copied = same_words | (in_other_words & ~one_outlet)
    return copied & telling & ~other_numbers & ~other_names


def _titles_alike(ordered: list[ComparedArticle], earlier: Ints, later: Ints) -> Floats:
    alike = [title_overlap(ordered[a].title, ordered[b].title) for a, b in zip(earlier, later, strict=True)]
    return np.array(alike, np.float64)


def _of_one_outlet(ordered: list[ComparedArticle], earlier: Ints, later: Ints) -> Mask:
    outlets = [(ordered[a].outlet, ordered[b].outlet) for a, b in zip(earlier, later, strict=True)]
    return np.array([one == other != UNKNOWN for one, other in outlets], np.bool_)


def title_overlap(one: str, other: str) -> float:
    """Return the share of the shorter title's words (of three letters or more) that the other has.

    >>> title_overlap("Peru and Chile agree", "Chile, Peru agree on fish")
    0.75
    """
    first, second = (set(_WORD.findall(title.casefold())) for title in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _first_articles(
    ordered: list[ComparedArticle], matches: dict[int, list[Match]], window: int
) -> dict[int, tuple[int, float]]:
    """Return for each article with matches the first of its story and its similarity to the article it copies.

    reach[n][k] is the earliest article that leads back from n without going back more than k days; one without matches
    leads to itself alone.
    """
    days = [article.published_date.toordinal() for article in ordered if article.published_date]
    reach: dict[int, list[int]] = {}
    firsts: dict[int, tuple[int, float]] = {}
    for number in sorted(matches):
        best = [number] * (window + 1)
        chosen = (number, 0.0)
        for earlier, similarity in matches[number]:
            gap = days[number] - days[earlier]
            further = reach.get(earlier) or [earlier] * (window + 1)
            for back in range(gap, window + 1):
                best[back] = min(best[back], further[back - gap])
            chosen = min(chosen, (further[window - gap], -similarity))
        reach[number] = best
        firsts[number] = (chosen[0], -chosen[1])
    return firsts
