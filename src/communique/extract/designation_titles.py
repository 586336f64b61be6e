"""Where the title of a designation stands, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.day_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from communique.extract.tree import Tree
    from communique.vocab.titles import TitleBook

QUOTES = frozenset({'"', "''", "``", "'", "“", "”", "‘", "’"})
ENDS = frozenset({",", ".", ";", ":", "(", ")", "-", "--", "–", "—", "and", "but", "while", "that"})
OUTSIDE = frozenset({
    "in", "on", "by", "with", "after", "at", "from", "during", "since", "before", "when",
    "where", "because", "over", "under", "as", "until", "upon", "pursuant", "posthumously",
    "within",
})  # fmt: skip
ARTICLES = frozenset(
    {
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "her",
        "my",
        "our",
        "s",
        "'s",
        "new",
        "next",
        "official",
    }
)
LONGEST = 9  # tokens of a title


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title, from token `first` to `last`."""

    first: int
    last: int


def title_from(tree: Tree, j: int) -> Title | None:
    """The title that begins at token `j`, articles and quotes aside."""
    size = len(tree)
    for k in range(j, min(j + 4, size - 1)):
        if tree.tag[k] == "POS" and tree.pos[k - 1] == "PROPN":
            j = k + 1  # "Kenya's next High Commissioner"
    while j < size and (
        tree.lower[j] in QUOTES or tree.lower[j] in ARTICLES or tree.text[j].isspace()
    ):
        j += 1
    first = j
    while j < size and j - first < LONGEST and not _ends(tree, j, first):
        j += 1
    while j > first and tree.lower[j - 1] in ("of", "for", "to", "the", "a"):
        j -= 1
    return Title(first, j - 1) if j > first else None


def _ends(tree: Tree, j: int, first: int) -> bool:
    word, tag = tree.lower[j], tree.tag[j]
    if word.startswith("persona"):  # taken for a verb at times
        return False
    if j > first and tree.text[j - 1] == "-" and tree.head[j] != j:
        return False
    if word == "-" and 0 < j < len(tree) - 1:
        return False
    if word in ENDS or word in QUOTES or word in OUTSIDE:
        return True
    if tag in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "TO") and word != "to":
        return True
    if tag in ("VBN", "VBG") and j > first and tree.dep[j] not in ("amod", "compound", "pobj"):
        return not tree.text[j][0].isupper()
    if tag == "RB" and word not in ("most", "major", "non"):
        return True
    if word == "for":  # "minister for trade", "prize for peace", not "for his efforts"
        return j + 1 >= len(tree) or tree.tag[j + 1] in ("PRP$", "DT", "VBG", "CD")
    if word == "to":
        return j + 1 >= len(tree) or tree.tag[j + 1] == "VB"
    return tree.pos[j] == "PROPN" and word in WEEK


WEEK = WEEKDAYS | MONTHS | {"yesterday", "today"}


def after_as(tree: Tree, verb: int, stop: int) -> int | None:
    """The token behind the "as" that belongs to the verb, before token `stop`."""
    for j in range(verb + 1, min(stop, len(tree) - 1)):
        if tree.lower[j] == "as" and tree.lower[j + 1] not in ("well", "of", "soon", "long"):
            return j + 1
        if tree.text[j] in (".", ";"):
            return None
    return None


def is_marked(tree: Tree, title: Title, book: TitleBook, *, person: bool) -> bool:
    """Whether the words are those of a title.

    Of a `person` only certain ones are ("persona non grata"), of others capitalised ones too.
    """
    words = tree.lower[title.first : title.last + 1]
    if words[:2] == ["one", "of"]:
        return False
    if person:
        return " ".join(words).startswith(book.person_titles)
    if not book.title_words.isdisjoint(words) or words[0].startswith("persona"):
        return True
    capitals = [
        j
        for j in range(title.first, title.last + 1)
        if tree.text[j][0].isupper() and tree.text[j].isalpha()
    ]
    return len(capitals) > 1 and tree.lower[title.first - 1] in ARTICLES | QUOTES | {"as"}


def is_office(tree: Tree, title: Title, book: TitleBook) -> bool:
    """Whether the title begins with the name of an office ("deputy foreign minister for …")."""
    head = range(title.first, min(title.first + 5, title.last + 1))
    return any(tree.lower[j] in book.offices for j in head)


def singular(text: str) -> str:
    """ "state sponsors of terrorism": "state sponsor of terrorism"."""
    head, of, rest = text.partition(" of ")
    if head.endswith("ies"):
        head = head[:-3] + "y"
    elif head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    return head + of + rest
