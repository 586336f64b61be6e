-- Who may use the desk of a record. A file of its own beside the record, so that a copy of the
-- record carries no secrets. Moments are UTC to the second, as ISO 8601; secrets are kept as SHA-256
-- of 256 random bits, passwords as argon2id.
CREATE TABLE accounts (
    account INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,  -- the name without regard to case
    role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
    password TEXT NOT NULL,
    created TEXT NOT NULL,
    disabled TEXT
) STRICT;

CREATE TABLE sessions (
    secret TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts,
    began TEXT NOT NULL,
    seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of ON sessions (account);

CREATE TABLE tokens (
    token INTEGER PRIMARY KEY AUTOINCREMENT,
    secret TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES accounts,
    created TEXT NOT NULL,
    expires TEXT NOT NULL,
    revoked TEXT
) STRICT;

-- Wrong passwords since the last right one; `what` is a hash, since it may be a password that was
-- typed into the wrong field.
CREATE TABLE failures (
    what TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    last TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT,
    address TEXT,
    action TEXT NOT NULL,
    target TEXT,
    outcome TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is never cut'); END;
