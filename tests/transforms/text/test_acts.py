"""What sides do to one another in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from dyadwire.pipelines.ask.wording import period_name
from dyadwire.schemas.dyad import BLOCS
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.codes import CLASSES, CODES
from dyadwire.transforms.text.decide.acts.features import nearest
from dyadwire.transforms.text.decide.acts.scene import Scene, compile_act_words
from dyadwire.transforms.text.decide.acts.slots import slot_of
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import Model, Place, use_model
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.find.sides import Side, find_blocs, find_sides
from dyadwire.transforms.text.findings import ActSpan, Extraction, Phrase
from tests.transforms.text.case_files import cases

LEXICON = load_lexicon()


def acts(text: str, title: str = "") -> list[ActSpan]:
    return list(extract(text, LEXICON, title=title).acts)


def told(text: str) -> list[str]:
    """Return acts as `IRN>ISR ACCUSE`, those of both as `CHN-RUS AGREE`."""
    return [f"{act.actor}{'-' if act.mutual else '>'}{act.recipient} {act.code}" for act in acts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China and Russia signed an agreement on trade in Moscow on Tuesday.", ["CHN-RUS AGREE"]),
        ("Sudan was sharply criticised by Egypt for filling the reservoir.", ["EGY>SDN ACCUSE"]),
        ("The EU imposed sanctions on Russia.", ["EU>RUS SANCTION"]),
        ("Turkey will send aid to Syria.", ["TUR>SYR AID"]),
        ("India's exports to Bangladesh rose.", ["IND>BGD COOPERATE"]),
        ("Peru and Chile are the largest producers of copper in the world.", []),
        ("Rain fell in Paris.", []),
        ("", []),
    ],
)
def test_who_does_what(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington also suspended talks with Ottawa.", ["USA>CAN SANCTION"]),
        ("Norway suspended aid to Mali on Tuesday.", ["NOR>MLI SANCTION"]),
        ("German aid to Mali was suspended on Monday.", ["DEU>MLI SANCTION"]),
        ("The US ended its arms sales to Taiwan.", ["USA>TWN SANCTION"]),
        ("France called off a meeting with Germany.", ["FRA>DEU SANCTION"]),
        ("India lowered tariffs on Australian wine to 50 percent.", ["IND>AUS CONCEDE"]),
        ("Chile withdrew its troops from the border with Bolivia.", ["CHL>BOL RETREAT"]),
        ("France and Germany ended talks on Monday.", ["FRA-DEU CONSULT"]),  # which may have led to something
        ("Talks between China and Japan were broken off on Monday.", ["CHN-JPN SANCTION"]),
        ("Russian exports to Poland were halted.", ["RUS>POL SANCTION"]),
        ("Russia held talks with China in Beijing and flights were suspended.", ["RUS-CHN CONSULT"]),
        ("Biden took up the halted negotiations between the US and Iran.", ["USA-IRN CONSULT"]),
        ("Norway resumed aid to Mali.", ["NOR>MLI AID"]),
        ("India resumed the suspended talks with Pakistan.", ["IND-PAK CONSULT"]),
        ("India cuts rail tariffs for Australian wine.", ["IND>AUS CONCEDE"]),
        ("India raised tariffs on Australian wine to 50 percent.", ["IND>AUS SANCTION"]),
    ],
)
def test_a_verb_turns_what_its_noun_tells(text: str, expected: list[str]) -> None:
    assert told(text) == expected


class Told(Model):
    """A model that has these probabilities of codes, whatever it is asked."""

    def __init__(self, **codes: float) -> None:
        super().__init__("act_code", {})
        self.codes = dict.fromkeys(CODES, 0.0) | codes

    def classify(
        self, place: Place, labels: Sequence[str], features: Sequence[str], shared: Sequence[FeatureGroup] = ()
    ) -> dict[str, float]:
        return self.codes


def test_a_turned_act_is_as_likely_as_that_it_is_of_either_code() -> None:
    def confidence(model: Told) -> float:
        use_model(model, "act_code")
        try:
            (act,) = acts("Norway suspended aid to Mali on Tuesday.")
        finally:
            use_model(None, "act_code")
        assert act.code == "SANCTION"
        return act.confidence

    either = confidence(Told(AID=0.6, SANCTION=0.3, CONSULT=0.1))
    assert either == pytest.approx(0.9 * confidence(Told(SANCTION=1.0)), abs=0.001)


def test_a_town_before_a_colon_is_a_dateline_only_where_it_opens_the_text() -> None:
    assert [(act.actor, act.recipient) for act in acts("Beijing warned Tokyo: stop it.")] == [("CHN", "JPN")]
    assert [(act.actor, act.recipient) for act in acts("LISBON: Spain accused France of dumping.")] == [("ESP", "FRA")]


def test_two_countries_of_the_sentence_before_act_unnamed() -> None:
    text = "Foreign Minister Wang Yi met his Indian counterpart. The two countries agreed to reopen the border."
    second = [act for act in acts(text) if act.sentence == 1]
    assert [(act.actor, act.recipient, act.mutual) for act in second] == [("CHN", "IND", True)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Turkey sent aid to Syria.", "done"),
        ("Turkey will send aid to Syria.", "planned"),
        ("Japan did not attack Korea.", "denied"),
        ("France will not hesitate to send aid to Lebanon.", "planned"),
        ("Turkey did not withdraw troops from Syria.", "denied"),
        ("Iran and Iraq failed to agree on a price.", "denied"),
        ("The agreement between Iran and Iraq has yet to be signed.", "planned"),
        ("Iran and Iraq are yet to sign the agreement.", "planned"),
        ("Iran and Iraq signed an agreement on Monday, which parliament has yet to ratify.", "done"),
        ("Taiwan does not allow direct trade with China.", "done"),
        ("Bolivia and Chile have had no diplomatic relations since 1978.", "denied"),
        ("Prices rose due to U.S. sanctions against China.", "done"),
        ("Prices rose due to war between Russia and Ukraine.", "done"),
        ("Prices rose due to heavy U.S. sanctions on China.", "done"),
        ("The loss was partly due to sanctions by the U.S. against China.", "done"),
        ("Modi is due to visit China.", "planned"),
        ("Modi is due to discuss trade with China.", "planned"),
        ("Xi is now due to bring aid to Syria.", "planned"),
        ("Japan is reportedly due to pass sanctions on Russia.", "planned"),
        ("In May Putin visited China.", "done"),
        ("In May, Russia attacked Ukraine.", "done"),
        ("Last May Xi visited Russia.", "done"),
        ("This May Xi visited Russia.", "done"),
        ("On May 5 Putin visited China.", "done"),
        ("On 5 May Putin visited China.", "done"),
        ("Putin may visit China.", "planned"),
        ("Merkel went to China that May for talks with Xi.", "done"),
        ("Modi is likely to visit China.", "planned"),
        ("The leaders of Japan and Korea are to meet in May.", "planned"),
        ("Turkey is ready to attack Syria.", "planned"),
        ("The United States and China will hold a fifth round of talks on tariffs.", "planned"),
        ("Egypt and Japan are to build together in a row of port deals.", "planned"),
        ("Talks between Japan and Korea are expected to open in Seoul.", "planned"),
        ("The visit of the Japanese minister to India is set for next week.", "planned"),
        ("If Egypt attacks Libya, oil prices will rise.", "planned"),
        ("France continues to help refugees from Syria.", "done"),
        ("France would like on this occasion to thank Mali.", "done"),
        ("In a move that could widen the war, Israel hit Iran with missiles.", "done"),
        ("In a step that might end a long dispute, Turkey and Greece began talks.", "done"),
        ("Japan denied reports that it had sold Chile submarines.", "denied"),
        ("Spain denied on Friday that it had asked Malta to take back migrants.", "denied"),
        ("Egypt denied on Wednesday claims that it had sold rockets to Sudan.", "denied"),
        ("Egypt denied visas to Sudanese players that it had invited.", "done"),
    ],
)
def test_when(text: str, when: str) -> None:
    assert [act.when for act in acts(text)] == [when]


@pytest.mark.xfail(strict=True, reason="learned: will and would tell most of what stands behind them as planned")
@pytest.mark.parametrize(
    "text",
    [
        "Russia said it would review the effects of its ban on Norwegian fish.",
        "China will rule on the loans that it gave to Kenya.",
    ],
)
def test_what_will_be_looked_at_is_done(text: str) -> None:
    assert [act.when for act in acts(text)] == ["done"]


def test_what_another_did_not_do_is_not_denied() -> None:
    found = {
        act.actor: act.when for act in acts("It is America, not Russia, that gives Israel military aid every year.")
    }
    assert found == {"USA": "done"}


def test_what_is_told_of_a_time_to_come_is_planned() -> None:
    told = ("Turkey and Syria hold talks in March 2027.", "Turkey and Syria held talks in March 2026.")
    found = [extract(text, LEXICON, published_date=date(2026, 11, 25)).acts for text in told]
    assert [[act.when for act in acts] for acts in found] == [["planned"], ["done"]]


PERIODS = cases("act_periods.csv")


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: case["text"])
def test_when_the_clause_of_an_act_says_it_was(case: dict[str, str]) -> None:
    found = extract(case["text"], LEXICON, published_date=date(2026, 11, 25)).acts
    periods = [act.period for act in found if act.code == case["code"]]
    named = [period_name({"period_start": one.start, "period_end": one.end}) if one else "" for one in periods]
    assert named == [case["period"]]


def test_an_act_without_a_date_of_publication_has_the_time_that_needs_none() -> None:
    (past, recent) = (extract(f"Turkey bombed Syria {when}.", LEXICON).acts[0] for when in ("in 2014", "on Monday"))
    assert past.period == Phrase("2014", date(2014, 1, 1), date(2014, 12, 31))
    assert recent.period is None
    broken = extract("Turkey bombed Syria last year.", LEXICON, published_date=date(1, 1, 1)).acts
    assert [act.period for act in broken] == [None]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The president of Mexico paid an official visit to Turkey.", "official visit"),
        ("The envoy of Turkey met the president of Syria.", "met"),
        ("Egypt has held meetings with Ireland.", "meetings"),
        ("Russia's invasion of Ukraine goes on.", "invasion"),
        ("Japan flatly rejected a U.S. proposal.", "rejected"),
        (
            "Kenya has received a $300 million loan from Japan, Kenyan Finance Minister Jane Otieno told Reuters.",
            "loan",
        ),
        ("The EU called for the release of prisoners in Myanmar.", "called for"),
    ],
)
def test_the_word_that_tells_an_act_is_the_one_that_speaks_most_for_it(text: str, word: str) -> None:
    (act,) = acts(text)
    assert act.trigger is not None
    assert text[slice(*act.trigger)] == word


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("US Won't Impose New Tough Oil Sanctions On Russia", "denied"),
        ("US Cannot Provide Any More Weapons Aid To Ukraine", "denied"),
        ("Russia Never Signed Big New Gas Deal With China", "denied"),
        ("US May Impose New Tough Oil Sanctions On Russia", "planned"),
        ("China Did Not Sign New Major Trade Deal With Russia", "denied"),
        ("China Will Not Sign New Major Trade Deal With Russia", "done"),
        ("Russia due to hold talks with China", "planned"),
        ("Turkish president to visit Japan", "planned"),
        ("Egyptian, Sudanese foreign ministers to meet in Khartoum", "planned"),
        ("Chile agrees to sell copper to Vietnam", "done"),
        ("This May Mean U.S. Attack on Iran", "planned"),
        ("Chad shells village in Niger? Army denies", "denied"),
        ("Chad shells village in Niger", "done"),
    ],
)
def test_a_headline_is_denied_or_planned_as_it_says(title: str, when: str) -> None:
    (act,) = extract("", LEXICON, title=title).acts
    assert act.when == when


def test_the_word_that_tells_an_act_is_where_it_says() -> None:
    text = "Rain fell. Sudan was sharply criticised by Egypt for filling the reservoir."
    (act,) = acts(text)
    assert act.trigger is not None
    assert text[slice(*act.trigger)] == "criticised"
    assert act.quad == "verbal conflict"
    assert 0 < act.confidence <= 1


def test_a_bloc_is_a_side_and_its_members_are_not() -> None:
    found = acts("The European Union imposed sanctions on Russia.")
    assert {code for act in found for code in (act.actor, act.recipient)} == {"EU", "RUS"}


@pytest.mark.parametrize(
    ("text", "title", "pair"),
    [
        (
            "The European Union imposed tariffs on Chinese electric cars on Monday. China said that it would complain "
            "about the EU at the World Trade Organization. The EU and China had held talks for months.",
            "EU puts tariffs on cars from China",
            ("CHN", "EU"),
        ),
        (
            "NATO accused Russia on Tuesday of flying drones over Poland. Russia rejected what NATO had said. NATO "
            "will send more aircraft to the region, and warned Russia not to do it again.",
            "NATO accuses Russia over drones",
            ("NATO", "RUS"),
        ),
    ],
)
def test_an_article_about_a_bloc_has_the_bloc_as_side(text: str, title: str, pair: tuple[str, str]) -> None:
    found = extract(text, LEXICON, title=title)
    assert tuple(found.article_dyads[0].dyad) == pair
    assert {0, 1, 2} <= {one.sentence for one in found.sentence_dyads if tuple(one.dyad) == pair and one.explicit}
    assert any(one.relational and one.directed for one in found.sentence_dyads if tuple(one.dyad) == pair)
    assert {span.iso3 for span in found.blocs} == {code for code in pair if code in BLOCS}
    assert all(span.kind != "bloc" for span in found.countries)


def test_a_bloc_owns_a_figure_and_displaces_no_country() -> None:
    text = "EU exports to China fell to 213 billion euros last year. Trade between China and the EU has shrunk. "
    (figure,) = (one for one in extract(text, LEXICON, title="EU exports to China fall").figures if one.currency)
    assert figure.countries == ("CHN", "EU")
    text = "Russia spent 213 billion dollars on its army last year. NATO said so on Monday."
    (figure,) = (one for one in extract(text, LEXICON).figures if one.currency)
    assert figure.countries == ("RUS",)


def test_a_bloc_changes_nothing_between_countries() -> None:
    rest = " signed an agreement with Japan worth 4 billion dollars. Ukraine accused Russia of an attack."
    plain, with_bloc = (
        extract(f"Germany{other}{rest}", LEXICON) for other in (", after talks in May,", ", with the EU,")
    )
    for pairs in ("sentence_dyads", "article_dyads"):
        kept = [one for one in getattr(with_bloc, pairs) if BLOCS.isdisjoint(one.dyad)]
        assert [one.dyad for one in kept] == [one.dyad for one in getattr(plain, pairs)]


def pairs(found: Extraction) -> set[tuple[str, str]]:
    """Return the pairs of an article, of its sentences, of its acts and of its figures."""
    told = (*found.article_dyads, *found.sentence_dyads)
    acted = {tuple(sorted((act.actor, act.recipient))) for act in found.acts}
    return {(one, other) for one, other in (*(tuple(pair.dyad) for pair in told), *acted)}


def test_the_place_of_a_dateline_is_a_bystander_where_a_bloc_acts() -> None:
    body = "The European Union and China agreed on Tuesday to protect each other's cheeses. China had asked for it."
    for line in ("BRUSSELS, 13 October – ", "Antwerp, 13 October – ", "BRUSSELS (Meridian Wire) – "):
        found = extract(line + body, LEXICON, title="EU and China agree on cheese")
        assert pairs(found) == {("CHN", "EU")}
        assert "BEL" in {span.iso3 for span in found.countries}  # the place stays a mention
    told_of = "ANKARA, 13 October – NATO signed an agreement with Russia. Turkey signed an agreement with Russia too."
    assert ("RUS", "TUR") in pairs(extract(told_of, LEXICON))
    no_bloc = "BRUSSELS, 13 October – China signed an agreement on cheeses here. It had asked for them."
    assert ("BEL", "CHN") in pairs(extract(no_bloc, LEXICON))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("LISBON – Spain criticised Morocco.", ["ESP", "MAR"]),
        ("LISBON: Spain criticised Morocco.", ["ESP", "MAR"]),
        ("https://news.example.org/spain-and-morocco\nLISBON – Spain criticised Morocco.", ["ESP", "MAR"]),
        ("Lisbon criticised Morocco.", ["PRT", "MAR"]),
        ("Portugal: Spain criticised Morocco.", ["PRT", "ESP", "MAR"]),
    ],
)
def test_the_place_of_a_dateline_is_no_side(text: str, sides: list[str]) -> None:
    found, document = extract(text, LEXICON), read_document(text, "")
    by_sentence = find_sides(document, found.countries, (), (), (), LEXICON)
    assert [side.code for here in by_sentence.values() for side in here] == sides


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Soviet Union sold corn to Japan.", ["RUS", "JPN"]),
        ("Former Soviet Georgia sold wine to Japan.", ["GEO", "JPN"]),
        ("Japan bought Soviet-era tanks.", ["JPN"]),
    ],
)
def test_a_state_that_is_no_more_acts_as_the_one_in_its_place(text: str, sides: list[str]) -> None:
    found, document = extract(text, LEXICON), read_document(text, "")
    assert [side.code for side in find_sides(document, found.countries, (), (), (), LEXICON)[0]] == sides


def scene_of(text: str, **names: str) -> Scene:
    """Return the scene of a sentence whose sides are named, with the words of codes."""
    sides = [Side(0, text.index(name), text.index(name) + len(name), iso3, "name") for name, iso3 in names.items()]
    return Scene(text, 0, len(text), sides, compile_act_words(LEXICON, of_codes=True))


def test_a_phrase_is_read_instead_of_its_first_word() -> None:
    assert dict(scene_of("They called off the visit.").acts)[1] == ("REJECT verb",)
    assert dict(scene_of("They called on him.").acts)[1] == ("REQUEST verb",)


def test_a_number_and_a_possessive_end_where_the_word_does() -> None:
    assert scene_of("On July 2, the army’s 1,200 men left in 2018.").tokens == [
        *("on", "july", "2", ",", "the", "army", "’s", "1,200", "men", "left", "in", "2018", ".")
    ]


@pytest.mark.parametrize(
    ("text", "word", "slots"),
    [
        ("Peru attacked Chile.", "attacked", ("agent", "object")),
        ("Peru was sharply attacked by Chile.", "attacked", ("object", "agent")),
        ("The attack on Peru by Chile failed.", "attack", ("on", "byX")),
        ("Peru's attack on Chile failed.", "attack", ("agent", "on")),
        ("Peru said that Chile attacked them.", "attacked", ("far", "agent")),
    ],
)
def test_which_part_a_side_plays(text: str, word: str, slots: tuple[str, str]) -> None:
    scene, part = scene_of(text, Peru="PER", Chile="CHL"), "noun" if word == "attack" else "verb"
    at = scene.tokens.index(word)
    assert tuple(slot_of(scene, mention.at, at, part) for mention in scene.mentions) == slots


def test_of_two_mentions_the_one_in_the_clause_is_nearer() -> None:
    scene = scene_of("Peru got a loan from Chile, Perus bank said.", Peru="PER", Chile="CHL", Perus="PER")
    assert [mention.at for mention in nearest(scene, "PER", "CHL")] == [0, 5]


def test_blocs_in_longer_words_are_none() -> None:
    text = "The EU-funded UNICORN met Neue AUGUST and NATO's chief."
    found = find_blocs(read_document(text), (), LEXICON)
    assert [bloc.surface for bloc in found] == ["NATO"]


def test_no_bloc_has_the_code_of_a_country() -> None:
    countries = {row["iso3"] for row in LEXICON["countries"]}
    assert countries.isdisjoint(row["bloc"] for row in LEXICON["bloc_names"])


def test_every_word_of_an_act_tells_one_of_the_codes() -> None:
    assert {row["code"] for row in LEXICON["act_words"]} == set(CODES)
    assert {row["part"] for row in LEXICON["act_words"]} == {"verb", "noun"}
    assert {row["code"] for row in LEXICON["act_code_words"]} <= set(CODES)
    assert len(set(CLASSES.values())) == 4


def test_a_word_that_tells_a_code_alone_is_in_one_list() -> None:
    alone, all_of_acts = (
        {(row["lemma"], row["code"], row["part"]) for row in LEXICON[table]}
        for table in ("act_code_words", "act_words")
    )
    assert alone.isdisjoint(all_of_acts)
    of_acts, of_codes = compile_act_words(LEXICON).codes, compile_act_words(LEXICON, of_codes=True).codes
    assert "held" not in of_acts
    assert of_codes["held"] == ("COERCE verb", "CONSULT verb", "COOPERATE verb")
    assert set(of_acts) < set(of_codes)


def test_no_list_has_the_name_of_a_role() -> None:
    assert LEXICON.words_by("role", "act_turns").keys().isdisjoint(LEXICON.words_by("list", "act_lists"))


def test_a_list_is_one_side() -> None:
    text = "Japan, China and Peru met Chile."
    names = {"Japan": "JPN", "China": "CHN", "Peru": "PER", "Chile": "CHL"}
    sides = [Side(0, text.index(name), text.index(name) + len(name), iso3, "name") for name, iso3 in names.items()]
    scene = Scene(text, 0, len(text), sides, compile_act_words(LEXICON))
    assert [mention.listed for mention in scene.mentions] == [3, 3, 3, 1]


def test_a_line_of_a_thousand_countries_is_cut() -> None:
    text = "Peru attacked " + ", ".join(["Chile", "Japan", "China", "Kenya"] * 250) + "."
    assert len(acts(text)) <= 66  # pairs of the first twelve


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Spain had ruled Cuba for centuries, and Spain had fought the Netherlands in a long war.", True),
        (
            "Trade between Pakistan and Afghanistan fell to $1.7 billion in 2024 from $2.5 billion two years before.",
            True,
        ),
        ("France sent troops to Mali on Monday.", False),
        ("Turkey is bombing Syria.", False),
        ("Libya, where a war broke out in 2014, has asked Egypt to open its border.", False),
        ("Peru's exports to Chile rose to $2.1 billion from $1.7 billion in the same period of 2025.", False),
        ("Poland closed its crossings with Belarus, opened in 2019.", False),
        ("Turkey will send aid to Syria.", None),
    ],
)
def test_what_is_long_over_is_background(text: str, background: bool | None) -> None:
    found = extract(text, LEXICON, published_date=date(2026, 9, 20)).acts
    assert {act.background for act in found} == {background}


def test_an_article_without_a_date_has_no_background() -> None:
    assert [act.background for act in acts("Trade between Pakistan and Afghanistan fell in 2004.")] == [None]


@pytest.mark.parametrize(
    ("before", "dated"), [("Uganda sold milk to Kenya in 2022", False), ("Uganda attacked Kenya in 2014", True)]
)
def test_news_behind_a_statistic_of_years_ago_is_no_history(before: str, dated: bool) -> None:
    text = f"Kenya banned Ugandan milk last week. {before}. Uganda's president thanked Kenya for its help."
    (thanks,) = (one for one in extract(text, LEXICON, published_date=date(2026, 9, 20)).acts if one.sentence == 2)
    assert (thanks.period is not None) == dated
