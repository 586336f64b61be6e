"""What people ruled, as grouping needs it: what stays apart, and what is one from the start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.account import Item, Key, Rulings

#: A ruling that keeps apart, by its place among them, and the side of it.
Tag = tuple[int, int]
Tags = frozenset[Tag]
NONE = Rulings()
UNTAGGED: Tags = frozenset()


def tags_of(rulings: Rulings) -> dict[Key, Tags]:
    """By item, the sides on which it stands. One that stands on both sides stands on neither: two
    records that were told apart once are one since a new coding."""
    found: dict[Key, set[Tag]] = defaultdict(set)
    for number, (these, others) in enumerate(sorted(rulings.apart)):
        for key in set(these) ^ set(others):
            found[key].add((number, 0 if key in these else 1))
    return {key: frozenset(tags) for key, tags in found.items()}


def clash(a: Tags, b: Tags) -> bool:
    """Whether a ruling keeps apart what has these tags."""
    return any((number, 1 - side) in b for number, side in a)


def forms_of(ordered: Iterable[Item], tags: Mapping[Key, Tags]) -> dict[Key, str | None]:
    """By item, its form. What was ruled to be another thing than others of its form has one of its
    own, since items of one form are joined without links."""
    alike: dict[str, list[Item]] = defaultdict(list)
    forms: dict[Key, str | None] = {}
    for item in ordered:
        forms[item.key] = item.form
        if item.form is not None:
            alike[item.form].append(item)
    for form, items in alike.items():
        kept = {number for item in items for number, side in tags.get(item.key, ()) if side == 1}
        for item in items:
            left = sorted(n for n, side in tags.get(item.key, ()) if side == 0 and n in kept)
            if left:
                forms[item.key] = f"{form}|{left}"
    return forms


def bind(
    groups: Sequence[list[Item]], rulings: Rulings, tags: Mapping[Key, Tags]
) -> list[list[Item]]:
    """The groups, those joined that hold items of one thing.

    Where rulings contradict each other, what keeps apart holds.
    """
    place = {item.key: number for number, part in enumerate(groups) for item in part}
    members = {number: list(part) for number, part in enumerate(groups)}
    known = {n: tags_among(part, tags) for n, part in members.items()}
    for ruled in sorted(rulings.one):
        numbers = list(dict.fromkeys(place[key] for key in sorted(ruled) if key in place))
        while numbers:
            first, *numbers = numbers
            left = []
            for other in numbers:
                if clash(known[first], known[other]):
                    left.append(other)
                    continue
                place |= dict.fromkeys((item.key for item in members[other]), first)
                members[first] += members.pop(other)
                known[first] |= known.pop(other)
            numbers = left
    return list(members.values())


def tags_among(items: Iterable[Item], tags: Mapping[Key, Tags]) -> Tags:
    """The sides on which any of the items stands."""
    return UNTAGGED.union(*(tags[item.key] for item in items if item.key in tags))
