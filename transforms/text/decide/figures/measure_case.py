"""Write the measure that begins a sentence as it is written elsewhere: "Trade rose" tells of trade."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens


def write_small(drafts: Sequence[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Write the first word of measures small where only its place made it a capital; names keep theirs.

    In a headline that capitalises every word the next word is a capital, too, and both stay.
    """
    at = next((at for at, word in enumerate(tokens.words) if word[0].isalpha()), None)
    if at is None or not _is_plain(tokens.words[at], rules):
        return
    first = tokens.words[at]
    for draft in drafts:
        if draft.measure and _begins_with(draft.measure, first):
            draft.measure = draft.measure[0].lower() + draft.measure[1:]


def _is_plain(word: str, rules: Rules) -> bool:
    return word[1:].islower() and word[0].isupper() and word.lower() in rules.plain_words


def _begins_with(measure: str, word: str) -> bool:
    """Tell a measure that begins with a word and goes on with no name: Steel exports, not Grand Prix visitors."""
    one, _, rest = measure.partition(" ")
    return one == word and not rest[:1].isupper()
