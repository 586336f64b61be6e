"""Gold and predictions made by hand, and an outside scorer where there is one."""

import importlib.util
import json
import random

import msgspec
import pytest

from communique.evaluate import Document

DAY = "2020-06-17"
#: Three sentences: an agreement signed, an accusation, a call.
TEXT = (
    "Kenya signed a pact with Uganda. Norway accused Iran of spying. Peru's president rang Chile's."
)


def party(code, sector="GOV"):
    """A party in place, as gold has it."""
    return {"name": code, "country": code, "sector": sector}


def event(type, actors="", recipients="", quote="", **more):
    """An event between countries, resting on words of the text."""
    at = TEXT.index(quote)
    return {
        "type": type,
        "actors": [party(code) for code in actors.split()],
        "recipients": [party(code) for code in recipients.split()],
        "date": {"start": DAY, "end": DAY, "precision": "day", "basis": "document"},
        "status": "occurred",
        "evidence": [{"start": at, "end": at + len(quote), "quote": quote}],
    } | more


def document(*events, id="a", text=TEXT, **more):
    """A document with events, as `Document`."""
    row = {"doc": {"id": id, "date": DAY, "text": text}, "events": list(events)} | more
    return msgspec.convert(json.loads(json.dumps(row)), Document, strict=True)


@pytest.fixture(scope="session")
def own(root):
    """The path of the corpus of our own."""
    return root / "tests" / "corpus" / "own.jsonl"


@pytest.fixture(scope="session")
def outside(shared):
    """A function that loads a scorer from the folder shared/."""

    def load(name):
        path = shared / "score" / name
        if not path.exists():
            pytest.skip(f"no {name} in shared/")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


#: Dates that take the place of the right ones: none, half known, too wide.
DATES = [
    None,
    {},
    {"start": None, "end": "2005-01-02"},
    {"start": "1999-01-02", "end": None},
    {"start": "1980-01-01", "end": "2030-01-01"},
]


class Spoiler:
    """Makes predictions of gold by spoiling it at random, in the way that coders err."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.codes = ["USA", "IND", "KEN", "IGO:UN", None]

    def rows(self, gold):
        """Gold rows as predictions: some are missing, the others spoilt."""
        return [self.row(row) for row in gold if self.random.random() > 0.05]

    def row(self, row):
        row = json.loads(json.dumps(row))
        types = ["CONSULT", "AGREE", "ACCUSE", "ASSAULT", "SUPPORT"]
        for kind in ("events", "contacts", "agreements", "designations", "tallies"):
            items = [self.item(item) for item in row.get(kind, []) if self.random.random() > 0.15]
            items += [json.loads(json.dumps(i)) for i in items if self.random.random() < 0.1]
            self.random.shuffle(items)
            row[kind] = items
        for one in row["events"]:
            if self.random.random() < 0.15:
                one["type"] = self.random.choice(types)
            if self.random.random() < 0.1:
                one["actors"], one["recipients"] = one["recipients"], one["actors"]
        if self.random.random() < 0.6:
            self.by_id(row)
        if self.random.random() < 0.1:
            row.pop("contacts")
        return row

    def item(self, item):
        roll = self.random.random
        for side in ("actors", "recipients", "participants", "by", "to", "parties"):
            refs = item.get(side)
            if refs and roll() < 0.15:
                refs.pop(self.random.randrange(len(refs)))
            for ref in refs or ():
                if isinstance(ref, dict) and roll() < 0.1:
                    ref["country"] = self.random.choice(self.codes)
        for name in ("mode", "contexts", "status", "acronym", "title", "name", "channel", "number"):
            if item.get(name) and roll() < 0.1:
                item[name] = {"channel": "phone", "number": 7, "name": "the Pact of Rome"}.get(name)
        if item.get("date") and roll() < 0.2:
            item["date"] = self.random.choice(DATES)
        if item.get("evidence") and roll() < 0.1:
            item["evidence"][0].update(quote="no such words")
        elif roll() < 0.05:
            item["evidence"] = []
        elif item.get("evidence") and roll() < 0.1:
            item["evidence"][0].pop("start", None)
        return item

    def by_id(self, row):
        """Put the parties in place into a list of entities."""
        row["entities"] = []
        for kind in ("events", "contacts"):
            for item in row[kind]:
                for side in ("actors", "recipients", "participants"):
                    if side in item:
                        item[side] = [self.entity(row, ref) for ref in item[side]]

    def entity(self, row, ref):
        if isinstance(ref, str):
            return ref
        key = f"n{len(row['entities'])}"
        row["entities"].append(ref | {"id": key})
        return key
