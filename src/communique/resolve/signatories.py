"""Who speaks in a joint statement: those who are said to have issued it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.drafts import Mention
from communique.resolve.context import Context
from communique.resolve.people import offices_agree

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Tenure

PAPER = r"(?:statements?|declarations?|communiques?|communiqués?)"
#: "The leaders of A, B and C **released the following statement**".
ISSUED = re.compile(
    rf"\b(?:released|issued|made|delivered|adopted|published)\b[^.;]{{0,60}}\b{PAPER}\b",
    re.IGNORECASE,
)
#: "The text of the following **statement was released by** A, B and C", "joint statement by".
ISSUED_BY = re.compile(
    rf"\b{PAPER} (?:(?:was|is|were) )?(?:(?:released|issued|made|signed) )?(?:by|from)\b"
    rf"|\bjoint {PAPER} (?:of|between)\b",
    re.IGNORECASE,
)
#: "**We, the** foreign ministers of A, B and C, condemn".
WE_THE = re.compile(r"\bwe, (?:the|as)\b", re.IGNORECASE)
#: A title that several sign: "Chad-Mali **Joint Statement** on Niger".
TITLE = re.compile(
    r"\bjoint\b[^.]{0,40}\b(?:statement|declaration|communiqu[eé]|press release|readout)\b"
    r"|\b(?:statement|declaration|communiqu[eé])\b (?:by|of|from) the (?:\w+ ){0,3}?"
    r"(?:governments|leaders|presidents|ministers|heads)\b",
    re.IGNORECASE,
)
#: Behind these a title tells what the statement is about.
ABOUT = re.compile(
    r" (?:on|about|regarding|concerning|following|after|condemning|calling|for|in support)\b",
    re.IGNORECASE,
)
#: Behind this a title names who made the statement.
BY = re.compile(r" by (?=[A-Z]|the )")
#: And behind these, where it names persons alone.
OF = re.compile(r" (?:of|between|from) (?=[A-Z]|the )")
AND = re.compile(r",? and |, ")
FINITE = frozenset({"VB", "VBP", "VBZ", "VBD"})
#: A statement says so in one of its first sentences.
OPENING = 4


def signatories(context: Context, before: Mention) -> list[Mention]:
    """The parties of the joint statement that "we" at `before` speaks in; empty if it is none."""
    for place in sorted(context.by_sentence)[:OPENING]:
        if place > before.sentence:
            break
        found = [m for m in _signing(context, place) if m.countries and m.form != "pronoun"]
        if len({code for mention in found for code in mention.countries}) > 1:
            return found
    return []


def titled(context: Context) -> tuple[str, ...]:
    """The states that issue a joint statement by its title; () if it is none, or names one."""
    title = context.prepared.report.title or ""
    if TITLE.search(title) is None:
        return ()
    about = ABOUT.search(title)
    by = BY.search(title)
    if by is not None and about is not None and about.start() < by.start():
        said = title[by.end() :]  # "Joint Statement on Niger by the president of Chad and …"
    else:
        said = title[: about.start()] if about else title
    found = (match.names[0] for match in context.gazetteer.find(said))
    codes = dict.fromkeys(name.code for name in found if name.kind in ("state", "igo"))
    whom = by or OF.search(said)
    if whom is not None and not [code for code in codes if ":" not in code][1:]:
        signers = [_country_of(context, part) for part in AND.split(title[whom.end() :])]
        codes.update(dict.fromkeys(code for code in signers if code))
    states = [code for code in codes if ":" not in code]
    return tuple(codes) if states and len(codes) > 1 else ()


def _country_of(context: Context, signer: str) -> str | None:
    """The country of a leader in a title ("Prime Minister Rutte"), told by the office held."""
    day, gazetteer = context.prepared.report.date, context.gazetteer
    about = ABOUT.search(signer)
    words = (signer[: about.start()] if about else signer).split()
    for begin in range(len(words)):
        called = " ".join(words[:begin])
        held = {
            tenure.country
            for person in gazetteer.persons(" ".join(words[begin:]))
            for tenure in gazetteer.tenures_of(person)
            if tenure.office and day and tenure.covers(day, day)
            if not called or _may_be(gazetteer.office(called, country=tenure.country), tenure)
        }
        if len(held) == 1:
            return held.pop()
    return None


def _may_be(office: str | None, tenure: Tenure) -> bool:
    return office is not None and offices_agree(office, tenure.office)


def _signing(context: Context, place: int) -> Iterator[Mention]:
    """The mentions of a sentence that stand where its signatories do."""
    layout = context.prepared.layout
    sentence = layout.sentences[place]
    words = layout.shadow[sentence.start : sentence.end]
    after = WE_THE.search(words) or ISSUED_BY.search(words)
    upto = None if after else ISSUED.search(words)
    if after is None and upto is None:
        return
    start = sentence.start + (after.end() if after else 0)
    end = sentence.start + upto.start() if upto else _verb_after(context, place, start)
    for mention in context.by_sentence[place]:
        aside = context.is_place(mention) or (
            mention.kind == "igo" and context.is_modifier(mention)
        )
        if start <= mention.start < end and not aside:
            yield mention


def _verb_after(context: Context, place: int, start: int) -> int:
    """Where the list of signatories ends at the latest: at the next finite verb, or the end."""
    parsed = context.sentences.get(place)
    if parsed is None:
        return context.prepared.layout.sentences[place].end
    verbs = (parsed.start + t.idx for t in parsed.doc if t.tag_ in FINITE and t.dep_ != "relcl")
    return next((verb for verb in verbs if verb > start), parsed.start + len(parsed.doc.text))
