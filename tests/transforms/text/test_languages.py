"""Countries, pairs and figures in other languages than English: sentences written for these tests."""

from datetime import date
from fractions import Fraction

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.languages import CODES
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.forms import read_forms
from dyadwire.transforms.text.languages.mentions import find_mentions
from dyadwire.transforms.text.languages.names import compile_names
from dyadwire.transforms.text.languages.numbers import find_numbers
from dyadwire.transforms.text.languages.pairs import find_pairs
from dyadwire.transforms.text.languages.sentences import pack_of

KINDS = {
    *("name", "demonym", "people", "capital", "org", "prefix", "pair", "short", "rare", "nothing"),
    *("metonym", "leader", "doubted", "home", "half", "relates", "up", "down", "up_after", "down_after", "post"),
    *("qualifier", "qualifier_after", "qualifier_inside", "qualifier_over"),
    *("per", "per_before", "turns", "reaches", "range_from", "until_later"),
    *("share", "share_of", "multiple", "multiple_of", "turned", "of", "part", "part_of", "part_first", "part_over"),
    *("times", "turned_by", "reached", "reached_at"),
    *("magnitude", "unit", "currency", "counter", "number", "dual", "month", "stem", "fused", "uncounted"),
}


def mentions(code, text, title=""):
    found = find_mentions(read_document(text, title, pack_of(code)), code)
    return [(span.surface, span.iso3) for span in found]


def figures(code, text):
    document = read_document(text, "", pack_of(code))
    return [(f.value, f.kind, f.unit) for f in find_figures(document, code, (), None)]


@pytest.mark.parametrize(
    ("code", "text", "old"),
    [
        ("de", "Die 53-Jährige und ein Mann im Alter von 34 Jahren stritten um eine 10-jährige Laufzeit.", 2),
        ("it", "Il 53enne e un altro all'età di 44 anni hanno firmato per 20 anni.", 2),
        ("ru", "53-летнюю женщину задержали, а 10-летний контракт подписан.", 1),
        ("fr", "Une femme âgée de 18 ans a signé un contrat de 10 ans.", 1),
        ("es", "Una mujer de 53 años de edad firmó por 10 años.", 1),
        ("tr", "45 yaşında bir adam 10 yıl bekledi.", 1),
    ],
)
def test_how_old_somebody_is_is_a_trifle(code: str, text: str, old: int) -> None:
    found = find_figures(read_document(text, "", pack_of(code)), code, (), None)
    assert [figure.trivial for figure in found].count(True) == old < len(found)


def test_nothing_is_counted_by_a_verb_behind_a_number() -> None:
    assert figures("es", "Los 15,5 millones irían a 3000 escuelas.") == [
        (15.5e6, "count", None),
        (3000, "count", "escuelas"),
    ]
    assert figures("de", "Davon 1.500 wurden 700 Smartphones.")[0] == (1500, "count", None)


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("ru", "Глава МИД КНР обсудил с Южной Кореей поставки из Казахстана.", ["CHN", "KOR", "KAZ"]),
        ("ru", "Россияне и американцы спорили; украинской стороне это не нравится.", ["RUS", "USA", "UKR"]),
        ("ru", "Того человека видели в Латинской Америке.", []),
        ("zh", "发展中国家的代表会见了美方官员。", ["USA"]),
        ("zh", "韓國與澳洲簽署協議，德语教师到场。", ["KOR", "AUS"]),
        ("zh", "俄外长访华，其中国际贸易是重点。", ["RUS", "CHN"]),
        ("es", "La canciller alemana viajó a EE. UU. para ver a empresarios marroquíes.", ["DEU", "USA", "MAR"]),
        ("es", "Habló en inglés sobre América Latina.", []),
        ("fr", "L'Égypte et les Pays-Bas accueillent des ouvrières indiennes.", ["EGY", "NLD", "IND"]),
        (
            "de",
            "Chinas Botschafter traf in den Niederlanden polnische Bauern aus Südspanien.",
            ["CHN", "NLD", "POL", "ESP"],
        ),
        ("ar", "وقال وزير الخارجية الروسي إن بلاده قدمت للصين وبريطانيا مقترحا.", ["RUS", "CHN", "GBR"]),
        ("pt", "Os alemães e a presidente chilena foram ao Vietnã.", ["DEU", "CHL", "VNM"]),
        ("tr", "Çin'in ve Rusların Türkiye'ye yaptığı ziyaret İngilizce duyuruldu.", ["CHN", "RUS", "TUR"]),
        ("it", "I tedeschi hanno venduto treni all'Ungheria e alla Svizzera.", ["DEU", "HUN", "CHE"]),
        ("ko", "중국은 미국과 인도네시아에서 만났다. 그는 한국어로 말했다.", ["CHN", "USA", "IDN"]),
        (
            "uk",
            "Росіяни й американці говорили про Польщу, В’єтнам і Південну Корею.",
            ["RUS", "USA", "POL", "VNM", "KOR"],
        ),
        ("uk", "Пєскова спитали про угорського посла в Латинській Америці.", ["RUS", "HUN"]),
        ("hi", "भारत और चीन ने पाकिस्तानी अधिकारियों से बात की।", ["IND", "CHN", "PAK"]),
        ("id", "Presiden Rusia bertemu wakil AS di Korea Selatan, bukan di Amerika Latin.", ["RUS", "USA", "KOR"]),
    ],
)
def test_countries_are_found(code, text, countries):
    assert [iso3 for _, iso3 in mentions(code, text)] == countries


@pytest.mark.parametrize(
    ("code", "text", "halves"),
    [
        ("ru", "Начались российско-китайские учения.", [("российско", "RUS"), ("китайские", "CHN")]),
        ("uk", "Українсько-польські перемовини тривають.", [("Українсько", "UKR"), ("польські", "POL")]),
        ("zh", "中俄贸易增长。", [("中", "CHN"), ("俄", "RUS")]),
        ("ko", "한미 정상이 만났다.", [("한", "KOR"), ("미", "USA")]),
        ("de", "Der deutsch-französische Gipfel beginnt.", [("deutsch", "DEU"), ("französische", "FRA")]),
        ("fr", "Le sommet franco-allemand commence.", [("franco", "FRA"), ("allemand", "DEU")]),
    ],
)
def test_compounds_name_both(code, text, halves):
    found = find_mentions(read_document(text, "", pack_of(code)), code)
    assert [(span.surface, span.iso3) for span in found] == halves
    assert {span.kind for span in found} == {"compound"}


def test_doubtful_name_needs_another():
    assert mentions("ko", "수단을 가리지 않았다.") == []
    assert mentions("hi", "माली ने फूल लगाए।") == []


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "de",
            "Der Umsatz stieg um 3,5 Prozent auf 1.234,5 Mrd. Euro.",
            [(3.5, "percent", "%"), (1234.5e9, "money", "EUR")],
        ),
        ("fr", "Il a versé 1 234,5 millions d’euros.", [(1234.5e6, "money", "EUR")]),
        ("ru", "Экспорт вырос до 240 млрд долларов за 12 лет.", [(240e9, "money", "USD"), (12.0, "duration", "year")]),
        ("ru", "В 2015 году, 12 марта, это был 5-й раз.", []),
        (
            "ru",
            "Подключат 14 банков, по семь с каждой стороны; ждали 7 секунд.",
            [(14.0, "count", "банков"), (7.0, "duration", "second")],
        ),
        ("ru", "Машины принимают с восьми утра до 11 вечера.", []),
        ("zh", "协议价值1亿5000万美元，增长百分之六。", [(1.5e8, "money", "USD"), (6.0, "percent", "%")]),
        ("zh", "2015年3月12日，三名记者到场。", [(3.0, "count", "person")]),
        ("ko", "무역액은 3조 5000억 원으로 늘었다.", [(3.5e12, "money", "KRW")]),
        ("hi", "सरकार ने 12 करोड़ रुपये दिए।", [(1.2e8, "money", "INR")]),
        ("ar", "ارتفعت الصادرات ٣٫٥٪ إلى 12 مليون دولار.", [(3.5, "percent", "%"), (12e6, "money", "USD")]),
        ("tr", "İhracat yüzde 6 artarak 1,5 milyar dolar oldu.", [(6.0, "percent", "%"), (1.5e9, "money", "USD")]),
        (
            "es",
            "Recibió entre dos y tres años y 25 mil millones de pesos.",
            [(2.0, "duration", "year"), (25e9, "money", "MXN")],  # the upper end is that of a range
        ),
        ("pt", "Foram R$ 3,5 bilhões, ou £3,000 cada.", [(3.5e9, "money", "BRL"), (3000.0, "money", "GBP")]),
        ("it", "Vinsero 2-1 alle 10:30.", []),
        (
            "it",
            "Costa tre milioni e mezzo di euro, in trentacinque mesi.",
            [(3.5e6, "money", "EUR"), (35.0, "duration", "month")],
        ),
        (
            "es",
            "Tres de cada diez votaron; doscientas personas esperaron dos años y medio.",
            [(30.0, "percent", "%"), (200.0, "count", "person"), (2.5, "duration", "year")],
        ),
        ("fr", "Deux élèves sur dix et six Grandes Écoles.", [(20.0, "percent", "%"), (6.0, "count", "Grandes")]),
        (
            "de",
            "Nach viertägiger Pause kamen siebenundzwanzig Prozent.",
            [(4.0, "duration", "day"), (27.0, "percent", "%")],
        ),
        (
            "ru",
            "После двухнедельных учений введен 5-процентный налог, трое погибших.",
            [(2.0, "duration", "week"), (5.0, "percent", "%"), (3.0, "count", "погибших")],
        ),
        (
            "ru",
            "Семь из десяти опрошенных ждали два с половиной года.",
            [(70.0, "percent", "%"), (2.5, "duration", "year")],
        ),
        (
            "tr",
            "Yüzde beşlik artış üç il ve 20 C'lik hava demek.",
            [(5.0, "percent", "%"), (3.0, "count", "il"), (20.0, "quantity", "degree Celsius")],
        ),
        (
            "uk",
            "За двотижневий строк 3,5 млн доларів отримали шестеро, п’ять із десяти чекали 2015 року.",
            [(2.0, "duration", "week"), (3.5e6, "money", "USD"), (50.0, "percent", "%")],
        ),
        ("tr", "Ona onun altın saatini verdi.", []),
        (
            "hi",
            "जहाज पर 40 से ज्यादा नाविक थे और दो से तीन साल लगे।",
            [(40.0, "count", "नाविक"), (2.0, "duration", "year"), (3.0, "duration", "year")],
        ),
        ("id", "Kapal itu membawa 45 kru.", [(45.0, "count", "kru")]),
        ("zh", "他从£12,500中取出£300。", [(12500.0, "money", "GBP"), (300.0, "money", "GBP")]),
        ("ar", "تسعة من كل عشرة أطباء انتظروا خمسة وعشرين يوما.", [(90.0, "percent", "%"), (25.0, "duration", "day")]),
        ("ko", "예산은 1조2천300억 원, 3천5백만 달러이다.", [(1.23e12, "money", "KRW"), (35e6, "money", "USD")]),
        ("ko", "성인 10명 중 4명이 2024개 기업에서 일한다.", [(40.0, "percent", "%"), (2024.0, "count", "개")]),
        ("ko", "2024 개막전에 1천200명이 왔다.", [(1200.0, "count", "person")]),
        ("zh", "十个学生中有四个看到2000辆坦克。", [(40.0, "percent", "%"), (2000.0, "count", "辆")]),
        (
            "hi",
            "दस में से चार लोगों को ढाई करोड़ रुपये और साढ़े तीन लाख रुपये मिले, 49 ईसा पूर्व में नहीं।",
            [(40.0, "percent", "%"), (2.5e7, "money", "INR"), (3.5e5, "money", "INR")],
        ),
        ("ar", "دفعت مليوني دولار ثم مليون ونصف مليون يورو.", [(2e6, "money", "USD"), (1.5e6, "money", "EUR")]),
        ("uk", "Виділили мільйон доларів, а 50 з них чекали.", [(1e6, "money", "USD"), (50.0, "count", None)]),
        ("ru", "Выделили один миллион долларов; 50 из них ждали.", [(1e6, "money", "USD"), (50.0, "count", None)]),
        ("fr", "Deux cent mille euros, mille soldats.", [(2e5, "money", "EUR"), (1000.0, "count", "soldats")]),
        (
            "es",
            "Mil doscientos soldados y cien mil euros para 2015 empresas.",
            [(1200.0, "count", "soldados"), (1e5, "money", "EUR")],
        ),
        ("id", "Harganya Rp 15.000 per 3 ton.", [(15000.0, "money", "IDR"), (3.0, "quantity", "tonne")]),
        (
            "es",
            "Suma 3 mil 500 millones de pesos, 17 mil 500 euros y mil 200 soldados; 3 mil, 500 y mil.",
            [
                (3.5e9, "money", "MXN"),
                (17500.0, "money", "EUR"),
                (1200.0, "count", "soldados"),
                (3000.0, "count", None),
            ],
        ),
        (
            "hi",
            "24 फरवरी 2022 को 1,23,456 रुपये और 12,34,567 लोग।",
            [(123456.0, "money", "INR"), (1234567.0, "count", "person")],
        ),
        (
            "fr",
            "Coût : 300 M€, 45 k€, 1,5 Md€ et 300 m.",
            [(3e8, "money", "EUR"), (45e3, "money", "EUR"), (1.5e9, "money", "EUR"), (300.0, "quantity", "metre")],
        ),
        (
            "ko",
            "오전 10시 30분에 3대1로 인구의 3분의 1이, 서울시 30명이 졌다.",
            [(100 / 3, "percent", "%"), (30.0, "count", "person")],
        ),
        ("es", "La torre mide 300 m.", [(300.0, "quantity", "metre")]),
        ("de", "Es waren 1,5 Bill. Dollar.", [(1.5e12, "money", "USD")]),
        ("tr", "17 bin 2 lira, 2 milyar 300 milyon dolar.", [(17002.0, "money", "TRY"), (2.3e9, "money", "USD")]),
    ],
)
def test_figures_are_read(code, text, found):
    assert figures(code, text) == found


@pytest.mark.parametrize("code", CODES)
def test_offsets_are_of_the_text_as_given(code):
    form = next(row.form for row in read_forms(code) if row.kind == "name" and row.value == "USA")
    text = f"« {form} »\n{form}. 3 %"
    document = read_document(text, form, pack_of(code))
    spans = find_mentions(document, code)
    assert len(spans) == 3
    assert all((form if span.sentence < 0 else text)[span.start : span.end] == span.surface for span in spans)


@pytest.mark.parametrize("code", CODES)
def test_lexicon_of_a_language_is_sound(code):
    known = {row["iso3"] for row in load_lexicon()["countries"]}
    for form, kind, value in read_forms(code):
        assert form == form.strip() != ""
        assert kind in KINDS
        if kind in ("name", "demonym", "people", "capital", "org", "prefix", "short"):
            assert value in known, form
        if kind == "pair":
            assert set(value.split()) <= known, form
            assert len(form) == len(value.split()), form
        if kind in ("magnitude", "number", "stem"):
            assert Fraction(value) > 0, form
        if kind.startswith("qualifier") and kind != "qualifier_over":
            assert value in ("about", "at least", "at most", "record", "up to", "over", "under", "near", "some", ""), (
                form
            )
    assert {sense.countries[0] for sense in compile_names(code).senses if sense.kind == "name"} >= {"RUS", "CHN", "USA"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "noise", ["9" * 20_000, "1," * 10_000, "中俄" * 5_000, "«" * 20_000, ". " * 10_000, "3 " * 3_000]
)
def test_noise_is_read_once(code, noise):
    document = read_document(noise, "", pack_of(code))
    find_figures(document, code, find_mentions(document, code), None)
    assert all(number.end - number.start < 100 for number in find_numbers(noise, code))


def spans(code, text, day=None, home=None):
    found = find_mentions(read_document(text, "", pack_of(code)), code, day, home)
    return [(span.surface, span.iso3, span.kind) for span in found]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ru", "Пескова спросили о словах Дональда Трампа.", [("Пескова", "RUS"), ("Дональда Трампа", "USA")]),
        ("ru", "Госдуму и Кремль не предупредили.", [("Госдуму", "RUS"), ("Кремль", "RUS")]),
        ("ru", "Зеленскому ответили из Белого дома.", [("Зеленскому", "UKR"), ("Белого дома", "USA")]),
        ("ru", "Вчера Пётр Трамп и Анна Путина спорили.", []),
        ("ru", "Президент Трамп и глава РФ Путин спорили.", [("Трамп", "USA"), ("РФ", "RUS"), ("Путин", "RUS")]),
        ("ru", "Марине Алиевой вручили кубок, Медведев забил гол.", []),
        ("zh", "克里姆林宫说，普京将会见特朗普。", [("克里姆林宫", "RUS"), ("普京", "RUS"), ("特朗普", "USA")]),
        ("zh", "外交部发言人说，俄外交部已经回应。", [("外交部", "CHN"), ("俄", "RUS")]),
        ("zh", "中老铁路和法埃贸易，中老年人在华尔街。", [("中", "CHN"), ("老", "LAO"), ("法", "FRA"), ("埃", "EGY")]),
    ],
)
def test_leaders_and_organs_stand_for_countries(code, text, found):
    assert [span[:2] for span in spans(code, text)] == found


def test_leader_counts_while_in_office():
    text = "Выступил Обама."
    assert spans("ru", text, date(2015, 3, 1)) == [("Обама", "USA", "leader")]
    assert spans("ru", text, date(2026, 3, 1)) == []


def test_organ_that_every_state_has_is_of_the_home_of_the_outlet():
    assert spans("ru", "МИД ответил.") == []
    assert spans("ru", "МИД ответил.", home="KAZ") == [("МИД", "KAZ", "org")]
    assert [span[1] for span in spans("ru", "МИД Польши ответил.", home="KAZ")] == ["POL"]
    assert spans("zh", "国防部回应。", home="TWN") == [("国防部", "TWN", "org")]


@pytest.mark.parametrize(
    ("code", "text", "related"),
    [
        ("ru", "Сербия подписала с Венгрией договор.", [("HUN", "SRB")]),
        ("ru", "Сербия и Венгрия лежат в Европе.", []),
        ("ru", "Турция поставляет ткани в Сербию и Венгрию.", [("HUN", "TUR"), ("SRB", "TUR")]),
        ("ru", "Турция, Сербия и Венгрия обсудили границу.", [("HUN", "SRB"), ("HUN", "TUR"), ("SRB", "TUR")]),
        ("ru", "Сербско-венгерский праздник удался.", [("HUN", "SRB")]),
        ("uk", "Туреччина постачає тканини до Сербії та Угорщини.", [("HUN", "TUR"), ("SRB", "TUR")]),
        ("zh", "泰国与越南在老挝举行会谈。", [("THA", "VNM")]),
        ("zh", "泰国和越南今天下雨。", []),
    ],
)
def test_sentence_relates_a_pair(code, text, related):
    document = read_document(text, "", pack_of(code))
    pairs = find_pairs(find_mentions(document, code), document, code)
    assert [tuple(pair.dyad) for pair in pairs if pair.relational] == related


@pytest.mark.parametrize(
    ("code", "text", "moved"),
    [
        ("ru", "Экспорт вырос на 5% до 20 млн тонн.", [("5%", "up", "change"), ("20 млн тонн", "up", "level")]),
        (
            "ru",
            "Цены снизились почти на 7%, а запасов теперь 9 тонн.",
            [("7%", "down", "change"), ("9 тонн", None, "level")],
        ),
        ("ru", "Собрали на 12% меньше зерна.", [("12%", "down", "change")]),
        ("uk", "Експорт зріс на 5% до 20 млн тонн.", [("5%", "up", "change"), ("20 млн тонн", "up", "level")]),
        ("ru", "Рост наблюдали 30 врачей.", [("30", None, "level")]),
        (
            "zh",
            "出口增长6%，进口降至80亿元，工厂有200人。",
            [("6%", "up", "change"), ("80亿元", "down", "level"), ("200人", None, "level")],
        ),
    ],
)
def test_figure_went_up_or_down(code, text, moved):
    document = read_document(text, "", pack_of(code))
    found = find_figures(document, code, (), None)
    assert [(f.surface, f.direction, f.role) for f in found] == moved


def test_russian_article_gives_rows_like_english():
    text = (
        "Министр иностранных дел Китая прибыл в Россию. "
        "Российско-китайская торговля выросла на 12,5% до 240 млрд долларов. Китай и Россия подпишут соглашение."
    )
    found = extract(text, load_lexicon(), title="Россия и Китай", published_date=date(2026, 11, 1))
    assert (found.language, found.analysed, found.people) == ("ru", True, ())
    assert {dyad.dyad for dyad in found.sentence_dyads} == {("CHN", "RUS")}
    assert [dyad.sentence for dyad in found.sentence_dyads] == [-1, 0, 1, 2]
    assert all(dyad.explicit for dyad in found.sentence_dyads)
    assert [dyad.relational for dyad in found.sentence_dyads] == [False, True, True, True]
    assert found.article_dyads[0].dyad == ("CHN", "RUS")
    assert found.article_dyads[0].salience > 0.5
    assert [(f.value, f.currency, f.value_usd) for f in found.figures] == [(12.5, None, None), (240e9, "USD", 240e9)]
    assert [(f.dyad, f.direction, f.role) for f in found.figures] == [
        (("CHN", "RUS"), "up", "change"),
        (("CHN", "RUS"), "up", "level"),
    ]


def test_chinese_article_gives_rows_like_english():
    text = "中国外交部发言人表示，中美两国将举行会谈。美方代表团已抵达北京！双边贸易额达到1200亿美元。"
    found = extract(text, load_lexicon(), title="中美会谈", published_date=date(2026, 11, 1))
    assert (found.language, found.analysed, len(found.sentences)) == ("zh", True, 4)
    assert found.article_dyads[0].dyad == ("CHN", "USA")
    assert found.article_dyads[0].in_title
    assert [(f.value, f.currency) for f in found.figures] == [(1.2e11, "USD")]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("es", "La ayuda fue de Uſ$ 5 millones.", [5e6]),  # a long s, which a pattern takes for the other one
        ("tr", "İlk çeyrekte İki milyon kişi geldi.", [2e6]),
        ("ru", "Выделили 5 миллиарᲁов рублей.", [5e9]),
    ],
)
def test_letters_that_only_look_alike_break_nothing(code, text, values):
    assert [value for value, *_ in figures(code, text)] == values


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("de", "Der Umsatz ging von 5,2 auf 4,8 Milliarden Euro zurück.", [5.2e9, 4.8e9]),
        ("fr", "Elle est passée de 2,3 à 1,9 million de tonnes, de 900 000 à 1,2 million.", [2.3e6, 1.9e6, 9e5, 1.2e6]),
        ("it", "Il debito è sceso da 2.900 a 2.850 miliardi di euro.", [2.9e12, 2.85e12]),
        ("pt", "As reservas caíram de 380 para 355 mil milhões de dólares.", [3.8e11, 3.55e11]),
        ("id", "Utang turun dari 405 menjadi 398 miliar dolar AS.", [4.05e11, 3.98e11]),
        ("ru", "Добыча снизилась с 9,5 до 9,2 млн баррелей.", [9.5e6, 9.2e6]),
        ("ar", "هبط الإنتاج من 9.5 إلى 9.2 مليون برميل.", [9.5e6, 9.2e6]),
    ],
)
def test_number_that_fell_shares_the_magnitude_of_the_next(code, text, values):
    assert [value for value, *_ in figures(code, text)] == values


@pytest.mark.parametrize(
    ("code", "text", "ends"),
    [
        ("es", "Murieron entre 3.000 y 4.000 soldados.", [(3000, 4000)]),
        ("fr", "Entre 3 000 et 4 000 soldats sont arrivés.", [(3000, 4000)]),
        ("de", "Zwischen 300 und 400 Millionen Euro kostet es.", [(3e8, 4e8)]),
        ("pt", "Custa entre US$ 3 e US$ 4 milhões.", [(3e6, 4e6)]),
        ("it", "Tra 30 e 40 persone sono arrivate tra il 2019 e il 2023.", [(30, 40)]),
        ("ru", "Ранены между 5 и 6 тысячами человек.", [(5000, 6000)]),
        ("ar", "بين 300 و400 شخص.", [(300, 400)]),
        ("id", "Antara 30 dan 40 orang datang.", [(30, 40)]),
        ("es", "Pasó de 5 a 7 %.", [(5, None), (7, None)]),
        ("es", "Fue entre 5 y 7 de mayo.", []),
        ("es", "Hubo acuerdos entre Rusia y 30 países.", [(30, None)]),
    ],
)
def test_what_lies_between_two_numbers_is_a_range(code, text, ends):
    found = find_figures(read_document(text, "", pack_of(code)), code, (), None)
    assert [(figure.value, figure.value_max) for figure in found] == ends


@pytest.mark.parametrize(
    ("code", "text", "per"),
    [
        (
            "es",
            "Exporta 2 millones de barriles diarios a 80 dólares por barril y 40 viajes al día.",
            ["day", "barrel", "day"],
        ),
        ("es", "Creció un 5 % al año hasta 3 millones.", [None, None]),
        ("fr", "Ils paient 500 euros par mois, soit 3 milliards d'euros par an.", ["month", "year"]),
        ("de", "Das kostet 30 Euro pro Tonne und 2 Millionen Euro im Jahr 2023.", ["tonne", None]),
        ("it", "Sono 20 euro al giorno e 3 milioni di euro l'anno scorso.", ["day", None]),
        ("pt", "Produz 3 milhões de barris por dia.", ["day"]),
        ("ru", "Добыли 2 млн тонн в сутки по 70 долларов за баррель.", ["day", "barrel"]),
        ("uk", "Коштує 70 доларів за барель.", ["barrel"]),
        ("zh", "日均出口210万桶，每桶70美元，人均收入5000元。", ["day", "barrel", None]),
        ("ko", "하루 210만 배럴을 배럴당 70달러에 판다.", ["day", "barrel"]),
        ("tr", "Günde 2 milyon varil, varil başına 70 dolar.", ["day", "barrel"]),
        ("id", "Produksi 2 juta barel per hari.", ["day"]),
        ("ar", "ينتج 2 مليون برميل يوميا بسعر 70 دولارا للبرميل.", ["day", "barrel"]),
        ("hi", "कीमत 70 डॉलर प्रति बैरल है।", ["barrel"]),
    ],
)
def test_an_amount_says_what_it_is_per(code, text, per):
    found = find_figures(read_document(text, "", pack_of(code)), code, (), None)
    assert [figure.per for figure in found] == per


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("ru", "9 российских компаний приехали.", "компаний"),
        ("de", "21 russische Diplomaten wurden ausgewiesen.", "Diplomaten"),
        ("de", "300 Deutsche leben dort.", "Deutsche"),
        ("es", "Viven 4.000 venezolanos felices en Colombia.", "venezolanos"),
        ("fr", "Quelque 300 marocains travaillent ici.", "marocains"),
    ],
)
def test_an_adjective_of_a_country_is_counted_only_where_it_is_the_noun(code, text, unit):
    assert [found[2] for found in figures(code, text)] == [unit]
