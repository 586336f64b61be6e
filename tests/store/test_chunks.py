"""Long lists for SQL, in pieces."""

from communique.store.chunks import MOST, chunks, marks


def test_values_go_in_pieces_of_a_bounded_size():
    pieces = list(chunks(range(2 * MOST + 1)))
    assert [len(piece) for piece in pieces] == [MOST, MOST, 1]
    assert [value for piece in pieces for value in piece] == list(range(2 * MOST + 1))
    assert list(chunks([])) == []


def test_there_are_as_many_marks_as_values():
    assert marks([7, 8, 9]) == "?,?,?"
