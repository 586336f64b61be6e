"""Words about what somebody has just done: "welcomed **the decision**"."""

from __future__ import annotations

from communique.extract.tree import RELATIVES, Tree

#: Words of these types are said of the deed before, where they name none who did it.
ABOUT_DEEDS = frozenset({"SUPPORT", "ACCUSE"})
#: Nouns that take up what somebody did.
DEEDS = frozenset(
    ["abduction", "act", "action", "ambush", "annexation", "announcement", "arrest",
     "assassination", "assault", "attack", "ban", "blockade", "bombardment", "bombing",
     "comment", "coup", "crackdown", "decision", "demolition", "deployment", "detention",
     "dismissal", "execution", "expulsion", "extradition", "gesture", "gift", "help",
     "imprisonment", "incursion", "initiative", "intrusion", "invasion", "jailing", "kidnapping",
     "killing", "launch", "law", "massacre", "measure", "move", "murder", "occupation", "offer",
     "pledge", "raid", "release", "remark", "ruling", "seizure", "sentence", "shelling", "step",
     "strike", "suspension", "takeover", "test", "verdict", "visit", "vote", "withdrawal"]
)  # fmt: skip
#: Verbs that do what the noun before their clause names: "the raid that Chad **launched**".
DOING = frozenset(
    "carry commit conduct deliver execute exhibit fire impose inflict initiate launch make mount "
    "order perform perpetrate pursue show stage sustain take undertake unleash wage".split()
)
#: What is asked for somebody, of those who hold him.
FREEDOM = frozenset({"freedom", "liberation", "release", "return"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def takes_up_deed(tree: Tree, verb: int) -> bool:
    """Whether the object of `verb` is a deed told before: "condemned **the attack**", "it"."""
    objects = tree.kids(verb, "dobj", "nsubjpass")
    for clause in tree.kids(verb, "ccomp", "xcomp"):  # "called **the arrests** unacceptable"
        objects += [] if tree.verbal(clause) else tree.kids(clause, "nsubj")
    return any(_is_deed(tree, i) for i in objects)


def asks_freedom(tree: Tree, verb: int) -> bool:
    """Whether somebody is asked to be let go: "called for her **release**"."""
    whom = [p for c in tree.kids(verb, "prep") for p in tree.kids(c, "pobj")]
    return any(tree.lemma[i] in FREEDOM for i in (*tree.kids(verb, "dobj"), *whom))


def is_freed(tree: Tree, token: int) -> bool:
    """Whether a word says for whom something is asked, not of whom: "**her** release"."""
    return tree.dep[token] == "poss" and tree.lemma[tree.head[token]] in FREEDOM


def doers(tree: Tree, noun: int) -> list[int]:
    """Who did the deed by its clause: "the raids that **Chad** launched", "… launched by Chad"."""
    found: list[int] = []
    for verb in tree.kids(noun, "relcl"):
        if tree.lemma[verb] not in DOING:
            continue
        if tree.passive(verb):
            agents = tree.kids(verb, "agent")
            found += [p for agent in agents for p in tree.kids(agent, "pobj")]
        else:
            found += [s for s in tree.kids(verb, "nsubj") if tree.tag[s] not in RELATIVES]
    return found


def _is_deed(tree: Tree, noun: int) -> bool:
    if tree.lower[noun] == "it":
        return True
    told = {tree.lower[c] for c in tree.kids(noun, "det")} & DEFINITE
    return tree.lemma[noun] in DEEDS and bool(told)
