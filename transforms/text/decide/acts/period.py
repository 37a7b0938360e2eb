"""The time that the clause of an act tells: the 2014 of "Russia, which invaded Ukraine in 2014, wants talks"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.act_background import with_background
from dyadwire.transforms.text.decide.acts.clauses import ActClauses
from dyadwire.transforms.text.decide.acts.coming import as_coming
from dyadwire.transforms.text.decide.acts.past import TimedSentence, period_in_history
from dyadwire.transforms.text.decide.acts.scene import compile_act_words
from dyadwire.transforms.text.decide.acts.times import hangs, phrase_of
from dyadwire.transforms.text.decide.acts.words import DONE, PLANNED
from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR, reckoned_from, shift
from dyadwire.transforms.text.figures.times.phrases import TimePhrase, find_time_phrases
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import TITLE, ActSpan, CountrySpan, Phrase, SentenceSpan, by_sentence

YEARLESS = ("day", "month", "months", "part")  # kinds that may tell no year
TELLS_YEAR = re.compile(r"last|past|this|next|year", re.IGNORECASE)
LONGEST_AGO = 240  # days: eight months
OLD_YEAR = re.compile(r",? (1[0-7]\d\d)\b(?=[.,;:)]|\Z)(?!,\d)")  # behind a day or month; what is measured is younger


def with_periods(
    acts: Iterable[ActSpan], document: Document, lexicon: Lexicon, published: date | None, named: Iterable[CountrySpan]
) -> tuple[ActSpan, ...]:
    """Return acts, each with the time that its clause tells, resolved against the date of publication.

    Where that tells none, it is the time of the past that the sentence tells, or the one that it goes on from, in which
    one of its sides is `named`.
    """
    day, acts = reckoned_from(published), tuple(acts)
    telling = frozenset(act.sentence for act in acts if not _is_trade(act, document, lexicon))
    sentences = _Sentences(document, lexicon, day, by_sentence(named), telling)
    timed = tuple(_at(act, _period_of(act, sentences, day), day) for act in acts)
    return with_background(timed, sentences.read, document.sentences, day, lexicon) if day else timed


def _period_of(act: ActSpan, sentences: _Sentences, day: date | None) -> Phrase | None:
    clauses = sentences.read(act.sentence).clauses
    own = clauses.time_of(act)
    if own:
        return phrase_of(as_coming(own, act, clauses))
    return period_in_history(act, sentences.read, day) if day else None


def _is_trade(act: ActSpan, document: Document, lexicon: Lexicon) -> bool:
    """Recognise trade, which statistics tell: what is told behind it is no history, though they are of years ago."""
    if act.code != "COOPERATE" or not act.trigger:
        return False
    words, (start, end) = compile_rules(lexicon).words, act.trigger
    told = document.passage_of(act.sentence).text[start:end].lower().split()
    return not (words["trade_flow"] | words["trade_verb"]).isdisjoint(told)


class _Sentences:
    """The sentences of a document with their times, each read once."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        day: date | None,
        named: Mapping[int, Iterable[CountrySpan]],
        acts: frozenset[int],
    ) -> None:
        self._document, self._day, self._named, self._acts = document, day, named, acts
        self._rules, self._words = compile_rules(lexicon), compile_act_words(lexicon, of_codes=True)
        self._sentences = {each.number: each for each in document.sentences}
        self._known: dict[int, TimedSentence] = {}

    def read(self, number: int) -> TimedSentence:
        """Return a sentence by its number."""
        if number not in self._known:
            self._known[number] = self._read(self._document.passage_of(number), self._sentences[number])
        return self._known[number]

    def _read(self, passage: Passage, sentence: SentenceSpan) -> TimedSentence:
        is_title = sentence.number == TITLE
        start = sentence.start if is_title else start_after_dateline(passage.text, sentence.start, sentence.end)
        tokens = Tokens(passage, sentence, self._rules.signals, start)
        phrases = [_with_old_year(one, passage.text) for one in find_time_phrases(tokens, self._rules, self._day)]
        sure = [one for one in phrases if _is_sure(one, self._day)]
        sides = frozenset(span.iso3 for span in self._named.get(sentence.number, ()))
        clauses = ActClauses(tokens, sure, self._rules, self._words, self._day)
        own = [one for one in phrases if not hangs(one)]  # up 5 percent from a year earlier: no time of an act
        return TimedSentence(clauses, len(own) or len(phrases), sides, sentence.number in self._acts)


def _at(act: ActSpan, period: Phrase | None, published: date | None) -> ActSpan:
    """Return an act with its time; what is told as done on a day yet to come is planned."""
    is_yet = bool(period and period.start and published and period.start > published and act.when == DONE)
    return act._replace(period=period, when=PLANNED if is_yet else act.when)


def _with_old_year(phrase: TimePhrase, text: str) -> TimePhrase:
    """Return a day or month with the year before 1800 behind it: June 10th, 1796; since then has no days."""
    bare = phrase.kind in ("day", "month") and not FIND_YEAR.search(phrase.text)
    year = OLD_YEAR.match(text, phrase.end) if bare else None
    if year is None or phrase.days is None:
        return phrase
    then = shift(phrase.days, "year", int(year[1]) - phrase.days.start.year)
    days = then if phrase.cue != "since" else None
    return phrase._replace(end=year.end(), text=text[phrase.start : year.end()], days=days)


def _is_sure(phrase: TimePhrase, published: date | None) -> bool:
    """Tell a time whose days are known: in April, a bare "July" is as often the next one as the last."""
    if phrase.days is None:
        return False
    year = FIND_YEAR.search(phrase.text) or OLD_YEAR.search(phrase.text) or TELLS_YEAR.search(phrase.text)
    bare = phrase.kind in YEARLESS and not year
    return not (bare and published and (published - phrase.days.start).days > LONGEST_AGO)
