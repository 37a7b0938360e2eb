"""Arabic: conjunctions, prepositions and the article are written with their word, adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dyadwire.transforms.text.languages.pack import CountPack, Language, MovePack, NumberPack, PairPack, PartPack

_FOLDED = str.maketrans("أإآٱىک", "ااااي" + "ك")
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك")
_DEFINITE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال")
_ENDINGS = ("", "ة", "ين", "ون", "ان", "تان", "تين", "ات", "ا", "اً")
ARTICLE = "ال"
_NAMES = frozenset(("name", "capital", "people", "rare", "org", "leader", "metonym"))


def fold(text: str) -> str:
    """Write every alef and yeh alike.

    >>> fold("أميركا") == "اميركا"
    True
    """
    return text.translate(_FOLDED)


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return a name or adjective with what is written before and after it.

    >>> "للصين" in inflect("الصين", "name"), "والروسية" in inflect("روسي", "demonym")
    (True, True)
    """
    form = fold(form)
    if kind == "demonym":
        return set(_adjective(form))
    return set(_name(form)) if kind in _NAMES else (form,)


def _name(form: str) -> Iterator[str]:
    if form.startswith(ARTICLE):
        yield from (prefix + form.removeprefix(ARTICLE) for prefix in _DEFINITE)
    else:
        yield from (prefix + form for prefix in _PREFIXES)


def _adjective(form: str) -> Iterator[str]:
    words = form.split(" ")
    for ending in _ENDINGS:
        inflected = [word + ending for word in words]
        yield from (prefix + " ".join(inflected) for prefix in _PREFIXES)
        definite = " ".join([inflected[0], *(ARTICLE + word for word in inflected[1:])])
        yield from (prefix + definite for prefix in _DEFINITE)


_ABOUT = r"(?:(?:نحو|حوالي|قرابة|اكثر من|اقل من|ما يقارب|زهاء)\s)?(?:ال)?"

PACK = Language(
    "ar",
    inflect,
    fold,
    clings=True,
    prefixes="(?:و|ف|ب|ل|ك|ال|وال|بال|لل)?",
    numbers=NumberPack(decimal=".٫", grouped=",٬،"),
    counts=CountPack(
        date=re.compile(r"\s?(?:م|هـ)(?!\w)"),
        before=re.compile(r"(?<!\w)[وفبل]{0,2}(?:رقم|عام|سنة|المادة|الساعة)\s\Z"),
        counted=re.compile(r"\s(?:منهم|منها|منهن)(?!\w)"),
        people_said=re.compile(""),
    ),
    parts=PartPack(
        half=re.compile(r"\sونصف(?:\s(?:ال)?ملي(?:ون|ار))?(?!\w)"),
        of_end="",
        out_of=re.compile(r"\sمن\s(?:كل|أصل|اصل)\s"),
    ),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"(?<!\w)(?:و)?في\s\Z"),
        joins=re.compile(r"،\s|\s(?:و|أو\s)(?:(?:في|من|مع|إلى)\s)?"),
        joined_by="و",
    ),
    moves=MovePack(
        at=re.compile(
            rf"(?:بمعدل|بنسبة|بمقدار|بنحو|بواقع|بحوالي|بما يقارب|باكثر من|قدره|قدرها|نسبته|نسبتها|بلغت نسبته|الي|"
            rf"دون|فوق|تحت|\w)\s?{_ABOUT}\Z"
        ),
        to=re.compile(rf"(?:الي|دون|فوق|تحت)\s{_ABOUT}\Z"),
        reach=100,
        gap=re.compile(
            rf"\w*(?:\sعدد\s\w+(?:\s\w+)?|\sحصيلة\s\w+(?:\s\w+)?)?(?:\sمن\s\S+\s?\S{{0,12}})?\sالي\s(?:ما\sدون\s|"
            rf"ما\sفوق\s)?{_ABOUT}"
        ),
        bare=re.compile(
            rf"\w*\s(?:(?:[^\d،,؛:]|(?<!\d)\d{{4}}(?!\d)){{0,70}}\s)?(?:(?:ب?نسبة|بمعدل|بمقدار|بنحو|بواقع|بحوالي|"
            rf"باكثر\sمن|قدرها?|نسبتها?)\s{_ABOUT}|ب(?=\Z))|"
            rf"\w*(?:[^\d،,؛:]{{0,70}})(?:\d.{{0,30}})?\s(?:الي|دون|فوق|تحت)\s(?:ما\sدون\s)?{_ABOUT}|"
            rf"\w*(?:\s(?!من\s|عن\s|علي\s|[تيب])[^\W\d]+){{0,2}}\s{_ABOUT}"
        ),
        counted=re.compile(r"عدد|حصيل|اجمالي"),
        since=re.compile(r"\s?(?:الي)\s(?=\d)"),
        unless=re.compile(
            r"(?<!\w)(?:[وف]?لم|[وف]?لا|[وف]?لن|[وف]?ليس|دون\sان|عدم|بدون|طائرة|دعوى|قذيف\w+|صاروخ|تبلغ|بلغت|بقيمة|"
            r"قيمته|قيمتها)(?!\w)|[يت]زيد(?:\s\w+)?\s(?:عن|علي)\s"
        ),
        clause=re.compile(r"[؛:!?؟]|[،,]\s"),
    ),
)
