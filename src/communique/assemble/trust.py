"""How far records may be trusted: the signs of a record, weighed as gold has taught.

Confidence is the logistic function of a weighted sum of signs. The weights are fitted on annotated
reports by `tools/calibrate.py`, so that of the records given 0.8, 80 % are right there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.vocab.confidence import Weights, load_confidence, load_limits

LEAST, MOST = 0.05, 0.98  # what any rule can promise
LEAD = 2  # sentences that open a report and tell its news


class Trust:
    """Gives records their confidence; built once from the weights.

    `least` is the confidence below which an event is left out; 0 keeps all.
    """

    def __init__(
        self, weights: Mapping[str, Weights] | None = None, *, least: float | None = None
    ) -> None:
        self.weights = weights or load_confidence()
        self.limits = load_limits() if least is None else {"event": least}

    def keeps(self, act: Act, table: EntityTable) -> bool:
        """Whether an event is sure enough to be kept."""
        least = self.limits.get(f"event {act.draft.type}", self.limits["event"])
        return not least or self.event(act, table) >= least

    def event(self, act: Act, table: EntityTable) -> float:
        """The confidence of an event: that type and parties are right.

        One that the second opinion alone has found is given no more than its probability there.
        """
        weighed = self.weigh("event", act_signs(act, table))
        alone = act.draft.extra.get("opinion")
        return weighed if not isinstance(alone, float) else round(min(weighed, alone), 2)

    def contact(self, act: Act, table: EntityTable) -> float:
        """The confidence of a contact: that parties and channel are right."""
        return self.weigh("contact", act_signs(act, table))

    def other(self, kind: str, weight: float) -> float:
        """The confidence of a record of another kind, from the weight that its rule has."""
        return self.weigh(kind, {"one": 1.0, "weight": logit(weight)})

    def weigh(self, kind: str, signs: Mapping[str, float]) -> float:
        """The confidence that signs give, to two decimals."""
        weights = self.weights.get(kind, {})
        total = sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
        return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-total)))), 2)


def act_signs(act: Act, table: EntityTable) -> dict[str, float]:
    """The signs of an act by name; all are numbers near the range of -3 to 3."""
    draft = act.draft
    scores = [table.ref(key).score for key in act.parties] or [0.0]
    one_sided = not act.recipients and not draft.reciprocal
    return {
        "one": 1.0,
        "weight": logit(draft.weight),
        f"type {draft.type}": 1.0,
        "told again": math.log(act.told),
        "worst link": min(scores),
        "mean link": sum(scores) / len(scores),
        "no date words": float(act.when.basis == "document"),
        "no recipient": float(one_sided),
        "recipient told elsewhere": float(act.guessed),
        "meant otherwise": float(draft.type != draft.base),
        "in the lead": float(draft.sentence < LEAD),
        "alleged": float(draft.status == "alleged"),
        "parties": math.log(max(1, len(act.parties))),
    }


def logit(share: float) -> float:
    """The log odds of a share, kept within what a share of 0.02 or 0.98 has."""
    bounded = min(0.98, max(0.02, share))
    return math.log(bounded / (1 - bounded))
