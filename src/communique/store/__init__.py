"""The record on disk: one SQLite file, and the only code that writes into it."""

from communique.store.accounts import ROLES, Account, Accounts, Role
from communique.store.audit import LogEntry
from communique.store.filing import Filing, file
from communique.store.items import ItemTable, Web
from communique.store.judgements import Judgement, Verdict
from communique.store.keyring import accounts_path
from communique.store.reports import Filed
from communique.store.rulings import ENTITY, RECORDS, Rightly, Ruling, RulingTable, Sides
from communique.store.schema import Schema
from communique.store.sessions import Terms, Token
from communique.store.store import RunInfo, Store

__all__ = [
    "ENTITY",
    "RECORDS",
    "ROLES",
    "Account",
    "Accounts",
    "Filed",
    "Filing",
    "ItemTable",
    "Judgement",
    "LogEntry",
    "Rightly",
    "Role",
    "Ruling",
    "RulingTable",
    "RunInfo",
    "Schema",
    "Sides",
    "Store",
    "Terms",
    "Token",
    "Verdict",
    "Web",
    "accounts_path",
    "file",
]
