"""Times that reach an event from another clause: a text that says it, a fronted phrase, a cleft."""

from __future__ import annotations

from communique.extract.tree import RELATIVES, Tree

#: What is said in these is said when they are made: "**passed a resolution** that condemned Chad".
TEXTS = frozenset(
    ["address", "announcement", "appeal", "article", "bill", "broadcast", "bulletin", "cable",
     "circular", "communique", "communiqué", "declaration", "decree", "document", "editorial",
     "interview", "letter", "memo", "memorandum", "message", "motion", "note", "order", "petition",
     "post", "proclamation", "report", "resolution", "ruling", "speech", "statement", "telegram",
     "text", "tweet", "verdict", "warning"]
)  # fmt: skip
#: What is to be done by these is told as done when they are made known.
DECISIONS = frozenset({"decision", "move", "order", "plan", "ruling", "vote"})
#: Verbs by which such a text comes about, goes out or is told of.
MAKING = frozenset(
    ["adopt", "air", "announce", "approve", "broadcast", "carry", "circulate", "deliver", "draft",
     "endorse", "give", "hand", "issue", "make", "pass", "post", "present", "publish", "put",
     "read", "release", "reveal", "send", "sign", "submit", "table", "take", "unveil", "write"]
)  # fmt: skip
#: Verbs that put a deed in its time: "the strike that **began** on Monday".
HAPPENING = frozenset(
    ["begin", "break", "carry", "commence", "conduct", "erupt", "execute", "happen", "hit", "hold",
     "injure", "kill", "launch", "make", "mount", "occur", "open", "perpetrate", "shake", "stage",
     "start", "take", "undertake", "wound"]
)  # fmt: skip
#: Verbs that say since when something goes on.
STARTING = frozenset({"begin", "break", "commence", "erupt", "occur", "open", "start"})
#: Passive openings of a sentence that say upon what words were spoken: "**Asked** on Monday".
ASKED = frozenset(["ask", "press", "question", "quiz", "interview", "quote", "cite"])
#: Between a time and what it hangs on only such relations stand.
PLAIN = frozenset({"compound", "nummod", "amod", "nmod", "npadvmod", "pobj", "poss"})
#: Prepositions by which a noun has its day.
DATING = frozenset({"on", "of", "from", "in", "at"})
#: Verbs by which two sides bring about what is named by its day: "the **May accord reached** by".
SEALING = frozenset(
    ["agree", "broker", "conclude", "forge", "hammer", "make", "negotiate", "reach", "seal",
     "sign", "strike"]
)  # fmt: skip
#: Tags of what joins a clause to its noun: "in **which**", "**where**".
WHERE = RELATIVES | {"WRB"}
#: Nouns of which phrases of time are made.
SPANS = frozenset({"day", "week", "month", "year", "night", "morning", "evening", "afternoon"})
#: Words for now and the days beside it, which open sentences without a comma.
DEICTIC = frozenset({"yesterday", "today", "tonight"})


def text_of(tree: Tree, verb: int) -> int | None:
    """The text whose clause `verb` says what stands in it: "a **resolution** that condemned".

    Also the decision to do it, and the occasion "at which" it was done.
    """
    first = tree.first_conjunct(verb)
    noun = tree.head[first]
    spoken = [c for c in tree.kids(first, "nsubj") if tree.lemma[c] in TEXTS]
    if spoken:  # "**the statement**, issued on Monday, condemned"
        return spoken[0]
    if tree.dep[first] not in ("relcl", "acl") or tree.pos[noun] != "NOUN":
        return None
    if tree.tag[first] == "VBG" or any(tree.tag[c] == "TO" for c in tree.kids(first, "aux")):
        return noun
    if tree.tag[first] == "VBN" and tree.lemma[first] in SEALING and tree.dep[first] == "acl":
        return noun
    inside = [p for prep in tree.kids(first, "prep") for p in tree.kids(prep, "pobj")]
    inside += [c for c in tree.kids(first, "advmod") if tree.lower[c] == "where"]
    if any(tree.tag[c] in WHERE for c in inside):
        return noun
    relative = any(tree.tag[c] in RELATIVES for c in tree.kids(first, "nsubj"))
    return noun if relative and tree.lemma[noun] in TEXTS else None


def of_text(tree: Tree, token: int, verb: int) -> int | None:
    """How well the time at `token` dates the text that says `verb`: 2 its own day, 6 of its making.

    "The statement **of 3 March** condemning Chad", "passed **on Monday** a motion blaming Chad".
    """
    noun = text_of(tree, verb)
    if noun is None or token == noun:
        return None
    if noun == _noun_dated(tree, token):
        return 2
    if tree.lemma[noun] not in TEXTS | DECISIONS:
        return None
    made = tree.governor(noun)
    reached = tree.dep[noun] in ("dobj", "nsubjpass") and tree.head[noun] == made
    if reached and tree.lemma[made] in MAKING and _reaches(tree, token, made):
        return 6
    below = [*tree.kids(noun, "acl", "relcl")]
    if any(tree.lemma[c] in MAKING and _reaches(tree, token, c) for c in below if c != verb):
        return 4
    return None


def of_source(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is that of the paper told from: "**according to** a letter of Monday"."""
    sources = (c for c in tree.kids(verb, "prep") if tree.lower[c] in ("according", "per"))
    return any(token in tree.subtree(source) for source in sources)


def of_happening(tree: Tree, token: int, head: int) -> bool:
    """Whether a clause at the noun of a deed dates it: "the raid that **began on Monday**"."""
    if tree.verbal(head):
        return False
    for clause in tree.kids(head, "relcl", "acl"):
        subjects = tree.kids(clause, "nsubj", "nsubjpass")
        own = all(tree.tag[c] in RELATIVES for c in subjects)
        told = tree.dep[clause] == "relcl" and bool(subjects)
        past = tree.tag[clause] in ("VBD", "VBN")
        if own and past and (told or tree.tag[clause] == "VBN"):
            plain = tree.lemma[clause] in HAPPENING or _began(tree, clause)
            if plain and _reaches(tree, token, clause):
                return True
    return False


def fronted(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time stands in a phrase before the clause: "**Addressing** them **Monday**, X".

    Or behind its subject ("Chad's envoy, **speaking Monday**, warned"), or so opens a sentence
    whose opening the parser hung on such a phrase.
    """
    subjects = tree.kids(verb, "nsubj", "nsubjpass")
    for clause in tree.kids(verb, "advcl", "ccomp"):
        if not subjects or clause > subjects[0] or tree.has(clause, "nsubj", "nsubjpass", "mark"):
            continue
        opening = _opens(tree, token)
        asked = tree.tag[clause] in ("VBN", "VBD") and tree.lemma[clause] in ASKED
        gerund = tree.tag[clause] == "VBG" and not tree.has(clause, "aux")
        if (asked or gerund or opening) and _reaches(tree, token, clause):
            return tree.dep[clause] == "advcl" or opening
    return any(
        _reaches(tree, token, clause)
        for subject in subjects
        for clause in tree.kids(subject, "acl")
        if tree.tag[clause] == "VBG" and tree.lower[clause - 1] == "," and clause < verb
    )


def in_clause_of_deed(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is in the clause of another deed: "ended a strike that **began Monday**"."""
    clause = tree.governor(token)
    noun = tree.head[clause]
    object_ = tree.dep[clause] in ("relcl", "acl") and tree.head[noun] == verb
    return object_ and tree.dep[noun] == "dobj" and tree.lemma[clause] in STARTING


def cleft(tree: Tree, token: int, verb: int) -> bool:
    """Whether the sentence says that it was then: "it was at **May's** talks that Chad asked"."""
    root = verb
    while tree.head[root] != root:
        root = tree.head[root]
    front = [c for c in tree.kids(root, "nsubj", "expl") if tree.lower[c] == "it"]
    if tree.lemma[root] != "be" or not front or root == verb:
        return False
    that = [c for c in tree.children[verb] if tree.lower[c] in ("that", "when")]
    if not that or not root < token < that[0]:
        return False
    while tree.dep[token] in PLAIN and tree.head[token] != root:
        token = tree.head[token]
    return tree.head[token] == root and tree.dep[token] in ("prep", "npadvmod", "attr")


def told_by(tree: Tree, token: int, verb: int) -> int:
    """The verb that a time right behind it belongs to: "**said on Monday** its men had left"."""
    above = tree.head[verb]
    subjects = tree.kids(verb, "nsubj", "nsubjpass")
    if tree.dep[verb] != "ccomp" or not subjects or above > token:
        return verb
    first = min(tree.subtree(subjects[0]))
    front = token
    while tree.head[front] != verb and tree.head[front] != front:
        front = tree.head[front]
    behind = min(tree.subtree(front)) == above + 1
    return above if behind and token < first else verb


def _opens(tree: Tree, token: int) -> bool:
    """Whether the time opens its sentence, with a comma behind it."""
    while tree.dep[token] in PLAIN:
        token = tree.head[token]
    inside = tree.subtree(token)
    last = inside[-1]
    comma = last + 1 < len(tree) and tree.lower[last + 1] == ","
    return inside[0] == 0 and (comma or tree.lower[last] == ",")


def _reaches(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time at `token` is said of `verb` itself, not of a noun below it."""
    while tree.dep[token] in PLAIN or tree.dep[token] in ("prep", "advmod"):
        up = tree.head[token]
        if up == verb:
            return True
        if tree.dep[token] == "poss" or up == token:
            return False
        if tree.pos[up] == "NOUN" and tree.dep[token] == "prep" and tree.lower[token] != "of":
            return False
        token = up
    return False


def _noun_dated(tree: Tree, token: int) -> int | None:
    """The noun that has its day by the time at `token`: "Monday's **statement**"."""
    while tree.dep[token] in PLAIN or tree.dep[token] == "det":
        up = tree.head[token]
        if tree.dep[token] == "pobj":
            return tree.head[up] if tree.lower[up] in DATING else None
        if tree.pos[up] == "NOUN" and tree.lemma[up] not in SPANS:
            return up
        token = up
    return None


def _began(tree: Tree, clause: int) -> bool:
    """Whether something has gone on since: "the strike that **has** crippled Chad since May"."""
    return any(tree.lower[c] in ("has", "have") for c in tree.kids(clause, "aux"))
