"""The entry point of the engine: `extract` finds everything in one text."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.countries import find_countries
from dyadwire.transforms.text.decide.acts.act import find_acts
from dyadwire.transforms.text.decide.acts.article import ActInput
from dyadwire.transforms.text.decide.acts.period import with_periods
from dyadwire.transforms.text.decide.figures.figures import Sides, find_figures
from dyadwire.transforms.text.decide.pairs.article_pair import (
    by_salience,
    find_article_dyads,
    raise_by_acts,
    weigh_by_acts,
)
from dyadwire.transforms.text.decide.pairs.bloc_pairs import find_article_pairs_of_blocs, find_sentence_pairs_of_blocs
from dyadwire.transforms.text.decide.pairs.brief_pair import decide_brief
from dyadwire.transforms.text.decide.people.people import find_people
from dyadwire.transforms.text.document import Document, read_document
from dyadwire.transforms.text.document.words import with_capitals
from dyadwire.transforms.text.dyads import find_sentence_dyads
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.find.firms import find_firms
from dyadwire.transforms.text.find.sides import find_blocs, leave_datelines, leave_links, read_seats
from dyadwire.transforms.text.findings import Extraction
from dyadwire.transforms.text.formats.markup import compose, encodable
from dyadwire.transforms.text.language import detect_language
from dyadwire.transforms.text.languages import CODES, load_language
from dyadwire.transforms.text.original_offsets import in_original
from dyadwire.transforms.text.trained_pipeline import Judge

SUPPORTED_LANGUAGES = frozenset(("en", *CODES))
# Characters: in a text as short as "$20" no language is detected, and it is read as English; longer ones are noise.
UNDETECTED_MAX = 200


def extract(
    text: str,
    lexicon: Lexicon,
    *,
    title: str = "",
    published_date: date | None = None,
    outlet_country: str | None = None,
    judge: Judge | None = None,
) -> Extraction:
    """Find countries, people, dyads, acts and figures in a text and its title.

    Offsets count characters of `text` as given (of `title` where the sentence is TITLE); a lone surrogate, as JSON
    may hold one, is read as U+FFFD, and full names have letters and their accents in one character each. A text in
    a language that is not supported gives its language and nothing else. One in a language of `CODES` gives
    countries, the pairs of its sentences, related where the lexicon of the language has words for that, pairs of
    the article, and figures with their times, but no people and no acts. `judge` is the trained pipeline, which
    decides what rules leave open; without one their best guess stands. Linear in the length of the text.
    """
    text, title = encodable(text), encodable(title)
    (body, places), (heading, places_of_title) = compose(text), compose(title)
    read, heading_read = with_capitals(body, lexicon), with_capitals(heading, lexicon)
    found = _extract(read, lexicon, heading_read, published_date, outlet_country, judge)
    if places or places_of_title or (read, heading_read) != (body, heading):
        found = in_original(found, (text, places), (title, places_of_title))
    return found


def _extract(
    text: str,
    lexicon: Lexicon,
    title: str,
    published_date: date | None,
    outlet_country: str | None,
    judge: Judge | None,
) -> Extraction:
    """Find everything in a text by its language."""
    language = detect_language(text or title)
    if language not in SUPPORTED_LANGUAGES and not (language is None and len(text) <= UNDETECTED_MAX):
        return Extraction(language, False, (), (), (), (), (), ())
    if language in CODES:
        return _extract_plainly(text, title, language, published_date, outlet_country)
    found = _extract_english(read_document(text, title), lexicon, published_date, outlet_country, judge)
    return found._replace(language=language, analysed=language is not None and bool(text.strip()))


def _extract_english(
    document: Document, lexicon: Lexicon, published_date: date | None, outlet_country: str | None, judge: Judge | None
) -> Extraction:
    """Find everything in a text that is read as English, in the order in which one decision needs another."""
    places = find_countries(document, lexicon, judge, outlet_country)
    people, named = find_people(document, places, lexicon, published_date, outlet_country)
    named, blocs = read_seats(named, find_blocs(document, named, lexicon))
    blocs = leave_links(document, blocs)
    countries = leave_links(document, leave_datelines(document, named, blocs))
    dyads = find_sentence_dyads(document, countries, lexicon)
    firms = tuple(find_firms(document.body, countries, lexicon))
    found = ArticleFindings(document, countries, people, dyads, firms, outlet_country)
    focus = find_article_dyads(found)
    acts = find_acts(ActInput(document, countries, blocs, people, dyads, focus, firms), lexicon)
    acts = with_periods(acts, document, lexicon, published_date, (*countries, *blocs))
    of_blocs = find_sentence_pairs_of_blocs(countries, blocs, acts)
    focus_of_blocs = find_article_pairs_of_blocs(found, blocs, of_blocs, acts)
    about = raise_by_acts(focus, acts) if document.is_brief else weigh_by_acts(focus, acts)
    about = by_salience(decide_brief(about, found, acts, lexicon, of_blocs=bool(blocs)))
    # Whose figures of whole articles are was learned from pairs that no act raised.
    focus = about if document.is_brief else focus
    sides, bloc_sides = Sides(countries, dyads, focus, acts), Sides(blocs, of_blocs, focus_of_blocs)
    figures = find_figures(document, sides, lexicon, published_date, outlet_country, bloc_sides, firms)
    dyads = tuple(sorted((*dyads, *of_blocs), key=attrgetter("sentence", "dyad")))
    about = by_salience((*about, *focus_of_blocs))
    return Extraction("en", True, document.sentences, named, people, dyads, about, figures, acts, blocs)


def _extract_plainly(
    text: str, title: str, language: str, published_date: date | None, outlet_country: str | None
) -> Extraction:
    """Find what needs no grammar in a text that is not English; modules for that are imported when first needed."""
    from dyadwire.transforms.text.languages.figures import find_figures as find_plain_figures
    from dyadwire.transforms.text.languages.mentions import find_mentions
    from dyadwire.transforms.text.languages.pairs import find_pairs
    from dyadwire.transforms.text.languages.sentences import pack_of

    document = read_document(text, title, pack_of(language))
    countries = find_mentions(document, language, published_date, outlet_country)
    dyads = find_pairs(countries, document, language)
    related = load_language(language).pairs.relates
    focus = find_article_dyads(
        ArticleFindings(document, countries, (), dyads, (), outlet_country), multilingual=True, related=related
    )
    figures = find_plain_figures(document, language, countries, published_date, dyads)
    return Extraction(language, bool(text.strip()), document.sentences, countries, (), dyads, focus, figures)
