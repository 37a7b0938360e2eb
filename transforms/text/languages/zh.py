"""Chinese, in simplified and traditional characters: no spaces, and single characters that stand for countries."""

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

# What makes a country of a character before it, and of one after it.
_OFFICES = (
    r"属|屬|方(?![便面法案式向针程略圆])|军(?!事)|軍(?!事)|媒(?!介)|企(?!图|圖|鹅)|籍|裔|资(?!料|格|源|深|质|助)|外长|外長|"
    r"财长|財長|防长|防長|总统|總統|总理|總理|首相|大使|外交部|国防部|國防部|国会|國會|参议|參議|众议|眾議|股(?!份|东)|债(?!务)"
)
_CARRIERS = r"[驻駐访訪赴援]"
# What follows the two characters of a pair, the second of which may stand for nothing elsewhere: 中老铁路, 法埃贸易.
_COMMON = (
    r"两国|兩國|关系|關係|贸易|貿易|双边|雙邊|边境|邊境|边界|铁路|鐵路|联合|聯合|首脑|首腦|会谈|會談|峰会|峰會|合作|战争|冲突|谈判|"
    r"元首|领导人|外长|外長|经贸|經貿|友好|自贸|企业|建交|协定|協定|双方|雙方|政府|高铁|口岸"
)
_TRADED = r"出口|进口|進口|贸易|貿易|关税|關稅|投资|投資|军售|軍售|制裁"  # after a state, behind 对
_FACING = r"[对對涉来來在反旅抵遏]"  # before 华


def _shorts(characters: Iterable[str], halves: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a single character beside what makes a country of it: 美方, 俄外长, 驻华, 中老铁路."""
    any_of = "".join(characters)
    either = any_of + "".join(halves)
    states = re.sub("[华華]", "", any_of)  # 华裔 are no envoys of China
    no_day = r"(?<![今昨明前后近每即当節节生假元其集途心高丁拉北南])"
    return re.compile(
        rf"{no_day}([{states}])(?={_OFFICES})|"
        rf"(?<={_CARRIERS})([{any_of}])(?![里丽麗语語文])|"
        rf"(?<={_FACING})([华華])(?![人侨僑裔盛丽麗尔爾沙为為东東南北中西润潤夏])|"
        rf"(?<=[对對])([{states}])(?={_TRADED})|"
        rf"{no_day}([{either}])(?=[{any_of}](?:{_COMMON}))|{no_day}([{any_of}])(?=[{either}](?:{_COMMON}))|"
        rf"(?<=[{any_of}])([{either}])(?=(?:{_COMMON}))|(?<=[{either}])([{any_of}])(?=(?:{_COMMON}))"
    )


PACK = Language(
    "zh",
    words_before=False,
    words_after=False,
    joint="[多余餘]?",
    time_first=True,
    names=NamePack(unlike=re.compile(r"[语語文]"), shorts=_shorts, people_after=re.compile(r"人(?![口民士才])")),
    numbers=NumberPack(
        decimal=".",
        grouped=",，",
        chained=True,
        numerals="零〇一二两兩三四五六七八九十百千",
        fused_end=r"(?![为為立本员員功长長果熟就都品份套人])",
    ),
    counts=CountPack(
        date=re.compile(
            r"(?<=\d{3})\s?年(?![前后後间間来來])|\s?(?:月(?!份?期)|日(?!元|圆|圓|间|間|内|內)|号|號|[点點时時](?!间)|年代|世纪|世紀|后(?!\w))"
        ),
        before=re.compile(r"[第初]\Z|月\s?\Z"),
        counted=re.compile(r"[个個家座所艘辆輛枚架项項件台臺户戶套颗顆头頭]"),
    ),
    parts=PartPack(
        times_end=r"(?![速率镜鏡感受加])",
        times_added=re.compile(
            r"(?:增长|增長|增加|提高|上升|上涨|上漲|扩大|擴大|增幅|涨幅|漲幅|高出|多出)(?:了|近|约|約|超过|超過|逾|将近|将|達|达)*\Z"
        ),
        whole_first=re.compile(r"[个個]\w{0,8}[中里裡](?:就)?有?"),
    ),
    pairs=PairPack(relates=True, placed=re.compile(r"在\Z"), joins=re.compile(r"[、，和与與及]")),
    moves=MovePack(
        to=re.compile(
            r"[至到](?:了|约|約|近|逾|超[过過]?|每[日天周月年]|(?:\d{4}年|今年|去年|目前|[历歷]史)的?|最[高低]的?|新[高低]的?){0,4}\Z"
        ),
        reach=14,
        unless=re.compile(r"[降跌减減]幅\w{0,4}(?:收窄|[缩縮]小|[扩擴]大|放[缓緩])"),
        denied=re.compile(r"(?:[没沒]有?|未能?|不[会會再])(?:再|[继繼][续續])?\Z"),
        clause=re.compile(r"[，。；、：！？,;]"),
    ),
)
