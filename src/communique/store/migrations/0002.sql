-- Counts that pages need are kept, and since when each entry is as it is now.
CREATE INDEX reports_run ON reports (run);
CREATE INDEX entities_office ON entities (country, report, id)
    WHERE kind = 'person' AND office IS NOT NULL;
CREATE INDEX problems_run ON problems (run);
CREATE INDEX reports_days ON reports (date DESC, key, known_on, superseded_on, retracted_on);
CREATE INDEX reports_gone ON reports (known_on, superseded_on, retracted_on)
    WHERE superseded_on IS NOT NULL OR retracted_on IS NOT NULL;
CREATE INDEX records_doubt ON records (kind, confidence, type, starts, ends);
CREATE INDEX records_unused ON records (report) WHERE entry IS NULL AND item IS NOT NULL;
CREATE INDEX parties_subject ON parties (code, record) WHERE side = 'subject';
CREATE INDEX entries_type ON entries (kind, type, sort_day, entry, ends);
CREATE INDEX entries_news ON entries (known_on DESC, reports DESC, confidence DESC, entry)
    WHERE kind <> 'contact' OR status <> 'held';

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

-- What the tables hold of a record of version 1.
INSERT INTO settled SELECT entry, kind, sort_day, known_on, '9999-12-31' FROM entries;
-- Days of settling are worked out by the next command that writes; until then no entry counts as settled.
INSERT INTO meta VALUES ('unsettled', 'since version 2');
INSERT INTO entry_names
    SELECT kind, entry, 0, casefold(name) FROM entries WHERE name <> ''
    UNION SELECT kind, entry, 0, casefold(value) FROM entries, json_each(body, '$.names')
        WHERE value <> ''
    UNION SELECT kind, entry, 1, casefold(acronym) FROM entries WHERE acronym <> '';
INSERT INTO counts
    SELECT 'reports', count(*) FROM reports
    UNION ALL SELECT 'reports superseded', count(superseded_on) FROM reports
    UNION ALL SELECT 'reports retracted', count(retracted_on) FROM reports
    UNION ALL SELECT 'problems', count(*) FROM problems
    UNION ALL SELECT 'judgements', count(*) FROM judgements
    UNION ALL SELECT kind || 's told', count(*) FROM records GROUP BY kind
    UNION ALL SELECT kind || 's', count(*) FROM entries GROUP BY kind;
INSERT INTO coverage
    SELECT column1, substr(date, 1, column2), coalesce(publisher, ''), count(*)
    FROM reports, (VALUES ('day', 10), ('month', 7), ('year', 4))
    WHERE date IS NOT NULL AND superseded_on IS NULL AND retracted_on IS NULL GROUP BY 1, 2, 3;
CREATE TEMP TABLE told AS
    SELECT DISTINCT entry, kind, sort_day, code FROM entry_parties WHERE code <> '';
CREATE INDEX temp.told_entry ON told (entry, code);
INSERT INTO entry_counts
    SELECT kind, type, '', count(*) FROM entries GROUP BY kind, type
    UNION ALL SELECT kind, '', '', count(*) FROM entries GROUP BY kind
    UNION ALL SELECT e.kind, type, code, count(*) FROM told JOIN entries AS e USING (entry)
        GROUP BY e.kind, type, code
    UNION ALL SELECT kind, '', code, count(*) FROM told GROUP BY kind, code
    UNION ALL SELECT '', '', code, count(*) FROM told GROUP BY code;
INSERT INTO ties
    SELECT a.code, b.code, a.kind, count(*), max(a.sort_day)
    FROM told AS a JOIN told AS b ON b.entry = a.entry AND b.code <> a.code GROUP BY 1, 2, 3;
DROP TABLE temp.told;
INSERT INTO person_counts
    SELECT code, who, count(DISTINCT entry), min(sort_day), max(sort_day) FROM entry_parties
    WHERE code <> '' AND substr(who, 1, 7) IN ('person:', 'tenure:') GROUP BY code, who;
INSERT INTO happening_counts
    SELECT substr(starts, 1, column1), '9999-12-31', count(*) FROM entries, (VALUES (7), (4))
    WHERE kind = 'happening' AND coalesce(status, '') <> 'alleged'
        AND substr(starts, 1, column1) = substr(ends, 1, column1) GROUP BY 1;
INSERT INTO persons
    SELECT name, coalesce(who, ''), count(*) FROM entities
    WHERE kind = 'person' AND name IS NOT NULL GROUP BY 1, 2;
