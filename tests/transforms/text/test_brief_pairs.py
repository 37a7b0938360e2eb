"""The pair of a title and a summary, as feeds tell of an article."""

from __future__ import annotations

import pytest

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.decide.pairs.brief_features import BriefText, brief_features
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()


def pairs_of(title: str, text: str) -> list[str]:
    found = extract(text, LEXICON, title=title).article_dyads
    return [str(pair.dyad) for pair in found if pair.salience >= DEFAULT_THRESHOLD]


@pytest.mark.parametrize(
    ("title", "text", "pair"),
    [
        ("Fico threatens to cut electricity to Kyiv", "The Slovak premier wants transit restored.", "SVK-UKR"),
        ("Warsaw to check cars from Monday", "Tusk says Berlin has pushed migrants across the Oder.", "DEU-POL"),
        ("Court orders extradition", "Judges in Dubai said the brothers would be handed to South Africa.", "ARE-ZAF"),
        ("Berlin flies 81 criminals to Kabul", "The interior ministry spoke of a first step.", "AFG-DEU"),
        ("France and Spain sign treaty", "The two will share power lines.", "ESP-FRA"),
        ("Pemex ships crude to Havana", "The tanker loaded 400,000 barrels at Pajaritos.", "CUB-MEX"),
    ],
)
def test_two_countries_of_a_brief_text_are_its_pair(title: str, text: str, pair: str) -> None:
    assert pairs_of(title, text) == [pair]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Bolt's heir? Jamaican teenager runs 9.99",
            "A schoolboy from Kingston ran 100 metres in 9.99 seconds on Saturday. Scouts of three American "
            "universities were in the stand. He told reporters that he liked chemistry more. His coach, a Cuban, "
            "asked for patience.",
        ),
        (
            "Ethiopian wins Valencia marathon as Kenyans fade",
            "Tadese Takele of Ethiopia broke away at 32 kilometres to win the Valencia marathon in two hours and "
            "eleven seconds on Sunday. Kenya's John Korir, who had led for most of the morning, came in second "
            "and collapsed. Germany's Amanal Petros took third place with a national record. Among the women, "
            "Joyciline Jepkosgei of Kenya won by more than a minute. The weather was cool. Prize money was shared "
            "among the first ten.",
        ),
        (
            "The Italian who mends Japanese swords",
            "In a shed outside Turin, Massimo Rossi polishes blades that are older than his town. He learned the "
            "craft for nine years in Gifu. Museums in Tokyo send him work that others refuse. A sword takes him a "
            "month.",
        ),
    ],
)
def test_ordinary_summaries_of_several_sentences_have_none(title: str, text: str) -> None:
    assert pairs_of(title, text) == []


@pytest.mark.parametrize(
    ("title", "text", "pair"),
    [
        (
            "Lithuania reopens border crossings with Belarus",
            "Vilnius reopened the Medininkai and Salcininkai crossings at midnight, three weeks after balloons "
            "closed its airport. Minsk welcomed the step but said a thousand lorries were still stranded.",
            "BLR-LTU",
        ),
        (
            "Uganda deports Kenyan activists",
            "Two Kenyan activists who had vanished in Kampala five weeks ago were handed over at the Busia border "
            "post. President Yoweri Museveni said they had been put in the fridge. Nairobi's foreign minister "
            "thanked Uganda.",
            "KEN-UGA",
        ),
        (
            "Ghana to take deportees from America",
            "Accra has agreed to take West Africans whom the United States deports, President John Mahama told "
            "reporters. The first fourteen have come already, among them Nigerians and a Gambian. Lawyers say "
            "that some had orders of judges against their removal. The opposition wants parliament to vote on it. "
            "Mahama said Ghana did it on grounds of principle. In the same week Washington lifted its limits on "
            "visas for Ghanaians.",
            "GHA-USA",
        ),
    ],
)
def test_summaries_of_several_sentences_keep_the_pair_of_states_that_act(title: str, text: str, pair: str) -> None:
    assert pairs_of(title, text)[:1] == [pair]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mild winter lowers prices", "Gas is cheaper in Italy and Spain than a year ago."),
        ("Rich list grows", "SINGAPORE, Feb. 25 – The wealth of tycoons in Hong Kong rose 7.5% last year."),
        ("Pandemic subsides", "A 20-billion US-dollar plant opens in Taiwan."),
        ("Samoan fund grows", "It holds 900 million New Zealand dollars."),
        ("Chinese yuan falls", "Traders in Brazil sold coffee."),
        ("Egyptian pounds sent home", "Banks in Jordan were busy."),
        ("Envoys meet in Vienna", "Iran hopes for relief."),
        ("Quake off Tonga", "No warning was issued in Fiji after the sea calmed down near Samoa."),
    ],
)
def test_lists_datelines_currencies_venues_and_three_countries_make_none(title: str, text: str) -> None:
    assert pairs_of(title, text) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Gaudens hat-trick sinks Getafe", "The Belgian striker has scored 14 goals for the Spanish club this season."),
        ("What to watch on Friday", "An American thriller, a comedy and a Romanian drama that won at festivals."),
        ("Quake felt in two capitals", "The tremor of magnitude 5 shook Albania at noon. Houses swayed in Greece."),
        ("In brief", "A bakery in Denmark has won a prize for its bread; a lynx was seen in Poland."),
        ("The best beaches of the summer", "From Croatia's islands to a quiet bay in Italy, our readers' favourites."),
        ("Stocks close higher", "Shares in Japan gained on earnings. The index of South Korea was flat."),
    ],
)
def test_two_countries_that_have_nothing_to_do_with_each_other_make_none(title: str, text: str) -> None:
    assert pairs_of(title, text) == []


def test_words_of_brief_texts_are_sorted_and_unique() -> None:
    words = [(row["word"], row["tells"]) for row in LEXICON["brief_words"]]
    assert words == sorted(set(words))


def test_a_name_tells_what_a_text_is_of() -> None:
    document = read_document("He left for Turin.", "Ghana Names Squad For World Cup")
    features = brief_features(Dyad.of("GHA", "ITA"), BriefText(document, (), (), ()), LEXICON)
    assert {"of sport 1", "of sport 2", "word left"} <= set(features)
    assert not {"word squad", "word cup"} & set(features)


def test_longer_texts_are_read_as_articles() -> None:
    text = "Judges in Dubai will not hand two to South Africa." + " The court sat for hours on Monday. " * 12
    assert pairs_of("Court hears fugitive brothers", text) == []


@pytest.mark.parametrize(
    ("title", "text", "pair"),
    [
        ("Japan and South Korea renew currency swap", "It is worth 10 billion dollars.", ("JPN", "KOR")),
        ("Curry chef dies at home", "He came to Britain from Pakistan as a boy. He leaves 14 restaurants.", ("GBR",)),
    ],
)
def test_figures_of_a_brief_text_know_its_pair(title: str, text: str, pair: tuple[str, ...]) -> None:
    found = extract(text, LEXICON, title=title).figures
    assert [figure.countries for figure in found] == [pair]


def test_figures_are_of_the_pair_that_leads_once_acts_have_told() -> None:
    text = (
        "Niger and Algeria sent their ambassadors back on Thursday. Both had left after Algeria shot down a drone of "
        "Mali. Trade between the neighbours came to $300 million. Exports to the Sahel state reached $40 million."
    )
    found = extract(text, LEXICON, title="Niamey and Algiers restore ambassadors")
    assert [figure.dyad for figure in found.figures] == [("DZA", "NER"), ("DZA", "NER")]
