"""The designations of a report: titles that a state or body confers, renews or takes away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import DraftDesignation, DraftEvent, Mention, Mentions, Prepared
from communique.extract.agreements import lay_out_sentence
from communique.extract.designation_titles import (
    ARTICLES,
    Title,
    after_as,
    is_marked,
    is_office,
    singular,
    title_from,
)
from communique.extract.event_times import EventClock

if TYPE_CHECKING:
    from communique.extract.modality import Modality, Reading
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree
    from communique.vocab.titles import Pattern, TitleBook

#: How sure a record is by its pattern; estimates, few designations stand in the gold.
WEIGHTS = {"designate-as": 0.8, "call-so": 0.7, "bestow": 0.65, "appoint": 0.6, "sanction": 0.5}
USUAL = 0.75
REACH = 6  # tokens from who gets a title to the "as" before it
LATELY = 62  # days: an appointment at home that lies further back is background, no record
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


class DesignationFinder:
    """The designations stage: built once from the vocabulary, called per report."""

    def __init__(self, book: TitleBook, modality: Modality) -> None:
        self.book = book
        self.modality = modality

    def __call__(
        self, prepared: Prepared, mentions: Mentions, events: Sequence[DraftEvent] = ()
    ) -> list[DraftDesignation]:
        """The designations of a report in the order of the text, each told once.

        `events` are not needed: the stage has the call shape of the others.
        """
        del events
        clock = EventClock(prepared)
        drafts: dict[tuple[object, ...], DraftDesignation] = {}
        for parsed in prepared.parsed:
            work = lay_out_sentence(prepared, parsed)
            for verb in range(len(work.tree)):
                if not work.tree.verbal(verb):
                    continue
                draft = self._at(work, mentions, clock, verb)
                if draft is not None:
                    key = (draft.title.lower(), draft.action, _codes(draft.to), draft.when.start)
                    drafts.setdefault(key, draft)
        return list(drafts.values())

    def _at(
        self, work: SentenceWork, mentions: Mentions, clock: EventClock, verb: int
    ) -> DraftDesignation | None:
        """The designation that the verb tells of, by the first pattern that fits."""
        found = next(self._finds(work, mentions, verb), None)
        if found is None:
            return None
        reading = self.modality.read(work.tree, verb)
        if reading.force not in ("fact", "alleged"):
            return None
        when = self._when(work, clock, verb, reading)
        by = self._by(work, mentions, found)
        if found.name == "bestow" and not _of_states(by, found):
            return None
        if found.name == "appoint":
            if _long_ago(when, clock.document):
                return None
            by = by or found.to
        start, end = work.parsed.span(found.first, found.last)
        spans = (("trigger", *work.parsed.span(verb, verb)), ("title", start, end))
        return DraftDesignation(
            by=by, to=found.to, title=found.title, action=found.pattern.action, when=when,
            sentence=work.index, weight=WEIGHTS.get(found.name, USUAL),
            rule=f"designation/{found.name}", spans=spans,
        )  # fmt: skip

    def _when(self, work: SentenceWork, clock: EventClock, verb: int, reading: Reading) -> When:
        own = clock.nearest(work, verb, verb, reading, speech=False)
        if own is not None and own.start is not None:
            return own
        if reading.perfect:
            return When(end=clock.document.end, precision="unknown", basis="document")
        return clock.document

    def _by(self, work: SentenceWork, mentions: Mentions, found: Find) -> tuple[Mention, ...]:
        """Who confers: subject or agent, or whose list it is."""
        out: dict[tuple[int, int], Mention] = {}
        for token in work.args.get(found.verb, "subj"):
            for mention in _who(work, mentions, token):
                if mention not in found.to:
                    out.setdefault(mention.key, mention)
        return tuple(out.values())

    # --- patterns --------------------------------------------------------------------------

    def _finds(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Find]:
        for name, pattern in self.book.of_verb(work.tree.lemma[verb]):
            kind = pattern.titles
            if kind in ("any", "marked", "office"):
                yield from self._called(work, mentions, verb, name, pattern)
            elif kind == "honour":
                yield from self._honoured(work, mentions, verb, name, pattern)
            elif kind == "list":
                yield from self._listed(work, mentions, verb, name, pattern)
            elif kind == "designation":
                yield from self._designation(work, mentions, verb, name, pattern)
            else:
                yield from self._sanctioned(work, mentions, verb, name, pattern)

    def _called(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "designated India (as) a Major Defence Partner", "was named ambassador to Chile"."""
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
            tree.lower[start] in ARTICLES | {'"', "''", "``"}
            or not behind
            or _may_open(tree, start)
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
            if tree.lemma[j] not in self.book.honours and tree.lower[j] not in self.book.honours:
                continue
            title = title_from(tree, _noun_start(tree, j))
            to = self._receiver(work, mentions, verb, j)
            if title is None or not to or title.last < j:
                continue
            words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
            yield Find(verb, name, pattern, to, words, title.first, title.last)

    def _gifts(self, work: SentenceWork, verb: int) -> list[int]:
        """What is given, of a passive too; also what one is honoured or decorated "with"."""
        tree = work.tree
        found = [
            j for j in tree.kids(verb, "dobj", "oprd", "attr", "nsubjpass") if tree.pos[j] != "PRON"
        ]
        for prep in tree.kids(verb, "prep"):
            if tree.lower[prep] == "with":
                found += tree.kids(prep, "pobj")
        return found

    def _receiver(
        self, work: SentenceWork, mentions: Mentions, verb: int, gift: int
    ) -> tuple[Mention, ...]:
        tree = work.tree
        tokens = [j for j in tree.kids(verb, "dative", "dobj", "nsubjpass") if j != gift]
        for prep in tree.kids(verb, "prep", "dative"):
            if tree.lower[prep] in ("on", "upon", "to"):
                tokens += tree.kids(prep, "pobj")
        for prep in range(gift + 1, min(gift + 10, len(tree))):
            if tree.lower[prep] in ("on", "upon", "to") and tree.dep[prep] in ("prep", "dative"):
                tokens += tree.kids(prep, "pobj")
        return _mentions_at(work, mentions, tokens)

    def _listed(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "put Cuba on its list of sponsors of terrorism", "took X off the terror list"."""
        tree = work.tree
        to = self._object(work, mentions, verb)
        ahead = range(verb + 1, min(verb + 16, len(tree)))
        at = next((j for j in ahead if tree.lower[j] in self.book.lists), None)
        if at is None or not to:
            return
        prepositions = {tree.lower[j] for j in range(verb + 1, at)}
        removing = pattern.action == "removed"
        wanted = {"from", "off"} if removing else {"on", "to", "in", "onto"}
        if not prepositions & wanted:
            return
        behind = at + 2 if at + 1 < len(tree) and tree.lower[at + 1] == "of" else None
        title = title_from(tree, behind if behind else _noun_start(tree, at))
        if title is None:
            return
        around = {tree.lower[j] for j in range(title.first, title.last + 1)}
        if not around & self.book.list_words:
            return
        words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
        words = singular(words) if behind else words
        yield Find(verb, name, pattern, to, words, title.first, title.last)

    def _designation(
        self, work: SentenceWork, mentions: Mentions, verb: int, name: str, pattern: Pattern
    ) -> Iterator[Find]:
        """ "rescinded Iraq's designation as a State Sponsor of Terrorism"."""
        tree = work.tree
        for j in (*tree.kids(verb, "dobj", "nsubjpass"), *self._late_object(tree, verb)):
            if tree.lemma[j] not in ("designation", "listing", "status", "recognition"):
                continue
            after = after_as(tree, j, j + 12)
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
            yield Find(verb, name, pattern, to, "sanctions designation", verb, verb)

    def _object(self, work: SentenceWork, mentions: Mentions, verb: int) -> tuple[Mention, ...]:
        """Who gets the title: object, or subject of a passive; else the next mention behind."""
        tree = work.tree
        direct = tree.kids(verb, "dobj")
        two = len(direct) > 1  # "designated India a Major Defence Partner": the first counts
        tokens = tree.conjuncts(direct[0]) if two else list(work.args.get(verb, "obj"))
        small = [s for s in tree.kids(verb, "ccomp", "xcomp") for s in tree.kids(s, "nsubj")]
        found = _mentions_at(work, mentions, [*tokens, *small])
        if found or tree.passive(verb):
            return found
        ahead = self._ahead(work, mentions, verb)
        return (ahead,) if ahead else ()

    def _person(self, work: SentenceWork, mentions: Mentions, verb: int) -> tuple[Mention, ...]:
        """Who is appointed: the object if it is a person, else the next person behind the verb."""
        found = self._object(work, mentions, verb)
        named = tuple(m for m in found if _is_named(m))
        if named:
            return named
        ahead = self._ahead(work, mentions, verb)
        return (ahead,) if ahead and _is_named(ahead) else ()

    def _ahead(self, work: SentenceWork, mentions: Mentions, verb: int) -> Mention | None:
        """The next mention behind the verb in the same phrase."""
        for j in range(verb + 1, min(verb + 6, len(work.tree))):
            mention = mentions.at(work.index, j)
            if mention is not None:
                return mention
            if work.tree.pos[j] in ("VERB", "PUNCT", "ADP"):
                return None
        return None


def _mentions_at(
    work: SentenceWork, mentions: Mentions, tokens: Iterable[int]
) -> tuple[Mention, ...]:
    found: dict[tuple[int, int], Mention] = {}
    for token in tokens:
        mention = mentions.at(work.index, token)
        if mention is not None and mention.form != "thing":
            found.setdefault(mention.key, mention)
    return tuple(found.values())


def _is_named(mention: Mention) -> bool:
    """Whether a certain person is meant: not in "name a prime minister"."""
    if mention.form == "pronoun":
        return not mention.plural
    return mention.kind == "person" and not mention.text.lower().startswith(("a ", "an "))


def _may_open(tree: Tree, start: int) -> bool:
    """Whether a title without an article may begin there ("persona non grata")."""
    return tree.pos[start] == "NOUN" or tree.lower[start].startswith("persona")


def _who(work: SentenceWork, mentions: Mentions, token: int) -> tuple[Mention, ...]:
    mention = mentions.at(work.index, token)
    return (mention,) if mention is not None else mentions.owners(work.index, token)


def _noun_start(tree: Tree, noun: int) -> int:
    """Where the words before a noun that belong to it begin."""
    first = noun
    while (
        first > 0
        and tree.head[first - 1] in range(first, noun + 1)
        and (
            tree.dep[first - 1]
            in ("compound", "amod", "nmod", "punct", "npadvmod", "advmod", "nummod")
        )
    ):
        first -= 1
    return first


def _codes(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(code for m in mentions for code in (m.countries or (m.text,)))


def _of_states(by: Sequence[Mention], found: Find) -> bool:
    """Whether an honour is one of states: given by one, or the Nobel Prize."""
    return "nobel" in found.title.lower() or any(m.countries or m.office for m in by)


def _long_ago(when: When, document: When) -> bool:
    """Whether the day lies so far back that an appointment is background."""
    if when.end is None or document.end is None:
        return when.start is None
    return when.start is None or (document.end - when.end).days > LATELY
