"""Find every figure of an article, sentence by sentence: later ones may go by times mentioned earlier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.figures.fields import decide_figures
from dyadwire.transforms.text.decide.figures.figure_topic import Topics
from dyadwire.transforms.text.decide.figures.report_period import looks_back
from dyadwire.transforms.text.decide.figures.resumed_changes import resume_changes
from dyadwire.transforms.text.decide.figures.sentence import BlocsHere, FigureArticle, FigureSentence
from dyadwire.transforms.text.decide.figures.span import to_span
from dyadwire.transforms.text.decide.owners.context import OwnerContext
from dyadwire.transforms.text.decide.owners.figure_owner import NOTHING
from dyadwire.transforms.text.decide.owners.focal_countries import find_focal_countries
from dyadwire.transforms.text.decide.owners.introduced import find_introduced
from dyadwire.transforms.text.decide.pairs.article_pair import by_salience
from dyadwire.transforms.text.decide.pairs.bloc_pairs import with_blocs
from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.figures.candidates import dated_sentences, numbered_sentences
from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.reading import read_drafts
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.times.anaphoric_times import date_hanging
from dyadwire.transforms.text.figures.times.calendar import reckoned_from
from dyadwire.transforms.text.figures.times.elliptic import find_elliptic_times
from dyadwire.transforms.text.figures.times.phrases import TimePhrase, find_time_phrases
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.dollars import home_dollar, to_home
from dyadwire.transforms.text.figures.units.hundredths import in_currency
from dyadwire.transforms.text.figures.units.single_lengths import find_single_lengths
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    FigureSpan,
    FocusDyad,
    SentenceDyad,
    SentenceSpan,
    by_sentence,
)

# Their dollars and ¥ are rarely meant where the sentence does not name them.
NEVER_MEANT = frozenset(("AUS", "CAN", "HKG", "NZL", "SGP", "TWN", "CHN", "JPN"))
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair


class Sides(NamedTuple):
    """The countries of an article, or its blocs: where it names them, their pairs, and all acts."""

    spans: tuple[CountrySpan, ...]
    dyads: tuple[SentenceDyad, ...]
    focus: tuple[FocusDyad, ...]
    acts: tuple[ActSpan, ...] = ()


NOBODY = Sides((), (), ())


def find_figures(
    document: Document,
    sides: Sides,
    lexicon: Lexicon,
    published_date: date | None,
    outlet_country: str | None = None,
    of_blocs: Sides = NOBODY,
    firms: tuple[Firm, ...] = (),
) -> tuple[FigureSpan, ...]:
    """Find the figures of every sentence, in order of sentence and start; spans never overlap.

    Blocs own what no country does, or share what is a country's; they change nothing else.
    """
    published = reckoned_from(published_date)
    title, body = document.passages
    numbered = frozenset([sentence.number for sentence in numbered_sentences(body, lexicon)])
    introduced = by_sentence(find_introduced(body, sides.spans, firms, lexicon)) if numbered else {}
    reader = _Reader(document, sides, of_blocs, introduced, lexicon, published, outlet_country)
    dated = dated_sentences(body) if numbered else frozenset()
    figures: list[FigureSpan] = []
    titled = numbered_sentences(title, lexicon)
    for sentence in title.sentences if numbered else titled:
        if sentence in titled:
            figures += reader.read(title, sentence, sentence.start, has_number=True)
        else:
            reader.hear(title, sentence)
    for sentence in body.sentences if numbered else ():
        if sentence.number not in numbered:
            reader.hear(body, sentence)
        if sentence.number in numbered or sentence.number in dated:
            start = start_after_dateline(body.text, sentence.start, sentence.end)
            figures += reader.read(body, sentence, start, has_number=sentence.number in numbered)
    return in_currency(resume_changes(figures, body, reader.article.rules), sides.spans, outlet_country)


class _Reader:
    """Reads the sentences of one article, in order."""

    def __init__(
        self,
        document: Document,
        sides: Sides,
        of_blocs: Sides,
        introduced: dict[int, list[CountrySpan]],
        lexicon: Lexicon,
        published: date | None,
        outlet_country: str | None,
    ) -> None:
        title, body = document.passages
        rules = compile_rules(lexicon)
        self.article = FigureArticle(
            rules, _context(sides, outlet_country), published, Timeline(), Topics(rules, title.text)
        )
        self.backdrop = (*_backdrop(sides.focus), *_most_named(sides.spans), *_meant((outlet_country,)))
        self.firms = introduced
        self.numbers = 0  # that were read so far
        self.dollar = home_dollar(body.text, sides.spans, outlet_country)
        self.blocs = by_sentence(of_blocs.spans)
        self.bloc_pairs = frozenset([pair.dyad for pair in of_blocs.focus])
        self.among_blocs = _context(_joined(sides, of_blocs), outlet_country) if self.blocs else None

    def read(self, passage: Passage, sentence: SentenceSpan, start: int, *, has_number: bool) -> list[FigureSpan]:
        """Return the figures of a sentence, whose text begins at `start`; note the times that it tells.

        The time of a headline is not carried on: what follows tells it again.
        """
        article = self.article
        tokens = Tokens(passage, sentence, article.rules.signals, start)
        phrases = find_time_phrases(tokens, article.rules, article.published)
        phrases = find_elliptic_times(tokens, phrases, article.published)
        phrases = date_hanging(tokens, phrases, article.timeline.told(sentence.number), article.published)
        figures = self._figures(tokens, phrases, sentence.number) if has_number else []
        if has_number and not figures:
            self.hear(passage, sentence)  # of 2024 alone, say
        lengths = find_single_lengths(tokens, article.rules, figures)
        if singles := [to_span(draft, tokens, sentence.number, NOTHING, None) for draft in lengths]:
            figures = sorted([*figures, *singles], key=lambda figure: figure.start)
        if sentence.number != TITLE:
            article.timeline.add(sentence.number, phrases, start, looks_back=looks_back(tokens.lower))
        return figures

    def hear(self, passage: Passage, sentence: SentenceSpan) -> None:
        """Note who trades in a sentence without a figure."""
        for context in (self.article.context, self.among_blocs):
            if context and (named := context.focal.mentions.get(sentence.number)):
                context.trade.hear(passage.text, sentence, named, self.article.rules)

    def _figures(self, tokens: Tokens, phrases: list[TimePhrase], number: int) -> list[FigureSpan]:
        """Read the numbers of a sentence and decide what they are."""
        article = self.article
        named = article.context.focal.mentions.get(number, ())
        homes = (*[span.iso3 for span in named], *self.backdrop)
        drafts = read_drafts(tokens, article.rules, phrases, homes, number == TITLE)
        if self.dollar:
            to_home(drafts, tokens, self.dollar, article.rules)
        if not drafts:
            return []
        topics = article.rules.topics.find(tokens.lower)
        here = FigureSentence(number, drafts, tokens, phrases, named, self.firms.get(number, ()), topics)
        self.numbers += len(drafts)
        return decide_figures(here, article, self._blocs_in(number), before=self.numbers - len(drafts))

    def _blocs_in(self, number: int) -> BlocsHere | None:
        here = self.blocs.get(number)
        return BlocsHere(here, self.among_blocs, self.bloc_pairs) if here and self.among_blocs else None


def _context(sides: Sides, outlet_country: str | None) -> OwnerContext:
    mentions = by_sentence(sides.spans)
    focal, acts = find_focal_countries(sides.spans, mentions, sides.focus), by_sentence(sides.acts)
    return OwnerContext(focal, _related(sides.dyads), outlet_country, acts)


def _joined(countries: Sides, blocs: Sides) -> Sides:
    """Return countries and blocs as sides of one kind."""
    focus = by_salience((*countries.focus, *blocs.focus))
    spans = tuple(with_blocs(countries.spans, blocs.spans))
    return Sides(spans, (*countries.dyads, *blocs.dyads), focus, countries.acts)


def _backdrop(focus: tuple[FocusDyad, ...]) -> tuple[str, ...]:
    """Return China or Japan where an article is plainly about one of them: it decides a ¥ in other sentences."""
    if not focus or focus[0].salience < CLEAR_FOCUS:
        return ()
    sharers = set(focus[0].dyad) & {"CHN", "JPN"}
    return tuple(sharers) if len(sharers) == 1 else ()


def _most_named(countries: tuple[CountrySpan, ...]) -> list[str]:
    """Return the countries of an article, the most frequent first: they decide dinars and pesos anywhere."""
    counted = Counter(span.iso3 for span in countries)
    return _meant(iso3 for iso3, _ in counted.most_common())


def _meant(countries: Iterable[str | None]) -> list[str]:
    """Leave out countries whose money is not meant where they are not named beside it."""
    return [iso3 for iso3 in countries if iso3 and iso3 not in NEVER_MEANT]


def _related(dyads: Iterable[SentenceDyad]) -> dict[int, dict[Dyad, bool]]:
    """Return the pairs of each sentence, with whether they are relational."""
    grouped: dict[int, dict[Dyad, bool]] = defaultdict(dict)
    for found in dyads:
        grouped[found.sentence][found.dyad] = found.relational
    return grouped
