"""Topics of figures in other languages than English: sentences written for these tests."""

from __future__ import annotations

import pytest

from dyadwire.schemas.topics import TOPICS
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages import CODES
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.sentences import pack_of
from dyadwire.transforms.text.languages.topics import compile_topics


def topics(code: str, text: str, title: str = "") -> list[str | None]:
    found = find_figures(read_document(text, title, pack_of(code)), code, (), None)
    return [figure.topic for figure in found if not figure.trivial]


CASES = [
    ("ru", "Товарооборот достиг $240 млрд, экспорт нефти — 100 млн тонн.", ["trade", "energy"]),
    ("ru", "Погибли 12 человек, еще 30 ранены; пошлины составят 25%.", ["casualties", "casualties", "tariffs"]),
    ("uk", "Експорт зерна зріс до 3 млн тонн, а кредит — до $2 млрд.", ["exports", "loans"]),
    ("zh", "中俄贸易额达2401亿美元，对美出口下降5.2%。", ["trade", "exports"]),
    ("zh", "地震造成120人死亡，贷款30亿元。", ["casualties", "loans"]),
    (
        "es",
        "La inversión china alcanzó 3.000 millones de euros y los aranceles subirán un 25 %.",
        ["investment", "tariffs"],
    ),
    ("es", "El ataque dejó 12 muertos y 30 heridos.", ["casualties", "casualties"]),
    ("de", "Die Exporte stiegen um 5 Prozent, die Inflation liegt bei 3 Prozent.", ["exports", "prices"]),
    ("de", "Deutschland liefert 18 Leopard-Panzer und 2 Millionen Schuss Munition.", ["arms", "arms"]),
    ("fr", "Les exportations ont reculé de 5 %, le chômage de 2 %.", ["exports", "economy"]),
    ("it", "Il debito è salito al 140% del pil, i turisti a 60 milioni.", ["debt", "visitors"]),
    ("pt", "As importações cresceram 12%; o empréstimo é de 50 milhões de dólares.", ["imports", "loans"]),
    ("tr", "İhracat yüzde 5 arttı, 3 milyon turist geldi.", ["exports", "visitors"]),
    ("id", "Ekspor naik 12 persen, utang menjadi 50 miliar dolar.", ["exports", "debt"]),
    ("ko", "수출은 12% 증가했고 관광객은 300만 명이었다.", ["exports", "visitors"]),
    ("ar", "ارتفعت الصادرات بنسبة 12% وبلغت القروض 50 مليار دولار.", ["exports", "loans"]),
    ("hi", "निर्यात 12 प्रतिशत बढ़ा और 50 लाख पर्यटक आए।", ["exports", "visitors"]),
]


@pytest.mark.parametrize(("code", "text", "told"), CASES)
def test_words_near_a_figure_tell_its_topic(code, text, told):
    assert topics(code, text) == told


def test_the_title_and_the_figure_before_tell_what_no_word_of_the_sentence_does():
    assert topics("es", "Fueron 30 millones de dólares.", "Exportaciones a China") == [None]  # weighs too little
    assert (
        topics("es", "Las exportaciones sumaron 20 millones de dólares. Antes fueron 30 millones de dólares.")
        == ["exports"] * 2
    )
    assert topics("es", "Fueron 30 millones de dólares.") == [None]


def test_a_share_of_soldiers_may_be_of_troops_but_no_sum_is():
    assert topics("de", "Die 500 Soldaten bekommen 3 Millionen Euro.") == ["troops", None]


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_words_for_every_topic(code):
    told = {topic for hints in compile_topics(code).hints.values() for topic, _ in hints}
    assert told == set(TOPICS)


@pytest.mark.parametrize("code", CODES)
def test_a_table_has_no_topics_and_is_read_in_time(code):
    words = next(iter(compile_topics(code).hints))
    assert set(topics(code, f"{words} 5 %, " * 4_000)) == {None}
    topics(code, f"5 % {words * 20_000} 7 %")
