"""How far records may be trusted: confidence from the frame's weight and the links' scores."""

from __future__ import annotations

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable

LEAST, MOST = 0.05, 0.98
#: What a date costs that rests on nothing but the report's own.
UNDATED = 0.95


def event_confidence(act: Act, table: EntityTable) -> float:
    """The share of such records that are right, as measured on real reports (see docs).

    The frame's weight times the mean score of the links to the parties.
    """
    scores = [table.ref(key).score for key in act.parties]
    linked = sum(scores) / len(scores) if scores else 0.3
    dated = UNDATED if act.when.basis == "document" else 1.0
    return bounded(act.draft.weight * (0.4 + 0.6 * linked) * dated)


def bounded(value: float) -> float:
    """A confidence inside the bounds of what any rule can promise, to two decimals."""
    return round(min(MOST, max(LEAST, value)), 2)
