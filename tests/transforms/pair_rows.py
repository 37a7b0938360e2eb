"""Rows of one settled table, in no order and with keys that come again."""

from datetime import date
from random import Random

import pyarrow as pa

from dyadwire.schemas import settled_records
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.tables import TABLES
from tests.pipelines.lakes import row

TABLE = TABLES["pair_articles"]


def rows_of(count, keys, chunks=7):
    """Return rows in no order, of `keys` keys, in chunks as they were counted."""
    dice = Random(3)
    made = [
        row(
            settled_records.PairArticle,
            published_date=date(2026, 11, 1 + key % 5),
            country_a="CHN",
            country_b="RUS" if key % 2 else "USA",
            article_id=f"{key}",
            outlet=f"{dice.random()}",
            sentences=(number,),
        )
        for number, key in ((number, dice.randrange(keys)) for number in range(count))
    ]
    return pa.concat_tables(to_table(settled_records.PairArticle, made[n::chunks]) for n in range(chunks))
