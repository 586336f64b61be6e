"""From acts to contact records: who was in touch with whom, by which channel, once each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.assemble.acts import Act, join
from communique.assemble.entities import EntityTable
from communique.assemble.events import EventMaker, _sorted, is_travel
from communique.assemble.retelling import retold_channel, same_days, same_sides, without_others
from communique.dates import When
from communique.drafts import DraftEvent
from communique.records import Contact

#: Sectors of those who do not meet or call as parties: crowds.
CROWDS = frozenset({"CVL", "UAF", "UNK", "REF", "CRM"})
#: Verbs whose subject begins the contact.
BEGINNING = frozenset({"telephone", "phone", "call", "ring", "write", "email", "cable", "contact"})
#: So many counterparts named one by one are met one by one, unless the words say otherwise.
LIST = 3
#: So many sentences after a visit is told its meetings may follow.
FOLLOWS = 2
GATHERED = ("meeting", "video")
#: One is called, or written to, at a time.
AFAR = ("phone", "correspondence")
GETTING = frozenset({"receive", "get", "obtain"})
HOSTING = "043"  # CAMEO: receives guests
HOSTS = frozenset({"host", "entertain"})
APART = frozenset({"separate", "separately", "respectively", "individually", "successive"})
TOGETHER = frozenset({"together", "joint", "jointly", "trilateral", "quadrilateral", "three-way",
                      "four-way", "multilateral", "collectively"})  # fmt: skip
#: "The leaders …": all who were named before, in one room or on one line.
TAKING_UP = frozenset({"leaders", "participants", "group", "presidents", "ministers", "officials"})
_WORD = re.compile(r"[\w-]+")


class ContactMaker:
    """Makes the contact records of one report."""

    def __init__(self, events: EventMaker, table: EntityTable) -> None:
        self.events = events
        self.table = table

    def gather(self, acts: Iterable[Act]) -> list[Act]:
        """The contacts that the drafts tell of, each once, in the order of the text.

        `acts` are as their sentences tell them, not merged yet; they are left as they are.
        """
        acts = list(acts)
        told = [self._copied(act) for act in acts if _tells(act) and not _joins(act)]
        told = [act for act in told if not any(_is_purpose(act, other) for other in told)]
        parts = [part for act in told for part in self._parts(act)]
        found: list[Act] = []
        for part in _dated_by_stay(parts, self.table):
            same = (k for k in reversed(found) if self._is_same(k, part) or self._of(k, part))
            known = next(same, None)
            if known is None:
                found.append(part)
            else:
                self._join(known, part)
        found = [act for act in found if self.wants(act)]
        for act in acts:
            if _tells(act) and _joins(act):
                self._admit(act, found)
        return found

    def _admit(self, act: Act, found: Sequence[Act]) -> None:
        """Add those who joined a contact to the one told last before."""
        reach = int(str(act.draft.extra["joins"]))
        for known in reversed(found):
            apart = act.draft.sentence - known.draft.sentence
            told = {act.draft.channel, known.draft.channel}
            same = len(told) == 1 or "unspecified" in told or told == {"visit", "meeting"}
            if same and 0 <= apart <= reach and known.draft.contact_status == "held":
                known.actors += [key for key in act.actors if key not in known.parties]
                known.spans += [span for span in act.spans if span not in known.spans]
                return

    def wants(self, act: Act) -> bool:
        """Whether two parties take part that can meet or call, or one body that meets."""
        parties = [self.table.ref(key) for key in act.parties]
        able = [ref for ref in parties if ref.sector not in CROWDS]
        if len(able) == 1 and len(parties) == 1:
            body = able[0].kind != "person" and (able[0].country or "").startswith("IGO:")
            return act.draft.channel in GATHERED and body
        if act.draft.channel == "visit":
            if is_travel(act, self.table):
                return False
            told = bool(act.actors) and len(_countries(act, self.table)) > 1
            return len(able) >= 2 and told
        return len(able) >= 2

    def _copied(self, act: Act) -> Act:
        """The act with the contact's own date: that of the meeting, not of its announcement."""
        when = act.when
        if act.draft.contact_status != "held":
            day = self.events.report.date
            open_end = When(start=day, precision="unknown", basis="document") if day else When()
            when = act.draft.refers_to or open_end
            if when.basis == "document":
                when = open_end
        return replace(
            act, when=when, spans=list(act.spans), actors=list(act.actors),
            recipients=list(act.recipients),
        )  # fmt: skip

    def _parts(self, act: Act) -> Iterator[Act]:
        """Yield the contact once for each of those who were met, called or visited apart."""
        self._at_home(act)
        if act.draft.reciprocal and len(act.others) == 1 and len(act.actors) > 2:
            yield from self._one_by_one(act)
            return
        if self._from_several(act):
            for key in act.actors:
                yield replace(act, actors=[key], spans=list(act.spans))
            return
        act.others = tuple(self._each_alone(act))
        if not self._apart(act):
            yield act
            return
        other = {key for group in act.others for key in group}
        own = [key for key in act.actors if key not in other]
        for group in act.others:
            keys = [key for key in group if key not in own]
            actors, recipients = [*own, *keys], []
            if not act.draft.reciprocal:
                actors, recipients = list(own), keys
            yield replace(act, actors=actors, recipients=recipients, spans=list(act.spans))

    def _each_alone(self, act: Act) -> Iterator[tuple[str, ...]]:
        """Those of several states who are called or written to, each by themselves."""
        for group in act.others:
            states = {self.table.ref(key).country for key in group}
            if act.draft.channel in AFAR and len(states) == len(group):
                yield from ((key,) for key in group)
            else:
                yield group

    def _from_several(self, act: Act) -> bool:
        """ "Received letters from Chile and Bolivia": each of them wrote."""
        draft = act.draft
        states = {self.table.ref(key).country for key in act.actors}
        written = draft.channel == "correspondence" and not draft.reciprocal
        got = draft.extra.get("lemma") in GETTING and len(act.recipients) == 1
        return written and got and len(act.actors) > 1 and len(states) == len(act.actors)

    def _at_home(self, act: Act) -> None:
        """Make a meeting of a visit that nobody comes from abroad for: "hosted labor leaders"."""
        received = act.draft.cameo == HOSTING or act.draft.extra.get("lemma") in HOSTS
        if (
            act.draft.channel == "visit"
            and received
            and act.recipients
            and len(_countries(act, self.table)) < 2
        ):
            act.draft = replace(act.draft, channel="meeting")

    def _one_by_one(self, act: Act) -> Iterator[Act]:
        """ "X and Y met **separately** with Z": X with Z, and Y with Z."""
        others = set(act.others[0])
        apart = bool(APART & self._words(act)) and not TOGETHER & self._words(act)
        own = [key for key in act.actors if key not in others]
        for one in [[key] for key in own] if apart else [own]:
            yield replace(act, actors=[*one, *act.others[0]], spans=list(act.spans))

    def _apart(self, act: Act) -> bool:
        groups = act.others
        if len(groups) < 2 or set(act.actors) <= {key for group in groups for key in group}:
            return False
        words = self._words(act)
        if TOGETHER & words or self._taken_up(act):
            return False
        noun = act.draft.extra.get("noun")
        if act.draft.extra.get("each"):
            return True
        if APART & words or noun == "many":
            return True
        if noun:  # "a visit to France and Spain"
            return False
        abroad = len(_countries(act, self.table)) > 1
        if abroad and act.draft.channel in AFAR and not act.draft.reciprocal:
            return True
        return act.draft.channel == "visit" or (abroad and len(groups) >= LIST)

    def _taken_up(self, act: Act) -> bool:
        """Whether the next sentence tells what all of them did: "**The leaders** discussed …"."""
        layout, at = self.events.prepared.layout, act.draft.sentence + 1
        if at >= len(layout.sentences) or act.draft.channel == "visit":
            return False
        sentence = layout.sentences[at]
        words = _WORD.findall(layout.shadow[sentence.start : sentence.end].lower()[:40])
        return len(words) > 1 and words[0] == "the" and words[1] in TAKING_UP

    def _words(self, act: Act) -> set[str]:
        sentence = self.events.prepared.layout.sentences[act.draft.sentence]
        shadow = self.events.prepared.layout.shadow
        return set(_WORD.findall(shadow[sentence.start : sentence.end].lower()))

    def _is_same(self, known: Act, act: Act) -> bool:
        one, two = known.draft, act.draft
        told = retold_channel(known, act)
        channels = {one.channel, told}
        if len(channels) > 1 and "unspecified" not in channels:
            return False
        off = _is_off(one) and two.contact_status == "scheduled"
        off = off or (_is_off(two) and one.contact_status == "scheduled")
        if one.contact_status != two.contact_status and known.when != act.when and not off:
            return False
        if _is_gathering_of(act, known) or _is_gathering_of(known, act):
            return True
        retold = told == "unspecified" and act.when.basis == "document"
        if not retold and not same_days(known.when, act.when):
            return False
        return same_sides(known, act, self.table)

    def _of(self, known: Act, act: Act) -> bool:
        """Whether talk to come is only what a visit or meeting told before is for."""
        one, two = known.draft, act.draft
        if two.channel != "unspecified" or two.contact_status != "scheduled":
            return False
        if one.channel not in GATHERED and one.channel != "visit":
            return False
        near = one.contact_status == "scheduled" or two.sentence - one.sentence <= FOLLOWS
        both = _countries(known, self.table) & _countries(act, self.table)
        undated = act.when.basis == "document" or act.when == known.when
        return near and undated and len(both) > 1

    def _join(self, known: Act, act: Act) -> None:
        """Add a further mention."""
        act = without_others(known, act)
        off = act.draft.contact_status if _is_off(act.draft) else None
        join(known, act, self.table)
        if off and known.draft.contact_status == "scheduled":
            known.draft = replace(known.draft, contact_status=off)

    def record(self, act: Act, ident: str, event: str | None, ids: Mapping[str, str]) -> Contact:
        """The contact record of an act; `event` is the id of its event, if it has one."""
        draft = act.draft
        text = self.events.report.text
        topics = sorted((start, end) for role, start, end in act.spans if role == "topic")
        began = draft.extra.get("lemma") in BEGINNING and len(act.actors) > 1
        return Contact(
            id=ident,
            event=event,
            channel=draft.channel,  # type: ignore[arg-type]
            participants=_sorted(act.parties, ids),
            initiator=ids[act.actors[0]] if began else None,
            date=act.when,
            place=act.place,
            status=draft.contact_status,  # type: ignore[arg-type]
            topics=tuple(dict.fromkeys(" ".join(text[a:b].split()) for a, b in topics)),
            confidence=self.events.trust.contact(act, self.table),
            rule=draft.rule,
            evidence=self.events.evidence(act),
        )


def triggers(act: Act) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that tell of an act."""
    return ((start, end) for role, start, end in act.spans if role == "trigger")


def _tells(act: Act) -> bool:
    """Whether an act belongs in a ledger of contacts; who travels to whom the model can't tell."""
    draft = act.draft
    if draft.extra.get("opinion") and draft.channel == "visit":
        return False
    return draft.channel is not None and draft.contact_status is not None and bool(act.parties)


def _joins(act: Act) -> bool:
    """Whether an act only says who else took part in a contact told before."""
    return bool(act.draft.extra.get("joins"))


def _is_off(draft: DraftEvent) -> bool:
    """Whether a contact does not take place as planned."""
    return draft.contact_status in ("cancelled", "postponed", "declined")


def _is_gathering_of(act: Act, other: Act) -> bool:
    """Whether an act is only the body's meeting at which, in the same sentence, the other is."""
    here = act.draft.sentence == other.draft.sentence
    return here and len(act.parties) == 1 and set(act.parties) <= set(other.parties)


def _is_purpose(act: Act, other: Act) -> bool:
    """Whether an act is only what the other is for: "met him to discuss trade"."""
    one, two = act.draft, other.draft
    if act is other or one.sentence != two.sentence or one.contact_status != "scheduled":
        return False
    governor = one.extra.get("governor")
    carried = governor in (two.head, two.extra.get("anchor"))
    return governor != one.head and carried and set(act.parties) <= set(other.parties)


def _dated_by_stay(acts: Sequence[Act], table: EntityTable) -> Iterator[Act]:
    """Yield the acts; what has no date of its own has that of the stay which it belongs to."""
    stays = [
        act
        for act in acts
        if act.draft.channel == "visit"
        and act.draft.contact_status == "scheduled"
        and act.when.basis != "document"
    ]
    for act in acts:
        if act.when.basis == "document" and act.draft.contact_status == "scheduled":
            near = [stay for stay in stays if _belongs(act, stay, table)]
            if near:
                apart = [abs(act.draft.sentence - stay.draft.sentence) for stay in near]
                act.when = near[apart.index(min(apart))].when
        yield act


def _belongs(act: Act, stay: Act, table: EntityTable) -> bool:
    """Whether a meeting is of a stay: its countries are, or it follows, told of the visitor."""
    countries = _countries(act, table)
    if len(countries) > 1 and countries <= _countries(stay, table):
        return True
    after = 0 <= act.draft.sentence - stay.draft.sentence <= FOLLOWS
    return after and bool(set(act.actors) & set(stay.actors))


def _countries(act: Act, table: EntityTable) -> set[str]:
    return {code for key in act.parties if (code := table.ref(key).country)}
