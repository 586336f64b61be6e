"""Items and texts for the tests of linking, made without a parser."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from communique.account import Item, Key, Party
from communique.dates import When
from communique.link import Linker


@pytest.fixture(scope="session")
def linker():
    """The linker with the shipped tables."""
    return Linker.load()


def person(name, code, side="actor"):
    """A named person of a country."""
    return Party(side=side, code=code, who=f"tenure:{name}", name=name, kind="person", sector="GOV")


def state(code, side="actor"):
    """A state."""
    return Party(side=side, code=code, who=f"state:{code}", name=code, kind="state", sector="GOV")


def on(day):
    """The date that says a day; a month or year where it is shorter."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 1:
        return When.year(parts[0])
    return When.month(*parts) if len(parts) == 2 else When.on(date(*parts), basis="relative")


def item(report, day="2020-03-04", *parties, kind="event", type="CONSULT", id="e1", **more):
    """An item of a report; a report is of the day after, unless said otherwise."""
    when = more.pop("when", None) or on(day)
    known = more.pop("known", None) or when.end or date(2020, 3, 5)
    made = Item(
        key=Key(report=report, kind=kind, id=id),
        doc=report,
        known=known,
        reported=known,
        type=type,
        when=when,
        status="occurred" if kind == "event" else None,
        confidence=0.8,
        parties=parties,
    )
    return msgspec.structs.replace(made, **more)


def agreement(report, name, day, status="signed", codes=("NOR", "KEN"), **more):
    """An agreement of a report."""
    parties = tuple(state(code, "party") for code in codes)
    return item(
        report, day, *parties, kind="agreement", type="agreement", id="g1", name=name,
        status=status, **more,
    )  # fmt: skip


def groups(linker, *items, copies=None):
    """The ids of reports that are joined, group by group."""
    links = [
        link
        for n, a in enumerate(items)
        for b in items[n + 1 :]
        if set(linker.blocks(a)) & set(linker.seeks(b))
        and (link := linker.compare(a, b, copies=(copies or {}).get((a.doc, b.doc))))
    ]
    parts = linker.cluster(items, links)
    return sorted(sorted(one.doc for one in part) for part in parts)
