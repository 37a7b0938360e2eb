"""What news in other languages writes: leaders, peoples and capitals, currencies of many states, amounts left bare."""

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.forms import read_forms
from dyadwire.transforms.text.languages.mentions import find_mentions
from dyadwire.transforms.text.languages.pack import CODES
from dyadwire.transforms.text.languages.pairs import find_pairs
from dyadwire.transforms.text.languages.sentences import pack_of

DAY = date(2026, 3, 2)


def countries(code, text, day=DAY):
    return [span.iso3 for span in find_mentions(read_document(text, "", pack_of(code)), code, day)]


def read(code, text, day=DAY):
    """Return the pairs and the figures of a text."""
    document = read_document(text, "", pack_of(code))
    found = find_mentions(document, code, day)
    dyads = find_pairs(found, document, code)
    return dyads, find_figures(document, code, found, day, dyads)


def figures(code, text):
    """Return surface, unit, direction and topic of every figure."""
    return [(figure.surface, figure.unit, figure.direction, figure.topic) for figure in read(code, text)[1]]


def units(code, text):
    return [unit for _, unit, _, _ in figures(code, text)]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("es", "Llegaron malienses, mauritanos y guineanos a Dakar.", ["MLI", "MRT", "GIN", "SEN"]),
        ("es", "La Paz y Montevideo protestan ante Managua.", ["BOL", "URY", "NIC"]),
        ("fr", "Bamako, Niamey et Kigali accusent les Ougandais.", ["MLI", "NER", "RWA", "UGA"]),
        ("fr", "Paris a répondu à Alger ; l'envoyé rentre à Paris.", ["FRA", "DZA", "FRA"]),
        ("fr", "Une exposition ouvre à Paris, l'accord de Paris tient.", []),
        ("es", "Bruselas multó a Francia.", ["FRA"]),
        ("de", "Brüssel und die belgische Regierung schweigen.", ["BEL", "BEL"]),
        ("ru", "В страну въехали узбеки, таджики и киргизы; узбеков больше.", ["UZB", "TJK", "KGZ", "UZB"]),
        ("ru", "Мавританский порт, чадская граница и ивуарийцы.", ["MRT", "TCD", "CIV"]),
        ("ar", "التقى الوزير العماني نظيره الموريتاني في صنعاء.", ["OMN", "MRT", "YEM"]),
        ("de", "Senegalesische Fischer und Ruander trafen in Bamako ein.", ["SEN", "RWA", "MLI"]),
        ("de", "Die Dublin-Verordnung und Sofia Meier in Esten.", ["EST"]),
        ("zh", "印度对美出口下降，对外贸易增长。", ["IND", "USA"]),
    ],
)
def test_peoples_and_capitals_are_known(code, text, found):
    assert countries(code, text) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("es", "Los presidentes Lula da Silva y Santiago Peña se reunieron.", ["BRA", "PRY"]),
        ("es", "El presidente ucraniano, Volodímir Zelenski, habló.", ["UKR", "UKR"]),
        ("es", "Santiago espera.", []),  # a doubtful name needs its country
        ("es", "El arquitecto Felipe Vargas y Juan Carlos Salas diseñaron el edificio.", []),
        ("fr", "Emmanuel Macron et Friedrich Merz se sont parlé.", ["FRA", "DEU"]),
        ("fr", "Vladimir Poutine a reçu Benyamin Nétanyahou.", ["RUS", "ISR"]),
        ("de", "Wolodymyr Selenskyj rief Recep Tayyip Erdoğan an.", ["UKR", "TUR"]),
        ("it", "Giorgia Meloni ha incontrato Javier Milei.", ["ITA", "ARG"]),
        ("tr", "Emmanuel Macron'un ziyareti ertelendi.", ["FRA"]),
        ("ar", "اتصل ماكرون بالسيسي وبأردوغان.", ["FRA", "EGY", "TUR"]),
        ("pt", "Haddad falou no Brasil com Carlos Petro.", ["BRA", "BRA"]),
    ],
)
def test_leaders_stand_for_their_countries(code, text, found):
    if code == "pt":
        assert set(countries(code, text)) == set(found)
    else:
        assert countries(code, text) == found


def test_a_leader_out_of_office_stands_for_nobody():
    text = "Habló Angela Merkel."
    assert countries("es", text, date(2015, 5, 1)) == ["DEU"]
    assert countries("es", text) == countries("es", text, None) == []


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("es", "Argentina gastó 300 pesos y Chile 400 pesos.", ["ARS", "CLP"]),
        ("es", "Túnez pidió 5.000 millones de dinares.", ["TND"]),
        ("es", "Noruega dará 85 coronas y Japón 5 dólares.", ["NOK", "USD"]),
        ("es", "Costó 20 pesos.", ["MXN"]),
        ("es", "En Chile subió de 20 a 30 pesos.", ["CLP", "CLP"]),
        ("es", "En Canadá subió de 20 a 30 dólares.", ["USD", "USD"]),
        ("fr", "Le Ghana paie 51 660 cedis, le Cameroun 300 francs CFA.", ["GHS", "XAF"]),
        ("ru", "Норвегия выделит 85 млрд крон, Швеция — 40 млрд крон.", ["NOK", "SEK"]),
        ("ar", "تراجع الريال اليمني إلى 1620 ريالا.", ["YER"]),
        ("de", "Kanada zahlt 250 Millionen australische Dollar.", ["AUD"]),
        ("de", "Australien zahlt 250 Millionen Dollar.", ["USD"]),
    ],
)
def test_currency_of_many_states_is_that_of_the_country_named_nearest(code, text, found):
    assert units(code, text) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("es", "Prestó 2.100 millones de dólares y ya le debe cerca de 57.000 millones.", ["USD", "USD"]),
        ("fr", "Le budget passera de 86 milliards d'euros à 152 milliards.", ["EUR", "EUR"]),
        ("ru", "Их 870 тыс. человек против 790 тыс. годом ранее.", ["person", "person"]),
        ("fr", "Ils exportent 4 300 tonnes, contre 3 800 l'an dernier.", ["tonne", "tonne"]),
        ("es", "Vinieron 3 mil soldados y otros 4 millones.", ["soldados", None]),
        ("es", "Exportó por 900 millones de euros. La exportación cayó a 700 millones.", ["EUR", "EUR"]),
        ("es", "La empresa ganó 900 millones de euros. El padrón bajó a 3 millones.", ["EUR", None]),
    ],
)
def test_a_bare_amount_has_the_unit_of_the_one_before(code, text, found):
    assert units(code, text) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("es", "Vendió 1.300 gigavatios hora y la tasa cayó 45 puntos básicos.", ["gigawatt hour", "basis point"]),
        ("fr", "Le taux a gagné 2 points de pourcentage pour 3 térawattheures.", ["percentage point", "terawatt hour"]),
        ("ru", "Закупили 16,5 млрд кубометров газа и 300 МВт·ч.", ["cubic metre", "megawatt hour"]),
        ("ar", "ينتج السد 5150 ميغاواط ويرتفع العجز نقطتين و3 نقاط مئوية.", ["megawatt", "percentage point"]),
        ("id", "Ekspor mencapai 3 ton.", ["tonne"]),
        ("it", "Costa 3 kWh.", ["kilowatt hour"]),
        ("it", "Sono 4.300, contro i 6.100 di un anno fa.", [None, None]),
        ("de", "Sie kaufen 24 gebrauchte Jets und 30 russische Panzer.", ["Jets", "Panzer"]),
    ],
)
def test_units_are_those_of_english(code, text, found):
    assert units(code, text) == found


@pytest.mark.parametrize("code", CODES)
def test_units_of_energy_are_written_as_in_english(code):
    english = {row["unit"] for row in load_lexicon()["units"]}
    told = {row.value for row in read_forms(code) if row.kind == "unit" and "watt" in row.value}
    assert told <= english | {"watt"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Unos 14.000 bolivianos entraron en Argentina.", ["bolivianos"]),
        ("El litro cuesta 18 bolivianos y antes 3,74 bolivianos.", ["BOB", "BOB"]),
        ("El país gastó 300 millones de bolivianos.", ["BOB"]),
        ("En España, 120.000 bolivianos viven de alquiler.", ["bolivianos"]),
    ],
)
def test_people_are_no_money(text, found):
    assert units("es", text) == found


def test_a_line_that_ends_in_an_abbreviation_ends_a_sentence():
    lines = "Долг достиг $2 млн.\nДо войны 2020 года границу закрыли. Он вырос до 3 млрд. Москва молчит."
    assert len(read_document(lines, "", pack_of("ru")).sentences) == 4
    assert len(read_document("Он стоил 40 млрд долл. США в 2020 г. в Москве.", "", pack_of("ru")).sentences) == 1


@pytest.mark.parametrize(
    ("code", "text", "related"),
    [
        ("fr", "Les ministres des Finances congolais et rwandais ont signé à Washington un accord.", [("COD", "RWA")]),
        ("es", "Paraguay cede a Brasil su energía.", [("BRA", "PRY")]),
        ("ru", "Бишкек одолжит у Пекина юани.", [("CHN", "KGZ")]),
        ("ar", "بحث الوزير المصري مع نظيره السوداني الملف.", [("EGY", "SDN")]),
    ],
)
def test_countries_that_do_something_together_elsewhere_are_sides(code, text, related):
    assert [tuple(pair.dyad) for pair in read(code, text)[0] if pair.relational] == related


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("es", "El país adeuda 300 millones.", "debt"),
        ("fr", "Pékin détient 2 milliards de dollars de créances.", "debt"),
        ("ru", "Госдолг превысил 300 млрд рублей.", "debt"),
        ("ar", "قتلت القوات 47 مدنيا.", "casualties"),
        ("es", "La fábrica ocupa 500 gendarmes en la frontera.", "troops"),
        ("fr", "Au cours du mois, 300 exilés sont arrivés.", "migrants"),
    ],
)
def test_more_words_tell_topics(code, text, told):
    assert [topic for *_, topic in figures(code, text)] == [told]


def test_what_was_said_has_no_way():
    assert figures("de", "Bern sagte Investitionen von 200 Milliarden Dollar zu.")[0][2] is None
    assert figures("fr", "Le blé a cédé 1,75 euro.")[0][2] == "down"


@pytest.mark.parametrize(
    ("code", "text", "ends"),
    [
        ("fr", "Il importe 15 à 20 % de son gaz.", [(15, 20)]),
        ("fr", "La part est passée de 15 à 20 %.", [(15, None), (20, None)]),
        ("es", "Perdió 3 a 5 millones de dólares.", [(3e6, 5e6)]),
        ("es", "El equipo ganó 1 a 3.", []),
        ("ru", "Пошлина от 40 до 45 евро за тонну.", [(40, 45)]),
        ("de", "Es kostet 40 bis 45 Euro.", [(40, 45)]),
        ("de", "Die Quote stieg von 15 auf 20 Prozent.", [(15, None), (20, None)]),
    ],
)
def test_ends_of_a_range_are_one_figure(code, text, ends):
    assert [(figure.value, figure.value_max) for figure in read(code, text)[1]] == ends


def test_last_fiscal_year_is_no_rate():
    assert [figure.per for figure in read("ar", "بلغت التجارة 10 مليارات دولار في السنة المالية الماضية.")[1]] == [None]


def test_months_until_then_are_a_period():
    found = read("ru", "По итогам десяти месяцев экспорт вырос на 8%.", date(2026, 11, 21))[1]
    assert [figure.period[1:3] for figure in found] == [(date(2026, 1, 1), date(2026, 10, 31))]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ru", "Погибли 1062 иранца.", [1062]),
        ("es", "Enviaron 2000 soldados; en 1990 empresas cerraron; tras Sydney 2000 atletas quedaron.", [2000]),
        ("ar", "أجلت قواتها البالغ عددها 2000 جندي عام 2024.", [2000]),
        ("de", "Es starben 1600 Soldaten, 1492 entdeckte er Amerika.", [1600]),
        ("fr", "Depuis 1900 dans ce pays, en 2015 les prix ont doublé.", [2]),
        ("tr", "1075 yazında geldi.", []),
    ],
)
def test_a_number_like_a_year_may_count(code, text, found):
    assert [figure.value for figure in read(code, text)[1]] == found


def test_people_are_the_unit_of_a_figure_of_a_pair():
    assert units("fr", "Saint-Domingue a expulsé 192 000 Haïtiens.") == ["Haïtiens"]


def test_a_conjunction_clings_to_a_word_that_tells_a_topic():
    assert [topic for *_, topic in figures("ar", "ونزح أكثر من 36 ألف مدني.")] == ["migrants"]
