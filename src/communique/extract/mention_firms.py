"""Firms called by the state that they are in, and words in brackets that name nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract.mention_spans import NameSpan
from communique.extract.tree import Tree
from communique.vocab.mention_words import MentionWords

#: A ticker is of no more tokens than this.
TICKER = 4
#: A word of these lists begins no firm's name.
OTHER = ("calendar", "honorifics", "state_parts")


@dataclass(frozen=True, slots=True)
class FirmSpan:
    """A firm by token, and the state that its name says it is of."""

    first: int
    last: int
    codes: tuple[str, ...]


def find_firms(tree: Tree, names: Sequence[NameSpan], words: MentionWords) -> list[FirmSpan]:
    """The firms whose names hold a state's or a town's: "Mako **Canada**", "**Hobart** Corp"."""
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    found = (_firm(tree, name, taken, words) for name in names if _is_place(name))
    return [firm for firm in found if firm is not None]


def _is_place(name: NameSpan) -> bool:
    plain = name.name.form not in ("adjective", "people", "metonym")
    return name.name.kind in ("state", "city") and plain and not name.suffix


def _firm(tree: Tree, name: NameSpan, taken: set[int], words: MentionWords) -> FirmSpan | None:
    bracketed = tree.text[name.first - 1 : name.first] == ["("]
    bracketed = bracketed and tree.text[name.last + 1 : name.last + 2] == [")"]
    first, last = name.first - bracketed, name.last + bracketed
    end = last
    while tree.lower[end + 1 : end + 2] and _is_firm_word(tree, end + 1, words):
        end += 1
    start = _start(tree, first, taken, words)
    legal = tree.lower[end] in words["legal_forms"]
    town = name.name.form in ("city", "region", "capital")
    if bracketed or town:
        is_firm = legal and (start < first or not bracketed)
    else:
        is_firm = legal or (start < first and (end > last or _is_front(tree, name)))
    return FirmSpan(start, end, () if town else (name.name.code,)) if is_firm else None


def _start(tree: Tree, first: int, taken: set[int], words: MentionWords) -> int:
    """Where the name of a firm begins that goes on at `first`: "**Bank** of Mako Canada"."""
    start = first
    while start and start - 1 not in taken:
        if _may_name(tree, start - 1, words):
            start -= 1
        elif (
            tree.lower[start - 1] == "of" and start > 1 and start - 2 not in taken
            and _may_name(tree, start - 2, words)
        ):  # fmt: skip
            start -= 2
        else:
            break
    return start


def _is_firm_word(tree: Tree, i: int, words: MentionWords) -> bool:
    return tree.lower[i] in words["firm_words"] and tree.text[i][:1].isupper()


def _is_front(tree: Tree, name: NameSpan) -> bool:
    """Whether the word before a state only stands in front of it: "**Mako** Canada"."""
    before = name.first - 1
    return tree.dep[before] == "compound" and name.first <= tree.head[before] <= name.last


def _may_name(tree: Tree, i: int, words: MentionWords) -> bool:
    """Whether a word may be of a firm's name: a proper noun that is no title, day or direction."""
    low, text = tree.lower[i], tree.text[i]
    proper = tree.tag[i] == "NNP" and text[:1].isupper() and (len(text) == 1 or not text.isupper())
    return proper and not any(low in words[name] for name in OTHER)


def tickers(tree: Tree) -> Iterator[int]:
    """The tokens of what a firm goes by on the exchange, and of a lawmaker's party and state.

    "Mako Corp <MAK.O>", "Ann Lee (D-Ohio)".
    """
    for i, text in enumerate(tree.text):
        if text == "<" and ">" in tree.text[i + 2 : i + 2 + TICKER]:
            inner = range(i + 1, tree.text.index(">", i + 2))
            if all(tree.text[j].isupper() or not tree.text[j].isalpha() for j in inner):
                yield from inner
        elif text == "(" and tree.text[i + 2 : i + 3] == ["-"] and (
            tree.text[i + 1] in ("D", "R") and ")" in tree.text[i + 3 : i + 3 + TICKER]
        ):  # fmt: skip
            yield from range(i + 1, tree.text.index(")", i + 3))
