"""One place where an instrument is spoken of, and how two places beside each other are one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.drafts import Mention
from communique.extract.agreement_phrases import Behind
from communique.vocab.instruments import Instrument, Noun

if TYPE_CHECKING:
    from communique.dates import When
    from communique.extract.agreement_steps import Step
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree

ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]+[A-Za-z]*(?:-[A-Z0-9]+)?$|[A-Z]{2,}s?$")


@dataclass(slots=True, kw_only=True)
class Spot:
    """One place where an instrument is spoken of.

    `form` is `known` (in the table), `named` (capitalised), `described` (lower case), `definite`
    (refers back: "the agreement"), or `other` (a name of something else). Tokens `first` to `last`
    are the words that name it, `head` its noun in the parse, `noun` the last token of the noun,
    `holder` a noun that it belongs to ("violation of"). `words` are the words in front that say
    which instrument it is, lower case; `front` all words in front as they stand. `firm` is false
    where the noun has other meanings; `capital` where it is an instrument only in names.
    `existing` says that the sentence takes it to exist, `under` by a preposition; `commercial`
    that a firm takes part. `own_when` is the date beside the name.
    """

    work: SentenceWork
    first: int
    last: int
    head: int
    noun: int
    form: str
    name: str
    kind: str
    firm: bool = True
    capital: bool = False
    acronym: str | None = None
    entry: Instrument | None = None
    words: frozenset[str] = frozenset()
    front: tuple[str, ...] = ()
    determiner: str | None = None
    plural: bool = False
    behind: Behind = field(default_factory=Behind)
    parties: tuple[Mention, ...] = ()
    steps: tuple[Step, ...] = ()
    existing: bool = False
    holder: int | None = None
    commercial: bool = False
    under: bool = False
    own_when: When | None = None
    provisions: tuple[tuple[int, int], ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the report's text of the words that name it."""
        return self.work.parsed.span(self.first, self.last)


def something_else(work: SentenceWork, first: int, last: int, noun: Noun) -> Spot:
    """A capitalised name that is none of an instrument: it only covers its words."""
    return Spot(
        work=work,
        first=first,
        last=last,
        head=last,
        noun=last,
        form="other",
        name="",
        kind=noun.kind,
    )


def acronym_before(tree: Tree, first: int) -> str | None:
    """The acronym of "AWSA (Andes Water Sharing Agreement)"."""
    if first >= 2 and tree.text[first - 1] == "(" and ACRONYM.match(tree.text[first - 2]):
        return tree.text[first - 2]
    return None


def words_of(name: str) -> frozenset[str]:
    """The words of a name, lower case."""
    return frozenset(name.lower().replace("-", " ").split())


def join_appositions(spots: list[Spot]) -> list[Spot]:
    """Let "COMCASA (Communications … Agreement)" and "X, or BECA," be one spot."""
    return _joined(spots, _same_place, _apposed)


def join_coordinated(spots: list[Spot]) -> list[Spot]:
    """Let "a ceasefire and prisoner exchange deal" be one spot, that of the deal."""
    return _joined(spots, _coordinated, _named_by_both)


def _joined(
    spots: list[Spot], belong: Callable[[Spot, Spot], bool], join: Callable[[Spot, Spot], Spot]
) -> list[Spot]:
    """The spots; of two that follow each other in a sentence and belong together, one."""
    out: list[Spot] = []
    for spot in spots:
        before = out[-1] if out else None
        if before is None or before.work is not spot.work or not belong(before, spot):
            out.append(spot)
        else:
            out[-1] = join(before, spot)
    return out


def _apposed(before: Spot, spot: Spot) -> Spot:
    """The first of two, with what the other tells of it."""
    long, short = (before, spot) if len(before.name) >= len(spot.name) else (spot, before)
    before.name = long.name if long.form != "definite" else short.name
    before.kind = long.kind
    before.acronym = before.acronym or spot.acronym or short.name
    before.entry = before.entry or spot.entry
    before.last = spot.last
    before.words = long.words
    before.behind = spot.behind
    return before


def _named_by_both(before: Spot, spot: Spot) -> Spot:
    """The second of two, called by both nouns."""
    doc = spot.work.parsed.doc
    spot.first = min(spot.first, before.first)
    spot.determiner, spot.form = before.determiner or spot.determiner, "described"
    spot.words |= before.words | words_of(before.name)
    spot.name = doc[before.noun : spot.noun + 1].text
    return spot


def _coordinated(a: Spot, b: Spot) -> bool:
    """Whether a bare truce stands joined before another noun for the same instrument."""
    if a.kind != "truce" or a.form == "known" or b.kind not in ("agreement", "pact"):
        return False
    text = b.work.tree.text
    front = {word.lower() for word in text[a.noun + 1 : b.noun]}
    if b.first <= a.noun < b.noun:
        return True
    joined = text[a.noun + 1 : b.first] in (["and"], ["-", "for", "-"], ["/"], ["-"])
    return joined and b.determiner is None and not front & {"a", "an", "the", "with"}


def _same_place(a: Spot, b: Spot) -> bool:
    """Whether `b` stands in brackets behind `a`, one of them being an acronym."""
    text = a.work.tree.text
    between = text[a.last + 1 : b.first]
    opened = between in (["("], ["(", "the"], [",", "or"], ["or"])
    return opened and bool(
        ACRONYM.match(a.name) or ACRONYM.match(text[a.last]) or ACRONYM.match(b.name)
    )
