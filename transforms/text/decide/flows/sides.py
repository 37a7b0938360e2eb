"""Find the sides of a flow among the countries of its sentence: who does it, and who is named behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.flows.cues import DOERS, NOUNS, VERBS, Cue, find_cues
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause, OwnerClauses
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, DASHES, PAUSES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

TO = frozenset(("to", "into", "towards", "toward"))
PREPOSITIONS = TO | {"from", "in", "by", "of", "for", "with", "between", "against", "on", "at", "via", "through"}
PREPOSITIONS |= {"than", "across", "within"}
# Between a country and a noun of which it is no owner.
PARTS = PREPOSITIONS | BE | {",", ";", ":", "(", ")", "that", "which", "who", "while", "but"}
PARTS |= {"has", "have", "had", "will", "would", "said", "says"}
COPULAS = BE | {"become", "became", "becomes", "remains", "remained", "as"}
BEFORE_GERUNDS = frozenset(("before", "after", "by", "for", "of", "in", "without", "from", "on"))
JOINED = DASHES | {"and", "/"}
OWNERS = ("adjective", "possessive")  # forms of names
NAMES = ("people", "name", "official")
PEOPLE = ("adjective", "people")
# Tokens at most: behind a cue, before a verb, between a noun and its owner, an adjective, a name, of people and verb.
BEHIND, BEFORE, OWNED, DESCRIBED, NAMED, MOVING = 13, 12, 5, 4, 2, 5
LED = 2  # tokens before the subject of a headline
ANTECEDENT = 4  # tokens between "Indonesia, which" and its clause
STRUCK = 8  # tokens before a verb in which a deal is struck


class FlowSentence:
    """A sentence whose figures are asked where they come from, in order; `doer` does what the last one tells."""

    def __init__(
        self, tokens: Tokens, rules: Rules, drafts: Sequence[FigureDraft], mentions: Sequence[CountryMention]
    ) -> None:
        self.tokens, self.words, self.drafts, self.mentions = tokens, rules.flows, drafts, mentions
        self.changes = rules.direction_words
        self.clauses = OwnerClauses(tokens, rules, [one for one in mentions if one.form != "city"])
        self.cues = find_cues(tokens, rules)
        self.taken = frozenset(cue.at for cue in self.cues)
        self.doer: str | None = None

    def behind(self, cue: Cue, clause: OwnerClause) -> list[CountryMention]:
        """Return the countries behind a cue, up to the next that is not of people."""
        end = next((one.at for one in self.cues if one.at > cue.at and one.role != "mover"), clause.last)
        end = min(end, cue.at + 1 + BEHIND)
        return [one for one in self.mentions if cue.at < one.first < end and clause.holds(one.first)]

    def doer_of(self, cue: Cue, clause: OwnerClause) -> str | None:
        """Return who exports, lends or buys: the owner of a noun, the subject of a verb, the people who move."""
        owner = self.owner(cue)
        if owner:
            return owner.iso3 if self._does(owner, cue, clause) else None
        if cue.role == "move":
            return self._mover(cue, clause)
        if cue.role in NOUNS and cue.role not in DOERS and cue.word not in self.words["owned_noun"]:
            return None
        return self._subject_of(cue, clause)

    def owner(self, cue: Cue) -> CountryMention | None:
        """Return the country just before a noun, as in China's crude oil imports; None where two share it."""
        found = next(self._before(cue.at), None)
        if cue.role in VERBS or found is None:
            return None
        between = range(found.last, cue.at)
        reach = NAMED if cue.role == "mover" or found.form in NAMES else DESCRIBED
        reach = OWNED if found.form == "possessive" and cue.role != "mover" else reach
        parted = not PARTS.isdisjoint(self.tokens.lower[found.last : cue.at]) or not self.taken.isdisjoint(between)
        if parted or len(between) > reach or found.form not in OWNERS + NAMES or self._is_joined(found):
            return None
        return found

    def goods_of(self, draft: FigureDraft, pair: Dyad) -> str | None:
        """Return whose the goods are that a figure counts: 3 tonnes of U.S. corn."""
        lower_at, at = self.tokens.lower_at, max(draft.last, draft.rest)
        at += lower_at(at) == "worth"
        found = next((one for one in self.mentions if one.first == at + 1), None)
        if found is None or found.iso3 not in pair or lower_at(at) not in ("of", "in"):
            return None
        noun = lower_at(found.last)
        described = found.form == "adjective" or (found.form == "name" and self._is_short(found))
        return found.iso3 if described and noun.isalpha() and noun not in PREPOSITIONS else None

    def is_people(self, draft: FigureDraft) -> bool:
        """Recognise 4 million Afghans, and 20,000 Chinese where no noun is behind them."""
        found = next((one for one in self.mentions if one.first == draft.last), None)
        if found is None or found.form != "adjective":
            return found is not None and found.form == "people"
        after = self.tokens.lower_at(found.last)
        return after in BE | PREPOSITIONS or after in PAUSES

    def is_passive(self, cue: Cue) -> bool:
        """Recognise "were mostly exported", "bought by"."""
        at = cue.at - 1
        while self.tokens.lower_at(at).endswith("ly"):
            at -= 1
        if self.tokens.lower_at(at) in BE and not cue.word.endswith("ing"):
            return True
        return cue.word.endswith(("d", "n", "t")) and self.tokens.lower_at(cue.at + 1) == "by"

    def subject(self, cue: Cue, clause: OwnerClause) -> str | None:
        """Return the country that is the subject of a verb, as far as that is plain."""
        led = self._led(cue)
        if led is not None:
            return led or None
        for one in self._before(cue.at):
            between = self.tokens.lower[one.last : cue.at]
            if len(between) > BEFORE or self._is_apart(between):
                return None
            if self.tokens.lower_at(one.first - 1) == "(" or self._is_object(one):
                continue
            if not clause.holds(one.first):
                return one.iso3 if self._leads(one, clause) else None
            if cue.role in DOERS and COPULAS.isdisjoint(between):
                return None
            if one.joint not in PREPOSITIONS or self._is_absolute(one, cue):
                return one.iso3
        return None

    def _led(self, cue: Cue) -> str | None:
        """Return who did what was told before and does this, too; nothing where that is unclear, None elsewhere."""
        if self.doer and self._goes_on(cue):
            return self.doer
        first = self.mentions[0] if self.mentions else None
        if first is None or not self._is_second(cue):
            return None
        return first.iso3 if first.first <= LED else ""

    def _is_second(self, cue: Cue) -> bool:
        """Recognise the second verb of a headline: UK foreign secretary visits Damascus, pledges."""
        last = next(self._before(cue.at), None)
        if last is None or last is self.mentions[0] or cue.word.endswith(("ing", "ed")):
            return False
        return self.tokens.lower[last.last : cue.at] == [","]

    def _goes_on(self, cue: Cue) -> bool:
        """Recognise ", exporting" and "but it sold", whose subject is that of the figure before."""
        lower = self.tokens.lower
        participle = cue.word.endswith("ing") and self.tokens.lower_at(cue.at - 1) == ","
        return participle or not {"it", "they"}.isdisjoint(lower[max(0, cue.at - 3) : cue.at])

    def _leads(self, mention: CountryMention, clause: OwnerClause) -> bool:
        """Recognise the Indonesia of ", backed by Indonesia, which pledged"."""
        relative = self.tokens.lower_at(clause.first - 1) in ("which", "who")
        return relative and mention.last >= clause.first - ANTECEDENT

    def _is_apart(self, between: list[str]) -> bool:
        """Tell whether a clause begins between a country and a verb, unless it is of the same: said it will."""
        ends = [at for at, word in enumerate(between) if word in self.words["subject_end"]]
        return any(between[at + 1 : at + 2] not in (["it"], ["they"]) for at in ends)

    def _before(self, at: int) -> Iterator[CountryMention]:
        return (one for one in reversed(self.mentions) if one.last <= at)

    def _does(self, owner: CountryMention, cue: Cue, clause: OwnerClause) -> bool:
        """Tell whether the country before a noun does it: not that of U.S. imports, U.S. sales or Ukraine aid."""
        if cue.role in DOERS:
            return owner.form == "adjective"
        joints = [one.joint for one in self.behind(cue, clause)]
        if owner.form != "possessive" and cue.word in self.words["import_noun"]:
            return "from" in joints
        if owner.form == "adjective" and cue.word in self.words["lent"]:
            return not TO.isdisjoint(joints)
        if owner.form == "name" and cue.word in self.words["received"]:
            return self._is_short(owner)
        if owner.form != "possessive" and cue.word in self.words["sale"]:
            return not TO.isdisjoint(joints)
        return True

    def _mover(self, cue: Cue, clause: OwnerClause) -> str | None:
        """Return whose people do what a verb says: Afghans now living in."""
        found = next((one for one in self._before(cue.at) if clause.holds(one.first)), None)
        near = found and found.form in PEOPLE and cue.at - found.last <= MOVING
        return found.iso3 if found and near else None

    def _subject_of(self, cue: Cue, clause: OwnerClause) -> str | None:
        """Return the subject of a verb that has one of its own."""
        lower, before = self.tokens.lower, self.tokens.lower_at(cue.at - 1)
        if cue.role not in DOERS and self.is_passive(cue):
            return None
        if cue.word in self.words["reading_noun"] and before not in self.words["clause_lead"]:
            return self._owner_of_noun(cue)
        if cue.word.endswith("ing") and before in BEFORE_GERUNDS:
            return None
        of_deal = before == "to" and self.tokens.lower_at(cue.at - 2) in self.words["deal"]
        if of_deal and self.words["struck"].isdisjoint(lower[max(0, cue.at - STRUCK) : cue.at]):
            return None
        return self.subject(cue, clause)

    def _owner_of_noun(self, cue: Cue) -> str | None:
        """Return whose purchase of something it is, where the word is no verb."""
        found = next(self._before(cue.at), None)
        owned = found and found.last == cue.at and found.form in OWNERS and cue.word in self.words["owned_noun"]
        return found.iso3 if found and owned else None

    def _is_joined(self, mention: CountryMention) -> bool:
        """Recognise the second country of "Canadian-Singaporean investment"."""
        ends = [one.last for one in self.mentions]
        return mention.first - 1 in ends and self.tokens.lower[mention.first - 1] in JOINED

    def _is_object(self, mention: CountryMention) -> bool:
        """Recognise whom something is given: to provide Ukraine with."""
        return any(cue.at == mention.first - 1 and cue.role in ("give", "pay", "owe") for cue in self.cues)

    def _is_absolute(self, mention: CountryMention, cue: Cue) -> bool:
        """Recognise "with Chile shipping"."""
        return mention.joint == "with" and cue.word.endswith("ing") and cue.at - mention.last <= NAMED

    def _is_short(self, mention: CountryMention) -> bool:
        """Recognise U.S. and UK, which stand before nouns as adjectives do."""
        word = self.tokens.words[mention.first]
        return word.isupper()
