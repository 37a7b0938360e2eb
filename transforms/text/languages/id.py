"""Indonesian: names are adjectives as they are."""

from __future__ import annotations

import re

from dyadwire.transforms.text.languages.pack import Language, abbreviations

PACK = Language(
    "id",
    tail=re.compile(r"nya"),
    tailed=frozenset(("name",)),
    grouped=". ",
    date=re.compile(r"(?:-an)\b"),
    before=re.compile(r"(?:ke-|pukul\s|nomor\s|pasal\s|No\.\s?|tahun\s|tanggal\s)\Z", re.IGNORECASE),
    noun_letters=3,
    function_words=abbreviations("dan per dari yang pada"),
    half=re.compile(r"\ssetengah\b"),
    counted=re.compile(r"\s(?:di\santaranya|dari\smereka)\b"),
    out_of=re.compile(r"\sdari\s"),
    aged=re.compile(r"\bberusia\s\Z"),
    short=abbreviations("dr prof no hlm jl drs ir"),
)
