"""Magnitudes: how many died, were hurt or held, how large a crowd, how much money or goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from communique.extract.tree import Tree
from communique.records import Magnitude
from communique.vocab.figures import FigureWords, load_figure_words

Kind = Literal["dead", "injured", "arrested", "persons"]

#: Event types that a kind of figure belongs to.
VIOLENT = frozenset({"ASSAULT"})
HOLDING = frozenset({"COERCE", "SANCTION", "RETREAT"})
CROWDS = frozenset({"PROTEST", "MOBILIZE", "RETREAT"})
PAYING = frozenset({"AID", "AGREE", "COOPERATE", "SANCTION", "SUPPORT", "THREATEN", "CONCEDE"})
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HEDGE = re.compile(
    r"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|fewer than|less than"
    r"|as many as) )?\Z"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of persons: the token, what became of them, the number (None if vague), its text."""

    token: int
    verb: int
    kind: Kind
    number: int | None
    text: str


class MagnitudeReader:
    """Finds figures in parsed sentences; built once from the words."""

    def __init__(self, words: FigureWords | None = None) -> None:
        self.words = words or load_figure_words()
        signs = "|".join(re.escape(sign) for sign in sorted(self.words.signs, key=len)[::-1])
        scale = "|".join(sorted(self.words.scale, key=len)[::-1])
        units = "|".join(re.escape(unit) for unit in sorted(self.words.units, key=len)[::-1])
        self._money = re.compile(
            rf"(?:(?P<sign>{signs})\s?)?(?P<figure>{_FIGURE.pattern})"
            rf"(?:[\s-](?P<scale>{scale})\b)?"
            rf"(?:[\s-](?:US |Canadian |Australian )?(?P<unit>{units})\b)?"
        )

    def read(
        self, tree: Tree, text: str, *, type_: str, head: int, anchor: int
    ) -> Magnitude | None:
        """The magnitude of the event of `type_` at `head`, None if the sentence tells none.

        Args:
            tree: The sentence.
            text: Its words, for amounts.
            type_: The event type: it says which figures may belong to it.
            head: The token that reports it.
            anchor: The verb that carries it.
        """
        persons = list(self.persons(tree))
        found: dict[str, int | float | str] = {}
        if type_ in VIOLENT:
            self._take(found, persons, ("dead", "injured"))
        if type_ in HOLDING:
            self._take(found, persons, ("arrested",))
        if type_ in CROWDS:
            self._crowd(found, persons, tree, head, anchor)
        if type_ in PAYING and (amount := self.amount(text)) is not None:
            found["amount"], found["unit"], words = amount
            found["text"] = _joined(found.get("text"), words)
        return Magnitude(**found) if found else None  # type: ignore[arg-type]

    def persons(self, tree: Tree) -> Iterator[Figure]:
        """Yield the numbers of persons of a sentence with what became of them."""
        for i in range(len(tree)):
            if tree.tag[i] != "CD" and tree.lower[i] not in self.words.vague:
                continue
            top = self._counted(tree, i)
            if top is None:
                continue
            verb, kind = self._fate(tree, top)
            yield Figure(top, verb, kind, self.number(tree, i), self._text(tree, i))

    def _counted(self, tree: Tree, i: int) -> int | None:
        """The noun that the number counts, or the number itself where it stands for persons."""
        head = tree.head[i]
        if tree.dep[i] == "nummod" and tree.pos[head] in ("NOUN", "PROPN"):
            return head if tree.lemma[head] in self.words.persons else None
        if tree.lower[i] in self.words.vague:
            inner = [p for c in tree.kids(i, "prep") for p in tree.kids(c, "pobj")]
            known = [p for p in inner if tree.lemma[p] in self.words.persons]
            return i if known or tree.dep[i] in ("dobj", "nsubjpass", "nsubj") else None
        bare = tree.dep[i] in ("dobj", "nsubjpass", "nsubj", "conj") and not tree.has(i, "prep")
        return i if bare else None

    def _fate(self, tree: Tree, top: int) -> tuple[int, Kind]:
        first = tree.first_conjunct(top)
        verb, dep = tree.head[first], tree.dep[first]
        words, lemma = self.words, tree.lemma[verb]
        acted = (dep == "dobj" and not tree.passive(verb)) or dep == "nsubjpass"
        if acted or (dep == "nsubj" and tree.verbal(verb) and tree.passive(verb)):
            if lemma in words.dead or any(tree.lower[c] == "dead" for c in tree.children[verb]):
                return verb, "dead"
            if lemma in words.injured:
                return verb, "injured"
            if lemma in words.arrested:
                return verb, "arrested"
        if dep == "nsubj" and lemma in words.dying:
            return verb, "dead"
        if lemma == "leave" and any(tree.lower[c] == "dead" for c in tree.subtree(verb)):
            return verb, "dead"
        for c in tree.kids(top, "acl", "relcl", "amod"):
            if tree.lemma[c] in words.dead or tree.lower[c] == "dead":
                return c, "dead"
            if tree.lemma[c] in words.injured:
                return c, "injured"
        return verb, "persons"

    def number(self, tree: Tree, i: int) -> int | None:
        """The whole number at a token, with the words that multiply it; None if it is vague."""
        low = tree.lower[i].replace(",", "")
        value = float(low) if _FIGURE.fullmatch(low) else None
        if value is None:
            value = self.words.words.get(low) or self.words.scale.get(low)
        if value is None and "-" in low:
            parts = [self.words.words.get(part) for part in low.split("-")]
            value = sum(p for p in parts if p) if all(parts) else None
        if value is None:
            return None
        for c in tree.kids(i, "compound", "nummod", "quantmod"):
            inner = self.number(tree, c) if tree.tag[c] == "CD" else None
            if inner and low in self.words.scale:
                value *= inner
            elif inner and inner % 10 == 0 and value < 10 and c < i:  # thirty-two
                value += inner
        return int(value)

    def _text(self, tree: Tree, i: int) -> str:
        words = [tree.text[c] for c in tree.subtree(i) if c <= i]
        return " ".join(words)

    def _take(
        self, found: dict[str, int | float | str], persons: list[Figure], kinds: tuple[Kind, ...]
    ) -> None:
        for figure in persons:
            if figure.kind not in kinds:
                continue
            if figure.number is not None:
                found.setdefault(figure.kind, figure.number)
            found["text"] = _joined(found.get("text"), f"{figure.text} {figure.kind}")

    def _crowd(
        self,
        found: dict[str, int | float | str],
        persons: list[Figure],
        tree: Tree,
        head: int,
        anchor: int,
    ) -> None:
        """The size of a crowd or force: who acts, or is sent."""
        for figure in persons:
            first = tree.first_conjunct(figure.token)
            if figure.verb in (head, anchor) and tree.dep[first] in ("nsubj", "dobj", "nsubjpass"):
                if figure.number is not None:
                    found.setdefault("size", figure.number)
                found["text"] = _joined(found.get("text"), figure.text)
                return

    def amount(self, text: str) -> tuple[float, str, str] | None:
        """The first sum of money or quantity of goods in a text: number, unit, and its words."""
        for match in self._money.finditer(text):
            if not (match["sign"] or match["unit"]) or match["unit"] in ("percent", "per cent"):
                continue
            value = float(match["figure"].replace(",", ""))
            value *= self.words.scale.get(match["scale"] or "", 1)
            unit = self.words.units[match["unit"]] if match["unit"] else ""
            unit = self.words.signs.get(match["sign"] or "", unit) or unit
            hedge = _HEDGE.search(text[: match.start()])
            start = hedge.start() if hedge else match.start()
            return value, unit, text[start : match.end()].strip()
        return None


def _joined(one: object, two: str) -> str:
    return f"{one}; {two}" if one else two
