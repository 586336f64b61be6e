"""Who is party to an instrument: the words beside its name, and who signs, reaches or seeks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions
from communique.extract.agreement_idioms import said_in

if TYPE_CHECKING:
    from communique.extract.agreement_places import Spot
    from communique.extract.tree import Tree
    from communique.vocab.instruments import InstrumentBook

BY_WHOM = ("at", "by", "from", "of")
TALKS = ("talk", "talks", "negotiation", "discussion")
#: States whose usual name differs from that in the tables: they are no other places' names.
USUAL = ("Britain", "America", "Burma", "Holland")
#: With a capital, no trade union.
UNIONS = frozenset({"Union", "Unions"})
AUSTRALIA_AT_HOME = {"IGO:CWN", "AUS"}  # "the Commonwealth" in Australian reports


class PartyFinder:
    """Finds the parties that a sentence gives to a spot; built once from the vocabulary."""

    def __init__(self, book: InstrumentBook) -> None:
        self.book = book

    def __call__(self, spot: Spot, mentions: Mentions) -> tuple[Mention, ...]:
        """The parties, those beside the name first; sets the spot's `commercial`."""
        found: dict[tuple[object, ...], Mention] = {}
        for mention in (*self._beside(spot, mentions), *self._around(spot, mentions)):
            if is_firm(mention):
                spot.commercial = True
            elif may_be_party(mention):
                found.setdefault((*mention.key, mention.countries), mention)
        if not found and spot.form == "described" and spot.steps:
            for mention in self._talking(spot, mentions):
                found.setdefault((*mention.key, mention.countries), mention)
        return tuple(found.values())

    def _beside(self, spot: Spot, mentions: Mentions) -> Iterator[Mention]:
        """Between, with, and in front of the name; who violates or implements it."""
        work, tree = spot.work, spot.work.tree
        if spot.behind.partners:
            yield from _range(spot, mentions, *spot.behind.partners)
        topic = spot.behind.topic
        if topic and spot.kind == "declaration" and tree.lower[topic[0]] in BY_WHOM:
            yield from _range(spot, mentions, *topic)
        for mention in mentions.owners(work.index, spot.head):
            at = mention.token
            if at < 0 or (topic and topic[0] <= at <= topic[1]) or _placed(tree, at):
                continue
            inside = spot.first <= at <= spot.last and _is_of_name(spot, mention)
            if not (inside or (spot.form == "known" and mention.kind == "igo" and at < spot.head)):
                yield mention
        for i in range(spot.first, spot.head):
            for own in _at(spot, mentions, i):
                if not _is_of_name(spot, own) and not _qualifies(tree, i):
                    yield own
        if spot.holder is not None and tree.lemma[spot.holder] in self.book["held_by_parties"]:
            for mention in mentions.owners(work.index, spot.holder):
                if 0 <= mention.token < spot.holder:
                    yield mention

    def _around(self, spot: Spot, mentions: Mentions) -> Iterator[Mention]:
        """Subjects, agents and partners of the verbs that bring the instrument further."""
        work, tree = spot.work, spot.work.tree
        for step in spot.steps:
            verb = step.verb
            if verb is None:
                yield from self._of_noun(spot, mentions, step.at)
                continue
            if tree.dep[verb] == "acl" and spot.head < tree.head[verb]:
                yield from self._who(
                    spot, mentions, (tree.head[verb],)
                )  # "the accord the two signed"
            if tree.lemma[verb] not in self.book["outside"]:
                actors = tuple(self._who(spot, mentions, work.args.get(verb, "subj")))
                if not (tree.lemma[verb] == "negotiate" and len(actors) == 1):
                    yield from actors
                yield from self._who(spot, mentions, work.args.get(verb, "with"))
            yield from self._who(spot, mentions, work.args.get(verb, "between"))
        if (said := said_in(spot)) is not None:
            yield from self._who(spot, mentions, work.args.get(said, "subj"))
        yield from self._telling(spot, mentions)

    def _telling(self, spot: Spot, mentions: Mentions) -> Iterator[Mention]:
        """Who says that something was signed or reached "with" others, by nobody named."""
        args = spot.work.args
        for step in spot.steps:
            alone = step.verb is not None and not args.get(step.verb, "by")
            if alone and step.sayer is not None and partners_at(spot, step.verb):
                yield from self._who(spot, mentions, args.get(step.sayer, "subj"))

    def _of_noun(self, spot: Spot, mentions: Mentions, noun: int) -> Iterator[Mention]:
        """ "negotiations between A and B on X": A and B; "A's signing"; "A ended talks with B"."""
        args, tree = spot.work.args, spot.work.tree
        if tree.verbal(noun) or tree.pos[noun] == "ADJ":
            return
        for slot in ("poss", "between", "with", "by"):
            yield from self._who(spot, mentions, args.get(noun, slot))
        verb = tree.governor(noun)
        carried = tree.verbal(verb) and tree.dep[noun] in ("dobj", "pobj", "nsubjpass")
        if carried and tree.lemma[verb] not in self.book["outside"]:
            yield from self._who(spot, mentions, args.get(verb, "subj"))

    def _talking(self, spot: Spot, mentions: Mentions) -> Iterator[Mention]:
        """Between whom the sentence says that talks are held."""
        args, tree = spot.work.args, spot.work.tree
        for i, lemma in enumerate(tree.lemma):
            if lemma in TALKS:
                between = args.get(i, "between")
                if not between and tree.dep[i] in ("nsubj", "nsubjpass"):
                    between = args.get(tree.head[i], "between")
                yield from self._who(spot, mentions, between)

    def _who(self, spot: Spot, mentions: Mentions, tokens: Iterable[int]) -> Iterator[Mention]:
        """The mentions at tokens, or the owners of what stands there; firms are marked."""
        tree = spot.work.tree
        for token in tokens:
            if spot.first <= token <= spot.last and not spot.behind.partners:
                continue
            mention = mentions.at(spot.work.index, token)
            if mention is not None and mention.text.lower().startswith("whose "):
                yield from _antecedents(spot, mentions, token)
            elif mention is not None:
                yield from _spelt_out(spot, mentions, mention)
            elif tree.lower[token].rstrip(".") in self.book["home"]:
                spot.commercial = True
            elif not tree.verbal(token):
                yield from mentions.owners(spot.work.index, token)

    # --- what they tell of the instrument ---------------------------------------------------

    def sides(self, parties: Iterable[Mention]) -> set[str]:
        """What tells the parties apart: codes, armed groups, officials, words for a pair."""
        out: set[str] = set()
        for m in parties:
            out.update(m.countries)
            if m.kind == "group" and m.name:
                out.add(f"group:{m.name}")
            elif m.sector in ("REB", "SEP", "INS"):
                out.add("rebels")
            if m.countries:
                continue
            if m.plural and m.text.lower().split()[-1] in self.book["pairs"]:
                out.update(("one side", "another side"))
            elif m.form == "pronoun" or m.kind == "person":
                out.add(f"{'official' if m.office or m.sector == 'GOV' else 'one'}:{m.key}")
        return out

    def at_home(self, parties: Sequence[Mention]) -> bool:
        """Whether the parties are of one country, with no armed group among them."""
        codes = {code for m in parties for code in m.countries}
        if codes and codes <= AUSTRALIA_AT_HOME and "IGO:CWN" in codes:
            return True
        if len(codes) > 1:
            return False
        if any(m.text.lower().split()[-1] in self.book["home"] for m in parties):
            return True
        armed = any(m.kind == "group" or m.sector == "REB" for m in parties)
        return len(parties) > 1 and all(m.countries for m in parties) and not armed

    def partner_at_home(self, spot: Spot) -> bool:
        """Whether a partner is a firm, union, court or the like, by the words beside the name."""
        part = spot.behind.partners
        if part is None:
            return False
        words = set(spot.work.tree.text[part[0] : part[1] + 1]) - UNIONS
        return not self.book["home"].isdisjoint(word.lower() for word in words)


def partners_of(spot: Spot) -> frozenset[int]:
    """The words for those "with" whom it is: beside the name, or behind a passive verb."""
    part = spot.behind.partners
    if part is None:
        return frozenset(t for step in spot.steps for t in partners_at(spot, step.verb))
    with_ = spot.work.tree.lower[part[0]] == "with"
    return frozenset(range(part[0], part[1] + 1) if with_ else ())


def partners_at(spot: Spot, verb: int | None) -> list[int]:
    """With whom it "was signed **with** X": the words behind the passive verb of a step."""
    if verb is None or not spot.work.tree.passive(verb):
        return []
    return list(spot.work.args.get(verb, "with"))


def _antecedents(spot: Spot, mentions: Mentions, token: int) -> Iterator[Mention]:
    """Those whose ministers act: "Chile and Peru, whose ministers signed the accord"."""
    tree = spot.work.tree
    for above in tree.conjuncts(tree.head[tree.governor(token)]):
        mention = mentions.at(spot.work.index, above)
        if mention is not None:
            yield mention


def _at(spot: Spot, mentions: Mentions, token: int) -> tuple[Mention, ...]:
    """The mentions at a token: two at a word such as "U.S.-Chile"."""
    index = spot.work.index
    if "-" in spot.work.tree.text[token]:
        return tuple(m for m in mentions.all if m.key == (index, token))
    mention = mentions.at(index, token)
    return () if mention is None else (mention,)


def is_firm(mention: Mention) -> bool:
    """Whether a firm is meant, or an organisation of which nobody knows a country."""
    if any(code.startswith("MNC:") for code in mention.countries):
        return True
    unknown = not mention.countries and mention.sector in (None, "BUS")
    return mention.kind == "organisation" and unknown


def may_be_party(mention: Mention) -> bool:
    """Whether states or bodies are meant, or somebody who acts for one."""
    if mention.note == "against" or mention.form == "thing":
        return False
    return not any(code.startswith("NGO:") for code in mention.countries)


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
    return text.istitle() and text[:3] != name[:3] and text not in USUAL


def _qualifies(tree: Tree, token: int) -> bool:
    """Whether the token is the first part of "UN-backed", "EU-style"."""
    behind = tree.text[token + 1 : token + 3]
    return len(behind) == 2 and behind[0] == "-" and behind[1].islower()


def _placed(tree: Tree, token: int) -> bool:
    """Whether the token says where: "the treaty in Moscow"."""
    return tree.dep[token] == "pobj" and tree.lower[tree.head[token]] in ("in", "from", "at")


def _range(spot: Spot, mentions: Mentions, first: int, last: int) -> Iterator[Mention]:
    for i in range(first, last + 1):
        mention = mentions.at(spot.work.index, i)
        if mention is not None:
            yield mention


def _spelt_out(spot: Spot, mentions: Mentions, mention: Mention) -> tuple[Mention, ...]:
    """ "Two Andean countries, Chile and Peru": those two."""
    if not mention.plural or mention.form == "name" or mention.token < 0:
        return (mention,)
    tree = spot.work.tree
    tokens = [j for i in tree.kids(mention.token, "appos") for j in tree.conjuncts(i)]
    named = [m for j in tokens if (m := mentions.at(spot.work.index, j)) is not None]
    return tuple(m for m in named if m.form == "name") or (mention,)
