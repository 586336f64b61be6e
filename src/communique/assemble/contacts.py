"""From acts to contact records: who was in touch with whom, by which channel."""

from __future__ import annotations

from collections.abc import Mapping

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.assemble.events import EventMaker, _sorted
from communique.assemble.trust import event_confidence
from communique.records import Contact

#: Kinds of entities that can meet or call: not crowds.
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "ELI", None})


class ContactMaker:
    """Makes the contact records of one report."""

    def __init__(self, events: EventMaker, table: EntityTable) -> None:
        self.events = events
        self.table = table

    def wants(self, act: Act) -> bool:
        """Whether an act is a contact: its frame has a channel, and officials take part."""
        if act.draft.channel is None or act.draft.contact_status is None or not act.parties:
            return False
        officials = [key for key in act.parties if self.table.ref(key).sector in OFFICIAL]
        return len(officials) >= 2 or (
            len(officials) == 1 and act.draft.contact_status == "scheduled"
        )

    def record(
        self, act: Act, ident: str, event: str | None, ids: Mapping[str, str]
    ) -> Contact:
        """The contact record of an act; `event` is the id of its event, if it has one."""
        draft = act.draft
        planned = draft.refers_to if draft.contact_status == "scheduled" else None
        initiator = None
        if draft.channel in ("phone", "correspondence") and not draft.reciprocal:
            initiator = ids[act.actors[0]] if act.actors else None
        return Contact(
            id=ident,
            event=event,
            channel=draft.channel,  # type: ignore[arg-type]
            participants=_sorted(act.parties, ids),
            initiator=initiator,
            date=planned or act.when,
            place=act.place,
            status=draft.contact_status,  # type: ignore[arg-type]
            confidence=event_confidence(act, self.table),
            rule=draft.rule,
            evidence=self.events.evidence(act),
        )
