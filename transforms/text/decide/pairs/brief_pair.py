"""Decide whether a brief text, such as the title and summary by which a feed tells of an article, is about its two.

What articles are about was learned from whole ones, which name a country by more than its capital, a town or a firm
before they are about it. A headline does not: "Pemex ships crude to Havana". And most feeds tell of more than politics:
a footballer abroad, a quake felt next door and a film that Americans shot in Spain name two countries, too. Where a
text names more than two, or is a little longer, both decisions are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp, log

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.pairs.article_pair import as_focus, scale_odds
from dyadwire.transforms.text.decide.pairs.brief_features import BriefText, brief_features, is_venue
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.find.currencies import money_words
from dyadwire.transforms.text.find.firms import find_firms
from dyadwire.transforms.text.findings import ActSpan, CountrySpan, FocusDyad

LIKELY_ACT = 0.3  # the probability from which an act names the other side: "Berlin flies 81 criminals to Kabul"
# Factor of the odds that the weights give: the threshold of whole articles, 0.38, is their 0.33. Of wrong pairs in
# written items a quarter fewer are given than from 0.29 on, by cross-validation, and of right ones one in twenty.
AS_WHOLE = 1.25
# Characters of title and text up to which both decisions are weighed; what the log-odds of the brief one count in that,
# and the factor of the odds: by cross-validation. No salience below the next gets over the threshold by it.
LONGEST, SHARE, AS_BOTH, LEAST = 800, 0.3, 0.8, 0.03
MOST = 0.999  # a salience of 1 has no odds
_NEXT = re.compile(r"(?:['’]s)?[ -](\w+)")  # the word behind a country


def decide_brief(
    focus: tuple[FocusDyad, ...],
    found: ArticleFindings,
    acts: Sequence[ActSpan],
    lexicon: Lexicon,
    *,
    of_blocs: bool = False,
) -> tuple[FocusDyad, ...]:
    """Return the pairs of an article, those of a short one decided anew: that of the only two of a brief one alone.

    Salience is the probability, 0 to 1, that a careful reader calls the text one about the pair. Where a text names
    blocs (`of_blocs`), two countries are not its only sides.
    """
    document = found.document
    if document.length > LONGEST:
        return focus
    money = [_is_money(span, document.passage_of(span.sentence).text, lexicon) for span in found.countries]
    focus = _without_money(focus, found.countries, money)
    firms = [*found.firms, *find_firms(document.title, found.countries, lexicon)]
    text = BriefText(document, [*_countries(found, money)], firms, acts)
    sides = _sides(text)
    if len(sides) != 2 or of_blocs or not document.is_brief:
        return tuple(_weigh_both(pair, text, lexicon) if sides.issuperset(pair.dyad) else pair for pair in focus)
    dyad = Dyad.of(*sides)
    likely = load_model("brief_pair").probability(dyad, brief_features(dyad, text, lexicon))
    told = as_focus(dyad, [one for one in found.dyads if one.dyad == dyad], scale_odds(likely, AS_WHOLE))
    return (told, *(pair for pair in focus if pair.dyad != dyad))


def _weigh_both(pair: FocusDyad, text: BriefText, lexicon: Lexicon) -> FocusDyad:
    """Return a pair as both decisions see it; the brief one is scored, not asked, as it learns of two alone."""
    if pair.salience < LEAST:
        return pair
    salience = min(pair.salience, MOST)
    brief = load_model("brief_pair").score(brief_features(pair.dyad, text, lexicon))
    odds = SHARE * brief + (1 - SHARE) * log(salience / (1 - salience)) + log(AS_BOTH)
    return pair._replace(salience=round(1 / (1 + exp(-odds)), 4))


def _sides(text: BriefText) -> set[str]:
    """Return the countries that a text tells of; one of a capital that is a place only by an act with the one left."""
    named = {span.iso3 for span in text.countries if not is_venue(span, text.document)}
    sides = named | {firm.iso3 for firm in text.firms} if named else named
    likeliest = max(text.acts, key=lambda act: act.confidence, default=None)
    if len(sides) == 1 and likeliest and likeliest.confidence >= LIKELY_ACT:
        both = {likeliest.actor, likeliest.recipient}
        return both if sides < both else sides
    return sides


def _countries(found: ArticleFindings, money: Sequence[bool]) -> Iterator[CountrySpan]:
    """Yield what stands for a country in a text, but in its dateline, and where it names `money`."""
    told_from = _told_from(found.document)
    for span, is_money in zip(found.countries, money, strict=True):
        if not is_money and (span.sentence or span.start >= told_from):
            yield span


def _is_money(span: CountrySpan, text: str, lexicon: Lexicon) -> bool:
    """Tell a country before the name of a currency."""
    word = _NEXT.match(text, span.end)
    return word is not None and word[1].lower() in money_words(lexicon, behind_name=span.kind == "name")


def _without_money(
    focus: tuple[FocusDyad, ...], countries: Sequence[CountrySpan], money: Sequence[bool]
) -> tuple[FocusDyad, ...]:
    """Return the pairs without those of a country that a text names for its currency alone."""
    named = [(span.iso3, is_money) for span, is_money in zip(countries, money, strict=True)]
    only = {iso3 for iso3, is_money in named if is_money} - {iso3 for iso3, is_money in named if not is_money}
    return tuple(pair for pair in focus if only.isdisjoint(pair.dyad)) if only else focus


def _told_from(document: Document) -> int:
    """Return where the first sentence of a text goes on after its dateline."""
    first = document.body.sentences[0] if document.body.sentences else None
    return start_after_dateline(document.body.text, first.start, first.end) if first else 0
