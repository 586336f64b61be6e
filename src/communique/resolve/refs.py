"""Entity references: who a mention stands for, in the form that the records want."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from communique.drafts import EntityRef, Mention
from communique.records import EntityKind
from communique.resolve.belonging import Belonging
from communique.resolve.descriptions import describe
from communique.resolve.people import SHARED, Person, offices_agree

if TYPE_CHECKING:
    from communique.resolve.context import Context
    from communique.vocab.gazetteer import Tenure

#: Offices whose holders are not of the executive.
SECTOR_OF_OFFICE = {
    "legislator": "LEG", "speaker": "LEG", "commander": "MIL", "general": "MIL",
    "joint_chiefs": "MIL", "police_chief": "COP", "judge": "JUD", "intelligence_chief": "SPY",
    "opposition_leader": "OPP", "party_leader": "PTY", "group_leader": "REB",
    "religious_leader": "REL",
}  # fmt: skip

#: Of several offices of one person, these count before those of a party.
LEADING = frozenset({"head_of_state", "head_of_government"})

#: Two spellings of one name are at least so alike ("Arévalo" and "Arevalo" 0.86).
LIKE = 0.75


class RefMaker:
    """Makes entity references; equal entities of a report get equal keys."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.gazetteer = context.gazetteer

    def state(self, code: str, score: float, *reasons: str) -> EntityRef:
        """A state or body as it acts: its government."""
        body = ":" in code
        kind: EntityKind = "state"
        if body:
            kind = {"IGO": "igo", "REB": "group"}.get(code.split(":")[0], "organisation")  # type: ignore[assignment]
        return EntityRef(
            key=f"body:{code}" if body else f"state:{code}",
            kind=kind,
            name=self.gazetteer.label(code),
            country=code,
            sector=None if body else "GOV",
            link=f"body:{code}" if body else f"state:{code}",
            score=score,
            reasons=reasons,
        )

    def person(
        self,
        person: Person,
        *,
        country: str | None,
        sector: str | None,
        office: str | None,
        score: float,
        reasons: tuple[str, ...],
    ) -> EntityRef:
        """A person whom the report names."""
        full = " " in person.name or person.known is None
        name = person.name if full else spelled(person.known or "", person.name)
        return EntityRef(
            key=f"person:{country or '?'}:{person.known or person.name}",
            kind="person",
            name=name,
            country=country,
            sector=sector,
            office=office,
            link=f"tenure:{person.known}" if person.known else None,
            score=score,
            reasons=reasons,
        )

    def holder(
        self, tenure: Tenure, score: float, *reasons: str, office: str | None = None
    ) -> EntityRef:
        """The holder of an office, from the tables of tenures."""
        since = f" since {tenure.start}" if tenure.start else ""
        until = f" until {tenure.end}" if tenure.end else ""
        why = f"{tenure.person} held the office{since}{until} ({tenure.source})"
        return EntityRef(
            key=f"person:{tenure.country}:{tenure.person}",
            kind="person",
            name=tenure.person,
            country=tenure.country,
            sector=sector_of(tenure),
            office=office or tenure.office,
            link=f"tenure:{tenure.person}",
            score=score,
            reasons=(*reasons, why),
        )

    def office(
        self, office: str | None, of: Belonging, *, sector: str | None, plural: bool, word: str,
        mention: Mention, reasons: tuple[str, ...] = (),
    ) -> EntityRef:  # fmt: skip
        """Whoever holds an office, where no name is known."""
        return EntityRef(
            key=f"office:{of.country or '?'}:{office or word}" + (":many" if plural else ""),
            kind="group" if plural else "office",
            name=None,
            country=of.country,
            sector=sector,
            office=office,
            score=of.score,
            reasons=reasons or (of.why,),
            words=mention.text,
            description=describe(self.context, mention, of.owner),
            guessed=of.guessed,
            stated=of.stated,
        )

    def agent(
        self, of: Belonging, sector: str | None, word: str, *, kind: EntityKind, name: str | None,
        mention: Mention,
    ) -> EntityRef:  # fmt: skip
        """Describable actors: soldiers, police, villagers; or a body by name."""
        return EntityRef(
            key=f"agent:{of.country or '?'}:{sector or '?'}:{name or word}",
            kind=kind,
            name=name,
            country=of.country,
            sector=sector,
            score=of.score,
            reasons=(of.why,),
            words=mention.text,
            description=None if name else describe(self.context, mention, of.owner),
            guessed=of.guessed,
            stated=of.stated,
        )

    def one_holder(
        self, office: str, country: str, on: date | None, score: float, *reasons: str
    ) -> EntityRef | None:
        """The holder of an office on a day, if the tables know exactly one."""
        if on is None or office in SHARED:
            return None
        found = self.gazetteer.holders(office, country, on=on)
        people = {t.person for t in found}
        if len(people) == 2:  # the day of the change: the one who comes
            latest = max(found, key=lambda t: t.start or date.min)
            return self.holder(latest, score - 0.15, *reasons, office=office)
        if len(people) != 1:
            return None
        return self.holder(found[0], score, *reasons, office=office)

    def held_by_other(self, office: str, country: str, on: date | None, name: str) -> bool:
        """Whether the tables name another holder of an office on a day that they reach to."""
        if on is None or on > self.gazetteer.horizon:
            return False
        holders = self.gazetteer.holders(office, country, on=on)
        last = name.split()[-1].lower()
        return bool(holders) and not any(
            SequenceMatcher(None, last, word).ratio() >= LIKE
            for tenure in holders
            for word in tenure.person.lower().replace("-", " ").split()
        )


def spelled(full: str, said: str) -> str:
    """The full name with the part that the report names, as the report spells it.

    "Zelenskyy" makes "Volodymyr Zelenskyy" of "Volodymyr Zelensky"; names too unlike to be the
    same part are left alone.
    """
    parts = full.split()
    likeness = [SequenceMatcher(None, part.lower(), said.lower()).ratio() for part in parts]
    best = max(range(len(parts)), key=lambda i: likeness[i], default=0)
    if said in parts or not parts or likeness[best] < LIKE:
        return full
    return " ".join([*parts[:best], said, *parts[best + 1 :]])


def tenure_on(person: Person, on: date | None, office: str | None) -> Tenure | None:
    """The tenure of a person on a day: that of the office asked for, if there are several."""
    current = [t for t in person.tenures if on is not None and t.covers(on, on)]
    if not current:
        return None
    agreeing = [t for t in current if office and offices_agree(office, t.office)]
    leading = [t for t in current if t.office in LEADING]
    return (agreeing or leading or [t for t in current if t.office] or current)[0]


def sector_of(tenure: Tenure) -> str:
    """The PLOVER sector of somebody in an office: as the tables say, else by the office."""
    return tenure.sector or SECTOR_OF_OFFICE.get(tenure.office, "GOV")


def lower(ref: EntityRef, by: float, *reasons: str) -> EntityRef:
    """The reference with a lower score and further reasons."""
    return replace(ref, score=round(ref.score * by, 3), reasons=(*ref.reasons, *reasons))
