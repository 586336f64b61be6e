"""The statements stage: who said, promised, demanded, praised, criticised or denied what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.dates import When
from communique.drafts import DraftStatement, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.statement_parts import (
    Part,
    addressees,
    content_of,
    cut_before,
    finite,
    has_subject,
    quoted_content,
    said_part,
    source_content,
    trimmed,
    with_object,
)
from communique.extract.tree import Tree
from communique.vocab.claim_words import load_claim_words

_KINDS = ("pledge", "demand", "praise", "criticism", "denial", "information")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed sentence with what the rules ask of it."""

    prepared: Prepared
    parsed: ParsedSentence
    tree: Tree
    args: Arguments
    mentions: Mentions
    quoted: tuple[tuple[int, int], ...]

    @property
    def index(self) -> int:
        """The sentence's index in the layout."""
        return self.parsed.sentence.index


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule found: kind and rule of the statement, and the tokens of its content."""

    kind: str
    rule: str
    part: Part


class StatementFinder:
    """Built once from `data/claims/statements.yaml`, called per report."""

    def __init__(self) -> None:
        self.words = load_claim_words("statements")
        self.kinds: dict[str, str] = {}
        for kind in reversed(_KINDS):
            self.kinds.update(dict.fromkeys(self.words[kind], kind))
        self.told_verbs = frozenset(self.kinds)

    def __call__(self, prepared: Prepared, mentions: Mentions) -> list[DraftStatement]:
        """The statements of political actors, in the order of the text."""
        drafts: list[DraftStatement] = []
        for parsed in prepared.parsed:
            tree = Tree.of(parsed.doc)
            scene = Scene(prepared, parsed, tree, Arguments(tree), mentions, parsed.sentence.quoted)
            found = self._sentence(scene)
            drafts += found or self._goes_on(scene, drafts)
        return drafts

    def _goes_on(self, scene: Scene, drafts: list[DraftStatement]) -> list[DraftStatement]:
        """A sentence that is quoted whole goes on with the speech quoted in the one before."""
        before = [draft for draft in drafts if draft.sentence == scene.index - 1]
        last = max(before, key=lambda draft: draft.content[1] - draft.content[0], default=None)
        sentence, tree = scene.parsed.sentence, scene.tree
        if last is None or last.speaker is None:
            return []
        layout = scene.prepared.layout.sentences
        near = layout[last.sentence].paragraph == sentence.paragraph
        whole = any(b - a >= sentence.end - sentence.start - 3 for a, b in scene.quoted)
        roots = [i for i in range(len(tree)) if tree.dep[i] == "ROOT" and finite(tree, i)]
        if not near or not whole or not roots or not layout[last.sentence].quoted:
            return []
        part = trimmed(tree, 0, len(tree) - 1, roots[0])
        if part is None or not has_subject(tree, part):
            return []
        draft = self._draft(scene, roots[0], last.speaker, Said("information", "quote", part))
        draft.verb, draft.addressees = last.verb, last.addressees
        draft.spans = tuple(s for s in draft.spans if s[0] in ("speaker", "content"))
        return [draft]

    def _sentence(self, scene: Scene) -> list[DraftStatement]:
        found: dict[tuple[int, int], DraftStatement] = {}
        for verb in range(len(scene.tree)):
            for draft in self._at(scene, verb):
                found.setdefault(draft.content, draft)
        return sorted(found.values(), key=lambda d: (d.content, d.verb))

    def _at(self, scene: Scene, verb: int) -> Iterator[DraftStatement]:
        """The statements that the word at `verb` introduces."""
        tree = scene.tree
        if tree.lower[verb] == "according" and tree.lower[verb + 1 : verb + 2] == ["to"]:
            yield from self._source(scene, verb)
            return
        if not tree.verbal(verb) or not self._told(tree, verb):
            return
        speaker = self._speaker(scene, verb)
        if speaker is None:
            return
        for said in self._said(scene, verb, speaker):
            yield self._draft(scene, verb, speaker, said)

    # --- who and whether -------------------------------------------------------------------------

    def _told(self, tree: Tree, verb: int) -> bool:
        """Whether the verb tells of a thing said: not negated, not of what may or should be."""
        lemma = tree.lemma[verb]
        if lemma not in self.kinds and lemma not in self.words["expressing"]:
            return False
        auxes = {tree.lower[c] for c in tree.kids(verb, "aux")}
        if auxes & (self.words["modals"] | {"to"}) or tree.has(verb, "neg"):
            return False
        if tree.dep[verb] == "advcl" and tree.has(verb, "mark", "advmod") and self._if(tree, verb):
            return False
        if tree.tag[verb] in _FINITE or tree.dep[verb] == "ROOT":
            return tree.tag[verb] != "VB" or bool(auxes)
        if tree.tag[verb] == "VBG":
            return tree.dep[verb] in ("advcl", "conj") or bool(auxes)
        if tree.tag[verb] == "VBN":
            return bool(auxes) or tree.dep[verb] in ("conj", "ccomp", "advcl") or tree.passive(verb)
        return tree.dep[verb] == "conj"

    def _if(self, tree: Tree, verb: int) -> bool:
        """Whether the verb stands in a clause of condition or habit: "when we say"."""
        marks = {tree.lower[c] for c in tree.kids(verb, "mark", "advmod") if c < verb}
        return bool(marks & self.words["conditions"])

    def _speaker(self, scene: Scene, verb: int) -> Mention | None:
        """The political actor who says it, None if it is somebody else or nobody."""
        for token in scene.args.subjects(verb):
            who = scene.mentions.at(scene.index, token)
            if who is None and scene.tree.lemma[token] in ("statement", "spokesman", "readout"):
                who = next(iter(scene.mentions.owners(scene.index, token)), None)
            if who is not None and self._political(scene, who):
                return who
        return None

    def _political(self, scene: Scene, who: Mention) -> bool:
        if who.form == "thing" or who.sector in self.words["excluded_sectors"]:
            return False
        lemma = scene.tree.lemma[who.token] if 0 <= who.token < len(scene.tree) else ""
        if lemma in self.words["excluded_sayers"] or who.text in self.words["agencies"]:
            return False
        if who.form == "pronoun":
            return who.text.lower() in self.words["speakers"] | {"who"}
        return who.form in ("name", "title", "definite") or who.sector is not None

    # --- what ------------------------------------------------------------------------------------

    def _said(self, scene: Scene, verb: int, speaker: Mention) -> Iterator[Said]:
        tree, lemma = scene.tree, scene.tree.lemma[verb]
        if lemma in self.words["expressing"]:
            yield from self._expressed(scene, verb)
            return
        kind = self.kinds[lemma]
        if kind == "information":
            yield from self._information(scene, verb, speaker)
            return
        clause = said_part(scene.args, tree, verb)
        if kind == "demand" and clause is not None:
            if self._demands(scene, verb, clause):
                yield Said(kind, "act", with_object(tree, verb, clause))
            return
        if kind == "pledge":
            if clause is not None:
                yield Said(kind, "promise", cut_before(tree, clause, self.told_verbs))
            return
        if not self._has_object(scene, verb, kind, clause):
            return
        own = clause if kind == "denial" and clause is not None else content_of(tree, verb)
        if own is not None:
            yield Said(kind, "act", own)

    def _demands(self, scene: Scene, verb: int, clause: Part) -> bool:
        """Whether "call", "press" and the like ask for something: "called on X to …"."""
        tree = scene.tree
        if tree.lemma[verb] == "ask" and clause.head in tree.kids(verb, "xcomp"):
            return bool(tree.kids(verb, "dobj"))  # "asked not to be named"
        words = self.words.lists.get(tree.lemma[verb])
        if words is None or tree.lower[clause.first] in words:
            return True
        return any(tree.lower[c] in words for c in tree.kids(verb, "prep"))

    def _has_object(self, scene: Scene, verb: int, kind: str, clause: Part | None) -> bool:
        """Whether the verb has what makes an act of it: whom it praises, what it denies."""
        tree, lemma = scene.tree, scene.tree.lemma[verb]
        if kind == "demand":
            words = self.words.lists.get(lemma)
            if words is None:
                return tree.has(verb, "dobj")
            return any(self._asks(scene, verb, c) for c in tree.kids(verb, "prep"))
        objects = scene.args.objects(verb)
        if lemma == "welcome" and self._received(scene, verb):
            return False
        if kind == "denial":
            denied = any(tree.lemma[o] in self.words["denied_nouns"] for o in objects)
            loose = lemma not in self.words["only_with_nouns"]
            return denied or (loose and (clause is not None or bool(objects)))
        return bool(objects)

    def _asks(self, scene: Scene, verb: int, prep: int) -> bool:
        """ "called for talks", "insisted on talks"; but "called on Monday" only if on somebody."""
        tree = scene.tree
        word, lemma = tree.lower[prep], tree.lemma[verb]
        if word not in self.words[lemma]:
            return False
        if word == "for" or lemma == "insist":
            return True
        return any(scene.mentions.at(scene.index, o) for o in tree.kids(prep, "pobj"))

    def _received(self, scene: Scene, verb: int) -> bool:
        """ "welcomed the minister to the White House": a courtesy, no praise."""
        tree = scene.tree
        persons = [scene.mentions.at(scene.index, o) for o in tree.kids(verb, "dobj")]
        guest = any(m is not None and m.kind in ("person", "office") for m in persons)
        return guest or any(tree.lower[c] == "to" for c in tree.kids(verb, "prep"))

    def _expressed(self, scene: Scene, verb: int) -> Iterator[Said]:
        tree = scene.tree
        lists = (
            ("praise", "praising_nouns"),
            ("criticism", "criticising_nouns"),
            ("pledge", "pledging_nouns"),
            ("information", "stating_nouns"),
        )
        for obj in tree.kids(verb, "dobj"):
            for kind, name in lists:
                if tree.lemma[obj] in self.words[name]:
                    part = content_of(tree, verb)
                    if part is not None:
                        yield Said(kind, "noun", part)
                    return

    def _information(self, scene: Scene, verb: int, speaker: Mention) -> Iterator[Said]:
        """Plain saying: the quotations of the sentence, or else the clause that is said."""
        tree = scene.tree
        quotes = quoted_content(tree, scene.parsed, verb, scene.quoted)
        if quotes:
            for part in quotes:
                kind, rule = self._content_kind(scene, part, speaker, quoted=True)
                yield Said(kind, "quote" if kind == "information" else rule, part)
            return
        clause = said_part(scene.args, tree, verb)
        if clause is None or not clause.finite or not has_subject(tree, clause):
            return
        clause = self._without_time(scene, verb, cut_before(tree, clause, self.told_verbs))
        kind, rule = self._content_kind(scene, clause, speaker, quoted=False)
        yield Said(kind, "clause" if kind == "information" else rule, clause)

    def _without_time(self, scene: Scene, verb: int, part: Part) -> Part:
        """The clause without the day of saying that the parser drew in: "said Monday it …"."""
        if part.first != verb + 1:
            return part
        offset = scene.parsed.start
        for time in scene.prepared.times:
            span = scene.parsed.doc.char_span(
                time.start - offset, time.end - offset, alignment_mode="expand"
            )
            if span is None or not part.first <= span.start <= part.first + 1:
                continue
            before = scene.tree.lower[part.first : span.start]
            behind = scene.tree.lower[span.end : span.end + 1]
            if before in ([], ["on"], ["in"]) and behind != [","] and span.end < part.last:
                return trimmed(scene.tree, span.end, part.last, part.head) or part
        return part

    def _content_kind(
        self, scene: Scene, part: Part, speaker: Mention, *, quoted: bool
    ) -> tuple[str, str]:
        """A pledge if the speaker's own side "will", a demand if another "must"."""
        tree, head = scene.tree, part.head
        future = self.words["future"] - ({"would"} if quoted else set())
        auxes = {tree.lower[c] for c in tree.kids(head, "aux")}
        subjects = tree.kids(head, "nsubj", "nsubjpass")
        if not subjects or tree.has(head, "neg"):
            return "information", "clause"
        own = self._own_side(scene, subjects[0], speaker)
        acts = tree.lemma[head] not in self.words["still"] and not tree.has(head, "auxpass")
        if auxes & future and own and acts:
            return "pledge", "own-promise"
        if auxes & self.words["duty"] and not own and self._actor(scene, subjects[0]):
            return "demand", "duty"
        return "information", "clause"

    def _own_side(self, scene: Scene, token: int, speaker: Mention) -> bool:
        if scene.tree.lower[token] in ("i", "we"):
            return True
        who = scene.mentions.at(scene.index, token)
        if who is None:
            return False
        if who.form == "pronoun":
            return scene.tree.lower[token] in self.words["speakers"] and who.token != speaker.token
        same = bool(set(who.countries) & set(speaker.countries))
        return same or (who.name is not None and who.name == speaker.name)

    def _actor(self, scene: Scene, token: int) -> bool:
        who = scene.mentions.at(scene.index, token)
        return who is not None and who.form in ("name", "title", "definite")

    def _source(self, scene: Scene, at: int) -> Iterator[DraftStatement]:
        """ "…, according to the ministry": what the rest of the clause says."""
        tree = scene.tree
        objects = [o for p in tree.kids(at, "prep") for o in tree.kids(p, "pobj")]
        objects = objects or tree.kids(at, "pobj")
        for token in objects[:1]:
            who = scene.mentions.at(scene.index, token)
            if who is None and tree.lemma[token] in ("statement", "readout", "spokesman"):
                who = next(iter(scene.mentions.owners(scene.index, token)), None)
            part = source_content(tree, at)
            if who is None or part is None or not has_subject(tree, part):
                continue
            if self._political(scene, who):
                yield self._draft(scene, at, who, Said("information", "source", part))

    # --- the draft -------------------------------------------------------------------------------

    def _draft(self, scene: Scene, verb: int, speaker: Mention, said: Said) -> DraftStatement:
        tree = scene.tree
        plain = said.rule in ("quote", "clause", "own-promise", "duty")
        whom = addressees(
            scene.args, scene.mentions, scene.index, verb, plain=plain, part=said.part
        )
        whom = tuple(m for m in whom if self._other(scene, m, speaker))
        content = scene.parsed.span(said.part.first, said.part.last)
        lemma = "according to" if said.rule == "source" else tree.lemma[verb]
        spans = [
            ("trigger", *scene.parsed.span(verb, verb)),
            ("speaker", speaker.start, speaker.end),
            ("content", *content),
        ]
        spans += [("addressee", m.start, m.end) for m in whom]
        return DraftStatement(
            speaker=speaker,
            addressees=whom,
            verb=lemma,
            kind=said.kind,
            content=content,
            when=self._when(scene, verb),
            sentence=scene.index,
            weight=self.words.weight(said.rule),
            rule=f"statement.{said.rule}",
            spans=tuple(spans),
        )

    def _other(self, scene: Scene, who: Mention, speaker: Mention) -> bool:
        """Whether it is somebody else than the speaker and the speaker's own state."""
        if who.key == speaker.key:
            return False
        if who.form == "pronoun":
            return who.text.lower() in self.words["objects"]
        if who.form == "agent" and who.text.lower().startswith(("its ", "his ", "her ", "their ")):
            return False
        state = who.kind == "state" and bool(set(who.countries) & set(speaker.countries))
        return not state and self._political(scene, who)

    def _when(self, scene: Scene, verb: int) -> When:
        """The time that stands at the verb of saying; without one the report's date."""
        offset = scene.parsed.start
        sentence = scene.parsed.sentence
        for time in scene.prepared.times_from(sentence.start, sentence.end):
            if time.when is None or time.future:
                continue
            span = scene.parsed.doc.char_span(
                time.start - offset, time.end - offset, alignment_mode="expand"
            )
            if span is not None and scene.tree.governor(span.root.i) == verb:
                return time.when
        day = scene.prepared.report.date
        if day is None:
            return When()
        return When(start=day, end=day, precision="day", basis="document")
