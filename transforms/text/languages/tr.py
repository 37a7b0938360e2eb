"""Turkish: names take their endings after an apostrophe, nouns of people without one."""

from __future__ import annotations

import re

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    MovePack,
    NamePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
)

PACK = Language(
    "tr",
    fold=lambda text: text.replace("’", "'"),
    joint=r"(?:'\w{1,4}\s)?(?:(?:daha\s)?(?:fazla|çok|az)\s|kadar\s|yakın\s|aşkın\s)?",
    time_first=True,
    names=NamePack(
        latin=True,
        tail=re.compile(r"(?:l[ae]r)?(?:[ıiuü]n?|n[ıiuü]n|[dt][ae]n?|y?[ae]|y?l[ae]|y[ıiuü]|s[ıiuü])?(?:ki)?"),
        tailed=frozenset(("name", "demonym", "people")),
    ),
    numbers=NumberPack(
        grouped=". \u00a0",
        chained=True,
        percent_tail=r"(?:l[ıiuü][kğ]|y?[aeıiuü]|s[ıi]|[dt][ae]n?|n?[ıiuü]n)(?:n?[ıiuü]n?|n?[dt]?[ae]n?)?",
    ),
    counts=CountPack(
        noun_letters=2,
        function_words=abbreviations("de da ve ile ki mi mı ya ise bu şu o en"),
        date=re.compile(
            r"\.(?=\s?\w)|'(?:[ıiuü]nc[ıiuü]|nc[ıiuü])|['’][dt]?[ae]\b(?!\s(?:kadar|yakın|varan)\b)|"
            r"(?<=\d{4})\s(?:yılında|yılı\b|yılının|yılından)"
        ),
        before=re.compile(r"(?:saat|sayfa|madde)\s\Z"),
        age=re.compile(r"\d{1,3}\syaşında"),
    ),
    parts=PartPack(
        half=re.compile(r"\sbuçuk\b"),
        times_end=r"(?:(?<![Kk]at)|(?=\s(?:art|daha|fazla|büyü|yüksel|pahalı|azal|düş|zam)))",
    ),
    pairs=PairPack(
        relates=True,
        placed_after=re.compile(r"['’][dt][ae](?:ki)?(?!\w)"),
        joins=re.compile(r"(?:['’]\w{1,4})?\s(?:ve|veya|ya da)\s"),
    ),
    moves=MovePack(
        reach=100,
        gap=re.compile(r"(?!)"),
        on=r"(?:'?l[ıiuü][kğ]|'?[dt][ae]n\s(?:fazla|az)(?=\s)|(?<=[dt][ae]n)\s(?:fazla|"
        r"az)(?=\s))?(?P<to>'?[yn]?[ae]\s(?:kadar\s|doğru\s)?|'?n?[ıiuü]n\s(?:altına|üzerine|üstüne)\s|"
        r"\s(?:altına|üzerine|üstüne|seviyesine|düzeyine)\s|(?<=[ae])\s(?=[yçgidu]))?"
        r"\s?(?:(?:baz|oranında|kadar|daha|civarında|puan|puanlık|dolaylarında|bir|değer|dolayında|üzerinde)\s){0,2}",
        unless=re.compile(
            r"(?:yüzde\s[\d.,]+|bin|milyon|milyar|kişi|dolar|euro|lira)\sçık|[dt][ae]n\sdaha\s|"
            r"(?:art|artır|yüksel|büyü|düş|düşür|gerile|azal|daral|in|indir)m[ae](?:d[ıi]|z|m[ıi]ş|y)"
        ),
        clause=re.compile(r"[;:.!?]|,\s"),
    ),
    short=abbreviations("dr prof doç av sn yy vb vs bkz"),
)
