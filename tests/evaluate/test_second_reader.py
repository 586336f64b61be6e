"""Two careful readers of the same reports agree far more than the coder with either."""

import json

import pytest

KINDS = {"file", "id", "sha256", "events"}


@pytest.fixture
def second_reader(monkeypatch, root):
    monkeypatch.syspath_prepend(str(root / "tools"))
    import second_reader

    return second_reader


def test_second_readings_hold_no_words_of_the_texts(second_reader):
    for path in second_reader.SECOND.glob("*.jsonl"):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            assert set(row) == KINDS
            sides = (s for e in row["events"] for k in ("actors", "recipients") for s in e[k])
            assert not [side["name"] for side in sides if side["name"]]


def test_readers_agree_on_what_counts_as_an_event(second_reader, shared):
    for path in second_reader.SECOND.glob("*.jsonl"):
        second = second_reader.read_documents(second_reader.with_texts(path, shared))
        first = second_reader.golds(path.name, shared)
        both = {key: gold for key, gold in first.items() if key in second}
        assert len(both) == len(second)
        type_, dyad, _ = map(float, second_reader.agreement(both, second).split())
        assert type_ > 0.9
        assert dyad > 0.85


def test_without_the_texts_it_says_so(second_reader, monkeypatch, capsys):
    monkeypatch.setattr(second_reader, "shared_dir", lambda: None)
    assert second_reader.main([]) == 0
    assert "the texts are not here" in capsys.readouterr().out
