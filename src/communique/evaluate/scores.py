"""The figures: precision, recall and F1 of every kind of record against gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.evaluate.events import Level, Pairing, Seen, pair_events
from communique.evaluate.forms import Document
from communique.evaluate.others import OTHER_KINDS

#: What must agree for an event to be hit, by the name of the figure.
EVENT_FIGURES: Mapping[str, Level] = {
    "event type": Level.TYPE,
    "event type+dyad": Level.DYAD,
    "event type+exact sides": Level.SIDES,
    "event type+exact sides+date": Level.DATE,
}
#: A hit in the tables by type, and what is right when confidence is measured.
RIGHT = Level.DYAD
PLACES = 4  # decimals of a figure


@dataclass(slots=True)
class Count:
    """How many records the gold has, how many were found, and how many of these are hits."""

    gold: int = 0
    found: int = 0
    hit: int = 0

    def add(self, gold: int, found: int, hit: int) -> None:
        """Count some more."""
        self.gold += gold
        self.found += found
        self.hit += hit

    @property
    def precision(self) -> float:
        """Hits among the found; 1 if nothing was found where nothing is."""
        if not self.found:
            return 0.0 if self.gold else 1.0
        return self.hit / self.found

    @property
    def recall(self) -> float:
        """Hits among the gold; 1 if there is none."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float]:
        """The figures by name, rounded."""
        return {
            "gold": self.gold,
            "pred": self.found,
            "hit": self.hit,
            "precision": round(self.precision, PLACES),
            "recall": round(self.recall, PLACES),
            "f1": round(self.f1, PLACES),
        }


@dataclass(slots=True)
class Share:
    """How often a field of the paired events was asked for, and how often it was right."""

    asked: int = 0
    right: int = 0

    def ask(self, right: bool) -> None:
        """Count one more."""
        self.asked += 1
        self.right += right

    def row(self) -> dict[str, float]:
        """The figures by name, rounded."""
        share = round(self.right / self.asked, PLACES)
        return {"asked": self.asked, "right": self.right, "share": share}


@dataclass(slots=True, kw_only=True)
class Scores:
    """All figures of a run, with the pairing of events that they rest on.

    broken: records of the prediction without evidence, or whose quotation is not in the text.
    """

    documents: int = 0
    coded: int = 0
    broken: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    by_type: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    pairings: dict[str, Pairing] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "documents": self.documents,
            "coded": self.coded,
            "contract": self.broken[:50],
            "contract_errors": len(self.broken),
            "scores": {name: count.row() for name, count in self.counts.items()},
            "ratios": {name: self.shares[name].row() for name in _SHARES if name in self.shares},
            "by_type": {name: self.by_type[name].row() for name in sorted(self.by_type)},
        }


_SHARES = (
    "event status",
    "event mode",
    "event context",
    "actor sector",
    "evidence in the gold sentence",
)


def score_documents(gold: Mapping[str, Document], found: Mapping[str, Document]) -> Scores:
    """Score predictions against gold, paired by document; a document not predicted is empty."""
    scores = Scores(documents=len(gold), coded=len(gold.keys() & found.keys()))
    for document in found.values():
        scores.broken += broken_records(document)
    for key, wanted in gold.items():
        told = found.get(key) or Document(doc=wanted.doc)
        if wanted.events is not None:
            pairing = scores.pairings[key] = pair_events(wanted, told)
            _count_events(scores, pairing)
            _count_by_type(scores.by_type, pairing)
        for kind in OTHER_KINDS:
            for name, counted in kind(wanted, told):
                scores.counts[name].add(*counted)
    return scores


def _count_events(scores: Scores, pairing: Pairing) -> None:
    met = [(pairing.gold[g], pairing.found[p]) for g, p in pairing.pairs]
    levels = Counter(pairing.level(g, p) for g, p in met)
    for name, need in EVENT_FIGURES.items():
        hit = sum(count for level, count in levels.items() if level >= need)
        found = hit if pairing.one else len(pairing.found)
        scores.counts[name].add(len(pairing.gold), found, hit)
    for g, p in met:
        _ask_fields(scores.shares, g, p)


def _ask_fields(shares: dict[str, Share], gold: Seen, found: Seen) -> None:
    """Ask for the fields that the gold has."""
    wanted, told = gold.event, found.event
    shares["evidence in the gold sentence"].ask(bool(gold.sentences & found.sentences))
    if wanted.status:
        shares["event status"].ask(wanted.status == told.status)
    if wanted.mode:
        shares["event mode"].ask(wanted.mode == told.mode)
    if wanted.contexts:
        shares["event context"].ask(bool(set(wanted.contexts) & set(told.contexts or ())))
    if gold.sectors:
        shares["actor sector"].ask(bool(gold.sectors & found.sectors))


def _count_by_type(by_type: dict[str, Count], pairing: Pairing) -> None:
    hits = [
        g for g, p in pairing.pairs if pairing.level(pairing.gold[g], pairing.found[p]) >= RIGHT
    ]
    for number, seen in enumerate(pairing.gold):
        by_type[seen.event.type].add(1, 0, number in hits)
    types = (pairing.gold[g].event.type for g in hits)
    for kind in types if pairing.one else (seen.event.type for seen in pairing.found):
        by_type[kind].add(0, 1, 0)


def broken_records(document: Document) -> list[str]:
    """What is wrong with the evidence of a document's records, one line each."""
    broken = []
    text = document.doc.text
    for kind, item in document.items():
        if not item.evidence:
            broken.append(f"{document.doc.key}: a record of {kind} has no evidence")
        for words in item.evidence:
            if words.start is not None and text[words.start : words.end] != words.quote:
                place = f"text[{words.start}:{words.end}]"
                broken.append(f"{document.doc.key}: {kind}: {words.quote!r} is not {place}")
    return broken
