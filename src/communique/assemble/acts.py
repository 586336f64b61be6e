"""Acts: drafts of events whose parties have been resolved, and the merging of retold ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from communique.assemble.entities import EntityTable, same_parties, same_party
from communique.dates import When
from communique.drafts import DraftEvent, EntityRef, Mention, Resolving, Saying
from communique.records import Magnitude

#: What is said of one's own state in such words is said to somebody else.
OUTWARD = frozenset({"AGREE", "SUPPORT"})
#: Acts of these types of one side for another on one day are one, however they are told.
TOLD_TWICE = frozenset({"SUPPORT", "AID"})
BASES = {"explicit": 2, "relative": 1, "document": 0}
PRECISIONS = {"day": 6, "week": 5, "month": 4, "quarter": 3, "year": 2, "range": 1, "unknown": 0}


#: Deeds of these types are counted one by one where each has its verb.
DEEDS = frozenset({"SANCTION"})
#: Rules that guess a channel from what the words leave out end so.
AFAR = "-afar"
#: Attacks of these modes happen though nobody is seen to make them: unknown bombers, stray rockets.
UNSEEN_MODES = frozenset({"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone"})
#: What is called so goes on about an attack of such a mode.
BLASTS = frozenset({"blast", "bomb", "bombing", "explosion"})
#: Deeds of force, and so many days back they may be told without their day.
FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
LATELY = timedelta(days=3)
SIGNING = "057"  # CAMEO: a signing is no other act of support, on whatever day
#: The mode of searches and inquiries.
INQUIRY = "investigate"


@dataclass(slots=True, kw_only=True)
class Act:
    """An event or contact of the report while it is put together.

    `spans` are (role, start, end). `told` counts the mentions that tell of it; `guessed`
    says that the recipients stand in another sentence. `others` are the keys of the other side,
    mention by mention. `struck_back` says that attackers are those attacked.
    """

    draft: DraftEvent
    actors: list[str]
    recipients: list[str]
    when: When
    spans: list[tuple[str, int, int]]
    attributed: list[str] = field(default_factory=list)
    magnitude: Magnitude | None = None
    place: str | None = None
    told: int = 1
    guessed: bool = False
    others: tuple[tuple[str, ...], ...] = ()
    struck_back: bool = False

    @property
    def parties(self) -> list[str]:
        """Both sides."""
        return [*self.actors, *self.recipients]


def day_of(when: When | None) -> date | None:
    """The day for which office-holders are looked up: the first known day of the interval."""
    if when is None:
        return None
    return when.start or when.end


class ActMaker:
    """Resolves the parties of drafts."""

    def __init__(self, table: EntityTable, resolution: Resolving) -> None:
        self.table = table
        self.resolution = resolution

    def make(self, draft: DraftEvent) -> Act:
        """The draft with its parties resolved as of its own date."""
        when = draft.when or When()
        on = day_of(when)
        spans = [("trigger", draft.start, draft.end)]
        spans += [("date", *draft.date_words)] if draft.date_words else []
        spans += [("place", *draft.place_words)] if draft.place_words else []
        spans += [("topic", *words) for words in draft.topic_words]
        actors = self.side(draft.actors, on, (), spans, "actor")
        others = draft.actors if not draft.reciprocal else ()
        recipients = self.side(draft.recipients, on, others, spans, "recipient")
        sources = self.side(draft.attributed_to, None, (), [], "source")
        if draft.reciprocal:
            actors, recipients = list(dict.fromkeys([*actors, *recipients])), []
        else:
            recipients = self._abroad(recipients, actors, outward=draft.type in OUTWARD)
        return Act(
            draft=draft,
            actors=actors,
            recipients=recipients,
            when=when,
            spans=spans,
            attributed=sources,
            magnitude=draft.magnitude,
            place=draft.place,
            others=self._others(draft, on, others),
        )

    def speaker(self, said: Saying) -> frozenset[str]:
        """The keys of who spoke."""
        refs = self.resolution.of(said.speaker, on=day_of(said.when))
        return frozenset(ref.key for ref in refs)

    def _others(
        self, draft: DraftEvent, on: date | None, not_: Sequence[Mention]
    ) -> tuple[tuple[str, ...], ...]:
        """The keys of the other side, mention by mention; one by one where each is meant."""
        groups = [tuple(self.side([m], on, not_, [], "recipient")) for m in draft.recipients]
        if draft.extra.get("each"):
            return tuple((key,) for group in groups for key in group)
        return tuple(group for group in groups if group)

    def _abroad(self, recipients: list[str], actors: list[str], *, outward: bool) -> list[str]:
        """The recipients without the actors, and without the actor's own state beside another.

        "The US reaffirmed the US-India partnership" is said to India. Promises and praise
        (`outward`) are not for one's own state ("reaffirmed the US commitment").
        """
        ours = {self.table.ref(key).country for key in actors}
        abroad = [key for key in recipients if self.table.ref(key).country not in ours]
        own = {key for key in recipients if self.table.ref(key).kind == "state"} - {*abroad}
        return [k for k in recipients if k not in actors and not ((abroad or outward) and k in own)]

    def side(
        self,
        mentions: Iterable[Mention],
        on: date | None,
        others: Sequence[Mention],
        spans: list[tuple[str, int, int]],
        role: str,
    ) -> list[str]:
        """Keys of the entities that the mentions of one side stand for."""
        keys: dict[str, None] = {}
        for mention in mentions:
            refs = self.resolution.of(mention, on=on, not_=others)
            if refs:
                spans.append((role, mention.start, mention.end))
            keys.update(dict.fromkeys(self.table.add(refs, mention)))
        return list(keys)


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
    """A further mention of an attack; whom it hit besides is of a guessed country."""
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
        and not same_parties(_refs(known.actors, table), _refs(act.actors, table))
    ):
        return False
    ours, theirs = _refs(act.recipients, table), _refs(known.recipients, table)
    told = [ref for ref in ours if not ref.guessed]
    return not told or bool({ref.country for ref in told} & {ref.country for ref in theirs})


def among_themselves(known: Act, act: Act, table: EntityTable) -> Act:
    """A further pledge of several; what they promise each other is promised to nobody else."""
    countries = {ref.country for ref in _refs(known.actors, table)}
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
                members.append(act)
                break
        else:
            out.append((replace(act, spans=list(act.spans)), [act]))
    return out


def _same_pledge(known: Act, act: Act, table: EntityTable) -> bool:
    if not (known.draft.type == act.draft.type == "AGREE" and known.draft.is_event):
        return False
    if not act.draft.is_event or not same_days(known.when, act.when):
        return False
    ours = {ref.country for ref in _refs(known.actors, table)}
    theirs = {ref.country for ref in _refs(act.actors, table)}
    one = {ref.country for ref in _refs(known.recipients, table)}
    two = {ref.country for ref in _refs(act.recipients, table)}
    return ours == theirs and (not one or not two or bool(one & two))


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
    then = same_days(known.when, act.when) or _is_dated_later(known, act)
    if not also and not then:  # "they also discussed": the same meeting
        return False
    return same_sides(known, act, table) or _is_same_blow(known, act, table)


def _told_apart(one: DraftEvent, two: DraftEvent) -> bool:
    """Whether one sentence tells of two deeds by two verbs: "recalled … and called off …"."""
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
    if not one.may_overlap(two):
        return False
    loose = [w for w in (one, two) if w.basis == "document" and w.precision != "unknown"]
    if loose:
        return True
    return "unknown" not in (one.precision, two.precision) or one.end == two.end


def _is_dated_later(known: Act, act: Act) -> bool:
    """Whether a deed is told without a day here and with one there: "were held … on Monday"."""
    if known.draft.type not in FORCE or known.when.end is None or act.when.end is None:
        return False
    anonymous = not (known.actors and act.actors) and known.draft.type == "ASSAULT"
    if anonymous and not act.draft.extra.get("again"):  # two bombs are two attacks
        return False
    if (known.when.basis == "document") == (act.when.basis == "document"):
        return False
    days = {known.when.precision, act.when.precision} == {"day"}
    return days and abs(known.when.end - act.when.end) <= LATELY


def _refs(keys: Iterable[str], table: EntityTable) -> list[EntityRef]:
    return [table.ref(key) for key in keys]


def same_sides(known: Act, act: Act, table: EntityTable) -> bool:
    """Whether the same parties take part, or one act names fewer of them."""
    if known.draft.reciprocal or act.draft.reciprocal:
        one, two = _refs(known.parties, table), _refs(act.parties, table)
        return same_parties(one, two) or _within(one, two) or _within(two, one)
    actors = same_parties(_refs(known.actors, table), _refs(act.actors, table))
    one, two = _refs(known.recipients, table), _refs(act.recipients, table)
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


def join(known: Act, act: Act, table: EntityTable) -> None:
    """Add what a further mention tells to what is known."""
    known.spans.extend(span for span in act.spans if span not in known.spans)
    known.told += act.told
    known.actors = list(_joined(known.actors, act.actors, table))
    known.recipients = [
        key for key in _joined(known.recipients, act.recipients, table) if key not in known.actors
    ]
    known.attributed = list(dict.fromkeys([*known.attributed, *act.attributed]))
    known.when = sharper(known.when, act.when)
    known.magnitude = known.magnitude or act.magnitude
    known.place = known.place or act.place
    known.draft = _fuller_draft(known.draft, act.draft)


def drop_selves(act: Act, table: EntityTable) -> None:
    """Drop the recipients whom the report names as it names the actor: nobody thanks himself.

    Persons alone: two bodies of one kind may well be two ("police accused police").
    """
    ours = [table.ref(key) for key in act.actors]
    act.recipients = [
        key for key in act.recipients if not any(_is_self(table.ref(key), ref) for ref in ours)
    ]


def _is_self(one: EntityRef, two: EntityRef) -> bool:
    """Whether two references are to one person: the same key, link, or words for a name."""
    if one.key == two.key or one.kind != "person" or two.kind != "person":
        return one.key == two.key
    if one.link and two.link:
        return one.link == two.link
    return bool(one.name) and one.name == two.name


def _fuller_draft(known: DraftEvent, other: DraftEvent) -> DraftEvent:
    """The draft with what a further mention adds; told twice, it is trusted more."""
    happened = other.is_event and not known.is_event
    channel = known.channel
    if channel == "unspecified" and other.channel:
        channel = other.channel
    return replace(
        known,
        mode=known.mode or other.mode,
        cameo=known.cameo or other.cameo,
        refers_to=known.refers_to or other.refers_to,
        channel=channel,
        is_event=known.is_event or other.is_event,
        contact_status=other.contact_status if happened else known.contact_status,
        weight=1 - (1 - known.weight) * (1 - other.weight / 2),
    )


def _joined(one: Sequence[str], two: Sequence[str], table: EntityTable) -> Iterator[str]:
    """The parties of both, a named person instead of the state or office that stands for him."""
    best: list[str] = list(one)
    for key in two:
        for place, known in enumerate(best):
            if key == known:
                break
            if same_party(table.ref(known), table.ref(key)):
                best[place] = max(known, key, key=lambda k: _detail(table.ref(k)))
                break
        else:
            best.append(key)
    yield from dict.fromkeys(best)


def _detail(ref: EntityRef) -> tuple[int, float]:
    kinds = {"person": 3, "office": 2, "group": 1, "organisation": 1}
    return kinds.get(ref.kind, 0) + bool(ref.name), ref.score


def sharper(one: When, two: When) -> When:
    """The date that tells more: a stated one before the report's, a day before a month."""

    def rank(when: When) -> tuple[int, int]:
        stated = 0 if when.precision == "unknown" else 1 + (BASES[when.basis] > 0)
        return stated, PRECISIONS[when.precision]

    return two if rank(two) > rank(one) else one
