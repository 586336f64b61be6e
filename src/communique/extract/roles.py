"""Roles: which mentions act, are acted upon, promise, or are cited, by the slots of a frame."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.blows import BLOWS, is_struck_front, targets
from communique.extract.companions import companions
from communique.extract.deeds import is_freed
from communique.extract.matching import Match
from communique.extract.mention_owners import lies_in
from communique.extract.modality import Reading
from communique.extract.people_lists import in_list_with
from communique.extract.places import SPOTS
from communique.extract.time_spots import tellers
from communique.extract.tree import Tree
from communique.extract.venues import is_venue

if TYPE_CHECKING:
    from communique.extract.times import TimeExpression

#: Verbs whose object is spoken to.
TELLING = frozenset({"tell", "assure", "inform", "notify", "warn", "advise"})

#: Verbs of saying, besides those of the frames, in "as X **made** clear".
SPOKEN = frozenset("make put point promise pledge signal suggest".split())

#: Who is sent to somebody is no party of what the sender promises or proposes.
SENDING = frozenset({"send", "dispatch", "despatch", "delegate"})
SENT = frozenset(
    "adviser advisor delegate delegation doctor emissary engineer envoy expert inspector mediator "
    "mission monitor negotiator nurse observer official representative scientist specialist "
    "teacher team technician trainer".split()
)

#: Relations inside a noun phrase, and to who does what its clauses tell.
NOMINAL = ("prep", "pobj", "pcomp", "poss", "amod", "nmod", "compound", "appos",
           "relcl", "acl", "nsubj", "agent")  # fmt: skip
#: Prepositions that lead away from what a phrase is about.
ASIDE = frozenset(
    "after before since during following until as despite amid against like unlike per".split()
)


@dataclass(slots=True)
class SentenceWork:
    """What the extractors share about one parsed sentence.

    lead: who does what an item of a list tells, by the words before the list; `led` are its verbs,
        which have the `force` of those words.
    author: the "I" or "we" of the report, if the sentence stands in the author's own words.
    """

    parsed: ParsedSentence
    tree: Tree
    args: Arguments
    times: Sequence[TimeExpression]
    matches: list[tuple[Match, Reading]] = field(default_factory=list)
    lead: tuple[Mention, ...] = ()
    led: frozenset[int] = frozenset()
    force: str = "fact"
    author: tuple[Mention, ...] = ()

    @property
    def index(self) -> int:
        """The sentence's index in the layout."""
        return self.parsed.sentence.index


OURS = frozenset({"we", "our", "us", "ourselves", "ours"})


class RoleFinder:
    """Fills the roles of one sentence's matches."""

    def __init__(self, work: SentenceWork, mentions: Mentions) -> None:
        self.work = work
        self.mentions = mentions

    def fill(
        self, match: Match, slots: Sequence[str], *, same: bool, blow: bool = False
    ) -> tuple[Mention, ...]:
        """Who fills a role: what the first slot with an actor holds; with `same`, all slots.

        With `blow` whoever stands only where an attack struck is passed over.
        """
        tree, found = self.work.tree, dict[tuple[int, int], Mention]()
        for slot in slots:
            for token in self.work.args.get(match.head, slot.rstrip("*"), light=match.light):
                if (blow and is_where(tree, token)) or self._is_aside(match, token):
                    continue
                if slot.endswith("*"):
                    found |= {mention.key: mention for mention in self.within(token)}
                    continue
                owners = not slot.endswith("!")
                for mention in self.attackers(token) if blow else self.who(token, owners=owners):
                    found.setdefault(mention.key, mention)
                found |= {m.key: m for m in self.beside(token) if m.key not in found}
                if slot == "subj":
                    for mention in self._at(companions(self.work.tree, match.head, token)):
                        if mention.countries:
                            found.setdefault(mention.key, mention)
            if slot == "subj" and not found and match.anchor in self.work.led:
                found = {mention.key: mention for mention in self.work.lead}
            if found and not same:
                break
        return tuple(m for m in found.values() if not any(_inside(m, o) for o in found.values()))

    def _is_aside(self, match: Match, token: int) -> bool:
        """Whether a word names somebody who is no party, though it stands where one may."""
        tree = self.work.tree
        freed = match.frame.type == "REQUEST" and is_freed(tree, token)
        return freed or is_opposed(tree, token) or is_sent(tree, token) or self._is_of_body(token)

    def _is_of_body(self, token: int) -> bool:
        """Whether "its" stands before a body whose the thing is: "**its** Mercosur quota"."""
        tree = self.work.tree
        if tree.tag[token] != "PRP$":
            return False
        front = tree.kids(tree.head[token], "amod", "compound", "nmod")
        return any(m.kind == "igo" for m in self._at(front))

    def leads(self, match: Match, slots: Sequence[str]) -> bool:
        """Whether some slot is filled, though nobody is named there: "to **the town**"."""
        return any(self.work.args.get(match.head, s.rstrip("*"), light=match.light) for s in slots)

    def who(self, token: int, *, owners: bool = True) -> tuple[Mention, ...]:
        """The mention at a token, else (with `owners`) those that own or make the thing there."""
        mention = self.mentions.at(self.work.index, token)
        if is_venue(self.work.tree, token, mention):
            return ()
        if mention is not None and mention.note == "speaker":
            return self._introduced(token) or (mention,)
        if mention is not None:
            return self._members(token) or self._called(token, mention) or (mention,)
        named = (self.mentions.at(self.work.index, t) for t in self.work.tree.kids(token, "appos"))
        if apposed := next((m for m in named if m is not None), None):
            return (apposed,)  # "the capital Nairobi"
        if not owners:
            return ()
        found = self.mentions.owners(self.work.index, token)
        return tuple(m for one in found for m in self._members(one.token) or (one,))

    def within(self, token: int) -> tuple[Mention, ...]:
        """Who is named nearest to the head of a phrase: "the start of work on a port for **X**"."""
        tree, level = self.work.tree, [token]
        while level:
            heads = [head for first in level for head in tree.conjuncts(first)]
            found = {m.key: m for head in heads for m in self.who(head)}
            if found:
                return tuple(found.values())
            level = [c for head in heads for c in tree.kids(head, *NOMINAL) if self._tells(c)]
        return ()

    def _tells(self, token: int) -> bool:
        """Whether a word leads to what a phrase is about; no time and no rank does."""
        return self.work.tree.lower[token] not in ASIDE

    def beside(self, token: int) -> Iterator[Mention]:
        """Who stands in a list with the mention at `token` where the parser read it otherwise.

        A person is no apposition of another ("X of Chad, **Y** of Mali and Z"), and what is joined
        to the last word of a name is joined to the name ("the president of Chad and **Y**").
        """
        mention, tree = self.mentions.at(self.work.index, token), self.work.tree
        if mention is None:  # "terrorist **camps** in Chad"
            owners = self.mentions.owners(self.work.index, token)
            mention = next((m for m in owners if self._covers(m, token)), None)
        if mention is None:
            return
        inside = self.mentions.inside(self.work.index)
        yield from in_list_with(self.work.parsed, tree, mention, inside)
        if mention.kind == "person" and mention.name:
            for other in self._at(tree.kids(token, "appos")):
                if other.kind == "person" and other.name and other.name != mention.name:
                    yield other
        top = tree.head[token] if self._covers(mention, tree.head[token]) else token
        for i in (i for i in tree.subtree(top) if tree.dep[i] == "pobj"):
            if self._covers(mention, i):
                joined = (other for t in tree.conjuncts(i)[1:] for other in self.who(t))
                yield from (other for other in joined if other.start >= mention.end)

    def _covers(self, mention: Mention, token: int) -> bool:
        """Whether a token is one of the words of a mention."""
        at = self.work.parsed.start + self.work.parsed.doc[token].idx
        return mention.start <= at < mention.end

    def _at(self, tokens: Sequence[int]) -> Iterator[Mention]:
        for token in tokens:
            mention = self.mentions.at(self.work.index, token)
            if mention is not None:
                yield mention

    def _introduced(self, token: int) -> tuple[Mention, ...]:
        """Who "we" are where the words say it: "We, **the ministers of X and Y**, call on …"."""
        beside = self.work.tree.kids(token, "appos")
        heads = [t for first in beside for t in self.work.tree.conjuncts(first)]
        found = (self.mentions.at(self.work.index, t) for t in heads)
        return tuple(m for m in found if m is not None)

    def attackers(self, token: int) -> tuple[Mention, ...]:
        """Who acts at a token, or strikes the blow there, but not who lives where it fell."""
        tree = self.work.tree
        if tree.lemma[token] in SPOTS and not self.mentions.at(self.work.index, token):
            return ()
        if tree.lemma[token] not in BLOWS or self.mentions.at(self.work.index, token):
            return self.who(token)
        return tuple(
            m for m in self.mentions.owners(self.work.index, token) if self._hits(m, token)
        )

    def _hits(self, owner: Mention, blow: int) -> bool:
        """Whether the owner of a blow struck it: who stands before it, or behind "by" or "from"."""
        tree = self.work.tree
        if owner.token > blow:
            return tree.lower[tree.head[tree.first_conjunct(owner.token)]] in ("by", "from")
        return not is_struck_front(tree, owner.token)

    def struck(self, match: Match) -> tuple[Mention, ...]:
        """Who was struck by the attack that a match tells of, by the words for its target."""
        for token in targets(self.work.tree, self.work.args, match.head):
            near = [token, *self.work.args.get(token, "poss"), *self.work.args.get(token, "mod")]
            for mention in self._at(near):
                if mention.countries and mention.note not in ("city", "capital"):
                    return (mention,)
        return ()

    def opposed(self, head: int) -> tuple[Mention, ...]:
        """Whom those who act, or their act, are said to be against: "anti-**Chadian** marches"."""
        tree, args = self.work.tree, self.work.args
        told = (head, *args.get(head, "subj"), *args.get(head, "obj"))
        fronts = [f for noun in told for f in args.get(noun, "mod") if is_opposed(tree, f)]
        return tuple(m for m in self._at(fronts) if m.countries)

    def _members(self, token: int) -> tuple[Mention, ...]:
        """Who belongs to a many that is not named: "leaders including **X** and **Y**"."""
        mention = self.mentions.at(self.work.index, token)
        if mention is None or mention.countries or mention.name or not mention.plural:
            return ()
        tree = self.work.tree
        preps = [c for c in tree.kids(token, "prep") if self._names_some(c)]
        heads = [t for c in preps for p in tree.kids(c, "pobj") for t in tree.conjuncts(p)]
        several = not tree.has(token, "nummod")  # "**20** people, including the bride": all 20
        told = self._at(heads)
        found = tuple(m for m in told if (several and m.plural) or m.form != "agent")
        if not found and (mention.note or "").startswith("elsewhere"):
            # "leaders, among them **X** and **Y**"
            apposed = [t for a in tree.kids(token, "appos") for t in tree.conjuncts(a)]
            found = tuple(m for m in self._at(apposed) if m.countries)
        return found

    def _names_some(self, prep: int) -> bool:
        """Whether some of a many follow: "**including** X", "such **as** X"."""
        low = self.work.tree.lower
        return low[prep] in ("including", "like") or low[prep - 1 : prep + 1] == ["such", "as"]

    def _called(self, token: int, mention: Mention) -> tuple[Mention, ...]:
        """Who is named behind the word for what they are: "the rights group **Oak Watch**"."""
        tree = self.work.tree
        if mention.form == "definite" and mention.kind == "state" and not mention.countries:
            apposed = [t for a in tree.kids(token, "appos") for t in tree.conjuncts(a)]
            return tuple(m for m in self._at(apposed) if m.kind == "state" and m.countries)
        if mention.form != "agent" or mention.kind != "organisation" or mention.countries:
            return ()
        near = self._at(tree.kids(token, "appos"))
        return tuple(m for m in near if m.kind in ("organisation", "igo", "group") and m.name)[:1]

    def spoken_to(self, verb: int, speaking: Container[str]) -> tuple[Mention, ...]:
        """The other side of the contact in which `verb` is said: "met **X** to offer …"."""
        tree, contact = self.work.tree, self.work.tree.head[verb]
        if tree.dep[verb] not in ("advcl", "xcomp") or tree.lemma[contact] not in speaking:
            return ()
        for slot in ("with", "to", "obj"):
            tokens = [t for t in self.work.args.get(contact, slot) if t != verb]
            found = [self.mentions.at(self.work.index, t) for t in tokens]
            if mentions := tuple(m for m in found if m is not None):
                return mentions
        return ()

    def told(self, anchor: int) -> tuple[Mention, ...]:
        """Whom a refusal or threat is told: "will not sign, she **told Chad** on Monday"."""
        for verb in tellers(self.work.tree, anchor):
            if self.work.tree.lemma[verb] not in TELLING:
                continue
            tokens = [t for t in self.work.tree.kids(verb, "dobj", "dative") if t != anchor]
            heads = [head for t in tokens for head in self.work.tree.conjuncts(t)]
            found = tuple(m for m in self._at(heads) if m.sector != "JRN")
            if found and all(m.countries for m in found):
                return found
        return ()

    def sources(self, anchor: int, sayers: Sequence[int]) -> tuple[Mention, ...]:
        """Who is cited for an act: who says it, else "**according to** X" at a verb above it."""
        if sayers:
            return self.subject(sayers[0])
        tree, at = self.work.tree, anchor
        while True:
            for i in tree.kids(at, "prep", "advcl", "advmod"):
                if tree.lower[i] == "according":
                    heads = (p for to in tree.kids(i, "prep") for p in tree.kids(to, "pobj"))
                    return tuple(m for head in heads for m in self.who(head))
            if tree.head[at] == at:
                return ()
            at = tree.head[at]

    def voice(self, anchor: int, say: Container[str]) -> tuple[Mention, ...]:
        """Who says what no verb of saying governs: "as **X** has said, …", or the author, "I"."""
        tree, at = self.work.tree, anchor
        while True:
            for clause in tree.kids(at, "advcl"):
                marks = tree.kids(clause, "mark", "advmod")
                told = tree.lemma[clause] in SPOKEN or tree.lemma[clause] in say
                if told and any(tree.lower[m] == "as" for m in marks):
                    return tuple(m for m in self.subject(clause) if m.sector != "JRN")
            if tree.head[at] == at:
                return self.work.author
            at = tree.head[at]

    def ours(self, actors: tuple[Mention, ...], sayers: Sequence[int]) -> tuple[Mention, ...]:
        """The actors, with who says so for "we": "**X** said that our support was firm"."""
        if not sayers or not actors or any(m.text.casefold() not in OURS for m in actors):
            return actors
        return self.subject(sayers[0]) or actors

    def subject(self, verb: int | None) -> tuple[Mention, ...]:
        """Who does `verb`: who promises, refuses or says."""
        tokens = () if verb is None else self.work.args.get(verb, "subj")
        return tuple(m for token in tokens for m in self.who(token))


def is_where(tree: Tree, token: int) -> bool:
    """Whether a word says where a blow struck: "in a **Chadian** town", "the embassy bombing"."""
    placed = tree.dep[token] in ("amod", "nmod", "compound", "poss")
    return is_struck_front(tree, token) or (placed and tree.lemma[tree.head[token]] in SPOTS)


def is_sent(tree: Tree, token: int) -> bool:
    """Whether a word only tells who is sent to somebody: "will send Chad **a mission**"."""
    verb = tree.head[tree.first_conjunct(token)]
    if tree.lemma[verb] not in SENDING or tree.dep[tree.first_conjunct(token)] != "dobj":
        return False
    there = tree.has(verb, "dative") or any(tree.lower[c] == "to" for c in tree.kids(verb, "prep"))
    return there and tree.lemma[token] in SENT


def is_opposed(tree: Tree, token: int) -> bool:
    """Whether a word is joined to "anti-" before it."""
    return token > 1 and tree.lower[token - 1] == "-" and tree.lower[token - 2] == "anti"


def author_of(prepared: Prepared, mentions: Mentions) -> tuple[Mention, ...]:
    """The first "I" or "we" that stands in no quotation: whoever writes the report."""
    sentences = prepared.layout.sentences
    for mention in mentions.all:
        quoted = sentences[mention.sentence].quoted
        outside = not any(start <= mention.start < end for start, end in quoted)
        if mention.note == "speaker" and outside:
            return (mention,)
    return ()


def speaks_on(
    before: SentenceWork | None, work: SentenceWork, mentions: Mentions, say: Container[str]
) -> tuple[Mention, ...]:
    """Who goes on in a quotation without a verb: ""We are ready," **he** said. "Chad must go."""
    sentence = work.parsed.sentence
    opens = any(start <= sentence.start + 1 for start, _ in sentence.quoted)
    if before is None or before.index != work.index - 1 or not opens:
        return ()
    if not before.parsed.sentence.quoted:
        return ()
    root = next(i for i, head in enumerate(before.tree.head) if i == head)
    if before.tree.lemma[root] not in say:
        return before.author
    return tuple(m for m in RoleFinder(before, mentions).subject(root) if m.sector != "JRN")


def _inside(one: Mention, other: Mention) -> bool:
    """Whether a mention is what another counts or is of: "**rebels**" of "a group of rebels".

    Or the country in front of it: "the **Kenyan** army".
    """
    if lies_in(one, other) and one.countries and one.countries == other.countries:
        return True
    before = other.text[: max(0, one.start - other.start)].split()[-2:]
    return one.start > other.start and one.end == other.end and "of" in before
