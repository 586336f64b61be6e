"""Blows: nouns of violence, who strikes them, whom and when."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.arguments import Arguments
from communique.extract.tree import RELATIVES, Tree

#: Nouns that tell of violence by themselves: "the **blast** killed six".
BLOWS = frozenset(
    "airstrike ambush assassination assault attack barrage blast bomb bombardment bombing clash "
    "combat crossfire explosion fighting fire firefight gunbattle gunfight gunfire incursion "
    "killing massacre mine missile murder offensive raid rocket shelling shooting shootout "
    "skirmish slaying strike violence".split()
)
#: Verbs that tell what a blow did.
EFFECTS = frozenset(
    "blow claim cost damage destroy flatten hit hurt injure kill leave level maim rip rock shake "
    "shatter tear topple wound wreck die perish".split()
)
#: What those who strike do besides: "raided a village, **abducting** ten".
BESIDES = frozenset("abduct burn capture carry kidnap loot make seize take torch".split())
#: Verbs that nobody suffers by accident.
VIOLENT = frozenset(
    "abduct ambush assassinate attack baton-charge behead blow bludgeon bomb bombard butcher club "
    "decapitate dynamite execute fire firebomb flog gun hack hijack kidnap lynch maim massacre "
    "murder mutilate pelt raid rape ransack shell shoot slay slaughter snatch stab stone storm "
    "strafe strangle teargas torch torpedo torture whip".split()
)
#: Verbs that tell violence where somebody does what they say, not chance.
DONE = frozenset("attack beat capture disperse drive hold injure kill repel seize wound".split())
#: Who does so, though nobody knows of which country.
STRIKERS = frozenset(
    "army attacker band bandit bodyguard bomber captor clan colleague commando crowd "
    "fighter force gang guard guerrilla gunman hijacker infiltrator insurgent intruder "
    "jihadist kidnapper man militant militia militiaman mob officer paratrooper patrol "
    "platoon police policeman raider rebel sentry separatist smuggler sniper soldier tribe "
    "tribesman troop villager warder youth".split()
)
#: Behind these verbs of death stands violence, not chance: "beaten **to death**".
FATAL = frozenset({"death"})
#: In front of a blow these are struck, they do not strike: "the **embassy** bombings".
SITES = frozenset(
    "airport airliner bank bar barracks base bus cafe checkpoint church clinic club consulate "
    "convoy disco discotheque embassy hospital hotel mall market mission mosque nightclub office "
    "park pub restaurant school shrine station store subway synagogue tanker temple theater "
    "theatre train university".split()
)
#: Behind these stands what a blow struck, what is surest first.
AT = (
    "on", "against", "of", "outside", "near", "at", "inside", "under", "into", "through", "beside",
    "behind", "opposite",
)  # fmt: skip
#: Those of them that tell the place of what a verb struck.
THERE = ("outside", "near", "at", "on", "through", "beside", "behind", "opposite")
#: Blows stand behind these where a verb tells what they did.
BY = ("in", "by", "during", "when", "for", "behind")
#: Nouns by which somebody owns up to a blow.
ANSWERABLE = frozenset({"responsibility", "credit"})
#: In front of a blow these say that it is known.
KNOWN = frozenset({"the", "that", "this", "both"})
FRONT = ("amod", "compound", "nmod")


def blows_of(tree: Tree, args: Arguments, head: int) -> list[int]:
    """The nouns of violence that an effect is told of: itself, its subject, or "in a **raid**"."""
    if not tree.verbal(head) and tree.lemma[head] not in ANSWERABLE:
        return [head]
    found = [t for slot in ("subj", *BY) for t in args.get(head, slot)]
    return [t for t in dict.fromkeys(found) if _is_blow(tree, t)]


def _is_blow(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of violence by itself or by what stands before: "bomb incident"."""
    told = (noun, *tree.kids(noun, "compound", "nmod"))
    return any(tree.lemma[t] in BLOWS for t in told)


def targets(tree: Tree, args: Arguments, head: int) -> Iterator[int]:
    """The words that may name what was struck, the surest first."""
    blows = blows_of(tree, args, head)
    for blow in blows:
        yield from (t for slot in AT for t in args.get(blow, slot))
        yield from beside(tree, blow)
        for told in tree.kids(blow, "relcl"):  # "a blast **that went off near** X"
            yield from (t for slot in AT[3:] for t in args.get(told, slot))
            yield from beside(tree, told)
        yield from (t for t in tree.kids(blow, *FRONT) if tree.lemma[t] in SITES)
    if tree.verbal(head):
        placed = [t for slot in THERE for t in args.get(head, slot)]
        yield from placed
        for at in (head, *placed, *args.get(head, "obj")):
            yield from beside(tree, at)


def beside(tree: Tree, i: int) -> Iterator[int]:
    """What stands behind "next to", "close to" and "in front of" at a word."""
    for word in tree.children[i]:
        if tree.lower[word] in ("next", "close"):
            yield from _governed(tree, word, "to")
        elif tree.lower[word] in ("in", "outside"):
            for front in tree.kids(word, "pobj"):
                if tree.lower[front] == "front":
                    yield from _governed(tree, front, "of")
            yield from _governed(tree, word, "of")


def _governed(tree: Tree, i: int, word: str) -> Iterator[int]:
    for prep in tree.kids(i, "prep"):
        if tree.lower[prep] == word:
            yield from (t for first in tree.kids(prep, "pobj") for t in tree.conjuncts(first))


def is_struck_front(tree: Tree, token: int) -> bool:
    """Whether a word in front of a blow says, or goes with, what was struck."""
    noun = tree.head[token]
    if tree.dep[token] in FRONT and tree.lemma[noun] in SITES:
        token, noun = noun, tree.head[noun]
    if tree.dep[token] not in FRONT or tree.lemma[noun] not in BLOWS:
        return False
    return any(tree.lemma[c] in SITES for c in tree.kids(noun, *FRONT))


def takes_up_blow(tree: Tree, args: Arguments, head: int) -> str | None:
    """The blow known from before that an act is told of: "**the blast** killed six"; else None."""
    for blow in blows_of(tree, args, head):
        if any(tree.lower[c] in KNOWN for c in tree.kids(blow, "det")):
            return tree.lemma[blow]
    return None


def tells_violence(tree: Tree, args: Arguments, head: int) -> bool:
    """Whether a clause tells of violence whoever did it: "was shot", "died in an attack"."""
    now = {tree.lower[c] for c in tree.kids(head, "aux", "auxpass")} & {"is", "are"}
    doers = [c for c in tree.kids(head, "nsubj", "agent") if tree.tag[c] not in RELATIVES]
    unowned = describes(tree, head) and not doers
    if not tree.verbal(head) or tree.dep[head] == "amod" or unowned or now:
        return False
    if tree.lemma[head] in VIOLENT or blows_of(tree, args, head):
        return True
    if any(tree.lemma[t] in FATAL for t in args.get(head, "to")):
        return True
    return tree.lemma[head] in DONE and _is_done(tree, args, head)


def describes(tree: Tree, head: int) -> bool:
    """Whether a clause only says who somebody is: "the guard **shot** in May"; no blow's own."""
    if tree.dep[head] == "acl":
        return tree.verbal(head)
    return tree.dep[head] == "relcl" and not _is_blow(tree, tree.head[head])


def _is_done(tree: Tree, args: Arguments, head: int) -> bool:
    """Whether armed men or a crowd do something, or somebody suffers when others strike."""
    strikers = (t for slot in ("subj", "when.subj") for t in args.get(head, slot))
    return any(tree.lemma[t] in STRIKERS for t in strikers)


def tells_toll(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what a blow did, or what those who struck did besides."""
    if not tree.verbal(verb):
        return False
    besides = tree.tag[verb] == "VBG" and tree.dep[verb] == "advcl"
    return tree.lemma[verb] in EFFECTS or (besides and tree.lemma[verb] in BESIDES)


def _agents(tree: Tree, verb: int) -> list[int]:
    return [noun for by in tree.kids(verb, "agent") for noun in tree.kids(by, "pobj")]


def toll_causes(tree: Tree, verb: int) -> set[int]:
    """The words that may tell of the blow whose toll `verb` tells.

    They stand above it, in a clause that tells when, or at the blow: "the bomb **planted** by X".
    """
    nouns = [*tree.kids(verb, "nsubj"), *_agents(tree, verb)]
    found = {c for noun in nouns for c in tree.kids(noun, "acl", "relcl")}
    if tree.dep[verb] == "relcl" and tree.lemma[tree.head[verb]] in BLOWS:
        found.add(tree.head[tree.head[tree.head[verb]]])  # "responsibility for a bomb that …"
    at = verb
    while tree.tag[at] == "VBG" and tree.dep[at] in ("advcl", "xcomp", "conj", "acl", "ccomp"):
        if tree.head[at] == at:
            break
        at = tree.head[at]
        found |= {at, *(c for noun in tree.kids(at, "nsubj") for c in tree.kids(noun, "acl"))}
        found |= {c for c in tree.kids(at, "ccomp") if c < at}  # "X raided it, Y said, **killing**"
    for clause in tree.kids(verb, "advcl"):
        if any(
            tree.lower[c] in ("when", "after", "as") for c in tree.kids(clause, "mark", "advmod")
        ):
            found.add(clause)
    return found
