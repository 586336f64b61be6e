"""The parts of a statement: the words that are its content, and to whom it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.drafts import Mention, Mentions, ParsedSentence
from communique.extract.arguments import Arguments
from communique.extract.tree import Tree

_MARKS = frozenset({",", ":", ".", ";", "-", "--", '"', "''", "``", "'", "that", "whether"})
_QUOTE_WORDS = 4  # fewer quoted words are a phrase that the reporter took up, no clause


@dataclass(frozen=True, slots=True)
class Part:
    """The tokens `first` to `last` of a clause, both included, and the verb that heads it."""

    head: int
    first: int
    last: int
    finite: bool


def finite(tree: Tree, verb: int) -> bool:
    """Whether a clause's verb has a tense: its own, or its auxiliary's."""
    tags = {tree.tag[verb], *(tree.tag[c] for c in tree.kids(verb, "aux", "auxpass"))}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"})


def has_subject(tree: Tree, part: Part) -> bool:
    """Whether the clause names its own subject, so that it can stand alone."""
    subjects = tree.kids(part.head, "nsubj", "nsubjpass", "expl", "csubj")
    return any(part.first <= c <= part.last for c in subjects)


def closed(tree: Tree, first: int, last: int) -> int:
    """The last token, moved behind a closing quotation mark that the words before it opened."""
    marks = sum(tree.text[i] == '"' for i in range(first, last + 1))
    for step in (1, 2) if marks % 2 else ():
        if tree.text[last + step : last + step + 1] == ['"']:
            return last + step
    return last


def trimmed(tree: Tree, first: int, last: int, head: int) -> Part | None:
    """The part without marks at its ends and the "that" that joins it on."""
    while first < last and tree.lower[first] in _MARKS:
        first += 1
    while last > first and (tree.lower[last] in _MARKS or tree.dep[last] == "cc"):
        last -= 1
    last = closed(tree, first, last)
    if last - first < 1:
        return None
    return Part(head=head, first=first, last=last, finite=finite(tree, head))


def clause_span(tree: Tree, head: int, without: int) -> tuple[int, int]:
    """The unbroken stretch of `head`'s subtree around it that leaves out what `without` heads."""
    outside = set(tree.subtree(without)) - {head} if without != head else set()
    if without in tree.subtree(head):
        inside = set(tree.subtree(head)) - outside - {without}
    else:
        inside = set(tree.subtree(head))
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last


def cut_before(tree: Tree, part: Part, verbs: frozenset[str]) -> Part:
    """The part up to a later act of the same speaker, which the parser drew in."""
    for c in tree.conjuncts(part.head)[1:]:
        later = tree.lemma[c] in verbs or (tree.tag[c] == "VBD" and not part.finite)
        if part.head < c <= part.last and later and not tree.has(c, "nsubj", "aux"):
            joint = [j for j in range(part.head, c) if tree.dep[j] == "cc"]
            shorter = trimmed(tree, part.first, (joint[-1] if joint else c) - 1, part.head)
            return shorter or part
    return part


def said_part(args: Arguments, tree: Tree, verb: int) -> Part | None:
    """The clause that completes a verb of saying: behind it, or in front ("…, he said")."""
    for head in tree.kids(verb, "ccomp", "xcomp"):
        if tree.verbal(head) or tree.has(head, "nsubj", "cop", "aux"):
            return trimmed(tree, *clause_span(tree, head, verb), head)
    for head in args.complements(verb):
        return trimmed(tree, *clause_span(tree, head, verb), head)
    if tree.dep[verb] == "parataxis" and tree.verbal(tree.head[verb]):
        head = tree.head[verb]
        return trimmed(tree, *clause_span(tree, head, verb), head)
    return None


def with_object(tree: Tree, verb: int, clause: Part) -> Part:
    """The clause with the object that is to do it: "urged [X to …]", "called on [X to …]"."""
    objects = tree.kids(verb, "dobj", "dative")
    objects += [
        o
        for c in tree.kids(verb, "prep")
        if tree.lower[c] in ("on", "upon", "for", "to")
        for o in tree.kids(c, "pobj")
    ]
    for obj in objects:
        inside = [j for j in tree.subtree(obj) if verb < j < clause.first]
        if inside and verb < obj < clause.first and clause.first - max(inside) <= 2:
            return Part(head=clause.head, first=inside[0], last=clause.last, finite=clause.finite)
    return clause


def content_of(tree: Tree, verb: int) -> Part | None:
    """The verb with its object and what belongs to it, without subject and later verbs."""
    apart = {
        j
        for c in tree.kids(verb, "conj", "parataxis", "advcl")
        if c > verb
        for j in (*tree.subtree(c),)
    }
    inside = {j for j in tree.subtree(verb) if j >= verb} - apart
    last = verb
    while last + 1 in inside:
        last += 1
    while last > verb and (tree.lower[last] in _MARKS or tree.dep[last] == "cc"):
        last -= 1
    last = closed(tree, verb, last)
    return Part(head=verb, first=verb, last=last, finite=True) if last > verb else None


def quoted_content(
    tree: Tree, parsed: ParsedSentence, verb: int, quoted: Sequence[tuple[int, int]]
) -> list[Part]:
    """The quotations that the verb introduces: whole clauses in quotation marks outside it."""
    out: list[Part] = []
    at = parsed.span(verb, verb)[0]
    for start, end in quoted:
        if start <= at < end:
            return []
        tokens = [i for i in range(len(tree)) if start <= parsed.span(i, i)[0] < end]
        tokens = [i for i in tokens if tree.tag[i] not in ("``", "''", "_SP")]
        if len(tokens) < _QUOTE_WORDS:
            continue
        inside = set(tokens)
        heads = [i for i in tokens if tree.head[i] not in inside or tree.head[i] == i]
        verbs = [i for i in tokens if tree.verbal(i) and finite(tree, i)]
        if not verbs:
            continue
        head = next((i for i in heads if i in verbs), verbs[0])
        part = trimmed(tree, tokens[0], tokens[-1], head)
        if part is None or not has_subject(tree, part):
            continue
        if _introduces(tree, verb, head):
            out.append(part)
    return out


def _introduces(tree: Tree, verb: int, head: int) -> bool:
    """Whether verb and quotation hang together: no other verb of saying stands between."""
    top = head
    while tree.head[top] != top and top != verb:
        top = tree.head[top]
    if top == verb:
        return True
    return tree.dep[verb] in ("parataxis", "dep", "ROOT", "ccomp", "conj")


def source_content(tree: Tree, at: int) -> Part | None:
    """What stands in its clause beside "according to …"."""
    head = tree.governor(at)
    if not tree.verbal(head):
        return None
    first, last = clause_span(tree, head, at)
    return trimmed(tree, first, last, head)


def addressees(
    args: Arguments,
    mentions: Mentions,
    sentence: int,
    verb: int,
    *,
    plain: bool,
    part: Part,
) -> tuple[Mention, ...]:
    """To whom it is said, or whom it is about: "told X", "urged X to", "praised X for".

    A promise is also to those with whom or for whom the promised act is.
    """
    slots = [(verb, "iobj"), (verb, "obj")]
    if not plain:
        slots += [(verb, "on"), (verb, "to"), (verb, "against")]
        if part.head != verb:
            slots += [(part.head, "with"), (part.head, "obj")]
    for at, slot in slots:
        found: dict[tuple[int, int], Mention] = {}
        for token in args.get(at, slot):
            who = mentions.at(sentence, token)
            if who is None and not plain and slot in ("obj", "on", "against"):
                for owner in mentions.owners(sentence, token):
                    found.setdefault(owner.key, owner)
            elif who is not None:
                found.setdefault(who.key, who)
        if found:
            return tuple(found.values())
    return ()
