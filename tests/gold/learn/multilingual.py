"""Learn which pairs an article is about from English, without words: what carries over to other languages.

python -m tests.gold.learn.multilingual            # learn from the real articles and write the weights
python -m tests.gold.learn.multilingual --check    # cross-validate by article instead

The English articles are read as those of other languages are: names, demonyms and capitals; no towns, people, firms or
relations.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads it: sums, and so weights, differ with its threads

from collections.abc import Iterator, Sequence
from itertools import chain

from dyadwire.transforms.text.article.outlets import home_of, leading_address
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import Model, use_model
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD, MULTILINGUAL, find_article_dyads
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.languages.pairs import find_pairs
from tests.gold.learn.answers import is_article_pair
from tests.gold.learn.gather import FEWEST
from tests.gold.learn.real import FOLDS, Row, engine, fold_of, read, read_articles
from tests.gold.logit import PENALTY, Example, Group, learn

KINDS = ("name", "demonym", "compound", "capital")  # that a language beside English tells


def as_other(row: Row) -> ArticleFindings:
    """Read an English article as one of another language is read."""
    countries = tuple(span for span in read(row).countries if span.kind in KINDS)
    home = home_of(leading_address(row["text"]), engine().lexicon)
    document = read_document(row["text"], row.get("title") or "")
    return ArticleFindings(document, countries, (), find_pairs(countries), (), home)


class _Noting(Model):
    """A model that notes what it is asked."""

    def __init__(self, row: Row) -> None:
        super().__init__(MULTILINGUAL, {})
        self.row, self.examples = row, list[Example]()

    def probability_by_groups(self, place: object, groups: Sequence[FeatureGroup]) -> float:
        right = is_article_pair(self.row, place, ())
        if right is not None:
            candidates = [[Group(tuple(chain.from_iterable(groups)))], [Group(())]]
            self.examples.append(Example(self.row["id"], candidates, 0 if right else 1, 1.0))
        return 0.0


def note(rows: Sequence[Row]) -> Iterator[Example]:
    """Yield every pair of every article with what the gold says of it."""
    for row in rows:
        noting = _Noting(row)
        use_model(noting, MULTILINGUAL)
        find_article_dyads(as_other(row), multilingual=True)
        yield from noting.examples
    use_model(None, MULTILINGUAL)


def check(rows: Sequence[Row], examples: Sequence[Example]) -> tuple[float, float, float]:
    """Return recall, precision and F1 in percent, each article told by what the others teach."""
    wanted = sum(len(row["article_pairs"]) for row in rows)
    right = wrong = 0
    for fold in range(FOLDS):
        known = [one for one in examples if fold_of(one.article) != fold]
        model = Model(MULTILINGUAL, learn(known, FEWEST, PENALTY))
        for one in (one for one in examples if fold_of(one.article) == fold):
            features = one.candidates[0][0].features
            if model.probability(one.article, features) >= DEFAULT_THRESHOLD:
                right, wrong = right + (one.right == 0), wrong + (one.right == 1)
    recall, precision = right / wanted, right / max(1, right + wrong)
    return 100 * recall, 100 * precision, 200 * recall * precision / max(1e-9, recall + precision)


if __name__ == "__main__":
    from tests.gold.learn.__main__ import write

    articles = read_articles()
    noted = list(note(articles))
    if "--check" in sys.argv:
        print("recall {:.1f} · precision {:.1f} · F1 {:.1f}".format(*check(articles, noted)))
    else:
        print(write(MULTILINGUAL, learn(noted, FEWEST, PENALTY)), "weights of", len(noted), "examples")
