"""What a deed is done with, where its verb alone does not tell its code: whoever sends arms gives aid, troops no."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import Scene, SideMention, words_of
from dyadwire.transforms.text.decide.acts.told import CLOSES

GIVEN = 6  # tokens behind whom somebody gives something in which it stands: gave Nepal two million doses
_PACTS = words_of(
    "agreement agreements deal deals pact pacts accord accords treaty treaties memorandum mou compromise truce "
    "ceasefire contract contracts understanding declaration protocol"
)
_DRILLS = words_of("exercise exercises drill drills manoeuvres maneuvers wargames patrol patrols")
_PROJECTS = words_of(
    "pipeline pipelines railway railways road highway bridge dam plant plants factory venture corridor zone satellite "
    "line link market terminal refinery project projects hub school interconnector cable"
)
# What a verb is asked to stand with, by the names of the table of deeds.
THINGS = {
    "arms": words_of(
        "drone drones missile missiles rocket rockets plane planes aircraft helicopter helicopters boat boats ship "
        "ships vessel vessels frigate corvette gun guns"
    ),
    "border": words_of("market markets border borders crossing crossings airspace frontier gates"),
    "charge": words_of("charge charges case cases lawsuit complaint complaints claim claims"),
    "credentials": words_of("credentials"),
    "curb": words_of(
        "ban bans curb curbs sanction sanctions tariff tariffs duties duty tax levy restriction restrictions embargo "
        "suspension blockade siege quota quotas visa visas fees warning advisory charges"
    ),
    "deal": _PACTS | words_of("mous swap partnership alliance"),
    "drills": _DRILLS,
    "force": words_of(
        "troops troop forces force soldiers soldier contingent army tanks jets personnel battalion brigade "
        "legionnaires paratroopers bases base units garrison peacekeepers marines military boats ships warships "
        "vessels fleet"
    ),
    "energy": words_of("gas oil electricity power crude lng coal barrels uranium"),
    "exemption": words_of(
        "exemption exemptions waiver waivers concession concessions permission licence licences license licenses "
        "access visas pardon amnesty reprieve"
    ),
    "fugitive": words_of(
        "suspect suspects fugitive fugitives prisoner prisoners convict convicts trafficker traffickers gangster "
        "gangsters criminals detainees kingpin lord boss militant militants murderer inmate inmates fraudster"
    ),
    "gift": words_of(
        "aid relief assistance help food medicine medicines medical supplies vaccine vaccines doses dose tents "
        "blankets generators generator hospital hospitals doctors doctor nurses medics firefighters firefighter "
        "rescuers rescue crew crews instructors trainers ambulance ambulances masks ventilators oxygen equipment "
        "weapons weapon arms ammunition shells howitzers howitzer batteries battery patriot launchers tanks tank "
        "rifles vehicles jets radars fertiliser fertilizer rice wheat grain package scholarships buses interceptors "
        "armour armor humanitarian"
    ),
    "money": words_of("loan loans grant grants credit cash funds funding financing million billion"),
    "letter": words_of("letter letters message messages invitation"),
    "project": _PROJECTS,
    "refugee": words_of(
        "refugee refugees migrant migrants evacuees children orphans wounded patients deserters dissidents exiles "
        "families asylum-seekers"
    ),
    "proposal": words_of(
        "invitation offer proposal proposals plan terms demand demands conditions bid bids request requests accession"
    ),
    "regard": words_of(
        "support backing solidarity gratitude thanks condolences appreciation sympathy sympathies congratulations "
        "admiration confidence praise respect friendship weight tribute assurances greetings wishes"
    ),
    "rights": words_of("access asylum entry visa-free visas citizenship refuge passage waiver exemption overflight"),
    "taken": words_of(
        "sovereignty territory land island islands control bronzes artefacts artifacts antiquities treasures relics "
        "statue statues skulls remains bodies regalia manuscripts paintings loot villages airport bases"
    ),
    "talk": words_of(
        "talks meeting meetings call calls conversation conversations negotiations discussions consultations summit "
        "views greetings dialogue pleasantries"
    ),
    "ties": words_of("ties relations embassy embassies consulate consulates ambassadors"),
    "trade": words_of("flights imports exports trade shipments purchases deliveries sales supplies"),
    "trip": words_of("visit trip tour stopover"),
}
PARTICLES = frozenset(("back", "over"))  # that may stand behind the object of their verb
# What two do together.
MUTUAL_THINGS = {"drill": _DRILLS, "pact": _PACTS, **{kind: THINGS[kind] for kind in ("project", "talk", "ties")}}
# Who holds an office, or was sent, and so travels for a state.
OFFICES = words_of(
    "president premier minister ministers chancellor king queen prince emir sultan pope secretary leader leaders chief "
    "envoy envoys ambassador ambassadors diplomat diplomats delegation delegations negotiator negotiators official "
    "officials commander general lawmakers counterpart counterparts mediators speaker"
)

# Who acts for himself.
PRIVATE = words_of(
    "man woman men women couple wife husband boy girl teenager student students tourist tourists fan fans coach "
    "striker goalkeeper friend writer author poet chef orchestra singer actor actress novelist film movie"
)


def is_with_thing(scene: Scene, end: int, target: SideMention, lead: str, behind: frozenset[str]) -> bool:
    """Tell whether a verb that ends before a place has what it is asked for, before its target or behind its object."""
    kinds = behind & THINGS.keys()
    if not kinds:
        return True
    said = {*scene.tokens[end : target.first]} | ({*_behind(scene, target)} if lead == "object" else set())
    if "force" in kinds or scene.tokens[end - 1] in PARTICLES:
        said |= {*scene.tokens[max(0, end - GIVEN) : end]}  # the troops that leave, gave statues back
    return any(not THINGS[kind].isdisjoint(said) for kind in kinds)


def _behind(scene: Scene, target: SideMention) -> list[str]:
    """Return the words behind whom something is done to, up to the end of the clause."""
    words = scene.tokens[target.last + 1 : target.last + 1 + GIVEN]
    return words[: next((at for at, word in enumerate(words) if word in CLOSES or word == "."), len(words))]


def is_person(scene: Scene, target: SideMention, people: frozenset[str]) -> bool:
    """Tell a target that is a person, or holds an office: received Merz, received the Iranian foreign minister."""
    if scene.tokens[target.last + 1 : target.last + 2] in (["'s"], ["’s"]):
        return False  # welcomed Mr Reagan's announcement
    beside = {*scene.tokens[max(0, target.first - 3) : target.first], *_behind(scene, target)[:4]}
    return target.side.kind in people or not OFFICES.isdisjoint(beside)
