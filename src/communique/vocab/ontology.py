"""The ontology: event types with modes and scores, contexts, sectors, and the CAMEO codes.

The names and numbers are those of PLOVER (draft 2.0) and CAMEO (1.1b3, Goldstein values as GDELT
publishes them); the definitions are our own. The data stands in `data/ontology/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.errors import VocabError
from communique.vocab.contexts import ContextFinder, ContextWords
from communique.vocab.files import data_dir, read_table, read_yaml, read_yaml_as

QUAD_LABELS: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
SYMMETRIES = ("no", "sometimes", "usually", "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way of doing what a type says. `score` is None where PLOVER prints none."""

    name: str
    definition: str
    score: float | None
    cameo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the 16 event types.

    `quad` is 1 to 4 (see `QUAD_LABELS`), `score` lies in [-10, 10]. `symmetric` says whether all
    parties may be actors: no, sometimes, usually, yes. `direction` says in words who is actor and
    who recipient. `cameo` is the code of an event of which nothing narrower is known, `context`
    the one that events of the type most often have, if any.
    """

    name: str
    label: str
    definition: str
    quad: int
    score: float
    cameo: str
    symmetric: str
    direction: str
    needs_recipient: bool = False
    context: str | None = None
    modes: Mapping[str, Mode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code, with its Goldstein value and the PLOVER type it corresponds to.

    `goldstein` is None where no source gives a value, `plover_type` where PLOVER has no such event.
    `basis` says where the correspondence is from: crosswalk (PLOVER's own of 2021), manual_v2,
    derived (from a sibling code), mode_retired (crosswalk to a mode that is gone) or judgement.
    """

    code: str
    name: str
    goldstein: float | None
    quad: int
    plover_type: str | None
    plover_mode: str | None
    contexts: tuple[str, ...]
    basis: str | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types, contexts, sectors and codes, looked up by name."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    codes: Mapping[str, CameoCode]
    _finder: ContextFinder

    @classmethod
    def load(cls) -> Ontology:
        """Read the shipped ontology.

        Raises:
            VocabError: If a file breaks the form or names what is not there.
        """
        contexts = read_yaml_as(data_dir("ontology") / "contexts.yaml", dict[str, str])
        sectors = read_yaml_as(data_dir("ontology") / "sectors.yaml", dict[str, str])
        types = _load_types()
        codes = _load_codes(types, contexts)
        _check_types(types, codes, contexts)
        return cls(types, contexts, sectors, codes, ContextFinder(_load_words(contexts)))

    def type(self, name: str) -> EventType:
        """The event type called `name`.

        Raises:
            VocabError: If there is none.
        """
        try:
            return self.types[name]
        except KeyError:
            known = ", ".join(self.types)
            raise VocabError(f"no event type {name!r}; known are {known}") from None

    def mode_score(self, name: str, mode: str | None) -> float:
        """The score of a type in a mode: the type's own if the mode is None or has none.

        Raises:
            VocabError: If the type or the mode is unknown.
        """
        kind = self.type(name)
        score = self._mode(kind, mode).score if mode else None
        return kind.score if score is None else score

    def cameo(self, code: str) -> CameoCode:
        """The CAMEO code, or its nearest known parent ("0999" gives "09").

        Raises:
            VocabError: If not even its root is known.
        """
        for length in range(len(code), 1, -1):
            if found := self.codes.get(code[:length]):
                return found
        raise VocabError(f"no CAMEO code {code!r}; the roots are 01 to 20")

    def default_cameo(self, name: str, mode: str | None = None) -> str:
        """The CAMEO code of an event whose wording says no more than its type and mode.

        Raises:
            VocabError: If the type or the mode is unknown.
        """
        kind = self.type(name)
        return self._mode(kind, mode).cameo if mode else kind.cameo

    def find_contexts(self, text: str) -> tuple[str, ...]:
        """What a paragraph is about: at most three contexts, the best shown first."""
        return self._finder(text)

    def event_contexts(self, name: str, *texts: str) -> tuple[str, ...]:
        """The three contexts that fit an event of type `name` best.

        Args:
            name: The event type; its usual context is favoured a little.
            texts: The words around the event, from the narrowest (the sentence) to the widest
                (the report). Narrower and wider text counts alike, each by the shares of the
                points that its words give.

        Raises:
            VocabError: If the type is unknown.
        """
        return self.ranked_contexts(name, map(self.context_points, texts))

    def context_points(self, text: str) -> Mapping[str, int]:
        """How much the words of a text speak for each context, to be asked for once per text."""
        return self._finder.points(text)

    def ranked_contexts(self, name: str, texts: Iterable[Mapping[str, int]]) -> tuple[str, ...]:
        """As `event_contexts`, of texts whose points are known."""
        return self._finder.rank(texts, usual=self.type(name).context)

    @staticmethod
    def _mode(kind: EventType, mode: str) -> Mode:
        if mode not in kind.modes:
            known = ", ".join(kind.modes) or "none"
            raise VocabError(f"{kind.name} has no mode {mode!r}; its modes are {known}")
        return kind.modes[mode]


def _load_types() -> dict[str, EventType]:
    raw: Any = read_yaml(data_dir("ontology") / "types.yaml")
    types = {name: _type(name, row) for name, row in raw.items()}
    for kind in types.values():
        if kind.quad not in QUAD_LABELS or kind.symmetric not in SYMMETRIES:
            raise VocabError(f"types.yaml: {kind.name}: wrong quad class or symmetry")
    return types


def _check_types(
    types: Mapping[str, EventType], codes: Mapping[str, CameoCode], contexts: Mapping[str, str]
) -> None:
    for kind in types.values():
        for code in (kind.cameo, *(mode.cameo for mode in kind.modes.values())):
            if code not in codes:
                raise VocabError(f"types.yaml: {kind.name}: no CAMEO code {code!r}")
        if kind.context and kind.context not in contexts:
            raise VocabError(f"types.yaml: {kind.name}: no context {kind.context!r}")


def _type(name: str, row: Mapping[str, Any]) -> EventType:
    try:
        modes = {
            mode: Mode(
                name=mode,
                definition=entry["definition"],
                score=None if entry["score"] is None else float(entry["score"]),
                cameo=entry["cameo"],
            )
            for mode, entry in (row.get("modes") or {}).items()
        }
        return EventType(
            name=name,
            label=row["label"],
            definition=row["definition"],
            quad=int(row["quad"]),
            score=float(row["score"]),
            cameo=row["cameo"],
            symmetric=row["symmetric"],
            direction=row["direction"],
            needs_recipient=bool(row.get("needs_recipient", False)),
            context=row.get("context"),
            modes=modes,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise VocabError(f"types.yaml: {name}: missing or malformed {error}") from error


def _load_codes(
    types: Mapping[str, EventType], contexts: Mapping[str, str]
) -> dict[str, CameoCode]:
    columns = (
        "code", "name", "goldstein", "quad", "plover_type", "plover_mode", "contexts", "basis",
    )  # fmt: skip
    codes: dict[str, CameoCode] = {}
    for number, row in read_table(data_dir("ontology") / "cameo.csv", columns):
        where = f"cameo.csv, row {number}"
        code = CameoCode(
            code=row["code"],
            name=row["name"],
            goldstein=float(row["goldstein"]) if row["goldstein"] else None,
            quad=int(row["quad"]),
            plover_type=row["plover_type"] or None,
            plover_mode=row["plover_mode"] or None,
            contexts=tuple(filter(None, row["contexts"].split("|"))),
            basis=row["basis"] or None,
        )
        _check_code(code, types, contexts, where)
        codes[code.code] = code
    return codes


def _check_code(
    code: CameoCode, types: Mapping[str, EventType], contexts: Mapping[str, str], where: str
) -> None:
    if code.plover_type and code.plover_type not in types:
        raise VocabError(f"{where}: no event type {code.plover_type!r}")
    modes = types[code.plover_type].modes if code.plover_type else {}
    if code.plover_mode and code.plover_mode not in modes:
        raise VocabError(f"{where}: {code.plover_type} has no mode {code.plover_mode!r}")
    if unknown := set(code.contexts).difference(contexts):
        raise VocabError(f"{where}: no context {unknown.pop()!r}")


def _load_words(contexts: Mapping[str, str]) -> dict[str, ContextWords]:
    words = read_yaml_as(data_dir("ontology") / "context_words.yaml", dict[str, ContextWords])
    if set(words) != set(contexts):
        raise VocabError("context_words.yaml: its contexts are not those of contexts.yaml")
    return words
