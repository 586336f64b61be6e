"""Retelling: which acts of a report are one happening told again, and what joins them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from communique.assemble.acts import Act, join, refs_of
from communique.assemble.entities import EntityTable, same_parties, same_party
from communique.dates import When
from communique.drafts import DraftEvent, EntityRef

#: Deeds of these types are counted one by one where each has its verb.
DEEDS = frozenset({"SANCTION"})
#: Deeds of these types in two modes are two: a seizure and an arrest. A coup's arrests are its own.
APART = frozenset({"COERCE", "ASSAULT"})
COUP = "martial-law"
#: Rules that guess a channel from what the words leave out end so.
AFAR = "-afar"
#: Attacks of these modes happen though nobody is seen to make them: unknown bombers, stray rockets.
UNSEEN_MODES = frozenset({"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone"})
#: What is called so goes on about an attack of such a mode.
BLASTS = frozenset({"blast", "bomb", "bombing", "explosion"})
#: Deeds of force, which may be told in any words again.
FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
#: Others of a country may do so a day later, too: students march, then lecturers strike.
CROWDS = frozenset({"PROTEST"})
#: So many days back an act may be told without its day.
LATELY = timedelta(days=3)
#: What "recent months" or "past years" say without a number reaches back no further.
LONG_AGO = timedelta(days=730)
#: So a host speaks of a guest to come.
AWAITING = frozenset({"look", "welcome", "invite", "invitation", "host", "receive", "await"})
SIGNING = "057"  # CAMEO: a signing is no other act of support, on whatever day
INVITING = "036"  # CAMEO: a meeting is wanted
#: Who else sat at the meeting told before: "**the meeting** was also attended by the minister".
GOING_ON = frozenset({"CONSULT/attend-meeting"})
#: The mode of searches and inquiries.
INQUIRY = "investigate"


def merge_acts(acts: Iterable[Act], table: EntityTable) -> list[Act]:
    """One act a happening: repeated mentions join the first, and fill what it leaves open."""
    out: list[Act] = []
    for act in acts:
        for known in reversed(out):
            if is_retold(known, act, table):
                further = among_themselves(known, without_others(known, act), table)
                join(known, without_bystanders(known, further, table), table)
                break
        else:
            out.append(act)
    return out


def without_others(known: Act, act: Act) -> Act:
    """A further mention of a meeting; what "they also discussed" names besides takes no part."""
    if act.draft.channel != "unspecified" or len(known.parties) < 2:
        return act
    parties = [key for key in act.parties if key in known.parties]
    return replace(act, actors=parties, recipients=[])


def without_bystanders(known: Act, act: Act, table: EntityTable) -> Act:
    """A further mention of an attack; whom it hit besides is of a guessed country.

    Whoever falls in a clash falls to both sides.
    """
    if act.draft.type == "ASSAULT" and known.draft.reciprocal and len(known.actors) > 1:
        return replace(act, recipients=[])
    if act.draft.type != "ASSAULT" or not known.recipients:
        return act
    return replace(act, recipients=[k for k in act.recipients if not table.ref(k).guessed])


def _is_same_blow(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether words go on about the attack told before: "**the blast** killed six people"."""
    one, two = known.draft, act.draft
    blow = two.extra.get("again")
    if one.type != "ASSAULT" or not blow or one.reciprocal or two.reciprocal:
        return False
    if blow in BLASTS and one.mode not in UNSEEN_MODES:
        return False
    if (
        act.actors
        and known.actors
        and not same_parties(refs_of(known.actors, table), refs_of(act.actors, table))
    ):
        return False
    ours, theirs = refs_of(act.recipients, table), refs_of(known.recipients, table)
    told = [ref for ref in ours if not ref.guessed]
    return not told or bool({ref.country for ref in told} & {ref.country for ref in theirs})


def among_themselves(known: Act, act: Act, table: EntityTable) -> Act:
    """A further pledge of several; what they promise each other is promised to nobody else."""
    countries = {ref.country for ref in refs_of(known.actors, table)}
    if known.draft.type != "AGREE" or known.recipients or len(countries) < 2:
        return act
    return replace(act, recipients=[k for k in act.recipients if table.ref(k).country in countries])


def merge_pledges(acts: Iterable[Act], table: EntityTable) -> list[tuple[Act, list[Act]]]:
    """One AGREE for all that a side promises in a report, with the acts that it is made of.

    Several pledges of the same parties on one day are one event (annotation practice); each may
    still be a contact to come of its own.
    """
    out: list[tuple[Act, list[Act]]] = []
    for act in acts:
        for known, members in out:
            if _same_pledge(known, act, table):
                join(known, among_themselves(known, act, table), table)
                share_pledge(known, table)
                members.append(act)
                break
        else:
            out.append((replace(act, spans=list(act.spans)), [act]))
    return out


def without_stations(acts: Sequence[Act], table: EntityTable) -> list[Act]:
    """The acts without what is still to come of a visit that is told: "will also visit Lviv".

    Nor is a guest's visit told again that the host has announced.
    """

    def way(act: Act) -> tuple[frozenset[str | None], frozenset[str | None]]:
        ours, theirs = refs_of(act.actors, table), refs_of(act.recipients, table)
        return frozenset(r.country for r in ours), frozenset(r.country for r in theirs)

    visits = [act for act in acts if act.draft.type == "CONSULT" and act.draft.channel == "visit"]
    kept: list[Act] = []
    for act in acts:
        draft = act.draft
        if draft.type == "AGREE" and draft.base == "CONSULT" and draft.channel == "visit":
            going = way(act)
            told = (one for one in visits if one.draft.start < draft.start)
            on_it = any(_shares_actor(one, act) and way(one) == going for one in told)
            hosts = (way(one)[::-1] for one in kept if one.draft.extra.get("lemma") in AWAITING)
            if on_it or (all(going) and going in hosts):
                continue
        kept.append(act)
    return kept


def share_pledge(known: Act, table: EntityTable) -> None:
    """Make all parties actors of a pledge that those to whom it is made turn out to make too."""
    ours = {ref.country for ref in refs_of(known.actors, table)}
    theirs = {ref.country for ref in refs_of(known.recipients, table)}
    if theirs <= ours - {None} and len(ours) > 1:
        known.actors, known.recipients = list(dict.fromkeys(known.parties)), []


def _same_pledge(known: Act, act: Act, table: EntityTable) -> bool:
    if not (known.draft.type == act.draft.type == "AGREE" and known.draft.is_event):
        return False
    if not act.draft.is_event or not same_days(known.when, act.when):
        return False
    ours = {ref.country for ref in refs_of(known.actors, table)}
    theirs = {ref.country for ref in refs_of(act.actors, table)}
    one = {ref.country for ref in refs_of(known.recipients, table)}
    two = {ref.country for ref in refs_of(act.recipients, table)}
    if ours == theirs and (not one or not two or bool(one & two)):
        return True
    if ours | one == theirs | two and _is_one_visit(known, act):
        return True
    return _of_each_other(known, act, ours | one, theirs | two)


def _is_one_visit(known: Act, act: Act) -> bool:
    """Whether one tells that a guest will come and the other that he is asked or awaited."""
    drafts = (known.draft, act.draft)
    ahead = all(draft.base == "CONSULT" or draft.cameo == INVITING for draft in drafts)
    return ahead and any(draft.channel == "visit" for draft in drafts)


def _of_each_other(
    known: Act, act: Act, ours: Collection[str | None], theirs: Collection[str | None]
) -> bool:
    """Whether what some of several promise is what all of these have promised each other.

    "The two agreed on talks; X will go to Y" is one pledge, and so is "X will receive Y, and they
    will talk".
    """
    one, two = set(ours), set(theirs)
    meeting = act.draft.base == "CONSULT"
    if None in one | two or min(len(one), len(two)) < 2 or not meeting:
        return False
    if known.draft.base == "CONSULT" and two <= one and _shares_actor(known, act):
        return True
    together = not known.recipients or not act.recipients
    return (one == two and together) or (not known.recipients and two <= one)


def _shares_actor(known: Act, act: Act) -> bool:
    """Whether a tour and a meeting on it are told of the same traveller."""
    return bool(set(known.actors) & set(act.actors))


def is_retold(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether two acts of a report are one happening: type, parties and day agree."""
    one, two = known.draft, act.draft
    channel = retold_channel(known, act)
    if one.type != two.type or (one.channel != channel and _both_contacts(one, channel)):
        return False
    if (one.status == "alleged") != (two.status == "alleged"):
        return False
    if (one.cameo == SIGNING) != (two.cameo == SIGNING) or _told_apart(one, two):
        return False
    also = two.type == "CONSULT" and channel == "unspecified" and act.when.basis == "document"
    if goes_on(known, act, table):
        return True
    then = same_days(known.when, act.when) or _is_dated_later(known, act)
    if not also and not then:  # "they also discussed": the same meeting
        return False
    if same_sides(known, act, table) or _is_same_blow(known, act, table):
        return True
    return _is_one_raid(known, act, table)


def goes_on(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether talk with no day of its own goes on about the meeting told before.

    "Sullivan **also discussed** oil", "the ministers exchanged views": some of those who met, or
    others of their countries, talk; nobody whom the report names besides.
    """
    one, two = known.draft, act.draft
    if not (one.type == two.type == "CONSULT" and two.reciprocal and one.is_event and two.is_event):
        return False
    vague = two.rule in GOING_ON or retold_channel(known, act) == "unspecified"
    later = two.date_words is None and one.start < two.start
    if not (vague and later) or len(known.parties) < 2:
        return False
    met = refs_of(known.parties, table)
    further = [r for r in refs_of(act.parties, table) if not any(same_party(m, r) for m in met)]
    at_home = {ref.country for ref in further} <= {ref.country for ref in met}
    named = any(ref.kind == "person" for ref in further)
    talking = len(further) < len(act.parties)  # "Sullivan discussed a shared concern with Russia"
    return (at_home and not named) or (talking and not named) or (two.rule in GOING_ON and at_home)


def _is_one_raid(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether one sentence tells what was raided and who fell: "attacked a market, killed ten"."""
    one, two = known.draft, act.draft
    if one.type != "ASSAULT" or one.sentence != two.sentence or known.actors != act.actors:
        return False
    other_means = one.mode != two.mode and None not in (one.mode, two.mode)
    if other_means or not known.actors or one.reciprocal or two.reciprocal:
        return False
    ours, theirs = refs_of(known.recipients, table), refs_of(act.recipients, table)
    struck = {ref.country for ref in ours} == {ref.country for ref in theirs}
    return struck and {ref.kind for ref in ours} != {ref.kind for ref in theirs}


def _told_apart(one: DraftEvent, two: DraftEvent) -> bool:
    """Whether two deeds are told: two modes in two sentences, or two verbs in one.

    Two verbs are "recalled … and called off …"; one in one place is what each does to the other.
    """
    if (one.rule, one.start, one.end) == (two.rule, two.start, two.end):
        return True
    modes = {one.mode, two.mode}
    apart = one.type in APART and len(modes) > 1 and not modes & {None, COUP}
    if apart and one.sentence != two.sentence:
        return True
    if one.type not in DEEDS or one.sentence != two.sentence:
        return False
    verbs = bool(one.extra.get("clause") and two.extra.get("clause"))
    return verbs and one.extra.get("lemma") != two.extra.get("lemma")


def retold_channel(known: Act, act: Act) -> str | None:
    """The channel of a further mention of a contact; that of a mere "they spoke" is not said.

    That people who "spoke" without any place telephoned is only likely, and not where the report
    has told how they met.
    """
    same = (known.when.start, known.when.end) == (act.when.start, act.when.end)
    guessed = act.draft.rule.endswith(AFAR) and (same or act.when.basis == "document")
    met = known.draft.channel in ("meeting", "visit", "video")
    return "unspecified" if guessed and met else act.draft.channel


def _both_contacts(one: DraftEvent, channel: str | None) -> bool:
    channels = {one.channel, channel}
    return None not in channels and "unspecified" not in channels


def same_days(one: When, two: When) -> bool:
    """Whether two dates of a report may be the same time."""
    if (one.start, one.end) == (two.start, two.end):
        return True
    if not one.may_overlap(two) or _open_long_before(one, two) or _open_long_before(two, one):
        return False
    loose = [w for w in (one, two) if w.basis == "document" and w.precision != "unknown"]
    if loose:
        return True
    return "unknown" not in (one.precision, two.precision) or one.end == two.end


def _open_long_before(vague: When, other: When) -> bool:
    """Whether a time told without its start ("in recent months") ended years after the other."""
    if vague.start is not None or vague.precision != "range":
        return False
    return bool(vague.end and other.end and other.end < vague.end - LONG_AGO)


def _is_dated_later(known: Act, act: Act) -> bool:
    """Whether an act is told without a day here and with one there: "were held … on Monday"."""
    if known.when.end is None or act.when.end is None or not _is_alike(known, act):
        return False
    anonymous = not (known.actors and act.actors) and known.draft.type == "ASSAULT"
    if anonymous and not act.draft.extra.get("again"):  # two bombs are two attacks
        return False
    if (known.when.basis == "document") == (act.when.basis == "document"):
        return False
    days = {known.when.precision, act.when.precision} == {"day"}
    return days and abs(known.when.end - act.when.end) <= LATELY


def _is_alike(known: Act, act: Act) -> bool:
    """Whether the words are of one kind: any for deeds of force, else those with one CAMEO code.

    To turn down a call is not to deny a charge the day before.
    """
    one, two = known.draft, act.draft
    return one.type in FORCE or (one.type not in CROWDS and one.cameo == two.cameo)


def same_sides(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether the same parties take part, or one act names fewer of them."""
    if known.draft.reciprocal or act.draft.reciprocal:
        one, two = refs_of(known.parties, table), refs_of(act.parties, table)
        return same_parties(one, two) or _within(one, two) or _within(two, one)
    actors = same_parties(refs_of(known.actors, table), refs_of(act.actors, table))
    one, two = refs_of(known.recipients, table), refs_of(act.recipients, table)
    if (
        actors
        and known.draft.type == "SUPPORT"
        and _same_states(one, two, alike=known.draft.rule == act.draft.rule)
    ):
        return True
    inquiries = (known.draft.mode == INQUIRY) + (act.draft.mode == INQUIRY)
    if inquiries == 2:  # one inquiry, whoever is asked or sought
        return actors
    if inquiries == 1:  # to look into it is not yet to accuse somebody of it
        return actors and same_parties(one, two)
    return actors and (same_parties(one, two) or not one or not two)


def _same_states(one: Sequence[EntityRef], two: Sequence[EntityRef], *, alike: bool) -> bool:
    """Whether those who are praised belong to the same states: the same backing, told twice.

    Told in like words (`alike`), it may name some of them only.
    """
    ours, theirs = ({ref.country for ref in refs} for refs in (one, two))
    if None in ours | theirs or not ours or not theirs:
        return False
    return ours == theirs or (alike and (ours <= theirs or theirs <= ours))


def _within(few: Sequence[EntityRef], many: Sequence[EntityRef]) -> bool:
    """Whether a mention of fewer parties tells of the same: at least two, or all that it has."""
    return len(few) >= 2 and all(any(same_party(a, b) for b in many) for a in few)
