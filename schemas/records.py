"""What a row is: one definition per table, from which Arrow schemas, docs and checks are derived.

Here are the rows that a batch adds; those worked out of them are in `settled_records`. A column is ``Annotated[type,
"description"]``. Records are named tuples: a batch turns millions of them into columns, and a tuple transposes at the
speed of C. Countries are ISO 3166-1 alpha-3 (``XKX`` for Kosovo); ``_at`` is in UTC, offsets count characters.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, NamedTuple

ArticleId = Annotated[str, "article: uuid5 of the canonical URL, or of (feed, guid), or of the text"]
Revision = Annotated[str, "revision: hash of title and text"]
PublishedDate = Annotated[date | None, "UTC date of publication as first seen; null where no plausible date exists"]
SentenceNumber = Annotated[int, "sentence of the text, from 0; -1 is the title"]
CountryA = Annotated[str, "the alphabetically first side of the pair: a country, or a bloc itself (EU, NATO, UN ...)"]
CountryB = Annotated[str, "the other side of the pair"]
StartChar = Annotated[int, "first character of the span in the text (in the title where sentence is -1)"]
EndChar = Annotated[int, "one past the last character of the span"]
Surface = Annotated[str | None, "the span as written; null where texts are not kept"]


class Article(NamedTuple):
    """One revision of one article."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    url: Annotated[str | None, "canonical URL; null for an article without a link"]
    outlet: Annotated[str, "publisher: registered domain of the page, or the name that the input gave"]
    outlet_country: Annotated[str | None, "home country of the outlet, where the lexicon knows it"]
    feeds: Annotated[tuple[str, ...], "sorted addresses of the feeds that listed it in this batch"]
    title: Annotated[str, "headline, cleaned of markup and control characters"]
    author: Annotated[str | None, "byline as published"]
    language: Annotated[str | None, "ISO 639-1 code that was detected; null where the text is too short to tell"]
    published_at: Annotated[datetime | None, "instant of publication, UTC"]
    published_at_origin: Annotated[
        str,
        "where the date came from: entry, jsonld, metadata, url, first_line or dateline of the text, given (for the "
        "input), fetch, none, before_1990 (its own date is older than is kept); +disputed where feed and page differ",
    ]
    fetched_at: Annotated[
        datetime | None,
        "instant of the fetch, UTC: the revision fetched last is the current one; null where a local file does not "
        "give it, and where it can't be true",
    ]
    text_origin: Annotated[str, "where the text came from: page, content, summary, text"]
    analysed: Annotated[bool, "text present and its language supported: it counts in denominators"]
    words: Annotated[int, "words of the text, split at white space"]
    text_hash: Annotated[str, "hash of the normalised text"]
    signature: Annotated[
        bytes | None, "what copies are found by: MinHash of the text, hashes of names and numbers; null without words"
    ]
    text: Annotated[str | None, "main text; null unless texts are kept in full"]
    extractor: Annotated[str, "what made the rows of this revision: version, hash of code and rules, model"]


class Sentence(NamedTuple):
    """The text of one sentence that any other row points at."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    sentence: SentenceNumber
    start_char: StartChar
    end_char: EndChar
    text: Annotated[str | None, "the sentence as written; null where texts are not kept"]


class CountryMention(NamedTuple):
    """One surface span that stands for a country, or for a bloc that is a side itself."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    sentence: SentenceNumber
    start_char: StartChar
    end_char: EndChar
    iso3: Annotated[str, "the country; of a bloc its code (EU, NATO, UN ...), which is no ISO code of a country"]
    kind: Annotated[str, "name, demonym, compound, capital, metonym, leader, org or city; bloc for a bloc itself"]
    use: Annotated[str | None, "for capitals: gov where it stands for the government, place where literal"]
    in_title: Annotated[bool, "the span is in the title"]
    surface: Surface


class DyadMention(NamedTuple):
    """One sentence and one pair of countries or blocs in it."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    sentence: SentenceNumber
    country_a: CountryA
    country_b: CountryB
    explicit: Annotated[bool, "both countries have a mention other than a city in the sentence"]
    relational: Annotated[bool, "the sentence states an interaction, a relation, or one side's stance on the other"]
    actor: Annotated[str | None, "the country that acts, where a direction is stated"]
    recipient: Annotated[str | None, "the country acted upon, where a direction is stated"]


class ArticleDyad(NamedTuple):
    """One article and one pair that it is really about; one that is not analysed has none."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    country_a: CountryA
    country_b: CountryB
    salience: Annotated[float, "0 to 1: how much of the article the pair is"]
    threshold: Annotated[float, "the salience from which pairs were kept in this batch"]
    sentences: Annotated[int, "sentences of text and title that mention both"]
    relational_sentences: Annotated[int, "of those, sentences that state a relation"]
    in_title: Annotated[bool, "both are named in the title"]
    first_sentence: Annotated[int | None, "number of the first sentence that mentions both; null where none does"]


class Act(NamedTuple):
    """What one country or bloc does to another in one sentence, or both do together."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    sentence: SentenceNumber
    actor: Annotated[str, "who acts: ISO 3166-1 alpha-3, or the code of a bloc that acts itself (EU, NATO, UN ...)"]
    recipient: Annotated[str, "whom it is done to, written likewise; of a mutual act the other one"]
    code: Annotated[
        str,
        "PLOVER's code: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, "
        "PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT",
    ]
    act_class: Annotated[str, "verbal or material cooperation, verbal or material conflict: what the code belongs to"]
    mutual: Annotated[bool, "both do it: a meeting, an agreement, a fight between the two"]
    status: Annotated[str, "done, planned (yet to be, expected, wanted, proposed) or denied, as the sentence tells"]
    period_text: Annotated[
        str | None,
        "when it was, as its clause tells it; of what is told as history, as its sentence or one before does",
    ]
    period_start: Annotated[date | None, "first day of that time, resolved against the date of publication"]
    period_end: Annotated[date | None, "last day of that time"]
    confidence: Annotated[float, "0 to 1: probability that the sentence tells an act of these two, and of this code"]
    start_char: Annotated[
        int | None, "first character of the word that tells the act, as other spans; null without one"
    ]
    end_char: Annotated[int | None, "one past its last character"]
    surface: Annotated[str | None, "that word as written; null where texts are not kept"]
    background: Annotated[
        bool | None,
        "told as over for more than a month when the article was published; null without a date, in a title, of what "
        "is planned",
    ]


class Figure(NamedTuple):
    """One number of a text, what it measures, and whose it is."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    sentence: SentenceNumber
    start_char: StartChar
    end_char: EndChar
    value: Annotated[
        float | None, "the number (lower end of a range), magnitudes applied; null where it has no finite value"
    ]
    value_text: Annotated[str | None, "the same number as an exact decimal"]
    value_max: Annotated[float | None, "upper end of a range"]
    kind: Annotated[str, "money, percent, count, quantity, duration or ordinal"]
    unit: Annotated[str | None, "ISO currency, %, singular unit name, or the counted noun phrase"]
    currency: Annotated[str | None, "ISO 4217 code of an amount of money"]
    per: Annotated[str | None, "denominator of a rate, as in $80 per barrel"]
    value_usd: Annotated[
        float | None, "the amount in US dollars at one day's reference rate, see rate_date; null where none exists"
    ]
    rate_date: Annotated[
        date | None, "date of that rate: the last by the end of its period, or by the article's date if that is first"
    ]
    qualifier: Annotated[str | None, "about, at least, at most, record, target, forecast or plan; null when exact"]
    direction: Annotated[str | None, "up or down where the text asserts a change; else null"]
    role: Annotated[str, "change where the number is the delta, level otherwise"]
    linked_start_char: Annotated[int | None, "start_char of the figure that belongs with this one (rose 5 % to $20bn)"]
    trivial: Annotated[bool, "no answer shows it: ages, ordinals, small counts in words"]
    measure: Annotated[str | None, "noun phrase of what is measured"]
    topic: Annotated[str | None, "what it is of, one of the topics listed below the tables; null where none is told"]
    period_text: Annotated[str | None, "the period it speaks of, as written"]
    period_start: Annotated[date | None, "first day of the period, resolved against the date of publication"]
    period_end: Annotated[date | None, "last day of the period"]
    baseline_text: Annotated[str | None, "what it is compared with, as written"]
    baseline_start: Annotated[date | None, "first day of the comparison base"]
    baseline_end: Annotated[date | None, "last day of the comparison base"]
    country_a: Annotated[str | None, "first country of the pair that it is about; null unless about a pair"]
    country_b: Annotated[str | None, "other country of the pair; null unless about a pair"]
    countries: Annotated[
        tuple[str, ...], "countries that it is about, sorted: two of them are no pair where country_a is null"
    ]
    evidence: Annotated[str | None, "all named in its clause, in its sentence, or known from the article (focus)"]
    confidence: Annotated[float | None, "0 to 1: probability that it is of just these countries; null where of none"]
    surface: Surface
    state: Annotated[str | None, "reported, or expected (a target, forecast or plan); null where that is not told"]
    origin: Annotated[
        str | None,
        "side of the pair that the goods, money, arms or people that the figure counts come from; of a loan or debt "
        "the lender, of a firm that is bought the buyer, of goods the seller; null where the text does not tell",
    ]
    destination: Annotated[str | None, "the other side, to which they go; null where origin is"]


class Person(NamedTuple):
    """One person in one article: whoever is named there and holds an office, or is of a country that it tells."""

    article_id: ArticleId
    revision: Revision
    published_date: PublishedDate
    full_name: Annotated[str, "name as the article gives it at its fullest; of a surname alone, as the lexicon does"]
    role: Annotated[str | None, "office or title, as the article calls it; null where none is known"]
    iso3: Annotated[str | None, "the country that they act for or belong to"]
    mentions: Annotated[int, "spans that name the person, by surname alone included"]


class Fetch(NamedTuple):
    """One request to one feed or page."""

    fetched_date: Annotated[date | None, "UTC date of the request"]
    url: Annotated[str, "address that was asked for"]
    fetched_at: Annotated[datetime, "instant of the request, UTC"]
    kind: Annotated[str, "feed, page or list (OPML, sitemap index)"]
    outlet: Annotated[str, "registered domain of the address, or the name that the input gave"]
    status: Annotated[int | None, "HTTP status of the last answer; null where there was none"]
    outcome: Annotated[str, "ok, not_modified, or a slug that names what went wrong"]
    bytes: Annotated[int, "bytes received, before decompression"]
    entries: Annotated[int | None, "entries of a feed; null for a page"]
    new_entries: Annotated[int | None, "entries that no earlier poll had seen; null for a page"]
    oldest_at: Annotated[
        datetime | None, "instant since when the feed lists all entries: the poll covers from here to its own"
    ]
    seconds: Annotated[float, "wall time of the request"]
    error: Annotated[str | None, "message where it failed"]


class Failure(NamedTuple):
    """One input that could not be used."""

    failure_id: Annotated[str, "hash of stage, reason, address and payload"]
    fetched_date: Annotated[date | None, "UTC date of the fetch; null for local files"]
    uri: Annotated[str, "where it came from: address, or file name and record"]
    stage: Annotated[str, "step that gave up: read, fetch (in a stream), parse_feed, parse_article, extract"]
    reason: Annotated[str, "slug"]
    exception: Annotated[str | None, "class of the exception"]
    message: Annotated[str | None, "message, clipped"]
    payload: Annotated[str | None, "the first characters of the input, control characters removed"]
