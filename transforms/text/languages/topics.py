"""Decide the topic of a figure that is not English by the words of its sentence and of the title.

It is what `figure_topic` does for English, by words alone: no measure is known, and words are told by how they begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.figures.topic_words import Hints, best_topic
from dyadwire.transforms.text.findings import TITLE, FigureSpan
from dyadwire.transforms.text.languages.forms import any_stem, tables_of
from dyadwire.transforms.text.languages.pack import LETTER, SEMICOLON, load_language, small

BESIDE = 2.0  # what the strength of a word counts right beside a figure, or in it
HALF = 10  # words at which it counts half
BREAK, END = 0.7, 0.4  # factors across a comma, and across what ends a clause
APART = 3  # characters between a figure and what is counted by it: words farther behind are often of the next one
AFTER, AFTER_A_SHARE = 0.7, 0.5  # factors of these: 140 % del pil tells nothing of what is so much
IN_TITLE = 0.16  # in the title, for the figures of the text
LETTERS = 6  # of a word, with its space; a Chinese one has two
BEFORE = 0.8  # weight of the topic of the figure before, in the same sentence
BEFORE_ELSEWHERE = 0.65  # and of one of the same kind, in the sentence before
MOST = 60  # figures of a sentence, and words of topics: more are a table
OF_OUTPUT = 12  # characters between a share and the output that it is a share of: 5 % del PIB
_WHOLE = re.compile(r"(?:的|\s?(?:의|대비|का|की|के)|'?n[iıuü]n)\s?")  # between them where the output comes first
_COMMA = re.compile(r"[,;，；、،؛]")


class TopicForms(NamedTuple):
    """How words begin that tell topics, and what each of them hints at."""

    pattern: re.Pattern[str]
    hints: Mapping[str, Hints]


class Cue(NamedTuple):
    """A word that tells topics: its span, and what it hints at."""

    start: int
    end: int
    hints: Hints


@cache
def compile_topics(code: str) -> TopicForms:
    """Compile the words of topics of a language in CODES."""
    pack = load_language(code)
    hints: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in tables_of(code)["topics"]:
        for form in row["forms"].split("|"):
            told = hints[small(pack.fold(form))]
            if row["topic"]:
                told.append((row["topic"], float(row["strength"])))
    begins = rf"(?<!\w)(?<!{LETTER})" + (r"(?:[وفبلك]{0,2}(?:ال|لل)?)" if pack.clings and pack.words_before else "")
    found = {form.removesuffix("_"): tuple(told) for form, told in hints.items()}
    return TopicForms(re.compile(f"{begins if pack.words_before else ''}({any_stem(hints)})", re.IGNORECASE), found)


class Topics:
    """The topics of the figures of one text, whose sentences come in order."""

    def __init__(self, code: str, title: str) -> None:
        """Take the folded title of the text."""
        self._forms = compile_topics(code)
        self._letters = LETTERS if load_language(code).words_before else 2
        self._title = {topic: IN_TITLE * by for cue in self._find(title, (0, len(title))) for topic, by in cue.hints}
        self._previous: str | None = None
        self._of = ("", TITLE)  # kind and sentence of the figure that has it

    def choose(self, figures: Sequence[FigureSpan], passage: Passage, folded: str) -> list[FigureSpan]:
        """Return the figures of a passage, in order, with their topics; those of a table have none."""
        told: list[FigureSpan] = []
        for _, of_sentence in groupby(figures, lambda figure: figure.sentence):
            here = list(of_sentence)
            sentence = passage.sentence_at(here[0].start)
            told += self._choose(here, folded, sentence[1:]) if sentence and len(here) <= MOST else here
        return told

    def _choose(self, figures: list[FigureSpan], text: str, bounds: tuple[int, int]) -> list[FigureSpan]:
        """Return the figures of the sentence at `bounds` with their topics; trifles have none."""
        cues, told = self._find(text, bounds)[:MOST], list[FigureSpan]()
        in_sentence = False
        for figure in figures:
            if figure.trivial or figure.kind == "ordinal":
                told.append(figure)
                continue
            weights = self._weigh(figure, cues, text)
            if self._previous and in_sentence:
                weights[self._previous] += BEFORE
            elif self._previous and (figure.kind, figure.sentence - 1) == self._of:
                weights[self._previous] += BEFORE_ELSEWHERE
            topic = best_topic(weights, figure.kind)
            if topic:
                self._previous, self._of, in_sentence = topic, (figure.kind, figure.sentence), True
            told.append(figure._replace(topic=topic))
        return told

    def _find(self, text: str, bounds: tuple[int, int]) -> list[Cue]:
        matches = self._forms.pattern.finditer(text, *bounds)
        return [Cue(*match.span(1), self._forms.hints[small(match[1])]) for match in matches]

    def _weigh(self, figure: FigureSpan, cues: list[Cue], text: str) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float)
        if figure.sentence != TITLE:
            weights.update(self._title)
        for cue in cues:
            low, high = (cue.end, figure.start) if cue.end <= figure.start else (figure.end, cue.start)
            share = BESIDE * HALF / (HALF + max(0, high - low) / self._letters)
            if low == figure.end and high - low > APART:
                share *= AFTER_A_SHARE if figure.kind == "percent" else AFTER
            if low < high and _COMMA.search(text, low, high):
                share *= END if SEMICOLON.search(text, low, high) else BREAK
            for topic, strength in cue.hints:
                if topic == "output" and _is_share_of(figure, cue, text):
                    continue
                weights[topic] = max(weights[topic], share * strength)
        return weights


def _is_share_of(figure: FigureSpan, cue: Cue, text: str) -> bool:
    """Tell a percent of the output: a deficit of 5 % of GDP is of the budget."""
    if figure.kind != "percent" or figure.role == "change":
        return False
    if cue.end <= figure.start:
        return _WHOLE.fullmatch(text, cue.end, figure.start) is not None
    return cue.start - figure.end <= OF_OUTPUT and not _COMMA.search(text, figure.end, cue.start)
