"""The day of acts without one: that of the scene which the sentences before have set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.dates import When
from communique.drafts import Prepared, Saying

#: So many sentences on, what the parties of a meeting say is said there.
REACH = 2
#: Longer meetings are no one occasion.
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


def set_spoken(
    acts: Sequence[Act], sayings: Sequence[tuple[frozenset[str], Saying]], table: EntityTable
) -> None:
    """Give undated words of the past the day on which their speaker was last said to speak."""
    for act in acts:
        if act.draft.type not in WORDS or not _waits(act):
            continue
        people = {key for key in act.actors if table.ref(key).kind == "person"}
        for speaker, said in reversed(sayings):
            if said.sentence < act.draft.sentence and people & speaker:
                act.when = said.when
                break


def set_days_of_fighting(acts: Sequence[Act], sayings: Sequence[Saying], prepared: Prepared) -> None:
    """Give undated attacks the day that the sentence before is about: "Monday saw two attacks"."""
    told = {(said.sentence, said.when) for said in sayings}
    for act in acts:
        if act.draft.type != "ASSAULT" or not _waits(act):
            continue
        place = act.draft.sentence
        if place and not _days(prepared, place):
            days = {w for w in _days(prepared, place - 1) if (place - 1, w) not in told}
            if len(days) == 1 and _is_recent(days, prepared):
                act.when = days.pop()


def _days(prepared: Prepared, place: int) -> set[When]:
    """The days that a sentence names."""
    sentence = prepared.layout.sentences[place]
    return {
        time.when
        for time in prepared.times
        if sentence.start <= time.start < sentence.end
        and time.when is not None
        and time.when.precision == "day"
        and not time.future
    }


def _is_recent(days: Iterable[When], prepared: Prepared) -> bool:
    """Whether these days lie in the week before the report."""
    day = prepared.report.date
    return day is not None and all(
        when.end is not None and day - NEWS <= when.end <= day for when in days
    )


def set_scenes(acts: Sequence[Act], table: EntityTable, prepared: Prepared) -> None:
    """Give undated acts of the past the day of the meeting or fight that they are part of."""
    lead = _lead(acts)
    readout = lead if prepared.layout.dateline is None else None
    for place, act in enumerate(acts):
        if not _waits(act):
            continue
        for known in reversed(acts[:place]):
            apart = act.draft.sentence - known.draft.sentence
            if apart > REACH and known is not lead:
                continue
            told_on = 0 <= apart <= REACH and _goes_on(act, prepared)
            told_on = told_on or (known is readout and _is_of(act, known, table))
            if _is_set(known) and (told_on or _is_part(act, known, table)):
                act.when = known.when
                break


def _goes_on(act: Act, prepared: Prepared) -> bool:
    """Whether the sentence says that it goes on from the one before: "in return", "later"."""
    sentence = prepared.layout.sentences[act.draft.sentence]
    return bool(GOING_ON.search(prepared.layout.shadow[sentence.start : sentence.end]))


def _lead(acts: Sequence[Act]) -> Act | None:
    """The meeting or call that a report begins with and is about, if it does."""
    first = next(iter(acts), None)
    return first if first is not None and first.draft.type == "CONSULT" else None


def _waits(act: Act) -> bool:
    """Whether an act is past and has no day but the report's."""
    when, draft = act.when, act.draft
    return bool(draft.extra.get("past")) and when.basis == "document" and when.precision == "day"


def _is_set(known: Act) -> bool:
    when = known.when
    if when.basis == "document" or when.start is None or when.end is None:
        return False
    visit = known.draft.type == "CONSULT" and when.end - when.start <= DAYS
    return when.precision == "day" or visit


def _is_of(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether words are of a meeting whose readout the report is: said by one of its sides."""
    held = known.draft.contact_status == "held" and act.draft.type in WORDS
    theirs = {table.ref(key).country for key in known.parties}
    return held and any(table.ref(key).country in theirs for key in act.actors)


def _is_part(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether an act is of the meeting or the fight before, told of the same parties."""
    one, two = known.draft, act.draft
    ours = {table.ref(key).country for key in act.parties}
    theirs = {table.ref(key).country for key in known.parties}
    if _is_sequel(act, known, table) or (one.type == two.type == "ASSAULT" and ours & theirs):
        return True
    if not ours or not ours <= theirs:
        return False
    if one.type == "CONSULT" and one.contact_status == "held":
        joint = len(ours) > 1 and ours == {table.ref(key).country for key in act.actors}
        there = joint or any(key in known.parties for key in act.actors)
        return two.type in WORDS and there
    apart = two.sentence - one.sentence
    return apart <= 1 and one.type in FIGHTS.get(two.type, ())


def _same_person(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether one person acts in both, or goes on where he was well received."""
    there = known.actors if known.draft.type in HOSTILE | {"RETREAT"} else known.parties
    return any(key in there and table.ref(key).kind == "person" for key in act.actors)


def _is_sequel(act: Act, known: Act, table: EntityTable) -> bool:
    """Whether the same two sides go on: who handed over is thanked, who signed also met.

    The answer of those who were wronged is of a day of its own.
    """
    if known.draft.extra.get("perfect") or not known.draft.is_event:
        return False
    ours = {table.ref(key).country for key in act.parties}
    theirs = {table.ref(key).country for key in known.parties}
    if _same_person(act, known, table):
        return act.draft.sentence - known.draft.sentence <= 1 
    if len(ours) < 2 or ours != theirs:
        return False
    doers = {table.ref(key).country for key in known.actors}
    same = {table.ref(key).country for key in act.actors} == doers
    return same or (act.draft.type in CEREMONY and known.draft.type not in HOSTILE)
