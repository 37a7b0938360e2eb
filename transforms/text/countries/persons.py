"""Recognise a country's or capital's name as part of a person's: Michael Jordan, Lisa Belgium, Mr. Ireland."""

from __future__ import annotations

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import is_demonym
from dyadwire.transforms.text.countries.gazetteer import WordsBeside

AGE_DIGITS = 2
_STATES = frozenset(
    {"ally", "country", "economy", "island", "kingdom", "member", "nation", "neighbor", "partner", "power"}
    | {"republic", "rival", "state"}
)
SCORES_MAX = 8  # names of one list that are looked at either way
LISTED_MAX = 8  # words back to the kin of a list of names
_QUOTES = ('"', "“", "”")
_POLITE = ("Mr", "Mrs", "Ms", "Miss", "Sir", "Dame")  # as British papers write them: Mr Iwata
_ENVOYS = frozenset({"ambassador", "ambassadors", "envoy", "commissioner", "representative", "consul", "delegate"})
OPENING = ("ly", "ing", "ed", "est")  # ends of words that open a sentence: Beating Peru, Only Cuba


def is_person(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the surface is part of a person's name: Michael Jordan, Chad Smith, Mr. Ireland."""
    before, after = candidate.word_before, candidate.word_after
    if before.islower() and after.islower() and before not in words["title"] and before not in words["kin"]:
        # In China, said: most of all.
        return after == "and" and "given" in candidate.doubts and _shares_surname(candidate, words)
    if " " in candidate.surface or "." in candidate.surface or _is_posted_to(candidate):
        return False
    if _is_reporter(candidate) or _titled(candidate, words) or _given_before(candidate, words):
        return True
    if _is_nicknamed(candidate, words) or _is_relative(candidate, words):
        return True
    if candidate.doubts.isdisjoint(("person", "surname")):
        return False
    if _stranger_before(candidate, words) or _surname_after(candidate, words) or _aged(candidate):
        return True
    return "given" in candidate.doubts and _shares_surname(candidate, words)


def _is_reporter(candidate: Candidate) -> bool:
    """Tell who wrote what stands above: Yamaguchi reported from Tokyo, contributed to this report; no country did."""
    if candidate.word_before:
        return False
    behind = [candidate.word_after, *map(candidate.after, range(2, 5))]
    if behind[:2] == ["reported", "from"]:
        return candidate.senses[0].kind not in ("name", "capital") and behind[2][:1].isupper()
    return behind[0] == "contributed" and (behind[1] == "reporting" or behind[3] in ("report", "story", "article"))


def _is_posted_to(candidate: Candidate) -> bool:
    """Tell whether an envoy there stands before, whose name may follow: ambassador to Jordan Alice Wells."""
    return candidate.word_before in ("to", "in") and candidate.before(2).lower() in _ENVOYS


def _titled(candidate: Candidate, words: WordsBeside) -> bool:
    """A title stands before: Mr. Jordan, Coach Jordan, quarterback Jordan."""
    title = candidate.before(2) if candidate.word_before == "." else candidate.word_before
    if title not in words["title"]:
        return False
    polite = candidate.word_before in _POLITE or candidate.word_before == "."
    return "person" in candidate.doubts or (polite and not is_demonym(candidate))


def _given_before(candidate: Candidate, words: WordsBeside) -> bool:
    """A given name stands before, perhaps with an initial: Michael Jordan, Michael B. Jordan, Lisa Belgium."""
    name = candidate.word_before
    if name == "." and len(candidate.before(2)) == 1:
        name = candidate.before(3)
    if not name[:1].isupper() or name not in words.given:
        return False
    if name in words["not_given"] or name in words["official"]:
        return False
    hyphened = candidate.sentence.is_tight(candidate.last) and candidate.after(2) in words.surnames  # Chad Kuwait-Ellis
    if (
        name in words.countries
        and not hyphened
        and (candidate.sentence.headline or _names_two(candidate.word_after, words))
    ):
        return False
    return "person" in candidate.doubts or _is_plain_surname(candidate, words)


def _is_plain_surname(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a name that few people bear can only be a surname here: Lisa Belgium, Holly Chilean-Smith."""
    if is_demonym(candidate):
        return candidate.sentence.is_tight(candidate.last) and candidate.after(2) in words.surnames
    return candidate.senses[0].kind in ("name", "capital") and not candidate.sentence.headline


def _names_two(following: str, words: WordsBeside) -> bool:
    """Tell whether what follows two names side by side is between two countries: the India Pakistan border."""
    return following in words["between"] or following in ("-", "–", "and")


def _stranger_before(candidate: Candidate, words: WordsBeside) -> bool:
    """A capital word that nothing explains stands before, inside a sentence: Kyrie Ireland."""
    if "surname" not in candidate.doubts or not follows_stranger(candidate, words):
        return False
    return candidate.first > 1 or (candidate.word_after == "," and candidate.after(2)[:1].islower())


def follows_stranger(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a capital word stands before that is neither a place, an office, nor the opening of a sentence."""
    name = candidate.word_before
    if not name.isalpha() or not name[0].isupper() or name.isupper() or candidate.sentence.headline:
        return False
    if name in words.countries or candidate.before(2) in (".", "“", '"', ":"):
        return False
    if name in words.openers or (candidate.first == 1 and name.endswith(OPENING)):
        return False
    return not any(name in words[role] for role in ("official", "institution", "direction", "locative", "street"))


def _surname_after(candidate: Candidate, words: WordsBeside) -> bool:
    """A surname stands after a surface that is also a given name: Jordan Smith, Georgia O'Keeffe, Israel Cuba."""
    following = candidate.word_after
    if "person" not in candidate.doubts or not following[:1].isupper() or following == "I" or is_demonym(candidate):
        return False
    if following in words.countries:
        return _country_after(candidate, words)
    if any(following in words[role] for role in ("official", "institution", "street", "local", "governs", "direction")):
        return False
    if following.isupper() and len(following) > 1 and not candidate.surface.isupper():
        return False
    name_first = "given" in candidate.doubts or candidate.surface in words.given
    return following in words.surnames or (not candidate.sentence.headline and name_first)


def _country_after(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether two countries side by side are one person: Israel Cuba ran; not the Israel Iran war."""
    if candidate.after(2) == "," and len(candidate.after(3)) == AGE_DIGITS and candidate.after(3).isdigit():
        return True
    given = "given" in candidate.doubts or candidate.surface in words.given
    if candidate.after(2) == "-" and candidate.after(3) in words.surnames:
        return given  # Jordan Chilean-Smith
    return given and not candidate.sentence.headline and not _names_two(candidate.after(2), words)


def _aged(candidate: Candidate) -> bool:
    """An age stands after, between commas: Jordan, 34, was arrested."""
    age = candidate.after(2)
    return (
        "person" in candidate.doubts
        and candidate.word_after == ","
        and age.isdigit()
        and len(age) == AGE_DIGITS
        and candidate.after(3) in (",", ".")
        and not candidate.after(4).isdigit()  # a sprinter's time: Brown, Jamaica, 11.02
    )


def _shares_surname(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether two given names share a surname: Chad and Georgia Turner."""
    other, surname = candidate.after(2), candidate.after(3)
    return candidate.word_after == "and" and other in words.given and surname in words.surnames


def _is_nicknamed(candidate: Candidate, words: WordsBeside) -> bool:
    """Read Israel "Izzy" Barnes, Florence (England) Holland, a cook named Comfort Togo."""
    name = candidate.word_before
    if candidate.before(2) in ("named", "called") and name.istitle() and name not in words["official"]:
        return True
    opened, closed = candidate.word_after, candidate.after(3)
    if opened in _QUOTES and closed in _QUOTES:
        return candidate.after(2)[:1].isupper() and candidate.after(4)[:1].isupper()
    bracketed = candidate.word_before == "(" and opened == ")"
    return bracketed and candidate.before(2) in words.given and candidate.after(2)[:1].isupper()


def _is_relative(candidate: Candidate, words: WordsBeside) -> bool:
    """A word for kin or a pet stands before: her cousin Chad; his wife, Paris, said; the dog, Berlin, was found."""
    if "given" in candidate.doubts and candidate.word_before in words["kin"]:
        return True
    if "person" in candidate.doubts and _is_sibling(candidate, words):
        return True
    return (
        candidate.word_before == ","
        and candidate.before(2) in words["kin"]
        and candidate.word_after in (",", ".", ";")
        and not is_demonym(candidate)
    )


def _is_sibling(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it stands in a list of children: their sons, Jordan and Cairo; daughters Asia, Kenya and Egypt."""
    if candidate.word_before not in (",", "and") and candidate.word_after not in (",", "and"):
        return False
    named = 1
    for steps in range(1, LISTED_MAX):
        word = candidate.before(steps)
        if word in words["kin"]:
            return named > 1 or candidate.word_after == "and"
        if not (word.istitle() or word in (",", "and")):
            return False
        named += word.istitle()
    return False


def is_scored(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it stands among the players of a list: Chandler 21, Williams 14, Ireland 9."""
    if [candidate.after(steps) for steps in (2, 4)] == ["-", "-"] and candidate.after(5).isdigit():
        return True  # Denmark 6-0-12
    sentence = candidate.sentence
    for step in (-3, 3):  # a name, its points, a comma
        for at in range(candidate.first + step, candidate.first + step * SCORES_MAX, step):
            name = sentence.word(at)
            if not name[:1].isupper() or not sentence.word(at + 1).isdigit():
                break
            if name in words.surnames and name not in words.countries:
                return True
    return False


def is_named_in_full(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a surname stands after, and what it is said of speaks or is told of: Nigeria Freeman, who; said."""
    surname, following = candidate.word_after, candidate.after(2)
    if surname not in words.surnames or surname in words.countries or candidate.sentence.headline:
        return False
    if any(surname in words[role] for role in ("official", "institution", "street", "local", "title", "direction")):
        return False
    next_word = candidate.after(3)
    return following == "," and (next_word in ("who", "the", "a", "an") or next_word.isdigit())


def is_told_of(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a comma explains who it is: Jordan, a line cook; not what country: Jordan, a close ally of."""
    if (
        candidate.word_after != ","
        or candidate.after(2) not in ("a", "an")
        or candidate.word_before in words["locative"]
    ):
        return False
    return not any(candidate.after(steps) in _STATES for steps in range(3, 9))
