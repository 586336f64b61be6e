"""How contacts, agreements, designations and tallies are paired and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from communique.evaluate.forms import (
    AgreementForm,
    ContactForm,
    DesignationForm,
    Document,
    Ref,
    TallyForm,
    places,
)
from communique.evaluate.pairing import Sentences, days_meet, likeness, pair

#: Numbers of gold, found and hit records.
Counted = tuple[int, int, int]
#: Two contacts stand for each other if at least half of their parties are the same.
LEAST_OVERLAP = 0.5
#: What the same channel, or a common day, adds to the weight of a pair of contacts.
LIKE = 0.25
#: Two agreements stand for each other if so much of the words of their names is the same.
LEAST_LIKENESS = 0.6
#: The weight of a pair of agreements of one acronym: above that of any name.
SAME_ACRONYM = 2.0


def count_contacts(gold: Document, found: Document) -> Iterator[tuple[str, Counted]]:
    """Yield the figures of the contacts: parties alone, and with channel and date."""
    if gold.contacts is None:
        return

    def sides(g: ContactForm, p: ContactForm) -> tuple[frozenset[str], frozenset[str]]:
        return places(gold.parties(g.participants)), places(found.parties(p.participants))

    def weight(g: ContactForm, p: ContactForm) -> float:
        mine, theirs = sides(g, p)
        overlap = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
        if overlap < LEAST_OVERLAP:
            return 0.0
        return overlap + LIKE * (g.channel == p.channel) + LIKE * days_meet(g.date, p.date)

    def is_whole(g: ContactForm, p: ContactForm) -> bool:
        mine, theirs = sides(g, p)
        return g.channel == p.channel and days_meet(g.date, p.date) and mine == theirs

    told = found.contacts or ()
    met = [(gold.contacts[g], told[p]) for g, p in pair(gold.contacts, told, weight)]
    sizes = len(gold.contacts), len(told)
    yield "contact", (*sizes, len(met))
    yield "contact+channel+date", (*sizes, sum(is_whole(g, p) for g, p in met))


def count_agreements(gold: Document, found: Document) -> Iterator[tuple[str, Counted]]:
    """Yield the figures of the agreements: names alone, and with parties, date and status."""
    if gold.agreements is None:
        return

    def weight(g: AgreementForm, p: AgreementForm) -> float:
        if g.acronym and g.acronym == p.acronym:
            return SAME_ACRONYM
        like = likeness(g.name, p.name)
        return like if like >= LEAST_LIKENESS else 0.0

    def is_whole(g: AgreementForm, p: AgreementForm) -> bool:
        same = places(gold.parties(g.parties)) == places(found.parties(p.parties))
        return same and days_meet(g.date, p.date) and g.status in (None, "", p.status)

    told = found.agreements or ()
    met = [(gold.agreements[g], told[p]) for g, p in pair(gold.agreements, told, weight)]
    sizes = len(gold.agreements), len(told)
    yield "agreement", (*sizes, len(met))
    yield "agreement+parties+date+status", (*sizes, sum(is_whole(g, p) for g, p in met))


def count_designations(gold: Document, found: Document) -> Iterator[tuple[str, Counted]]:
    """Yield the figure of the designations: the same sides, a like title, a common day."""
    if gold.designations is None:
        return

    def same(mine: Iterable[Ref], theirs: Iterable[Ref]) -> bool:
        return places(gold.parties(mine)) == places(found.parties(theirs))

    def weight(g: DesignationForm, p: DesignationForm) -> float:
        return likeness(g.title, p.title) if same(g.by, p.by) and same(g.to, p.to) else 0.0

    told = found.designations or ()
    met = [(gold.designations[g], told[p]) for g, p in pair(gold.designations, told, weight)]
    hit = sum(days_meet(g.date, p.date) for g, p in met)
    yield "designation", (len(gold.designations), len(told), hit)


def count_tallies(gold: Document, found: Document) -> Iterator[tuple[str, Counted]]:
    """Yield the figure of the tallies: the same kind and number, best in the same sentence."""
    if gold.tallies is None:
        return
    sentences = Sentences.of(gold.doc.text)

    def weight(g: TallyForm, p: TallyForm) -> float:
        if (g.kind, g.number) != (p.kind, p.number):
            return 0.0
        return 1.0 + bool(sentences.holding(g) & sentences.holding(p))

    told = found.tallies or ()
    hit = len(pair(gold.tallies, told, weight))
    yield "tally", (len(gold.tallies), len(told), hit)


#: Counts the figures of one kind in one document.
KindCounter = Callable[[Document, Document], Iterable[tuple[str, Counted]]]
OTHER_KINDS: tuple[KindCounter, ...] = (
    count_contacts,
    count_agreements,
    count_designations,
    count_tallies,
)
