"""Find titles of office in a text, and the country that the words beside them give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.office_names import call_by_words_before, standing_of_body
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.title_spellings import spellings_of
from dyadwire.transforms.text.people.lexicon.leaders import is_whole
from dyadwire.transforms.text.people.lexicon.names import is_people, words_of

_NEAR = 70  # characters between a country and a title: "China's top nuclear negotiator and deputy foreign minister"
_PARENTHESIS = re.compile(r" \([A-Z][A-Za-z.-]*\)")  # "the Department of Health (DOH) secretary"
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_SENT = ("envoy", "representative")  # a world body's, or a country's there
JOINING = frozenset({"and", "&", "of", "for", "the"})  # may stand inside a title's phrase, not at its head


class Title(NamedTuple):
    """One row of titles.csv; iso3 and gender are empty where the title does not tell."""

    text: str
    role: str  # which office it is, by which holders are compared
    standing: str
    gender: str
    iso3: str
    called: str  # what readers are shown


class TitleHit(NamedTuple):
    """One title in a passage. `start` is where its noun phrase begins as far as known, country included."""

    title: Title
    start: int
    end: int
    iso3: str | None
    former: bool
    governs: bool  # a country or an organ of the state stands beside it
    private: bool  # a company, a party or the like stands beside it
    local: bool  # the place beside it is below the state
    pronoun: bool  # "its", "his", "the country's" stands before it
    owner: str  # the name before it with a possessive: "Lavrov's deputy"
    owned: bool  # a capitalised word that is no country stands right before: Toyota President
    capital: bool  # written with a capital, as only an office or a proper name is


@dataclass(frozen=True, eq=False)
class _Titles:
    matcher: AhoCorasick
    titles: tuple[Title, ...]


@cache
def _compile(lexicon: Lexicon) -> _Titles:
    patterns: dict[str, Title] = {}
    for row in lexicon["titles"]:
        called = row["called"] or row["role"]
        title = Title(row["title"], row["role"], row["standing"], row["gender"], row["iso3"], called)
        patterns |= dict.fromkeys(spellings_of(row["title"]), title)
    # A DFA of so many titles would hold 13 MB, and be no faster where a text is read once.
    kind, match = Implementation.ContiguousNFA, MatchKind.LeftmostLongest
    matcher = AhoCorasick(list(patterns), matchkind=match, implementation=kind)
    return _Titles(matcher, tuple(patterns.values()))


def find_titles(passage: FoldedPassage, lexicon: Lexicon) -> Iterator[TitleHit]:
    """Yield the titles of a passage in order, each with the country that the words before it give."""
    compiled = _compile(lexicon)
    last = 0
    for index, start, end in compiled.matcher.find_matches_as_indexes(passage.folded):
        if is_whole(passage.folded, start, end):
            floor = max(passage.sentence_at(start).start, start - _NEAR, last)
            yield _look_before(passage, compiled.titles[index], (start, end), floor, lexicon)
            last = end


@cache
def title_words(lexicon: Lexicon) -> frozenset[str]:
    """Return every word of a title, in lower case."""
    return frozenset(word for row in lexicon["titles"] for word in row["title"].split(" "))


@cache
def _phrase_words(lexicon: Lexicon) -> frozenset[str]:
    words = words_of(lexicon)
    return words["filler"] | words["portfolio"] | words["former"] | words["private"]


def _look_before(
    passage: FoldedPassage, title: Title, offsets: tuple[int, int], floor: int, lexicon: Lexicon
) -> TitleHit:
    """Read the words between a floor (sentence, title before) and a title."""
    words = words_of(lexicon)
    start, end = offsets
    inner = _organ_inside(passage, start)
    span, gap = _country_before(passage, start, floor, title, lexicon)
    near = _tail_words(gap, _phrase_words(lexicon))
    before = _word_before(gap, len(near))
    name = before.removesuffix("'s")
    lowered = {word.lower() for word in near} | {name.lower()} & words["organ"]
    title = _as_words_before_tell(title, span, gap.split()[: -len(near) or None], lexicon)
    starts = (start, span.start) if span else (start,)
    return TitleHit(
        title._replace(called=call_by_words_before(passage.folded, title.text, title.called, starts, lexicon)),
        span.start if span else start - sum(len(word) + 1 for word in near),
        end,
        _iso3_of(span, inner, title),
        former=not lowered.isdisjoint(words["former"]) or (span is not None and _was(passage, span, words["former"])),
        governs=(span or inner) is not None or bool(title.iso3) or not lowered.isdisjoint(words["organ"]),
        private=_directs_art(title, span, near) or not {name.lower(), *lowered}.isdisjoint(words["private"]),
        local=span is not None and span.kind == "city",
        pronoun=span is None and before.lower() in words["pronoun"],
        owner=name if span is None and before[:1].isupper() and before.endswith("'s") else "",
        owned=span is None and _is_owned(before, words),
        capital=passage.folded[start].isupper(),
    )


def _as_words_before_tell(title: Title, span: CountrySpan | None, before: list[str], lexicon: Lexicon) -> Title:
    """Return a title with the standing that a country before it gives, or else a body among the words before it."""
    if span is None:
        standing, home = standing_of_body(title.standing, before, lexicon)
        return title._replace(standing=standing, iso3=title.iso3 or home)
    if title.standing == "world" and title.text.removesuffix("s").endswith(_SENT):
        return title._replace(standing="state")  # Tanzania's UN envoy
    return title


def _organ_inside(passage: FoldedPassage, start: int) -> CountrySpan | None:
    """Return the organ that is a part of a title: "Kremlin spokesman", "Inter-Services Intelligence chief"."""
    around = passage.last_country(start)
    if around is not None and around.end > start and around.kind == "org":
        return around  # the title begins inside of it
    return passage.country_at(start)


def _country_before(
    passage: FoldedPassage, start: int, floor: int, title: Title, lexicon: Lexicon
) -> tuple[CountrySpan | None, str]:
    """Return the country whose office a title is, where one stands before it, and the words from it, or a floor, on."""
    span = passage.last_country(start)
    if span is not None and (span.end > start or span.start < floor):
        span = None
    gap = passage.folded[span.end if span else floor : start]
    gap = _PARENTHESIS.sub("", gap) if "(" in gap else gap
    if span and span.kind == "name" and gap.startswith(" "):  # "the UN's Libya envoy": only the field of a body's
        before = passage.folded[floor : span.start]
        if standing_of_body("", before.split(), lexicon)[0]:
            return None, before + gap[1:]
    if span and not _adjoins(span, gap, words_of(lexicon)["blocker"], _phrase_words(lexicon), title.role):
        span = None
    return _owner_of(passage, span, title), gap


def _owner_of(passage: FoldedPassage, span: CountrySpan | None, title: Title) -> CountrySpan | None:
    """Return whose an office is if a country is only its field: White House Russia adviser, Oxfam's Mexico director."""
    if span is None or span.kind != "name":
        return span
    before = passage.last_country(span.start)
    if before and before.kind != "city" and passage.folded[before.end : span.start] in (" ", "'s "):
        return before
    field = title.standing == "shared" and passage.folded.startswith(" ", span.end)
    return None if field and passage.folded.endswith("'s ", 0, span.start) else span


def _directs_art(title: Title, span: CountrySpan | None, near: list[str]) -> bool:
    """Tell whether a director is of films: the Argentine director, but the Kenyan health director."""
    return title.text == "director" and span is not None and span.kind == "demonym" and not near


def _iso3_of(span: CountrySpan | None, inner: CountrySpan | None, title: Title) -> str | None:
    """Return the country of what stands before a title, else of an organ inside it, else of the title itself."""
    if span:
        return _of_organ(span) if span.kind == "org" else span.iso3
    return _of_organ(inner) or title.iso3 or None


def _of_organ(span: CountrySpan | None) -> str | None:
    """Return the country of an organ inside a title; None for a ministry, which every state has."""
    return span.iso3 if span and not span.surface.endswith(("Ministry", "ministry")) else None


def _was(passage: FoldedPassage, span: CountrySpan, former: frozenset[str]) -> bool:
    """Tell whether the word before a country says that the office is over: "former Nigerian president"."""
    before = passage.folded[max(0, span.start - _NEAR) : span.start].replace("-", " ").split()
    return bool(before) and before[-1].lower() in former


def _is_owned(before: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the word before a title's phrase is a proper name: no opener, as Then, and no body, as ASEAN."""
    opens = any(before in words[use] for use in ("starter", "stop", "body"))
    return before[:1].isupper() and before[-1:].isalnum() and not opens


def _word_before(gap: str, skipped: int) -> str:
    """Return the word right before a title's phrase; empty where none is."""
    before = gap.split()[: -skipped or None]
    return before[-1] if before and gap[-1:] in (" ", "-") else ""


def _tail_words(gap: str, known: frozenset[str]) -> list[str]:
    """Return the words right before a title that belong to its phrase, nearest first."""
    tail = []
    for word in reversed(gap.replace("-", " ").split() if gap[-1:] in (" ", "-") else []):
        if word.lower() not in known:
            break
        tail.append(word)
    while tail and tail[-1].lower() in JOINING:
        tail.pop()
    return tail


def _adjoins(span: CountrySpan, gap: str, blockers: frozenset[str], known: frozenset[str], role: str) -> bool:
    """Tell whether the words between a country and a title make them one noun phrase."""
    if not gap or gap[0] not in " '-":
        return False
    owns = gap.startswith("'") or span.kind == "demonym"
    if span.kind == "demonym" and is_people(span.surface):
        return False
    words = gap.removeprefix("'s").removeprefix("'").split()
    if words and words[0] in JOINING:
        return False
    for word in words:
        lower = word.lower()
        if lower in known or lower.replace("-", "") in known:
            continue
        portfolio = word[0].isupper() and role.endswith(("minister", "secretary"))
        if lower in blockers or not _WORD.fullmatch(word) or not (portfolio or (owns and word[0].islower())):
            return False
    return True
