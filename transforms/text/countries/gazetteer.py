"""Compile the lexicon's places: one matcher for all surface forms, and the senses of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold, plain_words

# Kinds of a sense beside those of a country mention.
NOTHING = "nothing"  # a phrase that holds a country's name and stands for none
CONTEXT = "context"  # a state organ of whichever country the sentence names
PREFIX = "prefix"  # Sino-, Franco-
DIVISION = "division"  # Georgia, Ontario: becomes `city`
ABBREVIATION = "abbreviation"  # Ga., TN: counts only after a town
CITY = "city"
TOWN = "town"  # an American town that shares a famous name: becomes `city`

_NO_WORDS: frozenset[str] = frozenset()
CUE_MAX = 2  # of one word of local news: three sheriffs say no more than two
_OF_STATE = frozenset({"Agency", "Authority", "Board", "Development", "National"})
_BARE_MIN = 5  # letters of a city's name without its marks: shorter ones are words of some language
_SAINTS = frozenset({"San", "Santa", "Santo", "Sao"})
UPPER_LETTERS_MIN = 4  # shorter surfaces in capitals are mostly acronyms of something else


class Sense(NamedTuple):
    """One thing that a surface may stand for."""

    kind: str
    iso3: str
    doubt: frozenset[str] = frozenset()
    population: int = 0
    divisions: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Every surface and its senses, the likeliest first."""

    matcher: AhoCorasick
    surfaces: tuple[str, ...]
    senses: Mapping[str, tuple[Sense, ...]]
    doubts: Mapping[str, frozenset[str]]  # of all senses of a surface
    kinds: Mapping[str, frozenset[str]]


_MAY_BE_PEOPLE = ("name", "capital", "city", DIVISION)
# A country's name is likelier than a capital, a capital than a province or a city.
_RANK = {NOTHING: 0, "name": 1, "demonym": 2, PREFIX: 2, "metonym": 3, "capital": 4, "org": 5, CONTEXT: 5, DIVISION: 6}


def _rank(sense: Sense) -> tuple[bool, int, int]:
    return ("rare" in sense.doubt, _RANK.get(sense.kind, 7), -sense.population)


def _doubts(row: Mapping[str, str]) -> frozenset[str]:
    return frozenset(row["doubt"].split())


def _senses(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    """Yield every surface of the lexicon with one of its senses."""
    for row in lexicon["country_aliases"]:
        yield row["alias"], Sense(row["kind"], row["iso3"], _doubts(row))
    for table, column, kind in (("capitals", "capital", "capital"), ("metonyms", "metonym", "metonym")):
        for row in lexicon[table]:
            yield row[column], Sense(kind, row["iso3"], _doubts(row))
    for row in lexicon["organs"]:
        yield row["organ"], Sense("org" if row["iso3"] else CONTEXT, row["iso3"], _doubts(row))
    for row in lexicon["not_countries"]:
        yield row["phrase"], Sense(DIVISION if row["iso3"] else NOTHING, row["iso3"])
    yield from _places(lexicon)


def _places(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    for row in lexicon["divisions"]:
        code = frozenset({row["code"]} if row["code"] else ())
        yield row["division"], Sense(DIVISION, row["iso3"], _doubts(row), divisions=code)
        for short in (row["abbreviation"], row["code"]):
            if short:
                yield short, Sense(ABBREVIATION, row["iso3"], divisions=code)
    firms = {row["company"] for row in lexicon["companies"]}
    for row in lexicon["cities"]:
        doubts = _doubts(row) | {"word"} if row["city"] in firms else _doubts(row)  # Toyota
        yield row["city"], Sense(CITY, row["iso3"], doubts, int(row["population"]))
    for row in lexicon["towns"]:
        yield row["town"], Sense(TOWN, row["iso3"], divisions=frozenset(row["divisions"].split()))


def _without_marks(lexicon: Lexicon, senses: Mapping[str, Sequence[Sense]]) -> list[tuple[str, Sense]]:
    """Return cities as news writes them, without the marks of their letters: Aligarh, Durres.

    Those that are then something else are left out: words, names of people, other places (Bush, Artem, Bali), and
    saints, after whom each country calls some.
    """
    names = {row["name"] for table in ("people_names", "world_names") for row in lexicon[table]}
    names |= {row["text"] for row in lexicon["name_shapes"]} | plain_words(lexicon)
    bare = [(fold(row["city"]), row) for row in lexicon["cities"] if not row["city"].isascii()]
    bare = [(surface, row) for surface, row in bare if surface.partition(" ")[0] not in _SAINTS]
    return [
        (spelling, Sense(CITY, row["iso3"], _doubts(row), int(row["population"])))
        for surface, row in bare
        for spelling in _spellings(surface)
        if len(surface) >= _BARE_MIN and surface.isascii() and surface not in senses and surface not in names
    ]


def _firms(lexicon: Lexicon, places: Container[str]) -> Iterator[str]:
    """Yield the names of firms and papers that hold a place's name and stand for none: Munich Re, Daily Sabah."""
    firms = [row["company"] for row in lexicon["companies"] if row["kind"] == "company"]
    institutions = {row["word"] for row in lexicon["context_words"] if row["role"] == "institution"} | _OF_STATE
    for name in (*firms, *(row["name"].removeprefix("The ") for row in lexicon["outlets"])):
        words = name.replace("-", " ").split()
        known = name in places or not institutions.isdisjoint(words if "of" in words else words[1:])
        if not known and not words[-1].isdigit() and _hold(words, places):
            yield name


def _hold(words: Sequence[str], places: Container[str]) -> bool:
    """Tell whether some of the words, but not all, are a place's name that is no acronym."""
    runs = [words[at : at + length] for length in (1, 2, 3) for at in range(len(words) - length + 1)]
    names = (" ".join(run) for run in runs if len(run) < len(words))
    return any(len(name) >= UPPER_LETTERS_MIN and name in places for name in names)


def _spellings(surface: str) -> Iterator[str]:
    yield surface
    if len(surface) >= UPPER_LETTERS_MIN and surface.upper() != surface and len(surface.upper()) == len(surface):
        yield surface.upper()


@cache
def compile_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Compile the places of a lexicon. Kept as long as the process: a lexicon is loaded once."""
    people = {row["name"] for row in lexicon["people_names"]}
    senses: dict[str, list[Sense]] = defaultdict(list)
    for surface, sense in _senses(lexicon):
        if surface in people and sense.kind in _MAY_BE_PEOPLE:
            sense = sense._replace(doubt=sense.doubt | {"person"})
        for spelling in _spellings(surface):
            if sense not in senses[spelling]:
                senses[spelling].append(sense)
    for spelling, sense in _without_marks(lexicon, senses):
        senses[spelling].append(sense)
    for name in [*_firms(lexicon, senses)]:
        for spelling in _spellings(name):
            senses[spelling].append(Sense(NOTHING, ""))
    ranked = {surface: tuple(sorted(found, key=_rank)) for surface, found in senses.items()}
    surfaces = tuple(ranked)
    matcher = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    doubts = {surface: frozenset().union(*(sense.doubt for sense in found)) for surface, found in ranked.items()}
    kinds = {surface: frozenset([sense.kind for sense in found]) for surface, found in ranked.items()}
    return Gazetteer(matcher, surfaces, ranked, _shared(doubts), _shared(kinds))


def _shared(found: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the same with one set for all that are equal: there are few, and tens of thousands of surfaces."""
    known: dict[frozenset[str], frozenset[str]] = {}
    return {surface: known.setdefault(labels, labels) for surface, labels in found.items()}


class WordsBeside(dict[str, frozenset[str]]):
    """The words beside a name that tell what it is, by role; and names of people."""

    def __init__(
        self,
        roles: Mapping[str, frozenset[str]],
        given: frozenset[str],
        surnames: frozenset[str],
        countries: frozenset[str],
        openers: frozenset[str],
        cues: AhoCorasick,
    ) -> None:
        """`openers` are capital words that open a sentence and name nobody, `cues` the words of local news."""
        super().__init__(roles)
        self.given, self.surnames, self.countries, self.openers, self.cues = given, surnames, countries, openers, cues

    def __missing__(self, role: str) -> frozenset[str]:
        return _NO_WORDS

    def count_cues(self, text: str) -> int:
        """Count the words of local news in a text, each up to a few times."""
        found = self.cues.find_matches_as_indexes(text)
        counts = Counter([index for index, start, _ in found if not (start and text[start - 1].isalnum())])
        return sum(min(count, CUE_MAX) for count in counts.values())


def _given_places(lexicon: Lexicon) -> set[str]:
    """Return the countries and capitals after which children are named: Kenya, Vienna."""
    rows = ((row["alias"], row["doubt"]) for row in lexicon["country_aliases"])
    more = ((row["capital"], row["doubt"]) for row in lexicon["capitals"])
    return {name for name, doubt in chain(rows, more) if "given" in doubt.split()}


@cache
def compile_words(lexicon: Lexicon) -> WordsBeside:
    """Compile the context words and the names of people of a lexicon."""
    roles = lexicon.words_by("role", "context_words")
    parts: dict[str, set[str]] = defaultdict(set)
    for row in lexicon["people_names"]:
        for part in row["part"].split():
            parts[part].add(row["name"])
    return WordsBeside(
        roles,
        frozenset(parts["given"]) | _given_places(lexicon),
        frozenset(parts["surname"]),
        frozenset(row["alias"] for row in lexicon["country_aliases"]),
        frozenset(row["word"] for row in lexicon["person_words"] if row["use"] in ("starter", "stop"))
        | {word.capitalize() for word in roles["function_word"]}
        | roles["opener"],
        AhoCorasick(
            sorted(roles["local_cue"]), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        ),
    )
