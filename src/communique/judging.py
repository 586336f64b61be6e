"""What people rule on joins: entries put together or taken apart, entities that are one or another.

A ruling is a judgement: appended, anchored to the records that it is about, taken back by another.
It and the account that it changes are written in one transaction. The account is a function of the
reports and of the rulings that stand, so that taking one back gives what was there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from communique.account import Entry, Key
from communique.errors import JudgementError
from communique.link import Linker
from communique.reckoning import Reckoner
from communique.store import ENTITY, RECORDS, Rightly, Ruling, Sides, Store

#: Kinds of entities that a report may take for another.
KINDS = frozenset({"person", "group", "organisation"})


class Judging:
    """Rules on joins and keeps the account true to it.

    Args:
        store: The record, open for writing.
        linker: What says which items are one where nobody ruled.
    """

    def __init__(self, store: Store, linker: Linker) -> None:
        self._store = store
        self._linker = linker
        self._reckoner = Reckoner(store, linker)

    def merge(self, entry_a: str, entry_b: str, *, by: str, note: str | None = None) -> int:
        """Rule that two entries are one: all records of both tell of one thing.

        Returns:
            The number of the judgement.

        Raises:
            JudgementError: If there is no such entry, they are of two kinds or one already, or a
                ruling that stands keeps records of them apart.
        """
        with self._store.transaction():
            a, b = self._entry(entry_a), self._entry(entry_b)
            if a.id == b.id:
                raise JudgementError(f"{a.id} and {b.id} are one already")
            if a.kind != b.kind:
                raise JudgementError(f"{a.id} is a {a.kind}, {b.id} a {b.kind}; they can't be one")
            sides = Sides(these=self._anchors((*a.members, *b.members)))
            self._see_that_none_parts(sides)
            return self._rule("merge", sides, by, note)

    def split(self, entry: str, keys: Sequence[str], *, by: str, note: str | None = None) -> int:
        """Rule that some records of an entry, as `REPORT/RECORD`, tell of another thing than the
        rest of it. Whether they tell of one thing among themselves is left to linking.

        Returns:
            The number of the judgement.

        Raises:
            JudgementError: If there is no such entry or record of it, if they are all of it, or a
                ruling that stands says that they are one with the rest.
        """
        with self._store.transaction():
            whole = self._entry(entry)
            these = {self._member(whole, key) for key in keys}
            others = [key for key in whole.members if key not in these]
            if not these or not others:
                raise JudgementError(
                    f"name some of the records of {whole.id}, and not all {len(whole.members)}"
                )
            sides = Sides(these=self._anchors(sorted(these)), others=self._anchors(others))
            self._see_that_none_joins(sides)
            return self._rule("split", sides, by, note)

    def same_entity(self, who_a: str, who_b: str, *, by: str, note: str | None = None) -> int:
        """Rule that two names of entities (`who` of parties) are of one.

        Returns:
            The number of the judgement.

        Raises:
            JudgementError: If no report names one of them, they are of two kinds, states or bodies,
                or one already.
        """
        with self._store.transaction():
            people = self._store.rulings.identities()
            (kind_a, _), (kind_b, name) = self._named(who_a), self._named(who_b)
            if kind_a != kind_b:
                raise JudgementError(f"{who_a!r} is a {kind_a}, {who_b!r} a {kind_b}")
            if who_b in people.all_called([who_a]):
                raise JudgementError(f"{who_a!r} and {who_b!r} are one already")
            concerned = self._store.rulings.called(people.all_called([who_a, who_b]))
            number = self._append("merge", ENTITY, who_a, Rightly(who=who_b, name=name), by, note)
            self._reckoner.relink(concerned)
            return number

    def other_entity(
        self, report: str, who: str, *, other: str | None = None, by: str, note: str | None = None
    ) -> int:
        """Rule that whom a report (by its key) is coded to call `who` is another.

        Args:
            report: The report's key.
            who: What the entity is called as coded.
            other: What it is called rightly; None if it is somebody of whom only this report tells.
            by: Who rules.
            note: A remark.

        Returns:
            The number of the judgement.

        Raises:
            JudgementError: If the report names nobody so, no report names the other, or it was
                ruled on before.
        """
        with self._store.transaction():
            target = f"{report}/{ENTITY}/{who}"
            self._named(who, report=report)
            name = self._named(other)[1] if other is not None else None
            if other == who:
                raise JudgementError(f"{who!r} is what {report} calls it already")
            before = [r for r in self._store.rulings.standing() if r.target == target]
            if before:
                raise JudgementError(f"{_told(before)}, who that is; {_undo(before)}")
            number = self._append("split", ENTITY, target, Rightly(who=other, name=name), by, note)
            self._reckoner.relink(self._store.rulings.naming(report, who))
            return number

    def undo(self, number: int, *, by: str, note: str | None = None) -> int:
        """Take a judgement back, of whatever kind; the account is what it would be without it.

        Returns:
            The number of the judgement that says so.

        Raises:
            JudgementError: If there is none such that stands.
        """
        store = self._store
        with store.transaction():
            ruling = next((r for r in store.rulings.standing() if r.number == number), None)
            if not any(judgement.number == number for judgement in store.judgements.standing()):
                raise JudgementError(f"there is no judgement {number} that stands")
            if ruling is None:
                return store.judgements.undo(number, by=by, note=note)
            records = self._records(ruling)
            before = records | store.items.linked(records, least=self._linker.reach)
            done = store.judgements.undo(number, by=by, note=note)
            if ruling.sides is None:
                self._reckoner.relink(records)
            else:
                self._reckoner.reckon(before)
            return done

    def repeat(self, ruling: Ruling) -> int:
        """Rule as somebody did on another record of the same reports, those to come included.

        Returns:
            The number of the judgement.

        Raises:
            JudgementError: If a ruling that stands says otherwise.
        """
        with self._store.transaction():
            if ruling.sides is not None:
                see = (
                    self._see_that_none_joins if ruling.sides.others else self._see_that_none_parts
                )
                see(ruling.sides)
                return self._rule(ruling.verdict, ruling.sides, ruling.by, ruling.note)
            number = self._append(
                ruling.verdict, ENTITY, ruling.target, ruling.rightly, ruling.by, ruling.note
            )
            repeated = next(r for r in self._store.rulings.standing() if r.number == number)
            self._reckoner.relink(self._records(repeated))
            return number

    # --- within ------------------------------------------------------------------------------

    def _rule(self, verdict: Any, sides: Sides, by: str, note: str | None) -> int:
        """Append a ruling on records, and make the account anew where it touches it."""
        number = self._append(verdict, RECORDS, sides.these[0], sides, by, note)
        records = self._store.rulings.numbers((*sides.these, *sides.others))
        linked = self._store.items.linked(records, least=self._linker.reach)
        self._reckoner.reckon(records | linked)
        return number

    def _append(
        self, verdict: Any, field: str, target: str, value: Any, by: str, note: str | None
    ) -> int:
        if not by.strip():
            raise JudgementError("a judgement needs the name of who judges")
        return self._store.judgements.add(
            target, verdict, by=by, field=field, value=msgspec.to_builtins(value), note=note
        )

    def _entry(self, id: str) -> Entry:
        entry = self._store.entries.get(id)
        if entry is None:
            raise JudgementError(f"the record has no entry {id!r} now")
        return entry

    def _member(self, entry: Entry, named: str) -> Key:
        for key in entry.members:
            if f"{key.report}/{key.id}" == named:
                return key
        raise JudgementError(f"{named!r} is no record of {entry.id}; they are named REPORT/RECORD")

    def _named(self, who: str, *, report: str | None = None) -> tuple[str, str]:
        """Kind and name of whom reports call so."""
        found = self._store.rulings.entity(who, report=report)
        if found is None:
            raise JudgementError(f"{report or 'no report'} names nobody {who!r}")
        if found[0] not in KINDS:
            raise JudgementError(f"{who!r} is a {found[0]}; only people and groups are ruled on")
        return found

    def _anchors(self, keys: Iterable[Key]) -> tuple[str, ...]:
        anchor = self._store.judgements.anchor
        return tuple(anchor(key.report, key.kind, key.id) for key in keys)

    def _records(self, ruling: Ruling) -> set[int]:
        """The records that a ruling is about."""
        rulings = self._store.rulings
        if ruling.sides is not None:
            return rulings.numbers((*ruling.sides.these, *ruling.sides.others))
        if ruling.verdict == "merge":
            return rulings.called(rulings.identities().all_called([ruling.target]))
        report, _, who = ruling.target.partition(f"/{ENTITY}/")
        return rulings.naming(report, who)

    def _see_that_none_parts(self, sides: Sides) -> None:
        """Raise if a ruling keeps apart what a new one would join, also by way of others."""
        one, _ = _together(self._meant(sides.these), self._merges())
        against = [
            ruling
            for ruling in self._store.rulings.standing()
            if ruling.verdict == "split" and ruling.sides is not None
            if one & self._meant(ruling.sides.these) and one & self._meant(ruling.sides.others)
        ]
        if against:
            raise JudgementError(f"{_told(against)} that they are two; {_undo(against)}")

    def _see_that_none_joins(self, sides: Sides) -> None:
        """Raise if rulings join what a new one would keep apart, also by way of others."""
        merges, others = self._merges(), self._meant(sides.others)
        for key in sorted(self._meant(sides.these), key=str):
            one, by_way = _together({key}, merges)
            if one & others:
                raise JudgementError(f"{_told(by_way)} that they are one; {_undo(by_way)}")

    def _merges(self) -> list[tuple[Ruling, set[Key | str]]]:
        """The rulings that join, with the records that they mean now."""
        return [
            (ruling, self._meant(ruling.sides.these))
            for ruling in self._store.rulings.standing()
            if ruling.verdict == "merge" and ruling.sides is not None
        ]

    def _meant(self, anchors: Iterable[str]) -> set[Key | str]:
        """The records that anchors mean now; an anchor that means none stands for itself."""
        found: set[Key | str] = set()
        for anchor in anchors:
            found.update(self._store.rulings.keys([anchor]) or [anchor])
        return found


def _together(
    some: set[Key | str], merges: Sequence[tuple[Ruling, set[Key | str]]]
) -> tuple[set[Key | str], list[Ruling]]:
    """What is one with some records by rulings that join, and those of the rulings that say so."""
    one, said = set(some), dict[int, Ruling]()
    before = -1
    while before != len(said):
        before = len(said)
        for ruling, meant in merges:
            if meant & one:
                said[ruling.number] = ruling
                one |= meant
    return one, [said[number] for number in sorted(said)]


def _told(rulings: Sequence[Ruling]) -> str:
    """Who said so, when."""
    said = ", ".join(f"{r.by} on {r.day} (judgement {r.number})" for r in rulings)
    return f"{said} said"


def _undo(rulings: Sequence[Ruling]) -> str:
    """How to take it back."""
    commands = " or ".join(f"communique undo {r.number}" for r in rulings)
    return f"take that back first: {commands}"
