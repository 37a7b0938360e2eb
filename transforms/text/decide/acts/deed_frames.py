"""Words that must stand beside whom a verb has, for it to tell the deed that the table of deeds has: put on trial."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, SideMention, words_of

NEAR = 5  # tokens behind a side in which a word of MUST may stand
DAYS = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
BEFORE = 3  # and before a subject in which a word of DOERS may stand
LEADS = PREPOSITIONS | words_of("along alongside around behind beside beyond inside out outside upon")
# Between a verb and whom it is done to, or just behind: recalled its ambassador from, massed troops near its border.
MUST = {
    "access": words_of(
        "access airspace border borders crossing crossings entry frontier market port ports skies visa visas"
    ),
    "barrier": words_of(
        "ban bans barrier barriers blockade curb curbs duties duty embargo levies levy limits measures penalties "
        "penalty quota quotas restriction restrictions sanction sanctions surcharge tariff tariffs tax taxes"
    ),
    "blow": words_of(
        "airstrike airstrikes assault attack attacks incursion incursions offensive raid raids strike strikes"
    ),
    "claim": words_of("accusation accusations allegation allegations charge charges claim claims report reports"),
    "compound": words_of("compound consulate consulates embassies embassy mission"),
    "craft": words_of(
        "aircraft airliner bomber bombers fighter fighters helicopter helicopters jet jets plane planes warplane "
        "warplanes"
    ),
    "drone": words_of("balloon balloons drone drones missile missiles rocket rockets uav uavs"),
    "envoy": words_of(
        "ambassador ambassadors attache attaché consul diplomat diplomats d’affaires envoy envoys mission"
    ),
    "flag": words_of("effigies effigy flag flags portrait portraits"),
    "flow": words_of(
        "aid arms assistance cooperation deliveries electricity exports flights flow funding gas imports links loans "
        "oil purchases relations sales shipments supplies support ties trade training visas weapons"
    ),
    "frontier": words_of("airspace border borders coast doorstep enclave frontier frontiers line shores waters"),
    "grievance": words_of(
        "action appeal case challenge claim complaint complaints dispute grievance lawsuit note petition proceedings "
        "protest protests suit"
    ),
    "hideout": words_of(
        "airbase airfield airport area areas arsenal barracks base bases bridge bridges bunker bunkers camp camps "
        "convoy depot depots facilities facility hideout hideouts hospital plant position positions refinery site "
        "sites target targets town towns village villages warehouse"
    ),
    "missile": words_of("missile missiles projectile projectiles rocket rockets"),
    "muster": words_of(
        "army artillery batteries bombers carrier corvettes destroyer destroyers fighters fleet forces frigate "
        "frigates jets launchers military missiles reinforcements ships soldiers submarine submarines tanks troops "
        "vessels warplanes warship warships"
    ),
    "ousting": words_of("closure expulsion removal"),
    "rage": words_of("alarm anger concern concerns dismay displeasure fury indignation outrage"),
    "revenge": words_of("attack attacks reprisal reprisals response retaliation revenge strikes tariffs vengeance war"),
    "seizing": words_of("arrest confiscation deportation detention extradition impounding seizure"),
    "visa": words_of("accreditation licence licences license licenses permit permits visa visas"),
    "wargame": words_of("drill drills exercise exercises maneuvers manoeuvres wargame wargames"),
    "water": words_of("cannon cannons hoses"),
    "zone": words_of("adiz airspace skies territory waters zone"),
}
# Before a verb, of whom does it: protesters stormed its embassy, bombers entered its airspace.
DOERS = {
    "armed": MUST["muster"] | MUST["craft"] | words_of("commandos guards units"),
    "crowd": words_of(
        "activists crowd crowds demonstrators drivers exiles fans farmers fishermen marchers mob mobs people "
        "protesters protestors rioters students thousands truckers workers"
    ),
}
# And behind an object, in how many tokens: ordered two Vietnamese diplomats to leave.
BEYOND = {
    "answerable": (words_of("accountable liable responsible"), 2),
    "court": (words_of("court hague icj tribunal wto"), 6),
    "excluded": (words_of("from"), 4),
    "jailed": (words_of("arrest captive custody detention hostage prisoner trial"), 7),
    "leaver": (words_of("home leave"), 6),
    "listed": (words_of("blacklist list"), 8),
    "outcast": (words_of("grata unwelcome undesirable terrorist terrorism aggressor"), 7),
    "outward": (words_of("out"), 2),
    "struck": (MUST["barrier"], 8),
    "ultimatum": (words_of("deadline hours ultimatum"), 4),
}


# What is hit and broken into without force: the Chinese market.
_FIGURATIVE = words_of("brand industry market markets sales shares")
_BALANCES = words_of("deficit deficits gap imbalance surplus surpluses")
ASKED = MUST.keys() | BEYOND.keys() | DOERS.keys()
# What leads from a thing to whose it is: a yacht owned by a Russian, firms linked to Iran.
GOODS = words_of("exports flights goods imports products purchases sales shipments steel supplies transfers")
_LINKS = {
    "by": words_of("backed owned operated run"),
    "for": words_of("bound"),
    "from": GOODS,
    "to": GOODS | words_of("belonging linked tied"),
    "with": words_of("linked"),
}


def lacks(behind: frozenset[str], scene: Scene, after: int, mention: SideMention) -> bool:
    """Tell a verb that ends before a place and asks for words of a kind, none of which is beside whom it has."""
    end = mention.last + 1
    return is_unlike(behind, (*scene.tokens[after : mention.at], *scene.tokens[end : end + NEAR]))


def is_unlike(behind: frozenset[str], beside: Sequence[str]) -> bool:
    """Tell words among which is none of a kind that a verb asks for."""
    if "flow" in behind and not _BALANCES.isdisjoint(beside):
        return True  # to cut a trade deficit
    return any(kind in behind and words.isdisjoint(beside) for kind, words in MUST.items())


def is_followed(scene: Scene, end: int, behind: frozenset[str]) -> bool:
    """Tell an object that ends before a place with the words behind it that its verb asks for."""
    asked = (BEYOND[kind] for kind in behind if kind in BEYOND)
    return any(not words.isdisjoint(_words(scene, end, end + reach)) for words, reach in asked)


def _words(scene: Scene, start: int, end: int) -> list[str]:
    """Return the words from one token to another, with those that name sides, as in "to the International Court"."""
    named = " ".join(scene.source[one.side.start : one.side.end] for one in scene.mentions if start <= one.at < end)
    return [*scene.tokens[start:end], *named.lower().split()]


def is_linked(scene: Scene, at: int) -> bool:
    """Tell a preposition that leads from a thing to whose it is, or to a day: owned by, protested on Monday against."""
    if scene.tokens[at] not in PREPOSITIONS:
        return False
    if scene.tokens[at] == "off":
        return scene.tokens[at + 1 : at + 2] != [SIDE]  # cut off power to
    day = not DAYS.isdisjoint(scene.tokens[at + 1 : at + 2])
    return day or scene.tokens[at - 1] in _LINKS.get(scene.tokens[at], ())


def is_done_by(scene: Scene, subject: SideMention, verb: int, behind: frozenset[str]) -> bool:
    """Tell a subject of the kind that its verb asks for, as in "protesters in Karachi"."""
    words = scene.tokens[max(0, subject.at - BEFORE) : verb]
    return all(not DOERS[kind].isdisjoint(words) for kind in behind & DOERS.keys())


def is_figurative(scene: Scene, target: SideMention) -> bool:
    """Tell what nobody attacks: invaded the Chinese market."""
    return not _FIGURATIVE.isdisjoint(scene.tokens[target.last + 1 : target.last + 3])
