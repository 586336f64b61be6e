"""On which day somebody spoke: the dated verbs of saying of a report.

A story says once when its speaker spoke ("said on Saturday"), and goes on with "he added".
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.drafts import Mentions, Prepared, Saying
from communique.extract.arguments import Arguments
from communique.extract.roles import SentenceWork
from communique.extract.time_spots import located
from communique.extract.tree import Tree
from communique.vocab.claim_words import load_claim_words

_KINDS = ("pledge", "demand", "praise", "criticism", "denial", "information")


class SayingFinder:
    """Built once, called per report."""

    def __init__(self) -> None:
        words = load_claim_words("statements")
        self.verbs = frozenset().union(*(words[kind] for kind in _KINDS)) | {"speak"}

    def __call__(self, prepared: Prepared, mentions: Mentions) -> Iterator[Saying]:
        """The sayings that have a day of their own, in the order of the text."""
        for parsed in prepared.parsed:
            inside = [
                time
                for time in prepared.times_from(parsed.sentence.start, parsed.sentence.end)
                if time.end <= parsed.sentence.end
            ]
            if not inside:
                continue
            tree = Tree.of(parsed.doc)
            work = SentenceWork(parsed, tree, Arguments(tree), inside)
            for time, token in located(work):
                verb = tree.governor(token)
                day = time.when is not None and time.when.precision == "day" and not time.future
                if not day or time.when is None or tree.lemma[verb] not in self.verbs:
                    continue
                if tree.tag[verb] != "VBD":
                    continue
                for subject in work.args.get(verb, "subj"):
                    mention = mentions.at(work.index, subject)
                    if mention is not None:
                        yield Saying(speaker=mention, sentence=work.index, when=time.when)
