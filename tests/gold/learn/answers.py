"""What the gold says of each decision: for a place and its options the right one, or None where it is silent."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from dyadwire.schemas.dyad import BLOCS as SIDES
from dyadwire.transforms.text.decide.acts.words import PLANNED
from dyadwire.transforms.text.decide.figures.sentence_times import NONE
from dyadwire.transforms.text.decide.people.person_country import NOBODY
from dyadwire.transforms.text.findings import TITLE
from tests.gold.learn.backgrounds import is_background
from tests.gold.learn.real import BLOCS, Row
from tests.gold.learn.states import OPEN, state_of
from tests.gold.learn.statuses import read_statuses
from tests.gold.learn.told_acts import in_order

Answer = Callable[[Row, Any, Collection[Any]], Any]
# Pairs on which readers differ are learned, too: as right to a quarter, each for half an example.
LEANING, LEANING_COUNTS = 0.25, 0.5
UNSURE = "unsure"  # readers differ: nothing is learned of it, and what is decided next is asked as if it were so


def is_real(row: Row) -> bool:
    """Tell the real articles from invented ones, whose pairs and people were annotated by another guide."""
    return "round" in row


def is_article_pair(row: Row, pair: Any, _options: Collection[Any]) -> bool | None:
    """Tell whether an article is about a pair; None where readers would differ."""
    if not is_real(row) or list(pair) in row["article_pairs_optional"] or not SIDES.isdisjoint(pair):
        return None
    return list(pair) in row["article_pairs"]


def is_brief_pair(row: Row, pair: Any, options: Collection[Any]) -> bool | None:
    """Tell whether a brief text is about a pair; of a written item that is about one the others were not asked."""
    untold = row.get("about", "no") != "no" and list(pair) != row["pair"]
    return None if untold else is_article_pair(row, pair, options)


def leaning_of(name: str, row: Row, place: Any) -> float:
    """Return how far readers lean to a pair on which they differ, as a probability; 0 where they do not."""
    optional = name in ("article_pair", "brief_pair") and is_real(row) and list(place) in row["article_pairs_optional"]
    return LEANING if optional and SIDES.isdisjoint(place) else 0.0


def is_person(row: Row, name: Any, _options: Collection[Any]) -> bool | None:
    """Tell whether a name is a person's who has a country; None where the article's people were not annotated."""
    return None if row.get("people_open") or not is_real(row) else bool(_countries_of(row, name) - BLOCS)


def person_country(row: Row, name: Any, options: Collection[Any]) -> str | None:
    """Return the country of a person, NOBODY where readers told none; None where options lack it or readers differ."""
    if row.get("people_open") or not is_real(row):
        return None
    if not _countries_of(row, name):
        return None if _countries_of(row, name, "people_optional") else NOBODY
    countries = _countries_of(row, name) - BLOCS
    return next((iso3 for iso3 in sorted(countries) if iso3 in options), None)


def _countries_of(row: Row, name: str, people: str = "people") -> set[str]:
    """Return the countries of the annotated people of a name: of its last word, as the scorer tells people apart."""
    last = name.split()[-1].lower()
    return {one["iso3"] for one in row.get(people, ()) if one["name"].split()[-1].lower() == last}


def direction_of(row: Row, place: Any, _options: Collection[Any]) -> Any:
    """Tell whether what a figure measures went up or down."""
    figure = _figure_at(row, place)
    if figure is None or "direction" in figure.get("open", ()):
        return None
    return figure["direction"] or NONE


def period_of(row: Row, place: Any, options: Collection[Any]) -> Any:
    """Return the time for which a figure holds."""
    figure = _figure_at(row, place)
    if figure is None or "period" in figure.get("open", ()):
        return None
    return _time_among(row, figure, figure["period"], options)


def base_of(row: Row, place: Any, options: Collection[Any]) -> Any:
    """Return the time with which a figure is compared."""
    figure = _figure_at(row, place)
    if figure is None or "base" in figure.get("open", ()):
        return None
    return _time_among(row, figure, figure["base"], options)


def is_figure(row: Row, place: Any, _options: Collection[Any]) -> bool | None:
    """Tell whether a reader noted a number; titles are not annotated throughout."""
    figure = _figure_at(row, place)
    if place[0] == TITLE or (row.get("partial") and not figure) or (figure and "minor" in figure.get("open", ())):
        return None
    return figure is not None and not figure.get("minor")


def ahead_of(row: Row, place: Any, _options: Collection[Any]) -> str | None:
    """Tell a figure that readers call a forecast, or a target or plan, from a fact; None where they would differ."""
    figure = _figure_at(row, place)
    return None if figure is None or place[0] == TITLE else state_of(row, figure)


def owners_of(row: Row, place: Any, options: Collection[Any]) -> tuple[str, ...] | None:
    """Return whose a figure is: nobody, a country or a pair; None where the gold is silent, or has blocs or more.

    Nothing is learned where blocs are asked of among countries, which is a second time.
    """
    if any(not SIDES.isdisjoint(option) for option in options):
        return None
    figure = _figure_at(row, place) if is_real(row) or row.get("owners") else None
    if figure is None or figure.get("optional") or "countries" in figure.get("open", ()):
        return None
    if BLOCS.intersection(figure["countries"]) or (len(figure["countries"]) > 1 and not figure["pair"]):
        return None
    return tuple(sorted(figure["pair"] or figure["countries"]))


def is_loose(name: str, row: Row, place: Any) -> bool:
    """Tell a figure whose pair readers would argue about, and an act that they would."""
    if name == "act_code":
        return not any(act["sure"] for act in _acts_at(row, place))
    figure = _figure_at(row, place) if name == "figure_owner" else None
    return figure is not None and (not figure.get("sure", True) or "pair" in figure.get("open", ()))


def _figure_at(row: Row, place: Any) -> Row | None:
    """Return the annotated figure that stands at a place."""
    sentence, start, end = place
    figures = (figure for figure in row["figures"] if bool(figure.get("in_title")) == (sentence == TITLE))
    return next((figure for figure in figures if figure["start"] < end and start < figure["end"]), None)


def _time_among(row: Row, figure: Row, wanted: str | None, options: Collection[Any]) -> Any:
    """Return the option whose words are those of the gold, the nearest of several; NONE where none has them."""
    if not wanted:
        return NONE
    near = []
    for option in options:
        if option != NONE:
            words = _plain(row["text"][option[0] : option[1]])
            if words and (words in _plain(wanted) or _plain(wanted) in words):
                near.append((words != _plain(wanted), abs(option[0] - figure["start"]), option))
    return min(near)[2] if near else NONE


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("the ", "").replace("in ", "").split())


def is_act(row: Row, place: Any, _options: Collection[Any]) -> bool | str | None:
    """Tell whether a sentence tells an act of two sides; UNSURE where readers differ, None where nobody looked.

    Of invented articles what relates the two counts for an act.
    """
    if "acts" in row:
        acts = _acts_at(row, place)
        if place[0] == TITLE:
            return None
        return UNSURE if acts and not acts[0]["sure"] else bool(acts)
    pair = _pair_at(row, place)
    if "pairs" not in row or (pair and (pair.get("optional") or pair.get("loose"))):
        return None
    return bool(pair and pair["relational"])


def act_code(row: Row, place: Any, _options: Collection[Any]) -> str | None:
    """Return the code of the act of two sides in a sentence."""
    acts = _acts_at(row, place) if "acts" in row else []
    return acts[0]["code"] if acts else None


def act_direction(row: Row, place: Any, _options: Collection[Any]) -> str | None:
    """Tell who acts in a sentence: the first of two sides, the second, or both."""
    if "acts" in row:
        acts = _acts_at(row, place)
        return _who(place, None if acts[0].get("mutual") else acts[0]["actor"]) if acts else None
    pair = _pair_at(row, place)
    if not pair or not pair["relational"] or pair.get("loose") or pair.get("direction_unclear"):
        return None
    return _who(place, pair["directed"][0] if pair.get("directed") else None)


def act_status(row: Row, place: Any, _options: Collection[Any]) -> bool | None:
    """Tell whether the act of two sides in a sentence is yet to be; None where nobody looked, or readers differ."""
    start = TITLE if place[0] == TITLE else place[1]
    told = read_statuses().get((row["id"], start, *in_order(*place[2:])), OPEN)
    return None if told == OPEN else told == PLANNED


def act_background(row: Row, place: Any, _options: Collection[Any]) -> bool | None:
    """Tell whether an act had been over for more than a month when its article was written."""
    return is_background(row, place) if is_real(row) else None


def _who(place: Any, actor: str | None) -> str:
    return "both" if actor is None else "first" if actor == place[2] else "second"


def _acts_at(row: Row, place: Any) -> list[Row]:
    """Return the annotated acts of two sides in a sentence, those that readers agree on first."""
    number, pair = _sentence_at(row, place), set(place[2:])
    acts = [act for act in row["acts"] if act["s"] == number and {act["actor"], act["recipient"]} == pair]
    return sorted(acts, key=lambda act: not act["sure"])


def _pair_at(row: Row, place: Any) -> Row | None:
    if "sentences" not in row or "pairs" not in row:
        return None
    number, pair = _sentence_at(row, place), sorted(place[2:])
    found = (one for one in row.get("pairs", ()) if one["sentence"] == number and sorted(one["dyad"]) == pair)
    return next(found, None)


def _sentence_at(row: Row, place: Any) -> int:
    """Return the annotated sentence in which one of the engine's begins."""
    if place[0] == TITLE:
        return TITLE
    within = (n for n, (start, end) in enumerate(row["sentences"]) if start <= place[1] < end)
    return next(within, min(range(len(row["sentences"])), key=lambda n: abs(row["sentences"][n][0] - place[1])))


# In the order in which the engine decides: what is learned first is there when the next is learned.
ANSWERS: dict[str, Answer] = {
    "person": is_person,
    "person_country": person_country,
    "article_pair": is_article_pair,
    "act": is_act,
    "act_code": act_code,
    "act_direction": act_direction,
    "act_status": act_status,
    "act_background": act_background,
    "brief_pair": is_brief_pair,
    "figure_direction": direction_of,
    "figure_period": period_of,
    "figure_ahead": ahead_of,
    "figure_base": base_of,
    "figure_kept": is_figure,
    "figure_owner": owners_of,
}
