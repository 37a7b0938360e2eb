"""Whose somebody is where the words beside the name, or an office's owner, leave no doubt."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()
DAY = date(2026, 6, 1)


def people(text: str) -> dict[str, tuple[str | None, str | None]]:
    found = extract(text, LEXICON, published_date=DAY).people
    return {person.full_name: (person.role, person.iso3) for person in found}


def mentions(text: str) -> list[tuple[str, str]]:
    return [(span.surface, span.iso3) for span in extract(text, LEXICON, published_date=DAY).countries]


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("The gold went to Thailand's Badeng Khonatep, and the silver to the Uzbek team of Iran.", "Badeng", "THA"),
        ("Mexico gave the award to the producer, the Guatemalan Kenneth Halle, who left the USA.", "Kenneth", "GTM"),
        ("She came ahead of Ajara Mbenga (Cameroon and Inter Milan) when India played Morocco.", "Ajara", "CMR"),
        ("He met Hans Goetzler, a Singapore-based fund manager, in Germany. Germany has many.", "Hans", "SGP"),
        ("China listened. Nick Karimov, a Slovak, spoke in China of China.", "Nick", "SVK"),
        (
            "Nicaragua was named. Last week the head of US diplomacy for Latin America, Brian Nicholas, said that "
            "Nicaragua would see.",
            "Brian",
            "USA",
        ),
        ("Prague slept. Taiwan's representative in Prague, Ke Liang-rui, thanked the Czech minister.", "Ke", "TWN"),
        (
            'China and India fell. "China fell," said Nick Thomasson, a professor at the City University of Hong Kong '
            "who teaches history.",
            "Nick",
            "HKG",
        ),
        (
            "Bulgaria slept. Captain Jurriaan van der Kolk of the Netherlands said Bulgarian fans left.",
            "Jurriaan",
            "NLD",
        ),
    ],
)
def test_words_beside_a_name_tell_beyond_doubt(text: str, name: str, iso3: str) -> None:
    told = {full.split(" ")[0]: country for full, (_, country) in people(text).items()}
    assert told[name] == iso3


def test_a_place_of_a_country_and_a_plural_are_nobodys() -> None:
    found = people("He hides in Sudan's Kafia Kingi, they say. Emperor Yohannes IV, the Egyptians said, left Ethiopia.")
    assert "Kafia Kingi" not in found
    assert ("monarch", "EGY") not in found.values()


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "Egypt talked. Petroleum Minister Tarek Almola, who was there, welcomed the UAE's money in Cairo.",
            "Tarek Almola",
            ("petroleum minister", "EGY"),
        ),
        (
            "Cork is far from Malawi. Health minister Madalitso Baloyi wants Dublin to pay. Ireland's poor pay.",
            "Madalitso Baloyi",
            ("health minister", "MWI"),
        ),
        (
            "Iran's Abbas Araghchi cancelled. His deputy Majid Takhtizadeh came.",
            "Majid Takhtizadeh",
            ("deputy foreign minister", "IRN"),
        ),
        (
            "Putin landed in Delhi, India, with his foreign minister Sergei Ivanenko. India cheered.",
            "Sergei Ivanenko",
            ("foreign minister", "RUS"),
        ),
        (
            "Trump's envoy for Belarus, John Coalwood, came to Minsk. Belarus was glad.",
            "John Coalwood",
            ("envoy", "USA"),
        ),
        ("U.S. Senators Lena Graves and Chris Coonley met in Oman.", "Chris Coonley", ("senator", "USA")),
        (
            "The Ambassador of Iraq Dr. Abdul Hadi Al-Janabi signed it in Riyadh, Saudi Arabia.",
            "Abdul Hadi Al-Janabi",
            ("ambassador", "IRQ"),
        ),
        (
            "Kenya's police inspector general Douglas Kanjama spoke.",
            "Douglas Kanjama",
            ("police inspector general", "KEN"),
        ),
        ("Iceland fisheries minister Hanna Friðriksson spoke.", "Hanna Friðriksson", ("fisheries minister", "ISL")),
    ],
)
def test_offices_have_their_own_country(text: str, name: str, office: tuple[str, str]) -> None:
    assert people(text)[name] == office


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("Costa Rica's forward Jose Guillermo Ortiz scored in Mexico.", "Guillermo Ortiz"),
        ("Ecuador's undersecretary of trade, Juan Carlos Castrillon, went to Spain.", "Juan Carlos"),
        ("Mexico knows Joaquin “El Chapo” Guzman, who fled from Mexico.", "Chapo"),
        ("Paraguay saw Antonio Carlos dos Santos. Dos Santos left Angola for Paraguay.", "Dos Santos"),
        ("Volkswagen's finance chief Arno Antlitzer spoke in Spain.", "Arno Antlitzer"),
        ("Albania heard Pat Fergusen, President of AMBO, speak in Tirana.", "Pat Fergusen"),
        ("Taiwan mourns Lai Chih-ching. His brother Lai Min-nan lives. Lai was shot.", "Lai"),
        ("IMF mission chief Ernesto Ramirez left Beirut, Lebanon.", "Ernesto Ramirez"),
    ],
)
def test_namesakes_of_leaders_and_heads_of_firms_are_no_country(text: str, leader: str) -> None:
    assert leader not in [surface for surface, _ in mentions(text)]


def test_a_name_is_given_with_its_accents_and_without_its_address() -> None:
    found = people("Peru saw Ruben Gonzalez Kusy. Later Rubén González Kusy left. Bishop Arnold Orowe of Peru stayed.")
    assert "Rubén González Kusy" in found
    assert "Arnold Orowe" in found


def test_a_river_is_no_country_unless_it_is_said_of_a_state() -> None:
    river = "The Niger burst its banks on Sunday. Settlers live west of the Jordan. Nigeria had warned of it."
    state = "The Niger government spoke to the Jordan News Agency. A Niger-born player stayed in Nigeria."
    assert {iso3 for _, iso3 in mentions(river)} == {"NGA"}
    assert [iso3 for _, iso3 in mentions(state)] == ["NER", "JOR", "NER", "NGA"]


def test_a_hyphen_in_a_chinese_name_is_not_of_china() -> None:
    text = (
        "China bought more fish from Taiwan. Fishers are glad, Hsieh Ming-yuan said. Chinese buyers pay well in China."
    )
    assert people(text)["Hsieh Ming-yuan"][1] == "TWN"


@pytest.mark.parametrize("firm", ["Maju Jaya Berhad", "Rosa Internacional", "Krause Verlag"])
def test_a_firm_abroad_is_nobody(firm: str) -> None:
    assert not people(f"Argentina and Malaysia heard {firm}, which said that prices rose.")


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("Rahima Khatun, a widow from Kurigram, said on Sunday that her house was gone.", "Rahima Khatun", "BGD"),
        ("The farmer Peter Njeru of Kirinyaga told reporters that he plants sorghum now.", "Peter Njeru", "KEN"),
        ("At least 12 died, said Kishtwar police chief Rajesh Shavan on Monday.", "Rajesh Shavan", "IND"),
    ],
)
def test_a_district_tells_where_people_are_from_and_is_no_mention(text: str, name: str, iso3: str) -> None:
    assert people(text)[name] == (people(text)[name][0], iso3)
    assert mentions(text) == []


def test_a_district_that_is_a_name_tells_nothing() -> None:
    assert not people("Sienna Kitui married Tom Kwale on Monday, a neighbour said at the wedding.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jill Kwale sued. Kwale said so. Anna Berg, her friend, agreed with Kwale.", "Anna Berg"),
        ("A teacher lost her job. Mr. Kwale left. Anna Berg, a friend, followed Mr Kwale.", "Anna Berg"),
        ("They collected the dead, said Yossi Landau of Zaka, a volunteer.", "Yossi Landau"),
    ],
)
def test_what_somebody_or_something_else_is_called_too_is_no_district(text: str, name: str) -> None:
    assert people(text).get(name, (None, None))[1] is None


def test_a_district_of_which_somebody_bears_the_name_behind_a_month_stays_one() -> None:
    assert people("In May Kwale was flooded. Joseph Mutua, a Kwale trader, saw it.")["Joseph Mutua"][1] == "KEN"


@pytest.mark.parametrize(
    "text",
    [
        "Haiti burns. Geeta Narayan, UNICEF representative in Haiti, said 40 schools in Haiti were burnt down.",
        "Iran listened. IAEA inspector Massimo Aparo left Iran on Friday, and Iran kept silent on the matter.",
        "Rwanda jails many. Clementine Montjoye, a researcher at Human Rights Watch, said Rwanda must free them.",
        "In Myanmar, Arnaud de Baecque of the International Committee of the Red Cross said Myanmar bombs clinics.",
    ],
)
def test_who_works_for_the_world_is_not_of_the_country_spoken_of(text: str) -> None:
    assert not any(iso3 for _, iso3 in people(text).values())


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("Kenya mourns. Rudia Achieng, a Kenyan with the UN mission, was killed.", "Rudia Achieng", "KEN"),
        ("Malawi turned. Former IMF economist Matthews Phiri of Malawi will stand.", "Matthews Phiri", "MWI"),
    ],
)
def test_whose_country_is_told_is_of_it_all_the_same(text: str, name: str, iso3: str) -> None:
    assert people(text)[name][1] == iso3


def test_a_country_that_is_a_given_name_tells_which_capital_is_meant() -> None:
    found = mentions("KINGSTON — Jamaica's police chief Kevin Blake asked for drones on Monday.")
    assert found == [("KINGSTON", "JAM"), ("Jamaica", "JAM")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tanzania's UN envoy Neema Kashindye said Kenya had agreed.", {"Neema Kashindye": "TZA"}),
        ("World Bank country director for Nigeria, Mathieu Verrier, said so.", {"Mathieu Verrier": None}),
        ("The UN's Libya envoy, Ana Tettey, said so in Tripoli.", {"Ana Tettey": None}),
        ("Houthi negotiator Abdulmalik al-Ajri left Muscat.", {"Abdulmalik al-Ajri": "YEM"}),
        ("Police in Prague arrested Milan Kralik.", {"Milan Kralik": "CZE"}),
        ("Kosovo police held Goran Jevtic, the Serb former mayor of Leposavic.", {"Goran Jevtic": "XKX"}),
    ],
)
def test_bodies_militias_and_towns_in_names_tell_what_they_can(text: str, told: dict[str, str | None]) -> None:
    found = people(text)
    assert {name: found.get(name, (None, None))[1] for name in told} == told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ukrainian Prime Minister Yulia Svyrydenko left. Yuliia Svyrydenko smiled.", ["Yulia Svyrydenko"]),
        ("Argentine President Javier Gerardo Milei left. Javier Milei smiled.", ["Javier Gerardo Milei"]),
        ("Malaysian singer Andi Suryady Bandy quit. Andi Suryady said so in Malaysia.", ["Andi Suryady Bandy"]),
    ],
)
def test_spellings_and_short_forms_are_one_person(text: str, names: list[str]) -> None:
    assert list(people(text)) == names


def test_behind_bangladesh_md_is_no_maryland() -> None:
    assert mentions("They met the envoy of Bangladesh, Md. Rakib Talukder.") == [("Bangladesh", "BGD")]


def test_a_surname_is_of_the_one_named_last_before_it() -> None:
    text = "Libya's Khalifa Haftar came. Field Marshal Haftar smiled. Libya's Saddam Haftar was there."
    found = extract(text, LEXICON, published_date=DAY).people
    assert [person.full_name for person in found] == ["Khalifa Haftar", "Khalifa Haftar", "Saddam Haftar"]


@pytest.mark.parametrize("office", ["Police chief", "Governor", "District commissioner"])
def test_a_lower_office_is_no_leaders(office: str) -> None:
    assert "William Ruto" not in people(f"{office} Ruto said two men drowned in Kwale. Kenya has many rivers.")
