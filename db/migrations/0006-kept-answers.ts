/**
 * Answers that hold for ever, and ids that are never used again. `created_answers` holds, as JSON, what the request that
 * made a document was answered, for all that are younger than this; `rewrites`, what a whole text was told beside its place;
 * `ended`, hashes of the ids of documents that were deleted for ever.
 */
export const SQL = `
CREATE TABLE IF NOT EXISTS created_answers (
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  answer TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS rewrites (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  told TEXT NOT NULL,
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ended (
  hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
`
