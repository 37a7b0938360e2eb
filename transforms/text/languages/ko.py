"""Korean: particles follow a name without a space."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    MovePack,
    NamePack,
    NumberPack,
    PairPack,
    PartPack,
)

# What makes a country of a single syllable before it.
_OFFICES = "대통령|국무|국방|행정부|의회|상원|하원|해군|공군|육군|연준|연방|재무|법무|외교부|외무|정부|언론"


def _shorts(syllables: Iterable[str], halves: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a single syllable beside what makes a country of it: 미 대통령."""
    return re.compile(rf"(?<!\w)([{''.join(syllables)}])(?= ?(?:{_OFFICES}))")


PACK = Language(
    "ko",
    words_after=False,
    clings=True,
    joint=r"(?:(?<=[\d천백만억조])여\s?)?",
    time_first=True,
    names=NamePack(
        inside=3,
        unlike=re.compile(r"어(?!\w)|어(?:를|로|는|가|의|와|판)|말(?:로|을|이)?(?!\w)"),
        shorts=_shorts,
        people_after=re.compile(r"인(?:들)?(?:이|은)?\s"),
    ),
    numbers=NumberPack(decimal=".", grouped=",", chained=True, places="천백십"),
    counts=CountPack(
        date=re.compile(
            r"(?:(?<=월\s\d)|(?<=월\s\d\d)|(?<=월\d)|(?<=월\d\d))(?:\s?일|[~∼〜～-]\d)|"
            r"(?<=\d{3})\s?년(?!간|\s?동안|\s?전|\s?만)|\s?(?:월(?!가)|시(?!간)|년대|세기|호(?!주)|번째|위(?!안)|분의\s?\d|대\d)"
        ),
        before=re.compile(r"제\s?\Z|\d시\s?\Z"),
        counted=re.compile(
            r"(?:개(?![막최헌혁봉학회통설발장교표월년방선])|대(?![선표회학통])|척|권|편|건|석|곳|가구|마리)"
        ),
    ),
    parts=PartPack(
        times_end=r"(?=로|다|였|인\s|쯤|정도|가\s|가량|의\s|나\s|에\s|에서|를|까지|이상|는\s|도\s|\s|[,.·)]|\Z|증가|늘|올|뛰|급|성장|확대|넘|높|많|비싸|커|더)",
        whole_first=re.compile(r"\s?(?:명|개|곳|가구|대|건|팀|가지)\s?(?:사\s?)?중\s(?:약\s)?"),
    ),
    pairs=PairPack(
        relates=True, placed_after=re.compile(r"에서"), joins=re.compile(r"(?:·|[와과]\s|\s및\s|\s?[/]\s?)")
    ),
    moves=MovePack(
        reach=100,
        gap=re.compile(r"(?!)"),
        on=r"(?P<to>\s?(?:대|선|수준|정도|아래|위|이하|이상)?(?:으)?로(?:까지)?\s)?"
        r"(?:\s?(?:포인트|p|가까이|이상|가량|정도|넘게|넘는|나|씩|의|더|안팎|대폭|소폭|크게|(?<=명)이(?=\s?(?:증가|감소|늘|줄))))*\s?",
        unless=re.compile(r"지(?:는|도)?\s?(?:않|못)"),
        verb_last=True,
    ),
)
