"""From acts to event records: codes, scores, contexts, background, confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property

from communique.assemble.acts import DUTIES, Act
from communique.assemble.business import is_routine
from communique.assemble.entities import EntityTable
from communique.assemble.retelling import SIGNING, UNSEEN_MODES
from communique.assemble.trust import Trust
from communique.dates import When
from communique.drafts import DraftEvent, EntityRef, Prepared
from communique.records import Event, Span
from communique.vocab.ontology import Ontology

#: A past act is background if it ended more than so many days before the report: a week's news.
NEWS = timedelta(days=7)
#: Wordings of these types that are seldom meant so count only where the other side is told.
POINTED = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
#: Sentences of a report that tell its main happening, counted from nought (headings included).
LEAD = 2
#: Pointed words that name nobody count by wordings of at least this weight. Asking and refusing are
#: so common that more is wanted of them (of 14 refusals between .5 and .6 three were right).
SURE = 0.5
SURER = {"REQUEST": 0.6, "REJECT": 0.6}
#: Backing with no recipient counts only by wordings of at least this weight; less is asked of those
#: who speak for a state, body or party ("the premier welcomed the verdict").
CLEAR, CLEAR_OFFICIAL = 0.8, 0.62
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "PTY", "OPP", "MIL", "REB"})
#: Promises in wordings of less weight ("will help") count only between countries.
FAINT = 0.5
#: What the second opinion alone finds counts between countries, but for what happens at home.
AT_HOME = frozenset({"PROTEST"})
#: Acts of these types that are announced threaten only somebody.
FORETOLD = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
#: Types that report something only where somebody is acted upon.
NEED_RECIPIENT = frozenset({"AID", "SANCTION"})
#: Wordings of at least this weight mean a sanction though the text leaves out upon whom.
PLAIN = 0.65
#: Who is so for talks agrees to them, whoever comes.
WILLING = frozenset("agree accept consent offer willing ready prepared volunteer".split())
#: Verbs above what is guessed, not announced.
FORECAST = frozenset({"predict", "forecast", "expect", "fear", "believe", "think", "guess"})
#: What many may do without meeting each other.
ONE_BY_ONE = frozenset(
    {"assemble", "attend", "be", "discuss", "participate", "speak", "take", "visit"}
)
#: Those without an office who in the plural meet each other, whoever they are.
MANY = frozenset({
    "captains", "chiefs", "chieftains", "clerics", "colonels", "delegations", "elders", "experts",
    "foes", "generals", "officers", "rivals", "sheikhs", "shaykhs", "sides", "speakers",
})  # fmt: skip
#: Who does so to a gathering of many meets those who come, though they are not named.
HOSTING = frozenset({"host", "hold", "open", "chair", "convene", "co-host", "co-chair", "stage"})
#: "**Two** premiers", "the **six** heads of state".
COUNTED = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|[1-9]\d)\b", re.IGNORECASE
)
#: "Greek **and** Turkish Cypriot leaders": as good as two.
JOINED = re.compile(rf"{COUNTED.pattern}|\band\b", re.IGNORECASE)
#: What is told of these types below so many sentences is news only with its day or in the past.
DATED, FAR_DOWN = frozenset({"CONSULT"}), 7
#: Talks with one side named are talks, though the report leaves out whose they are.
TALKS = frozenset({"CONSULT/meeting-held", "CONSULT/meeting-own", "CONSULT/negotiate-with"})
TALKED = re.compile(r"talks|negotiat", re.IGNORECASE)
BETWEEN = re.compile(r"\b(between|among)( \w+){0,2} $", re.IGNORECASE)
GUESSED = 0.5  # below it the country is only that of the report
#: Acts of these types that a bare noun names without a time ("his raids on Chad") are background.
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT", "CONCEDE"})


def is_letter(draft: DraftEvent) -> bool:
    """Whether words go one way only: a contact, but nobody has conferred yet."""
    return draft.channel == "correspondence" and not draft.reciprocal


def is_travel(act: Act, table: EntityTable) -> bool:
    """Whether only somebody goes abroad of whom no office is told, nor even a country: no visit."""
    refs = [table.ref(key) for key in act.actors]
    named = all(ref.kind == "person" and ref.name and ref.score < GUESSED for ref in refs)
    plain = not any(ref.office or ref.sector for ref in refs)
    return act.draft.channel == "visit" and named and plain


def is_vague(act: Act, table: EntityTable) -> bool:
    """Whether somebody is said to back or welcome something, and nobody knows whose it is."""
    draft = act.draft
    if draft.type != "SUPPORT" or draft.reciprocal or act.recipients:
        return False
    refs = [table.ref(key) for key in act.actors]
    official = any(ref.sector in OFFICIAL or ref.kind in ("state", "igo") for ref in refs)
    clear = CLEAR_OFFICIAL if official else CLEAR
    return draft.cameo != SIGNING and draft.weight < clear


class EventMaker:
    """Makes the event records of one report."""

    def __init__(
        self, prepared: Prepared, ontology: Ontology, table: EntityTable, trust: Trust
    ) -> None:
        self.prepared = prepared
        self.report = prepared.report
        self.ontology = ontology
        self.table = table
        self.trust = trust
        self._paragraphs: dict[int, Mapping[str, int]] = {}

    def wants(self, act: Act) -> bool:
        """Whether an act is an event: it happened or was promised, and has the sides it needs."""
        draft = act.draft
        unseen = act.recipients and (draft.mode in UNSEEN_MODES or _is_by_unknown(act))
        if not draft.is_event or not (act.actors or unseen) or _in_passing(act):
            return False
        plain = draft.type == "SANCTION" and draft.weight >= PLAIN
        if draft.type in NEED_RECIPIENT and not act.recipients and not plain:
            return False
        if is_routine(act, self.table, self._sentence(act)) or is_vague(act, self.table):
            return False
        faint = draft.base == "AGREE" and draft.weight < FAINT
        doubtful = draft.extra.get("opinion") and draft.type not in AT_HOME
        if (faint or doubtful) and not self._between_states(act):
            return False
        if draft.type in POINTED and not self._pointed(act):
            return False
        undated = act.when.start is None and self.report.date is not None
        if undated and (draft.type == "CONSULT" or draft.sentence > LEAD):
            return False
        if _by_the_way(act):
            return False
        if draft.type == "CONSULT" and (is_letter(draft) or is_travel(act, self.table)):
            return False
        ahead = draft.type == "AGREE" and draft.base == "CONSULT" and draft.channel != "visit"
        if ahead and WILLING & set(draft.path):
            return True
        if draft.rule in TALKS and TALKED.search(self.report.text, draft.start, draft.end):
            return True
        meets = ahead or (draft.reciprocal and draft.type == "CONSULT")
        return not (meets and self._alone(act))

    def _sentence(self, act: Act) -> str:
        """The sentence that tells of an act."""
        sentence = self.prepared.layout.sentences[act.draft.sentence]
        return self.report.text[sentence.start : sentence.end]

    def _alone(self, act: Act) -> bool:
        """Whether nobody else took part; a body that gathers is its members among themselves."""
        draft = act.draft
        bare = draft.extra.get("noun") and draft.extra.get("anchor") == draft.head
        passing = bool(bare) and draft.mode == "multilateral"  # "ahead of the G7 leaders' summit"
        if act.unmet or (_are_many(draft) and (not bare or self._between(draft))):
            return False
        refs = [self.table.ref(key) for key in act.parties]
        met = any(ref.kind == "igo" or (_gathers(ref) and not passing) for ref in refs)
        return len(refs) < 2 and not met

    def _between(self, draft: DraftEvent) -> bool:
        """Whether a noun names who met among themselves: "talks **between** army officers"."""
        before = (self.report.text[: m.start] for m in draft.actors)
        return any(BETWEEN.search(text) for text in before)

    def _between_states(self, act: Act) -> bool:
        """Whether the parties are of more than one country: at home, plans are announced daily."""
        return len({self.table.ref(key).country for key in act.parties}) > 1

    def _pointed(self, act: Act) -> bool:
        """Whether words against somebody are meant so; what firms say to firms is no politics."""
        told = bool(act.recipients) and not act.guessed
        # "will" beneath a verb of saying threatens; troops are sent to help, too
        path = act.draft.path
        announced = len(path) > 1 and act.draft.base != "MOBILIZE" and FORECAST.isdisjoint(path)
        unmet = act.draft.base == "CONSULT" and self._between_states(act)  # "they will not meet"
        refused = act.draft.type == "REJECT"
        called_off = refused and (unmet or act.draft.rule.startswith("contacts/"))
        unlike = (act.draft.base in FORETOLD and not announced) or called_off
        if _exhorts_itself(act, self.table):
            return False
        if not told and (act.draft.weight < SURER.get(act.draft.type, SURE) or unlike):
            return False
        return any(self.table.ref(key).sector != "BUS" for key in act.parties)

    def record(self, act: Act, ident: str, ids: Mapping[str, str]) -> Event:
        """The event record of an act."""
        draft = act.draft
        mode = self._mode(act)
        code = draft.cameo or self.ontology.default_cameo(draft.type, mode)
        actors = _sorted(act.actors, ids)
        return Event(
            id=ident,
            type=draft.type,
            mode=mode,
            contexts=self._contexts(act),
            cameo=code,
            score=self.ontology.mode_score(draft.type, mode),
            goldstein=self.ontology.cameo(code).goldstein,
            quad=self.ontology.type(draft.type).quad,
            actors=actors,
            recipients=tuple(one for one in _sorted(act.recipients, ids) if one not in actors),
            date=act.when,
            status=draft.status,  # type: ignore[arg-type]
            background=self._is_background(act.when),
            attributed_to=_sorted(act.attributed, ids),
            refers_to=draft.refers_to,
            place=act.place,
            magnitude=act.magnitude,
            confidence=self.trust.event(act, self.table),
            rule=draft.rule,
            evidence=self.evidence(act),
        )

    def _mode(self, act: Act) -> str | None:
        """The mode that the frame or other words tell; many talk, or a body: many-sided talks."""
        draft = act.draft
        told = draft.mode or draft.manner
        if told is None and draft.type == "CONSULT":
            met = {self.table.ref(key).country for key in act.parties} - {None}
            if len(met) > 2 or any(one.startswith("IGO:") for one in met if one):
                return "multilateral"
        return told

    def evidence(self, act: Act) -> tuple[Span, ...]:
        """The words that the record rests on, in the order of the text, triggers first."""
        spans = sorted(
            set(act.spans), key=lambda span: (span[0] != "trigger", span[1], span[2], span[0])
        )
        return tuple(Span.cut(self.report, start, end, role=role) for role, start, end in spans)

    def _is_background(self, when: When) -> bool:
        if self.report.date is None or when.end is None:
            return False
        return when.end < self.report.date - NEWS

    def _contexts(self, act: Act) -> tuple[str, ...]:
        sentence = self.prepared.layout.sentences[act.draft.sentence]
        shadow = self.prepared.layout.shadow
        own = self.ontology.context_points(shadow[sentence.start : sentence.end])
        texts = (own, self._paragraph(sentence.paragraph), self._whole)
        found = self.ontology.ranked_contexts(act.draft.type, texts)
        return tuple(dict.fromkeys([*act.draft.contexts, *found]))[:3]

    @cached_property
    def _whole(self) -> Mapping[str, int]:
        return self.ontology.context_points(self.prepared.layout.shadow)

    def _paragraph(self, number: int) -> Mapping[str, int]:
        if number not in self._paragraphs:
            inside = [s for s in self.prepared.layout.sentences if s.paragraph == number]
            text = self.prepared.layout.shadow[inside[0].start : inside[-1].end]
            self._paragraphs[number] = self.ontology.context_points(text)
        return self._paragraphs[number]


def _exhorts_itself(act: Act, table: EntityTable) -> bool:
    """Whether a government says what its own state should do, alone or with others: no request."""
    if act.draft.rule not in DUTIES:
        return False
    rulers = {ref.country for key in act.actors if (ref := table.ref(key)).sector == "GOV"}
    asked = (table.ref(key) for key in act.recipients)
    return any(ref.kind == "state" and ref.country in rulers for ref in asked)


def _gathers(ref: EntityRef) -> bool:
    """Whether it is many of a body ("EU ministers"), who can meet among themselves."""
    return ref.kind == "group" and (ref.country or "").startswith("IGO:")


def _are_many(draft: DraftEvent) -> bool:
    """Whether those who meet are officials or leaders in the plural ("clan elders met")."""
    lemma = draft.extra.get("lemma")
    if lemma in HOSTING and draft.mode == "multilateral":
        return True
    several = [mention for mention in draft.actors if mention.plural]
    official = [m for m in several if m.office]
    if any(JOINED.search(m.text) for m in official):
        return True
    if lemma in ONE_BY_ONE:
        return False
    if any(COUNTED.search(m.text) for m in several):
        return True
    words = {word for mention in several for word in mention.text.lower().split()}
    return bool(words & MANY) or any(len(m.countries) != 1 for m in official)


def _is_by_unknown(act: Act) -> bool:
    """Whether violence by nobody known is told as news: with its day, or where a report begins."""
    draft = act.draft
    if draft.type != "ASSAULT" or not draft.extra.get("violent"):
        return False
    news = draft.sentence <= LEAD and not draft.extra.get("describes")
    return news or act.when.basis != "document"


def _by_the_way(act: Act) -> bool:
    """Whether far down, undated, no verb in the past tells it: background (guide, section 11.6)."""
    draft = act.draft
    undated = act.when.basis == "document" and draft.sentence > FAR_DOWN
    told = draft.extra.get("past") or draft.status == "ongoing" or act.told > 1
    return draft.type in DATED and draft.rule not in TALKS and undated and not told


def _in_passing(act: Act) -> bool:
    """Whether a noun without a verb names a deed that no words date: background, left out.

    A strike or boycott with which a report begins is its news: "a strike by miners has halted".
    """
    draft = act.draft
    if draft.mode in ("strike", "boycott") and draft.sentence < LEAD:
        return False
    bare = draft.extra.get("noun") and draft.extra.get("anchor") == draft.head
    again = draft.extra.get("noun") and draft.extra.get("again") and not act.recipients
    return bool(bare or again) and act.when.basis == "document" and draft.type in DEEDS


def _sorted(keys: Sequence[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({ids[key] for key in keys}, key=lambda ident: int(ident[1:])))
