"""The numbers of a text: value, unit, direction, period, base, and whose they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import TypeVar

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.figures.candidates import numbered_sentences
from transforms.text.figures.context import read_context
from transforms.text.figures.dateline import start_after_dateline
from transforms.text.figures.reading import read_drafts
from transforms.text.figures.rules import compile_rules
from transforms.text.figures.setting import read_setting
from transforms.text.figures.timephrases import find_time_phrases
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import TITLE, CountrySpan, FigureSpan, FocusDyad, SentenceDyad, SentenceSpan

# Their dollars and ¥ are rarely meant where the sentence does not name them.
NEVER_MEANT = frozenset(("AUS", "CAN", "HKG", "NZL", "SGP", "TWN", "CHN", "JPN"))
RECENT = 3  # sentences back to the pair that "the barrage" goes on with
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
PLAUSIBLE_YEARS = range(1900, 2200)  # outside of them a date of publication is an error, and its arithmetic overflows
Found = TypeVar("Found", CountrySpan, SentenceDyad)


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
    mentions, pairs = _by_sentence(countries), _by_sentence(dyads)
    titles = tuple([sentence for sentence in sentences if sentence.number == TITLE])
    body = tuple([sentence for sentence in sentences if sentence.number != TITLE])
    backdrop = (*_backdrop(focus), *_most_named(countries))
    setting = read_setting(countries, mentions, pairs, focus)
    figures: list[FigureSpan] = []
    for sentence in (*numbered_sentences(title, titles, lexicon), *numbered_sentences(text, body, lexicon)):
        in_title = sentence.number == TITLE
        start = sentence.start if in_title else start_after_dateline(text, sentence.start, sentence.end)
        tokens = Tokens(title if in_title else text, start, sentence.end, rules.signals)
        named = mentions[sentence.number]
        phrases = find_time_phrases(tokens, rules, published_date)
        homes = (*[span.iso3 for span in named], *backdrop)
        drafts = read_drafts(tokens, rules, phrases, homes, in_title)
        if drafts:
            last = _last_figure(figures, sentence.number - 1)
            recent = _recent_pair(figures, sentence.number)
            figures += read_context(
                drafts,
                tokens,
                rules,
                phrases,
                named,
                setting,
                published_date,
                sentence.number,
                last,
                recent,
            )
    return tuple(figures)


def _last_figure(figures: list[FigureSpan], sentence: int) -> FigureSpan | None:
    """Return the last figure of a sentence: of a pair if there is one; of many, of the country that all share."""
    if sentence == TITLE or not figures or figures[-1].sentence != sentence:
        return None
    here = list(takewhile(lambda figure: figure.sentence == sentence, reversed(figures)))
    dyads = {figure.dyad for figure in here if figure.dyad}
    found = next((figure for figure in here if figure.dyad), here[0])
    if len(dyads) < 2:
        return found
    shared = set.intersection(*map(set, dyads))
    return found._replace(dyad=None, countries=tuple(shared))


def _recent_pair(figures: list[FigureSpan], sentence: int) -> Dyad | None:
    """Return the pair of the last figure that had one, in the sentences just before one."""
    for figure in reversed(figures):
        if figure.sentence < max(sentence - RECENT, 0):
            return None
        if figure.dyad:
            return figure.dyad
    return None


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


def _by_sentence(found: Iterable[Found]) -> dict[int, list[Found]]:
    grouped: dict[int, list[Found]] = defaultdict(list)
    for finding in found:
        grouped[finding.sentence].append(finding)
    return grouped
