"""Rules on the words beside a candidate. Each looks at one candidate, and no further than a few words."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.gazetteer import DIVISION, Sense, WordsBeside

_ROADS = ("Highway", "Highways", "Hwy", "Route", "Routes")
WORD_REACH, NOUN_MIN = 12, 4  # words either way that tell Turkey the bird; letters of what a dish may be part of
ACRONYM_MAX = 3  # US, UK, UAE
TOWNS = ("capital", "city", "town", DIVISION)
_OF = ("de", "del", "do", "da")  # Spanish and Portuguese
# Words on to the head of an organ of state, and to that of a ministry of several fields, which firms' names begin like.
ORGAN_SURE, ORGAN_REACH = 2, 6
MINISTRIES = ("Minister", "Ministers", "Ministry")
INSTITUTION_REACH = 3  # words on to the noun in "Georgia Southern Mutual Bank"


def sense_of_kind(candidate: Candidate, *kinds: str) -> Sense | None:
    """Return the first sense of these kinds."""
    for sense in candidate.senses:  # the innermost loop of the engine: a generator costs three times as much
        if sense.kind in kinds:
            return sense
    return None


def is_demonym(candidate: Candidate) -> bool:
    """Tell whether the surface is an adjective or a people."""
    return candidate.senses[0].kind == "demonym"


# --- institutions, common words ---


def is_embedded(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the surface is part of the name of a company, a university, a club or a street."""
    if _institution_after(candidate, words):
        return True
    before = candidate.word_before
    if before == "of":
        head = candidate.before(3) if candidate.before(2) == "." else candidate.before(2)
        return head in words["institution"] and not _is_state_bank(candidate, words)
    return before in words["institution_before"]


def is_longer(candidate: Candidate) -> bool:
    """Tell whether a town's name goes on, and is another town's: San Francisco de Yojoa."""
    if candidate.word_after not in _OF:
        return False
    return candidate.after(2)[:1].isupper() or candidate.after(2) in ("la", "las", "los")


def is_treaty(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a town's name is that of what was agreed there: the Paris Agreement, Minsk accords.

    A government that agrees has neither an article nor a capital: Beijing agreement was won.
    """
    if candidate.senses[0].kind not in ("capital", "city", "town"):
        return False
    after = candidate.after(2) if candidate.word_after in words["treaty_of"] else candidate.word_after
    named = after[:1].isupper() or after.endswith("s") or candidate.word_before in ("the", "The")
    return named and after.lower() in words["treaty"]


def _is_state_bank(candidate: Candidate, words: WordsBeside) -> bool:
    """Central banks are organs of state: Bank of England, People's Bank of China, Reserve Bank of India."""
    if candidate.before(2) != "Bank":
        return False
    return candidate.surface in words["state_bank"] or candidate.before(3) in ("Reserve", "Central", "National", "s")


def _institution_after(candidate: Candidate, words: WordsBeside) -> bool:
    """An institution's or a street's noun closes the name within the next capital words, and no organ of state does.

    Of "U.S.", "UK" and the like nearly every institution is the state's.
    """
    if "." in candidate.surface or len(candidate.surface) <= ACRONYM_MAX:
        return False
    for steps in range(1, INSTITUTION_REACH + 1):
        word = candidate.after(steps)
        if steps == 1 and word == "-" and candidate.sentence.is_tight(candidate.last):
            continue  # the Moscow-Pullman Daily News
        if steps == 1 and word == "Dr" and candidate.word_before == "of" and candidate.after(2) == ".":
            return False  # the Ambassador of Iraq Dr. X Y
        if word in words["institution"] or word in words["street"]:
            return not _is_organ(candidate, steps, words) and not candidate.sentence.headline
        if not word[:1].isupper() or (word in words["official"] and word not in words["transparent"]):
            return False
    return False


def _is_organ(candidate: Candidate, steps: int, words: WordsBeside) -> bool:
    """Tell whether a noun is of an organ of state: Energy Minister, Petroleum and Natural Gas Ministry."""
    for more in range(ORGAN_REACH):
        word = candidate.after(steps + more)
        if word in (words["state_head"] if more <= ORGAN_SURE else MINISTRIES):
            return True
        if more >= ORGAN_SURE and not (word[:1].isupper() or word in ("and", "&")):
            return False
    return False


def is_common_word(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the surface is no name at all: US $5, JOIN US, Turkey sandwich, Norway spruce, Irish terrier."""
    if candidate.word_before == "$" or candidate.word_after in words["kind_noun"] or _is_river(candidate, words):
        return True
    if "article" in candidate.doubts:
        return candidate.word_before not in ("the", "The")
    if candidate.surface in ("US", "U.S.") and _is_currency(candidate):
        return candidate.word_before not in ("the", "The")
    if candidate.surface == "US":
        return candidate.sentence.capitals and candidate.word_before.upper() in words["us_pronoun"]
    if "word" not in candidate.doubts:
        return False
    if is_demonym(candidate):
        return candidate.first == 0 and candidate.word_after in ("your", "the", "up", "off", "it", "them")
    if candidate.word_after in words["word_after"]:
        return True
    window = candidate.sentence.words[max(candidate.first - WORD_REACH, 0) : candidate.last + WORD_REACH]
    return candidate.first == 0 and not words["word_evidence"].isdisjoint(window)


def is_dish(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it says how something is cooked: Hungarian goulash, Moroccan chicken tagine; not salad bars."""
    steps = 1 if candidate.word_after in words["dish"] else 2
    dish, behind = candidate.after(steps), candidate.after(steps + 1)
    if dish not in words["dish"] or behind in words["dish_trade"] or (len(behind) >= NOUN_MIN and behind.endswith("s")):
        return False
    return is_demonym(candidate) and (steps == 1 or candidate.word_after.islower())


def is_road(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it names an American road: U.S. Highway 54, a crash on US 30; not tariffs on US 54 billion."""
    if candidate.surface not in ("US", "U.S."):
        return False
    if candidate.word_after in _ROADS and candidate.after(2).isdigit():
        return True
    if candidate.word_before not in ("along", "off", "on", "onto") or not candidate.word_after.isdigit():
        return False
    behind = candidate.after(2)
    return behind in words["function_word"] | words["locative"] or (
        not behind[:1].isalnum() and behind not in ("-", "–", "%")
    )


def _is_currency(candidate: Candidate) -> bool:
    """Tell whether a name is the dollar's: US $5, 5 US dollars, a US-dollar bond."""
    hyphened = candidate.word_after == "-" and candidate.after(2) in ("dollar", "dollars")
    return hyphened or candidate.word_after in ("$", "dollars")


def _is_river(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it names a river: the San Juan river; with an article, where the Ohio meets ..., the Niger rose."""
    if candidate.word_after == "river":
        state = candidate.senses[0].kind == "name" and candidate.surface not in words["river"]
        of_state = state and candidate.word_before not in ("the", "The")  # China river floods
        return not is_demonym(candidate) and not of_state  # a Chinese river
    if candidate.word_before not in ("the", "The") or candidate.surface not in words["river"]:
        return False
    after = candidate.word_after
    if after in words["river_does"]:
        return True
    alone = not after[:1].isalnum() and after != "-"  # the Niger-born player
    return alone or after in words["function_word"] or (after.endswith("s") and after.islower())


# --- places ---


def stands_as_place(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a place word stands before, as in `in Orange`, or a dateline's dash after."""
    return candidate.word_before in words["locative"] or (
        candidate.first == 0 and candidate.word_after in ("—", "–", "(")
    )


def stands_as_state(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words beside mean a state of a federation: Gov. of Georgia, Georgia lawmakers."""
    if DIVISION not in candidate.kinds:
        return False
    possessive = candidate.word_after == "'" and candidate.after(2) == "s"
    if candidate.after(3 if possessive else 1) in words["governs"]:
        return True
    return candidate.word_before == "of" and candidate.before(2) in words["governs"]


def stands_in_list(candidate: Candidate, beside: Sequence[Candidate], kind: str) -> bool:
    """Tell whether a name stands in a list of names of one kind: Colorado, Washington and Oregon."""
    for other in beside:
        left, right = (other, candidate) if other.start < candidate.start else (candidate, other)
        between = left.sentence.words[left.last : right.first] if left.sentence is right.sentence else None
        if between in ([","], ["and"], [",", "and"]) and other.senses[0].kind == kind:
            return True
    return False


def stands_in_county(candidate: Candidate) -> bool:
    """Tell whether a county stands after: Lebanon, in Marion County."""
    if candidate.word_after != ",":
        return False
    after = [candidate.after(steps) for steps in range(1, 6)]
    return "County" in after and after[after.index("County") - 1][:1].isupper()


def stands_as_country(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words beside mean a country: the embassy of Cuba, the government of Georgia."""
    return candidate.word_before == "of" and candidate.before(2) in words["state_of"]


def stands_as_one(candidate: Candidate) -> bool:
    """Tell whether it is one of a people by the article before: a Dane, another Swede; not Lena Dane."""
    return (
        is_demonym(candidate)
        and candidate.word_before in ("a", "A", "another", "fellow")
        and not candidate.word_after[:1].isupper()
        and "language" not in candidate.doubts
    )


def stands_abroad(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words before mean a country, whatever towns are near: fled Lebanon, a mission trip to Peru."""
    before, verb = candidate.word_before, candidate.before(2)
    if before in words["abroad"] or (before == "from" and verb == "came" and candidate.before(3) in words["ancestor"]):
        return True
    return before in ("from", "in", "to", "of") and verb in words["abroad"]


def is_explained(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words beside say that it is a small place: Russia, a village in Ohio; the town of Greece."""
    if candidate.word_before == "of" and candidate.before(2) in words["settlement"]:
        return candidate.senses[0].kind == "name"
    return candidate.word_after == "," and candidate.after(2) == "a" and candidate.after(3) in words["settlement"]


def stands_as_origin(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether somebody comes from there: a native of Lebanon, born in Peru."""
    return candidate.word_before in ("of", "in", "from") and candidate.before(2) in words["origin"]


def is_named_part(candidate: Candidate) -> bool:
    """Tell whether an organ's name is the end of another one, or a party's: African National Congress."""
    return candidate.word_before in _NAMES_BEFORE or candidate.word_after in ("party", "Party", "workers")


# Before Congress, these make it a party's or a meeting's name.
_NAMES_BEFORE = frozenset(
    ("National", "People", "World", "Party", "Democratic", "Petroleum", "Union", "Trade", "Jewish")
)
