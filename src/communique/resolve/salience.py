"""Which parties a report has in mind: for "the two countries", "they", "he"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from communique.drafts import Mention
from communique.resolve.context import Context

# Chosen, not fitted: a party fades by a third with each sentence that passes without it.
FADE = 0.67
PAIR, SUBJECT, OBJECT, MODIFIER, PLACE = 3.0, 2.0, 1.5, 1.0, 0.6
REACH = 8
#: "It" hardly stands for many ("the leaders suspended Chad and told **its** soldiers …").
MANY = 1.5
#: Those who enforce the law, and by how much less likely they do so upon each other.
LAWFUL, OWN = frozenset({"COP", "JUD", "MIL"}), 2.0
#: What somebody says of "it" is mostly said of himself.
SAYER = 2.0
#: What stands behind these is acted upon by the subject of the clause.
UPON = frozenset({"to", "with", "for", "against", "into", "upon", "toward", "towards"})


def salient_codes(context: Context, at: Mention, *, states: bool) -> list[str]:
    """Codes of the parties named before `at` (and in its sentence), the foremost first.

    With `states`, bodies and groups are left out, and what does to the mention what its clause
    tells ("Chad" in "**Chad** lent the country maize").
    """
    barred = _doers(context, at) if states else frozenset()
    weights: defaultdict[str, float] = defaultdict(float)
    for mention in _before(context, at):
        weight = _weight(context, mention) * FADE ** (at.sentence - mention.sentence)
        for code in mention.countries:
            if not (states and ":" in code) and code not in barred:
                weights[code] += weight
    return [code for code, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]


def _doers(context: Context, at: Mention) -> frozenset[str]:
    """The states that act upon the mention in its own clause: it is another than they."""
    parsed = context.sentences.get(at.sentence)
    if parsed is None or at.token < 0:
        return frozenset()
    token = parsed.doc[at.token]
    if token.dep_ == "pobj" and token.head.lower_ in UPON:
        token = token.head
    if token.dep_ not in ("dobj", "dative", "prep"):
        return frozenset()
    subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
    heads = [t for s in subjects for t in (s, *s.conjuncts)]
    found = (context.mentions.at(at.sentence, t.i) for t in heads)
    return frozenset(code for m in found if m and m.kind == "state" for code in m.countries)


def _before(context: Context, at: Mention) -> Iterator[Mention]:
    for sentence in range(max(0, at.sentence - REACH), at.sentence + 1):
        for mention in context.by_sentence.get(sentence, ()):
            if mention.end <= at.start:
                yield mention


def _weight(context: Context, mention: Mention) -> float:
    if mention.note == "pair" and len(mention.countries) == 2:
        return PAIR
    if mention.note in ("city", "against") or context.is_place(mention):
        return PLACE
    if context.is_modifier(mention):
        return MODIFIER
    return SUBJECT if context.is_subject(mention) else OBJECT


def persons_before(context: Context, at: Mention, *, reach: int = 4) -> list[Mention]:
    """Single persons before a pronoun, the likeliest first: near, and subjects before objects."""
    found: list[tuple[float, int, Mention]] = []
    for back in range(reach + 1):
        for mention in context.by_sentence.get(at.sentence - back, ()):
            if mention.end > at.start or not _is_single_person(mention):
                continue
            score = 2.0 - 1.0 * back + 1.2 * (back == 0)
            score += 1.2 * context.is_subject(mention)
            score += 0.5 * (mention.form == "name")
            score -= 1.5 * context.is_modifier(mention) * (context.dep(mention) != "poss")
            score -= 0.5 * (context.dep(mention) == "poss")
            found.append((score, mention.start, mention))
    found.sort(key=lambda item: (-item[0], -item[1]))
    return [mention for _, _, mention in found]


def _is_single_person(mention: Mention) -> bool:
    if mention.plural or mention.kind != "person":
        return False
    return mention.form in ("name", "title", "agent") or mention.note == "counterpart"


def parties_before(
    context: Context, at: Mention, *, plural: bool | None, reach: int = 3
) -> list[Mention]:
    """Groups, bodies and states before a pronoun, the likeliest first.

    `plural` True asks for groups of many first ("they"), False for one body or state ("it").
    What the law does to "them" it does not to the law: "Police held ten. A court freed **them**".
    """
    found: list[tuple[float, int, Mention]] = []
    lawful = plural and _is_done_by_law(context, at)
    for back in range(reach + 1):
        for mention in context.by_sentence.get(at.sentence - back, ()):
            if mention.end > at.start or mention.form == "pronoun":
                continue
            if mention.kind == "person" and not mention.plural:
                continue
            if mention.note in ("city", "against") or _is_front_city(context, mention):
                continue
            score = 2.0 - 1.0 * back + 1.2 * context.is_subject(mention)
            score -= 1.2 * context.is_modifier(mention) * (context.dep(mention) != "poss")
            score -= 0.8 * context.is_place(mention)
            score -= OWN * (lawful is True and mention.sector in LAWFUL)
            score += SAYER * (back == 0 and _says_of_itself(context, at, mention))
            if plural is not None:
                score += 0.8 * (plural == (mention.plural or mention.kind == "group"))
                many = mention.form != "name" and context.is_many(mention)
                score -= MANY * (not plural and many)
            found.append((score, mention.start, mention))
    found.sort(key=lambda item: (-item[0], -item[1]))
    return [mention for _, _, mention in found]


def _is_done_by_law(context: Context, at: Mention) -> bool:
    """Whether those who enforce the law do something to the mention, or to some of them."""
    parsed = context.sentences.get(at.sentence)
    if parsed is None or at.token < 0:
        return False
    token = parsed.doc[at.token]
    while token.dep_ in ("pobj", "prep", "dobj") and token.head.i != token.i:
        token = token.head
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    found = (context.mentions.at(at.sentence, s.i) for s in subjects)
    return any(m is not None and m.sector in LAWFUL for m in found)


def _says_of_itself(context: Context, at: Mention, other: Mention) -> bool:
    """Whether a pronoun is the subject of what somebody says: "Chad said **it** had fired"."""
    parsed = context.sentences.get(at.sentence)
    if parsed is None or min(at.token, other.token) < 0:
        return False
    verb, subject = parsed.doc[at.token].head, parsed.doc[other.token]
    said = parsed.doc[at.token].dep_ in ("nsubj", "nsubjpass") and verb.dep_ == "ccomp"
    return said and subject.dep_ == "nsubj" and subject.head.i == verb.head.i


def _is_front_city(context: Context, mention: Mention) -> bool:
    """Whether a capital only stands in front of a noun ("the **Oslo** accord")."""
    return mention.note == "capital" and context.dep(mention) in ("compound", "nmod", "amod")


def named_before(context: Context, at: Mention, *, reach: int = 4) -> Iterator[Mention]:
    """Persons and states named before, the nearest sentence first, persons before states."""
    for back in range(reach + 1):
        there = [m for m in context.by_sentence.get(at.sentence - back, ()) if m.end <= at.start]
        named = [m for m in there if m.form in ("name", "title") and m.kind in ("person", "state")]
        yield from sorted(named, key=lambda m: (m.kind == "state", -m.start))


def listed_codes(context: Context, at: Mention, number: int, *, reach: int = 3) -> list[str]:
    """The states of the last list of so many before ("Chad, Mali and Niger"); [] without one."""
    for back in range(reach + 1):
        there = context.by_sentence.get(at.sentence - back, ())
        for first in sorted(there, key=lambda m: -m.start):
            together = {m.key: m for m in _list_of(context, first)}.values()
            codes = list(dict.fromkeys(code for m in together for code in m.countries))
            if len(codes) == number and all(m.end <= at.start for m in together):
                return codes
    return []


def listed_behind(context: Context, at: Mention, number: int) -> list[str]:
    """So many states in one list behind, in the sentence ("both sides … between Chad and Mali")."""
    behind = [m for m in context.by_sentence.get(at.sentence, ()) if m.start >= at.end]
    for first in behind:
        together = {m.key: m for m in _list_of(context, first)}.values()
        codes = list(dict.fromkeys(code for m in together for code in m.countries))
        if len(codes) == number:
            return codes
    return []


def _list_of(context: Context, first: Mention) -> list[Mention]:
    """The states named in one list with a state, in the order of the text."""
    found, waiting = {first.key: first}, [first]
    while waiting:
        for other in context.joined(waiting.pop()):
            if other.key not in found:
                found[other.key] = other
                waiting.append(other)
    states = all(m.kind == "state" and m.note != "city" for m in found.values())
    return sorted(found.values(), key=lambda m: m.start) if states else []
