"""Records made by hand about an invented report, so that every kind is shown."""

from datetime import date

import pytest

from communique.dates import When
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    Event,
    Magnitude,
    Problem,
    Report,
    Span,
    Statement,
    Tally,
)

TEXT = """\
PORT ELARA, May 4 (Coastal Wire) - Foreign Minister Mira Tolan of Ostrava and her Belmark \
counterpart Jon Ferris spoke by phone on Tuesday, their third call since March 🤝.

"We will reopen the northern crossing before the harvest," Tolan said, and praised Belmark's \
"steady hand". In June 2016 Belmark had named Ostrava a Preferred Harbour Partner, and in 2018 the \
two signed the Harbour Access Agreement (HAA). The agreement lets the ships of each side take on \
fuel in the other's ports; it does not allow warships to stay longer than ten days.

At least 12 soldiers were killed in a clash on the border last month, the army said. \
Rebels denied that they had fired first.

وقالت الوزيرة إن الحدود ستبقى مفتوحة.
"""

REPORT = Report(
    id="wire-7",
    date=date(2021, 5, 5),
    title="Ostrava and Belmark ministers speak for the third time",
    publisher="Coastal Wire",
    url="https://wire.example/7",
    language="en",
    text=TEXT,
)
TUESDAY = When.on(date(2021, 5, 4), basis="relative")


def span(words: str, role: str | None = None, *, text: str = TEXT) -> Span:
    """Quote the first place of `words`."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words, role=role)


def coded_report() -> CodedReport:
    """A report with records of every kind."""
    entities = (
        Entity(
            id="n1",
            kind="person",
            name="Mira Tolan",
            country="OST",
            sector="GOV",
            office="Foreign Minister",
            link="person:mira-tolan",
            score=0.97,
            reasons=("holds the office on the day", "the name stands in full"),
            evidence=(span("Foreign Minister Mira Tolan of Ostrava"), span("Tolan said")),
        ),
        Entity(
            id="n2",
            kind="person",
            name="Jon Ferris",
            country="BEL",
            sector="GOV",
            office="Foreign Minister",
            score=0.61,
            reasons=("counterpart of a foreign minister",),
            evidence=(span("her Belmark counterpart Jon Ferris"),),
        ),
        Entity(id="n3", kind="state", name="Belmark", country="BEL", evidence=(span("Belmark"),)),
        Entity(
            id="n4", kind="group", country="OST", sector="REB", evidence=(span("Rebels"),)
        ),
        Entity(
            id="n5", kind="organisation", name="army", country="OST", sector="MIL",
            evidence=(span("the army"),),
        ),
    )  # fmt: skip
    events = (
        Event(
            id="e1",
            type="CONSULT",
            mode="phone",
            contexts=("diplomatic",),
            cameo="041",
            score=1.0,
            goldstein=1.0,
            quad=1,
            actors=("n1", "n2"),
            date=TUESDAY,
            confidence=0.93,
            rule="speak-by-phone",
            evidence=(
                span("spoke by phone", "trigger"),
                span("Foreign Minister Mira Tolan of Ostrava", "actor"),
                span("her Belmark counterpart Jon Ferris", "actor"),
                span("on Tuesday", "date"),
            ),
        ),
        Event(
            id="e2",
            type="ASSAULT",
            mode="clash",
            actors=("n5", "n4"),
            date=When.month(2021, 4, basis="relative"),
            status="alleged",
            background=True,
            attributed_to=("n5",),
            place="the border",
            magnitude=Magnitude(dead=12, text="At least 12"),
            confidence=0.7,
            rule="clash",
            evidence=(span("clash", "trigger"), span("At least 12 soldiers were killed")),
        ),
        Event(
            id="e3",
            type="AGREE",
            actors=("n1",),
            recipients=("n3",),
            date=When(end=date(2021, 5, 5)),
            refers_to=When.range(date(2021, 5, 5), date(2021, 9, 22)),
            confidence=0.55,
            rule="will-reopen",
            evidence=(span("will reopen the northern crossing", "trigger"),),
        ),
    )
    return CodedReport(
        doc=REPORT,
        entities=entities,
        events=events,
        contacts=(
            Contact(
                id="c1",
                event="e1",
                channel="phone",
                participants=("n1", "n2"),
                initiator="n1",
                date=TUESDAY,
                topics=("northern crossing",),
                confidence=0.9,
                rule="speak-by-phone",
                evidence=(span("spoke by phone", "trigger"),),
            ),
        ),
        agreements=(
            Agreement(
                id="g1",
                name="Harbour Access Agreement",
                acronym="HAA",
                kind="agreement",
                parties=("OST", "BEL"),
                status="signed",
                date=When.year(2018),
                provisions=(
                    span("lets the ships of each side take on fuel in the other's ports"),
                    span("does not allow warships to stay longer than ten days"),
                ),
                confidence=0.88,
                rule="signed",
                evidence=(span("signed the Harbour Access Agreement (HAA)", "trigger"),),
            ),
        ),
        designations=(
            Designation(
                id="d1",
                by=("BEL",),
                to=("OST",),
                title="Preferred Harbour Partner",
                action="conferred",
                date=When.month(2016, 6),
                confidence=0.9,
                rule="named",
                evidence=(span("named Ostrava a Preferred Harbour Partner", "trigger"),),
            ),
        ),
        statements=(
            Statement(
                id="s1",
                speaker="n1",
                addressees=("n3",),
                verb="say",
                kind="pledge",
                content=span("We will reopen the northern crossing before the harvest"),
                date=TUESDAY,
                confidence=0.8,
                rule="say",
                evidence=(span("Tolan said"),),
            ),
            Statement(
                id="s2",
                speaker=None,
                verb="deny",
                kind="denial",
                content=span("they had fired first"),
                date=When(end=date(2021, 5, 5)),
                confidence=0.6,
                rule="deny",
                evidence=(span("denied"),),
            ),
        ),
        tallies=(
            Tally(
                id="q1",
                subject="n1",
                what="calls",
                kind="ordinal",
                number=3,
                window="since March",
                members=("BEL",),
                checked="unverifiable",
                confidence=0.75,
                rule="third-since",
                evidence=(span("their third call since March"),),
            ),
        ),
        problems=(Problem(code="no-office", detail="no holder of 'army chief' is known"),),
    )


@pytest.fixture
def coded() -> CodedReport:
    """A report with records of every kind."""
    return coded_report()
