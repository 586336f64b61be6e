"""Whether a report's own records bear out its claims of sequence and count.

A claim is `consistent` or `inconsistent` only where the report itself speaks to it: where it lists
the members of a total, or tells of other dated contacts of the same subject. All else is
`unverifiable`, which is what most claims of a single report are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.records import Checked, Contact, Entity, Tally

_FAMILIES = (
    (frozenset({"call", "calls", "conversation", "conversations", "phone"}), {"phone", "video"}),
    (frozenset({"visit", "visits", "trip", "trips", "tour", "tours"}), {"visit"}),
    (frozenset({"meeting", "meetings", "met", "talks", "summit", "summits"}), {"meeting", "video"}),
)
#: Words of a claim about partners at large ("calls with foreign leaders"), not one of them.
_AT_LARGE = frozenset({"leaders", "counterparts", "ministers", "officials", "calls", "visits"})
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_REACH = 250  # characters between a claim and the contact it is about; about one sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A held contact of the claim's subject: its partners' codes, and its first and last day."""

    contact: Contact
    partners: frozenset[str]
    start: date | None
    end: date | None


def check_tally(
    tally: Tally, *, entities: Sequence[Entity], contacts: Sequence[Contact]
) -> Checked:
    """Work out whether the entities and contacts of the same report agree with `tally`."""
    told = list(_told(tally, {e.id: e for e in entities}, contacts))
    if tally.kind == "total":
        return _check_total(tally, told)
    if tally.kind in ("first", "last", "ordinal"):
        return _check_order(tally, told)
    return "unverifiable"


def partners_meant(
    tally: Tally, *, entities: Sequence[Entity], contacts: Sequence[Contact]
) -> frozenset[str]:
    """The codes of the partners in the contact that a claim is about; empty if unclear."""
    this = _meant(tally, list(_told(tally, {e.id: e for e in entities}, contacts)))
    return this.partners if this else frozenset()


def is_at_large(what: str) -> bool:
    """Whether a claim counts contacts with partners at large, and not with one of them."""
    return not _AT_LARGE.isdisjoint(re.findall(r"[a-z]+", what.lower()))


def _told(
    tally: Tally, entities: Mapping[str, Entity], contacts: Iterable[Contact]
) -> Iterable[Told]:
    """The subject's held contacts that are of the kind counted."""
    channels = channels_of(tally.what)
    if tally.subject is None or channels is None:
        return
    for contact in contacts:
        own = _own(tally.subject, contact, entities)
        if contact.status != "held" or contact.channel not in channels or not own:
            continue
        others = [entities[p] for p in contact.participants if p not in own and p in entities]
        codes = frozenset(e.country or e.name or e.id for e in others)
        yield Told(contact, codes, contact.date.start, contact.date.end)


def _own(subject: str, contact: Contact, entities: Mapping[str, Entity]) -> set[str]:
    """The participants that the subject is: itself, or where it is a state, its people."""
    if subject in contact.participants:
        return {subject}
    this = entities.get(subject)
    if this is None or this.kind not in ("state", "igo") or this.country is None:
        return set()
    people = (entities[p] for p in contact.participants if p in entities)
    return {person.id for person in people if person.country == this.country}


def channels_of(what: str) -> set[str] | None:
    """The channels of the contacts that a claim counts; None if it counts other things."""
    words = re.findall(r"[a-z]+", what.lower())[:4]
    for names, channels in _FAMILIES:
        if names.intersection(words):
            return channels
    return None


def _check_total(tally: Tally, told: Sequence[Told]) -> Checked:
    """A total agrees if just so many are listed, and is contradicted if more are.

    Fewer contradict nothing: a report need not list them all.
    """
    listed = set(tally.members)
    if tally.number is None:
        return "unverifiable"
    if len(listed) == tally.number:
        return "consistent"
    if len(listed) > tally.number:
        return "inconsistent"
    partners = listed.union(*(t.partners for t in told))
    if listed and len(partners) == tally.number:
        return "consistent"
    days = {(t.start, t.end) for t in told if t.start is not None and t.start == t.end}
    if not listed and len(days) == len(told) == tally.number:
        return "consistent"
    return "unverifiable"


def _check_order(tally: Tally, told: Sequence[Told]) -> Checked:
    """A first, last or nth contact against the other dated contacts of the same subject."""
    this = _meant(tally, told)
    if this is None or this.start is None or this.end is None:
        return "unverifiable"
    at_large = is_at_large(tally.what)
    others = [t for t in told if t is not this and (at_large or t.partners & this.partners)]
    before = [t for t in others if t.end is not None and t.end < this.start]
    after = [t for t in others if t.start is not None and t.start > this.end]
    if tally.kind == "ordinal":
        return _check_rank(tally, before, len(others) - len(before) - len(after))
    against, for_it = (before, after) if tally.kind == "first" else (after, before)
    if any(_in_window(tally, t) for t in against):
        return "inconsistent" if tally.window is None or _bound(tally) else "unverifiable"
    return "consistent" if others and len(for_it) == len(others) else "unverifiable"


def _check_rank(tally: Tally, before: Sequence[Told], undated: int) -> Checked:
    """An nth agrees if the report tells of just n - 1 before it, and not if of more."""
    counted = sum(_in_window(tally, t) for t in before) + 1
    if tally.number is None or (tally.window is not None and not _bound(tally)):
        return "unverifiable"
    if counted > tally.number:
        return "inconsistent"
    return "consistent" if counted == tally.number > 1 and not undated else "unverifiable"


def _meant(tally: Tally, told: Sequence[Told]) -> Told | None:
    """The contact that the claim is about: the one told nearest, within a sentence's reach."""
    at = min((span.start for span in tally.evidence), default=0)
    for span in tally.evidence:
        if span.role == "trigger":
            at = span.start
            break
    near = [
        (min(abs(span.start - at) for span in t.contact.evidence), t.contact.id, t)
        for t in told
        if t.contact.evidence
    ]
    best = min(near, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] <= _REACH else None


def _bound(tally: Tally) -> bool:
    """Whether the window names the year that it begins in ("since 2015")."""
    return tally.window is not None and _YEAR.search(tally.window) is not None


def _in_window(tally: Tally, told: Told) -> bool:
    """Whether a contact surely falls into the window; without a year all do."""
    year = _YEAR.search(tally.window or "")
    return year is None or (told.start is not None and told.start.year > int(year[0]))
