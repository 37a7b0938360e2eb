"""Which offices a country can have: no American minister, no Japanese president."""

from __future__ import annotations

from functools import cache

from dyadwire.transforms.lexicon import Lexicon


@cache
def _rules(lexicon: Lexicon) -> dict[str, tuple[bool, frozenset[str]]]:
    """Return office → whether only these countries have it (else all but these), and the countries."""
    return {row["office"]: (row["rule"] == "only", frozenset(row["countries"].split())) for row in lexicon["offices"]}


def may_hold(role: str, iso3: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a country may have an office: the longest end of the role that has a rule decides.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> lexicon = load_lexicon()
    >>> may_hold("defence minister", "USA", lexicon), may_hold("defense secretary", "USA", lexicon)
    (False, True)
    """
    rules = _rules(lexicon)
    office = role.removeprefix("former ")
    while office not in rules:
        _, space, office = office.partition(" ")
        if not space:
            return True
    only, countries = rules[office]
    return iso3 is None or (iso3 in countries) is only
