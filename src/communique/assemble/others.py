"""Agreements, designations, statements and tallies as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.assemble.acts import ActMaker, day_of
from communique.assemble.entities import EntityTable
from communique.assemble.events import _sorted
from communique.assemble.trust import Trust
from communique.dates import When
from communique.drafts import (
    DraftAgreement,
    DraftDesignation,
    Drafts,
    DraftStatement,
    DraftTally,
    EntityRef,
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

    def __init__(self, report: Report, table: EntityTable, maker: ActMaker, trust: Trust) -> None:
        self.report = report
        self.trust = trust
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
        """Resolve each role as of `when`; those named first are not meant by the others' "him"."""
        found: dict[str, tuple[str, ...]] = {}
        others: tuple[Mention, ...] = ()
        for role, mentions in roles.items():
            found[role] = tuple(self.maker.side(mentions, day_of(when), others, [], role))
            others = (*others, *mentions)
        return Sides(draft, found)

    def agreements(self, sides: Iterable[Sides]) -> tuple[Agreement, ...]:
        """The records of the agreements; their parties are country codes."""
        drafts = [(s.draft, s.roles) for s in sides if isinstance(s.draft, DraftAgreement)]
        return tuple(
            Agreement(
                id=f"g{number}",
                name=draft.name,
                acronym=draft.acronym,
                kind=draft.kind,  # type: ignore[arg-type]
                parties=self._codes(roles["parties"]),
                status=draft.status,  # type: ignore[arg-type]
                date=draft.when,
                provisions=tuple(Span.cut(self.report, *span) for span in draft.provisions),
                confidence=self.trust.other("agreement", draft.weight),
                rule=draft.rule,
                evidence=self._evidence(draft.spans),
            )
            for number, (draft, roles) in enumerate(drafts, 1)
        )

    def designations(self, sides: Iterable[Sides]) -> tuple[Designation, ...]:
        """The records of the designations; their sides are country codes."""
        drafts = [(s.draft, s.roles) for s in sides if isinstance(s.draft, DraftDesignation)]
        return tuple(
            Designation(
                id=f"d{number}",
                by=self._codes(roles["by"]),
                to=self._codes(roles["to"]),
                title=draft.title,
                action=draft.action,  # type: ignore[arg-type]
                date=draft.when,
                confidence=self.trust.other("designation", draft.weight),
                rule=draft.rule,
                evidence=self._evidence(draft.spans),
            )
            for number, (draft, roles) in enumerate(drafts, 1)
        )

    def statements(self, sides: Iterable[Sides], ids: Mapping[str, str]) -> tuple[Statement, ...]:
        """The records of the statements."""
        drafts = [(s.draft, s.roles) for s in sides if isinstance(s.draft, DraftStatement)]
        return tuple(
            Statement(
                id=f"s{number}",
                speaker=ids[roles["speaker"][0]],
                addressees=_sorted(roles["addressees"], ids),
                verb=draft.verb,
                kind=draft.kind,  # type: ignore[arg-type]
                content=Span.cut(self.report, *draft.content),
                date=draft.when,
                confidence=self.trust.other("statement", draft.weight),
                rule=draft.rule,
                evidence=self._evidence(draft.spans),
            )
            for number, (draft, roles) in enumerate(drafts, 1)
        )

    def tallies(self, sides: Iterable[Sides], ids: Mapping[str, str]) -> tuple[Tally, ...]:
        """The records of the tallies, not checked yet; members are country codes."""
        drafts = [(s.draft, s.roles) for s in sides if isinstance(s.draft, DraftTally)]
        return tuple(
            Tally(
                id=f"q{number}",
                subject=next((ids[key] for key in roles["subject"]), None),
                what=draft.what,
                kind=draft.kind,  # type: ignore[arg-type]
                number=draft.number,
                window=draft.window,
                members=self._codes(roles["members"]),
                confidence=self.trust.other("tally", draft.weight),
                rule=draft.rule,
                evidence=self._evidence(draft.spans),
            )
            for number, (draft, roles) in enumerate(drafts, 1)
        )

    def _codes(self, keys: Iterable[str]) -> tuple[str, ...]:
        refs = [self.table.ref(key) for key in keys]
        codes = (_own_code(ref) or ref.country or ref.name for ref in refs)
        return tuple(dict.fromkeys(code for code in codes if code))

    def _evidence(self, spans: Iterable[tuple[str, int, int]]) -> tuple[Span, ...]:
        ordered = sorted(set(spans), key=lambda span: (span[1], span[2], span[0]))
        return tuple(Span.cut(self.report, start, end, role=role) for role, start, end in ordered)


def _own_code(ref: EntityRef) -> str | None:
    """The code of a group itself: as a party it stands for no state ("REB:FARC")."""
    link = ref.link or ""
    return link.removeprefix("body:") if link.startswith("body:REB:") else None
