"""Named people side by side in the line of words, whatever the parser makes of their list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.drafts import Mention, ParsedSentence
from communique.extract.tree import Tree

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Relations of somebody who has a part of his own, outside the list.
APART = frozenset({"dobj", "pobj", "dative", "agent", "nsubj", "nsubjpass", "poss", "attr", "oprd"})
#: What may part two members of a list.
JOINT = re.compile(r"\s*(?:,|;)?\s*(?:and\s+|&\s+)?(?:the\s+)?")
LAST = re.compile(r"\band\b|&")


def in_list_with(
    parsed: ParsedSentence, tree: Tree, mention: Mention, inside: Sequence[Mention]
) -> list[Mention]:
    """The people named in one list with a person: before a subject, else behind an object.

    A list has an "and" before its last: "**A, B** and C met". Those who have a part of their own
    by the parse ("after meeting **A**, B and C left") are left out.
    """
    people = sorted((m for m in inside if _is_named(m)), key=lambda m: (m.start, -m.end))
    if not _is_named(mention) or mention not in people:
        return []
    at = people.index(mention)
    if tree.dep[mention.token] in SUBJECTS:
        return _before(parsed, tree, people, at)
    return _behind(parsed, tree, people, at)


def _is_named(mention: Mention) -> bool:
    return mention.kind == "person" and bool(mention.name) and mention.form == "name"


def _before(
    parsed: ParsedSentence, tree: Tree, people: Sequence[Mention], at: int
) -> list[Mention]:
    found: list[Mention] = []
    last = people[at]
    for other in reversed(people[:at]):
        if other.end > last.start or other.name == last.name:
            continue
        between = _between(parsed, other, last)
        joined = JOINT.fullmatch(between) and (found or LAST.search(between))
        if not joined or not between.strip() or _is_apart(tree, other):
            break
        found.insert(0, other)
        last = other
    return found


def _behind(
    parsed: ParsedSentence, tree: Tree, people: Sequence[Mention], at: int
) -> list[Mention]:
    found: list[Mention] = []
    whole = 0  # so many of them, up to one behind an "and"
    last = people[at]
    for other in people[at + 1 :]:
        if other.start < last.end or other.name == last.name:
            continue
        between = _between(parsed, last, other)
        if not JOINT.fullmatch(between) or not between.strip() or _is_apart(tree, other):
            break
        found.append(other)
        whole = len(found) if LAST.search(between) else whole
        last = other
    return found[:whole]


def _between(parsed: ParsedSentence, one: Mention, two: Mention) -> str:
    return str(parsed.doc.text[one.end - parsed.start : two.start - parsed.start])


def _is_apart(tree: Tree, mention: Mention) -> bool:
    """Whether somebody has a part of his own in the sentence."""
    return tree.dep[tree.first_conjunct(mention.token)] in APART
