"""What words are: verbs that the tagger took for nouns, past forms that it took for present."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: Past forms that the tagger takes for present ones, and the lemmatizer leaves as they are.
PAST = {
    "slew": "slay", "slain": "slay", "shot": "shoot", "struck": "strike", "fled": "flee",
    "led": "lead", "met": "meet", "held": "hold", "took": "take", "broke": "break",
    "drove": "drive", "gave": "give", "sought": "seek", "swept": "sweep", "threw": "throw",
    "withdrew": "withdraw", "forbade": "forbid", "fought": "fight", "flung": "fling",
    "hung": "hang", "stole": "steal", "tore": "tear", "froze": "freeze", "shook": "shake",
    "blew": "blow", "drew": "draw", "clung": "cling", "swung": "swing", "dug": "dig",
    "decreed": "decree",
}  # fmt: skip
#: Who may be told by an adjective, and of what that tells the owner: "a **rebel** base".
FIGHTERS = frozenset(
    "rebel militant separatist secessionist terrorist insurgent jihadist extremist guerrilla "
    "militia".split()
)
OWNED = frozenset(
    "area base bastion boat bunker camp checkpoint column convoy depot enclave headquarters "
    "hideout hideaway lair line outpost pocket position post redoubt sanctuary ship site "
    "stronghold target territory town trench truck vehicle village zone".split()
)
#: Where a finite verb stands that the tagger took for a plural noun.
CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl"})
NOUNS = frozenset({"NN", "NNS"})
SHORTEST = 4  # letters of a verb with its "s"


def mend_tag(tree: Tree, i: int) -> None:
    """Make a verb of "he respectfully **rejects** the ruling", and of "slew" a past form."""
    if tree.tag[i] == "NNS" and _is_verb(tree, i):
        tree.tag[i], tree.pos[i] = "VBZ", "VERB"
    if tree.dep[i] == "acomp" and tree.tag[i] == "VBN" and tree.pos[i - 1] == "ADV":
        tree.tag[i], tree.pos[i] = "JJ", "ADJ"  # "were strongly **opposed** to"
        tree.lemma[i] = tree.lower[i]
    if tree.dep[i] == "amod" and tree.tag[i] == "JJ" and tree.lower[i] in FIGHTERS:
        _name_owner(tree, i)
    if tree.lower[i] == "to" and tree.dep[i] == "aux" and tree.tag[tree.head[i]] in NOUNS:
        _mend_to(tree, i)
    if tree.lower[i] in ("d'etat", "d'état") and i and tree.lower[i - 1] == "coup":
        tree.tag[i], tree.pos[i], tree.lemma[i] = "NN", "NOUN", "coup"
    if tree.verbal(i) and tree.lemma[i] == tree.lower[i] and tree.lower[i] in PAST:
        tree.lemma[i] = PAST[tree.lower[i]]
        tree.tag[i] = "VBD" if tree.tag[i] in ("VBP", "VB") else tree.tag[i]


def _name_owner(tree: Tree, i: int) -> None:
    """Make a noun of those whose something is: "attacked a **rebel** camp"."""
    if tree.lemma[tree.head[i]] in OWNED:
        tree.tag[i], tree.pos[i], tree.dep[i] = "NN", "NOUN", "compound"


def _is_verb(tree: Tree, i: int) -> bool:
    """Whether a plural noun has a subject in front and an object behind."""
    if tree.dep[i] not in CLAUSAL or len(tree.text[i]) < SHORTEST:
        return False
    subject = any(c < i for c in tree.kids(i, "nsubj"))
    return subject and any(c > i for c in tree.kids(i, "dobj", "ccomp", "xcomp"))


def _mend_to(tree: Tree, to: int) -> None:
    """Make a preposition of a "to" that the tagger put before a verb: "a halt **to** air strikes".

    It hangs on the object in front of it, if there is one.
    """
    noun = tree.head[to]
    while tree.dep[noun] == "compound":
        noun = tree.head[noun]
    verb = tree.head[noun]
    if tree.dep[noun] != "dobj" or not verb < to < noun:
        return
    tree.hang(to, to - 1 if tree.dep[to - 1] == "dobj" else verb, "prep")
    tree.hang(noun, to, "pobj")
    tree.tag[to], tree.pos[to] = "IN", "ADP"
