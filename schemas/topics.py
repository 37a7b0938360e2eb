"""The topics that a figure can be of: a closed list, some of them part of a wider one."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """One topic: its name, the wider topic that it is part of, and what belongs to it."""

    name: str
    wider: str | None
    about: str


_ROWS = (
    Topic("trade", None, "trade as a whole, its balance, quotas and tenders"),
    Topic("exports", "trade", "goods and services sold abroad"),
    Topic("imports", "trade", "goods and services bought abroad"),
    Topic("tariffs", "trade", "duties on what crosses a border"),
    Topic("investment", None, "stakes, takeovers, ventures, projects built abroad"),
    Topic("aid", None, "grants, gifts, relief"),
    Topic("debt", None, "what is owed: bonds, arrears, repayments, their terms"),
    Topic("loans", "debt", "credit that is given or taken"),
    Topic("military", None, "war, attacks, exercises, defence budgets"),
    Topic("arms", "military", "weapons, their sale and supply"),
    Topic("troops", "military", "soldiers and peacekeepers"),
    Topic("casualties", None, "people killed, wounded or missing, in war or not"),
    Topic("migrants", None, "refugees, migrants, citizens abroad and what they send home"),
    Topic("visitors", None, "tourists, travellers, flights, hotels"),
    Topic("students", None, "students, schools, scholarships"),
    Topic("energy", None, "oil, gas, coal, power: amounts, plants, pipelines"),
    Topic("economy", None, "work, wages, wealth, reserves, demand"),
    Topic("output", "economy", "growth, production, harvests"),
    Topic("prices", "economy", "what things cost, inflation"),
    Topic("rates", "economy", "rates of interest and exchange"),
    Topic("shares", "economy", "stock markets, prices of shares, dividends"),
    Topic("budget", "economy", "what states take and spend: taxes, subsidies, deficits"),
    Topic("business", "economy", "sales, profits, orders and markets of companies"),
    Topic("population", None, "inhabitants, births, groups of people"),
    Topic("votes", None, "elections, seats, polls, parliaments"),
    Topic("health", None, "diseases, hospitals, vaccines, hunger"),
    Topic("justice", None, "courts, crime, prison, fines, sanctions"),
    Topic("climate", None, "weather, emissions, nature"),
    Topic("distance", None, "lengths, areas, borders, territory"),
    Topic("sport", None, "matches, medals, teams"),
)
TOPICS = {topic.name: topic for topic in _ROWS}


def topics_under(name: str) -> tuple[str, ...]:
    """Return a topic and those that are part of it, in the order of the list; KeyError for an unknown one.

    >>> topics_under("trade")
    ('trade', 'exports', 'imports', 'tariffs')
    """
    wanted = TOPICS[name]
    return tuple(topic.name for topic in _ROWS if wanted.name in (topic.name, topic.wider))
