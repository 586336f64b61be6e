"""Signs from the parties: who acted, upon whom, and whether it is the same people.

A country alone says little: its president praises, promises and asks ten times a day. So what two
items have in common weighs by how much of it there is: two countries, or a person, or at least a
sector; where only one country is common the wording has to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.account import ALONE, Item, Party
from communique.link.wording import split_words

Sign = tuple[str, float]
Parties = tuple[Party, ...]
#: Sectors that tell nobody from another, and those that nearly everybody at home belongs to.
UNTOLD = frozenset({None, "UNK", "UAF"})
BROAD = UNTOLD | {"GOV", "CVL"}
#: Sectors of those who attack though nobody knows whose they are.
ARMED = frozenset({"UAF", "REB", "CRM"})
#: Kinds of parties that stand for themselves; a state stands for all of its own.
NAMED = frozenset({"person", "group", "organisation"})


def side_signs(a: Item, b: Item) -> list[Sign] | None:
    """How well the sides of two events agree; None if they surely are two.

    In a meeting all are one side: one report tells it as a visit to a host, the other as talks.
    """
    do_a, do_b = on(a, "actor"), on(b, "actor")
    to_a, to_b = on(a, "recipient"), on(b, "recipient")
    turned = a.mode == b.mode == "visit" and _apart(do_a, do_b)
    if a.type == "CONSULT":
        do_a, do_b, to_a, to_b = do_a + to_a, do_b + to_b, (), ()
        if meet_others(do_a, do_b):
            return None
    signs = ["sides swapped"] if turned else []
    meeting = a.type == "CONSULT"
    alone = len(codes(do_a + to_a) & codes(do_b + to_b)) < 2
    if alone:
        signs.append("one country met" if meeting else "one country")
    signs += _compare(do_a, do_b, "actors", alone=alone)
    if _swapped(do_a, to_a, do_b, to_b):
        signs.append("sides swapped")
    elif codes(to_a) and codes(to_b):
        signs += _compare(to_a, to_b, "recipients", alone=alone)
    elif codes(to_a) or codes(to_b):
        signs.append("recipients on one side")
    people = list(people_signs(do_a + to_a, do_b + to_b, meeting=meeting))
    if meeting and "some actors" in signs and "same person" not in people:
        signs.append("some met")
    signs += people
    if to_a and to_b and _others_act(do_a, do_b):
        signs.append("other speaker")
    if known_in(do_a, to_b) or known_in(to_a, do_b):
        signs.append("roles swapped")
    if _other_sector(do_a, do_b):
        signs.append("other sector")
    return [(sign, 1.0) for sign in signs]


def meet_others(a: Parties, b: Parties) -> bool:
    """Whether two meetings, or instruments, are of other countries.

    Each has two or more, and at most one is in common.
    """
    mine, theirs = codes(a), codes(b)
    return len(mine) > 1 and len(theirs) > 1 and len(mine & theirs) < 2


def people_signs(a: Parties, b: Parties, *, meeting: bool = False) -> Iterator[str]:
    """Whether somebody named is in both, and whether others are named in their place.

    In a meeting all are named; of a signing one report names those who signed, another those who
    looked on. Only people, or groups, of one country stand in each other's place.
    """
    mine, theirs = named(a), named(b)
    if not mine or not theirs:
        return
    left = [p for p in mine if not known_in((p,), theirs)]
    right = [p for p in theirs if not known_in((p,), mine)]
    if len(left) < len(mine):
        yield "same person"
    if meeting:
        people = [any(p.kind == "person" for p in side) for side in (left, right)]
        if all(people):
            yield "other participant"
        return
    held = {(p.code, p.kind) for p in mine if p not in left}
    if {(p.code, p.kind) for p in left} & {(p.code, p.kind) for p in right} - held:
        yield "other person"


def known_in(some: Iterable[Party], others: Iterable[Party]) -> bool:
    """Whether one of the named is among others."""
    wanted = named(others)
    return any(is_same(one, other) for one in named(some) for other in wanted)


def is_same(a: Party, b: Party) -> bool:
    """Whether two named parties are one: the same for the gazetteer, or named alike.

    People without an entry go by the last name, as reports spell first names in many ways.
    """
    if a.who == b.who:
        return True
    if ALONE in f"{a.who}{b.who}":
        return False
    if a.kind != "person" or b.kind != "person" or a.code != b.code or not (a.name and b.name):
        return False
    if all((p.who or "").startswith("tenure:") for p in (a, b)):
        return False
    return split_words(a.name)[-1:] == split_words(b.name)[-1:]


def named(parties: Iterable[Party]) -> list[Party]:
    """Persons and groups with a name."""
    return [p for p in parties if p.who and p.kind in NAMED]


def on(item: Item, side: str) -> Parties:
    """The parties of one side."""
    return tuple(party for party in item.parties if party.side == side)


def codes(parties: Iterable[Party]) -> frozenset[str]:
    """Countries and bodies of parties."""
    return frozenset(party.code for party in parties if party.code)


def _compare(a: Parties, b: Parties, side: str, *, alone: bool) -> Iterator[str]:
    """Compare one side. Within one country the same code alone is not the same party."""
    mine, theirs = codes(a), codes(b)
    if not mine and not theirs and any(_armed(p, q) for p in a for q in b):
        yield f"same {side}"
    if not mine or not theirs:
        return
    if mine == theirs:
        if not alone or any(_alike(p, q) for p in a for q in b):
            yield f"same {side}"
    elif mine < theirs or theirs < mine:
        yield f"some {side}"
    else:
        yield f"other {side}"


def _armed(a: Party, b: Party) -> bool:
    """Whether two parties of no known country are both armed and nameless: "gunmen"."""
    return a.sector in ARMED and b.sector in ARMED and not (a.name or b.name)


def _alike(a: Party, b: Party) -> bool:
    """Whether two parties of one country may well be one: by name, or by a narrow sector."""
    if a.kind in NAMED and b.kind in NAMED and a.who and b.who:
        return is_same(a, b)
    return a.sector == b.sector and a.sector not in BROAD


def _others_act(a: Parties, b: Parties) -> bool:
    """Whether two people act, one here, another there: each speaks for himself."""
    people = [[p for p in side if p.kind == "person" and p.who] for side in (a, b)]
    return all(people) and not known_in(*people)


def _swapped(do_a: Parties, to_a: Parties, do_b: Parties, to_b: Parties) -> bool:
    """Whether the actors of one are the recipients of the other."""
    mine = codes(do_a), codes(to_a)
    return bool(mine[0]) and mine[0] != mine[1] and mine == (codes(to_b), codes(do_b))


def _apart(a: Parties, b: Parties) -> bool:
    """Whether both sides are told and have no country in common."""
    return bool(codes(a) and codes(b) and not codes(a) & codes(b))


def _other_sector(a: Parties, b: Parties) -> bool:
    mine = {party.sector for party in a} - UNTOLD
    theirs = {party.sector for party in b} - UNTOLD
    return bool(mine and theirs and not mine & theirs)
