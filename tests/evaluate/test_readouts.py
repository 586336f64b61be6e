"""Contacts of readouts: with whom, in which channel, with a day."""

import json
import random
import subprocess
import sys

import msgspec
import pytest

from communique.evaluate import Document, read_readouts, score_readouts
from communique.evaluate.readouts import Readout


def readout(channel="phone", *surnames, id="a"):
    return msgspec.convert({"doc": {"id": id}, "channel": channel, "with": surnames}, Readout)


def coded(name, channel, start=None, id="a"):
    """A coded readout as a row: one contact with somebody."""
    contact = {"channel": channel, "participants": ["n1"], "date": {"start": start}}
    people = [{"id": "n1", "name": name}]
    return {"doc": {"id": id}, "entities": people, "contacts": [contact]}


@pytest.mark.parametrize(
    ("gold", "told", "expected"),
    [
        (readout("phone", "Modi"), coded("Narendra Modi", "phone", "2021-01-27"), (1, 1, 1)),
        (readout("phone", "Modi"), coded("Narendra MODI", "meeting"), (1, 0, 0)),
        (readout("visit", "Modi"), coded("Narendra Modi", "meeting"), (1, 1, 0)),
        (readout("phone", "Modi", "Singh"), coded("Rajnath Singh", "phone"), (1, 1, 0)),
        (readout("phone", "Modi"), coded("Shinzo Abe", "phone", "2021-01-27"), (0, 0, 0)),
    ],
)
def test_a_contact_is_found_by_surname(gold, told, expected):
    row = score_readouts([gold], {"a": msgspec.convert(told, Document)})
    assert (row["found"], row["found_right_channel"], row["dated"]) == expected


def test_figures_are_those_of_the_outside_scorer(shared, tmp_path):
    path = shared / "gold" / "readout_contacts_dev.jsonl"
    gold = read_readouts(path)
    dice = random.Random(7)
    rows = [
        coded(
            dice.choice([*one.surnames, "Nobody"]),
            dice.choice([one.channel, "meeting"]),
            dice.choice([None, "2021-01-27"]),
            id=one.doc.key,
        )
        for one in gold
    ]
    told = tmp_path / "coded.jsonl"
    told.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    command = [sys.executable, shared / "score" / "contact_score.py", path, told, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {row["doc"]["id"]: msgspec.convert(row, Document) for row in rows}
    assert score_readouts(gold, found) == json.loads(done.stdout)
