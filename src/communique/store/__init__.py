"""The record on disk: one SQLite file, and the only code that writes into it."""

from communique.store.accounts import ROLES, Account, Accounts, Role
from communique.store.audit import LogEntry
from communique.store.filing import Filing, file
from communique.store.items import Web
from communique.store.judgements import Judgement, Verdict
from communique.store.keyring import accounts_path
from communique.store.reports import Filed
from communique.store.schema import Schema
from communique.store.sessions import Terms, Token
from communique.store.store import RunInfo, Store

__all__ = [
    "ROLES",
    "Account",
    "Accounts",
    "Filed",
    "Filing",
    "Judgement",
    "LogEntry",
    "Role",
    "RunInfo",
    "Schema",
    "Store",
    "Terms",
    "Token",
    "Verdict",
    "Web",
    "accounts_path",
    "file",
]
