"""The record on disk: one SQLite file, and the only code that writes into it."""

from communique.store.filing import Filing, file
from communique.store.items import ItemTable, Web
from communique.store.judgements import Judgement, Verdict
from communique.store.reports import Filed
from communique.store.rulings import ENTITY, RECORDS, Rightly, Ruling, RulingTable, Sides
from communique.store.schema import Schema
from communique.store.store import RunInfo, Store

__all__ = [
    "ENTITY",
    "RECORDS",
    "Filed",
    "Filing",
    "ItemTable",
    "Judgement",
    "Rightly",
    "Ruling",
    "RulingTable",
    "RunInfo",
    "Schema",
    "Sides",
    "Store",
    "Verdict",
    "Web",
    "file",
]
