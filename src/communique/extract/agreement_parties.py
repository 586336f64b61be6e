"""Who is party to an instrument: the words beside its name, and who signs, reaches or seeks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions

if TYPE_CHECKING:
    from communique.extract.agreement_spots import Spot
    from communique.extract.tree import Tree

#: Who does these to an instrument need not be party to it.
OUTSIDE = frozenset(
    "broker mediate welcome hail announce endorse praise review monitor violate violate release unveil"
    " support help discuss witness debate".split()
)
#: Nouns whose owner is bound by the instrument ("Japan's violation of the pact").
HELD_BY_PARTIES = frozenset(
    "violation breach compliance non-compliance noncompliance implementation obligation".split()
)


def find_parties(spot: Spot, mentions: Mentions) -> tuple[Mention, ...]:
    """The parties that the sentence gives to a spot, in the order of how surely they are."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in (*_beside(spot, mentions), *_around(spot, mentions)):
        if is_firm(mention):
            spot.commercial = True
        elif may_be_party(mention):
            found.setdefault(mention.key, mention)
    if not found and spot.form == "described" and spot.steps:
        for mention in _talking(spot, mentions):
            found.setdefault(mention.key, mention)
    return tuple(found.values())


def _talking(spot: Spot, mentions: Mentions) -> Iterator[Mention]:
    """Between whom the sentence says that talks are held."""
    work = spot.work
    for i, lemma in enumerate(work.tree.lemma):
        if lemma in ("talk", "talks", "negotiation", "discussion"):
            between = work.args.get(i, "between")
            if not between and work.tree.dep[i] in ("nsubj", "nsubjpass"):
                between = work.args.get(work.tree.head[i], "between")
            yield from _who(spot, mentions, between)


def is_firm(mention: Mention) -> bool:
    """Whether a firm is meant, or an organisation of which nobody knows a country."""
    if any(code.startswith("MNC:") for code in mention.countries):
        return True
    return (
        mention.kind == "organisation" and not mention.countries and mention.sector in (None, "BUS")
    )


def may_be_party(mention: Mention) -> bool:
    """Whether states or bodies are meant, or somebody who acts for one."""
    if mention.note == "against" or mention.form == "thing":
        return False
    return not any(code.startswith("NGO:") for code in mention.countries)


def _beside(spot: Spot, mentions: Mentions) -> Iterator[Mention]:
    """Between, with, and in front of the name; who violates or implements it."""
    work, tree = spot.work, spot.work.tree
    if spot.behind.partners:
        yield from _range(spot, mentions, *spot.behind.partners)
    topic = spot.behind.topic
    for mention in mentions.owners(work.index, spot.head):
        at = mention.token
        if at < 0 or (topic and topic[0] <= at <= topic[1]) or _placed(tree, at):
            continue
        inside = spot.first <= at <= spot.last and _is_of_name(spot, mention)
        if not (inside or (spot.form == "known" and mention.kind == "igo" and at < spot.head)):
            yield mention
    for i in range(spot.first, spot.head):
        own = mentions.at(work.index, i)
        if own is not None and not _is_of_name(spot, own):
            yield own
    if spot.holder is not None and tree.lemma[spot.holder] in HELD_BY_PARTIES:
        for mention in mentions.owners(work.index, spot.holder):
            if mention.token < spot.holder and mention.token >= 0:
                yield mention


def _is_of_name(spot: Spot, mention: Mention) -> bool:
    """Whether the mention is only a word of the instrument's name ("Oslo", "AUKUS")."""
    if mention.note in ("capital", "city") or _is_place(mention):
        return True
    return spot.form == "known" and mention.kind != "state"


def _is_place(mention: Mention) -> bool:
    """Whether a state is meant by the name of another place ("Paris"), as names of treaties do."""
    text, name = mention.text, mention.name or ""
    if mention.kind != "state" or mention.note == "adjective" or not text.isalpha():
        return False
    return text.istitle() and text[:3] != name[:3] and text not in ("Britain", "America", "Burma")


def _placed(tree: Tree, token: int) -> bool:
    """Whether the token says where: "the treaty in Moscow"."""
    up = tree.head[token]
    return tree.dep[token] == "pobj" and tree.lower[up] in ("in", "from", "at")


def _range(spot: Spot, mentions: Mentions, first: int, last: int) -> Iterator[Mention]:
    for i in range(first, last + 1):
        mention = mentions.at(spot.work.index, i)
        if mention is not None:
            yield mention


def _around(spot: Spot, mentions: Mentions) -> Iterator[Mention]:
    """Subjects, agents and partners of the verbs that bring the instrument further."""
    work = spot.work
    for step in spot.steps:
        if step.verb is None:
            yield from _of_noun(spot, mentions, step.at)
            continue
        verb = step.verb
        outside = work.tree.lemma[verb] in OUTSIDE
        if work.tree.dep[verb] == "acl" and spot.head < work.tree.head[verb]:
            yield from _who(spot, mentions, (work.tree.head[verb],))  # "the accord the two signed"
        if not outside:
            actors = tuple(_who(spot, mentions, work.args.get(verb, "subj")))
            if not (work.tree.lemma[verb] == "negotiate" and len(actors) == 1):
                yield from actors
        slots = ("with", "between") if not outside else ("between",)
        for slot in slots:
            yield from _who(spot, mentions, work.args.get(verb, slot))


def _of_noun(spot: Spot, mentions: Mentions, noun: int) -> Iterator[Mention]:
    """ "negotiations between A and B on X": A and B; "A's signing of X"; "A ended talks with B"."""
    args, tree = spot.work.args, spot.work.tree
    if tree.verbal(noun) or tree.pos[noun] == "ADJ":
        return
    for slot in ("poss", "between", "with", "by"):
        yield from _who(spot, mentions, args.get(noun, slot))
    verb = tree.governor(noun)
    if tree.verbal(verb) and tree.dep[noun] in ("dobj", "pobj", "nsubjpass"):
        outside = tree.lemma[verb] in OUTSIDE
        if not outside:
            yield from _who(spot, mentions, args.get(verb, "subj"))


def _who(spot: Spot, mentions: Mentions, tokens: Iterable[int]) -> Iterator[Mention]:
    for token in tokens:
        if spot.first <= token <= spot.last and not spot.behind.partners:
            continue
        mention = mentions.at(spot.work.index, token)
        if mention is not None:
            yield from _spelt_out(spot, mentions, mention)
        elif not spot.work.tree.verbal(token):
            yield from mentions.owners(spot.work.index, token)


def _spelt_out(spot: Spot, mentions: Mentions, mention: Mention) -> tuple[Mention, ...]:
    """ "Two Arab countries, Egypt and Jordan": those two."""
    if not mention.plural or mention.form == "name" or mention.token < 0:
        return (mention,)
    tree = spot.work.tree
    tokens = [j for i in tree.kids(mention.token, "appos") for j in tree.conjuncts(i)]
    named = [m for j in tokens if (m := mentions.at(spot.work.index, j)) is not None]
    return tuple(m for m in named if m.form == "name") or (mention,)


def sides(parties: Iterable[Mention]) -> set[str]:
    """What tells the parties apart: codes, armed groups, and words that stand for a pair."""
    out: set[str] = set()
    for m in parties:
        out.update(m.countries)
        if m.kind == "group" and m.name:
            out.add(f"group:{m.name}")
        elif m.sector in ("REB", "SEP", "INS") and not m.name:
            out.add("rebels")
        if not m.countries and m.plural and m.text.lower().split()[-1] in PAIRS:
            out.update(("one side", "another side"))
        elif not m.countries and (m.form == "pronoun" or m.kind == "person"):
            out.add(f"{'official' if m.office or m.sector == 'GOV' else 'one'}:{m.key}")
    return out


def at_home(parties: Sequence[Mention]) -> bool:
    """Whether several parties are told of, all of one and the same country."""
    codes = [m.countries for m in parties]
    if len({code for m in parties for code in m.countries}) > 1:
        return False
    if any(m.text.lower().split()[-1] in HOME for m in parties):
        return True
    return (
        len(parties) > 1
        and all(codes)
        and len(set(codes)) == 1
        and (not any(m.kind == "group" or m.sector == "REB" for m in parties))
    )


def about_home(tree: Tree, spot: Spot) -> bool:
    """Whether a partner is a firm, union, court or the like, by the words beside the name."""
    part = spot.behind.partners
    if part is None:
        return False
    return any(tree.lower[i] in HOME for i in range(part[0], part[1] + 1))


PAIRS = frozenset(
    "countries nations states sides parties governments neighbours neighbors two both they powers foes"
    " rivals allies".split()
)
HOME = frozenset(
    "company companies firm firms corp inc ltd plc ag sa union unions prosecutors prosecutor creditors"
    " lenders bank banks workers employees teachers shareholders investors regulators lawmakers senators"
    " republicans democrats parties opposition police club league players family families microsoft google"
    " regulator parliament congress insurers airlines manufacturers producers contractors".split()
)
