"""Happenings as pairs of parties, for layouts that have one source and one target a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.account import Entry, Party

#: CAMEO codes of a visit, from the traveller's side and from the host's.
MIRRORED = {"042": "043", "043": "042"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One side of a pair: a country or body, or a sector of it where both sides have its code.

    `party` speaks for it: a person if one is named. `office` is empty for states.
    """

    code: str | None
    sector: str | None
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """A pair as one row has it; the target is None where the happening has but one side."""

    source: Unit
    target: Unit | None
    code: str


def dyads(entry: Entry, cameo: str, *, both_ways: bool) -> Iterator[Dyad]:
    """Yield the pairs of a happening, each with the CAMEO code of its direction.

    Every actor is paired with every recipient; several persons of one country count once. The
    parties of a reciprocal happening (all are actors) are paired among themselves, once, in the
    alphabetical order of their codes.

    Args:
        entry: The happening.
        cameo: Its code.
        both_ways: Write the pairs of reciprocal happenings and of consultations (CAMEO 04) in the
            other direction too, a visit (042) as one received (043).
    """
    actors, recipients = sides(entry)
    reciprocal = not recipients and len(actors) > 1
    if reciprocal:
        pairs: list[tuple[Unit, Unit | None]] = list(combinations(actors, 2))
    else:
        pairs = [(a, r) for a in actors or recipients for r in (recipients if actors else ())]
        pairs = pairs or [(unit, None) for unit in actors]
    for source, target in pairs:
        yield Dyad(source=source, target=target, code=cameo)
        if both_ways and target is not None and (reciprocal or cameo.startswith("04")):
            yield Dyad(source=target, target=source, code=MIRRORED.get(cameo, cameo))


def sides(entry: Entry) -> tuple[list[Unit], list[Unit]]:
    """The actors and the recipients of a happening, as units.

    They are told apart by code alone, unless one code stands on both sides or there is no other:
    then by code and sector, so that a police force and its country's protesters are two.
    """
    actors = [p for p in entry.parties if p.side == "actor"]
    recipients = [p for p in entry.parties if p.side == "recipient"]
    codes = {p.code for p in actors}
    within = bool(codes & {p.code for p in recipients}) if recipients else len(codes) == 1
    return _units(actors, fine=within), _units(recipients, fine=within)


def _units(parties: Sequence[Party], *, fine: bool) -> list[Unit]:
    found: dict[tuple[str, str, str], Party] = {}
    for party in sorted(parties, key=_order):
        nameless = (party.who or party.name or "") if party.code is None else ""
        sector = (party.sector or "") if fine else ""
        found.setdefault((party.code or "", sector, nameless), party)
    return [Unit(code=p.code, sector=p.sector, party=p) for p in found.values()]


def _order(party: Party) -> tuple[str, bool, str, str]:
    """By code; of one code a person first, since a person stands for the country."""
    return (party.code or "~", party.kind != "person", party.sector or "", party.who or "")
