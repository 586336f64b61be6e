"""Slips of the parser in news prose, put right in the lists of a `Tree` before anybody asks.

Each repair looks for one shape that the parser is known to get wrong. They run in a fixed order:
what words are (`tags`), what parts clauses (`clauses`), and then, word by word from left to right,
what belongs to what (`phrases`, `objects`, `main_verbs`, `relatives`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from communique.extract.repairs.clauses import hang_on_deed, join_above, set_apart
from communique.extract.repairs.fronted import free_fronted, free_second, free_year, part_joined
from communique.extract.repairs.main_verbs import find_main_verb
from communique.extract.repairs.objects import (
    free_called,
    free_captive,
    free_charge,
    free_described,
    free_helped,
    free_object,
    join_bare_infinitive,
    join_measures,
    part_gift,
    part_objects,
    turn_gift,
)
from communique.extract.repairs.phrases import (
    free_auxiliary,
    free_day,
    free_latter,
    free_means,
    free_particle,
    free_subject,
    join_among,
    join_bounds,
    join_gerund,
    join_infinitive,
    join_let_go,
    join_list,
    mend_grown,
    mend_torn,
    part_number,
)
from communique.extract.repairs.relatives import hang_on_fit, hang_on_name
from communique.extract.repairs.tags import mend_tag

if TYPE_CHECKING:
    from communique.extract.tree import Tree

Repair: TypeAlias = "Callable[[Tree, int], None]"
#: Each goes through all words before the next begins.
FIRST: tuple[Repair, ...] = (mend_tag, set_apart, join_above)
#: At each word, one after the other: what one frees the next may use.
THEN: tuple[Repair, ...] = (
    free_latter,
    free_auxiliary,
    free_subject,
    free_fronted,
    part_joined,
    free_year,
    free_second,
    free_means,
    free_particle,
    part_number,
    free_day,
    join_bounds,
    join_let_go,
    mend_torn,
    mend_grown,
    join_infinitive,
    join_gerund,
    join_list,
    join_among,
    join_measures,
    free_called,
    free_captive,
    hang_on_deed,
    free_helped,
    free_object,
    free_described,
    free_charge,
    part_gift,
    part_objects,
    turn_gift,
    join_bare_infinitive,
    find_main_verb,
    hang_on_name,
    hang_on_fit,
)

#: Words of these relations no repair of the second kind begins with.
UNTOUCHED = frozenset({"det", "punct"})


def mend(tree: Tree) -> None:
    """Put right what can be told from the words, tags and relations of the tree, in place."""
    for repair in FIRST:
        for i in range(len(tree)):
            repair(tree, i)
    for i in range(len(tree)):
        if tree.dep[i] in UNTOUCHED:
            continue
        for repair in THEN:
            repair(tree, i)
