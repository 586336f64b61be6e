"""Which agreement takes the place of which: told in one sentence, by name, not denied."""

from datetime import date

import pytest

from communique.account import Key
from communique.dates import When
from communique.link.account import account_of
from communique.link.successions import successions
from communique.records import Agreement, CodedReport, Report, Span

NEW, OLD = "Lakes Transit Treaty", "Mombasa Transit Accord"


def coded(text, number=1):
    """A report whose agreements are the two names, wherever they stand."""
    doc = Report(id=f"r{number}", date=date(2020, 3, number), text=text)
    made = []
    for id, name in (("g1", NEW), ("g2", OLD)):
        if name not in text:
            continue
        spot = text.index(name)
        made.append(
            Agreement(
                id=id,
                name=name,
                kind="treaty",
                status="mentioned",
                date=When(end=doc.date),
                confidence=0.8,
                rule="name",
                evidence=(Span.cut(doc, spot, spot + len(name), role="name"),),
            )
        )
    return CodedReport(doc=doc, agreements=tuple(made))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"The {NEW} replaces the {OLD} of 1998.", True),
        (f"The {NEW}, signed on Tuesday, supersedes the {OLD}.", True),
        (f"The {OLD} was replaced by the {NEW}, which was ratified.", True),
        (f"The {OLD} gave way to the {NEW}.", True),
        (f"The {NEW} is the successor to the {OLD}.", True),
        (f"The {NEW} took the place of the {OLD}.", True),
        (f"The {NEW} does not replace the {OLD}.", False),
        (f"The {NEW} was extended for ten years, as was the {OLD}.", False),
        (f"The {NEW} was signed. It replaces others. The {OLD} stays.", False),
        (f"The {NEW} replaces all others.", False),
    ],
)
def test_one_takes_the_place_of_the_other(text, told):
    report = coded(text)
    ends = [n + 1 for n, c in enumerate(text) if c == "."]
    sentences = list(zip([0, *ends], ends, strict=False))
    found = list(successions(report.agreements, text, sentences))
    assert found == ([("g1", "g2")] if told else [])


def test_both_entries_name_the_other(linker):
    reports = [coded(f"The {NEW} replaces the {OLD}."), coded(f"The {OLD} was signed in 1998.", 2)]
    entries = {entry.name: entry for entry in account_of(reports, linker).entries}
    new, old = entries[NEW], entries[OLD]
    assert [key.id for key in new.predecessors] == ["g2"]
    assert set(new.predecessors) < set(old.members)
    assert old.successors == (Key(report=new.members[0].report, kind="agreement", id="g1"),)
    assert (new.successors, old.predecessors) == ((), ())
