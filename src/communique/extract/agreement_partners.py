"""Parties that stand not beside an instrument's name but about it: in its sentence, in the report.

Only asked where fewer than two sides are known. Nothing is added that the report does not name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions

if TYPE_CHECKING:
    from communique.extract.agreement_groups import Group
    from communique.extract.agreement_parties import PartyFinder
    from communique.extract.agreement_places import Spot

UNDER_WAY = ("proposed", "negotiating")
LEFT = ("suspended", "terminated")
PLACES = ("capital", "city")
#: Parts of the world, which the names of no persons end in.
REGIONS = frozenset({"Asia", "Africa", "Europe", "America", "Caribbean", "Pacific", "Gulf"})
#: Notes of mentions that stand for both sides of what is spoken of ("the two countries").
BOTH = ("pair", "side:", "country:")
LARGEST = 4  # table entries with more parties are not spelt out


class PartnerFinder:
    """Completes the parties of a group; built once."""

    def __init__(self, find_parties: PartyFinder) -> None:
        self.book = find_parties.book
        self.sides = find_parties.sides

    def __call__(self, group: Group, mentions: Mentions) -> tuple[Mention, ...]:
        """The parties to add to those of the group; empty where it has two or nothing is clear."""
        best, known = group.best, clear(group.parties)
        if len(self.sides(known)) > 1 or best.plural:
            return ()
        codes = {code for m in known for code in m.countries}
        entry = next((s.entry for s in group.spots if s.entry), None)
        if _tells_its_own(best) and (entry is None or not entry.parties):
            return ()
        if entry is not None and entry.note != "pair":
            listed = set(entry.parties) if len(entry.parties) <= LARGEST else set()
            found = _named(mentions.all, listed)
            return found if listed and codes <= listed and len(found) == len(listed) else ()
        if best.form == "named" and best.kind == "treaty":
            return ()
        step = group.furthest()
        whole = best.form in ("known", "named")
        if known and whole and step is not None and step[1].status in LEFT:
            return ()  # who leaves an instrument is told; the others need not be there
        if self._told_by_others(best) or _of_a_place(best, mentions):
            return ()
        return self._near(best, codes, bool(known), mentions)

    def _near(
        self, spot: Spot, codes: set[str], known: bool, mentions: Mentions
    ) -> tuple[Mention, ...]:
        """The two states of its sentence; "the two" there; the only two states of the report."""
        here = [m for m in mentions.all if m.sentence == spot.work.index]
        pair = _states(here)
        if len(pair) == 2 and codes <= pair:
            return _named(here, pair)
        both = [m for m in here if m.plural and (m.note or "").startswith(BOTH) and m.token >= 0]
        if both and not known and not pair:
            return (both[0],)
        if not known and spot.steps and all(s.status in UNDER_WAY for s in spot.steps):
            return ()
        if spot.kind == "truce" and not known:
            armed = [m for m in here if m.sector == "REB" and m.countries]
            against = [m for m in here if m.sector in ("MIL", "GOV") and m.countries]
            if armed and against:
                return (armed[0], against[0])
        lead = min((m.sentence for m in mentions.all if m.countries), default=0)
        for told in (mentions.all, [m for m in mentions.all if m.sentence == lead]):
            pair = _states(told)
            if len(pair) == 2 and codes <= pair:
                return _named(told, pair)
        return ()

    def _told_by_others(self, spot: Spot) -> bool:
        """Whether its verb is one of those who need not be party ("welcomed", "brokered")."""
        tree = spot.work.tree
        if spot.holder is not None and tree.lemma[spot.holder] in self.book["outside"]:
            return True
        return not spot.steps and tree.lemma[tree.governor(spot.head)] in self.book["outside"]


def clear(parties: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The parties without names of whom nothing is known, unless one side would be missing."""
    plain = tuple(m for m in parties if m.note != "unknown" or m.sector or m.countries)
    codes = {code for m in plain for code in m.countries}
    some = plain if len(codes) > 1 or not codes else parties
    return tuple(m for m in some if not (m.note == "unknown" and m.text.split()[-1] in REGIONS))


def _of_a_place(spot: Spot, mentions: Mentions) -> bool:
    """Whether a place gave it its name ("the Paris accord"): such are often of many states."""
    inside = range(spot.first, spot.last + 1)
    return spot.form == "named" and any(
        m.kind == "state" and m.note != "adjective" and m.token in inside
        for m in mentions.all
        if m.sentence == spot.work.index
    )


def _tells_its_own(spot: Spot) -> bool:
    """Whether the name says between whom, be it a region: "the US-Caribbean Partnership"."""
    text = spot.work.tree.text[spot.first : spot.last + 1]
    joined = any(len(w) > 2 and "-" in w and w.rpartition("-")[2][:1].isupper() for w in text)
    pairs = zip(text, text[1:], text[2:], strict=False)
    return joined or any(b == "-" and a[0].isupper() and c[0].isupper() for a, b, c in pairs)


def _states(mentions: Iterable[Mention]) -> set[str]:
    """The states that are named, but for those that cities stand for."""
    return {
        code for m in mentions if m.note not in PLACES for code in m.countries if ":" not in code
    }


def _named(mentions: Iterable[Mention], codes: set[str]) -> tuple[Mention, ...]:
    """For each of the codes the first mention of that state alone, states before its people."""
    found: dict[str, Mention] = {}
    ranked = sorted(mentions, key=lambda m: m.kind != "state" or m.note in PLACES)
    for mention in ranked:
        if len(mention.countries) == 1 and mention.countries[0] in codes:
            found.setdefault(mention.countries[0], mention)
    return tuple(found.values())
