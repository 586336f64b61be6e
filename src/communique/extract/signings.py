"""Signings: every agreement that a report says was signed on a day is an event of that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.drafts import DraftAgreement, DraftEvent

STEPS = ("signed", "ratified")
FROM_CONTEXT = "+context"  # in the rule of agreements whose parties stand elsewhere in the report
SIGN_CODE = "057"  # CAMEO: sign formal agreement


def with_signings(
    events: Sequence[DraftEvent], agreements: Sequence[DraftAgreement]
) -> list[DraftEvent]:
    """The events, with one SUPPORT for each signing or ratification that has a date of its own.

    "Signed several pacts, including A in 2016 and B in 2018" tells of two signings: they stand for
    the loose one at the verb. An event that has the date already is left as it is.
    """
    out = list(events)
    for agreement in agreements:
        if agreement.status not in STEPS or agreement.when.start is None:
            continue
        if agreement.when.basis == "document":
            continue
        beside = [e for e in out if e.type == "SUPPORT" and e.sentence == agreement.sentence]
        if any(e.when == agreement.when for e in beside):
            continue
        loose = next((e for e in beside if e.reciprocal or "sign" in e.rule), None)
        if loose is not None:
            out.append(replace(loose, when=agreement.when, rule=f"{loose.rule}+agreement"))
            if loose in events and _contains(loose, agreement):
                out.remove(loose)
        elif agreement.rule.endswith(FROM_CONTEXT) and not _told_beside(agreement):
            continue  # who signed is worked out, not told
        elif len(agreement.parties) > 1 or any(m.plural for m in agreement.parties):
            out.append(_signing(agreement))
    return out


def _told_beside(agreement: DraftAgreement) -> bool:
    """Whether the sentence names those bound by it: "under a pact signed today, A and B …"."""
    named = {m.sentence for m in agreement.parties}
    return len(agreement.parties) > 1 and named == {agreement.sentence}


def _contains(loose: DraftEvent, agreement: DraftAgreement) -> bool:
    """Whether the verb's own date only frames that of the agreement."""
    when = loose.when
    return when is None or when.basis == "document" or when.may_overlap(agreement.when)


def _signing(agreement: DraftAgreement) -> DraftEvent:
    spans = sorted(agreement.spans, key=lambda span: span[0] != "step")
    _, start, end = spans[0]
    return DraftEvent(
        type="SUPPORT",
        base="SUPPORT",
        mode=None,
        cameo=SIGN_CODE,
        rule="agreement/signed",
        sentence=agreement.sentence,
        head=-1,
        start=start,
        end=end,
        actors=agreement.parties,
        recipients=(),
        reciprocal=True,
        when=agreement.when,
        weight=agreement.weight,
    )
