"""Signs that two items tell of one thing, or do not; what they weigh is data.

Each function yields (sign, strength); strengths are 1 but for what is measured by degree. A pair
that is surely different has no signs: None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.account import Item, Party
from communique.link.spans import Stretch
from communique.link.wording import Wordings, fold, stem
from communique.vocab.linking import Limits

Sign = tuple[str, float]
UNTOLD = frozenset({None, "UNK", "UAF"})


def date_signs(a: Item, b: Item, spans: tuple[Stretch, Stretch]) -> list[Sign] | None:
    """How well the dates of two acts agree; None if they can't be one day.

    Days may differ by one: what is Tuesday evening here is Wednesday there.
    """
    one, two = spans
    gap = one.apart(two)
    exact = one.scale == two.scale == "days"
    loose = "document" in (a.when.basis, b.when.basis)
    if gap > 1 or (gap and (loose or not exact)):
        return None
    if not (one.bounded and two.bounded):
        signs = ["unknown date"]
    elif exact:
        signs = [_days_sign(a, b, spans)]
    elif "days" in (one.scale, two.scale):
        wide = one if two.scale == "days" else two
        signs = [f"day within a {'month' if wide.scale == 'months' else 'year'}"]
    else:
        signs = ["vague dates"]
    if loose:
        signs.append("date only of the report")
    return [(sign, 1.0) for sign in signs]


def _days_sign(a: Item, b: Item, spans: tuple[Stretch, Stretch]) -> str:
    """How two dates of a few days agree that overlap or follow each other."""
    if (a.when.start, a.when.end) == (b.when.start, b.when.end):
        return "same day"
    bases = {a.when.basis, b.when.basis}
    if bases == {"document"}:
        return "reports of other days"
    if "document" in bases:
        return "day before the report's"
    return "a day apart" if spans[0].apart(spans[1]) else "day within days"


def side_signs(a: Item, b: Item) -> list[Sign]:
    """How well the sides of two events agree.

    Where one of them has nobody on the second side (a meeting told as one, the other as a visit),
    all parties of both are compared.
    """
    do_a, do_b = on(a, "actor"), on(b, "actor")
    to_a, to_b = on(a, "recipient"), on(b, "recipient")
    visits = a.mode == b.mode == "visit" and _turned(do_a, do_b)
    if a.type == "CONSULT":
        do_a, do_b, to_a, to_b = do_a + to_a, do_b + to_b, (), ()
    signs: list[Sign] = [("sides swapped", 1.0)] if visits else []
    signs += [(f"{word} actors", 1.0) for word in _agree(do_a, do_b)]
    if codes(do_a) and codes(do_a) == codes(to_b) and codes(do_b) == codes(to_a):
        if codes(do_a) != codes(to_a):
            signs.append(("sides swapped", 1.0))
    elif codes(to_a) and codes(to_b):
        signs += [(f"{word} recipients", 1.0) for word in _agree(to_a, to_b)]
    elif codes(to_a) or codes(to_b):
        signs.append(("recipients on one side", 1.0))
    signs += person_signs(do_a + to_a, do_b + to_b)
    if (named(do_a).keys() & named(to_b).keys()) | (named(to_a).keys() & named(do_b).keys()):
        signs.append(("roles swapped", 1.0))
    if _other_sector(do_a, do_b):
        signs.append(("other sector", 1.0))
    return signs


def person_signs(a: tuple[Party, ...], b: tuple[Party, ...]) -> Iterator[Sign]:
    """Whether somebody named is in both, or the same country's named ones are others."""
    mine, theirs = named(a), named(b)
    if not mine or not theirs:
        return
    both = mine.keys() & theirs.keys()
    if both:
        yield "same person", 1.0
    left = {(p.code, p.kind) for who, p in mine.items() if who not in both}
    right = {(p.code, p.kind) for who, p in theirs.items() if who not in both}
    if left & right - {(p.code, p.kind) for who, p in mine.items() if who in both}:
        yield "other person", 1.0


def named(parties: Iterable[Party]) -> dict[str, Party]:
    """Persons and groups with a name; a state stands for all of its own."""
    return {p.who: p for p in parties if p.who and p.kind in ("person", "group", "organisation")}


def on(item: Item, side: str) -> tuple[Party, ...]:
    """The parties of one side."""
    return tuple(party for party in item.parties if party.side == side)


def codes(parties: Iterable[Party]) -> frozenset[str]:
    """Countries and bodies of parties."""
    return frozenset(party.code for party in parties if party.code)


def _turned(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether the visitors of two visits come from different countries."""
    return bool(codes(a) and codes(b) and not codes(a) & codes(b))


def _agree(a: tuple[Party, ...], b: tuple[Party, ...]) -> Iterator[str]:
    mine, theirs = codes(a), codes(b)
    if mine and mine == theirs:
        yield "same"
    elif mine & theirs:
        yield "some"
    elif mine and theirs:
        yield "other"


def _other_sector(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    mine = {party.sector for party in a} - UNTOLD
    theirs = {party.sector for party in b} - UNTOLD
    return bool(mine and theirs and not mine & theirs)


def wording_signs(a: Item, b: Item, wordings: Wordings) -> Iterator[Sign]:
    """How much of the wording is common, and whether the act has the same verb."""
    shared = wordings.overlap(frozenset(a.words), frozenset(b.words))
    if shared:
        yield "wording", round(shared, 3)
    if a.key.kind != "event":
        return
    mine, theirs = ({stem(fold(w)) for w in item.quote.split()} for item in (a, b))
    if mine & theirs:
        yield "same verb", 1.0


def mode_signs(a: Item, b: Item) -> Iterator[Sign]:
    """Whether the modes agree, where both are told."""
    if a.type == "CONSULT" and "visit" in (a.mode, b.mode) and a.mode != b.mode:
        yield "visit or meeting", 1.0
    elif a.mode and b.mode:
        yield ("same mode" if a.mode == b.mode else "other mode"), 1.0
    if "alleged" in (a.status, b.status) and a.status != b.status:
        yield "alleged by one", 1.0


def place_signs(a: Item, b: Item) -> Iterator[Sign]:
    """Whether the places agree, where both are told; one may contain the other."""
    if a.place and b.place:
        mine, theirs = fold(a.place), fold(b.place)
        same = mine in theirs or theirs in mine
        yield ("same place" if same else "other place"), 1.0


def figure_signs(a: Item, b: Item) -> Iterator[Sign]:
    """Whether sums, sizes and tolls agree; a toll may grow, and crowds are told by each side."""
    if a.magnitude is None or b.magnitude is None:
        return
    pairs = [
        (getattr(a.magnitude, name), getattr(b.magnitude, name))
        for name in ("amount", "size", "dead", "injured", "arrested")
    ]
    told = [(x, y) for x, y in pairs if x is not None and y is not None]
    if any(x == y and x > 1 for x, y in told):
        yield "same figure", 1.0
    elif a.magnitude.amount and b.magnitude.amount and a.magnitude.unit == b.magnitude.unit:
        yield "other sum", 1.0


def report_signs(a: Item, b: Item, limits: Limits, copies: float | None) -> Iterator[Sign]:
    """Whether the reports are of the same days, and copies of each other."""
    if a.reported and b.reported and abs((a.reported - b.reported).days) <= limits.near:
        yield "near reports", 1.0
    if copies is not None and copies >= limits.copy:
        yield "copy", 1.0


def are_twins(a: Item, b: Item, spans: tuple[Stretch, Stretch]) -> bool:
    """Whether two events of one report are one act told twice: its states, then their ministers.

    One act is one type, the same parties and the same day; a report has only one such.
    """
    if a.key.kind != "event" or (a.type, a.mode, a.status) != (b.type, b.mode, b.status):
        return False
    dates = date_signs(a, b, spans)
    if not dates or dates[0][0] not in ("same day", "day before the report's"):
        return False
    sides = [(codes(on(a, side)), codes(on(b, side))) for side in ("actor", "recipient")]
    if any(mine != theirs for mine, theirs in sides) or not sides[0][0]:
        return False
    if any(sign == "other person" for sign, _ in person_signs(a.parties, b.parties)):
        return False
    return not any(sign == "other sum" for sign, _ in figure_signs(a, b))


def refers_signs(a: Item, b: Item) -> Iterator[Sign]:
    """Whether promises and threats speak of the same days."""
    if a.refers_to and b.refers_to and not a.refers_to.may_overlap(b.refers_to):
        yield "of other days", 1.0
