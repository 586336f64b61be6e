"""How well records of different reports are joined, against gold that names what they tell of.

Gold events carry `happening`, gold agreements `register`. They are first paired with the coded
ones inside each report; then two paired records should be joined exactly if gold gives them one
name. Records that the coder missed are left out: this measures the joining.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec

from communique.account import ItemKind
from communique.evaluate.events import Level, pair_events
from communique.evaluate.forms import (
    AgreementForm,
    Doc,
    Document,
    Form,
    as_document,
    read_documents,
)
from communique.evaluate.pairing import likeness, pair
from communique.link.account import Account
from communique.records import CodedReport

#: Two agreements stand for each other if so much of the words of their names is the same.
LEAST_LIKENESS = 0.5
SAME_ACRONYM = 2.0
#: What a coded record is known by: the id of its report, and its own.
Place = tuple[str, str]


class _Named(Form, frozen=True, kw_only=True):
    happening: str | None = None
    register: str | None = None


class _Line(Form, frozen=True, kw_only=True):
    doc: Doc
    events: tuple[_Named, ...] | None = None
    agreements: tuple[_Named, ...] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A coded record that gold has too: what gold calls the thing, and where the record stands."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The figures of one kind: pairs rightly joined, wrongly joined and wrongly apart, B-cubed."""

    gold: int
    paired: int
    right: int
    wrong: int
    missed: int
    b_precision: float
    b_recall: float

    @property
    def precision(self) -> float:
        """Of the pairs joined, how many tell of one thing."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the pairs that tell of one thing, how many are joined."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)

    @property
    def b_cubed(self) -> float:
        """B-cubed F1."""
        return _f1(self.b_precision, self.b_recall)


@dataclass(frozen=True, slots=True)
class LinkingGold:
    """Documents of gold, and by document what each of their records tells of."""

    documents: Mapping[str, Document]
    happenings: Mapping[str, tuple[str | None, ...]]
    registers: Mapping[str, tuple[str | None, ...]]

    @property
    def is_linked(self) -> bool:
        """Whether the gold says what its events tell of."""
        return any(name for names in self.happenings.values() for name in names)


def read_linking(path: Path) -> LinkingGold:
    """Read a gold file.

    Raises:
        SourceError: If the file is not of that form.
    """
    documents = read_documents(path)
    happenings, registers = {}, {}
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            named = msgspec.json.decode(line, type=_Line)
            happenings[named.doc.key] = tuple(one.happening for one in named.events or ())
            registers[named.doc.key] = tuple(one.register for one in named.agreements or ())
    return LinkingGold(documents, happenings, registers)


def told_events(gold: LinkingGold, coded: Mapping[str, CodedReport]) -> list[Told]:
    """The coded events that gold has too."""
    told = []
    for key, document in gold.documents.items():
        if key not in coded:
            continue
        pairing = pair_events(document, as_document(coded[key]))
        for g, p in pairing.pairs:
            name = gold.happenings[key][g]
            if name and pairing.level(pairing.gold[g], pairing.found[p]) >= Level.DYAD:
                told.append(Told(name, (key, coded[key].events[p].id)))
    return told


def told_agreements(gold: LinkingGold, coded: Mapping[str, CodedReport]) -> list[Told]:
    """The coded agreements that gold has too."""

    def weight(g: AgreementForm, p: AgreementForm) -> float:
        if g.acronym and g.acronym == p.acronym:
            return SAME_ACRONYM
        like = likeness(g.name, p.name)
        return like if like >= LEAST_LIKENESS else 0.0

    told = []
    for key, document in gold.documents.items():
        if key not in coded:
            continue
        found = as_document(coded[key]).agreements or ()
        for g, p in pair(document.agreements or (), found, weight):
            name = gold.registers[key][g]
            if name:
                told.append(Told(name, (key, coded[key].agreements[p].id)))
    return told


def score_joining(told: Sequence[Told], groups: Mapping[Place, str], gold: int) -> Joined:
    """Compare gold's names with the groups that records are in; one in no group stands alone.

    Args:
        told: The records to compare.
        groups: By record, the id of its group.
        gold: How many records of the kind gold has.
    """
    keys = [(one.name, groups.get(one.place, "/".join(one.place))) for one in told]
    by_name, by_group = _members(keys, 0), _members(keys, 1)
    both = Counter(keys)
    right = sum(n * (n - 1) // 2 for n in both.values())
    named = sum(n * (n - 1) // 2 for n in map(len, by_name.values()))
    joined = sum(n * (n - 1) // 2 for n in map(len, by_group.values()))
    size = len(keys) or 1
    return Joined(
        gold=gold,
        paired=len(keys),
        right=right,
        wrong=joined - right,
        missed=named - right,
        b_precision=sum(both[key] / len(by_group[key[1]]) for key in keys) / size,
        b_recall=sum(both[key] / len(by_name[key[0]]) for key in keys) / size,
    )


def groups_of(account: Account, kind: ItemKind) -> dict[Place, str]:
    """By record of a kind, the entry that it is in."""
    docs = {key: item.doc for key, item in account.items.items()}
    return {
        (docs[key], key.id): entry.id
        for entry in account.entries
        for key in entry.members
        if key.kind == kind
    }


def joining_figures(
    gold: LinkingGold, coded: Mapping[str, CodedReport], account: Account
) -> dict[str, float]:
    """Precision and F1 of joined events, and F1 of joined agreements."""
    events = score_joining(told_events(gold, coded), groups_of(account, "event"), 0)
    told = told_agreements(gold, coded)
    agreements = score_joining(told, groups_of(account, "agreement"), 0)
    return {
        "joined events: precision": round(events.precision, 4),
        "joined events: f1": round(events.f1, 4),
        "joined agreements: f1": round(agreements.f1, 4),
    }


def mistakes(told: Sequence[Told], groups: Mapping[Place, str]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs wrongly joined or wrongly apart."""
    for one, two in combinations(told, 2):
        mine, theirs = (groups.get(t.place, "/".join(t.place)) for t in (one, two))
        if (one.name == two.name) != (mine == theirs):
            yield one, two


def _members(keys: Sequence[tuple[str, str]], side: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        found[key[side]].append(number)
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
