"""The time that the clause of an act tells: the 2014 of "Russia, which invaded Ukraine in 2014, wants talks".

A time is an act's only where nothing that stands between it and the act's word may have it: of two acts in a sentence
it is one's, and of a deal of 2015 that somebody breaks it is the deal's. In doubt an act has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.act_scene import ActWords, compile_act_words, words_of
from dyadwire.transforms.text.decide.act_words import DONE, PLANNED
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.figures.function_words import AUXILIARIES, BE, DETERMINERS, MODALS, NOUN_LEADS
from dyadwire.transforms.text.figures.rules import OWNED, Rules, compile_rules
from dyadwire.transforms.text.figures.times.asides import FUNCTION_WORDS
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR, reckoned_from
from dyadwire.transforms.text.figures.times.phrases import TimePhrase, find_time_phrases
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import TITLE, ActSpan, Phrase, by_sentence

BEHIND = 14  # tokens at most between the word of an act and a time behind it
NAMED = 3  # and between a time and the noun that it is part of: the April 2021 border clash
BESIDE = 2  # and between a time and the verb that it precedes: Xi last week travelled
RANKED = 4  # and between a word of RANKS and its noun
LED = 4  # tokens at most between a preposition and its time: in the early months of
CUES = words_of("in on at during since within throughout")
RANGED = {"months": words_of("from between"), "years": words_of("from between"), "run": words_of("over for")}
BARE = ("relative", "weekday", "weekend", "ago", "near", "day", "event", "run")  # kinds that need no preposition
COMPOUND = ("year", "day", "month", "monthyear", "weekday", "fiscal")  # kinds that after "the" are part of a noun
OPENERS = words_of("also but and then so yet meanwhile however again only just early earlier late later back , “ \" '")
# What begins another clause, or leads to a noun that may have a time of its own.
ENDS = words_of(
    "that as if until before since after over amid despite following about than whether say says accused suspected "
    'charged convicted ( ) “ ” " – — --'
)
VERBAL = AUXILIARIES | BE | MODALS
GERUND = words_of("of for from by in on at with without , and or")  # before "invading", but not before "meeting"
RANKS = words_of("first second third fourth fifth only last such another more most biggest largest worst")
OWN = words_of("signed ratified held reached struck concluded imposed made")  # behind a noun: its own verb
YEARLESS = ("day", "month", "months", "part")  # kinds that may tell no year
TELLS_YEAR = re.compile(r"last|past|this|next|year", re.IGNORECASE)
LONGEST_AGO = 240  # days: eight months


class Time(NamedTuple):
    """A phrase of time with the tokens at which its preposition, the phrase itself, and what follows begin."""

    phrase: TimePhrase
    lead: int
    first: int
    after: int


def with_periods(
    acts: Iterable[ActSpan], document: Document, lexicon: Lexicon, published: date | None
) -> tuple[ActSpan, ...]:
    """Return acts, each with the time that its clause tells, resolved against the date of publication."""
    found: list[ActSpan] = []
    rules, words = compile_rules(lexicon), compile_act_words(lexicon, of_codes=True)
    day = reckoned_from(published)
    sentences = {each.number: each for each in document.sentences}
    for number, here in by_sentence(acts).items():
        passage, sentence = document.passage_of(number), sentences[number]
        start = sentence.start if number == TITLE else start_after_dateline(passage.text, sentence.start, sentence.end)
        tokens = Tokens(passage, sentence, rules.signals, start)
        phrases = [one for one in find_time_phrases(tokens, rules, day) if _is_sure(one, day)]
        clauses = _Clauses(tokens, phrases, rules, words) if phrases else None
        found += [_at(act, clauses.period_of(act), day) for act in here] if clauses else here
    return tuple(found)


def _at(act: ActSpan, period: Phrase | None, published: date | None) -> ActSpan:
    """Return an act with its time; what is told as done on a day yet to come is planned."""
    is_yet = bool(period and period.start and published and period.start > published and act.when == DONE)
    return act._replace(period=period, when=PLANNED if is_yet else act.when)


def _is_sure(phrase: TimePhrase, published: date | None) -> bool:
    """Tell a time whose days are known: in April, a bare "July" is as often the next one as the last."""
    if phrase.days is None:
        return False
    bare = phrase.kind in YEARLESS and not FIND_YEAR.search(phrase.text) and not TELLS_YEAR.search(phrase.text)
    return not (bare and published and (published - phrase.days.start).days > LONGEST_AGO)


class _Clauses:
    """The words of a sentence between its times and the words of its acts."""

    def __init__(self, tokens: Tokens, phrases: list[TimePhrase], rules: Rules, words: ActWords) -> None:
        self.tokens, self.rules, self.words = tokens, rules, words
        self.times = [self._placed(phrase) for phrase in phrases]
        self.free = [time for time in self.times if self._is_free(time)]

    def _placed(self, phrase: TimePhrase) -> Time:
        first = lead = bisect_left(self.tokens.starts, phrase.start)
        if phrase.cue:
            lead = next(
                (at for at in range(first - 1, first - 1 - LED, -1) if self.tokens.near(at) == phrase.cue), first
            )
        return Time(phrase, lead, first, bisect_left(self.tokens.starts, phrase.end))

    def period_of(self, act: ActSpan) -> Phrase | None:
        """Return the time of an act as a phrase; None where its clause tells none."""
        time = self._time_of(act) if act.trigger else None
        return Phrase(time.phrase.text, *time.phrase.days) if time and time.phrase.days else None

    def _time_of(self, act: ActSpan) -> Time | None:
        """Return the time in the noun of an act, else behind its word, just before it, or opening its clause."""
        start, end = act.trigger or (0, 0)
        first, last = bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)
        before = [time for time in self.times if time.after <= first]
        if before and self._is_part(before[-1], first):
            return before[-1]
        behind = next((time for time in self.free if time.lead >= last), None)
        if behind and behind.lead - last <= BEHIND and not self._parts(last, behind.lead, act.code):
            return None if self._is_rank(behind, first) else behind
        ahead = next((time for time in reversed(self.free) if time.after <= first), None)
        return ahead if ahead and self._leads(ahead, first) else None

    def _is_part(self, time: Time, noun: int) -> bool:
        """Tell the time of "the April 2021 border clash" and of "last week's visit"."""
        lead = self.tokens.near(time.first - 1)
        after_article = lead in DETERMINERS or lead.endswith(OWNED)
        if not self._owns(time.phrase) and not (time.phrase.kind in COMPOUND and after_article):
            return False
        codes = self.words.codes.get(self.tokens.near(noun), ())
        if codes and not any(code.endswith("noun") for code in codes):
            return False  # under the 1978 treaty China attacked
        between = self.tokens.lower[time.after : noun]
        return len(between) <= NAMED and all(word.isalpha() and word not in FUNCTION_WORDS for word in between)

    def _owns(self, phrase: TimePhrase) -> bool:
        text, end = self.tokens.text, phrase.end
        return text[end - 2 : end] in OWNED or text[end : end + 2] in OWNED

    def _is_rank(self, time: Time, noun: int) -> bool:
        """Tell "the first visit since 2014", which says when there was none."""
        since = time.phrase.cue == "since" or time.phrase.kind == "event"
        return since and not RANKS.isdisjoint(self.tokens.lower[max(0, noun - RANKED) : time.lead])

    def _is_free(self, time: Time) -> bool:
        """Tell a time that says when something was so from one that is part of a noun, or of what is said."""
        phrase, near = time.phrase, self.tokens.near
        if phrase.aside or self._owns(phrase) or (phrase.kind in COMPOUND and near(time.first - 1) in DETERMINERS):
            return False
        if phrase.cue:
            return phrase.cue in CUES or phrase.cue in RANGED.get(phrase.kind, ())
        if phrase.kind == "ago" and not phrase.text.endswith("ago"):
            return False  # a month before, a day prior: to what else happened
        named = phrase.kind == "day" and near(time.after) == "for"  # proposed August 5 for the visit
        return phrase.kind in BARE and not named and near(time.after) not in VERBAL  # last year has been different

    def _leads(self, time: Time, verb: int) -> bool:
        """Tell a time that stands just before the verb of an act, or opens its clause."""
        between = self.tokens.lower[time.after : verb]
        if self._begins(time.after, verb) or "had" in between[-BESIDE:]:
            return False  # in 2019 he criticised what they had signed
        beside = len(between) <= BESIDE and "," not in between
        return beside or self._opens(time, aside="," in between)

    def _opens(self, time: Time, *, aside: bool) -> bool:
        """Tell a time with which the sentence begins, or a clause that no comma ends before the verb."""
        at = time.lead - 1
        while at >= 0 and self.tokens.near(at) in OPENERS:
            at -= 1
        begins = self.tokens.near(at + 1) == "," or self.tokens.near(at) in self.rules.words["boundary"]
        return at < 0 or (begins and not aside)

    def _begins(self, first: int, last: int) -> bool:
        """Tell whether another clause begins among some tokens."""
        lower, words = self.tokens.lower[first:last], self.rules.words
        return any(word in ENDS or word in words["boundary"] or word in words["saying"] for word in lower)

    def _parts(self, first: int, last: int, code: str) -> bool:
        """Tell whether among the tokens between an act and a time behind it is what may have the time for itself."""
        near, own = self.tokens.near, first + (self.tokens.near(first) in OWN)
        passive = [at for at in range(own, last) if self._is_noun(first - 1) and near(at) in BE and near(at + 1) in OWN]
        others = (at for at in range(own, last) if at not in passive and at - 1 not in passive)
        return self._begins(first, last) or any(self._is_rival(at, code) for at in others)

    def _is_noun(self, at: int) -> bool:
        return any(code.endswith("noun") for code in self.words.codes.get(self.tokens.near(at), ()))

    def _is_rival(self, at: int, code: str) -> bool:
        """Tell a verb, or the word of an act of another code."""
        tokens, words = self.tokens, self.rules.words
        word, before = tokens.lower[at], tokens.near(at - 1)
        if word in VERBAL or word in words["strong_verb"] or word in words["object_verb"] or word in words["held"]:
            return True
        if not tokens.word(at).islower():
            return False
        if word.endswith("ed") and before not in DETERMINERS:
            return True
        if word.endswith("ing") and before in GERUND:
            return True
        if before == "to" and word.isalpha() and word not in NOUN_LEADS:
            return True
        codes = self.words.codes.get(word)
        return codes is not None and not any(one.startswith(f"{code} ") for one in codes)
