"""The subject of a question: one place, or a pair of places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.country_names import find_pair, find_place, known_pair, known_place, place_notes
from dyadwire.pipelines.ask.places import Place, folded
from dyadwire.pipelines.errors import DyadwireError

_LONGEST_NAME = 4  # words that are looked at as one name: Bosnia and Herzegovina


class Subject(NamedTuple):
    """A pair of places, or one place alone."""

    one: Place
    other: Place | None = None

    @property
    def name(self) -> str:
        """How it is written for people: Russia–China."""
        return f"{self.one.name}–{self.other.name}" if self.other else self.one.name

    @property
    def by_name(self) -> Subject:
        """The same in the order in which lists name it, for who asks by a code: Egypt–United Arab Emirates."""
        if self.other is None or folded(self.one.name) <= folded(self.other.name):
            return self
        return Subject(self.other, self.one)

    @property
    def code(self) -> str:
        """How it is written for programs: CHN-RUS, codes in alphabetical order."""
        return "-".join(sorted((self.one.code, self.other.code))) if self.other else self.one.code

    @property
    def kind(self) -> str:
        """What it is, as sentences say it: a pair, a country, or a bloc."""
        return "pair" if self.other else "bloc" if self.one.is_bloc else "country"

    @property
    def notes(self) -> list[str]:
        """What to mind when its counts are read: what a name was read as, what a bloc was taken for."""
        return place_notes(self.one, self.other)

    @property
    def is_dyad(self) -> bool:
        """Two sides, neither of them the members of a bloc: the rollup answers it."""
        return self.other is not None and not (self.one.is_members or self.other.is_members)


def read_subjects(words: tuple[str, ...], against: tuple[str, ...] = ()) -> list[Subject]:
    """Read what a user asks for: one place, two places (a pair), or any number of pairs such as Russia-China.

    >>> [subject.code for subject in read_subjects(("Russia", "China"))]
    ['CHN-RUS']
    >>> [subject.code for subject in read_subjects(("Russia-China", "USA:China"))]
    ['CHN-RUS', 'CHN-USA']
    """
    if name := _name_in_parts(words):
        raise DyadwireError(f"{name!r} is one name: put it in quotes")
    if len(words) == 2 and all(map(_is_place, words)):
        subjects = [_pair(find_place(words[0]), find_place(words[1]))]
    elif len(words) == 1:
        subjects = [Subject(find_place(words[0])) if not _is_pair(words[0]) else _pair(*find_pair(words[0]))]
    else:
        subjects = _pairs(words)
    subjects += [_pair(*find_pair(word)) for word in against]
    if not subjects:
        raise DyadwireError("name a pair, such as Russia China, or one country")
    found: dict[str, Subject] = {}
    for subject in subjects:
        found.setdefault(subject.code, subject)
    return list(found.values())


def read_pair(words: tuple[str, ...]) -> Subject:
    """Read exactly one pair, from two places or one such as Russia-China; DyadwireError for anything else."""
    return the_pair(read_subjects(words))


def read_subject(words: tuple[str, ...]) -> Subject:
    """Read exactly one pair, or one place alone; DyadwireError for anything else."""
    return one_of(read_subjects(words))


def read_side(words: tuple[str, ...]) -> Subject:
    """Read exactly one place; DyadwireError for anything else, also for a pair."""
    subject = read_subject(words)
    if subject.other:
        raise DyadwireError(f"one country or bloc is wanted, and {subject.name} is a pair")
    return subject


def ask_of(subject: Subject, ask: Callable[..., Answer], lake: str, **asked: Any) -> Answer:
    """Put a question about a subject to a lake; DyadwireError where the lake can't be asked."""
    from dyadwire.pipelines.ask.query import connect  # DuckDB takes a while: a wrong name is told before

    with connect(lake) as connection:
        return ask(connection, subject, **asked)


def side_of(option: str, name: str, subject: Subject) -> str:
    """Return the code of a side of a pair, or of what may be a member of one; DyadwireError, which names the option.

    Of one place alone the other side may be any.
    """
    place, sides = find_place(name), [side for side in subject[:2] if side]
    if subject.other and place.code not in [side.code for side in sides] and not any(side.is_members for side in sides):
        raise DyadwireError(f"--{option} {place.name} is neither {sides[0].name} nor {sides[1].name}")
    return place.code


def actor_and_recipient(actor: str | None, recipient: str | None, subject: Subject) -> dict[str, str | None]:
    """Return the codes of who acts and to whom, each None where any may; DyadwireError where a subject has no such act.

    >>> actor_and_recipient("US", None, read_pair(("USA", "China")))
    {'actor': 'USA', 'recipient': None}
    """
    asked = {"actor": actor, "recipient": recipient}
    codes = {option: None if name is None else side_of(option, name, subject) for option, name in asked.items()}
    acts, undergoes = codes.values()
    if not (acts and undergoes):
        return codes
    two = [find_place(acts), find_place(undergoes)]
    if acts == undergoes and not two[0].is_members:
        raise DyadwireError(f"--actor and --recipient are both {two[0].name}: an act is of two sides")
    if (
        not subject.other
        and not any(side.is_members or side.code == subject.one.code for side in two)
        and not subject.one.is_members
    ):
        raise DyadwireError(f"--actor {two[0].name} and --recipient {two[1].name}: neither is {subject.one.name}")
    return codes


def one_of(subjects: list[Subject]) -> Subject:
    """Return the only subject, a pair or one place alone; DyadwireError where there are several."""
    if len(subjects) != 1:
        raise DyadwireError("this question takes one pair, such as Russia-China, or one country")
    return subjects[0]


def the_pair(subjects: list[Subject]) -> Subject:
    """Return the only subject, a pair; DyadwireError where there are several, or it is one place alone."""
    if len(subjects) != 1 or subjects[0].other is None:
        pair = "this question takes one pair: two countries, or one pair such as Russia-China"
        raise DyadwireError(f"{pair}; `top` ranks the pairs of one country")
    return subjects[0]


def _pairs(words: tuple[str, ...]) -> list[Subject]:
    if len(words) == 2 and not any(map(_is_pair, words)):
        return [_pair(find_place(words[0]), find_place(words[1]))]  # raises, with near matches
    if words and all(map(_is_place, words)):
        raise DyadwireError(f"two countries are wanted, or pairs such as Russia-China, not {len(words)} countries")
    return [_pair(*find_pair(word)) for word in words]


def _name_in_parts(words: tuple[str, ...]) -> str | None:
    """Return the first name that is in several words, as without quotes: South Korea, of which South is no place."""
    for at in range(len(words)):
        for end in range(min(at + _LONGEST_NAME, len(words)), at + 1, -1):
            name = " ".join(words[at:end])
            if not all(map(_is_place, words[at:end])) and _is_place(name):
                return name
    return None


def _is_place(text: str) -> bool:
    return known_place(text) is not None


def _is_pair(text: str) -> bool:
    return not _is_place(text) and known_pair(text) is not None


def _pair(one: Place, other: Place) -> Subject:
    if one.code == other.code:
        raise DyadwireError(f"a pair needs two different places, not {one.name} twice")
    return Subject(one, other)
