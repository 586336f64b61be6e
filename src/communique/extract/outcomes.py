"""What becomes of an act as the text presents it: its own type, a promise, a refusal, nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.drafts import DraftEvent, Mention
from communique.extract.blows import tells_toll, toll_causes
from communique.extract.matching import Match
from communique.extract.modality import Reading
from communique.extract.tree import Tree

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
AFAR = frozenset({"phone", "video"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
KEEPS_FUTURE = frozenset({"THREATEN", "REJECT"})
#: Who does so has nothing to give: "warned that its army would go back".
WARNING = frozenset({"warn", "threaten"})
#: One word tells of one act: read in two ways, it is not what stands first but what stands behind.
OUTRANKED = {
    "AGREE": frozenset(
        {"CONCEDE", "SANCTION", "SUPPORT", "COOPERATE", "AID", "RETREAT", "THREATEN"}
    ),
    "REQUEST": frozenset({"SANCTION", "COERCE", "CONCEDE", "RETREAT", "THREATEN", "MOBILIZE"}),
    "THREATEN": frozenset({"SANCTION"}),
    "ACCUSE": frozenset({"SUPPORT"}),
    "MOBILIZE": frozenset({"CONCEDE", "AID", "ASSAULT", "RETREAT"}),
    "REJECT": frozenset({"PROTEST"}),
    "PROTEST": frozenset({"ACCUSE"}),  # who is no crowd protests in words
    "ASSAULT": frozenset({"PROTEST"}),  # what a crowd does to others is a riot
    "COERCE": frozenset({"PROTEST", "REJECT"}),  # to refuse entry is a refusal
    "COOPERATE": frozenset({"RETREAT"}),
}
#: Where the troops will be that somebody promises to a state.
LENT_TO = ("to", "in", "obj.to", "obj.in")
#: A wording of support gives way to one of agreeing on the same word that is surer by this much.
MARGIN = 0.1
#: A wording of yielding gives way to one of agreeing that is surer by this much.
YIELDS = 0.27
#: Who hands over whom another state seeks lets nobody go.
WANTED = "063"
#: Of these types what is done to nobody says no more than another reading.
TO_SOMEBODY = frozenset({"AID", "ASSAULT"})
#: Who sends troops in these words sends them to help.
WILLING = frozenset({"agree", "consent", "offer", "ready", "volunteer", "willing"})
#: A strike that is voted for is still to come.
VOTED = frozenset({"vote", "ballot"})
#: Who does so does either; if the law does, it searches, and if outlaws do, they attack.
RAIDING, RAIDS = frozenset({"raid", "ransack", "storm"}), frozenset({"ASSAULT", "COERCE"})
LAW, OUTLAWS = frozenset({"COP", "JUD"}), frozenset({"REB", "UAF", "CRM", "PRM"})
SPEECH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
#: Deeds of which nothing is seen: that they were done at all is a charge. (Blows are seen.)
CHARGED = frozenset({"AID", "MOBILIZE", "SUPPORT"})


def outcome(match: Match, reading: Reading) -> tuple[str | None, bool, str]:
    """The type an act has under its reading, whether it is an event, and why.

    (None, False, reason) where nothing at all is said; (type, False, reason) for planned contacts.
    """
    frame, force = match.frame, reading.force
    if force in ("fact", "alleged") or (frame.factive and force != "presupposed"):
        voted = frame.type == "PROTEST" and not VOTED.isdisjoint(reading.path)
        return "THREATEN" if voted else frame.type, True, ""
    if force == "negated":
        if frame.negated == "keep":
            return frame.type, True, "negated, kept"
        if frame.negated != "drop":
            return frame.negated, True, "negated"
        return None, False, "negated"
    if force == "promised":
        return promised(match, reading)
    if force == "refused":
        return refused(match)
    if frame.channel and force in ("planned", "hypothetical", "requested"):
        return frame.type, False, force
    return None, False, force


def refused(match: Match) -> tuple[str | None, bool, str]:
    """What an act is that somebody refuses: REJECT for cooperation and yielding."""
    frame = match.frame
    if frame.negated == "keep":
        return frame.type, True, "refused, kept"
    if frame.type in ("REJECT", "THREATEN"):
        return None, False, "refusal refused"
    if frame.type in COOPERATIVE or frame.type in YIELDING:
        return "REJECT", True, "refused"
    return None, False, "harm refused"


def promised(match: Match, reading: Reading) -> tuple[str | None, bool, str]:
    """What a promised act is: AGREE for cooperation, THREATEN for harm, CONCEDE for yielding."""
    frame = match.frame
    if frame.type == "SANCTION" and "decision" in reading.path:
        return frame.type, True, "decided"
    if frame.type in YIELDING and not WARNING.isdisjoint(reading.path):
        return None, False, "a warning yields nothing"
    if frame.future == "drop":  # a contact to come all the same
        return frame.type if frame.channel else None, False, "promised, dropped"
    if frame.future == "keep" or frame.type in KEEPS_FUTURE:
        return frame.type, True, "promised, kept"
    if frame.future:
        return frame.future, True, "promised"
    if frame.type in COOPERATIVE:
        return "AGREE", True, "promised"
    if frame.type in YIELDING:
        return "CONCEDE", True, "promised"
    if frame.type in HARMFUL:
        return "THREATEN", True, "promised harm"
    return None, False, "promised speech"


def contact_status(channel: str | None, reading: Reading, type_: str) -> str | None:
    """The status of the contact that a CONSULT frame tells of, None without a channel."""
    if channel is None:
        return None
    if reading.force in ("promised", "planned"):
        return "scheduled"
    if reading.force == "refused" or type_ == "REJECT":
        return "declined"
    return "held" if reading.force in ("fact", "alleged") else None


def merge_promises(drafts: list[DraftEvent]) -> Iterator[DraftEvent]:
    """Let the act promised or refused stand for the promising word's own event.

    "pledged to help Ukraine" fires AGREE at "pledged" and, as promised aid, at "help": one event,
    with the recipient of the second. Where the promised act is of another type ("vowed to attack":
    THREATEN), the promising word's own AGREE is dropped.
    """
    governed: dict[int, list[DraftEvent]] = {}
    for draft in drafts:
        governor = draft.extra.get("governor")
        if isinstance(governor, int) and draft.is_event:
            governed.setdefault(governor, []).append(draft)
    for head, below in governed.items():
        governed[head] = [d for d in below if d.head != head]
    lent = {id(d) for draft in drafts for d in _lent(draft, governed.get(draft.head, []))}
    for draft in drafts:
        if id(draft) in lent:
            continue
        below = [d for d in governed.get(draft.head, []) if id(d) not in lent]
        if not below or not draft.is_event or draft.type not in ("AGREE", "REJECT", "CONCEDE"):
            yield draft
            continue
        if any(d.type == draft.type for d in below):
            for d in below:
                if d.type == draft.type and not d.recipients and not _told_all(d):
                    d.recipients = draft.recipients
                d.start = min(d.start, draft.start)
            continue
        if draft.type == "AGREE" or (draft.type == "CONCEDE" and _is_harm(below)):
            continue
        yield draft


def _is_harm(below: list[DraftEvent]) -> bool:
    """Whether what is decided upon harms others: "decided to suspend Chad" yields nothing."""
    return any(d.base == "SANCTION" and d.recipients for d in below)


def _told_all(draft: DraftEvent) -> bool:
    """Whether those who act do so with each other: "Chad and Mali will hold talks **in Oslo**"."""
    several = len(draft.actors) > 1 or any(m.plural and m.kind == "state" for m in draft.actors)
    return draft.reciprocal or (draft.base == "CONSULT" and several)


def _lent(draft: DraftEvent, below: list[DraftEvent]) -> list[DraftEvent]:
    """The troops that are promised to somebody's help: "offered to send two battalions"."""
    willing = draft.is_event and draft.type == "AGREE" and draft.extra.get("lemma") in WILLING
    return below if willing and all(d.base == "MOBILIZE" for d in below) else []


def lend_troops(draft: DraftEvent, hosts: Sequence[Mention]) -> None:
    """Make a promise of troops that will be sent to a state: "will send 900 men to Estonia"."""
    own = {code for actor in draft.actors for code in actor.countries}
    states = tuple(m for m in hosts if m.kind == "state" and own.isdisjoint(m.countries))
    if draft.actors and states:
        draft.type, draft.recipients = "AGREE", states


def merge_effects(drafts: list[DraftEvent], tree: Tree) -> list[DraftEvent]:
    """Let a noun of violence and the verb that tells its effect be one event.

    "The attack by rebels on the town killed 12" and "12 were killed in an attack by rebels" each
    tell of one ASSAULT: the verb's, with the sides that the noun adds.
    """
    gone: set[int] = set()
    for noun in drafts:
        if noun.type != "ASSAULT" or noun.extra.get("anchor") != noun.head:
            continue
        if tree.verbal(noun.head):
            continue
        verb = tree.governor(noun.head)
        for other in drafts:
            if other.type != "ASSAULT" or other.extra.get("anchor") != verb or other is noun:
                continue
            other.actors = other.actors or noun.actors
            known = {mention.key for mention in (*other.actors, *other.recipients)}
            new = tuple(m for m in noun.recipients if m.key not in known)
            other.recipients = (*other.recipients, *new)
            gone.add(id(noun))
    return [draft for draft in drafts if id(draft) not in gone]


def allege_charges(drafts: list[DraftEvent]) -> list[DraftEvent]:
    """Make alleged what somebody is charged with: "Mali said Chad **had armed** the rebels"."""
    charges = {draft.head for draft in drafts if draft.type == "ACCUSE" and draft.is_event}
    for draft in drafts:
        sayers = draft.extra.get("sayers")
        said = isinstance(sayers, tuple) and not charges.isdisjoint(sayers)
        if said and draft.type in CHARGED and draft.status == "occurred":
            draft.status = "alleged"
    return drafts


def merge_channels(drafts: list[DraftEvent], tree: Tree) -> list[DraftEvent]:
    """Let what is held from afar be no meeting besides: "**held** a telephone conversation"."""
    afar = [d.head for d in drafts if d.channel in AFAR and tree.dep[d.head] == "dobj"]
    holding = {tree.head[at] for at in afar}
    return [d for d in drafts if d.channel != "meeting" or d.head not in holding]


def merge_blows(drafts: list[DraftEvent], tree: Tree) -> list[DraftEvent]:
    """Let a blow and the clause that tells its toll be one event.

    "A bomb went off near the embassy, **killing** six", "six **died** when a bomb went off".
    """
    gone: set[int] = set()
    blows = [d for d in drafts if d.type == "ASSAULT" and d.is_event]
    for toll in blows:
        if not tells_toll(tree, toll.head) or toll.reciprocal:
            continue
        causes = toll_causes(tree, toll.head)
        for laid in (d for d in drafts if d.type == "MOBILIZE" and d.head in causes):
            if not laid.extra["clause"]:  # "killed by a mine **laid** by rebels"
                toll.actors = laid.actors or toll.actors
                gone.add(id(laid))
        for blow in blows:
            apart = {m.key for m in toll.actors} != {m.key for m in blow.actors}
            if blow.head not in causes or id(blow) in gone or blow.reciprocal:
                continue
            if toll.actors and blow.actors and apart:
                continue
            blow.actors = blow.actors or toll.actors
            named = any(m.countries or m.name for m in blow.recipients)
            known = {m.key for m in (*blow.actors, *blow.recipients)}
            further = tuple(m for m in toll.recipients if m.key not in known)
            if not named:
                blow.recipients = further or blow.recipients
            else:
                blow.recipients += tuple(m for m in further if m.countries or m.name)
            blow.magnitude = blow.magnitude or toll.magnitude
            gone.add(id(toll))
            break
    return [draft for draft in drafts if id(draft) not in gone]


def merge_threats(drafts: list[DraftEvent], tree: Tree) -> list[DraftEvent]:
    """Let a warning and the harm that it announces be one event, by who warns.

    "Warned that he would shut the port": whom the harm strikes is threatened, if nobody is told.
    """
    threats = [d for d in drafts if d.type == "THREATEN" and d.is_event and tree.verbal(d.head)]
    gone: set[int] = set()
    for inner in threats:
        at, above = inner.head, set()
        while tree.dep[at] in ("ccomp", "xcomp", "conj") and at not in above:
            above.add(at)
            at = tree.head[at]
        above = (above | {at}) - {inner.head}
        outer = next((d for d in threats if d.head in above and id(d) not in gone), None)
        if outer is None or (tree.dep[inner.head] == "conj" and tree.has(inner.head, "nsubj")):
            continue
        if outer.head > inner.head:  # "Chad will shut it, he warned"
            gone.add(id(outer))
            continue
        own = {m.key for m in outer.actors}
        outer.recipients = outer.recipients or tuple(
            m for m in inner.recipients if m.key not in own
        )
        outer.actors = outer.actors or inner.actors
        gone.add(id(inner))
    return [draft for draft in drafts if id(draft) not in gone]


def one_per_word(drafts: list[DraftEvent]) -> list[DraftEvent]:
    """Let a word that becomes one type in two ways report one event, by the better founded frame.

    "Will host" is a promise by two frames, one of pledges and one of visits: the frame that names a
    contact stays, else the one with more parties and more weight, and takes what the other adds.
    What several do together is no one's show of force: a joint patrol is no MOBILIZE.
    """
    best: dict[tuple[int, str], DraftEvent] = {}
    for draft in drafts:
        key = (draft.head, draft.type)
        known = best.get(key)
        if known is None or _founded(draft) > _founded(known):
            best[key] = draft
    for draft in drafts:
        kept = best[draft.head, draft.type]
        if draft.type == "REJECT":  # "would not **bargain**": no talks, and a no
            kept.weight = max(kept.weight, draft.weight)
        kept.actors = kept.actors or draft.actors
        kept.recipients = kept.recipients or (() if _told_all(kept) else draft.recipients)
    together = [d for d in drafts if d.type == "COOPERATE" and d.reciprocal and d.is_event]
    joint = {at for d in together for at in (d.head, d.extra.get("anchor"))}
    return [
        draft
        for draft in drafts
        if best[draft.head, draft.type] is draft
        and not (draft.type == "MOBILIZE" and draft.head in joint)
    ]


def one_act_per_word(drafts: list[DraftEvent]) -> list[DraftEvent]:
    """Drop what a word is read as beside a reading that says more: an order that is a curfew."""
    types: dict[int, set[str]] = {}
    agreed: dict[int, float] = {}
    wanted = {d.head for d in drafts if d.is_event and d.cameo == WANTED}
    drafts = [d for d in drafts if d.type != "RETREAT" or d.head not in wanted]
    for draft in drafts:
        if draft.is_event and draft.base == draft.type == "AGREE":
            agreed[draft.head] = max(draft.weight, agreed.get(draft.head, 0.0)) - MARGIN
    drafts = [d for d in drafts if d.type != "SUPPORT" or d.weight >= agreed.get(d.head, 0.0)]
    faint = {h: weight + MARGIN - YIELDS for h, weight in agreed.items()}
    drafts = [d for d in drafts if d.base != "CONCEDE" or d.weight >= faint.get(d.head, 0.0)]
    for draft in drafts:
        if draft.is_event and (draft.type not in TO_SOMEBODY or draft.recipients):
            types.setdefault(draft.head, set()).add(draft.type)
    none: frozenset[str] = frozenset()
    return [
        draft
        for draft in drafts
        if not draft.is_event or not OUTRANKED.get(draft.type, none) & types.get(draft.head, set())
        if not _is_other_raid(draft, types.get(draft.head, set()))
    ]


def _is_other_raid(draft: DraftEvent, types: set[str]) -> bool:
    """Whether a raid is read as what it is not: a blow of the police, or a search by gunmen."""
    if draft.extra.get("lemma") not in RAIDING or not types >= RAIDS or not draft.actors:
        return False
    sectors = {mention.sector for mention in draft.actors}
    wrong = "ASSAULT" if sectors <= LAW else "COERCE" if sectors <= OUTLAWS else None
    return draft.type == wrong


def _founded(draft: DraftEvent) -> tuple[bool, bool, int, float]:
    parties = len(draft.actors) + len(draft.recipients)
    return draft.is_event, draft.channel is not None, parties, draft.weight
