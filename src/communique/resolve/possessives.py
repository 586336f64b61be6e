"""Whose deed "its attack" is that another answers: "condemned Chad for **its** attack"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.drafts import Mention

if TYPE_CHECKING:
    from communique.resolve.context import Context

#: "Criticised Chad **over** its raid": the raid is Chad's.
REASONS = frozenset({"for", "over", "of"})
#: "Sanctions on Chad **since** its raid": Chad's, unless another state acts.
LATER = frozenset({"after", "since", "following"})
#: Whoever does so speaks of a deed of their own: "apologised to Chad for its raid".
OWN = frozenset("apologise apologize atone compensate pay answer repent repay".split())
AGAINST = frozenset({"on", "upon", "against"})
MODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})


def answered(context: Context, mention: Mention) -> Mention | None:
    """The party whose the deed is, named just before as the one it is answered to; else None."""
    parsed = context.sentences.get(mention.sentence)
    if parsed is None or mention.token < 0:
        return None
    token = parsed.doc[mention.token]
    prep = token.head.head
    if token.dep_ != "poss" or token.head.dep_ != "pobj" or prep.lower_ not in REASONS | LATER:
        return None
    if prep.lower_ == "of" and (prep.i == 0 or parsed.doc[prep.i - 1].lower_ != "because"):
        return None
    before = [m for m in context.by_sentence[mention.sentence] if _is_party(m, prep.i)]
    for other in reversed(before):
        if not _is_aimed_at(parsed.doc[other.token]):
            continue
        own = prep.lower_ in LATER and _state_acts(context, before, other)
        return None if own else other
    return None


def _is_party(mention: Mention, before: int) -> bool:
    return (
        mention.kind not in ("person", None)
        and mention.form != "pronoun"
        and mention.note not in ("city", "against")
        and 0 <= mention.token < before
    )


def _is_aimed_at(token: Any) -> bool:
    """Whether somebody stands as object, or behind "on" or "against", or in front of such."""
    while token.dep_ in MODIFIERS and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ in AGAINST
    return token.dep_ in ("dobj", "dative") and token.head.lemma_.lower() not in OWN


def _state_acts(context: Context, before: list[Mention], other: Mention) -> bool:
    """Whether another state is the subject: it may speak of what it did itself."""
    return any(m.kind == "state" and m.key != other.key and context.is_subject(m) for m in before)
