"""Features of the words beside a name: an occupation, speech, a deed, a noun for things, other names of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.register import Place
from dyadwire.transforms.text.people.lexicon.names import given_names, words_of

_NOUN_AFTER = re.compile(r" ([a-z]+)")
_QUOTES, _QUOTED = frozenset("\"'“"), re.compile(r",?[\"'”]")
# ", a retired lecturer", " — founder of", " (actor": the first words of these tell an occupation.
_APPOSED = re.compile(
    r"(?:,| [—-]| \(|, who (?:is|was|works as)) (?:(?:an?|the|his|her|its|their) )?([a-z][a-z' -]{2,60})"
)
_APPOSED_WORDS = 6
_DOES = re.compile(
    r",? (?:who )?(?:(?:was|is|were|has|had|have|been|also|then|later|once|will|would|did|not|never|recently|earlier)"
    r" )*([a-z-]+)"
)
_AGED = re.compile(r" \(\d\d\)")
# Names of two and more words in a list, whose first ones may be known: "Sue Grafton and Don Winslow".
_LISTED_BEFORE = re.compile(r"([A-Z][A-Za-z]+)(?: [A-Z][A-Za-z.'-]*){1,3}(?:,|,? and|,? &) $")
_LISTED_AFTER = re.compile(r"(?:,|,? and|,? &) ([A-Z][A-Za-z]+) [A-Z]")
_LIST_REACH = 60  # characters of the name before


def describe_kinds(folded: str, place: Place, beside: tuple[str, str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the kinds of words beside a name; `beside` are the two words, or marks, before it."""
    second, before = beside
    signs = (*_of_things(folded, place, second, before, lexicon), *_of_people(folded, place, before, lexicon))
    yield from (name for name, is_so in signs if is_so)
    yield from _listed(folded, place, given_names(lexicon))


def _of_things(folded: str, place: Place, second: str, before: str, lexicon: Lexicon) -> Iterator[tuple[str, object]]:
    """Yield whether a noun for things stands beside a name, "the newspaper X", "X district", or marks of quotation."""
    nouns, after = words_of(lexicon)["thing_noun"], _NOUN_AFTER.match(folded, place.end)
    yield "thing after", after and after[1] in nouns
    yield "thing before", before in nouns
    yield "thing of", before == "of" and second in nouns
    yield "quoted", before in _QUOTES and _QUOTED.match(folded, place.end)


def _of_people(folded: str, place: Place, before: str, lexicon: Lexicon) -> Iterator[tuple[str, object]]:
    """Yield whether what somebody is, says or does stands beside a name."""
    words = words_of(lexicon)
    apposed, does = _APPOSED.match(folded, place.end), _DOES.match(folded, place.end)
    yield "occupation before", before in words["occupation"]
    yield (
        "occupation after",
        apposed and not words["occupation"].isdisjoint(apposed[1].split()[:_APPOSED_WORDS]),
    )
    yield "speech before", before in words["speech"]
    yield "speech after", does and does[1] in words["speech"]
    yield "deed after", does and does[1] in words["deed"]
    yield "age in brackets", _AGED.match(folded, place.end)


def _listed(folded: str, place: Place, given: frozenset[str]) -> Iterator[str]:
    """Yield on which sides a name with a known given name stands in the same list."""
    lists = folded.endswith((", ", "and ", "& "), 0, place.start)
    before = _LISTED_BEFORE.search(folded, max(0, place.start - _LIST_REACH), place.start) if lists else None
    after = _LISTED_AFTER.match(folded, place.end)
    yield from (
        f"listed {side} given" for side, name in (("after", before), ("before", after)) if name and name[1] in given
    )
