"""Every figure of an article: its sentences read in order, each with the times that those before it told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.bloc_pairs import with_blocs
from dyadwire.transforms.text.decide.figure_fields import BlocsHere, read_context
from dyadwire.transforms.text.decide.figure_topic import Topics
from dyadwire.transforms.text.decide.focal_countries import find_focal_countries
from dyadwire.transforms.text.decide.owner_context import OwnerContext
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.figures.candidates import dated_sentences, numbered_sentences
from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.reading import read_drafts
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.times.phrases import find_time_phrases
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.dollars import home_dollar, to_home
from dyadwire.transforms.text.figures.units.hundredths import in_currency
from dyadwire.transforms.text.findings import TITLE, CountrySpan, FigureSpan, FocusDyad, SentenceDyad, by_sentence

# Their dollars and ¥ are rarely meant where the sentence does not name them.
NEVER_MEANT = frozenset(("AUS", "CAN", "HKG", "NZL", "SGP", "TWN", "CHN", "JPN"))
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
PLAUSIBLE_YEARS = range(1900, 2200)  # outside of them a date of publication is an error, and its arithmetic overflows


class Sides(NamedTuple):
    """The countries of an article, or its blocs: where it names them, and their pairs."""

    spans: tuple[CountrySpan, ...]
    dyads: tuple[SentenceDyad, ...]
    focus: tuple[FocusDyad, ...]


NOBODY = Sides((), (), ())


def find_figures(
    document: Document,
    countries: tuple[CountrySpan, ...],
    dyads: tuple[SentenceDyad, ...],
    focus: tuple[FocusDyad, ...],
    lexicon: Lexicon,
    published_date: date | None,
    home: str | None = None,
    of_blocs: Sides = NOBODY,
) -> tuple[FigureSpan, ...]:
    """Find the figures of every sentence, in order of sentence and start; spans never overlap.

    Blocs own what no country does, or share what is a country's; they change nothing else.
    """
    rules = compile_rules(lexicon)
    if published_date and published_date.year not in PLAUSIBLE_YEARS:
        published_date = None
    title, body = document.passages
    backdrop = (*_backdrop(focus), *_most_named(countries))
    dollar = home_dollar(body.text, countries)
    sides = Sides(countries, dyads, focus)
    article = _context(sides, home)
    blocs = by_sentence(of_blocs.spans)
    pairs = frozenset(pair.dyad for pair in of_blocs.focus)
    among_blocs = _context(_joined(sides, of_blocs), home) if blocs else None
    figures: list[FigureSpan] = []
    timeline, topics = Timeline(), Topics(rules, title.text)
    numbered = frozenset(one.number for one in numbered_sentences(body, lexicon))
    dated = dated_sentences(body) - numbered if numbered else frozenset()
    read = [sentence for sentence in body.sentences if sentence.number in numbered or sentence.number in dated]
    for sentence in chain(numbered_sentences(title, lexicon), read):
        in_title = sentence.number == TITLE
        start = sentence.start if in_title else start_after_dateline(body.text, sentence.start, sentence.end)
        tokens = Tokens(title if in_title else body, sentence, rules.signals, start)
        named = article.focal.mentions.get(sentence.number, ())
        phrases = find_time_phrases(tokens, rules, published_date)
        if sentence.number in dated:
            timeline.add(sentence.number, phrases, start)
            continue
        homes = (*[span.iso3 for span in named], *backdrop)
        drafts = read_drafts(tokens, rules, phrases, homes, in_title)
        if dollar:
            to_home(drafts, tokens, dollar, rules)
        if drafts:
            here = blocs.get(sentence.number)
            sharers = BlocsHere(here, among_blocs, pairs) if here and among_blocs else None
            figures += read_context(
                drafts,
                tokens,
                rules,
                phrases,
                named,
                article,
                published_date,
                sentence.number,
                timeline,
                topics,
                sharers,
            )
        if not in_title and phrases:
            timeline.add(sentence.number, phrases, start)
    return in_currency(figures, countries, home)


def _context(sides: Sides, home: str | None) -> OwnerContext:
    mentions = by_sentence(sides.spans)
    return OwnerContext(find_focal_countries(sides.spans, mentions, sides.focus), _related(sides.dyads), home)


def _joined(countries: Sides, blocs: Sides) -> Sides:
    """Return countries and blocs as sides of one kind."""
    focus = sorted((*countries.focus, *blocs.focus), key=lambda pair: (-pair.salience, pair.dyad))
    return Sides(tuple(with_blocs(countries.spans, blocs.spans)), (*countries.dyads, *blocs.dyads), tuple(focus))


def _backdrop(focus: tuple[FocusDyad, ...]) -> tuple[str, ...]:
    """Return China or Japan where an article is plainly about one of them: it decides a ¥ in other sentences."""
    if not focus or focus[0].salience < CLEAR_FOCUS:
        return ()
    sharers = set(focus[0].dyad) & {"CHN", "JPN"}
    return tuple(sharers) if len(sharers) == 1 else ()


def _most_named(countries: tuple[CountrySpan, ...]) -> list[str]:
    """Return the countries of an article, the most frequent first: they decide dinars and pesos anywhere."""
    counted = Counter(span.iso3 for span in countries)
    return [iso3 for iso3, _ in counted.most_common() if iso3 not in NEVER_MEANT]


def _related(dyads: Iterable[SentenceDyad]) -> dict[int, dict[Dyad, bool]]:
    """Return the pairs of each sentence, with whether they are relational."""
    grouped: dict[int, dict[Dyad, bool]] = defaultdict(dict)
    for found in dyads:
        grouped[found.sentence][found.dyad] = found.relational
    return grouped
