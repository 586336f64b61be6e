"""What was known on a day is made of what was settled then and little more, and is the same."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from communique.query import Record, Wanted
from communique.query.accounts import AccountThen
from communique.recorder import Recorder

KINDS = ("happening", "contact", "agreement", "designation")
FIRST = date(2020, 3, 1)


@pytest.fixture(params=[1, 2, 3])
def winding(request, store, linker, run_info, tell, coded_archive):
    """A record in which reports of near days tell of the same, correct each other, are withdrawn
    and come late."""
    dice = random.Random(request.param)
    told = []
    for number in range(60):
        day = FIRST + timedelta(days=dice.randrange(12))
        happened = day - timedelta(days=dice.choice([0, 0, 1, 2]))
        who = dice.choice(["KEN UGA", "KEN UGA OMN", "OMN NOR", "NOR KEN"])
        id = dice.choice(["a", "b", "c", f"n{number}", f"n{number}", f"n{number}"])
        told.append(
            tell(
                day.isoformat(),
                who,
                happened=happened.isoformat(),
                id=id,
                more=f"It was day {number % 17}.",
                publisher=dice.choice(["News", "Post"]),
            )
        )
    recorder = Recorder(store, linker, run_info, batch=7, today=FIRST + timedelta(days=20))
    recorder.add([*told[:40], *coded_archive])
    for one in dice.sample(told[:40], 6):
        key = next(
            f for f in store.reports.find(one.doc.id) if f.publisher == one.doc.publisher
        ).key
        recorder.retract(key, day=FIRST + timedelta(days=dice.randrange(14)), reason="a test")
    recorder.recode(
        lambda reports: iter(
            [c for c in told[:40] for r in reports if r.id == c.doc.id and r.text == c.doc.text]
        ),
        everything=False,
    )
    recorder.add(told[40:])
    with Record.open(store.path) as book:
        yield book


def days(book):
    known = {row[0] for row in book._connection.execute("SELECT known_on FROM reports")}
    return [date.fromisoformat(day) for day in sorted(known)] + [FIRST + timedelta(days=400)]


def test_it_is_what_all_worked_out_afresh_is(winding):
    for day in days(winding):
        then = AccountThen(winding._connection, day, winding.linker)
        for kind in KINDS:
            found = winding.entries(kind, as_known_on=day)
            assert found == then.find(Wanted(kind=kind)), (day, kind)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"codes": ("KEN",)},
        {"codes": ("KEN", "UGA")},
        {"whos": ("state:KEN",)},
        {"types": ("CONSULT",)},
        {"since": date(2020, 3, 4), "until": date(2020, 3, 8)},
    ],
)
@pytest.mark.parametrize("newest", [True, False])
def test_pages_and_counts_are_stretches_of_it(winding, asked, newest):
    wanted = Wanted(kind="happening", **asked)
    for day in days(winding)[::3]:
        whole = AccountThen(winding._connection, day, winding.linker).find(wanted)
        overview = winding.overview(as_known_on=day)
        for limit in (1, 3, 50):
            found = []
            for offset in range(0, len(whole) + limit, limit):
                page = overview.page(wanted, limit=limit, offset=offset, newest=newest)
                assert page.total == len(whole)
                found += page.entries
            assert found == (whole[::-1] if newest else whole)


def test_totals_of_ties_are_those_of_all_happenings_of_then(winding):
    for day in days(winding)[::4]:
        everything = AccountThen(winding._connection, day, winding.linker).find(
            Wanted(kind="happening")
        )
        rows = winding.ties("NOR", "GHA", by="month", as_known_on=day).rows
        for row in rows:
            lying = [
                e
                for e in everything
                if e.status != "alleged" and e.when.start and e.when.end
                and e.when.start.isoformat()[:7] == row.period == e.when.end.isoformat()[:7]
            ]  # fmt: skip
            assert row.all_happenings == len(lying), (day, row.period)
