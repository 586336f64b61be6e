"""The patterns of designations: verbs that confer or take away a title, who gets it, its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions
from communique.extract.designation_moves import MoveReader, words_of_title
from communique.extract.designation_sides import (
    before_title,
    is_named,
    may_open,
    members_of,
    mentions_at,
    noun_start,
    past_owner,
    who,
)
from communique.extract.designation_titles import (
    ARTICLES,
    Title,
    after_as,
    is_marked,
    is_office,
    singular,
    title_from,
)

if TYPE_CHECKING:
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree
    from communique.vocab.titles import Pattern, TitleBook

REACH = 6  # tokens from who gets a title to the "as" before it
BARE_LIST = "list"  # "took it off the list": the one told before
NAMED_SIDES = ("state", "igo", "group")
SANCTION_WORDS = frozenset({"order", "sanctions", "sanction", "executive"})


@dataclass(frozen=True, slots=True)
class Find:
    """A pattern that fires at a verb: who gets which title."""

    verb: int
    name: str
    pattern: Pattern
    to: tuple[Mention, ...]
    title: str
    first: int
    last: int
    by: tuple[Mention, ...] = ()


class PatternReader:
    """Tries the patterns at a verb; built once from the vocabulary."""

    def __init__(self, book: TitleBook) -> None:
        self.book = book
        self.moves = MoveReader(book)

    def __call__(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Find]:
        """Yield what the patterns of the verb find, the likeliest first."""
        readers = {
            "any": self._called, "marked": self._called, "office": self._called,
            "honour": self._honoured, "list": self._listed, "designation": self._designation,
            "status": self._status, "recognition": self._recognised, "receive": self._received,
            "blacklist": self._blacklisted, "sanction": self._sanctioned,
        }  # fmt: skip
        moves = {
            "raised": self.moves.raised, "ranked": self.moves.ranked, "lost": self.moves.lost,
            "off_list": self.moves.off_list, "among": self.moves.among,
        }  # fmt: skip
        for name, pattern in self.book.of_verb(work.tree.lemma[verb]):
            if pattern.titles in readers:
                yield from readers[pattern.titles](work, mentions, verb, name, pattern)
                continue
            for move in moves[pattern.titles](work, mentions, verb):
                first, last = move.title.first, move.title.last
                words = words_of_title(work, move)
                yield Find(verb, name, pattern, move.to, words, first, last, move.by)

    def _called(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "designated Kenya (as) a major ally", "was named ambassador to Chile"."""
        tree = work.tree
        seek = self._person if pattern.titles == "office" else self._object
        to = seek(work, mentions, verb)
        announced = tree.lemma[verb] == "announce"  # "announced Ann Smith as ambassador"
        if not to or (announced and not tree.has(verb, "dobj", "nsubjpass")):
            return
        title = self._title_behind(tree, verb, to, office=pattern.titles == "office")
        if title is None or not self._fits(tree, title, pattern, to):
            return
        words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
        yield Find(verb, name, pattern, to, words, title.first, title.last)

    def _title_behind(
        self, tree: Tree, verb: int, to: Sequence[Mention], *, office: bool
    ) -> Title | None:
        """The title behind "as", as predicate of the object, or right behind verb or object."""
        last = max([verb, *(m.token for m in to)])
        after = after_as(tree, verb, last + REACH)
        if after is not None:
            return title_from(tree, after)
        for j in (*tree.kids(verb, "oprd", "attr"), *tree.kids(verb, "xcomp")):
            if j > verb and not tree.verbal(j):
                return title_from(tree, min(k for k in tree.subtree(j) if k > verb))
        behind = [m.token for m in to if m.token > verb]
        if (
            office and behind and tree.lower[behind[-1]] in self.book.offices
        ):  # "named Ann Smith ambassador"
            return title_from(tree, behind[-1])
        start = max(behind) + 1 if behind else verb + 1
        while start < len(tree) and tree.head[start] in behind and tree.dep[start] in ("case",):
            start += 1
        opening = start < len(tree) and (
            tree.lower[start] in ARTICLES | {'"', "''", "``"} or not behind or may_open(tree, start)
        )
        return title_from(tree, start) if opening else None

    def _fits(self, tree: Tree, title: Title, pattern: Pattern, to: Sequence[Mention]) -> bool:
        if title.first in {m.token for m in to} and pattern.titles != "office":
            return False
        if pattern.titles == "office":
            person = any(m.kind == "person" or m.form == "pronoun" for m in to)
            return person and is_office(tree, title, self.book)
        person = all(m.kind in ("person", "office", None) for m in to)
        if is_marked(tree, title, self.book, person=person):
            return True
        return pattern.titles == "any" and any(m.kind in NAMED_SIDES for m in to)

    def _honoured(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "awarded X the Order of Y", "granted X … status", "conferred the title on X"."""
        tree = work.tree
        for j in self._gifts(work, verb):
            if not self._is_honour(tree, j):
                continue
            title = title_from(tree, noun_start(tree, j))
            if title is not None and tree.lemma[j] in self.book.ranks:
                title = Title(title.first, j)
            to = self._receiver(work, mentions, verb, j)
            if not to and title is not None and not tree.passive(verb):
                to, title = before_title(work, mentions, title, j)
            if title is None or not to or title.last < j:
                continue
            words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
            yield Find(verb, name, pattern, to, words, title.first, title.last)

    def _is_honour(self, tree: Tree, j: int) -> bool:
        """Whether a noun names an honour or status; "order" and "award" only by a capital."""
        if not {tree.lemma[j], tree.lower[j]} & self.book.honours:
            return False
        if tree.lemma[j] == "order" and tree.lower[j + 1 : j + 2] != ["of"]:
            named = tree.text[j - 1][:1].isupper() and tree.lower[j - 1] != "executive"
            return named and tree.text[j][0].isupper()  # no "Executive Order"
        if tree.lower[max(j - 1, 0)] == "executive":  # "revoked the Executive Order"
            return False
        return tree.lemma[j] not in self.book.named_honours or tree.text[j][0].isupper()

    def _gifts(self, work: SentenceWork, verb: int) -> list[int]:
        """What is given, of a passive too; also what one is honoured or decorated "with"."""
        tree = work.tree
        found = [
            j for j in tree.kids(verb, "dobj", "oprd", "attr", "nsubjpass") if tree.pos[j] != "PRON"
        ]
        for prep in tree.kids(verb, "prep"):
            if tree.lower[prep] == "with":
                found += tree.kids(prep, "pobj")
            elif tree.lower[prep] in ("on", "to", "around"):  # "pinned on her the Order of …"
                found += [k for p in tree.kids(prep, "pobj") for k in tree.kids(p, "appos")]
        return found

    def _receiver(
        self, work: SentenceWork, mentions: Mentions, verb: int, gift: int
    ) -> tuple[Mention, ...]:
        tree = work.tree
        tokens = [j for j in tree.kids(verb, "dative", "dobj", "nsubjpass") if j != gift]
        for prep in tree.kids(verb, "prep", "dative"):
            if tree.lower[prep] in ("on", "upon", "to", "round", "around"):
                tokens += tree.kids(prep, "pobj")
        if tree.tag[verb] == "VBN" and tree.dep[verb] == "advcl":  # "Pinned with the Order, she …"
            tokens += tree.kids(tree.head[verb], "nsubj", "nsubjpass")
        for prep in range(gift + 1, min(gift + 10, len(tree))):
            if tree.lower[prep] in ("on", "upon", "to") and tree.dep[prep] in ("prep", "dative"):
                tokens += tree.kids(prep, "pobj")
        worn = [k for t in tokens if tree.lemma[t] in self.book.breasts
                for p in tree.kids(t, "prep") for k in tree.kids(p, "pobj")]  # fmt: skip
        owned = [t for t in tokens if tree.lemma[t] in self.book.breasts and not worn]
        owners = tuple(m for t in owned for m in mentions.owners(work.index, t))
        return mentions_at(work, mentions, worn or tokens) or owners

    def _listed(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "put Mali on its list of sponsors of terrorism", "took X off the terror list"."""
        tree = work.tree
        to = self._object(work, mentions, verb)
        ahead = range(verb + 1, min(verb + 16, len(tree)))
        at = next((j for j in ahead if tree.lower[j] in self.book.lists), None)
        if at is None:
            return
        prepositions = {tree.lower[j] for j in range(verb + 1, at)}
        removing = pattern.action == "removed"
        wanted = {"from", "off"} if removing else {"on", "to", "in", "into", "onto"}
        if not prepositions & wanted:
            return
        behind = at + 2 if at + 1 < len(tree) and tree.lower[at + 1] == "of" else None
        start = behind if behind else noun_start(tree, at)
        title = title_from(tree, start)
        if title is None:
            return
        bare = behind is None and start == at and tree.lower[at - 1] in ("the", "its", "that")
        by = self.moves.holders(work, mentions, at)
        if not to and not (bare and tree.has(verb, "dobj", "nsubjpass")):
            return
        if bare:
            yield Find(verb, name, pattern, to, BARE_LIST, at, at)
            return
        around = {tree.lower[j] for j in range(title.first, title.last + 1)}
        if not around & self.book.list_words:
            return
        words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
        words = singular(words) if behind else words
        yield Find(verb, name, pattern, to, words, title.first, title.last, by)

    def _designation(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "rescinded Iraq's designation as a State Sponsor of Terrorism"."""
        tree = work.tree
        for j in (*tree.kids(verb, "dobj", "nsubjpass"), *self._late_object(tree, verb)):
            if tree.lemma[j] not in ("designation", "listing", "status", "recognition"):
                continue
            after = after_as(tree, j, j + 12)
            of = [k for p in tree.kids(j, "prep") if tree.lower[p] == "of"
                  for k in tree.kids(p, "pobj")]  # fmt: skip
            if after is None and tree.lemma[j] == "recognition":
                if to := mentions_at(work, mentions, of):
                    yield Find(verb, name, pattern, to, "recognition", j, j)
                continue
            title = title_from(tree, after) if after is not None else None
            to = mentions.owners(work.index, j)
            to = tuple(m for m in to if title is None or m.token < title.first)
            if title is not None and to:
                words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
                yield Find(verb, name, pattern, to, words, title.first, title.last)
                return

    def _late_object(self, tree: Tree, verb: int) -> Iterator[int]:
        """A designation behind an insertion that keeps it from the verb in the parse."""
        for j in range(verb + 1, min(verb + 18, len(tree))):
            if tree.text[j] in (".", ";"):
                return
            if tree.lower[j] == "designation" and tree.has(j, "poss"):
                yield j

    def _sanctioned(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "designated them under an Executive Order"."""
        tree = work.tree
        to = self._object(work, mentions, verb)
        if to and SANCTION_WORDS & set(tree.lower):
            to = members_of(work, mentions, to) or to
            yield Find(verb, name, pattern, to, "sanctions designation", verb, verb)

    def _blacklisted(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "blacklisted 12 judges", "delisted the group": the verb says what is conferred."""
        to = self._object(work, mentions, verb)
        by = [m for t in work.args.get(verb, "subj") for m in who(work, mentions, t)]
        states = any(m.countries or m.kind in ("state", "igo") or m.office for m in by)
        firms = any(m.sector == "BUS" for m in to)
        if to and not firms and (states or work.tree.passive(verb)):
            yield Find(verb, name, pattern, to, "sanctions designation", verb, verb)

    def _recognised(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "recognised Kosovo", "recognised X as its interim president": of states, rulers."""
        tree = work.tree
        to = mentions_at(work, mentions, work.args.get(verb, "obj"))
        by = [m for t in work.args.get(verb, "subj") for m in who(work, mentions, t)]
        if not to or not any(m.kind in ("state", "igo", "office") or m.countries for m in by):
            return
        after = after_as(tree, verb, max([verb, *(m.token for m in to)]) + REACH)
        title = title_from(tree, after) if after is not None else None
        if title is not None:
            words = set(tree.lower[title.first : title.last + 1])
            if words & (self.book.polities | self.book.offices):
                yield self._named(work, verb, name, pattern, to, title)
            return
        whole = all(m.kind == "state" and m.form == "name" for m in to)
        plain = after is None and not tree.has(verb, "ccomp", "xcomp")
        if whole and plain and not any(tree.has(m.token, "case", "poss") for m in to):
            yield Find(verb, name, pattern, to, "recognition", verb, verb)

    def _named(
        self, work: SentenceWork, verb: int, name: str, pattern: Pattern,
        to: tuple[Mention, ...], title: Title,
    ) -> Find:  # fmt: skip
        words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
        return Find(verb, name, pattern, to, words, title.first, title.last)

    def _status(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "revoked Russia's trade status", "stripped the general of his citizenship"."""
        tree = work.tree
        objects = tree.kids(verb, "dobj", "nsubjpass")
        of = [k for i in (verb, *objects) for p in tree.kids(i, "prep") if tree.lower[p] == "of"
              for k in tree.kids(p, "pobj")]  # fmt: skip
        for j in (*objects, *of):
            if not self._is_honour(tree, j):
                continue
            title = Title(past_owner(tree, noun_start(tree, j), j), j)
            to = mentions_at(work, mentions, objects) if j in of else mentions.owners(work.index, j)
            if to and (title.first < title.last or j in of):
                yield self._named(work, verb, name, pattern, to, title)
                return

    def _received(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "received the Order of Friendship from China": the subject gets it."""
        tree = work.tree
        for j in tree.kids(verb, "dobj"):
            if not self._is_honour(tree, j):
                continue
            title = title_from(tree, noun_start(tree, j))
            to = mentions_at(work, mentions, work.args.get(verb, "subj"))
            givers = [k for p in (*tree.kids(verb, "prep"), *tree.kids(j, "prep"))
                      if tree.lower[p] == "from" for k in tree.kids(p, "pobj")]  # fmt: skip
            by = tuple(m for t in givers for m in who(work, mentions, t))
            if title is not None and to and by:
                words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
                yield Find(verb, name, pattern, to, words, title.first, title.last, by)
                return

    def _object(self, work: SentenceWork, mentions: Mentions, verb: int) -> tuple[Mention, ...]:
        """Who gets the title: object, or subject of a passive; else the next mention behind."""
        tree = work.tree
        direct = tree.kids(verb, "dobj")
        two = len(direct) > 1  # "designated Kenya a major ally": the first counts
        tokens = tree.conjuncts(direct[0]) if two else list(work.args.get(verb, "obj"))
        small = [s for s in tree.kids(verb, "ccomp", "xcomp") for s in tree.kids(s, "nsubj")]
        found = mentions_at(work, mentions, [*tokens, *small])
        if found or tree.passive(verb):
            return found
        ahead = self._ahead(work, mentions, verb)
        return (ahead,) if ahead else ()

    def _person(self, work: SentenceWork, mentions: Mentions, verb: int) -> tuple[Mention, ...]:
        """Who is appointed: the object if it is a person, else the next person behind the verb."""
        found = self._object(work, mentions, verb)
        named = tuple(m for m in found if is_named(m))
        if named:
            return named
        ahead = self._ahead(work, mentions, verb)
        return (ahead,) if ahead and is_named(ahead) else ()

    def _ahead(self, work: SentenceWork, mentions: Mentions, verb: int) -> Mention | None:
        """The next mention behind the verb in the same phrase."""
        for j in range(verb + 1, min(verb + 6, len(work.tree))):
            mention = mentions.at(work.index, j)
            if mention is not None:
                return mention
            if work.tree.pos[j] in ("VERB", "PUNCT", "ADP"):
                return None
        return None
