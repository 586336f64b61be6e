"""Who says something to a state by its name, and so is hardly of it."""

from __future__ import annotations

from communique.drafts import Mention
from communique.resolve.context import Context

#: What is said to or of a state.
SPOKEN = frozenset(
    "accuse advise ask assure beg blame condemn criticise criticize denounce implore invite press "
    "pressure rebuke remind tell thank threaten urge warn".split()
)


def is_against(context: Context, mention: Mention, code: str | None) -> bool:
    """Whether somebody, or what he issues, speaks to or of the state: "**he** urged Iran"."""
    parsed = context.sentences.get(mention.sentence)
    return parsed is not None and any(
        mention.token in (part.i for part in child.subtree)
        for other in context.by_sentence[mention.sentence]
        if other.kind == "state" and code in other.countries and other.token >= 0
        if parsed.doc[other.token].dep_ == "dobj"
        if parsed.doc[other.token].head.lemma_.lower() in SPOKEN
        for child in parsed.doc[other.token].head.children
        if child.dep_ == "nsubj"
    )
