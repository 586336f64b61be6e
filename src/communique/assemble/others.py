"""Agreements, designations, statements and tallies as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.assemble.acts import ActMaker, day_of
from communique.assemble.entities import EntityTable
from communique.assemble.events import _sorted
from communique.assemble.trust import bounded
from communique.dates import When
from communique.drafts import (
    DraftAgreement,
    DraftDesignation,
    Drafts,
    DraftStatement,
    DraftTally,
    Mention,
)
from communique.records import Agreement, Designation, Report, Span, Statement, Tally


@dataclass(frozen=True, slots=True)
class Sides:
    """A draft with the keys of those who take part, role by role."""

    draft: DraftAgreement | DraftDesignation | DraftStatement | DraftTally
    roles: Mapping[str, tuple[str, ...]]


class OtherMaker:
    """Makes the records that are no events, of one report."""

    def __init__(self, report: Report, table: EntityTable, maker: ActMaker) -> None:
        self.report = report
        self.table = table
        self.maker = maker

    def resolve(self, drafts: Drafts) -> list[Sides]:
        """The drafts with their parties, without those that lack a party they need."""
        found: list[Sides] = []
        for agreement in drafts.agreements:
            found.append(self._sides(agreement, agreement.when, parties=agreement.parties))
        for title in drafts.designations:
            sides = self._sides(title, title.when, by=title.by, to=title.to)
            if sides.roles["to"]:
                found.append(sides)
        for said in drafts.statements:
            speaker = (said.speaker,) if said.speaker else ()
            sides = self._sides(said, said.when, speaker=speaker, addressees=said.addressees)
            if sides.roles["speaker"]:
                found.append(sides)
        for tally in drafts.tallies:
            subject = (tally.subject,) if tally.subject else ()
            found.append(self._sides(tally, None, subject=subject, members=tally.members))
        return found

    def _sides(
        self,
        draft: DraftAgreement | DraftDesignation | DraftStatement | DraftTally,
        when: When | None,
        **roles: Sequence[Mention],
    ) -> Sides:
        on = day_of(when)
        return Sides(
            draft,
            {
                role: tuple(self.maker.side(mentions, on, (), [], role))
                for role, mentions in roles.items()
            },
        )

    def agreement(self, sides: Sides, ident: str) -> Agreement:
        """The record of an agreement; its parties are country codes."""
        draft = sides.draft
        assert isinstance(draft, DraftAgreement)
        codes = [self.table.ref(key).country for key in sides.roles["parties"]]
        return Agreement(
            id=ident,
            name=draft.name,
            acronym=draft.acronym,
            kind=draft.kind,  # type: ignore[arg-type]
            parties=tuple(dict.fromkeys(code for code in codes if code)),
            status=draft.status,  # type: ignore[arg-type]
            date=draft.when,
            provisions=tuple(Span.cut(self.report, *span) for span in draft.provisions),
            confidence=bounded(draft.weight),
            rule=draft.rule,
            evidence=self._evidence(draft.spans),
        )

    def designation(self, sides: Sides, ident: str) -> Designation:
        """The record of a designation; its sides are country codes where they have one."""
        draft = sides.draft
        assert isinstance(draft, DraftDesignation)
        return Designation(
            id=ident,
            by=self._codes(sides.roles["by"]),
            to=self._codes(sides.roles["to"]),
            title=draft.title,
            action=draft.action,  # type: ignore[arg-type]
            date=draft.when,
            confidence=bounded(draft.weight),
            rule=draft.rule,
            evidence=self._evidence(draft.spans),
        )

    def statement(self, sides: Sides, ident: str, ids: Mapping[str, str]) -> Statement:
        """The record of a statement."""
        draft = sides.draft
        assert isinstance(draft, DraftStatement)
        return Statement(
            id=ident,
            speaker=ids[sides.roles["speaker"][0]],
            addressees=_sorted(sides.roles["addressees"], ids),
            verb=draft.verb,
            kind=draft.kind,  # type: ignore[arg-type]
            content=Span.cut(self.report, *draft.content),
            date=draft.when,
            confidence=bounded(draft.weight),
            rule=draft.rule,
            evidence=self._evidence(draft.spans),
        )

    def tally(self, sides: Sides, ident: str, ids: Mapping[str, str]) -> Tally:
        """The record of a tally, not checked yet; members are country codes."""
        draft = sides.draft
        assert isinstance(draft, DraftTally)
        subject = sides.roles["subject"]
        return Tally(
            id=ident,
            subject=ids[subject[0]] if subject else None,
            what=draft.what,
            kind=draft.kind,  # type: ignore[arg-type]
            number=draft.number,
            window=draft.window,
            members=self._codes(sides.roles["members"]),
            confidence=bounded(draft.weight),
            rule=draft.rule,
            evidence=self._evidence(draft.spans),
        )

    def _codes(self, keys: Iterable[str]) -> tuple[str, ...]:
        refs = [self.table.ref(key) for key in keys]
        return tuple(dict.fromkeys(ref.country or ref.name or "?" for ref in refs))

    def _evidence(self, spans: Iterable[tuple[str, int, int]]) -> tuple[Span, ...]:
        ordered = sorted(set(spans), key=lambda span: (span[1], span[2], span[0]))
        return tuple(Span.cut(self.report, start, end, role=role) for role, start, end in ordered)
