"""The lexicon's rules for figures, compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from dyadwire.transforms.lexicon import Lexicon, Row
from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.figures.tokens import Tokens, split_form
from dyadwire.transforms.text.figures.topic_words import TopicWords
from dyadwire.transforms.text.find.regions import members_by_words

T = TypeVar("T")

KINS = ("kin_person", "kin_place", "kin_animal", "kin_vehicle")  # lists of nouns that can be counted together
OWNED = ("'s", "’s")  # how a name may end
Qualifiers = dict[str, list[tuple[tuple[str, ...], str]]]  # by one token: forms, the longest first, and meaning


class NumberWord(NamedTuple):
    """A word that is a number or part of one."""

    value: Exact
    role: str


class Unit(NamedTuple):
    """A unit of measure: its singular British name, and what its form holds besides."""

    name: str
    dimension: str
    symbol: bool
    per: str | None
    factor: Exact


class Money(NamedTuple):
    """A form of a currency, with the currencies that single countries mean by it."""

    currency: str
    style: str
    by_country: dict[str, str]


class Change(NamedTuple):
    """A cue of direction: what part of speech it is, and up or down."""

    part: str
    direction: str


def _owned(parts: list[str]) -> Iterator[list[str]]:
    """Yield the tokens of a form as an owner: a letter and its 's are one token."""
    for end in OWNED:
        yield [*parts[:-1], parts[-1] + end] if parts[-1][-1].isalpha() else [*parts, *split_form(end)]


class Forms(Generic[T]):
    """Forms of one or more tokens. Words match in any case, symbols as written; the longest form wins."""

    def __init__(self, rows: list[tuple[str, bool, T]], *, tight: bool = False, owned: bool = False) -> None:
        """Index rows of (form, whether case counts, meaning).

        `tight`: a form without a space matches none with one; `owned`: it may end with 's.
        """
        self.tight = tight
        self.exact: dict[str, list[tuple[list[str], T]]] = defaultdict(list)
        self.loose: dict[str, list[tuple[list[str], T]]] = defaultdict(list)
        for form, cased, meaning in rows:
            parts = list(split_form(form if cased else form.lower()))
            for ended in (parts, *(_owned(parts) if owned else ())):
                (self.exact if cased else self.loose)[ended[0]].append((ended, meaning))
        for index in (self.exact, self.loose):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[0]))
        self.starts = frozenset(map(str.lower, (*self.exact, *self.loose)))  # the first tokens of all forms

    def at(self, tokens: Tokens, index: int) -> tuple[T, int] | None:
        """Return the meaning of the longest form that begins at a token, and where it ends."""
        if tokens.lower_at(index) not in self.starts:  # nine in ten calls
            return None
        best: tuple[T, int] | None = None
        for forms, words in ((self.exact, tokens.words), (self.loose, tokens.lower)):
            for parts, meaning in forms.get(words[index], ()):
                end = index + len(parts)
                if (
                    (best is None or end > best[1])
                    and (end == index + 1 or words[index:end] == parts)
                    and self._fits(tokens, index, end)
                ):
                    best = (meaning, end)
                    break
        return best

    def _fits(self, tokens: Tokens, start: int, end: int) -> bool:
        """Distinguish ft2 from the "ft 2" of 5 ft 2 in: signs and digits must touch what they belong to."""
        if not self.tight or end == start + 1:
            return True
        return all(tokens.joined(at - 1) or tokens.words[at].isalpha() for at in range(start + 1, end))


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything that the reading of figures takes from the lexicon."""

    numbers: dict[str, NumberWord]
    signals: frozenset[str]  # words with which a number or a phrase of time begins
    units: Forms[Unit]
    prefixes: Forms[Money]  # symbols and codes that stand before an amount
    prefix_ends: frozenset[str]  # their last tokens
    suffixes: Forms[Money]  # names, symbols and codes that stand after it
    codes: frozenset[str]
    money_homes: dict[str, str]  # the country of each currency that begins with its code: JPY is of JP
    borrowed_money: dict[str, str]  # the currency of another one in which a country pays
    regions: Forms[frozenset[str]]  # words that describe countries, with these
    directions: Forms[Change]  # cues of several words
    direction_words: dict[str, dict[str, str]]  # cues of one word: part to direction
    direction_starts: frozenset[str]  # the first words of all cues
    cues_before: Qualifiers  # by their last token
    cues_after: Qualifiers  # by their first token
    clause_cues: Qualifiers  # by their last token
    measures: Forms[str]  # head nouns, by class
    words: dict[str, frozenset[str]]  # the lists of figure_words.csv
    attacks: frozenset[str]  # nouns of attacks, and what they are done with (`act_lists`)
    names: frozenset[tuple[str, ...]]  # words before a number that make it part of a name, as written
    list_words: frozenset[tuple[str, ...]]  # the same in any case
    name_ends: frozenset[str]  # the last tokens of both
    companies: Forms[tuple[str, str]]  # names with and without 's: country and kind
    topics: TopicWords
    measure_verbs: dict[str, str]  # verbs whose object is an amount: what names it
    flows: dict[str, frozenset[str]]  # words by which something goes from one country to another, by role
    plain_words: frozenset[str]  # words that are written small


@cache
def compile_rules(lexicon: Lexicon) -> Rules:
    """Compile the tables that this package reads."""
    numbers = {row["form"]: NumberWord(_read_exact(row["value"]), row["role"]) for row in lexicon["numbers"]}
    money = _read_currencies(lexicon)
    signs = {form: found for form, found in money.items() if found.style in ("symbol", "code")}
    lists, acts = (lexicon.words_by("list", table) for table in ("figure_words", "act_lists"))
    directions, names = lexicon["direction_cues"], lexicon["numbered_names"]
    changes = [(row["form"], False, Change(row["part"], row["direction"])) for row in directions if " " in row["form"]]
    return Rules(
        numbers=numbers,
        signals=lists["time_start"] | lists["number_lead"] | frozenset(numbers),
        units=Forms([(row["form"], row["style"] == "symbol", _read_unit(row)) for row in lexicon["units"]], tight=True),
        prefixes=Forms([(form, True, found) for form, found in signs.items()]),
        prefix_ends=frozenset(split_form(form)[-1] for form in signs),
        suffixes=Forms([(form, form in signs or found.style == "letter", found) for form, found in money.items()]),
        codes=frozenset(form for form, found in money.items() if found.style == "code"),
        money_homes=_read_homes(lexicon, money),
        borrowed_money={row["iso3"]: row["currency"] for row in lexicon["borrowed_money"]},
        regions=Forms([(words, False, members) for words, members in members_by_words(lexicon).items()]),
        directions=Forms(changes),
        direction_words=_read_directions(lexicon),
        direction_starts=frozenset(split_form(row["form"])[0] for row in directions),
        cues_before=_read_qualifiers(lexicon, "before", -1),
        cues_after=_read_qualifiers(lexicon, "after", 0),
        clause_cues=_read_qualifiers(lexicon, "clause", -1),
        measures=Forms([(row["form"], False, row["class"]) for row in lexicon["measures"]]),
        words=lists,
        attacks=acts["attack"] | acts["weapon"],
        names=frozenset(split_form(row["form"]) for row in names if row["case"] == "capital"),
        list_words=frozenset(split_form(row["form"]) for row in names if row["case"] == "any"),
        name_ends=frozenset(split_form(row["form"].lower())[-1] for row in names),
        companies=_read_companies(lexicon),
        topics=TopicWords(lexicon["topics"]),
        measure_verbs={row["form"]: row["noun"] for row in lexicon["measure_verbs"]},
        flows=lexicon.words_by("role", "flow_words"),
        plain_words=frozenset(row["word"] for row in lexicon["plain_words"]),
    )


def _read_directions(lexicon: Lexicon) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in lexicon["direction_cues"]:
        if " " not in row["form"]:
            found[row["form"]][row["part"]] = row["direction"]
    return dict(found)


def _read_qualifiers(lexicon: Lexicon, place: str, key: int) -> Qualifiers:
    found: Qualifiers = defaultdict(list)
    for row in sorted(lexicon["qualifier_cues"], key=lambda row: -len(row["form"])):
        if row["place"] == place:
            parts = split_form(row["form"])
            found[parts[key]].append((parts, row["qualifier"]))
    return dict(found)


def _read_exact(text: str) -> Exact:
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number


def _read_unit(row: Row) -> Unit:
    return Unit(
        row["unit"], row["dimension"], row["style"] == "symbol", row["per"] or None, _read_exact(row["factor"] or "1")
    )


def _read_companies(lexicon: Lexicon) -> Forms[tuple[str, str]]:
    """Index the companies, with either apostrophe and as owners."""
    names = {name: row for row in lexicon["companies"] for name in (row["company"], row["company"].replace("'", "’"))}
    return Forms([(name, True, (row["iso3"], row["kind"])) for name, row in names.items()], owned=True)


def _read_homes(lexicon: Lexicon, money: dict[str, Money]) -> dict[str, str]:
    """Return the country of each currency by its ISO 4217 code, which begins with that of the country."""
    countries = {row["iso2"]: row["iso3"] for row in lexicon["countries"]}
    codes = {code for found in money.values() for code in (found.currency, *found.by_country.values())}
    return {code: countries[code[:2]] for code in sorted(codes) if code[:2] in countries}


def _read_currencies(lexicon: Lexicon) -> dict[str, Money]:
    """Gather the rows of each form: the one without a country is the default."""
    found: dict[str, Money] = {}
    for row in lexicon["currencies"]:
        default = found.get(row["form"])
        if row["country"]:
            assert default, f"currencies.csv: {row['form']} has no default before its countries"
            default.by_country[row["country"]] = row["currency"]
        else:
            found[row["form"]] = Money(row["currency"], row["style"], {})
    return found
