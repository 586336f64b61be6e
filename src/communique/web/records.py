"""Records for requests: one connection a thread, the vocabulary loaded once."""

from __future__ import annotations

import threading
from pathlib import Path

from communique.link import Linker
from communique.query import Memory, Record
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology


class Records:
    """Gives each thread a record: SQLite connections stay in the thread that made them."""

    def __init__(self, path: Path) -> None:
        """Serve the record at `path`.

        Raises:
            StoreError: If there is none, or it can't be read.
        """
        Record.open(path).close()
        self.path = path
        self.gazetteer = Gazetteer.load()
        self.ontology = Ontology.load()
        self.linker = Linker.load()
        self._memory = Memory()
        self._local = threading.local()

    @property
    def here(self) -> Record:
        """This thread's record."""
        record: Record | None = getattr(self._local, "record", None)
        if record is None:
            record = Record.open(self.path)
            record.lend(
                gazetteer=self.gazetteer,
                ontology=self.ontology,
                linker=self.linker,
                memory=self._memory,
            )
            self._local.record = record
        return record
