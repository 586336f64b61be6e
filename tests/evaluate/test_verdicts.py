"""What became of every event: the cause of each error, and which types are confused."""

import pytest

from communique.evaluate.events import pair_events
from communique.evaluate.verdicts import Cause, confusion, judge
from communique.extract.traces import Trace

from .conftest import TEXT, document, event

ACCUSED = event("ACCUSE", "NOR", "IRN", quote="accused")


def causes(gold, found, traces=None):
    """The causes of the verdicts on a document."""
    pairing = pair_events(document(*gold), document(*found))
    return [verdict.cause for verdict in judge(pairing, traces)]


def trace(outcome, *, rule="ACCUSE/accuse", word="accused"):
    """A frame at a word of the text."""
    at = TEXT.index(word)
    return Trace(rule, 1, at, at + len(word), outcome, "")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([ACCUSED], [Cause.RIGHT]),
        ([], [Cause.SILENT]),
        ([event("ACCUSE", "SWE", "IRN", quote="accused")], [Cause.ACTOR]),
        ([event("ACCUSE", "NOR", "SWE", quote="accused")], [Cause.RECIPIENT]),
        ([event("ACCUSE", "SWE", "FIN", quote="accused")], [Cause.BOTH]),
        ([event("ACCUSE", "NOR SWE", "IRN", quote="accused")], [Cause.PARTY]),
        ([event("ACCUSE", "NOR", "IRN", quote="accused", date=None)], [Cause.DATE]),
        ([event("REJECT", "NOR", "IRN", quote="spying")], [Cause.TYPE]),
        ([ACCUSED, ACCUSED], [Cause.RIGHT, Cause.DUPLICATE]),
        ([ACCUSED, event("AID", "PER", "CHL", quote="rang")], [Cause.RIGHT, Cause.FALSE_ALARM]),
        ([event("ACCUSE", "PER", "CHL", quote="rang")], [Cause.SILENT, Cause.FALSE_ALARM]),
    ],
)
def test_every_error_has_its_cause(found, expected):
    assert causes([ACCUSED], found) == expected


@pytest.mark.parametrize(
    ("traces", "expected"),
    [
        ([], Cause.SILENT),
        ([trace("veto")], Cause.VETOED),
        ([trace("no event"), trace("veto")], Cause.NO_EVENT),
        ([trace("ACCUSE")], Cause.DROPPED),
        ([trace("AID", rule="AID/give")], Cause.OTHERS),
        ([trace("veto", rule="AID/give")], Cause.SILENT),
        ([trace("ACCUSE", word="signed")], Cause.SILENT),
    ],
)
def test_the_frames_of_the_sentence_tell_why_an_event_was_missed(traces, expected):
    assert causes([ACCUSED], [], traces) == [expected]


def test_two_events_told_as_one_are_seen():
    other = event("ACCUSE", "SWE", "IRN", quote="spying")
    assert causes([ACCUSED, other], [ACCUSED]) == [Cause.RIGHT, Cause.MERGED]


def test_events_beside_the_chosen_one_are_not_judged():
    gold = document(ACCUSED, scored="one")
    pairing = pair_events(gold, document(ACCUSED, event("AID", "PER", "CHL", quote="rang")))
    assert [verdict.cause for verdict in judge(pairing)] == [Cause.RIGHT]


def test_types_are_confused_in_one_sentence_only():
    found = [
        event("REJECT", "NOR", "IRN", quote="accused"),
        event("AID", "PER", "CHL", quote="rang"),
    ]
    pairing = pair_events(document(ACCUSED), document(*found))
    assert confusion(judge(pairing)) == {("ACCUSE", "REJECT"): 1, (None, "AID"): 1}


def test_every_event_gets_one_verdict():
    gold = [ACCUSED, event("SUPPORT", "KEN UGA", quote="signed"), ACCUSED]
    found = [event("ACCUSE", "NOR", "IRN", quote="rang"), event("AID", "KEN", quote="signed")]
    verdicts = list(judge(pair_events(document(*gold), document(*found))))
    assert sum(verdict.gold is not None for verdict in verdicts) == len(gold)
    assert sum(verdict.found is not None for verdict in verdicts) == len(found)
