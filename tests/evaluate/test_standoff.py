"""Gold about texts that are not ours: without their words, and whole again where the texts lie."""

import json

import pytest


@pytest.fixture
def standoff(monkeypatch, root):
    monkeypatch.syspath_prepend(str(root / "tools"))
    import standoff

    return standoff


TEXT = "Kenya's minister called on Uganda to open the lake."
GOLD = {
    "doc": {"id": "a", "date": "2020-06-17", "title": None, "publisher": None, "text": TEXT},
    "events": [
        {
            "type": "REQUEST",
            "actors": [{"text": "Kenya's minister", "name": "minister", "country": "KEN"}],
            "recipients": [{"text": "Uganda", "name": "Uganda", "country": "UGA"}],
            "date": {"start": None, "end": "2020-06-17", "precision": "unknown"},
            "evidence": [{"quote": "called on Uganda", "start": 17, "end": 33}],
        }
    ],
    "contacts": [],
}


@pytest.fixture
def folder(tmp_path, standoff):
    for place in standoff.PLACES:
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    (tmp_path / "corpora" / "readouts.jsonl").write_text(json.dumps(GOLD["doc"]) + "\n")
    return tmp_path


@pytest.fixture
def pack(standoff, folder):
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n")
    out = folder / "standoff.jsonl"
    out.write_text("".join(json.dumps(line) + "\n" for line in standoff.packed(folder, [path])))
    return out


def test_standoff_gold_holds_no_words_of_the_text(pack):
    line = json.loads(pack.read_text())
    assert line["events"][0]["actors"] == [{"name": "minister", "country": "KEN", "at": [0, 16]}]
    assert line["events"][0]["evidence"] == [{"start": 17, "end": 33}]
    assert "called on" not in pack.read_text()


def test_standoff_gold_is_whole_again_with_the_texts(standoff, folder, pack):
    assert list(standoff.filled(pack, folder)) == [GOLD]


def test_a_text_that_changed_since_is_refused(standoff, folder, pack):
    changed = GOLD["doc"] | {"text": "Kenya closed the lake."}
    (folder / "corpora" / "readouts.jsonl").write_text(json.dumps(changed) + "\n")
    with pytest.raises(ValueError, match=r"readouts\.jsonl: a is not the text"):
        list(standoff.filled(pack, folder))


def test_gold_of_a_text_that_lies_nowhere_is_refused(standoff, folder, capsys):
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(GOLD | {"doc": GOLD["doc"] | {"id": "b"}}) + "\n")
    assert standoff.main(["pack", str(folder), str(path)]) == 2
    assert "the text of b is in no file" in capsys.readouterr().err


def test_our_annotations_hold_only_offsets(root):
    for path in (root / "tests" / "standoff").glob("*.jsonl"):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            assert set(row) <= {"file", "id", "sha256"} | KINDS
            assert not list(words(row)), row["id"]


KINDS = {"events", "contacts", "agreements", "designations", "tallies"}


def words(value):
    """All quotations and texts in a record."""
    if isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        yield from (value[key] for key in ("quote", "text") if key in value)
        yield from words(list(value.values()))
