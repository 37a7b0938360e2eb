"""Indonesian: names are adjectives as they are."""

from __future__ import annotations

import re

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    NamePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
    verbs_first,
)

PACK = Language(
    "id",
    names=NamePack(latin=True, tail=re.compile(r"nya"), tailed=frozenset(("name",))),
    numbers=NumberPack(grouped=". "),
    counts=CountPack(
        noun_letters=3,
        function_words=abbreviations("dan per dari yang pada"),
        date=re.compile(r"(?:-an)\b"),
        before=re.compile(r"(?:ke-|pukul\s|nomor\s|pasal\s|No\.\s?|tahun\s|tanggal\s)\Z", re.IGNORECASE),
        counted=re.compile(r"\s(?:di\santaranya|dari\smereka)\b"),
        aged=re.compile(r"\bberusia\s\Z"),
    ),
    parts=PartPack(to="menjadi|ke", half=re.compile(r"\ssetengah\b"), out_of=re.compile(r"\sdari\s")),
    pairs=PairPack(
        relates=True,
        placed=re.compile(r"\bdi\s\Z"),
        joins=re.compile(r"(?:,|,?\s(?:dan|atau|serta))\s(?:(?:di|ke|dari|dengan)\s)?"),
    ),
    moves=verbs_first(
        links="pada|di|dalam",
        alone="harga|jumlah|nilai|tingkat|upah|gaji|suku|impor|ekspor|produksi|penjualan|permintaan|pajak|tarif|"
        "laba|pendapatan|biaya|angka|minimum|tahun|ini|lalu|sekitar|tajam|signifikan|hampir|lebih|tahunan|"
        "rata-rata|lagi|drastis|tipis|bunga|ekonomi|ditutup|secara|acuannya|acuan|sebanyak|nasional",
        ends="nya|al|an",
        by="sebesar|sebanyak|",
        to="menjadi|jadi|ke|ke level|ke posisi|ke angka|ke bawah|ke atas|di bawah|di atas|ke kisaran",
        about="sekitar|hampir|lebih|dari|kurang|hanya|kira-kira|rata-rata|level|angka|posisi|bawah|atas|kisaran",
        counted=re.compile(r"jumlah|total|angka|korban", re.IGNORECASE),
        since=re.compile(r"\s?(?:menjadi|ke)\s\W?(?=\d)|(?<=dari)"),
        unless=re.compile(r"\b(?:tidak|tak|bukan|belum|tanpa)\b|\bpesawat\b|\bhujan\b", re.IGNORECASE),
        clause=re.compile(r"[;:!?]|,\s(?!menjadi\s)"),
    ),
    short=abbreviations("dr prof no hlm jl drs ir"),
)
