"""The words of a sentence between its times and the words of its acts: which time is whose.

A time is an act's only where nothing that stands between it and the act's word may have it: of two acts in a sentence
it is one's, and of a deal of 2015 that somebody breaks it is the deal's. In doubt an act has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from dyadwire.transforms.text.decide.acts.scene import ActWords
from dyadwire.transforms.text.decide.acts.times import COMPOUND, CUES, VERBAL, Time, is_free, is_topic, owns, place_time
from dyadwire.transforms.text.decide.acts.told import is_only
from dyadwire.transforms.text.figures.function_words import BE, DETERMINERS, NOUN_LEADS, words_of
from dyadwire.transforms.text.figures.rules import OWNED, Rules
from dyadwire.transforms.text.figures.times.days import resolve
from dyadwire.transforms.text.figures.times.non_dating_times import FUNCTION_WORDS
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import ActSpan

BEHIND = 14  # tokens at most between the word of an act and a time behind it
NAMED = 3  # and between a time and the noun that it is part of: the April 2021 border clash
BESIDE = 2  # and between a time and the verb that it precedes: Xi last week travelled
RANKED = 4  # and between a word of RANKS and its noun
OPENERS = words_of("also but and then so yet meanwhile however again only just early earlier late later back , “ \" '")
# What begins another clause, or leads to a noun that may have a time of its own.
ENDS = words_of(
    "that as if until before since after over amid despite following about than whether say says accused suspected "
    'charged convicted ( ) “ ” " – — --'
)
CLOSED = {"(": ")", "[": "]", "“": "”", '"': '"'}  # between two of these is an aside, or a name
TELLS_WHEN = words_of("when as after")  # behind a time, before what was so then: in 1879, when Chile invaded
HARDLY = 7  # days: what came after something of Monday may be older, what came after something of 2014 is of then
FOLLOWING = words_of("following after")  # before a decision, of whose time the act is, too
DECISIONS = words_of("decision decisions decree order ruling")
# Before a time that is of a clause, or of a noun, and not of the whole sentence.
ASIDE = words_of(
    "which who whose whom that where over after despite amid following before since until because if compared"
)
GERUND = words_of("of for from by in on at with without , and or")  # before "invading", but not before "meeting"
LINKS = words_of("in on at to for from with by against over about during into through")  # not of: tonnes of grain
RANKS = words_of("first second third fourth fifth only last such another more most biggest largest worst")
OWN = words_of(
    "signed ratified held reached struck concluded imposed made established launched formed founded agreed"
)  # behind a noun: its own verb
BEGUN = words_of("announced introduced adopted passed enacted launched")  # and of what begins so


class ActClauses:
    """The words of a sentence between its times and the words of its acts."""

    def __init__(
        self, tokens: Tokens, phrases: list[TimePhrase], rules: Rules, words: ActWords, published: date | None
    ) -> None:
        """Take a sentence, the times in it whose days are known, and the date from which these are reckoned."""
        self.tokens, self.rules, self.words, self.published = tokens, rules, words, published
        self.times = [place_time(phrase, tokens) for phrase in phrases]
        self.free = [time for time in self.times if is_free(time, tokens, published)]

    def time_of(self, act: ActSpan) -> Time | None:
        """Return the time of an act: in its noun, else behind its word, just before it, or opening its clause."""
        return self._time_at(*self.place(act), act.code) if act.trigger else None

    def is_told(self, time: Time, start: int) -> bool:
        """Tell a time that no clause of its own, and no noun that may have it, parts from a token before it."""
        return ASIDE.isdisjoint(self.tokens.lower_at(at) for at in self._outside(start, time.lead))

    def place(self, act: ActSpan) -> tuple[int, int]:
        """Return the first token of the words that tell an act, and the one behind them."""
        start, end = act.trigger or (0, 0)
        return bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)

    def _time_at(self, first: int, last: int, code: str) -> Time | None:
        before = [time for time in self.times if time.after <= first]
        if before and self._is_part(before[-1], first):
            return before[-1]
        if own := self._told_beside(last, code):
            return own
        # Agreed on Monday.
        last = self._end_of_noun(last - (last - first > 1 and self.tokens.lower_at(last - 1) in CUES))
        behind = next((time for time in self.free if time.lead >= last), None)
        if (
            behind
            and behind.lead - last <= BEHIND
            and not self._parts(last, self._end_before(behind, last, code), code)
        ):
            return self._told_before(first, code) if self._is_rank(behind, first) else behind
        ahead = next((time for time in reversed(self.free) if time.after <= first), None)
        if ahead and (when := self._when(ahead, first, code)):
            return when
        return ahead if ahead and self._leads(ahead, first) and not self._is_blamed(ahead, first, code) else None

    def _is_blamed(self, time: Time, noun: int, code: str) -> bool:
        """Tell the noun of what somebody says something against at a time: on Friday condemned India's ban."""
        between = range(time.after, noun)
        return code != "ACCUSE" and self._is_noun(noun) and any("ACCUSE verb" in self._codes(at) for at in between)

    def _told_beside(self, last: int, code: str) -> Time | None:
        """Return the time of the participle that tells of a noun behind a comma: ban on pork, imposed on October 2."""
        lower = self.tokens.lower
        comma = next((at for at in range(last, min(len(lower) - 1, last + BEHIND)) if lower[at] == ","), 0)
        if not self._is_noun(last - 1) or not comma or lower[comma + 1] not in OWN | BEGUN:
            return None
        time = next((one for one in self.times if one.lead == comma + 2 and one.phrase.cue in CUES), None)
        return None if time is None or self._parts(last, comma, code) else time

    def _end_before(self, time: Time, last: int, code: str) -> int:
        """Return where the words between an act and a time end: severed | after their decision in this regard in 2016.

        What follows a decision of long ago is of then.
        """
        lower = self.tokens.lower
        at = next((at for at in range(last, time.lead) if lower[at] in FOLLOWING), time.lead)
        days = time.phrase.days
        if DECISIONS.isdisjoint(lower[at : time.lead]) or days is None or (days.end - days.start).days < HARDLY:
            return time.lead
        return time.lead if self._parts(at + 1, time.lead, code) else at

    def _told_before(self, noun: int, code: str) -> Time | None:
        """Return the time of the verb that a noun takes up: last week he went to Rome, his first visit since 2014."""
        verb = next((at for at in range(noun - 1, 0, -1) if f"{code} verb" in self._codes(at)), None)
        return None if verb is None else self._time_at(verb, verb + 1, code)

    def _end_of_noun(self, last: int) -> int:
        """Return where the noun ends of which a word is the first: peace deal."""
        while self._is_noun(last - 1) and self._is_noun(last) and self.tokens.lower_at(last) not in OWN:
            last += 1
        return last

    def _is_part(self, time: Time, noun: int) -> bool:
        """Tell the time of "the April 2021 border clash" and of "last week's visit"."""
        lead = self.tokens.lower_at(time.first - 1)
        after_article = lead in DETERMINERS or lead.endswith(OWNED)
        if not owns(time.phrase, self.tokens) and not (time.phrase.kind in COMPOUND and after_article):
            return False
        if self._codes(noun) and not self._is_noun(noun):
            return False  # under the 1978 treaty China attacked
        between = self.tokens.lower[time.after : noun]
        if len(between) > NAMED or not all(word.isalpha() and word not in FUNCTION_WORDS for word in between):
            return False
        return not self._is_clause(time.after, noun)

    def _is_clause(self, first: int, noun: int) -> bool:
        """Tell "summit China pledged", in which somebody acts, from "planned Chinese border"."""
        tokens = self.tokens
        return any(tokens.is_capital(at) and tokens.word(at - 1).islower() for at in range(first + 1, noun))

    def _is_rank(self, time: Time, noun: int) -> bool:
        """Tell "the first visit since 2014", which says when there was none."""
        since = time.phrase.cue == "since" or time.phrase.kind == "event"
        return since and not RANKS.isdisjoint(self.tokens.lower[max(0, noun - RANKED) : time.lead])

    def _when(self, time: Time, verb: int, code: str) -> Time | None:
        """Return a time behind which the clause of an act says what was so then: in 1879, when Chile invaded."""
        at = time.after + (self.tokens.lower_at(time.after) == ",")
        word = self.tokens.lower_at(at)
        if word not in TELLS_WHEN or at >= verb or self._begins(at + 1, verb):
            return None
        if any(self._is_rival(one, code) for one in self._outside(at + 1, verb)):
            return None
        phrase = time.phrase
        days = resolve(phrase.kind, phrase.text.lower(), self.published) if phrase.cue == "since" else phrase.days
        if days is None or (word != "when" and (days.end - days.start).days < HARDLY):
            return None
        return time._replace(phrase=phrase._replace(days=days))

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
        while at >= 0 and self.tokens.lower_at(at) in OPENERS:
            at -= 1
        begins = self.tokens.lower_at(at + 1) == "," or self.tokens.lower_at(at) in self.rules.words["boundary"]
        return at < 0 or (begins and not aside)

    def _outside(self, first: int, last: int) -> Iterable[int]:
        """Yield tokens but those of asides that close again: 2 billion euros ($2.1 billion), a “summit,”."""
        lower, at = self.tokens.lower, first
        while at < last:
            close = CLOSED.get(lower[at])
            end = next((to for to in range(at + 1, last) if lower[to] == close), None) if close else None
            if end is None:
                yield at
            at = at + 1 if end is None else end + 1

    def _begins(self, first: int, last: int) -> bool:
        """Tell whether another clause begins among some tokens."""
        words = self.rules.words
        lower = [self.tokens.lower[at] for at in self._outside(first, last)]
        return any(word in ENDS or word in words["boundary"] or word in words["saying"] for word in lower)

    def _parts(self, first: int, last: int, code: str) -> bool:
        """Tell whether among the tokens between an act and a time behind it is what may have the time for itself."""
        lower_at, own = self.tokens.lower_at, first + (self.tokens.lower_at(first) in OWN)
        passive = [
            at for at in range(own, last) if self._is_noun(first - 1) and lower_at(at) in BE and lower_at(at + 1) in OWN
        ]
        if not self.rules.words["trade_flow"].isdisjoint(self.tokens.lower[max(0, first - 2) : first]):
            # Exports to India rose in March.
            passive += [at for at in range(own, last) if lower_at(at) in self.rules.words["change"]]
        others = (at for at in self._outside(own, last) if at not in passive and at - 1 not in passive)
        return self._begins(first, last) or any(
            self._is_rival(at, code) and not self._is_object(at, first)
            for at in others
            if not is_topic(self.tokens.lower_at(at - 1), self._codes(at), self.tokens.lower_at(last), code)
        )

    def _is_object(self, at: int, first: int) -> bool:
        """Tell a noun that is what is done something to by the verb just before some token: shot down a jet."""
        has_object = any(one.endswith("verb") for one in self._codes(first - 1))
        return has_object and is_only(self._codes(at), "noun") and LINKS.isdisjoint(self.tokens.lower[first:at])

    def _codes(self, at: int) -> tuple[str, ...]:
        return self.words.codes.get(self.tokens.lower_at(at), ())

    def _is_noun(self, at: int) -> bool:
        return any(code.endswith("noun") for code in self._codes(at))

    def is_verb(self, word: str) -> bool:
        """Tell a word that is a verb beyond doubt."""
        words = self.rules.words
        return word in words["strong_verb"] or word in words["object_verb"] or word in words["held"]

    def _is_rival(self, at: int, code: str) -> bool:
        """Tell a verb, or the word of an act of another code."""
        tokens = self.tokens
        word, before = tokens.lower[at], tokens.lower_at(at - 1)
        if word in VERBAL or self.is_verb(word):
            return True
        if not tokens.word(at).islower():
            return False
        if (word.endswith("ed") and before not in DETERMINERS) or (word.endswith("ing") and before in GERUND):
            return True
        if before == "to" and word.isalpha() and word not in NOUN_LEADS:
            return True
        codes = self.words.codes.get(word, ())
        if word.endswith("ers") and is_only(codes, "noun") and tokens.is_capital(at - 1):
            return False  # sanctions on Turkish shippers; not what Turkey offers
        return bool(codes) and not any(one.startswith(f"{code} ") for one in codes)
