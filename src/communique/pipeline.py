"""The order of the stages, written once: class Coder, from dated reports to their records."""

from __future__ import annotations


from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from communique.assemble import Assembler
from communique.drafts import Drafts, Prepared
from communique.extract.events import EventFinder, Trace
from communique.extract.mentions import MentionFinder
from communique.prepare import MODEL, Preparer, load_model
from communique.records import CodedReport, Report
from communique.resolve.resolver import Resolver
from communique.vocab.frames import FrameBook, load_modality
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology


class Coder:
    """Reads dated reports and says what they tell, each field resting on quoted words.

    Built once (a second or two), then called per report; it keeps nothing between reports.

    Args:
        model: The name of an installed English spaCy pipeline.
        tenures: Tables of office-holders of one's own, beside the package's.
        select: Parse only sentences that can matter; false parses all, four times as slow.

    Raises:
        ModelError: If the pipeline is missing or unfit.
        VocabError: If a table is wrong.
    """

    def __init__(
        self, *, model: str = MODEL, tenures: Sequence[Path] = (), select: bool = True
    ) -> None:
        self.gazetteer = Gazetteer.load(tenures)
        book = FrameBook.load()
        self.prepare = Preparer(load_model(model), book, self.gazetteer, select=select)
        self.find_mentions = MentionFinder(self.gazetteer)
        self.resolve = Resolver(self.gazetteer)
        self.find_events = EventFinder(book, load_modality())
        self.assemble = Assembler(Ontology.load())

    def code(
        self,
        text: str,
        *,
        date: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> CodedReport:
        """Code one text. Offsets of the record count in `text` as given.

        Args:
            text: The report.
            date: The day it is dated; without it "yesterday" stays unknown.
            title: Its headline, which is no evidence by itself.
            publisher: Who published it; a government's own releases say "the Secretary".
            url: Where it was found.
            id: What it is called; derived from its text if not given.
        """
        report = Report(
            id=id or "", date=date, title=title, publisher=publisher, url=url, text=text
        )
        return self.code_report(report)

    def code_report(self, report: Report) -> CodedReport:
        """Code one report."""
        return next(self.code_many([report]))

    def code_many(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        """Code reports in their order, parsing several together: much faster than one by one."""
        for prepared in self.prepare.many(reports):
            yield self._code(prepared)

    def _code(self, prepared: Prepared, trace: list[Trace] | None = None) -> CodedReport:
        mentions = self.find_mentions(prepared)
        resolution = self.resolve(prepared, mentions)
        drafts = Drafts(events=list(self.find_events(prepared, mentions, trace=trace)))
        return self.assemble(prepared, drafts, resolution)
