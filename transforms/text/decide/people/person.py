"""Decide which names of an article are people's, by the make of a name and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.people.words_beside import describe_kinds
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.register import Named, Place
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.famous import home_of_famous
from dyadwire.transforms.text.people.lexicon.names import family_names, given_names, honorifics, words_of
from dyadwire.transforms.text.people.lexicon.origins import count_unseen

THRESHOLD = 0.36  # probability from which a name is taken for a person's: their countries are decided next
_AFTER = re.compile(r"(?:('s)|(,) \(?(\d\d)\b|(,) (an?|the|who|whose)\b|( \()|(,)|([.;:]))?(?: ?([a-z]+))?")
_BEFORE = re.compile(r"[A-Za-z]+(?:[-.'][A-Za-z]*)*|[^\sA-Za-z]")  # words and marks
_REACH = 40  # characters of the two words before a name
_SHORT = 5  # letters of a word that tells little alone: in, for, with
_NEAR = (1, 12, 40)  # characters between a country and a name
_FAR = 10_000  # characters: no country is in the sentence
_INITIALS = 2  # letters of initials without marks: KK Mittal
_MANY = 4  # pieces of a word that no name has; more are counted as so many
# They begin with letters, to which a search skips: six times as fast as from one \b to the next.
_PERSONAL = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Hh])(?:e|is|er)|(?<=[Ss])he|(?<=h)im)\b")
_OF_THINGS = re.compile(r"[Ii](?<!\w.)ts?\b")
_SOON = (40, 80, 160)  # characters from a name to a pronoun
_COUNTS = (2, 3, 5, 9)


def find_people_named(
    named: Sequence[Named], passages: Sequence[FoldedPassage], lexicon: Lexicon
) -> list[tuple[Named, float]]:
    """Return the names that may be people, each with its probability."""
    model = load_model("person")
    found = []
    for one in named:
        if one.acts_for:
            found.append((one, 1.0))
            continue
        features = [*_describe_name(one, lexicon), *_describe_places(one, passages, lexicon)]
        chance = model.probability(one.text, features)
        if chance >= THRESHOLD:
            found.append((one, chance))
    return found


def _describe_name(one: Named, lexicon: Lexicon) -> Iterator[str]:
    """Yield how a name is made."""
    first, last = one.words[0], one.words[-1]
    yield "any"
    yield f"words {len(one.words)}"
    yield f"make {_make(one, lexicon)}"
    for part, word in (("first", first), ("last", last)):
        yield f"{part} {word}"
        yield f"{part} end {word[-2:]}"
        yield f"{part} end {word[-3:]}"
        unseen, pieces = count_unseen(word, lexicon)
        yield f"{part} unseen {min(unseen, _MANY)}"
        yield f"{part} unseen quarters {round(4 * unseen / pieces)}"
    if home_of_famous(one.words, lexicon):
        yield "famous"
    if one.known:
        yield "known"
        yield f"known {'with' if one.known.iso3 else 'without'} country"
    yield from (sign for sign in "-.'" if any(sign in word for word in one.words))
    yield from (name for name, is_so in _of_words(one, lexicon) if is_so)


def _of_words(one: Named, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """Yield what lists of names and words say of a name, and whether they do."""
    words, plain = words_of(lexicon), plain_words(lexicon)
    given, family = one.words[0] in given_names(lexicon), one.words[-1] in family_names(lexicon)
    yield "given name", given
    yield "family name", family
    yield "first plain", one.words[0] in plain and not given
    yield "last plain", one.words[-1] in plain and not family
    yield "middle plain", not plain.isdisjoint(one.words[1:-1])
    yield "family name first", one.words[0] in words["surname_first"]
    yield "organisation", not words["organisation"].isdisjoint(one.words)
    yield "particle", not words["particle"].isdisjoint(one.words)
    yield "initials first", len(one.words[0]) == _INITIALS and one.words[0].isupper()
    yield "capitals", any(len(word) > 1 and word.isupper() for word in one.words)


def _make(one: Named, lexicon: Lexicon) -> str:
    """Return in letters what lists of names and words know of the first and the last word of a name."""
    lists = (("g", given_names), ("f", family_names), ("w", plain_words))
    made = ["".join(sign for sign, names in lists if word in names(lexicon)) for word in (one.words[0], one.words[-1])]
    return f"{min(len(one.words), 4)} {made[0]}-{made[1]}"


def _describe_places(one: Named, passages: Sequence[FoldedPassage], lexicon: Lexicon) -> Iterator[str]:
    """Yield what stands beside a name where it comes first, and how it comes again."""
    first = one.places[0]
    yield from _beside(first, passages[first.passage], lexicon)
    yield from (f"places {step}" for step in _COUNTS if len(one.places) >= step)
    lengths = {place.end - place.start for place in one.places}
    if len(lengths) > 1 and len(one.words) > 1:
        yield "in short"


def _beside(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[str]:
    """Yield the features of what stands beside a name in one place."""
    folded = passage.folded
    *_, second, before = ["", "", *_BEFORE.findall(folded[max(0, place.start - _REACH) : place.start])]
    if before in honorifics(lexicon):
        yield "address before"
    elif before.lower() in title_words(lexicon):
        yield "title before"
    yield f"before {before.lower()}"
    if before[:1].isupper():
        yield "capital before"
    if len(before) < _SHORT:
        yield f"before {second.lower()} {before.lower()}"
    yield from describe_kinds(folded, place, (second, before), lexicon)
    yield from _following(folded, place.end)
    yield from _pronouns(folded, place.end)
    yield from _countries_near(place, passage)


def _following(folded: str, end: int) -> Iterator[str]:
    """Yield the mark and the word after a name: "'s", an age, ", the"."""
    after = _AFTER.match(folded, end)
    if after:
        mark = next(filter(None, after.group(1, 4, 5, 6, 7, 8)), "")
        yield f"mark {'age' if after[3] else mark}"
        if after[9]:
            yield f"after {mark}{after[9]}"


def _pronouns(folded: str, end: int) -> Iterator[str]:
    """Yield how soon after a name he or she, or it, is spoken of: a person, or a thing."""
    for name, pronoun in (("he or she", _PERSONAL), ("it", _OF_THINGS)):
        found = pronoun.search(folded, end, end + _SOON[-1] + _SHORT)
        if found:
            yield f"{name} within {next((step for step in _SOON if found.start() - end <= step), 'no step')}"


def _countries_near(place: Place, passage: FoldedPassage) -> Iterator[str]:
    """Yield how near the countries before and after a name in its sentence are."""
    sentence = passage.sentence_at(place.start)
    if place.start == sentence.start:
        yield "opens sentence"
    before, after = passage.last_country(place.start), passage.next_country(place.end)
    gaps = {
        "before": place.start - before.end if before and before.start >= sentence.start else _FAR,
        "after": after.start - place.end if after and after.start < sentence.end else _FAR,
    }
    for side, span in (("before", before), ("after", after)):
        yield from (f"{span.kind} {side} within {step}" for step in _NEAR if span and gaps[side] <= step)
    if min(gaps.values()) == _FAR:
        yield "no country in sentence"
