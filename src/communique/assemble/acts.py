"""Acts: drafts of events whose parties have been resolved, and how one fills another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from communique.assemble.entities import EntityTable, same_party
from communique.dates import When
from communique.drafts import DraftEvent, EntityRef, Mention, Resolving, Saying
from communique.records import Magnitude

#: What is said of one's own state in such words is said to somebody else.
OUTWARD = frozenset({"AGREE", "SUPPORT"})
#: What two do to each other, each does to the other.
TOWARD = frozenset({"ACCUSE", "COERCE", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
PAIR = 2
BASES = {"explicit": 2, "relative": 1, "document": 0}
PRECISIONS = {"day": 6, "week": 5, "month": 4, "quarter": 3, "year": 2, "range": 1, "unknown": 0}
#: Rules of what somebody says that others must do; of their own state it is no request.
DUTIES = frozenset({
    "REQUEST/party-must", "REQUEST/say-party-must", "REQUEST/say-party-needs",
})  # fmt: skip


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
    unmet: bool = False

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
        both = bool(draft.actors and draft.recipients)
        unmet = both and bool(actors) != bool(recipients)
        if draft.reciprocal:
            actors, recipients = list(dict.fromkeys([*actors, *recipients])), []
        elif not self._names_own(draft, recipients, actors):
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
            unmet=unmet,
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

    def _names_own(self, draft: DraftEvent, recipients: list[str], actors: list[str]) -> bool:
        """Whether somebody names his own state among those that must do something."""
        ours = {self.table.ref(key).country for key in actors}
        asked = [self.table.ref(key) for key in recipients]
        own = {f" {ref.name} " for ref in asked if ref.kind == "state" and ref.country in ours}
        words = [f" {m.text} " for m in draft.recipients]
        return draft.rule in DUTIES and any(name in text for name in own for text in words)

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


def each_way(act: Act) -> Iterator[Act]:
    """Yield what two do to each other as an act of each; anything else as it is.

    "Chad and Mali accused each other": the guide has two records of it.
    """
    if act.draft.type not in TOWARD or not act.draft.reciprocal or len(act.actors) != PAIR:
        yield act
        return
    draft = replace(act.draft, reciprocal=False)
    for ours, theirs in (act.actors, act.actors[::-1]):
        yield replace(act, draft=draft, actors=[ours], recipients=[theirs], spans=[*act.spans])


def refs_of(keys: Iterable[str], table: EntityTable) -> list[EntityRef]:
    """The entities of some keys."""
    return [table.ref(key) for key in keys]


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
        manner=known.manner or other.manner,
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
