/**
 * What each person keeps of a document on their home page, and the text that search looks through. A row of
 * `indexed` says up to which event the text of a document was taken in: what is behind its head is due, also
 * after a crash. The text table's rowid is the document's key.
 */
export const SQL = `
ALTER TABLE visits ADD COLUMN starred_at INTEGER;
ALTER TABLE visits ADD COLUMN folder TEXT;
ALTER TABLE visits ADD COLUMN removed_at INTEGER;

CREATE INDEX documents_by_trash ON documents (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE TABLE indexed (
  document INTEGER PRIMARY KEY REFERENCES documents,
  seq INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE document_text USING fts5(
  title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
`
