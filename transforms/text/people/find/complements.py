"""Read the country, body or portfolio after a title: "of Turkey", "for the Foreign Ministry in Algiers"."""

from __future__ import annotations

import re
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.office_names import call_with_field, call_with_more
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import JOINING, TitleHit, title_words
from dyadwire.transforms.text.people.lexicon.names import words_of

_LINK = re.compile(r",? (of|for|to|in|from|at|with) (?:the )?")
_ITS = re.compile(r"(?:its|his|her|their|(?:country|nation|government|republic|kingdom)'s)(?= )")
_BODY = re.compile(r"United Nations|U\.N\.|UN|NATO|European Union|EU|African Union|World Trade Organization|WTO")
_ORGAN = re.compile(r"(?:[A-Za-z]+ ){0,3}(?:[Mm]inistry|[Oo]ffice|[Aa]rmy|[Pp]residency|[Gg]overnment)(?: (in|of) )?")
_NEXT = re.compile(r"(?:'s?)?(?: | and | & |, )?([A-Za-z-]+)")
_UNKNOWN = re.compile(r"(?:[A-Z][A-Za-z-]+ ){0,2}[A-Z][A-Za-z-]+(?=,)")
_PARTY = re.compile(r"(?:[A-Z][A-Za-z'-]+ (?:of |for |the )*){0,4}(?:Party|Front|Congress|Movement|Workers)\b")
_OF_FIRMS = frozenset({"president", "vice president"})  # firms and clubs have them, too
_LETTERS = re.compile(r"[A-Z]{3,}\b")
_LONGEST = 8  # words of "for India's Ministry of Environment, Forests and Climate Change" after the country
_SENT = frozenset({"ambassador", "envoy"})
_ABOUT = re.compile(
    r" for (?!the\b)[a-z]+(?= (?:with|of|to|at) )"
)  # "a special envoy for malaria with the United Nations"


def read_of(passage: FoldedPassage, hit: TitleHit, at: int, lexicon: Lexicon) -> tuple[TitleHit, int]:
    """Read the words after a title or a name that say whose office it is; return what is known then, and their end."""
    text = hit.title.text
    if " of " in text or " for " in text:  # "minister of environment", ", Forest and Climate Change"
        more = _read_portfolio(passage.folded, at, lexicon, unknown=False)
        if more:
            return _as_called(hit, call_with_more(hit.title.called, passage.folded[at:more])), more
    about = _ABOUT.match(passage.folded, at)
    link = _LINK.match(passage.folded, about.end() if about else at)
    if not link:
        return hit, at
    body = _BODY.match(passage.folded, link.end())
    if body:
        world = hit.iso3 is None and link[1] in ("of", "for", "with")
        return (hit._replace(title=hit.title._replace(standing="world")) if world else hit), body.end()
    hit = _as_of_party(passage.folded, _as_of_firm(passage.folded, hit, link.end()), link.end())
    organ = _ORGAN.match(passage.folded, link.end()) if link[1] in ("of", "for", "at", "in") else None
    span = passage.country_at(link.end())
    if span:
        return _read_country(passage, hit, span, link[1], lexicon)
    if organ and organ[1] and (span := passage.country_at(organ.end())):
        return _read_country(passage, hit, span, "of", lexicon)  # "in the government in Damascus"
    if organ:
        return hit._replace(governs=True), organ.end()
    its = _read_its(passage.folded, hit, link.end(), lexicon)
    return its or _read_field(passage.folded, hit, (at, link.end()), lexicon)


def _as_called(hit: TitleHit, called: str) -> TitleHit:
    return hit._replace(title=hit.title._replace(called=called))


def _read_field(folded: str, hit: TitleHit, offsets: tuple[int, int], lexicon: Lexicon) -> tuple[TitleHit, int]:
    """Read "of Commerce" after "Under Secretary", from a link and from behind it on."""
    at, field = offsets
    end = _read_portfolio(folded, field, lexicon, unknown=False)
    if end is None:
        return hit, _read_portfolio(folded, field, lexicon) or at
    more = _NEXT.match(folded, end)
    goes_on = more is not None and more[1].lower() in title_words(lexicon)  # "spokesman for Prime Minister X"
    if goes_on or " of " in hit.title.called or not folded.startswith((" of ", " for "), at):
        return hit, end
    return _as_called(hit, call_with_field(hit.title.called, folded[at:end])), end


def _as_of_firm(folded: str, hit: TitleHit, at: int) -> TitleHit:
    """Read a president as a firm's where letters follow "of": "X Y, President of AMBO"."""
    return hit._replace(owned=True) if hit.title.text in _OF_FIRMS and _LETTERS.match(folded, at) else hit


def _as_of_party(folded: str, hit: TitleHit, at: int) -> TitleHit:
    """Read a secretary general as a party's where one follows "of", rather than as a world body's."""
    if hit.title.standing == "world" and _PARTY.match(folded, at):
        return hit._replace(title=hit.title._replace(standing="politics"))
    return hit


def _read_country(
    passage: FoldedPassage, hit: TitleHit, span: CountrySpan, link: str, lexicon: Lexicon
) -> tuple[TitleHit, int]:
    """Read a country after a title and a link such as "of", with what is the country's own."""
    owner = span.kind == "demonym" or passage.folded.startswith("'", span.end)
    end, own = _read_own(passage.folded, span.end, lexicon, owner=owner)
    if hit.iso3 is None and _serves(hit, link, end > span.end, own):
        hit = hit._replace(iso3=span.iso3, governs=True, local=span.kind == "city")
    elif not own and not words_of(lexicon)["private"].isdisjoint(passage.folded[span.end : end].lower().split(" ")):
        hit = hit._replace(private=True)  # "vice president of South Korea's shipping giant"
    return hit, _after_post(passage, end) if hit.title.role in _SENT else end


def _after_post(passage: FoldedPassage, at: int) -> int:
    """Read where an envoy is sent after whose envoy it is: "of Egypt", " to Mauritius"."""
    link = _LINK.match(passage.folded, at)
    span = passage.country_at(link.end()) if link and link[1] in ("to", "in") else None
    return span.end if span else at


def _read_its(folded: str, hit: TitleHit, at: int, lexicon: Lexicon) -> tuple[TitleHit, int] | None:
    """Read "its border committee" after "a spokesman for"; None where no pronoun follows."""
    its = _ITS.match(folded, at)
    if not its:
        return None
    end, own = _read_own(folded, its.end(), lexicon, owner=True)
    return (hit._replace(pronoun=True, governs=True) if own and hit.iso3 is None else hit), end


def _read_own(folded: str, at: int, lexicon: Lexicon, *, owner: bool) -> tuple[int, bool]:
    """Read what is the country's ("'s Atomic Energy Organization"); tell whether all of it is of a state.

    Only an owner, by a possessive or an adjective, owns what no list knows.
    """
    known, blockers, state = _own_words(lexicon), words_of(lexicon)["blocker"], True
    if folded.startswith((" and ", " & "), at):
        return at, True
    for _ in range(_LONGEST):
        following = _NEXT.match(folded, at)
        if not following or (following[1].lower() not in known and (following[1][0].isupper() or not owner)):
            break
        if following[1].lower() in blockers or "," in following[0]:
            break
        state = state and following[1].lower() in known
        at = following.end()
    return at, state


@cache
def _portfolio_words(lexicon: Lexicon) -> frozenset[str]:
    return words_of(lexicon)["filler"] | words_of(lexicon)["portfolio"]


@cache
def _own_words(lexicon: Lexicon) -> frozenset[str]:
    return _portfolio_words(lexicon) | words_of(lexicon)["organ"] | title_words(lexicon)


def _serves(hit: TitleHit, link: str, owns: bool, own: bool) -> bool:
    """Tell whether a title followed by "of" or the like and a country is an office of that country."""
    if hit.title.role in _SENT and link in ("to", "for"):
        return False  # they are of another country
    if hit.title.standing in ("shared", "figure"):
        return own and link in ("of", "for", "to", "at")  # what is the country's counts, too
    return link == "of" and (own or not owns)


def _read_portfolio(folded: str, at: int, lexicon: Lexicon, *, unknown: bool = True) -> int | None:
    """Read "Natural Resources and Environment" after "minister of", or an unknown name before a comma; else None."""
    known = _portfolio_words(lexicon)
    end = reached = at
    for _ in range(_LONGEST):
        following = _NEXT.match(folded, reached)
        if not following or following[1].lower() not in known:
            break
        reached = following.end()
        end = end if following[1] in JOINING else reached  # "secretary of state and X Y"
    if end > at:
        return end
    other = _UNKNOWN.match(folded, at) if unknown else None
    return other.end() if other else None
