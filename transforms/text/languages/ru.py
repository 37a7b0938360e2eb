"""Russian: names in all cases."""

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

# Cases of a noun: nominative, genitive, dative, accusative, instrumental, prepositional.
_NOUNS = read_endings("ru", "noun")
_HARD = ("", "а", "у", "", "ом", "е")
_SURNAMES = read_endings("ru", "surname")
_MASCULINE = ("", "а", "у", "ом", "е")
_CASES = (0, 1, 2, 4, 5)  # of the six those that differ: the accusative of a man is his genitive
_SYLLABLE = 3  # letters of a first name of Chinese or Korean, which stays as it is
_ADJECTIVES = read_endings("ru", "adjective")
_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_PEOPLE = ("ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах")
_PEOPLE_FEMININE = ("ка", "ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")
_PEOPLE_SOFT = ("ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах")
_PEOPLE_HARD = ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")
_VOWELS = "аеиоуыэюя"
_INVARIANT = re.compile(r"[иоуэеё]\Z|[А-Я.]\Z")
_decline = partial(decline, invariant=_INVARIANT, others=_HARD)


def fold(text: str) -> str:
    """Write ё as е, as most news does.

    >>> fold("Соединённые")
    'Соединенные'
    """
    return text.replace("ё", "е").replace("Ё", "Е")


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return the cases of a name, adjective or noun of people.

    >>> sorted(inflect("Корея", "name")), "Южной Кореей" in inflect("Южная Корея", "name")
    (['Корее', 'Кореей', 'Кореи', 'Корею', 'Корея'], True)
    """
    form = fold(form)
    if kind == "demonym":
        return {form, *(form.removesuffix("ий") + ending for ending in _ADJECTIVE)}
    if kind == "people":
        return {form, *_people(form)}
    if kind == "leader":
        return {form, *_surname(form)}
    return {form, *_cases(form)} if kind in DECLINED else (form,)


def _surname(form: str) -> Iterable[str]:
    """Decline the last word of a leader's name, a first name before it as well: Дональда Трампа, but Си Цзиньпина."""
    first, _, last = form.rpartition(" ")
    fixed = last[-1] in "оуиеэюяь"
    cases = by_ending(last, _SURNAMES) or [last + ending for ending in ([""] * 5 if fixed else _MASCULINE)]
    firsts = _decline(first, _NOUNS) if first.isalpha() and len(first) > _SYLLABLE else [first] * len(_HARD)
    names = [firsts[at] for at in _CASES]
    return [f"{name} {case}".strip() for name, case in zip(names, cases, strict=True)]


def _people(form: str) -> Iterable[str]:
    if form.endswith("нин"):
        stem = form.removesuffix("ин")
        return [*(stem + ending for ending in _PEOPLE), *(stem + ending for ending in _PEOPLE_FEMININE)]
    if form.endswith("ец"):
        stem = form.removesuffix("ец")
        soft = stem + "й" if stem[-1] in _VOWELS else stem
        return [*(soft + ending for ending in _PEOPLE_SOFT), *(soft + ending for ending in _PEOPLE_FEMININE)]
    return [form + ending for ending in _PEOPLE_HARD] if form[-1] not in "еихмы" else ()


def _cases(form: str) -> Iterable[str]:
    """Decline the first word and, after an adjective, the second: Южная Корея, Республика Корея."""
    words = form.split(" ")
    if len(words) == 1:
        return _decline(form, _NOUNS)
    if "—" in words:  # Папуа — Новая Гвинея
        fixed = words.index("—") + 1
        return [" ".join((*words[:fixed], case)) for case in _cases(" ".join(words[fixed:]))]
    head, second, rest = words[0], words[1], words[2:]
    adjective = any(head.endswith(end) for end, _ in _ADJECTIVES) and head[-2:] != "ия"
    firsts = _decline(head, _ADJECTIVES if adjective else _NOUNS)
    seconds = _decline(second, _NOUNS) if adjective else [second] * len(firsts)
    return [" ".join((one, other, *rest)) for one, other in zip(firsts, seconds, strict=True)]


_ABOUT = r"(?:(?:более чем|менее чем|почти|около|примерно|рекордные|целых)\s(?:на\s)?)?"

PACK = Language(
    "ru",
    inflect,
    fold,
    numbers=NumberPack(grouped="  \u00a0\u202f\u2009."),
    counts=CountPack(
        adjective_first=True,
        date=re.compile(
            r"-?(?:й|я|е|го|му|м|ю|х|ми|ый|ая|ое|ые|ых)(?!\w)|(?<=\d{3})\s?г(?:\.|од[ауе]?|оду|одом)?(?!\w)|\s?гг\.?|\s?(?:век|тысячелет|столет)|"
            r"\s(?:утра|вечера|ночи)(?!\w)"
        ),
        before=re.compile(r"№\s?\Z"),
        counted=re.compile(r"\sиз\s(?:них|которых)\b"),
        age=re.compile(
            r"\d{1,3}-летн\w+\s(?:женщин|мужчин|девуш|юнош|мальчик|девоч|подрост|жител|парн|парен|спортсмен|студент|школьни|пенсионер|граждан)"
        ),
    ),
    parts=PartPack(
        ranged_from=re.compile(r"(?<!\w)[Оо]т\s\Z"),
        ranged_to=re.compile(r"\sдо\s"),
        half=re.compile(r"\sс\sполовиной\b"),
        times_before=re.compile(rf"(?<!\w)[Вв]\s(?:{_ABOUT})\Z"),
        out_of=re.compile(r"\sиз\s"),
    ),
    pairs=PairPack(relates=True, joins=re.compile(r"\s?,\s|\s(?:и|а также|или)\s(?:в\s|во\s)?|,\s(?:в|во)\s")),
    moves=MovePack(
        at=re.compile(rf"(?:^|\s)(?:на|до)\s{_ABOUT}\Z|\sс\s[\d.,]+(?:\s\w+)?\sдо\s\Z|(?<!\w)прибави\w{{1,2}}\s\Z"),
        to=re.compile(rf"(?:^|\s)до\s{_ABOUT}\Z"),
        reach=100,
        denied=re.compile(r"(?<!\w)[Нн]е\s\Z"),
        clause=re.compile(r"[;:!?]|,\s(?:а|но|однако)\s"),
    ),
    short=abbreviations("г гг долл им т д п е ул проф акад др пр см стр рис"),
)
