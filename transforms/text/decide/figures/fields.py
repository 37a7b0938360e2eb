"""Decide every field of the figures of one sentence; `decide_figures` shows the order."""

from __future__ import annotations

from dyadwire.transforms.text.decide.figures.abroad import find_abroad
from dyadwire.transforms.text.decide.figures.changes import decide_bases, decide_carried, decide_changes
from dyadwire.transforms.text.decide.figures.figure_ahead import decide_ahead
from dyadwire.transforms.text.decide.figures.figure_kept import is_worth_keeping
from dyadwire.transforms.text.decide.figures.measure_case import write_small
from dyadwire.transforms.text.decide.figures.sentence import BlocsHere, FigureArticle, FigureSentence
from dyadwire.transforms.text.decide.figures.span import to_span
from dyadwire.transforms.text.decide.flows.flow import decide_flows
from dyadwire.transforms.text.decide.flows.told_pairs import told_pairs
from dyadwire.transforms.text.decide.owners.candidates import OwnerSentence
from dyadwire.transforms.text.decide.owners.country_places import CountryMention, read_mentions
from dyadwire.transforms.text.decide.owners.figure_owner import NOTHING, OwnerDecider, Ownership, join_blocs
from dyadwire.transforms.text.decide.pairs.bloc_pairs import with_blocs
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.function_words import POINTS
from dyadwire.transforms.text.figures.measure import counted_of, head_of, is_resumed, is_toll, phrase_of
from dyadwire.transforms.text.figures.measure_beside import measures_beside
from dyadwire.transforms.text.figures.measure_deeds import is_paid_for
from dyadwire.transforms.text.figures.measure_fit import MeasureSentence, measure_by
from dyadwire.transforms.text.figures.measure_heads import Head, find_heads, is_name
from dyadwire.transforms.text.figures.qualifiers import mark_qualifier, mark_record
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural
from dyadwire.transforms.text.findings import FigureSpan

LEADING = frozenset(("the", "all", "its", "their"))  # begin what a share is of
MOST_FIGURES = 60  # a "sentence" with more is a table or noise: its numbers keep value and unit, nothing else is read
MOST_TOKENS = 500  # the same for a sentence longer than any that is written
MOST_OF_ARTICLE = 2000  # the same once an article had so many: news has below 100, and each takes a millisecond


def decide_figures(
    here: FigureSentence, article: FigureArticle, blocs: BlocsHere | None = None, before: int = 0
) -> list[FigureSpan]:
    """Turn the drafts of a sentence into findings, with all that it says of them; note their owners in the article.

    `before`: how many figures the article had before this sentence.
    """
    number, drafts, tokens, phrases, countries, firms, topics = here
    rules = article.rules
    if len(drafts) > MOST_FIGURES or len(tokens) > MOST_TOKENS or before > MOST_OF_ARTICLE:
        return [to_span(draft, tokens, number, NOTHING, None) for draft in drafts]
    changes = decide_changes(here, article)
    mentions = read_mentions([*countries, *firms], tokens, rules, drafts, phrases)
    sides = _with_blocs(here, blocs, rules) if blocs else mentions
    nouns = find_heads(tokens, rules)
    heads = _heads_of(drafts, nouns, tokens, rules)
    _mark_qualifiers(drafts, heads, tokens, rules, changes.links)
    measured = MeasureSentence(drafts, nouns, tokens, rules, _covered(drafts, mentions), _adjectives(mentions))
    for draft, head in zip(drafts, heads, strict=True):
        _name_measure(draft, head, measured)
    decide_ahead(here, changes.links, rules, article.published)
    decide_bases(changes, article.timeline)
    for draft in drafts:
        kept = draft.kind == "ordinal" or is_worth_keeping(draft, drafts, tokens, number)
        draft.trivial = draft.rule_trivial or not kept
    for draft, measure in zip(drafts, measures_beside(drafts, tokens, rules, measured.places), strict=True):
        draft.measure = measure
    article.topics.choose(drafts, tokens, number, topics, find_abroad(drafts, mentions, tokens, rules))
    owned = _own(here, heads, (mentions, sides), article, blocs)  # which leans on topics
    decide_carried(changes, article.timeline)
    decide_flows(drafts, owned, sides, tokens, rules)
    write_small(drafts, tokens, rules)
    return [
        to_span(draft, tokens, number, owners, article.published) for draft, owners in zip(drafts, owned, strict=True)
    ]


def _covered(drafts: list[FigureDraft], mentions: list[CountryMention]) -> frozenset[int]:
    """Return the tokens that no measure holds: those of countries and of amounts, be it the dollar of a dollar loan."""
    spans = [(mention.first, mention.last) for mention in mentions if mention.is_country]
    spans += [(draft.first, draft.last) for draft in drafts if draft.own_unit and draft.kind != "duration"]
    return frozenset(at for first, last in spans for at in range(first, last))


def _adjectives(mentions: list[CountryMention]) -> frozenset[int]:
    """Return the tokens that tell whose the noun behind them is: the Ukrainian of "Ukrainian wheat"."""
    told = [mention for mention in mentions if mention.form == "adjective" and mention.is_country]
    return frozenset(at for mention in told for at in range(mention.first, mention.last))


def _with_blocs(here: FigureSentence, blocs: BlocsHere, rules: Rules) -> list[CountryMention]:
    """Return the countries and blocs that a sentence names."""
    spans = [*with_blocs(here.countries, blocs.spans), *here.firms]
    return read_mentions(spans, here.tokens, rules, here.drafts, here.phrases)


def _own(
    here: FigureSentence,
    heads: list[Head | None],
    sides: tuple[list[CountryMention], list[CountryMention]],
    article: FigureArticle,
    blocs: BlocsHere | None,
) -> list[Ownership]:
    """Decide who owns each figure, of countries, or of these and blocs, which own what no country does or share."""
    number, drafts, tokens, *_ = here
    mentions, both = sides
    rules = article.rules
    read = [draft for draft in drafts if draft.kind != "ordinal"]
    if not read:
        return [NOTHING] * len(drafts)  # many sentences; to describe one takes its time
    told = told_pairs(read, mentions, tokens, rules)
    owners = OwnerDecider(OwnerSentence(tokens, rules, read, mentions, article.context, number, told))
    sharers: OwnerDecider | None = None
    if blocs:
        told = told_pairs(read, both, tokens, rules)
        sharers = OwnerDecider(OwnerSentence(tokens, rules, read, both, blocs.article, number, told))
    owned = []
    for draft, head in zip(drafts, heads, strict=True):
        ownership = NOTHING if draft.kind == "ordinal" else owners.decide(draft, head)
        if blocs and sharers and draft.kind != "ordinal":
            ownership = join_blocs(ownership, sharers.decide(draft, head), blocs.pairs)
        owned.append(ownership)
    return owned


def _heads_of(drafts: list[FigureDraft], nouns: list[Head], tokens: Tokens, rules: Rules) -> list[Head | None]:
    """Return what each figure measures; one without a noun of its own measures what the one before does."""
    head: Head | None = None
    found = []
    for draft in drafts:
        if head is None or not is_resumed(draft, tokens):
            head = head_of(draft, nouns, tokens, rules) or head
        found.append(head)
    return found


def _mark_qualifiers(
    drafts: list[FigureDraft], heads: list[Head | None], tokens: Tokens, rules: Rules, links: Links
) -> None:
    """Set how sure each figure is, in order: a plan may go on to the next."""
    for index, (draft, head) in enumerate(zip(drafts, heads, strict=True)):
        mark_qualifier(draft, tokens, rules, _before(drafts, index) if index else None, links, head)
    mark_record(drafts, tokens)


def _before(drafts: list[FigureDraft], index: int) -> FigureDraft | None:
    """Return the figure before one, its base and durations passed over: "its forecast from 2.75 to 2.25 percent"."""
    near = drafts[max(0, index - 2) : index]
    earlier = [draft for draft in near if draft is not drafts[index].base and draft.kind != "duration"]
    return earlier[-1] if earlier else None


def _name_measure(draft: FigureDraft, head: Head | None, here: MeasureSentence) -> None:
    """Set the measure: the phrase around the head noun; what is counted measures itself."""
    tokens, rules, covered = here.tokens, here.rules, here.places
    if draft.kind == "count" and draft.unit is not None and draft.form != "fraction":
        draft.measure = None if draft.unit in POINTS else draft.unit
    elif head is None or is_name(head, tokens, rules):
        return
    elif draft.kind == "count" and draft.form == "cardinal":
        draft.counted = "deaths" if is_toll(draft, head, tokens) else counted_of(head, tokens, rules, covered)
        draft.measure = phrase_of(head, tokens, rules, covered) if draft.counted or head.group == "state" else None
    elif draft.kind in ("ordinal", "duration") or is_paid_for(draft, head.first, tokens, rules):
        return
    elif not (_is_beyond_level(draft, head) or _is_part_of_other(draft, head, tokens, rules)):
        draft.measure = measure_by(draft, head, here)


def _is_part_of_other(draft: FigureDraft, head: Head, tokens: Tokens, rules: Rules) -> bool:
    """Recognise 78 percent of the adults, or of people, which a number spoken of before does not measure."""
    behind = draft.last + 1
    whom = tokens.lower_at(behind) in LEADING or is_plural(tokens.lower_at(behind), rules)
    parted = tokens.lower_at(draft.last) == "of" and whom
    whole = tokens.lower_at(behind + 1) == "total"  # 36 percent of the total is of what was spoken of
    return is_share(draft) and draft.role != "change" and parted and not whole and head.last <= draft.first


def _is_beyond_level(draft: FigureDraft, head: Head) -> bool:
    """Recognise the revenue of "a third of its revenue, and 3m tonnes were shipped, 6% more": it measures neither."""
    level = draft.linked if draft.role == "change" else None
    return level is not None and head.first < level.first < draft.first and level.measure is None
