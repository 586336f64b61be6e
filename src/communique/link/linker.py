"""class Linker: from coded reports to items, from pairs to links, from links to entries."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.account import Entry, Item, ItemKind, Link, Reason, Rulings
from communique.link import signs
from communique.link.blocks import file_under, look_up
from communique.link.clusters import group
from communique.link.copies import Sketch, likeness, sketch
from communique.link.entries import EntryMaker
from communique.link.items import items_of
from communique.link.registers import agreement_signs, contact_signs, designation_signs
from communique.link.ruled import NONE
from communique.link.sides import Sign, side_signs
from communique.link.spans import stretch
from communique.link.wording import Wordings
from communique.records import CodedReport
from communique.vocab.linking import LinkingTable, Weights, load_linking

#: Texts as like as this have one origin; `weights.yaml` says where the number is from.
COPY = 0.4


class Linker:
    """Joins what different reports tell of one thing. Holds tables, and nothing of any report."""

    def __init__(self, table: LinkingTable, wordings: Wordings) -> None:
        self.limits = table.limits
        self.wordings = wordings
        self.weights: Mapping[ItemKind, Weights] = {
            "event": table.event,
            "contact": table.contact,
            "agreement": table.agreement,
            "designation": table.designation,
        }

    @classmethod
    def load(cls) -> Linker:
        """Built from the shipped tables.

        Raises:
            VocabError: If a table breaks the form.
        """
        return cls(load_linking(), Wordings.load())

    def items(self, coded: CodedReport, known: date) -> list[Item]:
        """The items of a report that we may know from the day `known` on."""
        return items_of(coded, known, self.wordings)

    def blocks(self, item: Item) -> tuple[str, ...]:
        """The keys under which an item is filed."""
        return file_under(item, self.limits, self.wordings)

    def seeks(self, item: Item) -> tuple[str, ...]:
        """The keys that an item looks up: those filed there are to be compared with it."""
        return look_up(item, self.limits, self.wordings)

    def compare(self, a: Item, b: Item, *, copies: float | None) -> Link | None:
        """The link of two items, or None if they surely are two things, or of one form.

        Args:
            a: One item.
            b: Another; (a, b) and (b, a) give the same.
            copies: The likeness of their reports' texts, if they are candidates for copies.
        """
        if a.form is not None and a.form == b.form:
            return None  # one thing without more ado
        if b.key < a.key:
            a, b = b, a
        found = self.signs(a, b, copies)
        if found is None:
            return None
        weights = self.weights[a.key.kind]
        reasons = [Reason(sign="one", weight=weights["one"])]
        for sign, strength in found:
            weight = round(weights.get(sign, 0.0) * strength, 3)
            if weight:
                reasons.append(Reason(sign=sign, weight=weight))
        logit = sum(reason.weight for reason in reasons)
        score = round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 4)
        if score < self.limits.keep:
            return None
        return Link(a=a.key, b=b.key, score=score, reasons=tuple(reasons))

    def signs(self, a: Item, b: Item, copies: float | None) -> list[Sign] | None:
        """The signs for and against, or None if they surely are two things."""
        if a.key.kind != b.key.kind:
            return None
        spans = stretch(a, self.limits), stretch(b, self.limits)
        if a.key.report == b.key.report:
            return [("told twice", 1.0)] if signs.are_twins(a, b, spans) else None
        if a.key.kind == "agreement":
            agreed = agreement_signs(a, b, spans, self.wordings)
            if agreed is None:
                return None
            found = agreed
        elif a.key.kind == "designation":
            found = designation_signs(a, b, spans, self.wordings)
        elif (dates := signs.date_signs(a, b, spans)) is None:
            return None
        elif a.key.kind == "contact":
            if (agreeing := contact_signs(a, b)) is None:
                return None
            found = [*dates, *agreeing, *signs.place_signs(a, b)]
        elif a.type != b.type or (sides := side_signs(a, b)) is None:
            return None
        else:
            found = [
                *dates,
                *sides,
                *signs.vague_signs(dates, sides),
                *signs.mode_signs(a, b),
                *signs.place_signs(a, b),
                *signs.figure_signs(a, b),
                *signs.refers_signs(a, b),
            ]
        found += signs.wording_signs(a, b, self.wordings)
        found += signs.report_signs(a, b, self.limits, copies)
        if a.key.kind == "event":
            found += signs.speech_signs(a, b, found, self.limits, self.wordings)
            found += signs.other_words(a, b, found)
        return found

    @property
    def reach(self) -> float:
        """No group reaches beyond links of this score: what hangs together by weaker ones alone
        may be grouped apart. Scores are rounded where they are compared."""
        return self.limits.join - 0.01

    def cluster(
        self, items: Sequence[Item], links: Iterable[Link], rulings: Rulings = NONE
    ) -> list[tuple[Item, ...]]:
        """The items of one component in groups, each of one thing.

        A function of the sets of items, links and rulings; of rulings, what they say of other
        items makes no difference.
        """
        return group(items, links, self.limits.join, rulings)

    def entry(self, members: Sequence[Item], copies: Mapping[tuple[str, str], float]) -> Entry:
        """The entry that items of one group make.

        Args:
            members: The items, at least one, all of one kind.
            copies: Likeness of the texts of reports, by the sorted pair of report keys; pairs
                without likeness may be left out.
        """
        return EntryMaker(members, copies, self.limits).entry()

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text; quicker than the function, which reads the tables anew."""
        return sketch(text, self.wordings)

    def likeness(self, text_a: str, text_b: str) -> float:
        """How like two texts are; quicker than the function, which reads the tables anew."""
        return likeness(text_a, text_b, self.wordings)
