"""Times of figures in other languages than English: sentences written for these tests, read on 15 July 2024."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.findings import Phrase
from dyadwire.transforms.text.languages import CODES
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.sentences import pack_of
from dyadwire.transforms.text.languages.time_words import compile_times

READ_ON = date(2024, 7, 15)
# Languages of countries whose quarters are mostly those of a fiscal year.
NO_QUARTER = dict.fromkeys(CODES, frozenset()) | {"hi": frozenset(("quarter",))}


def dated(code: str, text: str, published: date | None = READ_ON) -> list[tuple[str, str | None, str | None]]:
    """Return surface, period and base of each figure."""
    document = read_document(text, "", pack_of(code))
    found = find_figures(document, code, (), published)
    return [(figure.surface, _days(figure.period), _days(figure.baseline)) for figure in found if not figure.trivial]


def _days(phrase: Phrase | None) -> str | None:
    """Write days briefly: 2023, 2024-01/06."""
    if phrase is None:
        return None
    if phrase.start is None or phrase.end is None:
        return f"“{phrase.text}”"
    whole = (phrase.start.month, phrase.end.month) == (1, 12)
    return f"{phrase.start:%Y}/{phrase.end:%Y}" if whole else f"{phrase.start:%Y-%m}/{phrase.end:%m}"


CASES = [
    ("ru", "В 2023 году торговля выросла на 26,3% по сравнению с 2022 годом и достигла 240 млрд долларов.",
     [("2023/2023", "2022/2022"), ("2023/2023", None)]),
    ("ru", "В первом квартале 2024 года экспорт упал на 5 процентов, чем годом ранее.", [("2024-01/03", "2023-01/03")]),
    ("ru", "По данным на 15 января 2023 года, вложено 3 млрд рублей.", [(None, None)]),
    ("ru", "В прошлом году ввезли 12 млн тонн, в январе — 1,2 млн тонн.", [("2023/2023", None), ("2024-01/01", None)]),
    ("ru", "С 2019 по 2023 год вложено $50 млрд, в 1990-х — $3 млрд.", [("2019/2023", None), ("2019/2023", None)]),
    ("uk", "У 2023 році торгівля зросла на 12% порівняно з 2022 роком.", [("2023/2023", "2022/2022")]),
    ("zh", "2023年中俄贸易额达2401亿美元，同比增长26.3%。", [("2023/2023", None), ("2023/2023", "2022/2022")]),
    ("zh", "今年第一季度，出口下降5.2%，去年同期增长3%。", [("2024-01/03", None), ("2023/2023", None)]),
    ("zh", "截至2023年1月15日，投资30亿元。", [(None, None)]),
    ("zh", "2024年1月至6月进口1200万吨，比2022年增长5%。", [("2024-01/06", None), ("2024-01/06", "2022/2022")]),
    ("es", "El comercio creció un 12 % en 2023 frente a 2022, hasta 50.000 millones de dólares.",
     [("2023/2023", "2022/2022"), ("2023/2023", None)]),
    ("es", "En el primer trimestre de 2024 las ventas cayeron un 5 % interanual.", [("2024-01/03", "2023-01/03")]),
    ("es", "Invirtió 300 millones de euros entre enero y junio de 2023.", [("2023-01/06", None)]),
    ("es", "Invirtió 300 millones de euros en 2019 y 2023.", [(None, None)]),
    ("es", "La Agenda 2030 pide 300 millones de euros.", [(None, None)]),
    ("de", "2023 stiegen die Exporte um 5 Prozent gegenüber dem Vorjahr auf 20 Milliarden Euro.",
     [("2023/2023", "2022/2022"), ("2023/2023", None)]),
    ("de", "Die Exporte wuchsen im Januar um 2 Prozent; die Agenda 2030 kostet 3 Milliarden Euro.",
     [("2024-01/01", None), (None, None)]),
    ("de", "Im Geschäftsjahr 2023 verdiente sie 3 Milliarden Euro.", [("“2023”", None)]),
    ("fr", "Au premier trimestre 2024, les exportations ont reculé de 5 % sur un an.", [("2024-01/03", "2023-01/03")]),
    ("fr", "L’an dernier, la France a importé 3 millions de tonnes.", [("2023/2023", None)]),
    ("it", "Nel 2023 l'export è cresciuto del 5% rispetto al 2022, a 20 miliardi di euro.",
     [("2023/2023", "2022/2022"), ("2023/2023", None)]),
    ("pt", "No ano passado, o Brasil exportou 3 milhões de toneladas.", [("2023/2023", None)]),
    ("tr", "Ocak ayında ithalat geçen yılın aynı ayına göre yüzde 3 azaldı.", [("2024-01/01", "2023-01/01")]),
    ("id", "Perdagangan naik 12 persen pada 2023 dibandingkan 2022.", [("2023/2023", "2022/2022")]),
    ("ko", "올해 1분기 수출은 전년 대비 12% 증가했다.", [("2024-01/03", "2023-01/03")]),
    ("ar", "ارتفع التبادل بنسبة 12% في عام 2023 مقارنة بعام 2022.", [("2023/2023", "2022/2022")]),
    ("hi", "पिछले साल निर्यात 5 प्रतिशत घटा।", [("2023/2023", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "times"), CASES)
def test_figures_have_the_times_that_their_sentence_tells(code, text, times):
    assert [one[1:] for one in dated(code, text)] == times


def test_what_hangs_on_the_date_of_publication_has_no_days_without_one():
    assert dated("es", "El año pasado importó 3 millones de toneladas.", None) == [
        ("3 millones de toneladas", "“año pasado”", None)
    ]
    assert dated("es", "En 2023 importó 3 millones de toneladas.", None)[0][1] == "2023/2023"
    assert dated("es", "El año pasado importó 3 millones de toneladas.", date(9999, 1, 1))[0][1] == "“año pasado”"


def test_digits_beside_a_unit_are_no_year_and_a_quarter_is_no_minute():
    assert dated("de", "Der Berg ist 2019 Meter hoch.") == [("2019 Meter", None, None)]
    assert [surface for surface, *_ in dated("ko", "1분기 수출은 12% 증가했다.")] == ["12%"]
    assert dated("de", "Er stieg 2015 um 6 %.") == [("6 %", "2015/2015", None)]


@pytest.mark.parametrize("code", CODES)
def test_words_of_time_are_of_known_kinds(code):
    words = compile_times(code)
    assert {value.partition(" ")[0] for value in words.said.values()} == {"year", "month", "quarter"} - NO_QUARTER[code]
    for value in words.months.values():
        first, _, last = value.partition("-")
        assert 1 <= int(first) <= int(last or first) <= 12


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "noise", ["2023 2023 " * 3_000, "年" * 20_000, "enero y " * 4_000, "2023-" * 6_000, "de " * 9_000]
)
def test_noise_is_read_in_time(code, noise):
    find_figures(read_document(f"5 % {noise} 3 %", "", pack_of(code)), code, (), READ_ON)


@pytest.mark.parametrize(
    ("code", "text"), [("ar", "ارتفعت بنسبة 12% والعام الماضي 5%."), ("ko", "ب올 한 해 5% 증가했다.")]
)
def test_time_is_known_under_what_is_written_before_it_without_a_space(code, text):
    assert dated(code, text)[-1][1] is not None
