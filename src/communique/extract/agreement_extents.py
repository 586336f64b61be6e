"""How far the name of an instrument reaches: capitalised words before and behind its noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.day_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from communique.extract.tree import Tree

LINKS = frozenset({"of", "on", "for", "against", "to", "concerning", "and", "&", "the"})
MARKS = frozenset({"-", "’s", "'s", "'", "’"})
NO_NAME = WEEKDAYS | MONTHS | {"president", "prime", "minister", "secretary"}
NUMERALS = frozenset({"i", "ii", "iii", "iv", "v"})


def shouts(tree: Tree) -> bool:
    """Whether all longer words are capitalised, as in a headline, so that capitals tell nothing."""
    long = [w for w in tree.text if len(w) > 3 and w.isalpha()]
    return len(long) > 3 and all(w[0].isupper() for w in long)


def proper(tree: Tree, i: int) -> bool:
    """Whether the word at `i` is capitalised and no determiner."""
    return tree.text[i][0].isupper() and tree.pos[i] not in ("DET", "PRON")


def leftmost(tree: Tree, i: int) -> int:
    """Where the capitalised words that lead up to token `i` begin."""
    first = i
    listed = False
    while first > 0:
        j = first - 1
        word = tree.text[j]
        if proper(tree, j) and (j > 0 or tree.pos[j] in ("PROPN", "ADJ", "NOUN")):
            first = j
        elif word == "-" and j > 0 and proper(tree, j - 1):
            first = j - 1
        elif word in ("and", "&", "of") and _leads_on(tree, j, i):
            listed = word != "of"
            first = j - 1 if tree.text[j - 1] != "," else j - 2
        elif word == "," and listed and j > 0 and proper(tree, j - 1):
            first = j - 1
        else:
            break
    return first


def _leads_on(tree: Tree, link: int, noun: int) -> bool:
    """Whether "and" or "of" joins words in front of the noun, not the noun to another."""
    left = link - 1
    if left > 0 and tree.text[left] == ",":  # "Coal, Steel, and Grain Agreement"
        left -= 1
    if left < 0 or not proper(tree, left):
        return False
    if tree.text[link] == "of":
        return tree.head[link] != noun and noun - link <= 3
    return tree.dep[left] in ("compound", "nmod", "amod", "conj") and tree.head[left] <= noun + 1


def rightmost(tree: Tree, i: int) -> int:
    """Where the capitalised words that follow token `i`, over "of" and "on", end.

    A capitalised word right behind the noun makes a name of something else ("Accord Monitoring
    Group"): then -1.
    """
    last = i
    while last + 1 < len(tree):
        j = last + 1
        word = tree.text[j]
        opened = last > i and (tree.lower[last - 1] == "to" or tree.tag[last] == "VBG")
        if word[0].isupper() and tree.pos[j] in ("PROPN", "NOUN", "ADJ", "VERB"):
            if last == i and word.lower() not in NUMERALS and tree.tag[j] != "VBG":
                return -1
            last = j
        elif last > i and ((tree.pos[j] == "NUM" and word.isdigit()) or word in MARKS):
            last = j
        else:
            step = _over_links(tree, j, at_noun=last == i, opened=opened)
            if step is None:
                break
            last = step
    while tree.text[last] in ("-", "’s", "'s"):
        last -= 1
    return last


def _over_links(tree: Tree, j: int, *, at_noun: bool, opened: bool) -> int | None:
    """The capitalised word behind "of", "on the", "for" …; None if there is none.

    With `opened` a bare "the" may stand there ("to Protect the Seas").
    """
    allowed = LINKS - {"and", "&"} if at_noun else LINKS - {"to"}
    k = j
    while k < len(tree) and k - j < 2 and tree.text[k] in allowed:
        k += 1
    if k == j or k >= len(tree) or (tree.text[k - 1] in ("and", "&") and k - j > 1):
        return None
    word = tree.text[k]
    bare = tree.text[j] == "the" and not opened
    if not word[0].isupper() or word.lower() in NO_NAME or bare:
        return None
    if tree.text[j] in ("and", "&") and tree.head[k] not in range(max(0, j - 4), j):
        return None
    return k
