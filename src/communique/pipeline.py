"""The order of the stages, written once: class Coder, from dated reports to their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from communique.assemble import Assembler
from communique.assemble.trust import Trust
from communique.drafts import Drafts, Prepared
from communique.extract.agreements import AgreementFinder
from communique.extract.contact_gatherings import GatheringFinder
from communique.extract.contact_hosts import add_hosts
from communique.extract.contact_joiners import JoinerFinder
from communique.extract.contact_lists import ContactLists
from communique.extract.contact_media import MediaContacts
from communique.extract.contact_refusals import ContactRefusals
from communique.extract.contact_times import ContactTimes
from communique.extract.designations import DesignationFinder
from communique.extract.events import EventFinder
from communique.extract.mentions import MentionFinder
from communique.extract.sayings import SayingFinder
from communique.extract.second_opinion import SecondOpinion
from communique.extract.signings import with_signings
from communique.extract.statements import StatementFinder
from communique.extract.tallies import TallyFinder
from communique.extract.times import TimeFinder
from communique.extract.traces import Trace
from communique.extract.verb_tenses import VerbTenses
from communique.prepare import MODEL, Preparer, load_model
from communique.read import detect_language
from communique.records import CodedReport, Problem, Report, derive_id
from communique.resolve.resolver import Resolver
from communique.vocab.frames import FrameBook, load_modality
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.instruments import InstrumentBook
from communique.vocab.ontology import Ontology
from communique.vocab.opinion import Limits, OpinionModel
from communique.vocab.titles import TitleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderOptions:
    """How to build a coder; plain values, so that other processes can build the same.

    Attributes:
        model: The name of an installed English spaCy pipeline.
        tenures: Tables of office-holders of one's own, beside the package's.
        actors: Tables of names of one's own (`communique vocab import-petrarch` writes such).
        select: Parse only sentences that can matter; false parses all, and takes far longer.
        second_opinion: Let the learned model veto events of frames, and find some that they miss.
        all_events: Keep events too that are likelier wrong than the shipped limit allows.
    """

    model: str = MODEL
    tenures: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()
    select: bool = True
    second_opinion: bool = True
    all_events: bool = False


class Coder:
    """Reads dated reports and says what they tell, each field resting on quoted words.

    Built once (a second or two), then called per report; it keeps nothing between reports. The
    arguments are those of `CoderOptions`.

    Raises:
        ModelError: If the pipeline is missing or unfit.
        VocabError: If a table is wrong.
    """

    def __init__(
        self,
        *,
        model: str = MODEL,
        tenures: Sequence[Path] = (),
        actors: Sequence[str | Path] = (),
        select: bool = True,
        second_opinion: bool = True,
        all_events: bool = False,
    ) -> None:
        self.gazetteer = Gazetteer.load(tenures, actors=actors)
        book, instruments, titles = FrameBook.load(), InstrumentBook.load(), TitleBook.load()
        words = instruments.instrument_words() | titles.designation_words()
        self.find_contacts = ContactLists()
        words |= self.find_contacts.words["list_forms"]
        nlp = load_model(model)
        self.prepare = Preparer(nlp, book, self.gazetteer, extra_words=words, select=select)
        self.find_times = TimeFinder()
        self.find_mentions = MentionFinder(self.gazetteer)
        self.resolve = Resolver(self.gazetteer)
        opinion = SecondOpinion(OpinionModel.load(), Limits.load()) if second_opinion else None
        self.find_events = EventFinder(book, load_modality(), opinion)
        modality = self.find_events.modality
        self.find_agreements = AgreementFinder(instruments, modality, self.gazetteer.label)
        self.find_designations = DesignationFinder(titles, modality)
        self.find_statements = StatementFinder()
        self.find_tallies = TallyFinder()
        self.find_sayings = SayingFinder()
        self.find_refusals = ContactRefusals()
        self.find_gatherings = GatheringFinder()
        self.find_joiners = JoinerFinder()
        self.find_media = MediaContacts(modality)
        self.date_contacts = ContactTimes()
        self.assemble = Assembler(Ontology.load(), Trust(least=0) if all_events else None)

    @classmethod
    def of(cls, options: CoderOptions) -> Coder:
        """A coder built as `options` say."""
        return cls(
            model=options.model,
            tenures=options.tenures,
            actors=options.actors,
            select=options.select,
            second_opinion=options.second_opinion,
            all_events=options.all_events,
        )

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
            publisher: Who published it; in a government's own release "the Secretary" is its own.
            url: Where it was found.
            id: What it is called; derived from text and date if not given.
        """
        report = Report(
            id=id or derive_id(text, date),
            date=date,
            title=title,
            publisher=publisher,
            url=url,
            language=detect_language(text),
            text=text,
        )
        return self.code_report(report)

    def code_report(self, report: Report) -> CodedReport:
        """Code one report."""
        return next(self.code_many([report]))

    def code_many(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        """Code reports in their order, parsing several together: much faster than one by one.

        A report that a bug stops comes back with a problem and no records; the others go on.
        """
        for prepared in self.prepare.many(reports):
            try:
                yield self.code_prepared(prepared)
            except Exception as error:  # noqa: BLE001 - one broken report never stops a run
                yield CodedReport(doc=prepared.report, problems=(_bug(prepared.report, error),))

    def explain_many(self, reports: Iterable[Report]) -> Iterator[tuple[CodedReport, list[Trace]]]:
        """Code reports, and say which frames fired or were vetoed at which words, and why."""
        for prepared in self.prepare.many(reports):
            trace: list[Trace] = []
            yield self.code_prepared(prepared, trace), trace

    def code_prepared(self, prepared: Prepared, trace: list[Trace] | None = None) -> CodedReport:
        """Code a report that has been made ready; a bug stops the caller."""
        tense = VerbTenses(prepared.parsed)
        times = self.find_times(prepared.layout.shadow, prepared.report.date, tense=tense)
        prepared = replace(prepared, times=tuple(times))
        mentions = self.find_mentions(prepared)
        events = list(self.find_events(prepared, mentions, trace=trace))
        agreements = self.find_agreements(prepared, mentions, events)
        resolution = self.resolve(prepared, mentions)
        events = list(self.date_contacts(prepared, events, resolution))
        events = self.find_contacts(prepared, mentions, events, resolution)
        events = self.find_refusals(prepared, mentions, events)
        events += self.find_gatherings(prepared, mentions, events)
        events += self.find_media(prepared, mentions, events)
        events = self.find_joiners(prepared, mentions, events)
        events = list(add_hosts(prepared, events, resolution))
        drafts = Drafts(
            events=with_signings(events, agreements),
            agreements=agreements,
            designations=self.find_designations(prepared, mentions),
            statements=self.find_statements(prepared, mentions),
            tallies=self.find_tallies(prepared, mentions),
            sayings=tuple(self.find_sayings(prepared, mentions)),
        )
        return self.assemble(prepared, drafts, resolution, mentions)


def _bug(report: Report, error: Exception) -> Problem:
    detail = (
        f"the coder failed on this report ({type(error).__name__}: {error}); this is a bug:"
        " please report it with the text"
    )
    return Problem(code="coder-failed", detail=detail, source=report.id)
