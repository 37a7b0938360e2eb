"""Ukrainian: names in all cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from dyadwire.transforms.text.languages.forms import DECLINED, by_ending, decline, read_endings
from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    MovePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
)

# Cases of a noun: nominative, genitive, dative, accusative, instrumental, locative.
_NOUNS = read_endings("uk", "noun")
_ADJECTIVES = read_endings("uk", "adjective")
_HARD = ("", "у", "ові", "", "ом", "і")
_MASCULINE = ("", "а", "у", "ом", "і")  # of towns and surnames
_ADJECTIVE = ("ий", "ого", "ому", "им", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими")
_PEOPLE = read_endings("uk", "people")
_SURNAMES = read_endings("uk", "surname")
_INVARIANT = re.compile(r"[иоуюеєії]\Z|[А-ЯІЇЄҐ.]\Z")
_decline = partial(decline, invariant=_INVARIANT, others=_HARD)


def fold(text: str) -> str:
    """Write every apostrophe alike.

    >>> fold("В’єтнам") == fold("Вʼєтнам")
    True
    """
    return text.replace("’", "'").replace("ʼ", "'")


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return the cases of a name, adjective or noun of people.

    >>> "Польщею" in inflect("Польща", "name"), "китайської" in inflect("китайський", "demonym")
    (True, True)
    """
    form = fold(form)
    if kind == "demonym":
        return {form, *(form.removesuffix("ий") + ending for ending in _ADJECTIVE)}
    if kind == "people":
        return {form, *(by_ending(form, _PEOPLE) or ())}
    if kind == "leader":
        first, _, last = form.rpartition(" ")
        cases = [last] if _INVARIANT.search(last) else by_ending(last, _SURNAMES)
        return {f"{first} {case}".strip() for case in cases or [last + ending for ending in _MASCULINE]}
    return {form, *_cases(form)} if kind in DECLINED else (form,)


def _cases(form: str) -> Iterable[str]:
    """Decline a word, or an adjective with its noun: Південна Корея, Сполучені Штати."""
    head, _, rest = form.partition(" ")
    if not rest:
        return [*_decline(form, _NOUNS), *(form + ending for ending in _MASCULINE if form[-1] not in "аяоеиіьй")]
    second, space, more = rest.partition(" ")
    if not any(head.endswith(end) for end, _ in _ADJECTIVES) or head.endswith("ія"):
        return [f"{case} {rest}" for case in _decline(head, _NOUNS)]
    both = zip(_decline(head, _ADJECTIVES), _decline(second, _NOUNS), strict=True)
    return [f"{one} {other}{space}{more}" for one, other in both]


_ABOUT = r"(?:(?:більш ніж|менш ніж|майже|близько|приблизно)\s(?:на\s)?)?"

PACK = Language(
    "uk",
    inflect,
    fold,
    numbers=NumberPack(grouped="  \u00a0\u202f\u2009."),
    counts=CountPack(
        adjective_first=True,
        date=re.compile(
            r"-?(?:й|я|е|го|му|ю|х|ті|та|те|тій|ї)(?!\w)|(?<=\d{3})\s?р(?:\.|ік|оку|оці|оком)?(?!\w)|\s?рр\.?|\s?(?:століт|тисячолітт)"
        ),
        before=re.compile(r"№\s?\Z"),
        counted=re.compile(r"\s(?:із|з)\s(?:них|яких)\b"),
        age=re.compile(
            r"\d{1,3}-річн\w+\s(?:жінк|чоловік|дівч|хлоп|підліт|мешкан|жител|спортсмен|студент|школяр|пенсіонер|громадян)"
        ),
    ),
    parts=PartPack(
        ranged_from=re.compile(r"(?<!\w)[Вв]ід\s\Z"),
        ranged_to=re.compile(r"\sдо\s"),
        half=re.compile(r"\sз\sполовиною\b"),
        times_before=re.compile(rf"(?<!\w)[ВвУу]\s(?:{_ABOUT})\Z"),
        out_of=re.compile(r"\s(?:із|з)\s"),
    ),
    pairs=PairPack(relates=True, joins=re.compile(r"\s?,\s|\s(?:і|й|та|або)\s(?:в\s|у\s|до\s)?|,\s(?:в|у|до)\s")),
    moves=MovePack(
        at=re.compile(rf"(?:^|\s)(?:на|до)\s{_ABOUT}\Z"),
        to=re.compile(rf"(?:^|\s)до\s{_ABOUT}\Z"),
        reach=100,
        denied=re.compile(r"(?<!\w)[Нн]е\s\Z"),
        clause=re.compile(r"[;:!?]|,\s(?:а|але|проте)\s"),
    ),
    short=abbreviations("р рр дол грн ім т д п вул проф акад див стор рис"),
)
