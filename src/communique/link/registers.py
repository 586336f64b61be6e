"""Signs for entries of registers: contacts, agreements and designations."""

from __future__ import annotations

from collections.abc import Iterator

from communique.account import Item
from communique.link.blocks import initials
from communique.link.sides import Sign, codes, meet_others, on, people_signs
from communique.link.spans import Stretch
from communique.link.wording import Wordings

GONE = frozenset({"cancelled", "declined", "postponed"})


def contact_signs(a: Item, b: Item) -> list[Sign] | None:
    """How well channel, participants and status of two contacts agree; None if surely others.

    A visit and a meeting within it are two contacts.
    """
    if meet_others(on(a, "participant"), on(b, "participant")):
        return None
    open_ones = "unspecified" in (a.type, b.type)
    if a.type != b.type and not open_ones:
        return None
    signs: list[Sign] = [("channel open" if open_ones else "same channel", 1.0)]
    mine, theirs = codes(on(a, "participant")), codes(on(b, "participant"))
    if mine and theirs:
        word = "same" if mine == theirs else "some" if mine & theirs else "other"
        signs.append((f"{word} participants", 1.0))
        if len(mine & theirs) < 2:
            signs.append(("one country", 1.0))
    told = people_signs(on(a, "participant"), on(b, "participant"), meeting=True)
    signs += ((sign, 1.0) for sign in told)
    if (a.status in GONE) != (b.status in GONE):
        signs.append(("other status", 1.0))
    return signs


def agreement_signs(
    a: Item, b: Item, spans: tuple[Stretch, Stretch], wordings: Wordings
) -> list[Sign] | None:
    """How well name, parties, kind and dates of two agreements agree; None if surely others.

    What a state concludes with two others is two instruments, even of one name.
    """
    if meet_others(on(a, "party"), on(b, "party")):
        return None
    signs = [*_names(a, b, wordings), *_parties(a, b)]
    if (a.type == "truce") != (b.type == "truce") and "other" not in (a.type, b.type):
        signs.append(("other kind", 1.0))
    return [*signs, *_step_dates(a, b, spans)]


def _names(a: Item, b: Item, wordings: Wordings) -> Iterator[Sign]:
    short_a, short_b = (item.acronym or initials(item.name or "") for item in (a, b))
    if a.acronym and b.acronym:
        same = a.acronym.casefold() == b.acronym.casefold()
        yield ("same acronym" if same else "other acronym"), 1.0
    elif (a.acronym or b.acronym) and short_a.casefold() == short_b.casefold():
        yield "same acronym", 1.0
    mine, theirs = (wordings.name_words(item.name or "") for item in (a, b))
    bare = any(item.acronym and item.name in (None, item.acronym) for item in (a, b))
    if not mine or not theirs or bare:
        yield "bare name", 1.0
        return
    shared = wordings.overlap(mine, theirs)
    if shared:
        yield "name", round(shared, 3)
    elif not mine & frozenset(b.words) and not theirs & frozenset(a.words):
        yield "other name", 1.0


def _parties(a: Item, b: Item) -> Iterator[Sign]:
    mine, theirs = codes(on(a, "party")), codes(on(b, "party"))
    if not mine or not theirs:
        return
    if mine == theirs:
        yield "same parties", 1.0
    elif mine <= theirs or theirs <= mine:
        yield "some parties", 1.0
    else:
        yield "other parties", round(1.0 - len(mine & theirs) / len(mine | theirs), 3)


def _step_dates(a: Item, b: Item, spans: tuple[Stretch, Stretch]) -> Iterator[Sign]:
    """Dates of one step must agree; of two steps they may differ, in order."""
    one, two = spans
    if not (one.bounded and two.bounded):
        yield "unknown date", 1.0
    elif a.status == b.status or "mentioned" in (a.status, b.status):
        if one.apart(two) > 1:
            yield "dates differ", 1.0
        elif one.scale == two.scale == "days":
            yield "same day", 1.0
        else:
            yield "dates agree", 1.0
    elif one.apart(two) == 0:
        yield "dates agree", 1.0


def designation_signs(
    a: Item, b: Item, spans: tuple[Stretch, Stretch], wordings: Wordings
) -> list[Sign]:
    """How well title, giver, holder and date of two designations agree."""
    mine, theirs = (frozenset(wordings.stems(item.name or "")) for item in (a, b))
    signs: list[Sign] = []
    if shared := wordings.overlap(mine, theirs):
        signs.append(("title", round(shared, 3)))
    for side, what in (("by", "giver"), ("to", "holder")):
        left, right = codes(on(a, side)), codes(on(b, side))
        if left and right:
            signs.append((f"{'same' if left & right else 'other'} {what}", 1.0))
    signs += ((sign, 1.0) for sign in people_signs(on(a, "to"), on(b, "to")))
    one, two = spans
    if one.bounded and two.bounded and a.type == b.type:
        if one.apart(two) > 1:
            signs.append(("dates differ", 1.0))
        else:
            exact = one.scale == two.scale == "days"
            signs.append(("same day" if exact else "dates agree", 1.0))
    return signs
