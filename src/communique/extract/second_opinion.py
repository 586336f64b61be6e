"""The second opinion on a sentence: which events of frames to doubt, and which words to try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.drafts import DraftEvent
from communique.extract.clues import CARRIED, ClueFinder
from communique.extract.matching import Match, Veto
from communique.extract.roles import SentenceWork
from communique.vocab.frames import Frame
from communique.vocab.opinion import NONE, Clues, Limits, OpinionModel

#: Verbs too empty to report an event by themselves.
HOLLOW = frozenset({"be", "have", "do", "say"})
#: Where the other side of a word that no frame knows may stand; the first that holds somebody.
RECIPIENT_SLOTS = (
    "obj", "iobj", "to", "with", "against", "on", "at", "from", "for", "obj.of", "comp.subj",
    "comp.obj",
)  # fmt: skip
MEETING_SLOTS = ("with", "obj", "to")
MEETING = "CONSULT"
#: The weight of a threat's wording from which it is not doubted.
SURE = 0.62


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that may report an event of the match's type, with its probability."""

    match: Match
    probability: float


@dataclass(frozen=True, slots=True)
class Looked:
    """What a candidate word looks like: the frames that nearly fired there, and its clues.

    `barred` are the types of which a frame says that no such event is told there.
    """

    head: int
    near: Sequence[Frame]
    clues: Clues
    barred: frozenset[str] = frozenset()


class SecondOpinion:
    """Judges single sentences; built once from the model and its limits.

    With `alone` it does without frames: all it has to tell an event by is the model.
    """

    def __init__(self, model: OpinionModel, limits: Limits, *, alone: bool = False) -> None:
        self.model = model
        self.limits = limits
        self.alone = alone

    def doubts(self, draft: DraftEvent, clues: ClueFinder) -> float | None:
        """The probability that nothing is reported at a draft's word; None if it is too small.

        What tells of a contact is left alone: readouts lost contacts that way. So is harm that is
        announced, and what whoever speaks holds against another: the words are plain ones. Types
        that the limits spare are never doubted.
        """
        plain = draft.channel is not None or announces_harm(draft) or draft.extra.get("view")
        plain = plain or draft.type in self.limits.spared
        if self.limits.veto >= 1 or plain:
            return None
        nothing = self.model(clues(draft.head))[NONE]
        return nothing if nothing >= self.limits.veto else None

    def suggest(
        self, work: SentenceWork, clues: ClueFinder, found: Iterable[Match | Veto]
    ) -> list[Suggestion]:
        """The words that may report an event though no frame fired there, the likeliest first."""
        made = [
            suggestion
            for looked in self.candidates(work, clues, found)
            if (suggestion := self._suggestion(work, looked)) is not None
        ]
        return sorted(made, key=lambda one: (-one.probability, one.match.head))

    def candidates(
        self, work: SentenceWork, clues: ClueFinder, found: Iterable[Match | Veto]
    ) -> Iterator[Looked]:
        """The words that the model is asked about: those of frames that did not fire, and verbs."""
        near: dict[int, list[Frame]] = {}
        fired: set[int] = set()
        barred: set[tuple[int, str]] = set()
        for one in found:
            if isinstance(one, Veto):
                near.setdefault(one.head, []).append(one.frame)
                if one.barred:
                    barred.add((one.head, one.frame.type))
            else:
                fired.add(one.head)
        free, known = self.limits.free < 1 or self.alone, self.limits.near < 1 or self.alone
        for head in range(len(work.tree)):
            if head in fired and not self.alone:
                continue
            if (known and head in near) or (free and is_free(work, head)):
                out = frozenset(type_ for at, type_ in barred if at == head and not self.alone)
                yield Looked(head, () if self.alone else near.get(head, ()), clues(head), out)

    def _suggestion(self, work: SentenceWork, looked: Looked) -> Suggestion | None:
        shares = self.model(looked.clues)
        type_ = max((name for name in shares if name != NONE), key=lambda name: shares[name])
        frame = next((frame for frame in looked.near if frame.type == type_), None)
        limit = self.limits.near if looked.near else self.limits.free
        if type_ in looked.barred or shares[type_] < (self.limits.alone if self.alone else limit):
            return None
        light = carrier(work, looked.head)
        made = plain_frame(work, looked.head, type_) if frame is None else frame
        match = Match(heard(made, shares[type_]), looked.head, light)
        return Suggestion(match, shares[type_])


def announces_harm(draft: DraftEvent) -> bool:
    """Whether harm is promised, or threatened in words that say so of themselves."""
    sure = draft.base != draft.type or draft.weight >= SURE
    return draft.type == "THREATEN" and sure


def heard(frame: Frame, probability: float) -> Frame:
    """The frame as the model lets it fire: the type is settled, whatever the tense."""
    return replace(
        frame, id=f"model:{frame.id}", weight=round(probability, 2), future="keep", negated="keep"
    )


def plain_frame(work: SentenceWork, head: int, type_: str) -> Frame:
    """A frame for a word that none knows: who does it, and the nearest other side."""
    meeting = type_ == MEETING
    return Frame(
        id=work.tree.lemma[head],
        type=type_,
        kind="verb" if work.tree.verbal(head) else "noun",
        heads=(work.tree.lemma[head],),
        reciprocal=meeting,
        channel="unspecified" if meeting else None,
        recipient=MEETING_SLOTS if meeting else RECIPIENT_SLOTS,
    )


def is_free(work: SentenceWork, head: int) -> bool:
    """Whether a word may report an event though no frame knows it: a full verb."""
    tree = work.tree
    full = tree.verbal(head) and tree.dep[head] not in ("aux", "auxpass", "amod", "compound")
    return full and tree.lemma[head] not in HOLLOW


def carrier(work: SentenceWork, head: int) -> int | None:
    """The verb that carries a noun."""
    tree, above = work.tree, work.tree.head[head]
    carried = not tree.verbal(head) and tree.verbal(above) and tree.dep[head] in CARRIED
    return above if carried else None
