"""The numbers of a text: value, unit, direction, period, base, and whose they are.

`reading` makes drafts of a sentence's numbers: what they are worth (`numbers`) and count (`units`), without those that
are no figures (`rejected`). `context` adds what the sentence says of them: what rose or fell (`changes`), when
(`times`), what is measured (`measure`), how sure it is (`qualifiers`), and whose it is (`whose`).

Words of grammar that several modules ask for are in `closed`, all that news speaks of in the lexicon (`rules`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.figures.candidates import numbered_sentences
from transforms.text.figures.context import read_context
from transforms.text.figures.reading import read_drafts
from transforms.text.figures.rules import compile_rules
from transforms.text.figures.times.dateline import start_after_dateline
from transforms.text.figures.times.phrases import find_time_phrases
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.home import home_dollar, to_home
from transforms.text.figures.whose.article import Article
from transforms.text.figures.whose.setting import read_setting
from transforms.text.findings import TITLE, CountrySpan, FigureSpan, FocusDyad, SentenceDyad, SentenceSpan

# Their dollars and ¥ are rarely meant where the sentence does not name them.
NEVER_MEANT = frozenset(("AUS", "CAN", "HKG", "NZL", "SGP", "TWN", "CHN", "JPN"))
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
PLAUSIBLE_YEARS = range(1900, 2200)  # outside of them a date of publication is an error, and its arithmetic overflows


def find_figures(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    dyads: tuple[SentenceDyad, ...],
    focus: tuple[FocusDyad, ...],
    lexicon: Lexicon,
    published_date: date | None,
) -> tuple[FigureSpan, ...]:
    """Find the figures of every sentence, in order of sentence and start; spans never overlap."""
    rules = compile_rules(lexicon)
    if published_date and published_date.year not in PLAUSIBLE_YEARS:
        published_date = None
    mentions = _by_sentence(countries)
    titles = tuple(sentence for sentence in sentences if sentence.number == TITLE)
    body = tuple(sentence for sentence in sentences if sentence.number != TITLE)
    backdrop = (*_backdrop(focus), *_most_named(countries))
    dollar = home_dollar(text, countries)
    article = Article(read_setting(countries, mentions, focus), _related(dyads))
    figures: list[FigureSpan] = []
    for sentence in chain(numbered_sentences(title, titles, lexicon), numbered_sentences(text, body, lexicon)):
        in_title = sentence.number == TITLE
        start = sentence.start if in_title else start_after_dateline(text, sentence.start, sentence.end)
        tokens = Tokens(title if in_title else text, start, sentence.end, rules.signals)
        named = mentions[sentence.number]
        phrases = find_time_phrases(tokens, rules, published_date)
        homes = (*[span.iso3 for span in named], *backdrop)
        drafts = read_drafts(tokens, rules, phrases, homes, in_title)
        if dollar:
            to_home(drafts, tokens, dollar, rules)
        if drafts:
            figures += read_context(
                drafts, tokens, rules, lexicon, phrases, named, article, published_date, sentence.number
            )
    return tuple(figures)


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


def _by_sentence(countries: Iterable[CountrySpan]) -> dict[int, list[CountrySpan]]:
    grouped: dict[int, list[CountrySpan]] = defaultdict(list)
    for span in countries:
        grouped[span.sentence].append(span)
    return grouped


def _related(dyads: Iterable[SentenceDyad]) -> dict[int, dict[Dyad, bool]]:
    """Return the pairs of each sentence, with whether they are relational."""
    grouped: dict[int, dict[Dyad, bool]] = defaultdict(dict)
    for found in dyads:
        grouped[found.sentence][found.dyad] = found.relational
    return grouped
