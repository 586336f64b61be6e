"""Measure what a report costs in a large record, and how fast questions are answered there.

    python tools/bench_record.py [--events N] [--sample N] [--fresh N] [--keep FILE]

A sample of real reports is coded once. Copies of them, with shifted days, other countries and their
words in another order, are put into a record until it has so many events. Then reports that are
not among them are added, in turn to that record and to one that began empty. Their cost is given
twice: as a user pays it, with coding, and without. Seconds are CPU seconds, as what else the
machine does makes seconds that pass say little; questions are timed by both.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import Clock, find_corpus, spread
from msgspec.structs import replace
from shared import shared_dir

from communique import CodedReport, Coder, Report
from communique.account import Item, Key, Party, report_key
from communique.dates import When
from communique.link import Linker
from communique.link.items import party_of
from communique.pipeline import CoderOptions
from communique.provenance import describe_run
from communique.query import Record
from communique.read import read_reports
from communique.recorder import Recorder
from communique.records import Entity
from communique.store import Filing, Store, file
from communique.vocab.files import data_dir
from communique.vocab.gazetteer import read_states

BAR, TIMELINE_MS, SEARCH_MS = 1.5, 100, 200
STEP, SPAN = 97, 3650  # days by which each copy is later than the one before, within ten years
BATCH = 20  # reports a turn, when costs are measured
ROUNDS = 9  # times that a question is asked; the median counts
WORDS = ("trade", "nuclear agreement", "security cooperation", '"joint statement"')


@dataclass(frozen=True, slots=True)
class Template:
    """A coded report with its items, from which copies are made."""

    coded: CodedReport
    items: tuple[Item, ...]
    words: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status says whether the bars are kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=200_000, help="events to fill in (200,000)")
    parser.add_argument("--sample", type=int, default=500, help="reports to code and copy (500)")
    parser.add_argument("--fresh", type=int, default=100, help="reports to add and time (100)")
    parser.add_argument("--keep", type=Path, help="keep the large record in this new file")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = args.keep or Path(folder) / "large.db"
        return measure(args, path, Path(folder) / "small.db")


def measure(args: argparse.Namespace, path: Path, empty: Path) -> int:
    """Fill the record, and print what costs what."""
    coding = Clock()
    sample, fresh = code_sample(args.sample, args.fresh, coding)
    linker, info = Linker.load(), describe_run(CoderOptions())
    with Store.open(path) as large, Store.open(empty) as small:
        fill(large, linker, sample, args.events)
        clocks = add_in_turn(
            fresh, [Recorder(store, linker, info, batch=BATCH) for store in (large, small)]
        )
    good = report_costs(coding.cpu / len(fresh), *(clock.cpu / len(fresh) for clock in clocks))
    return int(not (report_questions(path) and good))


def fill(store: Store, linker: Linker, sample: Sequence[CodedReport], events: int) -> None:
    """Put copies of coded reports into a record until it has so many events."""
    templates = [make_template(coded, linker) for coded in sample if len(coded.events) > 1]
    filling = Clock()
    filler = Recorder(store, linker, describe_run(CoderOptions()), batch=512)
    filling.time(lambda: filler.add_filings(copies(templates, linker, events)))
    say(f"filled in {filling.wall:.0f} s ({filling.cpu:.0f} s CPU): {counts(store)}")


def code_sample(
    number: int, fresh: int, clock: Clock
) -> tuple[list[CodedReport], list[CodedReport]]:
    """Real reports coded: those to copy, and those to add; the clock counts the latter."""
    shared = shared_dir()
    readouts = shared / "corpora" / "readouts.jsonl" if shared else None
    source = readouts if readouts and readouts.exists() else find_corpus()
    reports = spread([r for r in read_reports([source]) if isinstance(r, Report)], number + fresh)
    chosen = reports[:: max(2, len(reports) // fresh)][:fresh]
    keys = {report_key(report) for report in chosen}
    coder = Coder()
    sample = list(coder.code_many(r for r in reports if report_key(r) not in keys))
    added: list[CodedReport] = []
    clock.time(lambda: added.extend(coder.code_many(chosen)))
    say(f"{len(sample)} reports of {source.name} to copy, {len(added)} others to add")
    return sample, added


def make_template(coded: CodedReport, linker: Linker) -> Template:
    """A coded report with its items."""
    day = coded.doc.date or date(2020, 1, 1)
    return Template(coded, tuple(linker.items(coded, day)), tuple(coded.doc.text.split()))


def copies(templates: Sequence[Template], linker: Linker, wanted: int) -> Iterator[Filing]:
    """Yield copies, round by round, until they have so many events.

    From round to round every country takes the place of the one before it in the list, so that the
    record is as dense as one of so many countries' reports: none has a neighbour in all of them.
    """
    states = read_states(data_dir("gazetteer") / "states.csv")
    rotated = [code for code, state in states.items() if state.end is None]
    events = turn = 0
    while events < wanted:
        turn += 1
        here = rotated[turn % len(rotated) :] + rotated[: turn % len(rotated)]
        places = dict(zip(rotated, here, strict=True))
        for number, template in enumerate(templates):
            yield Copier(template, turn * 10_000 + number, turn, places).filing(linker)
            events += len(template.coded.events)
            if events >= wanted:
                return


class Copier:
    """Makes one copy of a template: later, of other countries, with its words in another order."""

    def __init__(self, template: Template, seed: int, turn: int, places: Mapping[str, str]) -> None:
        self.template = template
        self.turn = turn
        self.places = places
        self.days = turn * STEP % SPAN
        self.dice = random.Random(seed)

    def filing(self, linker: Linker) -> Filing:
        """The copy as rows."""
        old = self.template.coded
        words = list(self.template.words)
        self.dice.shuffle(words)
        doc = replace(
            old.doc,
            id=f"{old.doc.id}-{self.turn}",
            url=None,
            date=self.later(old.doc.date or date(2020, 1, 1)),
            text=" ".join(words),
        )
        coded = replace(
            old,
            doc=doc,
            entities=tuple(self.entity(entity) for entity in old.entities),
            events=tuple(replace(e, date=self.when(e.date)) for e in old.events),
            contacts=tuple(replace(c, date=self.when(c.date)) for c in old.contacts),
            agreements=tuple(replace(a, date=self.dated(a.date)) for a in old.agreements),
            designations=tuple(replace(d, date=self.when(d.date)) for d in old.designations),
        )
        key = report_key(doc)
        items = [self.item(item, key, doc) for item in self.template.items]
        assert doc.date is not None  # set above
        return file(
            coded,
            doc.date,
            items={item.key: (item, linker.blocks(item)) for item in items},
            bands=tuple(f"{n}:{self.dice.getrandbits(48):012x}" for n in range(48)),
            party=named,
        )

    def later(self, day: date) -> date:
        """The day so many days later, in the years that the copies cover."""
        return date.fromordinal(day.toordinal() + self.days)

    def when(self, when: When) -> When:
        """The dates so many days later."""
        return replace(
            when,
            start=self.later(when.start) if when.start else None,
            end=self.later(when.end) if when.end else None,
        )

    def dated(self, when: When) -> When:
        """The dates of an agreement of nobody in particular: only "by now" is later."""
        return when if when.start else self.when(when)

    def item(self, item: Item, key: str, doc: Report) -> Item:
        """The item of the copy; an agreement of other countries goes by another name."""
        assert doc.date is not None  # copies are dated
        parties = tuple(self.party(party) for party in item.parties)
        name, acronym, form, when = item.name, item.acronym, item.form, self.when(item.when)
        if item.key.kind == "agreement" and parties != item.parties:
            place = next(
                new.code for new, old in zip(parties, item.parties, strict=True) if new != old
            )
            name, acronym = f"{name} {place}", acronym and f"{acronym}{place}"
            form = form and f"{form} {place}"
        elif item.key.kind == "agreement":
            when = self.dated(item.when)
        return replace(
            item,
            key=Key(report=key, kind=item.key.kind, id=item.key.id),
            doc=doc.id,
            known=doc.date,
            reported=doc.date,
            when=when,
            form=form,
            name=name,
            acronym=acronym,
            parties=parties,
        )

    def party(self, party: Party) -> Party:
        """The party of the copy."""
        place = self.places.get(party.code or "", party.code)
        return replace(party, code=place, who=self.who(party.who, party.code, place))

    def entity(self, entity: Entity) -> Entity:
        """The entity of the copy."""
        place = self.places.get(entity.country or "", entity.country)
        return replace(entity, country=place, link=self.who(entity.link, entity.country, place))

    @staticmethod
    def who(who: str | None, old: str | None, new: str | None) -> str | None:
        """What the entity is called, with its country changed, or put behind if it isn't in it."""
        if who is None or old is None or old == new:
            return who
        return who.replace(old, str(new)) if old in who else f"{who}:{new}"


def named(entity: Entity | None, id: str) -> tuple[str | None, str | None]:
    """Code and name of a party."""
    party = party_of(entity, id, "party")
    return party.code, party.who


def add_in_turn(fresh: Sequence[CodedReport], recorders: Sequence[Recorder]) -> list[Clock]:
    """Add the same batches to each record; the one that goes first changes with each batch."""
    clocks = [Clock() for _ in recorders]
    for turn, start in enumerate(range(0, len(fresh), BATCH)):
        batch = fresh[start : start + BATCH]
        pairs = list(zip(clocks, recorders, strict=True))
        for clock, recorder in pairs if turn % 2 == 0 else reversed(pairs):
            clock.time(lambda recorder=recorder, batch=batch: recorder.add(batch))
    return clocks


def report_costs(coding: float, large: float, small: float) -> bool:
    """Print what a report costs; whether the bar is kept."""
    ratio, bare = (coding + large) / (coding + small), large / small
    say(
        f"a report costs, with coding, {1000 * (coding + large):.1f} ms in the large record and"
        f" {1000 * (coding + small):.1f} ms in the empty one: {ratio:.2f} times (bar {BAR})\n"
        f"          without coding {1000 * large:.1f} ms and {1000 * small:.1f} ms:"
        f" {bare:.2f} times"
    )
    return ratio <= BAR


def report_questions(path: Path) -> bool:
    """Print how fast questions are answered; whether the bars are kept."""
    with Store.open(path, create=False) as store:
        a, b, happenings = store.entries.busiest()
    with Record.open(path) as record:
        timeline = ask(lambda: record.timeline(a, b))
        searches = [ask(lambda words=words: record.search(words)) for words in WORDS]
    say(f"timeline {a} {b} ({happenings} happenings): {timeline:.0f} ms (bar {TIMELINE_MS})")
    for words, spent in zip(WORDS, searches, strict=True):
        say(f"search {words}: {spent:.0f} ms (bar {SEARCH_MS})")
    return timeline < TIMELINE_MS and max(searches) < SEARCH_MS


def ask(question: Callable[[], object]) -> float:
    """Milliseconds that a question takes, by the clock on the wall: the median of some."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        question()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def counts(store: Store) -> str:
    """How large a record is."""
    size = store.path.stat().st_size / 1e6
    return (
        f"{store.reports.count():,} reports, {store.items.count('event'):,} events,"
        f" {store.entries.count('happening'):,} happenings, {size:,.0f} MB"
    )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
