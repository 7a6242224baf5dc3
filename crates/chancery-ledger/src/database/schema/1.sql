CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- The log. `hash` is over everything in the row and the hash of the row before.
CREATE TABLE operations (
    seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, prev TEXT NOT NULL, time TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL,
    kind TEXT NOT NULL, payload TEXT NOT NULL
);
-- only sqlite
CREATE TRIGGER operations_stay BEFORE UPDATE ON operations BEGIN SELECT RAISE(ABORT, 'the log is only ever appended to'); END;
CREATE TRIGGER operations_remain BEFORE DELETE ON operations BEGIN SELECT RAISE(ABORT, 'the log is only ever appended to'); END;
-- end

-- Operations that were undone, and by which.
CREATE TABLE undone (seq INTEGER PRIMARY KEY, undoing INTEGER NOT NULL);
-- What an operation wrote (1) or rests on (0).
CREATE TABLE touched (object TEXT NOT NULL, seq INTEGER NOT NULL, wrote INTEGER NOT NULL, PRIMARY KEY (object, seq)) WITHOUT ROWID;
CREATE INDEX touched_by ON touched (seq);
-- How things that an operation wrote were before it; what is not here was not there.
CREATE TABLE before_images (seq INTEGER NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, object)) WITHOUT ROWID;

CREATE TABLE accounts (
    num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reading INTEGER NOT NULL, title TEXT, language TEXT, date TEXT, kind TEXT, side TEXT NOT NULL,
    issuer TEXT, states TEXT NOT NULL, lexicon TEXT NOT NULL, entries INTEGER NOT NULL, standing TEXT NOT NULL, version_of TEXT, replaced_by TEXT,
    revision INTEGER NOT NULL
);
CREATE INDEX accounts_by_date ON accounts (coalesce(date, ''), num);
CREATE TABLE account_states (state TEXT NOT NULL, account INTEGER NOT NULL, PRIMARY KEY (state, account)) WITHOUT ROWID;
CREATE TABLE sources (source TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (source, account)) WITHOUT ROWID;

CREATE TABLE entries (
    num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, live INTEGER NOT NULL,
    date TEXT, due TEXT, running INTEGER NOT NULL, body TEXT NOT NULL, review TEXT, revision INTEGER NOT NULL
);
-- What waits for a person. The entries of an account are found by their numbers.
CREATE INDEX entries_to_review ON entries (account) WHERE live = 1 AND state = 'proposed';
CREATE TABLE entry_parties (party TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (party, kind, date, entry)) WITHOUT ROWID;
-- Commitments and requests that are waited for, by each of their states and, with an empty party, all of them; due is empty where there is no day.
CREATE TABLE awaited (party TEXT NOT NULL, due TEXT NOT NULL, entry INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (party, due, entry)) WITHOUT ROWID;
-- How many of them there are, so that counting does not take longer the more there are.
CREATE TABLE awaited_counts (party TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL, waiting INTEGER NOT NULL, PRIMARY KEY (party, due, state)) WITHOUT ROWID;

-- Dossiers, evidence, scores, threads, packets, notes: things of which there are few.
CREATE TABLE objects (name TEXT PRIMARY KEY, class TEXT NOT NULL, parent TEXT NOT NULL, body TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE INDEX objects_of_parent ON objects (class, parent);

-- only sqlite
-- What is put in has been made words already, in lower case: they only need to be told apart at the blanks.
CREATE VIRTUAL TABLE passage_words USING fts5(words, facets, content='', contentless_delete=1, tokenize="ascii tokenchars '_/-'");
CREATE VIRTUAL TABLE entry_words USING fts5(words, facets, content='', contentless_delete=1, tokenize="ascii tokenchars '_/-'");
-- Few words wait in memory before they are written, so that they fit into the caches of a processor; and more pieces than
-- usual are joined at once, so that a word is seldom written again.
INSERT INTO passage_words(passage_words, rank) VALUES ('hashsize', 524288);
INSERT INTO entry_words(entry_words, rank) VALUES ('hashsize', 524288);
INSERT INTO passage_words(passage_words, rank) VALUES ('automerge', 16);
INSERT INTO entry_words(entry_words, rank) VALUES ('automerge', 16);
INSERT INTO passage_words(passage_words, rank) VALUES ('crisismerge', 32);
INSERT INTO entry_words(entry_words, rank) VALUES ('crisismerge', 32);
-- end
-- only postgres
-- Tokens with their positions, and facets, which have none.
CREATE TABLE passage_words (num INTEGER PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE TABLE entry_words (num INTEGER PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX passage_words_found ON passage_words USING gin (words);
CREATE INDEX entry_words_found ON entry_words USING gin (words);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the log is only ever appended to'; END $$;
CREATE TRIGGER operations_stay BEFORE UPDATE OR DELETE ON operations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER operations_remain BEFORE TRUNCATE ON operations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE meta IS 'chancery workspace';
-- end
