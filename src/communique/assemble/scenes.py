"""The day of acts without one: that of the scene which the sentences before have set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from communique.assemble.acts import Act, ActMaker
from communique.assemble.entities import EntityTable
from communique.dates import When
from communique.drafts import Prepared, Saying

#: So many sentences on, what the parties of a meeting say is said there.
REACH = 2
#: Meetings of more days are no one occasion.
DAYS = timedelta(days=3)
#: Scenes are set in the week before the report.
NEWS = timedelta(days=7)
#: Words and promises, which are exchanged in meetings.
WORDS = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "CONCEDE", "CONSULT", "THREATEN"}
)
#: Words that put a sentence into the hours of the one before.
GOING_ON = re.compile(
    r"\b(in (return|exchange)|(the same|that) (day|night|evening|morning|afternoon)"
    r"|(minutes|hours|an hour|soon|shortly) (later|after|afterwards)|meanwhile|elsewhere)\b",
    re.IGNORECASE,
)
#: A sentence that says when what is told elsewhere happened: "the blast occurred at ten".
HAPPENED = re.compile(
    r"\b(the|this|both|an?)\b[^.;]{0,40}\b(ambush|assault|attack|blast|bomb|bombing|clash"
    r"|explosion|incident|killing|raid|shooting)(s|es)?\b[^.;]{0,60}"
    r"\b(began|came|happened|occurred|took place|went off)\b",
    re.IGNORECASE,
)
#: Types of acts to the harm of another.
HOSTILE = frozenset(
    {"ACCUSE", "REJECT", "THREATEN", "ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"}
)
#: What the other side does there and then: it gives thanks, or meets who has come.
CEREMONY = frozenset({"SUPPORT", "CONSULT"})
#: What follows what within one scene: a march, the tear gas, the arrests.
FIGHTS = {
    "ASSAULT": ("ASSAULT", "COERCE", "PROTEST"),
    "COERCE": ("COERCE", "PROTEST"),
    "RETREAT": ("RETREAT",),
}


class Scenes:
    """Dates the undated acts of one report's past by the scenes that they are part of."""

    def __init__(
        self, prepared: Prepared, table: EntityTable, maker: ActMaker, sayings: Sequence[Saying]
    ) -> None:
        self.prepared = prepared
        self.table = table
        self.spoken = [(maker.speaker(said), said) for said in sayings]

    def __call__(self, acts: Sequence[Act]) -> None:
        """Give the acts the day on which their speaker spoke, of their meeting, or of the fight."""
        for act in acts:
            if act.draft.type in WORDS and _waits(act):
                self._set_spoken(act)
        self._set_scenes(acts)
        for act in acts:
            if act.draft.type == "ASSAULT" and _waits(act):
                self._set_fight(act)
        days = self._days_of_happening()
        for act in acts if len(days) == 1 else ():
            if act.draft.type == "ASSAULT" and _waits(act):
                act.when = next(iter(days))

    def _set_spoken(self, act: Act) -> None:
        """The day on which the speaker was last said to speak: "said on Monday … he added"."""
        people = {key for key in act.actors if self.table.ref(key).kind == "person"}
        for speaker, said in reversed(self.spoken):
            if said.sentence < act.draft.sentence and people & speaker:
                act.when = said.when
                return

    def _set_scenes(self, acts: Sequence[Act]) -> None:
        """The day of the meeting or fight told just before."""
        lead = _lead(acts)
        readout = lead if self.prepared.layout.dateline is None else None
        for place, act in enumerate(acts):
            if not _waits(act):
                continue
            for known in reversed(acts[:place]):
                apart = act.draft.sentence - known.draft.sentence
                if apart > REACH and known is not lead:
                    continue
                told_on = 0 <= apart <= REACH and self._goes_on(act)
                told_on = told_on or (known is readout and _is_of(act, known, self.table))
                if _is_set(known) and (told_on or _is_part(act, known, self.table)):
                    act.when = known.when
                    break

    def _set_fight(self, act: Act) -> None:
        """The one day that the sentence before is about: "Monday saw two more attacks"."""
        place = act.draft.sentence
        if not place or self._days(place):
            return
        told = {(said.sentence, said.when) for _, said in self.spoken}
        days = {when for when in self._days(place - 1) if (place - 1, when) not in told}
        if len(days) == 1 and self._is_recent(when := days.pop()):
            act.when = when

    def _days_of_happening(self) -> set[When]:
        """The days on which fights happened, as sentences say that tell nothing but that."""
        shadow = self.prepared.layout.shadow
        told = (
            self._days(sentence.index)
            for sentence in self.prepared.layout.sentences
            if HAPPENED.search(shadow[sentence.start : sentence.end])
        )
        return {when for days in told if len(days) == 1 for when in days if self._is_recent(when)}

    def _goes_on(self, act: Act) -> bool:
        """Whether the sentence says that it goes on from the one before: "in return", "later"."""
        sentence = self.prepared.layout.sentences[act.draft.sentence]
        return bool(GOING_ON.search(self.prepared.layout.shadow[sentence.start : sentence.end]))

    def _days(self, place: int) -> set[When]:
        """The days that a sentence names."""
        sentence = self.prepared.layout.sentences[place]
        return {
            time.when
            for time in self.prepared.times
            if sentence.start <= time.start < sentence.end
            and time.when is not None
            and time.when.precision == "day"
            and not time.future
        }

    def _is_recent(self, when: When) -> bool:
        """Whether a day lies in the week before the report."""
        day = self.prepared.report.date
        return day is not None and when.end is not None and day - NEWS <= when.end <= day


def _lead(acts: Sequence[Act]) -> Act | None:
    """The meeting or call that a report begins with and is about, if it does."""
    first = next(iter(acts), None)
    return first if first is not None and first.draft.type == "CONSULT" else None


def _waits(act: Act) -> bool:
    """Whether an act is past and has no day but the report's."""
    when, draft = act.when, act.draft
    return bool(draft.extra.get("past")) and when.basis == "document" and when.precision == "day"


def _is_set(known: Act) -> bool:
    """Whether an act has a day that others can share; a meeting may last a few."""
    when = known.when
    if when.basis == "document" or when.start is None or when.end is None:
        return False
    brief = known.draft.type == "CONSULT" and when.end - when.start <= DAYS
    return when.precision == "day" or brief


def _is_of(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether words are of a meeting whose readout the report is: said by one of its sides."""
    held = known.draft.contact_status == "held" and act.draft.type in WORDS
    return held and bool(_countries(act.actors, table) & _countries(known.parties, table))


def _is_part(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether an act is of the meeting or the fight before, told of the same parties."""
    one, two = known.draft, act.draft
    ours, theirs = _countries(act.parties, table), _countries(known.parties, table)
    if _is_sequel(act, known, table) or (one.type == two.type == "ASSAULT" and ours & theirs):
        return True
    if not ours or not ours <= theirs:
        return False
    if one.type == "CONSULT" and one.contact_status == "held":
        joint = len(ours) > 1 and ours == _countries(act.actors, table)
        there = joint or any(key in known.parties for key in act.actors)
        return two.type in WORDS and there
    apart = two.sentence - one.sentence
    return apart <= 1 and one.type in FIGHTS.get(two.type, ())


def _is_sequel(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether the same person or two sides go on: who handed over is thanked, who signed also met.

    The answer of those who were wronged is of a day of its own.
    """
    if known.draft.extra.get("perfect") or not known.draft.is_event:
        return False
    if _same_person(act, known, table):
        return act.draft.sentence - known.draft.sentence <= 1
    ours = _countries(act.parties, table)
    if len(ours) < 2 or ours != _countries(known.parties, table):
        return False
    same = _countries(act.actors, table) == _countries(known.actors, table)
    return same or (act.draft.type in CEREMONY and known.draft.type not in HOSTILE)


def _same_person(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether one person acts in both, or goes on where he was well received."""
    there = known.actors if known.draft.type in HOSTILE | {"RETREAT"} else known.parties
    return any(key in there and table.ref(key).kind == "person" for key in act.actors)


def _countries(keys: Sequence[str], table: EntityTable) -> set[str | None]:
    return {table.ref(key).country for key in keys}
