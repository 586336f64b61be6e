"""Objects and infinitives of verbs that the parser gave to a noun or a clause beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: Verbs of what is done to people, which take no clause ("arrested [marchers chanting]").
DONE_TO = frozenset(
    "arrest detain jail imprison kill wound injure shoot beat club attack disperse disarm free "
    "release rescue deport expel capture abduct kidnap bomb shell chase surround evacuate".split()
)
#: Behind these a bare participle tells what others said, saw or want done, or the tagger slipped:
#: "said police **arrested** five".
REPORTING = frozenset(
    "say tell report claim believe think know confirm announce add state see get keep leave want "
    "find hear show mean argue deny allege reveal disclose declare insist note suggest hope fear "
    "warn admit acknowledge indicate be".split()
)
#: What was done to people before; the tagger takes it for what they do: "freed men **held**".
HELD = frozenset("hold detain keep jail imprison capture accuse suspect convict arrest".split())
#: Verbs of saying what somebody has done: "accused [the police of killing him]".
CHARGING = frozenset("accuse suspect convict acquit".split())
#: Verbs after which "to" and a word that may be a noun is what somebody is to do.
TO_DO = frozenset("threaten pledge vow promise agree offer refuse decline decide plan".split())
#: What people are held as, and by which verbs.
CAPTIVES = frozenset({"hostage", "hostages", "captive", "prisoner", "prisoners"})
HOLDING = frozenset({"hold", "take", "keep", "seize"})
GIVING = frozenset(
    "give grant lend offer hand award send pay promise pledge loan confer present accord sell "
    "ship supply".split()
)
#: What is given to people who are punished, warned or let go: no gift ("was given **two years**").
NO_GIFT = frozenset(
    "year month week day hour minute sentence term fine warning notice deadline chance time life "
    "penalty ultimatum order task choice reason name more less permission".split()
)
#: Words before a number: "gave the ministry **some** 40 buses".
OF_AMOUNTS = frozenset({"$", "some", "about", "over", "almost", "nearly", "another", "a"})
#: Single bodies that things are given to.
BODIES = frozenset(
    "commission ministry government army navy police hospital country republic agency authority "
    "council parliament court island nation".split()
)


def free_object(tree: Tree, verb: int) -> None:
    """Give a verb whom it is done to: "police arrested **lawyers** marching in Kathmandu"."""
    head = tree.head[verb]
    if tree.dep[verb] not in ("ccomp", "advcl") or tree.tag[verb] != "VBG":
        return
    if tree.lemma[head] not in DONE_TO or "," in tree.text[head:verb]:
        return
    subject = next(iter(tree.kids(verb, "nsubj")), None)
    if subject is None or not head < subject < verb or tree.has(head, "dobj"):
        return
    tree.hang(subject, head, "dobj")
    tree.hang(verb, subject, "acl")


def free_described(tree: Tree, verb: int) -> None:
    """Give a verb whom a participle describes: "freed **the fishermen** arrested last year".

    A participle without helper is no clause. Who has somebody punished punishes: "**had** the
    editor arrested" is read as "arrested the editor".
    """
    head = tree.head[verb]
    held = tree.lemma[verb] in HELD and tree.lemma[head] in DONE_TO
    told = tree.tag[verb] == "VBN" or held
    if tree.dep[verb] != "ccomp" or not told or not tree.verbal(head):
        return
    if tree.has(verb, "aux", "auxpass", "mark", "dobj") or tree.lemma[head] in REPORTING:
        return
    subject = next(iter(tree.kids(verb, "nsubj", "nsubjpass")), None)
    if subject is None or not head < subject < verb or tree.has(head, "dobj"):
        return
    if tree.lemma[head] == "have":
        tree.dep[subject] = "dobj"
        _take_place(tree, head, verb)
        return
    tree.hang(subject, head, "dobj")
    tree.hang(verb, subject, "acl")


def free_called(tree: Tree, word: int) -> None:
    """Give a verb what it calls something: "rejected as **baseless** a report by Chad"."""
    verb = tree.head[word]
    if tree.pos[word] != "ADJ" or not tree.children[word]:
        return
    mark = next((c for c in tree.children[word] if tree.lower[c] == "as" and c < word), None)
    thing = next((c for c in tree.kids(word, "nsubj") if c > word), None)
    if mark != verb + 1 or thing is None or tree.has(verb, "dobj"):
        return
    tree.hang(thing, verb, "dobj")
    tree.hang(mark, verb, "prep")
    tree.hang(word, mark, "amod")


def _take_place(tree: Tree, head: int, verb: int) -> None:
    """Put a verb where its head stands, with all that hung there; the head stays as helper."""
    if tree.head[head] == head:
        tree.children[head].remove(verb)
        tree.head[verb], tree.dep[verb] = verb, "ROOT"
    else:
        tree.hang(verb, tree.head[head], tree.dep[head])
        tree.children[tree.head[head]].remove(head)
    for c in tree.children[head]:
        tree.head[c] = verb
    tree.children[verb] = sorted([*tree.children[verb], *tree.children[head], head])
    tree.children[head] = []
    tree.head[head], tree.dep[head], tree.tag[verb] = verb, "causing", "VBD"


def free_captive(tree: Tree, word: int) -> None:
    """Read what people are held as, not as a verb of theirs: "hold **ten people hostage**".

    Nor as what they stand in front of ("took **ten teachers** hostage").
    """
    head = tree.head[word]
    if tree.lower[word] not in CAPTIVES or tree.dep[word] not in ("ccomp", "dobj"):
        return
    front = "nsubj" if tree.dep[word] == "ccomp" else "compound"
    subject = next(iter(tree.kids(word, front)), None)
    if subject is None or tree.lemma[head] not in HOLDING or not head < subject < word:
        return
    for behind in tree.children[word][:]:
        if behind != subject:
            above = head if behind > word else subject
            tree.hang(behind, above, tree.dep[behind])
    tree.hang(subject, head, "dobj")
    tree.dep[word], tree.tag[word], tree.pos[word] = "oprd", "NN", "NOUN"


def free_charge(tree: Tree, prep: int) -> None:
    """Give a verb what it charges with: "accused the police **of** killing him"."""
    whom = tree.head[prep]
    if tree.lower[prep] != "of" or tree.dep[whom] not in ("dobj", "nsubjpass"):
        return
    if tree.lemma[tree.head[whom]] in CHARGING and tree.has(prep, "pcomp"):
        tree.hang(prep, tree.head[whom], "prep")


def part_gift(tree: Tree, thing: int) -> None:
    """Part whom something is given from it: "gave [the **Authority** 50 million dollars]".

    Without a number between the two only a plural or a body receives: "gave [the **camps** tents]".
    """
    head = tree.head[thing]
    if tree.dep[thing] != "dobj" or tree.lemma[head] not in GIVING or tree.has(head, "dative"):
        return
    if tree.lemma[thing] in NO_GIFT:
        return
    before = [c for c in tree.kids(thing, "nmod", "compound") if c > head]
    whom = next((c for c in reversed(before) if _receives(tree, c, thing)), None)
    if whom is None:
        return
    for c in [c for c in tree.children[thing] if c < whom]:
        tree.hang(c, whom, tree.dep[c])
    tree.hang(whom, head, "dative")


def part_objects(tree: Tree, thing: int) -> None:
    """Tell the first of two objects as whom it is given to: "granted **Chad** four million"."""
    verb = tree.head[thing]
    if tree.dep[thing] != "dobj" or tree.lemma[verb] not in GIVING or tree.has(verb, "dative"):
        return
    first = next((o for o in tree.kids(verb, "dobj") if verb < o < thing), None)
    if first is None or tree.lemma[thing] in NO_GIFT or tree.has(verb, "prt"):
        return
    if min(tree.subtree(thing)) == first + 1 and tree.pos[first] == "PROPN":
        tree.dep[first] = "dative"


def free_helped(tree: Tree, name: int) -> None:
    """Give a verb the name in front of it: "to help **Chad** search", read as one noun."""
    verb = tree.head[name]
    if tree.dep[name] != "compound" or tree.tag[verb] != "VB" or name + 1 != verb:
        return
    above = tree.head[verb]
    if tree.pos[name] != "PROPN" or tree.has(verb, "nsubj", "aux") or not tree.verbal(above):
        return
    for c in [c for c in tree.kids(verb, "compound", "det", "amod", "poss") if c < name]:
        tree.hang(c, name, tree.dep[c])
    tree.dep[name] = "nsubj"


def _receives(tree: Tree, noun: int, thing: int) -> bool:
    """Whether a noun before what is given ends a phrase of its own."""
    fronts = [c for c in tree.kids(thing, "det", "poss") if c < noun]
    if tree.lower[noun + 1] in OF_AMOUNTS or tree.pos[noun + 1] == "NUM":
        return tree.pos[noun] == "PROPN" or bool(fronts)
    named = tree.pos[noun] == "PROPN" and noun == tree.head[thing] + 1
    if named and noun + 1 < thing:  # "gave [**Chad** air bases]"
        return tree.tag[thing] == "NNS" and tree.pos[noun + 1] == "NOUN"
    many = tree.tag[noun] == "NNS" and noun + 1 == thing
    return bool(fronts) and (many or (tree.lemma[noun] in BODIES and noun + 1 == thing))


def join_bare_infinitive(tree: Tree, noun: int) -> None:
    """Make a verb of what is threatened after a day: "threatened Tuesday to **march** on Juba"."""
    to = tree.head[noun]
    verb = tree.head[to]
    if tree.dep[noun] != "pobj" or tree.dep[to] != "prep" or tree.lower[to] != "to":
        return
    if tree.lemma[verb] not in TO_DO or noun != to + 1 or tree.text[noun][:1].isupper():
        return
    if tree.tag[noun] not in ("NN", "NNP", "VB") or not tree.has(verb, "npadvmod"):
        return
    if tree.has(noun, "det", "amod", "compound", "poss"):
        return
    tree.hang(noun, verb, "xcomp")
    tree.hang(to, noun, "aux")
    tree.tag[noun], tree.pos[noun] = "VB", "VERB"


def turn_gift(tree: Tree, thing: int) -> None:
    """Tell what is given from whom it is given to: "Chad was given **a loan** by Togo"."""
    verb = tree.head[thing]
    if tree.dep[thing] != "dobj" or tree.lemma[verb] not in GIVING or tree.lemma[thing] in NO_GIFT:
        return
    whom = next(iter(tree.kids(verb, "nsubjpass")), None)
    if whom is None or not whom < verb < thing or tree.has(verb, "dative"):
        return
    tree.dep[whom], tree.dep[thing] = "dative", "nsubjpass"


def join_measures(tree: Tree, noun: int) -> None:
    """Make an object of a pair read as a clause: "imposed visa bans and asset **freezes** on"."""
    verb = tree.head[noun]
    if tree.tag[noun] != "VBZ" or tree.dep[noun] != "ccomp" or not verb < noun:
        return
    first = next((s for s in tree.kids(noun, "nsubj") if verb < s and tree.tag[s] == "NNS"), None)
    if first is None or tree.has(noun, "mark", "dobj") or tree.has(verb, "dobj"):
        return
    joined = [c for c in tree.kids(first, "conj") if c == noun - 1]
    if not joined or not tree.has(first, "cc"):
        return
    tree.hang(first, verb, "dobj")
    tree.hang(joined[0], noun, "compound")
    tree.tag[noun], tree.pos[noun] = "NNS", "NOUN"
    for c in [c for c in tree.children[noun] if c > noun and tree.dep[c] != "punct"]:
        tree.hang(c, verb, tree.dep[c])
    tree.hang(noun, first, "conj")
