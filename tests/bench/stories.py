"""Time the grouping of synthetic articles into stories: `python -m tests.bench.stories [articles] [days]`.

A tenth of the articles are copies of an earlier one with a third to all of its sentences; all share one vocabulary.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from random import Random

from dyadwire.transforms.text.copies.signature import signature_of
from dyadwire.transforms.text.copies.stories import ComparedArticle, group_stories

VOCABULARY = [a + b + c for a in ("ba", "ko", "ri", "te") for b in ("lu", "ma", "ne", "so", "vi") for c in "drstlnk"]
COMMON = ("the", "of", "in", "a", "and", "said", "to", "on", "for", "that", "with", "by", "from", "at", "was", "its")


def make_articles(count: int, days: int) -> list[ComparedArticle]:
    """Return candidates, each with the signature of some 250 invented words."""
    dice = Random(1)
    drafts: list[tuple[int, list[str]]] = []
    made = []
    for number in range(count):
        day = number * days // count
        copied = drafts[-dice.randint(1, min(len(drafts), 2000))] if drafts and dice.random() < 0.1 else None
        sentences = [sentence(dice) for _ in range(14)]
        if copied:
            kept = dice.randint(5, 14)
            sentences = copied[1][:kept] + sentences[kept:]
        drafts.append((number, sentences))
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
        made.append(
            ComparedArticle(f"{number:07}", at.date(), at, sentences[0][:60], signature_of(" ".join(sentences)))
        )
    return made


def sentence(dice: Random) -> str:
    """Return a sentence of common words and invented ones, two of them names, with a number."""
    words = [dice.choice(COMMON) if dice.random() < 0.45 else dice.choice(VOCABULARY) for _ in range(16)]
    words[5], words[9], words[13] = (
        dice.choice(VOCABULARY).title(),
        dice.choice(VOCABULARY).title(),
        str(dice.randint(10, 9999)),
    )
    return " ".join(words).capitalize() + "."


def main() -> None:
    """Print what grouping took, without the making of the articles."""
    count, days = (int(value) for value in (*sys.argv[1:], *("100000", "30")[len(sys.argv) - 1 :]))
    articles = make_articles(count, days)
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stories = group_stories(articles, timedelta(days=4))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    copies = sum(not story.is_original for story in stories)
    print(f"{count:,} articles of {days} days: {seconds:.0f} s of processor time, {copies:,} copies")
    print(f"peak {peak / 1e6:.2f} GB, of which {before / 1e6:.2f} GB before grouping began")


if __name__ == "__main__":
    main()
