/**
 * Documents and their logs. Keys inside the database are small integers because a keystroke's row is mostly
 * its keys; chains and request hashes are 9 bytes. Times are milliseconds since 1970.
 */
export const SQL = `
CREATE TABLE people (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  colour INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE clients (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people
) STRICT;

CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  epoch TEXT NOT NULL,
  title TEXT NOT NULL,
  head_seq INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES people,
  created_hash TEXT NOT NULL,
  created_title TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  trashed_at INTEGER
) STRICT;

-- One append-only log per document. kind 1 is a commit.
CREATE TABLE events (
  document INTEGER NOT NULL REFERENCES documents,
  seq INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  client INTEGER NOT NULL REFERENCES clients,
  person INTEGER NOT NULL REFERENCES people,
  at INTEGER NOT NULL,
  chain BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX events_by_id ON events (document, id);

-- The document exactly as its first seq events leave it.
CREATE TABLE snapshots (
  document INTEGER NOT NULL REFERENCES documents,
  seq INTEGER NOT NULL,
  doc TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX snapshots_by_seq ON snapshots (document, seq);

-- What could not be placed, by author.
CREATE TABLE residue (
  n INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  person INTEGER NOT NULL REFERENCES people,
  seq INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  step TEXT,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX residue_by_author ON residue (document, person);

CREATE TABLE visits (
  person INTEGER NOT NULL REFERENCES people,
  document INTEGER NOT NULL REFERENCES documents,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, document)
) STRICT, WITHOUT ROWID;
`
