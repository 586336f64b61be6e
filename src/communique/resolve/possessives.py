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


#: Verbs of what is done to somebody for a deed of his, and words that lead to the deed.
PUNISHING = frozenset(
    "accuse attack ban blame bomb boycott censure condemn criticise criticize denounce deplore "
    "expel freeze impose invade level punish rebuke sanction slap slam suspend".split()
)
FOR = frozenset({"after", "because", "since", "for"})


def answered(context: Context, mention: Mention) -> Mention | None:
    """The party whose the deed is, named just before as the one it is answered to; else None."""
    parsed = context.sentences.get(mention.sentence)
    if parsed is None or mention.token < 0:
        return None
    token = parsed.doc[mention.token]
    if token.dep_ == "nsubj":
        return _punished(context, mention, token)
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


def _punished(context: Context, mention: Mention, token: Any) -> Mention | None:
    """The party that is acted against for what it did: "condemned Chad after **it** attacked Y"."""
    deed, verb = token.head, token.head.head
    marks = {child.lower_ for child in deed.children if child.dep_ == "mark"}
    if deed.dep_ != "advcl" or not marks & FOR or verb.lemma_.lower() not in PUNISHING:
        return None
    before = [m for m in context.by_sentence[mention.sentence] if _is_party(m, deed.i)]
    doc = context.sentences[mention.sentence].doc
    within = {t.i for t in verb.subtree}
    aimed = (m for m in reversed(before) if m.token in within and m.token < token.i)
    return next((m for m in aimed if _is_aimed_at(doc[m.token])), None)


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
