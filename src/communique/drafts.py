"""What the stages hand each other within one report: parsed sentences, mentions, draft records.

None of this leaves the process. Drafts refer to mentions; the resolver turns mentions into entities
and the pipeline turns drafts into records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, Protocol

from communique.dates import When
from communique.records import EntityKind, Magnitude, Problem, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.extract.times import TimeExpression
    from communique.textprep import Layout, Sentence

Form = Literal["name", "title", "agent", "pronoun", "definite", "thing"]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence and its parse. `doc[i].idx + start` is the offset in the report's text."""

    sentence: Sentence
    doc: Doc

    @property
    def start(self) -> int:
        """Offset of the sentence in the report's text."""
        return self.sentence.start

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the report's text of the tokens `first` to `last`, both included."""
        a, b = self.doc[first], self.doc[last]
        return self.start + a.idx, self.start + b.idx + len(b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A report made ready: layout, times, and the parse of the sentences that can matter.

    `parsed` holds sentences in the order of the text; sentences left out of it were not parsed.
    """

    report: Report
    layout: Layout
    parsed: tuple[ParsedSentence, ...]
    times: tuple[TimeExpression, ...] = ()
    problems: tuple[Problem, ...] = ()

    def times_from(self, start: int, end: int) -> list[TimeExpression]:
        """The times that begin from `start` to before `end`, in the order of the text."""
        first = bisect_left(self.times, start, key=attrgetter("start"))
        return list(takewhile(lambda time: time.start < end, islice(self.times, first, None)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to somebody or something that can act, as one place in the text says it.

    form:
        name      a state, body, group or person by name ("Iran", "the EU", "Lloyd Austin")
        title     an office without a name ("the US Defence Secretary", "Iraq's foreign minister")
        agent     describable actors ("Israeli soldiers", "gunmen", "villagers in Darfur")
        pronoun   he, she, they, it, we, I, who
        definite  refers back ("the two countries", "both sides", "his counterpart")
        thing     cannot act ("Israel's decision"); kept out of roles, its owner may fill them
    `countries` are contract codes in the order stated beside the mention itself ("US-India" has
    two); empty where the text beside it says none. `token` is the head's index in the sentence's
    doc; `sentence` is the sentence's index in the layout. Offsets count in the report's text.
    """

    sentence: int
    token: int
    start: int
    end: int
    text: str
    form: Form
    kind: EntityKind | None = None
    name: str | None = None
    countries: tuple[str, ...] = ()
    sector: str | None = None
    office: str | None = None
    plural: bool = False
    former: bool = False
    counterpart_of: int | None = None
    note: str | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Sentence and token: what a mention is known by within a report."""
        return self.sentence, self.token


class Mentions(Protocol):
    """All mentions of a report, asked by place."""

    @property
    def all(self) -> Sequence[Mention]:
        """Every mention, in the order of the text, those of unparsed sentences too (token -1)."""
        ...

    def inside(self, sentence: int) -> Sequence[Mention]:
        """The mentions of a parsed sentence."""
        ...

    def at(self, sentence: int, token: int) -> Mention | None:
        """The mention whose head is this token, if the token heads one that can act."""
        ...

    def owners(self, sentence: int, token: int) -> tuple[Mention, ...]:
        """Who owns, makes or belongs to the thing at this token.

        Possessors first, then "by", then adjectives and nouns in front, then "of", "from", "in".
        """
        ...


@dataclass(slots=True, kw_only=True)
class DraftEvent:
    """An event as one sentence tells it; actors and recipients are mentions.

    `date_words`, `place_words` and `topic_words` are the offsets of the words that tell when,
    where and about what. `mode` is that of the frame; `manner` the one that other words tell.
    """

    type: str
    base: str
    mode: str | None
    cameo: str | None
    rule: str
    sentence: int
    head: int
    start: int
    end: int
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    reciprocal: bool = False
    status: str = "occurred"
    when: When | None = None
    refers_to: When | None = None
    place: str | None = None
    channel: str | None = None
    contact_status: str | None = None
    attributed_to: tuple[Mention, ...] = ()
    contexts: tuple[str, ...] = ()
    magnitude: Magnitude | None = None
    weight: float = 0.8
    is_event: bool = True
    path: tuple[str, ...] = ()
    date_words: tuple[int, int] | None = None
    place_words: tuple[int, int] | None = None
    topic_words: tuple[tuple[int, int], ...] = ()
    manner: str | None = None
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRef:
    """What the resolver says of a mention: who it is, with a score in [0, 1] and its reasons.

    `key` is equal for equal entities within a report. A mention may stand for several
    ("the two leaders", "US-India"). `words` are those by which the report describes somebody
    without a name ("the two gunmen"), `description` what is left of them to call that party by
    ("two gunmen"). `stated` says that the country stands beside these;
    `guessed`, that the text tells none, and that `country` is that of the surroundings.
    """

    key: str
    kind: EntityKind
    name: str | None
    country: str | None
    sector: str | None
    office: str | None = None
    link: str | None = None
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    words: str | None = None
    description: str | None = None
    stated: bool = False
    guessed: bool = False


@dataclass(slots=True, kw_only=True)
class DraftAgreement:
    """An instrument as the report tells of it; `parties` are mentions.

    Spans are (role, start, end), offsets in the report's text; at least one has the role `name`.
    """

    name: str
    acronym: str | None = None
    kind: str
    parties: tuple[Mention, ...] = ()
    status: str
    when: When
    provisions: tuple[tuple[int, int], ...] = ()
    sentence: int
    weight: float = 0.8
    rule: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(slots=True, kw_only=True)
class DraftDesignation:
    """A title that one side confers on another, as one sentence tells it."""

    by: tuple[Mention, ...]
    to: tuple[Mention, ...]
    title: str
    action: str
    when: When
    sentence: int
    weight: float = 0.8
    rule: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(slots=True, kw_only=True)
class DraftStatement:
    """What somebody said, as one sentence tells it; `content` are offsets of a complete clause."""

    speaker: Mention | None
    addressees: tuple[Mention, ...] = ()
    verb: str
    kind: str
    content: tuple[int, int]
    when: When
    sentence: int
    weight: float = 0.8
    rule: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(slots=True, kw_only=True)
class DraftTally:
    """A claim of sequence or count; `members` are those that the report lists for it."""

    subject: Mention | None
    what: str
    kind: str
    number: int | None = None
    window: str | None = None
    members: tuple[Mention, ...] = ()
    sentence: int
    weight: float = 0.8
    rule: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """That somebody spoke on a day which the sentence names."""

    speaker: Mention
    sentence: int
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """All that the extract stage found in one report."""

    events: Sequence[DraftEvent] = ()
    agreements: Sequence[DraftAgreement] = ()
    designations: Sequence[DraftDesignation] = ()
    statements: Sequence[DraftStatement] = ()
    tallies: Sequence[DraftTally] = ()
    sayings: Sequence[Saying] = ()


class Resolving(Protocol):
    """Who the mentions of one report stand for, as of a day."""

    def of(
        self, mention: Mention, *, on: date | None = None, not_: Sequence[Mention] = ()
    ) -> tuple[EntityRef, ...]:
        """The entities that a mention stands for, () if nothing can be said."""
        ...
