"""Take the sides of a cue for votes on where a figure comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.flows.cues import AWAY, DOERS, GIVES, GOODS, MOVES, VERBS, Cue
from dyadwire.transforms.text.decide.flows.sides import PEOPLE, PREPOSITIONS, TO, FlowSentence
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BEFORE_VERBS

UNCLEAR = "?"  # what a cue tells that contradicts itself
INVESTED = frozenset(("investment", "shares"))  # topics
STAYS = frozenset(("invest", "invested", "mover", "move"))  # "in" a country
HOME = 14  # tokens behind a cue
NEXT = 2  # tokens between a figure and its participle
PRICED = 5  # tokens behind an amount
RECIPIENT = 4  # tokens from a verb to whom it names before a figure: pay former partner Fiat $2bn


class FlowFigure(NamedTuple):
    """A figure with its pair, the words of its measure, its clause, and whether it counts people."""

    draft: FigureDraft
    pair: Dyad
    measure: list[str]
    clause: OwnerClause
    people: bool

    @classmethod
    def of(cls, draft: FigureDraft, pair: Dyad, here: FlowSentence) -> FlowFigure:
        """Return a figure of a sentence as one of a pair."""
        measure = (draft.measure or "").lower().split()
        is_mover = bool(measure) and (measure[-1] in here.words["mover"] or here.is_people(draft))
        clause = here.clauses.around(draft.first, draft.last)
        return cls(draft, pair, measure, clause, draft.kind == "count" and is_mover)

    def other(self, side: str) -> str:
        """Return the other side of the pair."""
        return self.pair.country_b if side == self.pair.country_a else self.pair.country_a


class Reading(NamedTuple):
    """A cue as what it is read: its role, and whether who does it is the origin."""

    cue: Cue
    role: str
    gives: bool


def origin_by(cue: Cue, figure: FlowFigure, here: FlowSentence) -> str | None:
    """Return the origin that a cue tells, None where it tells none, UNCLEAR where its sides contradict each other."""
    if cue.role == "pay" and figure.draft.kind == "percent":
        return UNCLEAR  # will pay 5 percent more
    if _tells_nothing(cue, figure, here):
        return None
    if cue.role == "back" and figure.draft.kind != "money":
        return _agreed({*_sent_back(cue, figure, here)})
    if (owner := here.owner(cue)) and cue.role in DOERS and _is_served(owner, cue, figure, here):
        return figure.other(owner.iso3)
    return _by_sides(read_cue(cue, figure, here), figure, here)


def read_cue(cue: Cue, figure: FlowFigure, here: FlowSentence) -> Reading:
    """Read a cue: who buys a firm invests, who sells one takes, and who sends money home sends it from abroad."""
    if cue.role == "back":  # what is sent home is money here
        return Reading(cue, "give", False)
    words, lower, topic = here.words, here.tokens.lower, figure.draft.topic
    clause = figure.clause
    invests = not words["firm"].isdisjoint(lower[clause.first : clause.last])
    invests = invests or (topic in INVESTED and "from" not in [one.joint for one in here.behind(cue, clause)])
    invests = (invests or cue.word in words["acquire"]) and figure.draft.kind != "quantity"
    if cue.role == "buy":
        return Reading(cue, "invest", True) if invests else Reading(cue, "take", False)
    if cue.role == "taken" and topic == "investment":
        return Reading(cue, "invested", True)
    turned = cue.word in words["sell"] and invests
    turned = turned or not words["remit"].isdisjoint(lower[clause.first : clause.last])
    turned = turned or (cue.word in words["send"] and "home" in lower[cue.at : cue.at + HOME])
    return Reading(cue, cue.role, cue.role in GIVES and not turned)


def _tells_nothing(cue: Cue, figure: FlowFigure, here: FlowSentence) -> bool:
    """Recognise an export quota, and what is paid for something."""
    if is_attribute(cue, here):
        return True
    return cue.role == "pay" and _is_price(figure.draft, here)


def is_attribute(cue: Cue, here: FlowSentence) -> bool:
    """Recognise the export of an export quota, and of an Export-Import Bank."""
    after, before = here.tokens.lower_at(cue.at + 1), here.tokens.lower_at(cue.at - 1)
    leads = (after.isalpha() or after == "-") and after not in PREPOSITIONS
    return cue.word in here.words["attribute"] and leads and before not in BEFORE_VERBS


def _is_price(draft: FigureDraft, here: FlowSentence) -> bool:
    """Recognise "$4bn a year for gas", "$2 less for each"."""
    after = here.tokens.lower[draft.last : draft.last + PRICED]
    if "for" not in after:
        return after[:1] in (["less"], ["more"])
    return {",", "to"}.isdisjoint(after[: after.index("for")])


def _is_served(owner: CountryMention, cue: Cue, figure: FlowFigure, here: FlowSentence) -> bool:
    """Recognise Germany's largest supplier, who supplies Germany."""
    ranked = not here.words["rank"].isdisjoint(here.tokens.lower[owner.last : cue.at])
    return ranked and owner.form == "possessive" and owner.iso3 in figure.pair


def _agreed(votes: set[str]) -> str | None:
    return None if not votes else votes.pop() if len(votes) == 1 else UNCLEAR


def _by_sides(read: Reading, figure: FlowFigure, here: FlowSentence) -> str | None:
    """Return the origin by who does it, who is named behind the cue, and whose the goods are."""
    cue, pair = read.cue, figure.pair
    doer = None if _is_told_of(cue, figure.draft) else here.doer_of(cue, figure.clause)
    if doer and doer not in pair:
        return None
    votes = {doer if read.gives else figure.other(doer)} if doer else set()
    behind = [one for one in here.behind(cue, figure.clause) if one.iso3 in pair]
    votes |= {vote for one in behind if (vote := vote_of(one, read, figure, here, doer))}
    votes |= {*given_by(read, figure, here)}
    if _is_of_both(figure, here):
        return UNCLEAR
    goods = here.goods_of(figure.draft, pair)
    return _agreed(votes | {goods} if goods and votes and read.role in GOODS else votes)


def _is_told_of(cue: Cue, draft: FigureDraft) -> bool:
    """Recognise the participle of "$5 billion already invested"."""
    return cue.role in VERBS and cue.word.endswith(("d", "n", "t")) and 0 <= cue.at - draft.last < NEXT


def vote_of(one: CountryMention, read: Reading, figure: FlowFigure, here: FlowSentence, doer: str | None) -> str | None:
    """Return the origin that a country behind a cue tells: to Japan, from Japan, by Japan, in Japan, Japan."""
    word, words, side, other = read.cue.word, here.words, one.iso3, figure.other(one.iso3)
    if one.joint in TO:
        return side if read.role == "owe" or word in words["owed"] else other
    if one.joint == "from":
        sent_home = one.form == "people" and word in words["remit"]  # remittances from Nepalis
        return other if sent_home else side if read.role != "invest" else None
    if one.joint == "by":
        return None if read.role in MOVES else side if read.gives else other
    if one.joint == "in":
        return other if read.role in STAYS and (doer or word not in words["anybody"]) else None
    if one.joint == "for":
        return other if word in words["meant"] else None
    if one.joint == "of":
        return side if one.form == "adjective" and read.role in GOODS - DOERS else None
    return _object_vote(one, read, figure, here) if one.joint == "" and one.first == read.cue.at + 1 else None


def _object_vote(one: CountryMention, read: Reading, figure: FlowFigure, here: FlowSentence) -> str | None:
    """Return the origin that the object of a verb tells: owes China, gave Israel, bought Russian oil, visited Japan."""
    side, other = one.iso3, figure.other(one.iso3)
    if read.role == "move":
        return side if read.cue.word in here.words["flee"] else other
    if read.role in ("give", "pay"):
        return other if one.form in ("name", "official") else None
    return side if read.role == "owe" or (read.role == "take" and one.form == "adjective") else None


def given_by(read: Reading, figure: FlowFigure, here: FlowSentence) -> Iterator[str]:
    """Yield the origin by whom a verb names just before the figure: had to pay former partner Fiat $2bn."""
    if read.role not in ("give", "pay", "owe"):
        return
    found = next((one for one in here.mentions if read.cue.at < one.first and one.last == figure.draft.first), None)
    if found is None or "," in here.tokens.lower[read.cue.at : found.first] or found.first - read.cue.at > RECIPIENT:
        return
    if found.iso3 in figure.pair and found.joint != "from":
        yield found.iso3 if read.role == "owe" else figure.other(found.iso3)


def _is_of_both(figure: FlowFigure, here: FlowSentence) -> bool:
    """Recognise loans to Brazil and loans to Ecuador, which are of no pair."""
    named = [one for one in here.mentions if figure.clause.holds(one.first)]
    ways = ({one.iso3 for one in named if one.joint in joints} for joints in (TO, ("from",)))
    return any(way.issuperset(figure.pair) for way in ways)


def _sent_back(cue: Cue, figure: FlowFigure, here: FlowSentence) -> Iterator[str]:
    """Yield who sends people back by who does it, and by whose people are sent, which is where they go to."""
    for one in here.behind(cue, figure.clause):
        if one.iso3 in figure.pair and one.joint == "from":
            yield one.iso3
        elif one.iso3 in figure.pair and (one.joint in TO or one.form in PEOPLE):
            yield figure.other(one.iso3)
    before = (one for one in reversed(here.mentions) if one.last <= cue.at and figure.clause.holds(one.first))
    sent, subject = next(before, None), here.subject(cue, figure.clause)
    if sent and cue.word in AWAY and sent.form == "people" and sent.iso3 in figure.pair:
        yield figure.other(sent.iso3)  # Indians returned home
    elif here.is_passive(cue):
        if sent and sent.iso3 in figure.pair and sent.form in PEOPLE:
            yield figure.other(sent.iso3)
    elif subject in figure.pair:
        yield subject
