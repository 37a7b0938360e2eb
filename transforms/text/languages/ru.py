"""Russian: names in all cases."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Endings, Language, abbreviations, by_ending

# Endings of a noun by the end of its first form: nominative, genitive, dative, accusative, instrumental, prepositional.
_NOUNS = (
    ("ия", ("ия", "ии", "ии", "ию", "ией", "ии")),
    ("ья", ("ья", "ьи", "ье", "ью", "ьей", "ье")),
    ("я", ("я", "и", "е", "ю", "ей", "е")),
    ("ка", ("ка", "ки", "ке", "ку", "кой", "ке")),
    ("га", ("га", "ги", "ге", "гу", "гой", "ге")),
    ("ша", ("ша", "ши", "ше", "шу", "шей", "ше")),
    ("а", ("а", "ы", "е", "у", "ой", "е")),
    ("ий", ("ий", "ия", "ию", "ий", "ием", "ии")),
    ("й", ("й", "я", "ю", "й", "ем", "е")),
    ("русь", ("русь", "руси", "руси", "русь", "русью", "руси")),
    ("ань", ("ань", "аня", "аню", "ань", "анем", "ане")),
    ("ь", ("ь", "я", "ю", "ь", "ем", "е")),
    ("ые", ("ые", "ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("ие", "их", "им", "ие", "ими", "их")),
    ("аты", ("аты", "атов", "атам", "аты", "атами", "атах")),
    ("ы", ("ы", "", "ам", "ы", "ами", "ах")),
    ("ин", ("ин", "ина", "ину", "ин", "ином", "ине")),
)
_HARD = ("", "а", "у", "", "ом", "е")
_SURNAMES = (
    ("ский", ("ский", "ского", "скому", "ским", "ском")),
    ("ова", ("ова", "овой", "ову", "овой", "овой")),
    ("ина", ("ина", "иной", "ину", "иной", "иной")),
    ("ин", ("ин", "ина", "ину", "иным", "ине")),
    ("ов", ("ов", "ова", "ову", "овым", "ове")),
    ("ев", ("ев", "ева", "еву", "евым", "еве")),
    ("ей", ("ей", "ея", "ею", "еем", "ее")),
    ("а", ("а", "ы", "у", "ой", "е")),
)
_MASCULINE = ("", "а", "у", "ом", "е")
_CASES = (0, 1, 2, 4, 5)  # of the six those that differ: the accusative of a man is his genitive
_SYLLABLE = 3  # letters of a first name of Chinese or Korean, which stays as it is
_ADJECTIVES = (
    ("ая", ("ая", "ой", "ой", "ую", "ой", "ой")),
    ("яя", ("яя", "ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ое", "ого", "ому", "ое", "ым", "ом")),
    ("ий", ("ий", "ого", "ому", "ий", "им", "ом")),
    ("ый", ("ый", "ого", "ому", "ый", "ым", "ом")),
    ("ые", ("ые", "ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("ие", "их", "им", "ие", "ими", "их")),
)
_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_PEOPLE = ("ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах")
_PEOPLE_FEMININE = ("ка", "ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")
_PEOPLE_SOFT = ("ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах")
_PEOPLE_HARD = ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")
_VOWELS = "аеиоуыэюя"
_INVARIANT = re.compile(r"[иоуэеё]\Z|[А-Я.]\Z")


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
    return {form, *_cases(form)} if kind in ("name", "capital", "rare", "org", "metonym", "home") else (form,)


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


def _decline(word: str, table: Endings) -> list[str]:
    """Return the six cases of a word."""
    if found := by_ending(word, table):
        return found
    return [word] * 6 if _INVARIANT.search(word) else [word + ending for ending in _HARD]


_ABOUT = r"(?:(?:более чем|менее чем|почти|около|примерно|рекордные|целых)\s(?:на\s)?)?"

PACK = Language(
    "ru",
    inflect,
    fold,
    grouped="  \u00a0\u202f\u2009.",
    date=re.compile(
        r"-?(?:й|я|е|го|му|м|ю|х|ми|ый|ая|ое|ые|ых)(?!\w)|(?<=\d{3})\s?г(?:\.|од[ауе]?|оду|одом)?(?!\w)|\s?гг\.?|\s?(?:век|тысячелет|столет)|"
        r"\s(?:утра|вечера|ночи)(?!\w)"
    ),
    before=re.compile(r"№\s?\Z"),
    adjective_first=True,
    ranged_from=re.compile(r"(?<!\w)[Оо]т\s\Z"),
    ranged_to=re.compile(r"\sдо\s"),
    relates=True,
    joins=re.compile(r"\s?,\s|\s(?:и|а также|или)\s(?:в\s|во\s)?|,\s(?:в|во)\s"),
    moved_at=re.compile(rf"(?:^|\s)(?:на|до)\s{_ABOUT}\Z|\sс\s[\d.,]+(?:\s\w+)?\sдо\s\Z|(?<!\w)прибави\w{{1,2}}\s\Z"),
    moved_to=re.compile(rf"(?:^|\s)до\s{_ABOUT}\Z"),
    moved_reach=100,
    moved_denied=re.compile(r"(?<!\w)[Нн]е\s\Z"),
    clause=re.compile(r"[;:!?]|,\s(?:а|но|однако)\s"),
    age=re.compile(
        r"\d{1,3}-летн\w+\s(?:женщин|мужчин|девуш|юнош|мальчик|девоч|подрост|жител|парн|парен|спортсмен|студент|школьни|пенсионер|граждан)"
    ),
    half=re.compile(r"\sс\sполовиной\b"),
    counted=re.compile(r"\sиз\s(?:них|которых)\b"),
    times_before=re.compile(rf"(?<!\w)[Вв]\s(?:{_ABOUT})\Z"),
    out_of=re.compile(r"\sиз\s"),
    short=abbreviations("г гг долл им т д п е ул проф акад др пр см стр рис"),
)
