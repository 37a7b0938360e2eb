"""What is yet to be where its form tells it: headlines, pledges, what could be, what deals are to do."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.schemas.states import EXPECTED, REPORTED
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import TITLE, FigureSpan

PUBLISHED = date(2026, 11, 26)
SAID = "Both governments said so in a statement."


def figures(text: str, *, title: str = "") -> list[FigureSpan]:
    found = extract(text, load_lexicon(), title=title, published_date=PUBLISHED).figures
    return [one for one in found if (one.sentence == TITLE) == bool(title)]


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("Saudi Arabia to invest $600 billion in US", EXPECTED),
        ("Ghana to buy 200 buses from India", EXPECTED),
        ("Kenya, Uganda to build 300 km pipeline", EXPECTED),
        ("South Korea to Lend Vietnam $1.5 Billion", EXPECTED),
        ("Turkey's Erdogan meets Egypt's Sisi in Cairo, pledges $15bn trade", EXPECTED),
        ("Egypt pledges another $5bn to Sudan", EXPECTED),
        ("India's exports to Japan rose to $8bn", REPORTED),
        ("Lebanon fails to pay $1.2bn to Kuwait", REPORTED),
        ("Denmark used to buy 300 cows from Poland", REPORTED),
        ("Russia to Kazakhstan gas flows fall 20%", REPORTED),
        ("Kenya to mark 70 years of ties with India", REPORTED),
        ("Aid pledges $5bn below those of 2025, Sudan says", REPORTED),
    ],
)
def test_a_headline_tells_what_is_to_be(title: str, state: str) -> None:
    assert figures(SAID, title=title)[0].state == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Italy could raise its investments in Tunisia to $4 billion.", EXPECTED),
        ("Canada might also cut its imports of steel from China by 15 percent.", EXPECTED),
        ("The talks could raise output in Canada by more than 5 percent.", EXPECTED),
        ("Rebels may have killed 40 soldiers in Mali.", REPORTED),
        ("Chad could not pay the $5bn that it owed to Libya.", REPORTED),
        ("In May Peru sold 300 tonnes of copper to China.", REPORTED),
        ('The "may sell" price of rubber in Malaysia is 231 cents.', REPORTED),
    ],
)
def test_what_could_be_is_expected(text: str, state: str) -> None:
    assert figures(text)[0].state == state


def test_what_is_to_be_ends_where_another_clause_begins() -> None:
    found = figures(SAID, title="Ethiopia to import 5m barrels from Djibouti after 300 trucks are burnt")
    assert [one.state for one in found] == [EXPECTED, REPORTED]


@pytest.mark.parametrize(
    ("text", "state", "period"),
    [
        ("Laos and Nepal signed a deal to lift trade to $20 billion.", EXPECTED, None),
        ("Cuba and Kenya signed an accord on Tuesday to send 500 doctors.", EXPECTED, None),
        ("Greece and Bulgaria signed a pact on Tuesday to raise flows to 5 billion cubic metres.", EXPECTED, None),
        ("Cuba and Kenya signed an accord in 2019 to send 500 doctors.", REPORTED, "in 2019"),
        ("Serbia and Hungary signed a deal to end a dispute of 200 farmers.", REPORTED, None),
        ("Malta signed an agreement with Libya that ended a war in which 300 people died.", REPORTED, None),
    ],
)
def test_what_a_deal_is_to_do_is_expected_and_not_of_the_day_of_its_signing(
    text: str, state: str, period: str | None
) -> None:
    (found,) = figures(text)
    assert (found.state, found.period and found.period.text) == (state, period)
