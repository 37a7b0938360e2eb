"""What is set beside what: groups of subjects that read the same articles in turn, round by round."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from statistics import median
from typing import NamedTuple

from tests.bench.subject import ROOT, WHOLE, AbsentError, Answer, Records, Subject
from tests.bench.texts import in_rounds

PEERS_PYTHON = str(ROOT / ".venv-bench" / "bin" / "python")


class Kind(NamedTuple):
    """A measure: its unit, its value of an answer's part for so many articles, and whether more is better."""

    unit: str
    value: Callable[[Answer, str, int], float]
    more_is_better: bool = True


RATE = Kind("articles/s", lambda answer, part, count: count / answer[part])
MILLISECONDS = Kind("ms", lambda answer, part, count: 1000 * answer[part], more_is_better=False)
MEMORY = Kind("MB", lambda answer, part, count: answer["peak"], more_is_better=False)
BYTES = Kind("B an article", lambda answer, part, count: answer[part] / count, more_is_better=False)


class Side(NamedTuple):
    """One side of a comparison: what it is called, the subject, and the part of its answers that counts."""

    name: str
    subject: str
    part: str = WHOLE


class Row(NamedTuple):
    """A comparison: the product's own side, and its peer."""

    own: Side
    peer: Side
    kind: Kind = RATE


class Group(NamedTuple):
    """Comparisons over the same articles: their density and number in a round, and the rounds that count, at least."""

    name: str
    density: str
    size: int
    rounds: int
    rows: tuple[Row, ...]


class Result(NamedTuple):
    """What a row came to: medians of both sides and of the ratio by round, above 1 where the own side is ahead.

    All three are None where a side is absent; then `absent` says why.
    """

    group: str
    row: Row
    own: float | None = None
    peer: float | None = None
    ratio: float | None = None
    absent: str = ""

    @property
    def key(self) -> str:
        """Return the name by which its floor is kept."""
        return f"{self.group}: {self.row.own.name}, {self.row.kind.unit}, beside {self.row.peer.name}"


_RULES, _TRAINED = "tests.bench.engine:rules", "tests.bench.engine:trained"
_WHOLE = Side("spaCy, whole", "tests.bench.peers:spacy_pipeline")
_NAMES = Side("spaCy, names", "tests.bench.peers:spacy_names")
_FLASHGEOTEXT = Side("flashgeotext", "tests.bench.peers:flashgeotext")
_QUANTULUM = Side("quantulum3", "tests.bench.peers:quantulum3")
_TEXTS = (
    Row(Side("all, by rules", _RULES), _WHOLE),
    Row(Side("all, by rules", _RULES), _NAMES),
    Row(Side("all, with spaCy", _TRAINED), _WHOLE),
    Row(Side("all, with spaCy", _TRAINED), _NAMES),
    Row(Side("countries", _RULES, "countries"), _FLASHGEOTEXT),
    Row(Side("countries", _RULES, "countries"), _NAMES),
    Row(Side("people", _RULES, "people"), _NAMES),
    Row(Side("dyads", _RULES, "dyads"), _WHOLE),
    Row(Side("acts", _RULES, "acts"), _WHOLE),
    Row(Side("figures", _RULES, "figures"), _QUANTULUM),
    Row(Side("memory, by rules", _RULES), _NAMES, MEMORY),
)
_JSON, _JSON_LOOP = "tests.bench.lakes:json_lake", "tests.bench.lakes:json_functions"
_HTML, _HTML_LOOP = "tests.bench.lakes:html_lake", "tests.bench.lakes:html_functions"
_TRAFILATURA = Side("trafilatura alone", "tests.bench.peers:trafilatura")
_LAKES = (
    Row(Side("JSON Lines → lake", _JSON), Side("a plain loop", _JSON_LOOP)),
    Row(Side("JSON Lines → lake", _JSON), Side("extraction alone", _JSON_LOOP, "extract")),
    Row(Side("memory", _JSON), Side("a plain loop", _JSON_LOOP), MEMORY),
    Row(Side("stored without texts", _JSON, "other bytes"), Side("the texts", _JSON, "text bytes"), BYTES),
)
_PAGES = (
    Row(Side("HTML → lake", _HTML), Side("a plain loop", _HTML_LOOP)),
    Row(Side("HTML → lake", _HTML), _TRAFILATURA),
    Row(Side("reading a page", _HTML_LOOP, "read"), _TRAFILATURA),
)
_FEEDS = (
    Row(Side("entries of a feed", "tests.bench.lakes:feeds"), Side("feedparser", "tests.bench.peers:feedparser")),
)
_ASKED = "tests.bench.questions:questions"
_QUESTIONS = tuple(
    Row(Side(name, _ASKED, name), Side(beside, _ASKED, beside), MILLISECONDS)
    for name, beside in (
        ("trend", "trend by plain SQL"),
        ("figures", "figures by plain SQL"),
        ("status", "status by plain SQL"),
        ("opening", "opening DuckDB"),
    )
)
GROUPS = (
    Group("Texts as news has them", "news", 24, 6, _TEXTS),
    Group("Texts full of figures", "figures", 16, 6, _TEXTS),
    Group("Runs of articles", "news", 300, 3, _LAKES),
    Group("Runs of pages", "news", 150, 3, _PAGES),
    Group("Feeds", "news", 200, 6, _FEEDS),
    Group("Questions", "news", 200, 8, _QUESTIONS),
)


def keys() -> list[str]:
    """Return the names of all rows, by which their floors are kept."""
    return [Result(group.name, row).key for group in GROUPS for row in group.rows]


def measure(group: Group, rounds: int) -> list[Result]:
    """Let all subjects of a group read the articles of each round, one after the other; the first round only warms."""
    started, absent = _start(group)
    try:
        texts = in_rounds(group.size, group.density)
        heard = [_round(started, records) for records, _ in zip(texts, range(rounds + 1), strict=False)][1:]
    finally:
        for subject in started.values():
            subject.close()
    return [_result(group, row, heard, absent) for row in group.rows]


def _round(started: dict[str, Subject], records: Records) -> dict[str, Answer]:
    return {name: subject.ask(records) for name, subject in started.items()}


def _start(group: Group) -> tuple[dict[str, Subject], dict[str, str]]:
    """Return the subjects of a group by name, and why others are absent."""
    started: dict[str, Subject] = {}
    absent: dict[str, str] = {}
    for name in dict.fromkeys(side.subject for row in group.rows for side in (row.own, row.peer)):
        python = PEERS_PYTHON if name in (_FLASHGEOTEXT.subject, _QUANTULUM.subject) else sys.executable
        try:
            started[name] = Subject(name, python)
        except AbsentError as error:
            absent[name] = str(error)
    return started, absent


def _result(group: Group, row: Row, heard: list[dict[str, Answer]], absent: dict[str, str]) -> Result:
    for side in (row.own, row.peer):
        if side.subject in absent:
            return Result(group.name, row, absent=f"not installed: {absent[side.subject]}")
    own, peer = (list(_values(group, row, side, heard)) for side in (row.own, row.peer))
    ratios = [one / other if row.kind.more_is_better else other / one for one, other in zip(own, peer, strict=True)]
    return Result(group.name, row, median(own), median(peer), median(ratios))


def _values(group: Group, row: Row, side: Side, heard: list[dict[str, Answer]]) -> Iterator[float]:
    return (row.kind.value(answers[side.subject], side.part, group.size) for answers in heard)
