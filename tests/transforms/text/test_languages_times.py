"""Times of figures in other languages than English: sentences written for these tests, read on 15 July 2024."""

from __future__ import annotations

from datetime import date, timedelta

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
    """Write days briefly: 2019/2023 of whole years, 2024-01/06 of whole months."""
    if phrase is None:
        return None
    if phrase.start is None or phrase.end is None:
        return f"“{phrase.text}”"
    if f"{phrase.start:%m-%d}/{phrase.end:%m-%d}" == "01-01/12-31":
        return f"{phrase.start:%Y}/{phrase.end:%Y}"
    if phrase.start.year == phrase.end.year and phrase.start.day == (phrase.end + timedelta(days=1)).day == 1:
        return f"{phrase.start:%Y-%m}/{phrase.end:%m}"
    return f"{phrase.start}/{phrase.end}"


CASES = [
    ("ru", "В 2023 году торговля выросла на 26,3% по сравнению с 2022 годом и достигла 240 млрд долларов.",
     [("2023/2023", "2022/2022"), ("2023/2023", None)]),
    ("ru", "В первом квартале 2024 года экспорт упал на 5 процентов, чем годом ранее.", [("2024-01/03", "2023-01/03")]),
    ("ru", "По данным на 15 января 2023 года, вложено 3 млрд рублей.", [(None, None)]),
    ("ru", "В прошлом году ввезли 12 млн тонн, в январе — 1,2 млн тонн.", [("2023/2023", None), ("2024-01/01", None)]),
    ("ru", "С 2019 по 2023 год вложено $50 млрд, в 1990-х — $3 млрд.", [("2019/2023", None), ("2019/2023", None)]),
    ("uk", "У 2023 році торгівля зросла на 12% порівняно з 2022 роком.", [("2023/2023", "2022/2022")]),
    ("zh", "2023年中俄贸易额达2401亿美元，同比增长26.3%。", [("2023/2023", None), ("2023/2023", "2022/2022")]),
    ("zh", "今年第一季度，出口下降5.2%，去年同期增长3%。", [("2024-01/03", None), ("2023-01/03", None)]),
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
    # Written as news is before the rules met them; those that were read wrong first.
    ("de", "Die Produktion schrumpfte im November 2023 um 0,7 Prozent gegenüber dem Vormonat.",
     [("2023-11/11", "2023-10/10")]),
    ("de", "In den ersten neun Monaten 2023 kamen 233.744 Menschen, 73 Prozent mehr als im Vorjahreszeitraum.",
     [("2023-01/09", None), ("2023-01/09", "2022-01/09")]),
    ("de", "In den 1990er-Jahren arbeiteten in der Region noch 60.000 Bergleute.", [(None, None)]),
    ("de", "Die Inflation stieg auf 5,2 Prozent, den höchsten Stand seit 1992.", [(None, None)]),
    ("de", "Die Löhne lagen real noch immer um 4 Prozent niedriger als 2019.", [(None, "2019/2019")]),
    ("de", "Laut IWF dürfte die russische Wirtschaft 2024 um 3,2 Prozent wachsen, nach 3,6 Prozent im Jahr 2023.",
     [("2024/2024", None), ("2023/2023", None)]),
    ("es", "La economía mexicana creció un 0,2 % en el primer trimestre respecto al trimestre anterior.",
     [("2024-01/03", "2023-10/12")]),
    ("es", "En los primeros nueve meses de 2023 creció un 12 % más que en el mismo periodo del año anterior.",
     [("2023-01/09", "2022-01/09")]),
    ("es", "En la década de 1990 emigraron 700.000 ecuatorianos.", [(None, None)]),
    ("es", "El ministro dijo que en 2023 las exportaciones crecieron un 5 %.", [("2023/2023", None)]),
    ("es", "Washington ha comprometido 51.000 millones de dólares en ayuda militar desde febrero de 2022.",
     [("2022-02-01/2024-07-15", None)]),
    ("es", "La producción de petróleo de México cayó en mayo a 1,5 millones de barriles, la cifra más baja desde 1979.",
     [("2024-05/05", None)]),
    ("fr", "De janvier à mai, les ventes de voitures chinoises ont augmenté de 23 % sur un an.",
     [("2024-01/05", "2023-01/05")]),
    ("fr", "Les livraisons de gaz algérien sont inférieures de 7 % à celles de 2021.", [(None, "2021/2021")]),
    ("fr", "Depuis 2019, le prix du blé a grimpé de 35 %.", [(None, "2019/2019")]),
    ("fr", "Il a précisé qu'en 2023 les ventes avaient reculé de 5 %.", [("2023/2023", None)]),
    ("fr", "La production de blé tomberait à 26 millions de tonnes cette année, son plus bas niveau depuis 1986.",
     [("2024/2024", None)]),
    ("fr", "Le PIB italien a progressé de 0,3 % au premier trimestre par rapport au trimestre précédent.",
     [("2024-01/03", "2023-10/12")]),
    ("pt", "Nos primeiros nove meses de 2023, vendeu US$ 78 bilhões, 11% a mais que no mesmo período do ano anterior.",
     [("2023-01/09", None), ("2023-01/09", "2022-01/09")]),
    ("pt", "Entre janeiro e maio, as vendas de carros subiram 15% na comparação anual.",
     [("2024-01/05", "2023-01/05")]),
    ("pt", "As tarifas estão 9% mais altas do que em 2021.", [(None, "2021/2021")]),
    ("pt", "A mineradora lucrou 39,9 bilhões de reais no ano fiscal de 2023.", [("“2023”", None)]),
    ("pt", "Na década de 1990, o país perdeu 300 mil postos de trabalho.", [(None, None)]),
    ("pt", "A taxa de desemprego recuou para 7,1% no trimestre encerrado em maio.", [("“maio”", None)]),
    ("it", "Da gennaio a maggio le immatricolazioni sono salite del 5% su base annua.", [("2024-01/05", "2023-01/05")]),
    ("it", "I prezzi dell'energia restano del 30% superiori a quelli del 2021.", [(None, "2021/2021")]),
    ("it", "Entro il 2030 l'Unione vuole ridurre le emissioni del 55% rispetto al 1990.", [("2030/2030", "1990/1990")]),
    ("it", "Negli anni Novanta la guerra in Bosnia fece 100.000 morti.", [(None, None)]),
    ("it", "Ha detto che nel 2023 le vendite sono calate del 5%.", [("2023/2023", None)]),
    ("it", "Tra aprile e giugno ha consegnato 1,4 milioni di auto, il 10% in meno del secondo trimestre 2023.",
     [("2024-04/06", None), ("2024-04/06", "2023-04/06")]),
    ("tr", "Ekonomi ilk çeyrekte bir önceki çeyreğe göre yüzde 2,4 büyüdü.", [("2024-01/03", "2023-10/12")]),
    ("tr", "2014-2021 yılları arasında AB Ankara'ya 9 milyar avro ödedi.", [("2014/2021", None)]),
    ("tr", "Enflasyon mayıstaki yüzde 75,45'ten haziranda yüzde 71,6'ya geriledi.",
     [("2024-05/05", None), ("2024-06/06", None)]),
    ("tr", "Konut fiyatları 2021'e göre yüzde 300 daha yüksek.", [(None, "2021/2021")]),
    ("tr", "İhracat haziranda geçen yılın aynı ayına kıyasla yüzde 10 azalarak 19 milyar dolara indi.",
     [("2024-06/06", "2023-06/06"), ("2024-06/06", None)]),
    ("tr", "Ocak-mayıs döneminde otomobil satışları geçen yılın aynı dönemine göre yüzde 5 yükseldi.",
     [("2024-01/05", "2023-01/05")]),
    ("ru", "За девять месяцев 2023 года товарооборот России и Казахстана составил 20 млрд долларов.",
     [("2023-01/09", None)]),
    ("ru", "С февраля 2022 года погибли 11 тысяч мирных жителей, сообщили в ООН.", [("2022-02-01/2024-07-15", None)]),
    ("ru", "Безработица в еврозоне держится на уровне 6,4%, минимума с 1998 года.", [(None, None)]),
    ("ru", "МВФ ожидает, что экономика России вырастет в 2024 году на 3,2%, а в 2025-м — на 1,5%.",
     [("2024/2024", None), ("2025/2025", None)]),
    ("ru", "По итогам первого полугодия 2024 года импорт из Китая сократился на 1,1% к тому же периоду прошлого года.",
     [("2024-01/06", "2023-01/06")]),
    ("ru", "В июне годовая инфляция составила 8,6% против 8,3% в мае.", [("2024-06/06", None), ("2024-05/05", None)]),
    ("uk", "За дев'ять місяців 2023 року товарообіг із Туреччиною становив 5,4 млрд доларів.", [("2023-01/09", None)]),
    ("uk", "За перше півріччя 2023 року до Чехії прибули 60 тисяч біженців.", [("2023-01/06", None)]),
    ("uk", "З лютого 2022 року загинули 550 дітей.", [("2022-02-01/2024-07-15", None)]),
    ("uk", "Економіка Польщі у першому кварталі зросла на 0,5% порівняно з попереднім кварталом.",
     [("2024-01/03", "2023-10/12")]),
    ("uk", "У 1990-х роках виїхали 900 тисяч людей.", [(None, None)]),
    ("uk", "Рівень безробіття знизився до 14%, найнижчого показника з лютого 2022 року.", [(None, None)]),
    ("ar", "نما الاقتصاد السعودي بنسبة 1.4 بالمئة في الربع الأول مقارنة بالربع السابق.",
     [("2024-01/03", "2023-10/12")]),
    ("ar", "تراجعت واردات تونس من القمح بنسبة 6 بالمئة بين يناير ومايو 2024.", [("2024-01/05", None)]),
    ("ar", "قتل أكثر من 38 ألف شخص في غزة منذ أكتوبر 2023.", [("2023-10-01/2024-07-15", None)]),
    ("ar", "أسعار الغذاء أعلى بنسبة 30 في المئة مما كانت عليه في 2021.", [(None, "2021/2021")]),
    ("ar", "سجلت قطر فائضا قدره 2 مليار ريال في الربع الأول من 2024 مقابل 19.7 مليار ريال في الفترة نفسها من 2023.",
     [("2024-01/03", None), ("2023-01/03", None)]),
    ("ar", "وصل الدين العام إلى 92 في المئة بنهاية 2023، وهو أعلى مستوى منذ 2010.", [("2023/2023", None)]),
    ("hi", "2023 के पहले नौ महीनों में भारत और चीन के बीच व्यापार 102 अरब डॉलर रहा।", [("2023-01/09", None)]),
    ("hi", "जनवरी से मई के बीच कारों की बिक्री सालाना आधार पर 7 प्रतिशत बढ़ी।", [("2024-01/05", "2023-01/05")]),
    ("hi", "फरवरी 2022 से अब तक युद्ध में 11 हजार नागरिक मारे गए हैं।", [("2022-02-01/2024-07-15", None)]),
    ("hi", "1990 के दशक में घाटी से 3 लाख पंडित पलायन कर गए।", [(None, None)]),
    ("hi", "एक्सपो 2025 में 160 देश हिस्सा लेंगे।", [(None, None)]),
    ("hi", "चावल के दाम 2021 के मुकाबले 25 प्रतिशत ज्यादा हैं।", [(None, "2021/2021")]),
    ("id", "Ekonomi Jepang menyusut 0,5 persen pada kuartal pertama dibandingkan kuartal sebelumnya.",
     [("2024-01/03", "2023-10/12")]),
    ("id", "Harga beras 20 persen lebih tinggi daripada tahun 2021.", [(None, "2021/2021")]),
    ("id", "Sejak Oktober 2023, lebih dari 38 ribu warga Gaza tewas.", [("2023-10-01/2024-07-15", None)]),
    ("id", "Cadangan devisa naik menjadi 140,2 miliar dolar AS, tertinggi sejak Desember 2023.", [(None, None)]),
    ("id", "Dari Januari hingga Mei 2024 ekspor naik 5 persen.", [("2024-01/05", None)]),
    ("id", "Pada 1990-an, sekitar 200 ribu orang tewas di Timor Timur.", [(None, None)]),
    ("ko", "1분기 한국 경제는 전 분기 대비 1.3% 성장했다.", [("2024-01/03", "2023-10/12")]),
    ("ko", "2023년 1∼9월 한중 교역액은 1976억 달러를 기록했다.", [("2023-01/09", None)]),
    ("ko", "올해 들어 5월까지 자동차 수출은 작년 같은 기간보다 4.7% 늘었다.", [("2024-01/05", "2023-01/05")]),
    ("ko", "물가상승률은 5월 2.7%에서 6월 2.4%로 낮아졌다.", [("2024-05/05", None), ("2024-06/06", None)]),
    ("ko", "1990년대 북한에서는 60만 명이 굶어 죽었다.", [(None, None)]),
    ("ko", "수출은 8% 늘어 2019년 이후 최대 증가폭을 기록했다.", [(None, None)]),
    ("zh", "今年一季度，德国国内生产总值环比增长0.2%。", [("2024-01/03", "2023-10/12")]),
    ("zh", "2023年前9个月，中巴贸易达1350亿美元，同比增长4.5%。",
     [("2023-01/09", None), ("2023-01/09", "2022-01/09")]),
    ("zh", "1至5月，全国汽车出口量同比增长31.3%，达230万辆。", [("2024-01/05", "2023-01/05"), ("2024-01/05", None)]),
    ("zh", "欧元区通胀率从5月的2.6%降至6月的2.5%。", [("2024-05/05", None), ("2024-06/06", None)]),
    ("zh", "失业率升至5.2%，创2019年以来新高。", [(None, None)]),
    ("zh", "自2023年10月以来，加沙已有3.8万人死亡。", [("2023-10-01/2024-07-15", None)]),
    ("pt", "As vendas cresceram 1,2% em maio na comparação com abril e 8,1% ante maio de 2023.",
     [("2024-05/05", "2024-04/04"), ("2024-05/05", "2023-05/05")]),
    ("uk", "Інфляція у червні прискорилася до 4,8% у річному вимірі з 3,3% у травні.",
     [("2024-06/06", "2023-06/06"), ("2024-05/05", None)]),
    ("zh", "二季度，中国GDP同比增长4.7%，比一季度的5.3%有所放缓。",
     [("2024-04/06", "2023-04/06"), ("2024-01/03", None)]),
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


def test_what_is_told_until_now_has_no_days_without_a_date_of_publication():
    assert dated("de", "Seit 2022 starben 5.000 Menschen.", None) == [("5.000 Menschen", "“2022”", None)]
    assert dated("zh", "今年以来，出口3亿美元。", None)[0][1] == "“今年以来”"
    assert dated("zh", "今年以来，出口3亿美元。")[0][1] == "2024-01-01/2024-07-15"


def test_years_ago_are_a_length_of_time_and_not_last_year():
    assert dated("id", "Ekspor naik 12 persen dari 5 tahun lalu.") == [
        ("12 persen", None, None),
        ("5 tahun", None, None),
    ]


def test_a_length_of_time_that_has_just_passed_is_a_period():
    assert dated("es", "En mayo subió un 5 %, y un 98,8 % en los últimos 12 meses.")[:2] == [
        ("5 %", "2024-05/05", None),
        ("98,8 %", "2023-07-15/2024-07-15", None),
    ]
    assert dated("zh", "过去五年，贸易增长40%。", None)[-1] == ("40%", "“过去五年”", None)


def test_what_a_figure_is_compared_with_is_of_another_time():
    assert [one[1] for one in dated("es", "Creció un 4,7 % en mayo, frente al 5,3 %.")] == ["2024-05/05", None]
    assert dated("es", "Sube un 4,5 %, mientras que la tasa interanual llega al 4,7 %.")[0][2] is None


def test_level_of_a_year_that_a_figure_lies_above_or_below_is_its_base():
    for between in ("unter dem Niveau von", "über dem Stand von", "über dem Niveau des Jahres"):
        document = read_document(f"Der Absatz lag 6 Prozent {between} 2022.", "", pack_of("de"))
        (figure,) = find_figures(document, "de", (), date(2024, 5, 1))
        assert figure.period is None
        assert figure.baseline.start == date(2022, 1, 1)


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
def test_what_stands_before_noise_is_found_in_time(code, noise):
    found = find_figures(read_document(f"5 % {noise} 3 %", "", pack_of(code)), code, (), READ_ON)
    assert (found[0].value, found[0].kind) == (5, "percent")


@pytest.mark.parametrize(
    ("code", "text"), [("ar", "ارتفعت بنسبة 12% والعام الماضي 5%."), ("ko", "ب올 한 해 5% 증가했다.")]
)
def test_time_is_known_under_what_is_written_before_it_without_a_space(code, text):
    assert dated(code, text)[-1][1] is not None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "2021 exportierte Frankreich Waren für 12 Milliarden Euro."),
        ("fr", "En 2021, la France a exporté pour 12 milliards d'euros."),
        ("es", "En 2021 Francia exportó por 12.000 millones de euros."),
    ],
)
def test_a_foreign_amount_takes_the_rate_that_it_takes_in_english(code: str, text: str) -> None:
    known = {}
    for published in (READ_ON, date(2021, 7, 1), None):
        found = find_figures(read_document(text, "", pack_of(code)), code, (), published)
        (figure,) = (figure for figure in found if figure.currency == "EUR")
        known[published] = figure.rate_date, figure.value_usd
    assert known[READ_ON] == known[None] == (date(2021, 12, 31), 13_591_200_000.0)
    assert known[date(2021, 7, 1)][0] == date(2021, 7, 1)
