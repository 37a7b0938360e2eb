"""Which pairs a sentence relates in other languages than English: sentences written for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.languages import CODES
from dyadwire.transforms.text.languages.forms import read_forms
from dyadwire.transforms.text.languages.mentions import find_mentions
from dyadwire.transforms.text.languages.pack import load_language
from dyadwire.transforms.text.languages.pairs import MUTUAL, find_pairs
from dyadwire.transforms.text.languages.sentences import pack_of

READ_ON = date(2026, 7, 20)


def related(code: str, text: str) -> list[tuple[str, ...]]:
    """Return the pairs that a text relates."""
    document = read_document(text, "", pack_of(code))
    pairs = find_pairs(find_mentions(document, code), document, code)
    return [tuple(pair.dyad) for pair in pairs if pair.relational]


BRA_CHN, CHN_PER, FRA_DEU = ("BRA", "CHN"), ("CHN", "PER"), ("DEU", "FRA")

CASES = [
    ("es", "China exportó bienes a Brasil.", [BRA_CHN]),
    ("es", "De acuerdo con el banco, China es más importante que Brasil.", []),
    ("es", "Los deportistas de China, sin embargo, se parecen a los de Brasil.", []),
    ("fr", "La Chine a livré des trains au Brésil.", [BRA_CHN]),
    ("fr", "Vendredi, le visage de la Chine et du Brésil a changé, ce qui est important.", []),
    ("de", "China lieferte Züge nach Brasilien.", [BRA_CHN]),
    ("de", "Der Luftangriff Chinas galt Brasilien.", [BRA_CHN]),
    ("de", "Um Platz drei bestreiten China und Brasilien das Spiel.", []),
    ("it", "La Cina ha venduto treni al Brasile.", [BRA_CHN]),
    ("it", "La vendemmia in Cina è importante, i rifiuti in Brasile pure.", []),
    ("pt", "A China exportou trens para o Brasil.", [BRA_CHN]),
    ("pt", "De acordo com o banco, a China investiga vendavais como os do Brasil.", []),
    ("tr", "Çin, Brezilya'ya tren sattı.", [BRA_CHN]),
    ("tr", "Bakan vurguladı: Çin ile Brezilya uzak.", []),
    ("tr", "Yardımcısı, Çin ile Brezilya'ya ilişkin yolları birlikte anlattı.", []),
    ("id", "Perangkat dan bahasa undang-undang berbeda di Tiongkok dan di Brasil.", []),
    ("hi", "ओलंपिक के दौरान चीन से ब्राज़ील आगे रहा।", []),
    ("ar", "تختلف الحياة الاجتماعية في الصين عن البرازيل.", []),
    ("it", "Il contrattempo, dice un collega protestante, riguarda la Cina più del Brasile.", []),
    ("pt", "O estudo encontrou na China mais protestantes do que no Brasil.", []),
    ("de", "Der Protestant begrenzt in China, was in Brasilien wächst.", []),
    ("id", "Tiongkok mengekspor kereta ke Brasil.", [BRA_CHN]),
    ("id", "Hujan turun di Tiongkok dan Brasil.", []),
    ("ar", "وستدعم الصين البرازيل.", [BRA_CHN]),
    ("ar", "زادت صادرات الصين إلى البرازيل والتعاون معها.", [BRA_CHN]),
    ("ko", "중국은 브라질에 열차를 수출했다.", [BRA_CHN]),
    ("ko", "중국 관계자는 브라질 날씨가 덥다고 말했다.", []),
    ("hi", "चीन ने ब्राज़ील को रेलगाड़ियाँ निर्यात कीं।", [BRA_CHN]),
    ("hi", "चीन और ब्राज़ील के बीच व्यापार 65 अरब डॉलर रहा।", [BRA_CHN]),
    ("ko", "중국과 브라질의 교역액은 800억 달러였다.", [BRA_CHN]),
    ("ko", "중국과 브라질의 수출은 각각 5% 감소했다.", []),
    ("de", "China bezieht 40 Prozent seines Öls aus Brasilien.", [BRA_CHN]),
    ("es", "China gravará con un 25 % el acero de Brasil.", [BRA_CHN]),
    ("hi", "चीन और ब्राज़ील के मैदान बड़े हैं।", []),
    # Only listed: nothing that both do together.
    ("es", "Las ventas de China y Brasil crecieron.", []),
    ("es", "Los ministros de Exteriores de China y Brasil se reunieron.", [BRA_CHN]),
    ("es", "China vendió trenes a Brasil y Perú.", [BRA_CHN, CHN_PER]),
    ("es", "China felicitó a Brasil, Perú y Chile.", [BRA_CHN, ("CHL", "CHN"), CHN_PER]),
    ("es", "Perú medió en la disputa entre China y Brasil.", [BRA_CHN, ("BRA", "PER"), CHN_PER]),
    ("fr", "Les exportations de la Chine et du Brésil progressent.", []),
    ("de", "Die Exporte aus China und Brasilien legten zu.", []),
    ("de", "Bei den Exporten liegt China vor Brasilien.", []),
    ("it", "Le vendite della Cina e del Brasile crescono.", []),
    ("pt", "As vendas da China e do Brasil cresceram.", []),
    ("pt", "A China e o Brasil assinaram um acordo.", [BRA_CHN]),
    ("tr", "Çin ve Brezilya'nın ihracatı arttı.", []),
    ("ar", "ارتفعت صادرات الصين والبرازيل.", []),
    ("ko", "중국과 브라질의 수출이 늘었다.", []),
    ("hi", "चीन और ब्राज़ील का निर्यात बढ़ा।", []),
    ("ru", "Китай помог переговорам между Францией и Германией.", [("CHN", "DEU"), ("CHN", "FRA"), FRA_DEU]),
    ("ru", "Китай поздравил Францию, Германию и Бразилию.", [BRA_CHN, ("CHN", "DEU"), ("CHN", "FRA")]),
    # A mere place: where two others, or all, stand.
    ("es", "China y Brasil negociaron en Perú.", [BRA_CHN]),
    ("es", "Las exportaciones subieron un 5 % en China y un 3 % en Brasil.", []),
    ("es", "China invertirá en Perú.", [CHN_PER]),
    ("fr", "La Chine et le Brésil ont négocié en France.", [BRA_CHN]),
    ("de", "China und Brasilien verhandelten in der Schweiz.", [BRA_CHN]),
    ("it", "La Cina e il Brasile hanno firmato l'intesa a Berna, in Svizzera.", [BRA_CHN]),
    ("pt", "A China e o Brasil negociaram no Peru.", [BRA_CHN]),
    ("tr", "Çin ile Brezilya, Peru'da anlaşma imzaladı.", [BRA_CHN]),
    ("id", "Tiongkok dan Brasil menandatangani perjanjian di Peru.", [BRA_CHN]),
    ("ar", "اجتمعت الصين والبرازيل في بيرو.", [BRA_CHN]),
    ("ko", "중국과 브라질은 페루에서 회담했다.", [BRA_CHN]),
    ("hi", "चीन और ब्राज़ील ने पेरू में समझौता किया।", [BRA_CHN]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "pairs"), CASES)
def test_sentence_relates_what_it_tells_of_both(code, text, pairs):
    assert related(code, text) == pairs


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_words_that_relate(code):
    assert load_language(code).pairs.relates
    assert sum(row.kind == "relates" for row in read_forms(code)) > 60


@pytest.mark.parametrize("code", CODES)
def test_words_that_relate_are_told_once_and_rightly(code):
    rows = [row for row in read_forms(code) if row.kind == "relates"]
    assert {row.value for row in rows} <= {"", MUTUAL}
    assert len({row.form for row in rows}) == len(rows)
    assert all(row.form.strip("-_") for row in rows)


def test_word_is_whole_or_within_a_compound_where_the_lexicon_says_so():
    assert related("es", "La visita de China a Brasil acabó.") == [BRA_CHN]
    assert related("es", "Los visitantes de China se parecen a los de Brasil.") == []
    assert related("de", "Das Gasabkommen Chinas gilt für Brasilien.") == [BRA_CHN]


def test_figure_is_of_the_pair_that_its_sentence_relates():
    text = (
        "China exportó bienes por 50.000 millones de dólares a Brasil. China y Brasil tienen 1.600 millones de almas."
    )
    found = extract(text, load_lexicon(), title="China y Brasil", published_date=READ_ON)
    assert [(figure.value, figure.dyad) for figure in found.figures] == [(5e10, BRA_CHN), (1.6e9, None)]


def test_pair_that_an_article_only_lists_is_hardly_what_it_is_about():
    listed = "Francia, España y Alemania son los más visitados. Francia recibió 102 millones de viajeros, Alemania 40."
    told = "Francia acusó a Alemania. El ministro alemán rechazó la crítica francesa."
    about = [
        {
            tuple(one.dyad): one.salience
            for one in extract(text, load_lexicon(), title="Francia y Alemania").article_dyads
        }
        for text in (listed, told)
    ]
    assert about[0][FRA_DEU] < about[1][FRA_DEU]
