/**
 * The text that search looks through, in parts: a change of a long document writes only those it touched. Each part
 * is known by the hash of its text; its rowid is the document's key times 4,096 and any number below that. The
 * title stands with the first. Everything is due again: what is in it is cut and set apart in another way.
 */
export const SQL = `
DROP TABLE document_text;
DELETE FROM indexed;

CREATE VIRTUAL TABLE text_parts USING fts5(
  hash UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
`
