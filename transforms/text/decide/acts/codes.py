"""PLOVER's sixteen codes of acts, and the four classes that they belong to."""

from __future__ import annotations

from collections.abc import Mapping

CLASSES = {
    code: name
    for name, codes in {
        "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
        "material cooperation": "COOPERATE AID RETREAT",
        "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
        "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    }.items()
    for code in codes.split()
}
CODES = tuple(sorted(CLASSES))


def likeliest_code(codes: Mapping[str, float]) -> str:
    """Return the likeliest code of the likeliest class: to tell one class from another matters more than its codes.

    >>> likeliest_code(dict.fromkeys(CODES, 0.0) | {"COOPERATE": 0.4, "ACCUSE": 0.35, "REJECT": 0.25})
    'ACCUSE'
    """
    classes = dict.fromkeys(CLASSES.values(), 0.0)
    for code in CODES:
        classes[CLASSES[code]] += codes[code]
    likeliest = max(classes, key=classes.__getitem__)
    return max((code for code in CODES if CLASSES[code] == likeliest), key=codes.__getitem__)
