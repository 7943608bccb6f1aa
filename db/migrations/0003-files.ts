/**
 * Files that belong to documents. Their bytes are in the folder `files`, named by their SHA-256; a row says who
 * brought which bytes where. `file_uses` lists the documents that name or named a file at some version of theirs.
 */
export const SQL = `
CREATE TABLE files (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  person INTEGER NOT NULL REFERENCES people,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX files_by_hash ON files (hash);

CREATE TABLE file_uses (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
  PRIMARY KEY (document, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX file_uses_by_file ON file_uses (file);
`
