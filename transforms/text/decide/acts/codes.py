"""PLOVER's sixteen codes of acts, and the four classes that they belong to."""

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
