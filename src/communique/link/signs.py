"""Signs that two items tell of one thing, or do not; what they weigh is data.

Each function yields (sign, strength); strengths are 1 but for what is measured by degree. A pair
that is surely different has no signs: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.account import Item
from communique.link.sides import Sign, codes, on, people_signs
from communique.link.spans import Stretch
from communique.link.wording import Wordings, fold, stem
from communique.vocab.linking import Limits

VAGUE = frozenset({"day within a month", "day within a year", "vague dates", "unknown date"})
#: Acts that are done by saying so.
SPOKEN = frozenset({"SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
TALKED = SPOKEN | {"CONSULT"}
#: Common wording from which two tellings by one publisher are in like words: of what was done, of
#: what was said, and of what was said at home, where parties tell little. And from which the
#: sentence is the same.
DONE, SAID, AT_HOME, SAME_WORDS = 0.25, 0.3, 0.6, 0.9
#: Likeness from which two texts of one publisher are one text, not one form filled in twice.
SAME_TEXT = 0.8


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


def vague_signs(dates: list[Sign], sides: list[Sign]) -> Iterator[Sign]:
    """Whether little speaks for one thing: one country, and no day that both state."""
    told = {sign for sign, _ in dates}
    if "one country" in {sign for sign, _ in sides} and told & VAGUE:
        yield "one country, some time", 1.0


def speech_signs(
    a: Item, b: Item, found: list[Sign], limits: Limits, wordings: Wordings
) -> Iterator[Sign]:
    """Whether words are said on a day that only their report gives, or by one publisher on any, and
    it is not the same.

    What officials praise, promise or ask for they say again at every meeting. Where one publisher
    tells both, what was said days before is seldom told again: words are news, and later reports
    tell what was done. A law or a pact is signed once, and a sentence that comes again word for
    word tells the same again.
    """
    told = dict(found)
    once = wordings.are_formal(a.quote) and wordings.are_formal(b.quote)
    if a.type not in SPOKEN or once:
        return
    one = of_one_publisher(a, b) and told.get("wording", 0.0) < SAME_WORDS
    if "same day" not in told and (one or "date only of the report" in told):
        yield "said again", 1.0
    if one and a.reported and b.reported and abs((a.reported - b.reported).days) > limits.near:
        yield "words of old", 1.0


def other_words(a: Item, b: Item, found: list[Sign]) -> Iterator[Sign]:
    """How far the wording differs of what one publisher tells: its words are its own, and where
    it tells a thing twice, or says a thing twice, they are like."""
    told = dict(found)
    spoken = a.type in SPOKEN and of_one_publisher(a, b)
    if "copy" in told or not (spoken or "one publisher" in told):
        return
    like = (AT_HOME if "one country" in told else SAID) if spoken else DONE
    if (shared := told.get("wording", 0.0)) < like:
        yield "other words", round(1 - shared / like, 3)


def of_one_publisher(a: Item, b: Item) -> bool:
    """Whether both reports are of one publisher."""
    return a.publisher is not None and a.publisher == b.publisher


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
    """Whether the reports are of the same days, copies of each other, or of one publisher.

    A publisher tells the news of a day once; what it tells again is copied, or of an earlier day.
    Its releases are worded alike, so that only nearly the same text, of the same days, is a copy
    among them; what two of them tell without saying when is the news of two days.
    """
    if a.reported and b.reported and abs((a.reported - b.reported).days) <= limits.near:
        yield "near reports", 1.0
    one = of_one_publisher(a, b)
    if copies is not None and copies >= (SAME_TEXT if one else limits.copy) and _near(a, b, one):
        yield "copy", 1.0
    elif one and _is_news(a) and _is_news(b):
        yield "one publisher", 1.0
        if a.when.basis == b.when.basis == "document" and a.reported != b.reported:
            yield "news of two days", 1.0


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
    if a.type in TALKED and len(sides[0][0] | sides[1][0]) < 2:
        return False  # within one country others may be meant each time
    if set(people_signs(a.parties, b.parties)) & {"other person", "other participant"}:
        return False
    return not any(sign == "other sum" for sign, _ in figure_signs(a, b))


def _near(a: Item, b: Item, one: bool) -> bool:
    """Whether a text may be the other come again: a publisher repeats itself at once, or fills in
    the same form anew."""
    return not one or a.reported == b.reported


def _is_news(item: Item) -> bool:
    """Whether it is the news of its report: of that day, or the one before."""
    end, day = item.when.end, item.reported
    return end is not None and day is not None and 0 <= (day - end).days <= 1


def refers_signs(a: Item, b: Item) -> Iterator[Sign]:
    """Whether promises and threats speak of the same days."""
    if a.refers_to and b.refers_to and not a.refers_to.may_overlap(b.refers_to):
        yield "of other days", 1.0
