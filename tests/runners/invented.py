"""Invented news: as many articles as are asked for, no two alike, as long as an agency's and with as many words."""

from random import Random

from tests.bench.news_archive import GOODS, NATIONS
from tests.bench.stories import sentence


def invent(number: int) -> tuple[str, str]:
    """Return the title, which ends in the number, and the text of an article; the same for each number."""
    dice = Random(number)
    one, other = dice.sample(NATIONS, 2)
    first = f"Ministers of {one} and {other} met on Monday and spoke about {dice.choice(GOODS)}, officials said."
    trade = f"Exports of {dice.choice(GOODS)} from {one} to {other} rose by {dice.randint(2, 90)} percent last year."
    return f"{one} and {other}, file {number}", " ".join([first, *(sentence(dice) for _ in range(12)), trade])
