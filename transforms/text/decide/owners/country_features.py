"""Features of one country as an owner of a figure: where and how its sentence names it."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.owners.case import FigureCase
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.figure_features import bucket, cues_of, stem
from dyadwire.transforms.text.figures.measure_heads import Head
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

SUBJECT_REACH = 3  # tokens from the beginning of a clause in which its subject begins
OWNED_REACH = 3  # tokens between an owner and its measure: "Japan's car exports"
BETWEEN = 9  # tokens between country and figure that are looked at one by one
TOUCHING = 2  # tokens between the two that are looked at as one
LISTED = 4  # countries in a row; more are counted as so many
NEAREST = 3  # countries nearer to the figure; more are counted as so many
LOOSE = ("", "^", ",", "and", "or")  # what joins a country to nothing
PLAIN_VERBS = ("has", "had", "have", "is", "was", "will", "would", "said", "says")


class CountryFeatures:
    """A country as one side of a figure: the part that its nearest mention plays in the sentence, and its features."""

    __slots__ = ("features", "part")

    def __init__(
        self, mentions: Sequence[CountryMention], case: FigureCase, tokens: Tokens, rules: Rules, rank: int
    ) -> None:
        """Read a country's mentions; `rank`: how many other countries stand nearer to the figure."""
        draft, clause = case.draft, case.clause
        best = mentions[0] if len(mentions) == 1 else _nearest(mentions, case)
        same, before, form = clause.holds(best.first), best.last <= draft.first, best.form
        where = ("before" if before else "behind") + ("" if same else " elsewhere")
        subject = same and before and best.first - clause.first <= SUBJECT_REACH
        self.part = f"{where} {form + (' subject' if subject else '') if best.joint in LOOSE else best.joint}"
        verb = _verb(best, case, tokens, rules)
        features = [
            *(where, f"{where} {bucket(best.gap(draft))}", f"{where} joint {best.joint}", f"form {form}"),
            *(f"{where} form {form}", f"then {verb}", f"{where} then {verb}"),
            *(f"nearest {min(rank, NEAREST)}", f"among {case.here}"),
        ]
        features += ["subject", f"subject {form}"] if subject else []
        features += ["place"] if best.is_place else []
        features += [f"listed {min(best.listed, LISTED)}"] if best.listed > 1 else []
        features += ["often"] if len(mentions) > 1 else []
        features += _to_measure(best, case.head, same) if case.head else []
        features += _words(best, case, tokens, before) if same else []
        self.features = FeatureGroup(features)


def _nearest(mentions: Sequence[CountryMention], case: FigureCase) -> CountryMention:
    """Return the mention that says most of a country: in the clause, no town, near the figure."""
    return min(mentions, key=lambda one: (not case.clause.holds(one.first), one.form == "city", one.gap(case.draft)))


def _verb(mention: CountryMention, case: FigureCase, tokens: Tokens, rules: Rules) -> str:
    """Return what follows a country: its measure, the figure, or a verb by which something passes from it."""
    after = tokens.lower_at(mention.last)
    if case.head and mention.last <= case.head.first <= mention.last + TOUCHING:
        return "measure"
    for name in ("transaction", "giving", "moving"):
        if after in rules.words[name]:
            return name
    if mention.last == case.draft.first:
        return "figure"
    return "auxiliary" if after in PLAIN_VERBS else "and" if after in ("and", ",") else ""


def _to_measure(mention: CountryMention, head: Head, same: bool) -> list[str]:
    """Return how a country stands to what is measured: China's exports, exports to China."""
    group = head.group
    behind = head.last <= mention.first
    distance = mention.first - head.last if behind else head.first - mention.last
    found = [f"{'of' if behind else 'has'} {group} {bucket(distance)}{'' if same else ' elsewhere'}"]
    if behind and mention.joint:
        found.append(f"{group} {mention.joint} {bucket(distance)}")
    if not behind and distance <= OWNED_REACH:
        found.append(f"{mention.form} {group}")
    return found


def _words(mention: CountryMention, case: FigureCase, tokens: Tokens, before: bool) -> list[str]:
    """Return the words between a country and a figure of its clause, and those beside the country."""
    draft, clause = case.draft, case.clause
    begin, end = (mention.last, draft.first) if before else (draft.last, mention.first)
    side = "before" if before else "behind"
    found = []
    if end - begin <= BETWEEN:
        found = [f"{side} between {cue}" for cue in cues_of(tokens.words[begin:end])]
        if end - begin <= TOUCHING:
            found.append(f"{side} by {' '.join(tokens.lower[begin:end])}")
    after = tokens.lower_at(mention.last) if mention.last < clause.last else ""
    if after.isalpha():
        found.append(f"ahead of {stem(after)}")
    if mention.first > clause.first:
        found.append(f"next to {stem(tokens.lower[mention.first - 1])}")
    return found
