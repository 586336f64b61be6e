"""What somebody without a name is called: the noun with what tells of whom, no article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.drafts import Mention

if TYPE_CHECKING:
    from communique.resolve.context import Context

#: Words before a noun that only point at it.
POINTING = re.compile(
    r"(?:(?:the|a|an|this|that|these|those|some|any|all|both|each|every|such|no|another|his|her|its"
    r"|their|our|my|your|whose)\s+(?:of\s+(?:the|these|those|his|her|its|their|our)\s+)?)+",
    re.IGNORECASE,
)
OWNED = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)
#: Tags of words that are no names, and lose the capital letter of a sentence's first word.
COMMON = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB"})
#: Longer ones are cut behind the noun ("the commander of the brigade that …").
LONGEST = 60


def describe(context: Context, mention: Mention, owner: str | None = None) -> str | None:
    """The clean description of a mention by a common noun; None of a pronoun.

    Of several countries' people ("US and Thai officials") only what all of them are: "officials".
    `owner` is the name for which a possessive stands: "his lawyers" are "lawyers of Ana Lima".
    """
    if mention.form == "pronoun":
        return None
    text = " ".join(mention.text.split())
    if len(mention.countries) > 1 or len(text) > LONGEST:
        text = _noun(context, mention) or text
    plain = POINTING.sub("", text, count=1) if POINTING.match(text) else text
    plain = _uncapitalised(context, mention, plain).strip(" ,;:\"'“”‘’()")
    return f"{plain} of {owner}" if owner and OWNED.match(text) else plain or None


def _noun(context: Context, mention: Mention) -> str | None:
    """The head with the plain words right before it, without those of countries."""
    parsed = context.sentences.get(mention.sentence)
    if parsed is None or mention.token < 0:
        return None
    first = last = mention.token
    while first > 0 and parsed.start + parsed.doc[first - 1].idx >= mention.start:
        before = parsed.doc[first - 1]
        if not before.text.isalpha() or not before.text.islower() or before.pos_ == "CCONJ":
            break
        first -= 1
    start, end = parsed.span(first, last)
    return " ".join(context.prepared.layout.shadow[start:end].split())


def _uncapitalised(context: Context, mention: Mention, text: str) -> str:
    """The text without the capital letter that its first word owes to its place."""
    parsed = context.sentences.get(mention.sentence)
    if parsed is None or not text or not mention.text.endswith(text) or text[1:2].isupper():
        return text
    at = mention.end - len(text)
    token = next((t for t in parsed.doc if parsed.start + t.idx == at), None)
    if token is None or token.tag_ not in COMMON or context.gazetteer.find(token.text):
        return text
    opens = token.i == 0 or not any(t.is_alpha and t.pos_ != "DET" for t in parsed.doc[: token.i])
    return text[0].lower() + text[1:] if opens else text
