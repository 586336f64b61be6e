"""Which state or body fits a description: "the Gulf emirate", "the island nation"."""

from __future__ import annotations

from communique.drafts import Mention
from communique.resolve.context import Context
from communique.resolve.salience import salient_codes


def the_half(context: Context, mention: Mention) -> tuple[str, ...]:
    """The states called "the North" or "the two Koreas"; () if the report is of no such land."""
    word = context.word(mention)
    land = context.words.parted_land(word)
    told = {code for other in context.mentions.all for code in other.countries}
    return () if land and told.isdisjoint(land) else context.words.land_parts.get(word, ())


def the_state(context: Context, mention: Mention) -> tuple[str | None, str]:
    """The one state meant, and why: the foremost before of those that fit, else of the report.

    Words that describe nothing ("the country") fit every state. A description that fits only one
    state needs no naming.
    """
    fitting = context.words.described("state", mention.text)
    codes = salient_codes(context, mention, states=True)
    own = context.publisher_country
    if own and fitting is None and _is_here(context, mention):
        return own, f"{mention.text}: where the author speaks"
    if fitting is None:
        return codes[0] if codes else context.focus, "the country spoken of just before"
    why = f"{mention.text}: the one named that fits"
    named = next((code for code in (*codes, *context.foremost) if code in fitting), None)
    if named is not None:
        return named, why
    return (next(iter(fitting)), "only one fits") if len(fitting) == 1 else (None, why)


def _is_here(context: Context, mention: Mention) -> bool:
    """Whether the author speaks of the country that he stands in: "**this** country"."""
    return mention.text.lower().startswith("this ") and context.quote_of(mention) is None


def the_body(context: Context, mention: Mention) -> str | None:
    """The one body meant: the last named that fits, else the only one that does."""
    fitting = context.words.described("body", mention.text)
    named = [
        (m.end <= mention.start, code)
        for m in context.mentions.all
        if m.kind == "igo"
        for code in m.countries
        if fitting is None or code in fitting
    ]
    before = [code for earlier, code in named if earlier]
    if named:
        return before[-1] if before else named[0][1]
    return next(iter(fitting)) if fitting is not None and len(fitting) == 1 else None
