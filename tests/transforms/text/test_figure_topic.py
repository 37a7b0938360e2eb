"""What figures are of, and what measures those that no noun names: invented sentences, each for one way to tell."""

from __future__ import annotations

import pytest

from dyadwire.schemas.topics import TOPICS, topics_under
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.figures.topic_words import TopicWords, hints_of
from dyadwire.transforms.text.findings import FigureSpan

LEXICON = load_lexicon()


def figures(text: str, title: str = "") -> dict[str, FigureSpan]:
    return {figure.surface: figure for figure in extract(text, LEXICON, title=title).figures}


@pytest.mark.parametrize(
    ("text", "surface", "topic"),
    [
        ("He was in power for 30 years.", "30 years", None),
        ("The plant was without power for 30 days.", "30 days", "energy"),
        ("The government will not bail out the airline with $5 billion.", "$5 billion", "loans"),
        ("Hotel rates at the Dead Sea fell 7 percent.", "7 percent", "visitors"),
        ("They signed good behaviour bonds of $2,000.", "$2,000", "justice"),
        ("Trade between Kenya and Peru reached $5 billion last year.", "$5 billion", "trade"),
        ("Peru exported $4 billion worth of goods to Kenya.", "$4 billion", "exports"),
        ("Kenya bought 30,000 tonnes of wheat from Peru and imports rose 9 percent.", "9 percent", "imports"),
        ("Washington raised the tariff on steel to 25 percent.", "25 percent", "tariffs"),
        ("Gas tariffs for homes in Kenya rose 12 percent.", "12 percent", "prices"),
        ("Kenya pays a tariff of 6.5 US cents per kilowatt-hour.", "6.5 US cents", "energy"),
        ("South Korean firms hired 9,000 South Korean workers there.", "9,000", "economy"),
        ("The bank agreed to buy a 12 percent stake in the port.", "12 percent", "investment"),
        ("Norway donated $40 million in humanitarian aid to Sudan.", "$40 million", "aid"),
        ("Zambia owes $6 billion to foreign creditors.", "$6 billion", "debt"),
        ("China lent Zambia $2 billion.", "$2 billion", "loans"),
        ("Turkish drones killed 14 militants in Iraq.", "14", "casualties"),
        ("Air strikes wounded at least 30 soldiers.", "30", "casualties"),
        ("Eleven students were killed in Bogra.", "Eleven", "casualties"),
        ("The storm killed 30,000 jobs.", "30,000", "economy"),
        ("Police arrested 20 people after two officers were killed.", "20", "justice"),
        ("Poland ordered weapons worth $3 billion.", "$3 billion", "arms"),
        ("About 4,500 soldiers are stationed near the border.", "4,500", "troops"),
        ("The shelling killed 31 civilians.", "31", "casualties"),
        ("More than 80,000 refugees crossed into Chad.", "80,000", "migrants"),
        ("Some 900,000 tourists came from Germany.", "900,000", "visitors"),
        ("They signed 19 papers at the end of the summit in Oslo, among them one on border crossings.", "19", None),
        ("The resort had 5,000 visitors. It needs $81 million.", "$81 million", None),
        ("The yard sold tanks for $5 billion. The mayors of 40 cities came.", "40", None),
        ("The harvest is put at 650,000 tonnes this season.", "650,000 tonnes", "output"),
        ("The plant, which cost $680 million, runs now.", "$680 million", "investment"),
        ("The dollar stood at 152.60 yen in Tokyo.", "152.60 yen", "rates"),
        ("The economy has expanded by a brisk 9.5 percent.", "9.5 percent", "output"),
        (
            "Its exports rose to $5 billion and imports fell to $3 billion. The total will be $9 billion.",
            "$9 billion",
            "trade",
        ),
        ("Around 12,000 students from Nepal study in Japan.", "12,000", "students"),
        ("The field pumps 70,000 barrels of crude a day.", "70,000 barrels", "energy"),
        ("Inflation slowed to 3.1 percent in May.", "3.1 percent", "prices"),
        ("The central bank left its interest rate at 7 percent.", "7 percent", "rates"),
        ("Its share price fell 4 percent.", "4 percent", "shares"),
        ("The economy grew by 2.4 percent and gross domestic product beat forecasts.", "2.4 percent", "output"),
        ("The party won 41 percent of the votes.", "41 percent", "votes"),
        ("The two share a border of 300 kilometres.", "300 kilometres", "distance"),
        ("She was sentenced and fined 900 euros by the court.", "900 euros", "justice"),
        ("Kenya's imports from and exports to Peru added up to $9 billion.", "$9 billion", "trade"),
        ("Exports and imports of the two came to $9 billion.", "$9 billion", "trade"),
        ("Debt rose to 80 percent of the gross domestic product (GDP).", "80 percent", "debt"),
        ("The choir sang 900 songs in an area by the coast.", "900", None),
        ("The area along the coast has 40 tonnes of sand.", "40 tonnes", None),
        ("It covers 40 hectares of the area.", "40 hectares", "distance"),
        ("Debt rose to a third of GDP.", "a third", "debt"),
        ("Some 960,000 Ukrainians live in Poland under a law of 2022.", "960,000", "migrants"),
        ("Some 44,000 Chinese now study at Russian universities.", "44,000", "students"),
        ("At the height of the work 50,000 Zambians laid track near Tanzania.", "50,000", None),
        ("Wheat fetched $240 a ton.", "$240", "prices"),
        ("Germany took in 1.1 million Ukrainians after the invasion.", "1.1 million", "migrants"),
        ("About 4,800 Filipino seafarers work in Greece.", "4,800", "migrants"),
        ("Twelve migrants drowned off Lesbos.", "Twelve", "casualties"),
        ("Fighting killed 23 soldiers and, according to Kabul, more than 200 Taliban fighters.", "200", "casualties"),
        ("Some 13 Poles and five Georgians were killed near Odesa.", "13", "casualties"),
        ("At least 12 people were killed and 300 arrested.", "300", "justice"),
        ("The army has killed 300 rebels and 2,400 have surrendered.", "2,400", "military"),
        ("The quake killed 40 people and flattened 1,200 houses.", "1,200", None),
        ("The war drove some 300,000 people from their homes.", "300,000", "migrants"),
        ("Freight grew 11 percent to 845,000 tons.", "845,000 tons", "trade"),
        ("The raid killed 23 soldiers and captured 200 Taliban fighters.", "200", "troops"),
        ("The clinic has 300 nurses on duty.", "300", "health"),
    ],
)
def test_words_tell_the_topic(text: str, surface: str, topic: str) -> None:
    found = figures(text)
    assert surface in found, list(found)
    assert found[surface].topic == topic


def test_the_figure_before_tells_the_topic_of_one_that_has_no_words() -> None:
    found = figures("Kenya's imports rose to $6 billion. It was $5 billion a year earlier.")
    assert found["$5 billion"].topic == "imports"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Tariffs: what to know", "Cats sleep 70 percent of the day."),
        ("War in Ukraine", "The painting fetched $3 million at Christie's."),
    ],
)
def test_the_title_alone_tells_no_topic(title: str, text: str) -> None:
    (figure,) = figures(text, title).values()
    assert figure.topic is None


def test_a_figure_far_from_any_word_of_a_topic_has_none() -> None:
    (figure,) = figures("The orchestra rehearsed the piece for 45 minutes.").values()
    assert figure.topic is None


def test_a_topic_is_not_told_in_a_kind_that_it_has_not() -> None:
    found = figures("The troops are paid $300 million.")
    assert found["$300 million"].topic != "troops"


@pytest.mark.parametrize(
    ("text", "surface", "measure"),
    [
        ("The court granted bail of $50,000 for the manager.", "$50,000", "bail"),
        ("The fund raised equity of $30 million.", "$30 million", "equity"),
        ("Sharks have 3-metre-long jaws.", "3-metre", "jaws"),
        ("The bridge is some 300 metres wide.", "300 metres", None),
        ("Copper lost 0.6% in London.", "0.6%", None),
        ("The airline lost $30 million in May.", "$30 million", "losses"),
        ("The gauge added 20 points, or 0.2%, in Oslo.", "0.2%", None),
        ("The shop had earnings of $2.8 billion, or $2.53 a share.", "$2.53", "earnings"),
        ("The order is valued at $8.8 billion at list prices.", "$8.8 billion", "order"),
        ("The rate on a new vehicle loan stayed below 6 percent.", "6 percent", "rate"),
        ("The cost of the project rose 8 percent.", "8 percent", "cost"),
        ("The plan will cut fine dusts by 90 percent.", "90 percent", "fine dusts"),
        ("The offer is of 20% of Jet's equity.", "20%", "share of equity"),
        ("Demand is high and 30 percent of people speak it.", "30 percent", "share of people"),
        ("Japan will invest 24 billion yen.", "24 billion yen", "investment"),
        ("Taiwan bought some 36,000 tonnes of soybeans last year.", "36,000 tonnes", "purchases of soybeans"),
        ("Spain exported 2 billion euros in goods to Algeria.", "2 billion euros", "exports of goods"),
        ("The firm agreed to buy 33% of Changyu.", "33%", "stake in Changyu"),
        ("The firm agreed to buy 33% of the oil field.", "33%", "stake in oil field"),
        ("Japan buys 37 percent of its gas from Australia.", "37 percent", "share of gas"),
        ("The line carried 450,000 barrels, or about 2 percent of world demand.", "450,000 barrels", None),
        ("Egypt will lay a 1,350-kilometre cable carrying 3,000 megawatts.", "1,350-kilometre", "cable"),
        ("The line took a third of its revenue, and 3m tonnes were shipped in May, 6% more.", "6%", "shipments"),
        (
            "The number of Iranian-backed plots in Europe has doubled since 2021.",
            "doubled",
            "number of Iranian-backed plots",
        ),
        (
            "Under the pact Mexico must send 1.75 million acre-feet every five years.",
            "1.75 million acre-feet",
            "transfer",
        ),
        ("Iraq sends Jordan oil through the pipeline, of which Amman holds 24 per cent.", "24 per cent", "stake"),
        ("They built a link through which they can exchange 3,000 megawatts.", "3,000 megawatts", "exchange"),
        ("Berlin paid Moscow 200 million euros for gas imports.", "200 million euros", "payment"),
        ("The dam holds 74 billion cubic metres of water.", "74 billion cubic metres", "water"),
        ("They sold 46 percent fewer vehicles abroad.", "46 percent", "sales of vehicles"),
        ("Kenya has 5 percent fewer doctors than in 2020.", "5 percent", "doctors"),
        ("Holcim has bid $800m (£429m) for it.", "£429m", "bid"),
        ("They opened the $82 million assembly plant.", "$82 million", "assembly plant"),
        ("Its 58.6 billion dollar trade surplus fell.", "58.6 billion dollar", "trade surplus"),
        ("It signed a 2 million U.S. dollar contract.", "2 million U.S. dollar", "contract"),
        ("The firm wants to limit output to 5,000 tonnes.", "5,000 tonnes", "output"),
        ("It is seeking export credits of $3 million.", "$3 million", "export credits"),
        ("It told the Shenzhen stock exchange that it will pay 481 million yuan.", "481 million yuan", "payment"),
        ("The European Investment Bank will lend 5 million euros.", "5 million euros", "loan"),
        ("Then came a $5bn loan signed in May.", "$5bn", "loan"),
        ("Officials spoke of the $995 million requested.", "$995 million", None),
        ("The capital of the Korea Fund was 60 million dollars.", "60 million dollars", "capital"),
        ("The import target was 22 million tonnes.", "22 million tonnes", "import target"),
        ("The deficit ceiling of 3% stays.", "3%", "deficit ceiling"),
        ("Average crowds rose to 37,190 a match.", "37,190", "crowds"),
        ("Household gas bills in the west would drop 4 per cent.", "4 per cent", "household gas bills"),
        ("Dome rose 4 percent.", "4 percent", None),
        ("The mine is 115 km south of Ross.", "115 km", None),
        ("Farmers have sold 61% of the last crop.", "61%", None),
        ("They presented a bad cheque of $2.5 million.", "$2.5 million", "bad cheque"),
        ("They sold gold to the tune of $2.5 million.", "$2.5 million", "sales"),
        ("He took cigarettes worth 30 million rand (about $1,850,000).", "$1,850,000", "value of cigarettes"),
        ("Officials signed a $40bn (£21bn) pipeline accord.", "$40bn", "pipeline accord"),
        ("Almost 90% of the children learn there.", "90%", "share of children"),
        ("It was seized: $700 was confiscated at the airport.", "$700", "seizure"),
        ("Police found cigarettes worth $900.", "$900", "value of cigarettes"),
        ("He raised his bid to 400 francs, then sold 35-mm cameras.", "35-mm", "cameras"),
        ("Cairo asked for 20,000 tonnes of May arrival sugar.", "20,000 tonnes", None),
        ("The labourers sent a record $16bn home.", "$16bn", "transfer"),
        ("The old building rose 40 percent in 2024.", "40 percent", "old building"),
        ("Kenya's imports from and exports to Peru added up to $9 billion.", "$9 billion", "imports and exports"),
        ("Exports and imports came to $9 billion.", "$9 billion", "exports and imports"),
        ("Exports and imports rose 5 percent and 3 percent respectively.", "5 percent", "exports"),
        ("Exports and imports were $9 billion in May, $8 billion in June, respectively.", "$8 billion", "imports"),
        ("Imports and exports totalled $9 billion and $4 billion.", "$9 billion", "imports"),
        ("Imports and exports totalled $9 billion and $4 billion.", "$4 billion", "exports"),
        ("Imports and exports fell by 5 percent and 4 percent.", "5 percent", "imports"),
        ("Exports to and imports from Peru hit $40 billion and $30 billion, respectively.", "$40 billion", "exports"),
        ("Steel exports and imports of coal were 5 tonnes.", "5 tonnes", "steel exports and imports of coal"),
        ("Oil exports and imports came to $9 billion.", "$9 billion", "oil exports and imports"),
        ("The gap between oil exports and imports was $9bn.", "$9bn", "gap between oil exports and imports"),
        ("The gap between exports and imports was $9 billion.", "$9 billion", "gap between exports and imports"),
        ("The deficit will fall to 2.9% of GDP from 3.9%.", "2.9%", "deficit"),
        ("The deficit will fall to 2.9% of GDP from 3.9%.", "3.9%", "deficit"),
        ("The deficit fell to 2.9% of GDP from 3.9% of GDP.", "3.9%", "deficit"),
        ("The deficit, at 3% of GDP, is large.", "3%", "deficit"),
        ("The deficit narrowed and fell to 3% of GDP.", "3%", "deficit"),
        ("Debt hit $9 billion, or 60% of GDP.", "60%", "debt"),
        ("Debt, which stood at 60% of GDP, fell.", "60%", "debt"),
        ("The deficit narrowed to $5 billion (3% of GDP).", "3%", "deficit"),
        ("Debt rose to a third of GDP.", "a third", "debt"),
        ("Agriculture makes up a third of GDP.", "a third", "share of GDP"),
        ("Agriculture makes up 20% of GDP, up from 18%.", "18%", "share of GDP"),
        ("Exports to Peru fell; defence takes 6% of GDP.", "6%", "share of GDP"),
        ("The trade deficit widened, and Norway gives 1% of GDP in aid.", "1%", "share of GDP"),
        ("Exports fell, and in Norway defence takes 6% of GDP.", "6%", "share of GDP"),
        ("Exports to Peru fell, and Ford will cut 10% of its workforce.", "10%", "workforce"),
        ("Debt is high and agriculture makes up 20% of GDP.", "20%", "share of GDP"),
        ("Debt is high while agriculture makes up 20% of GDP.", "20%", "share of GDP"),
        ("Oil makes up 90% of exports and 60% of GDP.", "90%", "share of exports"),
        ("Oil makes up 90% of exports and 60% of GDP.", "60%", "share of GDP"),
        ("About 5% of the GDP comes from tourism.", "5%", "share of GDP"),
        ("Income from tourists was $40 million.", "$40 million", "income"),
        ("The cost of refugees was $40 million.", "$40 million", "cost of refugees"),
        ("Aid for refugees of $40 million arrived.", "$40 million", "aid"),
        ("Incomes fell; tourists bring $40 million.", "$40 million", None),
        ("The trade\u00a0deficit reached $5 billion.", "$5 billion", "trade deficit"),
        ("It takes 36 percent of the foreign trade.", "36 percent", "share of foreign trade"),
        ("It pays 10 percent of its export earnings.", "10 percent", "share of export earnings"),
        ("The 7.7 billion dollar loan package was signed.", "7.7 billion dollar", "loan package"),
        ("Pre-tax profits rose 5 percent.", "5 percent", "Pre-tax profits"),
        ("They expect year-end inflation of 90 percent.", "90 percent", "inflation"),
        ("Average per capita income was $900.", "$900", "per capita income"),
        ("The number of Chinese people fell to 300.", "300", "number of Chinese people"),
        ("The duty was cut, and it took 25 tonnes.", "25 tonnes", None),
        ("Visitors may bring ten kilograms.", "ten kilograms", None),
        ("North of the border they sell a pound for 36 cents.", "36 cents", "price"),
        ("The former economy minister won 52% of the vote.", "52%", "share of vote"),
        ("It is to buy 37% of the brewery in a deal.", "37%", "deal"),
        ("The company wants damages of $20bn.", "$20bn", "damages"),
        ("Firms sign deals worth $16bn.", "$16bn", "deals"),
        ("February truck sales rose 5 percent.", "5 percent", "truck sales"),
        ("About 25% of the station's traffic comes from there.", "25%", "share of traffic"),
        ("Air strikes in the north killed at least 46, officials said.", "46", "killed"),
        ("Air strikes in the north left 12 dead and 30 wounded.", "30", "wounded"),
        ("The raids, injuring 40, began on Monday.", "40", "injured"),
        ("Police carried out raids and 46 were arrested.", "46", "arrested"),
        ("The death toll rose to 152.", "152", "death toll"),
        ("They used violence, killing 2,100, displacing 7,000.", "7,000", None),
        ("Police arrested 12 smugglers.", "12", "smugglers"),
    ],
)
def test_what_no_noun_of_the_lexicon_measures(text: str, surface: str, measure: str | None) -> None:
    found = figures(text)
    assert surface in found, list(found)
    assert found[surface].measure == measure


def test_a_measure_holds_no_country() -> None:
    found = figures("Buyers took 50,000 tonnes of Australian wheat.")
    assert found["50,000 tonnes"].measure == "wheat"


def test_the_topics_of_the_lexicon_are_those_of_the_list() -> None:
    rows = LEXICON["topics"]
    assert {row["topic"] for row in rows} == set(TOPICS)
    assert {row["strength"] for row in rows} <= {"0", "1", "2", "3"}
    assert len({(row["form"], row["topic"]) for row in rows}) == len(rows)
    assert all(row["form"] == row["form"].strip().lower() for row in rows)


def test_a_topic_is_part_of_a_topic_that_is_part_of_none() -> None:
    assert all(topic.wider is None or TOPICS[topic.wider].wider is None for topic in TOPICS.values())
    assert topics_under("loans") == ("loans",)


def test_the_longest_form_counts_and_a_phrase_is_as_sure_as_its_surest_word() -> None:
    rows = [
        {"form": "gas", "topic": "energy", "strength": "2"},
        {"form": "gas prices", "topic": "prices", "strength": "3"},
        {"form": "fuel", "topic": "energy", "strength": "1"},
    ]
    words = TopicWords(rows)
    assert hints_of("Gas prices", words) == (("prices", 3),)
    assert hints_of("fuel gas", words) == (("energy", 2),)
    assert hints_of("gasoline", words) == ()
