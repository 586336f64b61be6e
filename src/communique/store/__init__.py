"""The record on disk: one SQLite file, and the only code that writes into it."""

from communique.store.filing import Filing, file
from communique.store.items import Web
from communique.store.judgements import Judgement, Verdict
from communique.store.reports import Filed
from communique.store.schema import Schema
from communique.store.store import RunInfo, Store

__all__ = [
    "Filed",
    "Filing",
    "Judgement",
    "RunInfo",
    "Schema",
    "Store",
    "Verdict",
    "Web",
    "file",
]
