"""Items as feeds give them: `python -m tests.gold.test_feeds` lists the unread ones that are told wrongly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.extract import extract
from tests.gold.learn.answers import is_brief_pair
from tests.gold.learn.briefs import FEEDS, UNREAD, as_real
from tests.gold.score import read_gold

RIGHT_FLOOR, WRONG_CEILING = 79.0, 16.0  # percent of those about their pair, and of those about none


def _told() -> Iterator[tuple[str, bool, str, str]]:
    """Yield what each unread item is about, whether its pair is given, its title and its text."""
    lexicon = load_lexicon()
    for item in read_gold(UNREAD):
        found = extract(item["text"], lexicon, title=item["title"]).article_dyads
        given = any(pair.dyad == Dyad.of(*item["pair"]) and pair.salience >= DEFAULT_THRESHOLD for pair in found)
        yield item["about"], given, item["title"], item["text"]


def test_pairs_of_items_that_nothing_is_learned_from() -> None:
    told = [(about, given) for about, given, *_ in _told()]
    for about, expected in (("yes", lambda share: share >= RIGHT_FLOOR), ("no", lambda share: share <= WRONG_CEILING)):
        of = [given for name, given in told if name == about]
        assert expected(100 * sum(of) / len(of)), about


@pytest.mark.parametrize("path", [FEEDS, UNREAD], ids=lambda path: path.stem)
def test_items_are_told_once_and_of_two_countries(path) -> None:
    items = read_gold(path)
    assert len({item["id"] for item in items}) == len({item["title"] for item in items}) == len(items)
    for item in items:
        assert Dyad.of(*item["pair"])
        assert item["pair"] == sorted(item["pair"])
        assert item["about"] in {"yes", "no", "open"}
        assert item["title"]


@pytest.mark.parametrize(("about", "pair", "answer"), [
    ("yes", ("FRA", "MLI"), True),
    ("yes", ("FRA", "NER"), None),
    ("no", ("FRA", "MLI"), False),
    ("no", ("FRA", "NER"), False),
    ("open", ("FRA", "MLI"), None),
])  # fmt: skip
def test_only_the_pair_of_an_item_is_told(about, pair, answer) -> None:
    item = as_real({"id": "feeds-1", "title": "A", "text": "B", "pair": ["FRA", "MLI"], "about": about})
    assert is_brief_pair(item, pair, ()) is answer


def main() -> None:
    """Print the items of which a pair is given wrongly, or not given."""
    for about, given, title, text in _told():
        if about == ("no" if given else "yes"):
            print("given" if given else "missed", title, "|", text)


if __name__ == "__main__":
    main()
