"""Rows of a lake as dice fall, and two batches of them."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from dyadwire.schemas import records
from dyadwire.transforms.text.copies.signature import signature_of
from tests.pipelines.committed import commit_rows, days_of
from tests.pipelines.lakes import row

DAYS = (*days_of(date(2026, 1, 30), 5), None)
OUTLETS = ("daily.example", "wire.example", "weekly.example")
PAIRS = (("CHN", "RUS"), ("CHN", "USA"), ("DEU", "FRA"))
# The same few texts come again and again, so that many articles are copies.
TEXTS = tuple(
    " ".join(f"Word{Random(n).randint(1, 10**6)} and {m * 17 + n * 1000} said so" for m in range(9)) for n in range(4)
)


def random_rows(dice):
    """Return base rows: articles with up to two revisions, what each mentions, and polls of the outlets' feeds."""
    rows = defaultdict(list)
    for number in range(dice.randint(0, 14)):
        outlet, day = dice.choice(OUTLETS), dice.choice(DAYS)
        for revision in dice.sample(("r1", "r2"), dice.randint(1, 2)):
            key = {"article_id": f"a{number:02}", "revision": revision, "published_date": day}
            fetched = dice.choice((None, datetime(2026, 2, 4, dice.randint(0, 3), tzinfo=UTC)))
            more = {"outlet": outlet, "analysed": dice.random() < 0.8, "fetched_at": fetched, "title": "Said so"}
            signature = signature_of(dice.choice(TEXTS))
            feeds = (f"https://{outlet}/feed",)
            rows["articles"].append(row(records.Article, **key, **more, signature=signature, feeds=feeds))
            for country_a, country_b in dice.sample(PAIRS, dice.randint(0, 3)):
                pair = {"country_a": country_a, "country_b": country_b}
                if dice.random() < 0.7:
                    rows["article_dyads"].append(row(records.ArticleDyad, **key, **pair))
                for sentence in range(dice.randint(0, 3)):
                    explicit = dice.random() < 0.7
                    rows["dyad_mentions"].append(
                        row(records.DyadMention, **key, **pair, sentence=sentence, explicit=explicit)
                    )
    for outlet in OUTLETS:
        for day in dice.sample(DAYS[:-1], dice.randint(0, 3)):
            at = datetime.combine(day, time(dice.randint(0, 23)), UTC)
            poll = {"url": f"https://{outlet}/feed", "kind": "feed", "outcome": dice.choice(("ok", "timeout"))}
            oldest = at - timedelta(hours=dice.randint(1, 40))
            rows["fetches"].append(
                row(records.Fetch, fetched_date=day, fetched_at=at, outlet=outlet, oldest_at=oldest, **poll)
            )
    return rows


def commit_in_two(lake, rows):
    """Commit rows in two batches; an article's are all of one."""
    cut = len(rows["articles"]) // 2
    second = {a.article_id for a in rows["articles"][cut:]}
    for batch, chosen in (("b1", lambda r: r.article_id not in second), ("b2", lambda r: r.article_id in second)):
        part = {name: [r for r in rows[name] if name == "fetches" or chosen(r)] for name in rows}
        if batch == "b2":
            part.pop("fetches", None)
        commit_rows(lake, batch, {name: held for name, held in part.items() if held})
