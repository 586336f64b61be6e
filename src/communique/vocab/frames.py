"""Frames: the words that report events, with their roles and their own examples.

The form is described in docs/reference/frames.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_yaml

KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
KEYS = {
    *KINDS, "id", "mode", "cameo", "channel", "reciprocal", "needs", "actor", "recipient", "same",
    "light", "bare", "contexts", "negated", "future", "factive", "fallback", "weight",
    "fires_on", "silent_on",
}  # fmt: skip
#: Tests that are named by one word.
PLAIN_TESTS = frozenset({"actor", "party", "official", "people", "several", "thing", "any"})
NOUN_ACTORS = ("poss", "by", "of", "subj", "mod")
DEFAULT_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on a word's surroundings: some slot of `slots` passes `test`.

    `test` is `actor`, `party`, `official`, `people`, `thing`, `any` or `lemma`, to which alone
    `lemmas` belongs.
    With `negative` no slot may pass.
    """

    slots: tuple[str, ...]
    test: str
    lemmas: frozenset[str] = frozenset()
    negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A wording that reports an event of one type, with who fills which role."""

    id: str
    type: str
    kind: str
    heads: tuple[str, ...]
    mode: str | None = None
    cameo: str | None = None
    channel: str | None = None
    reciprocal: bool = False
    needs: tuple[Need, ...] = ()
    actor: tuple[str, ...] = ("subj",)
    recipient: tuple[str, ...] = ()
    same: bool = False
    light: frozenset[str] = frozenset()
    bare: bool = False
    contexts: tuple[str, ...] = ()
    negated: str = "drop"
    future: str | None = None
    factive: bool = False
    fallback: bool = False
    weight: float = DEFAULT_WEIGHT
    fires_on: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The name by which records cite the frame."""
        return f"{self.type}/{self.id}"


@dataclass(frozen=True, slots=True)
class FrameBook:
    """All frames, found by the lemma (and particle) of their head, and the word classes."""

    frames: tuple[Frame, ...]
    classes: Mapping[str, frozenset[str]]
    by_head: Mapping[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> FrameBook:
        """Read the shipped frames.

        Raises:
            VocabError: If a file breaks the form; the message names file and frame.
        """
        classes = load_classes()
        frames = tuple(load_frames(classes))
        by_head: dict[tuple[str, str], list[Frame]] = {}
        for frame in frames:
            for head in frame.heads:
                by_head.setdefault((frame.kind, head), []).append(frame)
        ranked = {
            key: tuple(sorted(fs, key=lambda f: (f.fallback, -len(f.needs))))
            for key, fs in by_head.items()
        }
        return cls(frames, classes, ranked)

    def heads(self, kind: str) -> frozenset[str]:
        """All head lemmas of one kind (`verb`, `noun`, `adjective`)."""
        return frozenset(head for k, head in self.by_head if k == kind)


def _read(name: str) -> Any:
    """The content of one frame file."""
    return read_yaml(data_dir("frames", name))


def load_classes() -> dict[str, frozenset[str]]:
    """The word classes that frames refer to as `@name`; a class may include others."""
    raw = _read("_classes.yaml")

    def expand(name: str, seen: tuple[str, ...] = ()) -> frozenset[str]:
        if name not in raw or name in seen:
            raise VocabError(f"_classes.yaml: class {name!r} is missing or refers to itself")
        words: set[str] = set()
        for word in raw[name]:
            words |= expand(word[1:], (*seen, name)) if word.startswith("@") else {word}
        return frozenset(words)

    return {name: expand(name) for name in raw}


def load_modality() -> dict[str, frozenset[str]]:
    """The words that change what their complement says happened, from `_modality.yaml`."""
    return {name: frozenset(words) for name, words in _read("_modality.yaml").items()}


def load_frames(classes: Mapping[str, frozenset[str]]) -> Iterator[Frame]:
    """Every shipped frame, file by file."""
    names = sorted(path.name for path in data_dir("frames").glob("*.yaml"))
    for name in names:
        if name.startswith("_"):
            continue
        raw = _read(name)
        seen: set[str] = set()
        for row in raw["frames"]:
            frame = read_frame(raw["type"], row, classes, where=name)
            if frame.id in seen:
                raise VocabError(f"{name}: two frames are called {frame.id!r}")
            seen.add(frame.id)
            yield frame


def read_frame(
    type_: str, row: Mapping[str, Any], classes: Mapping[str, frozenset[str]], *, where: str
) -> Frame:
    """One frame from its YAML row.

    Raises:
        VocabError: If a key is unknown or a value has the wrong form.
    """
    label = f"{where}: frame {row.get('id')!r}"
    key = _kind_key(row, label)
    kind = KINDS[key]
    light = row.get("light", "@light") if kind == "noun" else []
    return Frame(
        id=row["id"],
        type=type_,
        kind=kind,
        heads=tuple(_heads(row[key], classes, label)),
        mode=_text(row.get("mode")),
        cameo=_text(row.get("cameo")),
        channel=_text(row.get("channel")),
        reciprocal=_flag(row, "reciprocal"),
        needs=tuple(_needs(row.get("needs") or {}, classes, label)),
        actor=tuple(row.get("actor") or (NOUN_ACTORS if kind == "noun" else ("subj",))),
        recipient=tuple(row.get("recipient") or ()),
        same=_flag(row, "same"),
        light=_words(light, classes, label),
        bare=_flag(row, "bare"),
        contexts=tuple(row.get("contexts") or ()),
        negated=row.get("negated", "drop"),
        future=_text(row.get("future")),
        factive=_flag(row, "factive"),
        fallback=_flag(row, "fallback"),
        weight=float(row.get("weight", DEFAULT_WEIGHT)),
        fires_on=tuple(row.get("fires_on") or ()),
        silent_on=tuple(row.get("silent_on") or ()),
    )


def _kind_key(row: Mapping[str, Any], label: str) -> str:
    """The key of the heads, in a row whose keys are all known and that has examples."""
    unknown = set(row) - KEYS
    if unknown:
        raise VocabError(f"{label}: unknown keys {sorted(unknown)}; see docs/reference/frames.md")
    kinds = [key for key in KINDS if key in row]
    if len(kinds) != 1 or not row.get("fires_on"):
        raise VocabError(f"{label}: give one of verbs, nouns, adjectives, and fires_on examples")
    return kinds[0]


def _heads(raw: Iterable[Any], classes: Mapping[str, frozenset[str]], label: str) -> Iterator[str]:
    """The heads of a frame in their order; a class of words stands for all that it holds."""
    for entry in raw:
        word = str(entry)
        yield from sorted(_words(word, classes, label)) if word.startswith("@") else (word,)


def _text(value: Any) -> str | None:
    return None if value in (None, "", "null", "~") else str(value)


def _flag(row: Mapping[str, Any], key: str) -> bool:
    return row.get(key) is True


def _words(value: Any, classes: Mapping[str, frozenset[str]], label: str) -> frozenset[str]:
    words: set[str] = set()
    for entry in [value] if isinstance(value, str) else value:
        word = str(entry).lower() if isinstance(entry, bool) else entry  # "true" is a word here
        if not word.startswith("@"):
            words.add(word)
        elif word[1:] in classes:
            words |= classes[word[1:]]
        else:
            raise VocabError(f"{label}: no class {word} in _classes.yaml")
    return frozenset(words)


def _needs(
    raw: Mapping[str, Any], classes: Mapping[str, frozenset[str]], label: str
) -> Iterator[Need]:
    for key, test in raw.items():
        slots = tuple(key.split("|"))
        negative = isinstance(test, str) and test.startswith("not ")
        if negative:
            test = test[4:]
        if isinstance(test, str) and test.startswith("["):
            test = [word.strip() for word in test[1:-1].split(",")]
        if isinstance(test, str) and test in PLAIN_TESTS:
            yield Need(slots, test, negative=negative)
        elif test == "none":
            yield Need(slots, "any", negative=True)
        else:
            yield Need(slots, "lemma", _words(test, classes, label), negative)
