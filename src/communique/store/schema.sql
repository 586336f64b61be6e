-- The record: one SQLite file. Version 2 (PRAGMA user_version).
-- Days are ISO text (2021-01-27), moments ISO text in UTC, lists and bodies JSON in the form of the
-- record contract. A comment before a table or after a column is its entry in the data dictionary.

-- What the file is: `made by` is the version of the package that made it, `made at` the moment.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,           -- what is told
    value TEXT NOT NULL              -- its value
) STRICT, WITHOUT ROWID;

-- Every run that wrote into the record.
CREATE TABLE runs (
    run INTEGER PRIMARY KEY,         -- number of the run
    command TEXT NOT NULL,           -- add, recode, retract or restore
    started_at TEXT NOT NULL,        -- moment of its start
    finished_at TEXT,                -- moment of its end; null if it was cut off
    version TEXT NOT NULL,           -- version of the package
    vocabulary TEXT NOT NULL,        -- SHA-256 of all vocabulary files that ship with the package
    model TEXT NOT NULL,             -- name and version of the parser's model
    options TEXT NOT NULL            -- options of the coder, JSON; tables of one's own by the SHA-256 of their content
) STRICT;

-- Reports as they were read. A text is never changed; a corrected report is another row.
CREATE TABLE reports (
    report INTEGER PRIMARY KEY,      -- number within this file, in order of arrival
    key TEXT NOT NULL UNIQUE,        -- what it is known by: hash of text, day, publisher and address
    doc TEXT NOT NULL,               -- the id that its source gave it (of several the first in the alphabet), or one derived from the text
    digest TEXT NOT NULL,            -- SHA-256 of the text
    date TEXT,                       -- the day it is dated; null if undated
    known_on TEXT NOT NULL,          -- the day from which we may know it: its date, else the day it came in
    added_at TEXT NOT NULL,          -- moment at which it came into the record
    title TEXT,                      -- headline
    publisher TEXT,                  -- who published it
    url TEXT,                        -- where it was found
    language TEXT,                   -- ISO 639-1
    text TEXT NOT NULL,              -- the text; every offset counts in it
    supersedes INTEGER REFERENCES reports (report),  -- the version next before it, which it corrects
    superseded_on TEXT,              -- the day from which the next version took its place
    retracted_on TEXT,               -- the day from which it was withdrawn
    retracted_why TEXT,              -- reason given for that
    run INTEGER NOT NULL REFERENCES runs (run)       -- the run that coded it last
) STRICT;
CREATE INDEX reports_known ON reports (known_on);
CREATE INDEX reports_doc ON reports (doc, publisher);
CREATE INDEX reports_source ON reports (url, publisher) WHERE url IS NOT NULL;
CREATE INDEX reports_run ON reports (run);
CREATE INDEX reports_days ON reports (date DESC, key, known_on, superseded_on, retracted_on);
CREATE INDEX reports_gone ON reports (known_on, superseded_on, retracted_on)
    WHERE superseded_on IS NOT NULL OR retracted_on IS NOT NULL;

-- Full-text index over headline and text (FTS5, words folded to their stems).
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'reports', content_rowid = 'report',
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.report, new.title, new.text);
END;
CREATE TRIGGER reports_removed AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text)
    VALUES ('delete', old.report, old.title, old.text);
END;

-- Who and what the reports speak of, as each report names them.
CREATE TABLE entities (
    report INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,  -- the report
    id TEXT NOT NULL,                -- its id in the report (n1)
    kind TEXT NOT NULL,              -- state, igo, person, office, organisation or group
    name TEXT,                       -- full name
    country TEXT,                    -- code of the country or body that it belongs to
    sector TEXT,                     -- PLOVER sector
    office TEXT,                     -- office held as of the events' day
    who TEXT,                        -- what the same entity is called in every report
    body TEXT NOT NULL,              -- the whole entity, JSON
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_who ON entities (who);
CREATE INDEX entities_name ON entities (name COLLATE NOCASE);
CREATE INDEX entities_office ON entities (country, report, id)
    WHERE kind = 'person' AND office IS NOT NULL;

-- Records of reports: events, contacts, agreements, designations, statements and tallies.
CREATE TABLE records (
    record INTEGER PRIMARY KEY,      -- number within this file
    report INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,  -- the report
    kind TEXT NOT NULL,              -- event, contact, agreement, designation, statement or tally
    id TEXT NOT NULL,                -- its id in the report (e1)
    type TEXT NOT NULL,              -- event type, channel, kind of agreement, action, kind of statement or tally
    mode TEXT,                       -- PLOVER mode of an event
    status TEXT,                     -- status of an event, contact or agreement; `checked` of a tally
    starts TEXT,                     -- first day; null if unknown or open
    ends TEXT,                       -- last day; null if unknown or open
    precision TEXT,                  -- day, week, month, quarter, year, range or unknown
    confidence REAL NOT NULL,        -- probability of being right, 0 to 1
    rule TEXT NOT NULL,              -- the frame or rule that made it
    body TEXT NOT NULL,              -- the whole record with its evidence, JSON of the contract
    item TEXT,                       -- the record as linking sees it, JSON; null for kinds that aren't linked
    form TEXT,                       -- records of one form are one thing, without links; null for those that links join
    entry TEXT,                      -- the entry of the account that it belongs to; null if its report no longer counts
    UNIQUE (report, kind, id)
) STRICT;
CREATE INDEX records_entry ON records (entry) WHERE entry IS NOT NULL;
CREATE INDEX records_form ON records (form) WHERE form IS NOT NULL;
CREATE INDEX records_kind ON records (kind, type, starts);
CREATE INDEX records_doubt ON records (kind, confidence, type, starts, ends);
CREATE INDEX records_unused ON records (report) WHERE entry IS NULL AND item IS NOT NULL;

-- Who stands on which side of a record.
CREATE TABLE parties (
    record INTEGER NOT NULL REFERENCES records (record) ON DELETE CASCADE,  -- the record
    side TEXT NOT NULL,              -- actor, recipient, participant, initiator, party, by, to, speaker, addressee or subject
    entity TEXT NOT NULL,            -- id of the entity in the report, or a bare code
    code TEXT,                       -- country or body
    who TEXT,                        -- what the same entity is called in every report
    PRIMARY KEY (record, side, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_code ON parties (code, record);
CREATE INDEX parties_who ON parties (who, record) WHERE who IS NOT NULL;
CREATE INDEX parties_subject ON parties (code, record) WHERE side = 'subject';

-- Block keys of items: only items that share one are compared.
CREATE TABLE blocks (
    block TEXT NOT NULL,             -- the key
    record INTEGER NOT NULL REFERENCES records (record) ON DELETE CASCADE,  -- the item
    PRIMARY KEY (block, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_record ON blocks (record);

-- Pairs of items that may tell of one thing, with score and reasons.
CREATE TABLE links (
    a INTEGER NOT NULL REFERENCES records (record) ON DELETE CASCADE,  -- the item whose key sorts first
    b INTEGER NOT NULL REFERENCES records (record) ON DELETE CASCADE,  -- the other
    score REAL NOT NULL,             -- probability of being one thing, 0 to 1
    reasons TEXT NOT NULL,           -- signs with their weights, JSON
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_b ON links (b);

-- Bands of the MinHash sketches of texts: reports of near days that share one are compared as copies.
CREATE TABLE sketches (
    band TEXT NOT NULL,              -- number and hash of the band
    day TEXT NOT NULL,               -- the day the report is dated; empty if undated
    report INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,  -- the report
    PRIMARY KEY (band, day, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_report ON sketches (report);

-- Pairs of reports of which one copies or rewrites the other, or both a third.
CREATE TABLE copies (
    a INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,  -- the report whose key sorts first
    b INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,  -- the other
    likeness REAL NOT NULL,          -- estimated share of common shingles, 0 to 1
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);

-- The account as of now: happenings, agreements, contacts and designations.
CREATE TABLE entries (
    entry TEXT PRIMARY KEY,          -- its id, derived from its first member
    kind TEXT NOT NULL,              -- happening, agreement, contact or designation
    type TEXT NOT NULL,              -- as in records
    mode TEXT,                       -- PLOVER mode
    status TEXT,                     -- status; of an agreement the furthest step
    name TEXT,                       -- name of an agreement, title of a designation
    acronym TEXT,                    -- acronym of an agreement
    starts TEXT,                     -- first day; null if unknown or open
    ends TEXT,                       -- last day; null if unknown or open
    precision TEXT,                  -- day, week, month, quarter, year, range or unknown
    sort_day TEXT NOT NULL,          -- the day by which it is listed: first day, else last, else the day it was known
    known_on TEXT NOT NULL,          -- first day on which it was known
    reports INTEGER NOT NULL,        -- how many reports tell of it
    origins INTEGER NOT NULL,        -- how many independent origins these have
    confidence REAL NOT NULL,        -- probability of being right, 0 to 1
    body TEXT NOT NULL               -- the whole entry, JSON
) STRICT;
CREATE INDEX entries_kind ON entries (kind, sort_day);
CREATE INDEX entries_acronym ON entries (acronym) WHERE acronym IS NOT NULL;
CREATE INDEX entries_type ON entries (kind, type, sort_day, entry, ends);
CREATE INDEX entries_news ON entries (known_on DESC, reports DESC, confidence DESC, entry)
    WHERE kind <> 'contact' OR status <> 'held';

-- Who stands on which side of an entry.
CREATE TABLE entry_parties (
    entry TEXT NOT NULL REFERENCES entries (entry) ON DELETE CASCADE,  -- the entry
    kind TEXT NOT NULL,              -- kind of the entry
    sort_day TEXT NOT NULL,          -- day by which the entry is listed
    side TEXT NOT NULL,              -- as in parties
    code TEXT NOT NULL,              -- country or body; empty if none
    who TEXT NOT NULL,               -- what the entity is called in every report; empty if nameless
    PRIMARY KEY (entry, side, code, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_parties_code ON entry_parties (code, kind, sort_day);
CREATE INDEX entry_parties_who ON entry_parties (who, kind, sort_day) WHERE who <> '';

-- What a stage could not do for a report or source.
CREATE TABLE problems (
    problem INTEGER PRIMARY KEY,     -- number within this file
    report INTEGER REFERENCES reports (report) ON DELETE CASCADE,  -- the report; null if none came of the source
    source TEXT,                     -- file, line or report that it is about
    code TEXT NOT NULL,              -- what kind of problem
    detail TEXT NOT NULL,            -- what happened, and what to do next
    run INTEGER NOT NULL REFERENCES runs (run)  -- the run that met it first
) STRICT;
CREATE UNIQUE INDEX problems_once ON problems (ifnull(report, 0), ifnull(source, ''), code, detail);
CREATE INDEX problems_run ON problems (run);

-- Verdicts of people. Appended, never changed; an undo is another row.
CREATE TABLE judgements (
    judgement INTEGER PRIMARY KEY,   -- number, in order of time
    at TEXT NOT NULL,                -- moment
    by TEXT NOT NULL,                -- who judged
    target TEXT NOT NULL,            -- what is judged: an entry's id, or report key, kind, type, place of the evidence and parties of a record
    verdict TEXT NOT NULL,           -- right, wrong, unsure, edit, merge, split, add or undo
    field TEXT,                      -- the field that an edit changes
    value TEXT,                      -- the new value, JSON
    undoes INTEGER REFERENCES judgements (judgement),  -- the judgement that it takes back
    note TEXT                        -- remark
) STRICT;
CREATE INDEX judgements_target ON judgements (target);

-- Outside lists of visits and travels, to check the contacts against.
CREATE TABLE listed_visits (
    source TEXT NOT NULL,            -- the list
    id TEXT NOT NULL,                -- its number in the list
    visitor TEXT,                    -- name of the visitor
    office TEXT,                     -- the visitor's office
    visitor_code TEXT,               -- country of the visitor
    host_code TEXT,                  -- country visited
    starts TEXT,                     -- first day
    ends TEXT,                       -- last day
    place TEXT,                      -- places
    remark TEXT,                     -- what the list says of it
    PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_visits_days ON listed_visits (visitor_code, host_code, starts);

-- Since when each entry is as it is now. What was known on an earlier day is worked out anew; of all
-- other entries, what was known on a day is what is known now.
CREATE TABLE settled (
    entry TEXT PRIMARY KEY REFERENCES entries (entry) ON DELETE CASCADE,  -- the entry
    kind TEXT NOT NULL,              -- kind of the entry
    sort_day TEXT NOT NULL,          -- day by which the entry is listed
    known_on TEXT NOT NULL,          -- first day on which it was known
    settled_on TEXT NOT NULL         -- the day since when all that it may hang together with is as it is now; 9999-12-31 if that isn't worked out
) STRICT, WITHOUT ROWID;
CREATE INDEX settled_days ON settled (kind, sort_day, entry, settled_on);
CREATE INDEX settled_late ON settled (kind, known_on, settled_on) WHERE settled_on > known_on;

-- Names by which agreements and titles are asked for.
CREATE TABLE entry_names (
    kind TEXT NOT NULL,              -- kind of the entry
    entry TEXT NOT NULL REFERENCES entries (entry) ON DELETE CASCADE,  -- the entry
    short INTEGER NOT NULL,          -- 1 for an acronym, which is asked for whole; 0 for names, of which a part will do
    name TEXT NOT NULL,              -- the name, with cases folded
    PRIMARY KEY (kind, entry, short, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_names_entry ON entry_names (entry);

-- How much there is of everything, kept so that no page has to count it.
CREATE TABLE counts (
    what TEXT PRIMARY KEY,           -- what is counted, as `communique stats` calls it; `commits` is the number of changes so far
    number INTEGER NOT NULL          -- how many
) STRICT, WITHOUT ROWID;

-- Up to which day each change of the record left what was known as it was. A change that a later one goes
-- behind is left out.
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,      -- number of the change
    first_day TEXT NOT NULL          -- the first day of which it may have changed what was known
) STRICT;

-- How many reports that count each publisher has of a day, month or year.
CREATE TABLE coverage (
    per TEXT NOT NULL,               -- day, month or year
    period TEXT NOT NULL,            -- 2021-01-27, 2021-01 or 2021
    publisher TEXT NOT NULL,         -- the publisher; empty if unknown
    reports INTEGER NOT NULL,        -- how many
    PRIMARY KEY (per, period, publisher)
) STRICT, WITHOUT ROWID;

-- How many entries there are by kind, type and party.
CREATE TABLE entry_counts (
    kind TEXT NOT NULL,              -- kind of the entries; empty for all
    type TEXT NOT NULL,              -- their type; empty for all
    code TEXT NOT NULL,              -- a country or body that is a party; empty for all
    entries INTEGER NOT NULL,        -- how many
    PRIMARY KEY (kind, type, code)
) STRICT, WITHOUT ROWID;

-- How many entries two countries or bodies share; each pair stands in both orders.
CREATE TABLE ties (
    code TEXT NOT NULL,              -- a country or body
    other TEXT NOT NULL,             -- another
    kind TEXT NOT NULL,              -- kind of the entries
    entries INTEGER NOT NULL,        -- how many
    latest TEXT NOT NULL,            -- the last day by which one of them is listed
    PRIMARY KEY (code, other, kind)
) STRICT, WITHOUT ROWID;

-- How many entries name a person of a country or body.
CREATE TABLE person_counts (
    code TEXT NOT NULL,              -- the country or body
    who TEXT NOT NULL,               -- what the person is called in every report
    entries INTEGER NOT NULL,        -- how many
    earliest TEXT NOT NULL,          -- the first day by which one of them is listed
    latest TEXT NOT NULL,            -- the last
    PRIMARY KEY (code, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_counts_most ON person_counts (code, entries DESC, who);

-- How many happenings, alleged ones left out, surely lie in a month or year.
CREATE TABLE happening_counts (
    period TEXT NOT NULL,            -- 2021-01 or 2021
    settled_on TEXT NOT NULL,        -- the day since when they are as they are now
    happenings INTEGER NOT NULL,     -- how many
    PRIMARY KEY (period, settled_on)
) STRICT, WITHOUT ROWID;

-- The persons whom reports name, each name once.
CREATE TABLE persons (
    name TEXT NOT NULL,              -- full name as a report gives it
    who TEXT NOT NULL,               -- what the same person is called in every report; empty if unknown
    reports INTEGER NOT NULL,        -- how often reports name the person so, those that no longer count too
    PRIMARY KEY (name, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX persons_name ON persons (name COLLATE NOCASE, who);

-- What keeps the counts of reports, records, entries, problems, judgements and persons.
CREATE TRIGGER reports_in AFTER INSERT ON reports BEGIN
    INSERT INTO counts (what, number)
        VALUES ('reports', 1), ('reports superseded', new.superseded_on IS NOT NULL),
            ('reports retracted', new.retracted_on IS NOT NULL)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
    INSERT INTO coverage (per, period, publisher, reports)
        SELECT column1, substr(new.date, 1, column2), coalesce(new.publisher, ''), 1
        FROM (VALUES ('day', 10), ('month', 7), ('year', 4))
        WHERE new.date IS NOT NULL AND new.superseded_on IS NULL AND new.retracted_on IS NULL
        ON CONFLICT (per, period, publisher) DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER reports_out AFTER DELETE ON reports BEGIN
    INSERT INTO counts (what, number)
        VALUES ('reports', -1), ('reports superseded', -(old.superseded_on IS NOT NULL)),
            ('reports retracted', -(old.retracted_on IS NOT NULL))
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
    UPDATE coverage SET reports = reports - 1
        WHERE old.superseded_on IS NULL AND old.retracted_on IS NULL
            AND publisher = coalesce(old.publisher, '')
            AND (per, period) IN (VALUES ('day', old.date), ('month', substr(old.date, 1, 7)),
                ('year', substr(old.date, 1, 4)));
END;
CREATE TRIGGER reports_turned AFTER UPDATE OF superseded_on, retracted_on ON reports BEGIN
    INSERT INTO counts (what, number)
        VALUES ('reports superseded',
                (new.superseded_on IS NOT NULL) - (old.superseded_on IS NOT NULL)),
            ('reports retracted', (new.retracted_on IS NOT NULL) - (old.retracted_on IS NOT NULL))
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
    INSERT INTO coverage (per, period, publisher, reports)
        SELECT column1, substr(new.date, 1, column2), coalesce(new.publisher, ''),
            (new.superseded_on IS NULL AND new.retracted_on IS NULL)
            - (old.superseded_on IS NULL AND old.retracted_on IS NULL)
        FROM (VALUES ('day', 10), ('month', 7), ('year', 4)) WHERE new.date IS NOT NULL
        ON CONFLICT (per, period, publisher) DO UPDATE SET reports = reports + excluded.reports;
END;
CREATE TRIGGER records_in AFTER INSERT ON records BEGIN
    INSERT INTO counts (what, number) VALUES (new.kind || 's told', 1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER records_out AFTER DELETE ON records BEGIN
    INSERT INTO counts (what, number) VALUES (old.kind || 's told', -1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER entries_in AFTER INSERT ON entries BEGIN
    INSERT INTO counts (what, number) VALUES (new.kind || 's', 1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER entries_out AFTER DELETE ON entries BEGIN
    INSERT INTO counts (what, number) VALUES (old.kind || 's', -1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER problems_in AFTER INSERT ON problems BEGIN
    INSERT INTO counts (what, number) VALUES ('problems', 1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER problems_out AFTER DELETE ON problems BEGIN
    INSERT INTO counts (what, number) VALUES ('problems', -1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER judgements_in AFTER INSERT ON judgements BEGIN
    INSERT INTO counts (what, number) VALUES ('judgements', 1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER judgements_out AFTER DELETE ON judgements BEGIN
    INSERT INTO counts (what, number) VALUES ('judgements', -1)
        ON CONFLICT (what) DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER reports_change_in AFTER INSERT ON reports BEGIN
    INSERT INTO changes (number, first_day)
        VALUES (coalesce((SELECT number FROM counts WHERE what = 'commits'), 0) + 1, new.known_on)
        ON CONFLICT (number) DO UPDATE SET first_day = min(first_day, excluded.first_day);
END;
CREATE TRIGGER reports_change AFTER UPDATE ON reports BEGIN
    INSERT INTO changes (number, first_day)
        VALUES (coalesce((SELECT number FROM counts WHERE what = 'commits'), 0) + 1, new.known_on)
        ON CONFLICT (number) DO UPDATE SET first_day = min(first_day, excluded.first_day);
END;
CREATE TRIGGER judgements_change AFTER INSERT ON judgements BEGIN
    INSERT INTO changes (number, first_day)
        VALUES (coalesce((SELECT number FROM counts WHERE what = 'commits'), 0) + 1,
            substr(new.at, 1, 10))
        ON CONFLICT (number) DO UPDATE SET first_day = min(first_day, excluded.first_day);
END;
CREATE TRIGGER persons_in AFTER INSERT ON entities
WHEN new.kind = 'person' AND new.name IS NOT NULL BEGIN
    INSERT INTO persons (name, who, reports) VALUES (new.name, coalesce(new.who, ''), 1)
        ON CONFLICT (name, who) DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER persons_out AFTER DELETE ON entities
WHEN old.kind = 'person' AND old.name IS NOT NULL BEGIN
    UPDATE persons SET reports = reports - 1 WHERE name = old.name AND who = coalesce(old.who, '');
END;
