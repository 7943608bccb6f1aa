/**
 * Archives that are brought in. An import without an answer is under way, or was cut off: its documents stand in
 * `pending`, with what becomes of them in their owner's list, and nobody finds them. `hash` is the archive's SHA-256.
 */
export const SQL = `
CREATE TABLE IF NOT EXISTS imports (
  key INTEGER PRIMARY KEY,
  id TEXT UNIQUE,
  hash TEXT NOT NULL,
  answer TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS pending (
  document INTEGER PRIMARY KEY REFERENCES documents,
  import INTEGER NOT NULL REFERENCES imports,
  starred INTEGER NOT NULL,
  folder TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS pending_by_import ON pending (import);
`
