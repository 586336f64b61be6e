"""The agreements of a report: instruments between states, bodies and armed groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import (
    DraftAgreement,
    DraftEvent,
    Mention,
    Mentions,
    ParsedSentence,
    Prepared,
)
from communique.extract.agreement_dates import own_time
from communique.extract.agreement_groups import Group, group_spots
from communique.extract.agreement_headings import headed_by
from communique.extract.agreement_judge import WEIGHTS, Judge, date_of
from communique.extract.agreement_parties import PartyFinder, partners_of
from communique.extract.agreement_partners import PartnerFinder, clear
from communique.extract.agreement_places import Spot
from communique.extract.agreement_provisions import find_provisions
from communique.extract.agreement_sequels import SequelFinder
from communique.extract.agreement_spots import SpotFinder
from communique.extract.agreement_steps import StepReader
from communique.extract.arguments import Arguments
from communique.extract.roles import SentenceWork
from communique.extract.signings import FROM_CONTEXT
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from communique.extract.modality import Modality
    from communique.vocab.instruments import InstrumentBook


RECENT = 7  # days: how far back the day of the scene may lie
#: Steps of which a sentence with one day may tell on that day, by whatever form of the verb.
DONE = ("signed", "ratified", "suspended", "terminated", "agreed")
ADOPTED = ("adopted", "dated")
SPECIFIC = frozenset({"memorandum", "treaty", "truce", "protocol"})
LONG_NAME = re.compile(
    r"(?:the )?(?:[A-Z][\w'-]+ (?:(?:of|for|on|the|and|de) )*)+\(([A-Z]{2,}[A-Za-z-]*)\)?"
)


class AgreementFinder:
    """The agreements stage: built once from the vocabulary, called per report."""

    def __init__(
        self,
        book: InstrumentBook,
        modality: Modality,
        label: Callable[[str], str] = str,
    ) -> None:
        """Take the vocabulary, and what tells the name of a state from its code."""
        self.label = label
        self.book = book
        self.find = SpotFinder(book)
        self.read_steps = StepReader(book, modality)
        self.find_parties = PartyFinder(book)
        self.judge = Judge(book, self.find_parties)
        self.find_partners = PartnerFinder(self.find_parties)
        self.add_sequels = SequelFinder(book)

    def __call__(
        self, prepared: Prepared, mentions: Mentions, events: Sequence[DraftEvent] = ()
    ) -> list[DraftAgreement]:
        """The agreements of a report, in the order in which it names them first.

        `events` are not needed: the stage has the call shape of the others.
        """
        del events
        groups = group_spots(self.spots(prepared, mentions), self.book)
        self.add_sequels(prepared, groups, mentions)
        countries = sorted({code for m in mentions.all for code in m.countries})
        day = prepared.report.date
        document = When(start=day, end=day, precision="day", basis="document") if day else When()
        drafts = [d for d in (headed_by(prepared, mentions),) if d is not None]
        for group in groups:
            rule = self.judge(group, countries)
            if rule is not None:
                partners = self.find_partners(group, mentions)
                scene = scene_of(prepared, group, document)
                drafts += draft(group, rule, partners, document=scene, label=self.label)
        return drafts

    def spots(self, prepared: Prepared, mentions: Mentions) -> list[Spot]:
        """Every place of the report where an instrument is spoken of, with what is said there."""
        works = [lay_out_sentence(prepared, parsed) for parsed in prepared.parsed]
        foreign = self.find.foreign(prepared.layout.shadow)
        acronyms: dict[str, str] = {}
        found: list[list[Spot]] = []
        for work in works:
            spots = self.find(work, acronyms, foreign)
            for spot in spots:
                if spot.acronym:
                    acronyms.setdefault(spot.acronym, spot.kind)
            found.append(spots)
        for spots in found:
            for spot in spots:
                self.read_steps(spot, spots)
                spot.own_when = own_time(spot, spots)
                spot.parties = self.find_parties(spot, mentions)
                spot.provisions = find_provisions(spot, self.book)
        return [spot for spots in found for spot in spots]


def scene_of(prepared: Prepared, group: Group, document: When) -> When:
    """The day on which a step told without a date was taken: that of the sentences before.

    The report's own day where these name none.
    """
    found = group.furthest()
    if found is None:
        return document
    spot, step = found
    here = _days(prepared, spot.work.parsed.start, spot.work.parsed.sentence.end, document)
    if not step.news and step.status not in ("negotiating", "proposed"):
        return here[0] if len(here) == 1 and step.status in DONE else document
    first = next(
        (p.start for p in prepared.parsed if spot.work.index - p.sentence.index == 1), None
    )
    begin = first if first is not None else spot.work.parsed.start
    days = _days(prepared, begin, spot.span[0], document)
    return days[-1] if days else document


def _days(prepared: Prepared, begin: int, end: int, document: When) -> list[When]:
    """The recent days that the times between two places of the text name."""
    day = document.end
    found = [t.when for t in prepared.times_from(begin, end)]
    days = [w for w in found if w is not None and w.precision == "day"]
    return [w for w in days if w.start and day and 0 <= (day - w.start).days <= RECENT]


def lay_out_sentence(prepared: Prepared, parsed: ParsedSentence) -> SentenceWork:
    """A parsed sentence as the extractors ask of it."""
    tree = Tree.of(parsed.doc)
    start, end = parsed.sentence.start, parsed.sentence.end
    times = [t for t in prepared.times_from(start, end) if t.end <= end]
    return SentenceWork(parsed, tree, Arguments(tree), times)


def draft(
    group: Group,
    rule: str,
    partners: tuple[Mention, ...] = (),
    *,
    document: When,
    label: Callable[[str], str],
) -> list[DraftAgreement]:
    """The record of a group of spots; of "deals with Chile and Peru" one each."""
    best = group.best
    found = group.furthest()
    step = found[1] if found else None
    status = step.status if step else "mentioned"
    if step is None and (_made_on_a_day(group) or (rule in ADOPTED and best.kind == "declaration")):
        status = "agreed"
    spans = [("name", *best.span), *(("name", *s.span) for s in group.spots if s is not best)]
    if found:
        spans.append(("step", *found[0].work.parsed.span(found[1].at, found[1].at)))
    name, kind = full_name(group)
    whole = DraftAgreement(
        name=name,
        acronym=group.acronym,
        kind=kind,
        parties=clear(tuple(dict.fromkeys((*group.parties, *partners)))),
        status=status,
        when=date_of(group, step, document=document),
        provisions=tuple(dict.fromkeys(p for s in group.spots for p in s.provisions)),
        sentence=best.work.index,
        weight=WEIGHTS[rule],
        rule=f"agreement/{rule}{FROM_CONTEXT if partners else ''}",
        spans=tuple(spans),
    )
    return [replace(whole, name=name, parties=parties) for name, parties in split(best, label)] or [
        whole
    ]


def _made_on_a_day(group: Group) -> bool:
    """Whether a day is given beside its name: "the May 3 truce"."""
    return any(s.own_when is not None and s.own_when.precision == "day" for s in group.spots)


def split(spot: Spot, label: Callable[[str], str]) -> list[tuple[str, tuple[Mention, ...]]]:
    """The names and parties of the instruments that one plural stands for.

    "Deals with Chile and Peru" are two, and so are the treaties that Chile and Peru
    have signed with Norway. Empty where it cannot be told.
    """
    doc = spot.work.parsed.doc
    if not spot.plural or spot.form != "described":
        return []
    inside = [m for m in spot.parties if m.token in partners_of(spot)]
    others = tuple(m for m in spot.parties if m not in inside)
    front, _, noun = spot.name.partition(" with ")[0].rpartition(" ")
    plain = doc[spot.noun].lemma_ if noun == doc[spot.noun].text else noun.removesuffix("s")
    base = f"{front} {plain}".strip()
    if len(inside) > 1:
        return [(f"{base} with {_called(m, label)}", (*others, m)) for m in inside]
    named = [m for m in others if m.form == "name" and m.kind == "state"]
    if len(inside) == 1 and len(named) > 1:
        partner = _called(inside[0], label)
        return [
            (f"{base} between {_called(m, label)} and {partner}", (m, inside[0])) for m in named
        ]
    return []


def _called(mention: Mention, label: Callable[[str], str]) -> str:
    """The name of the one state that a mention stands for, else its own words."""
    return label(mention.countries[0]) if len(mention.countries) == 1 else mention.text


def full_name(group: Group) -> tuple[str, str]:
    """What the instrument is called, and its kind.

    A name without an acronym takes its partners with it; a bare "agreement" that the report later
    calls a truce or memorandum is that.
    """
    best = group.best
    doc = best.work.parsed.doc
    if best.form == "definite" and best.own_when is not None:
        return f"{best.name}{time_behind(best)}", best.kind
    partners = best.behind.partners
    if partners and doc[partners[1] :].text[:40].count("(") and partners[1] + 3 < len(doc):
        bracket = doc[partners[1] + 1 : partners[1] + 4]
        if bracket[0].text == "(" and bracket[2].text == ")" and bracket[1].text.isupper():
            partners = (partners[0], partners[1] + 3)
    between = partners is not None and doc[partners[0]].lower_ == "between"
    introduced = any(s.acronym and s.acronym in s.work.parsed.doc.text for s in group.spots)
    if best.form in ("named", "known") and not introduced and partners and between:
        return f"{best.name} {short(doc[partners[0] : partners[1] + 1].text)}", best.kind
    proper = between and doc[best.noun].text[0].isupper()
    if best.form == "described" and proper and best.behind.topic:
        last = max(partners[1], best.behind.topic[1]) if partners else best.noun
        return doc[best.first : last + 1].text, best.kind
    if best.form == "described" and best.kind in ("agreement", "pact"):
        for spot in group.spots:
            if spot.form == "definite" and spot.kind in SPECIFIC and spot.name.lower() != best.name:
                topic = best.behind.topic
                tail = (
                    f" {doc[topic[0] : topic[1] + 1].text}"
                    if topic and spot.kind != "truce"
                    else ""
                )
                return f"{spot.name}{tail}", spot.kind
    return best.name, best.kind


def short(text: str) -> str:
    """The text with acronyms in the place of the long names that they follow in brackets."""
    return LONG_NAME.sub(r"\1", text)


def time_behind(spot: Spot) -> str:
    """ " of 5 June", if that follows the name."""
    text, at = spot.work.parsed.doc.text, spot.work.parsed.start
    end = spot.span[1]
    for time in spot.work.times:
        gap = text[end - at : time.start - at]
        if time.start > end and gap.strip() in ("of", "dated"):
            return gap + time.text
    return ""
