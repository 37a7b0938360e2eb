"""One deed is one act, however often it is told: announced, done, told again; two deeds are two."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from tests.pipelines.lakes import Newsdesk

ACT = {"actor": "CHN", "recipient": "RUS", "status": "done", "code": "SANCTION", "sentence": 0, "confidence": 0.9}
LATER = {"sentence": 4}
PLAN = {"status": "planned"}
BOTH = {"code": "CONSULT", "mutual": True}
TURNED = {"actor": "RUS", "recipient": "CHN"}
WAR = {"code": "ASSAULT"}
AID = {"code": "AID"}
TRADE = {"code": "COOPERATE"}
ASKED = ({"code": "REQUEST"}, {"code": "ACCUSE"})
USD = {"kind": "money", "currency": "USD"}
DEAD = {"kind": "count", "unit": "people", "topic": "casualties"}
DUTY = {"kind": "percent", "unit": "%", "topic": "tariffs"}
GRAIN = {"kind": "quantity", "unit": "tonne", "value": 20_000}
DEAL = {"code": "AGREE"}


def on(day: int, *told: dict[str, Any], at: int | None = None, until: int | None = None) -> dict[str, Any]:
    """One act of an article of a day; `at` and `until` are the days that the text tells of it, counted alike."""
    days = {} if at is None else {"period_start": at, "period_end": at if until is None else until}
    return {key: value for given in ({"day": day}, *told, days) for key, value in given.items()}


def money(value: float) -> dict[str, Any]:
    return {"figure": USD | {"value": value}}


def victims(value: float) -> dict[str, Any]:
    return {"figure": DEAD | {"value": value}}


def duty(value: float) -> dict[str, Any]:
    return {"figure": DUTY | {"value": value}}


# What articles tell, and how many acts it is.
TOLD: list[tuple[str, list[dict[str, Any]], int]] = [
    ("told again the next day", [on(0), on(1)], 1),
    ("and after a week, as led", [on(0), on(7)], 2),
    ("in passing, after a week", [on(0), on(7, LATER)], 1),
    ("in passing, after 30 days", [on(0), on(30, LATER)], 1),
    ("in passing, after 31 days", [on(0), on(31, LATER)], 2),
    ("talks, in passing, after a week", [on(0, BOTH), on(7, BOTH, LATER)], 1),
    ("talks, in passing, after eight days", [on(0, BOTH), on(8, BOTH, LATER)], 2),
    ("talks, in passing, of last week", [on(0, BOTH), on(12, BOTH, LATER, at=-1, until=5)], 1),
    ("demands and accusations, long after", [on(d, c, *p) for c in ASKED for d, *p in ((0,), (20, LATER))], 4),
    ("in passing, before it is led", [on(0, LATER), on(7)], 2),
    ("in passing, of the last of two", [on(0), on(7), on(9, LATER)], 2),
    ("of the day that is told", [on(0, at=0), on(20, at=0)], 1),
    ("of another day that is told", [on(0, at=0), on(20, LATER, at=15)], 2),
    ("last week, in a first sentence", [on(0), on(9, at=-1, until=5)], 1),
    ("last week, when there was none", [on(0), on(20, at=10, until=16)], 2),
    ("without a day, two days after one that is told", [on(0, at=0), on(2)], 1),
    ("without a day, three days after", [on(0, at=0), on(3)], 2),
    ("attacks without a day", [on(0, WAR, at=0), on(2, WAR)], 2),
    ("attacks of two days that are told", [on(0, WAR, at=0), on(1, WAR, at=1)], 2),
    ("talks of two days that are told", [on(0, BOTH, at=0), on(1, BOTH, at=1)], 1),
    ("talks on every second day", [on(day, BOTH, at=day) for day in (0, 2, 4)], 3),
    ("a war", [on(day, WAR) for day in range(6)], 3),
    ("with the same victims", [on(0, WAR, victims(17)), on(5, WAR, victims(17))], 1),
    ("with as few victims", [on(0, WAR, victims(4)), on(5, WAR, victims(4))], 2),
    ("with other victims, which grow", [on(0, WAR, victims(17)), on(1, WAR, victims(19))], 1),
    ("the same amount", [on(0, AID, money(9e7)), on(10, AID, money(9e7)), on(25, AID, money(9e7))], 1),
    ("the same amount, after two months", [on(0, AID, money(9e7)), on(60, AID, money(9e7))], 2),
    ("another amount of aid", [on(0, AID, money(9e7)), on(0, AID, money(2e7)), on(1, AID)], 2),
    ("announced with its day", [on(0, PLAN, at=9), on(9, at=9)], 1),
    ("announced, and done within a week", [on(0, PLAN), on(5, PLAN), on(11)], 1),
    ("announced long before", [on(0, PLAN), on(8)], 2),
    ("done, and planned again", [on(0), on(0, PLAN), on(1, PLAN)], 2),
    ("planned in passing", [on(0, PLAN, LATER), on(5)], 2),
    ("planned, and told in passing", [on(0, PLAN), on(5, LATER)], 2),
    ("trade that is planned", [on(0, TRADE, PLAN), on(0, TRADE), on(1, TRADE)], 2),
    ("trade, told in passing", [on(0, TRADE), on(7, TRADE, LATER)], 2),
    ("the other way", [on(0), on(0, TURNED)], 2),
    ("an agreement, whoever agrees", [on(0, {"code": "AGREE"}), on(0, TURNED, {"code": "AGREE"})], 1),
    ("denied and done", [on(0, {"status": "denied"}), on(1)], 1),
    ("of years ago", [on(0, at=-4000), on(9, at=-4000), on(20)], 1),
    ("a duty, announced and weeks later imposed", [on(0, PLAN, duty(35)), on(28, duty(35), at=28)], 1),
    ("and what tells no rate beside it", [on(0, PLAN, duty(35)), on(2), on(28, duty(35)), on(28, at=28)], 1),
    ("and told as news again", [on(0, duty(35), at=0), on(9, duty(35))], 1),
    ("a duty, announced, and another imposed", [on(0, PLAN, duty(35)), on(28, duty(50))], 2),
    ("announced over a month before", [on(0, PLAN, duty(35)), on(31, duty(35))], 2),
    ("another on the same rate, once it is imposed", [on(0, duty(25)), on(9, PLAN, duty(25))], 2),
    ("grain, promised and weeks later given", [on(0, AID, PLAN, {"figure": GRAIN}), on(20, AID, {"figure": GRAIN})], 1),
    ("an agreement on money, and its signing", [on(0, DEAL, money(3e9), at=0), on(9, DEAL, money(3e9), at=9)], 1),
    ("agreements on two amounts", [on(0, DEAL, money(3e9), at=0), on(9, DEAL, money(2e9), at=9)], 2),
    ("one amount, given on two days", [on(0, AID, money(9e7), at=0), on(16, AID, money(9e7), at=16)], 2),
    ("talks, twice, about one amount", [on(0, BOTH, money(7e9)), on(9, BOTH, money(7e9))], 2),
    ("without a day, two days after others without", [on(0), on(2)], 2),
    ("of two days, told in the same hour", [on(0, at=0), on(5, at=0), on(5, at=5)], 2),
]


@pytest.fixture(scope="module", params=[False, True], ids=["as told", "turned round"])
def counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Count the acts of each case, which are of a year of its own, whichever is written first."""
    desk = Newsdesk()
    for number, (_, told, _) in enumerate(TOLD):
        first = date(2026, 1, 1) + timedelta(days=400 * number)
        for at, act in reversed([*enumerate(told)]) if request.param else enumerate(told):
            tell(desk, f"{number} {at}", first, act)
    with connect(str(desk.write(tmp_path_factory.mktemp("deeds")))) as connection:
        question = (
            "SELECT split_part(article_id, ' ', 1), count(*) FROM act_groups WHERE NOT past AND status <> 'denied'"
        )
        found = rows(connection, f"{question} GROUP BY ALL")[1]
    return {TOLD[int(number)][0]: acts for number, acts in found}


def tell(desk: Newsdesk, name: str, first: date, told: dict[str, Any]) -> None:
    act = ACT | {key: value for key, value in told.items() if key not in ("day", "figure")}
    day = first + timedelta(days=told["day"])
    act |= {key: first + timedelta(days=act[key]) for key in ("period_start", "period_end") if key in act}
    key = {"article_id": name, "revision": "r1", "published_date": day, "sentence": act["sentence"]}
    desk.article(name, day, f"{name[-1]}.example", ["CHN-RUS"])
    desk.add("acts", **act | key | {"act_class": CLASSES[act["code"]]})
    if "figure" in told:
        desk.add("figures", **key | told["figure"])


@pytest.mark.parametrize(("what", "acts"), [(what, acts) for what, _, acts in TOLD])
def test_a_deed_is_one_act_and_two_are_two(counted: dict[str, int], what: str, acts: int) -> None:
    assert counted[what] == acts


def test_a_deed_that_was_announced_is_done_since_it_was_first_told(tmp_path: Path) -> None:
    desk, first = Newsdesk(), date(2026, 3, 1)
    for at, act in enumerate([on(0, PLAN, at=4), on(4, at=4), on(20, LATER)]):
        tell(desk, f"{at}", first, act)
    with connect(str(desk.write(tmp_path))) as connection:
        columns = "status, first_date, last_date, articles, article_id, sentence"
        assert rows(connection, f"SELECT {columns} FROM act_groups")[1] == [
            ("done", first, date(2026, 3, 21), 3, "1", 0)
        ]
        listed = "SELECT status, first_date, published_date, articles, article_id FROM counted_acts_of({})"
        done = first + timedelta(days=4)
        shown = [("done", first, done, 3, "1")]
        assert rows(connection, listed.format("'CHN-RUS'"))[1] == shown
        # It is counted where it was announced, and its sentence lies after that period.
        assert rows(connection, listed.format(f"'CHN-RUS', NULL, '{first}', '{first}'"))[1] == shown
        assert rows(connection, listed.format(f"'CHN-RUS', NULL, '{done}'"))[1] == []
        exported = 'SELECT "SQLDATE", "SOURCEURL" IS NOT DISTINCT FROM url FROM acts_as_gdelt, act_groups'
        assert rows(connection, exported)[1] == [(20260305, True)]
        assert rows(connection, 'SELECT "Event Date", "Planned" FROM acts_as_polecat')[1] == [(done, False)]


def test_a_plan_that_nothing_came_of_is_of_its_own_report(tmp_path: Path) -> None:
    desk, first = Newsdesk(), date(2026, 3, 1)
    for at, act in enumerate([on(0, PLAN, at=4), on(1, PLAN, at=4)]):
        tell(desk, f"{at}", first, act)
    with connect(str(desk.write(tmp_path))) as connection:
        listed = "SELECT status, first_date, published_date, article_id FROM counted_acts_of('CHN-RUS')"
        assert rows(connection, listed)[1] == [("planned", first, first, "0")]


def test_both_deeds_of_one_report_are_listed(tmp_path: Path) -> None:
    """Two attacks that one article of a later day tells first are as many in the list as in the count."""
    desk, first = Newsdesk(), date(2026, 3, 1)
    for act in (on(3, WAR, at=0), on(3, WAR, LATER, at=2)):
        tell(desk, "a", first, act)
    desk.rows["articles"] = desk.rows["articles"][:1]
    with connect(str(desk.write(tmp_path))) as connection:
        assert rows(connection, "SELECT sentence, articles FROM counted_acts_of('CHN-RUS')")[1] == [(0, 1), (4, 1)]
        found = rows(connection, 'SELECT count(*), count(DISTINCT "GLOBALEVENTID") FROM acts_as_gdelt')[1]
    assert found == [(2, 2)]
